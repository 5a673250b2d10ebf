"""What the two link rules make of whole sites: one finding for each defect, and silence where nothing is sure."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from caselint.findings.report import LocatedFinding
from caselint.rules.links.broken_link import BrokenLink
from caselint.rules.links.missing_anchor import MissingAnchor
from caselint.rules.links.unserved_link import UnservedLink
from caselint.rules.rule import Example, Rule
from caselint.testing import run_example

SITE = "site_name: S\nsite_url: https://example.org/base/\n"


def findings(rule: type[Rule], pages: Mapping[str, str], folder: Path, config: str = "") -> list[LocatedFinding]:
    return list(run_example(rule, Example(pages, config=config), folder).findings)


def test_links_that_miss_one_file_are_one_finding(tmp_path: Path) -> None:
    text = "[a](gone.md) [b](gone.md#x)\n\n[c](other.md)\n"
    first, second = findings(BrokenLink, {"mkdocs.yml": SITE, "docs/a.md": text}, tmp_path)
    assert first.message == '"gone.md" leads to docs/gone.md, and there is no such page; 1 more of this page likewise'
    assert [place.location.column for place in first.related] == [18]
    assert second.message.startswith('"other.md"')


def test_paths_from_the_host_are_one_finding_with_one_fix(tmp_path: Path) -> None:
    pages = {
        "mkdocs.yml": SITE,
        "docs/a/one.md": "[b](/a/two/) [c](/c/#x) [d](/nowhere/)\n",
        "docs/a/two.md": "",
        "docs/c.md": "",
    }
    (finding,) = findings(UnservedLink, pages, tmp_path)
    told = '"/a/two/" leaves the site: docs/a/two.md is served at /base/a/two/; 1 more of this page likewise'
    assert finding.message == told
    assert finding.help == 'write "two.md"'
    assert finding.fix is not None
    assert [edit.text for edit in finding.fix.edits] == ["two.md", "../c.md#x"]
    assert finding.fix.safety == "unsafe"


def test_what_the_source_has_not_either_is_a_defect_of_another_kind(tmp_path: Path) -> None:
    pages = {"mkdocs.yml": SITE, "docs/a/one.md": "[b](/a/two/) [d](/nowhere/)\n", "docs/a/two.md": ""}
    (finding,) = findings(BrokenLink, pages, tmp_path)
    assert finding.message == '"/nowhere/" leaves the site: it leads to /nowhere/, the site starts at /base/'
    assert finding.fix is None


def test_a_link_that_is_right_in_the_tree_and_wrong_as_url(tmp_path: Path) -> None:
    (finding,) = findings(BrokenLink, {"mkdocs.yml": SITE, "docs/a.md": "[b](b/)\n", "docs/b.md": ""}, tmp_path)
    assert finding.message == '"b/" leads to /base/a/b/ as the site serves it, and there is no such page'
    assert finding.help == 'write "b.md"'


def test_pages_that_caselint_leaves_out_are_still_there(tmp_path: Path) -> None:
    pages = {"a.md": "[b](old/b.md#x)\n", "old/b.md": "# B\n"}
    assert findings(BrokenLink, pages, tmp_path, 'exclude = ["old/**"]\n') == []
    (tmp_path / "again").mkdir()
    assert findings(MissingAnchor, pages, tmp_path / "again", 'exclude = ["old/**"]\n') == []


def test_dead_entries_of_one_list_are_one_finding(tmp_path: Path) -> None:
    text = "# Top\n\n- [One](#one)\n  - [Two](#two)\n- [Ok](#top)\n\nText\n\n- [Four](#four)\n"
    first, second = findings(MissingAnchor, {"a.md": text}, tmp_path)
    assert first.message == '2 entries of this list lead nowhere; of the first, there is no "#one" on this page'
    assert [(place.location.line, place.message) for place in first.related] == [(4, 'there is no "#two" on this page')]
    assert second.location.line == 9


def test_a_heading_that_raw_html_swallows_is_named(tmp_path: Path) -> None:
    text = "[c](#costs)\n\n<div>\n\n## Costs\n"
    (finding,) = findings(MissingAnchor, {"mkdocs.yml": SITE, "docs/a.md": text}, tmp_path)
    assert "stands inside raw HTML" in finding.help


@pytest.mark.parametrize(
    ("config", "text"),
    [
        ("plugins: [mkdocstrings]\n", "::: package.module\n\n[x](#package.module.f)\n"),
        ("plugins: [macros]\n", "{{ table() }}\n\n[x](#made)\n"),
        ("markdown_extensions: [pymdownx.snippets]\n", '--8<-- "part.md"\n\n[x](#part)\n'),
        ("", "<!-- md:option x -->\n\n[x](#option.x)\n"),
        ("markdown_extensions: [footnotes]\n", "a[^1] [x](#fn:1) [y](#fnref:1)\n\n[^1]: note\n"),
        ("markdown_extensions: [attr_list]\n", "**word**{ #w } [x](#w)\n\n## H { id=h }\n\n[y](#h)\n"),
        ("markdown_extensions: [{pymdownx.tabbed: {slugify: x}}]\n", '=== "Tab"\n\n    x\n\n[x](#tab)\n'),
        ("plugins: [tags]\n", "[x](#tag:html)\n"),
        ("", "![x](a.png#only-dark) [text](#:~:text=abc)\n"),
    ],
)
def test_ids_that_are_made_elsewhere_are_no_matter(tmp_path: Path, config: str, text: str) -> None:
    pages = {"mkdocs.yml": "site_name: S\n" + config, "docs/a.md": text, "docs/a.png": ""}
    assert findings(MissingAnchor, pages, tmp_path) == []


def test_marks_of_a_plugin_that_is_off_are_text(tmp_path: Path) -> None:
    pages = {"mkdocs.yml": "site_name: S\n", "docs/a.md": "{{ x }} ::: y\n\n[x](#gone)\n"}
    assert len(findings(MissingAnchor, pages, tmp_path)) == 1


@pytest.mark.parametrize(
    ("config", "text"),
    [
        ("plugins: [blog]\n", "[x](../blog/2024/01/02/post/) [y](/blog/archive/2024/)\n"),
        ("plugins: [gen-files]\n", "[x](api/made.md)\n"),
        ("plugins: [macros]\n", "[x]({{ base }}/x.md)\n"),
        ("extra:\n  alternate: [{link: /de/}]\n", "[x](/de/)\n"),
        ("extra:\n  version: {provider: mike}\n", "[x](/latest/x/)\n"),
        ("markdown_extensions: [md_in_html]\n", "<div>\n\n[raw](gone.md)\n"),
        ("", "```\n[x](gone.md)\n```\n\n<!-- [x](gone.md) -->\n"),
    ],
)
def test_pages_that_are_made_elsewhere_are_no_matter(tmp_path: Path, config: str, text: str) -> None:
    pages = {"mkdocs.yml": "site_name: S\nsite_url: https://example.org/\n" + config, "docs/a.md": text}
    assert findings(BrokenLink, pages, tmp_path) == []


def test_beside_ids_that_a_hook_may_make_the_others_are_judged(tmp_path: Path) -> None:
    page = "# A\n\n<!-- md:option config.draft -->\n\n[made](#+config.draft) [dead](#config)\n"
    pages = {"mkdocs.yml": "site_name: S\n", "docs/a.md": page}
    assert [found.location.column for found in findings(MissingAnchor, pages, tmp_path)] == [31]
