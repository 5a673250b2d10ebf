"""Collections: sets of pages that a site counts in its own words ("91 patterns")."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from caselint.facts.page_facts import PageFacts
from caselint.figures.nouns import singular

# A word of a claim, a heading or a label; `Gold-tier` is two.
_WORD = re.compile(r"[^\W_]++(?:['’][^\W_]++)?")
_LONGEST_VALUE = 60
_MOST_WORDS = 3
# A value that nearly every page has divides nothing off.
_NEARLY_ALL = 0.75

Words = tuple[str, ...]


def words_of(text: str) -> Words:
    """The words of a text in small letters, each in the singular."""
    return tuple(singular(word) for word in _WORD.findall(text.lower()))


class Template(NamedTuple):
    """How pages speak of a count: the words before and behind the number."""

    before: Words
    behind: Words

    @classmethod
    def of(cls, claim: str) -> "Template":
        """The template that `claim` writes, `{n}` standing for the number."""
        before, _, behind = claim.partition("{n}")
        return cls(words_of(before), words_of(behind))

    @property
    def length(self) -> int:
        return len(self.before) + len(self.behind)


@dataclass(frozen=True)
class Collection:
    """Pages that are counted.

    Attributes:
        claims: how pages speak of the count, `{n}` standing for the number.
        pages: facts of the counted pages by path.
        defined: file and line of the configuration.
    """

    name: str
    claims: tuple[str, ...]
    pages: Mapping[str, PageFacts]
    defined: str

    @property
    def size(self) -> int:
        return len(self.pages)

    @cached_property
    def templates(self) -> tuple[Template, ...]:
        """The templates of its claims, the longest first."""
        return tuple(sorted(map(Template.of, self.claims), key=lambda template: -template.length))

    @cached_property
    def folder(self) -> str:
        """The folder that holds all its pages, with a closing `/`; "" for the site's own."""
        paths = [path.split("/")[:-1] for path in self.pages]
        shared = paths[0] if paths else []
        for path in paths:
            same = next((row for row, pair in enumerate(zip(shared, path, strict=False)) if pair[0] != pair[1]), None)
            shared = shared[: len(path) if same is None else same]
        return "".join(f"{name}/" for name in shared)

    @cached_property
    def parts(self) -> frozenset[Words]:
        """What divides the collection: folders below its own, and front matter values that some of its pages share."""
        own = {
            *words_of(self.name),
            *(word for template in self.templates for word in template.before + template.behind),
        }
        return frozenset(part for part in self._dividing() if part and not own.issuperset(part))

    def _dividing(self) -> Iterator[Words]:
        start = len(self.folder)
        folders = {name for path in self.pages for name in path[start:].split("/")[:-1]}
        if len(folders) > 1:
            yield from map(words_of, folders)
        values: dict[object, Counter[str]] = defaultdict(Counter)
        for facts in self.pages.values():
            for value in facts.front:
                if len(value.path) == 1 and isinstance(value.value, str) and len(value.value) <= _LONGEST_VALUE:
                    values[value.path[0]][value.value.strip().lower()] += 1
        for counts in values.values():
            if 2 * len(counts) <= self.size:
                shared = (words_of(value) for value, count in counts.items() if count < _NEARLY_ALL * self.size)
                yield from (part for part in shared if len(part) <= _MOST_WORDS)

    def names_part(self, words: Words) -> bool:
        """Whether a part of the collection is named among these words."""
        return any(words[row : row + len(part)] == part for part in self.parts for row in range(len(words)))

    def holds_part(self, path: str) -> bool:
        """Whether a page lies in a folder that holds but a part of the collection."""
        folder = f"{path.rpartition('/')[0]}/"
        return folder != self.folder and folder.startswith(self.folder) and self._is_divided

    @cached_property
    def _is_divided(self) -> bool:
        return len({path.rpartition("/")[0] for path in self.pages}) > 1
