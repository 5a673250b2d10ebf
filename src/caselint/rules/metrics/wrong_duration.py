"""MET009 wrong-duration."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from caselint.content.page import Container
from caselint.facts.page_facts import Mention
from caselint.facts.statements import between
from caselint.figures.arithmetic import APPROXIMATE, last_digit
from caselint.figures.units import UNITS
from caselint.findings import Finding, Related, Span
from caselint.rules.rule import Example, PageRule, PageView

_CLOCK = re.compile(
    r"(?<![\d:.])(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?(?![\d:])(?:\s?(?P<half>[AaPp])\.?[Mm]\b)?"
)
_TO = re.compile(r"\s*(?:-{1,2}|–|—|→|to|until|till|->)\s*\Z")
_OPENS = re.compile(r"[^\n|;()]{0,30}\(\s*(?:~|about |≈)?\Z|\s*[:=,]\s*(?:a total of |about |~|lasted )?\Z")
_AFTER = re.compile(
    r"\b(?:restored|resolved|recovered|back|fixed|ended|ends|over|complete[ds]?)\b[^.\n]{0,40}\bafter\s*\Z", re.I
)
_AND = re.compile(r"\s*+,?\s*+(?:and\s)?\Z")
_TIMES = ("s", "min", "h")
_DAY = 86400
_REACH = 120  # characters in front of a duration that clock times are looked for in
_TIMELINE = 4000  # and of a timeline's earlier lines
_Clock = tuple[Span, int]
_ZONE = re.compile(r"\s{0,2}(?:UTC|GMT|[PECM][SD]T)\b")


class _Duration(NamedTuple):
    """A stated duration in seconds, and what it may be off."""

    span: Span
    seconds: Fraction
    slack: Fraction


class WrongDuration(PageRule):
    """A stated duration is not the time between the clock times beside it: `14:31-17:49 (6 hours)`.

    Judged where the duration stands in brackets behind the two times, and where the last line of a timeline says after
    how long something was restored. Midnight may lie between.

    ## Why it matters
    The length of an outage is what readers remember of it.

    ## What to do
    Correct the duration or the time; the finding says how long it is between them.
    """

    code = "MET009"
    name = "wrong-duration"
    bad = (
        Example("The window is 14:31-17:49 UTC (6 hours).\n", finds=("page.md:1:32",)),
        Example(
            "1. **14:31:03** - Configuration deployed\n2. **14:31:08** - Outage begins\n"
            "3. **17:49:00** - Service restored after 6 hours, 18 minutes\n",
            finds=("page.md:3:42",),
        ),
    )
    good = (
        Example("Open 22:00 to 01:30 (3.5 hours), 9:00 AM - 5:00 PM (8 hours), 14:31-17:49 (3h 18min).\n"),
        Example("1. **14:31** - Outage begins\n2. **14:41** - Seen\n3. **17:49** - Restored after 3 hours\n"),
        Example("At 14:31 the queue held 6 hours of work (2 hours of it urgent).\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        times = [mention for mention in view.facts.mentions if mention.quantity.unit in _TIMES]
        if any(_near_clock(view, mention) for mention in times):
            for duration in _durations(view, times):
                yield from self._between(view, duration)
                yield from self._timeline(view, duration)

    def _between(self, view: PageView, duration: _Duration) -> Iterator[Finding]:
        start = duration.span.start
        two = _clocks(view.text, max(view.text.rfind("\n", 0, start) + 1, start - _REACH), start)[-2:]
        if len(two) < 2:
            return
        gap = view.text[two[1][0].end : start]
        zone = _ZONE.match(gap)
        middle = _ZONE.sub("", view.text[two[0][0].end : two[1][0].start])
        if _TO.match(middle) and _OPENS.match(gap[zone.end() :] if zone else gap) and "(" in gap:
            yield from self._judge(view, duration, [two[0]], two[1])

    def _timeline(self, view: PageView, duration: _Duration) -> Iterator[Finding]:
        start = duration.span.start
        line = view.text.rfind("\n", 0, start) + 1
        if not _AFTER.search(view.text[line:start]):
            return
        own = _clocks(view.text, line, start)
        first = _first_of_list(view, start)
        earlier = _clocks(view.text, max(first, line - _TIMELINE), line) if first >= 0 else []
        if len(own) == 1 and earlier:
            yield from self._judge(view, duration, earlier, own[0])

    def _judge(
        self,
        view: PageView,
        duration: _Duration,
        starts: Sequence[_Clock],
        end: _Clock,
    ) -> Iterator[Finding]:
        lengths = [(end[1] - start[1]) % _DAY for start in starts]
        if any(abs(length - duration.seconds) <= duration.slack for length in lengths):
            return
        surface = " ".join(duration.span.slice(view.text).split())
        told = _told(lengths[-1])
        yield self.finding(
            view.path,
            duration.span,
            f'"{surface}" is not the time from {starts[-1][0].slice(view.text)} to {end[0].slice(view.text)}: {told}',
            related=(Related(view.path, starts[-1][0], "from here"), Related(view.path, end[0], "to here")),
            help=f"write {told}, or correct the time",
        )


def _near_clock(view: PageView, mention: Mention) -> bool:
    """Whether a time of day stands before the figure on its line: a colon between digits."""
    start = mention.quantity.span.start
    line = view.text.rfind("\n", 0, start) + 1
    colon = view.text.find(":", max(line, start - _REACH), start)
    return colon > 0 and _CLOCK.search(view.text, max(line, start - _REACH), start) is not None


def _clocks(text: str, start: int, end: int) -> list[_Clock]:
    return [(Span(*found.span()), _seconds(found)) for found in _CLOCK.finditer(text, start, end)]


def _durations(view: PageView, times: Sequence[Mention]) -> Iterator[_Duration]:
    """The durations of a page; `6 hours, 18 minutes` is one."""
    following: dict[int, Mention] = {}
    for line in view.lines:
        for one, other in pairwise(line):
            if one.quantity.unit not in _TIMES or other.quantity.unit not in _TIMES:
                continue
            if _worth(one) > _worth(other) and _AND.match(between(one, other, view.text)):
                following[one.quantity.span.start] = other
    joined = {other.quantity.span.start for other in following.values()}
    for mention in times:
        quantity = mention.quantity
        if quantity.span.start in joined or quantity.bound not in ("exact", "approx"):
            continue
        parts = [mention]
        while (behind := following.get(parts[-1].quantity.span.start)) is not None:
            parts.append(behind)
        if mention.container is Container.CODE or any(part.quantity.value is None for part in parts):
            continue
        seconds = sum(((part.quantity.value or 0) * _worth(part) for part in parts), Fraction(0))
        slack = last_digit(parts[-1].quantity) * _worth(parts[-1])
        if quantity.bound == "approx":
            slack = max(slack, seconds * APPROXIMATE)
        yield _Duration(Span(quantity.span.start, parts[-1].quantity.span.end), seconds, slack)


def _first_of_list(view: PageView, at: int) -> int:
    """Where the list starts that holds the offset; -1 outside of lists."""
    return min((item.list_span.start for item in view.page.items if item.span.start <= at < item.span.end), default=-1)


def _worth(mention: Mention) -> Fraction:
    return UNITS[mention.quantity.unit].worth or Fraction(1)


def _seconds(found: re.Match[str]) -> int:
    hour = int(found["h"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    return hour * 3600 + int(found["m"]) * 60 + int(found["s"] or 0)


def _told(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    parts = [(hours, "h"), (rest // 60, "min"), (rest % 60, "s")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 s"
