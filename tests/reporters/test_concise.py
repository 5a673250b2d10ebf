"""The concise format and the statistics: complete, one line each."""

import json
from collections.abc import Callable
from dataclasses import replace

from caselint.findings import Report, Severity
from caselint.reporters.concise import render_concise
from caselint.reporters.statistics import render_statistics
from caselint.reporters.style import PLAIN, Style

ReportOn = Callable[..., Report]


def test_one_line_for_each_finding(report_on: ReportOn) -> None:
    report = report_on({"docs/a.md": "x ⟦y⟧"}, message='"y" is\nodd', severity=Severity.ERROR)
    assert render_concise(report, PLAIN) == (
        'docs/a.md:1:3 error conflicting-figures "y" is\\nodd\n1 finding on 1 page of 648: 1 error\n'
    )


def test_there_is_no_limit(report_on: ReportOn) -> None:
    report = Report(findings=report_on({"a.md": "⟦x⟧"}).findings * 1_000, pages=1)
    assert render_concise(report, Style(summary=False)).count("\n") == 1_000


def test_a_hostile_name_stays_on_its_line_and_commands_nothing(report_on: ReportOn) -> None:
    text = render_concise(report_on({"::error::\n##[warning]\x1b[1m.md": "⟦x⟧"}), Style(summary=False))
    assert text == "\\::error::\\n#\\#[warning]\\x1b[1m.md:1:1 warning conflicting-figures something is wrong\n"


def test_statistics_count_by_rule_the_most_frequent_first(report_on: ReportOn) -> None:
    weak = report_on({"a.md": "⟦x⟧"}, severity=Severity.INFO).findings[0]
    link = replace(weak, code="LNK001", name="broken-link", severity=Severity.ERROR)
    report = Report(findings=(link, replace(weak, severity=Severity.WARNING), weak), pages=4)
    assert render_statistics(report, "text", PLAIN) == (
        "2  FIG001  warning  conflicting-figures\n"
        "1  LNK001  error    broken-link\n"
        "3 findings on 1 page of 4: 1 error, 1 warning, 1 info\n"
    )
    rows = json.loads(render_statistics(report, "json", PLAIN))
    assert [(row["name"], row["count"]) for row in rows] == [("conflicting-figures", 2), ("broken-link", 1)]
    assert [json.loads(line) for line in render_statistics(report, "jsonl", PLAIN).splitlines()] == rows
