"""Findings as plain data that JSON can hold, and back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from caselint.findings.finding import Edit, Finding, Fix, Related, Safety, Severity
from caselint.findings.span import Span

Packed = list[Any]
# Where a place of a page went, by the page's path and the place; None where that cannot be told.
Moved = Callable[[str, Span], Span | None]


def pack_finding(finding: Finding) -> Packed:
    """A finding without its `retell`."""
    return [
        finding.path,
        *finding.span,
        finding.code,
        finding.name,
        finding.severity.value,
        finding.message,
        finding.confidence,
        finding.group,
        [[place.path, *place.span, place.message, place.group, place.defect] for place in finding.related],
        None if finding.fix is None else _pack_fix(finding.fix),
        finding.help,
        finding.key,
    ]


def _pack_fix(fix: Fix) -> Packed:
    return [fix.title, fix.safety.value, [[edit.path, *edit.span, edit.text] for edit in fix.edits]]


def unpack_finding(packed: Packed) -> Finding:
    """The finding that `pack_finding` packed."""
    path, start, end, code, name, severity, message, confidence, group, related, fix, help_line, key = packed
    return Finding(
        path=path,
        span=Span(start, end),
        code=code,
        name=name,
        severity=Severity(severity),
        message=message,
        confidence=confidence,
        group=group,
        related=tuple(Related(path, Span(start, end), *rest) for path, start, end, *rest in related),
        fix=None if fix is None else _unpack_fix(fix),
        help=help_line,
        key=key,
    )


def _unpack_fix(packed: Packed) -> Fix:
    title, safety, edits = packed
    return Fix(title, Safety(safety), tuple(Edit(path, Span(start, end), text) for path, start, end, text in edits))


def places_in(finding: Finding) -> list[tuple[str, Span]]:
    """Every place that a finding speaks of, those of its edits too."""
    found = [(finding.path, finding.span), *((place.path, place.span) for place in finding.related)]
    return found + [(edit.path, edit.span) for edit in (finding.fix.edits if finding.fix else ())]


def moved_finding(finding: Finding, moved: Moved) -> Finding | None:
    """The finding with each of its places where it has gone; None where that cannot be told of one."""
    to = {place: moved(*place) for place in places_in(finding)}
    if None in to.values():
        return None

    def at(path: str, span: Span) -> Span:
        place = to[path, span]
        assert place is not None
        return place

    related: Sequence[Related] = [replace(place, span=at(place.path, place.span)) for place in finding.related]
    fix = finding.fix
    if fix is not None:
        fix = replace(fix, edits=tuple(replace(edit, span=at(edit.path, edit.span)) for edit in fix.edits))
    return replace(finding, span=at(finding.path, finding.span), related=tuple(related), fix=fix)
