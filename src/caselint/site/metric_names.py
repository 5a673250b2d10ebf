"""What a figure measures, in one word for all spellings: the counted noun or the measured thing, and its qualifiers."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from caselint.content.page import Container
from caselint.facts.page_facts import Mention
from caselint.figures.nouns import IRREGULAR, STOP, singular
from caselint.figures.units import PERIODS, UNITS

SYNONYMS = {
    "subscriber": "user", "member": "user", "account": "user", "people": "user", "person": "user", "call": "request",
    "query": "request", "event": "message", "node": "server", "machine": "server", "instance": "server",
    "host": "server", "microservice": "service", "release": "deployment", "ride": "trip",
    "seller": "merchant", "repo": "repository",
    "staff": "employee", "colleague": "employee", "image": "photo", "track": "song", "reservation": "booking",
    "mail": "email", "e-mail": "email",
}  # fmt: skip
# Things outside the system: they are the same whoever counts them, on whatever page.
_PUBLIC_WORDS = """
    user customer merchant driver rider guest country market repository listing tweet post photo video trip booking
    email order song passenger city property restaurant developer hour player student patient
"""
SHARE = "share of "
PUBLIC = frozenset(_PUBLIC_WORDS.split())
# Say nothing that sets one count apart from another.
_NEUTRAL = frozenset(
    ("active", "monthly", "registered", "total", "global", "unique", "individual", "overall", "real", "and", "or")
)
_NARROWING = (
    r"concurrent|simultaneous|daily|weekly|monthly|hourly|premium|paying|paid|online|dau|mau|affected|impacted|potential"
    r"|additional|extra|internal|external|enterprise|beta"
)
# Words that make a part of a count, whatever is counted; SOME of `four million of its members`.
SOME = "some"
NARROWING = frozenset((*_NARROWING.split("|"), "free", "new", "read", "write", "test", SOME))
_BEFORE_QUALIFIER = re.compile(rf"\b(?P<word>{_NARROWING})(?:ly)?:?\s?\Z", re.IGNORECASE)
_AFTER_QUALIFIER = re.compile(rf"\s?(?P<word>{_NARROWING})(?:ly)?\b", re.IGNORECASE)
_QUALIFIER = re.compile(rf"\b(?P<word>{_NARROWING}|free|new|read|write|test)(?:ly)?\b", re.IGNORECASE)
# Labels that announce a figure without saying what it measures.
_GENERIC_LABELS = frozenset(
    """
    scale value metric metrics impact result results description example details usage key characteristics numbers stats
    statistics figures highlights facts
