"""Base units: whatever a figure is written in, equal amounts measure equal."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.figures.convert import Measure, measure
from caselint.figures.quantity import Quantity
from caselint.figures.units import PERIODS, UNITS, dimension_of
from caselint.findings import Span

CONVERTING = sorted(name for name, unit in UNITS.items() if unit.worth is not None)


def measured(value: Fraction | int | None, unit: str, **rest: object) -> Measure:
    quantity = Quantity(
        **{"span": Span(0, 1), "surface": "", "value": value, "unit": unit, "dimension": dimension_of(unit), **rest}  # type: ignore[arg-type]
    )
    found = measure(quantity)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("value", "unit", "low", "dimension"),
    [
        (90, "min", 5400, "duration"),
        (4, "tb", 4 * 8 * 10**12, "data"),
        (1, "kib", 8192, "data"),
        (86400, "request/day", 1, "count"),
        (10, "gbit/s", 10**10, "data"),
        (25, "%", Fraction(1, 4), "share"),
        (3, "km", 3000, "other:m"),
        (3, "ghz", 3, "other:ghz"),
        (12, "usd/month", 12 / PERIODS["month"], "money"),
        (3, "x", 3, "multiplier"),
    ],
)
def test_base_units(value: int, unit: str, low: Fraction | int, dimension: str) -> None:
    found = measured(value, unit)
    assert (found.low, found.high, found.dimension) == (low, low, dimension)


def test_what_the_unit_says_beside_the_number() -> None:
    rate = measured(5, "feed request/region/day")
    assert (rate.noun, rate.per, rate.things) == ("feed request", 86400, ("region",))
    assert measured(5, "eur/month").currency == "eur"
    assert measured(5, "usd").key != measured(5, "eur").key
    assert measured(5, "request/s").key == measured(5, "request/year").key != measured(5, "request").key


def test_ranges_keep_both_ends_in_order() -> None:
    found = measured(None, "min", low=Fraction(2), high=Fraction(1), bound="range")
    assert (found.low, found.high) == (60, 120)


def test_nines_are_shares() -> None:
    assert measured(5, "nine", dimension="nines").low == Fraction(99999, 100000)
    assert measured(Fraction(7, 2), "nine", dimension="nines").low == Fraction(9995, 10000)
    assert measured(10**9, "nine", dimension="nines").low < 1


def test_a_vague_word_reaches_to_the_next_one() -> None:
    found = measured(None, "user", vague=True, magnitude=Fraction(10**6))
    assert (found.low, found.high) == (10**6, 10**9)


def test_no_number_no_measure() -> None:
    assert measure(Quantity(span=Span(0, 1), surface="many", value=None, vague=True)) is None


@given(st.fractions(min_value=0, max_value=10**9), st.sampled_from(CONVERTING), st.sampled_from(CONVERTING))
def test_a_round_trip_through_another_unit_changes_nothing(value: Fraction, one: str, other: str) -> None:
    if UNITS[one].dimension != UNITS[other].dimension or measured(1, one).key != measured(1, other).key:
        return
    in_other = measured(value, one).low / measured(1, other).low
    assert measured(in_other, other).low == measured(value, one).low


@given(st.integers(0, 10**12), st.sampled_from(sorted(PERIODS)), st.sampled_from(sorted(PERIODS)))
def test_rates_of_any_period_measure_alike(value: int, one: str, other: str) -> None:
    found = measured(value, f"request/{one}")
    again = measured(found.low * PERIODS[other], f"request/{other}")
    assert (again.low, again.dimension, again.noun) == (found.low, "count", "request")
