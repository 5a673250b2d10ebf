"""How a site writes its words: which ones are names, judged by their capitals amid sentences."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from caselint.content.page import Container
from caselint.facts.page_facts import PageFacts
from caselint.figures.nouns import STOP, is_plural, singular

# `You'll`, `Don't`
_CONTRACTED = re.compile(r"['’](?:ll|re|ve|d|m|t)\Z")
# Words of titles and headings that name no company or product, on however few pages they stand.
_COMMON_WORDS = """
    abstract academy account achievements acronyms action actions active actual adoption advanced advantages
    alternative alternatives amazing analysis analytics answer api app appendix application applications apply
    approach apps april architect architects architecture area article aspect assessment async audio august author
    auto automated availability average background bad balancing basic basics batch before beginner benchmark
    benefits best better beyond big blog bonus book books bottom bound breaker bronze browse budget build building
    built business cache caching calculator capacity card cards career case cases catalog category cell center
    centre challenge challenges change channel chapter chat cheat checklist choice choose choosing circuit class
    client cloud cluster code collaboration collaborative common communication community company comparison complete
    component components computing conclusion concurrent config configuration connection consistency content context
    continue core cost costs course creating critical current custom customer daily dashboard data database
    databases date day december deep definition delivery demo deployment description design designing detail
    detailed details detection dev developer development device difficulty digital director discovery dispatch
    distributed dive document documentation documents domain download driver early editor editors effective elite
    email embedded emergency engine engineering engineers enterprise error estimate event events evolution example
    examples excellence exercise expected experience expert external fast feature featured features february feed
    field figure file files final financial fitness flow food framework free frequently friday full fundamental
    further future gallery game gateway general generic getting global glossary goal goals gold good graph great
    group growth guide handling hard hardware health high highly history home hotel human hybrid id idea ideas image
    images impact implementation important improvement incident index industry infrastructure initial inside
    integration intelligent intermediate internal interview introduction inventory issue issues item items january
    journey july june key know language large last latency latest law layer leader leaders learn learner learning
    legacy lesson lessons level library limit limits link list live load local location logging logic long low main
    making management manager map maps march market marketplace massive mastery matching max maximum may media
    medium memory message messages messaging method metric metrics micro microservices migration min minimum mobile
    model modern module monday monitoring monolith monthly more most multi multiple music name navigation network
    new news next node normal notable note notes notification november number object observability october offline
    old online operation operations optimization option options order original outage outages outcome output overall
    overview own page part partner path pattern patterns payment payments peak people performance personal phase
    photo pillar pipeline place plan planet planning platform platforms platinum play playbook player plus points
    policy popular practical practice practices primary principle principles problem process processing product
    production profile program progress project protocol provider proximity public push quality quantitative query
    question questions queue quick rate read reader real realtime recent recipe recommendation recommendations
    reference regional registry related release reliability remote report request requests required requirement
    requirements research resilience resilient resource resources response result results retail review reviews ride
    rides risk road role root route rule rules runbook runbooks sample saturday scale scaling scenario scheduler
    score search secondary section secure security see semi senior september server serverless service services session
    set setup shared sharing shop short shortener show silver simple single site size small smart social software
    solution solutions source specific speed split stack stage standard start startup state statistics status step
    steps storage store story strategy stream streaming structure studio study success successful suggested summary
    sunday support switch system systems table target task team teams tech technical technology template test
    testing text theory third thursday ticket tier time timeline times tip tips today tool tools top topic topics
    total tracking traditional traffic training transaction tuesday type types typical ultimate under unit updated
    upload usage use user users using value vehicle version video view views virtual voice wallet watch web website
    wednesday week welcome what when where why work worker workflow world write year your zero
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_WORD = re.compile(r"[^\W\d_][\w-]*+")


class WordCase:
    """Which words of a site are names.

    Attributes:
        words: how often each word stands amid sentences, by its spelling.
        judged, frequent: what was asked of words so far, with the answers.
    """

    def __init__(self, words: Counter[str], stop: frozenset[str]) -> None:
        self._stop = {word for phrase in stop for word in phrase.lower().split() if " " not in phrase}
        self.words = words
        self.judged: dict[str, bool] = {}
        self.frequent: dict[str, bool] = {}

    def is_name(self, word: str) -> bool:
        """Whether the site treats a capitalised word as a name."""
        known = self.judged.get(word)
        if known is None:
            known = self.judged[word] = self._judge(word)
        return known

    def _judge(self, word: str) -> bool:
        lowered = word.lower()
        if "-" in word and not all(self.is_name(part) or len(part) < 2 or part.isdigit() for part in word.split("-")):
            return False
        if (
            _CONTRACTED.search(lowered)
            or not word[:1].isupper()
            or len(word) < 2
            or lowered in _COMMON
            or lowered in STOP
            or lowered in self._stop
        ):
            return False
        if lowered.endswith(("ing", "ally")) and not self.words[word]:
            return False
        if is_plural(lowered) and (singular(lowered) in _COMMON or self._small(singular(lowered))):
            return False
        small = self._small(lowered)
        return small <= 0.1 * (small + self.words[word])

    def _small(self, lowered: str) -> int:
        return self.words[lowered] + (self.words[lowered + "s"] if not lowered.endswith("s") else 0)

    def is_frequent(self, word: str) -> bool:
        """Whether the word stands with a capital amid more sentences than one."""
        known = self.frequent.get(word)
        if known is None:
            known = self.frequent[word] = self.words[word] > 1
        return known

    def is_english(self, word: str) -> bool:
        """Whether it is a word of English that sentences of the site do not show as a name (`Seldom`, `Surcharge`)."""
        return word.lower() in english_words() and not self.is_frequent(word)

    def answers(self, judged: Mapping[str, bool], frequent: Mapping[str, bool]) -> bool:
        """Whether these answers to what was asked of another word case are the answers of this one."""
        return all(self.is_name(word) is answer for word, answer in judged.items()) and all(
            self.is_frequent(word) is answer for word, answer in frequent.items()
        )


@cache
def english_words() -> frozenset[str]:
    """The commoner words of English, proper names left out: `english_words.txt`, made as `docs/vocabulary.md` tells."""
    return frozenset(Path(__file__).with_name("english_words.txt").read_text("ascii").split())


def count_words(pages: Iterable[PageFacts]) -> Counter[str]:
    """How often each word stands amid the sentences of pages, by its spelling."""
    words: Counter[str] = Counter()
    for facts in pages:
        for text in _sentences(facts):
            words.update(_WORD.findall(text))
        facts.release(("mentions",))
    return words


def _sentences(facts: PageFacts) -> Iterator[str]:
    """Running text of a page without the first words of sentences, each piece once."""
    last = ""
    for mention in facts.mentions:
        if mention.container not in (Container.PROSE, Container.LIST, Container.HTML):
            continue
        if mention.before and not mention.before.startswith(last or "\0"):
            yield mention.before.partition(" ")[2]
        last = mention.before
        yield mention.after
    for value in facts.front:
        if value.path[-1:] == ("description",) and isinstance(value.value, str):
            yield value.value.partition(" ")[2]
    for entry in facts.entries:
        for stated in entry.fields:
            if stated.name == "description":
                yield stated.text.partition(" ")[2]
