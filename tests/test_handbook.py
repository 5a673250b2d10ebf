"""examples/handbook: each rule of its table is found once where a page breaks it, and nowhere else."""

import importlib.util
import json
import re
import shutil
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from caselint.__main__ import main
from caselint.testing import write_site

HANDBOOK = Path(__file__).resolve().parent.parent / "examples" / "handbook"


def _count() -> ModuleType:
    spec = importlib.util.spec_from_file_location("handbook_count", HANDBOOK / "count.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


ROWS = {row.name: row for row in _count().rows()}


def _page(front: str, *sections: str, lines: int = 0, words: str = "It holds.") -> str:
    """A page with sections, the last of them filled up to a number of lines."""
    body = "\n\n".join(section if "\n" in section else f"## {section}\n\n{words}" for section in sections)
    filling = "".join(f"\nLine {number}. {words}\n" for number in range(lines // 2))
    return f"---\n{front.strip()}\n---\n\n{body}\n{filling}"


DIAGRAM = "```mermaid\ngraph TD\nA-->B\n```"
TABLE = "## Quick Reference\n\n| Decision | Answer |\n|---|---|\n| When | Now |\n\nIt holds.\n"
PATTERN_FRONT = """
title: Ferry queue
description: Boats in line
category: scaling
excellence_tier: silver
pattern_status: recommended
current_relevance: mainstream
difficulty: beginner
reading_time: 1 min
introduced: 2019-05
last_updated: 2025-01-31
prerequisites: [boats]
best_for: [harbours]
trade_offs: {pros: [calm], cons: [slow]}
related_laws: [cognitive-load]
related_pillars: [work]
modern_examples:
  - {company: Acme, implementation: a queue, scale: 3 boats}
"""
PATTERN_SECTIONS = (
    "# How it works\n",
    "Essential Question",
    "When to Use / When NOT to Use",
    f"## Level 1: Intuition\n\n{DIAGRAM}\n\n{DIAGRAM}\n\n{DIAGRAM}\n",
    "Level 2: Foundation",
    "Level 3: Deep Dive",
    "Level 4: Expert",
    "Level 5: Mastery",
    TABLE,
)
GOLD_SECTIONS = ("Analysis", "Real-World Examples", "Production Checklist")
GOLD = """
title: Buoy
description: A mark in the water
category: scaling
excellence_tier: gold
pattern_status: recommended
modern_examples:
  - {company: Acme, implementation: a buoy, scale: 3 boats}
  - {company: Borax, implementation: two buoys, scale: 9 boats}
production_checklist: [paint, chain, bell, light, log]
"""
BRONZE = """
title: Oar
description: A way to row
category: scaling
excellence_tier: bronze
pattern_status: legacy
modern_alternatives: [motor]
deprecation_reason: It takes long.
"""
STUDY_FRONT = """
title: Ferry
description: How it crosses
type: case-study
difficulty: beginner
status: complete
excellence_tier: gold
scale_category: enterprise
current_status: production
pattern_status: stable
metrics: {boats: 3}
"""
STUDY = (
    "The Problem Statement",
    "Architecture Overview",
    "Implementation Details",
    "Quantitative Analysis",
    "Trade-offs",
    "Production Checklist",
)
LAW = ("Definition", "Core Principle", "Theoretical Foundation", "Architectural Implications")
PILLAR = ("Executive Summary", "Core Challenges", "Common Techniques and Patterns", "Real-World Examples")
CORE = "title: {0}\ntype: {1}\ndifficulty: beginner\nreading_time: 1 min"
LIBRARY, BOOK, CORES = "docs/pattern-library/scaling", "docs/architects-handbook", "docs/core-principles"
PAGES = {
    "pattern": (f"{LIBRARY}/ferry-queue.md", _page(PATTERN_FRONT, *PATTERN_SECTIONS)),
    "gold": (f"{LIBRARY}/buoy.md", _page(GOLD, *PATTERN_SECTIONS, *GOLD_SECTIONS)),
    "bronze": (f"{LIBRARY}/oar.md", _page(BRONZE, *PATTERN_SECTIONS, "Better Alternatives")),
    "case-study": (f"{BOOK}/case-studies/water/ferry.md", _page(STUDY_FRONT, *STUDY, lines=500)),
    "old study": ("docs/case-studies/lock.md", _page(STUDY_FRONT.replace("Ferry", "Lock"), *STUDY, lines=500)),
    "law": (f"{CORES}/laws/tides.md", _page(CORE.format("Tides", "law"), *LAW, "Real-World Manifestations")),
    "pillar": (f"{CORES}/pillars/crew.md", _page(CORE.format("Crew", "pillar"), *PILLAR, "Related Fundamental Laws")),
    "learning-path": (
        f"{BOOK}/learning-paths/mate.md",
        _page("title: Mate\ndescription: How to be one\ntype: learning-path\nstatus: draft", "Weeks"),
    ),
    "human-factors": (
        f"{BOOK}/human-factors/watch.md",
        _page(
            "title: Watch\ndescription: Who is awake\ntype: human-factors\nstatus: draft\nreading_time: 16 min",
            *("Overview", "Implementation", "Best Practices", "Metrics"),
            lines=400,
            words="Two of the crew are awake at all times, and they tell the others what they see on the water.",
        ),
    ),
    "system-design-problem": (
        "docs/interview-prep/ic-interviews/common-problems/raft.md",
        _page("title: Raft\ntype: system-design-problem", "Problem"),
    ),
    "handbook": (f"{BOOK}/harbour.md", _page("title: Harbour\ndescription: Where boats rest\nstatus: draft", "Rest")),
    "page": (
        "docs/coast.md",
        _page("title: Coast\ntype: guide\ndifficulty: expert\nreading_time: 1 min\nlast_updated: 2025-01-31", "Sand"),
    ),
    "implementation-playbook": (
        f"{BOOK}/implementation-playbooks/dry-dock.md",
        _page(
            "title: Dry dock\ndescription: In and out\nstatus: draft",
            *("Prerequisites", "Implementation", "Validation", "Rollback", "Monitoring"),
            lines=800,
        ),
    ),
    "quantitative-analysis": (
        f"{BOOK}/quantitative-analysis/waves.md",
        _page(
            "title: Waves\ndescription: How high\nstatus: draft",
            *("Mathematical Foundation", "Calculator", "Examples", "Analysis"),
            lines=400,
        ),
    ),
}
FILES = {"mkdocs.yml": "site_name: Boats\n", **dict(PAGES.values())}
# Of each rule: the page that breaks it, what is put in place of what.
BROKEN = {
    "A1": ("page", "title: Coast\n", ""),
    "A2": ("page", "type: guide", "type: guide\nsee-also: a"),
    "A3": ("page", "expert", "hard"),
    "A4": ("handbook", "draft", "stub"),
    "A5": ("page", "1 min", "a minute"),
    "A6": ("human-factors", "16 min", "60 min"),
    "A7": ("page", "2025-01-31", "in winter"),
    "T1": ("pattern", "category: scaling", "type: law\ncategory: scaling"),
    "T2": ("case-study", "type: case-study", "type: case-studie"),
    "T3": ("law", "type: law", "type: pillar"),
    "T4": ("pillar", "type: pillar", "type: pattern"),
    "T5": ("learning-path", "type: learning-path", "type: learning-paths"),
    "T6": ("human-factors", "type: human-factors", "type: human_factors"),
    "T7": ("system-design-problem", "type: system-design-problem", "type: pattern"),
    "T8": ("page", "type: guide", "type: theory"),
    "N1": ("page", "## Sand", "All 5 patterns are here.\n\n## Sand"),
    "PS15": ("pattern", "# How it works\n", "# How it works\n\n# And why\n"),
    "PS16": ("gold", "## Analysis", "## More"),
    "PS17": ("gold", "## Real-World Examples", "## More"),
    "PS18": ("gold", "## Production Checklist", "## More"),
    "PS19": ("bronze", "## Better Alternatives", "## More"),
    "P6": ("pattern", "title: Ferry queue", "title: Queue of ferries"),
    "P7": ("pattern", "category: scaling", "category: sailing"),
    "P8": ("pattern", "category: scaling", "category: security"),
    "P9": ("pattern", "silver", "platinum"),
    "P10": ("pattern", "recommended", "growing"),
    "P11": ("pattern", "mainstream", "specialized"),
    "P12": ("pattern", "2019-05", "May 2019"),
    "P13": ("pattern", "prerequisites: [boats]", "prerequisites: boats"),
    "P14": ("pattern", "best_for: [harbours]", "best_for: harbours"),
    "P15": ("pattern", "cons: [slow]", "cons: []"),
    "P16": ("pattern", "[cognitive-load]", "[law6-load]"),
    "P17": ("pattern", "[work]", "[economics]"),
    "P18": ("bronze", "modern_alternatives", "modern_examples: none\nmodern_alternatives"),
    "P19": ("pattern", ", scale: 3 boats", ""),
    "P20": ("gold", "production_checklist: [paint, chain, bell, light, log]\n", ""),
    "P21": ("gold", "  - {company: Borax, implementation: two buoys, scale: 9 boats}\n", ""),
    "P22": ("gold", ", log]", "]"),
    "P23": ("pattern", "best_for: [harbours]\n", ""),
    "P24": ("pattern", ", cons: [slow]", ""),
    "P25": ("pattern", "\n  - {company: Acme, implementation: a queue, scale: 3 boats}", " []"),
    "P26": ("bronze", "deprecation_reason: It takes long.\n", ""),
    "PS1": ("pattern", TABLE, TABLE + "\nIt holds.\n" * 500),
    "PS2": ("pattern", TABLE, TABLE + "\n```sh\n" + "ls\n" * 20 + "```\n"),
    "PS3": ("pattern", f"{DIAGRAM}\n\n{DIAGRAM}\n\n{DIAGRAM}", f"{DIAGRAM}\n\n{DIAGRAM}"),
    "PS4": ("pattern", "| Decision | Answer |\n|---|---|\n| When | Now |\n", ""),
    "PS5": (
        "pattern",
        "## Level 2: Foundation\n\nIt holds.\n\n## Level 3: Deep Dive",
        "## Level 3: A\n\n## Level 2: B",
    ),
    "PS8": ("pattern", "## When to", "It holds.\n\n" * 100 + "## When to"),
    "C6": ("case-study", "gold", "platinum"),
    "C7": ("case-study", "enterprise", "hyperscale"),
    "C8": ("case-study", "production", "legacy"),
    "C10": ("case-study", "stable", "mainstream"),
    "C9": ("case-study", "metrics: {boats: 3}", "metrics: many"),
    "LS1": ("law", "## Definition\n\nIt holds.\n\n## Core Principle", "## Core Principle\n\n## Definition"),
    "IS1": (
        "pillar",
        "## Executive Summary\n\nIt holds.\n\n## Core Challenges",
        "## Core Challenges\n\n## Executive Summary",
    ),
    "F4": ("human-factors", "16 min", "14 min"),
}


def broken(name: str) -> tuple[str, str]:
    """Path and text of a page that breaks a rule: what is missing is taken out by its name, the rest is in the list."""
    row = ROWS[name]
    kind, old, new = BROKEN.get(name, (row.kind, "", ""))
    path, text = PAGES[kind]
    wanted = row.says[0]
    if old:
        assert text.count(old) == 1
        path = path.replace("/scaling/", "/sailing/") if name == "P7" else path  # so that it is the folder all the same
        return path, text.replace(old, new)
    if row.finding == "missing-front-matter-key":
        return path, re.sub(rf"(?m)^{wanted.split(chr(34))[1]}: .*\n", "", text, count=1)
    if row.finding == "missing-section":
        title = re.sub(r'\(\?i\)|" is missing|begins with|"', "", wanted).strip()
        return path, re.sub(rf"(?im)^## .*{title}.*$", "## Nothing of that", text, count=1)
    assert row.finding == "section-length"
    return path, re.sub(r"\nLine [0-9]*[02]\..*\n", "", text)


def found(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Findings about front matter and sections, with the two kinds that the example has in comments."""
    config = (HANDBOOK / "caselint.toml").read_text(encoding="utf-8")
    (folder / "caselint.toml").write_text(re.sub(r"(?m)^#: ", "", config), encoding="utf-8")
    shutil.copytree(HANDBOOK / "schemas", folder / "schemas", dirs_exist_ok=True)
    main(
        [
            "check",
            str(folder),
            "--no-cache",
            "--select",
            "FRM,SEC,stale-count,wrong-reading-time",
            "--output-format",
            "json",
        ]
    )
    listed = json.loads(capsys.readouterr().out)["findings"]
    assert isinstance(listed, list)
    return listed


def test_pages_that_keep_to_all_rules_are_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_site(tmp_path, FILES)
    assert [each["message"] for each in found(tmp_path, capsys)] == []


@pytest.mark.parametrize("name", ROWS)
def test_each_rule_is_found_once_where_it_is_broken(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, text = broken(name)
    write_site(tmp_path, {**FILES, path: text})
    findings = found(tmp_path, capsys)
    assert len(findings) == 1, [each["message"] for each in findings]
    assert findings[0]["path"].endswith(path)
    assert ROWS[name].tells(findings[0]["name"], findings[0]["message"]), findings[0]["message"]


@pytest.mark.parametrize("name", ROWS)
def test_each_rule_stands_in_the_line_that_the_table_names(name: str) -> None:
    file, _, number = ROWS[name].line.partition(":")
    line = (HANDBOOK / file).read_text(encoding="utf-8").splitlines()[int(number) - 1]
    assert re.search(rf"# {name}\b", line)


def test_each_line_with_the_name_of_a_rule_is_in_the_table() -> None:
    files = [HANDBOOK / "caselint.toml", *(HANDBOOK / "schemas").iterdir()]
    named = {
        name for file in files for name in re.findall(r" # ([A-Z]{1,2}[0-9]+)\b", file.read_text(encoding="utf-8"))
    }
    assert named == set(ROWS)
