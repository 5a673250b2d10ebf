"""Code blocks that are no code: text diagrams, plain tables, dialogues. A reader reads their lines."""

import re
from collections.abc import Iterator

from caselint.content.page import Code
from caselint.findings.span import Span

TEXT_LANGUAGES = frozenset({"", "text", "txt", "plain", "plaintext", "ascii", "diagram", "none"})
_CODE_LINE = re.compile(
    r"\s*(?:(?:def|class|import|from|return|func|fn|const|let|var|public|private|package|using|include|export|sudo"
    r"|curl|git|npm|pip|docker|kubectl|hugo|cd|ls|GET|POST|PUT|DELETE|PATCH|SELECT|INSERT|UPDATE|CREATE|HTTP/|[$%>#@<])(?:\s|\b)"
    r"|[\w.-]+\s?=\s?\S|[\"'][\w.-]+[\"']\s?:|[\w-]+:\s*\Z)"
)
# Opens with a set of signs, which the engine scans for fast.
_CODE_SIGN = re.compile(
    r"[=!:&|<(\[.](?:(?<==)[=>]|(?<=!)=|(?<=:):|(?<=&)&|(?<=\|)\||(?<=<)/|(?<=\w\()\)|(?<=\w\[)\w|(?<=\.)\w+\()"
)
_CODE_ENDS = (";", "{", "}", "\\")
_READ_OF_LINE = 200
# Wide blanks part columns, but a number from its unit (`10,000   ns`) they do not.
_COLUMNS = re.compile(
    r"[ \t]{3,}+(?!(?<=[0-9] {3})(?:ns|us|ms|s|min|h|[KMGTP]B|%)(?![A-Za-z0-9_]))|[│|┃┌┐└┘├┤┬┴┼─━═╔╗╚╝╠╣█▓▒░▌▐]+"
)
# A list that became a code block by its indentation: items behind bold leads.
_ITEM = re.compile(r"\s*(?:[-*•] (?![-\w]++ ?[=(])|\*\*[^*\n]{1,80}\*\*)")
MAX_CODE_SHARE = 4  # at most one line in four may look like code


def is_text_block(text: str, code: Code) -> bool:
    """Whether the block's language is none or plain text and its lines read as text; if indented, as a list."""
    if code.language not in TEXT_LANGUAGES:
        return False
    lines = [line for line in code.content.slice(text).splitlines() if line.strip()]
    if not code.fenced and not all(_ITEM.match(line) for line in lines):
        return False
    odd = sum(1 for line in lines if _is_code(line))
    return bool(lines) and odd * MAX_CODE_SHARE <= len(lines)


def text_lines(text: str, code: Code) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    """The lines of a text block with what parts their columns: wide blanks and drawn lines."""
    at = code.content.start
    for line in code.content.slice(text).splitlines(keepends=True):
        stripped = line.strip()
        if stripped and not _is_code(line):
            start = at + line.index(stripped)
            span = Span(start, start + len(stripped))
            yield span, tuple(Span(*match.span()) for match in _COLUMNS.finditer(text, span.start, span.end))
        at += len(line)


def _is_code(line: str) -> bool:
    """Whether a line of a block without a language looks like code."""
    start = line[:_READ_OF_LINE]
    return (
        start.rstrip().endswith(_CODE_ENDS)
        or _CODE_SIGN.search(start) is not None
        or _CODE_LINE.match(start) is not None
    )
