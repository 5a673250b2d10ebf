"""What a change from one figure to another may be called, in each usual reading and in no other."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quantity_of import quantity_of

from caselint.figures.arithmetic import admits
from caselint.figures.changes import changes


def follows(old: str, new: str, change: str, direction: str = "") -> bool:
    stated = quantity_of(change)
    admitted = admits(stated)
    assert admitted is not None
    found = changes(quantity_of(old), quantity_of(new), stated.unit, direction)
    return any(each.size.meets(admitted) for each in found)


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("500 ms", "50 ms", "90%"),
        ("500 ms", "50 ms", "10x"),
        ("4 h", "8 min", "97%"),
        ("4h", "8m", "30x"),
        ("100 users", "300 users", "200%"),
        ("100 users", "300 users", "3x"),
        ("100 users", "300 users", "2x"),  # three times as many, two times more
        ("99.5%", "99.95%", "10x"),  # of what fails
        ("80%", "95%", "15%"),  # points
        ("6 weeks", "2 days", "15x"),  # working days
        ("1 GB", "100 MB", "90%"),
    ],
)
def test_what_follows(old: str, new: str, change: str) -> None:
    assert follows(old, new, change)


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("500 ms", "50 ms", "80%"),
        ("4 h", "8 min", "95%"),
        ("99.5%", "99.95%", "5x"),
        ("500 ms", "50 ms", "5x"),
        ("1 GB", "100 MB", "95%"),
    ],
)
def test_what_does_not_follow(old: str, new: str, change: str) -> None:
    assert not follows(old, new, change)


def test_direction_decides_of_what_a_share_is_taken() -> None:
    # From 50 to 100 is a rise by 100 %, and 50 % of the new value where nothing says that it rose.
    assert follows("50 ms", "100 ms", "50%")
    assert not follows("50 ms", "100 ms", "50%", "up")


def test_a_bound_or_another_dimension_gives_no_change() -> None:
    assert changes(quantity_of("<500 ms"), quantity_of("50 ms"), "%") == []
    assert changes(quantity_of("500 ms"), quantity_of("50 GB"), "x") == []
    assert changes(quantity_of("-5%"), quantity_of("50%"), "%") == []


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_the_change_as_rounded_follows_and_one_far_off_does_not(old: int, new: int) -> None:
    exact = abs(Fraction(new - old)) / old * 100
    direction = "down" if new <= old else "up"
    assert follows(f"{old} ms", f"{new} ms", f"{round(exact)}%", direction)
    assert follows(f"{old} ms", f"{new} ms", f"{int(exact)}%", direction)
    assert not follows(f"{old} ms", f"{new} ms", f"{int(exact * 2) + 37}%", direction)


@given(st.integers(1, 10**4), st.integers(2, 400))
def test_times_are_read_either_way_round(small: int, times: int) -> None:
    large = small * times
    assert follows(f"{small} ms", f"{large} ms", f"{times}x")
    assert follows(f"{large} ms", f"{small} ms", f"{times}x")
    assert not follows(f"{large} ms", f"{small} ms", f"{times * 2 + 3}x")


def test_no_float_comes_between() -> None:
    (first, *_) = changes(quantity_of("99.999%"), quantity_of("99.99%"), "%", rounded=False)
    assert first.size == (Fraction(9, 1000), Fraction(9, 1000))
