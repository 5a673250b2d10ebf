"""What was learned of a site, in the form in which it is kept, and brought up to date after a change.

To learn the names of a site is to count the words of all its pages and to read all its titles, headings and links. A
changed page seldom changes the outcome: its words are taken out of the counts and put in anew, and where its titles,
headings and links are the same and all that was asked of words has the same answer, the names are what they were. Then
what the other pages state of them is what it was as well.
"""

import json
import struct
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import accumulate, pairwise
from typing import NamedTuple

from caselint.facts.packing import Section
from caselint.facts.page_facts import PageFacts
from caselint.site.clusters import Stated
from caselint.site.entities import Entities, learn_entities, reasons
from caselint.site.kept_statements import Statements, pack_statements, unpack_statements
from caselint.site.vocabulary import Vocabulary
from caselint.site.word_case import WordCase, count_words

_SIZES = struct.Struct("<3I")


class Changed(NamedTuple):
    """A page as it was and as it is; None where there was or is none."""

    before: PageFacts | None
    now: PageFacts | None


class Learned:
    """What a site taught when it was read before."""

    def __init__(
        self, kept: bytes | memoryview, changed: Iterable[Changed], moved: Iterable[str] = (), *, same_site: bool
    ) -> None:
        """`kept` is what `keep` wrote under the same vocabulary. `changed` are all pages that say something else now,
        and those that came and went; with `same_site` there are none of these, and all links lead where they led.
        Pages that `moved` say the same in other places.
        """
        sizes = _SIZES.unpack_from(kept)
        starts = list(accumulate(sizes, initial=_SIZES.size))
        self._names, *statements = (bytes(kept[start:end]) for start, end in pairwise(starts))
        self._statements = Section(*statements)
        self._changed = tuple(changed)
        self._moved = tuple(moved)
        self._same_site = same_site
        self._same: Entities | None = None

    def entities(self, pages: Mapping[str, PageFacts], vocabulary: Vocabulary) -> Entities:
        """The entities of the site as it is: what `learn_entities` finds."""
        words, judged, frequent, names, about, conglomerates = json.loads(self._names)
        counts = Counter(words)
        counts.subtract(count_words(each.before for each in self._changed if each.before is not None))
        counts.update(count_words(each.now for each in self._changed if each.now is not None))
        word_case = WordCase(counts, vocabulary.stop)
        if all(map(_teaches_the_same, self._changed)) and word_case.answers(judged, frequent):
            self._same = Entities(names, word_case, about, frozenset(conglomerates))
            return self._same
        return learn_entities(pages, vocabulary, counts)

    def statements(self, entities: Entities, pages: Iterable[str]) -> Statements:
        """What those of the `pages` state that are the same, where `entities` are still what they were read by."""
        if entities is not self._same or not self._same_site:
            return {}
        known = unpack_statements(self._statements)
        changed = {*self._moved, *(each.now.path for each in self._changed if each.now is not None)}
        return {path: known.get(path, ()) for path in pages if path not in changed}


def keep(entities: Entities, statements: Iterable[tuple[str, Stated]]) -> bytes:
    """What `Learned` reads back: the lengths of its three parts, the names as JSON, and the statements."""
    case = entities.word_case
    words = {word: count for word, count in case.words.items() if count}
    names = (words, case.judged, case.frequent, entities.names, entities.pages, sorted(entities.conglomerates))
    parts = (json.dumps(names, separators=(",", ":")).encode("ascii"), *pack_statements(statements))
    return b"".join((_SIZES.pack(*map(len, parts)), *parts))


def _teaches_the_same(page: Changed) -> bool:
    """Whether the page gives the same reasons to learn a name."""
    return page.before is not None and page.now is not None and reasons(page.before) == reasons(page.now)
