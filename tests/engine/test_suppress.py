"""Directives: what each covers, what is left of a finding with several places, and what is said of the directives."""

from pathlib import Path

import pytest

from caselint.engine.discover import Request
from caselint.engine.linter import run
from caselint.engine.suppress import without_hidden
from caselint.findings import Finding, Related, Severity, Span
from caselint.testing import write_site


def found(folder: Path, page: str, name: str = "page.md") -> list[str]:
    write_site(folder, {name: page})
    report = run(Request(folder, (name,))).report
    return [f"{finding.location.line}:{finding.location.column} {finding.name}" for finding in report.findings]


@pytest.mark.parametrize(
    "page",
    [
        "<!-- caselint: allow broken-link (moves next week) -->\n[x](gone.md) and\n[y](gone.md)\n",
        "[x](gone.md) <!-- caselint: allow broken-link (soon) -->\n",
        "<!-- caselint: allow-page LNK001 (soon) -->\n\n# A\n\n[x](gone.md)\n",
        "<!-- caselint: allow lnk001, missing-anchor (soon) -->\n[x](gone.md) [y](#gone)\n",
        "- one\n\n    <!-- caselint: allow broken-link (soon) -->\n    [x](gone.md)\n",
    ],
)
def test_what_a_directive_covers_is_silent(page: str, tmp_path: Path) -> None:
    assert found(tmp_path, page) == []


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            "<!-- caselint: allow broken-link (soon) -->\n[x](gone.md)\n\n[y](gone.md)\n",
            ["4:5 broken-link"],
        ),
        (
            "[x](gone.md) <!-- caselint: allow broken-link (soon) -->\n[y](gone.md)\n",
            ["2:5 broken-link"],
        ),
        (
            "<!-- caselint: allow missing-anchor (soon) -->\n[x](gone.md)\n",
            ["1:22 unused-suppression", "2:5 broken-link"],
        ),
        ("<!-- caselint: allow brokn-link -->\n[x](gone.md)\n", ["1:22 unknown-suppression", "2:5 broken-link"]),
        ("<!-- caselint: alow broken-link -->\n", ["1:16 unknown-suppression"]),
        ("`<!-- caselint: allow broken-link -->` [x](gone.md)\n", ["1:44 broken-link"]),
        ("```\n<!-- caselint: allow broken-link -->\n```\n", []),
    ],
)
def test_what_it_does_not_cover_is_not(page: str, expected: list[str], tmp_path: Path) -> None:
    assert found(tmp_path, page) == expected


def test_in_mdx(tmp_path: Path) -> None:
    assert found(tmp_path, "{/* caselint: allow broken-link (soon) */}\n\n[x](gone.md)\n", "page.mdx") == []


def test_suppressed_findings_are_counted(tmp_path: Path) -> None:
    write_site(tmp_path, {"a.md": "[x](gone.md) <!-- caselint: allow broken-link (soon) -->\n"})
    assert run(Request(tmp_path)).report.suppressed == 1


def cluster(*groups: int | None) -> Finding:
    first, *rest = groups
    related = tuple(Related(f"{row}.md", Span(0, 1), f"value {group}", group) for row, group in enumerate(rest, 1))
    return Finding(
        "0.md", Span(0, 1), "FIG001", "conflicting-figures", Severity.WARNING, "m", group=first, related=related
    )


@pytest.mark.parametrize(
    ("groups", "hidden", "left"),
    [
        ((0, 1, 1), set(), ["0.md", "1.md", "2.md"]),
        ((0, 1, 1), {"1.md"}, ["0.md", "2.md"]),
        ((0, 1, 1), {"1.md", "2.md"}, None),
        ((0, 1, 1), {"0.md"}, None),
        ((0, 1, 2), {"0.md"}, ["1.md", "2.md"]),
        ((0, 1, None), {"2.md"}, ["0.md", "1.md", "2.md"]),
    ],
)
def test_places_are_taken_out_one_by_one(
    groups: tuple[int | None, ...], hidden: set[str], left: list[str] | None
) -> None:
    rest = without_hidden(cluster(*groups), lambda path, _: path in hidden)
    assert (None if rest is None else [rest.path, *(place.path for place in rest.related)]) == left


def test_a_list_of_dead_entries_goes_when_none_is_left() -> None:
    finding = Finding(
        "a.md", Span(0, 1), "LNK002", "missing-anchor", Severity.ERROR, "m",
        related=(Related("a.md", Span(5, 6), "second", defect=True), Related("a.md", Span(8, 9), "context")),
    )  # fmt: skip
    rest = without_hidden(finding, lambda _, span: span.start == 0)
    assert rest is not None
    assert rest.span == Span(5, 6)
    assert without_hidden(finding, lambda _, span: span.start < 8) is None
