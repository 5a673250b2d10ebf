"""Quantities in base units: what two figures written in different units have in common."""

from dataclasses import dataclass
from fractions import Fraction

from caselint.figures.quantity import Quantity
from caselint.figures.units import CURRENCIES, PERIODS, UNITS

# Written one way or the other, all three say which part of a whole is meant.
_SHARES = {"percent": Fraction(1, 100), "ratio": Fraction(1), "nines": Fraction(1)}
# A vague word (`millions`) means anything up to the next word.
VAGUE_SPAN = 1000
# `20 nines` and more are nobody's figure; the limit keeps the powers small on hostile text.
_MAX_NINES = 18


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity in base units: seconds, bits, metres, parts of 1, rates per second.

    Attributes:
        low, high: the number as written, converted; equal unless the quantity is a range or vague. What the bound says
            beyond the number is not in them: `compare` reads it from `bound`.
        rounding: half a unit of the last digit written, converted.
        dimension: "count", "duration", "data", "money", "share" (percent, ratio and nines), "multiplier" or
            "other:<unit>" for units that convert into no other.
        per: the period of a rate in seconds, as written; None where the quantity is no rate. Measures with and without
            a period are never comparable.
        things: the denominators that are no periods (`gb/region`: "region").
        currency: of money; "" elsewhere.
        noun: what is counted, in the singular with its classifying words; "" where the unit does not say.
    """

    low: Fraction
    high: Fraction
    rounding: Fraction
    dimension: str
    per: Fraction | None
    things: tuple[str, ...]
    currency: str
    noun: str
    bound: str
    stat: str | None
    vague: bool
    written: Fraction | None

    @property
    def key(self) -> tuple[str, bool, tuple[str, ...], str]:
        """Measures with different keys have no common scale."""
        return self.dimension, self.per is not None, self.things, self.currency


def measure(quantity: Quantity) -> Measure | None:
    """`quantity` in base units; None where it states no number at all (a vague word without a magnitude)."""
    numerator, *denominators = quantity.unit.split("/")
    periods = [PERIODS[name] for name in denominators if name in PERIODS]
    things = tuple(sorted(name for name in denominators if name not in PERIODS))
    dimension, worth = _scale(quantity, numerator)
    if quantity.vague and quantity.value is None and quantity.low is None:
        if quantity.magnitude is None:
            return None
        low, high = quantity.magnitude, quantity.magnitude * VAGUE_SPAN
    elif quantity.low is not None and quantity.high is not None:
        low, high = sorted((quantity.low, quantity.high))
    elif quantity.value is not None:
        low = high = quantity.value
    else:
        return None
    if quantity.dimension == "nines":
        low, high = _nines(low), _nines(high)
    for period in periods:
        worth /= period
    return Measure(
        low=low * worth,
        high=high * worth,
        rounding=Fraction(0) if quantity.dimension == "nines" else quantity.rounding * worth,
        dimension=dimension,
        per=periods[0] if periods else None,
        things=things,
        currency=numerator if dimension == "money" else "",
        noun=numerator if dimension == "count" else "",
        bound=quantity.bound,
        stat=quantity.stat,
        vague=quantity.vague,
        written=quantity.value,
    )


def _scale(quantity: Quantity, numerator: str) -> tuple[str, Fraction]:
    """The dimension of the numerator, and what one of it is worth in base units."""
    if quantity.dimension in ("ratio", "nines"):
        return "share", _SHARES[quantity.dimension]
    if numerator in CURRENCIES:
        return "money", Fraction(1)
    known = UNITS.get(numerator)
    if known is None:
        return "count", Fraction(1)
    if known.dimension in _SHARES:
        return "share", _SHARES[known.dimension]
    if known.dimension == "other":
        return ("other:m", known.worth) if known.worth is not None else (f"other:{numerator}", Fraction(1))
    return known.dimension, known.worth or Fraction(1)


def _nines(count: Fraction) -> Fraction:
    """The availability that a number of nines states: 3 is 0.999, 3.5 is 0.9995."""
    whole = min(int(count), _MAX_NINES)
    rest = count - int(count)
    return 1 - Fraction(1, 10**whole) * (Fraction(1, 2) if rest == Fraction(1, 2) else 1)
