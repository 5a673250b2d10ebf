"""What was learned of a site, in the form in which it is kept, and brought up to date after a change.

To learn the names of a site is to count the words of all its pages and to read all its titles, headings and links. A
changed page seldom changes the outcome: its words are taken out of the counts and put in anew, and where its titles,
headings and links are the same and all that was asked of words has the same answer, the names are what they were. Then
what the other pages state of them is what it was as well.
"""

import json
import struct
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any, NamedTuple, Protocol

from caselint.facts.packing import Section
from caselint.facts.page_facts import PageFacts
from caselint.site.clusters import Stated
from caselint.site.entities import Entities, learn_entities, reasons
from caselint.site.kept_statements import Statements, by_page, pack_statements, unpack_statements
from caselint.site.told_names import owner_name
from caselint.site.vocabulary import Vocabulary
from caselint.site.word_case import WordCase, count_words

_SIZES = struct.Struct("<3I")


class Changed(NamedTuple):
    """A page as it was and as it is; None where there was or is none."""

    before: PageFacts | None
    now: PageFacts | None


class Taught(Protocol):
    """What a site teaches: its words and names, and what its pages state.

    Attributes:
        packed: all of it as `KeptTaught` reads it.
        names: the count of each word, what was asked of words with the answers (whether a name, whether frequent), and
            of `Entities` its names, pages and conglomerates.
    """

    @property
    def packed(self) -> bytes | memoryview: ...
    @property
    def names(self) -> tuple[Any, ...]: ...
    def statements(self) -> Statements: ...


class KeptTaught:
    """What was kept of a site: the lengths of three parts, the names as JSON, and the statements."""

    def __init__(self, packed: bytes | memoryview) -> None:
        self.packed = packed
        sizes = _SIZES.unpack_from(packed)
        starts = list(accumulate(sizes, initial=_SIZES.size))
        self._names, *statements = (bytes(packed[start:end]) for start, end in pairwise(starts))
        self._statements = Section(*statements)

    @property
    def names(self) -> tuple[Any, ...]:
        return tuple(json.loads(self._names))

    def statements(self) -> Statements:
        return unpack_statements(self._statements)


class LiveTaught:
    """What a site teaches that is at hand."""

    def __init__(self, entities: Entities, statements: Sequence[tuple[str, Stated]]) -> None:
        self._entities, self._rows = entities, statements

    @property
    def names(self) -> tuple[Any, ...]:
        entities, case = self._entities, self._entities.word_case
        words = {word: count for word, count in case.words.items() if count}
        about = (entities.names, entities.pages, sorted(entities.conglomerates))
        return words, dict(case.judged), dict(case.frequent), *about

    def statements(self) -> Statements:
        return by_page(self._rows)

    @cached_property
    def packed(self) -> bytes:
        names = json.dumps(self.names, separators=(",", ":")).encode("ascii")
        parts = (names, *pack_statements(self._rows))
        return b"".join((_SIZES.pack(*map(len, parts)), *parts))


class Learned:
    """What a site taught when it was read before, brought up to date."""

    def __init__(
        self, taught: Taught, changed: Iterable[Changed], moved: Iterable[str] = (), *, same_site: bool
    ) -> None:
        """`taught` under the same vocabulary. `changed` are all pages that say something else now, and those that came
        and went; with `same_site` there are none of these, and all links lead where they led. Pages that `moved` say
        the same in other places.
        """
        self._taught = taught
        self._changed = tuple(changed)
        self._moved = tuple(moved)
        self._same_site = same_site
        self._same: Entities | None = None

    def entities(self, pages: Mapping[str, PageFacts], vocabulary: Vocabulary) -> Entities:
        """The entities of the site as it is: what `learn_entities` finds."""
        words, judged, frequent, names, about, conglomerates = self._taught.names
        counts = Counter(words)
        counts.subtract(count_words(each.before for each in self._changed if each.before is not None))
        counts.update(count_words(each.now for each in self._changed if each.now is not None))
        word_case = WordCase(counts, vocabulary.stop)
        if all(map(_teaches_the_same, self._changed)) and word_case.answers(judged, frequent):
            owner = names.get(owner_name(pages, vocabulary, word_case))
            self._same = Entities(names, word_case, about, frozenset(conglomerates), owner)
            return self._same
        return learn_entities(pages, vocabulary, counts)

    def statements(self, entities: Entities, pages: Iterable[str]) -> Statements:
        """What those of the `pages` state that are the same, where `entities` are still what they were read by."""
        if entities is not self._same or not self._same_site:
            return {}
        known = self._taught.statements()
        changed = {*self._moved, *(each.now.path for each in self._changed if each.now is not None)}
        return {path: known.get(path, ()) for path in pages if path not in changed}


def _teaches_the_same(page: Changed) -> bool:
    """Whether the page gives the same reasons to learn a name."""
    return page.before is not None and page.now is not None and reasons(page.before) == reasons(page.now)
