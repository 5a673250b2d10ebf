"""caselint for programs: check a repository or a text, and list the figures of its pages."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from os import PathLike, fspath
from pathlib import Path

from caselint.config.config import Config
from caselint.engine.discover import Request
from caselint.engine.linter import run
from caselint.engine.site_check import Selection
from caselint.findings import Finding, Report
from caselint.reporters.figures import figure_rows

__all__ = ["Config", "Finding", "Report", "check", "check_text", "list_figures"]


def _request(paths: Iterable[str | PathLike[str]], folder: str | PathLike[str], *, isolated: bool) -> Request:
    return Request(Path(folder).absolute(), tuple(fspath(path) for path in paths), isolated=isolated)


def check(
    paths: Iterable[str | PathLike[str]] = (),
    *,
    folder: str | PathLike[str] = ".",
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    preview: bool = False,
    isolated: bool = False,
    since: str | None = None,
    today: date | None = None,
) -> Report:
    """Check pages as `caselint check` does.

    Args:
        paths: pages and folders, relative to `folder`; none for the content of the site in `folder`.
        select, ignore: names, codes or prefixes of rules, on top of the configuration.
        preview: also run rules that are still in preview.
        isolated: ignore caselint's own configuration.
        since: a revision of git: only what the change since then is answerable for.
        today: the day that dates are judged by; by default that of the clock.

    Raises:
        caselint.engine.discover.NothingToRead: a path does not exist, or there is no page.
        caselint.engine.discover.NoComparison: `since` names no revision, or there is no git repository.
        caselint.config.problems.ConfigError: a configuration is wrong; it carries every problem with its place.
    """
    request = replace(_request(paths, folder, isolated=isolated), since=since)
    return run(request, Selection(tuple(select), tuple(ignore), preview, today=today)).report


def check_text(
    text: str, path: str = "page.md", *, folder: str | PathLike[str] = ".", isolated: bool = False
) -> Report:
    """Check `text` as if it stood in the file `path` of the site in `folder`: what an editor does before it saves.

    Raises:
        caselint.config.problems.ConfigError: a configuration is wrong.
    """
    texts = {path: text.encode("utf-8", "surrogateescape")}
    return run(replace(_request((path,), folder, isolated=isolated), texts=texts)).report


def list_figures(
    paths: Iterable[str | PathLike[str]] = (), *, folder: str | PathLike[str] = ".", isolated: bool = False
) -> list[dict[str, object]]:
    """Every figure of the pages and what it is a figure of: the rows of `caselint figures --output-format jsonl`.

    Raises:
        caselint.engine.discover.NothingToRead: a path does not exist, or there is no page.
        caselint.config.problems.ConfigError: a configuration is wrong.
    """
    return figure_rows(run(_request(paths, folder, isolated=isolated)))
