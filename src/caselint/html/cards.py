"""Conflicts as cards: what each side says, with the lines that say it."""

from collections.abc import Sequence

from caselint.findings.report import LocatedFinding
from caselint.html.element import Html, element, joined
from caselint.html.finding import badge, finding_attributes, help_line, rule_link
from caselint.html.quotes import Place, marked_text, place_name, quoted_line, sentence, statements

_QUOTES = 3


def is_conflict(finding: LocatedFinding) -> bool:
    """The finding sets values against each other."""
    return finding.group is not None and len({place.group for place in statements(finding)}) > 1


def render_card(finding: LocatedFinding, identity: str) -> Html:
    context = [place for place in finding.related if place.group is None]
    return element(
        "article",
        element("h3", sentence(finding.message)),
        element("p", badge(finding.severity), _certainty(finding), rule_link(finding), class_="meta"),
        element("div", [_side(side) for side in _sides(finding)], class_="sides"),
        element("ul", [element("li", sentence(place.message), ": ", place_name(place)) for place in context])
        if context
        else None,
        help_line(finding),
        **finding_attributes(finding, "card finding", identity),
    )


def _certainty(finding: LocatedFinding) -> Html | None:
    if finding.confidence >= 0.95:
        return None
    return element("span", f"{finding.confidence:.0%} sure", class_="certainty")


def _sides(finding: LocatedFinding) -> list[list[Place]]:
    """The places that state a value, those that agree together, the finding's own side first."""
    sides: dict[int | None, list[Place]] = {}
    for place in statements(finding):
        sides.setdefault(place.group, []).append(place)
    return list(sides.values())


def _side(places: Sequence[Place]) -> Html:
    first = places[0]
    says = marked_text(first) if isinstance(first, LocatedFinding) else sentence(first.message) or marked_text(first)
    pages = len({place.path for place in places})
    on = f" on {pages} pages" if pages > 1 else f" {len(places)} times on one page" if len(places) > 1 else ""
    rest = places[_QUOTES:]
    more = None
    if rest:
        more = element("details", element("summary", f"{len(rest)} more"), [_statement(place) for place in rest])
    return element(
        "section",
        element("h4", says or "This page", element("span", on, class_="times") if on else None),
        [_statement(place) for place in places[:_QUOTES]],
        more,
        class_="side",
    )


def _statement(place: Place) -> Html:
    return element("figure", joined([quoted_line(place)]), element("figcaption", place_name(place)))
