"""What a label or column header says about the figures under it: a noun, a unit, denominators, a dimension."""

import re
from functools import lru_cache
from typing import NamedTuple

from caselint.figures.noun_phrase import noun_of
from caselint.figures.nouns import PEOPLE, STOP, is_loose, is_plural, singular
from caselint.figures.units import ADVERBS, WORDS, period_named, unit_named

_BRACKET = re.compile(r"[(\[]([^()\[\]]{1,24})[)\]]")
_WORD = re.compile(r"[A-Za-zµ%$€][A-Za-zµ'’.-]*+")
_BELOW = re.compile(r"\b(?i:per)[ _]([A-Za-z]++)|(?<=[A-Za-z)])[ ]?/[ ]?([A-Za-z]++)")
# Columns that hold anything: their plural is not what a cell counts.
_GENERIC = frozenset(
    """
    analytics basics benefits cases challenges changes characteristics choices cons considerations costs credits
    details drivers economics estimates examples features figures goals highlights implications improvements
    indicators insights kpis limits metrics notes numbers options pros requirements results savings specifications
    specs statistics stats status targets thresholds trade-offs tradeoffs values
    """.split()
)
_ORDINAL_HEADS = frozenset(
    """
    # applied birthday chapter class clock code created date day deadline epoch error example examples grade hash id
    ids index isbn item key law layer lesson level line lines module month nav no no. nr num number offset order
    page part phase pid port position priority published quarter rank release revision rfc row schema section seq
    sequence sprint stage started status step term tier time-of-day timestamp token updated version week weight when
    year zone
    """.split()
)
_DIMENSIONS = (
    (
        "duration",
        re.compile(r"(?i)\b(?:latency|downtime|duration|delay|time|rto|rpo|mttr|mttd|ttl|outage|timeout|uptime)\b"),
    ),
    ("money", re.compile(r"(?i)\b(?:cost|costs|price|revenue|savings|budget|spend|salary|fee|arr|gmv)\b")),
    ("percent", re.compile(r"(?i)\b(?:percent|percentage|availability|rate|ratio)\b")),
    ("other", re.compile(r"(?i)\b(?:score|rating|quality|grade|index|factor)\b")),
)
_PARTICIPLES = frozenset({"written", "made", "sent", "run", "built", "seen", "read", "sold", "shown", "lost", "met"})
# What a bare rate measures, not what it counts: `Throughput | 100K/s`.
_MEASURES = frozenset(
    {"throughput", "speed", "rate", "load", "traffic", "volume", "limit", "capacity", "performance", "bandwidth"}
    | {"scale", "frequency", "target", "value", "usage", "velocity", "growth", "pace", "estimate"}
)
_STATISTICS = frozenset(
    "number no count total avg average mean median peak max maximum min minimum p50 p90 p95 p99".split()
)
# Columns of status codes.
_CODES = frozenset({"status", "code", "codes"})
# `Downtime (Year)` is per year, `Duration (weeks)` is in weeks.
_BRACKET_PERIODS = frozenset({"day", "week", "month", "quarter", "year"})
_DENOMINATOR_STOP = frozenset({"a", "an", "the", "or", "and", "n", "o", "no", "a's"})


class LabelReading(NamedTuple):
    """A label read for units.

    `noun` is what a bare number counts (`region` of `AWS Regions`), `head` the label's last word for a bare rate
    (`failure` of `Node Failure`); `unit` a unit spelled out (`Latency (ms)`); `denominators` hold for every figure,
    `period` only for counts, money and data (`Daily Deployments`); `ordinal` where its numbers are row ids, `names`
    that it holds a word at all, `compares` that the column is another thing's (`vs Postgres`).
    """

    noun: str = ""
    head: str = ""
    unit: str = ""
    denominators: tuple[str, ...] = ()
    period: str = ""
    dimension: str = ""
    ordinal: bool = False
    names: bool = False
    compares: bool = False


NO_LABEL = LabelReading()


@lru_cache(maxsize=8192)
def read_label(label: str) -> LabelReading:
    """Read a label or header, plain text of a few words."""
    label = label.strip(" :*_`")
    if not label:
        return NO_LABEL
    bare = _BRACKET.sub(" ", label)
    unit, bracketed = _in_brackets(label)
    below, stem = _below(bare)
    words = [word for found in _WORD.findall(stem) if (word := found.strip(".-'’"))]
    lowered = [word.lower() for word in words]
    period = _period(lowered)
    noun, head = _noun(words, lowered, period)
    if not unit and words:
        unit = _trailing_unit([word for word in words if word.lower() not in ADVERBS] or words)
    return LabelReading(
        noun=noun,
        head=head,
        unit=unit,
        denominators=tuple([*bracketed, *below][:3]),
        period=period,
        dimension=next((name for name, pattern in _DIMENSIONS if pattern.search(bare)), ""),
        ordinal=_is_ordinal(label, lowered),
        names=bool(words),
        compares=label.lower().startswith(("vs", "versus")),
    )


