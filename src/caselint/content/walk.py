"""The builder of a `Page`: takes the parser's events in order and keeps what rules and facts need.

Knows no parser; offsets come in as code points of the page's text.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from caselint.content.destinations import inline_destination
from caselint.content.dialect import Dialect
from caselint.content.front_matter import FrontMatter
from caselint.content.page import Anchor, Code, Container, Heading, HtmlBlock, Item, Leaf, Link, LinkKind, Page, Table
from caselint.content.raw_html import RawHtml, read_inline_tag, read_raw_html
from caselint.content.source import Source
from caselint.findings.span import Span

_ATTRIBUTE_LIST = re.compile(r"[ \t]*+\{:?[ ]*+(?P<list>[^{}\n]*+)\}[ \t#]*+\Z")
_ATTRIBUTE_ID = re.compile(r"""(?:^|[ ])(?:#(?P<id>[^\s{}]++)|id=["']?+(?P<value>[^\s{}"']++))""")
_ANY_ATTRIBUTE_LIST = re.compile(r"\{:?(?P<list>[^{}\n]*+)\}")
_EMOJI = re.compile(
    r":(?P<icon>(?:fontawesome|material|octicons|simple)-)?(?=[0-9_+-]*+[A-Za-z]|100:|\+1:|-1:)[\w+-]++:[ ]?"
)
_HEADING_MARKS = re.compile(r"[ \t]*+#{1,6}[ \t]*+")
_DIAGRAMS = frozenset({"mermaid", "plantuml", "dot", "graphviz"})
_BLOCKS = frozenset({"Paragraph", "List", "Item", "Table", "BlockQuote", "HtmlBlock", "DefinitionList"})
_LINK_KINDS = {"Inline": LinkKind.INLINE, "Autolink": LinkKind.AUTOLINK, "Email": LinkKind.AUTOLINK}


@dataclass(slots=True)
class _OpenLeaf:
    container: Container
    start: int
    end: int
    cell: tuple[int, int, int] | None
    holes: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class _OpenLink:
    kind: LinkKind
    target: str
    span: Span | None
    outer: Span
    content_end: int
    text: list[str] = field(default_factory=list)


class Walk:
    """One pass over a page's events. `finish` gives the page."""

    def __init__(
        self, path: str, source: Source, front_matter: FrontMatter, dialect: Dialect, definitions: dict[str, Span]
    ) -> None:
        self._path = path
        self._source = source
        self._text = source.text
        self._front_matter = front_matter
        self._dialect = dialect
        self._definitions = definitions
        self._headings: list[Heading] = []
        self._links: list[Link] = []
        self._anchors: list[Anchor] = []
        self._leaves: list[Leaf] = []
        self._items: list[Item] = []
        self._block_titles: set[int] = set()
        self._tables: list[tuple[Span, list[list[Span]], int]] = []
        self._code: list[Code] = []
        self._html: list[Span] = []
        self._comments: list[Span] = []
        self._blocks: list[Span] = []
        self._leaf: _OpenLeaf | None = None
        self._open_links: list[_OpenLink] = []
        self._heading: tuple[int, Span] | None = None
        self._heading_text: list[str] = []
        self._item_stack: list[int] = []
        self._list_stack: list[Span] = []
        self._open_code: tuple[str | None, Span] | None = None
        self._code_content: Span | None = None

    # Blocks

    def open(self, kind: str, span: Span) -> None:
        if kind in _BLOCKS:
            self._end_leaf()
            self._blocks.append(span)
        if kind == "Paragraph":
            self._begin_leaf(span)
        elif kind == "List":
            self._list_stack.append(span)
        elif kind == "Item":
            parent = self._item_stack[-1] if self._item_stack else -1
            depth = self._items[parent].depth + 1 if parent >= 0 else 0
            around = self._list_stack[-1] if self._list_stack else span
            self._item_stack.append(len(self._items))
            self._items.append(Item(span, parent, depth, len(self._headings) - 1, around))
        elif kind == "Table":
            self._tables.append((span, [], len(self._headings) - 1))
        elif kind in ("TableHead", "TableRow"):
            self._tables[-1][1].append([])
        elif kind == "TableCell":
            rows = self._tables[-1][1]
            inner = self._trim(span)
            self._end_leaf()
            self._leaf = _OpenLeaf(
                Container.TABLE, inner.start, inner.end, (len(self._tables) - 1, len(rows) - 1, len(rows[-1]))
            )
            rows[-1].append(inner)
        elif kind == "HtmlBlock":
            self._html.append(span)
            self._add_raw(read_raw_html(self._text, span.start, span.end))

    def close(self, kind: str) -> None:
        if kind in ("Link", "Image"):
            self._end_link()
        elif kind in ("Paragraph", "TableCell"):
            self._end_leaf()
        elif kind == "Heading":
            self._end_heading()
        elif kind == "Item":
            self._end_leaf()
            self._item_stack.pop()
        elif kind == "List":
            self._list_stack.pop()
        elif kind == "CodeBlock":
            self._end_code()

    def open_heading(self, level: int, span: Span, is_title: bool) -> None:
        """A heading; with `is_title` the title of a block that the dialect's rewrite made one of."""
        self._end_leaf()
        self._begin_leaf(span, Container.PROSE if is_title else Container.HEADING)
        if is_title:
            if self._item_stack:
                own = self._item_stack[-1]
                self._block_titles.add(own)
                self._item_stack[-1] = self._items[own].parent
            return
        self._blocks.append(span)
        self._heading = (level, span)
        self._heading_text = []

    def open_code(self, info: str | None, span: Span) -> None:
        self._end_leaf()
        self._blocks.append(span)
        self._open_code = (info, span)
        self._code_content = None

    def open_footnote(self, label: str, span: Span) -> None:
        self._end_leaf()
        self._blocks.append(span)
        self._anchors.append(Anchor(f"fn:{label}", span, rendered=True))

    def _begin_leaf(self, span: Span, container: Container | None = None) -> None:
        inner = self._trim(span)
        if container is None:
            container = Container.LIST if self._item_stack and self._item_stack[-1] >= 0 else Container.PROSE
        self._leaf = _OpenLeaf(container, inner.start, inner.end, None)

    def _end_leaf(self) -> None:
        leaf = self._leaf
        self._leaf = None
        if leaf is None or leaf.start >= leaf.end:
            return
        item = self._item_stack[-1] if self._item_stack else -1
        section = len(self._headings) - 1
        span = Span(leaf.start, leaf.end)
        self._leaves.append(Leaf(leaf.container, span, tuple(leaf.holes), section, item, leaf.cell, rendered=True))

    def _end_heading(self) -> None:
        if self._heading is None:
            self._end_leaf()
            return
        level, span = self._heading
        self._heading = None
        span = self._trim(span)
        text = "".join(self._heading_text).strip()
        explicit = None
        if self._dialect.attribute_lists:
            text, explicit = _take_attribute_list(text)
        if "emoji" in self._dialect.features and ":" in text:
            icons = "icons" in self._dialect.features
            text = _EMOJI.sub(lambda match: "" if icons or not match["icon"] else match[0], text)
        marks = _HEADING_MARKS.match(self._text, span.start, span.end)
        inner = self._trim(Span(marks.end() if marks else span.start, span.end))
        self._headings.append(Heading(level, text.strip(), span, inner, explicit, rendered=True))
        self._end_leaf()

    def _end_code(self) -> None:
        assert self._open_code is not None
        info, span = self._open_code
        self._open_code = None
        words = (info or "").split()
        language = words[0].strip("{}.").lower() if words else ""
        content = self._code_content or Span(span.end, span.end)
        self._code.append(Code(span, content, language, fenced=info is not None))
        if language in _DIAGRAMS:
            section = len(self._headings) - 1
            self._leaves.extend(
                Leaf(Container.DIAGRAM, line, (), section, -1, None, rendered=True)
                for line in _lines(self._text, content)
            )

    # Inlines

    def inline_text(self, value: str, start: int, end: int) -> None:
        if self._open_code is not None:
            first = self._code_content.start if self._code_content else start
            self._code_content = Span(first, end)
            return
        self._inline(start, end)
        self._say(value)

    def inline_code(self, value: str, span: Span) -> None:
        self._inline(*span)
        self.hole(span)
        self._say(value)

    def inline_html(self, span: Span) -> None:
        self._inline(*span)
        self.hole(span)
        self._add_raw(read_inline_tag(self._text, span))

    def line_break(self, end: int) -> None:
        if self._leaf is not None or self._heading is not None:
            self._say(" ")
        for link in self._open_links:
            link.content_end = max(link.content_end, end)

    def hole(self, span: Span) -> None:
        """A range inside the open leaf that is no reader's text."""
        if self._leaf is not None:
            self._leaf.holes.append(span)

    def open_link(self, image: bool, kind: str, target: str, label: str, span: Span) -> None:
        self._inline(*span)
        written = None
        link_kind = LinkKind.IMAGE if image else _LINK_KINDS.get(kind, LinkKind.REFERENCE)
        if kind in ("Autolink", "Email"):
            written = Span(span.start + 1, span.end - 1)
        elif kind not in ("Inline", "WikiLink"):
            written = self._definitions.get(label.casefold(), span)
        self._open_links.append(_OpenLink(link_kind, target, written, span, span.start + 1 + image))

    def _end_link(self) -> None:
        link = self._open_links.pop()
        outer = link.outer
        written = link.span
        if link.kind is LinkKind.AUTOLINK:
            self.hole(outer)
        else:
            if written is None:
                written = inline_destination(self._text, link.content_end, outer.end)
            closing = self._text.find("]", link.content_end, outer.end)
            self.hole(Span(closing if closing >= 0 else link.content_end, outer.end))
        for around in self._open_links:
            around.content_end = max(around.content_end, outer.end)
        text = " ".join("".join(link.text).split())
        around_list = self._list_stack[0].start if self._list_stack else -1
        self._links.append(Link(link.kind, link.target, written or outer, text, outer, True, around_list))

    def _inline(self, start: int, end: int) -> None:
        """An inline thing: it opens the leaf of a tight list item, and moves on the text end of open links."""
        if self._leaf is None:
            container = Container.LIST if self._item_stack and self._item_stack[-1] >= 0 else Container.PROSE
            self._leaf = _OpenLeaf(container, start, end, None)
        elif end > self._leaf.end:
            self._leaf.end = end
        for link in self._open_links:
            if end > link.content_end:
                link.content_end = end

    def _say(self, value: str) -> None:
        in_image = any(link.kind is LinkKind.IMAGE for link in self._open_links)
        if self._heading is not None and not in_image:
            self._heading_text.append(value)
        for link in self._open_links:
            link.text.append(value)

    # Raw HTML and the end

    def _add_raw(self, raw: RawHtml) -> None:
        section = len(self._headings) - 1
        item = self._item_stack[-1] if self._item_stack else -1
        self._links.extend(raw.links)
        self._anchors.extend(raw.anchors)
        self._comments.extend(raw.comments)
        for span, holes in raw.lines:
            self._leaves.append(Leaf(Container.HTML, span, holes, section, item, None, rendered=True))

    def _trim(self, span: Span) -> Span:
        start, end = span
        while end > start and self._text[end - 1].isspace():
            end -= 1
        while start < end and self._text[start].isspace():
            start += 1
        return Span(start, end)

    def blanked_tag(self, span: Span) -> None:
        """A tag that the parser was not shown."""
        raw = read_inline_tag(self._text, span)
        self._links.extend(raw.links)
        self._anchors.extend(anchor._replace(reserved=True) for anchor in raw.anchors)

    def finish(self, raw_blocks: tuple[Span, ...] | None) -> Page:
        """The page; `raw_blocks` as in `Rewritten.raw`, in code points."""
        self._end_leaf()
        raw = tuple(self._html) if raw_blocks is None else raw_blocks
        if raw_blocks:
            self._read_raw_blocks(raw_blocks)
        if self._dialect.attribute_lists:
            self._anchors.extend(self._attribute_anchors())
        starts = [block.start for block in raw]
        whole = frozenset(raw)

        def shown(span: Span) -> bool:
            row = bisect_right(starts, span.start) - 1
            return row < 0 or span.start >= raw[row].end

        headings = sorted(self._headings, key=lambda heading: heading.span)
        return Page(
            path=self._path,
            source=self._source,
            front_matter=self._front_matter,
            dialect=self._dialect.name,
            headings=tuple(heading._replace(rendered=shown(heading.span)) for heading in headings),
            links=tuple(
                link if link.kind is LinkKind.HTML else link._replace(rendered=shown(link.outer))
                for link in sorted(self._links, key=lambda link: (link.outer, link.span))
            ),
            anchors=tuple(sorted(self._anchors, key=lambda anchor: anchor.span)),
            leaves=tuple(
                leaf._replace(rendered=leaf.container is Container.HTML or shown(leaf.span))
                for leaf in sorted(self._leaves, key=lambda leaf: leaf.span)
            ),
            items=tuple(self._items),
            block_titles=frozenset(self._block_titles),
            tables=tuple(
                Table(span, tuple(tuple(row) for row in rows), section) for span, rows, section in self._tables
            ),
            code=tuple(self._code),
            html=tuple(HtmlBlock(block, raw=True) for block in raw)
            + tuple(HtmlBlock(block, raw=False) for block in self._html if shown(block) and block not in whole),
            comments=tuple(sorted(set(self._comments))),
            blocks=tuple(sorted(set(self._blocks))),
        )

    def _read_raw_blocks(self, raw: tuple[Span, ...]) -> None:
        """Read a dialect's raw blocks as HTML throughout, whatever Markdown the parser saw inside."""
        within = _Ranges(raw)
        self._links = [link for link in self._links if link.kind is not LinkKind.HTML or link.span.start not in within]
        self._anchors = [anchor for anchor in self._anchors if anchor.span.start not in within]
        fences = sorted(code.span for code in self._code if code.fenced)
        row = 0
        for block in raw:
            at = block.start
            while row < len(fences) and fences[row].start < block.start:
                row += 1
            first = row
            while row < len(fences) and fences[row].end <= block.end:
                row += 1
            for fence in [*fences[first:row], Span(block.end, block.end)]:
                read = read_raw_html(self._text, at, fence.start)
                self._links.extend(read.links)
                self._anchors.extend(read.anchors)
                self._comments.extend(read.comments)
                at = fence.end
        self._unwrap_indented_code(within)

    def _unwrap_indented_code(self, within: "_Ranges") -> None:
        """What CommonMark takes for indented code is plain text of the HTML block it stands in."""
        kept = []
        starts = [heading.span.start for heading in self._headings]
        for code in self._code:
            if code.fenced or code.span.start not in within:
                kept.append(code)
                continue
            section = bisect_right(starts, code.span.start) - 1
            for span, holes in read_raw_html(self._text, code.span.start, code.span.end).lines:
                self._leaves.append(Leaf(Container.HTML, span, holes, section, -1, None, rendered=True))
        self._code = kept

    def _attribute_anchors(self) -> list[Anchor]:
        code = _Ranges([block.span for block in self._code])
        found = []
        for attributes in _ANY_ATTRIBUTE_LIST.finditer(self._text, self._front_matter.span.end):
            match = _ATTRIBUTE_ID.search(attributes["list"])
            if match is not None and attributes.start() not in code:
                name = "id" if match["id"] else "value"
                at = attributes.start("list") + match.start(name)
                found.append(Anchor(match[name], Span(at, at + len(match[name])), rendered=True, reserved=True))
        return found


class _Ranges:
    """Membership of an offset in sorted, disjoint spans."""

    def __init__(self, spans: tuple[Span, ...] | list[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]

    def __contains__(self, offset: int) -> bool:
        row = bisect_right(self._starts, offset) - 1
        return row >= 0 and offset < self._spans[row].end


def _take_attribute_list(text: str) -> tuple[str, str | None]:
    """A heading's text without its attribute list, and the id that the list gives."""
    opener = text.rfind("{")
    if opener < 0:
        return text, None
    match = _ATTRIBUTE_LIST.match(text, opener)
    if match is None:
        return text, None
    found = _ATTRIBUTE_ID.search(match["list"])
    return text[:opener].rstrip(), (found["id"] or found["value"]) if found else None


def _lines(text: str, span: Span) -> list[Span]:
    """The lines of `span` that hold more than blanks, without the blanks around them."""
    found = []
    at = span.start
    for line in text[span.start : span.end].splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            start = at + line.index(stripped)
            found.append(Span(start, start + len(stripped)))
        at += len(line)
    return found
