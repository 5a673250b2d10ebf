"""What stands around a figure and tells what it is of: the labels of its row, the line above its list, its entry."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from caselint.content.page import Container, Leaf, Page
from caselint.facts.page_facts import Entry
from caselint.facts.plain_text import plain

_BOLD_LINE = re.compile(r"(?:\*\*|__)[^*_\n]++(?:\*\*|__)")
# How far a list may begin behind the line that introduces it, and how long that line may be.
_NEXT, _LINE = 160, 160


class RowLabels:
    """The first cell and the column header of each table cell."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._read: dict[tuple[int, int, int], str] = {}

    def label(self, cell: tuple[int, int, int]) -> str:
        table, row, column = cell
        return self._cell(table, row, 0) if column and row else ""

    def header(self, cell: tuple[int, int, int]) -> str:
        table, row, column = cell
        return self._cell(table, 0, column) if row and column < len(self._page.tables[table].rows[0]) else ""

    def _cell(self, table: int, row: int, column: int) -> str:
        at = table, row, column
        if at not in self._read:
            self._read[at] = plain(self._page.tables[table].rows[row][column].slice(self._page.text))
        return self._read[at]


class EntryIndex:
    """The innermost entry around an offset."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._order = sorted(range(len(entries)), key=lambda row: entries[row].span)
        self._starts = [entries[row].span.start for row in self._order]

    def entry(self, row: int) -> Entry | None:
        return self._entries[row] if row >= 0 else None

    def at(self, offset: int) -> int:
        rank = bisect_right(self._starts, offset) - 1
        for back in range(rank, max(rank - 8, -1), -1):
            row = self._order[back]
            if offset < self._entries[row].span.end:
                return row
        return -1


class Introductions:
    """The line above each list that says what its items are of: `In 2019:`, `**Targets**`."""

    def __init__(self, page: Page) -> None:
        self._text = page.text
        self._leaves = page.leaves
        self._read: dict[int, str] = {}

    def of(self, at: int) -> str:
        """What introduces the list of the leaf with that index, an item; "" for nothing."""
        leaves = self._leaves
        first = at
        while first and leaves[first - 1].container is Container.LIST and first - 1 not in self._read:
            first -= 1
        intro = self._read.get(first - 1)
        if intro is None:
            intro = self._introducing(leaves[first - 1], leaves[first]) if first else ""
        self._read |= dict.fromkeys(range(first, at + 1), intro)
        return intro

    def _introducing(self, above: Leaf, item: Leaf) -> str:
        if above.container is not Container.PROSE or item.span.start - above.span.end > _NEXT:
            return ""
        line = above.span.slice(self._text).rstrip()
        line = line[line.rfind("\n") + 1 :].strip()
        is_label = line.rstrip("*_").endswith(":") or _BOLD_LINE.fullmatch(line) is not None
        return plain(line).rstrip(": ") if is_label and len(line) <= _LINE else ""
