"""The entries of index pages: cards, rows, items, headings and catalogue blocks, each for one page or study."""

from collections.abc import Iterator

from caselint.content.page import Page
from caselint.facts.catalogue import collect_catalogue
from caselint.facts.entry_headings import collect_headings
from caselint.facts.entry_items import collect_items
from caselint.facts.entry_rows import collect_rows
from caselint.facts.html_entries import collect_html
from caselint.facts.html_rows import html_tables
from caselint.facts.html_tree import HtmlTrees
from caselint.facts.layout import Layout
from caselint.facts.page_facts import Entry

_Keyed = tuple[tuple[str, int], Entry]


def collect_entries(page: Page) -> tuple[Entry, ...]:
    """Every entry of the page, in order; those of one list, grid, table or catalogue share a group.

    Tables of contents, previous/next footers, links in prose, tasks, lists without links and the facts of a single
    study are no entries.
    """
    layout = Layout(page)
    found = [*_with_markup(layout), *collect_catalogue(page)]
    items = {entry.name_span for _, entry in found if entry.shape in ("card", "item")}
    groups: dict[tuple[str, int], int] = {}
    entries = []
    for key, entry in sorted(found, key=lambda keyed: (keyed[1].span, keyed[1].shape)):
        if entry.shape == "heading" and entry.name_span in items:
            continue  # the heading of a card
        entries.append(entry._replace(group=groups.setdefault(key, len(groups))))
    return tuple(entries)


def _with_markup(layout: Layout) -> Iterator[_Keyed]:
    trees = HtmlTrees(layout.text)
    found = [*collect_headings(layout), *collect_items(layout), *collect_html(layout, trees)]
    yield from found
    tables = [*layout.page.tables, *html_tables(layout, trees)]
    yield from collect_rows(layout, tables, [entry.name for _, entry in found])
