"""A rule's documentation as HTML: paragraphs, lists, headings and inline code, all that it is written in."""

import re
from collections.abc import Iterator

from caselint.html.element import Html, element, joined

_CODE = re.compile(r"(?<!`)(``?)(?!`)(.{1,200}?)(?<!`)\1(?!`)")
_BLOCK_BREAK = re.compile(r"\n[ \t]*+\n|\n(?=## )|(?<=\n)(?=- )")


def render_prose(markdown: str, heading: str) -> Html:
    """`markdown` with its `##` headings as elements of the name `heading`."""
    return joined(_blocks(markdown, heading))


def render_inline(markdown: str) -> Html:
    """One line with its inline code."""
    pieces = []
    at = 0
    for code in _CODE.finditer(markdown):
        pieces += [markdown[at : code.start()], element("code", code[2].strip())]
        at = code.end()
    return joined([*pieces, markdown[at:]])


def _blocks(markdown: str, heading: str) -> Iterator[Html]:
    items: list[Html] = []
    for block in _BLOCK_BREAK.split(markdown):
        title, _, body = block.partition("\n") if block.startswith("## ") else ("", "", block)
        text = " ".join(body.split())
        if text.startswith("- "):
            items.append(element("li", render_inline(text[2:])))
            continue
        if items:
            yield element("ul", items)
            items = []
        if title:
            yield element(heading, render_inline(title[3:]))
        if text:
            yield element("p", render_inline(text))
    if items:
        yield element("ul", items)