def _in_brackets(label: str) -> tuple[str, list[str]]:
    """The unit and the denominators that brackets hold: `Latency (ms)`, `Downtime (Year)`, `Rate (GB/s)`."""
    unit, denominators = "", []
    for match in _BRACKET.finditer(label):
        inside = match[1].strip()
        numerator, *parts = (part.strip() for part in re.split(r"/| per ", inside))
        if inside.lower() in _BRACKET_PERIODS:
            denominators.append(inside.lower())
        elif named := _unit(numerator):
            unit = named
            denominators += [name for part in parts if (name := _denominator(part))]
        elif period := period_named(inside.removeprefix("per ").removeprefix("/")):
            denominators.append(period)
    return unit, denominators


def _below(bare: str) -> tuple[list[str], str]:
    """The denominators of `Cost per GB/Month` in order, and the label without them."""
    slashed = [match[2] for match in _BELOW.finditer(bare) if match[2]]
    # Slashes may also part alternatives: `Reads/Writes`.
    denominated = any(period_named(part) or unit_named(part, glued=False) for part in slashed)
    names: list[str] = []

    def take(match: re.Match[str]) -> str:
        if match[2] and not denominated:
            return match[0]
        name = _denominator(match[1] or match[2])
        if name:
            names.append(name)
        return " "

    return names, _BELOW.sub(take, bare)


def _is_ordinal(label: str, lowered: list[str]) -> bool:
    if label in ("#", "№"):
        return True
    if not lowered:
        return False
    return (
        lowered[-1] in _ORDINAL_HEADS
        or lowered[0] == "id"
        or bool(_CODES.intersection(lowered))
        or lowered[-2:] == ["error", "types"]
    )


def _unit(word: str) -> str:
    if word in ("$", "US$"):
        return "usd"
    if word == "€":
        return "eur"
    if word == "%":
        return "%"
    return unit_named(word, glued=True) or ""


def _trailing_unit(words: list[str]) -> str:
    """The unit that a label ends in or is: `latency ms`, `Memory GB`, `QPS`; `% of total`."""
    if words[0] == "%":
        return "%"
    last = words[-1]
    if last.lower() in (
        "min",
        "second",
        "day",
        "bit",
        "days",
        "hours",
        "minutes",
        "weeks",
        "months",
        "years",
        "m",
        "s",
        "h",
    ):
        return WORDS[last.lower()] if last.lower().endswith("s") and len(last) > 2 else ""
    named = WORDS.get(last.lower()) if last.lower() in WORDS else None
    if named is None and len(last) > 1:
        named = unit_named(last, glued=False)
    if named and named.split("/")[0] not in ("month", "year", "week"):
        return named
    return "%" if last.lower() in ("percentage", "percent") else ""


def _denominator(word: str) -> str:
    lowered = word.lower()
    if lowered in _DENOMINATOR_STOP:
        return ""
    return period_named(word) or unit_named(word, glued=True) or singular(lowered)


def _period(lowered: list[str]) -> str:
    for row, word in enumerate(lowered[:3]):
        period = ADVERBS.get(word)
        if period and not PEOPLE.intersection(lowered[row + 1 :]):
            return period
    return ""


def _noun(words: list[str], lowered: list[str], period: str) -> tuple[str, str]:
    """The plural that the label counts, with its classifying words, and the singular of its last word."""
    kept: list[str] = []
    for word, low in zip(words, lowered, strict=True):
        if low in ("of", "for", "in", "by", "with", "per", "at", "to", "from", "on", "and", "or"):
            if kept and is_plural(kept[-1].lower()):
                break
            kept = [] if low == "of" else kept
            continue
        if (low in STOP and low not in ADVERBS) or (period and ADVERBS.get(low) == period):
            continue
        kept.append(word)
    if (
        len(kept) > 1
        and is_plural(kept[-2].lower())
        and (kept[-1].lower().endswith("ed") or kept[-1].lower() in _PARTICIPLES)
    ):
        kept.pop()
    if len(kept) > 1 and kept[-1].lower() in ("count", "number", "rate", "frequency", "volume"):
        return "", singular(kept[-2].lower())
    if not kept:
        return "", ""
    titled = [word if word.isupper() else word.lower() for word in kept]
    head = singular(titled[-1].lower())
    last = kept[-1]
    plural = is_plural(last.lower()) or (last[:-1].isupper() and len(last) > 2 and last.endswith("s"))
    if not plural or last.lower() in _GENERIC or last.lower() in WORDS or last.isupper():
        return "", "" if is_loose(head) or head.endswith("ing") or "." in head or head in _MEASURES else head
    modifiers = [word for word in titled[:-1] if word.lower() not in _STATISTICS]
    return noun_of([*modifiers[-3:], titled[-1].lower()]), head
