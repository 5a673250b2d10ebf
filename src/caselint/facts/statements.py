"""The figures of a page in the statements that they stand in together: lines, table cells and rows."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from caselint.content.page import Container, Item, Page, Table
from caselint.facts.page_facts import Mention
from caselint.facts.plain_text import plain
from caselint.facts.text_blocks import is_text_block
from caselint.findings.span import Span

_MARKS = re.compile(r"[*_`~]+|<[^<>\n]{0,60}>")

# A sign of equality with a number behind it; `x == 1` and attributes of HTML are none.
_EQUALS = re.compile(r"=(?<![=<>!:+*/^~-]=)\s?[~≈]?\s?\*{0,2}[$€£₹]?[0-9]")
_ABOUT = re.compile(r"≈\s?\*{0,2}[$€£₹]?[0-9]")
_OPERATOR = re.compile(r"[×÷·*/+−-]|\sx\s")
_LONGEST_LINE = 5000
_COMMENT = re.compile(r"(?:^|\s)(?:#|//|--)\s")


class Cell(NamedTuple):
    """A table cell: its column, where it stands, and the figures in it."""

    column: int
    span: Span
    mentions: tuple[Mention, ...]


class TableFigures(NamedTuple):
    """A table with figures: the rows of cells below its header."""

    table: Table
    rows: tuple[tuple[Cell, ...], ...]

    def header(self, column: int, text: str) -> str:
        """The plain text of a column's header; "" where it has none."""
        cells = self.table.rows[0]
        return plain(cells[column].slice(text)) if column < len(cells) else ""


def lines(mentions: Sequence[Mention], text: str) -> Iterator[list[Mention]]:
    """The figures that stand on one line of the source, of one container each, where there are at least two."""
    ordered = sorted(
        (mention for mention in mentions if mention.container is not Container.FRONT_MATTER),
        key=lambda mention: mention.quantity.span,
    )
    line: list[Mention] = []
    for mention in ordered:
        if line and (
            mention.container is not line[-1].container
            or "\n" in text[line[-1].quantity.span.end : mention.quantity.span.start]
        ):
            if len(line) > 1:
                yield line
            line = []
        line.append(mention)
    if len(line) > 1:
        yield line


def between(left: Mention, right: Mention, text: str) -> str:
    """What a reader sees between two figures, at most 120 characters of it; `|` stands where a cell ends."""
    gap = text[left.quantity.span.end : right.quantity.span.start]
    return _MARKS.sub("", gap[:120]) if len(gap) <= 400 else "\n"


def behind(mention: Mention, text: str, length: int = 40) -> str:
    """What follows a figure on its line, without marks."""
    end = mention.quantity.span.end
    return _MARKS.sub("", text[end : end + length].partition("\n")[0])


def ahead(mention: Mention, text: str, length: int = 40) -> str:
    """What stands before a figure on its line, without marks."""
    start = mention.quantity.span.start
    return _MARKS.sub("", text[max(0, start - length) : start].rpartition("\n")[2])


def tables(page: Page, mentions: Sequence[Mention]) -> Iterator[TableFigures]:
    """The page's tables of which a row below the header has a figure."""
    inside = sorted(
        (mention for mention in mentions if mention.container is Container.TABLE),
        key=lambda mention: mention.quantity.span,
    )
    at = 0
    for table in page.tables:
        found: list[Mention] = []
        while at < len(inside) and inside[at].quantity.span.start < table.span.end:
            if inside[at].quantity.span.start >= table.span.start:
                found.append(inside[at])
            at += 1
        if found and len(table.rows) > 1:
            yield _figures_of(table, found)


def _figures_of(table: Table, found: Sequence[Mention]) -> TableFigures:
    rows: list[tuple[Cell, ...]] = []
    at, count = 0, len(found)
    for row in table.rows[1:]:
        if at >= count or found[at].quantity.span.start >= row[-1].end:
            rows.append(tuple(Cell(column, span, ()) for column, span in enumerate(row)))
            continue
        cells = []
        for column, span in enumerate(row):
            first = at
            while at < count and found[at].quantity.span.start < span.end:
                at += 1
            cells.append(Cell(column, span, tuple(found[first:at])))
        rows.append(tuple(cells))
    return TableFigures(table, tuple(rows))


def by_item(items: Sequence[Item], mentions: Sequence[Mention]) -> dict[int, list[Mention]]:
    """The figures of each list item, those of the items inside it left out, by its place in the page's items."""
    held: dict[int, list[Mention]] = {}
    starts = sorted((item.span.start, row) for row, item in enumerate(items))
    at, open_item = 0, -1
    for mention in sorted(mentions, key=lambda each: each.quantity.span):
        while at < len(starts) and starts[at][0] <= mention.quantity.span.start:
            open_item = starts[at][1]
            at += 1
        if open_item >= 0 and mention.quantity.span.start < items[open_item].span.end:
            held.setdefault(open_item, []).append(mention)
    return held


def lists_of(items: Sequence[Item], least: int) -> Iterator[list[int]]:
    """The lists of at least `least` items, each by the places of its items among the page's."""
    lists: dict[tuple[int, int, int], list[int]] = {}
    for row, item in enumerate(items):
        lists.setdefault((item.list_span.start, item.depth, item.parent), []).append(row)
    yield from (rows for rows in lists.values() if len(rows) >= least)


def equations(page: Page) -> Iterator[tuple[int, int]]:
    """Start and end of the lines that may hold a calculation with its result; of a program's line its comment."""
    text, code = page.text, page.code
    row = at = 0
    signs = [found.start() for found in _EQUALS.finditer(text, at)]
    if "≈" in text:
        signs = sorted([*signs, *(found.start() for found in _ABOUT.finditer(text, at))])
    for sign in signs:
        if sign < at:
            continue
        start = text.rfind("\n", 0, sign) + 1
        end = text.find("\n", sign)
        end = at = len(text) if end < 0 else end
        if end - start > _LONGEST_LINE or _OPERATOR.search(text, start, end) is None:
            continue
        while row < len(code) and code[row].content.end <= start:
            row += 1
        if row < len(code) and code[row].content.start <= start and not is_text_block(text, code[row]):
            comment = _COMMENT.search(text, start, end)
            if comment is not None:
                yield comment.end(), end
        else:
            yield start, end
