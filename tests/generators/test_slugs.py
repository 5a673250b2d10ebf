"""Heading ids as each generator makes them, held against the libraries themselves where they are at hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.extensions.toc import slugify, slugify_unicode, unique
from pymdownx.slugs import slugify as make_pymdownx

from caselint.content.page import Heading
from caselint.findings.span import Span
from caselint.generators.generator import GITHUB, SiteConfig
from caselint.generators.slugs import (
    github_slug,
    heading_ids,
    printed_text,
    pymdownx_slug,
    python_markdown_slug,
    slug_function,
    unique_github,
    unique_python_markdown,
)

TEXTS = st.text(st.sampled_from("aB1_ -&.é½ß²日⚠\ufe0f🚀ı"), max_size=12)


def headings(*texts: str | tuple[str, str]) -> list[Heading]:
    return [
        Heading(
            2,
            text if isinstance(text, str) else text[0],
            Span(0, 0),
            Span(0, 0),
            None if isinstance(text, str) else text[1],
            True,
        )
        for text in texts
    ]


@given(TEXTS, st.sampled_from("-_"))
@settings(max_examples=150)
def test_python_markdown(text: str, separator: str) -> None:
    assert python_markdown_slug(text, separator) == slugify(text, separator)
    assert python_markdown_slug(text, separator, unicode=True) == slugify_unicode(text, separator)


@given(TEXTS, st.sampled_from(["none", "lower", "lower-ascii", "fold"]), st.booleans())
@settings(max_examples=150)
def test_pymdownx(text: str, case: str, percent_encode: bool) -> None:
    theirs = make_pymdownx(case=case, percent_encode=percent_encode)
    assert pymdownx_slug(text, case=case, percent_encode=percent_encode) == theirs(text, "-")


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("FAQ & Tips!", "faq--tips"),
        ("The End - yay", "the-end---yay"),
        ("Café au Lait", "café-au-lait"),
        ("हिन्दी गाइड", "हिन्दी-गाइड"),
        ("🚀 Launch", "-launch"),
        ("⚠️ Warning", "\ufe0f-warning"),
        ("x² and ½", "x-and-"),
        ("snake_case", "snake_case"),
        ("Ⓐ circled", "ⓐ-circled"),
        ("!!!", ""),
    ],
)
def test_github(text: str, slug: str) -> None:
    """The values are github-slugger's, as its fixtures have them."""
    assert github_slug(text) == slug


def test_equal_headings_on_github() -> None:
    """github-slugger's own example: ids that are taken are skipped."""
    counts: dict[str, int] = {}
    slugs = ["echo", "echo", "echo-1", "echo-1", "echo"]
    assert [unique_github(slug, counts) for slug in slugs] == ["echo", "echo-1", "echo-1-1", "echo-1-2", "echo-2"]


@given(st.lists(st.sampled_from(["a", "a_1", "a_2", "b", "", "_1", "a_1_1"]), max_size=12))
@settings(max_examples=150)
def test_equal_headings_on_python_markdown(slugs: list[str]) -> None:
    taken: set[str] = set()
    counters: dict[str, int] = {}
    theirs: set[str] = set()
    assert [unique_python_markdown(slug, taken, counters) for slug in slugs] == [unique(slug, theirs) for slug in slugs]


def test_many_equal_headings_take_linear_time() -> None:
    taken: set[str] = set()
    counters: dict[str, int] = {}
    ids = [unique_python_markdown("a", taken, counters) for _ in range(20_000)]
    assert ids[-1] == "a_19999"


def test_own_ids_are_kept_and_kept_clear_of() -> None:
    site = SiteConfig("mkdocs")
    assert heading_ids(site, headings(("Costs", "Mine"), "Mine", "mine"), reserved=["mine"]) == [
        "Mine",
        "mine_1",
        "mine_2",
    ]


def test_headings_that_are_printed_as_text_have_no_id() -> None:
    shown, hidden = headings("Costs", "Costs")
    assert heading_ids(SiteConfig("mkdocs"), [hidden._replace(rendered=False), shown]) == ["", "costs"]
    assert heading_ids(GITHUB, [hidden._replace(rendered=False), shown]) == ["", "costs"]


def test_the_function_that_the_config_names() -> None:
    def of(**options: object) -> object:
        slug = slug_function(SiteConfig("mkdocs", extensions={"toc": options}))
        return slug and slug("Ä B")

    assert of() == "a-b"
    assert of(separator="_") == "a_b"
    assert of(slugify="python/name:markdown.extensions.toc.slugify_unicode") == "ä-b"
    assert of(slugify={"python/object/apply": "pymdownx.slugs.slugify", "kwds": {"case": "lower"}}) == "ä-b"
    assert of(slugify="python/name:pymdownx.slugs.uslugify") == "ä-b"
    assert of(slugify="python/name:my.own.slugs") is None


def test_signs_that_extensions_replace() -> None:
    site = SiteConfig("mkdocs", extensions={"pymdownx.smartsymbols": {}, "smarty": {}, "pymdownx.inlinehilite": {}})
    assert printed_text(site, "One (c) (C) --> two -- #!py code") == "One © (C) → two – code"
    assert printed_text(SiteConfig("mkdocs"), "a  (c)") == "a (c)"
