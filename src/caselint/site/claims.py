"""Claims: each figure of the site with what it is about, settled over all pages (FIGURES.md part 1)."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from functools import cached_property
from typing import NamedTuple

from caselint.content.page import Container
from caselint.facts.page_facts import Mention, PageFacts
from caselint.site.clauses import clause_of, is_mark, is_part_of_name, own_subject, owners_behind, speaks_of_us
from caselint.site.entities import Entities, Found
from caselint.site.headings_above import HeadingsAbove
from caselint.site.metric_names import Metric, is_measure, metric_of
from caselint.site.modality import STATED, Sense, is_premise_page, sense_of, tells_of_incidents
from caselint.site.plain_sentences import SELF, opens_with_pronoun, says_of, words_of
from caselint.site.scopes import leading_part, row_of, scope_of
from caselint.site.told_names import OWNER_KEYS, SYSTEM_KEYS

_HEADING = 200
_JUST_BEFORE = 200
_ARTICLE = 4
# Behind a name that a title sets apart from what it says of it: `FedEx: Tracking`, `FedEx's hub`, `FedEx (2014)`.
_SET_OFF = re.compile(r"\s*+(?:['’]s\b|:|\(|[–—-]\s)")
_LETTERS = re.compile(r"[^\W\d_]")


class Claim(NamedTuple):
    """A figure with what it is about.

    Attributes:
        subject: the entity, or the name of the thing or page that stands for one.
        metric: what is measured, in the page's noun ("concurrent voice users"); None where nothing tells.
        scope: the part of the subject that is meant ("Europe", "per region"); None for the whole.
        as_of: the year it is dated by; None for none.
        modality: stated | target | hypothetical | historical | example.
        source: what told the subject: "sentence", "front", "label", "header", "entry", "heading" or "page".
        known: the subject is an entity learned from the site.
        measured: the metric in one name for all spellings, for comparing.
    """

    path: str
    mention: Mention
    subject: str
    metric: str | None
    scope: str | None
    as_of: str | None
    modality: str
    source: str
    known: bool
    measured: Metric


class Subject(NamedTuple):
    name: str
    source: str
    known: bool


class PageClaims:
    """Settles what the figures of one page are about."""

    def __init__(self, facts: PageFacts, entities: Entities, synonyms: Mapping[str, str]) -> None:
        self.facts = facts
        self._entities = entities
        self._synonyms = synonyms
        self._premise = is_premise_page(facts.path)
        self._incidents = tells_of_incidents(facts.path)
        self._above = HeadingsAbove(facts)
        self._sections: dict[int, Subject | None] = {}
        self._labels: dict[str, Subject | None] = {}
        self._entries: dict[int, Subject] = {}
        about = entities.pages.get(facts.path)
        self.page_subject = Subject(about or facts.title or facts.path, "page", about is not None)

    def __iter__(self) -> Iterator[Claim]:
        for mention in self.facts.mentions:
            yield self.claim(mention, metric_of(mention, self._synonyms))

    def claim(self, mention: Mention, metric: Metric) -> Claim:
        """The claim that a mention makes."""
        subject = self.subject(mention)
        sense = self._sense(mention)
        return Claim(
            path=self.facts.path,
            mention=mention,
            subject=subject.name,
            metric=metric.told or None,
            scope=scope_of(mention) or self._leading_scope(mention) or row_of(mention, subject.source),
            as_of=sense.as_of or None,
            modality=sense.modality,
            source=subject.source,
            known=subject.known,
            measured=metric,
        )

    def _leading_scope(self, mention: Mention) -> str | None:
        """The part that the sentence begins with (`In Europe`), where that is no entity."""
        where = leading_part(mention)
        return where if where and not self._entities.find(where) else None

    def _sense(self, mention: Mention) -> Sense:
        if mention.container is Container.FRONT_MATTER and not self._premise:
            own = sense_of(mention, [])
            return own if own.modality == "historical" or own.as_of else STATED
        sense = sense_of(mention, self.headings(mention.section)[:2])
        if self._premise and sense.modality == "stated":
            return Sense("hypothetical", sense.as_of)
        if self._incidents and sense.modality == "stated" and mention.container is not Container.TABLE:
            return Sense("historical", sense.as_of)
        return sense

    def headings(self, section: int) -> list[str]:
        """The heading above and those around it, nearest first, none longer than headings are, without the title."""
        return [heading.text[:_HEADING] for heading in self._above.of(section)]

    def subject(self, mention: Mention) -> Subject:
        """What the figure is of, from the nearest context to the farthest."""
        return (
            self._by_sentence(mention)
            or self._by_pronoun(mention)
            or self._by_front_matter(mention)
            or self._by_row(mention)
            or self._by_label(mention, mention.intro[:_HEADING], "label")
            or self._by_question(mention)
            or self._by_entry(mention)
            or self._by_section(mention.section)
            or self.page_subject
        )

    def _by_sentence(self, mention: Mention) -> Subject | None:
        for behind in owners_behind(mention):
            found = self._entities.find(behind)
            if found and found[0].start == 0:
                return Subject(found[0].name, "sentence", True)
        clause = clause_of(mention)
        named = self._named_in(clause)
        if not named and "•" in mention.before:  # the points of a label are about what heads it
            named = self._named_in(mention.before.partition("•")[0]) or self._named_in(mention.before)
        if named:
            return Subject(named[-1].name, "sentence", True)
        owner = self._entities.owner
        if owner is not None and self.is_owners and speaks_of_us(clause.removeprefix(mention.lead)):
            return Subject(owner, "sentence", True)
        own = own_subject(clause)
        return Subject(own, "sentence", False) if own and self._stranger(own) == own else None

    def is_named(self, mention: Mention) -> bool:
        """Whether the sentence or label around a figure says itself whose it is."""
        return self._by_sentence(mention) is not None

    def _named_in(self, clause: str) -> list[Found]:
        return [found for found in self._entities.find(clause) if not is_part_of_name(clause, found.start)]

    def _by_pronoun(self, mention: Mention) -> Subject | None:
        """Whom the figure before, in a sentence or point right above, is told of: `In 2024 it was down for 3 h.`"""
        if not opens_with_pronoun(mention.before):
            return None
        for named in self._entities.find(mention.opening)[:1]:
            if named.start <= _ARTICLE:
                return Subject(named.name, "sentence", True)
        row = bisect_left(self._starts, mention.quantity.span.start) - 1
        while row >= 0:
            last = self.facts.mentions[row]
            near = mention.quantity.span.start - last.quantity.span.end <= _JUST_BEFORE
            if not near or (last.section, last.container) != (mention.section, mention.container):
                return None
            if last.before == mention.before[: len(last.before)]:  # the same sentence
                row -= 1
                continue
            found = self._by_sentence(last)
            return found if found is not None and found.known else None
        return None

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.quantity.span.start for mention in self.facts.mentions]

    def _by_front_matter(self, mention: Mention) -> Subject | None:
        """The `company` beside a value of an item in the front matter."""
        if mention.container is not Container.FRONT_MATTER:
            return None
        front = self.facts.front
        row = bisect_right(self._front_starts, mention.quantity.span.start) - 1
        if row < 0 or len(front[row].path) < 2:
            return None
        around = front[row].path[:-1]
        for key in SYSTEM_KEYS + OWNER_KEYS:
            value = self._front_values.get((*around, key))
            if value and isinstance(value, str):
                return self._named(value, "front") or Subject(value, "front", False)
        return None

    @property
    def is_owners(self) -> bool:
        """Whether no other entity than the site's owner is what the page is about."""
        return not self.page_subject.known or self.page_subject.name == self._entities.owner

    @property
    def own_names(self) -> Set[str]:
        """What the page is about, and the site's owner where it may be meant as well."""
        owner = self._entities.owner if self.is_owners else None
        return {self.page_subject.name, owner or self.page_subject.name}

    @cached_property
    def opening(self) -> Counter[str]:
        """How many figures of the text below the title measure each thing."""
        first = (mention for mention in self.facts.mentions if self.opens(mention))
        return Counter(metric_of(mention, self._synonyms).name for mention in first)

    def opens(self, mention: Mention) -> bool:
        """Whether a figure stands in the text between the title and the next heading."""
        return mention.section == 0 and mention.container is Container.PROSE

    def is_of_all(self, mention: Mention) -> bool:
        """Whether a sentence says of the page's subject as a whole that it has so many: `The network has 38 routes.`

        `On Sundays it runs 31`, `A depot has 40` and `has 30 on order` say it of a part.
        """
        names = f"{self.facts.title} {self.page_subject.name} {self._entities.owner or ''}"
        return says_of(mention, {*SELF, *words_of(names)})

    def is_plain(self, mention: Mention, subject: Subject) -> bool:
        """Whether a sentence says of an entity that it has so many, and nothing else: `Ferry runs in 340 towns.`

        "The service" and "it" are what the page, the heading or the question above is about.
        """
        if subject == self.page_subject:
            return self.is_of_all(mention)
        if subject.source == "sentence" and not opens_with_pronoun(mention.before):
            return says_of(mention, words_of(subject.name), named=True)
        return says_of(mention, {*SELF, *words_of(subject.name)}, named=True)

    @cached_property
    def labels(self) -> Counter[str]:
        """How many figures of the page bear a label, the first of each point counted."""
        return Counter(label for label, _ in {(mention.label, mention.section) for mention in self.facts.mentions})

    @cached_property
    def rows(self) -> Counter[tuple[int, str]]:
        """How many figures of a section bear a label."""
        return Counter((mention.section, mention.label) for mention in self.facts.mentions)

    @cached_property
    def _front_starts(self) -> list[int]:
        return [value.span.start for value in self.facts.front]

    @cached_property
    def _front_values(self) -> Mapping[tuple[str | int, ...], object]:
        return {value.path: value.value for value in reversed(self.facts.front)}

    def _by_label(self, mention: Mention, label: str, source: str) -> Subject | None:
        if not label or mention.quantity.unit_from == source:  # what is counted is not whose it is
            return None
        if label not in self._labels:
            self._labels[label] = self._named(label, source)
        named = self._labels[label]
        # A row of whatever name is of that; before a colon `Seldom` names nobody.
        return None if mention.container is not Container.TABLE and self._is_english(named) else named

    def _by_row(self, mention: Mention) -> Subject | None:
        """Whom a column or a row is of: an entity of either before a name that nobody learned."""
        header = self._by_label(mention, mention.header[:_HEADING], "header")
        if header is not None and header.known:
            return header
        label = self._by_label(mention, mention.label[:_HEADING], "label")
        return label if label is not None and label.known else header or label

    def _by_question(self, mention: Mention) -> Subject | None:
        """The entity that the question asks for, which the figure answers: `**How large is Ferry?**`."""
        asked = mention.label[:_HEADING]
        found = self._entities.find(asked) if asked.endswith("?") else ()
        return Subject(found[0].name, "label", True) if len({one.name for one in found}) == 1 else None

    def _named(self, text: str, source: str) -> Subject | None:
        """The entity or the unlearned name that makes up at least half of a short text."""
        letters = len(_LETTERS.findall(text))
        for found in self._entities.find(text)[:1]:
            if 2 * len(_LETTERS.findall(text[found.start : found.end])) >= letters:
                return Subject(found.name, source, True)
        name = self._stranger(text)
        if name and (2 * len(_LETTERS.findall(name)) >= letters or _SET_OFF.match(text, text.find(name) + len(name))):
            return Subject(name, source, False)
        return None

    def _stranger(self, text: str) -> str:
        name = self._entities.proper_name(text)
        return "" if not name or is_measure(name) or all(map(is_mark, name.split())) else name

    def _by_entry(self, mention: Mention) -> Subject | None:
        if mention.entry < 0:
            return None
        known = self._entries.get(mention.entry)
        if known is None:
            known = self._entries[mention.entry] = self._of_entry(mention)
        return known

    def _of_entry(self, mention: Mention) -> Subject:
        name = mention.lead[:_HEADING]
        entity = self._entities.leading(name)
        if entity is not None:
            return Subject(entity, "entry", True)
        if self._stranger(name):
            return Subject(self._stranger(name), "entry", False)
        return self._named(name, "entry") or Subject(name, "entry", False)

    def _by_section(self, section: int) -> Subject | None:
        if section < 0:
            return None
        if section not in self._sections:
            heading = self.facts.headings[section]
            own = self._by_heading(heading.text[:_HEADING]) if heading.level > 1 else None
            self._sections[section] = own or self._by_section(self._above.parents[section])
        return self._sections[section]

    def _by_heading(self, text: str) -> Subject | None:
        leading = self._entities.leading(text)
        if leading is not None:
            return Subject(leading, "heading", True)
        named = self._named(text, "heading")
        return self._mentioned(text) if named is None or self._is_english(named) else named

    def _is_english(self, subject: Subject | None) -> bool:
        """Whether it is no entity that the site taught, but a word that stands with a capital for its place."""
        return subject is not None and not subject.known and self._entities.is_english(subject.name)

    def _mentioned(self, text: str) -> Subject | None:
        found = self._entities.find(text)
        return Subject(found[0].name, "heading", True) if found else None
