"""The builder of a `Page`: takes the parser's events in order and keeps what rules and facts need.

Knows no parser; offsets come in as code points of the page's text.
"""

import re
from dataclasses import dataclass, field
from html import unescape

from caselint.content.attribute_lists import block_id, fence_id, inline_id
from caselint.content.bare_urls import bare_urls
from caselint.content.collected import Collected
from caselint.content.destinations import inline_destination
from caselint.content.dialect import Dialect
from caselint.content.front_matter import FrontMatter
from caselint.content.heading_text import heading_text, html_heading_text
from caselint.content.open_links import OpenLinks
from caselint.content.page import Anchor, Code, Container, Heading, Item, Leaf, Link, LinkKind, Page
from caselint.content.raw_html import RawHtml, read_inline_tag, read_raw_html
from caselint.content.source import Source
from caselint.findings.span import Span

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HEADING_MARKS = re.compile(r"[ \t]*+#{1,6}[ \t]*+")
DIAGRAM_LANGUAGES = frozenset({"mermaid", "plantuml", "dot", "graphviz"})
_BLOCKS = frozenset({"Paragraph", "List", "Item", "Table", "BlockQuote", "HtmlBlock", "DefinitionList"})
_CONTAINERS = frozenset({"Item", "BlockQuote"})
_INLINE_ELEMENTS = frozenset({"Emphasis", "Strong", "Strikethrough"})


