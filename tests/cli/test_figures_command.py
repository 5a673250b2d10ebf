"""`caselint figures`: every figure of the pages asked for."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

from caselint.testing import write_site

Command = Callable[..., tuple[int, str, str]]


def rows(caselint: Command, *words: str) -> list[dict[str, object]]:
    code, out, err = caselint("figures", "--isolated", "--no-cache", "--output-format", "jsonl", *words)
    assert (code, err) == (0, "")
    return [json.loads(line) for line in out.splitlines()]


def test_a_row_says_where_what_and_of_what(site: Path, caselint: Command) -> None:
    (row,) = rows(caselint, "docs/ferry.md")
    assert {key: row[key] for key in ("path", "line", "column", "end_line", "end_column")} == {
        "path": "docs/ferry.md",
        "line": 7,
        "column": 14,
        "end_line": 7,
        "end_column": 23,
    }
    assert (row["surface"], row["value"], row["unit"], row["dimension"]) == ("20M users", 20_000_000, "user", "count")
    assert (row["low"], row["high"], row["bound"], row["stat"], row["vague"]) == (None, None, "exact", None, False)
    assert (row["subject"], row["metric"], row["modality"], row["container"]) == ("Ferry", "users", "stated", "prose")
    assert {"scope", "as_of"} <= row.keys()


def test_surfaces_are_what_stands_between_the_columns(site: Path, caselint: Command) -> None:
    lines = [
        "# 日本 ☕ 3 hosts",
        "",
        "| Metric | Now |",
        "|---|---|",
        "| Latency 🚀 | <100 ms |",
        "",
        "- up to 4 TB of data",
    ]
    write_site(site, {"docs/wide.md": "\r\n".join(lines)})
    found = rows(caselint, "docs/wide.md")
    assert len(found) >= 2
    for row in found:
        line, column, end = row["line"], row["column"], row["end_column"]
        assert isinstance(line, int)
        assert isinstance(column, int)
        assert isinstance(end, int)
        assert lines[line - 1][column - 1 : end - 1] == row["surface"]


def test_rows_come_sorted_over_all_pages(site: Path, caselint: Command) -> None:
    write_site(site, {"docs/a.md": "9 hosts and 10 hosts\n\n8 hosts\n", "docs/sub/b.md": "7 hosts\n"})
    places = [(row["path"], row["line"], row["column"]) for row in rows(caselint)]
    assert places == sorted(places)  # type: ignore[type-var]
    assert len({path for path, *_ in places}) == 4


def test_subject_and_metric_choose(site: Path, caselint: Command) -> None:
    write_site(site, {"docs/acme.md": "---\ntitle: Acme\n---\n\n# Acme\n\nAcme serves 3M users with 40 ms latency.\n"})
    assert {row["path"] for row in rows(caselint, "--subject", "acme")} == {"docs/acme.md"}
    assert {row["surface"] for row in rows(caselint, "--metric", "LATENCY")} == {"40 ms"}
    assert {row["surface"] for row in rows(caselint, "--subject", "a*", "--metric", "users")} == {"3M users"}
    code, out, err = caselint("figures", "--subject", "nobody", "--output-format", "jsonl")
    assert (code, out, err) == (0, "", "note: no figure has that subject or metric\n")


def test_csv_opens_in_a_spreadsheet(site: Path, caselint: Command) -> None:
    write_site(site, {"docs/growth.md": "# Growth\n\nCosts changed by +50% YoY.\n"})
    _, out, _ = caselint("figures", "docs/growth.md", "--output-format", "csv")
    (row,) = csv.DictReader(io.StringIO(out))
    assert row["surface"] == "'+50% YoY"
    assert row["value"] == "50"


def test_text_is_for_people(site: Path, caselint: Command) -> None:
    code, out, _ = caselint("figures", "docs/ferry.md")
    assert code == 0
    assert out == "docs/ferry.md\n  7:14  20M users  20M user  Ferry · users\n1 figure on 1 page\n"
