"""What the site's rules found last time, taken over where nothing that they depend on says anything else now.

A changed page seldom changes what a site rule asks of it: a sentence more leaves its headings, links and figures as
they were, and only moves them. So the facts of a page are compared by what they say and by the order of their places;
where both are the same, the findings are as well, and their places go where the facts went.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from caselint.engine.discover import Site
from caselint.engine.page_cache import PageCache
from caselint.engine.snapshot import digest
from caselint.facts.packing import places_of
from caselint.facts.page_facts import PageFacts
from caselint.facts.stored import SECTIONS, StoredFacts
from caselint.findings import Finding, Span
from caselint.findings.packed import moved_finding
from caselint.findings.stored import StoredFinding, row_of
from caselint.rules.rule import SiteRule
from caselint.site.index import TEACHING, SiteIndex

if TYPE_CHECKING:
    from caselint.site.kept_statements import Statements
    from caselint.site.learned import Learned, Taught


class Untold(Exception):
    """A finding that was taken over has to be told anew, which only its rule can do."""


@dataclass(frozen=True)
class KnownResults:
    """What the rules found on a site, and the facts that they found it in.

    Attributes:
        inputs: what their answers depend on besides the facts.
        rules: for each rule by code its `key` and its packed `findings`, each with whether it can be told anew.
        facts: of the pages; those that are not in packed form cannot be compared.
        words: the site's words that what was learned depends on.
        teach: gives what the site taught, None for nothing.
        moved: pages that say now in other places what they said then.
    """

    inputs: str
    rules: Mapping[str, Any]
    facts: Mapping[str, PageFacts]
    words: str
    teach: "Callable[[], Taught | None]"
    moved: Sequence[str]

    @property
    def packed(self) -> dict[str, Any]:
        """What the cache keeps of it."""
        return {"inputs": self.inputs, "rules": self.rules, "words": self.words, "moved": [*self.moved]}


def kept_results(cache: PageCache | None, changed: Iterable[str], pages: Container[str]) -> KnownResults | None:
    """What the cache holds of the last run; of facts only those of pages that `changed` since, or have gone."""
    if cache is None or not cache.results:
        return None
    asked = {path for path in changed if path in cache.pages} | {path for path in cache.pages if path not in pages}
    facts = {path: StoredFacts(path, cache.pages[path].facts) for path in sorted(asked)}
    kept = cache.results
    return KnownResults(kept["inputs"], kept["rules"], facts, kept["words"], lambda: _kept_taught(cache), kept["moved"])


def _kept_taught(cache: PageCache) -> "Taught | None":
    return _Kept(cache.learned) if cache.learned else None


class _Kept:
    """What was kept of what the site taught: imported and read where a rule asks for it."""

    def __init__(self, packed: bytes | memoryview) -> None:
        self.packed = packed

    @cached_property
    def _read(self) -> "Taught":
        from caselint.site.learned import KeptTaught

        return KeptTaught(self.packed)

    @property
    def names(self) -> tuple[Any, ...]:
        return self._read.names

    def statements(self) -> "Statements":
        return self._read.statements()


def sections_read(rule: type[SiteRule]) -> Iterable[str]:
    """The sections of facts that a rule reads."""
    return SECTIONS if rule.reads is None else rule.reads


class SiteResults:
    """The findings of site rules: those that are known, and those of this run."""

    def __init__(
        self,
        site: Site,
        facts: Mapping[str, PageFacts],
        known: KnownResults | None,
        changed: Iterable[str],
        outside: Callable[[SiteRule], str] = lambda _: "",
        registered: str = "",
    ) -> None:
        """`changed` are the pages that are not what they were when the known results were found.

        `outside` tells what a rule's answer depends on besides the site's files; `registered` is a digest of the
        registered figures.
        """
        self._words = f"{registered}\0{_words(site)}"
        self._inputs = _inputs(site, facts, self._words)
        self._facts = facts
        self._changed = tuple(changed)
        self._before = known
        self._outside = outside
        self._found: dict[str, Any] = {}
        self._known: Mapping[str, Any] = {}
        self._moves: dict[str, _Move] = {}
        if known is not None and known.inputs == self._inputs:
            moves = _moves(known.facts, facts, self._changed)
            if moves is not None:
                self._known, self._moves = known.rules, moves

    def forget(self) -> None:
        """Take nothing over any more."""
        self._known, self._found = {}, {}

    def reuse(self, rule: SiteRule) -> list[Finding] | None:
        """What the rule found last time, where that holds; else None."""
        kept = self._known.get(rule.code)
        if kept is None or kept["key"] != self._key(rule):
            return None
        moves = self._moves
        reads = tuple(sections_read(type(rule)))
        if not all(move.says_the_same(reads) for move in moves.values()):
            return None
        found: list[Finding] = []
        rows = []
        for row, retold in kept["findings"]:
            if not moves.keys().isdisjoint(row.pages):
                moved = moved_finding(StoredFinding.of(row), self._moved)
                if moved is None:
                    return None
                row = row_of(moved)
            rows.append([row, retold])
            found.append(StoredFinding.of(row, _untold if retold else None))
        self._found[rule.code] = {"key": kept["key"], "findings": rows}
        return found

    def _moved(self, path: str, span: Span) -> Span | None:
        return self._moves[path].of(span) if path in self._moves else span

    def keep(self, rule: SiteRule, findings: Iterable[Finding]) -> None:
        """Keep what a rule found on the whole site."""
        packed = [[row_of(finding), finding.retell is not None] for finding in findings]
        self._found[rule.code] = {"key": self._key(rule), "findings": packed}

    def _key(self, rule: SiteRule) -> str:
        outside = self._outside(rule) if rule.inputs else ""
        return digest(f"{rule.options!r}\0{rule.level}\0{outside}".encode("utf-8", "surrogateescape"))

    def learned(self) -> "Learned | None":
        """What the site taught when the known results were found, and what has changed since."""
        known = self._before
        taught = known.teach() if known is not None and known.words == self._words else None
        if known is None or taught is None:
            return None
        from caselint.site.learned import Changed, Learned

        gone = [path for path in known.facts if path not in self._facts]
        changed = (Changed(known.facts.get(path), self._facts.get(path)) for path in (*self._changed, *gone))
        return Learned(taught, changed, known.moved, same_site=known.inputs == self._inputs)

    def known(self, index: SiteIndex) -> KnownResults:
        """All that is known now: of a rule that did not run its old findings, as long as no page changed."""
        others = self._known if not self._moves else {}
        rules = {**others, **self._found}
        if index.taught is not None:
            return KnownResults(self._inputs, rules, self._facts, self._words, lambda: index.taught, ())
        before = self._before
        if before is None or before.inputs != self._inputs or not self._teaches_the_same():
            return KnownResults(self._inputs, rules, self._facts, self._words, lambda: None, ())
        moved = sorted({*before.moved, *self._changed})
        return KnownResults(self._inputs, rules, self._facts, self._words, before.teach, moved)

    def _teaches_the_same(self) -> bool:
        """Whether all that changed are places."""
        same = all(move.says_the_same(TEACHING) for move in self._moves.values())
        return same and len(self._moves) == len(self._changed)


def _untold(_: Finding) -> str:
    raise Untold


def _inputs(site: Site, facts: Mapping[str, PageFacts], words: str) -> str:
    """What the answers of site rules depend on besides the facts of pages."""
    config = site.config
    kinds = [
        (where.path, kind.name, kind.type, kind.pages, kind.exclude, kind.links)
        for where in (config, *site.configs.values())
        for kind in where.kinds
    ]
    matter = repr(
        (
            site.generator,
            words,
            kinds,
            config.collections,
            list(facts),
            site.pages,
            site.excluded,
            site.unpublished,
            site.outward,
        )
    )
    assets = "\0".join(site.assets)
    return digest(f"{matter}\0{assets}".encode("utf-8", "surrogateescape"))


def _words(site: Site) -> str:
    """The words that the site's configuration adds to the language, and its name."""
    words = site.config.vocabulary
    return repr((site.config.aliases, words.metrics, words.units, words.stop, site.generator.title))


