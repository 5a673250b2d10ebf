"""What a heading says, and the id that its author gave it."""

import re
from html import unescape

from caselint.content.attribute_lists import take_heading_list
from caselint.content.dialect import Dialect
from caselint.content.html import Tag, Text, tokens
from caselint.findings.span import Span

_EMOJI = re.compile(
    r":(?P<icon>(?:fontawesome|material|octicons|simple)-)?(?=[0-9_+-]*+[A-Za-z]|100:|\+1:|-1:)[\w+-]++:[ ]?"
)


def heading_text(text: str, dialect: Dialect) -> tuple[str, str | None]:
    """The text of a Markdown heading without attribute list and emoji names, and its explicit id."""
    explicit = None
    if dialect.attribute_lists:
        text, explicit = take_heading_list(text)
    if "emoji" in dialect.features and ":" in text:
        icons = "icons" in dialect.features
        text = _EMOJI.sub(lambda match: "" if icons or not match["icon"] else match[0], text)
    return text.strip(), explicit


def html_heading_text(text: str, span: Span) -> tuple[str, Span, str | None]:
    """The same for a heading in raw HTML (`<h2 id="x">Costs</h2>`), with the place of its text."""
    pieces: list[str] = []
    inner: list[Span] = []
    explicit = None
    for token in tokens(text, *span):
        if isinstance(token, Text):
            pieces.append(token.span.slice(text))
            if pieces[-1].strip():
                inner.append(token.span)
        elif isinstance(token, Tag) and token.span.start == span.start:
            explicit = next((own.value for own in token.attributes if own.name == "id"), None)
    place = Span(inner[0].start, inner[-1].end) if inner else Span(span.start, span.start)
    return unescape(" ".join("".join(pieces).split())), place, explicit
