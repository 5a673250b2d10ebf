"""The one unit of position inside caselint: half-open ranges of code points."""

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code-point offsets into a page's decoded text.

    Lines, columns and UTF-16 units exist only at the edges (`content.lines`).
    """

    start: int
    end: int

    def slice(self, text: str) -> str:
        """The text that this span names."""
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end
