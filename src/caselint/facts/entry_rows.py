"""Entries that are table rows: the name cell links to a page, or names the study, company or product of its row."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from caselint.content.page import Table
from caselint.facts.entry_fields import LEVELS, described, field_name
from caselint.facts.entry_names import About, about, clean_name, is_call, is_index_target, locate
from caselint.facts.layout import Layout, trim
from caselint.facts.page_facts import Entry, EntryField
from caselint.facts.plain_text import plain
from caselint.findings.span import Span

# Headers whose rows stand for things that a site writes studies about, also where the cells are no links.
_THINGS = frozenset({
    "system", "company", "product", "platform", "study", "case study", "project", "organization", "organisation",
    "vendor", "provider", "app", "application", "startup", "customer",
})  # fmt: skip
# A first column that only counts, ranks or dates its rows: the name stands in the next one.
_COUNTER = re.compile(
    r"[\W_]*+(?:#?\d{1,4}(?:[-–./]\d{1,4}){0,2}"
    r"|(?:week|day|step|phase|level|year|month|part|tier|no)s?[ .]*+\d{1,4}(?:\s?[-–]\s?\d{1,4})?"
    rf"|P\d|{'|'.join(LEVELS)}|high|low|gold|silver|bronze)?[\W_]*+",
    re.IGNORECASE,
)
_CALL_HEADERS = frozenset(
    {"link", "links", "read", "study", "case study", "page", "details", "more", "url", "read more", ""}
)
_WORD_END = re.compile(r"[ :'’]")
_LONGEST_NAME = 60
_SHARE = 0.6


class _Named(NamedTuple):
    name: str
    span: Span
    about: About | None
    rendered: bool


def collect_rows(
    layout: Layout, tables: Iterable[Table], entries: Sequence[str]
) -> Iterator[tuple[tuple[str, int], Entry]]:
    """Every row that is an entry; `entries` are the names of the page's others, which a plain first cell may repeat."""
    names = _openings(entries)
    for table in tables:
        if len(table.rows) < 2 or not table.rows[0]:
            continue
        headers = [plain(cell.slice(layout.text)) for cell in table.rows[0]]
        for named, column, cells in _named_rows(layout, table, headers, names):
            yield ("table", table.span.start), _entry(layout, table, headers, cells, column, named)


def _named_rows(
    layout: Layout, table: Table, headers: Sequence[str], names: frozenset[str]
) -> Iterator[tuple[_Named, int, Sequence[Span]]]:
    rows = [cells for cells in table.rows[1:] if cells]
    column = _name_column(layout, rows)
    if column is None:
        return
    linked = [about(layout, cells[column]) if column < len(cells) else None for cells in rows]
    full = sum(found is not None for found in linked) >= _SHARE * len(rows)
    if not full and not _names_things(layout, headers, rows, column, names):
        return
    for cells, found in zip(rows, linked, strict=True):
        if found is not None:
            yield _Named(found.name, found.name_span, found, found.link.rendered), column, cells
        elif column < len(cells) and not full and (named := _plain_name(layout, cells[column])):
            yield named._replace(about=_call_cell(layout, headers, cells, column)), column, cells


def _name_column(layout: Layout, rows: Sequence[Sequence[Span]]) -> int | None:
    """The first column that does more than count or rank."""
    for column in range(min(3, max(map(len, rows), default=0))):
        cells = [cells[column].slice(layout.text) for cells in rows if column < len(cells)]
        if not all(_COUNTER.fullmatch(plain(cell)) for cell in cells):
            return column
    return None


def _names_things(
    layout: Layout, headers: Sequence[str], rows: Sequence[Sequence[Span]], column: int, names: frozenset[str]
) -> bool:
    """Whether plain first cells stand for studies: by their header, or as other entries' names open with them."""
    if len(headers) < 2 or column >= len(headers):
        return False
    cells = [plain(cells[column].slice(layout.text)) for cells in rows if column < len(cells)]
    if not cells or not all(_is_name(cell) for cell in cells):
        return False
    if clean_name(headers[column]).casefold().removesuffix("s") in _THINGS | {"companie", "case studie", "studie"}:
        return True
    borne = sum(cell.casefold() in names for cell in cells)
    return len(cells) > 1 and borne >= _SHARE * len(cells)


def _openings(names: Sequence[str]) -> frozenset[str]:
    """What names open with, word by word, in lower case: "Ferry: One Queue" opens with "ferry" and "ferry: one"."""
    found = set()
    for name in names:
        folded = name.casefold()[:_LONGEST_NAME]
        found.add(folded)
        found.update(folded[: match.start()] for match in _WORD_END.finditer(folded))
    return frozenset(found)


def _is_name(cell: str) -> bool:
    return (
        0 < len(cell) <= _LONGEST_NAME
        and cell[0].isalnum()
        and not cell.endswith((".", ":", "?"))
        and not cell[0].islower()
    )


def _plain_name(layout: Layout, cell: Span) -> _Named | None:
    if layout.has_link(cell):
        return None
    name = clean_name(plain(cell.slice(layout.text)))
    return _Named(name, locate(layout.text, cell, name), None, True) if name else None


def _call_cell(layout: Layout, headers: Sequence[str], cells: Sequence[Span], column: int) -> About | None:
    """The link of a row to what its name stands for: "Read", or whatever stands in a column of links."""
    for row, cell in enumerate(cells):
        link = layout.first_link(cell)
        if row == column or link is None or not is_index_target(layout, link.target):
            continue
        header = headers[row].casefold() if row < len(headers) else ""
        if header in _CALL_HEADERS or is_call(link.text):
            return About(link, "", link.outer)
    return None


def _entry(
    layout: Layout, table: Table, headers: Sequence[str], cells: Sequence[Span], column: int, named: _Named
) -> Entry:
    end = max([named.span.end, *(trim(layout.text, cell).end for cell in cells)])
    link = named.about.link if named.about else None
    return Entry(
        shape="row",
        name=named.name,
        name_span=named.span,
        target=link.target if link else None,
        target_span=link.span if link else None,
        span=Span(named.span.start, end),
        section=table.section,
        group=-1,
        rendered=named.rendered,
        fields=tuple(_fields(layout, headers, cells, column)),
    )


def _fields(layout: Layout, headers: Sequence[str], cells: Sequence[Span], column: int) -> Iterator[EntryField]:
    for row, cell in enumerate(cells):
        header = clean_name(headers[row]) if row < len(headers) else ""
        if row == column or not header:
            continue
        for field in described(layout.text, field_name(header), cell):
            if any(map(str.isalnum, field.text)):
                yield field
