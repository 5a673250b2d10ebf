"""Units as pages spell them, and what they are worth."""

from fractions import Fraction

import pytest

from caselint.figures.unit_phrase import read_unit, with_denominators
from caselint.figures.units import UNITS, dimension_of, period_named, unit_named


@pytest.mark.parametrize(
    ("word", "glued", "unit"),
    [
        ("Mb", True, "mbit"),
        ("MB", True, "mb"),
        ("Gbps", False, "gbit/s"),
        ("GiB", True, "gib"),
        ("milliseconds", False, "ms"),
        ("QPS", False, "query/s"),
        ("x", True, "x"),
        ("hrs", False, "h"),
        ("µs", True, "us"),
    ],
)
def test_spellings(word: str, glued: bool, unit: str) -> None:
    assert unit_named(word, glued=glued) == unit


@pytest.mark.parametrize("word", ["us", "d", "x", "W", "w"])
def test_short_symbols_are_units_only_where_they_touch_the_number(word: str) -> None:
    assert unit_named(word, glued=True)
    assert unit_named(word, glued=False) is None


@pytest.mark.parametrize(
    ("word", "period"), [("sec", "s"), ("Month", "month"), ("yr", "year"), ("q", "quarter"), ("m", "min")]
)
def test_periods_of_a_denominator(word: str, period: str) -> None:
    assert period_named(word) == period


@pytest.mark.parametrize(
    ("unit", "dimension"),
    [
        ("ms", "duration"),
        ("gb/s", "rate"),
        ("%/h", "rate"),
        ("min/year", "rate"),
        ("usd/month", "money"),
        ("gb/partition", "data"),
        ("friend/user", "count"),
        ("km", "other"),
        ("nine", "nines"),
        ("", "count"),
    ],
)
def test_per_time_is_a_rate_and_money_stays_money(unit: str, dimension: str) -> None:
    assert dimension_of(unit) == dimension


def test_worth_is_exact() -> None:
    assert UNITS["gib"].worth == 8 * 1024**3
    assert UNITS["us"].worth == Fraction(1, 10**6)


@pytest.mark.parametrize(
    ("text", "unit", "rest"),
    [
        ("% of them", "%", " of them"),
        (" percent", "%", ""),
        ("ms latency", "ms", " latency"),
        (" requests/sec/node", "request/s/node", ""),
        (" hours uploaded per minute", "h/min", ""),
        ("-week sprint", "week", " sprint"),
        ("/day", "/day", ""),
        (" times faster", "x", " faster"),
        (" feed requests each second", "feed request/s", ""),
        ("GB/node", "gb/node", ""),
        (" reads/writes", "read", "/writes"),
        ("-phase commit", "", "-phase commit"),
        (" and more", "", " and more"),
        ("m accuracy", "m", " accuracy"),
    ],
)
def test_the_unit_behind_a_number_with_its_denominators(text: str, unit: str, rest: str) -> None:
    work = "5" + text
    found = with_denominators(work, read_unit(work, 1))
    assert (found.name, work[found.end :]) == (unit, rest)


def test_minutes_and_metres_are_told_apart_by_what_stands_before() -> None:
    for text, unit in (("timeout of 5m", "min"), ("accurate to 5m", "m"), ("every 5m", "min")):
        assert read_unit(text, len(text) - 1).name == unit
