"""The contexts in which a figure is trusted enough to be held against another one.

Only claims in trusted contexts are compared: a wider net finds more, and mostly wrong ones. A context is where a figure
stands:

- *public*: the count of something outside the system (users, merchants, cities) that belongs to a known entity. Such a
  number is the same on whatever page it is told.
- *headline*: front matter metrics, a line labelled "Scale", a row of the first tables; on pages about the entity.
- *card*: an entry that links to a page, against the headlines of that page, what it opens with, and its rows that count
  something public once.
- *fleet*: what a company counts once for all its systems (services, clusters, availability), told of it by name.
- *near*: rates in any passage, held against each other only where they are near.

Figures of one page that its structure holds against each other (`one_page`), and those of incidents (`incidents`), are
compared among themselves.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from caselint.content.page import Container, LinkKind
from caselint.facts.page_facts import Mention
from caselint.figures.convert import measure
from caselint.generators.resolve import resolve
from caselint.site.claims import Claim, PageClaims, Subject
from caselint.site.clusters import Stated, Trust
from caselint.site.incidents import incident_statements
from caselint.site.metric_names import NARROWING, SHARE, Metric, metric_of
from caselint.site.one_page import one_page_statements
from caselint.site.parts import is_of_none, is_part, is_some
from caselint.site.told_statistics import as_told

if TYPE_CHECKING:
    from caselint.site.index import SiteIndex

_HEADLINE_KEYS = frozenset({"metrics", "scale", "key_metrics", "stats"})
_HEADLINE_LABELS = frozenset({"scale", "impact", "at a glance", "key metrics"})
_HEADLINE_HEADERS = ("scale", "value", "metric")
_TOP_OF_PAGE = 9000
_SMALL_COUNT = 1000
_TENS = 10
_MARKS = 5
# `520 people use it`
_USE_IT = re.compile(r"\s?(?:now |already )?use (?:it|them|[A-Z])")
# `Rangers on boats`, `Type 2`
_NO_LABEL = re.compile(r"\d|\b(?:on|in|of|at|for|with|per|by|from|and|or)\b")
_GENERIC_TITLE = 2
_LABEL = 80
# Inside the system, and counted once for the whole company all the same.
_FLEET = frozenset({"service", "cluster", "location", "availability", "employee", "model"})
# What every user of a product meets; a page seldom measures it of a part.
_EXPERIENCED = frozenset({"startup time"})
# Where a page about one thing names another.
_ASIDE = frozenset({"sentence", "label", "header", "heading", "entry"})
_OF_THE_TEXT = frozenset({"reading time", "line"})
# Shares of one whole; other percentages and multiples are of what a sentence compares.
_SHARES = frozenset({"availability", "success rate", "hit rate", "error rate", "accuracy", "durability"})
# Counted in tens and hundreds too, and still facts about the whole company.
_FEW = frozenset({"country", "market", "city"})
# `📊 Scale`
_ICONS = re.compile(r"^[^\w]{1,6}")
_FOREIGN_SECTION = re.compile(r"real[- ]world examples?|comparison|lessons|case studies", re.IGNORECASE)
_COMPARED = frozenset({"count", "rate", "percent"})


class _Place(NamedTuple):
    """A mention with the contexts that it may stand in; `opening`: alone of its sort in what its page opens with,
    `plain`: what a sentence says that its subject has, `fact`: a labelled point, `trusted`: in one at least.
    """

    mention: Mention
    metric: Metric
    headline: bool
    scale: bool
    card: bool
    opening: bool
    plain: bool
    fact: bool
    trusted: bool


class Contexts:
    """Picks the claims of a site that may be compared."""

    def __init__(self, site: "SiteIndex") -> None:
        self._site = site

    @cached_property
    def _twins(self) -> Mapping[str, str]:
        return _twins(self._site)

    def comparable(self, path: str) -> Iterator[tuple[str, Stated]]:
        """The claims of a page in trusted contexts with what they are compared by.

        They depend on the page, the names that the site taught, and where the links of the page lead; on nothing else
        of other pages but their titles. Cheap tests come first, since most figures fail one.
        """
        claims = self._site.claims_of(path)
        yield from one_page_statements(claims, self._site.vocabulary.metrics)
        yield from incident_statements(claims, self._site.vocabulary.metrics)
        for mention in claims.facts.mentions:
            place = self._place(claims, mention)
            if place is None or not (matters := list(self._compared_by(claims, place))):
                continue
            claim = claims.claim(as_told(mention), place.metric)
            size = measure(claim.mention.quantity) if _is_fact(claim) else None
            if size is not None:
                for name, trust in matters:
                    own = claim if trust else claim._replace(subject=name, known=True)
                    yield name, Stated(own, size, trust, place.headline)

    def is_trusted(self, path: str, mention: Mention) -> bool:
        """Whether a figure is trusted to be of its subject as a whole."""
        claims = self._site.claims_of(path)
        place = self._place(claims, mention)
        return place is not None and any(Trust.FULL in trust for _, trust in self._compared_by(claims, place))

    def is_part(self, mention: Mention) -> bool:
        """Whether a figure is of a part of its subject."""
        return is_part(mention) or is_some(mention)

    def open(self, path: str) -> Iterator[tuple[str, Stated]]:
        """All claims of a page that state what is measured and whose it is, in whatever context, as if it were trusted.

        Here most figures pass the cheap tests, so this takes several times as long as `comparable`.
        """
        claims = self._site.claims_of(path)
        for mention in claims.facts.mentions:
            if mention.container in (Container.CODE, Container.DIAGRAM) or _is_vague(mention):
                continue
            metric = metric_of(mention, self._site.vocabulary.metrics)
            share = mention.quantity.dimension in ("percent", "multiplier", "ratio")
            if metric.name in _OF_THE_TEXT or (share and metric.name not in _SHARES) or is_some(mention):
                continue
            if metric.public and not _is_large(mention, metric.name):  # two people keep what a million use
                continue
            # `edge servers` and `servers`: which ones are meant is not always said.
            metric = metric._replace(qualifiers=metric.qualifiers & NARROWING)
            claim = claims.claim(as_told(mention), metric) if metric.name else None
            if claim is None or claim.modality != "stated":
                continue
            size = measure(claim.mention.quantity)
            if size is not None and claim.known and claim.subject not in self._site.entities.conglomerates:
                yield claim.subject, Stated(claim, size, Trust.FULL, _is_headline(mention))
            about = claims.page_subject
            if size is not None and about.known and claim.subject != about.name and claim.source in _ASIDE:
                # What Kafka does on the page of a company may be the company's own as well.
                yield about.name, Stated(claim._replace(subject=about.name), size, Trust.FULL, False)

    def _place(self, claims: PageClaims, mention: Mention) -> _Place | None:
        if mention.container is Container.CODE or _is_vague(mention):
            return None
        if mention.quantity.surface in self._site.entities.names:  # `Three Lakes` counts no lakes
            return None
        if mention.container is Container.DIAGRAM and not claims.is_named(mention):
            return None
        headline = _is_headline(mention)
        card = mention.entry >= 0 and mention.target is not None
        if not headline and not card and mention.quantity.dimension not in (*_COMPARED, "duration"):
            return None
        scale = mention.container is Container.FRONT_MATTER and mention.label == "scale"
        metric = metric_of(mention, self._site.vocabulary.metrics)
        trusted = headline or card or scale or metric.public or metric.name in _FLEET or metric.name in _EXPERIENCED
        opening = claims.opens(mention) and claims.opening[metric.name] == 1 and _is_counted(mention, metric)
        opening = opening and claims.is_of_all(mention)
        trusted = trusted or opening or mention.quantity.dimension == "rate" or metric.name.startswith(SHARE)
        plain = (not trusted or opening or metric.name in ("user", *_FLEET)) and _is_plain(claims, mention, metric)
        fact = _is_labelled(claims, mention, metric)
        trusted = trusted or plain or fact
        if not metric.name or not (trusted or mention.quantity.dimension in _COMPARED):
            return None
        return _Place(mention, metric, headline, scale, card, opening, plain, fact, trusted)

    def _compared_by(self, claims: PageClaims, place: _Place) -> Iterator[tuple[str, Trust]]:
        """The entity, and the page that a figure is a headline of or that its card links to; how far it is trusted."""
        if is_some(place.mention) or is_of_none(place.mention):
            return
        subject = claims.subject(place.mention)
        entities = self._site.entities
        known = subject.known and subject.name not in entities.conglomerates
        # What a page lists under the names of other pages, none of them an entity's, is its own subject's as well.
        listed = not known and subject.source == "entry"
        whose = claims.page_subject if listed else subject
        repeats = whose.known and whose.name not in entities.conglomerates and _may_repeat(place, whose)
        if repeats and (listed or not place.trusted):
            yield whose.name, Trust.NONE
        if not place.trusted:
            return
        if known:
            own = entities.pages.get(claims.facts.path)
            named = place.card and (
                subject.source == "entry" or entities.leading(place.mention.lead[:_LABEL]) == subject.name
            )
            trust = _trust(place, subject, own, named=named, owners=subject.name == entities.owner)
            if place.card and Trust.FULL in trust:
                trust = Trust.CARD
            elif not trust and place.fact and own == subject.name:
                trust = Trust.FACT
            if trust or _may_repeat(place, subject):
                yield subject.name, trust
            if subject.name != entities.owner or not claims.is_owners:
                return
        if is_part(place.mention) and not place.metric.public:
            return
        page = None
        if place.card:
            page = self._linked_page(claims, place.mention)
        elif subject.source == "page" or known:
            headline = place.headline and not known
            told = headline or place.opening or place.plain or place.fact or _is_fact_row(claims, place)
            page = claims.facts.path if told else None
        if page is not None:
            # No entity's name holds a NUL, so pages and entities stay apart.
            yield f"\0{self._twins.get(page, page)}", Trust.FULL
        elif subject.source == "page" and place.mention.quantity.dimension == "rate":
            page = claims.facts.path
            yield f"\0{self._twins.get(page, page)}", Trust.PERIOD

    def _linked_page(self, claims: PageClaims, mention: Mention) -> str | None:
        """The page that the entry around a figure links to, where the entry is a card of it and no example."""
        section = claims.facts.headings[mention.section].text[:_LABEL] if mention.section >= 0 else ""
        if mention.target is None or _FOREIGN_SECTION.search(section):
            return None
        found = resolve(self._site.config, self._site, claims.facts.path, mention.target, LinkKind.INLINE)
        return found.page if found.status == "ok" and found.page != claims.facts.path else None


def _is_fact(claim: Claim) -> bool:
    """Whether a claim tells how things are, or were in a year that it names."""
    return claim.modality == "stated" or (claim.modality == "historical" and claim.as_of is not None)


def _trust(place: _Place, subject: Subject, own: str | None, *, named: bool, owners: bool) -> Trust:
    """How far a figure of a known entity may be compared; `own` is the entity that its page is about, `named` tells
    that its card bears the entity's name, `owners` that the entity is the one the site is of.
    """
    if owners and subject.source == "sentence" and (place.headline or place.opening):
        return Trust.FULL
    if place.metric.name.startswith(SHARE) or (place.metric.public and _is_large(place.mention, place.metric.name)):
        return Trust.FULL
    if is_part(place.mention):
        return Trust.NONE
    if place.plain:
        return Trust.FULL
    near = Trust.NEAR if place.mention.quantity.dimension == "rate" else Trust.NONE
    if ((place.headline or place.opening) and own == subject.name) or named:
        return Trust.FULL
    if place.metric.name in _FLEET and subject.source in ("sentence", "label", "front"):
        return Trust.FULL
    if place.metric.name in _EXPERIENCED and (own == subject.name or subject.source != "page"):
        return Trust.FULL
    # Systems compared with the page's own have columns, tiers and availabilities of their own beside it.
    if place.metric.name in _FLEET and own == subject.name and place.metric.name != "availability":
        return Trust.FULL
    if (place.headline and own in (None, subject.name)) or (place.scale and subject.source == "front"):
        return Trust.FULL if place.metric.name in _FLEET else near | Trust.ORDER
    return near


def _may_repeat(place: _Place, whose: Subject) -> bool:
    """Whether a figure outside of all contexts is of its subject as a whole where it has the same value."""
    mention, metric = place.mention, place.metric
    if mention.quantity.dimension not in _COMPARED or mention.container is Container.DIAGRAM:
        return False
    if mention.quantity.dimension == "percent":
        # So many things are available for 99.99% of the time.
        return metric.name in _SHARES and whose.source != "heading"
    return not is_part(mention) and (not metric.public or _is_large(mention, metric.name))


def _twins(site: "SiteIndex") -> dict[str, str]:
    """Two pages with the same title of several words are about the same thing: each with the first of them."""
    titled: dict[str, list[str]] = defaultdict(list)
    for path, facts in site.pages.items():
        if len(facts.title.split()) > _GENERIC_TITLE:
            titled[facts.title].append(path)
    return {path: paths[0] for paths in titled.values() if len(paths) == 2 for path in paths}


def _is_headline(mention: Mention) -> bool:
    if mention.container is Container.FRONT_MATTER:
        # `edited by a hundred people at once` describes, `100B+ pages` states.
        return mention.header in _HEADLINE_KEYS or (
            mention.label == "description" and mention.quantity.dimension != "duration" and _is_large(mention, "")
        )
    if _ICONS.sub("", mention.label[:_LABEL]).lower() in _HEADLINE_LABELS:
        return True
    if mention.container is Container.TABLE:
        header = mention.header[:_LABEL].lower()
        return mention.quantity.span.start < _TOP_OF_PAGE and any(word in header for word in _HEADLINE_HEADERS)
    return False


def _is_labelled(claims: PageClaims, mention: Mention, metric: Metric) -> bool:
    """`- **Boxes**: 7,200 in 30 networks`: the first figure of a point, whose label says what is measured and stands
    once on the page. `- **North**: 24 rangers` is one of many.
    """
    label = mention.label[:_LABEL]
    if mention.container is not Container.LIST or not label or _NO_LABEL.search(label):
        return False
    if mention.quantity.unit_from != "label" and not (metric.name in _SHARES and metric.name in label.lower()):
        return False
    is_first = (
        mention.before.rstrip(" :.–—-").endswith(label.rstrip(" :.")) and len(mention.before) < len(label) + _MARKS
    )
    return is_first and claims.labels[mention.label] == 1 and claims.subject(mention) == claims.page_subject


def _is_plain(claims: PageClaims, mention: Mention, metric: Metric) -> bool:
    """Whether a sentence tells of a known entity what it has: so many that somebody did count, or its availability."""
    quantity = mention.quantity
    if metric.name == "user" and _USE_IT.match(mention.after) and quantity.value is not None:
        return quantity.value >= _TENS and claims.subject(mention).known
    if quantity.dimension == "count":
        counted = any(map(str.isdigit, quantity.surface)) and quantity.value is not None and quantity.value >= _TENS
    else:
        counted = metric.name == "availability"
    subject = claims.subject(mention) if counted else None
    return subject is not None and subject.known and claims.is_plain(mention, subject)


def _is_counted(mention: Mention, metric: Metric) -> bool:
    """Whether somebody counted, and does not tell a story of `two people`."""
    written = any(map(str.isdigit, mention.quantity.surface))
    return written and (not metric.public or _is_large(mention, metric.name))


def _is_fact_row(claims: PageClaims, place: _Place) -> bool:
    """`| Active users | 500M |`: a row that counts something public once; none of a table of sizes or editions."""
    mention = place.mention
    if mention.container is not Container.TABLE or not place.metric.public or not _is_large(mention, place.metric.name):
        return False
    label = mention.label[:_LABEL]
    if not label or any(map(str.isdigit, label)):
        return False
    return claims.rows[mention.section, mention.label] == 1


def _is_vague(mention: Mention) -> bool:
    """`millions of users`, and `billion-user scale`, which names a size and states none."""
    quantity = mention.quantity
    return quantity.vague or (quantity.bound == "approx" and quantity.surface[:1].isalpha() and "-" in quantity.surface)


def _is_large(mention: Mention, name: str) -> bool:
    value = mention.quantity.value if mention.quantity.value is not None else mention.quantity.high
    return value is not None and (value >= _SMALL_COUNT or name in _FEW)
