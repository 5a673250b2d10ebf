"""Totals: what can be added, what it comes to, and what may be a total of it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quantity_of import quantity_of

from caselint.figures.convert import Measure
from caselint.figures.sums import alike, is_sum, may_be_middle, refuted, sum_of, weighted_mean

numbers = st.lists(st.integers(1, 10**5), min_size=2, max_size=8)


def sizes(*texts: str) -> list[Measure]:
    found = alike([quantity_of(text) for text in texts])
    assert found is not None
    return found


@pytest.mark.parametrize(
    "texts",
    [
        ("10 ms", "10 GB"),
        ("10 users", "10 orders"),
        ("10 requests/s", "10 requests"),
        ("$10", "€10"),
        ("10+ users", "5 users"),
        ("millions of users", "5 users"),
        ("10 GB/region", "10 GB"),
    ],
)
def test_what_is_not_alike_is_not_added(texts: tuple[str, ...]) -> None:
    assert alike([quantity_of(text) for text in texts]) is None


def test_units_of_one_dimension_are_added_in_base_units() -> None:
    computed = sum_of(sizes("1 s", "500 ms", "2 min"))
    assert computed == (Fraction("121.5"), Fraction("121.5"))


def test_decimals_are_added_exactly() -> None:
    total, *addends = sizes("0.3 s", "0.1 s", "0.2 s")
    computed = sum_of(addends)
    assert (computed.low + computed.high) / 2 == Fraction(3, 10)
    assert is_sum(total, addends)


@given(numbers)
def test_the_sum_is_a_total_in_any_order_and_one_far_off_is_none(parts: list[int]) -> None:
    addends = sizes(*(f"{part} ms" for part in parts))
    total, more, less = sizes(f"{sum(parts)} ms", f"{sum(parts) * 2 + 100} ms", f"{sum(parts) * 3} ms")
    assert is_sum(total, addends)
    assert is_sum(total, addends[::-1])
    assert refuted(more, addends)
    assert refuted(less, addends)
    assert not refuted(total, addends)


@given(numbers)
def test_what_lies_among_its_parts_may_be_a_mean(parts: list[int]) -> None:
    addends = sizes(*(f"{part} ms" for part in parts))
    (middle,) = sizes(f"{sorted(parts)[len(parts) // 2]} ms")
    assert may_be_middle(middle, addends)
    assert not refuted(middle, addends)


@given(numbers)
def test_a_total_may_be_rounded_once_more(parts: list[int]) -> None:
    total = sum(parts)
    step = max(1, 10 ** (len(str(total)) - 2) // 10)
    rounded, *addends = sizes(f"{round(total / step) * step} ms", *(f"{part} ms" for part in parts))
    assert is_sum(rounded, addends)


@given(st.lists(st.tuples(st.integers(0, 10), st.integers(1, 20)), min_size=2, max_size=5))
def test_a_weighted_mean_lies_among_its_scores(pairs: list[tuple[int, int]]) -> None:
    weights = [weight for _, weight in pairs]
    weights[-1] += 100 - sum(weights)
    scores = [quantity_of(f"{score}/10 points") for score, _ in pairs]
    shares = [quantity_of(f"{weight}%") for weight in weights]
    found = weighted_mean(scores, shares)
    assert found is not None
    exact = sum((Fraction(score * weight, 100) for (score, _), weight in zip(pairs, weights, strict=True)), Fraction(0))
    assert found[0] == (exact, exact)
    assert found[1] == 10
    assert min(score for score, _ in pairs) <= exact <= max(score for score, _ in pairs)


def test_weights_that_make_no_hundred_have_no_mean() -> None:
    scores = [quantity_of("9/10 points"), quantity_of("5/10 points")]
    assert weighted_mean(scores, [quantity_of("75%"), quantity_of("20%")]) is None
    assert weighted_mean([scores[0], quantity_of("4/5 points")], [quantity_of("75%"), quantity_of("25%")]) is None
