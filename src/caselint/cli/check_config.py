"""`caselint config --check`: everything that is wrong with the configuration of a folder's sites, told at once."""

import argparse
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from caselint.cli.failure import Failure
from caselint.cli.read_sites import relative_problem, request_of
from caselint.cli.streams import say
from caselint.config.config import Config
from caselint.config.load import find_config, load_config
from caselint.config.problems import ConfigError, ConfigProblem
from caselint.engine.discover import NothingToRead, Request
from caselint.engine.files import walk
from caselint.engine.linter import run
from caselint.engine.site_check import Selection
from caselint.kinds.examples import check_examples
from caselint.kinds.kind import load_kinds
from caselint.reporters.summary import counted
from caselint.rules.engine.unreadable_page import UnreadablePage
from caselint.rules.registry import RULE_NAMES


def check_config(options: argparse.Namespace) -> list[str]:
    """A line for each configuration that governs `options.path`; all are right.

    Raises:
        Failure: with every problem of every file, its line, and the nearest known name.
    """
    request = request_of(options)
    paths = _files(request)
    if not paths:
        return ["there is no configuration: the defaults hold"]
    problems: list[ConfigProblem] = []
    lines = []
    for path in paths:
        try:
            lines.append(_check(path, imports=path == paths[0]))
        except ConfigError as error:
            problems += error.problems
    if problems:
        raise Failure(*map(relative_problem, ConfigError(problems).problems))
    _judge_globs(request)
    return lines


def _files(request: Request) -> list[Path]:
    """The configuration that holds at the path, and those that lie deeper."""
    if request.isolated:
        return []
    if request.config is not None:
        return [request.config]
    target = Path(os.path.normpath(request.cwd / request.paths[0]))
    folder = target if target.is_dir() else target.parent
    above = find_config(folder, None)
    below = [folder / path for path in walk(folder).assets if path.rpartition("/")[2] == "caselint.toml"]
    return list(dict.fromkeys([*([above] if above else []), *below]))


def _check(path: Path, *, imports: bool) -> str:
    """What was found right, in a line. With `imports` the user's own models are imported.

    Of configurations that lie deeper the run over the pages knows whether they may name any.

    Raises:
        ConfigError: with all problems of the file and those that it names.
    """
    config = load_config(path, RULE_NAMES)
    problems: list[ConfigProblem] = []
    try:
        load_kinds(kind if imports else replace(kind, model=None) for kind in config.kinds)
    except ConfigError as error:
        problems += error.problems
    examples = 0
    for schema in dict.fromkeys(kind.front_matter for kind in config.kinds if kind.front_matter is not None):
        try:
            checked = check_examples(schema)
        except ConfigError:
            continue  # told by `load_kinds`
        examples += checked.count
        problems += checked.problems
    if problems:
        raise ConfigError(problems)
    return f"{os.path.relpath(path)}: no problem found ({', '.join(_counts(config, examples))})"


def _counts(config: Config, examples: int) -> Iterator[str]:
    yield counted(len(config.kinds), "page kind")
    yield counted(examples, "example") + " in schemas"
    yield counted(len(config.overrides), "override")


def _judge_globs(request: Request) -> None:
    """Read the pages: only they show that a glob or kind matches none.

    Raises:
        Failure: a glob, kind or collection matches no page.
    """
    try:
        run(request, Selection(select=(UnreadablePage.name,)))
    except NothingToRead:
        say("there is no page, so whether globs match any was not checked", label="note: ")
    except ConfigError as error:
        raise Failure(*map(relative_problem, error.problems)) from None
