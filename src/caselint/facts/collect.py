"""A page's facts, collected once before any rule runs."""

import re
from collections.abc import Iterator
from itertools import islice

from caselint.content.page import Page, TemplateKind
from caselint.content.yaml import Node
from caselint.facts.directives import collect_directives
from caselint.facts.entries import collect_entries
from caselint.facts.mentions import collect_mentions
from caselint.facts.page_facts import FrontValue, PageFacts, is_redirect
from caselint.facts.references import collect_references
from caselint.findings.digests import blake2b
from caselint.findings.span import Span

_WORD = re.compile(r"\w++")
_REFRESH = re.compile(r"<[Mm](?i:eta[^>]{0,80}http-equiv=[\"']?refresh)")
_COMPARABLE_WORDS = 20
_STUB_WORDS = 60
# Each with what the text must hold: a literal is found many times faster than a pattern.
_GENERATED = (
    ("mkdocstrings", ":::", re.compile(r"^[ \t]*+::: ?[\w.]", re.MULTILINE)),
    ("macros", "{", re.compile(r"\{[{%]")),
    ("snippets", "-8<-", re.compile("-8<-")),
    ("shortcodes", "md:", re.compile(r"<!-- ?md:")),
)
_BLANKS = bytes((*range(0x09, 0x0E), *range(0x1C, 0x21)))
# The white space beyond ASCII, in UTF-8.
_WIDE_BLANKS = (
    re.compile(rb"\xe2\x80[\x80-\x8a\xa8\xa9\xaf]"),
    re.compile(rb"\xc2[\x85\xa0]"),
    re.compile(rb"\xe2\x81\x9f"),
    re.compile(rb"\xe3\x80\x80"),
    re.compile(rb"\xe1\x9a\x80"),
)


def collect(page: Page) -> PageFacts:
    """The facts of a parsed page."""
    front = tuple(_front_values(page))
    title, title_span = _title(page, front)
    body = page.text[page.front_matter.span.end :]
    words = _few_words(body)
    entries = collect_entries(page)
    mentions, unread = collect_mentions(page, front, entries)
    return PageFacts(
        path=page.path,
        title=title,
        title_span=title_span,
        front=front,
        headings=page.headings,
        links=page.links,
        anchors=page.anchors,
        entries=entries,
        mentions=mentions,
        directives=collect_directives(page),
        references=collect_references(page),
        digest=_digest(body) if words >= _COMPARABLE_WORDS else None,
        words=words,
        stub=_is_stub(body, front, words),
        generated=frozenset((*_marks(body), *_components(page))),
        unread=unread,
    )


def _marks(body: str) -> Iterator[str]:
    for name, hint, pattern in _GENERATED:
        if hint in body and pattern.search(body):
            yield name


def _components(page: Page) -> Iterator[str]:
    """ "components" where code of MDX may bring headings of its own."""
    for kind, span in page.templates:
        if kind in (TemplateKind.MODULE, TemplateKind.EXPRESSION) or (
            kind is TemplateKind.TAG and page.text[span.start + 1].isupper()
        ):
            yield "components"


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


def _few_words(body: str) -> int:
    """How many words the body has; not counted beyond what tells a stub from a page."""
    return sum(1 for _ in islice(_WORD.finditer(body), _STUB_WORDS))


def _digest(body: str) -> str:
    """Equal for bodies that differ only in white space."""
    data = body.encode("utf-8", "replace")
    if len(data) != len(body):
        for blank in _WIDE_BLANKS:
            data = blank.sub(b"", data)
    return blake2b(data.translate(None, _BLANKS), digest_size=16).hexdigest()


def _is_stub(body: str, front: tuple[FrontValue, ...], words: int) -> bool:
    return is_redirect(front) or words < _STUB_WORDS or _REFRESH.search(body) is not None
