"""Which pages a navigation should hold and does not, as MkDocs counts them, and by which folder they are told."""

from dataclasses import replace

import pytest

from caselint.content.page import LinkKind
from caselint.findings import Span
from caselint.generators.generator import NavEntry, SiteConfig
from caselint.generators.resolve import resolve
from caselint.site.index import SiteIndex
from caselint.site.navigation import omitted_by_folder

SITE = SiteConfig(
    generator="mkdocs",
    config_path="mkdocs.yml",
    content_roots=("docs",),
    nav=(NavEntry(None, "index.md", Span(0, 0)), NavEntry("A", "a/one.md", Span(0, 0))),
)


def omitted(config: SiteConfig, *paths: str) -> list[str]:
    pages = ("docs/index.md", "docs/a/one.md", *(f"docs/{path}" for path in paths))
    index = SiteIndex(config, dict.fromkeys(sorted(pages)))  # type: ignore[arg-type]
    return [path.removeprefix("docs/") for path in index.navigation.omitted]


def test_pages_that_no_entry_leads_to_are_omitted() -> None:
    assert omitted(SITE, "b.md", "a/two.md") == ["a/two.md", "b.md"]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"not_in_nav": ("/b/", "!x")}, "b/c/two.md"),
        ({"excluded": ("two.md",)}, "b/two.md"),
        ({"drafts": ("b/*",)}, "b/two.md"),
        ({"redirects": {"b.md": "index.md"}}, "b.md"),
        ({"plugins": {"blog": {}}, "unknown_urls": ("/blog/",)}, "blog/posts/a.md"),
        ({"plugins": {"awesome-pages": {}}}, "b.md"),
        ({"plugins": {"literate-nav": {}}}, "b.md"),
        ({"makes_sources": True}, "b.md"),
        ({"hooks_make_pages": True}, "b.md"),
        ({"nav": ()}, "b.md"),
        ({}, "README.md"),
        ({}, "templates/x.md"),
        ({}, ".hidden/x.md"),
    ],
)
def test_what_is_left_out_on_purpose_or_by_a_plugin_is_not(change: dict[str, object], path: str) -> None:
    assert omitted(replace(SITE, **change), path) == []  # type: ignore[arg-type]


def test_a_folder_full_of_omitted_pages_is_told_once() -> None:
    left = ["docs/b/c/d.md", "docs/b/e.md", "docs/a/two.md", "docs/a/x/y.md", "docs/top.md"]
    held = ["docs/index.md", "docs/a/one.md"]
    assert omitted_by_folder(left, [*left, *held], SITE) == {
        "docs/a": ["docs/a/two.md"],
        "docs/a/x": ["docs/a/x/y.md"],
        "docs/b": ["docs/b/c/d.md", "docs/b/e.md"],
        "docs": ["docs/top.md"],
    }


@pytest.mark.parametrize(
    ("target", "kind", "file"),
    [
        ("Two.md", LinkKind.INLINE, "docs/two.md"),
        ("../Two/", LinkKind.HTML, "docs/two.md"),
        ("../IMG/map.PNG", LinkKind.HTML, "docs/img/Map.png"),
        ("three.md", LinkKind.INLINE, None),
        ("FOUR.md", LinkKind.INLINE, None),
    ],
)
def test_a_file_in_other_letter_case_is_found_where_there_is_one(target: str, kind: LinkKind, file: str | None) -> None:
    pages = ("docs/Four.md", "docs/four.md", "docs/one.md", "docs/two.md")
    index = SiteIndex(SITE, dict.fromkeys(pages), frozenset({"docs/img/Map.png"}))  # type: ignore[arg-type]
    assert index.other_case.of(resolve(SITE, index, "docs/one.md", target, kind)) == file
