"""Which headings of a page stand above what is written below them."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from caselint.content.page import Heading
from caselint.facts.page_facts import PageFacts


class HeadingsAbove:
    """The headings above each section of a page; a section is the index of its heading, -1 for what is above all."""

    def __init__(self, facts: PageFacts) -> None:
        self._headings = facts.headings

    @cached_property
    def parents(self) -> Sequence[int]:
        """For each heading the index of the one that it stands below, -1 for none."""
        parents: list[int] = []
        stack: list[int] = []
        for row, heading in enumerate(self._headings):
            while stack and self._headings[stack[-1]].level >= heading.level:
                stack.pop()
            parents.append(stack[-1] if stack else -1)
            stack.append(row)
        return parents

    def of(self, section: int) -> Iterator[Heading]:
        """The heading of a section and those around it, nearest first, without the title of the page."""
        while section >= 0:
            if self._headings[section].level > 1:
                yield self._headings[section]
            section = self.parents[section]
