"""MET008 wrong-unit-comment."""

import re
from collections.abc import Iterator
from fractions import Fraction

from caselint.content.page import Container
from caselint.facts.page_facts import Mention
from caselint.figures.quantity import Quantity
from caselint.figures.units import PERIODS, UNITS
from caselint.findings import Finding, Related, Span
from caselint.rules.rule import Example, PageRule, PageView

_LITERAL = re.compile(
    r"(?:[=:(,\s])\s{0,3}[\"']?(?P<number>[0-9][0-9_]{2,18})[\"']?\s*+[;,)\]}]{0,3}\s*+(?:#|//|--|/\*)\s*+\Z"
)
_CLOSES = re.compile(r"\s*(?:\*/\s*)?(?:\n|\Z|\(|[,;.](?:\s|\Z))")
_DATA = re.compile(r"[kmgtp]b\Z")
_NEAR = Fraction(1, 2), Fraction(2)
_ROUND = 3  # a literal with no more digits than these is a round number that nobody computed
_TIMES = ("ns", "us", "ms", "s", "min", "h", "day")


class WrongUnitComment(PageRule):
    """A number in code is not what its comment says it is: `quota = 16884901888  # 16GB`.

    Judged where the comment opens with one size or time and the number comes near to it in some unit: bytes, decimal or
    binary; seconds, milliseconds or another unit of time. A number that is exact in one of them is right.

    ## Why it matters
    Readers copy the line, and get another limit than the comment promises.

    ## What to do
    Write the number that the comment names, or correct the comment.
    """

    code = "MET008"
    name = "wrong-unit-comment"
    bad = (
        Example("```bash\netcd --quota-backend-bytes=16884901888  # 16GB\n```\n", finds=("page.md:2:28",)),
        Example("```yaml\nttl: 604900  # 7 days\n```\n", finds=("page.md:2:6",)),
    )
    good = (
        Example(
            "```yaml\nquota: 17179869184  # 16GB\nlimit: 16000000000 # 16 GB\n"
            "ttl: 604800  # 7 days\nwait: 300000 # 5 minutes\n```\n"
        ),
        Example(
            "```python\nport = 8080  # 2 seconds until it is up\n"
            "retries = 500  # 30 seconds apart\nsize = 900  # 1 KB\n```\n"
        ),
        Example("```text\ntimeout: 3700 # 1 hour\n```\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        for mention in view.facts.mentions:
            if mention.container is Container.CODE and mention.quantity.value and mention.quantity.bound == "exact":
                yield from self._comment(view, mention)

    def _comment(self, view: PageView, mention: Mention) -> Iterator[Finding]:
        quantity, text = mention.quantity, view.text
        line = text[max(text.rfind("\n", 0, quantity.span.start) + 1, quantity.span.start - 120) : quantity.span.start]
        found = _LITERAL.search(line)
        if found is None or not _CLOSES.match(text, quantity.span.end):
            return
        digits = found["number"].replace("_", "")
        number = Fraction(int(digits))
        meant = list(_meant(quantity))
        if not meant or len(digits.rstrip("0")) <= _ROUND or any(abs(number - one) <= 1 for one in meant):
            return
        near = [one for one in meant if _NEAR[0] < number / one < _NEAR[1]]
        if not near:
            return
        start = quantity.span.start - len(line) + found.start("number")
        surface = quantity.on_one_line
        right = " or ".join(f"{int(one)}" for one in near[:2])
        yield self.finding(
            view.path,
            Span(start, start + len(found["number"])),
            f"{found['number']} is not {surface}: that is {right}",
            related=(Related(view.path, quantity.span, f"the comment says {surface}"),),
            help=f"write {right}, or correct the comment",
        )


def _meant(quantity: Quantity) -> Iterator[Fraction]:
    """The numbers that a size or time is in each unit that code counts in."""
    value, unit = quantity.value, quantity.unit
    assert value is not None
    if _DATA.match(unit):
        power = "kmgtp".index(unit[0]) + 1
        yield value * 1024**power
        yield value * 1000**power
    elif unit in _TIMES and UNITS[unit].worth and value == int(value):
        worth = UNITS[unit].worth or PERIODS["s"]
        for name in _TIMES:
            other = UNITS[name].worth
            if other and other < worth:
                yield value * worth / other
