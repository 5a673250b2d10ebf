"""The parse of a page: the Markdown parser's events, walked once into a `Page`.

The only module that imports the Markdown parser (pyromark, which is pulldown-cmark).
"""

import re
from dataclasses import replace
from typing import Any

from pyromark import Options, events_with_range, reference_definitions

from caselint.content.destinations import definition_destination
from caselint.content.dialect import COMMONMARK, Dialect
from caselint.content.front_matter import read_front_matter
from caselint.content.offsets import ByteOffsets, CodePoints
from caselint.content.page import Page
from caselint.content.source import Source
from caselint.content.templates import Covered, cover
from caselint.content.walk import Walk
from caselint.findings.span import Span

_OPTIONS = Options.ENABLE_TABLES | Options.ENABLE_FOOTNOTES | Options.ENABLE_STRIKETHROUGH | Options.ENABLE_TASKLISTS

_LONE_RETURN = re.compile(rb"\r(?!\n)")


def parse(path: str, source: Source, dialect: Dialect = COMMONMARK) -> Page:
    """Read a page as its generator reads it.

    Never raises, whatever the text: front matter that cannot be read is stated on the page.
    """
    text = source.text
    front_matter = read_front_matter(text, dialect.yaml_version)
    base = front_matter.span.end
    covered = cover(source, base, dialect, mdx=path.endswith(".mdx"))
    body = covered.markdown[base:].encode("utf-8", "replace")
    # To the parser a lone carriage return ends lines, yet not everywhere: a comment before one would take in the rest.
    body = _LONE_RETURN.sub(b"\n", body) if b"\r" in body else body
    rewritten = dialect.rewrite(body)
    offsets = ByteOffsets(body, text, base, rewritten.inserted)
    markdown = offsets.shown(rewritten.body).decode("utf-8", "replace") + dialect.appended
    shown = Source(covered.text)
    if dialect.parser == "markdown-it":
        from caselint.content.markdown_it.reader import TokenReader

        tokens = TokenReader(markdown, covered, offsets, len(markdown) - len(dialect.appended))
        definitions = tokens.definitions
        walk = Walk(path, shown, front_matter, dialect, definitions, CodePoints())
        tokens.drive(walk, frozenset(map(offsets.of_body, rewritten.titles)))
    else:
        definitions = _definitions(shown.text, markdown, offsets)
        walk = Walk(path, shown, front_matter, dialect, definitions, offsets)
        written = _Written(offsets, covered, body, rewritten.body)
        _drive(walk, markdown, rewritten.titles, offsets, written)
    for tag in rewritten.tags:
        walk.blanked_tag(_span(offsets, tag), reserved=tag.start in rewritten.elements)
    for level, heading in rewritten.headings:
        walk.html_heading(level, _span(offsets, heading))
    for container in rewritten.containers:
        walk.container(_span(offsets, container))
    for tab in rewritten.tabs:
        walk.tab(_span(offsets, tab))
    for text_end, link in rewritten.links:
        walk.inner_link(_span(offsets, link), offsets.of_body(text_end))
    for tag in covered.tags:
        walk.blanked_tag(tag, reserved=True)
    raw = None if rewritten.raw is None else tuple(_span(offsets, block) for block in rewritten.raw)
    page = covered.restore(walk.finish(raw))
    return replace(page, definitions=tuple(definitions.items())) if definitions else page


def _span(offsets: ByteOffsets, span: Span) -> Span:
    return Span(offsets.of_body(span.start), offsets.of_body(span.end))


def _definitions(text: str, markdown: str, offsets: ByteOffsets) -> dict[str, Span]:
    """Where the destination of each reference definition stands, by its label as the parser folds it."""
    if "]:" not in markdown:
        return {}
    found = {}
    for label, definition in reference_definitions(markdown, options=_OPTIONS).items():
        span = definition["span"]
        if offsets.is_behind(span["start"]):
            continue  # it stands in another file
        found[label.casefold()] = definition_destination(text, offsets(span["start"]), offsets(span["end"]))
    return found


def _drive(walk: Walk, markdown: str, titles: frozenset[int], offsets: ByteOffsets, written: "_Written") -> None:
    """Hand each event to the walk. Lazily: a list of all events costs more than the parse."""
    opener, closer, reach = walk.OPENERS.get, walk.CLOSERS.get, walk.reach
    event: Any  # a mapping of one key, the event's name; the parser's types say less than that
    detail: Any
    for event, where in events_with_range(markdown, options=_OPTIONS):
        if event.__class__ is str:
            if walk.listens:
                walk.say(" ", where["end"])
            continue
        kind, value = event.popitem()
        if kind == "Text":
            reach(where["start"], where["end"])
            if walk.listens:
                walk.say(written.text(value, where["start"], where["end"]), where["end"])
        elif kind == "Start":
            tag, detail = (value, None) if value.__class__ is str else value.popitem()
            opened = opener(tag)
            if opened is not None:
                opened(walk, where["start"], where["end"])
            elif tag == "Heading":
                is_title = bool(titles) and offsets.original(where["start"]) in titles
                walk.open_heading(int(detail["level"][1:]), where["start"], where["end"], is_title)
            else:
                _open(walk, tag, detail, where["start"], where["end"])
        elif kind == "End":
            closed = closer(value if value.__class__ is str else next(iter(value)))
            if closed is not None:
                closed(walk)
        elif kind == "Code":
            walk.inline_code(written.code(value, where["start"], where["end"]), where["start"], where["end"])
        elif kind == "InlineHtml":
            walk.inline_html(where["start"], where["end"])
        elif kind == "FootnoteReference":
            walk.footnote_reference(value, where["start"], where["end"])


def _open(walk: Walk, tag: str, value: Any, start: int, end: int) -> None:
    if tag in ("Link", "Image"):
        walk.open_link(tag == "Image", value["link_type"], value["dest_url"], value["id"], start, end)
    elif tag == "CodeBlock":
        walk.open_code(None if isinstance(value, str) else value["Fenced"], start, end)
    elif tag == "FootnoteDefinition":
        walk.open_footnote(value, start, end)


class _Written:
    """What stands on the page where the parser read a text, of which the dialect or the covering had changed some."""

    def __init__(self, offsets: ByteOffsets, covered: Covered, body: bytes, rewritten: bytes) -> None:
        self._offsets = offsets
        self._covered = covered
        self._body = body
        self._rewritten = rewritten
        self._is_rewritten = rewritten is not body

    def text(self, value: str, start: int, end: int) -> str:
        if self._is_rewritten:
            piece = slice(self._offsets.original(start), self._offsets.original(end))
            if self._body[piece] != self._rewritten[piece]:
                value = self._body[piece].decode("utf-8", "replace")
        return self.code(value, start, end)

    def code(self, value: str, start: int, end: int) -> str:
        if not self._covered.templates:
            return value
        return self._covered.written(value, self._offsets(start), self._offsets(end))
