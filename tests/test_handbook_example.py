"""examples/handbook: each rule of its table stands where the table says, and tells of a page that breaks it only."""

import re
import shutil
from pathlib import Path

import pytest

from caselint.engine.discover import Request
from caselint.engine.linter import run
from caselint.engine.site_check import Selection
from caselint.testing import write_site

EXAMPLE = Path(__file__).parent.parent / "examples/handbook"
README = (EXAMPLE / "README.md").read_text(encoding="utf-8")
SELECTION = Selection(select=("FRM", "SEC", "stale-count"))
DIAGRAM = "```mermaid\ngraph TD\n  A --> B\n```\n\n"
PROSE = "The boats of the harbour go out at dawn and come back when the tide allows it, whatever the hour.\n\n"
PATTERN = (
    "---\ntitle: Queue of boats\ndescription: How boats wait\ntype: pattern\ncategory: scaling\nexcellence_tier: gold\n"
    "pattern_status: recommended\ncurrent_relevance: mainstream\ndifficulty: beginner\nreading_time: 5 min\n"
    "introduced: 2014-10\nlast_updated: 2025-01-31\nprerequisites: []\nrelated_pillars: [work]\n"
    "modern_examples:\n  - {company: Ferry, implementation: queue, scale: 9 boats}\n"
    "  - {company: Tram, implementation: queue, scale: 4 trams}\n"
    "production_checklist: [a, b, c, d, e]\n---\n\n"
    "## Essential Question\n\n" + PROSE
    + "## When to Use / When NOT to Use\n\n| When | Why |\n|---|---|\n| now | so |\n\n"
    + "".join(f"## Level {number}: More\n\n{PROSE}{DIAGRAM}" for number in range(1, 6))
    + "## Quick Reference\n\nText.\n"
)  # fmt: skip
GOLD = f"{PATTERN}\n## Real-World Examples\n\nText.\n\n## Production Checklist\n\nText.\n"
SILVER = PATTERN.replace("gold", "silver").replace(
    "production_checklist", "trade_offs: {pros: [a], cons: [b]}\nbest_for: [boats]\nproduction_checklist"
)
BRONZE = PATTERN.replace("gold", "bronze").replace(
    "production_checklist", "modern_alternatives: [trams]\ndeprecation_reason: slow\nproduction_checklist"
)
BRONZE += "\n## Better Alternatives\n\nText.\n"
CASE = (
    "---\ntitle: Ferry\ndescription: Of boats\ntype: case-study\ndifficulty: advanced\nscale_category: startup\n---\n\n"
    + "".join(
        f"## {title}\n\n" + PROSE * 43
        for title in (
            "The Problem Statement",
            "Architecture Overview",
            "Implementation Details",
            "Quantitative Analysis",
            "Trade-offs",
            "Production Checklist",
        )
    )
)
PRINCIPLE = "---\ntitle: On boats\ntype: {}\ndifficulty: beginner\nreading_time: 1 min\n---\n\n"
LAW = PRINCIPLE.format("law") + "".join(
    f"## {title}\n\n{PROSE}"
    for title in (
        "Definition",
        "Core Principle",
        "Theoretical Foundation",
        "Architectural Implications",
        "Real-World Manifestations",
    )
)
PILLAR = PRINCIPLE.format("pillar") + "".join(
    f"## {title}\n\n{PROSE}"
    for title in (
        "Executive Summary",
        "Core Challenges",
        "Common Techniques and Patterns",
        "Real-World Example",
        "Related Fundamental Laws",
    )
)
PEOPLE = (
    "---\ntitle: On crews\ndescription: Of crews\nstatus: draft\ntype: human-factors\nreading_time: 16 min\n---\n\n"
    + "".join(f"## {title}\n\n" + PROSE * 52 for title in ("Overview", "Implementation", "Best Practices", "Metrics"))
)
PLAIN = "---\ntitle: A page\ndescription: Of it\nstatus: draft\n---\n\n# A page\n"
PATH = PLAIN.replace("status: draft", "type: learning-path")
TYPED = "---\ntitle: A page\ndescription: Of it\ntype: {}\n---\n\n# A page\n"
GOOD = {
    "mkdocs.yml": "site_name: Handbook\n",
    "docs/index.md": "# Handbook\n\nAll 3 patterns, and the rest.\n",
    "docs/pattern-library/scaling/queue.md": GOLD,
    "docs/pattern-library/scaling/queue-of-trams.md": SILVER.replace("Queue of boats", "Queue of trams"),
    "docs/pattern-library/scaling/queue-of-carts.md": BRONZE.replace("Queue of boats", "Queue of carts"),
    "docs/architects-handbook/case-studies/ferry.md": CASE,
    "docs/case-studies/tram.md": CASE.replace("Ferry", "Tram"),
    "docs/core-principles/laws/boats.md": LAW,
    "docs/core-principles/pillars/crews.md": PILLAR,
    "docs/architects-handbook/learning-paths/first.md": PATH,
    "docs/architects-handbook/human-factors/crews.md": PEOPLE,
    "docs/architects-handbook/tools/page.md": PLAIN.replace("status", "type: documentation\nstatus"),
    "docs/interview-prep/ic-interviews/common-problems/one.md": TYPED.format("system-design-problem"),
    **{
        f"docs/more/{kind}.md": TYPED.format(kind)
        for kind in ("interview-guide", "guide", "reference", "learning-module", "exam", "test")
    },
}
QUEUE = "docs/pattern-library/scaling/queue.md"
TRAMS = "docs/pattern-library/scaling/queue-of-trams.md"
CARTS = "docs/pattern-library/scaling/queue-of-carts.md"
FERRY = "docs/architects-handbook/case-studies/ferry.md"
BOATS = "docs/core-principles/laws/boats.md"
CREWS = "docs/architects-handbook/human-factors/crews.md"
BROKEN = [
    (QUEUE, "type: pattern", "type: guide", "kind-mismatch wrong-front-matter-value"),
    (QUEUE, "description: How boats wait\n", "", "missing-front-matter-key"),
    (BOATS, "difficulty: beginner\n", "", "missing-front-matter-key"),
    (FERRY, "difficulty: advanced\n", "", "missing-front-matter-key"),
    ("docs/architects-handbook/learning-paths/first.md", "title: A page\n", "", "missing-front-matter-key"),
    ("docs/architects-handbook/tools/page.md", "status: draft\n", "", "missing-front-matter-key"),
    (QUEUE, "difficulty:", "more-or-less: 1\ndifficulty:", "unknown-front-matter-key"),
    (QUEUE, "tier: gold", "tier: copper", "wrong-front-matter-value"),
    (QUEUE, "status: recommended", "status: stable", "wrong-front-matter-value"),
    (QUEUE, "category: scaling", "category: security", "path-mismatch"),
    (QUEUE, "category: scaling", "category: queues", "path-mismatch wrong-front-matter-value"),
    (QUEUE, "title: Queue", "title: Row", "path-mismatch"),
    (QUEUE, "relevance: mainstream", "relevance: old", "wrong-front-matter-value"),
    (QUEUE, "difficulty: beginner", "difficulty: hard", "wrong-front-matter-value"),
    (FERRY, "scale_category: startup", "scale_category: large-scale", "wrong-front-matter-value"),
    (QUEUE, "[work]", "[sleep]", "wrong-front-matter-value"),
    (QUEUE, "reading_time: 5 min", "reading_time: 5 minutes", "wrong-front-matter-value"),
    (QUEUE, "reading_time: 5 min", "reading_time: 50 min", "wrong-reading-time"),
    (QUEUE, "introduced: 2014-10", "introduced: 2014-13", "wrong-front-matter-value"),
    (QUEUE, "last_updated: 2025-01-31", "last_updated: soon", "wrong-front-matter-value"),
    (QUEUE, "production_checklist: [a, b, c, d, e]\n", "", "missing-front-matter-key"),
    (QUEUE, "[a, b, c, d, e]", "[a, b, c, d]", "wrong-front-matter-value"),
    (QUEUE, ", scale: 9 boats", "", "missing-front-matter-key"),
    (TRAMS, "best_for: [boats]", "best_for: boats", "wrong-front-matter-value"),
    (TRAMS, ", cons: [b]", "", "missing-front-matter-key"),
    (CARTS, "deprecation_reason: slow\n", "", "missing-front-matter-key"),
    (QUEUE, "prerequisites: []", "prerequisites: none", "wrong-front-matter-value"),
    (QUEUE, "## Level 3: More", "## Level 6: More", "missing-section"),
    (QUEUE, "## Production Checklist", "## Checklist", "missing-section"),
    (CARTS, "## Better Alternatives", "## Others", "missing-section"),
    (QUEUE, "## Essential Question", "## Quick Reference\n\n## Essential Question", "misplaced-section"),
    (QUEUE, "## Essential Question\n", "## Essential Question\n" + "\n" * 220, "late-content"),
    (QUEUE, "## Quick Reference\n", "## Quick Reference\n" + "\n" * 1000, "section-length"),
    (QUEUE, "Text.\n", "```python\n" + "x = 1\n" * 40 + "```\n", "excess-code"),
    (QUEUE, DIAGRAM * 1, "", "missing-content"),
    (QUEUE, "| When | Why |\n|---|---|\n| now | so |\n", "", "missing-content"),
    (QUEUE, "Checklist\n\nText.\n", "Checklist\n\n# One title\n\n# Another title\n", "wrong-title-count"),
    (FERRY, PROSE, "", "section-length"),
    (FERRY, "## Trade-offs", "## Choices", "missing-section"),
    (CREWS, PROSE, "", "section-length"),
    (CREWS, "## Metrics", "## Numbers", "missing-section"),
    (CREWS, "reading_time: 16 min", "reading_time: 14 min", "wrong-front-matter-value"),
    (BOATS, "## Definition", "## What it is", "missing-section"),
    ("docs/core-principles/pillars/crews.md", "## Core Challenges", "## Challenges", "missing-section"),
    ("docs/index.md", "All 3 patterns", "All 9 patterns", "stale-count"),
]  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_site(tmp_path, GOOD)
    shutil.copy(EXAMPLE / "caselint.toml", tmp_path)
    shutil.copytree(EXAMPLE / "schemas", tmp_path / "schemas")
    return tmp_path


