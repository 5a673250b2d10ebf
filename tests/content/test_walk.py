"""What the walk finds on a page, and that each thing's span is exactly where it stands."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselint.content.dialect import COMMONMARK, Dialect
from caselint.content.markdown import parse
from caselint.content.page import Container, LinkKind, Page
from caselint.content.source import Source
from caselint.generators.dialects import dialect_of
from caselint.generators.generator import SiteConfig

EXTENSIONS = (
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "pymdownx.tabbed",
    "pymdownx.superfences",
    "pymdownx.emoji",
)
MKDOCS = dialect_of(SiteConfig("mkdocs", extensions={name: {} for name in EXTENSIONS}))


def read(text: str, dialect: Dialect = COMMONMARK) -> Page:
    return parse("page.md", Source(text), dialect)


def destinations(text: str, dialect: Dialect = COMMONMARK) -> list[tuple[str, str]]:
    """(target, destination as written) of each rendered link."""
    return [(link.target, link.span.slice(text)) for link in read(text, dialect).links if link.rendered]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](b.md)", [("b.md", "b.md")]),
        ("🎯 [a](b.md#c 'title')", [("b.md#c", "b.md#c")]),
        ("[a](<b c.md>)", [("b c.md", "b c.md")]),
        (r"[a](b\_c.md)", [("b_c.md", r"b\_c.md")]),
        ("[a](b.md?x&amp;y)", [("b.md?x&y", "b.md?x&amp;y")]),
        ("[a](b_(c).md)", [("b_(c).md", "b_(c).md")]),
        ("[a]()", [("", "")]),
        ("![a](b.png) [c](d.md)", [("b.png", "b.png"), ("d.md", "d.md")]),
        ("[![a](b.png)](c.md)", [("b.png", "b.png"), ("c.md", "c.md")]),
        ("[a][r] [r] [R][]\n\n[r]: b.md 'title'", [("b.md", "b.md")] * 3),
        ("[a]\n\n[a]:\n  <b c.md>", [("b c.md", "b c.md")]),
        ("<https://example.org/x>", [("https://example.org/x", "https://example.org/x")]),
        ("`[a](b.md)` \\[a](b.md)", []),
        ("<a href='b.md'>a</a> <img src=c.png>", [("b.md", "b.md"), ("c.png", "c.png")]),
        ('<div>\n<a href="b.md?x&amp;y">a</a>\n</div>', [("b.md?x&y", "b.md?x&amp;y")]),
        ("| a |\n|---|\n| [b](c.md) |", [("c.md", "c.md")]),
        ("> - [a](b.md)", [("b.md", "b.md")]),
        ("# [a](b.md) {#c}", [("b.md", "b.md")]),
        ("[`code` **b**](c.md)", [("c.md", "c.md")]),
        ("---\ntitle: x\n---\n[a](b.md)", [("b.md", "b.md")]),
        ("<!-- [a](b.md) -->", []),
        ("[a](b.md\n'title')", [("b.md", "b.md")]),
    ],
)
def test_a_link_s_span_is_its_destination_as_written(text: str, found: list[tuple[str, str]]) -> None:
    assert sorted(destinations(text)) == sorted(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('!!! note "See [t](t.md)"\n\n    [b](b.md)\n', ["t.md", "b.md"]),
        ('=== "Tab"\n\n    [b](b.md)\n', ["b.md"]),
        ("<div>\n\n[raw](b.md)\n\n</div>\n\n[after](c.md)\n", ["c.md"]),
        ("<div>\n\n[raw](b.md)\n\n[never closed](c.md)\n", []),
        ("<div markdown>\n[a](b.md)\n</div>\n", ["b.md"]),
        ("[[inner](i.md)](o.md)\n", ["o.md"]),
        ("<div>\n\n<a href='b.md'>html</a> [raw](c.md)\n\n</div>\n", ["b.md"]),
    ],
)
def test_links_that_an_mkdocs_site_shows(text: str, found: list[str]) -> None:
    assert [target for target, _ in destinations(text, MKDOCS)] == found


def test_headings_have_their_text_and_places() -> None:
    text = "# One `two` &amp; [three](x.md) {#own .wide}\n\nFour\n====\n\n### Five ###\n"
    page = read(text, MKDOCS)
    assert [(heading.level, heading.text, heading.explicit_id) for heading in page.headings] == [
        (1, "One two & three", "own"),
        (1, "Four", None),
        (3, "Five", None),
    ]
    assert page.headings[0].span.slice(text) == "# One `two` &amp; [three](x.md) {#own .wide}"
    assert page.headings[0].text_span.slice(text).startswith("One `two`")


@pytest.mark.parametrize("written", ["{#own}", "{ #own }", "{: #own .x}", '{ id="own" }', "{.x id=own}"])
def test_an_attribute_list_names_the_heading(written: str) -> None:
    (heading,) = read(f"## Costs {written}\n", MKDOCS).headings
    assert (heading.text, heading.explicit_id) == ("Costs", "own")
    assert read(f"## Costs {written}\n").headings[0].explicit_id is None


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (":rocket: Go", "Go"),
        ("At 10:30:45", "At 10:30:45"),
        (":material-home: Go", ":material-home: Go"),
        ("a: b: c", "a: b: c"),
    ],
)
def test_emoji_are_no_words_of_a_heading(written: str, text: str) -> None:
    assert read(f"## {written}\n", MKDOCS).headings[0].text == text


def test_titles_of_blocks_are_no_headings() -> None:
    page = read('# Real\n\n!!! note "Title"\n\n    body\n\n- item\n', MKDOCS)
    assert [heading.text for heading in page.headings] == ["Real"]
    assert len(page.items) - len(page.block_titles) == 1


def test_what_stands_in_raw_html_is_told_from_what_is_shown() -> None:
    text = "# Shown\n\n<div>\n\n## Raw\n\n9M rides\n\n</div>\n"
    page = read(text, MKDOCS)
    assert [(heading.text, heading.rendered) for heading in page.headings] == [("Shown", True), ("Raw", False)]
    assert [(block.span.slice(text)[:5], block.raw) for block in page.html] == [("<div>", True)]
    assert [leaf.rendered for leaf in page.leaves if "rides" in leaf.span.slice(text)] == [False]


def test_anchors() -> None:
    text = "<a name='one'></a> **x**{#two}\n\n<p id='three'>y</p>\n\nz[^4]\n\n[^4]: note\n\n```\n{#no}\n```\n"
    found = {anchor.id: anchor.span.slice(text) for anchor in read(text, MKDOCS).anchors}
    assert {name: found[name] for name in ("one", "two", "three")} == {"one": "one", "two": "two", "three": "three"}
    assert "fn:4" in found
    assert "no" not in found


def test_ids_of_tags_around_markdown() -> None:
    text = '<div id="x" markdown>\n[a](b.md)\n</div>\n'
    assert [(anchor.id, anchor.span.slice(text)) for anchor in read(text, MKDOCS).anchors] == [("x", "x")]


def test_leaves_are_what_a_reader_reads() -> None:
    text = "# Head\n\nsome `code` [link](x.md) text\n\n- item\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<p>html</p>\n"
    found = [(leaf.container, leaf.span.slice(text)) for leaf in read(text).leaves]
    assert found == [
        (Container.HEADING, "# Head"),
        (Container.PROSE, "some `code` [link](x.md) text"),
        (Container.LIST, "item"),
        (Container.TABLE, "a"),
        (Container.TABLE, "b"),
        (Container.TABLE, "1"),
        (Container.TABLE, "2"),
        (Container.HTML, "html"),
    ]
    prose = read(text).leaves[1]
    assert [hole.slice(text) for hole in prose.holes] == ["`code`", "](x.md)"]


PIECES = [
    "# h\n",
    "[a](b.md)",
    "![i](j.png)",
    "[r]",
    "\n\n[r]: x.md\n",
    "<div>\n",
    "</div>\n",
    "<a href='é.md'>",
    "- ",
    "> ",
    "```\n",
    "`",
    "\n",
    "\n\n",
    "é🎯",
    "| a |\n|---|\n",
]
PIECES += [
    "!!! note\n",
    "    ",
    "<!--",
    "-->",
    "{#x}",
    "**",
    "---\n",
    "[[a](b)](c)",
    "&amp;",
    "\\",
    "\r\n",
    "<b\n",
    "\u2028",
    "[^1]",
    "\t",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.sampled_from([COMMONMARK, MKDOCS]))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_and_every_place_lies_in_it(text: str, dialect: Dialect) -> None:
    page = read(text, dialect)
    spans = [leaf.span for leaf in page.leaves] + [heading.span for heading in page.headings] + list(page.blocks)
    spans += [link.span for link in page.links] + [link.outer for link in page.links]
    spans += [anchor.span for anchor in page.anchors] + [block.span for block in page.html] + list(page.comments)
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
    for link in page.links:
        if link.kind in (LinkKind.INLINE, LinkKind.IMAGE) and link.target in ("b.md", "j.png", "x.md", "c"):
            assert link.span.slice(text) == link.target


@pytest.mark.parametrize(
    "piece",
    [
        "<p>x</p>\n\n```\ny\n```\n\n",
        "<div>\n",
        "[a](",
        "- <b>\n",
        "> ",
        "[[a](b)](c) ",
        "<!-- ",
        "| a ",
        "*a **b ",
        "!!! note\n\n    x\n\n",
    ],
)
def test_time_grows_with_the_text(piece: str) -> None:
    def seconds(repeats: int) -> float:
        start = time.process_time()
        read(piece * repeats, MKDOCS)
        return time.process_time() - start

    short, long = seconds(500), seconds(4_000)
    assert long < 0.5 or long < 24 * short


def test_addresses_are_links_where_the_site_makes_some() -> None:
    text = (
        "See https://example.org/a_(b)?x=1. *www.example.org/c*, me@example.org; [x](https://example.org/d)\n\n"
        "`https://example.org/code` <https://example.org/e> (https://example.org/f)\n"
    )
    magic = dialect_of(SiteConfig("mkdocs", extensions={"pymdownx.magiclink": {}}))
    found = [(link.target, link.span.slice(text)) for link in read(text, magic).links]
    assert found == [
        ("https://example.org/a_(b)?x=1", "https://example.org/a_(b)?x=1"),
        ("http://www.example.org/c", "www.example.org/c"),
        ("mailto:me@example.org", "me@example.org"),
        ("https://example.org/d", "https://example.org/d"),
        ("https://example.org/e", "https://example.org/e"),
        ("https://example.org/f", "https://example.org/f"),
    ]
    assert len(read(text, MKDOCS).links) == 2


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("**x**{#a} `y`{: #b .c} [z](z.md){#d}\n", ["a", "b", "d"]),
        ("x {#a} y\n", []),
        ("`{#a}`\n", []),
        ("text\n{#a}\n", ["a"]),
        ("| x { #a } | y |\n|---|---|\n", ["a"]),
        ("``` {.py #a}\ncode {#b}\n```\n", ["a"]),
        ("<style>\np {color: #fff}\n</style>\n", []),
        ("a[^x] b[^x]\n\n[^x]: note\n", ["fn:x", "fnref2:x", "fnref:x"]),
    ],
)
def test_ids_that_attribute_lists_and_footnotes_give(text: str, ids: list[str]) -> None:
    anchors = read(text, MKDOCS).anchors
    assert sorted(anchor.id for anchor in anchors) == ids
    if "^" not in text:
        assert all(anchor.span.slice(text) == anchor.id for anchor in anchors)


def test_a_comment_may_stand_for_something_with_an_id() -> None:
    page = read("<!-- md:option config.draft -->\n\n<!-- a remark: nothing else -->\n<!-- caselint: allow x -->\n")
    possible = {anchor.id for anchor in page.anchors if anchor.possible}
    assert possible == {"option", "config.draft", "option config.draft"}


def test_headings_of_elements_that_the_site_gives_ids() -> None:
    text = "## One\n\n<div markdown>\n\n<h3 id='own'>Two <b>bold</b> &amp; x</h3>\n\ntext\n\n</div>\n\n<h3>Raw</h3>\n"
    page = read(text, MKDOCS)
    assert [(heading.level, heading.text, heading.explicit_id) for heading in page.headings] == [
        (2, "One", None),
        (3, "Two bold & x", "own"),
    ]
    assert page.headings[1].text_span.slice(text) == "Two <b>bold</b> &amp; x"
    assert [leaf.section for leaf in page.leaves if leaf.span.slice(text) == "text"] == [1]


def test_places_stay_true_behind_what_the_parser_is_shown_more() -> None:
    text = "é\n#Narrow [a](b.md)\n\nSee [x]\n[x]: y.md\n\n## Next 🎯 [c](d.md)\n"
    page = read(text, MKDOCS)
    assert [heading.span.slice(text) for heading in page.headings] == ["#Narrow [a](b.md)", "## Next 🎯 [c](d.md)"]
    assert [heading.text for heading in page.headings] == ["Narrow a", "Next 🎯 c"]
    assert [link.span.slice(text) for link in page.links] == ["b.md", "y.md", "d.md"]
    assert read("#No heading\n").headings == ()


def test_both_of_two_links_where_the_site_makes_both() -> None:
    text = "[**[inner](i.md)**](o.md) and [x [inner](i.md)](o.md)\n"
    assert destinations(text, MKDOCS) == [("o.md", "o.md"), ("i.md", "i.md"), ("o.md", "o.md")]
