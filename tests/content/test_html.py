"""The tokenizer cuts HTML as a browser does, without gaps, and in time that grows with the text alone."""

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselint.content.html import Attribute, Comment, Tag, Text, tokens
from caselint.findings.span import Span

PIECES = st.sampled_from(
    [
        "<",
        ">",
        "a",
        " b",
        "=",
        '"',
        "'",
        "/",
        "!",
        "--",
        "?",
        "&amp;",
        "<a href='x'>",
        "<script>",
        "</script>",
        "</p>",
        "<!--",
        "-->",
        "\n",
        "é",
    ]
)


def cut(text: str) -> list[tuple[type, str]]:
    return [(type(token), token.span.slice(text)) for token in tokens(text, 0, len(text))]


def only_tag(text: str) -> Tag:
    (tag,) = [token for token in tokens(text, 0, len(text)) if isinstance(token, Tag)]
    return tag


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a < b", [(Text, "a < b")]),
        ("a <b>c</b>", [(Text, "a "), (Tag, "<b>"), (Text, "c"), (Tag, "</b>")]),
        ("<!-- <a> -->x", [(Comment, "<!-- <a> -->"), (Text, "x")]),
        ("<!-->x", [(Comment, "<!-->"), (Text, "x")]),
        ("<!doctype html><?php ?>", [(Comment, "<!doctype html>"), (Comment, "<?php ?>")]),
        ("<!-- open <a>", [(Comment, "<!-- open <a>")]),
        ("<script>if (a<b) '<i>'</script>", [(Tag, "<script>"), (Text, "if (a<b) '<i>'"), (Tag, "</script>")]),
        ("<style>never closed <b>", [(Tag, "<style>"), (Text, "never closed <b>")]),
        ("<a href='never closed> <b>", [(Text, "<a href='never closed> <b>")]),
        ("</>x", [(Text, "</>x")]),
    ],
)
def test_tokens(text: str, expected: list[tuple[type, str]]) -> None:
    assert cut(text) == expected


def test_attributes_have_the_place_of_their_value_as_written() -> None:
    text = """<A HREF = "b.md?x&amp;y" title='it' hidden id=top>"""
    tag = only_tag(text)
    assert tag.name == "a"
    assert [(attribute.name, attribute.value, attribute.span.slice(text)) for attribute in tag.attributes] == [
        ("href", "b.md?x&y", "b.md?x&amp;y"),
        ("title", "it", "it"),
        ("hidden", "", ""),
        ("id", "top", "top"),
    ]


def test_a_query_keeps_what_looks_like_an_entity() -> None:
    """`&copy=1` of a link is a parameter, `&copy;` a sign: a browser reads attributes so."""
    assert only_tag("<a href='?a=1&copy=2&lt;'>").attributes[0].value == "?a=1&copy=2<"


def test_of_two_equal_attributes_the_first_counts() -> None:
    assert only_tag("<a href=one HREF=two>").attributes == (Attribute("href", "one", Span(8, 11)),)


def test_only_the_range_asked_for_is_read() -> None:
    text = "<b>x<i>"
    assert [token.span for token in tokens(text, 3, 4)] == [Span(3, 4)]
    assert [type(token) for token in tokens(text, 3, 6)] == [Text]


@given(st.lists(PIECES, max_size=30).map("".join))
@settings(max_examples=200)
def test_tokens_cover_the_text_without_gaps(text: str) -> None:
    spans = [token.span for token in tokens(text, 0, len(text))]
    assert "".join(span.slice(text) for span in spans) == text
    assert all(span.end > span.start for span in spans)


@given(st.lists(st.sampled_from(["x", " ", "\n", "é"]), max_size=8).map("".join), st.sampled_from(["a", "div", "td"]))
@settings(max_examples=50)
def test_plain_tags_are_those_of_the_standard_library(text: str, name: str) -> None:
    page = f"{text}<{name} href='{text}' id=k>{text}</{name}>"
    seen: list[tuple[str, list[tuple[str, str | None]]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            seen.append((tag, attrs))

    Reader().feed(page)
    tag = next(token for token in tokens(page, 0, len(page)) if isinstance(token, Tag))
    assert seen == [(tag.name, [(attribute.name, attribute.value) for attribute in tag.attributes])]


@pytest.mark.parametrize(
    "piece", ["<a ", "<a b='>", "<!--", "<script>", "</", '<a b="', "<a <b c='' ", "<!", "<?", "<a/"]
)
def test_time_grows_with_the_text(piece: str) -> None:
    text = piece * 60_000
    start = time.process_time()
    assert sum(1 for _ in tokens(text, 0, len(text))) <= len(text)
    assert time.process_time() - start < 1.5
