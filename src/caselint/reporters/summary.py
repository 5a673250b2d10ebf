"""The closing line of a report for people."""

from caselint.findings import Report, Severity


def render_summary(report: Report) -> str:
    """Counts in one sentence: what was found, on how many pages, what was left out."""
    pages = counted(report.pages, "page")
    left_out = [f"{count:,} {word}" for count, word in _left_out(report) if count]
    if not report.findings:
        return "; ".join([f"no findings on {pages}", *left_out])
    parts = [counted(report.counts[severity], severity.value) for severity in _GRAVEST_FIRST if report.counts[severity]]
    places = len({finding.path for finding in report.findings})
    on = f"on {counted(places, 'page')} of {report.pages:,}" if report.pages else f"on {counted(places, 'page')}"
    found = counted(len(report.findings), "finding")
    return "; ".join([f"{found} {on}: {', '.join(parts)}", *left_out])


_GRAVEST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def _left_out(report: Report) -> tuple[tuple[int, str], ...]:
    return (report.suppressed, "suppressed"), (report.baselined, "in the baseline")


def counted(number: int, noun: str) -> str:
    """`1 page`, `648 pages`, `1,200 errors`; `info` has no plural."""
    plural = "" if number == 1 or noun == "info" else "s"
    return f"{number:,} {noun}{plural}"
