"""A report read back from the JSON that `caselint check --output-format json` wrote, which may be anybody's."""

import json
from collections.abc import Callable, Mapping
from typing import TypeGuard

from caselint.findings import Report, Severity
from caselint.findings.report import LocatedEdit, LocatedFinding, LocatedFix, LocatedRelated, Location
from caselint.reporters.json_report import VERSION

LineOf = Callable[[str, int], str]
_SAFETIES = ("safe", "unsafe", "manual")
_LARGEST = 2**31


class NotAReport(ValueError):
    """The text is not what `check --output-format json` writes; the message names the part that is wrong."""


def read_report(text: str, line_of: LineOf) -> Report:
    """The report that `text` holds; `line_of(path, line)` gives the source lines to quote, "" where there is none.

    Raises:
        NotAReport: `text` is no JSON, or not in the format.
    """
    try:
        data = json.loads(text)
    except RecursionError:
        raise NotAReport("it is nested too deeply to be a report") from None
    except ValueError as error:
        raise NotAReport(f"it is not JSON: {error}") from None
    if not isinstance(data, dict) or "findings" not in data:
        raise NotAReport("it is no report: write one with `caselint check --output-format json`")
    if data.get("version") != VERSION:
        raise NotAReport(f"`version` is {_shown(data.get('version'))}, this caselint reads {VERSION}")
    rows, summary = _list(data, "findings", ""), _table(data.get("summary", {}), "summary")
    findings = [
        _finding(_table(row, f"findings[{index}]"), f"findings[{index}]", line_of) for index, row in enumerate(rows)
    ]
    return Report(
        findings=tuple(sorted(findings, key=lambda finding: finding.sort_key)),
        pages=_count(summary, "pages", "summary"),
        suppressed=_count(summary, "suppressed", "summary"),
        baselined=_count(summary, "baselined", "summary"),
    )


def _finding(row: Mapping[str, object], where: str, line_of: LineOf) -> LocatedFinding:
    path, location = _place(row, where)
    severity = _word(row, "severity", where, tuple(Severity))
    related = [
        _related(_table(place, f"{where}.related[{index}]"), f"{where}.related[{index}]", line_of)
        for index, place in enumerate(_list(row, "related", where))
    ]
    fix = row.get("fix")
    return LocatedFinding(
        path=path,
        location=location,
        code=_text(row, "code", where),
        name=_text(row, "name", where),
        severity=Severity(severity),
        confidence=_confidence(row, where),
        message=_text(row, "message", where),
        group=_group(row, where),
        fix=None if fix is None else _fix(_table(fix, f"{where}.fix"), f"{where}.fix"),
        related=tuple(related),
        fingerprint=_text(row, "fingerprint", where),
        url=_text(row, "url", where),
        help=_text(row, "help", where) if "help" in row else "",
        line_text=line_of(path, location.line),
    )


def _related(row: Mapping[str, object], where: str, line_of: LineOf) -> LocatedRelated:
    path, location = _place(row, where)
    return LocatedRelated(
        path, location, _text(row, "message", where), _group(row, where), line_of(path, location.line)
    )


def _fix(row: Mapping[str, object], where: str) -> LocatedFix:
    edits = [_table(edit, f"{where}.edits[{index}]") for index, edit in enumerate(_list(row, "edits", where))]
    return LocatedFix(
        _text(row, "title", where),
        _word(row, "safety", where, _SAFETIES),
        tuple(LocatedEdit(*_place(edit, f"{where}.edits"), _text(edit, "text", f"{where}.edits")) for edit in edits),
    )


def _place(row: Mapping[str, object], where: str) -> tuple[str, Location]:
    line, column = _number(row, "line", where), _number(row, "column", where)
    end_line, end_column = _number(row, "end_line", where), _number(row, "end_column", where)
    if (end_line, end_column) < (line, column):
        raise NotAReport(f"{where} ends before it begins")
    return _text(row, "path", where), Location(line, column, end_line, end_column)


def _confidence(row: Mapping[str, object], where: str) -> float:
    value = row.get("confidence", 1.0)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise NotAReport(f"{where}.confidence must be a number from 0 to 1, is {_shown(value)}")
    return float(value)


def _group(row: Mapping[str, object], where: str) -> int | None:
    value = row.get("group")
    if value is not None and not _is_whole(value):
        raise NotAReport(f"{where}.group must be a whole number or null, is {_shown(value)}")
    return value


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LARGEST


def _number(row: Mapping[str, object], key: str, where: str) -> int:
    value = row.get(key)
    if not _is_whole(value) or value < 1:
        raise NotAReport(f"{where}.{key} must be a whole number from 1, is {_shown(value)}")
    return value


def _count(row: Mapping[str, object], key: str, where: str) -> int:
    value = row.get(key, 0)
    if not _is_whole(value) or value < 0:
        raise NotAReport(f"{where}.{key} must be a whole number, is {_shown(value)}")
    return value


def _text(row: Mapping[str, object], key: str, where: str) -> str:
    value = row.get(key)
    if not isinstance(value, str):
        raise NotAReport(f"{where}.{key} must be text, is {_shown(value)}")
    return value


def _word(row: Mapping[str, object], key: str, where: str, words: tuple[str, ...]) -> str:
    value = _text(row, key, where)
    if value not in words:
        raise NotAReport(f"{where}.{key} must be one of {', '.join(words)}, is {_shown(value)}")
    return value


def _list(row: Mapping[str, object], key: str, where: str) -> list[object]:
    value = row.get(key)
    if not isinstance(value, list):
        raise NotAReport(f"{where}{'.' if where else ''}{key} must be a list, is {_shown(value)}")
    return value


def _table(value: object, where: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise NotAReport(f"{where} must be an object, is {_shown(value)}")
    return value


def _shown(value: object) -> str:
    """A value in a message: short, whatever it is."""
    if value is None:
        return "missing"
    if isinstance(value, str):
        return f'"{value[:40]}…"' if len(value) > 40 else f'"{value}"'
    if isinstance(value, (bool, int, float)):
        return str(value).lower() if abs(value) < 1e15 else "a number out of range"
    return "a list" if isinstance(value, list) else "an object"
