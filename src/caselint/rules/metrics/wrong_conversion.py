"""MET005 wrong-conversion."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from caselint.facts.page_facts import Mention
from caselint.facts.statements import ahead, behind, between
from caselint.figures.arithmetic import admits, told, unit_as_written
from caselint.figures.conversions import Conversion, conversions
from caselint.findings import Finding, Related
from caselint.rules.rule import Example, PageRule, PageView

_EQUALS = re.compile(r"\s*+(?:=|≈|==|i\.e\.,?|or about)\s*+[~≈]?\s*+\Z")
_OPENS = re.compile(r"\s*\((?:i\.e\.,? |or |=|about |avg |~|≈)?\s*\Z")
_CLOSES = re.compile(r"\s*+(?:on )?(?:average|avg|mean|sustained|total)?\s*+\)", re.IGNORECASE)
_NOT_THE_SAME = frozenset({"peak", "max", "min", "p50", "p90", "p95", "p99", "p999", "median"})
# `180B × 150 bytes = 27TB`: the first figure is only the end of a calculation.
_CALCULATED = re.compile(r"(?:[×÷·*/+−]|\S\s-|\\times|\sx)\s*\Z")
_NEAR = (Fraction(1, 2), Fraction(2))


class WrongConversion(PageRule):
    """One quantity is stated in two units that do not agree: `1B requests/day = 1,157 requests/second`.

    Judged where an equals sign joins the two, or the second stands alone in brackets: rates of one thing per day and
    per second, times, data, bits and bytes. Decimal and binary data, months of 28 to 31 days, working days and weeks,
    and rounding are forgiven.

    ## Why it matters
    Readers plan with the one of the two that suits them, and one of them is wrong.

    ## What to do
    Correct the one that is wrong; the finding says what the first one comes to.
    """

    code = "MET005"
    name = "wrong-conversion"
    bad = (
        Example("- 5M orders/day ≈ 580 orders/s\n", finds=("page.md:1:17",)),
        Example("It takes 864M messages per day (100,000 per second).\n", finds=("page.md:1:33",)),
        Example("- 1B requests/day = 1,157 requests/second\n", finds=("page.md:1:21",)),
        Example("It takes 100M URLs/day (12,000 URLs/second average).\n", finds=("page.md:1:25",)),
        Example("- 100B ms = 1.16M CPU-hours/day\n", finds=("page.md:1:13",)),
        Example("- Link: 10 Gbps = 10 GB/s\n", finds=("page.md:1:19",)),
    )
    good = (
        Example("- 5M orders/day ≈ 58 orders/s\n- 864M messages/day (10,000 per second)\n"),
        Example("- 1 PB/day = 11.6 GB/s\n- 100M URLs/day (1,200 URLs/second average)\n- 10 Gbps = 1.25 GB/s\n"),
        Example(
            "- 24 hours (1 hour for admins)\n- 10M requests/day (400 requests/second at peak)\n- 5 days = 40 hours\n"
        ),
        Example("- 500 alerts = 0 alerts\n- Keep 7 days (1 TB), 1 week (30 minutes), 1 KB = 1,024 bytes\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        for line in view.lines:
            for one, other in pairwise(line):
                if one.quantity.unit == other.quantity.unit or _CALCULATED.search(ahead(one, view.text)):
                    continue
                gap = between(one, other, view.text)
                joined = _EQUALS.match(gap) is not None or (other.quantity.surface[0] in "≈" and not gap.strip())
                if joined or (_OPENS.match(gap) and _CLOSES.match(behind(other, view.text))):
                    yield from self._judge(view, one, other, joined=joined)

    def _judge(self, view: PageView, one: Mention, other: Mention, *, joined: bool) -> Iterator[Finding]:
        stated, first, second = admits(other.quantity), one.quantity, other.quantity
        if stated is None or {first.stat, second.stat} & _NOT_THE_SAME:
            return
        found = list(conversions(first, second))
        if not found or any(each.size.meets(stated) for each in found):
            return
        if not joined and not found[0].same_rate and not _is_near(found[0], other):
            return
        size = found[0].size
        surface, source = (side.quantity.on_one_line for side in (other, one))
        value = f"{told((size.low + size.high) / 2)} {unit_as_written(second)}"
        yield self.finding(
            view.path,
            second.span,
            f'"{surface}" is not {source}, which is {value}',
            related=(Related(view.path, first.span, f"is {value}"),),
            help=f"write {value}, or correct the other figure",
            confidence=0.9,
        )


def _is_near(found: Conversion, other: Mention) -> bool:
    """Whether the second figure is of the size of the first, so that nothing else can be meant in the brackets."""
    value = other.quantity.value
    if not value or not found.size.high:
        return False
    return _NEAR[0] <= found.size.high / value <= _NEAR[1]
