"""Claims of one thing that cannot stand beside each other, gathered into clusters.

Only claims in trusted contexts are compared: a wider net finds more, and mostly wrong ones. A context is where a figure
stands:

- *public*: the count of something outside the system (users, merchants, cities) that belongs to a known entity. Such a
  number is the same on whatever page it is told.
- *headline*: front matter metrics, a line labelled "Scale", a row of the first tables; on pages about the entity.
- *card*: an entry that links to a page, against the headlines of that page.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from caselint.content.page import Container, LinkKind
from caselint.facts.page_facts import Mention
from caselint.figures.convert import measure
from caselint.generators.resolve import resolve
from caselint.site.claims import Claim, PageClaims, Subject
from caselint.site.clusters import Cluster, Stated, Trust, cluster
from caselint.site.metric_names import Metric, metric_of

if TYPE_CHECKING:
    from caselint.site.index import SiteIndex

_HEADLINE_KEYS = frozenset({"metrics", "scale", "key_metrics", "stats"})
_HEADLINE_LABELS = frozenset({"scale", "impact", "at a glance", "key metrics"})
_HEADLINE_HEADERS = ("scale", "value", "metric")
_TOP_OF_PAGE = 9000
_SMALL_COUNT = 1000
_GENERIC_TITLE = 2
_CROWD = 10**6
# Inside the system, and counted once for the whole company all the same.
_FLEET = frozenset({"service", "cluster", "location", "availability", "employee", "model"})
# Counted in tens and hundreds too, and still facts about the whole company.
_FEW = frozenset({"country", "market", "city"})
# `50+ engineers in reliability teams`: a part of what is counted, unless the noun is public.
_PART = re.compile(r"\s{0,2}(?:in|for|of|on|to|per|at)\s(?=[a-zA-Z])(?!(?:production|total|all|the world)\b)")
_NAMED_LABEL = re.compile(r"\b[A-Z]\w+ \w+")
_FOREIGN_SECTION = re.compile(r"real[- ]world examples?|comparison|lessons|case studies", re.IGNORECASE)


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

    `groups` holds the claims that agree with each other, the commonest group first; `reason` is `Relation.reason`;
    `factor` how far the farthest numbers are apart; `confidence` the measured precision of the context.
    """

    subject: str
    metric: str
    scope: str
    groups: tuple[tuple[Claim, ...], ...]
    reason: str
    factor: float
    confidence: float


def find_conflicts(site: "SiteIndex") -> Iterator[Conflict]:
    """The conflicts of the site, in the order of their subjects and metrics."""
    blocks: dict[Key, list[Stated]] = defaultdict(list)
    for subject, stated in _comparable(site):
        claim = stated.claim
        qualifiers = " ".join(sorted(claim.measured.qualifiers))
        scale = repr(stated.measure.key)
        key = Key(subject, claim.measured.name, qualifiers, claim.scope or "", claim.as_of or "", scale)
        blocks[key].append(stated)
    for key in sorted(blocks):
        for found in cluster(blocks[key]):
            yield _conflict(key, found)
        whole = blocks.get(key._replace(qualifiers=""))
        if key.qualifiers == "concurrent" and key.metric == "user" and whole:
            yield from _all_at_once(key, whole, blocks[key])


