"""Availability and the downtime that it leaves, exactly."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quantity_of import quantity_of

from caselint.figures.downtime import PERIOD_LENGTHS, availability, downtimes, period_of


@pytest.mark.parametrize(
    ("text", "up"),
    [
        ("99.999%", Fraction(99_999, 100_000)),
        ("five nines", Fraction(99_999, 100_000)),
        ("99.95%", Fraction(9_995, 10_000)),
        ("3.5 nines", Fraction(9_995, 10_000)),
        ("100%", None),
        ("50%", None),
        ("99-99.9%", None),
        ("99 ms", None),
    ],
)
def test_availability(text: str, up: Fraction | None) -> None:
    assert availability(quantity_of(text)) == up


@pytest.mark.parametrize(
    ("up", "period", "unit", "first"),
    [
        ("99.999%", "year", "min", Fraction("5.256")),
        ("99.99%", "month", "min", Fraction("4.32")),
        ("99.9%", "year", "h", Fraction("8.76")),
        ("99.97%", "month", "min", Fraction("12.96")),
        ("99.9%", "week", "s", Fraction("604.8")),
        ("99.9%", "day", "s", Fraction("86.4")),
    ],
)
def test_the_downtime_of_tables(up: str, period: str, unit: str, first: Fraction) -> None:
    share = availability(quantity_of(up))
    assert share is not None
    name, size = next(downtimes(share, period, unit))
    assert (name, size.low, size.high) == (period, first, first)


@given(st.integers(1, 8), st.sampled_from(sorted(PERIOD_LENGTHS)))
def test_one_nine_more_leaves_a_tenth(nines: int, period: str) -> None:
    fewer, more = 1 - Fraction(1, 10**nines), 1 - Fraction(1, 10 ** (nines + 1))
    pairs = zip(downtimes(fewer, period, "s"), downtimes(more, period, "s"), strict=True)
    assert all(one.low == 10 * other.low for (_, one), (_, other) in pairs)


def test_without_a_period_all_are_tried_and_an_unknown_one_gives_none() -> None:
    up = Fraction(999, 1000)
    assert {name for name, _ in downtimes(up, None, "min")} == set(PERIOD_LENGTHS)
    assert list(downtimes(up, "h", "min")) == []


@pytest.mark.parametrize(
    ("unit", "parts"),
    [("min/year", ("min", "year")), ("h", ("h", None)), ("gb/day", None), ("request/s", None), ("min/region", None)],
)
def test_the_period_of_a_downtime(unit: str, parts: tuple[str, str | None] | None) -> None:
    assert period_of(unit) == parts
