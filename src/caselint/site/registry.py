"""The registry of canonical figures: what somebody looked up and answers for."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from caselint.findings.span import Span

if TYPE_CHECKING:
    from caselint.facts.page_facts import Mention
    from caselint.figures.convert import Measure


@dataclass(frozen=True)
class Fact:
    """A figure that is right, as its owner wrote it.

    Attributes:
        mention: the figure as a page with these words would state it.
        size: its quantity in base units.
        tolerance: how far an exact figure may be off, as a share of it; None for what its digits allow.
        as_of: the day it was true; None where that is not said.
        max_age: for how many days it is good; None for ever.
        span: the whole entry in the file; `value_span` its value.
    """

    subject: str
    metric: str
    value: str
    mention: "Mention"
    size: "Measure"
    span: Span
    value_span: Span
    line: int
    scope: str | None = None
    as_of: date | None = None
    max_age: int | None = None
    tolerance: Fraction | None = None
    sources: tuple[str, ...] = ()
    owner: str = ""

    @property
    def key(self) -> str:
        """Names the fact from run to run."""
        return f"{self.subject}|{self.metric}|{self.scope or ''}"

    @property
    def expires(self) -> date | None:
        """The last day that it is good; None where it does not age."""
        if self.as_of is None or self.max_age is None:
            return None
        return date.fromordinal(min(self.as_of.toordinal() + self.max_age, date.max.toordinal()))

    @property
    def told(self) -> str:
        """Where the value comes from, in words."""
        parts = [f"as of {self.as_of.isoformat()}"] if self.as_of else []
        parts += [self.sources[0]] if self.sources else []
        return ", ".join(parts)


@dataclass(frozen=True)
class Registry:
    """The facts of a file; `path` is relative to the site's folder."""

    path: str
    facts: tuple[Fact, ...] = ()

    @property
    def subjects(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(fact.subject for fact in self.facts))


NO_REGISTRY = Registry("")
