"""Pages that could not be read, for commands whose output is no list of findings."""

from caselint.cli.streams import say
from caselint.findings import Report
from caselint.findings.visible import visible


def tell_unreadable(report: Report) -> int:
    """Name them on stderr; the exit code is 1 where there are any, since the output lacks them."""
    for finding in report.findings:
        say(f"{visible(finding.path)}:{finding.location.line}: {finding.message}")
    return int(bool(report.findings))
