"""`--output-format concise`: one line for each finding."""

from collections.abc import Iterator

from caselint.findings import Report
from caselint.findings.visible import shorten, visible, without_commands
from caselint.reporters.style import Style
from caselint.reporters.summary import render_summary

_MESSAGE_LIMIT = 400


def render_concise(report: Report, style: Style) -> str:
    """`path:line:column severity rule message`, complete."""
    return without_commands("".join(line + "\n" for line in _lines(report, style)))


def _lines(report: Report, style: Style) -> Iterator[str]:
    for finding in report.findings:
        place = style.bold(f"{visible(finding.path)}:{finding.location.line}:{finding.location.column}")
        severity = style.severity(finding.severity.value, finding.severity)
        yield f"{place} {severity} {finding.name} {shorten(visible(finding.message), _MESSAGE_LIMIT)}"
    if style.summary:
        yield render_summary(report)
