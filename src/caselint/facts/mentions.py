"""Figures in their places: each quantity of a page with its container and what it may be a figure of."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from caselint.content.page import Code, Container, Leaf, Page
from caselint.facts.page_facts import Entry, FrontValue, Mention
from caselint.figures import Quantity, find_quantities
from caselint.findings.span import Span

_LEAD = re.compile(
    r"[ \t]*+(?:[-*+•] ++)?[^\w\n*_<]{0,6}"
    r"(?:(?:\*\*|__)(?P<bold>[^*_\n:]{1,60}):?(?:\*\*|__)[ \t]*+[:–—-]?|(?P<plain>[A-Za-z][\w /&-]{0,38}):(?=[ \t]))"
)
_MARKS = re.compile(r"[*_`~]{1,3}|!?\[|\]\([^()\n]*+\)|\]|<[^<>\n]{1,200}>|\{[^{}\n]{0,80}\}")
_COMMENT = re.compile(r"(?:#|//|--)(?=[ \t])[^\n]*+")
_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-Z0-9*_\[])|\n\s*\n")
_BEFORE, _AFTER = 160, 80


def collect_mentions(page: Page, front: Sequence[FrontValue], entries: Sequence[Entry]) -> tuple[Mention, ...]:
    """Every figure of the page, in order."""
    rows = _RowLabels(page)
    around = _EntryIndex(entries)
    found = [*_front_matter(page, front)]
    for leaf in page.leaves:
        found.extend(_leaf(page, leaf, rows, around))
    for code in page.code:
        found.extend(_comments(page, code))
    return tuple(sorted(found, key=lambda mention: mention.quantity.span))


class _RowLabels:
    """The first cell and the column header of each table cell."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def label(self, cell: tuple[int, int, int]) -> str:
        table, row, column = cell
        cells = self._page.tables[table].rows[row]
        return plain(cells[0].slice(self._page.text)) if column and row else ""

    def header(self, cell: tuple[int, int, int]) -> str:
        table, row, column = cell
        headers = self._page.tables[table].rows[0]
        return plain(headers[column].slice(self._page.text)) if row and column < len(headers) else ""


class _EntryIndex:
    """The innermost entry around an offset."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._order = sorted(range(len(entries)), key=lambda row: entries[row].span)
        self._starts = [entries[row].span.start for row in self._order]

    def at(self, offset: int) -> int:
        rank = bisect_right(self._starts, offset) - 1
        for back in range(rank, max(rank - 8, -1), -1):
            row = self._order[back]
            if offset < self._entries[row].span.end:
                return row
        return -1


def plain(markdown: str) -> str:
    """A stretch of inline Markdown as its reader reads it, roughly: marks, destinations and tags taken out."""
    return " ".join(_MARKS.sub(" ", markdown).split())


def _leaf(page: Page, leaf: Leaf, rows: _RowLabels, around: _EntryIndex) -> Iterator[Mention]:
    text = page.text
    header = label = ""
    if leaf.cell is not None:
        label, header = rows.label(leaf.cell), rows.header(leaf.cell)
    for piece in _pieces(text, leaf):
        own_label = label
        if leaf.cell is None:
            lead = _LEAD.match(text, piece.start, piece.end)
            own_label = ((lead["bold"] or lead["plain"]).strip() if lead else "") or label
        holes = tuple(hole for hole in leaf.holes if hole.overlaps(piece)) if leaf.holes else ()
        for quantity in find_quantities(text, piece, holes, label=own_label, header=header):
            if leaf.container is Container.HEADING and quantity.span.start < piece.start:
                continue
            entry = around.at(quantity.span.start)
            yield _mention(text, leaf, quantity, piece, own_label, header, entry, around)


def _pieces(text: str, leaf: Leaf) -> Iterator[Span]:
    """A leaf in lines where its line breaks part statements (a paragraph of bold leads), else whole."""
    body = text[leaf.span.start : leaf.span.end]
    if "\n" not in body or leaf.container is Container.TABLE:
        yield leaf.span
        return
    at = leaf.span.start
    start = at
    for line in body.splitlines(keepends=True):
        if at > start and _LEAD.match(text, at, at + len(line)):
            yield Span(start, at)
            start = at
        at += len(line)
    yield Span(start, leaf.span.end)


def _mention(
    text: str,
    leaf: Leaf,
    quantity: Quantity,
    piece: Span,
    label: str,
    header: str,
    entry: int,
    around: _EntryIndex,
) -> Mention:
    before, after = _sentence(text, piece, quantity.span)
    own = around._entries[entry] if entry >= 0 else None
    return Mention(
        quantity=quantity,
        container=leaf.container,
        section=leaf.section,
        rendered=leaf.rendered,
        label=label,
        header=header,
        before=before,
        after=after,
        lead=own.name if own else "",
        target=own.target if own else None,
        entry=entry,
    )


def _sentence(text: str, piece: Span, span: Span) -> tuple[str, str]:
    """The plain text of the figure's sentence before and after it."""
    before = text[max(piece.start, span.start - 2 * _BEFORE) : span.start]
    ends = list(_SENTENCE_END.finditer(before))
    if ends:
        before = before[ends[-1].end() :]
    after = text[span.end : min(piece.end, span.end + 2 * _AFTER)]
    stop = _SENTENCE_END.search(after)
    if stop:
        after = after[: stop.start()]
    return plain(before)[-_BEFORE:], plain(after)[:_AFTER]


def _front_matter(page: Page, front: Sequence[FrontValue]) -> Iterator[Mention]:
    for value in front:
        if not isinstance(value.value, (str, int, float)) or isinstance(value.value, bool) or not value.path:
            continue
        label = next((str(key) for key in reversed(value.path) if isinstance(key, str)), "").replace("_", " ")
        span = value.span
        if span.end - span.start > 2 and page.text[span.start] in "'\"":
            span = Span(span.start + 1, span.end - 1)
        for quantity in find_quantities(page.text, span, (), label=label):
            before, after = _sentence(page.text, span, quantity.span)
            yield Mention(
                quantity, Container.FRONT_MATTER, -1, True, label, str(value.path[0]), before, after, "", None, -1
            )


def _comments(page: Page, code: Code) -> Iterator[Mention]:
    """Figures in the comments of a code block; its literals are none."""
    starts = [heading.span.start for heading in page.headings]
    section = bisect_right(starts, code.span.start) - 1
    for comment in _COMMENT.finditer(page.text, code.content.start, code.content.end):
        span = Span(*comment.span())
        for quantity in find_quantities(page.text, span, ()):
            before, after = _sentence(page.text, span, quantity.span)
            yield Mention(quantity, Container.CODE, section, True, "", "", before, after, "", None, -1)
