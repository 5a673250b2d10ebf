"""What a figure says: its number as written, its unit, its bound and its statistic."""

from fractions import Fraction
from typing import NamedTuple

from caselint.findings import Span

BOUNDS = ("exact", "at_least", "at_most", "approx", "range")
STATISTICS = ("p50", "median", "mean", "p90", "p95", "p99", "p999", "peak", "max", "min", "total")
DIMENSIONS = ("count", "rate", "duration", "data", "money", "percent", "multiplier", "ratio", "nines", "other")


class Quantity(NamedTuple):
    """One figure of a text, exact as written: nothing is converted here (`convert.measure` does that).

    `value` is in the written unit with the scale applied (`24K` is 24000), None for ranges and vague magnitudes.
    `low` and `high` are set for ranges only. `magnitude` is the power of ten that a vague word names (`millions`:
    10**6).
    `rounding` is half a unit of the last digit written, in the unit of `value`; `digits` counts the significant ones.
    `unit` is lower-case and singular, denominators behind slashes (`usd/gb/month`), empty where the text gives none.
    `unit_from` says where a unit that does not stand at the number came from: label, header or context.
    """

    span: Span
    surface: str
    value: Fraction | None
    low: Fraction | None = None
    high: Fraction | None = None
    unit: str = ""
    dimension: str = "count"
    bound: str = "exact"
    stat: str | None = None
    vague: bool = False
    num: Fraction | None = None
    den: Fraction | None = None
    magnitude: Fraction | None = None
    rounding: Fraction = Fraction(0)
    digits: int = 0
    unit_from: str | None = None

    @property
    def on_one_line(self) -> str:
        """The figure as written, for a message: without the line break that it may hold."""
        return " ".join(self.surface.split())

    def as_row(self) -> dict[str, object]:
        """The fields that `caselint figures` prints, numbers as JSON can hold them; no place."""
        row: dict[str, object] = {
            "surface": self.surface,
            "value": as_number(self.value),
            "low": as_number(self.low),
            "high": as_number(self.high),
            "unit": self.unit,
            "dimension": self.dimension,
            "bound": self.bound,
            "stat": self.stat,
            "vague": self.vague,
        }
        if self.num is not None:
            row["num"], row["den"] = as_number(self.num), as_number(self.den)
        return row


def without_noun(surface: str, noun: str) -> str:
    """A figure as written without the noun that it ends with, in whatever case: `150M+` of `150M+ Users`."""
    cut = len(noun) + 1  # in lower case it may be longer: of ß casefold makes ss
    return surface[:-cut] if noun and surface[-cut:].casefold() == f" {noun.casefold()}" else surface


def as_number(exact: Fraction | None) -> int | float | None:
    """The nearest number that JSON can hold: an int where it is whole or too large for a float, else a float."""
    if exact is None:
        return None
    if exact.denominator == 1:
        return exact.numerator
    try:
        return float(exact)
    except OverflowError:
        return round(exact)