""".split()
)
_LABEL = 200
_PHRASE = re.compile(r"[A-Za-z][A-Za-z-]*+")
_CLAUSE_END = re.compile(r"[,.;:()|/\d]|\b\w{2,20}ing\b")
_SHORT_PHRASE = 4
# What comes behind is measured by the figure after this one: `3 second startup with 99.9 % availability`.
_NEXT_FIGURE = re.compile(r"[,;]\s|\b(?:with|and|at)\b(?=[^.]{0,6}\d)|[^\w\s.]?\d")
_PERIODIC = frozenset(("daily", "weekly", "hourly"))
# So many hours are watched or listened to by an audience.
_AUDIENCE_HOURS = 10**6
_HOURS_OF = re.compile(r"\s?(?:of\s(?:video|content|music)\s)?(?P<verb>uploaded|saved|lost)?", re.IGNORECASE)
# `80% of Fortune 500 companies`: of a whole with a name of more than one word; `50% of RAM` may be anything's.
_NAMED_WHOLE = re.compile(r"\s?of (?:the |all )?(?P<whole>[A-Z][a-z][\w-]*+(?: (?:[A-Z][\w-]*+|[0-9]++)){1,3})")
_EMPLOYS = re.compile(
    r"\b(?:employ(?:s|ed|ing)?|(?:staff|workforce|headcount|company|studio|firm|agency|bank|business|startup) of)"
    r"(?:\s[a-z]{1,12}){0,3}\s?\Z",
    re.IGNORECASE,
)
# `Four million of its members` use the app: some of them.
_OF_ITS = re.compile(
    r"\s?of (?:its|their|our|the|[A-Z][\w.-]{1,30}(?: [A-Z][\w.-]{1,30}){0,2}['’]s) (?P<noun>[a-z]{3,20}s)\b"
)
_DOERS = {"play": "player", "watch": "viewer", "ride": "rider", "visit": "visitor"}
_DOING = re.compile(r"\s?(?:now |already |also )?(?P<verb>play|watch|ride|visit)\b")
_USING = re.compile(
    r"\s?(?:now |already |also |around the world |worldwide )?(?:us(?:e|ing)|have|has|open|hold|rel(?:y|ying)|log|sign"
    r"|are (?:using|active)|on (?:it|the)|every|each|a (?:day|week|month)|daily|monthly|\Z)\b"
)
_SERVES = re.compile(
    r"\b(?:serv(?:e|es|ed|ing)|used by|reach(?:es|ed|ing)?|connect(?:s|ed|ing)?|has|have|for|to|by|some)"
    r"(?:\s(?:some|about|around|over|more|than|nearly|almost)){0,3}\s?\Z",
    re.IGNORECASE,
)
_WORK = re.compile(r"\s?(?:work (?:at|for|here|there|in)|are employed)\b")
# `It was up 99.7% of the time`.
_OF_THE_TIME = re.compile(r"\s?of the time\b")
_AVAILABLE = re.compile(r"\b(?:up|available|online|reachable|accessible)\b", re.IGNORECASE)
# `60,000 people have it open at the same time`
_AT_ONCE = re.compile(
    r"[^,;.]{0,50}\b(?:at (?:the same time|one time|any (?:one )?time)|at once(?=\s*(?:[,.;]|\Z))|simultaneously)\b",
    re.IGNORECASE,
)
# `25,000 passengers on a weekday`, `weekday riders`
_DAYS = r"(?P<day>weekday|weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday|holiday)s?\b"
_ON_DAYS = re.compile(
    r"\s?(?:(?:on|per|at|each|every|a) )?(?:(?:an?|the|each|every) )?(?:(?:average|normal|typical|usual|busy) )?"
    + _DAYS,
    re.IGNORECASE,
)
_DAYS_BEFORE = re.compile(
    r"(?:\A|[.;:] )(?:On|At|Over) (?:(?:an?|the|each|every) )?(?:(?:average|normal|typical|usual|busy) )?" + _DAYS
)
_DIGIT = re.compile(r"\d")
_ALIKE = {
    "simultaneous": "concurrent",
    "dau": "daily",
    "mau": "monthly",
    "paying": "paid",
    "extra": "additional",
    "impacted": "affected",
    "cdn": "edge",
}
_CLASSES = (
    ("availability", r"availability|uptime"),
    ("hit rate", r"hit (?:rate|ratio)"),
    (
        "startup time",
        r"start(?:up)? times?|(?:video|stream|app|playback) start(?:up)?|time to (?:first frame|start|play)"
        r"|start latency",
    ),
    ("recovery time", r"mttr|recovery(?: time)?|time to recover|failover(?: time)?|rto"),
    ("downtime", r"downtime|outage(?: duration)?|unavailable"),
    ("error rate", r"error rates?|failure rates?|errors"),
    ("latency", r"latency|latencies|response times?|(?:page |timeline )?load times?|round[- ]trip|rtt|delay"),
    ("processing time", r"processing(?: time)?|execution time"),
    ("duration", r"duration|timeline|time frame"),
    ("reading time", r"(?:reading|read) time"),
    ("revenue", r"revenues?|sales|arr|gmv|turnover"),
    ("valuation", r"valuation|valued|market cap"),
    ("loss", r"loss|losses|lost"),
    ("savings", r"savings?|saved|saves"),
    ("cost", r"costs?|spend|spending|price|pricing|budget"),
    ("capacity", r"capacity"),
    ("bandwidth", r"bandwidth"),
    ("throughput", r"throughput"),
    ("traffic", r"traffic"),
    ("storage", r"storage|stored|data volume|data"),
    ("accuracy", r"accuracy|precision"),
    ("durability", r"durability"),
    ("success rate", r"success rates?"),
    ("utilisation", r"utili[sz]ation|usage"),
    ("reduction", r"reduction|reduced?|less|lower|faster|improvement|decrease"),
    ("growth", r"growth|increase|more|higher"),
)
_CLASS_PATTERN = re.compile(
    r"\b(?:" + "|".join(f"(?P<c{row}>{pattern})" for row, (_, pattern) in enumerate(_CLASSES)) + r")\b", re.IGNORECASE
)
# So much data a day is one thing, whether it is stored, processed or sent.
_BY_VOLUME = frozenset({"", "storage", "traffic", "throughput"})
_DATA_UNITS = frozenset(name for name, unit in UNITS.items() if unit.dimension == "data")
# `38% of revenue` is none, and a staff turnover of 12% is no turnover.
_OF_MONEY = frozenset({"revenue", "valuation"})
# Hardly any other duration is told by its percentiles.
_PERCENTILES = frozenset({"p50", "p90", "p95", "p99", "p999"})
_WORDS = re.compile(r"[a-z][a-z-]*+")


def is_measure(name: str) -> bool:
    """Whether a name is that of something measured (`Uptime`, `Error rate`), and none of a system or company."""
    return _CLASS_PATTERN.fullmatch(name) is not None


class Metric(NamedTuple):
    """What is measured.

    Attributes:
        name: the same for all spellings; "" where nothing tells.
        qualifiers: words that narrow it ("concurrent", "voice").
        told: as the page counts it, in the plural.
    """

    name: str
    qualifiers: frozenset[str]
    told: str

    @property
    def public(self) -> bool:
        return self.name in PUBLIC


def metric_of(mention: Mention, synonyms: Mapping[str, str]) -> Metric:
    """The metric of a mention; its name is "" where nothing tells what is measured."""
    counted = mention.quantity.unit.partition("/")[0]
    if counted and counted not in UNITS and counted not in PERIODS:
        words = counted.split()
        head = words[-1]
        name = synonyms.get(counted) or synonyms.get(head) or _people(mention, head) or SYNONYMS.get(head, head)
        mods = {_alike(word) for word in words[:-1]} | _qualifiers(mention)
        if mention.quantity.dimension == "rate":
            # `Daily Deployments | 4,000+` is a rate: the period is in the unit already.
            mods -= _PERIODIC
        if name == "location":
            mods.discard("edge")  # the locations of a network are where its edge is
        return Metric(name, frozenset(mods - _NEUTRAL), plural(counted))
    some = _OF_ITS.match(mention.after) if not counted and mention.quantity.dimension == "count" else None
    if some is not None:
        head = singular(some["noun"].lower())
        return Metric(SYNONYMS.get(head, head), frozenset({SOME}), plural(head))
    if counted == "h" and mention.quantity.value is not None and mention.quantity.value >= _AUDIENCE_HOURS:
        verb = _HOURS_OF.match(mention.after)
        return Metric("hour", frozenset({verb["verb"].lower()} if verb and verb["verb"] else ()), "hours")
    whole = _NAMED_WHOLE.match(mention.after) if mention.quantity.dimension == "percent" else None
    if whole is not None:
        told = f"{SHARE}{whole['whole']}"
        return Metric(told.casefold(), frozenset(), told)
    name = _configured(mention, synonyms) or _available(mention) or _measured(mention)
    if name in _OF_MONEY and mention.quantity.dimension == "percent":
        name = ""
    if not name and mention.quantity.dimension == "duration" and mention.quantity.stat in _PERCENTILES:
        name = "latency"
    if name in _BY_VOLUME and mention.quantity.dimension == "rate" and counted in _DATA_UNITS:
        name = "volume"
    name = synonyms.get(name, name)
    return Metric(name, frozenset(), name)


def _available(mention: Mention) -> str:
    """ "availability" for the share of the time that something was up."""
    if mention.quantity.dimension != "percent" or not _OF_THE_TIME.match(mention.after):
        return ""
    return "availability" if _AVAILABLE.search(mention.before[-40:]) else ""


def _configured(mention: Mention, synonyms: Mapping[str, str]) -> str:
    """The metric of the configuration whose synonym stands behind the figure, in its label or in its header."""
    if not synonyms:
        return ""
    text = f" {mention.after[:50]} {mention.label[:_LABEL]} {mention.header[:_LABEL]} ".casefold()
    return next((name for phrase, name in synonyms.items() if f" {phrase.casefold()} " in text), "")


def _people(mention: Mention, head: str) -> str:
    """What people are by what they do: employees whom somebody employs, players who play; "person" for who is neither
    said to use something nor to be served by it (`its fair drew 9,000 people`).
    """
    if head != "person":
        return ""
    if _EMPLOYS.search(mention.before[-40:]) or _WORK.match(mention.after):
        return "employee"
    doing = _DOING.match(mention.after)
    if doing is not None:
        return _DOERS[doing["verb"].lower()]
    return "" if _USING.match(mention.after) or _SERVES.search(mention.before[-30:]) or mention.label else "person"


def _alike(word: str) -> str:
    return _ALIKE.get(word, word)


def _qualifiers(mention: Mention) -> set[str]:
    """Qualifying words right beside the figure, in its label and in its column's header."""
    found = set()
    for match in (_BEFORE_QUALIFIER.search(mention.before[-20:]), _AFTER_QUALIFIER.match(mention.after)):
        if match:
            found.add(match["word"].lower())
    if mention.quantity.dimension == "count" and _AT_ONCE.match(_DIGIT.split(mention.after, maxsplit=1)[0]):
        found.add("concurrent")
    for day in (_ON_DAYS.match(mention.after), _DAYS_BEFORE.search(mention.before)):
        if day:
            found.add(day["day"].lower())
    label = mention.label[:_LABEL]
    label = "" if _DIGIT.search(label) else label
    found |= {match["word"].lower() for match in _QUALIFIER.finditer(f"{label} {mention.header[:_LABEL]}")}
    return {_alike(word) for word in found}


