"""The figures of a page in the statements that they stand in together: lines, table cells and rows."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from caselint.content.page import Container, Page, Table
from caselint.facts.page_facts import Mention
from caselint.facts.plain_text import plain
from caselint.facts.text_blocks import is_text_block

_MARKS = re.compile(r"[*_`~]+|<[^<>\n]{0,60}>")

_COMMENT = re.compile(r"(?:^|\s)(?:#|//|--)\s")


class Cell(NamedTuple):
    """A table cell: its column, its plain text, and the figures in it."""

    column: int
    text: str
    mentions: tuple[Mention, ...]


class TableFigures(NamedTuple):
    """A table with figures: the plain texts of its header, and the rows of cells below it."""

    table: Table
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


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
            yield _figures_of(table, found, page.text)


def _figures_of(table: Table, found: Sequence[Mention], text: str) -> TableFigures:
    header = tuple(plain(span.slice(text)) for span in table.rows[0])
    rows: list[tuple[Cell, ...]] = []
    at = 0
    for row in table.rows[1:]:
        cells = []
        for column, span in enumerate(row):
            held = []
            while at < len(found) and found[at].quantity.span.start < span.end:
                if found[at].quantity.span.start >= span.start:
                    held.append(found[at])
                at += 1
            cells.append(Cell(column, plain(span.slice(text)), tuple(held)))
        rows.append(tuple(cells))
    return TableFigures(table, header, tuple(rows))


def by_section(mentions: Sequence[Mention]) -> Iterator[tuple[int, list[Mention]]]:
    """Runs of figures under one heading, in the order of the page."""
    ordered = sorted(mentions, key=lambda mention: mention.quantity.span)
    for section, run in groupby(ordered, key=lambda mention: mention.section):
        yield section, list(run)


def written_lines(page: Page, signs: str) -> Iterator[tuple[int, int]]:
    """Start and end of the lines that hold one of `signs` outside of programs; of a program's line its comment."""
    text = page.text
    blocks = [(code.content.start, code.content.end, is_text_block(text, code)) for code in page.code]
    row = 0
    at = page.front_matter.span.end if page.front_matter.span is not None else 0
    for found in re.finditer(f"[{re.escape(signs)}]", text):
        if found.start() < at:
            continue
        start = text.rfind("\n", 0, found.start()) + 1
        end = text.find("\n", found.start())
        end = len(text) if end < 0 else end
        at = end
        while row < len(blocks) and blocks[row][1] <= start:
            row += 1
        if row < len(blocks) and blocks[row][0] <= start and not blocks[row][2]:
            comment = _COMMENT.search(text, start, end)
            if comment is not None and comment.end() <= end:
                yield comment.end(), end
        else:
            yield start, end
