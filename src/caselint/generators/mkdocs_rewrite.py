"""A page of an MkDocs site as CommonMark: what Python-Markdown reads otherwise is rewritten, at the same offsets."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from caselint.content.dialect import Rewritten
from caselint.findings.span import Span
from caselint.generators.mkdocs_blocks import BlockSyntax, Edit, block_edits
from caselint.generators.mkdocs_brackets import inner_brackets
from caselint.generators.mkdocs_fences import fenced_code, superfences
from caselint.generators.mkdocs_html import raw_blocks, swallowing_tags
from caselint.generators.mkdocs_lines import line_edits

_TEXT_BELOW = re.compile(r"[ \t]*+\r?\n[ \t>]*+[^\s>]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What of a site's extensions decides how its Markdown is read.

    `nested_fences`: `pymdownx.superfences` is on, not Python-Markdown's own `fenced_code`.
    """

    blocks: BlockSyntax
    nested_fences: bool = False
    md_in_html: bool = False


def rewrite(body: bytes, reading: Reading) -> Rewritten:
    """`body` as CommonMark. Linear in `body`; one character of Latin-1 stands for each byte where text is asked for."""
    text = body.decode("latin-1")
    code = _fenced_code(text, reading.nested_fences)
    raw: Sequence[Span] = ()
    tags: list[Span] = []
    edits, titles = block_edits(body, reading.blocks, code)
    if "<" in text:
        raw = raw_blocks(text, code, md_in_html=reading.md_in_html)
        edits += _tag_edits(text, code, raw, tags)
    edits += _bracket_edits(body, code)
    edits += line_edits(body, code)
    if not edits:
        return Rewritten(body, titles, tuple(raw))
    written = bytearray(body)
    for at, piece in edits:
        written[at : at + len(piece)] = piece
    return Rewritten(bytes(written), titles, tuple(raw), tuple(tags))


def _fenced_code(text: str, nested: bool) -> list[Span]:
    if "```" not in text and "~~~" not in text:
        return []
    return superfences(text, 0) if nested else fenced_code(text, 0)


def _tag_edits(text: str, code: Sequence[Span], raw: Sequence[Span], tags: list[Span]) -> list[Edit]:
    """Blanks for tags alone on their line, which go to `tags`; names that open no block for others.

    The last line of a raw block is blanked where Markdown follows at once, so that CommonMark's block ends there too.
    """
    edits = []
    for block in raw:
        if _TEXT_BELOW.match(text, block.end):
            start = text.rfind("\n", block.start, block.end) + 1 or block.start
            edits.append((start, b" " * (block.end - start)))
    for tag in swallowing_tags(text, code, raw):
        if tag.alone:
            tags.append(tag.span)
            edits.append((tag.span.start, b" " * (tag.span.end - tag.span.start)))
        else:
            edits.append((tag.name.start, b"x" * (tag.name.end - tag.name.start)))
    return edits


def _bracket_edits(body: bytes, code: Sequence[Span]) -> list[Edit]:
    edits = []
    row = 0
    for at, bracket in inner_brackets(body):
        while row < len(code) and code[row].end <= at:
            row += 1
        if row == len(code) or at < code[row].start:
            edits.append((at, bracket))
    return edits
