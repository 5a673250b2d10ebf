"""Entries for the registry of canonical figures, proposed from what several pages of a site agree on."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from caselint.figures.compare import Verdict, relation
from caselint.figures.convert import Measure, measure
from caselint.figures.quantity import without_noun
from caselint.findings.span import Span
from caselint.site.claims import Claim
from caselint.site.clusters import Stated, Trust
from caselint.site.conflicts import Key, blocks_of, registered_keys
from caselint.site.index import SiteIndex
from caselint.site.metric_names import metric_of
from caselint.site.registered import matches
from caselint.site.registry import Fact
from caselint.site.registry_file import stated

_ENOUGH_PAGES = 2
_MOST_VALUES = 12
_NOWHERE = Span(0, 0)


@dataclass(frozen=True)
class Suggestion:
    """A figure that pages agree on.

    Attributes:
        metric, value: as the pages write them most often.
        claims: where it is stated, by page and place.
        size: the value in base units.
        doubtful: the pages agree in bounds only (`150M+` beside `260M`), so that somebody has to choose.
    """

    subject: str
    metric: str
    value: str
    scope: str | None
    claims: tuple[Claim, ...]
    size: Measure
    doubtful: bool

    @property
    def pages(self) -> int:
        return len({claim.path for claim in self.claims})


def suggestions(site: SiteIndex) -> list[Suggestion]:
    """What pages agree on and nothing contradicts, by subject and metric; what is registered is left out."""
    found = list(_agreed(site))
    facts = [_fact(row, one) for row, one in enumerate(found)]
    wrong = {match.fact.line for match in matches(site, facts) if match.contradicts}
    return [one for row, one in enumerate(found) if row not in wrong]


def _fact(row: int, one: Suggestion) -> Fact:
    mention = stated(one.value, one.metric)
    assert mention is not None
    return Fact(one.subject, one.metric, one.value, mention, one.size, _NOWHERE, _NOWHERE, row, one.scope)


def _agreed(site: SiteIndex) -> Iterator[Suggestion]:
    blocks = blocks_of(site.statements)
    for key in sorted(blocks.keys() - registered_keys(site, blocks)):
        members = [one for one in blocks[key] if Trust.FULL in one.trust]
        if key.subject.startswith("\0") or key.as_of or not _agree(members):
            continue
        if len({one.claim.path for one in members}) >= _ENOUGH_PAGES:
            found = _suggestion(key, members)
            if found is not None:
                yield found


def _agree(members: Sequence[Stated]) -> bool:
    sizes = {one.measure: None for one in members}
    if len(sizes) > _MOST_VALUES or any(size.vague or size.bound == "range" for size in sizes):
        return False
    pairs = combinations(sizes, 2)
    return all(relation(a, b).verdict in (Verdict.SAME, Verdict.COMPATIBLE) for a, b in pairs)


def _suggestion(key: Key, members: Sequence[Stated]) -> Suggestion | None:
    """The value that most pages state; of two that are as common the closer one (`260M` before `260M+`).

    None where no way to write it is read as what it is.
    """
    pages: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for one in members:
        pages[_value(one)].add(one.claim.path)
    best = min(pages, key=lambda value: (-len(pages[value]), value[2] != "exact", str(value)))
    claims = sorted((one.claim for one in members), key=lambda claim: (claim.path, claim.mention.quantity.span))
    stating = [one.claim for one in members if _value(one) == best]
    written = Counter(claim.mention.quantity.on_one_line for claim in stating)
    metric = Counter(claim.metric or key.metric for claim in claims).most_common(1)[0][0]
    surface = min(written, key=lambda text: (-written[text], len(text), text))
    size = next(one.measure for one in members if _value(one) == best)
    written_out = _written_out(surface, metric, key, size)
    if written_out is None:
        return None
    return Suggestion(
        subject=stating[0].subject,
        metric=metric,
        value=written_out,
        scope=key.scope or None,
        claims=tuple(claims),
        size=size,
        doubtful=len(pages) > 1 and any(one.measure.low != best[0] for one in members),
    )


def _written_out(surface: str, metric: str, key: Key, size: Measure) -> str | None:
    """The shortest way to write a value in which it is read as it is meant, with its statistic and its bound."""
    short = without_noun(surface, metric)
    stat = f"{size.stat} " if size.stat else ""
    bound = {"at_least": "over ", "at_most": "<", "approx": "~"}.get(size.bound, "")
    for value in (short, f"{stat}{short}", f"{bound}{short}", f"{stat}{bound}{short}", surface, f"{stat}{surface}"):
        mention = stated(value, metric)
        read = None if mention is None else measure(mention.quantity)
        if mention is None or read is None:
            continue
        same = (read.key, read.low, read.high, read.bound, read.stat)
        name = metric_of(mention, {})
        named = (name.name, " ".join(sorted(name.qualifiers))) == (key.metric, key.qualifiers)
        if named and same == (size.key, size.low, size.high, size.bound, size.stat):
            return value
    return None


def _value(one: Stated) -> tuple[object, ...]:
    return one.measure.low, one.measure.high, one.measure.bound, one.measure.stat
