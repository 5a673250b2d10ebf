"""SARIF 2.1.0, held against its official schema.

`sarif-schema-2.1.0.json` is the schema of the OASIS standard with errata 01, unchanged
(https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json).
"""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

import caselint
from caselint.findings import Report, Severity
from caselint.findings.report import LocatedEdit, LocatedFix, Location
from caselint.reporters import sarif
from caselint.reporters.sarif import message, render_sarif, uri
from caselint.reporters.style import PLAIN
from caselint.rules.registry import all_rules
from caselint.testing import write_site

ReportOn = Callable[..., Report]


@cache
def validator() -> Draft4Validator:
    schema = json.loads(Path(__file__).with_name("sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    Draft4Validator.check_schema(schema)
    return Draft4Validator(schema)


def run_of(report: Report) -> dict[str, Any]:
    """The run of a report's log, which is valid."""
    log = json.loads(render_sarif(report, PLAIN))
    assert [error.message for error in validator().iter_errors(log)] == []
    assert log["$schema"] == validator().schema["id"]
    (run,) = log["runs"]
    return dict(run)


def test_the_schema_refuses_what_is_wrong() -> None:
    """Otherwise the tests below would show nothing."""
    log = json.loads(render_sarif(Report(findings=(), pages=1), PLAIN))
    assert validator().is_valid(log)
    log["runs"][0]["columnKind"] = "bytes"
    assert not validator().is_valid(log)


def test_a_conflict_with_its_places_and_groups(report_on: ReportOn) -> None:
    report = report_on(
        {"docs/a b.md": "one\nThe ⟦15M⟧ users", "docs/b.md": "⟦150M+⟧ users", "docs/c.md": "# ⟦Head⟧"},
        message="15M here",
        group=0,
        related=(("150M+ users", 1), ("the heading", None)),
        confidence=0.97,
        advice="mend it",
    )
    run = run_of(report)
    assert run["columnKind"] == "unicodeCodePoints"
    (result,) = run["results"]
    assert result["message"]["text"] == "15M here\nhelp: mend it"
    assert (result["ruleId"], result["level"], result["rank"]) == ("FIG001", "warning", 97.0)
    assert result["partialFingerprints"] == {"caselint/v1": report.findings[0].fingerprint}
    assert result["properties"] == {"group": 0}
    assert result["locations"] == [{"physicalLocation": place("docs/a%20b.md", 2, 5, 8)}]
    first, second = result["relatedLocations"]
    assert first == {
        "id": 1,
        "physicalLocation": place("docs/b.md", 1, 1, 6),
        "message": {"text": "150M+ users"},
        "properties": {"group": 1},
    }
    assert second["id"] == 2
    assert "properties" not in second


def place(name: str, line: int, column: int, end: int) -> dict[str, Any]:
    region = {"startLine": line, "startColumn": column, "endLine": line, "endColumn": end}
    return {"artifactLocation": {"uri": name, "uriBaseId": "%SRCROOT%"}, "region": region}


def test_a_fix_replaces_text_page_by_page(report_on: ReportOn) -> None:
    finding = report_on({"a.md": "⟦x⟧"}).findings[0]
    edits = tuple(
        LocatedEdit(path, Location(line, 1, line, 3), "new\n") for path, line in (("a.md", 1), ("b.md", 2), ("a.md", 7))
    )
    fixed = replace(finding, fix=LocatedFix("write new", "unsafe", edits))
    (result,) = run_of(Report(findings=(fixed,), pages=2))["results"]
    (fix,) = result["fixes"]
    assert fix["description"]["text"] == "write new"
    assert fix["properties"] == {"safety": "unsafe"}
    changes = {change["artifactLocation"]["uri"]: change["replacements"] for change in fix["artifactChanges"]}
    assert [row["deletedRegion"]["startLine"] for row in changes["a.md"]] == [1, 7]
    assert changes["b.md"][0]["insertedContent"] == {"text": "new\n"}
    manual = replace(finding, fix=LocatedFix("write new", "manual", edits))
    (result,) = run_of(Report(findings=(manual,), pages=2))["results"]
    assert "fixes" not in result, "a program would apply it"


def test_every_rule_is_described_without_an_address(report_on: ReportOn) -> None:
    finding = report_on({"a.md": "⟦x⟧"}).findings[0]
    report = Report(findings=tuple(replace(finding, code=rule.code, name=rule.name) for rule in all_rules()), pages=1)
    run = run_of(report)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["name"] for rule in rules] == [rule.name for rule in all_rules()]
    for described, rule in zip(rules, all_rules(), strict=True):
        assert described["shortDescription"]["text"] == rule.summary()
        assert described["help"]["text"] == rule.documentation()
        assert "helpUri" not in described
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [rule.code for rule in all_rules()]


def test_severities_and_a_crash(report_on: ReportOn) -> None:
    finding = report_on({"a.md": "⟦x⟧"}).findings[0]
    report = Report(findings=tuple(replace(finding, severity=level) for level in Severity), pages=1, broken=True)
    run = run_of(report)
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]
    assert run["invocations"] == [{"executionSuccessful": False}]


def test_more_results_than_github_takes_are_cut_and_counted(
    report_on: ReportOn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif, "RESULTS_LIMIT", 3)
    finding = report_on({"a.md": "⟦x⟧"}).findings[0]
    run = run_of(Report(findings=(finding,) * 5, pages=1))
    assert len(run["results"]) == 3
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"] == "2 more findings; the format json lists all"


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("docs/a.md", "docs/a.md"),
        ("../a.md", "../a.md"),
        ("a b#c?d.md", "a%20b%23c%3Fd.md"),
        ("a:b.md", "a%3Ab.md"),
        ("日.md", "%E6%97%A5.md"),
        ("\udcff.md", "%FF.md"),
        ("\ud800.md", "%ED%A0%80.md"),
        ("100%.md", "100%25.md"),
    ],
)
def test_a_path_is_a_relative_reference(path: str, written: str) -> None:
    assert uri(path) == written


def test_no_text_is_taken_for_a_link_or_a_placeholder() -> None:
    assert message("[a](b) and {0} and {{ x }}") == {"text": "[a] (b) and {{0}} and {{ x }}"}


def test_a_real_run_is_valid(tmp_path: Path) -> None:
    pages = {
        "index.md": "# A\n\n- [Ferry](ferry.md): 90M users\n- [x](gone.md) and [y](gone.md)\n\n#### B\n",
        "ferry.md": "---\ntitle: [\n---\n\n# Ferry\n\nFerry has 9M users. 🚀 120% of [them](#nowhere).\n",
    }
    write_site(tmp_path, pages)
    report = caselint.check(folder=tmp_path)
    assert len(report.findings) >= 4
    assert len(run_of(report)["results"]) == len(report.findings)
