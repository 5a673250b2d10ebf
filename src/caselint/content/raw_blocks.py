"""Blocks of raw HTML that a dialect names: read as HTML throughout, whatever Markdown the parser saw inside."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat

from caselint.content.page import Code
from caselint.content.raw_html import RawHtml, read_raw_html, read_tags
from caselint.findings.span import Span


class Ranges:
    """Membership of an offset in sorted, disjoint spans."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]

    def __bool__(self) -> bool:
        return bool(self._spans)

    def lack(self, offsets: Sequence[int]) -> Iterable[bool]:
        """Of each of `offsets` whether it stands in none of the spans; for no spans without an end."""
        if not self._spans:
            return repeat(True)
        ends = [0, *(span.end for span in self._spans)]
        starts = self._starts
        return [at >= ends[bisect_right(starts, at)] for at in offsets]

    def __contains__(self, offset: int) -> bool:
        row = bisect_right(self._starts, offset) - 1
        return row >= 0 and offset < self._spans[row].end


def read_raw_blocks(text: str, blocks: Sequence[Span], code: Sequence[Code]) -> Iterator[RawHtml]:
    """The tags and comments that the blocks hold outside of fenced code. Linear in `text`."""
    fences = sorted(block.span for block in code if block.fenced)
    row = 0
    for block in blocks:
        at = block.start
        while row < len(fences) and fences[row].start < block.start:
            row += 1
        first = row
        while row < len(fences) and fences[row].end <= block.end:
            row += 1
        for fence in [*fences[first:row], Span(block.end, block.end)]:
            yield read_tags(text, at, fence.start)
            at = fence.end


def unwrap_indented_code(
    text: str, code: Sequence[Code], within: Ranges
) -> tuple[list[Code], list[tuple[Span, tuple[Span, ...]]]]:
    """The code blocks without the indented ones `within` raw HTML, and the lines of text that those are instead."""
    kept: list[Code] = []
    lines: list[tuple[Span, tuple[Span, ...]]] = []
    for block in code:
        if block.fenced or block.span.start not in within:
            kept.append(block)
        else:
            lines.extend(read_raw_html(text, *block.span).lines)
    return kept, lines


def unseen_last_lines(text: str, blocks: Sequence[Span], leaves: Iterable[int]) -> list[tuple[Span, tuple[Span, ...]]]:
    """The text on the last line of each block that the parser was not shown; `leaves` are where leaves start.

    A dialect hides that line where Markdown follows at once, so that the parser ends the block there too.
    """
    starts = sorted(leaves)
    lines: list[tuple[Span, tuple[Span, ...]]] = []
    for block in blocks:
        start = max(text.rfind("\n", block.start, block.end) + 1, block.start)
        row = bisect_left(starts, start)
        if row == len(starts) or starts[row] >= block.end:
            lines += (line for line in read_raw_html(text, *block).lines if line[0].start >= start)
    return lines
