"""Findings in packed form, of which a run unpacks only those of which it asks more than where and what they are."""

import json
from dataclasses import fields, replace
from typing import Any, NamedTuple

from caselint.findings.finding import Finding
from caselint.findings.packed import pack_finding, places_in, unpack_finding


class FindingRow(NamedTuple):
    """A packed finding.

    Attributes:
        path, code, confidence, key: as in `Finding`.
        pages: the paths of all pages that it speaks of, sorted.
        text: all of the finding, as JSON on one line.
    """

    path: str
    code: str
    confidence: float
    key: str | None
    pages: list[str]
    text: bytes


def row_of(finding: Finding) -> FindingRow:
    """The finding without its `retell`, packed."""
    row: FindingRow | None = getattr(finding, "row", None)
    if row is not None:
        return row
    text = json.dumps(pack_finding(finding), separators=(",", ":")).encode("ascii")
    pages = sorted({path for path, _ in places_in(finding)})
    return FindingRow(finding.path, finding.code, finding.confidence, finding.key, pages, text)


def moved_to(row: FindingRow, path: str) -> FindingRow:
    """The finding when its page has the name `path`."""
    finding = unpack_finding(json.loads(row.text))

    def name(old: str) -> str:
        return path if old == row.path else old

    related = tuple(replace(place, path=name(place.path)) for place in finding.related)
    fix = finding.fix
    if fix is not None:
        fix = replace(fix, edits=tuple(replace(edit, path=name(edit.path)) for edit in fix.edits))
    return row_of(replace(finding, path=path, related=related, fix=fix))


_LATE = frozenset(field.name for field in fields(Finding)) - {*FindingRow._fields, "retell"}


class StoredFinding(Finding):
    """A finding that was packed. What its row does not say is unpacked when it is asked for, and then kept."""

    __slots__ = ("row",)

    row: FindingRow

    @classmethod
    def of(cls, row: FindingRow, retell: Any = None) -> "StoredFinding":
        """The finding of a row."""
        made = object.__new__(cls)
        put = object.__setattr__
        put(made, "path", row[0])
        put(made, "code", row[1])
        put(made, "confidence", row[2])
        put(made, "key", row[3])
        put(made, "retell", retell)
        put(made, "row", row)
        return made

    def __getattr__(self, name: str) -> Any:
        """Called for what is not unpacked yet, and for the row of what was made from one by `replace`."""
        if name not in _LATE:
            raise AttributeError(name)
        whole = unpack_finding(json.loads(self.row.text))
        for late in _LATE:
            object.__setattr__(self, late, getattr(whole, late))
        return getattr(whole, name)

    def __eq__(self, other: object) -> bool:
        return _told(self) == _told(other) if isinstance(other, Finding) else NotImplemented

    __hash__ = Finding.__hash__

    def __reduce__(self) -> tuple[Any, ...]:
        return StoredFinding.of, (self.row, self.retell)


_COMPARED = tuple(field.name for field in fields(Finding) if field.compare)


def _told(finding: Finding) -> tuple[object, ...]:
    return tuple(getattr(finding, name) for name in _COMPARED)
