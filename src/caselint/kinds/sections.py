"""Section templates: what the pages of a kind hold, and in which sections."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import NamedTuple

from caselint.content.page import Heading

_LONGEST_TITLE = 300
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
        """Whether there is anything that does not lie within them."""
        return bool(self.least) or self.most is not None


UNLIMITED = Limits()
AT_LEAST_ONE = Limits(1)
ELEMENTS = ("table", "list", "code", "diagram", "figure", "link", "image")
"""What a page or a section may have to contain."""


@dataclass(frozen=True)
class Content:
    """Elements that a page or a section contains.

    Attributes:
        what: one of `ELEMENTS`.
        count: how many of them.
        columns: headers that a table has, among others.
        languages: of code or a diagram; empty for any.
        matching: a pattern that is searched in the element as written, of a link or image in its address.
        within_lines: the last of the lines, counted from the start of the page or section, in which they may begin.
    """

    what: str
    count: Limits = AT_LEAST_ONE
    columns: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    matching: str | None = None
    within_lines: int | None = None


@dataclass(frozen=True)
class Measures:
    """What a page or a section holds, whatever its sections are.

    Attributes:
        words, lines: how many.
        contents: elements, each with its number.
        most_code: the largest share of its lines that may be code, from 0 to 1; None for no limit.
    """

    words: Limits = UNLIMITED
    lines: Limits = UNLIMITED
    contents: tuple[Content, ...] = ()
    most_code: Fraction | None = None

    @property
    def set(self) -> bool:
        return self.words.set or self.lines.set or bool(self.contents) or self.most_code is not None


NO_MEASURES = Measures()


@dataclass(frozen=True)
class Section:
    """A section of a template: any of `titles`, a title that begins with the words of `prefix`, one that `pattern`
    is found in, or one of the sections `one_of`.

    Attributes:
        times: how often it stands; no limits for a section that is looked for once, wherever it stands again.
        within_lines: the last of the lines, counted from the start of the page or of the section around it, in which
            the first of them may begin.
        inside: the template that the section itself is held against.
        where: front matter keys, each with values of which a page has one for the section to be asked of it.
    """

    titles: tuple[str, ...] = ()
    pattern: str | None = None
    required: bool = True
    level: int = 2
    prefix: str | None = None
    measures: Measures = NO_MEASURES
    times: Limits = UNLIMITED
    within_lines: int | None = None
    inside: "SectionTemplate | None" = None
    one_of: "tuple[Section, ...]" = ()
    where: tuple[tuple[str, tuple[object, ...]], ...] = ()

    def is_asked(self, has: Callable[[str, object], bool]) -> bool:
        """Whether the section is asked of a page; `has` tells whether its front matter has a value at a key."""
        return all(any(has(key, value) for value in values) for key, values in self.where)

    @cached_property
    def _plain(self) -> frozenset[str]:
        return frozenset(map(plain_title, self.titles))

    def fits(self, heading: Heading) -> bool:
        """Whether `heading` opens this section; the level counts."""
        if self.one_of:
            return any(each.fits(heading) for each in self.one_of)
        if heading.level != self.level:
            return False
        if self.prefix is not None:
            return _begins(plain_title(heading.text), plain_title(self.prefix))
        if self.pattern is None:
            return plain_title(heading.text) in self._plain
        return re.search(self.pattern, heading.text[:_LONGEST_TITLE]) is not None

    @property
    def alternatives(self) -> "tuple[Section, ...]":
        """The sections of which a page has one: itself where there is no choice."""
        return self.one_of or (self,)

    @property
    def names(self) -> tuple[str, ...]:
        if self.one_of:
            return tuple(name for each in self.one_of for name in each.names)
        return self.titles or (self.prefix or self.pattern or "",)

    @property
    def levels(self) -> frozenset[int]:
        return frozenset(each.level for each in self.alternatives)

    @property
    def asks(self) -> bool:
        """Whether there is anything that a page could do wrong about it."""
        return (
            self.required
            or self.times.most is not None
            or (self.times.least or 0) > 1
            or self.within_lines is not None
            or self.measures.set
            or (self.inside is not None and self.inside.asks)
            or len(self.one_of) > 1
            or any(replace(each, required=False).asks for each in self.one_of)
        )


def _asked_inside(section: Section, has: Callable[[str, object], bool]) -> Section:
    inside = None if section.inside is None else section.inside.asked(has)
    return replace(section, inside=inside, one_of=tuple(_asked_inside(each, has) for each in section.one_of))


def _begins(title: str, prefix: str) -> bool:
    """Whether `title` begins with `prefix`, and no word is cut in two there."""
    rest = title[len(prefix) :]
    return title.startswith(prefix) and not (rest[:1].isalnum() and prefix[-1:].isalnum())


@dataclass(frozen=True)
class SectionTemplate:
    """The sections of a page kind, or those inside a section.

    Attributes:
        ordered: they have to stand in this order.
        closed: there are no others, at the levels that they have.
        measures: what the page holds; nothing of a template inside a section, which has its own.
        one_h1: the page has one heading of level 1.
        h1_equals: the front matter key that the heading of level 1 repeats; None where it need not.
    """

    sections: tuple[Section, ...] = ()
    ordered: bool = False
    closed: bool = False
    measures: Measures = NO_MEASURES
    one_h1: bool = False
    h1_equals: str | None = None

    @cached_property
    def _is_conditional(self) -> bool:
        return any(
            each.where or (each.inside is not None and each.inside._is_conditional)
            for section in self.sections
            for each in (section, *section.one_of)
        )

    def asked(self, has: Callable[[str, object], bool]) -> "SectionTemplate":
        """The template with the sections that are asked of a page; `has` as `Section.is_asked` takes it."""
        if not self._is_conditional:
            return self
        kept = (section for section in self.sections if section.is_asked(has))
        return replace(self, sections=tuple(_asked_inside(section, has) for section in kept))

    @property
    def asks(self) -> bool:
        """Whether there is anything that a page could do wrong."""
        return (
            self.measures.set
            or self.one_h1
            or self.h1_equals is not None
            or (self.closed and bool(self.sections))
            or (self.ordered and len(self.sections) > 1)
            or any(section.asks for section in self.sections)
        )
