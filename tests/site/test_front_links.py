"""Front matter values that a page kind declares to be links are followed, at the value's own place."""

from pathlib import Path

import pytest

from caselint.content.dialect import COMMONMARK
from caselint.engine.discover import Request
from caselint.engine.linter import run
from caselint.engine.page_cache import CachePlace
from caselint.engine.read_page import read_bytes
from caselint.site.front_links import front_links

PAGE = """---
image: "map.png"
source: 'it''s.md'
related:
  - url: b.md
    title: B
  - url: https://example.org
tags: [a.md, b.md]
empty:
count: 3
deep:
  list:
    - [x.md, y.md]
---
# A
"""


@pytest.mark.parametrize(
    ("path", "targets"),
    [
        ("image", ["map.png"]),
        ("source", ["it's.md"]),
        ("related[].url", ["b.md", "https://example.org"]),
        ("related.url", []),
        ("tags[]", ["a.md", "b.md"]),
        ("tags", ["a.md", "b.md"]),
        ("deep.list[]", ["x.md", "y.md"]),
        ("empty", []),
        ("count", []),
        ("missing", []),
    ],
)
def test_a_path_leads_to_values(path: str, targets: list[str]) -> None:
    facts = read_bytes("a.md", PAGE.encode(), COMMONMARK).facts
    assert facts is not None
    links = list(front_links(facts, [path]))
    assert [link.target for link in links] == targets
    for link in links:
        written = PAGE[link.span.start : link.span.end]
        assert written in (link.target, "'it''s.md'")


SITE = {
    "caselint.toml": '[kinds.study]\npages = ["a.md"]\nlinks = ["related[].url"]\n',
    "a.md": "---\nrelated:\n  - url: b.md#costs\n---\n# A\n",
    "b.md": "# B\n\n## Costs\n",
    "c.md": "---\nrelated:\n  - url: gone.md\n---\n# C\n",
}


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def _found(folder: Path) -> list[str]:
    """What a run finds that keeps its pages and results beside the folder, for the next one."""
    cache = CachePlace(str(folder.parent / f"{folder.name}-cache"), hashed=True)
    report = run(Request(folder, cache=cache)).report
    return [f"{each.name} {each.path}:{each.location.line}:{each.location.column}" for each in report.findings]


def test_only_pages_of_the_kind_have_such_links_and_their_anchors_are_judged_too(tmp_path: Path) -> None:
    _write(tmp_path, SITE)
    assert _found(tmp_path) == []
    _write(tmp_path, {"b.md": "# B\n"})
    assert _found(tmp_path) == ["missing-anchor a.md:3:10"]


def test_what_is_kept_of_a_run_is_not_taken_over_when_the_declaration_or_a_value_changes(tmp_path: Path) -> None:
    _write(tmp_path, SITE)
    assert _found(tmp_path) == []
    _write(tmp_path, {"caselint.toml": SITE["caselint.toml"].replace('"a.md"', '"c.md"')})
    assert _found(tmp_path) == ["broken-link c.md:3:10"]
    _write(tmp_path, {"c.md": SITE["c.md"].replace("gone", "b")})
    assert _found(tmp_path) == []
    _write(tmp_path, {"c.md": SITE["c.md"].replace("gone", "lost")})
    assert _found(tmp_path) == ["broken-link c.md:3:10"]
