"""How long a service may be down at an availability, by the period that is counted."""

from collections.abc import Iterator
from fractions import Fraction

from caselint.figures.arithmetic import Interval
from caselint.figures.convert import measure
from caselint.figures.quantity import Quantity
from caselint.figures.units import DAY, PERIODS, UNITS

# Seconds of a period, in each way that tables of downtime count it; the first is the one that messages show.
PERIOD_LENGTHS: dict[str, tuple[int | Fraction, ...]] = {
    "year": (365 * DAY, 366 * DAY, Fraction(36525 * DAY, 100), 360 * DAY),
    "quarter": (90 * DAY, 91 * DAY, 92 * DAY, Fraction(36525 * DAY, 400)),
    "month": (30 * DAY, 31 * DAY, 28 * DAY, Fraction(36525 * DAY, 1200)),
    "week": (7 * DAY,),
    "day": (DAY,),
}
_MOST = Fraction(9, 10)


def availability(quantity: Quantity) -> Fraction | None:
    """The share of the time that a service is up, from 0.9 to below 1; None where the figure states no such share."""
    size = measure(quantity)
    if size is None or size.vague or size.dimension != "share" or size.low != size.high:
        return None
    return size.low if _MOST <= size.low < 1 else None


def downtimes(up: Fraction, period: str | None, unit: str) -> Iterator[tuple[str, Interval]]:
    """The downtimes in `unit` ("min") that an availability leaves, by period; of all periods where it is None."""
    worth = UNITS[unit].worth
    assert worth is not None
    for name in (period,) if period is not None else tuple(PERIOD_LENGTHS):
        for length in PERIOD_LENGTHS.get(name, ()):
            seconds = (1 - up) * length / worth
            yield name, Interval(seconds, seconds)


def period_of(unit: str) -> tuple[str, str | None] | None:
    """The time unit and the period of a downtime's unit (`min/year`: "min", "year"); None where it is no time."""
    numerator, _, period = unit.partition("/")
    known = UNITS.get(numerator)
    if known is None or known.dimension != "duration" or (period and period not in PERIODS):
        return None
    return numerator, period or None
