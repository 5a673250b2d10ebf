"""Sizes without a number: `millions of`, `sub-second`, `single-digit millisecond`, `billion-video`."""

import re
from fractions import Fraction
from typing import NamedTuple

from caselint.figures.noun_phrase import read_counted, read_denominators
from caselint.figures.numbers import SCALE_WORDS, VAGUE_WORDS
from caselint.figures.units import unit_named

_G = r"[ \t\x01]"
_VAGUE = re.compile(
    rf"(?:(?P<times>dozens|tens|hundreds|thousands){_G}{{1,4}}of{_G}{{1,4}})?"
    rf"(?P<size>dozens|hundreds|thousands|millions|billions|trillions)(?P<plus>\+)?(?![A-Za-z0-9_])(?!['’]s)",
    re.IGNORECASE,
)
# `1000s of nodes`, `100s engineers`: no seconds. `100s per request` is a time.
_TENS = re.compile(
    rf"(?P<size>10{{2,3}}|10,000|100,000)s(?={_G}(?:of{_G}(?!(?:the|an?|its|our|this)\b)[A-Za-z]|[a-z]{{3,20}}s(?![\w-])))"
)
_PLURAL = re.compile(rf"{_G}(?!of\b)")
_OF = re.compile(rf"[ \t\x01\x02]{{1,9}}of(?={_G})(?:{_G}(?:the|its|our|their|these|other)(?={_G}))?", re.IGNORECASE)
_WORD = re.compile(rf"{_G}{{1,9}}([A-Za-z]{{1,14}})(?![\w-])")
_MONEY_OF = re.compile(
    rf"{_G}{{1,3}}(?:in|of){_G}(?:[a-z]{{2,14}}{_G}){{0,2}}?"
    rf"(?:payments?|revenue|sales|gmv|dollars|volume|spend|spending|savings|value|assets|transactions{_G}value)(?![\w-])"
    rf"(?:{_G}volume(?![\w-]))?(?={_G}*(?:[.,;:)|\x02]|\Z)|{_G}(?:annually|yearly|daily|monthly|per|in|for|with|and|across|to|at|a"
    rf"|every|each|from|on|by)(?![\w-]))",
    re.IGNORECASE,
)
_MONEY_WORDS = re.compile(r"(?i)payment|revenue|sales|gmv|dollar|spend|saving|assets")
_SUB = re.compile(
    r"sub[-‑]?(?P<unit>second|millisecond|microsecond|nanosecond|minute|hour|percent)s?(?![A-Za-z0-9_])", re.IGNORECASE
)
_DIGITS = re.compile(
    rf"(?P<count>single|double|triple)[- ]digit(?:{_G}{{1,3}}|-)(?P<unit>[A-Za-z%]{{1,14}})(?![A-Za-z0-9_])",
    re.IGNORECASE,
)
_ONE_SCALE = re.compile(
    rf"(?:(?P<article>an?|half{_G}an?){_G})?(?P<size>hundred|thousand|million|billion|trillion|dozen)(?:{_G}(?P<times>thousand|million|billion))?(?P<joint>-(?=[A-Za-z])|{_G}(?=[A-Za-z]))",
    re.IGNORECASE,
)
_NO_NOUNS = frozenset({"scale", "plus", "fold", "dollar", "year", "old", "strong", "or", "and", "times", "to"})


class VagueRead(NamedTuple):
    """A size without a number: its span, unit, bound and the power of ten that it names, or its two ends."""

    start: int
    end: int
    unit: str
    bound: str
    value: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    magnitude: Fraction | None = None
    vague: bool = False
    dimension: str = ""


def read_vague(work: str, at: int) -> VagueRead | None:
    """`millions of transactions daily`, `tens of millions`, `billions` at `at`."""
    match = _VAGUE.match(work, at)
    if match is None:
        return None
    size = VAGUE_WORDS[match["size"].lower()]
    if match["times"]:
        size *= VAGUE_WORDS[match["times"].lower()]
    elif match["size"].lower() == "dozens" and _OF.match(work, match.end()) is None:
        return None
    unit, end, dimension = _vague_unit(work, match.end())
    return VagueRead(at, end, unit, "approx", magnitude=Fraction(size), vague=True, dimension=dimension)


