"""English plurals and modifiers as far as counting needs them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.figures.nouns import is_loose, is_plural, singular


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("queries", "query"),
        ("boxes", "box"),
        ("caches", "cache"),
        ("people", "person"),
        ("indices", "index"),
        ("msgs", "message"),
        ("double-bookings", "double-booking"),
        ("addresses", "address"),
    ],
)
def test_singular_of_a_plural(plural: str, one: str) -> None:
    assert is_plural(plural)
    assert singular(plural) == one


@pytest.mark.parametrize(
    "word", ["kubernetes", "less", "is", "redis", "handles", "access", "previous", "analytics", "aws"]
)
def test_words_in_s_that_count_nothing(word: str) -> None:
    assert not is_plural(word)
    assert singular(word) == word


@pytest.mark.parametrize(
    ("word", "loose"), [("global", True), ("production-ready", True), ("fully", True), ("voice", False)]
)
def test_modifiers_that_judge_or_locate_are_loose(word: str, loose: bool) -> None:
    assert is_loose(word) is loose


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz-’'", max_size=20))
def test_any_word_has_a_singular_that_is_no_longer(word: str) -> None:
    assert singular(word) or not word
