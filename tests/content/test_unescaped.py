"""Destinations as written against what they mean (CommonMark 0.31, sections 2.4 and 2.5)."""

import pytest

from caselint.content.destinations import unescaped


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a&amp;b.md", "a&b.md"),
        (r"a\)b.md", "a)b.md"),
        ("a&#38;b.md", "a&b.md"),
        ("a&ampp;b.md", "a&ampp;b.md"),
        ("a&unknown;b.md", "a&unknown;b.md"),
        ("a?x=1&copy=2", "a?x=1&copy=2"),
    ],
)
def test_only_what_html_names_is_resolved(written: str, meant: str) -> None:
    assert unescaped(written) == meant
