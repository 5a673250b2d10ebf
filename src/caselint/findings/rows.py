"""Located findings as rows of JSON, and back: what programs read, and what is kept of a page from run to run.

The rows are those of the project's contract. They hold all of a finding but the lines that it quotes.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from caselint.findings.finding import Severity
from caselint.findings.report import LocatedEdit, LocatedFinding, LocatedFix, LocatedRelated, Location
from caselint.findings.visible import visible

_RUNNER_COMMAND = re.compile(r"##(?=(?:vso|teamcity)?\[)", re.IGNORECASE)
_ENCODE = json.JSONEncoder(allow_nan=False).encode
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def json_line(row: Mapping[str, object]) -> str:
    """`row` as ASCII on one line in which no CI runner finds a command: `##[` is written with an escape."""
    line = _ENCODE(row)
    return _RUNNER_COMMAND.sub(r"#\\u0023", line) if "##" in line else line


def finding_row(finding: LocatedFinding) -> dict[str, object]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "confidence": finding.confidence,
        "message": encodable(finding.message),
        "help": encodable(finding.help),
        **place_row(finding.path, finding.location),
        "group": finding.group,
        "fix": None if finding.fix is None else _fix(finding.fix),
        "related": [_related(place) for place in finding.related],
        "fingerprint": finding.fingerprint,
        "url": finding.url,
    }


def _related(place: LocatedRelated) -> dict[str, object]:
    return {**place_row(place.path, place.location), "group": place.group, "message": encodable(place.message)}


def _fix(fix: LocatedFix) -> dict[str, object]:
    return {"title": encodable(fix.title), "safety": fix.safety, "edits": [_edit(edit) for edit in fix.edits]}


def _edit(edit: LocatedEdit) -> dict[str, object]:
    return {**place_row(edit.path, edit.location), "text": encodable(edit.text)}


def place_row(path: str, at: Location) -> dict[str, object]:
    """The columns that say where something stands, in the order of all formats for programs."""
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


def quoted_lines(finding: LocatedFinding) -> list[str]:
    """The lines that a finding quotes, which its row does not hold."""
    return [finding.line_text, *(place.line_text for place in finding.related)]


def read_rows(lines: Iterable[str], quoted: Iterable[list[str]]) -> Iterator[LocatedFinding]:
    """The findings whose rows stand on `lines`; `quoted` are the `quoted_lines` of each.

    Raises:
        KeyError, TypeError, ValueError: they are no such rows.
    """
    for line, (text, *texts) in zip(lines, quoted, strict=True):
        row: dict[str, Any] = json.loads(line)
        fix = row["fix"]
        yield LocatedFinding(
            path=row["path"],
            location=_read_location(row),
            code=row["code"],
            name=row["name"],
            severity=Severity(row["severity"]),
            confidence=row["confidence"],
            message=row["message"],
            group=row["group"],
            fix=None if fix is None else LocatedFix(fix["title"], fix["safety"], tuple(map(_read_edit, fix["edits"]))),
            related=tuple(map(_read_related, row["related"], texts)),
            fingerprint=row["fingerprint"],
            url=row["url"],
            help=row["help"],
            line_text=text,
        )


def _read_related(row: Mapping[str, Any], text: str) -> LocatedRelated:
    return LocatedRelated(row["path"], _read_location(row), row["message"], row["group"], text)


def _read_edit(row: Mapping[str, Any]) -> LocatedEdit:
    return LocatedEdit(row["path"], _read_location(row), row["text"])


def _read_location(row: Mapping[str, Any]) -> Location:
    return Location(row["line"], row["column"], row["end_line"], row["end_column"])
