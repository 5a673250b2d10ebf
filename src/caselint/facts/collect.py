"""A page's facts, collected once before any rule runs."""

import re
from collections.abc import Iterator
from hashlib import blake2b

from caselint.content.page import Page
from caselint.content.yaml import Node
from caselint.facts.directives import collect_directives
from caselint.facts.entries import collect_entries
from caselint.facts.mentions import collect_mentions
from caselint.facts.page_facts import FrontValue, PageFacts
from caselint.findings.span import Span

_WORD = re.compile(r"\w++")
_REFRESH = re.compile(r"<meta[^>]{0,80}http-equiv=[\"']?refresh", re.IGNORECASE)
_COMPARABLE_WORDS = 20
_STUB_WORDS = 60
_GENERATED = (
    ("mkdocstrings", re.compile(r"^[ \t]*+::: ?[\w.]", re.MULTILINE)),
    ("macros", re.compile(r"\{\{|\{%")),
    ("snippets", re.compile(r"-{1,}8<-{1,}")),
    ("shortcodes", re.compile(r"<!-- ?md:")),
)


def collect(page: Page) -> PageFacts:
    """The facts of a parsed page."""
    front = tuple(_front_values(page))
    title, title_span = _title(page, front)
    body = page.text[page.front_matter.span.end :]
    words = _WORD.findall(body)
    entries = collect_entries(page)
    return PageFacts(
        path=page.path,
        title=title,
        title_span=title_span,
        front=front,
        headings=page.headings,
        links=page.links,
        anchors=page.anchors,
        entries=entries,
        mentions=collect_mentions(page, front, entries),
        directives=collect_directives(page),
        digest=_digest(body) if len(words) >= _COMPARABLE_WORDS else None,
        words=len(words),
        stub=_is_stub(body, front, len(words)),
        generated=frozenset(name for name, pattern in _GENERATED if pattern.search(body)),
    )


def _title(page: Page, front: tuple[FrontValue, ...]) -> tuple[str, Span]:
    for value in front:
        if value.path == ("title",) and value.value is not None:
            return str(value.value).strip(), value.span
    for heading in page.headings:
        if heading.level == 1 and heading.rendered:
            return heading.text, heading.text_span
    return "", Span(page.front_matter.span.end, page.front_matter.span.end)


def _front_values(page: Page) -> Iterator[FrontValue]:
    if page.front_matter.root is not None:
        yield from _scalars(page.front_matter.root, ())


def _scalars(node: Node, path: tuple[str | int, ...]) -> Iterator[FrontValue]:
    """The scalars below `node` in the order of the page. Depth is bounded by the reader's own limit."""
    if node.kind == "mapping":
        for key, value in node.pairs:
            yield from _scalars(value, (*path, key.name))
    elif node.kind == "sequence":
        for row, value in enumerate(node.elements):
            yield from _scalars(value, (*path, row))
    else:
        yield FrontValue(path, node.value, node.span)


def _digest(body: str) -> str:
    """Equal for bodies that differ only in white space."""
    return blake2b(" ".join(body.split()).encode("utf-8", "replace"), digest_size=16).hexdigest()


def _is_stub(body: str, front: tuple[FrontValue, ...], words: int) -> bool:
    redirects = any(value.path and value.path[0] in ("redirect_to", "redirect", "redirect_from") for value in front)
    return redirects or words < _STUB_WORDS or _REFRESH.search(body) is not None
