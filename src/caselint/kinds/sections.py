"""Section templates: which sections the pages of a kind have, and which of them a page lacks."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from caselint.config.patterns import pattern_problem
from caselint.config.problems import ConfigError, ConfigProblem, nearest, shorten
from caselint.content.page import Heading
from caselint.content.yaml import Node
from caselint.kinds.document import Document, read_document

_FILE_KEYS = ("sections", "ordered")
_SECTION_KEYS = ("title", "pattern", "required", "level")
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


@dataclass(frozen=True)
class Section:
    """A section of a template: any of `titles`, or a title that `pattern` is found in."""

    titles: tuple[str, ...] = ()
    pattern: str | None = None
    required: bool = True
    level: int = 2

    @cached_property
    def _plain(self) -> frozenset[str]:
        return frozenset(map(plain_title, self.titles))

    def fits(self, heading: Heading) -> bool:
        """Whether `heading` opens this section; the level counts."""
        if heading.level != self.level:
            return False
        if self.pattern is None:
            return plain_title(heading.text) in self._plain
        return re.search(self.pattern, heading.text[:_LONGEST_TITLE]) is not None

    @property
    def names(self) -> tuple[str, ...]:
        return self.titles or (self.pattern or "",)


@dataclass(frozen=True)
class MissingSection:
    """A section that a page lacks.

    Attributes:
        names: its titles, the first being the one to write; the pattern where it has no title.
        by_pattern: it has no title.
        after: index of the last heading of the section that it should follow; None where it should come first.
        nearest: index of a heading that was probably meant: a near title, or the title at another level; None.
    """

    names: tuple[str, ...]
    level: int
    after: int | None
    nearest: int | None
    by_pattern: bool = False


@dataclass(frozen=True)
class SectionTemplate:
    """The sections of a page kind; `ordered` where they have to stand in this order."""

    sections: tuple[Section, ...]
    ordered: bool = False

    @classmethod
    def load(cls, path: Path) -> "SectionTemplate":
        """Read a template.

        Raises:
            ConfigError: the file cannot be read, or does not say what it should; with all problems.
        """
        document = read_document(path)
        reader = _Reader(document)
        template = reader.template()
        if reader.problems:
            raise ConfigError(reader.problems)
        return template


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
            found.append(MissingSection(section.names, section.level, after, near, not section.titles))
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
    wanted = [plain_title(title) for title in section.titles]
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


class _Reader:
    """Reads a template from its document and collects what is wrong with it."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.problems: list[ConfigProblem] = []

    def _wrong(self, node: Node, message: str) -> None:
        self.problems.append(self._document.problem(node.span, message))

    def template(self) -> SectionTemplate:
        root = self._document.root
        if root is None or root.kind != "mapping":
            place = (1, 1) if root is None else self._place(root)
            message = "a section template is a mapping with the key `sections`"
            self.problems.append(ConfigProblem(self._document.path.as_posix(), *place, message))
            return SectionTemplate(())
        values = self._values(root, _FILE_KEYS)
        listed = values.get("sections")
        if listed is None:
            self._wrong(root, "the template has no `sections`")
        elif listed.kind != "sequence":
            self._wrong(listed, "`sections` must be a list")
        sections = () if listed is None or listed.kind != "sequence" else tuple(self._sections(listed))
        return SectionTemplate(sections, self._flag(values, "ordered", default=False))

    def _place(self, node: Node) -> tuple[int, int]:
        where = self._document.lines.location(node.span)
        return where.line, where.column

    def _values(self, node: Node, known: Sequence[str]) -> dict[str, Node]:
        values = {}
        for key, value in node.pairs:
            if key.name in known:
                values[key.name] = value
            else:
                message = f"unknown key `{shorten(key.name)}`"
                self.problems.append(self._document.problem(key.span, message, nearest(key.name, known)))
        return values

    def _sections(self, listed: Node) -> Iterator[Section]:
        for element in listed.elements:
            if element.kind == "scalar" and isinstance(element.value, str) and element.value.strip():
                yield Section((element.value,))
            elif element.kind == "mapping":
                yield self._section(element)
            else:
                self._wrong(element, "a section is a title, or a mapping with `title` or `pattern`")

    def _section(self, node: Node) -> Section:
        values = self._values(node, _SECTION_KEYS)
        title, pattern = values.get("title"), values.get("pattern")
        if (title is None) == (pattern is None):
            self._wrong(node, "a section has either a `title` or a `pattern`")
        titles = () if title is None else tuple(self._titles(title))
        return Section(
            titles,
            None if pattern is None else self._pattern(pattern),
            self._flag(values, "required", default=True),
            self._level(values.get("level")),
        )

    def _titles(self, node: Node) -> Iterator[str]:
        nodes = node.elements if node.kind == "sequence" else (node,)
        if not nodes:
            self._wrong(node, "`title` must not be empty")
        for one in nodes:
            if one.kind == "scalar" and isinstance(one.value, str) and one.value.strip():
                yield one.value
            elif one.kind == "scalar" and isinstance(one.value, int | float):
                yield one.text
            else:
                self._wrong(one, "`title` must be a text or a list of texts")

    def _pattern(self, node: Node) -> str | None:
        if node.kind != "scalar" or not isinstance(node.value, str):
            self._wrong(node, "`pattern` must be a text")
            return None
        wrong = pattern_problem(node.value)
        if wrong is not None:
            self._wrong(node, f"the pattern {wrong}")
            return None
        return node.value

    def _flag(self, values: dict[str, Node], name: str, *, default: bool) -> bool:
        node = values.get(name)
        if node is None:
            return default
        if not isinstance(node.value, bool):
            self._wrong(node, f"`{name}` must be true or false")
            return default
        return node.value

    def _level(self, node: Node | None) -> int:
        if node is None:
            return 2
        if isinstance(node.value, bool) or not isinstance(node.value, int) or not 1 <= node.value <= 6:
            self._wrong(node, "`level` must be a whole number from 1 to 6")
            return 2
        return node.value
