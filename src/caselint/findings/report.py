"""The result of a run as reporters see it: located findings and the counts of the summary."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from caselint.findings.finding import Severity


class Location(NamedTuple):
    """A place as people and machines outside read it: 1-based, columns in code points, end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class LocatedEdit:
    path: str
    location: Location
    text: str


@dataclass(frozen=True, slots=True)
class LocatedFix:
    title: str
    safety: str
    edits: tuple[LocatedEdit, ...]


@dataclass(frozen=True, slots=True)
class LocatedRelated:
    path: str
    location: Location
    message: str
    group: int | None
    line_text: str = ""


@dataclass(frozen=True, slots=True)
class LocatedFinding:
    """A finding with its paths relative to the working directory and its places as line and column.

    `line_text` is the source line of the primary place without its newline, for quoting.
    """

    path: str
    location: Location
    code: str
    name: str
    severity: Severity
    confidence: float
    message: str
    group: int | None
    fix: LocatedFix | None
    related: tuple[LocatedRelated, ...]
    fingerprint: str
    url: str
    help: str = ""
    line_text: str = ""

    @property
    def sort_key(self) -> tuple[str, int, int, str, int, int, str]:
        at = self.location
        return (self.path, at.line, at.column, self.code, at.end_line, at.end_column, self.message)


class CountedFindings(Sequence[LocatedFinding]):
    """Findings that are read when they are asked for, and counted before."""

    @property
    @abstractmethod
    def counts(self) -> Mapping[Severity, int]:
        """How many there are of each severity."""

    @property
    @abstractmethod
    def fixable(self) -> int:
        """How many have a fix that `caselint fix` may apply by itself or when told to."""

    @abstractmethod
    def lines(self) -> Iterator[str]:
        """The row of JSON of each finding, as `findings.rows` writes it."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a run found.

    `notices` are sentences for stderr (an exclude glob that matches nothing); `broken` is set when the tool
    could not do its whole job (a rule crashed), which makes the exit code 2 although findings are printed.
    """

    findings: Sequence[LocatedFinding]
    pages: int
    suppressed: int = 0
    baselined: int = 0
    notices: tuple[str, ...] = ()
    broken: bool = False
    counts: dict[Severity, int] = field(init=False)

    def __post_init__(self) -> None:
        if isinstance(self.findings, CountedFindings):
            counts = dict(self.findings.counts)
        else:
            counts = dict.fromkeys(Severity, 0)
            for finding in self.findings:
                counts[finding.severity] += 1
        object.__setattr__(self, "counts", counts)

    @property
    def fixable(self) -> int:
        """Findings whose fix `caselint fix` may apply by itself or when told to."""
        if isinstance(self.findings, CountedFindings):
            return self.findings.fixable
        return sum(1 for finding in self.findings if finding.fix and finding.fix.safety != "manual")
