"""`--output-format sarif`: SARIF 2.1.0, which GitHub code scanning, Azure and editors read.

Section numbers are those of the OASIS standard (errata 01).
"""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from caselint import __version__
from caselint.findings import Report, Severity
from caselint.findings.report import LocatedEdit, LocatedFinding, LocatedFix, LocatedRelated, Location
from caselint.findings.rows import encodable, json_line
from caselint.findings.visible import visible
from caselint.reporters.ranking import most_telling
from caselint.reporters.style import Style
from caselint.reporters.summary import counted
from caselint.rules.registry import find_rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# GitHub refuses a run with more results, and takes a hundred locations of a result.
RESULTS_LIMIT = 25_000
PLACES_LIMIT = 100
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PLACEHOLDER = re.compile(r"\{(\d+)\}")

Row = dict[str, object]


def render_sarif(report: Report, style: Style) -> str:  # noqa: ARG001 - all reporters are called alike
    """A log with one run, a result on each line. ASCII, and no lone surrogates."""
    findings = most_telling(report.findings, RESULTS_LIMIT)
    rules = _rules(findings)
    number = {code: index for index, code in enumerate(rules)}
    run = json_line(_run(report, rules, len(findings)))
    rows = ",\n".join(json_line(_result(finding, number[finding.code])) for finding in findings)
    results = f'"results": [\n{rows}\n]' if rows else '"results": []'
    return f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{run[:-1]}, {results}}}]}}\n'


def uri(path: str) -> str:
    """A path as a relative URI reference: bytes that are no text, and all that has a meaning in a URI, as `%FF`."""
    try:
        octets = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a surrogate that stands for no byte
        octets = path.encode("utf-8", "surrogatepass")
    return quote(octets, safe="/")


def message(*lines: str) -> Row:
    """A plain text message in which no reader finds a placeholder (3.11.5) or an embedded link (3.11.6)."""
    text = "\n".join(map(visible, lines))
    return {"text": _PLACEHOLDER.sub(r"{{\1}}", text.replace("](", "] ("))}


def _run(report: Report, rules: Mapping[str, Row], shown: int) -> Row:
    driver = {"name": "caselint", "version": __version__, "semanticVersion": __version__, "rules": list(rules.values())}
    invocation: Row = {"executionSuccessful": not report.broken}
    if shown < len(report.findings):
        left = f"{counted(len(report.findings) - shown, 'more finding')}; the format json lists all"
        invocation["toolExecutionNotifications"] = [{"level": "warning", "message": message(left)}]
    return {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "the folder in which caselint ran"}}},
        "invocations": [invocation],
    }


def _rules(findings: Iterable[LocatedFinding]) -> dict[str, Row]:
    """The rules that found something, by code."""
    named = {finding.code: finding.name for finding in findings}
    return {code: _rule(code, named[code]) for code in sorted(named)}


def _rule(code: str, name: str) -> Row:
    rule = find_rule(code)
    if rule is None:  # a word rule of the site's own
        return {"id": code, "name": name, "shortDescription": {"text": name}}
    return {
        "id": code,
        "name": name,
        "shortDescription": {"text": rule.summary()},
        "help": {"text": rule.documentation(), "markdown": rule.documentation()},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: LocatedFinding, rule_index: int) -> Row:
    said = [finding.message, f"help: {finding.help}"] if finding.help else [finding.message]
    row: Row = {
        "ruleId": finding.code,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.severity],
        "message": message(*said),
        "locations": [{"physicalLocation": _physical(finding.path, finding.location)}],
        "partialFingerprints": {"caselint/v1": finding.fingerprint},
        "rank": round(finding.confidence * 100, 1),
    }
    if finding.related:
        row["relatedLocations"] = [_place(*pair) for pair in enumerate(finding.related[:PLACES_LIMIT], 1)]
    if finding.fix is not None and finding.fix.safety != "manual":
        row["fixes"] = [_fix(finding.fix)]
    if finding.group is not None:
        row["properties"] = {"group": finding.group}
    return row


def _place(number: int, place: LocatedRelated) -> Row:
    row: Row = {
        "id": number,
        "physicalLocation": _physical(place.path, place.location),
        "message": message(place.message),
    }
    if place.group is not None:
        row["properties"] = {"group": place.group}
    return row


def _fix(fix: LocatedFix) -> Row:
    by_path: dict[str, list[LocatedEdit]] = {}
    for edit in fix.edits:
        by_path.setdefault(edit.path, []).append(edit)
    return {
        "description": message(fix.title),
        "artifactChanges": [
            {"artifactLocation": _artifact(path), "replacements": [_replacement(edit) for edit in edits]}
            for path, edits in by_path.items()
        ],
        "properties": {"safety": fix.safety},
    }


def _replacement(edit: LocatedEdit) -> Row:
    return {"deletedRegion": _region(edit.location), "insertedContent": {"text": encodable(edit.text)}}


def _physical(path: str, at: Location) -> Row:
    return {"artifactLocation": _artifact(path), "region": _region(at)}


def _artifact(path: str) -> Row:
    return {"uri": uri(path), "uriBaseId": _ROOT}


def _region(at: Location) -> Row:
    return {"startLine": at.line, "startColumn": at.column, "endLine": at.end_line, "endColumn": at.end_column}
