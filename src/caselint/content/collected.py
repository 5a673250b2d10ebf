"""All that the walk over a page finds, and the page that is made of it."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import inf

from caselint.content.front_matter import FrontMatter
from caselint.content.page import Anchor, Code, Container, Heading, HtmlBlock, Item, Leaf, Link, LinkKind, Page, Table
from caselint.content.raw_blocks import Ranges, read_raw_blocks, unwrap_indented_code
from caselint.content.shortcodes import possible_ids
from caselint.content.source import Source
from caselint.findings.span import Span


@dataclass(slots=True)
class Collected:
    """What was found so far, by sort; `page` takes it all.

    `html_headings` are those of raw HTML that the site gives ids; `tables` are spans, rows of cells, and the section;
    `html` are the blocks of raw HTML that the parser saw, `containers` what holds blocks: items, quotes, footnotes.
    """

    headings: list[Heading] = field(default_factory=list)
    html_headings: list[Heading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    block_titles: set[int] = field(default_factory=set)
    tables: list[tuple[Span, list[list[Span]], int]] = field(default_factory=list)
    code: list[Code] = field(default_factory=list)
    html: list[Span] = field(default_factory=list)
    comments: list[Span] = field(default_factory=list)
    blocks: list[Span] = field(default_factory=list)
    containers: list[Span] = field(default_factory=list)

    def page(
        self, path: str, source: Source, front_matter: FrontMatter, dialect: str, raw_blocks: tuple[Span, ...] | None
    ) -> Page:
        """The page; `raw_blocks` as in `Rewritten.raw`, in code points."""
        raw = tuple(self.html) if raw_blocks is None else raw_blocks
        if raw_blocks:
            self._read_raw_blocks(source.text, raw_blocks)
        printed = Ranges(raw)
        self.anchors.extend(possible_ids(source.text, self.comments))
        whole = frozenset(raw)

        def shown(span: Span) -> bool:
            return span.start not in printed

        return Page(
            path=path,
            source=source,
            front_matter=front_matter,
            dialect=dialect,
            headings=self._all_headings(shown),
            links=tuple(
                link if link.kind is LinkKind.HTML else link._replace(rendered=shown(link.outer))
                for link in sorted(self.links, key=lambda link: (link.outer, link.span))
            ),
            anchors=tuple(self._all_anchors(shown)),
            leaves=tuple(
                leaf._replace(rendered=leaf.container is Container.HTML or shown(leaf.span))
                for leaf in sorted(self.leaves, key=lambda leaf: leaf.span)
            ),
            items=tuple(self.items),
            block_titles=frozenset(self.block_titles),
            tables=tuple(
                Table(span, tuple(tuple(row) for row in rows), section) for span, rows, section in self.tables
            ),
            code=tuple(self.code),
            html=tuple(HtmlBlock(block, raw=True) for block in raw)
            + tuple(HtmlBlock(block, raw=False) for block in self.html if shown(block) and block not in whole),
            comments=tuple(sorted(set(self.comments))),
            blocks=tuple(sorted(set(self.blocks))),
        )

    def _read_raw_blocks(self, text: str, raw: tuple[Span, ...]) -> None:
        """Read a dialect's raw blocks as HTML throughout, whatever Markdown the parser saw inside."""
        within = Ranges(raw)
        self.links = [link for link in self.links if link.kind is not LinkKind.HTML or link.span.start not in within]
        self.anchors = [anchor for anchor in self.anchors if anchor.span.start not in within]
        for read in read_raw_blocks(text, raw, self.code):
            self.links.extend(read.links)
            self.anchors.extend(read.anchors)
            self.comments.extend(read.comments)
        self.code, lines = unwrap_indented_code(text, self.code, within)
        starts = [heading.span.start for heading in self.headings]
        for span, holes in lines:
            section = bisect_right(starts, span.start) - 1
            self.leaves.append(Leaf(Container.HTML, span, holes, section, -1, None, rendered=True))

    def _all_anchors(self, shown: Callable[[Span], bool]) -> Iterator[Anchor]:
        """The anchors in order, tabs with their headings: the last one above that stands in nothing that has ended."""
        containers = sorted(self.containers)
        headings = sorted(heading.span.start for heading in self.headings if shown(heading.span))
        around: list[Span] = []
        above: list[tuple[int, float]] = []
        row = first = 0
        for anchor in sorted(self.anchors, key=lambda anchor: anchor.span):
            if not anchor.tab:
                yield anchor
                continue
            while row < len(headings) and headings[row] < anchor.span.start:
                while first < len(containers) and containers[first].start <= headings[row]:
                    around.append(containers[first])
                    first += 1
                while around and around[-1].end <= headings[row]:
                    around.pop()
                above.append((headings[row], around[-1].end if around else inf))
                row += 1
            while above and above[-1][1] <= anchor.span.start:
                above.pop()
            yield anchor._replace(under=above[-1][0] if above else -1)

    def _all_headings(self, shown: Callable[[Span], bool]) -> tuple[Heading, ...]:
        """The headings in order; with those of raw HTML among them, what stands below is numbered anew."""
        found = [heading._replace(rendered=shown(heading.span)) for heading in self.headings]
        if not self.html_headings:
            return tuple(sorted(found, key=lambda heading: heading.span))
        found = sorted(found + self.html_headings, key=lambda heading: heading.span)
        starts = [heading.span.start for heading in found]

        def section(span: Span) -> int:
            return bisect_right(starts, span.start) - 1

        self.leaves = [leaf._replace(section=section(leaf.span)) for leaf in self.leaves]
        self.items = [item._replace(section=section(item.span)) for item in self.items]
        self.tables = [(span, rows, section(span)) for span, rows, _ in self.tables]
        return tuple(found)
