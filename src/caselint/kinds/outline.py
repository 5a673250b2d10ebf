"""A page's headings against the template of its kind: which open its sections, and what is wrong with them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

from caselint.content.page import Heading
from caselint.kinds.sections import Section, SectionTemplate, plain_title

_ALIKE = 0.6
_MOST_COMPARED = 500  # headings that a missing section is compared with: a comparison takes a tenth of a millisecond


class Opened(NamedTuple):
    """A section that a page has: what its template says of it (of several alternatives the one it is), and the indices
    of its heading and of the one that ends it (as many as there are headings: the page ends it)."""

    section: Section
    heading: int
    end: int


@dataclass(frozen=True)
class MissingSection:
    """A section that a page lacks, or has less often than it should.

    Attributes:
        names: its titles, the first being the one to write; the prefix or pattern where it has no title.
        by_pattern: a pattern stands for its title.
        by_prefix: its title may go on after the words of `names`.
        after: index of the last heading of the section that it should follow; None where it should come first.
        nearest: index of a heading that was probably meant: a near title, or the title at another level; None.
        found: how often the page has it.
        least: how often it should.
    """

    names: tuple[str, ...]
    level: int
    after: int | None
    nearest: int | None
    by_pattern: bool = False
    by_prefix: bool = False
    found: int = 0
    least: int = 1


class Misplaced(NamedTuple):
    """A section of an ordered template that stands elsewhere than there.

    Attributes:
        heading: index of its heading.
        after, before: indices of the headings of the sections that it belongs between; None at either end.
    """

    heading: int
    after: int | None
    before: int | None


class Repeated(NamedTuple):
    """A section that stands more often than it may: the indices of all its headings."""

    section: Section
    headings: tuple[int, ...]


class Rival(NamedTuple):
    """A heading that opens another section than `first` does, where a page has one of them only."""

    section: Section
    heading: int
    first: int


@dataclass(frozen=True)
class Outline:
    """A template, and the headings that it is held against: those of a page from index `start` to before `end`.

    All indices are those of `headings`. `owner` is the heading of the section that the template is inside of; None for
    that of the page.
    """

    template: SectionTemplate
    headings: Sequence[Heading]
    start: int
    end: int
    owner: int | None = None

    @classmethod
    def of_page(cls, template: SectionTemplate, headings: Sequence[Heading]) -> "Outline":
        return cls(template, headings, 0, len(headings))

    @cached_property
    def openers(self) -> tuple[tuple[int, ...], ...]:
        """For each section of the template the headings that open it."""
        within = range(self.start, self.end)
        return tuple(
            tuple(index for index in within if section.fits(self.headings[index])) for section in self.template.sections
        )

    @cached_property
    def opened(self) -> tuple[Opened, ...]:
        """Each section that the page has, as often as it has it, in the order of the template."""
        return tuple(
            Opened(self._alternative(section, opener), opener, self._end(opener))
            for section, found in zip(self.template.sections, self.openers, strict=True)
            for opener in found
        )

    @cached_property
    def scopes(self) -> "tuple[Outline, ...]":
        """This outline, and those inside of its sections, at any depth."""
        return (self, *self._inner())

    def _inner(self) -> "Iterator[Outline]":
        for each in self.opened:
            if each.section.inside is not None:
                inner = Outline(each.section.inside, self.headings, each.heading + 1, each.end, each.heading)
                yield from inner.scopes

    @cached_property
    def missing(self) -> tuple[MissingSection, ...]:
        """The required sections that no heading opens, or too few, in the order of the template."""
        taken = {index for found in self.openers for index in found}
        lacking: list[MissingSection] = []
        after: int | None = None
        for section, found in zip(self.template.sections, self.openers, strict=True):
            least = _least(section, len(found))
            if found:
                last = self._end(found[0] if least <= len(found) else found[-1]) - 1
                after = last if after is None or found[0] > after or not self.template.ordered else after
            if len(found) >= least:
                continue
            near = None if found else self._nearest(section, taken)
            if near is not None:
                taken.add(near)  # one heading is meant as one section
            one = section.alternatives[0]
            by_pattern, by_prefix = one.pattern is not None, one.prefix is not None
            lacking.append(
                MissingSection(section.names, one.level, after, near, by_pattern, by_prefix, len(found), least)
            )
        return tuple(lacking)

    @cached_property
    def repeated(self) -> tuple[Repeated, ...]:
        """The sections that stand more often than they may."""
        return tuple(
            Repeated(section, found)
            for section, found in zip(self.template.sections, self.openers, strict=True)
            if section.times.most is not None and len(found) > section.times.most
        )

    @cached_property
    def rivals(self) -> tuple[Rival, ...]:
        """The headings that open another of the alternatives of a section than the first heading does."""
        rivals: list[Rival] = []
        for section, found in zip(self.template.sections, self.openers, strict=True):
            if section.one_of and found:
                first = self._alternative(section, found[0])
                rivals += [
                    Rival(section, index, found[0]) for index in found[1:] if not first.fits(self.headings[index])
                ]
        return tuple(rivals)

    @cached_property
    def unexpected(self) -> tuple[int, ...]:
        """Of a closed template the indices of headings that open none of its sections.

        Only levels count at which the template has sections. A heading that is probably meant as a section that is
        missing is told there, and a section inside one that is told already says nothing more.
        """
        if not self.template.closed:
            return ()
        levels = {level for section in self.template.sections for level in section.levels}
        known = {index for found in self.openers for index in found} | {each.nearest for each in self.missing}
        found: list[int] = []
        told: int | None = None  # level of the last heading found, as long as what follows lies inside its section
        for index in range(self.start, self.end):
            level = self.headings[index].level
            if told is not None and level > told:
                continue
            told = None
            if level in levels and index not in known:
                found.append(index)
                told = level
        return tuple(found)

    @cached_property
    def misplaced(self) -> tuple[Misplaced, ...]:
        """Of an ordered template the fewest sections that would have to move, in the order of the page.

        The others are a longest run of sections that keep to the order (a longest increasing subsequence, by patience
        sorting). Of a section that may stand several times all count, of others the first.
        """
        if not self.template.ordered:
            return ()
        listed = [
            opener
            for section, found in zip(self.template.sections, self.openers, strict=True)
            for opener in (found if section.times.set else found[:1])
        ]
        openers = list(dict.fromkeys(listed))
        kept = longest_rising(openers)
        found = []
        for row, opener in enumerate(openers):
            if opener not in kept:
                after = next((other for other in reversed(openers[:row]) if other in kept), None)
                before = next((other for other in openers[row + 1 :] if other in kept), None)
                found.append(Misplaced(opener, after, before))
        return tuple(sorted(found))

    def _alternative(self, section: Section, opener: int) -> Section:
        return next(each for each in section.alternatives if each.fits(self.headings[opener]))

    def _end(self, opener: int) -> int:
        """Index of the heading that ends the section that `opener` opens; that of the scope's end where none does."""
        level = self.headings[opener].level
        within = range(opener + 1, self.end)
        return next((index for index in within if self.headings[index].level <= level), self.end)

    def _nearest(self, section: Section, taken: set[int]) -> int | None:
        """The heading that is most like one of the section's titles; of equals the first."""
        best, best_likeness = None, _ALIKE
        wanted = [plain_title(name) for each in section.alternatives if each.pattern is None for name in each.names]
        for index in range(self.start, min(self.end, self.start + _MOST_COMPARED)):
            if index in taken:
                continue
            title = plain_title(self.headings[index].text)
            for name in wanted:
                matcher = SequenceMatcher(None, name, title, autojunk=False)
                if matcher.real_quick_ratio() > best_likeness and matcher.quick_ratio() > best_likeness:
                    likeness = matcher.ratio()
                    if likeness > best_likeness:
                        best, best_likeness = index, likeness
        return best


def _least(section: Section, found: int) -> int:
    """How often a section has to stand: one that is not required may be left out."""
    if not section.required and not found:
        return 0
    return section.times.least if section.times.least is not None else int(section.required)


def longest_rising(numbers: Sequence[int]) -> frozenset[int]:
    """The members of a longest rising subsequence of different numbers."""
    tails: list[int] = []  # the least number that a run of each length ends with
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(tails, number)
        before[number] = tails[at - 1] if at else None
        tails[at : at + 1] = [number]
    run: list[int] = []
    last = tails[-1] if tails else None
    while last is not None:
        run.append(last)
        last = before[last]
    return frozenset(run)
