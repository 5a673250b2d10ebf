"""MET013 backwards-range."""

import re
from collections.abc import Iterator

from caselint.content.page import Container
from caselint.figures.numbers import read_digits
from caselint.findings import Edit, Finding, Fix, Safety, Span
from caselint.rules.rule import Example, PageRule, PageView

_ENDS = re.compile(
    r"(?<![0-9,.])(?P<one>[0-9][0-9,.]*+)(?P<scale>[KMBTk]?)(?P<joint>(?P<unit>\s?(?:%|[A-Za-zµ]{1,12})|)(?:[-–]|\sand\s)[$€£₹]?)"
    r"(?P<other>[0-9][0-9,.]*+)(?P=scale)(?P=unit)(?![0-9,.KMBTk])"
)
_FALLS = re.compile(
    r"\b(?:fell|falls?|dropped|drops?|reduced|cut|went|declined|shrank|lowered|improved|from)\s*\Z", re.IGNORECASE
)
_IN_CODE = (Container.CODE, Container.DIAGRAM)


class BackwardsRange(PageRule):
    """A range names its larger end first: `20-10 ms`.

    Judged where a unit of its own (time, data, percent) stands behind the range, so that nothing else can be meant, and
    not in blocks of code.

    ## Why it matters
    Readers stumble over it, and it may be a slip in one of the two numbers rather than in their order.

    ## What to do
    Write the smaller end first, or correct the number that is wrong.
    """

    code = "MET013"
    name = "backwards-range"
    bad = (
        Example("Reads take 20-10 ms.\n", finds=("page.md:1:12",), fixed={"page.md": "Reads take 10-20 ms.\n"}),
        Example("Backoff is 60s-10s.\n", finds=("page.md:1:12",), fixed={"page.md": "Backoff is 10s-60s.\n"}),
        Example(
            "It costs between $500 and $200 a month.\n",
            finds=("page.md:1:10",),
            fixed={"page.md": "It costs between $200 and $500 a month.\n"},
        ),
        Example("- Cache hits: 95–80%\n", finds=("page.md:1:15",), fixed={"page.md": "- Cache hits: 80–95%\n"}),
    )
    good = (
        Example("Latency fell 200-100 ms. Within 95% to 80%; between 2 and 8 ms, 1 day-8 hours, 200ms-2s.\n"),
        Example("Reads take 10-20 ms, hits are 80-95%, and it runs 24-7 hours.\n"),
        Example("It takes 100-10K ms. From 20 ms to 10 ms; 1 ns = 10-9 seconds; 50 - 20 ms = 30 ms; a 9-5 job.\n"),
        Example('```text\nwarning: "20-10 ms" names its larger end first\n```\n'),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        for mention in view.facts.mentions:
            quantity = mention.quantity
            if quantity.bound != "range" or quantity.dimension == "count" or mention.container in _IN_CODE:
                continue
            ends = _ENDS.search(quantity.surface)
            if ends is None or _FALLS.search(mention.before):
                continue
            one, other = read_digits(ends["one"]), read_digits(ends["other"])
            if one is None or other is None or one.value <= other.value:
                continue
            start, end = quantity.span.start + ends.start("one"), quantity.span.start + ends.end("other")
            turned = f"{ends['other']}{ends['scale']}{ends['joint']}{ends['one']}"
            yield self.finding(
                view.path,
                quantity.span,
                f'"{quantity.on_one_line}" names its larger end first',
                help=f"write {turned}, or correct the number that is wrong",
                fix=Fix("Swap the two ends", Safety.UNSAFE, (Edit(view.path, Span(start, end), turned),)),
            )
