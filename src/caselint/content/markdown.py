"""The parse of a page: the Markdown parser's events, walked once into a `Page`.

The only module that imports the Markdown parser (pyromark, which is pulldown-cmark).
"""

import re
from typing import Any

from pyromark import Options, events_with_range, reference_definitions

from caselint.content.destinations import definition_destination
from caselint.content.dialect import COMMONMARK, Dialect
from caselint.content.front_matter import read_front_matter
from caselint.content.offsets import ByteOffsets
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
        walk = Walk(path, shown, front_matter, dialect, tokens.definitions)
        tokens.drive(walk, frozenset(map(offsets.of_body, rewritten.titles)))
    else:
        walk = Walk(path, shown, front_matter, dialect, _definitions(shown.text, markdown, offsets))
        _drive(walk, markdown, offsets, rewritten.titles, covered, (body, rewritten.body), bool(dialect.appended))
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
    return covered.restore(walk.finish(raw))


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


def _drive(
    walk: Walk,
    markdown: str,
    offsets: ByteOffsets,
    titles: frozenset[int],
    covered: Covered,
    bodies: tuple[bytes, bytes],
    goes_on: bool,
) -> None:
    """Hand each event to the walk. Lazily: a list of all events costs more than the parse.

    `bodies` are the page's body and what the dialect made of it: texts come from the first. `goes_on` where there is
    text behind that.
    """
    body, rewritten = bodies
    is_rewritten = rewritten is not body
    titles = frozenset(map(offsets.of_body, titles))
    place = offsets.quick(goes_on=goes_on)
    event: Any  # a mapping of one key, the event's name; the parser's types say less than that
    for event, where in events_with_range(markdown, options=_OPTIONS):
        start, end = where["start"], where["end"]
        if isinstance(event, str):
            walk.line_break(place(end))
            continue
        kind, value = event.popitem()
        if kind == "Text":
            first, last = place(start), place(end)
            if is_rewritten and walk.listens:
                piece = slice(offsets.original(start), offsets.original(end))
                if body[piece] != rewritten[piece]:
                    value = body[piece].decode("utf-8", "replace")
            walk.inline_text(covered.written(value, first, last), first, last)
        elif kind == "Code":
            span = Span(place(start), place(end))
            walk.inline_code(covered.written(value, *span), span)
        elif kind == "Start":
            span = Span(place(start), place(end))
            _open(walk, value, span, span.start in titles)
        elif kind == "End":
            walk.close(value if isinstance(value, str) else next(iter(value)))
        elif kind == "InlineHtml":
            walk.inline_html(Span(place(start), place(end)))
        elif kind == "FootnoteReference":
            walk.footnote_reference(value, Span(place(start), place(end)))


def _open(walk: Walk, tag: object, span: Span, is_title: bool) -> None:
    if isinstance(tag, str):
        walk.open(tag, span)
        return
    assert isinstance(tag, dict)
    kind, value = tag.popitem()
    if kind == "Heading":
        walk.open_heading(int(value["level"][1:]), span, is_title)
    elif kind in ("Link", "Image"):
        walk.open_link(kind == "Image", value["link_type"], value["dest_url"], value["id"], span)
    elif kind == "CodeBlock":
        walk.open_code(None if isinstance(value, str) else value["Fenced"], span)
    elif kind == "FootnoteDefinition":
        walk.open_footnote(value, span)
    else:
        walk.open(kind, span)
