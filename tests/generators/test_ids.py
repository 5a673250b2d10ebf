"""All ids of a page that a link may name."""

import pytest

from caselint.content.markdown import parse
from caselint.content.source import Source
from caselint.generators.dialects import dialect_of
from caselint.generators.generator import SiteConfig
from caselint.generators.ids import page_ids

SLUGIFY = {"python/object/apply": "pymdownx.slugs.slugify", "kwds": {"case": "lower"}}
TABS = '## Install\n\n=== "With `pip`"\n\n    x\n\n=== "Docker & co"\n\n    y\n'


def ids(text: str, **options: object) -> set[str]:
    extensions = {name: {} for name in ("toc", "attr_list", "md_in_html", "admonition", "footnotes")}
    site = SiteConfig("mkdocs", extensions={**extensions, "pymdownx.tabbed": options})
    page = parse("page.md", Source(text), dialect_of(site))
    return page_ids(site, page.headings, page.anchors)[1]


def test_tabs_have_ids_where_a_slug_is_set() -> None:
    assert ids(TABS) == {"install"}
    assert ids(TABS, slugify=SLUGIFY) == {"install", "with-pip", "docker--co"}
    assert ids(TABS, slugify=SLUGIFY, combine_header_slug=True) == {
        "install",
        "install-with-pip",
        "install-docker--co",
    }


@pytest.mark.parametrize("around", ["!!! note\n\n    ## Inner\n\n", "> ## Inner\n\n", "- ## Inner\n\n"])
def test_a_tab_counts_from_the_heading_above_that_is_not_shut_away(around: str) -> None:
    found = ids("## Outer\n\n" + around + '=== "Tab"\n\n    x\n', slugify=SLUGIFY, combine_header_slug=True)
    assert found == {"outer", "inner", "outer-tab"}


def test_ids_are_kept_apart() -> None:
    assert ids("## A\n\n## A\n\n**x**{#a_1}\n\n## A\n") == {"a", "a_1", "a_2", "a_3"}


def test_what_a_hook_may_make_is_no_id_of_the_page() -> None:
    assert ids("<!-- md:option draft -->\n\n## A\n") == {"a"}
