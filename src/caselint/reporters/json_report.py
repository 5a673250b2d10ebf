"""`--output-format json` and `jsonl`: the report for machines, complete; the format is in the project's contract."""

import json
import re
from collections.abc import Mapping

from caselint.findings import Report, Severity
from caselint.findings.report import LocatedEdit, LocatedFinding, LocatedFix, LocatedRelated, Location
from caselint.findings.visible import visible
from caselint.reporters.style import Style

VERSION = 1
_RUNNER_COMMAND = re.compile(r"##(?=(?:vso|teamcity)?\[)", re.IGNORECASE)
_ENCODE = json.JSONEncoder(allow_nan=False).encode
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def render_json(report: Report, style: Style) -> str:  # noqa: ARG001 - all reporters are called alike
    """One object with `version`, `summary` and `findings`, a finding on each line."""
    head = f'{{"version": {VERSION}, "summary": {json_line(summary_row(report))}, "findings": ['
    rows = ",\n ".join(json_line(finding_row(finding)) for finding in report.findings)
    return f"{head}\n {rows}\n]}}\n" if rows else head + "]}\n"


def render_jsonl(report: Report, style: Style) -> str:  # noqa: ARG001 - all reporters are called alike
    """One finding on each line, without the summary."""
    return "".join(json_line(finding_row(finding)) + "\n" for finding in report.findings)


def json_line(row: Mapping[str, object]) -> str:
    """`row` as ASCII on one line in which no CI runner finds a command: `##[` is written with an escape."""
    line = _ENCODE(row)
    return _RUNNER_COMMAND.sub(r"#\\u0023", line) if "##" in line else line


def summary_row(report: Report) -> dict[str, object]:
    return {
        "pages": report.pages,
        "findings": len(report.findings),
        "errors": report.counts[Severity.ERROR],
        "warnings": report.counts[Severity.WARNING],
        "infos": report.counts[Severity.INFO],
        "fixable": report.fixable,
        "suppressed": report.suppressed,
        "baselined": report.baselined,
    }


def finding_row(finding: LocatedFinding) -> dict[str, object]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "confidence": finding.confidence,
        "message": encodable(finding.message),
        "help": encodable(finding.help),
        **_place(finding.path, finding.location),
        "group": finding.group,
        "fix": None if finding.fix is None else _fix(finding.fix),
        "related": [_related(place) for place in finding.related],
        "fingerprint": finding.fingerprint,
        "url": finding.url,
    }


def _related(place: LocatedRelated) -> dict[str, object]:
    return {**_place(place.path, place.location), "group": place.group, "message": encodable(place.message)}


def _fix(fix: LocatedFix) -> dict[str, object]:
    return {"title": encodable(fix.title), "safety": fix.safety, "edits": [_edit(edit) for edit in fix.edits]}


def _edit(edit: LocatedEdit) -> dict[str, object]:
    return {**_place(edit.path, edit.location), "text": encodable(edit.text)}


def _place(path: str, at: Location) -> dict[str, object]:
    return {
        "path": encodable(path),
        "line": at.line,
        "column": at.column,
        "end_line": at.end_line,
        "end_column": at.end_column,
    }


def encodable(text: str) -> str:
    r"""`text` with lone surrogates (bytes of a file name that are no text) as `\xff`: many JSON readers refuse them."""
    return text if text.isascii() else _LONE_SURROGATE.sub(lambda match: visible(match[0]), text)
