"""What `inspect` says of a page: a row for each thing, at its place, in three formats."""

import csv
import io
import json
from pathlib import Path

import pytest

from caselint.engine.discover import Request
from caselint.engine.linter import run
from caselint.reporters.inspect import inspect_rows, render_inspect
from caselint.testing import write_site

PAGE = """\
---
title: Lines
related:
  - url: ferry.md
---

# Lines

Opening.

## Boats

- **[Ferry](ferry.md#costs)** - 9M riders
- [Far](https://example.org/)
- [Gone](gone.md)

### Tugs

Small.

## Trams
"""

TEXT = """\
docs/lines.md

  front matter (2)
    2:8       title           Lines
    4:10      related[0].url  ferry.md

  headings (4)
    7:3       # Lines  #lines  (lines 7-21)
    11:4        ## Boats  #boats  (lines 11-19)
    17:5          ### Tugs  #tugs  (lines 17-19)
    21:4        ## Trams  #trams  (line 21)

  links (3)
    13:13     Ferry  → docs/ferry.md#costs
    14:9      Far  → https://example.org/
    15:10     Gone  → gone.md  (no such page)

  entries (3)
              group 0: 3 items under "Boats"
    13:6      Ferry  → docs/ferry.md#costs
                scale: 9M riders
    14:4      Far  → https://example.org/
    15:4      Gone  → gone.md
"""


def rows_of(folder: Path, page: str = PAGE, **more: str) -> list[dict[str, object]]:
    write_site(
        folder, {"docs/lines.md": page, "docs/ferry.md": "# Ferry\n\n## Costs\n", "mkdocs.yml": "site_name: S\n"} | more
    )
    (checked,) = run(Request(folder, ("docs/lines.md",))).sites
    return inspect_rows(checked.index, "docs/lines.md", checked.locator.lines("docs/lines.md"), checked.locator.path)


def of(rows: list[dict[str, object]], what: str) -> list[dict[str, object]]:
    return [row for row in rows if row["what"] == what]


def test_headings_and_the_sections_they_open(tmp_path: Path) -> None:
    rows = rows_of(tmp_path)
    assert [(row["line"], row["column"], row["level"], row["id"]) for row in of(rows, "heading")] == [
        (7, 3, 1, "lines"),
        (11, 4, 2, "boats"),
        (17, 5, 3, "tugs"),
        (21, 4, 2, "trams"),
    ]
    assert [(row["text"], row["line"], row["end_line"]) for row in of(rows, "section")] == [
        ("Lines", 7, 21),
        ("Boats", 11, 19),
        ("Tugs", 17, 19),
        ("Trams", 21, 21),
    ]


def test_links_with_where_they_arrive(tmp_path: Path) -> None:
    assert [(row["text"], row["target"], row["resolved"]) for row in of(rows_of(tmp_path), "link")] == [
        ("Ferry", "ferry.md#costs", "docs/ferry.md#costs"),
        ("Far", "https://example.org/", "external"),
        ("Gone", "gone.md", None),
    ]


def test_entries_with_their_fields(tmp_path: Path) -> None:
    first, *_ = of(rows_of(tmp_path), "entry")
    assert (first["text"], first["shape"], first["target"]) == ("Ferry", "item", "ferry.md#costs")
    assert first["resolved"] == "docs/ferry.md#costs"
    assert first["fields"] == {"scale": "9M riders"}
    assert (first["line"], first["column"], first["end_line"], first["end_column"]) == (13, 6, 13, 42)


def test_front_matter_by_key(tmp_path: Path) -> None:
    assert [(row["line"], row["id"], row["fields"]) for row in of(rows_of(tmp_path), "front-matter")] == [
        (2, "title", {"title": "Lines"}),
        (4, "related[0].url", {"related[0].url": "ferry.md"}),
    ]


def test_what_the_site_prints_as_text_says_so(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, "# Lines\n\n<div>\n\n## [Ferry](ferry.md)\n\n</div>\n")
    assert of(rows, "heading")[1]["id"] is None
    assert (of(rows, "heading")[1]["rendered"], of(rows, "link")[0]["resolved"]) == (False, None)
    assert [row["text"] for row in of(rows, "section")] == ["Lines"]
    assert "printed as text" in render_inspect(rows, "text")


def test_every_row_has_its_place_and_they_are_in_order(tmp_path: Path) -> None:
    rows = rows_of(tmp_path)
    place = ("path", "line", "column", "end_line", "end_column", "what", "text")
    assert all(tuple(row)[:7] == place for row in rows)
    starts = [(row["line"], row["column"]) for row in rows]
    assert starts == sorted(starts, key=lambda at: (int(str(at[0])), int(str(at[1]))))


def test_json_lines_and_csv_hold_the_same_rows(tmp_path: Path) -> None:
    rows = rows_of(tmp_path)
    assert [json.loads(line) for line in render_inspect(rows, "jsonl").splitlines()] == rows
    table = list(csv.DictReader(io.StringIO(render_inspect(rows, "csv"))))
    assert [(row["what"], row["text"], row["line"]) for row in table] == [
        (row["what"], row["text"], str(row["line"])) for row in rows
    ]


def test_text_is_for_people(tmp_path: Path) -> None:
    assert render_inspect(rows_of(tmp_path), "text") == TEXT


def test_text_tells_why_a_link_leads_nowhere(tmp_path: Path) -> None:
    page = "[a](ferry.md#gone)\n[b](gone.png)\n[c](http://[)\n![d](gone.svg)\n[e](../../x.md)\n"
    lines = render_inspect(rows_of(tmp_path, page), "text").splitlines()
    assert [line.split("  ", 3)[-1].strip() for line in lines[3:]] == [
        "a  → ferry.md#gone  (no such place on that page)",
        "b  → gone.png  (no such file)",
        "c  → http://[  (no address)",
        "image d  → gone.svg  (no such file)",
        "e  → ../../x.md  (no such page)",
    ]


def test_a_page_without_anything_is_shown_to_people(tmp_path: Path) -> None:
    assert rows_of(tmp_path, "Nothing.\n") == []
    assert "nothing that caselint lists" in render_inspect([], "text", ["docs/lines.md"])
    assert render_inspect([], "jsonl", ["docs/lines.md"]) == ""


def test_no_cell_is_a_formula_and_no_line_a_command(tmp_path: Path) -> None:
    page = "---\na: =1+1\nb: '##[error]x'\n---\n\n# ::error::x\n\n- [=cmd](ferry.md): @a \u202e\n- [b](lines.md)\n"
    rows = rows_of(tmp_path, page)
    table = list(csv.DictReader(io.StringIO(render_inspect(rows, "csv"))))
    assert [row["text"] for row in table if row["text"].lstrip("'").startswith(("=", "@", "+", "-"))] == [
        "'=1+1",
        "'=cmd",
    ]
    for output_format in ("text", "csv", "jsonl"):
        text = render_inspect(rows, output_format)
        assert "##[" not in text
        assert "\u202e" not in text
        assert not any(line.lstrip().startswith("::") for line in text.splitlines())


def test_text_obeys_no_terminal_and_no_runner(tmp_path: Path) -> None:
    text = render_inspect(rows_of(tmp_path, "# A \x1b[31mred\n\n[::error](x\u202ey.md)\n"), "text")
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_a_format_that_there_is_not() -> None:
    with pytest.raises(ValueError, match="there is no format 'xml'"):
        render_inspect([], "xml")
