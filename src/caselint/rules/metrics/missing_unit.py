"""MET014 missing-unit."""

from collections.abc import Iterator

from caselint.facts.page_facts import Mention
from caselint.facts.plain_text import plain
from caselint.facts.statements import Cell, TableFigures
from caselint.figures.units import UNITS
from caselint.findings import Finding, Related, Severity
from caselint.rules.rule import Example, PageRule, PageView

_LEAST = 3
_UNITED = ("duration", "data", "percent")


class MissingUnit(PageRule):
    """A number in a table stands without a unit where all others of its column are written with one.

    Judged where at least three cells of the column hold nothing but a figure, all in one unit of time, data or percent,
    where one alone has none, and where neither its header nor its row names a unit.

    ## Why it matters
    Readers cannot tell whether the number is in the unit of the others, or in another one that was forgotten.

    ## What to do
    Write the unit, or name it once in the header.
    """

    code = "MET014"
    name = "missing-unit"
    severity = Severity.INFO
    bad = (
        Example(
            "| Step | Median |\n|---|---|\n| DNS | 10ms |\n| TLS | 25ms |\n| Server | 40 |\n| Disk | 5ms |\n",
            finds=("page.md:5:12",),
        ),
    )
    good = (
        Example("| Step | Median |\n|---|---|\n| DNS | 10ms |\n| TLS | 25ms |\n| Server | 0 |\n| Disk | 5ms |\n"),
        Example("| Step | Value |\n|---|---|\n| DNS | 10ms |\n| TLS | 25ms |\n| Retries | 3 |\n| Disk | 5ms |\n"),
        Example("| Step | Median |\n|---|---|\n| DNS | 10ms |\n| TLS | 2s |\n| Server | 40 |\n| Disk | 5ms |\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        for table in view.tables:
            if len(table.rows) > _LEAST:
                for column in range(1, len(table.table.rows[0])):
                    yield from self._column(view, table, column)

    def _column(self, view: PageView, table: TableFigures, column: int) -> Iterator[Finding]:
        cells = [row[column] for row in table.rows if column < len(row)]
        if sum(1 for cell in cells if len(cell.mentions) == 1 and not cell.mentions[0].quantity.unit) != 1:
            return
        figures = [_alone(view, cell) for cell in cells]
        told = [each for each in figures if each is not None]
        own = [each for each in told if each.quantity.unit and not each.quantity.unit_from]
        bare = [each for each in told if not each.quantity.unit and each.quantity.value]
        units = {each.quantity.unit for each in own}
        if len(bare) != 1 or len(own) < _LEAST or len(units) != 1 or len(own) + 1 != len(figures):
            return
        unit = next(iter(units))
        known = UNITS.get(unit)
        if known is None or known.dimension not in _UNITED:
            return
        number, shown = bare[0].quantity.on_one_line, own[0].quantity.on_one_line
        yield self.finding(
            view.path,
            bare[0].quantity.span,
            f'"{number}" has no unit; the other {len(own)} cells of the column have one, like "{shown}"',
            related=tuple(Related(view.path, each.quantity.span, "has a unit") for each in own[:4]),
            help="write its unit",
            confidence=0.7,
        )


def _alone(view: PageView, cell: Cell) -> Mention | None:
    """The figure of a cell that holds nothing else."""
    if len(cell.mentions) != 1:
        return None
    mention = cell.mentions[0]
    return mention if plain(cell.span.slice(view.text)) == plain(mention.quantity.surface) else None
