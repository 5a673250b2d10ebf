"""Whether a stated total is the sum, or the weighted mean, of the figures that it stands for."""

from collections.abc import Sequence
from fractions import Fraction

from caselint.figures.arithmetic import APPROXIMATE, Interval, is_bounded, numbers
from caselint.figures.convert import Measure, measure
from caselint.figures.quantity import Quantity

# An unmarked total of many figures is often rounded once more: 5,400 of 5,397.
_ROUNDED = Fraction(15, 1000)
_HUNDRED = Fraction(100)


def alike(quantities: Sequence[Quantity]) -> list[Measure] | None:
    """The measures of figures that can be added: all exact or ranges, of one dimension and one counted thing."""
    sizes = []
    for quantity in quantities:
        size = measure(quantity)
        if size is None or size.vague or is_bounded(quantity) or quantity.stat not in (None, "total"):
            return None
        sizes.append(size)
    nouns = {size.noun for size in sizes if size.noun}
    if len({(size.key, size.per) for size in sizes}) != 1 or len(nouns) > 1:
        return None
    return sizes


def sum_of(addends: Sequence[Measure]) -> Interval:
    """The sum in base units; decimals and scaled numbers (`1.2M`) carry half a unit of their last digit."""
    low = high = Fraction(0)
    for size in addends:
        slack = size.rounding if _is_rounded(size) else 0
        low += size.low - slack
        high += size.high + slack
    return Interval(low, high)


def _is_rounded(size: Measure) -> bool:
    """Whether a figure is a range, a decimal or scaled; `rounding` is half a base unit's worth of what is none."""
    written = size.written
    return written is None or written.denominator != 1 or size.rounding * abs(written) > abs(size.high)


def is_sum(total: Measure, addends: Sequence[Measure]) -> bool:
    """Whether `total` follows from its addends, its own rounding and a later rounding forgiven."""
    computed = sum_of(addends)
    slack = max(total.rounding, abs(total.high) * _ROUNDED)
    if total.bound == "approx":
        slack = max(slack, abs(total.high) * APPROXIMATE)
    return computed.meets(Interval(total.low - slack, total.high + slack))


def may_be_middle(total: Measure, addends: Sequence[Measure]) -> bool:
    """Whether the total lies among its addends, so that it may be a mean, a median or the longest of them."""
    return min(size.low for size in addends) <= total.high and total.low <= max(size.high for size in addends)


def refuted(total: Measure, addends: Sequence[Measure]) -> bool:
    """Whether `total` is no total of these figures: not their sum, and no mean, median or longest of them."""
    return not is_sum(total, addends) and not may_be_middle(total, addends)


def weighted_mean(values: Sequence[Quantity], weights: Sequence[Quantity]) -> tuple[Interval, Fraction] | None:
    """The mean of scores by percentages that sum to 100, and the scale (10 for `9/10`); None where they do not."""
    shares = [numbers(weight) for weight in weights]
    if any(share is None for share in shares):
        return None
    if sum((share.low for share in shares if share is not None), Fraction(0)) != _HUNDRED:
        return None
    scales = {value.den for value in values}
    if len(scales) != 1:
        return None
    scale = scales.pop() or Fraction(1)
    low = high = Fraction(0)
    for value, share in zip(values, shares, strict=True):
        number = value.num if value.num is not None else value.value
        if number is None or share is None:
            return None
        low += number * share.low / 100
        high += number * share.high / 100
    return Interval(low, high), scale