def _all_at_once(key: Key, whole: Sequence[Stated], concurrent: Sequence[Stated]) -> Iterator[Conflict]:
    """One large number told of all users and of those at one time: one of the two has lost or gained a word."""
    for size in sorted({stated.measure.low for stated in concurrent if stated.measure.low >= _CROWD}):
        sides = [
            [one for one in side if one.measure.low == size and one.trust is Trust.FULL] for side in (whole, concurrent)
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
    metric = min(words, key=lambda word: (-words[word], word))
    return Conflict(groups[0][0].subject, metric, key.scope, groups, found.reason, found.factor, _confidence(found))


def _comparable(site: "SiteIndex") -> Iterator[tuple[str, Stated]]:
    """Claims in trusted contexts with what they are compared by; cheap tests first, since most figures fail one."""
    synonyms = site.vocabulary.metrics
    twins = _twins(site)
    for path, claims in site.page_claims.items():
        for mention in claims.facts.mentions:
            headline = _is_headline(mention)
            scale = mention.container is Container.FRONT_MATTER and mention.label == "scale"
            card = mention.entry >= 0 and mention.target is not None
            if mention.container in (Container.CODE, Container.DIAGRAM) or _is_vague(mention):
                continue
            if not headline and not card and mention.quantity.dimension not in ("count", "rate", "percent"):
                continue
            metric = metric_of(mention, synonyms)
            if not metric.name or not (headline or card or scale or metric.public or metric.name in _FLEET):
                continue
            subject = claims.subject(mention)
            if subject.known and subject.name not in site.entities.conglomerates:
                own = site.entities.pages.get(path)
                trust = _trust_in(mention, metric, subject, own, headline=headline, card=card)
                by = subject.name
            else:
                trust = Trust.NONE if _is_part(mention) and not metric.public else Trust.FULL
                by = _page_meant(site, claims, mention, subject, twins, headline=headline, card=card)
            if trust is Trust.NONE or not by:
                continue
            claim = claims.claim(mention, metric)
            size = measure(mention.quantity) if claim.modality == "stated" else None
            if size is not None:
                yield by, Stated(claim, size, trust, headline)


def _trust_in(
    mention: Mention, metric: Metric, subject: Subject, own: str | None, *, headline: bool, card: bool
) -> Trust:
    """How far a figure of a known entity may be compared; `own` is the entity that its page is about."""
    if metric.public and _is_large(mention, metric.name):
        return Trust.FULL
    if _is_part(mention):
        return Trust.NONE
    if (headline and own == subject.name) or (card and subject.source == "entry"):
        return Trust.FULL
    if metric.name in _FLEET and subject.source in ("sentence", "label", "front"):
        return Trust.FULL
    scale = mention.container is Container.FRONT_MATTER and mention.label == "scale"
    if (headline and own in (None, subject.name)) or (scale and subject.source == "front"):
        return Trust.FULL if metric.name in _FLEET else Trust.ORDER
    return Trust.NONE


def _page_meant(
    site: "SiteIndex",
    claims: PageClaims,
    mention: Mention,
    subject: Subject,
    twins: Mapping[str, str],
    *,
    headline: bool,
    card: bool,
) -> str | None:
    """The page that a figure of no known entity is a headline of, or that its card links to."""
    page = None
    if card:
        page = _linked_page(site, claims, mention)
    elif headline and subject.source == "page":
        page = claims.facts.path
    return f"\0{twins.get(page, page)}" if page is not None else None


def _twins(site: "SiteIndex") -> dict[str, str]:
    """Pages with the same title of several words are about the same thing: each with the first of them."""
    titled: dict[str, list[str]] = defaultdict(list)
    for path, facts in site.pages.items():
        if len(facts.title.split()) > _GENERIC_TITLE:
            titled[facts.title].append(path)
    return {path: paths[0] for paths in titled.values() if len(paths) == 2 for path in paths}


def _linked_page(site: "SiteIndex", claims: PageClaims, mention: Mention) -> str | None:
    """The page that the entry around a figure links to, where the entry is a card of it and no example."""
    section = claims.facts.headings[mention.section].text if mention.section >= 0 else ""
    if mention.target is None or _FOREIGN_SECTION.search(section):
        return None
    found = resolve(site.config, site, claims.facts.path, mention.target, LinkKind.INLINE)
    return found.page if found.status == "ok" and found.page != claims.facts.path else None


def _is_headline(mention: Mention) -> bool:
    if mention.container is Container.FRONT_MATTER:
        return mention.header in _HEADLINE_KEYS
    if mention.label.lower() in _HEADLINE_LABELS:
        return True
    if mention.container is Container.TABLE:
        header = mention.header.lower()
        return mention.quantity.span.start < _TOP_OF_PAGE and any(word in header for word in _HEADLINE_HEADERS)
    return False


def _is_part(mention: Mention) -> bool:
    """Whether a restriction stands behind the figure, or a name in its label (`AWS Regions`)."""
    if _PART.match(mention.after):
        return True
    return mention.container is Container.TABLE and mention.label.split(" ")[0].isupper()


def _is_vague(mention: Mention) -> bool:
    """`millions of users`, and `billion-user scale`, which names a size and states none."""
    quantity = mention.quantity
    return quantity.vague or (quantity.bound == "approx" and quantity.surface[:1].isalpha() and "-" in quantity.surface)


def _is_large(mention: Mention, name: str) -> bool:
    value = mention.quantity.value if mention.quantity.value is not None else mention.quantity.high
    return value is not None and (value >= _SMALL_COUNT or name in _FEW)


def _confidence(found: Cluster) -> float:
    """The measured precision of the context, on a corpus of 648 pages."""
    members: Sequence[Stated] = [stated for group in found.groups for stated in group]
    if found.reason in ("impossible", "lost-period", "concurrent"):
        return 0.8
    if found.reason == "statistic":
        return 0.6
    if all(stated.claim.measured.public for stated in members):
        return 0.92 if all(stated.headline for stated in members) else 0.89
    return 0.86
