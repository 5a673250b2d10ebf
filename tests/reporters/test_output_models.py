"""The JSON Schema of the JSON output: what is printed keeps to it, and it lets nothing else through."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from caselint.engine.discover import Request
from caselint.engine.linter import run
from caselint.reporters.json_report import render_json
from caselint.reporters.output_models import output_schema
from caselint.reporters.style import Style
from caselint.testing import write_site

SITE = {
    "mkdocs.yml": "site_name: S\n",
    "docs/a.md": "# A\n\n[b](B.md) [c](#no) [d](<a href='a.md'>)\n\n- Repair: 95% reduction (4h → 8m)\n",
    "docs/b.md": "---\ntitle: Plan #2\n---\n# B\n\nAcme has 15M users.\n\n<div>\n\n## Costs\n\n</div>\n",
    "docs/c.md": "# Acme\n\nAcme has 150M users.\n",
}


@pytest.fixture
def output(tmp_path: Path) -> Any:
    write_site(tmp_path, SITE)
    report = run(Request(tmp_path)).report
    assert {finding.fix is not None for finding in report.findings} == {True, False}
    return json.loads(render_json(report, Style()))


def test_what_is_printed_keeps_to_the_schema(output: Any) -> None:
    assert len(output["findings"]) > 3
    assert [error.message for error in Draft202012Validator(output_schema()).iter_errors(output)] == []


@pytest.mark.parametrize(
    "change",
    [
        lambda out: out.update(version=2),
        lambda out: out["summary"].pop("pages"),
        lambda out: out["findings"][0].update(severity="fatal"),
        lambda out: out["findings"][0].update(line=0),
        lambda out: out["findings"][0].update(more=1),
        lambda out: out["findings"][0].pop("fingerprint"),
    ],
)
def test_anything_else_does_not(output: Any, change: Any) -> None:
    change(output)
    assert not Draft202012Validator(output_schema()).is_valid(output)


def test_the_file_is_what_the_models_make() -> None:
    file = Path(__file__).resolve().parents[2] / "schemas" / "findings.schema.json"
    assert json.loads(file.read_text(encoding="utf-8")) == output_schema()
