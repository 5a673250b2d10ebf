"""Raw HTML as nested elements, as far as cards and lists need it: links, texts read in one go, and their titles.

Linear in the text: an element keeps a bounded number of links and texts, and below a depth all texts count as the
ancestor's.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from caselint.content.html import Attribute, Tag, Text, tokens
from caselint.facts.layout import trim
from caselint.findings.span import Span

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_INLINE = frozenset({"abbr", "b", "code", "em", "i", "kbd", "mark", "small", "strong", "sub", "sup", "u"})
_UNREAD = frozenset({"script", "style", "template", "svg", "noscript", "button", "pre"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD = frozenset({"b", "strong"})
_TITLE_CLASSES = frozenset({"title", "name", "label", "heading", "headline"})
# What an opening tag ends, where the author left its end out, up to the element that holds them.
_CELLS = frozenset({"td", "th"})
_IMPLIED = {
    "td": (_CELLS, frozenset({"tr", "table"})),
    "th": (_CELLS, frozenset({"tr", "table"})),
    "tr": (_CELLS | {"tr"}, frozenset({"table"})),
    "tbody": (_CELLS | {"tr", "thead", "tbody"}, frozenset({"table"})),
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu"})),
}
_NO_CLASSES = frozenset[str]()
_DEEPEST, _MOST = 60, 40


class HtmlText(NamedTuple):
    """A text read in one go: where it stands, the class words of its element, and whether it is a title."""

    span: Span
    classes: frozenset[str]
    title: bool
    link: Span | None


class HtmlLink(NamedTuple):
    """The link of an `<a>`: its destination and where that stands."""

    target: str
    span: Span


@dataclass(slots=True)
class Element:
    """An element; `texts` and `links` are those of all that it holds. `inner` is what stands between its tags."""

    tag: str
    class_name: str
    start: int
    end: int
    inner: Span
    children: list["Element"] = field(default_factory=list)
    texts: list[HtmlText] = field(default_factory=list)
    links: list[HtmlLink] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        return class_words(self.class_name)


def class_words(class_name: str) -> frozenset[str]:
    """The words of a class attribute: `nav-card is_new` holds nav, card, is, new."""
    return frozenset(class_name[:200].replace("-", " ").replace("_", " ").casefold().split())


class HtmlTrees:
    """The elements of a page's stretches of HTML, each read once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._read: dict[Span, Element] = {}

    def of(self, stretch: Span) -> Element:
        """The root above the elements of a stretch."""
        if stretch not in self._read:
            self._read[stretch] = read_elements(self._text, stretch)
        return self._read[stretch]


def read_elements(text: str, span: Span) -> Element:
    """The elements of a stretch of HTML, below a root that is none of them."""
    reader = _Reader(text, span)
    for token in tokens(text, span.start, span.end):
        if isinstance(token, Tag):
            reader.tag(token)
        elif isinstance(token, Text):
            reader.text(token.span)
    return reader.finish()


def walk_elements(root: Element) -> Iterator[Element]:
    """An element and all below it, without recursion; outer ones first."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(reversed(element.children))


class _Reader:
    def __init__(self, text: str, span: Span) -> None:
        self._text = text
        self._root = Element("", "", span.start, span.end, span)
        self._open = [self._root]
        self._inline: list[str] = []
        self._counts: dict[str, int] = {}
        self._unread = 0
        self._piece: Span | None = None
        self._piece_title = False

    def tag(self, tag: Tag) -> None:
        if tag.name in _UNREAD:
            self._end_piece()
            self._unread = max(0, self._unread + (-1 if tag.closing else 0 if tag.self_closing else 1))
        elif tag.name in _INLINE or (tag.name == "span" and not tag.closing and not tag.attributes):
            self._meet_inline(tag)
        elif tag.name in _VOID:
            self._end_piece()
        elif tag.closing:
            self._close(tag)
        else:
            self._open_element(tag)

    def text(self, span: Span) -> None:
        words = trim(self._text, span)
        if self._unread or words.start >= words.end:
            return
        if self._piece is None:
            self._piece_title = bool(self._inline) and self._inline[-1] in _BOLD
            self._piece = words
        else:
            self._piece = Span(self._piece.start, words.end)

    def finish(self) -> Element:
        self._end_piece()
        while len(self._open) > 1:
            self._pop(self._root.end, self._root.end)
        return self._root

    def _meet_inline(self, tag: Tag) -> None:
        if not tag.closing:
            if len(self._inline) < _DEEPEST:
                self._inline.append(tag.name)
            return
        if self._inline:
            self._inline.pop()
        # Bold words that open a text are its title (`<b>Ferry</b> tickets`), a label apart (`<b>Scale:</b> 9M`).
        if tag.name in _BOLD and self._piece is not None and self._piece_title:
            following = self._text[tag.span.end : tag.span.end + 3].lstrip()[:1]
            if (
                following != ":"
                and self._text[self._piece.end - 1] != ":"
                and not self._text[self._piece.start].isdigit()
            ):
                self._end_piece()

    def _open_element(self, tag: Tag) -> None:
        self._end_piece()
        self._close_implied(tag)
        if len(self._open) > _DEEPEST:
            return
        class_name = ""
        href: Attribute | None = None
        if tag.attributes:
            class_name = next((attribute.value for attribute in tag.attributes if attribute.name == "class"), "")
            href = next((attribute for attribute in tag.attributes if attribute.name == "href"), None)
        element = Element(tag.name, class_name, *tag.span, Span(tag.span.end, tag.span.end))
        if tag.name == "a" and href is not None:
            element.links.append(HtmlLink(href.value.strip(), href.span))
        self._open[-1].children.append(element)
        if not tag.self_closing:
            self._open.append(element)
            self._counts[tag.name] = self._counts.get(tag.name, 0) + 1

    def _close(self, tag: Tag) -> None:
        self._end_piece()
        if not self._counts.get(tag.name):
            return
        while self._open[-1].tag != tag.name:
            self._pop(tag.span.start, tag.span.start)
        self._pop(tag.span.end, tag.span.start)

    def _close_implied(self, tag: Tag) -> None:
        """Close cells, rows and items that end because another one starts."""
        if tag.name not in _IMPLIED:
            return
        ended, around = _IMPLIED[tag.name]
        last = 0
        for row in range(len(self._open) - 1, 0, -1) if any(map(self._counts.get, ended)) else ():
            name = self._open[row].tag
            if name in around:
                break
            if name in ended:
                last = row
        while last and len(self._open) > last:
            self._pop(tag.span.start, tag.span.start)

    def _pop(self, end: int, inner_end: int) -> None:
        element = self._open.pop()
        element.end = end
        element.inner = Span(element.inner.start, max(element.inner.start, inner_end))
        self._counts[element.tag] -= 1
        around = self._open[-1]
        if element.texts and len(around.texts) < _MOST:
            around.texts.extend(element.texts[: _MOST - len(around.texts)])
        if element.links and len(around.links) < _MOST:
            around.links.extend(element.links[: _MOST - len(around.links)])

    def _end_piece(self) -> None:
        piece, self._piece = self._piece, None
        if piece is None:
            return
        around = self._open[-1]
        if len(around.texts) >= _MOST:
            return
        classes = around.classes if around.class_name else _NO_CLASSES
        link = None
        if self._counts.get("a"):
            link = next((one.links[0].span for one in reversed(self._open) if one.tag == "a" and one.links), None)
        title = self._piece_title or around.tag in _HEADINGS or bool(classes & _TITLE_CLASSES)
        title = title or any(element.tag in _HEADINGS for element in self._open[-3:])
        around.texts.append(HtmlText(piece, classes, title, link))
