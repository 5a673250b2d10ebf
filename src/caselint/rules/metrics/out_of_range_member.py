"""MET002 out-of-range-member."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from caselint.content.page import Container
from caselint.facts.page_facts import Mention, PageFacts
from caselint.figures.arithmetic import APPROXIMATE
from caselint.figures.convert import Measure, measure
from caselint.findings import Finding, Related
from caselint.rules.rule import Example, PageRule, PageView
from caselint.site.metric_names import metric_of

# A range that classes what stands below stands apart from the heading's words: in brackets, behind a colon or a dash.
_OPENS = re.compile(r"[(:\[–—-]\s{0,2}\Z")
_CLOSES = re.compile(r"\s{0,2}[)\]]?\s{0,2}\Z")
# What an item states about itself follows its name: `[Ferry](f.md) - 15M users`, `Ferry: 15M`, `Ferry (15M users)`.
_STATES = re.compile(r"(?:[:(–—|]|\s-)\s{0,2}\Z")


class _Range(NamedTuple):
    """What a heading states of the things below it; an open side is None."""

    mention: Mention
    size: Measure
    low: Fraction | None
    high: Fraction | None


class OutOfRangeMember(PageRule):
    """An item stands below a heading that states a range, and its own figure is outside of it.

    `### Growth (1M-10M users)` with an item of 15M users. Both ends belong to the range, and an open one
    (`>100M users`) counts as well. Each such item is a finding.

    ## Why it matters
    Readers pick what fits their own size from such lists, and the item sends them to the wrong study.

    ## What to do
    Move the item below the heading that fits, or correct its figure or the heading's range.
    """

    code = "MET002"
    name = "out-of-range-member"
    bad = (
        Example(
            "## Growth (1M-10M users)\n\n- [Ferry](ferry.md) - 15M users\n- [Tram](tram.md) - 4M users\n",
            finds=("page.md:3:23",),
        ),
        Example("## Fast (<100ms)\n\n- **Search**: 250 ms\n- **Cart**: 0.08 s\n", finds=("page.md:3:15",)),
    )
    good = (
        Example(
            "## Large (10M-100M users)\n\n- [Ferry](f.md) - 10M users\n- [Tram](t.md) - 100M users\n- Bus: millions\n"
        ),
        Example("## Growth (1M-10M users)\n\n- Ferry: 15M rides\n- It was hard to get past 20M users.\n"),
        Example("## Phase 1: foundations (1-2 weeks)\n\n- **Read**: 30 min\n- **Build**: 9 days\n"),
        Example("## From 1M to 10M users\n\n- Ferry: 15M users\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        ranges = dict(_ranges(view.facts))
        if not ranges:
            return
        for mention in view.facts.mentions:
            stated = ranges.get(mention.section)
            if stated is not None and mention is not stated.mention and _is_member(mention, view.facts):
                yield from self._judge(view, mention, stated)

    def _judge(self, view: PageView, mention: Mention, stated: _Range) -> Iterator[Finding]:
        size = measure(mention.quantity)
        if size is None or size.vague or size.key != stated.size.key or not _count_alike(mention, stated.mention):
            return
        side = _side(size, stated)
        if not side or (side == "below" and _may_be_part(mention, size)):
            return
        surface = mention.quantity.on_one_line
        told = stated.mention.quantity.on_one_line
        name = f"{mention.lead or mention.label}: " if mention.lead or mention.label else ""
        yield self.finding(
            view.path,
            mention.quantity.span,
            f'{name}{surface} is {side} the range that the heading states, "{told}"',
            related=(Related(view.path, stated.mention.quantity.span, f'the range "{told}"'),),
            help="move the item below the heading that fits, or correct its figure",
        )


def _count_alike(mention: Mention, heading: Mention) -> bool:
    """Whether both count the same thing; what has a unit of its own (time, money) needs no noun."""
    if mention.quantity.dimension not in ("count", "rate"):
        return True
    own, other = metric_of(mention, {}), metric_of(heading, {})
    return own.name == other.name and ("concurrent" in own.qualifiers) == ("concurrent" in other.qualifiers)


def _may_be_part(mention: Mention, size: Measure) -> bool:
    """Whether a smaller figure may be a part of what the heading speaks of: a task of a phase, a share of a budget."""
    if size.dimension != "count" or size.per is not None:
        return size.dimension in ("count", "duration", "money", "data") and mention.target is None
    return mention.target is None and not metric_of(mention, {}).public


def _ranges(facts: PageFacts) -> Iterator[tuple[int, _Range]]:
    """The headings that state one range for what stands below them."""
    seen: dict[int, _Range | None] = {}
    for mention in facts.mentions:
        if mention.container is not Container.HEADING or mention.section < 0:
            continue
        row = mention.section
        size = measure(mention.quantity)
        if row in seen or size is None or size.vague:
            seen[row] = None
            continue
        seen[row] = _range(mention, size)
    yield from ((row, stated) for row, stated in seen.items() if stated is not None)


def _range(mention: Mention, size: Measure) -> _Range | None:
    if not _OPENS.search(mention.before) or not _CLOSES.match(mention.after):
        return None
    if size.bound == "range":
        return _Range(mention, size, size.low, size.high)
    if size.bound == "at_least":
        return _Range(mention, size, size.low, None)
    if size.bound == "at_most":
        return _Range(mention, size, None, size.high)
    return None


def _is_member(mention: Mention, facts: PageFacts) -> bool:
    """Whether the figure is what an item or entry states about itself."""
    if mention.container not in (Container.LIST, Container.TABLE, Container.HTML, Container.PROSE):
        return False
    if mention.container is Container.TABLE:
        return bool(mention.label) and not mention.before
    if mention.entry < 0 and mention.container is not Container.LIST:
        return False
    named = mention.entry < 0 or facts.entries[mention.entry].shape in ("item", "card", "row", "heading")
    return named and _STATES.search(mention.before) is not None


def _side(size: Measure, stated: _Range) -> str:
    """ "above", "below" or "": on which side of the range the whole figure lies."""
    slack = abs(size.high) * APPROXIMATE if size.bound == "approx" else Fraction(0)
    if stated.high is not None and size.bound != "at_most" and size.low - slack > stated.high:
        return "above"
    if stated.low is not None and size.bound != "at_least" and size.high + slack < stated.low:
        return "below"
    return ""
