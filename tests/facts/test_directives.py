"""Suppression comments: which rules each names, why, and what text it covers."""

import pytest

from caselint.content.markdown import parse
from caselint.content.source import Source
from caselint.facts.directives import collect_directives
from caselint.facts.page_facts import Directive


def directives(text: str, path: str = "page.md") -> tuple[Directive, ...]:
    return collect_directives(parse(path, Source(text)))


def only(text: str, path: str = "page.md") -> Directive:
    (directive,) = directives(text, path)
    return directive


def covered(text: str, path: str = "page.md") -> str:
    covers = only(text, path).covers
    assert covers is not None
    return covers.slice(text).strip()


def test_names_codes_and_the_reason() -> None:
    text = "<!-- caselint: allow broken-link, FIG001 (moves next week) -->\n\nSee [it](gone.md).\n"
    directive = only(text)
    assert [name for name, _ in directive.rules] == ["broken-link", "FIG001"]
    assert all(span.slice(text) == name for name, span in directive.rules)
    assert directive.reason == "moves next week"
    assert directive.span.slice(text) == "<!-- caselint: allow broken-link, FIG001 (moves next week) -->"


def test_alone_on_a_line_it_covers_the_next_block() -> None:
    before, block, after = "First.\n\n<!-- caselint: allow x -->\n", "Second,\nstill second.", "\n\nThird.\n"
    assert covered(before + "\n" + block + after) == block


def test_the_next_block_may_be_a_list_or_a_table() -> None:
    items = "- one\n- two"
    assert covered(f"<!-- caselint: allow x -->\n\n{items}\n\nEnd.\n") == items
    table = "| a | b |\n|---|---|\n| 1 | 2 |"
    assert covered(f"<!-- caselint: allow x -->\n\n{table}\n\nEnd.\n") == table


def test_at_the_end_of_a_line_it_covers_that_line() -> None:
    text = "First.\nSee [it](gone.md). <!-- caselint: allow broken-link -->\nLast.\n"
    assert covered(text).startswith("See [it]")
    assert "Last" not in covered(text)


def test_allow_page_covers_the_page() -> None:
    assert only("# Ferry\n\n<!-- caselint: allow-page FIG -->\n").covers is None


def test_front_matter_comments_cover_a_value() -> None:
    assert covered("---\ntitle: Ferry # caselint: allow x\nusers: 9M\n---\n").startswith("title: Ferry")
    assert covered("---\ntitle: Ferry\n# caselint: allow x\nusers: 9M\n---\n") == "users: 9M"


def test_mdx_has_its_own_comments() -> None:
    text = "{/* caselint: allow x */}\n\nNext.\n"
    assert [name for name, _ in only(text, "page.mdx").rules] == ["x"]
    assert not directives(text, "page.md")


@pytest.mark.parametrize(
    "text",
    [
        "`<!-- caselint: allow x -->`\n",
        "```\n<!-- caselint: allow x -->\n```\n",
        "caselint: allow x\n",
        "<!-- allow x -->\n",
    ],
)
def test_what_only_looks_like_one(text: str) -> None:
    assert not directives(text)


def test_a_verb_that_is_none_is_kept_so_that_it_can_be_told() -> None:
    directive = only("<!-- caselint: ignore x -->\n\nText.\n")
    assert directive.rules[0][0] == "ignore x"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_end_as_the_page_ends_them(newline: str) -> None:
    """A comment behind a text covers its line, whatever ends the lines; in the front matter the line below."""
    lines = ["---", "# caselint: allow b", "a: x", "c: y", "---", "one", "two <!-- caselint: allow c -->", "three"]
    text = newline.join(lines)
    first, second = directives(text)
    assert first.covers is not None
    assert second.covers is not None
    assert first.covers.slice(text).strip() == "a: x"
    assert second.covers.slice(text) == lines[6]
