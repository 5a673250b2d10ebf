"""A page's line as it stands, with the place of the finding marked."""

from caselint.findings.quote import quote
from caselint.findings.report import LocatedFinding, LocatedRelated
from caselint.findings.visible import shorten
from caselint.html.element import Html, element

_WIDTH = 320
_SENTENCE = 400

Place = LocatedFinding | LocatedRelated


def sentence(text: str) -> str:
    """A message or advice, without the rest of a name or link that has no end."""
    return shorten(text, _SENTENCE)


def marked_text(place: Place) -> str:
    """What the page says at `place`; "" where that is not known or something is missing there."""
    quoted = quote(place.line_text, place.location, _WIDTH)
    return quoted.marked if quoted else ""


def quoted_line(place: Place) -> Html | None:
    """The line with its mark; None where there is nothing to quote."""
    quoted = quote(place.line_text, place.location, _WIDTH)
    if quoted is None:
        return None
    before, after = quoted.before.lstrip(), quoted.after.rstrip()
    mark = element("mark", quoted.marked) if quoted.marked else element("mark", "‸", class_="missing", title="here")
    return element("blockquote", element("code", before, mark, after), dir="auto")


def statements(finding: LocatedFinding) -> list[Place]:
    """The places of a finding that state a value of the matter in question."""
    places: list[Place] = [finding, *finding.related]
    return [place for place in places if place.group is not None]


def place_name(place: Place) -> Html:
    """The page and line of a place."""
    return element(
        "span", element("span", place.path, class_="path"), f", line {place.location.line:,}", class_="place"
    )
