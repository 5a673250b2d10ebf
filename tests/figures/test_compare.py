"""Two quantities of one thing: when both can stand, and when an editor would not let them."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselint.figures.compare import Verdict, compare
from caselint.figures.quantity import BOUNDS, Quantity
from caselint.figures.units import dimension_of
from caselint.findings import Span

SCALES = {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}


def figure(
    number: str, unit: str = "user", bound: str = "exact", stat: str | None = None, high: str | None = None
) -> Quantity:
    """A quantity as the reader makes it of `number` with a scale letter: `figure("1.5M", "request/day")`."""
    value, rounding = _number(number)
    ends = (value, _number(high)[0]) if high else (None, None)
    dimension = {"nine": "nines"}.get(unit, dimension_of(unit))
    return Quantity(
        span=Span(0, 1),
        surface=number,
        value=None if high else value,
        low=ends[0],
        high=ends[1],
        unit=unit,
        dimension=dimension,
        bound="range" if high else bound,
        stat=stat,
        rounding=rounding,
        digits=len(number),
    )


def _number(text: str) -> tuple[Fraction, Fraction]:
    scale = SCALES.get(text[-1], 1)
    digits = text.rstrip("KMBT")
    decimals = len(digits.partition(".")[2])
    return Fraction(digits) * scale, Fraction(scale, 2 * 10**decimals)


def vague(magnitude: int, unit: str = "user") -> Quantity:
    return Quantity(
        span=Span(0, 1),
        surface="millions",
        value=None,
        unit=unit,
        bound="approx",
        vague=True,
        magnitude=Fraction(magnitude),
    )


AGREE = {
    "a bound and its own number": (figure("5M", bound="at_least"), figure("5M")),
    "a number well above an open bound": (figure("150M", bound="at_least"), figure("260M")),
    "rounding of the coarser figure": (figure("1.2M"), figure("1.23M")),
    "a day and a year, both open": (
        figure("1B", "request/day", "at_least"),
        figure("500B", "request/year", "at_least"),
    ),
    "a day and a year": (figure("1B", "request/day", "at_least"), figure("500B", "request/year")),
    "a busy second of a day": (figure("900K", "request/s"), figure("10B", "request/day")),
    "seconds and milliseconds": (figure("2.5", "s"), figure("2500", "ms")),
    "hours and minutes": (figure("6", "h"), figure("367", "min")),
    "gigabits and megabytes": (figure("8", "gbit/s"), figure("1000", "mb/s")),
    "inside a range": (figure("10", "%", high="30"), figure("20", "%")),
    "the end of a range": (figure("10M", high="100M"), figure("100M")),
    "about": (figure("100M", bound="approx"), figure("110M")),
    "below a ceiling": (figure("100", "ms", "at_most"), figure("28", "ms")),
    "a peak above the average": (figure("10T", "request/day"), figure("200M", "request/s", stat="peak")),
    "p99 above the median": (figure("28", "ms", stat="median"), figure("100", "ms", stat="p99")),
    "a vague word": (vague(10**6), figure("150M")),
    "four nines and a percentage": (figure("4", "nine"), figure("99.99", "%")),
    "total beside no statistic": (figure("5M", stat="total"), figure("5M")),
}
CONFLICT = {
    "a busy day of a month": (figure("2B", "request/day"), figure("10B", "request/month"), "differs"),
    "another number": (figure("5M"), figure("15M"), "differs"),
    "far below an open bound": (figure("150M", bound="at_least"), figure("15M"), "below-bound"),
    "far above an open bound": (figure("15M", bound="at_least"), figure("150M"), "differs"),
    "two open bounds": (figure("260M", bound="at_least"), figure("200M", bound="at_least"), "differs"),
    "above a ceiling": (figure("100", "ms", "at_most"), figure("250", "ms"), "above-bound"),
    "a period lost": (figure("300B", "email/day", "at_least"), figure("300B", "email/year", "at_least"), "lost-period"),
    "a peak below the average": (
        figure("10T", "request/day", "at_least"),
        figure("89.2M", "request/s", stat="peak"),
        "impossible",
    ),
    "p99 below the median": (figure("100", "ms", stat="median"), figure("28", "ms", stat="p99"), "impossible"),
    "the mean above p99": (figure("100", "ms", stat="mean"), figure("28", "ms", stat="p99"), "impossible"),
    "one number, two statistics": (figure("28", "ms", stat="median"), figure("28", "ms", stat="mean"), "statistic"),
    "outside a range": (figure("10", "%", high="30"), figure("45", "%"), "differs"),
    "a nine more": (figure("99.99", "%"), figure("99.999", "%"), "differs"),
    "nines and a percentage": (figure("5", "nine"), figure("99.9", "%"), "differs"),
    "a vague word that is too small": (vague(10**3), figure("150M"), "differs"),
}
INCOMPARABLE = {
    "money of two countries": (figure("5", "usd"), figure("5", "eur")),
    "a rate and a count": (figure("5M", "request/day"), figure("5M", "request")),
    "time and data": (figure("5", "s"), figure("5", "gb")),
    "one of each and all": (figure("5", "gb/region"), figure("5", "gb")),
    "a statistic and none": (figure("28", "ms", stat="p99"), figure("50", "ms")),
}


@pytest.mark.parametrize("case", AGREE)
def test_what_an_editor_lets_stand(case: str) -> None:
    a, b = AGREE[case]
    assert compare(a, b).verdict in (Verdict.SAME, Verdict.COMPATIBLE)


@pytest.mark.parametrize("case", CONFLICT)
def test_what_cannot_both_be_true(case: str) -> None:
    a, b, reason = CONFLICT[case]
    found = compare(a, b)
    assert (found.verdict, found.reason) == (Verdict.CONFLICT, reason)


@pytest.mark.parametrize("case", INCOMPARABLE)
def test_what_has_no_common_scale(case: str) -> None:
    a, b = INCOMPARABLE[case]
    assert compare(a, b).verdict is Verdict.INCOMPARABLE


def test_the_factor_says_how_far_apart_they_are() -> None:
    assert compare(figure("15M"), figure("150M")).factor == pytest.approx(10)
    assert compare(figure("300B", "email/day"), figure("300B", "email/year")).factor == pytest.approx(365)


NUMBERS = st.sampled_from(["0", "1", "5", "28", "99.9", "99.999", "100", "1500", "15M", "150M", "89.2M", "1B", "10T"])
UNITS = st.sampled_from(
    ["user", "request/s", "request/day", "request/year", "ms", "s", "h", "gb", "%", "usd", "x", "nine"]
)
STATS = st.sampled_from([None, None, None, "p50", "median", "mean", "p99", "peak", "max", "min", "total"])


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    unit, number = draw(UNITS), draw(NUMBERS)
    if draw(st.booleans()):
        return figure(number, unit, draw(st.sampled_from(BOUNDS[:4])), draw(STATS))
    return figure(number, unit, stat=draw(STATS), high=draw(NUMBERS))


@settings(max_examples=300)
@given(quantities(), quantities())
def test_the_order_of_the_two_makes_no_difference(a: Quantity, b: Quantity) -> None:
    assert compare(a, b) == compare(b, a)


@given(quantities())
def test_a_quantity_never_contradicts_itself(a: Quantity) -> None:
    assert compare(a, a).verdict is Verdict.SAME