@dataclass(slots=True)
class _OpenLeaf:
    container: Container
    start: int
    end: int
    cell: tuple[int, int, int] | None
    holes: list[Span] = field(default_factory=list)


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
        self._open_links = OpenLinks(source.text, definitions)
        self._found = Collected()
        self._leaf: _OpenLeaf | None = None
        self._heading: tuple[int, Span] | None = None
        self._heading_text: list[str] = []
        self._references: dict[str, int] = {}
        self._item_stack: list[int] = []
        self._list_stack: list[Span] = []
        self._last_quote = -1
        self._open_code: tuple[str | None, Span] | None = None
        self._code_content: Span | None = None

    # Blocks

    def open(self, kind: str, span: Span) -> None:
        if kind in _BLOCKS:
            self._end_leaf()
            self._found.blocks.append(span)
        if kind in _CONTAINERS:
            self._open_container(kind, span)
        if kind == "Paragraph":
            self._begin_leaf(span)
        elif kind == "List":
            self._list_stack.append(span)
        elif kind == "Item":
            parent = self._item_stack[-1] if self._item_stack else -1
            depth = self._found.items[parent].depth + 1 if parent >= 0 else 0
            around = self._list_stack[-1] if self._list_stack else span
            self._item_stack.append(len(self._found.items))
            self._found.items.append(Item(span, parent, depth, len(self._found.headings) - 1, around))
        elif kind == "Table":
            self._found.tables.append((span, [], len(self._found.headings) - 1))
        elif kind in ("TableHead", "TableRow"):
            self._found.tables[-1][1].append([])
        elif kind == "TableCell":
            rows = self._found.tables[-1][1]
            inner = self._trim(span)
            self._end_leaf()
            self._leaf = _OpenLeaf(
                Container.TABLE, inner.start, inner.end, (len(self._found.tables) - 1, len(rows) - 1, len(rows[-1]))
            )
            rows[-1].append(inner)
        elif kind == "HtmlBlock":
            self._found.html.append(span)
            self._add_raw(read_raw_html(self._text, span.start, span.end))
        elif kind in _INLINE_ELEMENTS:
            self._attribute_anchor(span.end)

    def _open_container(self, kind: str, span: Span) -> None:
        """A block around others; a quote goes on with one that nothing but empty lines parts it from."""
        containers = self._found.containers
        if kind == "BlockQuote":
            last, self._last_quote = self._last_quote, len(containers)
            around = containers[last] if last >= 0 else None
            if around is not None and around.end <= span.start and not self._text[around.end : span.start].strip():
                self._last_quote = last
                containers[last] = Span(around.start, span.end)
                return
        containers.append(span)

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
                self._found.block_titles.add(own)
                self._item_stack[-1] = self._found.items[own].parent
            return
        self._found.blocks.append(span)
        self._heading = (level, span)
        self._heading_text = []

    def open_code(self, info: str | None, span: Span) -> None:
        self._end_leaf()
        self._found.blocks.append(span)
        self._open_code = (info, span)
        self._code_content = None
        if info and self._dialect.attribute_lists:
            line_end = self._text.find("\n", *span)
            line = self._text[span.start : line_end if line_end >= 0 else span.end]
            self._anchor_at(fence_id(line, span.start))

    def open_footnote(self, label: str, span: Span) -> None:
        self._end_leaf()
        self._found.blocks.append(span)
        self._found.containers.append(span)
        self._found.anchors.append(Anchor(f"fn:{label}", span, rendered=True))

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
        section = len(self._found.headings) - 1
        span = Span(leaf.start, leaf.end)
        if self._dialect.attribute_lists and leaf.container is not Container.HEADING:
            self._anchor_at(block_id(self._text, *span, in_cell=leaf.cell is not None))
        self._found.leaves.append(
            Leaf(leaf.container, span, tuple(leaf.holes), section, item, leaf.cell, rendered=True)
        )

    def _end_heading(self) -> None:
        if self._heading is None:
            self._end_leaf()
            return
        level, span = self._heading
        self._heading = None
        span = self._trim(span)
        text, explicit = heading_text("".join(self._heading_text).strip(), self._dialect)
        marks = _HEADING_MARKS.match(self._text, span.start, span.end)
        inner = self._trim(Span(marks.end() if marks else span.start, span.end))
        self._found.headings.append(Heading(level, text, span, inner, explicit, rendered=True))
        self._end_leaf()

    def _end_code(self) -> None:
        assert self._open_code is not None
        info, span = self._open_code
        self._open_code = None
        words = (info or "").split()
        language = words[0].strip("{}.").lower() if words else ""
        content = self._code_content or Span(span.end, span.end)
        self._found.code.append(Code(span, content, language, fenced=info is not None))
        if language in DIAGRAM_LANGUAGES:
            section = len(self._found.headings) - 1
            self._found.leaves.extend(
                Leaf(Container.DIAGRAM, line, (), section, -1, None, rendered=True)
                for line in _lines(self._text, content)
            )

    # Inlines

    @property
    def listens(self) -> bool:
        """Whether the values of texts matter: in a heading, and in links."""
        return self._heading is not None or bool(self._open_links)

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
        self._attribute_anchor(span.end)

    def inline_html(self, span: Span) -> None:
        self._inline(*span)
        self.hole(span)
        self._add_raw(read_inline_tag(self._text, span))

    def footnote_reference(self, label: str, span: Span) -> None:
        self._inline(*span)
        self.hole(span)
        if "footnotes" in self._dialect.features:
            count = self._references[label] = self._references.get(label, 0) + 1
            self._found.anchors.append(Anchor(f"fnref{count if count > 1 else ''}:{label}", span, rendered=True))

    def line_break(self, end: int) -> None:
        if self._leaf is not None or self._heading is not None:
            self._say(" ")
        self._open_links.reach(end)

    def hole(self, span: Span) -> None:
        """A range inside the open leaf that is no reader's text."""
        if self._leaf is not None:
            self._leaf.holes.append(span)

    def open_link(self, image: bool, kind: str, target: str, label: str, span: Span) -> None:
        """A link or an image; `kind` and `label` as `OpenLinks.open` takes them."""
        self._inline(*span)
        self._open_links.open(image, kind, target, label, span)

    def _end_link(self) -> None:
        link, hole = self._open_links.close(self._list_stack[0].start if self._list_stack else -1)
        self.hole(hole)
        self._found.links.append(link)
        self._attribute_anchor(link.outer.end)

    def _attribute_anchor(self, end: int) -> None:
        """The id that an attribute list right behind an inline element gives it."""
        if self._dialect.attribute_lists:
            self._anchor_at(inline_id(self._text, end))

    def _anchor_at(self, place: Span | None) -> None:
        if place is not None:
            self._found.anchors.append(Anchor(place.slice(self._text), place, rendered=True, reserved=True))

    def _inline(self, start: int, end: int) -> None:
        """An inline thing: it opens the leaf of a tight list item, and moves on the text end of open links."""
        if self._leaf is None:
            container = Container.LIST if self._item_stack and self._item_stack[-1] >= 0 else Container.PROSE
            self._leaf = _OpenLeaf(container, start, end, None)
        elif end > self._leaf.end:
            self._leaf.end = end
        self._open_links.reach(end)

    def _say(self, value: str) -> None:
        if self._heading is not None and not self._open_links.in_image:
            self._heading_text.append(value)
        self._open_links.say(value)

    # Raw HTML and the end

    def _add_raw(self, raw: RawHtml) -> None:
        section = len(self._found.headings) - 1
        item = self._item_stack[-1] if self._item_stack else -1
        self._found.links.extend(raw.links)
        self._found.anchors.extend(raw.anchors)
        self._found.comments.extend(raw.comments)
        for span, holes in raw.lines:
            self._found.leaves.append(Leaf(Container.HTML, span, holes, section, item, None, rendered=True))

    def _trim(self, span: Span) -> Span:
        start, end = span
        while end > start and self._text[end - 1].isspace():
            end -= 1
        while start < end and self._text[start].isspace():
            start += 1
        return Span(start, end)

    def blanked_tag(self, span: Span, *, reserved: bool) -> None:
        """A tag that the parser was not shown."""
        raw = read_inline_tag(self._text, span)
        self._found.links.extend(raw.links)
        self._found.anchors.extend(anchor._replace(reserved=reserved) for anchor in raw.anchors)

    def inner_link(self, span: Span, text_end: int) -> None:
        """A link inside the text of another that the parser took for text."""
        written = inline_destination(self._text, text_end, span.end)
        target = unescape(_ESCAPED.sub(r"\1", written.slice(self._text)))
        text = " ".join(self._text[span.start + 1 : text_end].split())
        self._found.links.append(Link(LinkKind.INLINE, target, written, text, span, rendered=True))

    def container(self, span: Span) -> None:
        """A block around others that the parser did not see."""
        self._found.containers.append(span)

    def tab(self, span: Span) -> None:
        """A content tab by its title."""
        title, _ = heading_text(span.slice(self._text).replace("`", "").replace("**", ""), self._dialect)
        self._found.anchors.append(Anchor("", span, rendered=True, tab=title))

    def html_heading(self, level: int, span: Span) -> None:
        """A heading in raw HTML that the site gives an id, as it does for those of Markdown."""
        text, inner, explicit = html_heading_text(self._text, span)
        self._found.html_headings.append(Heading(level, text, span, inner, explicit, rendered=True))

    def finish(self, raw_blocks: tuple[Span, ...] | None) -> Page:
        """The page; `raw_blocks` as in `Rewritten.raw`, in code points."""
        self._end_leaf()
        if "bare-urls" in self._dialect.features:
            self._found.links.extend(list(bare_urls(self._text, self._found.leaves, self._found.links)))
        return self._found.page(self._path, self._source, self._front_matter, self._dialect.name, raw_blocks)


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
