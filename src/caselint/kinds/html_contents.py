"""Tables, lists and diagrams in the raw HTML of a page."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from caselint.content.html import Tag, Text, tokens
from caselint.findings.span import Span

_LISTS = ("ul", "ol")
_LONGEST_CELL = 400


@dataclass
class HtmlContents:
    """What blocks of raw HTML hold, each with its place from the tag that opens it; `tables` with their header cells,
    and without the tables inside of others; `lists` are the outer ones."""

    tables: list[tuple[Span, tuple[str, ...]]] = field(default_factory=list)
    lists: list[Span] = field(default_factory=list)
    diagrams: list[Span] = field(default_factory=list)


def read_html(text: str, blocks: Iterable[Span]) -> HtmlContents:
    """The contents of blocks of raw HTML. A table that blank lines part into several blocks is read as one."""
    reader = _Reader()
    for block in blocks:
        for token in tokens(text, *block):
            if isinstance(token, Text):
                reader.text(token.span.slice(text))
            elif isinstance(token, Tag) and token.closing:
                reader.closes(token)
            elif isinstance(token, Tag):
                reader.opens(token)
    return reader.finish()


class _Reader:
    def __init__(self) -> None:
        self._found = HtmlContents()
        self._tables = 0  # how many are open
        self._lists = 0
        self._table = Span(0, 0)
        self._cells: list[str] = []
        self._in_header = False

    def text(self, said: str) -> None:
        if self._in_header and len(self._cells[-1]) < _LONGEST_CELL:
            self._cells[-1] += said[:_LONGEST_CELL]

    def opens(self, tag: Tag) -> None:
        if tag.name == "table":
            if not self._tables:
                self._table, self._cells = tag.span, []
            self._tables += 1
        elif tag.name == "th" and self._tables == 1:
            self._cells.append("")
        elif tag.name in _LISTS:
            if not self._lists:
                self._found.lists.append(tag.span)
            self._lists += 1
        elif tag.name in ("pre", "div") and "mermaid" in _classes(tag):
            self._found.diagrams.append(tag.span)
        if tag.name in ("th", "td", "tr"):
            self._in_header = tag.name == "th" and self._tables == 1

    def closes(self, tag: Tag) -> None:
        if tag.name == "table" and self._tables:
            self._tables -= 1
            if not self._tables:
                self._keep(tag.span.end)
        elif tag.name in _LISTS:
            self._lists = max(0, self._lists - 1)
        elif tag.name == "th":
            self._in_header = False

    def finish(self) -> HtmlContents:
        if self._tables:
            self._keep(self._table.end)
        return self._found

    def _keep(self, end: int) -> None:
        self._found.tables.append((Span(self._table.start, end), tuple(self._cells)))
        self._in_header = False


def _classes(tag: Tag) -> list[str]:
    return [name for attribute in tag.attributes if attribute.name == "class" for name in attribute.value.split()]
