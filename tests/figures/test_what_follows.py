"""What a statement admits, and what is computed from it: exactly, with the rounding as written forgiven."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quantity_of import quantity_of

from caselint.figures.arithmetic import (
    APPROXIMATE,
    Interval,
    admits,
    any_follows,
    is_bounded,
    last_digit,
    numbers,
    told,
    told_like,
    unit_as_written,
)

decimals = st.decimals(min_value=0, max_value=10**6, places=3, allow_nan=False)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("180B requests", 10**10),
        ("1,200 hosts", 100),
        ("40%", 1),
        ("100%", 10),
        ("99.999%", Fraction(1, 1000)),
        ("8.76 h", Fraction(1, 100)),
        ("1.50 GB", Fraction(1, 10)),
        ("7 ms", 1),
    ],
)
def test_the_last_significant_digit(text: str, unit: Fraction) -> None:
    assert last_digit(quantity_of(text)) == unit


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("99.999%", "99.998", "100"),
        ("0.1 s", "0", "0.2"),
        ("10-20 ms", "9", "21"),
        ("~200 ms", "170", "230"),
        ("~8 ms", "6.8", "9.2"),
        ("20x", "15", "25"),
        ("12x", "11", "13"),
    ],
)
def test_what_a_statement_admits(text: str, low: str, high: str) -> None:
    assert admits(quantity_of(text)) == Interval(Fraction(low), Fraction(high))


def test_a_bound_is_open_to_one_side() -> None:
    least, most = admits(quantity_of("5M+ users")), admits(quantity_of("<100 ms"))
    assert least is not None
    assert most is not None
    assert least.low == 5_000_000 - 1_000_000 < least.high
    assert most.high == 110 > most.low
    assert is_bounded(quantity_of("5M+ users"))
    assert not is_bounded(quantity_of("5M users"))


def test_a_vague_word_admits_and_gives_nothing() -> None:
    vague = quantity_of("millions of users")
    assert admits(vague) is None
    assert numbers(vague) is None


@given(decimals, st.integers(0, 2))
def test_a_number_is_admitted_by_what_it_is_rounded_or_cut_off_to(number: object, places: int) -> None:
    exact = Fraction(str(number))
    step = Fraction(1, 10**places)
    for shorter in (round(exact / step) * step, exact // step * step):
        stated = admits(quantity_of(f"{float(shorter):.{places}f} ms"))
        assert stated is not None
        assert stated.low <= exact <= stated.high


@given(st.integers(1, 10**7), st.integers(2, 4))
def test_a_whole_number_is_admitted_by_its_first_digits(number: int, kept: int) -> None:
    step = 10 ** max(0, len(str(number)) - kept)
    stated = admits(quantity_of(f"{number // step * step} ms"))
    assert stated is not None
    assert stated.low <= number <= stated.high


@given(st.integers(0, 10**6), st.integers(1, 3))
def test_decimals_carry_half_a_unit_and_whole_numbers_none(number: int, places: int) -> None:
    whole, short = numbers(quantity_of(f"{number} ms")), numbers(quantity_of(f"{number}.{'5' * places} ms"))
    assert whole == Interval(Fraction(number), Fraction(number))
    assert short is not None
    assert short.high - short.low == Fraction(1, 10**places)


def test_about_is_not_computed_with_as_exact() -> None:
    slack = 200 * APPROXIMATE
    assert numbers(quantity_of("~200 ms")) == Interval(200 - slack, 200 + slack)
    assert numbers(quantity_of("2B users")) == Interval(Fraction(2 * 10**9), Fraction(2 * 10**9))


@given(st.lists(st.fractions(), min_size=4, max_size=4), st.fractions())
def test_intervals_meet_whichever_is_asked_and_however_scaled(ends: list[Fraction], factor: Fraction) -> None:
    one, other = Interval(*sorted(ends[:2])), Interval(*sorted(ends[2:]))
    assert one.meets(other) == other.meets(one) == any_follows([one], other)
    assert one.meets(one)
    if factor:
        assert one.scaled(factor).meets(other.scaled(factor)) == one.meets(other)
        assert one.scaled(factor).scaled(1 / factor) == one


@given(st.fractions(min_value=Fraction(1, 1000), max_value=10**12), st.integers(2, 5))
def test_a_number_is_told_to_its_digits(number: Fraction, digits: int) -> None:
    shown = Fraction(told(number, digits).replace(",", ""))
    assert abs(shown - number) <= number / 10 ** (digits - 1)


@pytest.mark.parametrize(
    ("number", "shown"),
    [("0", "0"), ("1/3", "0.333"), ("1234567", "1,234,567"), ("99.999", "100"), ("5.260", "5.26"), ("-12.5", "-12.5")],
)
def test_how_a_number_is_told(number: str, shown: str) -> None:
    assert told(Fraction(number)) == shown


@pytest.mark.parametrize(
    ("text", "unit"), [("24K URLs/second", "URLs/second"), ("10%", "%"), ("1.5 million users", "users"), ("3x", "x")]
)
def test_the_unit_as_the_page_writes_it(text: str, unit: str) -> None:
    assert unit_as_written(quantity_of(text)) == unit


@pytest.mark.parametrize(
    ("text", "number", "shown"),
    [("$7.4K", "6400", "$6.4K"), ("$7,400", "6400", "$6,400"), ("18 patterns", "20", "20"), ("5M users", "6e6", "6M")],
)
def test_a_computed_number_is_told_like_the_one_on_the_page(text: str, number: str, shown: str) -> None:
    assert told_like(quantity_of(text), Fraction(number)) == shown
