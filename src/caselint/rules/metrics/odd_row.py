"""MET017 odd-row."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from caselint.facts.page_facts import Mention
from caselint.facts.plain_text import plain
from caselint.facts.statements import Cell, TableFigures
from caselint.figures.arithmetic import Interval, admits, numbers, told_like, unit_as_written
from caselint.findings import Finding, Related
from caselint.rules.rule import Example, PageRule, PageView

_LEAST_ROWS, _LEAST_COLUMNS = 4, 3
_LEAST_KEPT = 3
_MOST_COLUMNS, _MOST_ROWS = 6, 60
_SMALL = 10  # products and sums of scores come out by chance


class _Relation(NamedTuple):
    """How a column follows from those before it: in words, and what a row's figures come to."""

    words: str
    result: Callable[[Sequence[Interval]], Interval | None]


def _sum(parts: Sequence[Interval]) -> Interval:
    return Interval(sum((part.low for part in parts), Fraction(0)), sum((part.high for part in parts), Fraction(0)))


def _product(parts: Sequence[Interval]) -> Interval | None:
    if any(part.low <= 1 for part in parts):
        return None
    low = high = Fraction(1)
    for part in parts:
        low, high = low * part.low, high * part.high
    return Interval(low, high)


def _gain(parts: Sequence[Interval]) -> Interval | None:
    """What the second is above the first, in percent of the first: a return."""
    first, second = parts
    if first.low <= 0:
        return None
    return Interval((second.low - first.high) / first.high * 100, (second.high - first.low) / first.low * 100)


def _margin(parts: Sequence[Interval]) -> Interval | None:
    """What the second is above the first, in percent of the second: a margin."""
    first, second = parts
    if second.low <= 0:
        return None
    return Interval((second.low - first.high) / second.low * 100, (second.high - first.low) / second.high * 100)


def _share(parts: Sequence[Interval]) -> Interval | None:
    """What the first is of the second, in percent."""
    part, whole = sorted(parts)
    return (
        None if whole.low <= 0 or part.low < 0 else Interval(part.low / whole.high * 100, part.high / whole.low * 100)
    )


