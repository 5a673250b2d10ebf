"""`caselint figures`: rows for programs, spreadsheets and people."""

import csv
import io
import json

import pytest

from caselint.reporters.figures import COLUMNS, render_figures, spreadsheet_cell
from caselint.reporters.style import PLAIN


def row(**changed: object) -> dict[str, object]:
    return {
        **{"path": "docs/a.md", "line": 3, "column": 5, "end_line": 3, "end_column": 16},
        **{"surface": "150M+ users", "value": 150_000_000, "low": None, "high": None, "unit": "user"},
        **{"dimension": "count", "bound": "at_least", "stat": None, "vague": False},
        **{"subject": "Discord", "metric": "users", "scope": None, "as_of": None},
        **{"modality": "stated", "container": "prose"},
        **changed,
    }


def test_json_lines_hold_the_row_as_it_is() -> None:
    rows = [row(), row(surface="≥ 4.5 ☕", value=4.5)]
    assert [json.loads(line) for line in render_figures(rows, "jsonl", PLAIN).splitlines()] == rows


def test_csv_has_the_columns_of_the_contract() -> None:
    read = list(csv.DictReader(io.StringIO(render_figures([row(surface='1,5 "MB"\nx')], "csv", PLAIN))))
    assert tuple(read[0]) == COLUMNS
    assert (read[0]["surface"], read[0]["value"], read[0]["low"], read[0]["vague"]) == (
        '1,5 "MB"\nx',
        "150000000",
        "",
        "false",
    )


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("\t=1", "\\t=1"),
        ("-42%", "-42%"),
        ("+50", "+50"),
        ("users", "users"),
        ("a\x1b[1m", "a\\x1b[1m"),
        (-42, -42),
        (None, None),
    ],
)
def test_no_cell_is_a_formula(cell: object, written: object) -> None:
    assert spreadsheet_cell(cell) == written


def test_text_is_one_aligned_list_for_each_page() -> None:
    rows = [
        row(),
        row(line=12, column=1, surface="3-5 h", value=None, low=3, high=5, unit="h", bound="range", scope="Europe"),
        row(path="docs/b.md", surface="millions", value=None, unit="", bound="approx", vague=True, modality="target"),
    ]
    assert render_figures(rows, "text", PLAIN) == (
        "docs/a.md\n"
        "  3:5   150M+ users  ≥ 150M user  Discord · users\n"
        "  12:1  3-5 h        3..5 h       Discord · users · Europe\n"
        "docs/b.md\n"
        "  3:5  millions  vague  Discord · users · (target)\n"
        "3 figures on 2 pages\n"
    )


@pytest.mark.parametrize("value", [10**40, 10**400, 1.5e300, -7])
def test_a_huge_number_is_shown_short(value: object) -> None:
    assert len(render_figures([row(value=value)], "text", PLAIN).splitlines()[1]) < 90


def test_a_hostile_page_commands_no_terminal_and_no_runner() -> None:
    rows = [row(path="::error::\x1b[1m.md", surface="1\x07 user\nx", subject="##[error]\u202e")]
    text = render_figures(rows, "text", PLAIN)
    assert not any(character in text for character in "\x1b\x07\u202e")
    assert not text.startswith("::")
    assert "##[" not in text


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (10**13, "request/day", "≥ 10T request/day"),
        (1_500_000, "user", "≥ 1.5M user"),
        (1_234_567, "user", "≥ 1,234,567 user"),
        (40_000, "usd/month", "≥ 40,000 USD/month"),
        (15, "pb/day", "≥ 15 PB/day"),
        (99.97, "%", "≥ 99.97%"),
        (10, "x", "≥ 10x"),
        (-2_000_000, "usd", "≥ -2M USD"),
    ],
)
def test_values_are_short_and_units_as_pages_write_them(value: float, unit: str, shown: str) -> None:
    line = render_figures([row(value=value, unit=unit)], "text", PLAIN).splitlines()[1]
    assert line == f"  3:5  150M+ users  {shown}  Discord · users"


def test_a_line_break_in_a_figure_is_a_blank() -> None:
    assert "150M+ users" in render_figures([row(surface="150M+\nusers")], "text", PLAIN)
