"""The navigation of mkdocs.yml: entries with their places, and a fault of its shape does not hide the rest.

What MkDocs makes of these was read in mkdocs/config/config_options.py (Nav) and seen with `mkdocs build` (1.6.1).
"""

from pathlib import Path

import pytest

from caselint.generators.detect import read_site
from caselint.generators.generator import SiteConfig
from caselint.generators.mkdocs_nav import nav_target
from caselint.site.index import SiteIndex


def read(folder: Path, config: str) -> SiteConfig:
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    return read_site(folder)


def test_each_entry_stands_where_it_is_written(tmp_path: Path) -> None:
    config = (
        "nav:\n- index.md\n- 'Über': \"über.md\"\n- Part:\n  - part/index.md\n  - Deep:\n    - A: a.md\n"
        "- {Code: https://a.org}\n"
    )
    site = read(tmp_path, config)
    assert site.problems == ()
    assert [(entry.title, entry.target) for entry in site.nav] == [
        (None, "index.md"),
        ("Über", "über.md"),
        ("Part", None),
        (None, "part/index.md"),
        ("Deep", None),
        ("A", "a.md"),
        ("Code", "https://a.org"),
    ]
    for entry in site.nav:
        assert entry.span.slice(config) == entry.target or entry.target is None


@pytest.mark.parametrize(
    ("nav", "line", "said", "left"),
    [
        ("nav: index.md\n", 1, 'takes a list, and this is "index.md"', []),
        ("nav: 7\n", 1, 'takes a list, and this is "7"', []),
        ("nav:\n  Home: index.md\n  A: a.md\n", 2, "this is a mapping", ["index.md", "a.md"]),
        ("nav:\n- index.md\n- 404\n- a.md\n", 3, 'is a path, and this is "404"', ["index.md", "a.md"]),
        ("nav:\n- index.md\n-\n- a.md\n", 3, "is a path, and this is nothing", ["index.md", "a.md"]),
        ("nav:\n- Home: index.md\n  A: a.md\n- b.md\n", 2, "has 2 titles", ["index.md", "a.md", "b.md"]),
        ("nav:\n- Part:\n- a.md\n", 2, '"Part" of "nav" takes a path or a list, and has nothing', ["a.md"]),
        ("nav:\n- Part:\n    A: a.md\n", 3, '"Part" of "nav" takes a list, and this is a mapping', ["a.md"]),
        ("nav:\n- - a.md\n- b.md\n", 2, "this is a list", ["a.md", "b.md"]),
    ],
)
def test_a_fault_of_shape_is_told_at_its_line_and_the_rest_is_read(
    nav: str, line: int, said: str, left: list[str], tmp_path: Path
) -> None:
    site = read(tmp_path, nav)
    (problem,) = site.problems
    assert said in problem.message
    assert nav.count("\n", 0, problem.span.start) + 1 == line
    assert [entry.target for entry in site.nav if entry.target] == left


@pytest.mark.parametrize(
    "nav", ["nav:\n", "nav: []\n", "nav: !ENV [NAV, [a.md]]\n", "nav:\n- !ENV [A, a.md]\n- X: !x y\n"]
)
def test_what_is_empty_or_decided_elsewhere_has_no_entries(nav: str, tmp_path: Path) -> None:
    site = read(tmp_path, nav)
    assert (site.nav, site.problems) == ((), ())


def test_deep_navigations_are_read_and_endless_ones_told(tmp_path: Path) -> None:
    def nested(levels: int) -> SiteConfig:
        deep = "".join(f"{' ' * 2 * row}- p{row}:\n" for row in range(levels)) + "  " * levels + "- a.md\n"
        return read(tmp_path, "nav:\n" + deep + "- b.md\n")

    assert [entry.target for entry in nested(20).nav if entry.target] == ["a.md", "b.md"]
    assert nested(5000).problems


def test_a_pattern_that_gitignore_cannot_read_is_told_and_the_others_hold(tmp_path: Path) -> None:
    site = read(tmp_path, "exclude_docs: |\n  old/\n  \\\n")
    assert site.excluded == ("old/",)
    assert '"exclude_docs" holds "\\", which is no pattern' in site.problems[0].message


SITE = SiteConfig(generator="mkdocs", config_path="mkdocs.yml", content_roots=("docs",), excluded=("/old/",))
PAGES = ("docs/index.md", "docs/a/index.md", "docs/a/README.md", "docs/a/one.md", "docs/two.md")


@pytest.mark.parametrize(
    ("target", "status", "page"),
    [
        ("two.md", "ok", "docs/two.md"),
        ("./a/one.md", "ok", "docs/a/one.md"),
        ("two.md/", "ok", "docs/two.md"),
        ("a/", "ok", "docs/a/index.md"),
        ("a/one/", "ok", "docs/a/one.md"),
        (".", "ok", "docs/index.md"),
        ("f.pdf", "ok", None),
        ("a/README.md", "missing-page", None),
        ("gone.md", "missing-page", None),
        ("gone/", "missing-page", None),
        ("two.md#x", "missing-page", None),
        ("../README.md", "missing-page", None),
        ("Two.md", "missing-page", None),
        ("old/x.md", "unpublished", None),
        ("/two/", "unjudged", None),
        ("https://example.org", "external", None),
        ("mailto:a@example.org", "external", None),
    ],
)
def test_a_target_counts_from_the_folder_of_the_pages(target: str, status: str, page: str | None) -> None:
    index = SiteIndex(SITE, dict.fromkeys(sorted(PAGES)), frozenset({"docs/f.pdf"}))  # type: ignore[arg-type]
    found = nav_target(SITE, index, target)
    assert (found.status, found.page) == (status, page)


@pytest.mark.parametrize(
    ("validation", "target"),
    [
        ("nav:\n    absolute_links: relative_to_docs", "a.md"),
        ("absolute_links: relative_to_docs", "a.md"),
        ("{}", "/a.md"),
    ],
)
def test_a_leading_slash_may_mean_the_folder_of_the_pages(validation: str, target: str, tmp_path: Path) -> None:
    site = read(tmp_path, f"validation:\n  {validation}\nnav: [/a.md]\n" if validation != "{}" else "nav: [/a.md]\n")
    assert site.nav[0].target == target


def test_hooks_are_read_as_text_and_never_run(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("raise SystemExit\ndef on_pre_build(config):\n    write('changelog.md')\n")
    (tmp_path / "b.py").write_text("def on_page_markdown(markdown, **_):\n    return markdown\n")
    site = read(tmp_path, "hooks: [a.py, b.py]\n")
    assert (site.hooks_make_pages, site.hook_pages) == (True, frozenset({"changelog.md"}))
    assert str(tmp_path / "b.py") in site.files
    assert not read(tmp_path, "hooks: [b.py]\n").hooks_make_pages
    assert read(tmp_path, "hooks: [gone.py]\n").hooks_make_pages
