"""Blocks of Python-Markdown become CommonMark without moving a byte."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from caselint.generators.mkdocs_blocks import ALL, BlockSyntax, read_blocks
from caselint.generators.mkdocs_rewrite import Reading, rewrite

READING = Reading(ALL, nested_fences=True, md_in_html=True)
PIECES = [
    "!!! note",
    '??? tip "T"',
    '=== "Tab"',
    "/// note | T",
    "///",
    ":   x",
    "```",
    "  ```",
    "- ```",
    "<div markdown>",
    "</div>",
    "<p>x",
    "---",
    "text",
]
PIECES += [" ## x", "[[a](b)](c)", "[a]: b", "    body", "", "é 🎯", "~~~", "> !!! note", "<b>", "`", "1. ```", "==="]


def blocks(text: str, syntax: BlockSyntax = ALL) -> str:
    return rewrite(text.encode(), Reading(syntax, nested_fences=True)).body.decode()


@pytest.mark.parametrize(
    ("text", "rewritten"),
    [
        ('!!! note "Title"\n', "+   #     Title \n"),
        ("!!! note\n", "+   #   \n"),
        ("??? tip\n", "+   #  \n"),
        ('???+ tip "T"\n', "+   #     T \n"),
        ('=== "Tab"\n', "+  # Tab \n"),
        ("/// note | T\nx\n///\n", "#          T\nx\n   \n"),
        ("Term\n:   about\n", "Term\n+   about\n"),
        ('> !!! note "T"\n', "> +   #     T \n"),
        ("a !!! note\n", "a !!! note\n"),
        ("!!!\n", "!!!\n"),
        ("```\n!!! note\n```\n", "```\n!!! note\n```\n"),
        ("==\n===\n", "==\n===\n"),
    ],
)
def test_headers(text: str, rewritten: str) -> None:
    assert blocks(text) == rewritten


def test_what_is_not_switched_on_stays() -> None:
    text = '!!! note\n\n??? tip\n\n=== "T"\n\n/// note\n///\n\nx\n:   y\n'
    assert blocks(text, BlockSyntax()) == text
    assert not BlockSyntax().any


def test_titles_are_told_apart_from_headings() -> None:
    found = rewrite(b'# Real\n\n!!! note "Title # 1"\n', READING)
    assert [found.body[at : at + 1] for at in found.titles] == [b"#"]
    assert min(found.titles) > 8


@pytest.mark.parametrize(
    ("text", "rewritten"),
    [
        ("  ```py\nx\n  ```\n", "  `` py\nx\n  `` \n"),
        ("- ```\n  x\n", "- `` \n  x\n"),
        ("~~~\nx\n", "   \nx\n"),
        ("````\n```\nx\n````\n", "````\n   \nx\n````\n"),
        ("``` inline ```\n", "``` inline ```\n"),
    ],
)
def test_marks_that_make_no_fence_on_the_site_make_none(text: str, rewritten: str) -> None:
    assert blocks(text) == rewritten


@pytest.mark.parametrize(
    ("text", "rewritten"),
    [
        ("[[a](b)](c)", "[{a}(b)](c)"),
        ("[x [a](b) y](c) [d](e)", "[x {a}(b) y](c) [d](e)"),
        ("[[][a](b)](c)", "[[]{a}(b)](c)"),
        ("[![a](b)](c)", "[![a](b)](c)"),
        ("[a](b) [c](d)", "[a](b) [c](d)"),
        ("`[[a](b)](c)`", "`[[a](b)](c)`"),
        (r"[\[a](b)](c)", r"[\[a](b)](c)"),
        ("```\n[[a](b)](c)\n```", "```\n[[a](b)](c)\n```"),
    ],
)
def test_of_nested_links_the_outer_one_is_left(text: str, rewritten: str) -> None:
    assert blocks(text) == rewritten


@pytest.mark.parametrize(
    ("text", "rewritten"),
    [
        ("a\nb\n---\n", "a\nb\n   \n"),
        ("a\n---\n", "a\n---\n"),
        ("# a\nb\n---\n", "# a\nb\n---\n"),
        ("a\n\n---\n", "a\n\n---\n"),
        (" ## a\n", " \\# a\n"),
        ("    ## a\n", "    ## a\n"),
        ("[a]: b\n\n[A]: c\n", "      \n\n[A]: c\n"),
        ("```\n[a]: b\n```\n\n[a]: c\n", "```\n[a]: b\n```\n\n[a]: c\n"),
        ("- a\n    ## b\n", "- a\n    \\# b\n"),
        ("!!! note\n    ## b\n", "+   #   \n    ## b\n"),
        ("## C#\n", "## C \n"),
        ("## C \\#\n", "## C \\#\n"),
        ("a\n- # b\n", "a\nx # b\n"),
        ("- a\n- # b\n", "- a\n- # b\n"),
        ("  [^1]:\n    a\n", "[^1]:  \n    a\n"),
        ("<!-- a --> b\n", "<xxxxxxxx> b\n"),
        ("> a\n> b\n> ---\n", "> a\n> b\n>    \n"),
    ],
)
def test_lines_that_mean_something_else(text: str, rewritten: str) -> None:
    assert blocks(text) == rewritten


def test_tags_around_markdown_are_kept_apart() -> None:
    body = b'<div id="x" markdown>\n[a](b.md)\n</div>\n\n<p>[raw](b.md)</p>\ntext\n'
    found = rewrite(body, READING)
    assert [span.slice(body.decode()) for span in found.tags] == ['<div id="x" markdown>']
    assert [span.slice(body.decode()) for span in found.raw or ()] == ["<p>[raw](b.md)</p>"]
    assert found.body.startswith(b" " * 21 + b"\n[a](b.md)\n")


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(["\n", "\r\n", "\n\n"]))
@example(["/// note | T", "---", "~~~", "~~~"], "\r\n")
@settings(max_examples=200, deadline=None)
def test_no_byte_moves(pieces: list[str], newline: str) -> None:
    body = newline.join(pieces).encode()
    found = rewrite(body, READING)
    assert len(found.body) == len(body)
    assert [len(line) for line in found.body.split(b"\n")] == [len(line) for line in body.split(b"\n")]
    assert all(found.body[at : at + 1] == b"#" for at in found.titles)
    found.body.decode()


@pytest.mark.parametrize(
    "piece", [piece + "\n" for piece in PIECES] + ["[[a](", "](b)](", "`", "- ", "[a", "!!! a ", "- ```"]
)
def test_time_grows_with_the_text(piece: str) -> None:
    body = (piece * 10_000).encode()
    start = time.process_time()
    rewrite(body, READING)
    assert time.process_time() - start < 2


def test_edits_are_of_the_width_that_they_replace() -> None:
    body = b'!!! note "T"\n    ```\n    x\n    ```\n:   d\n'
    found = read_blocks(body, ALL, [])
    assert all(b"\n" not in body[at : at + len(piece)] for at, piece in found.edits)
    assert found.titles


def test_what_commonmark_needs_is_shown_to_it() -> None:
    body = b"#a\n\nb\n[c]: d\n\n[c][e]\n"
    assert rewrite(body, READING).inserted == ((1, b" "), (6, b"\n"), (17, b" "))
    assert rewrite(b"```\n#a\n```\n", READING).inserted == ()
