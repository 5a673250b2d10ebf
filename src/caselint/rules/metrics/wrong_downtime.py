"""MET004 wrong-downtime."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from caselint.facts.page_facts import Mention
from caselint.facts.statements import TableFigures, behind, between
from caselint.figures.arithmetic import admits, any_follows, told
from caselint.figures.downtime import availability, downtimes, period_of
from caselint.findings import Finding, Related
from caselint.rules.rule import Example, PageRule, PageView

_DOWN = re.compile(r"\b(?:down(?:time)?|outages?|unavailab\w+|error budget|budget)\b", re.IGNORECASE)
_PERIOD = re.compile(
    r"(?:/|\bper\s|\ba\s|\beach\s|\bevery\s)\s?(?P<period>year|yr|y|annum|quarter|month|mo|week|day)\b"
    r"|\b(?P<adverb>annual(?:ly)?|yearly|quarterly|monthly|weekly|daily)\b",
    re.IGNORECASE,
)
_PERIODS = {"y": "year", "yr": "year", "annum": "year", "mo": "month", "daily": "day"}
_GAP = re.compile(
    r"(?:\s(?:availability|uptime|sla|slo|available|up|or|is|means|allows|gives|of|only))*\s*(?:[(=:,≈~→–—-]{1,2}|is|means)"
    r"\s*(?:(?:i\.e\.|or|only|about|just|max(?:imum)?|up to|allows|means|<|~|≈)\s*){0,2}\Z",
    re.IGNORECASE,
)
# `| 99.999% SLA | 5.26 minutes of downtime a year |`
_NEXT_CELL = re.compile(r"(?:\s(?:availability|uptime|sla|slo|available|up))*\s*\|\s*\Z", re.IGNORECASE)


class WrongDowntime(PageRule):
    """An availability and the downtime stated beside it do not belong together.

    99.999 % leaves 5.26 minutes a year, 99.9999 % half a minute. Nines count as well, and the columns of a table. A
    year has 365 or 365.25 days and a month 28 to 31; numbers may be rounded or cut off.

    ## Why it matters
    Readers take one of the two as the promise, and it is off by a nine.

    ## What to do
    Correct the percentage or the downtime; the finding names what the percentage leaves.
    """

    code = "MET004"
    name = "wrong-downtime"
    bad = (
        Example("- Availability: 99.9999% (5.26 minutes/year downtime)\n", finds=("page.md:1:27",)),
        Example(
            "| Metric | Value | Note |\n|---|---|---|\n| Uptime | 99.99% SLA | 5 minutes downtime/year |\n",
            finds=("page.md:3:25",),
        ),
        Example("We promise four nines (5 minutes of downtime a year).\n", finds=("page.md:1:24",)),
        Example(
            "| Level | Availability | Downtime (Year) |\n|---|---|---|\n| Gold | 99.99% | 52.6 min |\n"
            "| Silver | 99.9% | 3.65 days |\n",
            finds=("page.md:4:20",),
        ),
    )
    good = (
        Example("- 99.97% uptime (13 minutes downtime/month)\n- 99.9% (8h/yr)\n- 99.99% SLO = 13 min/quarter\n"),
        Example("Five nines (5.26 minutes of downtime a year), and 99.95% (21.9 minutes a month).\n"),
        Example("99.9% of all requests are answered (30 seconds at most), 99.99% uptime over 12 months.\n"),
        Example("| Level | Availability | Downtime/Month |\n|---|---|---|\n| Gold | 99.99% | 4.38 min |\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        if not any(_may_be_share(mention) for mention in view.facts.mentions):
            return
        for line in view.lines:
            for share, time in pairwise(line):
                if not _may_be_share(share) or availability(share.quantity) is None:
                    continue
                gap, words = between(share, time, view.text), behind(time, view.text, 30)
                if not _GAP.match(gap) and not (_NEXT_CELL.match(gap) and _DOWN.search(words.partition("|")[0])):
                    continue
                if _DOWN.search(words) or "/" in time.quantity.unit or _PERIOD.match(words.lstrip()):
                    yield from self._judge(view, share, time, _period(words))
        for table in view.tables:
            yield from self._table(view, table)

    def _table(self, view: PageView, table: TableFigures) -> Iterator[Finding]:
        headers = [table.header(column, view.text) for column in range(len(table.table.rows[0]))]
        columns = [column for column, header in enumerate(headers) if _DOWN.search(header)]
        for row in table.rows if columns else ():
            shares = [cell.mentions[0] for cell in row if len(cell.mentions) == 1 and _is_share(cell.mentions)]
            if len(shares) != 1:
                continue
            for cell in row:
                if cell.column in columns and len(cell.mentions) == 1:
                    yield from self._judge(view, shares[0], cell.mentions[0], _period(headers[cell.column]))

    def _judge(self, view: PageView, share: Mention, time: Mention, period: str | None) -> Iterator[Finding]:
        up, unit, stated = availability(share.quantity), period_of(time.quantity.unit), admits(time.quantity)
        if up is None or unit is None or stated is None or time.quantity.bound == "at_most":
            return
        if share.quantity.bound != "exact" and time.quantity.bound != "exact":
            return
        computed = list(downtimes(up, unit[1] or period, unit[0]))
        if not computed or any_follows((size for _, size in computed), stated):
            return
        name, size = computed[0]
        left = _time(size.low, unit[0])
        percent, surface = share.quantity.on_one_line, time.quantity.on_one_line
        yield self.finding(
            view.path,
            time.quantity.span,
            f'"{surface}" of downtime does not belong to {percent}, which leaves {left} a {name}',
            related=(Related(view.path, share.quantity.span, f"leaves {left} a {name}"),),
            help=f"write {left}, or the percentage that is meant",
        )


def _may_be_share(mention: Mention) -> bool:
    quantity = mention.quantity
    return quantity.unit == "nine" or (quantity.unit == "%" and quantity.value is not None and quantity.value >= 90)


def _is_share(mentions: Sequence[Mention]) -> bool:
    return availability(mentions[0].quantity) is not None


def _period(words: str) -> str | None:
    found = _PERIOD.search(words) or re.search(r"\((?P<period>year|month|week|day|quarter)\)(?P<adverb>)", words, re.I)
    if found is None:
        return None
    word = (found["period"] or found["adverb"]).lower()
    return _PERIODS.get(word) or word.removesuffix("ly").replace("annual", "year")


_UNITS = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))
_WORTH = {"s": 1, "min": 60, "h": 3600, "day": 86400, "week": 604800}


def _time(number: Fraction, unit: str) -> str:
    """A time in the unit that gives the plainest number."""
    seconds = number * _WORTH.get(unit, 1) if unit in _WORTH else number / 1000
    for name, worth in _UNITS:
        if seconds >= worth or worth == 1:
            text = told(seconds / worth)
            return f"{text} {name}" if text == "1" else f"{text} {name}s"
    return ""
