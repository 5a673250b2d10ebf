"""The text format: what a person reads at the terminal."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from caselint.findings import Report, Severity
from caselint.reporters.style import PLAIN, Style
from caselint.reporters.text import render_text

ReportOn = Callable[..., Report]

SILENT = Style(summary=False)


def test_a_conflict_reads_as_the_manual_shows_it(report_on: ReportOn) -> None:
    report = report_on(
        {
            "docs/listing.md": "\n" * 154 + "- Discord (⟦15M users⟧): real-time voice\n",
            "docs/index.md": "\n" * 31 + "Discord ⟦150M+ users⟧\n",
            "docs/studies.md": "\n" * 12 + "Discord serves ⟦150M+ users⟧\n",
        },
        message="Discord: users is 15M here, 150M+ on 2 other pages",
        group=0,
        related=(("150M+ users", 1), ("150M+ users", 1)),
        advice="correct this one, or register the right value in facts.yaml",
    )
    assert render_text(report, PLAIN) == (
        "docs/listing.md:155:12 warning conflicting-figures\n"
        "  Discord: users is 15M here, 150M+ on 2 other pages\n"
        "155 │ - Discord (15M users): real-time voice\n"
        "    │            ^^^^^^^^^\n"
        "  150M+ users   docs/index.md:32:9, docs/studies.md:13:16\n"
        "  help: correct this one, or register the right value in facts.yaml\n"
        "\n"
        "1 finding on 1 page of 648: 1 warning\n"
    )


def test_related_places_are_grouped_by_value_and_long_lists_are_cut(report_on: ReportOn) -> None:
    pages = {"a.md": "⟦1⟧"} | {f"b{number}.md": "⟦2⟧" for number in range(6)} | {"c.md": "⟦30⟧"}
    report = report_on(pages, group=0, related=(*[("2 users", 1)] * 6, ("30 users", 2)))
    lines = render_text(report, SILENT).splitlines()
    assert lines[-3:] == [
        "  2 users    b0.md:1:1, b1.md:1:1, b2.md:1:1, b3.md:1:1, b4.md:1:1",
        "  30 users   c.md:1:1",
        "  and 1 more place",
    ]


def test_a_list_of_dead_links_does_not_fill_the_screen(report_on: ReportOn) -> None:
    pages = {"a.md": "⟦0⟧" + "".join(f" ⟦{number}⟧" for number in range(1, 60))}
    report = report_on(pages, related=tuple((f'"{number}.md" leads nowhere', None) for number in range(1, 60)))
    lines = render_text(report, SILENT).splitlines()
    assert len(lines) == 2 + 2 + 6 + 1
    assert lines[-1] == "  and 53 more places"


@pytest.mark.parametrize(
    ("line", "underline"),
    [
        ("日本⟦語⟧です", "     │     ^^"),
        ("\t\t⟦tab⟧", "     │         ^^^"),
        ("e\u0301a ⟦e\u0301t\u0301⟧ x", "     │    ^^"),
        ("🚀 ⟦x⟧", "     │    ^"),
        ("\x1b[31m ⟦red⟧", "     │          ^^^"),
        ("missing⟦⟧", "     │        ^"),
    ],
    ids=["wide", "tabs", "combining", "emoji", "escape", "nothing"],
)
def test_the_underline_stands_under_what_it_marks(report_on: ReportOn, line: str, underline: str) -> None:
    report = report_on({"a.md": "\n" * 9_999 + line})
    assert render_text(report, SILENT).splitlines()[3] == underline.replace("     │", "      │")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_line_is_quoted_without_its_newline(report_on: ReportOn, newline: str) -> None:
    report = report_on({"a.md": newline.join(["one", "two ⟦three⟧", "four"])})
    assert render_text(report, SILENT).splitlines()[2:] == ["2 │ two three", "  │     ^^^^^"]


@pytest.mark.parametrize("position", [0, 500, 1_000])
def test_a_long_line_is_cut_around_what_is_marked(report_on: ReportOn, position: int) -> None:
    line = "x" * position + "⟦marked⟧" + "y" * (1_000 - position)
    quoted, carets = render_text(report_on({"a.md": line}), Style(width=80, summary=False)).splitlines()[2:4]
    assert len(quoted) <= 80
    at = carets.index("^")
    assert quoted[at : at + 6] == "marked"
    assert carets.count("^") == 6
    assert ("…x" in quoted, "y…" in quoted) == (position > 0, position < 1_000)


def test_a_mark_longer_than_the_line_is_cut_too(report_on: ReportOn) -> None:
    quoted, carets = render_text(
        report_on({"a.md": "before ⟦" + "m" * 3_000 + "⟧ after"}), Style(width=60, summary=False)
    ).splitlines()[2:4]
    assert len(quoted) <= 60
    assert "m…" in quoted
    assert len(carets) <= len(quoted)


def test_a_span_over_several_lines_is_marked_to_the_end_of_the_first(report_on: ReportOn) -> None:
    assert render_text(report_on({"a.md": "a ⟦b c\nd e⟧ f\n"}), SILENT).splitlines()[2:] == ["1 │ a b c", "  │   ^^^"]


def test_hostile_names_and_texts_are_shown_and_not_obeyed(report_on: ReportOn) -> None:
    report = report_on(
        {"::error::x\n::stop-commands::y\x1b]0;z\x07.md": "a ⟦b⟧ \u202e\u2066c\x9b31m", "\udcff.md": "⟦1⟧"},
        message="a\n::error file=x::b\r\x1b[2J ##vso[task.setvariable] ##[error]",
        related=(("::warning::c", None),),
        advice="d\n::add-mask::e",
    )
    text = render_text(report, SILENT)
    assert not any(character in text for character in "\x1b\x07\x9b\r\u202e\u2066\udcff")
    assert "\\x1b]0;z\\x07.md:1:3" in text
    assert "\\u202e" in text
    assert "\\xff.md:1:1" in text
    assert "##vso[" not in text
    assert "##[" not in text
    assert not any(line.lstrip().startswith("::") for line in text.splitlines())


def many(report: Report, rule: str, number: int, severity: Severity) -> tuple[object, ...]:
    finding = report.findings[0]
    return tuple(
        replace(
            finding,
            path=f"{rule}{index % 3}.md",
            code=rule,
            name=rule.lower(),
            severity=severity,
            message=f"{finding.message} {index}",
        )
        for index in range(number)
    )


def test_what_several_pages_say_in_the_same_words_is_shown_once(report_on: ReportOn) -> None:
    one = report_on({"a.md": "⟦x⟧"}).findings[0]
    pages = tuple(replace(one, path=f"{row}.md") for row in range(9))
    text = render_text(Report(findings=(*pages, replace(one, path="z.md", line_text="y")), pages=10), PLAIN)
    assert text.count("something is wrong") == 2
    assert "  likewise   1.md:1:1, 2.md:1:1, 3.md:1:1, 4.md:1:1, 5.md:1:1, 6.md:1:1 and 2 more\n" in text
    assert text.endswith("10 findings on 10 pages of 10: 10 warnings\n")


def test_a_flood_is_cut_to_the_gravest_with_some_of_each_rule_and_says_so(report_on: ReportOn) -> None:
    one = report_on({"a.md": "⟦x⟧"})
    flood = many(one, "AAA001", 300, Severity.ERROR) + many(one, "BBB001", 50, Severity.INFO)
    report = Report(findings=flood, pages=9)  # type: ignore[arg-type]
    text = render_text(report, PLAIN)
    assert text.count(" error aaa001") == 195
    assert text.count(" info bbb001") == 5
    assert "not shown: 150 more (aaa001 105, bbb001 45); `--output-format concise` lists all, one a line" in text
    assert text.endswith("350 findings on 6 pages of 9: 300 errors, 50 info\n")
    assert render_text(report, Style(limit=None)).count(" aaa001\n") == 300


def test_nothing_found_is_one_line_and_quiet_is_silence() -> None:
    report = Report(findings=(), pages=2, suppressed=1)
    assert render_text(report, PLAIN) == "no findings on 2 pages; 1 suppressed\n"
    assert render_text(report, SILENT) == ""


def test_colours_are_added_and_nothing_else_changes(report_on: ReportOn) -> None:
    report = report_on({"a.md": "x ⟦y⟧"}, advice="do it", severity=Severity.ERROR)
    coloured = render_text(report, Style(colour=True))
    assert "\x1b[31merror\x1b[0m" in coloured
    plain = coloured
    for code in ("0", "1", "2", "31", "32"):
        plain = plain.replace(f"\x1b[{code}m", "")
    assert plain == render_text(report, PLAIN)
