"""What a page has much of, made from columns: one conversion and one call for all of a sort, in C as far as it goes."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import compress
from typing import Any, overload

from caselint.content.offsets import Places
from caselint.content.page import Container, Heading, Item, Leaf, Table
from caselint.findings.span import Span

Cell = tuple[int, int, int]
LeafRow = tuple[Container, int, int, int, tuple[Span, ...], int, int, Cell | None]
"""Container, range of the block (empty where there is none), end of the inline things, holes, section, item, cell."""
HeadingRow = tuple[int, int, int, str, str | None]
"""Level, range, text, explicit id."""
ItemRow = tuple[int, int, int, int, int, int]
"""Range, item around it, depth, section, list."""
TableRow = tuple[int, int, int, list[int]]
"""Range, section, the number of cells of each row."""

_HEADING_MARKS = re.compile(r"[ \t]*+#{1,6}[ \t]*+")
# What the classes do with a call of each, without the call.
_span: Callable[[tuple[int, int]], Span] = partial(tuple.__new__, Span)
_leaf: Callable[[tuple[Any, ...]], Leaf] = partial(tuple.__new__, Leaf)
_item: Callable[[tuple[Any, ...]], Item] = partial(tuple.__new__, Item)
_heading: Callable[[tuple[Any, ...]], Heading] = partial(tuple.__new__, Heading)


def spans(starts: Sequence[int], ends: Sequence[int]) -> list[Span]:
    return list(map(_span, zip(starts, ends, strict=True)))


def placed(ranges: Iterable[tuple[int, int]], places: Places) -> list[Span]:
    """The spans of ranges as the parser counts them."""
    offsets = places.many([offset for pair in ranges for offset in pair])
    return spans(offsets[::2], offsets[1::2])


class Leaves:
    """The leaves of a page as columns, in the order of the page; `cell_spans` are those of all cells."""

    def __init__(self, rows: Sequence[LeafRow], text: str, places: Places) -> None:
        columns = zip(*rows, strict=True) if rows else ((),) * 8
        containers, firsts, block_ends, lasts, holes, sections, items, cells = columns
        self.starts = list(places.many(firsts))
        ends = list(places.many(block_ends))
        _trim(text, self.starts, ends)
        in_cell = [cell is not None for cell in cells]
        self.cell_spans = spans(list(compress(self.starts, in_cell)), list(compress(ends, in_cell)))
        self.ends = list(map(max, ends, places.many(lasts)))
        self.containers: Sequence[Container] = containers
        self.holes: Sequence[tuple[Span, ...]] = holes
        self.sections: Sequence[int] = sections
        self.items: Sequence[int] = items
        self.cells: Sequence[Cell | None] = cells
        filled = [start < end for start, end in zip(self.starts, self.ends, strict=True)]
        if not all(filled):
            self._keep(filled)

    def _keep(self, which: Sequence[bool]) -> None:
        for name in ("starts", "ends", "containers", "holes", "sections", "items", "cells"):
            setattr(self, name, list(compress(getattr(self, name), which)))

    def made(self, rendered: Iterable[bool]) -> Iterator[Leaf]:
        """The leaves, each with its flag of `rendered`."""
        own = spans(self.starts, self.ends)
        columns = (self.containers, own, self.holes, self.sections, self.items, self.cells, rendered)
        return map(_leaf, zip(*columns, strict=False))


def made_headings(
    rows: Sequence[HeadingRow], spans_of: Sequence[Span], text: str, rendered: Iterable[bool]
) -> list[Heading]:
    """The headings; `spans_of` as `heading_spans` gives them."""
    inner = []
    for span in spans_of:
        start, end = span
        marks = _HEADING_MARKS.match(text, start, end)
        if marks is not None:
            start = marks.end()
            while start < end and text[start].isspace():
                start += 1
        inner.append(Span(start, end))
    levels, _, _, texts, explicit = zip(*rows, strict=True) if rows else ((),) * 5
    return list(map(_heading, zip(levels, texts, spans_of, inner, explicit, rendered, strict=False)))


def heading_spans(rows: Sequence[HeadingRow], text: str, places: Places) -> list[Span]:
    starts = list(places.many([row[1] for row in rows]))
    ends = list(places.many([row[2] for row in rows]))
    _trim(text, starts, ends)
    return spans(starts, ends)


def made_items(rows: Sequence[ItemRow], lists: Sequence[tuple[int, int]], places: Places) -> list[Item]:
    if not rows:
        return []
    starts, ends, parents, depths, sections, list_rows = zip(*rows, strict=True)
    lists_of = map(placed(lists, places).__getitem__, list_rows)
    own = spans(places.many(starts), places.many(ends))
    return list(map(_item, zip(own, parents, depths, sections, lists_of, strict=True)))


def made_tables(rows: Sequence[TableRow], cells: Sequence[Span], places: Places) -> list[Table]:
    found = []
    at = 0
    for start, end, section, widths in rows:
        table = []
        for width in widths:
            table.append(tuple(cells[at : at + width]))
            at += width
        found.append(Table(Span(places(start), places(end)), tuple(table), section))
    return found


def _trim(text: str, starts: list[int], ends: list[int]) -> None:
    """Take white space off both ends of each range, in place."""
    for row, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if start == end:
            continue
        if text[end - 1].isspace():
            end = start + len(text[start:end].rstrip())
            ends[row] = end
        if text[start].isspace():
            starts[row] = end - len(text[start:end].lstrip())


def filled_lines(text: str, span: Span) -> Iterator[Span]:
    """The lines of `span` that hold more than blanks, without the blanks around them."""
    at = span.start
    for line in text[span.start : span.end].splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            start = at + line.index(stripped)
            yield Span(start, start + len(stripped))
        at += len(line)


class LazySpans(Sequence[Span]):
    """Spans that are made when one is asked for, each once and in order: few pages ask."""

    def __init__(self, rows: Sequence[tuple[int, int]], places: Places) -> None:
        self._rows = rows
        self._places = places
        self._made: tuple[Span, ...] | None = None

    def _all(self) -> tuple[Span, ...]:
        if self._made is None:
            self._made = tuple(sorted(set(placed(self._rows, self._places))))
        return self._made

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, row: int) -> Span: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Span]: ...
    def __getitem__(self, row: int | slice) -> Span | Sequence[Span]:
        return self._all()[row]

    def __iter__(self) -> Iterator[Span]:
        return iter(self._all())