def _moves(
    before: Mapping[str, PageFacts], now: Mapping[str, PageFacts], changed: Iterable[str]
) -> "dict[str, _Move] | None":
    """The changed pages as they were and are; None where one of them was not known, or cannot be compared."""
    found = {}
    for path in changed:
        old, new = before.get(path), now.get(path)
        if not isinstance(old, StoredFacts) or not isinstance(new, StoredFacts):
            return None
        found[path] = _Move(old, new)
    return found


class _Move:
    """A page before and after a change."""

    def __init__(self, before: StoredFacts, now: StoredFacts) -> None:
        self._before, self._now = before, now
        self._offsets: dict[int, int] = {}

    def says_the_same(self, sections: Iterable[str]) -> bool:
        """Whether these sections say what they said, at places in the same order."""
        befores, nows = array("i"), array("i")
        for name in sections:
            before, now = self._before.section(name), self._now.section(name)
            if before.matter != now.matter:
                return False
            befores += places_of(before)
            nows += places_of(now)
        if list(_ranks(befores)) != list(_ranks(nows)):
            return False
        self._offsets |= zip(befores, nows, strict=True)
        return True

    def of(self, span: Span) -> Span | None:
        """Where a place has gone; None where the facts do not tell."""
        start, end = self._offsets.get(span.start), self._offsets.get(span.end)
        return None if start is None or end is None else Span(start, end)


def _ranks(places: "array[int]") -> Iterator[int]:
    """For each place how many other ones lie before it."""
    distinct = sorted(set(places))
    return (bisect_left(distinct, place) for place in places)
