"""Reads the unit behind a number: `ms`, `%`, `-week`, `feed requests per second`, `/day`."""

import re
from typing import NamedTuple

from caselint.figures.atoms import Atom
from caselint.figures.noun_phrase import Denominators, read_counted, read_denominators, read_hyphenated
from caselint.figures.nouns import FIXED_SECONDS, STOP
from caselint.figures.units import period_named, unit_named

_PERCENT = re.compile(
    r"[ \t\x01]?%(?![0-9A-Za-z])|[ \t\x01]{1,3}(?:percent|pct|percentage[ \t]points?)(?![\w-])", re.IGNORECASE
)
_GLUED = re.compile(r"([A-Za-zµμ×]{1,8})(?![A-Za-z0-9_])")
_SPACED = re.compile(r"[ \t\x01]{1,12}([A-Za-zµμ]{1,14})(?![A-Za-z0-9_])(?!['’][a-z])")
_HYPHEN = re.compile(r"[-‑–]([A-Za-z]{1,14})(?![A-Za-z0-9_])")
_TIMES = re.compile(
    r"[ \t\x01]{1,3}times(?=[ \t\x01]{1,3}(?:as|better|bigger|cheaper|faster|fewer|greater|higher|larger|less|longer"
    r"|lower|more|quicker|slower|smaller|the)\b)",
    re.IGNORECASE,
)
_PERIOD_OF_NOUN = re.compile(r"[ \t\x01]{1,3}[A-Za-z]{2,9}ly[ \t\x01]{1,3}[a-z]{4}")
# `500 us`, in a column of times: what stands behind it is no word.
_MICROSECONDS = re.compile(r"[ \t\x01]{1,3}us(?=[ \t]*+(?:\Z|[|,;:=)/\x02])|[ \t]{2})")
_MINUTES_BEFORE = re.compile(
    r"\b(?:timeout|interval|time|duration|ttl|wait|delay|window|every|latency|downtime|outage|cooldown|period|for|after|in"
    r"|within|rto|rpo|mttr)\b[^.;]{0,12}\Z",
    re.IGNORECASE,
)
_METRES_AFTER = re.compile(
    r"[ \t]{0,2}(?:accuracy|accurate|away|deep|distance|high|long|precision|radius|resolution|tall|wide)\b"
)
# `zero downtime migration`: a name of a kind, no count.
_ZERO_NAMES = re.compile(
    r"[ \t\x01]{1,2}(?:trust|knowledge|copy|day|config(?:uration)?|sum|in|to|for|on|or|and|at|the|touch"
    r"|downtime[ \t\x01](?:deploy|migrat|releas|upgrad|updat|schema|rollout|failover|rotation))",
    re.IGNORECASE,
)


class UnitRead(NamedTuple):
    """A unit behind a number: its name, where it ends, and its kind.

    `kind`: "physical" for durations, data and the like, "percent", "times", "counted", "rate" for a bare denominator,
    "none".
    """

    name: str
    end: int
    kind: str


NO_UNIT = "none"
_BLANKS = frozenset((" ", "\t", "\x01"))
_HYPHENS = frozenset("-‑–")
# What stands behind a blank where a share of a hundred may: `5 %`, `5 percent`.
_PERCENT_SECONDS = frozenset("%pP \t\x01")


def read_unit(
    work: str, at: int, *, one: bool = False, zero: bool = False, money: bool = False, single: bool = False
) -> UnitRead:
    """The unit at `at` without its denominators; kind "none" where none stands there.

    `one` allows a singular noun, `single` takes no plural, `zero` keeps fixed terms (`zero trust`) out,
    `money` reads no unit of measure.
    """
    first = work[at : at + 1]
    if first in _BLANKS or first == "%":
        if first != " " or work[at + 1 : at + 2] in _PERCENT_SECONDS:
            match = _PERCENT.match(work, at)
            if match:
                return UnitRead("%", match.end(), "percent")
        match = None if money else _SPACED.match(work, at)
        if match:
            return _spaced(work, at, match, one=one, zero=zero, single=single)
    elif first.isalpha() or first == "×":
        match = None if money else _GLUED.match(work, at)
        if match:
            return _glued(work, at, match)
    elif first in _HYPHENS:
        match = None if money else _HYPHEN.match(work, at)
        if match:
            return _hyphenated(work, at, match, zero=zero)
    return UnitRead("", at, NO_UNIT)


