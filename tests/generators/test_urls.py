"""Where pages are served, and which files are pages at all."""

import pytest

from caselint.generators.generator import GITHUB, SiteConfig
from caselint.generators.urls import is_published, page_url

MKDOCS = SiteConfig("mkdocs", content_roots=("docs",), base_path="/base/")
FLAT = SiteConfig("mkdocs", content_roots=("docs",), directory_urls=False)


@pytest.mark.parametrize(
    ("config", "path", "url"),
    [
        (MKDOCS, "docs/index.md", "/base/"),
        (MKDOCS, "docs/README.md", "/base/"),
        (MKDOCS, "docs/a/index.md", "/base/a/"),
        (MKDOCS, "docs/a/b.md", "/base/a/b/"),
        (MKDOCS, "docs/a b.md", "/base/a b/"),
        (MKDOCS, "docs/v1.2.md", "/base/v1.2/"),
        (FLAT, "docs/a/b.md", "/a/b.html"),
        (FLAT, "docs/a/index.md", "/a/index.html"),
        (SiteConfig("mkdocs", content_roots=(".",)), "a.md", "/a/"),
        (MKDOCS, "docs-old/a.md", "/docs-old/a.md"),
        (GITHUB, "docs/a.md", "/docs/a.md"),
    ],
)
def test_page_url(config: SiteConfig, path: str, url: str) -> None:
    assert page_url(config, path) == url


@pytest.mark.parametrize(
    ("path", "published"),
    [
        ("docs/a.md", True),
        ("docs/a.markdown", True),
        ("docs/a.mdx", False),
        ("README.md", False),
        ("docs/.hidden/a.md", False),
        ("docs/.a.md", False),
        ("docs/templates/a.md", False),
        ("docs/a/templates/a.md", True),
    ],
)
def test_what_mkdocs_publishes_by_itself(path: str, published: bool) -> None:
    assert is_published(MKDOCS, path) is published


def test_patterns_of_the_config_exclude_and_bring_back() -> None:
    config = SiteConfig("mkdocs", content_roots=("docs",), excluded=("old/", "!.well-known/"), drafts=("next.md",))
    shown = [
        path
        for path in ("a.md", "old/a.md", "b/old/a.md", "next.md", ".well-known/a.md", ".x/a.md")
        if is_published(config, f"docs/{path}")
    ]
    assert shown == ["a.md", ".well-known/a.md"]


def test_github_shows_every_page() -> None:
    assert is_published(GITHUB, ".github/a.md")