def found(folder: Path) -> set[tuple[str, str]]:
    selection = Selection(select=(*SELECTION.select, "wrong-reading-time"))
    return {(finding.path, finding.name) for finding in run(Request(folder), selection).report.findings}


def test_a_site_that_keeps_the_rules_is_silent(site: Path) -> None:
    assert found(site) == set()


@pytest.mark.parametrize(("page", "before", "after", "rules"), BROKEN)
def test_a_page_that_breaks_a_rule_is_told(page: str, before: str, after: str, rules: str, site: Path) -> None:
    assert before in GOOD[page]
    write_site(site, {page: GOOD[page].replace(before, after)})
    assert found(site) == {(page, rule) for rule in rules.split()}


def test_the_table_names_the_line_of_each_rule() -> None:
    rows = re.findall(r"^\| (.+?) \| `(.+?):(\d+)` \| (.+?) \|$", README, re.MULTILINE)
    assert len(rows) > 30
    tried = {rule for *_, rules in BROKEN for rule in rules.split()}
    for said, file, line, rules in rows:
        text = (EXAMPLE / file).read_text(encoding="utf-8").splitlines()[int(line) - 1].split("#")[0].strip()
        assert text, said
        assert {rule.split(" ")[0] for rule in rules.split(", ")} & tried, said
