"""The findings of a report, page by page: those of unchanged pages as the last run wrote them, read when asked for."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import overload

from caselint.findings.finding import Severity
from caselint.findings.report import CountedFindings, LocatedFinding
from caselint.findings.rows import finding_row, json_line, quoted_lines, read_rows


class PageFindings:
    """The findings of one page, sorted as in a report: as they are, as rows of JSON, or each made of the other."""

    __slots__ = ("_findings", "_lines", "_quoted", "counts", "fixable")

    def __init__(self, findings: tuple[LocatedFinding, ...]) -> None:
        severities = [finding.severity for finding in findings]
        self._findings: tuple[LocatedFinding, ...] | None = findings
        self._lines: str | None = None
        self._quoted = ""
        self.counts: Sequence[int] = list(map(severities.count, Severity))
        self.fixable = sum(finding.fix is not None and finding.fix.safety != "manual" for finding in findings)

    @classmethod
    def of_rows(cls, lines: str, quoted: str, counts: Sequence[int], fixable: int) -> "PageFindings":
        """Of what the attributes of the same names were."""
        made = cls(())
        made._findings, made._lines, made._quoted = None, lines, quoted
        made.counts, made.fixable = counts, fixable
        return made

    def joined(self, other: "PageFindings") -> "PageFindings":
        """These and others of the same page."""
        return PageFindings(tuple(sorted((*self.findings, *other.findings), key=lambda finding: finding.sort_key)))

    @property
    def lines(self) -> str:
        """The rows, joined by newlines."""
        if self._lines is None:
            self._lines = "\n".join(json_line(finding_row(finding)) for finding in self.findings)
        return self._lines

    @property
    def quoted(self) -> str:
        """What the findings quote and the rows do not hold, as JSON."""
        if self._findings is None:
            return self._quoted
        return json.dumps([quoted_lines(finding) for finding in self._findings], separators=(",", ":"))

    @property
    def findings(self) -> tuple[LocatedFinding, ...]:
        """The findings.

        Raises:
            KeyError, TypeError, ValueError: the object was made of what are no rows.
        """
        if self._findings is None:
            self._findings = tuple(read_rows(self.lines.split("\n"), json.loads(self._quoted)))
        return self._findings


class ReportedFindings(CountedFindings):
    """The findings of pages, one page after the other."""

    def __init__(self, pages: Sequence[PageFindings]) -> None:
        self._pages = pages
        self._read: tuple[LocatedFinding, ...] | None = None

    @property
    def counts(self) -> Mapping[Severity, int]:
        return {severity: sum(page.counts[row] for page in self._pages) for row, severity in enumerate(Severity)}

    @property
    def fixable(self) -> int:
        return sum(page.fixable for page in self._pages)

    def lines(self) -> Iterator[str]:
        for page in self._pages:
            yield from page.lines.split("\n")

    def _all(self) -> tuple[LocatedFinding, ...]:
        if self._read is None:
            self._read = tuple(finding for page in self._pages for finding in page.findings)
        return self._read

    def __len__(self) -> int:
        return sum(sum(page.counts) for page in self._pages)

    def __iter__(self) -> Iterator[LocatedFinding]:
        return iter(self._all())

    @overload
    def __getitem__(self, row: int) -> LocatedFinding: ...
    @overload
    def __getitem__(self, row: slice) -> tuple[LocatedFinding, ...]: ...
    def __getitem__(self, row: int | slice) -> LocatedFinding | tuple[LocatedFinding, ...]:
        return self._all()[row]

    def __eq__(self, other: object) -> bool:
        return self._all() == tuple(other) if isinstance(other, tuple | ReportedFindings) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._all())
