"""Tables in raw HTML as tables of cells, so that their rows are read as those of Markdown are."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from caselint.content.page import Table
from caselint.facts.entry_names import is_index_target
from caselint.facts.html_entries import html_stretches
from caselint.facts.html_tree import Element, HtmlTrees, walk_elements
from caselint.facts.layout import Layout, trim
from caselint.findings.span import Span

_CELLS = frozenset({"td", "th"})
_PARTS = frozenset({"thead", "tbody", "tfoot"})


def html_tables(layout: Layout, trees: HtmlTrees) -> Iterator[Table]:
    """The tables of the page's raw HTML; without a header its cells are empty, and one that only lays out is none."""
    if not layout.page.html:
        return
    sections = [heading.span.start for heading in layout.page.headings]
    for stretch in html_stretches(layout.page):
        if layout.text.find("<t", *stretch) < 0 and layout.text.find("<T", *stretch) < 0:
            continue
        for element in walk_elements(trees.of(stretch)):
            if element.tag == "table":
                rows = _rows(layout, element)
                if rows:
                    section = bisect_right(sections, element.start) - 1
                    yield Table(Span(element.start, element.end), tuple(rows), section)


def _rows(layout: Layout, table: Element) -> list[tuple[Span, ...]]:
    """The rows of cells, the header first; none where there is no header and a row leads to more than one page."""
    found = [
        (part.tag == "thead" or all(cell.tag == "th" for cell in cells), tuple(_cell(layout, cell) for cell in cells))
        for part, row in _table_rows(table)
        if (cells := [cell for cell in row.children if cell.tag in _CELLS])
    ]
    if not found:
        return []
    rows = [cells for _, cells in found]
    if found[0][0]:
        return rows
    if any(_leads_to_many(layout, cells) for cells in rows):
        return []
    widest = max(map(len, rows))
    return [(Span(table.start, table.start),) * widest, *rows]


def _table_rows(table: Element) -> Iterator[tuple[Element, Element]]:
    """Each row with the part of the table that it stands in."""
    for part in table.children:
        if part.tag == "tr":
            yield table, part
        elif part.tag in _PARTS:
            yield from ((part, row) for row in part.children if row.tag == "tr")


def _cell(layout: Layout, cell: Element) -> Span:
    return trim(layout.text, cell.inner)


def _leads_to_many(layout: Layout, cells: Sequence[Span]) -> bool:
    links = (layout.first_link(cell) for cell in cells)
    return len({link.target for link in links if link is not None and is_index_target(layout, link.target)}) > 1
