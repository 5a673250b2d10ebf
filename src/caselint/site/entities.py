"""The companies, systems and products a site writes about, learned from its own titles, links and headings."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import NamedTuple

from caselint.facts.page_facts import PageFacts
from caselint.site.name_words import ACRONYM, BEFORE_NAME, TOKEN, name_words
from caselint.site.told_names import ABOUT, OWNER_KEYS, SYSTEM_KEYS, capital_titles, home_page, owner_name, told_owners
from caselint.site.vocabulary import Vocabulary
from caselint.site.word_case import WordCase, count_words

_SMALL_SITE = 20
_PRODUCTS = 2


class Found(NamedTuple):
    """An entity in a text: where its name stands, and the entity."""

    start: int
    end: int
    name: str


class Entities:
    """What the site's names stand for.

    Attributes:
        names: each name of each entity, as written, with the entity it is a name of.
        conglomerates: owners of several products that have pages of their own; their name alone says too little.
        pages: the entity that each page is about, where it is about one.
        owner: the entity whose site it is; None where that is not known.
    """

    def __init__(
        self,
        names: Mapping[str, str],
        word_case: WordCase,
        pages: Mapping[str, str] | None = None,
        conglomerates: frozenset[str] = frozenset(),
        owner: str | None = None,
    ) -> None:
        self.names = dict(names)
        self.owner = owner
        self.word_case = word_case
        self.conglomerates = conglomerates
        self.pages = dict(pages or {})
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for written, entity in sorted(self.names.items(), key=lambda pair: (-len(pair[0]), pair[0])):
            words = tuple(TOKEN.findall(written))
            if words:
                self._by_first[_spelled(words[0])].append((tuple(map(_spelled, words)), entity))

    def find(self, text: str) -> tuple[Found, ...]:
        """The entities named in a text, in order."""
        return tuple(self._find(text)) if self._by_first else ()

    def _find(self, text: str) -> Iterator[Found]:
        tokens = list(TOKEN.finditer(text))
        row = 0
        while row < len(tokens):
            step = 1
            for words, entity in self._by_first.get(_spelled(tokens[row].group()), ()):
                taken = tokens[row : row + len(words)]
                if tuple(_spelled(token.group()) for token in taken) == words:
                    yield Found(taken[0].start(), taken[-1].end(), entity)
                    step = len(words)
                    break
            row += step

    def leading(self, text: str) -> str | None:
        """The entity that a title, link text or heading begins with, words such as "How" and "Design" apart."""
        for found in self.find(text)[:1]:
            before = TOKEN.findall(text[: found.start])
            if all(word.lower() in BEFORE_NAME for word in before):
                return found.name
        return None

    def proper_name(self, text: str) -> str:
        """The name a phrase begins with, known or not: leading words that the site writes as names; "" for none."""
        return " ".join(name_words(text, self.word_case))

    def is_english(self, name: str) -> bool:
        """Whether a name is made of words that the site's sentences do not show to be one (`Surcharge`)."""
        return all(map(self.word_case.is_english, name.split()))


def _spelled(word: str) -> str:
    """`DataDog` and `Datadog` are one name; `slack` is none, and `SLACK` in a shouted heading may be anything."""
    return word if word.isupper() else word[:1] + word[1:].lower()


def _all_spelled(name: str) -> str:
    return " ".join(map(_spelled, name.split()))


