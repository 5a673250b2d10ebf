"""MET012 wrong-whole."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from caselint.content.page import Container
from caselint.facts.page_facts import Mention
from caselint.facts.plain_text import plain
from caselint.facts.statements import TableFigures, by_item, lists_of
from caselint.figures.arithmetic import last_digit, told
from caselint.findings import Finding, Related, Severity, Span
from caselint.rules.rule import Example, PageRule, PageView

_HUNDRED = Fraction(100)
_LEAST = 3
# Columns of parts of one whole; `Traffic %` may be the steps of a rollout.
_COLUMN = re.compile(
    r"weight(?:ing|s)?\b|share\b(?! (?:turned|left|lost|kept|removed|remaining|dropped|rejected|refused|gone|still)\b)"
    r"|.{0,12}(?:% of (?:the )?total|share of)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"(?:grand |sub-?|overall )?total\b|sum\Z", re.IGNORECASE)
_LIST = re.compile(
    r"\b(?:distribution|breakdown|allocation|mix|composition|weights?|weighting|grading|rubric|split)\b", re.IGNORECASE
)
_PARTIAL = re.compile(
    r"\b(?:top|some|includ\w+|main|major|largest|example|e\.g|before|after|over time)\b", re.IGNORECASE
)
_HEADING = re.compile(r"\((?P<share>[0-9]{1,3}(?:\.[0-9]{1,2})?)%(?: of[^()\n]{1,20})?\)[ \t:*_#]{0,8}\Z")
# What is shared out among the places of a diagram.
_SHARED = re.compile(r"\s*(?:of )?(?:the |all |total )?(?:traffic|requests|load|users|revenue|cost|budget)\b", re.I)
_PIE = re.compile(r"\s*pie\b")
_SLICE = re.compile(
    r"^[ \t]*\"(?P<name>[^\"\n]{1,80})\"[ \t]*:[ \t]*(?P<value>[0-9]{1,3}(?:\.[0-9]{1,3})?)[ \t\r]*$", re.M
)
_CHANGES = re.compile(
    r"\b(?:reduc\w+|improve\w*|increas\w+|decreas\w+|growth|gains?|faster|slower|sav\w+|eliminat\w+|extension|boost\w*|fewer|less|more)\b",
    re.IGNORECASE,
)


class WrongWhole(PageRule):
    """Percentages that are shown as the parts of one whole do not make 100 %.

    Judged where a page says that they are parts: a column of weights or shares, headings of one level that each end
    with a share in brackets, a list under a line that speaks of a distribution, the shares of traffic in the boxes of a
    diagram. A pie chart of improvements is one too, at severity info: it draws 80 %, 60 % and 70 % as parts of 210.
    Rounded parts may come to a little more or less.

    ## Why it matters
    A part is wrong or left out, and readers plan with it.

    ## What to do
    Correct the part that is wrong, or add the one that is missing; draw what is no whole as bars.
    """

    code = "MET012"
    name = "wrong-whole"
    bad = (
        Example(
            "| Factor | Weight |\n|---|---|\n| Speed | 50% |\n| Cost | 30% |\n| Risk | 25% |\n", finds=("page.md:3:11",)
        ),
        Example("## Rubric\n\n### Design (40%)\n\n### Depth (30%)\n\n### Clarity (20%)\n", finds=("page.md:3:13",)),
        Example("Traffic distribution:\n\n- 60% web\n- 30% mobile\n- 20% partners\n", finds=("page.md:3:3",)),
        Example(
            "```mermaid\ngraph TB\nA[East<br/>40% Traffic]\nB[West<br/>20% Traffic]\nC[South<br/>35% Traffic]\n"
            "D[North<br/>25% Traffic]\n```\n",
            finds=("page.md:3:12",),
        ),
        Example(
            '```mermaid\npie title Gains\n"Cost reduction" : 80\n"Faster builds" : 60\n"Error reduction" : 70\n```\n',
            finds=("page.md:2:1",),
        ),
    )
    good = (
        Example("| Factor | Weight |\n|---|---|\n| Speed | 50% |\n| Cost | 30% |\n| Risk | 20% |\n| Total | 100% |\n"),
        Example("| Part | Share |\n|---|---|\n| A | 33.3% |\n| B | 33.3% |\n| C | 33.3% |\n"),
        Example("| Stage | Traffic % |\n|---|---|\n| Canary | 1% |\n| Beta | 10% |\n| All | 100% |\n"),
        Example("| Step | Share of suspects left |\n|---|---|\n| Start | 100% |\n| Names | 8% |\n| Dates | 1.5% |\n"),
        Example("| Term | Share of all courses |\n|---|---|\n| Spring | 21% |\n| Autumn | 55% |\n| Winter | 100% |\n"),
        Example("| Step | Share turned away |\n|---|---|\n| Form | 70% |\n| Call | 14% |\n| Visit | 7% |\n"),
        Example("Top of the distribution, main items:\n\n- 60% web\n- 20% mobile\n- 5% partners\n"),
        Example("Error distribution before and after:\n\n- 60% fewer timeouts\n- 20% fewer retries\n- 5% less load\n"),
        Example(
            "```mermaid\ngraph LR\nA[Day 1<br/>1% Traffic] --> B[Day 2<br/>10% Traffic]\n"
            "B --> C[Day 3<br/>50% Traffic] --> D[Day 4<br/>90% Traffic]\n```\n"
        ),
        Example('```mermaid\npie title Tiers\n"Gold" : 39\n"Silver" : 78\n"Bronze" : 13\n```\n'),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        shares = [each for each in view.facts.mentions if each.quantity.unit == "%"]
        if len(shares) >= _LEAST:
            if any(each.container is Container.TABLE for each in shares):
                for table in view.tables:
                    yield from self._table(view, table)
            yield from self._headings(view, shares)
            yield from self._lists(view, shares)
            yield from self._diagrams(view, shares)
        yield from self._pies(view)

    def _table(self, view: PageView, table: TableFigures) -> Iterator[Finding]:
        shared = {
            cell.column
            for row in table.rows
            for cell in row
            if len(cell.mentions) == 1 and cell.mentions[0].quantity.unit == "%"
        }
        for column in sorted(shared - {0}):
            if not _COLUMN.match(table.header(column, view.text)):
                continue
            parts: list[Mention] = []
            for row in table.rows:
                if column >= len(row) or _TOTAL.match(plain(row[0].span.slice(view.text))):
                    continue
                if len(row[column].mentions) != 1:
                    parts = []
                    break
                parts.append(row[column].mentions[0])
            # `Share left` 100%, 8%, 1%: each row is of what the row before it left.
            if not any(each.quantity.value == _HUNDRED for each in parts):
                yield from self._judge(view, parts, "of the column")

    def _headings(self, view: PageView, shares: Sequence[Mention]) -> Iterator[Finding]:
        by_heading: dict[int, Mention] = {}
        headings = view.page.headings
        for mention in shares:
            if mention.container is Container.HEADING and mention.section >= 0:
                span = headings[mention.section].text_span
                at = max(span.start, mention.quantity.span.start - 1)
                if _HEADING.match(view.text, at, span.end):
                    by_heading[mention.section] = mention
        if len(by_heading) < _LEAST:
            return
        siblings: list[int] = []
        for row, heading in enumerate(headings):
            level = headings[siblings[0]].level if siblings else 0
            if siblings and heading.level > level:
                continue
            if siblings and heading.level < level:
                yield from self._siblings(view, siblings, by_heading)
                siblings = []
            if row in by_heading or siblings:
                siblings.append(row)
        yield from self._siblings(view, siblings, by_heading)

    def _siblings(self, view: PageView, rows: Sequence[int], found: dict[int, Mention]) -> Iterator[Finding]:
        if all(row in found for row in rows):
            yield from self._judge(view, [found[row] for row in rows], "of these headings")

    def _lists(self, view: PageView, shares: Sequence[Mention]) -> Iterator[Finding]:
        inside = [each for each in shares if each.container is Container.LIST]
        if len(inside) < _LEAST:
            return
        items, held = view.page.items, by_item(view.page.items, inside)
        for rows in lists_of(items, _LEAST):
            start = items[rows[0]].span.start
            if rows[0] not in held:
                continue
            line = view.text[max(0, start - 200) : start].rstrip().rpartition("\n")[2]
            if not _LIST.search(line) or _PARTIAL.search(line):
                continue
            parts = [held[row][0] for row in rows if len(held.get(row, ())) == 1]
            told_of = (view.text[items[row].span.start : items[row].span.start + 120] for row in rows)
            if len(parts) == len(rows) and not any(_CHANGES.search(words) for words in told_of):
                yield from self._judge(view, parts, "of the list")

    def _diagrams(self, view: PageView, shares: Sequence[Mention]) -> Iterator[Finding]:
        boxes = [each for each in shares if each.container is Container.DIAGRAM]
        if len(boxes) < _LEAST + 1:
            return
        boxes.sort(key=lambda each: each.quantity.span)
        starts = [each.quantity.span.start for each in boxes]
        for code in view.page.code:
            inside = boxes[bisect_left(starts, code.content.start) : bisect_left(starts, code.content.end)]
            own = [each for each in inside if _SHARED.match(view.text, each.quantity.span.end)]
            values = [each.quantity.value for each in own if each.quantity.value is not None]
            if len(values) < _LEAST + 1 or _HUNDRED in values or 0 in values or len(values) != len(own):
                continue
            steps = list(pairwise(values))
            if all(a <= b for a, b in steps) or all(a >= b for a, b in steps) or sum(values) <= _HUNDRED:
                continue
            yield from self._judge(view, own, "in the boxes of the diagram")

    def _pies(self, view: PageView) -> Iterator[Finding]:
        for code in view.page.code:
            if code.language != "mermaid" or not _PIE.match(view.text, code.content.start, code.content.end):
                continue
            slices = list(_SLICE.finditer(view.text, code.content.start, code.content.end))
            values = [Fraction(each["value"]) for each in slices]
            changed = sum(1 for each in slices if _CHANGES.search(each["name"]))
            if len(values) < 2 or changed < 2 or max(values) > _HUNDRED or sum(values) <= _HUNDRED + 10:
                continue
            start = view.text.find("pie", code.content.start)
            yield self.finding(
                view.path,
                Span(start, start + len(view.text[start : code.content.end].partition("\n")[0].rstrip())),
                f"the pie chart draws {len(values)} separate changes as parts of one whole, which come to "
                f"{told(sum(values, Fraction(0)), 4)}%",
                related=tuple(Related(view.path, Span(*each.span("value")), each["name"]) for each in slices[:8]),
                help="draw them as bars or in a table",
                severity=Severity.INFO,
                confidence=0.8,
            )

    def _judge(self, view: PageView, parts: Sequence[Mention], of: str) -> Iterator[Finding]:
        values = [each.quantity.value for each in parts]
        known = [value for value in values if value is not None and value >= 0]
        if len(known) < max(_LEAST, len(parts)):
            return
        if any(each.quantity.bound != "exact" or each.quantity.unit != "%" for each in parts):
            return
        total = sum(known, Fraction(0))
        slack = sum((last_digit(each.quantity) for each in parts if _is_rounded(each)), Fraction(0)) / 2
        if abs(total - _HUNDRED) <= slack or not _HUNDRED / 2 <= total <= _HUNDRED * 2:
            return
        first = parts[0].quantity
        yield self.finding(
            view.path,
            first.span,
            f"the percentages {of} make {told(total, 4)}%, not 100%",
            related=tuple(Related(view.path, each.quantity.span, each.quantity.on_one_line) for each in parts[1:12]),
            help="correct the one that is wrong, or add the part that is missing",
            confidence=0.85,
        )


def _is_rounded(mention: Mention) -> bool:
    """Whether the share may have been rounded: it is no multiple of five."""
    value = mention.quantity.value
    return value is not None and value % 5 != 0
