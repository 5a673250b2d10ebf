"""GitHub's annotations: the form of the commands, and what happens to more findings than GitHub shows."""

from collections.abc import Callable
from dataclasses import replace

from caselint.findings import Report, Severity
from caselint.findings.report import Location
from caselint.reporters.github import data, prop, render_github
from caselint.reporters.style import PLAIN, Style

ReportOn = Callable[..., Report]


def test_a_finding_is_a_command_with_its_places_and_advice_on_lines_of_their_own(report_on: ReportOn) -> None:
    report = report_on(
        {"docs/a,b.md": "one\nThe ⟦15M⟧ users", "docs/b.md": "⟦150M+⟧ users"},
        message="users is 15M here: 100% wrong",
        related=(("150M+ users", 1),),
        group=0,
        advice="mend it",
    )
    assert render_github(report, PLAIN) == (
        "::warning file=docs/a%2Cb.md,line=2,col=5,endLine=2,endColumn=8,title=conflicting-figures (FIG001)::"
        "users is 15M here: 100%25 wrong%0Adocs/b.md:1:1: 150M+ users%0Ahelp: mend it\n"
        "1 finding on 1 page of 648: 1 warning\n"
    )


def test_the_escapes_are_those_of_the_toolkit() -> None:
    assert data("a%b\r\nc:d,e") == "a%25b%0D%0Ac:d,e"
    assert prop("a%b\r\nc:d,e") == "a%25b%0D%0Ac%3Ad%2Ce"


def test_a_place_over_several_lines_has_no_columns_which_github_would_refuse(report_on: ReportOn) -> None:
    report = report_on({"a.md": "a ⟦b\nc⟧ d"}, severity=Severity.ERROR)
    assert render_github(report, Style(summary=False)).startswith("::error file=a.md,line=1,endLine=2,title=")


def test_levels_are_cut_to_what_github_shows_and_the_rest_is_counted(report_on: ReportOn) -> None:
    finding = report_on({"a.md": "⟦x⟧"}).findings[0]
    flood = [
        replace(finding, path=f"{severity.value}{index:02}.md", severity=severity, location=Location(1, 1, 1, 2))
        for severity, count in ((Severity.ERROR, 12), (Severity.WARNING, 11), (Severity.INFO, 3))
        for index in range(count)
    ]
    *commands, rest = render_github(Report(findings=tuple(flood), pages=30), Style(summary=False)).splitlines()
    counts = {
        level: sum(line.startswith(f"::{level} ") for line in commands) for level in ("error", "warning", "notice")
    }
    assert counts == {"error": 10, "warning": 10, "notice": 3}
    assert rest == (
        "not shown: 2 errors, 1 warning more, since GitHub shows 10 of a level for a step; "
        "`--output-format concise` lists all, one a line"
    )


def test_many_places_are_told_by_their_number(report_on: ReportOn) -> None:
    pages = {"a.md": "⟦1⟧"} | {f"b{number}.md": "⟦2⟧" for number in range(9)}
    text = render_github(report_on(pages, group=0, related=(("2 users", 1),) * 9), PLAIN)
    assert text.count("2 users") == 6
    assert "%0Aand 3 more places\n" in text
