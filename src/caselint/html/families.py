"""What findings are called towards editors, who know neither codes nor severities."""

from typing import NamedTuple

from caselint.findings import Report, Severity


class Family(NamedTuple):
    """A family of rules in an editor's words."""

    title: str
    about: str


_FAMILIES = {
    "FIG": Family("Figures that disagree", "One page says one number, another page says a different one."),
    "LNK": Family("Links", "Links, images and anchors that do not lead where they should."),
    "FRM": Family("Page details", "The block at the head of a page: title, type, description and the like."),
    "SEC": Family("Sections", "Headings and the sections that a page of its kind should have."),
    "MET": Family("Figures that cannot be right", "Numbers that contradict themselves, or what the page says of them."),
    "DUP": Family("Duplicates", "Pages, entries or titles that exist twice."),
    "TXT": Family("Text", "Damaged characters, leftovers, and words that the site does not use."),
    "ENG": Family("Checking itself", "Pages that could not be checked, and comments that switch checks off."),
}
_OTHER = Family("Other", "Rules of this site's own.")
ORDER = (*_FAMILIES, "")

SEVERITY_WORDS = {Severity.ERROR: "broken", Severity.WARNING: "to mend", Severity.INFO: "worth a look"}


def family_key(code: str) -> str:
    """The family's letters; "" for a code of no known family."""
    return code[:3] if code[:3] in _FAMILIES else ""


def family(key: str) -> Family:
    return _FAMILIES.get(key, _OTHER)


def lead(report: Report) -> list[str]:
    """Sentences that say how the site stands."""
    read = f"caselint read {_many(report.pages, 'page')}" if report.pages else "caselint read the pages"
    if not report.findings:
        return [f"{read} and found nothing to mend.", *_left_out(report)]
    pages = len({finding.path for finding in report.findings})
    things = _many(len(report.findings), "thing")
    counts = report.counts
    parts = [
        f"{counts[severity]:,} {one if counts[severity] == 1 else several}"
        for severity, one, several in (
            (Severity.ERROR, "is broken for readers", "are broken for readers"),
            (Severity.WARNING, "should be mended", "should be mended"),
            (Severity.INFO, "is worth a look", "are worth a look"),
        )
        if counts[severity]
    ]
    on = f"on {_many(pages, 'page')}"
    return [f"{read} and found {things} to look at, {on}: {_and(parts)}.", *_left_out(report)]


def _left_out(report: Report) -> list[str]:
    found = []
    if report.suppressed:
        found.append(f"{_many(report.suppressed, 'more')} allowed by comments in the pages.")
    if report.baselined:
        found.append(f"{_many(report.baselined, 'more')} known from before and not shown.")
    return found


def _many(number: int, noun: str) -> str:
    if noun == "more":
        return f"{number:,} more {'is' if number == 1 else 'are'}"
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _and(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
