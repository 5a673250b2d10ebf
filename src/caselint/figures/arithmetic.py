"""Whether a figure follows from others: what a statement admits, and whether a result lies in it.

Exact throughout (`Fraction`). Rounding as written is forgiven both ways, since authors cut off (8.76 h told as 8 h) as
often as they round: a statement admits one unit of its last significant digit to either side. Zeros at the end
count as rounded while two digits stay: `180B` is known to 10B, `1,200` to 100, `1.50` to 0.1, `40%` to 1.
"""

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from caselint.figures.numbers import SCALE_LETTERS
from caselint.figures.quantity import Quantity
from caselint.figures.units import CURRENCY_SIGNS

# How far a figure that says "about" may be off.
APPROXIMATE = Fraction(15, 100)
_NO_LIMIT = Fraction(10) ** 60
_LEAST_DIGITS = 2
_NUMBER = re.compile(r"\A[^0-9]*[0-9][0-9.,]*\s?(?:[KMBTk](?![A-Za-z])|(?:thousand|million|billion|trillion)\b)?\s*\+?")
_SCALE_LETTER = re.compile(r"[0-9]([KMBT])(?![A-Za-z])")
# `1000x` and `20x` tell a size, not a number.
_MANY_TIMES = 10
_ROUND_TIMES = Fraction(1, 4)


class Interval(NamedTuple):
    """The numbers from `low` to `high`, both of them included."""

    low: Fraction
    high: Fraction

    def meets(self, other: "Interval") -> bool:
        return self.low <= other.high and other.low <= self.high

    def scaled(self, factor: Fraction) -> "Interval":
        low, high = self.low * factor, self.high * factor
        return Interval(low, high) if low <= high else Interval(high, low)


def last_digit(quantity: Quantity) -> Fraction:
    """One unit of the last significant digit of the number as written, in the unit of `value`."""
    number = quantity.value if quantity.value is not None else quantity.high
    unit = quantity.rounding * 2
    return Fraction(0) if number is None or not unit else last_unit(number, unit)


def last_unit(number: Fraction, unit: Fraction) -> Fraction:
    """One unit of the last significant digit of a number that is written down to one `unit`, which is above 0."""
    number = abs(number)
    while number and number % (unit * 10) == 0 and number / (unit * 10) >= 10 ** (_LEAST_DIGITS - 1):
        unit *= 10
    return unit


def admits(quantity: Quantity) -> Interval | None:
    """The numbers that the statement of a figure is true of, in its written unit; None of a vague one."""
    if quantity.vague:
        return None
    unit = last_digit(quantity)
    if quantity.low is not None and quantity.high is not None:
        low, high = sorted((quantity.low, quantity.high))
        return Interval(low - unit, high + unit)
    value = quantity.value
    if value is None:
        return None
    if quantity.bound == "approx":
        unit = max(unit, abs(value) * APPROXIMATE)
    if quantity.unit == "x" and value >= _MANY_TIMES and value % (10 ** (len(str(int(value))) - 1)) == 0:
        unit = max(unit, value * _ROUND_TIMES)
    if quantity.bound == "at_least":
        return Interval(value - unit, _NO_LIMIT)
    if quantity.bound == "at_most":
        return Interval(-_NO_LIMIT, value + unit)
    return Interval(value - unit, value + unit)


def numbers(quantity: Quantity) -> Interval | None:
    """The number that others are computed from: as written, half a unit of its last decimal either way.

    Whole numbers and scaled ones (`1B`) are exact, `~` is not.
    """
    if quantity.vague:
        return None
    if quantity.low is not None and quantity.high is not None:
        low, high = sorted((quantity.low, quantity.high))
        return Interval(low, high)
    value = quantity.value
    if value is None:
        return None
    if quantity.bound == "approx":
        slack = abs(value) * APPROXIMATE
        return Interval(value - slack, value + slack)
    slack = quantity.rounding if "." in quantity.surface else Fraction(0)
    return Interval(value - slack, value + slack)


def is_bounded(quantity: Quantity) -> bool:
    """Whether a figure only says "at least" or "at most", so that what follows from it is open on one side."""
    return quantity.bound in ("at_least", "at_most")


def any_follows(results: Iterable[Interval], stated: Interval) -> bool:
    """Whether one of the possible results lies in what is stated."""
    return any(result.meets(stated) for result in results)


def told(number: Fraction, digits: int = 3) -> str:
    """A computed number as a message shows it: `digits` significant ones, separators, no zeros behind the point."""
    if not number:
        return "0"
    magnitude = 0
    size = abs(number)
    while size >= 10**digits:
        size /= 10
        magnitude += 1
    while size < 10 ** (digits - 1) and magnitude > -12:
        size *= 10
        magnitude -= 1
    if magnitude >= 0:
        return f"{round(number):,}"
    text = f"{float(round(number, -magnitude)):,.{-magnitude}f}"
    return text.rstrip("0").rstrip(".")


def told_like(quantity: Quantity, number: Fraction, digits: int = 4) -> str:
    """A computed number in the unit of `quantity`, with the currency sign and the scale letter that it bears."""
    surface = quantity.surface
    sign = next((each for each in surface[:2] if each in CURRENCY_SIGNS), "")
    scale = _SCALE_LETTER.search(surface)
    letter = scale[1] if scale else ""
    return f"{sign}{told(number / SCALE_LETTERS.get(letter, 1), digits)}{letter}"


def unit_as_written(quantity: Quantity) -> str:
    """What the page writes behind digits and scale (`URLs/second`, `%`); the unit where it stands elsewhere."""
    words = _NUMBER.sub("", quantity.on_one_line, count=1)
    return words if quantity.unit_from is None else quantity.unit.replace("usd", "$")
