"""`--output-format github`: workflow commands, which GitHub Actions shows as annotations on the changed lines.

The form and its escapes are those of `@actions/core` (`command.ts`). GitHub shows ten annotations of each level for a
step and drops the rest without a word, so no more are written, and the last line says how many there are.
"""

import re
from collections.abc import Iterator

from caselint.findings import Report, Severity
from caselint.findings.report import LocatedFinding
from caselint.findings.visible import shorten, visible
from caselint.reporters.ranking import most_telling, some_of_each
from caselint.reporters.style import Style
from caselint.reporters.summary import counted, render_summary

SHOWN_OF_A_LEVEL = 10
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_MESSAGE_LIMIT = 600
_PLACES = 6
_LINE_END = re.compile("([\r\n])")
# The runner also obeys `##[error]` anywhere in a line, and others theirs.
_OLD_COMMAND = re.compile(r"##(?=(?:vso|teamcity)?\[)", re.IGNORECASE)
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render_github(report: Report, style: Style) -> str:
    """A command for each of the most telling findings, at most ten of a level; then what is not shown, and the counts.

    Commands are whole lines, and nothing else in them begins a line: all that comes from pages is escaped.
    """
    shown = [
        finding
        for severity in Severity
        for finding in most_telling([one for one in report.findings if one.severity is severity], SHOWN_OF_A_LEVEL)
    ]
    lines = [_command(finding) for finding in sorted(shown, key=lambda finding: finding.sort_key)]
    lines += _left_out(report)
    if style.summary:
        lines.append(render_summary(report))
    return "".join(line + "\n" for line in lines)


def data(text: str) -> str:
    """`text` as the message of a command."""
    return _shown(text).translate(_DATA)


def prop(text: str) -> str:
    """`text` as a property of a command."""
    return _shown(text).translate(_PROPERTY)


def _shown(text: str) -> str:
    """`text` with line ends as they are, which the escapes are for, and with all else that is hidden written out."""
    shown = "".join(part if part in "\r\n" else visible(part) for part in _LINE_END.split(text))
    return _OLD_COMMAND.sub(r"#\\#", shown)


def _command(finding: LocatedFinding) -> str:
    at = finding.location
    place = f"line={at.line},col={at.column},endLine={at.end_line},endColumn={at.end_column}"
    if at.line != at.end_line:  # GitHub refuses columns of a place that goes over several lines
        place = f"line={at.line},endLine={at.end_line}"
    title = f"{finding.name} ({finding.code})"
    message = "\n".join(_message(finding))
    return f"::{_LEVELS[finding.severity]} file={prop(finding.path)},{place},title={prop(title)}::{data(message)}"


def _message(finding: LocatedFinding) -> Iterator[str]:
    yield _line(finding.message)
    for place in some_of_each(finding.related, _PLACES):
        yield _line(f"{place.path}:{place.location.line}:{place.location.column}: {place.message}")
    if len(finding.related) > _PLACES:
        yield f"and {counted(len(finding.related) - _PLACES, 'more place')}"
    if finding.help:
        yield _line(f"help: {finding.help}")


def _line(text: str) -> str:
    return shorten(visible(text), _MESSAGE_LIMIT)


def _left_out(report: Report) -> Iterator[str]:
    rest = {severity: report.counts[severity] - SHOWN_OF_A_LEVEL for severity in Severity}
    more = [counted(count, severity.value) for severity, count in rest.items() if count > 0]
    if more:
        yield (
            f"not shown: {', '.join(more)} more, since GitHub shows {SHOWN_OF_A_LEVEL} of a level for a step; "
            "`--output-format concise` lists all, one a line"
        )
