"""Findings page by page; a conflict is shown once as a card, and pointed at from every page it concerns."""

from collections.abc import Iterable

from caselint.findings.report import LocatedFinding
from caselint.html.cards import is_conflict, render_card
from caselint.html.element import Html, element
from caselint.html.finding import badge, finding_attributes, render_finding
from caselint.html.quotes import sentence, statements


def render_conflicts(findings: Iterable[tuple[str, LocatedFinding]]) -> Html | None:
    """Cards of the findings that set values against each other, the surest first; findings come with their ids."""
    conflicts = [(identity, finding) for identity, finding in findings if is_conflict(finding)]
    if not conflicts:
        return None
    conflicts.sort(key=lambda pair: (-pair[1].severity.rank, -pair[1].confidence))
    cards = [render_card(finding, identity) for identity, finding in conflicts]
    title = "Statements that contradict each other"
    return element(
        "section", element("h2", title), element("div", cards, class_="cards"), id="conflicts", class_="group"
    )


def render_pages(findings: Iterable[tuple[str, LocatedFinding]]) -> Html | None:
    """A part that can be folded for each page, with its findings in the order of its lines."""
    by_page: dict[str, list[tuple[int, int, Html]]] = {}
    for identity, finding in findings:
        rows = _pointers(finding, identity) if is_conflict(finding) else [_row(finding, identity)]
        for path, line, column, part in rows:
            by_page.setdefault(path, []).append((line, column, part))
    if not by_page:
        return None
    pages = [_page(path, by_page[path]) for path in sorted(by_page)]
    return element("section", element("h2", "Page by page"), pages, id="pages")


def _row(finding: LocatedFinding, identity: str) -> tuple[str, int, int, Html]:
    return finding.path, finding.location.line, finding.location.column, render_finding(finding, identity)


def _pointers(finding: LocatedFinding, identity: str) -> list[tuple[str, int, int, Html]]:
    """A line for each page on which the conflict has a place, at the first of them."""
    first: dict[str, tuple[int, int]] = {}
    for place in statements(finding):
        at = (place.location.line, place.location.column)
        first[place.path] = min(first.get(place.path, at), at)
    return [(path, line, column, _pointer(finding, identity, line)) for path, (line, column) in first.items()]


def _pointer(finding: LocatedFinding, identity: str, line: int) -> Html:
    attributes = finding_attributes(finding, "finding pointer", "")
    attributes["id"] = None
    return element(
        "article",
        element("h4", element("a", sentence(finding.message), href=f"#{identity}")),
        element("p", badge(finding.severity), f"line {line:,}, shown above with the other statements", class_="meta"),
        **attributes,
    )


def _page(path: str, rows: list[tuple[int, int, Html]]) -> Html:
    ordered = [part for *_, part in sorted(rows, key=lambda row: row[:2])]
    number = element("span", f"{len(ordered):,}", class_="count")
    return element(
        "details",
        element("summary", element("h3", path, class_="path"), " ", number),
        ordered,
        class_="page group",
        open=True,
    )
