"""A page's links, texts and headings by where they stand, as the collectors of entries ask for them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from caselint.content.page import Code, Leaf, Link, LinkKind, Page
from caselint.facts.plain_text import plain
from caselint.findings.span import Span

_NO_ENTRY_LINK = frozenset({LinkKind.IMAGE, LinkKind.FRONT_MATTER, LinkKind.AUTOLINK})
_LONGEST_LINK = 300


class Layout:
    """Look-ups over one page; each is logarithmic in the page, so that the collectors stay linear."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.text = page.text
        self._links = [self._whole(link) for link in page.links if link.kind not in _NO_ENTRY_LINK]
        self._link_starts = [link.outer.start for link in self._links]
        self._leaf_starts = [leaf.span.start for leaf in page.leaves]

    def _whole(self, link: Link) -> Link:
        """A link of HTML with its text, up to `</a>`; its tag alone where that is far."""
        if link.kind is not LinkKind.HTML:
            return link
        close = self.text.find("</a>", link.outer.end, link.outer.end + _LONGEST_LINK)
        if close < 0:
            return link
        words = plain(self.text[link.outer.end : close])
        return link._replace(text=words, outer=Span(link.outer.start, close + len("</a>")))

    def first_link(self, span: Span) -> Link | None:
        """The first link that starts inside `span`."""
        row = bisect_left(self._link_starts, span.start)
        return self._links[row] if row < len(self._links) and self._link_starts[row] < span.end else None

    def has_link(self, span: Span) -> bool:
        return self.first_link(span) is not None

    def leaves_in(self, span: Span, most: int | None = None) -> Sequence[Leaf]:
        """The leaves that start inside `span`, in order; at most `most` of them."""
        low = bisect_left(self._leaf_starts, span.start)
        high = bisect_left(self._leaf_starts, span.end)
        return self.page.leaves[low : high if most is None else min(high, low + most)]

    def code_in(self, span: Span) -> Sequence[Code]:
        """The code blocks that start inside `span`, in order."""
        low = bisect_left(self._code_starts, span.start)
        return self.page.code[low : bisect_left(self._code_starts, span.end)]

    @cached_property
    def _code_starts(self) -> Sequence[int]:
        return [code.span.start for code in self.page.code]

    @cached_property
    def heading_parents(self) -> Sequence[int]:
        """Of each heading the nearest one above it with a lower level (-1: none)."""
        parents, open_headings = [], list[int]()
        for row, heading in enumerate(self.page.headings):
            while open_headings and self.page.headings[open_headings[-1]].level >= heading.level:
                open_headings.pop()
            parents.append(open_headings[-1] if open_headings else -1)
            open_headings.append(row)
        return parents

    @cached_property
    def section_ends(self) -> Sequence[int]:
        """Of each heading the offset at which the next heading of its level or above starts."""
        ends = [len(self.text)] * len(self.page.headings)
        open_headings: list[int] = []
        for row, heading in enumerate(self.page.headings):
            while open_headings and self.page.headings[open_headings[-1]].level >= heading.level:
                ends[open_headings.pop()] = heading.span.start
            open_headings.append(row)
        return ends

    @cached_property
    def contents_lists(self) -> frozenset[int]:
        """Starts of outermost lists most of whose links lead to places of this page: tables of contents."""
        own: dict[int, int] = {}
        for link in self._links:
            if link.list_start >= 0:
                own[link.list_start] = own.get(link.list_start, 0) + (1 if self.leads_here(link.target) else -1)
        return frozenset(start for start, balance in own.items() if balance > 0)

    def leads_here(self, target: str) -> bool:
        """Whether a destination is a place of this very page."""
        if target.startswith("#"):
            return True
        page, mark, _ = target.removeprefix("./").partition("#")
        return bool(mark) and page == self.page.path.rpartition("/")[2]


def lines(text: str, span: Span) -> Iterator[Span]:
    """The lines of `span` that hold more than blanks, without the blanks around them."""
    at = span.start
    for line in text[span.start : span.end].splitlines(keepends=True):
        trimmed = trim(text, Span(at, at + len(line)))
        if trimmed.start < trimmed.end:
            yield trimmed
        at += len(line)


def trim(text: str, span: Span, marks: str = "") -> Span:
    """`span` without white space and characters of `marks` at its ends."""
    start, end = span
    while end > start and ((sign := text[end - 1]).isspace() or sign in marks):
        end -= 1
    while start < end and ((sign := text[start]).isspace() or sign in marks):
        start += 1
    return span if (start, end) == span else Span(start, end)