def learn_entities(
    pages: Mapping[str, PageFacts], vocabulary: Vocabulary, counted: Counter[str] | None = None
) -> Entities:
    """Read the entities off the site: front matter, titles, link texts, headings, card titles, row labels.

    `counted` are the words of its sentences, where they are counted already.
    """
    word_case = WordCase(count_words(pages.values()) if counted is None else counted, vocabulary.stop)
    told = told_owners(pages, word_case)
    leads: dict[str, set[str]] = defaultdict(set)
    where: dict[str, set[str]] = defaultdict(set)
    named: set[str] = set()
    linked: set[str] = set()
    titled: dict[str, set[str]] = defaultdict(set)
    small = len(pages) <= _SMALL_SITE
    for path, phrase, rank in _phrases(pages):
        words = name_words(phrase, word_case)
        for count in range(len(words), 0, -1):
            name = " ".join(words[:count])
            leads[name].add(phrase)
            where[name].add(path)
            if count == len(words) and (rank >= _CAPTION or (small and rank >= _ENTRY)):
                named.add(name)
            if rank == _LINK:
                linked.add(name)
            if rank == _TITLE:
                titled[name].add(phrase)
    names = {name for name in named if small or len(where[name]) > 1}
    names |= {name for name in leads if len(where[name]) > 1 and (small or len(leads[name]) > 1)}
    if not small:
        names = {name for name in names if name in titled or all(word_case.is_frequent(word) for word in name.split())}
    in_capitals = capital_titles(pages, vocabulary)
    # Where titles are sentences, a first word is a name only as the whole of one: `Side by side` names nobody.
    shown = {name for name in titled.keys() | linked if in_capitals is None or name in leads[name]}
    names -= {name for name in names - shown if all(map(word_case.is_english, name.split()))}
    owner = owner_name(pages, vocabulary, word_case)
    told |= {owner} if owner else set()
    told |= in_capitals or set()
    names = {name for name in names if not ACRONYM.match(name.split()[0])} | told
    names = {name for name in names if name in told or not _only_extends(name, names, where)}
    names -= {name for name in _openings(names, leads) if name not in told}
    found = _canonical(names, titled, leads, vocabulary)
    found |= dict(_shortened(in_capitals or (), titled, found))
    entities = Entities(found, word_case)
    entities.owner = entities.names.get(owner)
    entities.pages = dict(_page_entities(pages, entities))
    entities.conglomerates = _conglomerates(pages, entities)
    return entities


def reasons(facts: PageFacts) -> list[tuple[object, ...]]:
    """All of a page that names are learned from, its sentences apart."""
    keys = OWNER_KEYS + SYSTEM_KEYS
    owners = [(value.path, value.value) for value in facts.front if value.path and value.path[-1] in keys]
    return [*_phrases({facts.path: facts}), *owners]


_HEADING, _ENTRY, _LINK, _CAPTION, _TITLE = range(5)


def _phrases(pages: Mapping[str, PageFacts]) -> Iterator[tuple[str, str, int]]:
    """What may begin with a name: (page, phrase, how likely it is to)."""
    for path, facts in pages.items():
        yield path, facts.title, _TITLE
        for heading in facts.headings:
            yield path, heading.text, _CAPTION if _TITLED.search(heading.text) else _HEADING
        for link in facts.links:
            if link.text and "://" not in link.target:
                yield path, link.text, _LINK
        for entry in facts.entries:
            yield path, entry.name, _ENTRY if entry.target is None else _LINK


_TITLED = re.compile(r"^\W*+[A-Z]\w++(?: [A-Z]\w++)?(?:['’]s\b|:)|^\W*+How [A-Z]")


def _only_extends(name: str, names: set[str], where: Mapping[str, set[str]]) -> bool:
    """Whether a name is a shorter known one with a word that one page alone puts behind it."""
    words = name.split()
    shorter = (" ".join(words[:count]) for count in range(1, len(words)))
    return len(where[name]) < 2 and any(other in names for other in shorter)


def _openings(names: set[str], leads: Mapping[str, set[str]]) -> Iterator[str]:
    """What only ever opens a longer name: there is no Knight where each phrase says `Knight Capital`."""
    for name in names:
        words = name.split()
        for count in range(1, len(words)):
            opening = " ".join(words[:count])
            if opening in names and leads[opening] == leads[name]:
                yield opening


