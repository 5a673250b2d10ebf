"""One page as its site reads it, for programs: `caselint.read_page` and `caselint.read_text`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from os import PathLike, fspath
from pathlib import Path

from caselint.content.lines import Lines
from caselint.content.page import Page
from caselint.content.page import Table as PageTable
from caselint.content.yaml import Node
from caselint.engine.discover import Request
from caselint.engine.linter import run
from caselint.engine.read_page import ReadPage, read_bytes
from caselint.engine.read_page import read_page as read_file
from caselint.engine.site_check import CheckedSite, Selection
from caselint.facts.plain_text import plain
from caselint.findings.report import Location
from caselint.reporters.figures import figure_rows
from caselint.rules.engine.unreadable_page import UnreadablePage
from caselint.site.reading import Entry, FrontMatterValue, Heading, Link, PageReader, Section

__all__ = [
    "Entry",
    "FrontMatterValue",
    "Heading",
    "Link",
    "PageNotRead",
    "PageReading",
    "Section",
    "Table",
    "read_page",
    "read_text",
]


class PageNotRead(ValueError):
    """A page cannot be read at all: too large, no regular file, or not permitted. The message says which."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of Markdown: the text of its cells as a reader reads it, row 0 being the header."""

    rows: tuple[tuple[str, ...], ...]
    location: Location


@dataclass(frozen=True)
class PageReading:
    """What caselint sees on a page, each list in the order of the page.

    Lines and columns count from 1, columns in code points, and ends are exclusive. Paths are relative to the folder
    that the page was read from.

    Attributes:
        path: the page.
        text: its text, without a byte order mark.
        title: front matter `title`, else the first H1; "" where there is neither.
        front_matter: its values as mappings, lists and scalars; empty where there is none, or it cannot be read.
        front_matter_values: each scalar of it with its place.
        figures: the rows of `caselint figures --output-format jsonl`.
        problems: why parts of the page could not be read: bytes that are not UTF-8, front matter that is no YAML.
    """

    path: str
    text: str
    title: str
    front_matter: Mapping[str, object]
    front_matter_values: tuple[FrontMatterValue, ...]
    headings: tuple[Heading, ...]
    sections: tuple[Section, ...]
    links: tuple[Link, ...]
    entries: tuple[Entry, ...]
    tables: tuple[Table, ...]
    figures: tuple[Mapping[str, object], ...]
    problems: tuple[str, ...] = ()

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)

    def slice(self, location: Location) -> str:
        """The text of the page at a place."""
        start = self._lines.start(location.line) + location.column - 1
        return self.text[start : self._lines.start(location.end_line) + location.end_column - 1]


def read_page(path: str | PathLike[str], *, folder: str | PathLike[str] = ".", isolated: bool = False) -> PageReading:
    """Read the page at `path`, relative to `folder`, as its site reads it.

    The whole site is read, since where a link leads depends on the other pages. No rule is run.

    Args:
        isolated: ignore caselint's own configuration.

    Raises:
        caselint.engine.discover.NothingToRead: there is no such page.
        caselint.config.problems.ConfigError: a configuration is wrong.
        PageNotRead: the page is excluded, too large, or cannot be opened.
    """
    return _read(Request(Path(folder).absolute(), (fspath(path),), isolated=isolated))


def read_text(
    text: str, path: str = "page.md", *, folder: str | PathLike[str] = ".", isolated: bool = False
) -> PageReading:
    """Read `text` as if it stood in the file `path` of the site in `folder`.

    Raises:
        caselint.config.problems.ConfigError: a configuration is wrong.
        PageNotRead: the page is excluded, or too large.
    """
    texts = {path: text.encode("utf-8", "surrogateescape")}
    return _read(Request(Path(folder).absolute(), (path,), isolated=isolated, texts=texts))


def _read(request: Request) -> PageReading:
    finished = run(request, Selection(select=(UnreadablePage.name,)))
    for checked in finished.sites:
        for path in checked.site.asked:
            read = _parsed(checked, path)
            if read.page is None or path not in checked.index.pages:
                raise PageNotRead("; ".join(finding.message for finding in read.findings) or "the page cannot be read")
            figures = tuple(figure_rows(replace(finished, sites=(checked,))))
            return _reading(checked, path, read, read.page, figures)
    raise PageNotRead("the page is excluded")


def _parsed(checked: CheckedSite, path: str) -> ReadPage:
    """The page itself, of which the site keeps the facts only."""
    dialect = checked.site.dialect
    data = checked.site.texts.get(path)
    return read_file(checked.site.root, path, dialect) if data is None else read_bytes(path, data, dialect)


def _reading(
    checked: CheckedSite, path: str, read: ReadPage, page: Page, figures: tuple[Mapping[str, object], ...]
) -> PageReading:
    lines = Lines(page.text)
    reader = PageReader(checked.index, path, lines, checked.locator.path)
    problems = [finding.message for finding in read.findings]
    if page.front_matter.error is not None:
        problems.append(page.front_matter.error.message)
    root = page.front_matter.root
    front = _value(root) if root is not None else {}
    return PageReading(
        path=checked.locator.path(path),
        text=page.text,
        title=checked.index.pages[path].title,
        front_matter=front if isinstance(front, dict) else {},
        front_matter_values=tuple(reader.front_matter()),
        headings=tuple(reader.headings()),
        sections=tuple(reader.sections()),
        links=tuple(reader.links()),
        entries=tuple(reader.entries()),
        tables=tuple(_table(page.text, table, lines) for table in page.tables),
        figures=figures,
        problems=tuple(problems),
    )


def _table(text: str, table: PageTable, lines: Lines) -> Table:
    rows = tuple(tuple(plain(cell.slice(text)) for cell in row) for row in table.rows)
    return Table(rows, lines.location(table.span))


def _value(node: Node) -> object:
    """A node of the front matter as plain values. Its depth is bounded by the reader's own limit."""
    if node.kind == "mapping":
        return {key.name: _value(value) for key, value in node.pairs}
    return [_value(element) for element in node.elements] if node.kind == "sequence" else node.value
