"""From options to a run: the request, the rules asked for, progress, and what goes to stderr about it."""

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

from caselint.cli.arguments import split_commas
from caselint.cli.failure import Failure, UsageError
from caselint.cli.replay import cache_folder, in_ci
from caselint.cli.streams import TRANSCRIPT, Progress, say
from caselint.config.problems import ConfigError, ConfigProblem
from caselint.engine.discover import NoComparison, NothingToRead, Request, Site, discover
from caselint.engine.linter import Run, run
from caselint.engine.page_cache import CachePlace
from caselint.engine.site_check import CheckedSite, Selection
from caselint.engine.workers import usable_cores
from caselint.reporters.summary import counted
from caselint.rules.engine.unreadable_page import UnreadablePage
from caselint.rules.registry import RULE_NAMES, all_rules


def check(options: argparse.Namespace) -> Run:
    """Run the rules that `options` ask for.

    Raises:
        Failure: the configuration is wrong, there is nothing to read, or a rule asked for does not exist.
    """
    select, ignore = split_commas(options.select), split_commas(options.ignore)
    for option, given, words in (("--select", options.select, select), ("--ignore", options.ignore, ignore)):
        if given and not words:
            raise UsageError(f"caselint: {option} names no rule")
    selection = Selection(select, ignore, options.preview, options.min_confidence, options.today)
    finished = _run(options, selection)
    broken = finished.report.broken
    finished.keep_places()
    if not broken and not finished.unsure:
        TRANSCRIPT.depends_on = (finished.folders, finished.files, finished.day)
    return finished


def read(options: argparse.Namespace) -> Run:
    """Read the pages and run no rule: the only findings are pages that cannot be read."""
    return _run(options, Selection(select=(UnreadablePage.name,)))


def _run(options: argparse.Namespace, selection: Selection) -> Run:
    progress = Progress(wanted=not (options.quiet or options.no_progress))
    try:
        request = request_of(options)
        _check_names(request, selection)
        finished = run(request, selection, progress=progress, jobs=options.jobs or usable_cores())
    except (NothingToRead, NoComparison) as error:
        raise Failure(f"caselint: {error}") from None
    except ConfigError as error:
        raise Failure(*(relative_problem(problem) for problem in error.problems)) from None
    finally:
        progress.clear()
    _tell(finished, options)
    return finished


def request_of(options: argparse.Namespace) -> Request:
    """What `options` ask to be read.

    Raises:
        UsageError: an option names what is not there.
    """
    try:
        cwd = Path.cwd()
    except OSError as error:
        raise Failure(f"caselint: the working directory cannot be read: {error.strerror}") from None
    config = None
    if options.config is not None:
        if options.isolated:
            raise UsageError("caselint: --config and --isolated exclude each other")
        config = Path(os.path.normpath(cwd / options.config))
        if not config.is_file():
            raise UsageError(f"caselint: --config {options.config}: no such file")
    empty = next((path for path in options.paths if not path or "\0" in path), None)
    if empty is not None:
        raise UsageError(f'caselint: "{empty}" is no path')
    texts, since = getattr(options, "texts", {}), getattr(options, "since", None)
    return Request(cwd, tuple(options.paths), config, options.isolated, texts, since, _cache(options))


def _cache(options: argparse.Namespace) -> CachePlace | None:
    if getattr(options, "no_cache", True):  # a command without the option keeps nothing
        return None
    folder = cache_folder(options.cache_dir)
    return None if folder is None else CachePlace(folder, hashed=in_ci())


def found_sites(options: argparse.Namespace) -> tuple[Site, ...]:
    """The sites of the paths in `options`, found and not read.

    Raises:
        Failure: there is nothing to read, or the configuration is wrong.
    """
    try:
        return discover(request_of(options)).sites
    except NothingToRead as error:
        raise Failure(f"caselint: {error}") from None
    except ConfigError as error:
        raise Failure(*map(relative_problem, error.problems)) from None


def _check_names(request: Request, selection: Selection) -> None:
    """Every selector names a rule. The site's own word rules are looked up only where a word is none of the others."""
    words = [("--select", word) for word in selection.select] + [("--ignore", word) for word in selection.ignore]
    if all(_is_built_in(word) for _, word in words):
        return
    from caselint.config.names import KnownNames  # costs pydantic's import, which a plain run does without

    configs = [config for site in discover(request).sites for config in (site.config, *site.configs.values())]
    known = KnownNames(RULE_NAMES, (text.name for config in configs for text in config.text))
    for option, word in words:
        if not known.is_selector(word):
            near = known.nearest(word)
            hint = f"did you mean {near}?" if near else "`caselint rules` lists the rules"
            raise UsageError(f'caselint: {option} names a rule that does not exist: "{word}"; {hint}')


def _is_built_in(word: str) -> bool:
    upper = word.upper()
    return upper == "ALL" or any(word == rule.name or rule.code.startswith(upper) for rule in all_rules())


def relative_problem(problem: ConfigProblem) -> str:
    """The problem as a line, its path relative to the working directory where it lies below."""
    here = os.getcwd().replace(os.sep, "/").rstrip("/") + "/"  # noqa: PTH109 - str in, str out
    return str(problem).removeprefix(here)


def _tell(finished: Run, options: argparse.Namespace) -> None:
    for problem in finished.problems:
        say(relative_problem(problem))
    if not options.quiet:
        for notice in finished.notices:
            say(notice, label="note: ")
    if options.verbose:
        for line in (*map(_site_line, (checked.site for checked in finished.sites)), *finished.cache_notes):
            say(line, label="note: ")
        for checked in finished.sites:
            for line in _unjudged_lines(checked):
                say(line, label="note: ")
        for trace in finished.traces:
            say(trace)


def _unjudged_lines(checked: CheckedSite) -> Iterator[str]:
    """How much of the site's links caselint cannot know: `caselint explain-link` says why of each."""
    from caselint.site.explained import unjudged

    links, places = unjudged(checked.index)
    if links or places:
        folder = os.path.relpath(checked.site.root)
        told = [counted(links, "link")] * bool(links) + [f"the anchors of {counted(places, 'link')}"] * bool(places)
        yield f"site {folder}: not judged: {' and '.join(told)}; `caselint explain-link FILE:LINE` says why"


def _site_line(site: Site) -> str:
    folder = os.path.relpath(site.root)
    config = os.path.relpath(site.config.path) if site.config.path else "none"
    generator = site.generator.generator
    if site.generator.config_path:
        generator += f" ({site.generator.config_path})"
    return f"site {folder}: {generator}, {len(site.asked):,} of {len(site.pages):,} pages, configuration {config}"