def _glued(work: str, at: int, match: re.Match[str]) -> UnitRead:
    unit = unit_named(match[1], glued=True)
    if unit == "m" and _is_minutes(work, at, match.end()):
        unit = "min"
    return UnitRead(unit, match.end(), "times" if unit == "x" else "physical") if unit else UnitRead("", at, NO_UNIT)


def _spaced(work: str, at: int, match: re.Match[str], *, one: bool, zero: bool, single: bool) -> UnitRead:
    word = match[1]
    if zero and _ZERO_NAMES.match(work, at):
        return UnitRead("", at, NO_UNIT)
    unit = unit_named(word, glued=False)
    if unit is None and word == "us" and _MICROSECONDS.match(work, at):
        unit = "us"
    if unit:
        return UnitRead(unit, match.end(), "physical")
    times = _TIMES.match(work, at) if word[0] in "tT" else None
    if times:
        return UnitRead("x", times.end(), "times")
    if (
        one
        and word.lower() in FIXED_SECONDS
        and word.lower() not in ("step", "layer", "level", "stage", "tier", "phase")
    ):
        return UnitRead("", at, NO_UNIT)
    counted = read_counted(work, at, one=one, single=single)
    return UnitRead(counted.unit, counted.end, "counted") if counted else UnitRead("", at, NO_UNIT)


def _hyphenated(work: str, at: int, match: re.Match[str], *, zero: bool) -> UnitRead:
    word = match[1].lower()
    unit = unit_named(match[1], glued=False)
    if unit and not zero:
        return UnitRead(unit, match.end(), "times" if unit == "x" else "physical")
    numbered = word in ("step", "way", "stage", "part") and work[at - 1] in "456789"
    if zero or (word in FIXED_SECONDS and not numbered) or word in STOP or word.endswith(("ed", "ing")):
        return UnitRead("", at, NO_UNIT)
    counted = read_hyphenated(work, at)
    return UnitRead(counted.unit, counted.end, "counted") if counted else UnitRead("", at, NO_UNIT)


def unit_behind(work: str, at: int, atom: Atom, *, bounded: bool) -> UnitRead:
    """The unit at `at`, behind `atom` and its bound; `bounded` tells of a bound in words before it (`exactly one`)."""
    value = atom.number.value
    # Comparing fractions is slow, and this is asked of every number.
    whole = value.numerator if atom.scale == 1 and value.denominator == 1 else None
    zero = whole == 0
    single = whole == 1 and (bounded or not atom.spelled)
    return read_unit(work, at, one=zero or single, zero=zero, money=bool(atom.currency), single=single)


def with_denominators(work: str, unit: UnitRead, *, money: bool = False, scaled: bool = False) -> UnitRead:
    """`unit` with the denominators behind it; a bare denominator (`24K/s`) becomes a unit of its own."""
    between = unit.kind in ("counted", "physical")
    # `3x daily variation`: the variation of a day, no three times a day.
    adverbs = unit.kind != "times" or _PERIOD_OF_NOUN.match(work, unit.end) is None
    found = read_denominators(work, unit.end, between=between, adverbs=adverbs)
    if not found.names:
        return unit
    if unit.kind == NO_UNIT and not money and not _may_stand_alone(work, unit.end, found, scaled=scaled):
        return unit
    if (
        unit.kind in (NO_UNIT, "percent")
        and period_named(found.names[0]) is None
        and work[unit.end : unit.end + 1] == "/"
    ):
        return unit
    name = "/".join([unit.name, *found.names])
    return UnitRead(name, found.end, "rate" if unit.kind == NO_UNIT else unit.kind)


def _may_stand_alone(work: str, at: int, found: Denominators, *, scaled: bool) -> bool:
    """A number without a noun takes a denominator only as a slash (`50/day`) or with a scale (`5M daily`)."""
    return scaled or work[at : at + 1] == "/" or work[at : found.end].lstrip(" \t\x01").startswith(("per", "Per"))


def _is_minutes(work: str, at: int, end: int) -> bool:
    if _METRES_AFTER.match(work, end):
        return False
    return _MINUTES_BEFORE.search(work[max(0, at - 34) : at].rstrip("0123456789.,<>~≤≥+ \t\x01")[-30:]) is not None
