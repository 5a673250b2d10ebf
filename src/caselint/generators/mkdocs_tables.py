"""Tables of Python-Markdown (`markdown/extensions/tables.py`) and of CommonMark's tables extension: where they differ.

A table starts a block of its own and goes on to the next blank line, whatever its rows look like; a pipe inside of code
ends no cell. Places are byte offsets, and edits keep the width.
"""

import re
from bisect import bisect_left
from collections.abc import Generator, Iterator

from caselint.findings.span import Span

Edit = tuple[int, bytes]

_DELIMITERS = re.compile(rb"\n(?P<prefix>[ \t>]*+)(?=[|: \t]*+-)[|:\- \t]++(?=\r?\n|\r?\Z)")
_UNDERLINE = re.compile(rb"(?:-++|=++)[ \t\r]*+\Z")
_BLOCK_HEADER = re.compile(rb"[ \t>]*+(?:!!!|\?\?\?|===|/{3,}|:[ ]{1,3}|\[\^)")
_OPENS_BLOCK = re.compile(
    rb"[ \t>]*+(?P<mark>#++|[-*+](?=[ \t])|(?>(?:[-*_][ \t]*+){3,})(?=\r?\n|\Z)|`{3,}+|~{3,}+|[0-9]{1,9}+[.)](?=[ \t]))"
)
_CODE_MARKS = re.compile(rb"\\\\|\\`++|`++|\\\||\|")


def table_edits(body: bytes) -> Iterator[Edit]:
    """Edits after which the tables of `body`, in which fenced code is covered, are those of the site. Linear in it."""
    if b"|" not in body:
        return
    lines = b"\n" + body  # offsets into it are one too many
    done = 0
    for match in _DELIMITERS.finditer(lines):
        at = match.start()
        if at < done:
            continue
        header = Span(lines.rfind(b"\n", 0, at) + 1, at)
        if b"|" not in lines[header.start : match.end()]:
            continue
        in_block = _follows_text(lines, header)
        if in_block or not _row_text(lines, header):
            dash = lines.index(b"-", match.end("prefix"))
            yield dash - 1, b"x"
            continue
        yield from _pipes_in_code(lines, header)
        done = yield from _rows(lines, match.end())


def _row_text(lines: bytes, line: Span) -> bytes:
    return lines[line.start : line.end].strip(b" \t\r>")


def _follows_text(lines: bytes, header: Span) -> bool:
    """Whether a paragraph or list item stands right above a table's header, so that it is part of that."""
    above = Span(lines.rfind(b"\n", 0, max(header.start - 1, 0)) + 1, max(header.start - 1, 0))
    text = _row_text(lines, above)
    if not text or text.startswith((b"#", b"<")) or _BLOCK_HEADER.match(lines, *above):
        return False
    return not _UNDERLINE.match(text)


def _rows(lines: bytes, at: int) -> Generator[Edit, None, int]:
    """Edits for the rows from the newline at `at`; returns where the table ends."""
    while at < len(lines):
        at = lines.find(b"\n", at) + 1
        if at == 0:
            return len(lines)
        end = lines.find(b"\n", at)
        line = Span(at, end if end >= 0 else len(lines))
        if not _row_text(lines, line):
            return line.start
        opener = _OPENS_BLOCK.match(lines, at)
        if opener is not None:
            first = opener.start("mark")
            yield first - 1, b"x" * (opener.end("mark") - first)
        yield from _pipes_in_code(lines, line)
    return len(lines)


def _pipes_in_code(lines: bytes, line: Span) -> Iterator[Edit]:
    """Letters for the pipes inside of code spans."""
    if lines.find(b"`", *line) < 0:
        return
    marks = list(_CODE_MARKS.finditer(lines, *line))
    places: dict[bytes, list[int]] = {}
    for number, found in enumerate(marks):
        places.setdefault(found[0].lstrip(b"\\"), []).append(number)
    row = 0
    while row < len(marks):
        mark = marks[row][0].lstrip(b"\\")
        row += 1
        if not mark.startswith(b"`"):
            continue
        same = places[mark]
        following = bisect_left(same, row)
        if following == len(same):
            continue
        close = same[following]
        for inside in marks[row:close]:
            if inside[0] == b"|":
                yield inside.start() - 1, b"x"
        row = close + 1