class OddRow(PageRule):
    """One row of a table breaks the arithmetic that its other rows keep.

    Where a column is the sum or the product of columns before it in at least three rows, or the return, margin or
    share of two of them, the row that comes out otherwise is reported. Rows that hold anything else than figures are
    left alone, and so is the table where more than one row in four breaks the rule.

    ## Why it matters
    One number of the row was mistyped or not brought up to date, and the table looks as if it had been computed.

    ## What to do
    Correct the result, or the number in the row that is wrong.
    """

    code = "MET017"
    name = "odd-row"
    bad = (
        Example(
            "| Part | Hosts | Price | Cost |\n|---|---|---|---|\n| A | 20 | $40 | $800 |\n| B | 15 | $30 | $450 |\n"
            "| C | 12 | $50 | $600 |\n| D | 25 | $20 | $700 |\n",
            finds=("page.md:6:18",),
        ),
        Example(
            "| Item | Year 1 | Year 2 | Total |\n|---|---|---|---|\n| A | $150K | $100K | $250K |\n"
            "| B | $50K | $20K | $70K |\n| C | $75K | $25K | $115K |\n| D | $20K | $15K | $35K |\n",
            finds=("page.md:5:21",),
        ),
        Example(
            "| Plan | Cost | Price | Margin |\n|---|---|---|---|\n| A | $2 | $10 | 80% |\n| B | $3 | $12 | 75% |\n"
            "| C | $5 | $20 | 60% |\n| D | $4 | $25 | 84% |\n",
            finds=("page.md:5:18",),
        ),
    )
    good = (
        Example(
            "| Part | Hosts | Price | Cost |\n|---|---|---|---|\n| A | 20 | $40 | $800 |\n| B | 15 | $30 | $450 |\n"
            "| C | 12 | $50 | $600 |\n| D | 25 | $20 | $500 |\n"
        ),
        Example(
            "| Part | Hosts | Price | Cost |\n|---|---|---|---|\n| A | 20 | $40 | $800 |\n| B | 15 | $30 | $450 |\n"
            "| C | 12 | $50 | $700 |\n| D | 25 | $20 | $900 |\n"
        ),
        Example(
            "| Way | Speed | Cost | Score |\n|---|---|---|---|\n| A | 2 | 3 | 5 |\n| B | 1 | 4 | 5 |\n"
            "| C | 3 | 1 | 4 |\n| D | 4 | 4 | 9 |\n"
        ),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        for table in view.tables:
            if _LEAST_ROWS <= len(table.rows) <= _MOST_ROWS:
                yield from self._table(view, table)

    def _table(self, view: PageView, table: TableFigures) -> Iterator[Finding]:
        columns = _columns(table)
        reported: set[int] = set()
        for result in sorted(columns):
            before = [column for column in sorted(columns) if column < result]
            for parts, relation in _relations(columns, before, result):
                kept, broken = _kept(columns, parts, result, relation)
                if len(kept) < _LEAST_KEPT or not broken or len(broken) * 3 > len(kept):
                    continue
                for row in broken:
                    if row not in reported:
                        reported.add(row)
                        yield self._finding(view, table, row, (parts, result, relation), len(kept))

    def _finding(
        self, view: PageView, table: TableFigures, row: int, way: tuple[Sequence[int], int, _Relation], kept: int
    ) -> Finding:
        parts, result, relation = way
        cells = table.rows[row]
        own = cells[result].mentions[0].quantity
        inputs = [cells[column].mentions[0] for column in parts]
        sizes = [size for each in inputs if (size := numbers(each.quantity)) is not None]
        size = relation.result(sizes) or Interval(Fraction(0), Fraction(0))
        unit = unit_as_written(own).strip()
        value = f"{told_like(own, (size.low + size.high) / 2)}{'%' if unit == '%' else ''}"
        names = " and ".join(each.quantity.on_one_line for each in inputs)
        label = plain(cells[0].span.slice(view.text))
        return self.finding(
            view.path,
            own.span,
            f'{label}: "{own.on_one_line}" is not the {relation.words} {names}, which is {value}; '
            f"{kept} other rows keep to that",
            related=tuple(Related(view.path, each.quantity.span, "computed from this") for each in inputs),
            help=f"write {value}, or correct the number that is wrong",
            confidence=0.8,
        )


def _columns(table: TableFigures) -> dict[int, dict[int, Mention]]:
    """The columns of figures of one unit, each with its exact figures by row; empty where they are too few or many."""
    columns: dict[int, dict[int, Mention]] = {}
    for row, cells in enumerate(table.rows):
        for cell in cells:
            if cell.column and _is_exact(cell):
                columns.setdefault(cell.column, {})[row] = cell.mentions[0]
    found = {
        column: held
        for column, held in columns.items()
        if len(held) >= _LEAST_ROWS and len({each.quantity.unit for each in held.values()}) == 1
    }
    return found if _LEAST_COLUMNS <= len(found) <= _MOST_COLUMNS else {}


def _is_exact(cell: Cell) -> bool:
    if len(cell.mentions) != 1:
        return False
    quantity = cell.mentions[0].quantity
    return quantity.bound in ("exact", "approx") and quantity.value is not None and quantity.stat in (None, "total")


def _relations(
    columns: dict[int, dict[int, Mention]], before: Sequence[int], result: int
) -> Iterator[tuple[tuple[int, ...], _Relation]]:
    """The relations that a column may have to those before it, with the columns that it follows from."""
    unit = _unit_of(columns, result)
    alike = tuple(column for column in before if _unit_of(columns, column) == unit)
    if len(alike) >= 2:
        yield alike, _Relation("sum of", _sum)
    for pair in combinations(before, 2):
        one, other = (_unit_of(columns, column) for column in pair)
        if unit == "%" and "%" not in (one, other):
            yield pair, _Relation("share of", _share)
            if one == other:
                yield pair, _Relation("return of", _gain)
                yield pair, _Relation("margin of", _margin)
        elif unit != "%" and "%" not in (one, other) and one != other:
            yield pair, _Relation("product of", _product)


def _unit_of(columns: dict[int, dict[int, Mention]], column: int) -> str:
    return next(iter(columns[column].values())).quantity.unit


def _kept(
    columns: dict[int, dict[int, Mention]], parts: Sequence[int], result: int, relation: _Relation
) -> tuple[list[int], list[int]]:
    """The rows that keep to a relation, of those with the same figures one, and the rows that break it."""
    kept: dict[tuple[Fraction | None, ...], int] = {}
    broken: list[int] = []
    for row, mention in columns[result].items():
        held = [columns[column].get(row) for column in parts]
        sizes = [size for each in held if each is not None and (size := numbers(each.quantity)) is not None]
        stated, value = admits(mention.quantity), mention.quantity.value
        computed = relation.result(sizes) if len(sizes) == len(parts) else None
        if stated is None or value is None or computed is None:
            continue
        if not computed.meets(stated):
            broken.append(row)
        elif abs(value) >= _SMALL:
            kept.setdefault(tuple(each.quantity.value for each in held if each is not None), row)
    return list(kept.values()), broken
