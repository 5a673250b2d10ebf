"""Claims of one thing that cannot stand beside each other: blocks of comparable claims, and the clusters in them."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from caselint.figures.arithmetic import APPROXIMATE
from caselint.findings.span import Span
from caselint.site.claims import Claim
from caselint.site.clusters import Cluster, Stated, Trust, cluster
from caselint.site.confidence import READINGS
from caselint.site.incidents import is_incident, whole_incidents
from caselint.site.metric_names import SOME
from caselint.site.one_page import contradictions, is_of_one_page

if TYPE_CHECKING:
    from caselint.site.index import SiteIndex

_CROWD = 10**6
_SIDES = 2
_TOLD_AS_MORE = 2


class Key(NamedTuple):
    """What claims must have in common to be compared."""

    subject: str
    metric: str
    qualifiers: str
    scope: str
    as_of: str
    scale: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims of one subject, metric and scope that disagree.

    Attributes:
        key: identifies the matter from run to run.
        groups: the claims that agree with each other, the commonest group first.
        reason: `Relation.reason`, or "part" for a part above its whole (the part first), "concurrent" for one number
            told of all and of those at one time,
            "each" for one told of all and of each part, "heading" for one that the text below a heading contradicts,
            "front" for one of the front matter that its page tells another value of, "percentile" for a time that most
            things take and that is below their median.
        factor: how far the farthest numbers are apart.
        context: the key of `READINGS` that tells how often such findings were right.
        left_out: how many more values there are than are compared.
    """

    key: str
    subject: str
    metric: str
    groups: tuple[tuple[Claim, ...], ...]
    reason: str
    factor: float
    context: str
    left_out: int = 0

    @property
    def confidence(self) -> float:
        """The measured precision of its context."""
        return READINGS[self.context].confidence

    def touches(self, pages: Container[str] | None) -> bool:
        """Whether one of its places is on one of these pages; None for all pages."""
        return pages is None or any(claim.path in pages for group in self.groups for claim in group)


def find_conflicts(site: "SiteIndex", touching: Container[str] | None = None) -> Iterator[Conflict]:
    """The conflicts of the site, in the order of their subjects and metrics.

    With `touching`, those that have a place on one of these pages are among them, and few others.
    """
    blocks = blocks_of(whole_incidents(site.statements))
    if touching is not None:
        matters = {key[:2] for key, block in blocks.items() if any(one.claim.path in touching for one in block)}
        blocks = {key: block for key, block in blocks.items() if key[:2] in matters}
    told: set[tuple[str, Span]] = set()
    for key in sorted(blocks.keys() - registered_keys(site, blocks)):
        for found in _clusters(key, blocks[key]):
            conflict = _conflict(key, found)
            told |= _places(conflict.groups)
            yield conflict
        if key.qualifiers:
            yield from _beside_the_whole(key, blocks)
    for name, part, found in contradictions(site.statements, touching):
        conflict = _conflict(_key(name, part), found)
        # What a page's front matter says of a matter is no second one.
        if conflict.reason != "front" or told.isdisjoint(_places(conflict.groups)):
            yield conflict


def find_divergences(site: "SiteIndex") -> Iterator[Conflict]:
    """Claims that disagree in contexts that are too weak to say that they are of one thing.

    What `find_conflicts` tells is left out, and so are figures of one page, which are seldom of one thing.
    """
    from caselint.site.contexts import Contexts

    told = [_places(conflict.groups) for conflict in find_conflicts(site)]
    contexts = Contexts(site)
    blocks = blocks_of(row for path in site.pages for row in contexts.open(path))
    for key in sorted(blocks.keys() - registered_keys(site, blocks)):
        for found in _clusters(key, blocks[key]):
            conflict = _conflict(key, found)
            groups = [_places([group]) for group in conflict.groups]
            if not any(all(not places.isdisjoint(group) for group in groups) for places in told):
                yield replace(conflict, context="open")


def _clusters(key: Key, block: Sequence[Stated]) -> Iterator[Cluster]:
    """The conflicts of a block; some of them and some others may be any number."""
    return cluster(block) if len(block) > 1 and SOME not in key.qualifiers.split() else iter(())


def _places(groups: Iterable[Sequence[Claim]]) -> set[tuple[str, Span]]:
    return {(claim.path, claim.mention.quantity.span) for group in groups for claim in group}


def blocks_of(statements: Iterable[tuple[str, Stated]]) -> dict[Key, list[Stated]]:
    """The figures that may be compared, those of one thing together."""
    blocks: dict[Key, list[Stated]] = defaultdict(list)
    for name, stated in statements:
        if not is_of_one_page(name):
            blocks[_key(name, stated)].append(stated)
    return blocks