def _measured(mention: Mention) -> str:
    """The measured thing: looked for behind the figure, in its label, in its header, before it."""
    label, header = mention.label[:_LABEL], mention.header[:_LABEL]
    after = _NEXT_FIGURE.split(mention.after[:50], maxsplit=1)[0]
    # A column of latencies holds latencies in each row; `Value` and `Target` leave it to the row's label.
    order = (header, label) if mention.container is Container.TABLE else (label, header)
    for text in (after, *order):
        found = _CLASS_PATTERN.search(text)
        if found is not None:
            return _class(found)
    before = list(_CLASS_PATTERN.finditer(mention.before[-60:]))
    if before:
        return _class(before[-1])
    lasting = _lasting(mention) if mention.quantity.unit == "year" else ""
    if lasting:
        return lasting
    told = header if mention.container is Container.TABLE else label
    words = "" if _DIGIT.search(told) else " ".join(_WORDS.findall(told.lower())[:4])
    return "" if _GENERIC_LABELS.issuperset(words.split()) else words


def _lasting(mention: Mention) -> str:
    """What has lasted so many years: "compatibility" of `10+ years of backward compatibility`."""
    words = []
    for word in _PHRASE.findall(_CLAUSE_END.split(mention.after[:60], maxsplit=1)[0]):
        if word.lower() in STOP and word.lower() != "of":
            break
        words.append(word.lower())
    return words[-1] if 1 < len(words) <= _SHORT_PHRASE and words[-1] != "of" else ""


def _class(found: re.Match[str]) -> str:
    return _CLASSES[int((found.lastgroup or "c0")[1:])][0]


def plural(counted: str) -> str:
    """The plural of a counted noun phrase, for messages."""
    head = counted.split()[-1] if counted else ""
    if not head or singular(head) != head or head in IRREGULAR:  # `series` are one and many
        return counted
    if head.endswith("y") and head[-2:-1] not in tuple("aeiou"):
        return counted[:-1] + "ies"
    if head.endswith(("s", "x", "ch", "sh", "z")):
        return counted + "es"
    return {"person": "people", "child": "children"}.get(counted, counted + "s")
