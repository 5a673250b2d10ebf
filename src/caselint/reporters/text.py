"""`--output-format text`: each finding with its line, the figure or link underlined, and what to do."""

from collections import Counter
from collections.abc import Iterator, Sequence

from caselint.findings import Report
from caselint.findings.quote import quote
from caselint.findings.report import LocatedFinding, LocatedRelated
from caselint.findings.visible import shorten, visible, width, without_commands
from caselint.reporters.ranking import most_telling, some_of_each
from caselint.reporters.style import Style
from caselint.reporters.summary import counted, render_summary

_MESSAGE_LIMIT = 400
_LABEL_LIMIT = 60
_LABEL_COLUMN = 32
_PLACES = 6


def render_text(report: Report, style: Style) -> str:
    """The report for a terminal. At most `style.limit` findings are shown, the gravest of each page and rule first.

    What is said of several pages in the same words, such as a target that is dead wherever it is linked, is shown once.
    """
    folded = _folded(report.findings)
    shown = most_telling([same[0] for same in folded.values()], style.limit)
    blocks = ["\n".join(_finding(finding, folded[_words(finding)][1:], style)) for finding in shown]
    told = [same for finding in shown for same in folded[_words(finding)]]
    if len(told) < len(report.findings):
        blocks.append(_rest(report.findings, told))
    if style.summary:
        blocks.append(render_summary(report))
    return without_commands("\n\n".join(blocks)) + "\n" if blocks else ""


def _words(finding: LocatedFinding) -> object:
    """What makes findings of several pages one to the reader; a finding with other places stands for itself."""
    at = finding.location
    if finding.related:
        return finding.path, at, finding.code, finding.message
    return finding.code, finding.severity, finding.message, finding.line_text[at.column - 1 : at.end_column - 1]


def _folded(findings: Sequence[LocatedFinding]) -> dict[object, list[LocatedFinding]]:
    found: dict[object, list[LocatedFinding]] = {}
    for finding in findings:
        found.setdefault(_words(finding), []).append(finding)
    return found


def _rest(findings: Sequence[LocatedFinding], shown: Sequence[LocatedFinding]) -> str:
    hidden = Counter(finding.name for finding in findings)
    hidden.subtract(finding.name for finding in shown)
    counts = sorted(((count, name) for name, count in hidden.items() if count), key=lambda pair: (-pair[0], pair[1]))
    named = ", ".join(f"{name} {count:,}" for count, name in counts[:6])
    more = f", {len(counts) - 6} other rules" if len(counts) > 6 else ""
    return (
        f"not shown: {sum(count for count, _ in counts):,} more ({named}{more}); "
        "`--output-format concise` lists all, one a line"
    )


def _finding(finding: LocatedFinding, likewise: Sequence[LocatedFinding], style: Style) -> Iterator[str]:
    severity = style.severity(finding.severity.value, finding.severity)
    yield f"{style.bold(_place(finding))} {severity} {finding.name}"
    yield f"  {shorten(visible(finding.message), _MESSAGE_LIMIT)}"
    yield from _quoted(finding, style)
    yield from _related(finding.related, style)
    if likewise:
        places = ", ".join(map(_place, likewise[:_PLACES]))
        more = f" and {len(likewise) - _PLACES} more" if len(likewise) > _PLACES else ""
        yield f"  {style.bold('likewise')}   {places}{more}"
    if finding.help:
        yield f"  {style.good('help:')} {shorten(visible(finding.help), _MESSAGE_LIMIT)}"


def _place(place: LocatedFinding | LocatedRelated) -> str:
    return f"{visible(place.path)}:{place.location.line}:{place.location.column}"


def _quoted(finding: LocatedFinding, style: Style) -> Iterator[str]:
    number = str(finding.location.line)
    quoted = quote(finding.line_text, finding.location, max(style.width - len(number) - 3, 20))
    if quoted is None:
        return
    yield f"{style.dim(number + ' │')} {quoted.text}".rstrip()
    carets = "^" * max(width(quoted.marked), 1)
    margin = " " * len(number)
    yield f"{style.dim(margin + ' │')} {' ' * width(quoted.before)}{style.severity(carets, finding.severity)}"


def _related(places: Sequence[LocatedRelated], style: Style) -> Iterator[str]:
    """The other places, those that say the same on one line; of many some of each value, and how many more."""
    by_value: dict[tuple[int | None, str], list[LocatedRelated]] = {}
    for place in some_of_each(places, _PLACES):
        by_value.setdefault((place.group, place.message), []).append(place)
    labels = [shorten(visible(message), _LABEL_LIMIT) for _, message in by_value]
    column = max((width(label) for label in labels if width(label) <= _LABEL_COLUMN), default=0)
    for label, same in zip(labels, by_value.values(), strict=True):
        padding = " " * max(column - width(label), 0)
        yield f"  {style.bold(label)}{padding}   {', '.join(map(_place, same))}"
    if len(places) > _PLACES:
        yield f"  and {counted(len(places) - _PLACES, 'more place')}"
