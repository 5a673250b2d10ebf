"""Mojibake: what is found, and that the cheap look ahead of the search changes nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from caselint.content.mojibake import find_garbled


def garbled(text: str, codec: str) -> str:
    return text.encode().decode(codec)


def test_each_run_is_found_with_what_was_meant() -> None:
    text = "It" + garbled("’", "cp1252") + "s n" + garbled("é", "latin_1") + "e, see " + garbled("—", "mac_roman") + "."
    assert [(found.meant, found.garbled) for found in find_garbled(text)] == [("’", "â€™"), ("é", "Ã©"), ("—", "‚Äî")]
    assert all(found.span.slice(text) == found.garbled for found in find_garbled(text))


def test_characters_that_stand_apart_are_no_run() -> None:
    assert find_garbled("Ã and ©, â then € then ™") == []


@settings(max_examples=150)
@given(st.lists(st.sampled_from(["Ã", "©", "â", "€", "™", "‚", "Ä", "î", "é", "—", "a", " ", "\n", "🚀"]), max_size=12))
def test_words_in_between_part_runs_and_nothing_else(pieces: list[str]) -> None:
    """What is found in a text is what is found in its stretches between ASCII characters."""
    text = "".join(pieces)
    stretches = "".join(character if not character.isascii() else "\0" for character in text).split("\0")
    alone = [found.meant for stretch in stretches for found in find_garbled(stretch)]
    assert [found.meant for found in find_garbled(text)] == alone
