"""The parse of a page: the Markdown parser's events, walked once into a `Page`.

The only module that imports the Markdown parser (pyromark, which is pulldown-cmark).
"""

from typing import Any

from pyromark import Options, events_with_range, reference_definitions

from caselint.content.destinations import definition_destination
from caselint.content.dialect import COMMONMARK, Dialect
from caselint.content.front_matter import read_front_matter
from caselint.content.offsets import ByteOffsets
from caselint.content.page import Page
from caselint.content.source import Source
from caselint.content.walk import Walk
from caselint.findings.span import Span

_OPTIONS = Options.ENABLE_TABLES | Options.ENABLE_FOOTNOTES | Options.ENABLE_STRIKETHROUGH | Options.ENABLE_TASKLISTS


def parse(path: str, source: Source, dialect: Dialect = COMMONMARK) -> Page:
    """Read a page as its generator reads it.

    Never raises, whatever the text: front matter that cannot be read is stated on the page.
    """
    text = source.text
    front_matter = read_front_matter(text, dialect.yaml_version)
    base = front_matter.span.end
    body = text[base:].encode("utf-8", "replace")
    rewritten = dialect.rewrite(body)
    offsets = ByteOffsets(body, text, base)
    markdown = rewritten.body.decode("utf-8", "replace")
    walk = Walk(path, source, front_matter, dialect, _definitions(text, markdown, offsets))
    _drive(walk, markdown, offsets, rewritten.titles)
    for tag in rewritten.tags:
        walk.blanked_tag(_span(offsets, tag))
    return walk.finish(None if rewritten.raw is None else tuple(_span(offsets, block) for block in rewritten.raw))


def _span(offsets: ByteOffsets, span: Span) -> Span:
    return Span(offsets(span.start), offsets(span.end))


def _definitions(text: str, markdown: str, offsets: ByteOffsets) -> dict[str, Span]:
    """Where the destination of each reference definition stands, by its label as the parser folds it."""
    if "]:" not in markdown:
        return {}
    found = {}
    for label, definition in reference_definitions(markdown, options=_OPTIONS).items():
        span = definition["span"]
        found[label.casefold()] = definition_destination(text, offsets(span["start"]), offsets(span["end"]))
    return found


def _drive(walk: Walk, markdown: str, offsets: ByteOffsets, titles: frozenset[int]) -> None:
    """Hand each event to the walk. Lazily: a list of all events costs more than the parse."""
    event: Any  # a mapping of one key, the event's name; the parser's types say less than that
    for event, where in events_with_range(markdown, options=_OPTIONS):
        start, end = where["start"], where["end"]
        if isinstance(event, str):
            walk.line_break(offsets(end))
            continue
        kind, value = event.popitem()
        if kind == "Text":
            walk.inline_text(value, offsets(start), offsets(end))
        elif kind == "Code":
            walk.inline_code(value, Span(offsets(start), offsets(end)))
        elif kind == "Start":
            _open(walk, value, Span(offsets(start), offsets(end)), start in titles)
        elif kind == "End":
            walk.close(value if isinstance(value, str) else next(iter(value)))
        elif kind == "InlineHtml":
            walk.inline_html(Span(offsets(start), offsets(end)))
        elif kind == "FootnoteReference":
            walk.hole(Span(offsets(start), offsets(end)))


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
