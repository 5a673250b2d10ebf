"""What a figure comes to in the unit of another one: rates per day and per second, times, data."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from caselint.figures.arithmetic import Interval, is_bounded, numbers
from caselint.figures.quantity import Quantity
from caselint.figures.units import DAY, PERIODS, UNITS, unit_named

# Lengths in seconds that pages also mean, beside the calendar's: working days, months of 28 to 31 days.
_OTHER_LENGTHS = {
    "day": (8 * 3600,),
    "week": (5 * DAY, 40 * 3600),
    "month": (28 * DAY, 30 * DAY, 31 * DAY, 20 * DAY, 22 * DAY, 160 * 3600, 168 * 3600, 176 * 3600),
    "year": (Fraction(36525 * DAY, 100), 360 * DAY, 250 * DAY, 260 * DAY, 2000 * 3600, 2080 * 3600),
    "quarter": (90 * DAY, 91 * DAY, 92 * DAY),
}
_BINARY = {f"{prefix}b": Fraction(8 * 1024**step) for step, prefix in enumerate("kmgtpez", 1)}


class Conversion(NamedTuple):
    """What one figure comes to in another's unit; `same_rate` where both are rates of one counted thing."""

    size: Interval
    same_rate: bool


class _Parts(NamedTuple):
    noun: str
    dimension: str
    period: str | None
    unit: str


def conversions(one: Quantity, other: Quantity) -> Iterator[Conversion]:
    """What `one` comes to in the unit of `other`, in each way that units are counted; none where they do not convert.

    A period that only one of two rates names makes no conversion, except of times
    (`100B ms = 1.16M CPU-hours/day`).
    """
    left, right, stated = _parts(one), _parts(other), numbers(one)
    if left is None or right is None or stated is None or is_bounded(one) or left.dimension != right.dimension:
        return
    if left.noun and right.noun and left.noun != right.noun:
        return
    if (left.period is None) != (right.period is None) and left.dimension != "duration":
        return
    if left.dimension == "count" and (left.period == right.period or not (left.noun or right.noun)):
        return
    both = left.period is not None and right.period is not None
    same_rate = both and left.period != right.period and (left.noun == right.noun or not right.noun)
    for numerator in _ratios(left.unit, right.unit):
        for period in _ratios(left.period or "", right.period or "") if both else (Fraction(1),):
            yield Conversion(stated.scaled(numerator / period), same_rate)


def _parts(quantity: Quantity) -> _Parts | None:
    numerator, *denominators = quantity.unit.split("/")
    periods = [name for name in denominators if name in PERIODS]
    if len(periods) != len(denominators) or len(periods) > 1:
        return None
    period = periods[0] if periods else None
    # `CPU-hour`, `engineer-hour`: hours of something.
    of, _, last = numerator.rpartition("-")
    hours = unit_named(last, glued=False) if of else None
    unit = hours if hours in PERIODS else numerator
    known = UNITS.get(unit)
    if known is None:
        return _Parts(numerator, "count", period, "")
    if known.dimension not in ("duration", "data"):
        return None
    return _Parts("", known.dimension, period, unit)


def _ratios(one: str, other: str) -> Iterator[Fraction]:
    """How many of `other` one of `one` is."""
    if one == other:
        yield Fraction(1)
        return
    for left in _worths(one):
        for right in _worths(other):
            yield left / right


def _worths(name: str) -> Iterator[Fraction]:
    if name in PERIODS:
        yield PERIODS[name]
        yield from map(Fraction, _OTHER_LENGTHS.get(name, ()))
    elif name in UNITS and UNITS[name].worth:
        yield UNITS[name].worth or Fraction(1)
        if name in _BINARY:
            yield _BINARY[name]
    else:
        yield Fraction(1)
