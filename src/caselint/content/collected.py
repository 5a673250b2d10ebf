"""All that the walk over a page finds, and the page that is made of it.

What a page has much of stands here as rows of bare offsets, as the parser counts them; the rest as it goes onto the
page.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import inf
from operator import attrgetter

from caselint.content.attribute_lists import block_id, inline_id
from caselint.content.bare_urls import bare_urls
from caselint.content.columns import (
    HeadingRow,
    ItemRow,
    LazySpans,
    LeafRow,
    Leaves,
    TableRow,
    heading_spans,
    made_headings,
    made_items,
    made_tables,
)
from caselint.content.dialect import Dialect
from caselint.content.front_matter import FrontMatter
from caselint.content.offsets import Places
from caselint.content.page import Anchor, Code, Container, Heading, HtmlBlock, Item, Leaf, Link, LinkKind, Page
from caselint.content.raw_blocks import Ranges, read_raw_blocks, unseen_last_lines, unwrap_indented_code
from caselint.content.shortcodes import possible_ids
from caselint.content.source import Source
from caselint.content.wiki_links import wiki_links
from caselint.findings.span import Span


@dataclass(slots=True)
class Collected:
    """What was found so far, by sort; `page` takes it all.

    As the parser counts: `headings`, `leaves`, `items`, `tables`, `lists` and `blocks` (ranges), `marks` (ends of what
    an attribute list may stand behind). In code points: `html_headings`, those of raw HTML that the site gives ids;
    `html_lines` and `diagrams`, further leaves, the latter with their sections; `html`, the blocks of raw HTML that the
    parser saw; `containers`, what holds blocks, items apart.
    """

    headings: list[HeadingRow] = field(default_factory=list)
    leaves: list[LeafRow] = field(default_factory=list)
    items: list[ItemRow] = field(default_factory=list)
    tables: list[TableRow] = field(default_factory=list)
    lists: list[tuple[int, int]] = field(default_factory=list)
    blocks: list[tuple[int, int]] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    html_headings: list[Heading] = field(default_factory=list)
    html_lines: list[Leaf] = field(default_factory=list)
    diagrams: list[tuple[Span, int]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    block_titles: set[int] = field(default_factory=set)
    code: list[Code] = field(default_factory=list)
    html: list[Span] = field(default_factory=list)
    comments: list[Span] = field(default_factory=list)
    containers: list[Span] = field(default_factory=list)

    def anchor_at(self, text: str, place: Span | None) -> None:
        """The id that an attribute list gives."""
        if place is not None:
            self.anchors.append(Anchor(place.slice(text), place, rendered=True, reserved=True))

    def page(
        self,
        path: str,
        source: Source,
        front_matter: FrontMatter,
        dialect: Dialect,
        places: Places,
        raw_blocks: tuple[Span, ...] | None,
    ) -> Page:
        """The page; `raw_blocks` as in `Rewritten.raw`, in code points."""
        text = source.text
        leaves = Leaves(self.leaves, text, places)
        if dialect.attribute_lists and "{" in text:
            self._read_attribute_lists(text, leaves, places)
        own_headings = heading_spans(self.headings, text, places)
        if raw_blocks:
            self._read_raw_blocks(text, raw_blocks, [span.start for span in own_headings], leaves)
        raw = tuple(self.html) if raw_blocks is None else raw_blocks
        printed = Ranges(raw)
        whole = frozenset(raw)
        self.anchors.extend(possible_ids(text, self.comments))
        shown = printed.lack([span.start for span in own_headings])
        headings = made_headings(self.headings, own_headings, text, shown)
        items = made_items(self.items, self.lists, places)
        tables = made_tables(self.tables, leaves.cell_spans, places)
        found_leaves = self._all_leaves(leaves, printed)
        anchors = tuple(self._all_anchors(headings, items))
        headings.sort(key=attrgetter("span"))
        if self.html_headings:
            headings += self.html_headings
            headings.sort(key=attrgetter("span"))
            sections = _Sections(headings)
            found_leaves = [leaf._replace(section=sections.of(leaf.span)) for leaf in found_leaves]
            items = [item._replace(section=sections.of(item.span)) for item in items]
            tables = [table._replace(section=sections.of(table.span)) for table in tables]
        if dialect.wikilinks is not None:
            self.links.extend(list(wiki_links(text, found_leaves, *dialect.wikilinks)))
        if "bare-urls" in dialect.features:
            self.links.extend(list(bare_urls(text, found_leaves, self.links)))
        return Page(
            path=path,
            source=source,
            front_matter=front_matter,
            dialect=dialect.name,
            headings=tuple(headings),
            links=tuple(self._all_links(printed)),
            anchors=anchors,
            leaves=tuple(found_leaves),
            items=tuple(items),
            block_titles=frozenset(self.block_titles),
            tables=tuple(tables),
            code=tuple(self.code),
            html=(
                *(HtmlBlock(block, raw=True) for block in raw),
                *(HtmlBlock(block, False) for block in self.html if block.start not in printed and block not in whole),
            ),
            comments=tuple(sorted(set(self.comments))),
            blocks=LazySpans(self.blocks, places),
        )

    def _read_attribute_lists(self, text: str, leaves: Leaves, places: Places) -> None:
        """The ids that attribute lists give, behind inline things and at the ends of blocks."""
        for at in places.many(self.marks):
            if text.startswith("{", at):
                self.anchor_at(text, inline_id(text, at))
        for row, end in enumerate(leaves.ends):
            if text[end - 1] == "}" and leaves.containers[row] is not Container.HEADING:
                self.anchor_at(text, block_id(text, leaves.starts[row], end, in_cell=leaves.cells[row] is not None))

    def _read_raw_blocks(self, text: str, raw: tuple[Span, ...], headings: Sequence[int], leaves: Leaves) -> None:
        """Read a dialect's raw blocks as HTML throughout, whatever Markdown the parser saw inside."""
        within = Ranges(raw)
        self.links = [link for link in self.links if link.kind is not LinkKind.HTML or link.span.start not in within]
        self.anchors = [anchor for anchor in self.anchors if anchor.span.start not in within]
        for read in read_raw_blocks(text, raw, self.code):
            self.links.extend(read.links)
            self.anchors.extend(read.anchors)
            self.comments.extend(read.comments)
        self.code, lines = unwrap_indented_code(text, self.code, within)
        lines += unseen_last_lines(text, raw, (*leaves.starts, *(leaf.span.start for leaf in self.html_lines)))
        for span, holes in lines:
            section = bisect_right(headings, span.start) - 1
            self.html_lines.append(Leaf(Container.HTML, span, holes, section, -1, None, rendered=True))

    def _all_leaves(self, leaves: Leaves, printed: Ranges) -> list[Leaf]:
        found = list(leaves.made(printed.lack(leaves.starts)))
        shown = printed.lack([span.start for span, _ in self.diagrams])
        for (span, section), rendered in zip(self.diagrams, shown, strict=False):
            found.append(Leaf(Container.DIAGRAM, span, (), section, -1, None, rendered))
        found += self.html_lines
        if len(found) > len(leaves.starts) or leaves.starts != sorted(leaves.starts):
            found.sort(key=attrgetter("span"))
        return found

    def _all_links(self, printed: Ranges) -> Iterable[Link]:
        found = sorted(self.links, key=attrgetter("outer", "span"))
        if not printed:
            return found
        return [
            link._replace(rendered=False) if link.kind is not LinkKind.HTML and link.outer.start in printed else link
            for link in found
        ]

    def _all_anchors(self, headings: Iterable[Heading], items: Iterable[Item]) -> Iterator[Anchor]:
        """The anchors in order, tabs with their headings: the last one above that stands in nothing that has ended."""
        anchors = sorted(self.anchors, key=attrgetter("span"))
        if not any(anchor.tab for anchor in anchors):
            yield from anchors
            return
        containers = sorted([*self.containers, *(item.span for item in items)])
        starts = sorted(heading.span.start for heading in headings if heading.rendered)
        around: list[Span] = []
        above: list[tuple[int, float]] = []
        row = first = 0
        for anchor in anchors:
            if not anchor.tab:
                yield anchor
                continue
            while row < len(starts) and starts[row] < anchor.span.start:
                while first < len(containers) and containers[first].start <= starts[row]:
                    around.append(containers[first])
                    first += 1
                while around and around[-1].end <= starts[row]:
                    around.pop()
                above.append((starts[row], around[-1].end if around else inf))
                row += 1
            while above and above[-1][1] <= anchor.span.start:
                above.pop()
            yield anchor._replace(under=above[-1][0] if above else -1)


class _Sections:
    """Which heading things stand under, among headings of which some are raw HTML."""

    def __init__(self, headings: Sequence[Heading]) -> None:
        self._starts = [heading.span.start for heading in headings]

    def of(self, span: Span) -> int:
        return bisect_right(self._starts, span.start) - 1
