"""MET001 impossible-percentage."""

import re
from collections.abc import Iterator
from fractions import Fraction

from caselint.content.page import Container
from caselint.facts.page_facts import Mention
from caselint.findings import Finding, Severity
from caselint.rules.rule import Example, PageRule, PageView

_WHOLE = (
    r"availability|uptime|durability|hit[- ]rates?|hit[- ]ratios?|miss[- ]rates?|success[- ]rates?|error[- ]rates?"
    r"|failure[- ]rates?|packet loss|accuracy|market share|share of|completion rates?|bounce rates?|code coverage"
    r"|test coverage|disk usage|delivery rates?"
)
_COUNTED = (
    r"users|customers|subscribers|members|employees|engineers|developers|people|respondents|companies|teams|households"
    r"|viewers|requests|queries|calls|messages|transactions|orders|deployments|incidents|outages|failures|errors|pages"
    r"|services|sessions|payments|votes|cases|projects|time"
)
_KIND = r"cache|cdn|overall|global|average|system|service|first-time|end-to-end|annual|monthly|model"
_ALL = r"all|our|its|their|the|these|those|production|active|daily|total"
_AFTER = re.compile(
    rf"\s{{0,2}}(?:(?:{_KIND})\s){{0,2}}(?:{_WHOLE})\b|\s{{0,2}}of\s(?:(?:{_ALL})\s){{0,2}}(?:{_COUNTED})\b",
    re.IGNORECASE,
)
_VERB = r"of|is|was|at|to|reached|hit|around|about|over|nearly"
_BEFORE = re.compile(
    rf"\b(?P<whole>{_WHOLE})(?:\s(?:{_VERB})){{0,3}}\s{{0,2}}[:=~]?\s{{0,2}}\Z",
    re.IGNORECASE,
)
_IS = re.compile(rf"\b(?P<whole>{_WHOLE})\s(?:of|is|was|at)\s{{0,2}}\Z", re.IGNORECASE)
_LABEL = re.compile(rf"\A(?:[\w-]+\s){{0,2}}(?:{_WHOLE})\Z|\A(?:{_WHOLE})\s\(?%\)?\Z", re.IGNORECASE)
_TEXT = 80
# A whole is exceeded with good reason where something grows, is compared, or has a nominal size.
_MAY_EXCEED = re.compile(
    r"\b(?:grow(?:s|th|n|ing)?|grew|increas\w*|chang\w*|rise|rises|rose|more|faster|higher|better|improve\w*|gain\w*|up"
    r"|roi|returns?|overhead|cpu|cores?|(?:over|under)?-?provision\w*|headroom|buffer|load|demand|relative|normal|baseline"
    r"|capacity|target|goal|quota|budget|expected|original|previous|compared|versus|vs|inflation|markup|surge|spike\w*"
    r"|jump\w*|boost\w*|additional|extra|peak|limit|nominal|cannot|can['’]t|impossible|never|nobody|no|not|reduc\w*"
    r"|lower|less|drop\w*|decreas\w*|fell|declin\w*|loss of|points?|uplift|delta|diff\w*|yoy|year)\b|[→⇒]|->",
    re.IGNORECASE,
)


class ImpossiblePercentage(PageRule):
    """A share of a whole is above 100 % or below nothing: 120 % availability, a hit rate of 104 %.

    Growth, change, returns, speed, CPU use and whatever has a nominal size may exceed 100 % and is left alone.

    ## Why it matters
    The figure cannot be right, and a reader who notices doubts the rest of the page.

    ## What to do
    Look the value up. Often a digit or the decimal point slipped (`99.9%` became `999%`), or the figure is a change and
    should say so ("up 120 %").
    """

    code = "MET001"
    name = "impossible-percentage"
    severity = Severity.ERROR
    bad = (
        Example("# Ferry\n\nThe booking service has 100.9% availability.\n", finds=("page.md:3:25",)),
        Example("| Metric | Value |\n|---|---|\n| Cache hit rate | 104% |\n", finds=("page.md:3:20",)),
        Example("Search is used by 130% of all users.\n", finds=("page.md:1:19",)),
    )
    good = (
        Example("Availability rose to 99.99%, a hit rate of 100% is the goal, and traffic grew by 300%.\n"),
        Example("| Metric | Change |\n|---|---|\n| Success rate | +120% |\n"),
        Example("The pod uses 250% CPU, 180% of the baseline; ROI is 400%.\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        for mention in view.facts.mentions:
            quantity = mention.quantity
            if quantity.unit != "%" or mention.container is Container.CODE:
                continue
            value = quantity.value if quantity.value is not None else quantity.high
            if value is None or 0 <= value <= 100 or quantity.surface[:1] in "+±":
                continue
            whole = _whole(mention) if value > 100 else _said_to_be(mention)
            if whole and not _may_exceed(mention):
                yield self._finding(view, mention, value, whole)

    def _finding(self, view: PageView, mention: Mention, value: Fraction, whole: str) -> Finding:
        surface = mention.quantity.on_one_line
        limit = "more than 100%" if value > 100 else "less than 0%"
        return self.finding(
            view.path,
            mention.quantity.span,
            f'"{surface}" cannot be: {whole} is never {limit}',
            help="look the value up, or say that it is a change",
        )


def _whole(mention: Mention) -> str:
    """The words that make the figure a share of a whole; "" where none do."""
    behind = _named_behind(mention)
    if behind:
        return behind
    for label in (mention.label[:_TEXT], mention.header[:_TEXT]):
        if _LABEL.match(label):
            return label.lower()
    before = _BEFORE.search(mention.before[-_TEXT:])
    return before["whole"].lower() if before else ""


def _said_to_be(mention: Mention) -> str:
    """The same where a verb makes it the value itself: `Error rate: -42%` and `-25% packet loss` are changes."""
    before = _IS.search(mention.before[-_TEXT:])
    return before["whole"].lower() if before else ""


def _named_behind(mention: Mention) -> str:
    after = _AFTER.match(mention.after)
    if after is None:
        return ""
    words = " ".join(after.group().split()).lower()
    return f"a share {words}" if words.startswith("of ") else words


def _may_exceed(mention: Mention) -> bool:
    return any(
        _MAY_EXCEED.search(text)
        for text in (mention.before[-_TEXT:], mention.after[:50], mention.label[:_TEXT], mention.header[:_TEXT])
    )
