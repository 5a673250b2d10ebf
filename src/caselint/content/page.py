"""A page as its site reads it: what the walk over the Markdown found, with a span for each thing."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from caselint.content.front_matter import FrontMatter
from caselint.content.source import Source
from caselint.findings.span import Span


class Container(StrEnum):
    """Where a text stands on its page (FIGURES.md's `container`)."""

    PROSE = "prose"
    LIST = "list"
    TABLE = "table"
    HEADING = "heading"
    FRONT_MATTER = "front-matter"
    CODE = "code"
    DIAGRAM = "diagram"
    HTML = "html"
    ATTRIBUTE = "attribute"


class LinkKind(StrEnum):
    INLINE = "inline"
    REFERENCE = "reference"
    AUTOLINK = "autolink"
    IMAGE = "image"
    HTML = "html"
    FRONT_MATTER = "front-matter"
    WIKI = "wikilink"


class Link(NamedTuple):
    """A link or image.

    `target` is the destination with Markdown escapes and entities resolved; `span` is exactly the destination
    as written (for a reference that of its definition, for a wikilink its label); `outer` covers the whole link;
    `rendered` is False where the site prints it as text; `list_start` is the offset of the outermost list it stands in,
    -1 outside of lists.
    """

    kind: LinkKind
    target: str
    span: Span
    text: str
    outer: Span
    rendered: bool
    list_start: int = -1


class Heading(NamedTuple):
    """A heading.

    `span` is the heading's source without its newline, `text_span` what stands between the marks; `text` is without
    tags and with entities resolved; `explicit_id` is an id the author gave (`{#id}`), with the attribute list already
    taken out of `text`.
    """

    level: int
    text: str
    span: Span
    text_span: Span
    explicit_id: str | None
    rendered: bool


class Anchor(NamedTuple):
    """An id that is not a heading's: raw HTML `id`/`name`, an attribute list, a footnote.

    `reserved` where Markdown sets it, so that generators keep the ids of headings clear of it. `tab` is the title of a
    content tab, of which the generator makes the id, and `under` the offset of the heading that it stands under (-1:
    none); `id` is "" then. `possible` where a hook of the site may make it.
    """

    id: str
    span: Span
    rendered: bool
    reserved: bool = False
    tab: str = ""
    under: int = -1
    possible: bool = False


class Leaf(NamedTuple):
    """A piece of text that a reader reads in one go: a paragraph, cell, heading, line of HTML or of a diagram.

    `holes` are ranges inside `span` that are no reader's text: code, link destinations, tags, comments.
    `item` is the index of the innermost list item it stands in (-1: none), `cell` its place in a table
    (table, row, column; row 0 is the header), `section` the index of the heading above it (-1: none).
    """

    container: Container
    span: Span
    holes: tuple[Span, ...]
    section: int
    item: int
    cell: tuple[int, int, int] | None
    rendered: bool


class Item(NamedTuple):
    """A list item of the author's: its whole span and the item around it (-1: none)."""

    span: Span
    parent: int
    depth: int
    section: int
    list_span: Span


class Table(NamedTuple):
    """A table: its span and its rows of cell spans; row 0 is the header."""

    span: Span
    rows: tuple[tuple[Span, ...], ...]
    section: int


class Code(NamedTuple):
    """A code block: its span, the span of its content and its language (first word of the info string)."""

    span: Span
    content: Span
    language: str
    fenced: bool


class HtmlBlock(NamedTuple):
    """A block of raw HTML; `raw` where the site prints the Markdown inside it as text."""

    span: Span
    raw: bool


class TemplateKind(StrEnum):
    """What code on a page is for: `LITERAL` is printed as it stands, `MODULE` an `import` or `export` of MDX."""

    TEMPLATE = "template"
    LITERAL = "literal"
    COMMENT = "comment"
    MATH = "math"
    MODULE = "module"
    EXPRESSION = "expression"
    TAG = "tag"


class Template(NamedTuple):
    """Code between the words of a page: a template's, mathematics, or MDX."""

    kind: TemplateKind
    span: Span


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page. All spans are code points of `source.text`.

    `path` is relative to the site's folder, `dialect` the name of the dialect it was read in. Headings, links, leaves
    and the rest are in the order of the page;
    `comments` are HTML comments (a suppression is one); `block_titles` are indices of `items` that are no list items
    of the author's but blocks with a title (an admonition); `blocks` are the spans of all blocks, inner ones too;
    `templates` are disjoint and leave out what stands in code blocks; `definitions` are the reference definitions that
    hold: the folded label of each, and where its destination stands.
    """

    path: str
    source: Source
    front_matter: FrontMatter
    dialect: str = "commonmark"
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    leaves: tuple[Leaf, ...] = ()
    items: tuple[Item, ...] = ()
    block_titles: frozenset[int] = frozenset()
    tables: tuple[Table, ...] = ()
    code: tuple[Code, ...] = ()
    html: tuple[HtmlBlock, ...] = ()
    comments: tuple[Span, ...] = ()
    blocks: Sequence[Span] = ()
    templates: tuple[Template, ...] = ()
    definitions: tuple[tuple[str, Span], ...] = ()

    @property
    def text(self) -> str:
        return self.source.text
