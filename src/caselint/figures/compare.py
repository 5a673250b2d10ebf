"""Whether two quantities of one and the same thing can both be true, and why not.

Units are converted, bounds respected, rounding forgiven. Whether two figures are of the same thing at all is not judged
here: counted nouns, subjects and scopes are a claim's matter.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from caselint.figures.arithmetic import APPROXIMATE
from caselint.figures.convert import Measure, measure
from caselint.figures.quantity import Quantity


class Verdict(StrEnum):
    SAME = "same"
    COMPATIBLE = "compatible"
    CONFLICT = "conflict"
    INCOMPARABLE = "incomparable"


@dataclass(frozen=True, slots=True)
class Relation:
    """How two quantities stand to each other.

    `reason` of a conflict: "differs", "below-bound" (`15M` beside `150M+`), "above-bound" (`90 ms` beside `<50 ms`),
    "lost-period" (`300B/day` beside `300B/year`), "impossible" (a peak below the average, p99 below the median),
    "statistic" (28 ms median beside 28 ms mean); "" elsewhere. `factor` is how far the numbers are apart, at least 1.
    """

    verdict: Verdict
    reason: str = ""
    factor: float = 1.0


_CONVERTED = Fraction(10, 100)
_CONVERTED_BOUND = Fraction(25, 100)
# How far above `N+` an exact figure, and below `<N`, still reads as the same statement.
_ABOVE_BOUND = Fraction(5, 2)
_BELOW_BOUND = 12
_TWO_CEILINGS = 2
# `1B+ a day` beside `300B+ a year`.
_TWO_FLOORS = Fraction(7, 5)
# A figure per second that is so much larger than the one per day may be a peak that nobody calls one.
_UNNAMED_PEAK = 100
_DAY = 86_400
_PEAK_SLACK = Fraction(98, 100)
# The same number from here on under two periods is a period lost in copying, not chance.
_LOST_PERIOD = 1000
_NEARLY_ALL = Fraction(9, 10)
_NO_FORGIVENESS = Fraction(99, 100)
_ORDER = {"min": 0, "p50": 50, "median": 50, "p90": 90, "p95": 95, "p99": 99, "p999": 100, "max": 101}
_MEAN_AT_MOST = ("p95", "p99", "p999", "max")
_SAME_STATISTIC = {"p50": "median", "total": None}

_INCOMPARABLE = Relation(Verdict.INCOMPARABLE)
_SAME = Relation(Verdict.SAME)
_COMPATIBLE = Relation(Verdict.COMPATIBLE)


def compare(a: Quantity, b: Quantity) -> Relation:
    """The relation of two quantities; symmetric."""
    left, right = measure(a), measure(b)
    return relation(left, right) if left is not None and right is not None else _INCOMPARABLE


def relation(a: Measure, b: Measure) -> Relation:
    """The relation of two measures; symmetric."""
    if a.key != b.key:
        return _INCOMPARABLE
    if a.per != b.per and a.written is not None and a.written == b.written and abs(a.written) >= _LOST_PERIOD:
        return Relation(Verdict.CONFLICT, "lost-period", _factor(a, b))
    left, right = _SAME_STATISTIC.get(a.stat or "", a.stat), _SAME_STATISTIC.get(b.stat or "", b.stat)
    if left != right:
        return _across_statistics(a, b, left, right)
    if a.vague or b.vague:
        return _vague(a, b)
    if "range" in (a.bound, b.bound):
        return _range(a, b)
    return _numbers(a, b)


def _across_statistics(a: Measure, b: Measure, left: str | None, right: str | None) -> Relation:
    """Two different statistics of one thing: their order may be impossible, their equality suspect."""
    if "peak" in (left, right):
        peak, other = (a, b) if left == "peak" else (b, a)
        if other.vague or peak.vague or other.bound == "at_most" or (right if left == "peak" else left) == "max":
            return _COMPATIBLE
        below = peak.high < other.low * _PEAK_SLACK
        return Relation(Verdict.CONFLICT, "impossible", _factor(a, b)) if below else _COMPATIBLE
    if left is None or right is None:
        return _SAME if a.low == b.low and a.high == b.high else _INCOMPARABLE
    if a.low == b.low and a.high == b.high and "exact" in (a.bound, b.bound):
        return Relation(Verdict.CONFLICT, "statistic")
    if "mean" in (left, right):
        mean, other = (a, b) if left == "mean" else (b, a)
        ordered = (other, mean) if other.stat in _MEAN_AT_MOST else (mean, other) if other.stat == "min" else None
    elif left in _ORDER and right in _ORDER:
        ordered = (a, b) if _ORDER[left] > _ORDER[right] else (b, a)
    else:
        ordered = None
    if ordered is None:
        return _COMPATIBLE
    upper, lower = ordered
    if (
        upper.bound == "at_least"
        or lower.bound == "at_most"
        or upper.high + upper.rounding >= lower.low - lower.rounding
    ):
        return _COMPATIBLE
    return Relation(Verdict.CONFLICT, "impossible", _factor(a, b))


def _vague(a: Measure, b: Measure) -> Relation:
    if a.vague and b.vague:
        return _SAME if a.low == b.low else _COMPATIBLE
    vague, told = (a, b) if a.vague else (b, a)
    if told.bound == "at_least":
        apart = told.low >= vague.high
    elif told.bound == "at_most":
        apart = told.high < vague.low
    else:
        apart = told.low >= vague.high or told.high + told.rounding < vague.low
    return Relation(Verdict.CONFLICT, "differs", _factor(a, b)) if apart else _COMPATIBLE


def _range(a: Measure, b: Measure) -> Relation:
    if a.bound == b.bound and a.low == b.low and a.high == b.high:
        return _SAME
    slack = _slack(a, b)
    if b.bound != "range":
        a, b = b, a
    above = a.bound != "at_most" and a.low > b.high + slack(b.high)
    below = a.bound != "at_least" and a.high < b.low - slack(b.low)
    if above or below:
        return Relation(Verdict.CONFLICT, "differs", _factor(a, b))
    return _COMPATIBLE


def _numbers(a: Measure, b: Measure) -> Relation:
    """Two single numbers of one statistic."""
    low, high = (a, b) if (a.low, a.bound) <= (b.low, b.bound) else (b, a)
    slack = _slack(a, b)
    if high.low - low.low <= slack(max(abs(high.low), abs(low.low))):
        return _SAME
    if a.per != b.per and _may_be_peak(a, b):
        return _COMPATIBLE
    factor = _factor(a, b)
    differs = Relation(Verdict.CONFLICT, "differs", factor)
    bounds = {low.bound, high.bound}
    if bounds == {"at_least"}:
        return _COMPATIBLE if a.per != b.per and factor <= _TWO_FLOORS else differs
    if bounds == {"at_most"}:
        return differs if factor >= _TWO_CEILINGS else _COMPATIBLE
    if high.bound == "at_least":
        return Relation(Verdict.CONFLICT, "below-bound", factor)
    if low.bound == "at_most":
        return Relation(Verdict.CONFLICT, "above-bound", factor)
    if low.bound == "at_least":
        return _COMPATIBLE if high.bound == "at_most" or factor < _ABOVE_BOUND else differs
    if high.bound == "at_most":
        return _COMPATIBLE if factor <= _BELOW_BOUND else differs
    return differs


class _Slack:
    """How far two numbers may be apart and still be one: a share of them, or the rounding of the coarser exact one."""

    __slots__ = ("rounding", "share")

    def __init__(self, share: Fraction, rounding: Fraction) -> None:
        self.share = share
        self.rounding = rounding

    def __call__(self, number: Fraction) -> Fraction:
        return max(abs(number) * self.share, self.rounding)


def _slack(a: Measure, b: Measure) -> _Slack:
    rounding = max((side.rounding for side in (a, b) if side.bound == "exact"), default=Fraction(0))
    share = Fraction(0)
    if a.per != b.per:
        share = _CONVERTED_BOUND if {"at_least", "at_most"} & {a.bound, b.bound} else _CONVERTED
    if "approx" in (a.bound, b.bound):
        share = max(share, APPROXIMATE)
    if a.dimension == "share" and min(a.low, b.low) >= _NO_FORGIVENESS:
        return _Slack(Fraction(0), min(a.rounding, b.rounding))
    return _Slack(share, rounding)


def _may_be_peak(a: Measure, b: Measure) -> bool:
    short, long = (a, b) if (a.per or 0) < (b.per or 0) else (b, a)
    return (short.per or 0) < _DAY and long.low < short.low <= long.low * _UNNAMED_PEAK


def _factor(a: Measure, b: Measure) -> float:
    """How many times the larger is of the smaller, between the nearest ends of ranges; infinite beside zero.

    Shares close to 1 are measured by what is missing: 99.9 % is ten times as far from 1 as 99.99 %.
    """
    if a.low <= b.high and b.low <= a.high:
        return 1.0
    small, large = (a.high, b.low) if a.high < b.low else (b.high, a.low)
    if a.dimension == "share" and _NEARLY_ALL <= small < large <= 1:
        small, large = 1 - large, 1 - small
    small, large = sorted((abs(small), abs(large)))
    if not small:
        return float("inf")
    ratio = large / small
    return float(ratio) if ratio < 10**15 else float("inf")
