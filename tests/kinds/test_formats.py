"""Formats: what is one, what is none, and that a hostile text comes to an end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.kinds.formats import CHECKS, IN_WORDS
from caselint.kinds.schema import SchemaFile

RIGHT = {
    "uri": ["https://example.org", "http://u:p@[::1]:80/a?b#c", "mailto:a@b.example", "urn:isbn:1", "https://ü.example/ß"],
    "uri-reference": ["", "../a.md#b", "/a/b", "#x", "?q=1", "https://example.org/a", "a:b"],
    "email": ["ann@example.org", "a.b+c@[127.0.0.1]", '"a b"@example.org', "jörg@bücher.example"],
    "slug": ["ferry", "ferry-lines-2", "2025"],
    "time": ["09:30", "09:30:15", "23:59:59.5Z", "09:30+02:00"],
    "date-time": ["2025-01-31T09:30:00Z", "2025-01-31 09:30:00+02:00"],
}  # fmt: skip
WRONG = {
    "uri": [
        "",
        "example.org",
        "https://",
        "https:///a",
        "http://a b",
        "https://a/%zz",
        "../a.md",
        "<https://a.example>",
    ],
    "uri-reference": ["a b.md", "a\\b", "https://", "%2"],
    "email": ["", "ann", "@example.org", "ann@", "a..b@example.org", ".a@example.org", "a b@example.org", "ann@-x.org"],
    "slug": ["", "Ferry", "a--b", "-a", "a-", "a_b", "ä", "a\n"],
    "time": ["9:30", "25:00", "09:60", "09.30", "09:30 Uhr", "09:30:61"],
    "date-time": ["2025-01-31", "31.01.2025 09:30", ""],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in RIGHT.items() for text in texts])
def test_what_is_of_a_format(name: str, text: str) -> None:
    assert CHECKS[name](text)


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in WRONG.items() for text in texts])
def test_what_is_not_of_a_format(name: str, text: str) -> None:
    assert not CHECKS[name](text)


@given(st.sampled_from(sorted(CHECKS)), st.one_of(st.text(), st.integers(), st.none(), st.lists(st.text())))
def test_any_value_is_judged_and_only_texts_can_be_wrong(name: str, value: object) -> None:
    assert CHECKS[name](value) in (True, False)
    assert isinstance(value, str) or CHECKS[name](value)


@pytest.mark.parametrize("text", ["a-" * 100_000, "//" * 100_000, "%" * 200_000, "http:" * 50_000, "0:" * 100_000])
@pytest.mark.parametrize("name", sorted(CHECKS))
def test_a_hostile_text_comes_to_an_end(name: str, text: str) -> None:
    assert CHECKS[name](text) in (True, False)


def test_each_has_its_words() -> None:
    assert set(CHECKS) <= set(IN_WORDS)


def test_a_schema_asks_for_them(tmp_path) -> None:  # type: ignore[no-untyped-def]
    from caselint.content.markdown import parse
    from caselint.content.source import Source

    path = tmp_path / "s.yaml"
    path.write_text("properties:\n  slug: {format: slug}\n  url: {format: uri}\n", encoding="utf-8")
    page = parse("a.md", Source("---\nslug: Ferry Lines\nurl: example.org\n---\n"))
    told = [each.message for each in SchemaFile.load(path).violations(page)]
    assert told == [
        '"slug" is "Ferry Lines", and must be a slug such as ferry-lines (a-z, 0-9, single hyphens)',
        '"url" is "example.org", and must be an address such as https://example.org/page',
    ]
