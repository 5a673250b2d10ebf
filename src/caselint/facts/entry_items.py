"""Entries that are list items: links with a text, and the cards of a grid."""

import re
from collections.abc import Iterator, Sequence

from caselint.content.page import Container, Item, Leaf
from caselint.facts.entry_fields import Piece, paragraph_pieces, read_fields
from caselint.facts.entry_names import About, about, asks_to_follow, clean_name, is_index_target
from caselint.facts.layout import Layout, trim
from caselint.facts.page_facts import Entry
from caselint.findings.span import Span

_MARKER = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]*+")
_TASK = re.compile(r"\[[ xX]\][ \t]")
_GRID_CLASS = re.compile(
    r"\bclass\s*=\s*[\"']?[^\"'<>]{0,200}?\bcards?\b|\bgrid\b[^\"'<>]{0,80}\bcards\b", re.IGNORECASE
)
_BOLD_NAME = re.compile(
    r"[^\w\[\]()<>\n]{0,60}?(?::[a-z][\w+\-]{1,60}:(?:\{[^{}\n]{0,80}\})?[ \t]*+)?"
    r"(?:\*\*|__)(?P<name>[^*\n]{1,100}?)(?:\*\*|__)[ \t]*+"
)
_AFTER_LINK = re.compile(
    r"(?>(?:\*\*|__|[*_`~]|[ \t]|\{[^{}\n]{0,80}\})*)(?:(?:[:|→•·⇒]|[-–—]{1,3}(?=[\s*_]))[ \t]*+)?"
)
# What an entry states stands near its name; more would be quadratic in nested lists.
_MOST_LEAVES = 64


def collect_items(layout: Layout) -> Iterator[tuple[tuple[str, int], Entry]]:
    """Every list item that is an entry, each with what its group goes by."""
    collector = _Items(layout)
    for row in range(len(layout.page.items)):
        if row not in layout.page.block_titles:
            entry = collector.entry(row)
            if entry is not None:
                yield ("list", layout.page.items[row].list_span.start), entry


class _Items:
    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._text = layout.text
        self._grids: dict[int, bool] = {}
        self._leaves: dict[int, list[Leaf]] = {}
        for leaf in layout.page.leaves:
            if leaf.item >= 0:
                self._leaves.setdefault(leaf.item, []).append(leaf)
        self._abouts: dict[int, About | None] = {}

    def entry(self, row: int) -> Entry | None:
        item = self._layout.page.items[row]
        if not self._layout.has_link(item.span):
            return None
        leaves = self._leaves.get(row, [])
        found = self._about(row)
        grid = self._in_grid(item)
        if found is None and grid:
            found = self._card_by_call(item, leaves)
        if found is None:
            return None
        end = trim(self._text, item.span).end
        fields = read_fields(self._text, self._pieces(row, item, leaves, found))
        return Entry(
            shape="card" if grid else "item",
            name=found.name,
            name_span=found.name_span,
            target=found.link.target,
            target_span=found.link.span,
            span=Span(found.name_span.start, max(end, found.name_span.end)),
            section=item.section,
            group=-1,
            rendered=leaves[0].rendered and found.link.rendered,
            fields=fields,
        )

    def _about(self, row: int) -> About | None:
        if row not in self._abouts:
            self._abouts[row] = self._find_about(self._layout.page.items[row], self._leaves.get(row, []))
        return self._abouts[row]

    def _find_about(self, item: Item, leaves: Sequence[Leaf]) -> About | None:
        found = about(self._layout, leaves[0].span) if leaves else None
        if found is None or found.link.list_start in self._layout.contents_lists or self._is_task(item):
            return None
        return found

    def _is_task(self, item: Item) -> bool:
        marker = _MARKER.match(self._text, *item.span)
        return marker is not None and _TASK.match(self._text, marker.end(), item.span.end) is not None

    def _in_grid(self, item: Item) -> bool:
        """Whether the item's list stands in a `<div class="grid cards">`."""
        start = item.list_span.start
        if start not in self._grids:
            before = self._text[max(0, start - 400) : start].rstrip()
            opener = before.rfind("<")
            self._grids[start] = before.endswith(">") and _GRID_CLASS.search(before, max(opener, 0)) is not None
        return self._grids[start]

    def _card_by_call(self, item: Item, leaves: Sequence[Leaf]) -> About | None:
        """A card whose name is bold and whose link stands alone below it ("Read case study")."""
        bold = _BOLD_NAME.match(self._text, *leaves[0].span) if leaves else None
        name = clean_name(bold["name"]) if bold else ""
        if bold is None or not name or self._is_task(item):
            return None
        for leaf in leaves[1:]:
            link = self._layout.first_link(leaf.span)
            if link and is_index_target(self._layout, link.target) and self._is_call_leaf(leaf):
                at = self._text.find(name, *bold.span("name"))
                span = Span(at, at + len(name)) if at >= 0 else Span(*bold.span("name"))
                return About(link, name, span)
        return None

    def _is_call_leaf(self, leaf: Leaf) -> bool:
        """Whether a leaf is one link and nothing else."""
        link = self._layout.first_link(leaf.span)
        if link is None:
            return False
        after = _AFTER_LINK.match(self._text, link.outer.end, leaf.span.end)
        ends = after is None or after.end() >= leaf.span.end
        return (
            ends and (link.outer.start - leaf.span.start < 60) and (asks_to_follow(link.text) or len(leaf.holes) <= 2)
        )

    def _pieces(self, row: int, item: Item, leaves: Sequence[Leaf], found: About) -> Iterator[Piece]:
        first = leaves[0].span
        if found.link.outer.start < first.end:
            after = _AFTER_LINK.match(self._text, found.link.outer.end, first.end)
            rest = after.end() if after else found.link.outer.end
        else:
            bold = _BOLD_NAME.match(self._text, *first)
            rest = bold.end() if bold else first.end
        if rest < first.end:
            yield from paragraph_pieces(self._text, Span(rest, first.end))
        for leaf in self._layout.leaves_in(Span(first.end, item.span.end), most=_MOST_LEAVES):
            if leaf.container in (Container.DIAGRAM, Container.HEADING, Container.TABLE) or self._is_call_leaf(leaf):
                continue
            if leaf.item == row or leaf.item < 0:
                yield from paragraph_pieces(self._text, leaf.span)
            elif not self._belongs_to_entry(leaf.item, row):
                yield Piece(leaf.span, listed=True)

    def _belongs_to_entry(self, inner: int, row: int) -> bool:
        """Whether an item below `row` is, or stands in, an entry of its own."""
        depth = 0
        while inner >= 0 and inner != row and depth < 50:
            if self._about(inner) is not None:
                return True
            inner = self._layout.page.items[inner].parent
            depth += 1
        return False
