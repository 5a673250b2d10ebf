"""One finding as an editor reads it: what is wrong, the line, the other places, what to do."""

from caselint.findings import Severity
from caselint.findings.report import LocatedFinding
from caselint.html.element import Attribute, Html, element
from caselint.html.families import SEVERITY_WORDS
from caselint.html.quotes import place_name, quoted_line, sentence

_RELATED = 8


def render_finding(finding: LocatedFinding, identity: str) -> Html:
    return element(
        "article",
        element("h4", sentence(finding.message)),
        element("p", badge(finding.severity), f"line {finding.location.line:,}", rule_link(finding), class_="meta"),
        quoted_line(finding),
        _related(finding),
        help_line(finding),
        **finding_attributes(finding, "finding", identity),
    )


def finding_attributes(finding: LocatedFinding, kind: str, identity: str) -> dict[str, Attribute]:
    """What the filter looks at."""
    return {"class_": kind, "id": identity, "data_rule": finding.name, "data_severity": finding.severity.value}


def badge(severity: Severity) -> Html:
    return element("span", SEVERITY_WORDS[severity], class_=f"badge {severity.value}")


def rule_link(finding: LocatedFinding) -> Html:
    return element("a", finding.name, href=f"#{rule_anchor(finding.name)}", class_="rule")


def rule_anchor(name: str) -> str:
    return "rule-" + "".join(character if character.isalnum() else "-" for character in name)


def help_line(finding: LocatedFinding) -> Html | None:
    if not finding.help:
        return None
    return element("p", element("strong", "What to do: "), sentence(finding.help), class_="help")


def _related(finding: LocatedFinding) -> Html | None:
    if not finding.related:
        return None
    items = [
        element("li", f"{sentence(place.message)}: " if place.message else None, place_name(place), quoted_line(place))
        for place in finding.related
    ]
    shown, rest = items[:_RELATED], items[_RELATED:]
    more = None
    if rest:
        more = element("details", element("summary", f"{len(rest)} more places"), element("ul", rest))
    return element("div", element("ul", shown), more, class_="related")
