"""A page of an MkDocs site as CommonMark: what Python-Markdown reads otherwise is rewritten, at the same offsets."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from caselint.content.dialect import Rewritten
from caselint.findings.span import Span
from caselint.generators.mkdocs_blocks import BlockSyntax, Edit, read_blocks
from caselint.generators.mkdocs_brackets import inner_links, spaced_destinations
from caselint.generators.mkdocs_fences import fenced_code, outside_of_indented_code, superfences
from caselint.generators.mkdocs_html import Html, read_html, swallowing_comments, swallowing_tags
from caselint.generators.mkdocs_lines import abbreviation_edits, asterisk_edits, insertions, line_edits
from caselint.generators.mkdocs_tables import table_edits

_INDENT = re.compile(rb"[ \t>]*+")
_TEXT_BELOW = re.compile(r"[ \t]*+\r?\n[ \t>]*+[^\s>]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What of a site's extensions decides how its Markdown is read.

    `nested_fences`: `pymdownx.superfences` is on, not Python-Markdown's own `fenced_code`; `smart_asterisks`:
    `pymdownx.betterem` leaves asterisks inside of words alone; `appended_labels`: reference definitions that hold on
    every page.
    """

    blocks: BlockSyntax
    nested_fences: bool = False
    md_in_html: bool = False
    abbreviations: bool = False
    smart_asterisks: bool = False
    appended_labels: frozenset[bytes] = frozenset()


def rewrite(body: bytes, reading: Reading) -> Rewritten:
    """`body` as CommonMark. Linear in `body`; one character of Latin-1 stands for each byte where text is asked for."""
    text = body.decode("latin-1")
    fences = _fenced_code(text, reading.nested_fences)
    code = outside_of_indented_code(text, 0, fences) if reading.nested_fences else fences
    html = Html()
    tags: list[Span] = []
    blocks = read_blocks(body, reading.blocks, code)
    edits = list(blocks.edits)
    if "<" in text:
        html = read_html(text, fences, md_in_html=reading.md_in_html)
        edits += _tag_edits(text, code, html.raw, tags)
    bare = _covered(body, code)
    nested = list(inner_links(bare))
    edits += [edit for link in nested for edit in link.edits]
    edits += spaced_destinations(bare)
    edits += line_edits(bare, reading.appended_labels)
    edits += (_within_lines(body, edit) for edit in table_edits(bare))
    if reading.abbreviations:
        edits += abbreviation_edits(bare)
    if reading.smart_asterisks:
        edits += asterisk_edits(bare)
    written = bytearray(body)
    for at, piece in edits:
        written[at : at + len(piece)] = piece
    return Rewritten(
        body=bytes(written) if edits else body,
        titles=blocks.titles,
        tabs=blocks.tabs,
        containers=html.elements + blocks.sections if blocks.tabs else (),
        raw=html.raw,
        tags=tuple(tags),
        elements=frozenset(element.start for element in html.elements),
        headings=html.headings,
        links=tuple((link.text_end, link.span) for link in nested if link.is_made),
        inserted=tuple(insertions(_covered(bytes(written), code), html.raw, reading.appended_labels)),
    )


def _fenced_code(text: str, nested: bool) -> list[Span]:
    if "```" not in text and "~~~" not in text:
        return []
    return superfences(text, 0) if nested else fenced_code(text, 0)


def _tag_edits(text: str, code: Sequence[Span], raw: Sequence[Span], tags: list[Span]) -> list[Edit]:
    """Blanks for tags alone on their line, which go to `tags`; names that open no block for others, and for comments.

    The last line of a raw block is blanked where Markdown follows at once, so that CommonMark's block ends there too.
    """
    edits = []
    for block in raw:
        if _TEXT_BELOW.match(text, block.end):
            start = text.rfind("\n", block.start, block.end) + 1 or block.start
            edits.append((start, b" " * (block.end - start)))
    for comment in swallowing_comments(text, code, raw):
        inside = re.sub(r"[^\r\n]", "x", text[comment.start + 1 : comment.end - 1])
        edits.append((comment.start, f"<{inside}>".encode()))
    for tag in swallowing_tags(text, code, raw):
        if tag.alone:
            tags.append(tag.span)
            edits.append((tag.span.start, b" " * (tag.span.end - tag.span.start)))
        else:
            edits.append((tag.name.start, b"x" * (tag.name.end - tag.name.start)))
    return edits


def _within_lines(body: bytes, edit: Edit) -> Edit:
    """An edit that keeps the line ends of `body`: a fenced block that a table runs into was covered as one line."""
    at, piece = edit
    under = body[at : at + len(piece)]
    if b"\n" not in under and b"\r" not in under:
        return edit
    return at, bytes(old if old in b"\r\n" else new for old, new in zip(under, piece, strict=True))


def _covered(body: bytes, code: Sequence[Span]) -> bytes:
    """`body` with each fenced block as one line of backticks, as long and indented as before: no pattern goes in."""
    if not code:
        return body
    pieces: list[bytes] = []
    done = 0
    for block in code:
        mark = _INDENT.match(body, block.start)
        first = mark.end() if mark else block.start
        last = block.end - 1 if body[block.end - 1 : block.end] in (b"\n", b"\r") else block.end
        pieces += body[done:first], b"`" * (last - first)
        done = last
    return b"".join(pieces) + body[done:]
