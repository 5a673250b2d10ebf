"""A `mkdocs.yml` with one mistake is no empty one: what can be read of it holds."""

from pathlib import Path

import pytest

from caselint.engine.discover import Request
from caselint.engine.linter import run
from caselint.generators.detect import read_site
from caselint.generators.generator import SiteConfig
from caselint.generators.mkdocs_salvage import salvage
from caselint.generators.mkdocs_yaml import plain

_WHOLE = """site_name: Ferries
docs_dir: pages
site_url: https://ferries.example/line/
plugins:
  - search
  - blog:
      blog_dir: news
markdown_extensions:  # of all pages
- admonition
- toc:
    separator: _
nav:
- index.md
- Lines: lines.md
"""


def read(folder: Path, config: str) -> SiteConfig:
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    return read_site(folder)


@pytest.mark.parametrize(
    ("whole", "broken"),
    [
        ("site_name: Ferries", 'site_name: "Ferries'),
        ("site_name: Ferries", "site_name: Ferries: lines"),
        ("  - search", "  - search: ["),
        ("  - search", "\t- search"),
        ("- admonition", '- "admonition'),
        ("- Lines: lines.md", "- Lines: [lines.md"),
        ("nav:", "nav: {"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_one_mistake_costs_no_more_than_what_it_is_in(tmp_path: Path, whole: str, broken: str, line_end: str) -> None:
    site = read(tmp_path, _WHOLE.replace(whole, broken).replace("\n", line_end))
    assert len(site.problems) == 1
    assert (site.content_roots, site.base_path) == (("pages",), "/line/")
    assert site.plugins["blog"] == {"blog_dir": "news"}
    assert site.extensions["toc"] == {"separator": "_"}
    assert ("admonition" in site.extensions) is ("admonition" not in broken)
    assert site.nav == () or "nav" not in broken


def test_a_navigation_is_read_whole_or_not_at_all(tmp_path: Path) -> None:
    assert read(tmp_path, _WHOLE.replace("- Lines: ", "- Lines: [")).nav == ()
    kept = _WHOLE.replace("site_name: Ferries", "site_name: [Ferries")
    assert [(entry.target, entry.span.slice(kept)) for entry in read(tmp_path, kept).nav] == [
        ("index.md", "index.md"),
        ("lines.md", "lines.md"),
    ]


@pytest.mark.parametrize("text", ["", "\x00", "- a\n- b\n", "[", "a\n", "x: *y\n", "a: [\nb:\n-\n- [\n", "é: [\n"])
def test_what_holds_nothing_is_an_empty_mapping(text: str) -> None:
    assert plain(salvage(text, 100)) in ({}, {"b": [None]})


def test_an_entry_between_two_broken_ones_stands_where_it_is_written() -> None:
    text = "x: {\nplugins:\n- a: [\n- b:\n    c: d\n- 'e\n"
    node = salvage(text, 100).get("plugins")
    assert node is not None
    (entry,) = node.elements
    assert plain(entry) == {"b": {"c": "d"}}
    assert entry.span.slice(text) == "b:\n    c: d"


def test_what_is_far_too_much_is_left() -> None:
    keys = "".join(f"k{row}: {row}\n" for row in range(5_000))
    assert len(salvage(f"{keys}z: [\n", 200_000).pairs) == 2_000
    assert len(salvage("z:\n" + "- [\n" * 5_000 + "y: 1\n", 200_000).pairs) == 1
    assert salvage(f"y: 1\n# {'x' * 250_000}\nz: [\n", 200_000).pairs == ()


_LINKS = "# Home\n\n!!! note\n    See [it](gone.md), [b](b.md#nope).\n"
_DEAD = [("docs/index.md", "broken-link", 4), ("docs/index.md", "missing-anchor", 4)]


@pytest.mark.parametrize(
    ("config", "line", "name"),
    [
        ("site_name: [x\nnav: {\n", 1, "unreadable-site-config"),
        ("nav: index.md\n", 1, "unreadable-site-config"),
        ("nav: 5\n", 1, "unreadable-site-config"),
        ("nav:\n- index.md\n- 5\n", 3, "unreadable-site-config"),
        ("nav:\n- index.md\n- X: {B: b.md}\n", 3, "unreadable-site-config"),
        ("nav:\n- index.md\n- - b.md\n", 3, "unreadable-site-config"),
        ("nav:\n- index.md\n- b.md\n- gone.md\n", 4, "dead-nav-entry"),
        ("plugins:\n- redirects:\n    redirect_maps: [a.md]\n", 3, "unreadable-site-config"),
        ("plugins:\n- redirects:\n    redirect_maps:\n      a.md: 5\n", 4, "unreadable-site-config"),
        ("plugins:\n- redirects:\n    redirect_maps:\n      a.md:\n", 4, "unreadable-site-config"),
        ("plugins:\n- redirects:\n    redirect_maps:\n      a.md: [b.md]\n", 4, "unreadable-site-config"),
        ("plugins:\n- redirects:\n    redirect_maps:\n      a.md: a.md\n", 4, "broken-redirect"),
        ("plugins:\n- redirects:\n    redirect_maps: {a.md: c.md,\n      c.md: a.md}\n", 3, "broken-redirect"),
        ("plugins:\n- redirects:\n    redirect_maps:\n      a.md: c.md\n      c.md: b.md\n", 4, "broken-redirect"),
    ],
)
def test_a_wrong_site_is_one_finding_and_its_pages_are_checked(
    tmp_path: Path, config: str, line: int, name: str
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text(_LINKS, encoding="utf-8")
    (tmp_path / "docs/b.md").write_text("# B\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(f"{config}markdown_extensions: [admonition]\n", encoding="utf-8")
    found = [
        (each.path, each.name, each.location.line if each.location else 0)
        for each in run(Request(tmp_path)).report.findings
    ]
    assert [each for each in found if each[1] != "page-outside-nav"] == [*_DEAD, ("mkdocs.yml", name, line)]
