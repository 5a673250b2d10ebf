"""The counted noun behind a number: where its phrase ends and which words its unit keeps."""

import pytest

from caselint.figures.noun_phrase import read_counted, read_denominators


@pytest.mark.parametrize(
    ("text", "phrase", "unit"),
    [
        (" concurrent voice users in one region", " concurrent voice users", "concurrent voice user"),
        (" different hash functions (A, B)", " different hash functions", "hash function"),
        (" AWS regions", " AWS regions", "region"),
        (" open-source products.", " open-source products", "product"),
        (" monthly active users", " monthly active users", "monthly active user"),
        (" operations engineers", " operations engineers", "operations engineer"),
        (" individuals and organizations.", " individuals and organizations", "individual and organization"),
        (" read or write requests", " read or write requests", "request"),
        (" msg/s", " msg", "message"),
        (" POIs", " POIs", "poi"),
        ("\x01\x01 users", "\x01\x01 users", "user"),
        (" BFS searches", " BFS searches", "search"),
        (" node cluster", " node", "node"),
    ],
)
def test_a_phrase_ends_at_its_plural(text: str, phrase: str, unit: str) -> None:
    work = "5" + text
    found = read_counted(work, 1)
    assert found is not None
    assert (work[1 : found.end], found.unit) == (phrase, unit)


@pytest.mark.parametrize(
    "text", [" handles requests", " and users", " using caches", " at noon", " ms later", "", " users's"]
)
def test_verbs_joints_and_units_open_no_noun_phrase(text: str) -> None:
    assert read_counted("5" + text, 1) is None


@pytest.mark.parametrize(
    ("text", "unit"), [(" frame)", "frame"), (" retry attempt", "retry attempt"), (" node acts as leader", "node")]
)
def test_one_counts_a_singular_and_what_follows_is_a_verb(text: str, unit: str) -> None:
    found = read_counted("1" + text, 1, one=True, single=True)
    assert found is not None
    assert found.unit == unit


def test_zero_counts_a_mass_noun() -> None:
    found = read_counted("zero data loss", 4, one=True)
    assert found is not None
    assert found.unit == "data loss"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("/sec", ("s",)),
        (" per GB per month", ("gb", "month")),
        (" daily", ("day",)),
        (" daily active users", ()),
        (" watched daily", ("day",)),
        (" each second", ("s",)),
        (" per million requests", ("million request",)),
        (" YoY", ("year",)),
        (" a crowd", ()),
    ],
)
def test_denominators(text: str, names: tuple[str, ...]) -> None:
    assert read_denominators("5 hours" + text, 7, between=True).names == names


def test_alternatives_behind_slashes_are_no_denominators() -> None:
    assert read_denominators("1 leader/follower/observer", 8, between=False).names == ()