def _shortened(
    capital_titles: Iterable[str], titled: Mapping[str, Set[str]], found: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """The shorter form of a name that is a title (`Oakhaven`, `Oakhaven Health Plan`), where no other title has it."""
    for title in capital_titles:
        words = title.split()
        for count in range(1, len(words)):
            short = " ".join(words[:count])
            if found.get(short) == short and all(other.startswith(title) for other in titled[short]):
                yield short, title


def _canonical(
    names: set[str], titled: Mapping[str, Set[str]], leads: Mapping[str, set[str]], vocabulary: Vocabulary
) -> dict[str, str]:
    """Each name with its entity: `Apache Kafka` is `Kafka` where both are known; aliases of the configuration last."""
    found = {}
    for name in sorted(names):
        vendor, *words = name.split()
        product = " ".join(words)
        # There is no `Capital` of Knight's; a page about it, or others of the vendor's, would show it.
        is_product = product in titled or (vendor in names and (product in names or product in leads))
        found[name] = product if is_product else name
        if found[name] != name:
            found.setdefault(product, product)
    spelled: dict[str, str] = {}
    for entity in sorted(set(found.values()), key=lambda entity: (-len(leads[entity]), entity)):
        spelled.setdefault(_all_spelled(entity), entity)
    found = {name: spelled[_all_spelled(entity)] for name, entity in found.items()}
    for other, entity in vocabulary.aliases.items():
        found[other] = entity
        found[entity] = entity
    return {name: found.get(entity, entity) for name, entity in found.items() if name.lower() not in vocabulary.stop}


def _page_entities(pages: Mapping[str, PageFacts], entities: Entities) -> Iterator[tuple[str, str]]:
    """What each page is about: its title, else its `system`, else its `company` where most of its pages bear the name.

    The page of a company's product is not about the company.
    """
    owned: dict[str, list[str]] = defaultdict(list)
    titled = {}
    for path, facts in pages.items():
        entity = entities.leading(facts.title)
        if entity is None and not _names_another(facts.title, entities):
            entity = next(
                (entities.leading(facts.front_text(key)) for key in SYSTEM_KEYS if facts.front_text(key)), None
            )
        if entity is not None:
            titled[path] = entity
        for key in OWNER_KEYS:
            owner = entities.names.get(facts.front_text(key))
            if owner:
                owned[owner].append(path)
    if entities.owner is not None:
        home = home_page(pages)
        for path, facts in pages.items():
            if path == home or ABOUT.fullmatch(facts.title):
                titled.setdefault(path, entities.owner)
    for owner, paths in owned.items():
        if 2 * sum(titled.get(path) == owner for path in paths) > len(paths):
            for path in paths:
                titled.setdefault(path, owner)
    yield from titled.items()


def _names_another(title: str, entities: Entities) -> bool:
    """Whether a title holds a name that is no entity's: `University of Wexmoor` is not about the system it uses."""
    known = {word for written in entities.names for word in written.split()}
    words = (word for word in TOKEN.findall(title) if word not in known and not ACRONYM.match(word))
    return any(entities.word_case.is_name(word) and not entities.word_case.is_english(word) for word in words)


def _conglomerates(pages: Mapping[str, PageFacts], entities: Entities) -> frozenset[str]:
    """Owners of two or more products that pages are about."""
    products: dict[str, set[str]] = defaultdict(set)
    for path, facts in pages.items():
        about = entities.pages.get(path)
        if about is None:
            continue
        for key in OWNER_KEYS:
            owner = entities.names.get(facts.front_text(key))
            if owner and owner != about:
                products[owner].add(about)
        for found in entities.find(facts.title)[:1]:
            first = facts.title[found.start : found.end].split(" ")[0]
            if first in entities.names and entities.names[first] != found.name:
                products[first].add(found.name)
    for written, entity in entities.names.items():
        first = written.split()[0]
        if first != entity and entities.names.get(first) == first and entity in entities.pages.values():
            products[first].add(entity)
    return frozenset(owner for owner, names in products.items() if len(names) >= _PRODUCTS)
