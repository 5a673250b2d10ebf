"""Reading the number itself, separators judged, nothing lost to floats."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.figures.atoms import read_atom
from caselint.figures.numbers import MAX_DIGITS, read_digits, read_words


@pytest.mark.parametrize(
    ("written", "value", "rounding", "digits"),
    [
        ("7", 7, "1/2", 1),
        ("1,234,567", 1234567, "1/2", 7),
        ("12,34,567", 1234567, "1/2", 7),
        ("99.97", "99.97", "1/200", 4),
        ("0.0001", "0.0001", "1/20000", 1),
        ("100", 100, "1/2", 3),
    ],
)
def test_digits_keep_their_precision_as_written(written: str, value: object, rounding: str, digits: int) -> None:
    number = read_digits(written)
    assert number is not None
    assert (number.value, number.rounding, number.digits) == (Fraction(str(value)), Fraction(rounding), digits)


@pytest.mark.parametrize("written", ["1,2,3", "1.2.3", "12,3", "1.234,5", "9" * (MAX_DIGITS + 1)])
def test_lists_versions_and_keys_are_no_numbers(written: str) -> None:
    assert read_digits(written) is None


def test_a_dotted_thousand_is_one_only_where_things_are_counted() -> None:
    counted, measured = read_digits("50.000", counted=True), read_digits("50.000")
    assert counted is not None
    assert measured is not None
    assert (counted.value, measured.value) == (50_000, 50)


@pytest.mark.parametrize(("written", "value"), [("twelve", 12), ("Twenty-five", 25), ("zero", 0), ("ninety", 90)])
def test_number_words(written: str, value: int) -> None:
    number = read_words(written)
    assert number is not None
    assert number.value == value


@pytest.mark.parametrize("written", ["twelve-five", "thirty-eleven", "many", ""])
def test_other_words_are_no_numbers(written: str) -> None:
    assert read_words(written) is None


@pytest.mark.parametrize(
    ("text", "value", "end"),
    [
        ("24K rows", 24_000, 3),
        ("2.5B", 2_500_000_000, 4),
        ("260+ million homes", 260_000_000, 12),
        ("10-million-row", 10_000_000, 10),
        ("5KB", 5, 1),
        ("5 m", 5, 1),
        ("six thousand", 6_000, 12),
        ("3G", 3, 1),
        ("1.5 M users", 1_500_000, 5),
    ],
)
def test_a_scale_belongs_to_the_number_and_a_unit_does_not(text: str, value: int, end: int) -> None:
    atom = read_atom(text, 0)
    assert atom is not None
    assert (atom.scaled.value, atom.end) == (value, end)


def test_small_scale_letters_are_scales_of_money_only() -> None:
    money, metres = read_atom("5m", 0, currency="usd"), read_atom("5m", 0)
    assert money is not None
    assert metres is not None
    assert (money.scaled.value, metres.scaled.value) == (5_000_000, 5)


@given(st.integers(0, 10**15))
def test_grouping_changes_nothing(number: int) -> None:
    plain, grouped = read_digits(str(number)), read_digits(f"{number:,}")
    assert plain is not None
    assert grouped is not None
    assert plain.value == grouped.value == number
