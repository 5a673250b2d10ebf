"""What a stretch of a page contains: tables, lists, code, diagrams, figures, links and images."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from caselint.content.lines import Lines
from caselint.content.page import Code, LinkKind, Page
from caselint.findings.span import Span
from caselint.kinds.html_contents import HtmlContents, read_html
from caselint.kinds.sections import Content, plain_title

# Languages of code blocks that are drawn; kroki and its like write the tool behind a dash.
_DIAGRAMS = re.compile(
    r"(?:kroki-.*|c4plantuml|d2|ditaa|dot|erd|excalidraw|graphviz|mermaid|nomnoml|pikchr|plantuml|puml|structurizr"
    r"|svgbob|vega|vega-lite|vegalite|wavedrom|bytefield|bpmn|(?:block|seq|act|nw|packet|rack)diag)\Z",
    re.IGNORECASE,
)
_LINKED_TEXT = re.compile(r"!?\[(?P<text>[^\[\]\n]{0,200}+)\](?:\([^()\n]{0,500}+\)|\[[^\[\]\n]{0,200}+\])")
_UNIT = re.compile(r"\([^()]{0,40}\)\Z|\[[^\[\]]{0,40}\]\Z")
_MARKS = str.maketrans("", "", "*_`")
_LONGEST_CELL = 400
_IMAGE_TAGS = ("<img", "<svg", "<picture", "<object", "<embed", "<source")


class Element(NamedTuple):
    """An element of a page.

    Attributes:
        text: where a pattern is searched, unless `address` is given.
        columns: the headers of a table, as templates compare titles.
        language: of code or a diagram, in lower case.
        address: where a link leads, or an image comes from.
    """

    span: Span
    text: Span
    columns: tuple[str, ...] = ()
    language: str = ""
    address: str | None = None


class Contents:
    """The elements of a page, each sort collected when it is asked for.

    `figures` gives the places of the page's figures, which this layer cannot read.
    """

    def __init__(self, page: Page, figures: Callable[[], Sequence[Span]]) -> None:
        self._page = page
        self._figures = figures
        self._found: dict[str, list[Element]] = {}

    @cached_property
    def lines(self) -> Lines:
        return Lines(self._page.text)

    @cached_property
    def _html(self) -> HtmlContents:
        return read_html(self._page.text, [block.span for block in self._page.html])

    def all_of(self, what: str, within: Span) -> list[Element]:
        """The elements of a sort that begin in a stretch of the page, in the order of the page."""
        if what not in self._found:
            self._found[what] = sorted(_COLLECTORS[what](self), key=lambda element: element.span)
        return _begun(self._found[what], within)

    def of(self, wanted: Content, within: Span) -> list[Element]:
        """Those that are what a template means."""
        return [element for element in self.all_of(wanted.what, within) if self._is(element, wanted)]

    def lacking_columns(self, element: Element, wanted: Content) -> list[str]:
        """The columns that a table should have and has not."""
        return [name for name in wanted.columns if plain_title(name) not in element.columns]

    def share_of_code(self, within: Span) -> tuple[int, int]:
        """How many lines of a stretch that are not blank stand in blocks of code, their fences among them, and how many
        there are; diagrams are no code."""
        text = self._page.text
        blocks = self.all_of("code", within)
        code = sum(_written(text, block.span.start, min(block.span.end, within.end)) for block in blocks)
        return code, _written(text, within.start, within.end)

    def _is(self, element: Element, wanted: Content) -> bool:
        if self.lacking_columns(element, wanted):
            return False
        if wanted.languages and element.language not in map(str.casefold, wanted.languages):
            return False
        if wanted.matching is None:
            return True
        if element.address is not None:
            return re.search(wanted.matching, element.address) is not None
        return re.search(wanted.matching, element.text.slice(self._page.text)) is not None

    def _tables(self) -> Iterator[Element]:
        text = self._page.text
        for table in self._page.tables:
            header = table.rows[0] if table.rows else ()
            yield Element(table.span, table.span, _headers(cell.slice(text) for cell in header))
        for span, headers in self._html.tables:
            yield Element(span, span, _headers(headers))

    def _lists(self) -> Iterator[Element]:
        page = self._page
        outer = {
            item.list_span
            for index, item in enumerate(page.items)
            if index not in page.block_titles and (item.parent < 0 or item.parent in page.block_titles)
        }
        return (Element(span, span) for span in (*outer, *self._html.lists))

    def _code(self) -> Iterator[Element]:
        return (
            Element(code.span, code.content, language=code.language.casefold())
            for code in self._page.code
            if not _is_diagram(code)
        )

    def _diagrams(self) -> Iterator[Element]:
        for code in self._page.code:
            if _is_diagram(code):
                yield Element(code.span, code.content, language=code.language.casefold())
        for span in self._html.diagrams:
            yield Element(span, span, language="mermaid")

    def _figures_read(self) -> Iterator[Element]:
        return (Element(span, span) for span in self._figures())

    def _links(self) -> Iterator[Element]:
        text = self._page.text
        for link in self._page.links:
            html = link.kind is LinkKind.HTML
            if not link.rendered or link.kind in (LinkKind.IMAGE, LinkKind.FRONT_MATTER):
                continue
            if not html or text[link.outer.start : link.outer.start + 2].casefold() == "<a":
                yield Element(link.outer, link.outer, address=link.target)

    def _images(self) -> Iterator[Element]:
        text = self._page.text
        seen: set[Span] = set()
        for link in self._page.links:
            opening = text[link.outer.start : link.outer.start + 9].casefold()
            drawn = link.kind is LinkKind.IMAGE or (link.kind is LinkKind.HTML and opening.startswith(_IMAGE_TAGS))
            if drawn and link.rendered and link.outer not in seen:
                seen.add(link.outer)
                yield Element(link.outer, link.outer, address=link.target)


_COLLECTORS: Mapping[str, Callable[[Contents], Iterator[Element]]] = {
    "table": Contents._tables,
    "list": Contents._lists,
    "code": Contents._code,
    "diagram": Contents._diagrams,
    "figure": Contents._figures_read,
    "link": Contents._links,
    "image": Contents._images,
}


def _begun(elements: list[Element], within: Span) -> list[Element]:
    """Those of elements in order that begin in a stretch: a page may have as many stretches as elements."""
    start, end = (bisect_left(elements, at, key=lambda element: element.span.start) for at in within)
    return elements[start:end]


def _is_diagram(code: Code) -> bool:
    return _DIAGRAMS.match(code.language[:40]) is not None


def _headers(cells: Iterable[str]) -> tuple[str, ...]:
    return tuple(header for cell in cells for header in _header(cell))


def _header(cell: str) -> Iterator[str]:
    """How templates may name a column: as it is written, without marks of Markdown, and without a unit at its end."""
    words = _LINKED_TEXT.sub(r"\g<text>", cell[:_LONGEST_CELL]).translate(_MARKS).strip()
    yield plain_title(words)
    bare = _UNIT.sub("", words).strip()
    if bare and bare != words:
        yield plain_title(bare)


def _written(text: str, start: int, end: int) -> int:
    """How many lines between two offsets are not blank."""
    return sum(1 for line in text[start:end].splitlines() if line.strip())
