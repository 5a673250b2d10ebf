"""Our own case studies: clean as they are, seen whole, and no longer clean once something in them is wrong."""

import json
import re
import shutil
from collections import Counter
from pathlib import Path

import markdown
import pytest

from caselint.__main__ import main

CONTENT = Path(__file__).resolve().parent.parent / "content"
STUDIES = {"netflix", "uber", "dynamodb", "discord", "figma", "stripe", "shopify", "github"}


def findings(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[dict[str, object]]:
    main(["check", str(folder), "--output-format", "json", *options])
    listed = json.loads(capsys.readouterr().out)["findings"]
    assert isinstance(listed, list)
    return listed


def seen(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    assert main(["inspect", str(folder), "--output-format", "jsonl"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def test_it_is_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert findings(CONTENT, capsys) == []
    assert main(["check", str(CONTENT)]) == 0


def test_the_renderer_agrees_that_links_and_anchors_are_right() -> None:
    """Python-Markdown, with the extensions of our `mkdocs.yml`, as the oracle of "clean"."""
    docs = CONTENT / "docs"
    extensions = ["admonition", "attr_list", "md_in_html", "tables", "toc", "pymdownx.superfences"]
    html = {}
    for path in docs.rglob("*.md"):
        body = path.read_text(encoding="utf-8").split("---\n", 2)[2]
        html[path] = markdown.markdown(body, extensions=extensions)
    ids = {path: set(re.findall(r'id="([^"]+)"', text)) for path, text in html.items()}
    links = [(path, link) for path, text in html.items() for link in re.findall(r'href="([^"]+)"', text)]
    assert len(links) > 100
    for path, link in links:
        target, _, fragment = link.partition("#")
        page = (path.parent / target).resolve() if target else path
        assert page in ids, f"{path}: {link}"
        assert not fragment or fragment in ids[page], f"{path}: {link}"


def test_eight_studies_are_of_the_kind(capsys: pytest.CaptureFixture[str], copy: Path) -> None:
    """A schema that asks for a key that no page has is broken once by every page of the kind."""
    assert {path.stem for path in (CONTENT / "docs" / "case-studies").glob("*.md")} == STUDIES
    schema = copy / "schemas" / "case-study.schema.json"
    schema.write_text(schema.read_text().replace('"required": [', '"required": ["owner", '))
    found = findings(copy, capsys, "--select", "missing-front-matter-key")
    assert {Path(str(finding["path"])).stem for finding in found} == STUDIES
    assert len(found) == len(STUDIES)


def test_indexes_of_three_shapes_are_read_as_entries(capsys: pytest.CaptureFixture[str]) -> None:
    """Cards, list items in HTML blocks and table rows that lead to the studies."""
    entries = Counter(
        Path(str(row["path"])).name
        for row in seen(CONTENT / "docs", capsys)
        if row["what"] == "entry" and "case-studies/" in str(row["target"])
    )
    assert entries["index.md"] >= 8
    assert entries["comparison.md"] >= 8
    assert entries["by-scale.md"] == 10


def test_figures_are_read_with_what_they_are_of(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", str(CONTENT), "--output-format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    surfaces = {(Path(row["path"]).name, row["surface"], row["container"]) for row in rows}
    assert ("by-scale.md", "260M+ subscribers", "list") in surfaces
    assert ("comparison.md", "10T+ requests/day", "table") in surfaces
    assert ("netflix.md", "260M+ subscribers", "front-matter") in surfaces
    discord = {row["surface"] for row in rows if row["subject"] == "Discord" and "28 ms" in row["surface"]}
    assert discord == {"28 ms"}


@pytest.mark.parametrize(
    ("page", "old", "new", "rules"),
    [
        ("index.md", "(case-studies/figma.md)**", "(case-studies/fimga.md)**", ["broken-link"]),
        ("by-scale.md", "uber.md#where-it-started", "uber.md#early-days", ["missing-anchor"]),
        ("by-scale.md", "150M+ users", "15M users", ["conflicting-figures", "out-of-range-member"]),
        ("by-scale.md", "markdown>\n\n### Large", ">\n\n### Large", ["raw-markdown-in-html"]),
        ("comparison.md", "260M+ subscribers", "26M subscribers", ["conflicting-figures"]),
        ("index.md", "28 ms median", "45 ms median", ["conflicting-figures"]),
        ("case-studies/github.md", "## Lessons", "## Endings", ["missing-section"]),
        ("patterns.md", "## CRDT", "#### CRDT", ["skipped-heading-level"]),
        ("case-studies/netflix.md", "company: Netflix\n", "", ["missing-front-matter-key"]),
        ("case-studies/uber.md", "status: complete", "status: compleet", ["wrong-front-matter-value"]),
        ("case-studies/uber.md", "domain: mobility", "domain: [mobility", ["unreadable-front-matter"]),
        (
            "case-studies/discord.md",
            "| Uptime | 99.9% |",
            "| Uptime | 199.9% |",
            ["conflicting-figures", "impossible-percentage"],
        ),
        ("case-studies/shopify.md", "class, and", "classâ€™s, and", ["mojibake"]),
    ],
)
def test_what_is_made_wrong_is_found(
    page: str, old: str, new: str, rules: list[str], capsys: pytest.CaptureFixture[str], copy: Path
) -> None:
    path = copy / "docs" / page
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert sorted(str(finding["name"]) for finding in findings(copy, capsys)) == rules
