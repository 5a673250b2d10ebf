"""Text from pages and file names on its way to a terminal, a runner's log or a page."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselint.findings.quote import quote
from caselint.findings.report import Location
from caselint.findings.visible import shorten, visible, width, without_commands


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("日本語 é ☕ 👩‍💻", "日本語 é ☕ 👩‍💻"),
        ("a\nb\tc\r", "a\\nb\\tc\\r"),
        ("\x1b[31m\x07\x7f", "\\x1b[31m\\x07\\x7f"),
        ("\x9b0m", "\\x9b0m"),
        ("a\u202eb\u2066", "a\\u202eb\\u2066"),
        ("a\u2028b", "a\\u2028b"),
        ("a\u200bb\ufeff", "a\\u200bb\\ufeff"),
        ("\udcfe", "\\xfe"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_what_is_hidden_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_nothing_hidden_is_left(text: str) -> None:
    shown = visible(text)
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in shown)
    assert not any(unicodedata.bidirectional(character) in _OVERRIDES for character in shown)


_OVERRIDES = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@given(st.text(st.sampled_from([*"#:[] \tvsoteamciy", "\n"]), max_size=30))
def test_no_line_commands_a_runner(text: str) -> None:
    safe = without_commands(text)
    assert not any(command in safe for command in ("##[", "##vso[", "##teamcity["))
    assert not any(line.lstrip(" \t").startswith("::") for line in safe.split("\n"))


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("日本", 4), ("e\u0301", 1), ("é", 1), ("👩\u200d", 2), ("", 0)]
)
def test_width_is_in_columns_of_a_terminal(text: str, columns: int) -> None:
    assert width(text) == columns


def test_shortened_text_ends_in_an_ellipsis() -> None:
    assert (shorten("abcdef", 6), shorten("abcdef", 4)) == ("abcdef", "abc…")


@settings(max_examples=150)
@given(
    line=st.text(st.sampled_from([*"ab \t日é", "\x1b", "\u0301", "\u202e", "👩"]), min_size=1, max_size=200),
    data=st.data(),
)
def test_a_quote_fits_its_width_and_holds_its_mark(line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    limit = data.draw(st.integers(8, 120))
    quoted = quote(line, Location(1, start + 1, 1, end + 1), limit)
    if quoted is None:
        assert not line.strip()
        return
    assert width(quoted.text) <= limit
    marked = visible(line[start:end].replace("\t", "    "))
    assert quoted.marked == marked or marked.startswith(quoted.marked.removesuffix("…"))


def test_a_place_beyond_its_line_is_not_quoted() -> None:
    assert quote("short", Location(1, 9, 1, 12), 80) is None
    assert quote("  ", Location(1, 1, 1, 2), 80) is None
