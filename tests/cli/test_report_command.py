"""`caselint report`: the file for editors, from a run or from its JSON."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from caselint.testing import write_site

Command = Callable[..., tuple[int, str, str]]


def test_a_file_is_written_and_named(site: Path, caselint: Command) -> None:
    assert caselint("report", "--select", "LNK,SEC", "-o", "report.html") == (0, "", "wrote report.html\n")
    text = (site / "report.html").read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert f"{site.name}: what to mend" in text
    assert "<mark>acme.md</mark>" in text
    code, _, err = caselint("report", "-q")
    assert (code, err) == (0, "")
    assert (site / "caselint-report.html").is_file()


def test_from_json_it_is_the_same_file_without_a_run(site: Path, caselint: Command) -> None:
    caselint("check", "--select", "LNK,SEC", "--output-format", "json", "-o", "findings.json")
    caselint("report", "--select", "LNK,SEC", "-o", "one.html")
    (site / "mkdocs.yml").unlink()
    assert caselint("report", "--from", "findings.json", "-o", "two.html")[0] == 0
    assert (site / "two.html").read_bytes() == (site / "one.html").read_bytes()


def test_from_json_lines_are_quoted_only_where_the_page_still_is(site: Path, caselint: Command) -> None:
    caselint("check", "--select", "LNK,SEC", "--output-format", "json", "-o", "findings.json")
    (site / "docs" / "index.md").unlink()
    (site / "docs" / "ferry.md").write_text("# Short\n", encoding="utf-8")
    code, out, _ = caselint("report", "--from", "findings.json", "-o", "-")
    assert code == 0
    assert "docs/index.md" in out
    assert "<blockquote" not in out


@pytest.mark.parametrize(
    "path", ["../secret.md", "/etc/passwd", "link.md", "docs/../../secret.md", "secret.txt", "a\0.md"]
)
def test_json_of_others_quotes_nothing_from_outside(site: Path, caselint: Command, path: str) -> None:
    (site.parent / "secret.md").write_text("swordfish\n", encoding="utf-8")
    (site / "secret.txt").write_text("swordfish\n", encoding="utf-8")
    (site / "link.md").symlink_to(site.parent / "secret.md")
    finding = {
        **{"path": path, "line": 1, "column": 1, "end_line": 1, "end_column": 4, "related": [], "group": None},
        **{"code": "LNK001", "name": "broken-link", "severity": "error", "message": "m", "fingerprint": "", "url": ""},
    }
    write_site(site, {"f.json": json.dumps({"version": 1, "findings": [finding]})})
    code, out, _ = caselint("report", "--from", "f.json", "-o", "-")
    assert code == 0
    assert "swordfish" not in out
    assert "<blockquote" not in out


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is not JSON"),
        ("[]", "it is no report: write one with `caselint check --output-format json`"),
        ('{"version": 1, "findings": [{}]}', "findings[0].line must be a whole number from 1, is missing"),
        ("\udcff", "not UTF-8 text"),
    ],
)
def test_json_that_is_no_report_is_one_clear_line(site: Path, caselint: Command, text: str, reason: str) -> None:
    write_site(site, {"f.json": text})
    code, out, err = caselint("report", "--from", "f.json")
    assert (code, out) == (2, "")
    assert err.startswith("caselint: f.json")
    assert reason in err
    assert err.count("\n") == 1


def test_a_page_is_not_overwritten(site: Path, caselint: Command) -> None:
    before = (site / "docs" / "index.md").read_bytes()
    code, _, err = caselint("report", "-o", "docs/index.md")
    assert code == 2
    assert "write docs/index.md.html" in err
    assert (site / "docs" / "index.md").read_bytes() == before


def test_open_starts_the_browser(site: Path, caselint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: opened.append(url) or True)
    assert caselint("report", "--open", "-o", "r.html")[0] == 0
    assert opened == [(site / "r.html").as_uri()]
