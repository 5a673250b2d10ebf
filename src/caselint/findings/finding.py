"""What a rule reports: a finding with its place, the other places it speaks of, and a fix."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from caselint.findings.span import Span


class Severity(StrEnum):
    """How much a finding matters to a reader or to the build."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error: the order of `--fail-on`."""
        return ("info", "warning", "error").index(self.value)


class Safety(StrEnum):
    """What applying a fix may change for a reader."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class Edit:
    """The text of `span` on the page at `path` becomes `text`."""

    path: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A titled set of edits that mends a finding."""

    title: str
    safety: Safety
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding speaks of.

    `group` is set only where the place states a value of the matter in question: places with the same
    number agree, different numbers contradict each other. `defect` marks a place that is wrong in the same way as the
    primary one (the next dead entry of one list); without either a place is context.
    """

    path: str
    span: Span
    message: str
    group: int | None = None
    defect: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect at its place.

    Attributes:
        path: the page, relative to its site's folder, with `/`.
        span: what is wrong, in code points of the page's text.
        confidence: 0..1; 1 where nothing was inferred.
        group: the primary place's value group (see `Related.group`).
        help: what to do, in one line; empty where the message says it all.
        key: what identifies the finding of a cluster apart from its place (subject, metric, scope);
            None where the quoted text does.
        retell: words the message anew when suppression has taken places out, so that it speaks of what is left; None
            where the message names no other place.
    """

    path: str
    span: Span
    code: str
    name: str
    severity: Severity
    message: str
    confidence: float = 1.0
    group: int | None = None
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    help: str = ""
    key: str | None = None
    retell: Callable[["Finding"], str] | None = field(default=None, compare=False, repr=False)
