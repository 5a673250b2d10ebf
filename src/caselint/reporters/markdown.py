"""`--output-format markdown`: tables for the summary of a CI job, or for a comment."""

import re
from collections.abc import Iterator

from caselint.findings import Report
from caselint.findings.report import LocatedFinding
from caselint.findings.visible import shorten, visible
from caselint.reporters.ranking import most_telling
from caselint.reporters.statistics import statistics_rows
from caselint.reporters.style import Style
from caselint.reporters.summary import counted, render_summary

# A job's summary may have a megabyte, and nobody reads more than this.
_SHOWN = 100
_MESSAGE_LIMIT = 400
_PATH_LIMIT = 300
# Whatever opens an element, an entity, a link, emphasis, a span of code or mathematics, or a cell; and what makes a
# link of an address (`https:`, `www.`, `@`). A full stop between other letters is left as it is.
_MEANT = re.compile(r"[&<>\\`*_~\[\]()|!#$^{}:@\"']|(?<=[wW])\.")


def render_markdown(report: Report, style: Style) -> str:  # noqa: ARG001 - all reporters are called alike
    """The counts, a table of rules, and a table of findings, the most telling ones where there are many."""
    return "\n".join(_lines(report)) + "\n"


def code(text: str) -> str:
    """`text` as code in a table cell: shown as it is, by GitHub and GitLab too, which make links of `@name` and `#1`.

    Character references are used, since a `|` cannot be written in a span of code after a backslash.
    """
    return f"<code>{_MEANT.sub(lambda match: f'&#{ord(match[0])};', visible(text))}</code>" if text else ""


def _lines(report: Report) -> Iterator[str]:
    yield from ("### caselint", "", render_summary(report))
    if not report.findings:
        return
    yield from ("", "| Findings | Severity | Rule |", "|---:|---|---|")
    for row in statistics_rows(report):
        yield f"| {row['count']:,} | {row['severity']} | {code(str(row['name']))} |"
    shown = most_telling(report.findings, _SHOWN)
    yield from ("", "| Place | Severity | Finding |", "|---|---|---|")
    for finding in shown:
        yield f"| {_place(finding)} | {finding.severity.value} | {_told(finding)} |"
    if len(shown) < len(report.findings):
        yield from ("", f"and {counted(len(report.findings) - len(shown), 'more finding')}")


def _place(finding: LocatedFinding) -> str:
    at = finding.location
    return code(f"{shorten(finding.path, _PATH_LIMIT)}:{at.line}:{at.column}")


def _told(finding: LocatedFinding) -> str:
    parts = [code(shorten(finding.message, _MESSAGE_LIMIT))]
    if finding.help:
        parts.append("help: " + code(shorten(finding.help, _MESSAGE_LIMIT)))
    return "<br>".join(parts)
