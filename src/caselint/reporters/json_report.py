"""`--output-format json` and `jsonl`: the report for machines, complete; the format is in the project's contract."""

from collections.abc import Iterator

from caselint.findings import Report, Severity
from caselint.findings.report import CountedFindings
from caselint.findings.rows import finding_row, json_line
from caselint.reporters.style import Style

VERSION = 1


def render_json(report: Report, style: Style) -> str:  # noqa: ARG001 - all reporters are called alike
    """One object with `version`, `summary` and `findings`, a finding on each line."""
    head = f'{{"version": {VERSION}, "summary": {json_line(summary_row(report))}, "findings": ['
    rows = ",\n ".join(_lines(report))
    return f"{head}\n {rows}\n]}}\n" if rows else head + "]}\n"


def render_jsonl(report: Report, style: Style) -> str:  # noqa: ARG001 - all reporters are called alike
    """One finding on each line, without the summary."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    found = report.findings
    if isinstance(found, CountedFindings):
        return found.lines()
    return (json_line(finding_row(finding)) for finding in found)


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
