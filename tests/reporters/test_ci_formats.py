"""GitLab, JUnit and Markdown: what each shows of a finding, and of none."""

import json
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from caselint.findings import Report, Severity
from caselint.reporters.gitlab import render_gitlab
from caselint.reporters.junit import render_junit
from caselint.reporters.markdown import render_markdown
from caselint.reporters.style import PLAIN

ReportOn = Callable[..., Report]
NOTHING = Report(findings=(), pages=3)


@pytest.fixture
def report(report_on: ReportOn) -> Report:
    made = report_on(
        {"docs/a.md": "one\nThe ⟦15M⟧ users", "docs/b.md": "⟦150M+⟧ users"},
        message='users is "15M" here',
        group=0,
        related=(("150M+ users", 1),),
        advice="mend it",
        severity=Severity.ERROR,
    )
    info = replace(made.findings[0], severity=Severity.INFO)
    return Report(findings=(*made.findings, info), pages=3)


def test_gitlab_has_an_issue_for_each_finding_with_a_fingerprint_of_its_own(report: Report) -> None:
    first, second = json.loads(render_gitlab(report, PLAIN))
    fingerprint = report.findings[0].fingerprint
    assert first == {
        "description": 'users is "15M" here; mend it',
        "check_name": "conflicting-figures",
        "fingerprint": fingerprint,
        "severity": "major",
        "location": {"path": "docs/a.md", "lines": {"begin": 2, "end": 2}},
    }
    assert (second["severity"], second["fingerprint"]) == ("info", f"{fingerprint}-2")
    assert json.loads(render_gitlab(NOTHING, PLAIN)) == []


def test_junit_fails_for_errors_and_warnings_and_not_for_infos(report: Report) -> None:
    suites = ElementTree.fromstring(render_junit(report, PLAIN))
    assert (suites.get("tests"), suites.get("failures"), suites.get("errors")) == ("2", "1", "0")
    (suite,) = suites
    assert suite.get("name") == "docs/a.md"
    failing, passing = suite
    assert failing.get("name") == "conflicting-figures 2:5"
    assert (failing.get("file"), failing.get("line")) == ("docs/a.md", "2")
    assert failing[0].tag == "failure"
    assert failing[0].get("message") == 'users is "15M" here'
    assert failing[0].text == (
        'docs/a.md:2:5 error FIG001 conflicting-figures\nusers is "15M" here\ndocs/b.md:1:1: 150M+ users\nhelp: mend it'
    )
    assert [child.tag for child in passing] == ["system-out"]


def test_junit_has_one_test_that_passes_where_nothing_was_found() -> None:
    """CI systems take a report without a test for one that was not written."""
    suites = ElementTree.fromstring(render_junit(NOTHING, PLAIN))
    assert [case.get("name") for case in suites.iter("testcase")] == ["no findings"]
    assert suites.get("failures") == "0"


def test_markdown_has_a_table_of_rules_and_one_of_findings(report: Report) -> None:
    lines = render_markdown(report, PLAIN).splitlines()
    assert lines[:6] == [
        "### caselint",
        "",
        "2 findings on 1 page of 3: 1 error, 1 info",
        "",
        "| Findings | Severity | Rule |",
        "|---:|---|---|",
    ]
    assert lines[6] == "| 2 | error | <code>conflicting-figures</code> |"
    assert lines[-2] == (
        "| <code>docs/a.md&#58;2&#58;5</code> | error | "
        "<code>users is &#34;15M&#34; here</code><br>help: <code>mend it</code> |"
    )
    assert render_markdown(NOTHING, PLAIN) == "### caselint\n\nno findings on 3 pages\n"


def test_markdown_shows_a_hundred_findings_and_counts_the_rest(report: Report) -> None:
    many = Report(findings=report.findings[:1] * 130, pages=3)
    text = render_markdown(many, PLAIN)
    assert text.count("| <code>docs/a.md") == 100
    assert text.endswith("\n\nand 30 more findings\n")
