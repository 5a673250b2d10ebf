"""`--output-format junit`: JUnit's XML, which every CI system shows as test results."""

from collections.abc import Iterator
from itertools import groupby

from caselint.findings import Report, Severity
from caselint.findings.report import LocatedFinding
from caselint.findings.visible import visible, without_commands
from caselint.reporters.style import Style

# `visible` writes out everything else that XML 1.0 does not allow: controls and surrogates.
_XML = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "\ufffe": "\\ufffe", "\uffff": "\\uffff"}
)


def render_junit(report: Report, style: Style) -> str:  # noqa: ARG001 - all reporters are called alike
    """A test suite for each page with findings, a test case for each finding; without any, one case that passes.

    Errors and warnings are failures; an info is a case that passes and has output, since it fails no run.
    """
    return without_commands("".join(line + "\n" for line in _lines(report)))


def xml(text: str) -> str:
    """`text` as the content of an element or attribute of XML 1.0, in ASCII."""
    return visible(text).translate(_XML).encode("ascii", "xmlcharrefreplace").decode("ascii")


def _lines(report: Report) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    failures = sum(map(_fails, report.findings))
    tests = len(report.findings) or 1
    yield f'<testsuites name="caselint" tests="{tests}" failures="{failures}" errors="0">'
    for path, findings in groupby(report.findings, key=lambda finding: finding.path):
        yield from _suite(path, list(findings))
    if not report.findings:
        yield '  <testsuite name="caselint" tests="1" failures="0" errors="0" skipped="0">'
        yield '    <testcase name="no findings" classname="caselint" time="0"/>'
        yield "  </testsuite>"
    yield "</testsuites>"


def _suite(path: str, findings: list[LocatedFinding]) -> Iterator[str]:
    failures = sum(map(_fails, findings))
    yield (f'  <testsuite name="{xml(path)}" tests="{len(findings)}" failures="{failures}" errors="0" skipped="0">')
    for finding in findings:
        yield from _case(finding)
    yield "  </testsuite>"


def _case(finding: LocatedFinding) -> Iterator[str]:
    at, path = finding.location, xml(finding.path)
    name = f"{xml(finding.name)} {at.line}:{at.column}"
    yield f'    <testcase name="{name}" classname="{path}" file="{path}" line="{at.line}" time="0">'
    told = "\n".join(_told(finding))
    if _fails(finding):
        start = f'<failure type="{finding.severity.value}" message="{xml(finding.message)}">'
        yield f"      {start}{told}</failure>"
    else:
        yield f"      <system-out>{told}</system-out>"
    yield "    </testcase>"


def _told(finding: LocatedFinding) -> Iterator[str]:
    at = finding.location
    yield xml(f"{finding.path}:{at.line}:{at.column} {finding.severity.value} {finding.code} {finding.name}")
    yield xml(finding.message)
    for place in finding.related:
        yield xml(f"{place.path}:{place.location.line}:{place.location.column}: {place.message}")
    if finding.help:
        yield xml(f"help: {finding.help}")


def _fails(finding: LocatedFinding) -> bool:
    return finding.severity is not Severity.INFO
