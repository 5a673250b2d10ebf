"""Links lead where the built site has them lead: from the page's file, from its URL, or away from the site."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselint.content.page import LinkKind
from caselint.generators.generator import GITHUB, SiteConfig
from caselint.generators.resolve import Resolution, resolve
from caselint.site.index import SiteIndex

MKDOCS = SiteConfig("mkdocs", content_roots=("docs",), base_path="/base/", site_url="https://example.org/base/")
PAGES = (
    "docs/index.md",
    "docs/a/one.md",
    "docs/a/two.md",
    "docs/b/index.md",
    "docs/c.md",
    "docs/c/index.md",
    "docs/d e.md",
)
ASSETS = ("docs/a/map.png", "overrides/assets/logo.svg", "mkdocs.yml")


def site(config: SiteConfig, pages: Iterable[str] = PAGES, assets: Iterable[str] = ASSETS) -> SiteIndex:
    """An index that knows names only: resolution asks for nothing else."""
    return SiteIndex(config, dict.fromkeys(sorted(pages)), frozenset(assets))  # type: ignore[arg-type]


def lead(
    target: str, page: str = "docs/a/one.md", kind: LinkKind = LinkKind.INLINE, config: SiteConfig = MKDOCS
) -> Resolution:
    return resolve(config, site(config), page, target, kind)


@pytest.mark.parametrize(
    ("target", "status", "page"),
    [
        ("two.md", "ok", "docs/a/two.md"),
        ("two.md#x", "ok", "docs/a/two.md"),
        ("./two.md?q=1", "ok", "docs/a/two.md"),
        ("two.md/", "ok", "docs/a/two.md"),
        ("../d%20e.md", "ok", "docs/d e.md"),
        ("map.png", "ok", None),
        ("#here", "ok", "docs/a/one.md"),
        ("", "ok", "docs/a/one.md"),
        ("gone.md", "missing-page", None),
        ("gone.png", "missing-asset", None),
        # What names no source file counts from the URL /base/a/one/.
        ("two/", "missing-page", None),
        ("../two/", "ok", "docs/a/two.md"),
        ("../two", "ok", "docs/a/two.md"),
        ("../../b/", "ok", "docs/b/index.md"),
        ("../../b/index.html", "ok", "docs/b/index.md"),
        ("./", "ok", "docs/a/one.md"),
        (".", "ok", "docs/a/one.md"),
        ("../map.png", "ok", None),
        # From the host's root.
        ("/base/a/two/", "ok", "docs/a/two.md"),
        ("/base", "ok", "docs/index.md"),
        ("/base/gone/", "missing-page", None),
        ("/a/two/", "outside-site", None),
        ("/../a/two.md", "outside-site", None),
        ("../../../x/", "outside-site", None),
        # Not this site's, or nobody's to judge.
        ("https://example.org/gone", "external", None),
        ("mailto:a@example.org", "external", None),
        ("//example.org/x", "external", None),
        ("https://[::1", "malformed", None),
        ("http://", "malformed", None),
        ("{{ url }}/x.md", "unjudged", None),
        ("${BASE}/x.md", "unjudged", None),
        ("{useBaseUrl('x.md')}", "unjudged", None),
        ("/base/sitemap.xml", "unjudged", None),
    ],
)
def test_a_markdown_link_on_mkdocs(target: str, status: str, page: str | None) -> None:
    found = lead(target)
    assert (found.status, found.page) == (status, page)


@pytest.mark.parametrize(
    ("target", "status"),
    [("two.md", "missing-page"), ("../two/", "ok"), ("../map.png", "ok"), ("map.png", "missing-asset"), ("#x", "ok")],
)
def test_raw_html_is_never_rewritten(target: str, status: str) -> None:
    assert lead(target, kind=LinkKind.HTML).status == status


def test_from_an_index_both_views_agree() -> None:
    assert lead("two/", "docs/a/index.md").page == lead("two.md", "docs/a/index.md").page == "docs/a/two.md"


def test_of_two_files_with_one_url_the_later_one_is_served() -> None:
    """MkDocs writes `c/index.html` twice, and `c/index.md` last: a link to `c.md` shows the other page."""
    assert lead("../c.md").page == "docs/c/index.md"
    assert lead("../../c/").page == "docs/c/index.md"


def test_a_page_that_is_not_published_is_missing() -> None:
    config = SiteConfig("mkdocs", content_roots=("docs",), excluded=("b/",))
    found = lead("../b/index.md", config=config)
    assert found.status == "missing-page"
    assert "does not publish" in found.tried


def test_absolute_links_from_the_docs_folder_where_that_is_set() -> None:
    config = SiteConfig("mkdocs", content_roots=("docs",), base_path="/base/", absolute_from_docs=True)
    assert lead("/a/two.md", config=config).page == "docs/a/two.md"
    assert lead("/a/gone.md", config=config).status == "missing-page"
    assert lead("/a/two.md", kind=LinkKind.HTML, config=config).status == "outside-site"


def test_without_a_site_url_a_path_of_the_host_is_not_judged() -> None:
    """The site may be served below any folder, beside anything."""
    config = SiteConfig("mkdocs", content_roots=("docs",))
    assert lead("/login", config=config).status == "unjudged"
    assert lead("/a/two/", config=config).page == "docs/a/two.md"
    assert lead("/a/gone.md", config=config).status == "missing-page"


def test_places_of_plugins_are_not_judged() -> None:
    config = SiteConfig(
        "mkdocs", content_roots=("docs",), site_url="https://example.org/", unknown_urls=("/blog/", "/de/")
    )
    assert lead("/blog/2024/01/post/", config=config).status == "unjudged"
    assert lead("/de/", config=config).status == "unjudged"
    assert lead("../blog/posts/gone.md", config=config).status == "missing-page", "sources are all known"
    assert lead("/other/", config=config).status == "missing-page"
    makes = SiteConfig("mkdocs", content_roots=("docs",), makes_sources=True)
    assert lead("../api/gone.md", config=makes).status == "unjudged"


def test_other_versions_of_the_site_are_not_judged() -> None:
    config = SiteConfig("mkdocs", content_roots=("docs",), base_path="/p/", site_url="https://e.org/p/", versioned=True)
    assert lead("/p/1.0/", config=config).status == "unjudged"
    assert lead("../../../stable/", config=config).status == "unjudged"
    assert lead("../gone/", config=config).status == "missing-page"


def test_files_of_the_theme_are_served_from_the_root() -> None:
    config = SiteConfig("mkdocs", content_roots=("docs",), theme_folders=("docs", "overrides"))
    assert lead("../../assets/logo.svg", kind=LinkKind.HTML, config=config).status == "ok"


def test_flat_urls() -> None:
    config = SiteConfig("mkdocs", content_roots=("docs",), directory_urls=False)
    assert lead("two.html", config=config).page == "docs/a/two.md"
    assert lead("../b/", config=config).page == "docs/b/index.md"
    assert lead("two/", config=config).status == "missing-page"


def test_front_matter_may_name_the_file_from_the_docs_folder() -> None:
    assert lead("/a/two.md", kind=LinkKind.FRONT_MATTER).page == "docs/a/two.md"


def test_a_generator_that_caselint_does_not_know_is_not_judged() -> None:
    assert lead("gone.md", config=SiteConfig("docusaurus", judges_links=False)).status == "unjudged"


@pytest.mark.parametrize(
    ("target", "status", "page"),
    [
        ("two.md", "ok", "docs/a/two.md"),
        ("/docs/c.md", "ok", "docs/c.md"),
        ("/c.md", "ok", "docs/c.md"),
        ("../b", "ok", "docs/b/index.md"),
        ("../b/", "ok", "docs/b/index.md"),
        ("..", "ok", "docs/index.md"),
        ("../../overrides/", "ok", None),
        ("../../mkdocs.yml", "ok", None),
        ("two", "ok", "docs/a/two.md"),
        ("two.html", "ok", "docs/a/two.md"),
        ("gone.md", "missing-page", None),
        ("gone.png", "missing-asset", None),
        ("../../../issues", "unjudged", None),
        ("../../.github/CODEOWNERS", "unjudged", None),
        ("/some/route", "unjudged", None),
        ("#x", "ok", "docs/a/one.md"),
    ],
)
def test_a_link_on_github(target: str, status: str, page: str | None) -> None:
    found = lead(target, config=GITHUB)
    assert (found.status, found.page) == (status, page)


def test_pages_that_are_there_but_not_read_are_not_missing() -> None:
    index = SiteIndex(MKDOCS, {"docs/a/one.md": None}, frozenset(), unread=frozenset({"docs/a/two.md"}))  # type: ignore[dict-item]
    for target in ("two.md", "../two/", "two.md#x"):
        assert resolve(MKDOCS, index, "docs/a/one.md", target, LinkKind.INLINE)[:2] == ("ok", None)


TARGETS = st.lists(
    st.sampled_from(
        ["..", ".", "a", "two.md", "/", "//", "#", "?", "%2e%2e", "%", "\\", "x:", "{{", "é", " ", "[", "base"]
    ),
    max_size=8,
)


@given(TARGETS.map("".join), st.sampled_from([MKDOCS, GITHUB]), st.sampled_from(list(LinkKind)))
@settings(max_examples=300)
def test_any_target_has_an_answer(target: str, config: SiteConfig, kind: LinkKind) -> None:
    found = lead(target, kind=kind, config=config)
    assert found.status in {"ok", "external", "unjudged", "missing-page", "missing-asset", "outside-site", "malformed"}
    assert found.page is None or found.page in PAGES
    assert found.page is None or found.status == "ok"
