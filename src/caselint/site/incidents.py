"""Figures of incidents: how long an outage lasted and what it cost, the same on each page that tells of it.

What is told of the past is not compared elsewhere, since it has changed. An incident does not change: its owner and its
year say which one is meant, unless pages name different months of that year.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from caselint.content.page import Container
from caselint.facts.page_facts import Mention
from caselint.figures.convert import measure
from caselint.site.claims import PageClaims
from caselint.site.clusters import Stated, Trust
from caselint.site.metric_names import Metric, metric_of

_EVENT = re.compile(
    r"\b(?:outages?|incident|crash(?:es|ed)?|fail(?:ures?|ed)|breach|meltdown|disaster|collapsed?|cascade|downtime"
    r"|down|glitch|floods?|fire|storm|burglary|theft|strike|accident|derailment|attack|spill|leak)\b",
    re.IGNORECASE,
)
_LASTING = frozenset({"min", "h", "day"})
_DURATION_LABEL = re.compile(r"(?:total |outage )?(?:duration|downtime|outage)", re.IGNORECASE)
_OF_OUTAGE = re.compile(
    r"[\s-]{0,2}(?:[a-z]{1,20} ){0,2}(?:outages?|downtime|of downtime|of outages?|incident"
    r"|of (?:[a-z]{1,20} )?(?:degradation|disruption)|of (?:degraded|disrupted|reduced) (?:service|availability))\b",
    re.IGNORECASE,
)
_LASTED = re.compile(
    r"\b(?:lasted|(?:down|offline|unavailable|out|closed) for|outage of)(?:\s[a-z]{1,12}){0,2}\s?\Z", re.IGNORECASE
)
# `$440M loss in` 45 minutes.
_SUM_IN = re.compile(
    r"(?P<sum>[$€£][0-9][0-9,.]{0,15})\s?(?P<scale>[KMB]|thousand|million|billion)?\s"
    r"(?:loss |lost |in losses )?(?:in|within)\s?\Z",
    re.IGNORECASE,
)
_SCALES = {"": 1, "k": 10**3, "t": 10**3, "m": 10**6, "b": 10**9}
_LEAST_COST = 10_000
_LOSS_AFTER = re.compile(r"\s(?:total )?(?:loss\b|in losses|lost(?=(?: in\b|[.,]|\s?\Z)))", re.IGNORECASE)
_LOSS_BEFORE = re.compile(
    r"\b(?:lost|loss of|losing|cost (?:(?:us|them|it)|(?:the )?[A-Z][\w&.-]{1,30}(?: [A-Z][\w&.-]{1,30}){0,2}))"
    r"(?:\s[a-z]{1,12})?\s?\Z"
)
_TOTAL = re.compile(r"\btotal\b", re.IGNORECASE)
_MONTH = re.compile(
    r"\b(?P<name>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s(?:\d{1,2},\s)?(?=(?:19|20)\d\d\b)"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LONGEST = 200
_MONTHS = "\1"
_INCIDENT = re.compile(r", (?:incident|\S+ loss) of \d{4}")


def incident_statements(claims: PageClaims, synonyms: Mapping[str, str]) -> Iterator[tuple[str, Stated]]:
    """The durations and costs of incidents of known entities, by owner, year and month where one is told."""
    for mention in claims.facts.mentions:
        told = _told(mention)
        if told is None:
            continue
        claim = claims.claim(mention, metric_of(mention, synonyms))
        size = measure(mention.quantity)
        if size is None or not claim.known or not claim.as_of or claim.modality == "example":
            continue
        words = " ".join(
            (*claims.headings(mention.section)[:2], mention.label[:_LONGEST], mention.before, mention.after)
        )
        if len(set(_YEAR.findall(f"{mention.before} {mention.after}"))) > 1:
            continue  # of which of them it is told is not certain
        what, loss = told
        found = _MONTH.search(words)
        month = found["name"] if found else ""
        # What is told of a month is no result of a year.
        if loss or month or _EVENT.search(words):
            name = f"{claim.subject}, {loss or 'incident'} of {claim.as_of}{_MONTHS}{month}"
            claim = claim._replace(metric=what, measured=Metric(what, frozenset(), what))
            yield name, Stated(claim, size, Trust.FULL, headline=False)


def whole_incidents(statements: Iterable[tuple[str, Stated]]) -> Iterator[tuple[str, Stated]]:
    """The statements, those of one incident under one name: of a year with several, what names no month is left out."""
    rows = list(statements)
    months: dict[str, set[str]] = defaultdict(set)
    for name, _ in rows:
        incident, mark, month = name.partition(_MONTHS)
        if mark and month:
            months[incident].add(month)
    for name, stated in rows:
        incident, mark, month = name.partition(_MONTHS)
        if not mark or len(months[incident]) < 2:
            yield incident, stated
        elif month:
            yield f"{incident} ({month})", stated


def is_incident(name: str) -> bool:
    """Whether a statement is of an incident."""
    return _INCIDENT.search(name) is not None


def _told(mention: Mention) -> tuple[str, str] | None:
    """Whether a figure is the duration or the cost of something, and of which loss."""
    quantity = mention.quantity
    if quantity.value is None or mention.container is Container.CODE:
        return None
    if quantity.dimension == "duration" and quantity.unit in _LASTING:
        lost = _SUM_IN.search(mention.before[-60:])
        if lost:
            return "duration", f"{_sum(lost)} loss"
        return ("duration", "") if _lasts(mention) else None
    if quantity.dimension == "money" and quantity.value >= _LEAST_COST and "/" not in quantity.unit:
        return ("cost", "") if _costs(mention) else None
    return None


def _lasts(mention: Mention) -> bool:
    if mention.container is Container.HEADING:
        return "-" in mention.quantity.surface
    return bool(
        _DURATION_LABEL.fullmatch(mention.label[:_LONGEST])
        or _OF_OUTAGE.match(mention.after)
        or _LASTED.search(mention.before[-60:])
    )


def _costs(mention: Mention) -> bool:
    """Whether a sum is that of the whole incident, and not of a part of its cost."""
    near = (mention.label[:_LONGEST], mention.before[-20:])
    return bool(
        mention.container is Container.HEADING
        or mention.quantity.stat == "total"
        or any(map(_TOTAL.search, near))
        or _LOSS_AFTER.match(mention.after)
        or _LOSS_BEFORE.search(mention.before[-60:])
    )


def _sum(lost: re.Match[str]) -> str:
    """The sum of a loss, the same for `$440M` and `$440 million`."""
    digits = lost["sum"][1:].replace(",", "").strip(".")
    scale = _SCALES[(lost["scale"] or "")[:1].lower()]
    if digits.count(".") > 1:
        return lost["sum"]
    value = Decimal(digits) * scale
    for letter, size in (("B", 10**9), ("M", 10**6)):
        if value >= size:
            return f"{lost['sum'][0]}{(value / size).normalize():f}{letter}"
    return f"{lost['sum'][0]}{value.normalize():,f}"
