"""Offsets to lines and columns and back: the only place where they meet."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, count
from operator import add

from caselint.findings.report import Location
from caselint.findings.span import Span

_NEWLINE = re.compile(r"\r\n|\n|\r")


def line_start(text: str, at: int) -> int:
    """Where the line starts that holds the offset `at`."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def last_line(text: str, span: Span) -> Span:
    """The last line of a stretch of text that is not blank, without the blanks at its end."""
    end = span.start + len(span.slice(text).rstrip())
    return Span(line_start(text, end), end)


class Lines:
    """The line starts of a text. Lines end at LF, CRLF or CR and nowhere else."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *_line_starts(text)]

    def __len__(self) -> int:
        return len(self._starts)

    def number(self, offset: int) -> int:
        """The 1-based line that holds `offset`."""
        return bisect_right(self._starts, offset)

    def start(self, number: int) -> int:
        """The offset at which 1-based line `number` starts."""
        return self._starts[number - 1]

    def span(self, number: int) -> Span:
        """1-based line `number` without its newline."""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self._text)
        while end > start and self._text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)

    def text(self, number: int, most: int | None = None) -> str:
        """The text of 1-based line `number`; at most its first `most` characters."""
        start, end = self.span(number)
        return self._text[start : end if most is None else min(end, start + most)]

    def location(self, span: Span) -> Location:
        """`span` in 1-based lines and columns of code points, the end exclusive."""
        line = self.number(span.start)
        end_line = self.number(span.end) if span.end > span.start else line
        if end_line > line and span.end == self._starts[end_line - 1]:
            end_line -= 1
            return Location(
                line, self._column(line, span.start), end_line, self._column(end_line, self.span(end_line).end)
            )
        return Location(line, self._column(line, span.start), end_line, self._column(end_line, span.end))

    def _column(self, line: int, offset: int) -> int:
        return offset - self._starts[line - 1] + 1


def _line_starts(text: str) -> Iterator[int]:
    """Where the second and further lines start."""
    if "\r" in text:
        return (match.end() for match in _NEWLINE.finditer(text))
    lines = text.split("\n")
    del lines[-1]
    return map(add, accumulate(map(len, lines)), count(1))
