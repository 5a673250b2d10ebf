"""`--output-format gitlab`: a Code Quality report, which GitLab shows in merge requests."""

from collections import Counter

from caselint.findings import Report, Severity
from caselint.findings.report import LocatedFinding
from caselint.findings.rows import encodable, json_line
from caselint.findings.visible import visible
from caselint.reporters.style import Style

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render_gitlab(report: Report, style: Style) -> str:  # noqa: ARG001 - all reporters are called alike
    """A JSON array with an object for each finding, complete; ASCII."""
    seen: Counter[str] = Counter()
    rows = ",\n ".join(json_line(_row(finding, seen)) for finding in report.findings)
    return f"[\n {rows}\n]\n" if rows else "[]\n"


def _row(finding: LocatedFinding, seen: Counter[str]) -> dict[str, object]:
    at = finding.location
    said = f"{finding.message}; {finding.help}" if finding.help else finding.message
    return {
        "description": visible(said),
        "check_name": finding.name,
        "fingerprint": _unique(finding.fingerprint, seen),
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": encodable(finding.path), "lines": {"begin": at.line, "end": at.end_line}},
    }


def _unique(fingerprint: str, seen: Counter[str]) -> str:
    """GitLab shows one of the findings that share a fingerprint, and two sites of a run may."""
    seen[fingerprint] += 1
    return fingerprint if seen[fingerprint] == 1 else f"{fingerprint}-{seen[fingerprint]}"
