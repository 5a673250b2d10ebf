"""MET007 wrong-total."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from caselint.content.page import Container, Item
from caselint.facts.page_facts import Mention
from caselint.facts.plain_text import plain
from caselint.facts.statements import Cell, TableFigures, behind, by_item
from caselint.figures.arithmetic import admits, last_digit, told, told_like, unit_as_written
from caselint.figures.convert import Measure
from caselint.figures.quantity import Quantity
from caselint.figures.sums import alike, refuted, sum_of, weighted_mean
from caselint.figures.units import CURRENCY_SIGNS
from caselint.findings import Finding, Related
from caselint.rules.rule import Example, PageRule, PageView

_TOTAL = re.compile(r"(?:grand |sub-?|overall |combined )?total\b|sum\Z", re.IGNORECASE)
_WEIGHT = re.compile(r"weight(?:ing|s)?\b", re.IGNORECASE)
_NOTHING = re.compile(r"[-–—\s]*\Z|n/?a\Z|0\Z|none\Z", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:includ\w+|such as|e\.g\.?|for example|like|top|some|main|key|major|notabl\w+|each|every|per|average|between"
    r"|or|most|several|among|up to|at least|more than|over|selected|other)\b",
    re.IGNORECASE,
)
_SAYS_TOTAL = re.compile(r"\b(?:total|budget|overall|sum|altogether|in all|breakdown)\b", re.IGNORECASE)
_OPENS_LIST = re.compile(r"(?>\s+)(?=[-*+]\s|[0-9]{1,3}[.)]\s)")
# The grades of a rubric are alternatives.
_GRADE = re.compile(
    r"(?>[-*+]\s+|[0-9]{1,2}[.)]\s+)?[*_]{0,3}"
    r"(?:excellent|good|fair|poor|satisfactory|adequate|no answer|full marks)\b",
    re.IGNORECASE,
)
_OPENERS = (Container.PROSE, Container.LIST, Container.HEADING)
_LEAST = 2


class WrongTotal(PageRule):
    """A total is not the sum of the figures that it stands for: a table's last row, or the items of a list.

    In a table the row named "Total" is added up column by column; a column of scores beside a column of weights that
    make 100 % is a weighted mean. A list is added up where each item states one figure of the thing that the line above
    counts: `18 patterns:` over 7, 5, 5 and 3 patterns. A total that may be a mean, or that lists only some, is left
    alone.

    ## Why it matters
    Either the total or one of its parts is wrong or out of date, and readers quote the total.

    ## What to do
    Correct the total, or the part that changed.
    """

    code = "MET007"
    name = "wrong-total"
    bad = (
        Example(
            "| Step | Target |\n|---|---|\n| DNS | 10ms |\n| TLS | 10ms |\n| Server | 5ms |\n"
            "| **Total** | **50ms** |\n",
            finds=("page.md:6:17",),
        ),
        Example(
            "| Factor | Weight | Kong |\n|---|---|---|\n| Speed | 75% | 9/10 |\n| Cost | 25% | 5/10 |\n"
            "| Total | 100% | 8.4 |\n",
            finds=("page.md:5:18",),
        ),
        Example(
            "Four new categories (18 patterns):\n\n- **Security** (7 patterns)\n"
            "- **Data** (8 patterns)\n- **Cost** (5 patterns)\n",
            finds=("page.md:1:22",),
        ),
        Example("### Read path: total 10ms\n\n- Route: 1ms\n- Fetch: 4ms\n- Pack: 2ms\n", finds=("page.md:1:22",)),
    )
    good = (
        Example(
            "| Item | Old | New | Saved |\n|---|---|---|---|\n| Disk | $6K | $3.1K | 48% |\n"
            "| CPU | $4K | $2.1K | 48% |\n"
            "| **Total** | $10K | $5.2K | 48% |\n"
        ),
        Example("| Region | Latency |\n|---|---|\n| EU | 40ms |\n| US | 90ms |\n| Total | 70ms |\n"),
        Example("We run 12 services, including:\n\n- Search (3 services)\n- Cart (2 services)\n"),
        Example("| Team | Staff |\n|---|---|\n| A | 12 |\n| B | many |\n| Total | 40 |\n"),
        Example(
            "## Part 1 (25 points)\n\n- **Excellent** (20 points)\n- **Good** (12 points)\n- **Poor** (4 points)\n"
        ),
        Example("We met 30 users:\n\n- 10 users liked it\n- 20 users did not, and 5 users left\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        mentions = view.facts.mentions
        if len(mentions) <= _LEAST:
            return
        for table in view.tables:
            yield from self._table(view, table)
        yield from self._lists(view, mentions)

    def _table(self, view: PageView, table: TableFigures) -> Iterator[Finding]:
        totals = [row for row, cells in enumerate(table.rows) if cells and _is_total(cells[0].span.slice(view.text))]
        if not totals:
            return
        headers = (table.header(column, view.text) for column in range(len(table.table.rows[0])))
        weights = next((column for column, name in enumerate(headers) if _WEIGHT.match(name)), None)
        for row in totals:
            above = [cells for at, cells in enumerate(table.rows[:row]) if at not in totals]
            since = [
                cells for at, cells in enumerate(table.rows[:row]) if at > max([-1, *(t for t in totals if t < row)])
            ]
            subtotals = [table.rows[at] for at in totals if at < row]
            found = [
                finding
                for cell in table.rows[row][1:]
                if len(cell.mentions) == 1
                for finding in self._column(view, cell, (above, since, subtotals), weights)
            ]
            yield from _of_row(found)

    def _column(
        self, view: PageView, cell: Cell, choices: Sequence[Sequence[Sequence[Cell]]], weights: int | None
    ) -> Iterator[Finding]:
        total = cell.mentions[0]
        if weights is not None and weights < cell.column:
            yield from self._weighted(view, cell, choices[0], weights)
            return
        wrong: tuple[Measure, list[Measure], list[Mention]] | None = None
        for rows in choices:
            parts = _column_parts(view.text, rows, cell.column)
            if parts is None or len(parts) < _LEAST:
                continue
            sizes = alike([total.quantity, *(part.quantity for part in parts)])
            if sizes is None:
                return
            if not refuted(sizes[0], sizes[1:]):
                return
            wrong = wrong or (sizes[0], sizes[1:], parts)
        if wrong is None or (total.quantity.unit == "%" and total.quantity.value != 100):
            return
        yield self._wrong(view, total, wrong[0], wrong[1], wrong[2], "the column")

    def _weighted(self, view: PageView, cell: Cell, rows: Sequence[Sequence[Cell]], weights: int) -> Iterator[Finding]:
        parts, shares = _column_parts(view.text, rows, cell.column), _column_parts(view.text, rows, weights)
        total = cell.mentions[0].quantity
        if parts is None or shares is None or len(parts) != len(shares) or len(parts) < _LEAST:
            return
        mean = weighted_mean([part.quantity for part in parts], [share.quantity for share in shares])
        stated = admits(total)
        number = total.num if total.num is not None else total.value
        if mean is None or stated is None or number is None:
            return
        size = mean[0]
        # Half a unit of the last digit: a score is told to one decimal because the second would matter.
        slack = last_digit(total) * Fraction(3, 4)
        if size.low - slack <= number <= size.high + slack or number > mean[1] or total.unit == "%":
            return
        value = told(size.low)
        yield self.finding(
            view.path,
            total.span,
            f'"{total.surface}" is not the weighted total of the column, which is {value}',
            related=tuple(Related(view.path, part.quantity.span, "weighted into it") for part in parts[:8]),
            help=f"write {value}, or correct the score or weight that changed",
            confidence=0.9,
        )

    def _lists(self, view: PageView, mentions: Sequence[Mention]) -> Iterator[Finding]:
        stated = list(_stated_above(view, mentions))
        held = by_item(view.page.items, mentions) if stated else {}
        for total, children in stated:
            parts = []
            for child in children:
                own = [m for m in held.get(child, ()) if m.quantity.unit == total.quantity.unit]
                if len(own) != 1:
                    break
                parts.append(own[0])
            graded = any(_GRADE.match(view.text, view.page.items[child].span.start) for child in children)
            if graded or len(parts) != len(children) or len(parts) < _LEAST + (total.quantity.dimension != "count"):
                continue
            sizes = alike([total.quantity, *(part.quantity for part in parts)])
            if sizes is None or not refuted(sizes[0], sizes[1:]) or not _within(sizes[0], sizes[1:]):
                continue
            yield self._wrong(view, total, sizes[0], sizes[1:], parts, "the list below")

    def _wrong(
        self,
        view: PageView,
        total: Mention,
        size: Measure,
        addends: Sequence[Measure],
        parts: Sequence[Mention],
        of: str,
    ) -> Finding:
        computed = sum_of(addends)
        quantity = total.quantity
        worth = size.high / quantity.value if quantity.value and size.high else Fraction(1)
        value = told_like(quantity, (computed.low + computed.high) / 2 / worth)
        surface, unit = quantity.on_one_line, "" if value[:1] in CURRENCY_SIGNS else _unit(quantity)
        return self.finding(
            view.path,
            quantity.span,
            f'"{surface}" is not the sum of {of}, which is {value}{unit}',
            related=tuple(Related(view.path, part.quantity.span, "added into it") for part in parts[:12]),
            help=f"write {value}{unit}, or correct the part that is wrong",
            confidence=0.85,
        )


def _is_total(cell: str) -> bool:
    return ("otal" in cell or "OTAL" in cell or "um" in cell) and _TOTAL.match(plain(cell).lstrip("* ")) is not None


def _unit(quantity: Quantity) -> str:
    unit = unit_as_written(quantity)
    return unit if unit[:1] in ("%", "x") else f" {unit}" if unit else ""


def _of_row(found: Sequence[Finding]) -> Iterator[Finding]:
    """One finding for the totals of a row: those behind the first are told with it."""
    if len(found) < 2:
        yield from found
        return
    first, *others = found
    likewise = tuple(Related(each.path, each.span, each.message, defect=True) for each in others)
    message = f"{first.message}; {len(others)} more of this row likewise"
    yield replace(first, message=message, related=(*likewise, *first.related))


def _column_parts(text: str, rows: Sequence[Sequence[Cell]], column: int) -> list[Mention] | None:
    """The one figure of each row's cell; None where a cell says something else, or more."""
    parts = []
    for row in rows:
        if column >= len(row):
            return None
        cell = row[column]
        if len(cell.mentions) == 1:
            parts.append(cell.mentions[0])
        elif cell.mentions or not _NOTHING.match(plain(cell.span.slice(text))):
            return None
    return parts


