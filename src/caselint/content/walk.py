"""The walk over a page: takes the parser's events in order and keeps what rules and facts need.

Knows no parser. A page has a thousand events, so what most of them say is kept as bare offsets, as the parser counts
them: `Collected` makes places in the text of them, all at once. What is rare is converted where it stands.
"""

from collections.abc import Callable, Mapping
from html import unescape
from typing import ClassVar

from caselint.content.attribute_lists import fence_id
from caselint.content.collected import Collected
from caselint.content.columns import filled_lines
from caselint.content.destinations import spaced_destination, without_escapes
from caselint.content.dialect import Dialect
from caselint.content.front_matter import FrontMatter
from caselint.content.heading_text import heading_text, html_heading_text
from caselint.content.offsets import Places
from caselint.content.open_links import OpenLinks
from caselint.content.page import Anchor, Code, Container, Heading, Leaf, Link, LinkKind, Page
from caselint.content.raw_html import RawHtml, read_raw_html, read_tags
from caselint.content.source import Source
from caselint.findings.span import Span

DIAGRAM_LANGUAGES = frozenset({"mermaid", "plantuml", "dot", "graphviz"})
_PROSE, _LIST, _TABLE, _HEADING = Container.PROSE, Container.LIST, Container.TABLE, Container.HEADING


