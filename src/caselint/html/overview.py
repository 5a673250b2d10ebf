"""The head of the report: how the site stands, and how much there is of each family."""

from collections import Counter

from caselint.findings import Report
from caselint.html.element import Html, element
from caselint.html.families import ORDER, family, family_key, lead
from caselint.html.finding import rule_anchor
from caselint.html.prose import render_inline, render_prose
from caselint.rules.registry import find_rule


def render_head(report: Report, title: str) -> Html:
    heading = f"{title}: {'what to mend' if report.findings else 'nothing to mend'}"
    broken = None
    if report.broken:
        broken = "caselint could not do all of its work, so something may be missing here. Tell whoever looks after it."
    return element(
        "header",
        element("h1", heading),
        [element("p", sentence, class_="lead") for sentence in lead(report)],
        element("p", broken, class_="alarm", role="alert") if broken else None,
    )


def render_overview(report: Report) -> Html | None:
    """A box for each family with its rules, how often each found something and what that means."""
    if not report.findings:
        return None
    counts = Counter((family_key(finding.code), finding.name, finding.code) for finding in report.findings)
    boxes = [_family(key, counts) for key in ORDER if any(key == other for other, *_ in counts)]
    return element(
        "section", element("h2", "What it is about"), element("div", boxes, class_="families"), id="overview"
    )


def _family(key: str, counts: Counter[tuple[str, str, str]]) -> Html:
    rules = sorted(
        ((n, name, code) for (k, name, code), n in counts.items() if k == key), key=lambda row: (-row[0], row[1])
    )
    total = sum(number for number, *_ in rules)
    return element(
        "section",
        element("h3", family(key).title, " ", element("span", f"{total:,}", class_="count")),
        element("p", family(key).about),
        element("ul", [_rule(number, name, code) for number, name, code in rules]),
        class_="family",
    )


def _rule(number: int, name: str, code: str) -> Html:
    summary = _summary(code)
    return element(
        "li",
        element("a", name, href=f"#{rule_anchor(name)}"),
        f" {number:,}",
        element("span", render_inline(summary), class_="summary") if summary else None,
    )


def _summary(code: str) -> str:
    rule = find_rule(code)
    return rule.summary() if rule is not None else ""


def render_rules(report: Report) -> Html | None:
    """What each rule that found something means, why it matters and what to do."""
    if not report.findings:
        return None
    names = sorted({(finding.code, finding.name) for finding in report.findings})
    return element(
        "section", element("h2", "What the rules mean"), [_documentation(*pair) for pair in names], id="rules"
    )


def _documentation(code: str, name: str) -> Html:
    rule = find_rule(code)
    body = render_prose(rule.documentation(), "h4") if rule is not None else element("p", "A rule of this site's own.")
    return element(
        "section", element("h3", name, " ", element("small", code)), body, id=rule_anchor(name), class_="doc"
    )
