"""`--statistics`: how often each rule found something, instead of the findings."""

import json
from collections.abc import Iterator, Mapping

from caselint.findings import Report, Severity
from caselint.reporters.style import Style
from caselint.reporters.summary import render_summary

STATISTICS_FORMATS = ("text", "concise", "json", "jsonl")


def statistics_rows(report: Report) -> list[dict[str, object]]:
    """A row for each rule that found something, the most frequent first; `severity` is its gravest."""
    counts: dict[str, int] = {}
    gravest: dict[str, Severity] = {}
    names: dict[str, str] = {}
    for finding in report.findings:
        code = finding.code
        names[code] = finding.name
        counts[code] = counts.get(code, 0) + 1
        gravest[code] = max(gravest.get(code, finding.severity), finding.severity, key=lambda level: level.rank)
    return [
        {"code": code, "name": names[code], "severity": gravest[code].value, "count": count}
        for code, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def render_statistics(report: Report, output_format: str, style: Style) -> str:
    """The rows as a table, or as JSON or JSON lines where that is the format asked for."""
    rows = statistics_rows(report)
    if output_format == "json":
        return json.dumps(rows, indent=1) + "\n"
    if output_format == "jsonl":
        return "".join(json.dumps(row) + "\n" for row in rows)
    return "".join(line + "\n" for line in _table(rows, report, style))


def _table(rows: list[dict[str, object]], report: Report, style: Style) -> Iterator[str]:
    digits = max((len(f"{row['count']:,}") for row in rows), default=0)
    for row in rows:
        yield f"{row['count']:>{digits},}  {row['code']}  {_severity(row, style)}  {row['name']}"
    if style.summary:
        yield render_summary(report)


def _severity(row: Mapping[str, object], style: Style) -> str:
    severity = Severity(str(row["severity"]))
    return style.severity(f"{severity.value:<7}", severity)