class Walk:
    """One pass over a page's events. `finish` gives the page.

    Each inline thing is told by a method of its own, a text to `reach`. All offsets are those of the parser, which
    `places` leads to the page's text.

    Attributes:
        OPENERS: by the names of blocks and emphasis, what is done where one starts; of what is not in it more has to be
            told than its range, to a method of its own.
        CLOSERS: what is done where one ends.
        listens: whether the values of texts matter, and are to be given to `say`: in a heading, and in links.
    """

    def __init__(
        self,
        path: str,
        source: Source,
        front_matter: FrontMatter,
        dialect: Dialect,
        definitions: dict[str, Span],
        places: Places,
    ) -> None:
        self.listens = False
        self._path = path
        self._source = source
        self._text = source.text
        self._front_matter = front_matter
        self._dialect = dialect
        self._place = places
        self._attribute_lists = dialect.attribute_lists and "{" in source.text
        self._open_links = OpenLinks(source.text, definitions, places)
        self._found = Collected()
        # The leaf that is open: the range of its inline things (-1: none yet), and of its block where it has one.
        self._first = self._last = -1
        self._container: Container | None = None
        self._start = self._end = -1
        self._cell: tuple[int, int, int] | None = None
        self._holes: list[Span] = []
        self._heading: tuple[int, int, int] | None = None
        self._heading_text: list[str] = []
        self._references: dict[str, int] = {}
        self._item_stack: list[int] = []
        self._list_stack: list[int] = []
        self._last_quote = -1
        self._code: tuple[str | None, int, int] | None = None

    # Blocks

    def _open_block(self, start: int, end: int) -> None:
        if self._first >= 0 or self._container is not None:
            self._end_leaf()
        self._found.blocks.append((start, end))

    def _open_paragraph(self, start: int, end: int) -> None:
        self._open_block(start, end)
        self._begin_leaf(start, end, self._around)

    def _open_list(self, start: int, end: int) -> None:
        self._open_block(start, end)
        self._list_stack.append(len(self._found.lists))
        self._found.lists.append((start, end))

    def _open_item(self, start: int, end: int) -> None:
        self._open_block(start, end)
        found = self._found
        parent = self._item_stack[-1] if self._item_stack else -1
        depth = found.items[parent][3] + 1 if parent >= 0 else 0
        self._item_stack.append(len(found.items))
        found.items.append((start, end, parent, depth, len(found.headings) - 1, self._list_stack[-1]))

    def _open_quote(self, start: int, end: int) -> None:
        """A quote; it goes on with one that nothing but empty lines parts it from."""
        self._open_block(start, end)
        span = self._span(start, end)
        containers = self._found.containers
        last, self._last_quote = self._last_quote, len(containers)
        around = containers[last] if last >= 0 else None
        if around is not None and around.end <= span.start and not self._text[around.end : span.start].strip():
            self._last_quote = last
            containers[last] = Span(around.start, span.end)
            return
        containers.append(span)

    def _open_table(self, start: int, end: int) -> None:
        self._open_block(start, end)
        self._found.tables.append((start, end, len(self._found.headings) - 1, []))

    def _open_row(self, _start: int, _end: int) -> None:
        self._found.tables[-1][3].append(0)

    def _open_cell(self, start: int, end: int) -> None:
        if self._first >= 0 or self._container is not None:
            self._end_leaf()
        tables = self._found.tables
        rows = tables[-1][3]
        self._container, self._start, self._end = _TABLE, start, end
        self._cell = (len(tables) - 1, len(rows) - 1, rows[-1])
        rows[-1] += 1

    def _open_html(self, start: int, end: int) -> None:
        self._open_block(start, end)
        span = self._span(start, end)
        self._found.html.append(span)
        self._add_raw(read_raw_html(self._text, span.start, span.end))

    def open_heading(self, level: int, start: int, end: int, is_title: bool) -> None:
        """A heading; with `is_title` the title of a block that the dialect's rewrite made one of."""
        self._end_leaf()
        if is_title:
            self._begin_leaf(start, end, _PROSE)
            if self._item_stack:
                own = self._item_stack[-1]
                self._found.block_titles.add(own)
                self._item_stack[-1] = self._found.items[own][2]
            return
        self._found.blocks.append((start, end))
        self._begin_leaf(start, end, _HEADING)
        self._heading = (level, start, end)
        self._heading_text = []
        self.listens = True

    def _close_heading(self) -> None:
        if self._heading is not None:
            text, explicit = heading_text("".join(self._heading_text).strip(), self._dialect)
            self._found.headings.append((*self._heading, text, explicit))
            self._heading = None
            self.listens = bool(self._open_links)
        self._end_leaf()

    def open_code(self, info: str | None, start: int, end: int) -> None:
        self._open_block(start, end)
        self._code = (info, start, end)
        if info and self._attribute_lists:
            span = self._span(start, end)
            line_end = self._text.find("\n", *span)
            line = self._text[span.start : line_end if line_end >= 0 else span.end]
            self._found.anchor_at(self._text, fence_id(line, span.start))

    def _close_code(self) -> None:
        assert self._code is not None
        info, start, end = self._code
        first, last = self._first, self._last
        self._code = None
        self._first = self._last = -1
        words = info.split(None, 1) if info else ()
        language = words[0].strip("{}.").lower() if words else ""
        span = self._span(start, end)
        content = self._span(first, last) if first >= 0 else Span(span.end, span.end)
        self._found.code.append(Code(span, content, language, info is not None))
        if language in DIAGRAM_LANGUAGES:
            section = len(self._found.headings) - 1
            self._found.diagrams.extend((line, section) for line in filled_lines(self._text, content))

    def open_footnote(self, label: str, start: int, end: int) -> None:
        self._open_block(start, end)
        span = self._span(start, end)
        self._found.containers.append(span)
        self._found.anchors.append(Anchor(f"fn:{label}", span, rendered=True))

    # Texts

    def _begin_leaf(self, start: int, end: int, container: Container) -> None:
        self._container = container
        self._start, self._end = start, end

    def _end_leaf(self) -> None:
        """Keep the leaf that is open. One of a tight list item has no block of its own, and is what stands in it."""
        container, first = self._container, self._first
        if container is None:
            if first < 0:
                return
            container = self._around
            start = end = first
        else:
            start, end = self._start, self._end
        item = self._item_stack[-1] if self._item_stack else -1
        section = len(self._found.headings) - 1
        last = self._last if first >= 0 else start
        holes = tuple(self._holes) if self._holes else ()
        self._found.leaves.append((container, start, end, last, holes, section, item, self._cell))
        self._first = self._last = -1
        self._container = self._cell = None
        if holes:
            self._holes.clear()

    @property
    def _around(self) -> Container:
        return _LIST if self._item_stack and self._item_stack[-1] >= 0 else _PROSE

    def reach(self, start: int, end: int) -> None:
        """An inline thing, or the text of a code block."""
        if self._first < 0:
            self._first = start
        if end > self._last:
            self._last = end

    def say(self, value: str, end: int) -> None:
        """What a text says that ends at `end`; only while the walk `listens`."""
        if self._heading is not None and not self._open_links.in_image:
            self._heading_text.append(value)
        if self._open_links:
            self._open_links.say(value, end)

    def hole(self, start: int, end: int) -> Span:
        """An inline thing that is no reader's text; where it stands."""
        self.reach(start, end)
        self._open_links.reach(end)
        span = self._span(start, end)
        self._holes.append(span)
        return span

    def inline_code(self, value: str, start: int, end: int) -> None:
        self.hole(start, end)
        self._found.marks.append(end)
        if self.listens:
            self.say(value, end)

    def inline_html(self, start: int, end: int) -> None:
        self._add_raw(read_tags(self._text, *self.hole(start, end)))

    def mark(self, _start: int, end: int) -> None:
        """Emphasis; an attribute list may stand behind it."""
        self._found.marks.append(end)

    def footnote_reference(self, label: str, start: int, end: int) -> None:
        span = self.hole(start, end)
        if "footnotes" in self._dialect.features:
            count = self._references[label] = self._references.get(label, 0) + 1
            self._found.anchors.append(Anchor(f"fnref{count if count > 1 else ''}:{label}", span, rendered=True))

    def open_link(self, image: bool, kind: str, target: str, label: str, start: int, end: int) -> None:
        """A link or an image; `kind` and `label` as `OpenLinks.open` takes them."""
        self.reach(start, end)
        self._open_links.open(image, kind, target, label, start, end)
        self._found.marks.append(end)
        self.listens = True

    def _close_link(self) -> None:
        list_start = self._place(self._found.lists[self._list_stack[0]][0]) if self._list_stack else -1
        link, hole = self._open_links.close(list_start)
        self._holes.append(hole)
        self._found.links.append(link)
        self.listens = bool(self._open_links) or self._heading is not None

    def _add_raw(self, raw: RawHtml) -> None:
        section = len(self._found.headings) - 1
        item = self._item_stack[-1] if self._item_stack else -1
        self._found.links.extend(raw.links)
        self._found.anchors.extend(raw.anchors)
        self._found.comments.extend(raw.comments)
        for span, holes in raw.lines:
            self._found.html_lines.append(Leaf(Container.HTML, span, holes, section, item, None, True))

    def _span(self, start: int, end: int) -> Span:
        return Span(self._place(start), self._place(end))

    def _close_item(self) -> None:
        if self._first >= 0 or self._container is not None:
            self._end_leaf()
        self._item_stack.pop()

    def _close_list(self) -> None:
        self._list_stack.pop()

    # What the parser did not see, in code points; and the end

    def blanked_tag(self, span: Span, *, reserved: bool) -> None:
        """A tag that the parser was not shown."""
        raw = read_tags(self._text, *span)
        self._found.links.extend(raw.links)
        self._found.anchors.extend(anchor._replace(reserved=reserved) for anchor in raw.anchors)

    def inner_link(self, span: Span, text_end: int) -> None:
        """A link inside the text of another that the parser took for text."""
        written = spaced_destination(self._text, text_end, span.end)
        target = unescape(without_escapes(written.slice(self._text)))
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
        return self._found.page(self._path, self._source, self._front_matter, self._dialect, self._place, raw_blocks)

    OPENERS: ClassVar[Mapping[str, Callable[["Walk", int, int], None]]] = {
        "Paragraph": _open_paragraph,
        "List": _open_list,
        "Item": _open_item,
        "Table": _open_table,
        "TableHead": _open_row,
        "TableRow": _open_row,
        "TableCell": _open_cell,
        "BlockQuote": _open_quote,
        "HtmlBlock": _open_html,
        "Emphasis": mark,
        "Strong": mark,
        "Strikethrough": mark,
    }
    CLOSERS: ClassVar[Mapping[str, Callable[["Walk"], None]]] = {
        "Paragraph": _end_leaf,
        "TableCell": _end_leaf,
        "Heading": _close_heading,
        "Item": _close_item,
        "List": _close_list,
        "CodeBlock": _close_code,
        "Link": _close_link,
        "Image": _close_link,
    }