def _key(name: str, stated: Stated) -> Key:
    claim = stated.claim
    qualifiers = " ".join(sorted(claim.measured.qualifiers))
    return Key(name, claim.measured.name, qualifiers, claim.scope or "", claim.as_of or "", repr(stated.measure.key))


def registered_keys(site: "SiteIndex", keys: Iterable[Key]) -> set[Key]:
    """What is held against the registry: there one value is known to be right, and each other one is a finding."""
    if not site.registry.facts:
        return set()
    from caselint.site.registered import matter_of  # few sites have a registry

    facts = set()
    for fact in site.registry.facts:
        subject, metric, qualifiers = matter_of(site, fact)
        facts.add((subject, metric, " ".join(sorted(qualifiers)), fact.scope or "", repr(fact.size.key)))
    return {key for key in keys if not key.as_of and (*key[:4], key.scale) in facts}


def _beside_the_whole(key: Key, blocks: Mapping[Key, Sequence[Stated]]) -> Iterator[Conflict]:
    """What is told of a part (`concurrent users`, `electric buses`) and cannot stand beside what is told of all."""
    whole = blocks.get(key._replace(qualifiers=""), ())
    if whole and key.qualifiers == "concurrent" and key.metric == "user":
        yield from _all_at_once(key, whole, blocks[key])
    below = tuple(one for one in whole if Trust.FULL in one.trust and one.claim.mention.quantity.dimension == "count")
    most = max(map(_at_most, below), default=Fraction(0))
    above = tuple(one for one in blocks[key] if Trust.FULL in one.trust and _at_least(one) > most > 0)
    if above:
        yield _conflict(key, Cluster((above, below), "part", float(above[0].measure.low / most)))


def _at_most(whole: Stated) -> Fraction:
    """The most that a number of all can mean: `860+` is no bound from above, but twice as many would be told."""
    size = whole.measure
    if size.bound in ("at_least", "approx"):
        return size.high * (_TOLD_AS_MORE if size.bound == "at_least" else 1 + APPROXIMATE)
    return size.high + size.rounding


def _at_least(part: Stated) -> Fraction:
    """The least that a number of a part can mean."""
    size = part.measure
    if size.bound in ("at_most", "approx"):
        return size.low * (0 if size.bound == "at_most" else 1 - APPROXIMATE)
    return size.low - size.rounding


def _all_at_once(key: Key, whole: Sequence[Stated], concurrent: Sequence[Stated]) -> Iterator[Conflict]:
    """One large number told of all users and of those at one time: one of the two has lost or gained a word."""
    for size in sorted({stated.measure.low for stated in concurrent if stated.measure.low >= _CROWD}):
        sides = [
            [one for one in side if one.measure.low == size and Trust.FULL in one.trust] for side in (whole, concurrent)
        ]
        if all(sides):
            groups = sorted((tuple(side) for side in sides), key=len, reverse=True)
            yield _conflict(key, Cluster(tuple(groups), "concurrent", float("inf")))


def _conflict(key: Key, found: Cluster) -> Conflict:
    groups = tuple(tuple(stated.claim for stated in group) for group in found.groups)
    words: dict[str, int] = defaultdict(int)
    for group in groups:
        for claim in group:
            words[claim.metric or ""] += 1
    return Conflict(
        key=_identity(key, found),
        # A page stands for its own entity; what was tried for an entity is told of it.
        subject=key.subject.partition("\0")[0] or groups[0][0].subject,
        metric=min(words, key=lambda word: (-words[word], word)),
        groups=groups,
        reason=found.reason,
        factor=found.factor,
        context=_context(key, found),
        left_out=found.left_out,
    )


def _identity(key: Key, found: Cluster) -> str:
    """Subject, metric and scope in words that stay when places come and go."""
    metric = " ".join(filter(None, (key.qualifiers, key.metric, key.as_of)))
    if found.groups[0][0].measure.per is not None:
        metric += " per time"
    subject = key.subject.removeprefix("\0").replace("\0", " ")
    special = "" if found.reason in ("differs", "below-bound", "above-bound") else f"|{found.reason}"
    return f"{subject}|{metric}|{key.scope}{special}"


def _context(key: Key, found: Cluster) -> str:
    """The context that its claims stand in, as `READINGS` names it."""
    members: Sequence[Stated] = [stated for group in found.groups for stated in group if stated.trust]
    trusted = sum(any(Trust.FULL in stated.trust for stated in group) for group in found.groups)
    if is_incident(key.subject):
        return "incident"
    if found.reason in ("impossible", "lost-period", "concurrent", "part", "percentile"):
        return "order"
    if found.reason in ("statistic", "each"):
        return "statistic"
    if found.reason == "heading":
        return "heading"
    if trusted < _SIDES:
        return "near"
    if all(stated.claim.measured.public for stated in members):
        return "public headline" if all(stated.headline for stated in members) else "public"
    return "headline"