def _stated_above(view: PageView, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, list[int]]]:
    """Figures of a line that ends with a colon, or of an item, and the items of the list that follows at once."""
    text = view.text
    openers: dict[int, list[int]] | None = None
    for mention in mentions:
        quantity = mention.quantity
        if quantity.value is None or quantity.bound not in ("exact", "approx") or not quantity.unit:
            continue
        if mention.container not in _OPENERS or "%" in quantity.unit:
            continue
        heads = mention.container is Container.HEADING
        end = text.find("\n", quantity.span.end)
        following = _OPENS_LIST.match(text, end) if end >= 0 and (heads or text[end - 1] in ":)*_\r") else None
        if following is None:
            continue
        line = text[text.rfind("\n", 0, quantity.span.start) + 1 : end].rstrip("*_ \r")
        if _PART.search(line) or not (heads or line.endswith((":", ")"))):
            continue
        if quantity.dimension != "count" and not _SAYS_TOTAL.search(line):
            continue
        if behind(mention, text, 12).lstrip().startswith(("each", "per", "/")):
            continue
        openers = _openers(view.page.items) if openers is None else openers
        rows = openers.get(following.end())
        if rows is not None:
            yield mention, rows


def _openers(items: Sequence[Item]) -> dict[int, list[int]]:
    """The lists of at least two items, by where their first one starts."""
    lists: dict[tuple[int, int], list[int]] = {}
    for row, item in enumerate(items):
        lists.setdefault((item.list_span.start, item.depth), []).append(row)
    return {items[rows[0]].span.start: rows for rows in lists.values() if len(rows) > 1}


def _within(total: Measure, addends: Sequence[Measure]) -> bool:
    """Whether the parts come near enough to the total to be its parts: no more than twice, no less than half."""
    computed = sum_of(addends)
    return total.low / 2 <= computed.high and computed.low <= total.high * 2
