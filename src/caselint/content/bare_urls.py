"""Addresses that a site makes links of although no bracket stands around them (`pymdownx/magiclink.py`)."""

import re
from collections.abc import Iterable, Iterator

from caselint.content.page import Container, Leaf, Link, LinkKind
from caselint.content.raw_blocks import Ranges
from caselint.findings.span import Span

_ADDRESS = re.compile(
    r"(?<![^\s*_~^\[('\"])(?:(?:ht|f)tps?://|(?P<www>www\.))(?=[^_\W])[^\s<]++"
    r"|(?P<mail>(?<![-/+@a-z0-9_.])[-+a-z0-9_][-a-z0-9_+.]{0,80}+@(?:[-a-z0-9_]{1,80}+\.){1,8}[a-z]{2,20}\b(?![-@]))",
    re.IGNORECASE,
)
_TRAILING = "?!.,:;*_~^'\""
_CLOSERS = {")": "(", "]": "["}
_UNREAD = frozenset({Container.HTML, Container.DIAGRAM, Container.CODE})


def bare_urls(text: str, leaves: Iterable[Leaf], links: Iterable[Link]) -> Iterator[Link]:
    """The addresses in the texts of a page that stand in no link of its own. Linear in `text`."""
    if "://" not in text and "www." not in text and "@" not in text:
        return
    inside = Ranges(list(_outermost(link.outer for link in links if link.kind is not LinkKind.HTML)))
    for leaf in leaves:
        if leaf.container in _UNREAD:
            continue
        holes = sorted(leaf.holes)
        row = 0
        for match in _ADDRESS.finditer(text, *leaf.span):
            start, end = match.span()
            while row < len(holes) and holes[row].end <= start:
                row += 1
            if start in inside or (row < len(holes) and holes[row].start <= start):
                continue
            if row < len(holes) and holes[row].start < end:
                end = holes[row].start
            address = match["mail"] or _trimmed(text[start:end])
            scheme = "mailto:" if match["mail"] else "http://" if match["www"] else ""
            span = Span(start, start + len(address))
            yield Link(LinkKind.AUTOLINK, scheme + address, span, address, span, rendered=True)


def _outermost(spans: Iterable[Span]) -> Iterator[Span]:
    end = -1
    for span in sorted(spans):
        if span.start >= end:
            yield span
            end = span.end


def _trimmed(address: str) -> str:
    """An address without the punctuation behind it; a bracket stays where its opening one is part of the address."""
    counts = {mark: address.count(mark) for mark in "()[]"}
    end = len(address)
    while end:
        last = address[end - 1]
        if last in _CLOSERS:
            if counts[_CLOSERS[last]] >= counts[last]:
                break
            counts[last] -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return address[:end]
