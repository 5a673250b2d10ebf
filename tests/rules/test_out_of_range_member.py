"""MET002: items below a heading that states a range, member by member."""

from pathlib import Path

import pytest

from caselint.rules.metrics.out_of_range_member import OutOfRangeMember
from caselint.rules.rule import Example
from caselint.testing import run_example


def finds(heading: str, *items: str, at: Path) -> list[str]:
    """The figures found outside of the heading's range."""
    text = f"# Studies\n\n## {heading}\n\n" + "".join(f"- {item}\n" for item in items)
    findings = run_example(OutOfRangeMember, Example(text), at).findings
    return [finding.message.partition(" is ")[0] for finding in findings]


def test_each_member_outside_is_a_finding_of_its_own(tmp_path: Path) -> None:
    found = finds(
        "Large (10M-100M users)",
        "[Ferry](a.md) - 100M users",
        "[Tram](b.md) - 150M users",
        "[Bus](c.md) - 4M users",
        "[Bike](d.md) - 10M users",
        at=tmp_path,
    )
    assert found == ["Tram: 150M users", "Bus: 4M users"]


@pytest.mark.parametrize(
    ("heading", "inside", "outside"),
    [
        ("Huge (>100M users)", "260M users", "50M users"),
        ("Huge (100M+ users)", "100M users", "99M users"),
        ("Small (<1M users)", "<100K users", "2M users"),
        ("Fast: under 100 ms", "0.05 s", "0.5 s"),
        ("Cheap ($10K-$100K)", "$50,000", "$2M"),
        ("Busy (1K-10K requests/s)", "200K requests/min", "10M requests/min"),
        ("Middle (10M-100M users)", "5M+ users", "150M+ users"),
        ("Middle (10M-100M users)", "~105M users", "~150M users"),
        ("Middle (10M-100M users)", "5M-15M users", "200M-300M users"),
    ],
)
def test_units_and_bounds_are_respected(heading: str, inside: str, outside: str, tmp_path: Path) -> None:
    found = finds(heading, f"[Ferry](a.md) - {inside}", f"[Tram](b.md) - {outside}", at=tmp_path)
    assert found == [f"Tram: {outside}"]


@pytest.mark.parametrize(
    ("heading", "item"),
    [
        ("Growth (1M-10M users)", "[Ferry](a.md) - millions of users"),
        ("Growth (1M-10M users)", "[Ferry](a.md) - 15M rides"),
        ("Growth (1M-10M users)", "[Ferry](a.md) - 15M users/day"),
        ("Growth (1M-10M users)", "Nobody gets past 20M users"),
        ("From 1M to 10M users", "[Ferry](a.md) - 15M users"),
        ("The 10M users milestone", "[Ferry](a.md) - 15M users"),
        ("Two (1M users, 10M-20M rides)", "[Ferry](a.md) - 15M users"),
    ],
)
def test_silence_where_the_heading_or_the_item_speaks_of_something_else(
    heading: str, item: str, tmp_path: Path
) -> None:
    assert finds(heading, item, at=tmp_path) == []


def test_headings_that_the_site_prints_as_text_count_too(tmp_path: Path) -> None:
    items = "- [Ferry](a.md) - 15M users\n- [Tram](b.md) - 5M users\n"
    page = f'# S\n\n<div class="x">\n\n### Growth (1M-10M users)\n{items}\n</div>\n'
    files = {"mkdocs.yml": "site_name: S\nmarkdown_extensions: [md_in_html]\n", "docs/index.md": page}
    outcome = run_example(OutOfRangeMember, Example(files), tmp_path)
    assert [finding.path for finding in outcome.findings] == ["docs/index.md"]


def test_the_range_of_the_heading_is_context(tmp_path: Path) -> None:
    text = "## Growth (1M-10M users)\n\n- [Ferry](a.md) - 15M users\n"
    (finding,) = run_example(OutOfRangeMember, Example(text), tmp_path).findings
    (related,) = finding.related
    assert (related.location.line, related.group, finding.group) == (1, None, None)
    assert '"1M-10M users"' in finding.message
