"""What a stretch of raw HTML holds for us: links, ids, comments, and the lines that a reader reads."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from caselint.content.html import Attribute, Comment, Tag, Text, tokens
from caselint.content.page import Anchor, Link, LinkKind
from caselint.findings.span import Span

_UNREAD = frozenset({"script", "style", "template", "noscript"})
_LINK_ATTRIBUTES = {
    "a": "href",
    "area": "href",
    "img": "src",
    "iframe": "src",
    "embed": "src",
    "audio": "src",
    "video": "src",
    "source": "src",
    "track": "src",
    "object": "data",
    "script": "src",
    "link": "href",
    "image": "href",  # of an SVG drawing
}
_OTHERS = {("poster", "video"), ("src", "input")}


# A comma that blanks do not follow belongs to the URL, as in `data:image/png;base64,…`.
_CANDIDATE = re.compile(r"[\s,]*+(?P<url>[^\s]++)(?>(?:[^,(]|\([^)]{0,100}\)?)*)")


class RawHtml(NamedTuple):
    """Links and anchors in order; `lines` are spans of readable text with their holes (tags and comments)."""

    links: tuple[Link, ...]
    anchors: tuple[Anchor, ...]
    comments: tuple[Span, ...]
    lines: tuple[tuple[Span, tuple[Span, ...]], ...]


class _Collected:
    def __init__(self) -> None:
        self.links: list[Link] = []
        self.anchors: list[Anchor] = []
        self.comments: list[Span] = []

    def tag(self, tag: Tag) -> None:
        if tag.closing:
            return
        link = _LINK_ATTRIBUTES.get(tag.name)
        for attribute in tag.attributes:
            if attribute.name == link or (attribute.name, tag.name) in _OTHERS:
                self.links.append(_link(tag, attribute))
            elif attribute.name == "srcset" and tag.name in ("img", "source"):
                self.links.extend(_candidates(tag, attribute))
            elif attribute.name == "id" or (attribute.name == "name" and tag.name == "a"):
                self.anchors.append(Anchor(attribute.value, attribute.span, rendered=True))


def _link(tag: Tag, attribute: Attribute) -> Link:
    text = next((other.value for other in tag.attributes if other.name in ("title", "alt")), "")
    return Link(LinkKind.HTML, attribute.value.strip(), attribute.span, text, tag.span, rendered=True)


def _candidates(tag: Tag, attribute: Attribute) -> Iterator[Link]:
    """The images of a `srcset` (WHATWG HTML, section 4.8.4.2.1): a URL and a width or density, parted by commas."""
    written = attribute.value
    exact = len(written) == attribute.span.end - attribute.span.start
    for candidate in _CANDIDATE.finditer(written):
        url = candidate["url"].rstrip(",")
        start = attribute.span.start + candidate.start("url")
        span = Span(start, start + len(url)) if exact else attribute.span
        if url:
            yield _link(tag, attribute)._replace(target=url, span=span)


def read_tags(text: str, start: int, end: int) -> RawHtml:
    """Tags and comments alone, as one inside a paragraph, between two offsets of `text`."""
    found = _Collected()
    for token in tokens(text, start, end):
        if isinstance(token, Tag):
            found.tag(token)
        elif isinstance(token, Comment):
            found.comments.append(token.span)
    return RawHtml(tuple(found.links), tuple(found.anchors), tuple(found.comments), ())


def read_raw_html(text: str, start: int, end: int) -> RawHtml:
    """A block of raw HTML between two offsets of `text`."""
    found = _Collected()
    holes: list[Span] = []
    read: list[Span] = []
    unread: str | None = None
    for token in tokens(text, start, end):
        if isinstance(token, Tag):
            found.tag(token)
            holes.append(token.span)
            if token.name in _UNREAD and not token.self_closing:
                unread = None if token.closing else token.name
        elif isinstance(token, Comment):
            found.comments.append(token.span)
            holes.append(token.span)
        elif isinstance(token, Text):
            (read if unread is None else holes).append(token.span)
    lines = _lines(text, start, end, read, holes)
    return RawHtml(tuple(found.links), tuple(found.anchors), tuple(found.comments), lines)


def _lines(
    text: str, start: int, end: int, read: list[Span], holes: list[Span]
) -> tuple[tuple[Span, tuple[Span, ...]], ...]:
    """The lines that hold readable text, each from its first to its last readable character."""
    found: list[tuple[Span, tuple[Span, ...]]] = []
    at = start
    next_read = next_hole = 0
    for line in text[start:end].splitlines(keepends=True):
        line_end = at + len(line)
        edges: list[int] = []
        while next_read < len(read) and read[next_read].start < line_end:
            piece = Span(max(read[next_read].start, at), min(read[next_read].end, line_end))
            words = piece.slice(text).strip()
            if words:
                first = text.index(words, piece.start)
                edges += [first, first + len(words)]
            if read[next_read].end > line_end:
                break
            next_read += 1
        while next_hole < len(holes) and holes[next_hole].end <= at:
            next_hole += 1
        if edges:
            span = Span(edges[0], edges[-1])
            inside = []
            row = next_hole
            while row < len(holes) and holes[row].start < span.end:
                if holes[row].end > span.start:
                    inside.append(holes[row])
                row += 1
            found.append((span, tuple(inside)))
        at = line_end
    return tuple(found)
