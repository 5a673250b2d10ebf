"""What was learned of a site's names, in the form in which it is kept, and brought up to date after a change.

To learn the names of a site is to count the words of all its pages and to read all its titles, headings and links. A
changed page seldom changes the outcome: its words are taken out of the counts and put in anew, and where its titles,
headings and links are the same and all that was asked of words has the same answer, the names are what they were.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from caselint.facts.page_facts import PageFacts
from caselint.site.entities import Entities, learn_entities, reasons
from caselint.site.vocabulary import Vocabulary
from caselint.site.word_case import WordCase, count_words


class Changed(NamedTuple):
    """A page as it was and as it is; None where there was or is none."""

    before: PageFacts | None
    now: PageFacts | None


@dataclass(frozen=True)
class Learned:
    """The names of a site as they were kept, and what has changed since on its pages.

    Attributes:
        kept: what `keep` wrote, under the same vocabulary.
        changed: every page that says something else now, and those that came and went.
    """

    kept: str
    changed: tuple[Changed, ...]

    def entities(self, pages: Mapping[str, PageFacts], vocabulary: Vocabulary) -> Entities:
        """The entities of the site as it is: what `learn_entities` finds."""
        words, judged, frequent, names, about, conglomerates = json.loads(self.kept)
        counts = Counter(words)
        counts.subtract(count_words(each.before for each in self.changed if each.before is not None))
        counts.update(count_words(each.now for each in self.changed if each.now is not None))
        word_case = WordCase(counts, vocabulary.stop)
        if all(map(_names_the_same, self.changed)) and word_case.answers(judged, frequent):
            return Entities(names, word_case, about, frozenset(conglomerates))
        return learn_entities(pages, vocabulary, counts)


def keep(entities: Entities) -> str:
    """What `Learned` reads back."""
    case = entities.word_case
    words = {word: count for word, count in case.words.items() if count}
    parts = (words, case.judged, case.frequent, entities.names, entities.pages, sorted(entities.conglomerates))
    return json.dumps(parts, separators=(",", ":"))


def _names_the_same(page: Changed) -> bool:
    """Whether the page gives the same reasons to learn a name."""
    if page.before is None or page.now is None:
        return False
    return reasons(page.before) == reasons(page.now)