def read_rounded_plural(work: str, at: int) -> VagueRead | None:
    """`1000s of nodes` at `at`: thousands of them."""
    match = _TENS.match(work, at)
    if match is None:
        return None
    unit, end, dimension = _vague_unit(work, match.end())
    if not unit and _PLURAL.match(work, match.end()) and (counted := read_counted(work, match.end())):
        unit, end = counted.unit, counted.end
    size = Fraction(match["size"].replace(",", ""))
    return VagueRead(at, end, unit, "approx", magnitude=size, vague=True, dimension=dimension)


def _vague_unit(work: str, at: int) -> tuple[str, int, str]:
    money = _MONEY_OF.match(work, at)
    if money and _MONEY_WORDS.search(money[0]):
        found = read_denominators(work, money.end(), between=False)
        if found.names:
            return "/" + found.names[0], found.end, "money"
        return (
            ("usd" if "dollar" in money[0].lower() else ""),
            (money.end() if "dollar" in money[0].lower() else at),
            "money",
        )
    of = _OF.match(work, at)
    start = of.end() if of else at
    word = _WORD.match(work, start)
    unit = unit_named(word[1], glued=False) if word and (of or word[1].lower() in ("dollars",)) else None
    if unit and word:
        end = word.end()
    elif counted := read_counted(work, start) if of else None:
        unit, end = counted.unit, counted.end
    else:
        found = read_denominators(work, at, between=False)
        if found.names and len(found.names[0]) > 0 and not of:
            return "/" + "/".join(found.names), found.end, ""
        return "", at, ""
    found = read_denominators(work, end, between=True)
    return "/".join([unit, *found.names]), found.end, ""


def read_sub(work: str, at: int) -> VagueRead | None:
    """`sub-second`: at most one of the unit."""
    match = _SUB.match(work, at)
    if match is None:
        return None
    unit = unit_named(match["unit"].lower(), glued=False) or ""
    return VagueRead(at, match.end(), unit, "at_most", value=Fraction(1))


def read_digit_range(work: str, at: int) -> VagueRead | None:
    """`single-digit millisecond`: from 1 to 9."""
    match = _DIGITS.match(work, at)
    unit = unit_named(match["unit"], glued=False) if match else None
    if match is None or not (unit or match["unit"] == "%"):
        return None
    low = {"single": 1, "double": 10, "triple": 100}[match["count"].lower()]
    return VagueRead(at, match.end(), unit or "%", "range", low=Fraction(low), high=Fraction(low * 10 - 1))


def read_one_scale(work: str, at: int) -> VagueRead | None:
    """`billion-video`, `a million users`: one of the scale, roughly."""
    match = _ONE_SCALE.match(work, at)
    if match is None or (not match["article"] and match["joint"] != "-"):
        return None
    size = Fraction(12 if match["size"].lower() == "dozen" else SCALE_WORDS[match["size"].lower()])
    if match["times"]:
        size *= SCALE_WORDS[match["times"].lower()]
    if match["article"] and match["article"].lower().startswith("half"):
        size /= 2
    if match["joint"] == "-":
        noun = re.compile(r"([A-Za-z]{2,20})(?![\w])").match(work, match.end())
        if noun is None or noun[1].lower() in _NO_NOUNS:
            return None
        return VagueRead(at, noun.end(), unit_named(noun[1], glued=False) or noun[1].lower(), "approx", value=size)
    start = match.end() - 1
    word = _WORD.match(work, start)
    unit = unit_named(word[1], glued=False) if word else None
    if word and unit:
        end = word.end()
    elif counted := read_counted(work, start):
        unit, end = counted.unit, counted.end
    else:
        return None
    found = read_denominators(work, end, between=True)
    return VagueRead(at, found.end, "/".join([unit, *found.names]), "approx", value=size)
