"""JSON: the format that programs rely on, and its way back."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselint.findings import Report
from caselint.findings.report import LocatedEdit, LocatedFix, Location
from caselint.reporters.json_report import render_json, render_jsonl
from caselint.reporters.read_report import NotAReport, read_report
from caselint.reporters.style import PLAIN

ReportOn = Callable[..., Report]


def no_line(_path: str, _line: int) -> str:
    return ""


@pytest.fixture
def report(report_on: ReportOn) -> Report:
    made = report_on(
        {"docs/a.md": "one\nThe ⟦15M⟧ users", "docs/b.md": "⟦150M+⟧ users", "docs/c.md": "# ⟦Head⟧"},
        message="15M here",
        group=0,
        related=(("150M+ users", 1), ("the heading", None)),
        confidence=0.97,
        advice="mend it",
    )
    edit = LocatedEdit("docs/a.md", Location(2, 5, 2, 8), "150M+")
    fixed = replace(made.findings[0], fix=LocatedFix("write 150M+", "safe", (edit,)))
    return Report(findings=(fixed,), pages=3, suppressed=2, baselined=1)


def test_the_object_is_as_the_contract_has_it(report: Report) -> None:
    data = json.loads(render_json(report, PLAIN))
    assert data["version"] == 1
    assert data["summary"] == {
        "pages": 3,
        "findings": 1,
        "errors": 0,
        "warnings": 1,
        "infos": 0,
        "fixable": 1,
        "suppressed": 2,
        "baselined": 1,
    }
    (row,) = data["findings"]
    fingerprint, url = row.pop("fingerprint"), row.pop("url")
    assert fingerprint
    assert url.endswith("conflicting-figures")
    edit = {"path": "docs/a.md", "line": 2, "column": 5, "end_line": 2, "end_column": 8, "text": "150M+"}
    assert row == {
        "code": "FIG001",
        "name": "conflicting-figures",
        "severity": "warning",
        "confidence": 0.97,
        "message": "15M here",
        "help": "mend it",
        "path": "docs/a.md",
        "line": 2,
        "column": 5,
        "end_line": 2,
        "end_column": 8,
        "group": 0,
        "fix": {"title": "write 150M+", "safety": "safe", "edits": [edit]},
        "related": [
            {**place("docs/b.md", 1, 1, 6), "group": 1, "message": "150M+ users"},
            {**place("docs/c.md", 1, 3, 7), "group": None, "message": "the heading"},
        ],
    }


def place(path: str, line: int, column: int, end_column: int) -> dict[str, object]:
    return {"path": path, "line": line, "column": column, "end_line": line, "end_column": end_column}


def test_lines_hold_the_same_findings(report: Report) -> None:
    lines = render_jsonl(Report(findings=report.findings * 3, pages=1), PLAIN).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(render_json(report, PLAIN))["findings"] * 3


def test_nothing_found_is_an_empty_list() -> None:
    empty = Report(findings=(), pages=1)
    assert json.loads(render_json(empty, PLAIN))["findings"] == []
    assert render_jsonl(empty, PLAIN) == ""


def test_it_is_ascii_and_holds_no_lone_surrogate(report_on: ReportOn) -> None:
    made = report_on({"\udcff日.md": "⟦x⟧"}, message="\ud800 \x1b ☕")
    text = render_json(made, PLAIN)
    assert text.isascii()
    row = json.loads(text)["findings"][0]
    assert row["path"] == "\\xff日.md"
    assert row["message"] == "\\ud800 \x1b ☕"


def test_no_runner_finds_a_command_in_it(report_on: ReportOn) -> None:
    made = report_on({"##[error]x.md": "⟦x⟧"}, message="##vso[task.setvariable] \\##[debug] ## [not one]")
    text = render_json(made, PLAIN)
    assert "##[" not in text
    assert "##vso[" not in text
    row = json.loads(text)["findings"][0]
    assert row["path"] == "##[error]x.md"
    assert row["message"] == "##vso[task.setvariable] \\##[debug] ## [not one]"


def test_what_was_written_is_read_back(report: Report) -> None:
    lines = {("docs/a.md", 2): "The 15M users", ("docs/b.md", 1): "150M+ users", ("docs/c.md", 1): "# Head"}
    again = read_report(render_json(report, PLAIN), lambda path, line: lines[path, line])
    assert again.findings == report.findings
    assert (again.pages, again.suppressed, again.baselined) == (3, 2, 1)


def broken(report: Report, change: Callable[[dict[str, Any]], object]) -> str:
    data = json.loads(render_json(report, PLAIN))
    change(data)
    return json.dumps(data)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda data: data.update(version=2), "`version` is 2, this caselint reads 1"),
        (lambda data: data.pop("findings"), "it is no report: write one with `caselint check --output-format json`"),
        (lambda data: data.update(findings={}), "findings must be a list, is an object"),
        (lambda data: data.update(findings=[1]), "findings[0] must be an object, is 1"),
        (lambda data: data["findings"][0].update(line="2"), 'findings[0].line must be a whole number from 1, is "2"'),
        (lambda data: data["findings"][0].update(line=True), "findings[0].line must be a whole number from 1, is true"),
        (
            lambda data: data["findings"][0].update(column=10**30),
            "findings[0].column must be a whole number from 1, is a number out of range",
        ),
        (lambda data: data["findings"][0].update(end_line=1), "findings[0] ends before it begins"),
        (
            lambda data: data["findings"][0].update(severity="fatal"),
            'findings[0].severity must be one of error, warning, info, is "fatal"',
        ),
        (
            lambda data: data["findings"][0]["related"][1].pop("path"),
            "findings[0].related[1].path must be text, is missing",
        ),
        (
            lambda data: data["findings"][0].update(confidence=7),
            "findings[0].confidence must be a number from 0 to 1, is 7",
        ),
        (lambda data: data.update(summary=[]), "summary must be an object, is a list"),
    ],
)
def test_what_is_no_report_is_told_with_its_place(report: Report, change: Any, message: str) -> None:
    with pytest.raises(NotAReport) as caught:
        read_report(broken(report, change), no_line)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "text", ["", "[", "NaN", "[" * 100_000, '{"findings": ' + "9" * 5_000 + "}", "\x00", "[]", "1"]
)
def test_no_text_is_answered_with_anything_else(text: str) -> None:
    with pytest.raises(NotAReport):
        read_report(text, no_line)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(
    key=st.sampled_from(["line", "path", "severity", "related", "fix", "group", "confidence", "message"]), value=values
)
def test_any_value_in_any_field_is_read_or_refused(key: str, value: object) -> None:
    row: dict[str, object] = {
        **place("a.md", 1, 1, 2),
        **{
            "code": "LNK001",
            "name": "broken-link",
            "severity": "error",
            "message": "m",
            "fingerprint": "f",
            "url": "u",
        },
        "related": [],
        key: value,
    }
    with suppress(NotAReport):
        report = read_report(json.dumps({"version": 1, "findings": [row]}), no_line)
        assert len(report.findings) == 1
