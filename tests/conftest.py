"""Reports made by hand from marked pages, for the tests of everything that shows reports."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from caselint.content.source import Source
from caselint.engine.locate import Locator
from caselint.findings import Finding, Related, Report, Severity, Span

MakeReport = Callable[..., Report]


@pytest.fixture
def report_on() -> MakeReport:
    """`report_on({"a.md": "An ⟦odd⟧ page"}, message="…")`: one finding whose places are the marked ones, in order.

    The first mark is the finding's own place. `related` gives for each further mark its message and group.
    """
    return make_report


def make_report(
    pages: Mapping[str, str],
    *,
    message: str = "something is wrong",
    related: tuple[tuple[str, int | None], ...] = (),
    group: int | None = None,
    severity: Severity = Severity.WARNING,
    code: str = "FIG001",
    name: str = "conflicting-figures",
    advice: str = "",
    confidence: float = 1.0,
    count: int = 648,
) -> Report:
    """A report as the engine makes it: by the real `Locator`, from real texts."""
    texts, places = {}, []
    for path, marked in pages.items():
        texts[path] = Source(re.sub("[⟦⟧]", "", marked))
        for number, mark in enumerate(re.finditer("⟦([^⟧]*)⟧", marked)):
            start = mark.start() - 2 * number
            places.append((path, Span(start, start + len(mark[1]))))
    (path, span), *others = places
    finding = Finding(
        path=path,
        span=span,
        code=code,
        name=name,
        severity=severity,
        message=message,
        confidence=confidence,
        group=group,
        related=tuple(Related(path, span, said, of) for (path, span), (said, of) in zip(others, related, strict=True)),
        help=advice,
    )
    located = Locator(Path("/site"), Path("/site"), texts).locate([finding])
    return Report(findings=tuple(located), pages=count)
