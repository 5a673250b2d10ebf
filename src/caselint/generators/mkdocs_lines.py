"""Single lines that CommonMark and Python-Markdown read otherwise, and the same line for CommonMark."""

import re
from collections.abc import Iterator, Sequence

from caselint.findings.span import Span
from caselint.generators.mkdocs_blocks import Edit

_INDENTED_HASH = re.compile(rb"\n(?>(?:    )*) {1,3}+(?=#{1,6}[ \t])")
_UNDERLINE = re.compile(rb"\n(?P<indent> {0,3}+)(?:-++|=++)[ \t]*+(?=\r?\n|\Z)")
_BLOCK_ABOVE = re.compile(rb"#|    |</?[A-Za-z]|(?:-++|=++)[ \t\r]*+\Z")  # a line that no paragraph goes on from
_DEFINITION = re.compile(
    rb"\n {0,3}+\[(?P<label>[^\[\]\n]++)\]:[ \t]*+[^\s]++[ \t]*+(?>(?:[\"'(][^\n]*+)?)(?=\r?\n|\r?\Z)"
)


def line_edits(body: bytes, code: Sequence[Span]) -> Iterator[Edit]:
    """Edits for lines outside of fenced `code` (`markdown/blockprocessors.py`). Linear in `body`.

    A hash that is indented by less than a whole level opens no heading; an underline makes a heading of one line
    alone; of two definitions of one label the last one counts.
    """
    lines = b"\n" + body  # every line starts behind a newline, the first one too; so offsets into it are one too many
    for match in _INDENTED_HASH.finditer(lines):
        yield match.end() - 1, b"\\"
    yield from _underlines(lines)
    yield from _definitions(lines, code)


def _underlines(lines: bytes) -> Iterator[Edit]:
    for match in _UNDERLINE.finditer(lines):
        above = lines.rfind(b"\n", 0, match.start()) + 1
        if not lines[above : match.start()].strip():
            continue
        first = lines[lines.rfind(b"\n", 0, max(above - 1, 0)) + 1 : max(above - 1, 0)] if above else b""
        one_line = not first.strip() or _BLOCK_ABOVE.match(first)
        if match["indent"] or not one_line:
            yield match.start(), b" " * (match.end() - match.start() - 1)


def _definitions(lines: bytes, code: Sequence[Span]) -> Iterator[Edit]:
    last: dict[bytes, tuple[int, int]] = {}
    row = 0
    for match in _DEFINITION.finditer(lines):
        at = match.start()
        while row < len(code) and code[row].end <= at:
            row += 1
        if row < len(code) and code[row].start <= at:
            continue
        label = match["label"].strip().lower()
        if label in last:
            start, end = last[label]
            yield start, b" " * (end - start)
        last[label] = (at, match.end() - 1)
