"""MET016 wrong-closing-total."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from caselint.content.page import Container
from caselint.facts.page_facts import Mention
from caselint.facts.statements import ahead, by_item, lists_of
from caselint.figures.arithmetic import told
from caselint.findings import Finding, Related
from caselint.rules.rule import Example, PageRule, PageView

_CLOSES = re.compile(r"(?:\A|[\W])(?:(?:grand|overall|in)\s)?total(?: of)?\W{0,4}\Z", re.IGNORECASE)
_LEAST = 3
_MOST_LISTS = 20
_CHAPTER = 2


class WrongClosingTotal(PageRule):
    """A line that states a total disagrees with a list of counts above it.

    `**Total: 88 case studies**` below a list whose items state 15, 25, 35 and 20 studies. Judged against the lists of
    the same chapter of which every item states one count of the thing that is totalled; where one of them agrees, the
    total stands.

    ## Why it matters
    The total or one of the counts is out of date, and readers quote the total.

    ## What to do
    Correct the total, or the count that changed.
    """

    code = "MET016"
    name = "wrong-closing-total"
    bad = (
        Example(
            "## By level\n\n- Easy (15 studies)\n- Medium (25 studies)\n- Hard (35 studies)\n\n**Total: 88 studies**\n",
            finds=("page.md:7:10",),
        ),
    )
    good = (
        Example("- Easy (15 studies)\n- Medium (25 studies)\n- Hard (35 studies)\n\nTotal: 75 case studies\n"),
        Example("- Easy (15 studies)\n- Medium (25 studies)\n- Hard (many)\n\nTotal: 88 case studies\n"),
        Example("- Easy (15 tasks)\n- Medium (25 tasks)\n- Hard (35 tasks)\n\nTotal: 88 case studies\n"),
        Example(
            "## A\n\n- Easy (15 studies)\n- Hard (25 studies)\n- Odd (9 studies)\n\n# B\n\nTotal: 88 case studies\n"
        ),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        totals = [each for each in view.facts.mentions if _is_closing(each, view.text)]
        if not totals:
            return
        chapters = _chapters(view)
        above: dict[tuple[str, int], list[list[Mention]]] = {}
        for parts in _counting_lists(view):
            above.setdefault((_noun(parts[0]), chapters[parts[0].section]), []).append(parts)
        for total in totals:
            lists = above.get((_noun(total), chapters[total.section]), [])[:_MOST_LISTS]
            start = total.quantity.span.start
            yield from self._judge(view, total, [parts for parts in lists if parts[-1].quantity.span.end < start])

    def _judge(self, view: PageView, total: Mention, lists: Sequence[Sequence[Mention]]) -> Iterator[Finding]:
        value = total.quantity.value
        sums = [sum((each.quantity.value or Fraction(0) for each in parts), Fraction(0)) for parts in lists]
        if value is None or value in sums or not sums:
            return
        parts, found = lists[-1], sums[-1]
        if not value / 2 <= found <= value * 2:
            return
        yield self.finding(
            view.path,
            total.quantity.span,
            f'"{total.quantity.on_one_line}" is not the sum of the list above, which is {told(found, 9)}',
            related=tuple(Related(view.path, each.quantity.span, "added into it") for each in parts[:12]),
            help=f"write {told(found, 9)}, or correct the count that changed",
            confidence=0.8,
        )


def _is_closing(mention: Mention, text: str) -> bool:
    quantity = mention.quantity
    if quantity.dimension != "count" or quantity.bound != "exact" or not quantity.unit or "/" in quantity.unit:
        return False
    if mention.container not in (Container.PROSE, Container.LIST) or quantity.value is None:
        return False
    return _CLOSES.search(ahead(mention, text, 20)) is not None


def _counting_lists(view: PageView) -> Iterator[list[Mention]]:
    """The lists of which each item states one count, all of one thing."""
    inside = [
        each for each in view.facts.mentions if each.container is Container.LIST and each.quantity.dimension == "count"
    ]
    held = by_item(view.page.items, inside)
    for rows in lists_of(view.page.items, _LEAST):
        parts = [held[row][0] for row in rows if len(held.get(row, ())) == 1]
        if len(parts) < len(rows) or len({_noun(each) for each in parts}) != 1:
            continue
        if all(each.quantity.bound == "exact" and each.quantity.value is not None for each in parts):
            yield parts


def _chapters(view: PageView) -> list[int]:
    """The chapter of each heading, one that is of the first or second level, and behind them that of what has none."""
    chapters, last = [], -1
    for row, heading in enumerate(view.page.headings):
        last = row if heading.level <= _CHAPTER else last
        chapters.append(last)
    return [*chapters, -1]


def _noun(mention: Mention) -> str:
    """The last word of what is counted: `study` of `case study`."""
    return mention.quantity.unit.rpartition(" ")[2]
