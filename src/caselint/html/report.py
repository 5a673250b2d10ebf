"""The editors' report: one self-contained HTML file that asks no server for anything and needs no script to be read."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from caselint.findings import Report, Severity
from caselint.html.element import Html, element, joined
from caselint.html.families import SEVERITY_WORDS
from caselint.html.overview import render_head, render_overview, render_rules
from caselint.html.pages import render_conflicts, render_pages


def render_report(report: Report, *, title: str = "This site") -> str:
    """The whole file; `title` names what was checked."""
    findings = [(f"finding-{number}", finding) for number, finding in enumerate(report.findings, 1)]
    body = element(
        "body",
        element("a", "Skip to the findings", href="#findings", class_="skip"),
        render_head(report, title),
        element(
            "main",
            render_overview(report),
            _filter(report),
            element("div", render_conflicts(findings), render_pages(findings), id="findings", tabindex="-1"),
            render_rules(report),
        ),
        element("script", Html(_asset("report.js"))),
    )
    return f"<!DOCTYPE html>\n{element('html', _head(title), body, lang='en')}\n"


def _head(title: str) -> Html:
    style, script = _asset("report.css"), _asset("report.js")
    policy = (
        f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", f"{title}: caselint report"),
        element("style", Html(style)),
    )


def _filter(report: Report) -> Html | None:
    """Controls that the script shows and works; without it everything is in view anyway."""
    if not report.findings:
        return None
    rules = sorted({finding.name for finding in report.findings})
    options = [element("option", "all rules", value=""), *(element("option", name, value=name) for name in rules)]
    severities = [
        element(
            "label", element("input", type="checkbox", name="severity", value=severity.value, checked=True), f" {word}"
        )
        for severity, word in SEVERITY_WORDS.items()
        if report.counts[Severity(severity)]
    ]
    return element(
        "form",
        element("label", "Search ", element("input", type="search", name="text", autocomplete="off")),
        element("label", "Rule ", element("select", options, name="rule")),
        element("fieldset", element("legend", "Show"), severities),
        element("p", id="shown", role="status"),
        id="filter",
        hidden=True,
    )


@cache
def _asset(name: str) -> str:
    """A file beside this module, as the page holds it."""
    return joined([Html(files(__package__).joinpath(name).read_text(encoding="utf-8"))])


def _digest(text: str) -> str:
    """What the content policy knows an inline style or script by."""
    return b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")
