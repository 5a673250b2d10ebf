"""Section templates: which sections the pages of a kind have, and which of them a page lacks."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from typing import NamedTuple

from caselint.content.page import Heading

_LONGEST_TITLE = 300
_ALIKE = 0.6
_MOST_COMPARED = 500  # headings that a missing section is compared with: a comparison takes a tenth of a millisecond
# What stands before a title's words: an emoji, a mark, `1.`, `2.3)`, `Step 4:` stays, being words.
_ORNAMENT = re.compile(r"(?>(?:[^\w(\[\"']++|\d{1,3}(?:\.\d{1,3}){0,4}[.):]?(?=[\s]))*)")


@lru_cache(maxsize=8192)
def plain_title(title: str) -> str:
    """A title as templates compare it: no leading emoji or numbering, one space between words, any case."""
    folded = " ".join(title[:_LONGEST_TITLE].split()).casefold()
    match = _ORNAMENT.match(folded)
    return folded[match.end() if match else 0 :].rstrip(" :") or folded


class Limits(NamedTuple):
    """The fewest and the most of something; None where there is no such limit."""

    least: int | None = None
    most: int | None = None

    @property
    def set(self) -> bool:
        return self.least is not None or self.most is not None


UNLIMITED = Limits()


@dataclass(frozen=True)
class Section:
    """A section of a template: any of `titles`, a title that begins with the words of `prefix`, or one that `pattern`
    is found in."""

    titles: tuple[str, ...] = ()
    pattern: str | None = None
    required: bool = True
    level: int = 2
    prefix: str | None = None
    words: Limits = UNLIMITED

    @cached_property
    def _plain(self) -> frozenset[str]:
        return frozenset(map(plain_title, self.titles))

    def fits(self, heading: Heading) -> bool:
        """Whether `heading` opens this section; the level counts."""
        if heading.level != self.level:
            return False
        if self.prefix is not None:
            return _begins(plain_title(heading.text), plain_title(self.prefix))
        if self.pattern is None:
            return plain_title(heading.text) in self._plain
        return re.search(self.pattern, heading.text[:_LONGEST_TITLE]) is not None

    @property
    def names(self) -> tuple[str, ...]:
        return self.titles or (self.prefix or self.pattern or "",)


def _begins(title: str, prefix: str) -> bool:
    """Whether `title` begins with `prefix`, and no word is cut in two there."""
    rest = title[len(prefix) :]
    return title.startswith(prefix) and not (rest[:1].isalnum() and prefix[-1:].isalnum())


@dataclass(frozen=True)
class MissingSection:
    """A section that a page lacks.

    Attributes:
        names: its titles, the first being the one to write; the prefix or pattern where it has no title.
        by_pattern: a pattern stands for its title.
        by_prefix: its title may go on after the words of `names`.
        after: index of the last heading of the section that it should follow; None where it should come first.
        nearest: index of a heading that was probably meant: a near title, or the title at another level; None.
    """

    names: tuple[str, ...]
    level: int
    after: int | None
    nearest: int | None
    by_pattern: bool = False
    by_prefix: bool = False


@dataclass(frozen=True)
class SectionTemplate:
    """The sections of a page kind; `ordered` where they have to stand in this order, `closed` where there are no
    others."""

    sections: tuple[Section, ...]
    ordered: bool = False
    closed: bool = False
    words: Limits = UNLIMITED


def missing(template: SectionTemplate, headings: Sequence[Heading]) -> list[MissingSection]:
    """The required sections that no heading opens, in the order of the template."""
    openers = [_first(section, headings) for section in template.sections]
    taken = {index for index in openers if index is not None}
    found: list[MissingSection] = []
    after: int | None = None
    for section, opener in zip(template.sections, openers, strict=True):
        if opener is not None:
            after = _end(headings, opener) if after is None or opener > after or not template.ordered else after
        elif section.required:
            near = _nearest(section, headings, taken)
            if near is not None:
                taken.add(near)  # one heading is meant as one section
            found.append(
                MissingSection(
                    section.names, section.level, after, near, section.pattern is not None, section.prefix is not None
                )
            )
    return found


def openers(template: SectionTemplate, headings: Sequence[Heading]) -> list[tuple[Section, int, int | None]]:
    """Each section that the page has, with the indices of its heading and of the one that ends it (None: the page)."""
    found: list[tuple[Section, int, int | None]] = []
    for section in template.sections:
        opener = _first(section, headings)
        if opener is not None:
            last = _end(headings, opener) + 1
            found.append((section, opener, last if last < len(headings) else None))
    return found


def unexpected(template: SectionTemplate, headings: Sequence[Heading]) -> list[int]:
    """Of a closed template the indices of headings that open none of its sections.

    Only levels count at which the template has sections. A heading that is probably meant as a section that is missing
    is told there, and a section inside one that is told already says nothing more.
    """
    if not template.closed:
        return []
    levels = {section.level for section in template.sections}
    meant = {each.nearest for each in missing(template, headings)}
    found: list[int] = []
    told: int | None = None  # level of the last heading found, as long as what follows lies inside its section
    for index, heading in enumerate(headings):
        if told is not None and heading.level > told:
            continue
        told = None
        if heading.level not in levels or index in meant:
            continue
        if not any(section.fits(heading) for section in template.sections):
            found.append(index)
            told = heading.level
    return found


class Misplaced(NamedTuple):
    """A section of an ordered template that stands elsewhere than there.

    Attributes:
        heading: index of its heading.
        after, before: indices of the headings of the sections that it belongs between; None at either end.
    """

    heading: int
    after: int | None
    before: int | None


def misplaced(template: SectionTemplate, headings: Sequence[Heading]) -> list[Misplaced]:
    """Of an ordered template the fewest sections that would have to move, in the order of the page.

    The others are a longest run of sections that keep to the order (a longest increasing subsequence, by patience
    sorting).
    """
    if not template.ordered:
        return []
    openers = [opener for section in template.sections if (opener := _first(section, headings)) is not None]
    openers = list(dict.fromkeys(openers))
    kept = _longest_rising(openers)
    found = []
    for row, opener in enumerate(openers):
        if opener not in kept:
            after = next((other for other in reversed(openers[:row]) if other in kept), None)
            before = next((other for other in openers[row + 1 :] if other in kept), None)
            found.append(Misplaced(opener, after, before))
    return sorted(found)


def _longest_rising(numbers: Sequence[int]) -> frozenset[int]:
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


def _first(section: Section, headings: Sequence[Heading]) -> int | None:
    return next((index for index, heading in enumerate(headings) if section.fits(heading)), None)


def _end(headings: Sequence[Heading], opener: int) -> int:
    """Index of the last heading that still belongs to the section that `opener` opens."""
    level = headings[opener].level
    last = opener
    for index in range(opener + 1, len(headings)):
        if headings[index].level <= level:
            break
        last = index
    return last


def _nearest(section: Section, headings: Sequence[Heading], taken: set[int]) -> int | None:
    """The heading that is most like one of the section's titles; of equals the first."""
    best, best_likeness = None, _ALIKE
    wanted = [plain_title(title) for title in section.titles or ([section.prefix] if section.prefix else [])]
    for index, heading in enumerate(headings[:_MOST_COMPARED]):
        if index in taken:
            continue
        title = plain_title(heading.text)
        for name in wanted:
            matcher = SequenceMatcher(None, name, title, autojunk=False)
            if matcher.real_quick_ratio() > best_likeness and matcher.quick_ratio() > best_likeness:
                likeness = matcher.ratio()
                if likeness > best_likeness:
                    best, best_likeness = index, likeness
    return best
