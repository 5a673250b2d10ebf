"""Words are counted as a reader reads them: no code, no tags, no destinations, no front matter."""

import pytest

from caselint.content.dialect import Dialect
from caselint.content.markdown import parse
from caselint.content.source import decode
from caselint.facts.reading_time import stated_time
from caselint.facts.words import Words


def words(text: str) -> Words:
    source = decode(text.encode())
    return Words(parse("page.md", source, Dialect()))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The ferry leaves at noon.\n", 5),
        ("---\ntitle: A long title of six words\n---\n# Ferry\n\nIt leaves.\n", 3),
        ("See [the timetable](a/very/long/path%20of/it.md) and ![the quay](quay.png).\n", 6),
        ("Run:\n\n```\nmake all the things\n```\n\n    indented code here\n\nDone.\n", 2),
        ("| a | b |\n|---|---|\n| one two | - |\n", 4),
        ("- one → two\n- ✅ three\n- — four\n", 4),
        ('<div class="card wide">\n<p>Two words</p>\n</div>\n<!-- not read at all -->\n', 2),
        ("```mermaid\ngraph TD\nA[One box] --> B[Another]\n```\n\nText.\n", 1),
        ("well-known 1,000 don't e.g. 5M+\n", 5),
        ("**Überblick** größer *naïve* `code()`\n", 3),
        ("", 0),
    ],
)
def test_a_reader_reads_these(text: str, read: int) -> None:
    assert words(text).read == read


def test_a_counter_of_words_counts_what_stands_between_blanks() -> None:
    found = words("---\ntitle: Ferry\n---\n# Ferry\n\n- it `leaves now`\n")
    assert (found.written, found.whole) == (6, 10)


@pytest.mark.parametrize("text", ["渡し船は正午に出る。\n" * 3, "เรือข้ามฟากออกตอนเที่ยง\n"])
def test_blanks_part_no_words_in_these_scripts(text: str) -> None:
    assert not words(text).countable


@pytest.mark.parametrize(
    "text", ["Паром уходит в полдень.\n", "The ferry leaves.\n", "The company 渡 has a name. " * 20]
)
def test_blanks_part_the_words_of_these(text: str) -> None:
    assert words(text).countable


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        ("15 min", 15, 15),
        ("~15 minutes", 15, 15),
        ("10-15 min", 10, 15),
        ("10 to 15 mins", 10, 15),
        ("5 min read", 5, 5),
        ("5-minute read", 5, 5),
        ("30+ min", 30, float("inf")),
        ("1 hour", 60, 60),
        ("1h 30m", 90, 90),
        ("1 hr, 5 min", 65, 65),
        ("PT1H5M", 65, 65),
        ("PT5M", 5, 5),
        ("12", 12, 12),
        (12, 12, 12),
        (2.5, 2.5, 2.5),
    ],
)
def test_stated_times(value: object, low: float, high: float) -> None:
    assert stated_time(value) == (low, high)


@pytest.mark.parametrize(
    "value",
    ["", "[X] min", "45 min (3 sessions)", "PT", "15-10 min", "a while", "3 days", True, None, 0, -5, 99999, "0"],
)
def test_what_states_no_time(value: object) -> None:
    assert stated_time(value) is None
