"""Wikilinks, `[[Page name]]`, as Python-Markdown makes links of them (`markdown/extensions/wikilinks.py`)."""

import re
from collections.abc import Iterable, Iterator

from caselint.content.page import Container, Leaf, Link, LinkKind
from caselint.findings.span import Span

_LABEL = re.compile(r"(?<!\\)\[\[([\w0-9_ -]{1,200})\]\]")
_BLANKS = re.compile(r"[ ]+_|_[ ]+|[ ]+")
_UNREAD = frozenset({Container.HTML, Container.DIAGRAM, Container.CODE})


def wiki_links(text: str, leaves: Iterable[Leaf], base: str, end: str) -> Iterator[Link]:
    """The wikilinks in the texts of a page, outside of code; `base` and `end` stand around the label in the URL.

    The destination as written is the label, blanks of which become `_` in the URL. Linear in `text`.
    """
    if "[[" not in text:
        return
    for leaf in leaves:
        if leaf.container in _UNREAD or not leaf.rendered:
            continue
        holes = sorted(leaf.holes)
        row = 0
        for found in _LABEL.finditer(text, *leaf.span):
            while row < len(holes) and holes[row].end <= found.start():
                row += 1
            label = found[1].strip()
            if not label or (row < len(holes) and holes[row].start < found.end()):
                continue
            target = f"{base}{_BLANKS.sub('_', label)}{end}"
            yield Link(LinkKind.WIKI, target, Span(*found.span(1)), label, Span(*found.span()), rendered=True)
