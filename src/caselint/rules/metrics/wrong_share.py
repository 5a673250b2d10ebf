"""MET010 wrong-share."""

import re
from collections.abc import Iterator
from itertools import pairwise

from caselint.facts.page_facts import Mention
from caselint.facts.statements import behind, between
from caselint.figures.arithmetic import Interval, admits, told
from caselint.findings import Finding, Related
from caselint.rules.rule import Example, PageRule, PageView

_JOINS = re.compile(r"[^\n|.;()0-9]{0,30}(?:\(|=|,? or )\s*+(?:~|≈|about |nearly |i\.e\.,? )?\Z", re.IGNORECASE)
_CLOSES = re.compile(r"\s*+(?:of\s[^()\n]{1,30}|total|overall)?\s*+(?:\)|[.,;]|\Z)")
_OTHER = re.compile(
    r"\b(?:up|down|more|less|growth|increase|reduction|confidence|error|from|faster|off|discount)\b", re.I
)


class WrongShare(PageRule):
    """A percentage is not that of the `N of M` beside it: `30 of 130 patterns (32%)`.

    ## Why it matters
    One of the three numbers is wrong, and readers quote the percentage.

    ## What to do
    Correct the percentage, or the count that changed.
    """

    code = "MET010"
    name = "wrong-share"
    bad = (
        Example("We kept 30 of 130 patterns (32%).\n", finds=("page.md:1:29",)),
        Example("- Passed: 45/50 tests (95%)\n", finds=("page.md:1:24",)),
        Example("Some 95% (45 of 50 tests) pass.\n", finds=("page.md:1:6",)),
    )
    good = (
        Example("We kept 30 of 130 patterns (23.1%), 2 of 3 services (67%), 45/50 tests (90%) and 1 of 3 (33%).\n"),
        Example("Rated 4.2/5 (up 12%), 3 of 4 teams (20% more than before).\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        if not any(mention.quantity.den for mention in view.facts.mentions):
            return
        for line in view.lines:
            for one, other in pairwise(line):
                share, percent = (one, other) if one.quantity.den else (other, one)
                if not share.quantity.den or percent.quantity.unit != "%" or share.quantity.num is None:
                    continue
                gap = between(one, other, view.text)
                if not _JOINS.match(gap) or _OTHER.search(gap) or not _CLOSES.match(behind(other, view.text)):
                    continue
                yield from self._judge(view, share, percent)

    def _judge(self, view: PageView, share: Mention, percent: Mention) -> Iterator[Finding]:
        num, den, stated = share.quantity.num, share.quantity.den, admits(percent.quantity)
        if num is None or not den or stated is None or num > den or percent.quantity.surface[:1] in "+-±–":
            return
        value = num / den * 100
        if Interval(value, value).meets(stated):
            return
        surface, of = (side.quantity.on_one_line for side in (percent, share))
        yield self.finding(
            view.path,
            percent.quantity.span,
            f'"{surface}" is not {of}, which is {told(value)}%',
            related=(Related(view.path, share.quantity.span, f"{told(value)}%"),),
            help=f"write {told(value)}%, or correct the count that changed",
        )
