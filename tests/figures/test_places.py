"""Where figures may start: every number and number word that a reader could take for one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.figures.places import figure_places


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("1,000 users in 2.5 s", ["1", "2"]),
        ("from 3..5, then 7", ["3", "5", "7"]),
        ("Seven ships, forty-two crews and millions of riders", ["S", "f", "t", "m"]),
        ("node1 and s3 and utf8", []),
        (r"$\times5$ and \quad7", ["5", "7"]),
        ("__55__ times, (9 of 12)", ["5", "9", "1"]),
        ("someone, tensor, subtle", []),
    ],
)
def test_places(text: str, starts: list[str]) -> None:
    assert [text[place] for place in figure_places(text)] == starts


def test_places_of_a_part_are_those_of_the_whole() -> None:
    text = "It took 5 years and 3.1M crews; seven ferries, node12, 8,000 seats."
    for start, end in ((0, 20), (8, 40), (text.index("seven"), len(text))):
        assert figure_places(text, start, end) == [place for place in figure_places(text) if start <= place < end]


@given(st.text(alphabet="a1,.\\ é_", max_size=40), st.integers(0, 12), st.integers(0, 40))
def test_places_are_runs_of_digits_that_go_on_no_name(text: str, start: int, end: int) -> None:
    expected, at = [], start
    while at < min(end, len(text)):
        run = re.compile(r"[0-9]+(,[0-9]+)*(\.[0-9]+)*").match(text, at, end)
        if run is None:
            at += 1
            continue
        glued = at > 0 and text[at - 1].isalpha() and "\\" not in text[max(0, at - 8) : at]
        expected += [] if glued else [at]
        at = run.end()
    assert figure_places(text, start, end) == expected
