"""What a change from one figure to another may be called: percent or times, read in each usual way."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from caselint.figures.arithmetic import Interval, is_bounded, numbers
from caselint.figures.convert import measure
from caselint.figures.quantity import Quantity
from caselint.figures.units import DAY, UNITS

_HUNDRED = Fraction(100)
# What else a day, week, month and year may be where people count work: hours of a day, days of a week.
_OTHER_WORTH = {
    "day": (Fraction(8 * 3600),),
    "week": (Fraction(5 * DAY), Fraction(40 * 3600), Fraction(5 * 8 * 3600)),
    "month": (Fraction(28 * DAY), Fraction(30 * DAY), Fraction(31 * DAY), Fraction(20 * DAY), Fraction(22 * DAY)),
    "year": (Fraction(250 * DAY), Fraction(260 * DAY), Fraction(360 * DAY), Fraction(52 * 7 * DAY)),
    "b": (Fraction(8),),
}


class Change(NamedTuple):
    """A size that a change may be told to have, in percent or times, and what it is of, for a message."""

    size: Interval
    words: str


def changes(old: Quantity, new: Quantity, unit: str, direction: str = "", *, rounded: bool = True) -> list[Change]:
    """All readings of the change from `old` to `new` in `unit` ("%" or "x"), the plainest first.

    `direction` is "down", "up" or "" where the words say neither. Empty where the two cannot be compared, or one is
    only a bound. Without `rounded` decimals count as exact.
    """
    if is_bounded(old) or is_bounded(new):
        return []
    found: list[Change] = []
    for first, second in _worths(old, new):
        before, after = _scaled(old, first, rounded), _scaled(new, second, rounded)
        if before is None or after is None or min(before.low, after.low) < 0:
            return []
        if _is_share(old) and _is_share(new):
            found += _of_shares(before, after, unit)
        found += _percent(before, after, direction) if unit == "%" else _times(before, after, "the ratio")
    return found


def _of_shares(before: Interval, after: Interval, unit: str) -> Iterator[Change]:
    """Of two percentages: the points between them, and what the same change makes of what fails."""
    if unit == "%":
        low, high = after.low - before.high, after.high - before.low
        yield Change(Interval(*sorted((abs(low), abs(high)))), "the difference in points")
    if max(before.high, after.high) <= _HUNDRED:
        rest, left = _missing(before), _missing(after)
        yield from (
            _percent(rest, left, "") if unit == "%" else _times(rest, left, "the ratio of what is missing to 100%")
        )


def _missing(share: Interval) -> Interval:
    return Interval(_HUNDRED - share.high, _HUNDRED - share.low)


def _is_share(quantity: Quantity) -> bool:
    return quantity.unit == "%"


def _scaled(quantity: Quantity, worth: Fraction, rounded: bool) -> Interval | None:
    number = numbers(quantity if rounded else quantity._replace(rounding=Fraction(0)))
    return None if number is None else number.scaled(worth)


def _percent(before: Interval, after: Interval, direction: str) -> Iterator[Change]:
    falls = after.high <= before.low
    yield from _share_of(before, after, before, "the fall" if falls else "the rise")
    if direction != ("down" if falls else "up"):
        yield from _share_of(before, after, after, "the change in terms of the new value")


def _share_of(before: Interval, after: Interval, base: Interval, words: str) -> Iterator[Change]:
    if base.low <= 0:
        return
    sizes = [abs(one - other) / over * 100 for one in before for other in after for over in base]
    yield Change(Interval(min(sizes), max(sizes)), words)


def _times(before: Interval, after: Interval, words: str) -> Iterator[Change]:
    if min(before.low, after.low) <= 0:
        return
    large, small = (before, after) if before.high >= after.high else (after, before)
    size = Interval(large.low / small.high, large.high / small.low)
    yield Change(size, words)
    yield Change(Interval(size.low - 1, size.high - 1), f"{words} less one")


def _worths(old: Quantity, new: Quantity) -> Iterator[tuple[Fraction, Fraction]]:
    """What one of each unit is worth, in each way that pages count; empty where the two have no common scale."""
    if old.unit == new.unit:
        yield Fraction(1), Fraction(1)
        return
    one, other = _minutes(old, new), _minutes(new, old)
    left, right = measure(one), measure(other)
    if left is None or right is None or left.key != right.key:
        if not one.unit or not other.unit:
            yield Fraction(1), Fraction(1)
        return
    for first in _unit_worths(one):
        for second in _unit_worths(other):
            yield first, second


def _minutes(quantity: Quantity, beside: Quantity) -> Quantity:
    """`8m` beside a duration is minutes."""
    if quantity.unit == "m" and beside.dimension == "duration":
        return quantity._replace(unit="min", dimension="duration")
    return quantity


def _unit_worths(quantity: Quantity) -> Iterator[Fraction]:
    numerator, *denominators = quantity.unit.split("/")
    known = UNITS.get(numerator)
    worth = known.worth if known is not None and known.worth is not None else Fraction(1)
    per = Fraction(1)
    for name in denominators:
        period = UNITS.get(name)
        if period is not None and period.dimension == "duration" and period.worth:
            per *= period.worth
    yield worth / per
    if not denominators:
        yield from _OTHER_WORTH.get(numerator, ())
