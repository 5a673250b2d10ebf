"""MET003 wrong-change."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from caselint.facts.page_facts import Mention
from caselint.facts.plain_text import plain
from caselint.facts.statements import Cell, TableFigures, ahead, behind, between
from caselint.figures.arithmetic import Interval, admits, any_follows, is_bounded, told
from caselint.figures.changes import Change, changes
from caselint.findings import Finding, Related
from caselint.rules.rule import Example, PageRule, PageView

_DOWN = (
    r"reduc\w*|decreas\w*|less|lower\w*|fewer|cheaper|sav(?:ed|es?|ings?)"
    r"|drop\w*|smaller|declin\w*|shorter|cut|down|fell"
)
_UP = r"increas\w*|growth|grew|grow|more|higher|larger|bigger|rise|rose|gains?|up"
_EITHER = r"improv\w*|better|faster|slower|worse|speed-?ups?|quicker|changed?|longer|boost\w*|overhead"
_CHANGED = re.compile(rf"\b(?:{_DOWN}|{_UP}|{_EITHER})\b", re.IGNORECASE)
_FALLS, _RISES = re.compile(rf"\b(?:{_DOWN})\b", re.IGNORECASE), re.compile(rf"\b(?:{_UP})\b", re.IGNORECASE)
_ARROW = re.compile(r"\s*(?:→|⇒|➜|➔|-{1,2}>|=>)\s*\Z")
_TO = re.compile(r"\s*(?:down |up )?to\s*\Z")
_FROM = re.compile(r"\bfrom (?:about |around |over |nearly )?\Z", re.IGNORECASE)
# `95% reduction (4h → 8m)`; `from 4h to 8m, a 95% reduction`; `4h → 8m (95% less)`.
_OPENS = re.compile(r"[^|.;()\n]{0,50}\((?:from )?\s*\Z|[^|.,;()\n]{0,40}(?::|,? from) \Z", re.IGNORECASE)
# `At 100% the scan time grew from 3 ms to 19 ms`: the state that the change is seen in.
_STATE = re.compile(r"(?:\A|[.;:*-] |\n)\s*(?:at|with|on|for|of|beyond|past|above|until|under) \Z", re.IGNORECASE)
_LEADS = re.compile(
    r"\s*[(,;:=–—-]{1,2}\s*(?:(?:or|a|an|for|i\.e\.|resulting in|achieving|giving|about|nearly|which is)\s){0,3}\Z",
    re.I,
)
_COLUMN = re.compile(
    r"\b(?:improvements?|reductions?|changes?|savings?|speed-?up|differences?|delta|gains?|increases?|decreases?"
    r"|growth)\b|Δ",
    re.IGNORECASE,
)
# `from 4.5 to 2.1 stars, 35% drop in bookings`: the change is of something else.
_OF_ANOTHER = re.compile(r"\s*(?:\w+\s){0,2}(?:of|in)\s", re.IGNORECASE)
# `5% of the original`, `0.01% of Atlas` beside a column that compares with Atlas.
_WHAT_IS_LEFT = re.compile(r"\s*of\s(?:the\s)?([A-Za-z][\w-]{1,20})", re.IGNORECASE)
_OLD = re.compile(r"original|previous|baseline|old|former|initial|before", re.IGNORECASE)
_THAN_LIMIT = re.compile(r"\b(?:than|under|over|below|above)\s+(?:the\s+)?(?:target|goal|slo|sla|budget|limit)\b", re.I)
_NEAR = 6  # columns
_MOST_HELD = 3  # cells of a row that its change can be of
_AHEAD = 30


class WrongChange(PageRule):
    """A percent change, or a "times faster", does not follow from the two values beside it.

    `95% reduction (4h → 8m)` is 96.7 %. In a table the two values and the change stand in one row. Rounded and cut off
    numbers follow; so does each usual reading: percent or percentage points, of the old value or of the new one, of
    what is there or of what fails (99.5 % → 99.95 % is ten times as reliable), calendar or working days.

    ## Why it matters
    One of the three figures is wrong, and the reader cannot tell which.

    ## What to do
    Correct the change, or the value that was mistyped.
    """

    code = "MET003"
    name = "wrong-change"
    bad = (
        Example("- **Repair time**: 95% reduction (4h → 8m)\n", finds=("page.md:1:20",)),
        Example(
            "The release went from 6 weeks to 2 days, resulting in 12x faster feedback.\n", finds=("page.md:1:55",)
        ),
        Example("We cut memory by 60%, from 64 GB to 48 GB.\n", finds=("page.md:1:18",)),
        Example("- 5x reliability improvement (99.5% → 99.95%)\n", finds=("page.md:1:3",)),
        Example(
            "| Metric | Before | After | Improvement |\n|---|---|---|---|\n| Latency | 500ms | 15ms | 87% |\n",
            finds=("page.md:3:28",),
        ),
        Example(
            "| Metric | Target | Actual | |\n|---|---|---|---|\n| P99 | < 100ms | 80ms | 30% better than target |\n",
            finds=("page.md:3:26",),
        ),
        Example(
            "| Metric | New | Compared to Atlas |\n|---|---|---|\n| Energy | 0.01% of Atlas | 99.95% reduction |\n",
            finds=("page.md:3:29",),
        ),
    )
    good = (
        Example(
            "| Metric | New | Compared to Atlas |\n|---|---|---|\n| Energy | 0.05% of Atlas | 99.95% reduction |\n"
            "| Errors | 10% of requests | 50% reduction |\n"
        ),
        Example("- 92% reduction (12/month → 1/month)\n- 1000x improvement (45 minutes → 2.7 seconds)\n"),
        Example(
            "| Metric | Before | After | Improvement |\n|---|---|---|---|\n"
            "| Latency | 500ms | 15ms | 97% |\n| Cost | $2M | $15M | 650% |\n"
            "| Deploys | 2 hours | 15 min | 8x faster |\n"
        ),
        Example("We cut memory by 25%, from 64 GB to 48 GB. Traffic grew 3x, from 20K to 60K requests/s.\n"),
        Example("- 10x reliability improvement (99.5% → 99.95%)\n- 15x faster (6 weeks → 2 days)\n"),
        Example("At 100% the scan time grew from 3 ms to 19 ms.\n"),
        Example("Of all requests 95% are cached (20 ms → 4 ms with the new disk).\n"),
        Example(
            "| Metric | Target | Actual | |\n|---|---|---|---|\n| P99 | < 100ms | 80ms | 20% better than target |\n"
        ),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        if not any(mention.quantity.unit in ("%", "x") for mention in view.facts.mentions):
            return
        for line in view.lines:
            if len(line) > 2 and any(mention.quantity.unit in ("%", "x") for mention in line):
                yield from self._line(view, line)
        for table in view.tables:
            yield from self._table(view, table)

    def _line(self, view: PageView, line: Sequence[Mention]) -> Iterator[Finding]:
        for row, (old, new) in enumerate(pairwise(line)):
            gap = between(old, new, view.text)
            if not (_ARROW.match(gap) or (_TO.match(gap) and _FROM.search(ahead(old, view.text)))):
                continue
            before, after = line[row - 1] if row else None, line[row + 2] if row + 2 < len(line) else None
            if before is not None and _OPENS.match(between(before, old, view.text)):
                if not _STATE.search(ahead(before, view.text)):
                    yield from self._judge(view, before, [(old, new)])
            elif after is not None and _tells_of(new, after, view.text):
                yield from self._judge(view, after, [(old, new)])

    def _table(self, view: PageView, table: TableFigures) -> Iterator[Finding]:
        for row in table.rows:
            few = sum(1 for cell in row if cell.column and cell.mentions) <= _MOST_HELD + 1
            for cell in row:
                if len(cell.mentions) != 1 or cell.mentions[0].quantity.unit not in ("%", "x"):
                    continue
                yield from self._rest(view, table, row, cell)
                pair = _values(row, cell) if few else None
                if pair is not None and _is_change(view, table, cell):
                    yield from self._judge(view, cell.mentions[0], pair, in_column=True)

    def _rest(self, view: PageView, table: TableFigures, row: Sequence[Cell], change: Cell) -> Iterator[Finding]:
        """`0.01% of the old system | 99.95% reduction`: what is left and what is gone make 100 %."""
        gone = change.mentions[0]
        if gone.quantity.unit != "%":
            return
        for cell in row[max(0, change.column - _NEAR) : change.column]:
            left = cell.mentions[0] if len(cell.mentions) == 1 and cell.mentions[0].quantity.unit == "%" else None
            of = _WHAT_IS_LEFT.match(behind(left, view.text)) if left is not None else None
            if left is None or of is None or left.quantity.bound != "exact":
                continue
            named = f"{table.header(change.column, view.text)} {plain(change.span.slice(view.text))}".lower().split()
            stated, value = admits(gone.quantity), left.quantity.value
            if not _FALLS.search(behind(gone, view.text)) or not (_OLD.fullmatch(of[1]) or of[1].lower() in named):
                continue
            if stated is None or value is None or Interval(100 - value, 100 - value).meets(stated):
                continue
            size = f"{told(100 - value, 6)}%"
            yield self.finding(
                view.path,
                gone.quantity.span,
                f'"{gone.quantity.on_one_line}" does not fit the {left.quantity.on_one_line} beside it: what is left '
                f"and what is gone make 100%",
                related=(Related(view.path, left.quantity.span, f"leaves {size}"),),
                help=f"write {size}, or correct the other one",
                confidence=0.9,
            )

    def _judge(
        self, view: PageView, change: Mention, pairs: Sequence[tuple[Mention, Mention]], *, in_column: bool = False
    ) -> Iterator[Finding]:
        told_of = change.quantity
        stated = admits(told_of)
        if stated is None or told_of.unit not in ("%", "x") or told_of.bound == "at_most":
            return
        if stated.high <= 0:
            stated = stated.scaled(Fraction(-1))
        words = f"{ahead(change, view.text, _AHEAD)} {behind(change, view.text)}"
        if not in_column and not _CHANGED.search(words) and told_of.surface[:1] not in "+-–−":
            return
        if in_column and _THAN_LIMIT.search(words):
            pairs = [(_as_exact(old), _as_exact(new)) for old, new in pairs]
        direction = "" if in_column else _direction(words)
        computed: list[Change] = []
        for old, new in pairs:
            computed += changes(old.quantity, new.quantity, told_of.unit, direction)
        if not computed or any_follows((each.size for each in computed), stated):
            return
        yield self._finding(view, change, pairs, direction)

    def _finding(
        self, view: PageView, change: Mention, pairs: Sequence[tuple[Mention, Mention]], direction: str
    ) -> Finding:
        surface = change.quantity.on_one_line
        old, new = (side.quantity.on_one_line for side in pairs[0])
        exact = changes(pairs[0][0].quantity, pairs[0][1].quantity, change.quantity.unit, direction, rounded=False)
        size = _size(exact[0].size, change.quantity.unit)
        return self.finding(
            view.path,
            change.quantity.span,
            f'"{surface}" does not follow from {old} and {new}: {exact[0].words} is {size}',
            related=tuple(Related(view.path, side.quantity.span, "computed from this") for side in pairs[0]),
            help=f"write {size}, or correct the value that is wrong",
            confidence=0.9,
        )


def _as_exact(mention: Mention) -> Mention:
    """A limit (`< 100 ms`) as the value that something is better or worse than."""
    return (
        mention._replace(quantity=mention.quantity._replace(bound="exact")) if is_bounded(mention.quantity) else mention
    )


def _tells_of(new: Mention, change: Mention, text: str) -> bool:
    """Whether the change behind a pair is that of the pair: `4h → 8m (95% less)`, `from 4h to 8m, 95% less`."""
    gap = between(new, change, text)
    return _LEADS.match(gap) is not None and ("(" in gap or not _OF_ANOTHER.match(behind(change, text)))


def _is_change(view: PageView, table: TableFigures, cell: Cell) -> bool:
    if _COLUMN.search(table.header(cell.column, view.text)):
        return True
    return _CHANGED.search(plain(cell.span.slice(view.text))) is not None


def _direction(words: str) -> str:
    falls, rises = _FALLS.search(words) is not None, _RISES.search(words) is not None
    return "" if falls == rises else "down" if falls else "up"


def _size(size: Interval, unit: str) -> str:
    middle = (size.low + size.high) / 2
    return f"{told(middle, 3 if size.high - size.low < middle / 50 else 2)}{unit}"


def _values(row: Sequence[Cell], change: Cell) -> list[tuple[Mention, Mention]] | None:
    """The two cells of a row that its change can be of: each with the same figures in the same order."""
    held = [cell for cell in row if cell is not change and cell.column and cell.mentions]
    alike = [
        (left, right)
        for left, right in pairwise(held)
        if len(left.mentions) == len(right.mentions)
        and all(_alike(a, b) for a, b in zip(left.mentions, right.mentions, strict=True))
    ]
    if len(alike) != 1 or len(held) > _MOST_HELD:
        return None
    left, right = alike[0]
    if max(left.column, right.column) > change.column:
        return None
    return list(zip(left.mentions, right.mentions, strict=True))


def _alike(a: Mention, b: Mention) -> bool:
    one, other = a.quantity, b.quantity
    return one.dimension == other.dimension and one.stat == other.stat and not (is_bounded(one) and is_bounded(other))
