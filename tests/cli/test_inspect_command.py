"""`caselint inspect`: what caselint sees on a page."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

Command = Callable[..., tuple[int, str, str]]


def test_headings_links_and_front_matter_have_their_places(site: Path, caselint: Command) -> None:
    code, out, err = caselint("inspect", "docs/ferry.md", "docs/index.md", "--output-format", "jsonl")
    assert (code, err) == (0, "")
    rows = [json.loads(line) for line in out.splitlines()]
    assert all({"path", "line", "column", "end_line", "end_column", "what", "text"} <= row.keys() for row in rows)
    headings = {(row["path"], row["line"], row["id"], row["level"]) for row in rows if row["what"] == "heading"}
    assert ("docs/ferry.md", 9, "deep", 4) in headings
    links = {row["target"]: row["resolved"] for row in rows if row["what"] == "link"}
    assert links["ferry.md"] == "docs/ferry.md"
    assert {"heading", "link", "front-matter"} <= {row["what"] for row in rows}


def test_text_and_csv(site: Path, caselint: Command) -> None:
    _, text, _ = caselint("inspect", "docs/ferry.md")
    assert "Deep" in text
    _, out, _ = caselint("inspect", "docs/ferry.md", "--output-format", "csv")
    assert any(row["text"] == "Deep" for row in csv.DictReader(io.StringIO(out)))


def test_only_the_pages_given_are_shown(site: Path, caselint: Command) -> None:
    _, out, _ = caselint("inspect", "docs/ferry.md", "--output-format", "jsonl")
    assert {json.loads(line)["path"] for line in out.splitlines()} == {"docs/ferry.md"}
