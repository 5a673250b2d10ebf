"""MET006 wrong-calculation."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from caselint.facts.statements import equations
from caselint.figures.arithmetic import APPROXIMATE, Interval, last_unit, told
from caselint.figures.expressions import Expression, Operand, plainest, read_expression, readings
from caselint.figures.nouns import singular
from caselint.findings import Finding, Related, Span
from caselint.rules.rule import Example, PageRule, PageView

_EQUALS = re.compile(r"(?<![=<>!:+*/^~-])(?P<sign>=|≈)(?![=>])\s*(?:\*\*|__)?")
# Where an expression may start: at the front, behind a mark that parts statements, or behind words without a number.
_BOUNDARY = re.compile(r"[:|`=≈;,\[\"→>]|(?<![A-Za-z0-9\^])\((?=[^()]{0,200}\Z)|<br ?/?>|\*\*|__")
_DIGIT_OR_SIGN = re.compile(r"[0-9+×÷*/^=√∑%]|\s[-−]\s")
_START = re.compile(r"[~≈(]*[-−]?[$€£₹]?[0-9]")
_NO_START = re.compile(
    r"(?:\b(?:of|per|by|times|than|to|and|or|at|from|log|max|min|sqrt|sum)\s*|[A-Za-z0-9_^]|[/.@#-])\Z"
)
_AHEAD = re.compile(r"\s*(?:\(|/s\b|[+×÷^]|\*(?!\*(?![0-9(]))|[-−/]\s[0-9$(]|\.\.|!|,?000)")
_LONGEST = 300
# From a result to the bracket that holds its calculation.
_OPENED = re.compile(r"[A-Za-z*_ -]{0,28}+(?P<bracket>\()[ =~≈]{0,3}(?=[$€£₹(]?[0-9])")
_NUMBER = re.compile(r"[$€£₹]?[0-9]")
_PAIR = re.compile(r"[0-9]{1,3}/[0-9]{1,3}[A-Za-z ]*")
_PER = re.compile(r" (?:per|each) (?!second|minute|hour|day|week|month|year)([a-z]{2,20})\b")
_PERIODS = tuple(map(Fraction, (7, 12, 24, 30, 31, 52, 60, 90, 365, 720, 730, 3600, 8760, 86400)))


class _Equation(NamedTuple):
    left: Expression
    right: Operand
    approx: bool


class WrongCalculation(PageRule):
    """A calculation that the page writes out gives another result than the page says.

    Numbers, scales (`10M`), units, percentages and brackets are read, in text, tables, inline code, comments and
    diagrams; times and data are converted where the result needs it. Results may be rounded or cut off. A line with
    anything else in it (a name, a function, a power) is left alone.

    ## Why it matters
    Whoever checks the sum once does not believe the next one, and what is built on the result is wrong with it.

    ## What to do
    Correct the result, or the number in the calculation that is not what was meant.
    """

    code = "MET006"
    name = "wrong-calculation"
    bad = (
        Example("- Serverless: 2hr × $0.05 × 30 = $90/month\n", finds=("page.md:1:34",)),
        Example("**ROI:** `($227,000 × 12 - $55,500) / $55,500 = 4,790%`\n", finds=("page.md:1:49",)),
        Example("- A year: $50,000 × 1.85 = **$95,500/month**\n", finds=("page.md:1:30",)),
        Example("---\nscale: 8 cameras × 36 FPS × 1M vans = 388M frames/sec\n---\nText.\n", finds=("page.md:2:39",)),
        Example("| Table | Size |\n|---|---|\n| Users | 500M × 2 KB = 10 TB |\n", finds=("page.md:3:25",)),
        Example("```text\nWeek: 8 services + 1 database = 12\n```\n", finds=("page.md:2:33",)),
        Example("- **Cost**: $120 a month (30 × $3)\n- 75% used (9/15)\n", finds=("page.md:1:13", "page.md:2:3")),
        Example("- 288M frames/second per van (8 cameras × 36 FPS × 1M vans)\n", finds=("page.md:1:3",)),
    )
    good = (
        Example(
            "- 100M/day × 365 days × 5 years = 180B URLs\n- 10B × 100KB = 1 PB/day = 11.6 GB/s\n"
            "- 100K QPS × 10ms per query = 1000 CPU-seconds/second\n- 10M / 1440 minutes = ~7000 events/batch\n"
        ),
        Example("- 10M × $0.0000035 + compute = $385/month\n- 5 + 2 people = one team\n- max(2, 3) + 1 = 3\n"),
        Example(
            "- Growth: 20% × 0.5 = 10% more\n- 3 engineers × 3 months = $180K\n- 6 engineers + 1 manager = $1.5M\n"
        ),
        Example("- $388,769 lost ($107K sales + $31K credits + $250K fines), 133 minutes (1TB × 8 / 1Gbps / 60)\n"),
        Example("- $90 a month (30 × $3), 10 in all (6 easy + 4 hard), 2 shifts (24/7), 40 points (10 - 4 each)\n"),
        Example("- 288 frames/second per van (8 cameras × 36 FPS), 75% used (9/12), ~33ms (5,000km × 2 / 300,000km/s)"),
        Example("- `x = 3 * 4 - y`\n- 2^10 - 1 = 1023\n- 7 ≥ 3(2) + 1 = 7\n- 3x + 1 = 2\n"),
        Example("```python\ntotal = 2 * 3 - 10 == 5\nrate = base * 3 + 2 = 9\n```\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        text = view.text
        for start, end in equations(view.page):
            for equation in _equations(text, start, end):
                yield from self._judge(view, equation)

        for equation in _bracketed(view):
            yield from self._judge(view, equation)
            yield from self._per_unit(view, equation)

    def _per_unit(self, view: PageView, equation: _Equation) -> Iterator[Finding]:
        """`288M/s per van (8 × 36 × 1M vans)`: a figure of one thing into which the number of things is multiplied."""
        left, right = equation.left, equation.right
        below = _PER.search(view.text, right.start, left.start)
        if below is None or left.operators != {"*"}:
            return
        things = [each for each in left.operands if _counts(each, below[1])]
        results = ((size, _stated(right, left, one, approx=False)) for size, one in readings(left, right))
        if len(things) != 1 or not any(size.meets(stated) for size, stated in results):
            return
        thing = things[0]
        unit = view.text[right.unit_start : right.end].partition(" per ")[0]
        value = f"{right.unit.currency}{told(right.value / thing.value, 4)}{unit}"
        counted = " ".join(view.text[thing.start : thing.end].split())
        yield self.finding(
            view.path,
            Span(right.start, below.end()),
            f'"{view.text[right.start : below.end()]}" has {counted} multiplied in: per {below[1]} it is {value}',
            related=(Related(view.path, Span(thing.start, thing.end), "multiplied in"),),
            help=f'write {value}, or take "per {below[1]}" away',
            confidence=0.9,
        )

    def _judge(self, view: PageView, equation: _Equation) -> Iterator[Finding]:
        left, right = equation.left, equation.right
        offs = []
        for result, told_value in readings(left, right):
            stated = _stated(right, left, told_value, approx=equation.approx)
            if result.meets(stated) or (right.unit.percent and _meets_hundredfold(left, result, stated)):
                return
            offs.append(_times(result, told_value))
        value = plainest(left, right)
        if value is None or not _comparable(left, right) or any(_lacks_period(left, right, off) for off in offs):
            return
        written = " ".join(view.text[left.start : left.end].split())
        surface = " ".join(view.text[right.start : right.end].split())
        result_told = _in_words(value, right, view.text)
        yield self.finding(
            view.path,
            Span(right.start, right.end),
            f'"{surface}" is not what {written} gives: {result_told}',
            related=(Related(view.path, Span(left.start, left.end), "computed from this"),),
            help=f"write {result_told}, or correct the calculation",
            confidence=0.9,
        )


def _bracketed(view: PageView) -> Iterator[_Equation]:
    """Results with their calculation in brackets behind them: `$90 (30 × $3)`, `10 in all (6 easy + 4 hard)`."""
    text = view.text
    for mention in view.facts.mentions:
        quantity = mention.quantity
        opened = _OPENED.match(text, quantity.span.end)
        if opened is None or quantity.bound not in ("exact", "approx") or quantity.value is None:
            continue
        at = opened.start("bracket")
        if "\n" in quantity.surface:
            continue
        left = read_expression(text, opened.end(), min(len(text), at + _LONGEST))
        if left is None or not left.has_operator or text[left.end : left.end + 1] != ")":
            continue
        number = _NUMBER.search(text, quantity.span.start, at)
        right = None if number is None else read_expression(text, number.start(), at)
        if right is None or not isinstance(right.node, Operand) or not _is_worked_out(text, left, right.node):
            continue
        yield _Equation(left, right.node, quantity.bound == "approx" or right.node.approx)


def _is_worked_out(text: str, left: Expression, result: Operand) -> bool:
    """Whether a bracket gives its result's calculation: no `24/7`, no `(40 points - 4 points each)`."""
    if "-" in left.operators or (len(left.operators) > 1 and "+" in left.operators):
        return False
    if left.operators == {"/"} and _PAIR.fullmatch(text, left.start, left.end):
        return result.unit.percent
    if "+" in left.operators:
        size = sum((each.value for each in left.operands), Fraction(0))
        # `$388,769 ($107K + $31K + $250K)`: each addend may be rounded.
        rounded = sum((Fraction(each.scale[1], 2) for each in left.operands if each.scale[0]), Fraction(0))
        near = abs(size - result.value) <= rounded
        return bool(result.value) and not near and Fraction(1, 2) <= size / result.value <= 2
    return True


def _counts(operand: Operand, thing: str) -> bool:
    """Whether an operand counts things, more than one of them: `1M vans` of "van"."""
    words = operand.unit.words.lower().split()
    return bool(words) and operand.value > 1 and singular(words[-1]) == singular(thing.lower())


def _equations(text: str, start: int, end: int) -> Iterator[_Equation]:
    for sign in _EQUALS.finditer(text, start, end):
        left = _left_of(text, start, sign.start())
        if left is None or not left.has_operator:
            continue
        right = read_expression(text, sign.end(), end)
        if right is None or not isinstance(right.node, Operand) or _AHEAD.match(text, right.end, end):
            continue
        operand = right.node
        yield _Equation(left, operand, sign["sign"] == "≈" or operand.approx)


def _left_of(text: str, start: int, end: int) -> Expression | None:
    """The expression that ends where the sign of equality stands; None where what stands there is none."""
    first = max(start, end - _LONGEST)
    at = first
    for boundary in _BOUNDARY.finditer(text, first, end):
        if not (boundary.group() == "," and text[boundary.end() : boundary.end() + 1].isdigit()):
            at = boundary.end()
    for found in _START.finditer(text, at, end):
        before = text[at : found.start()]
        if _DIGIT_OR_SIGN.search(before):
            return None
        if _NO_START.search(before) or (before and at == first > start):
            continue
        expression = read_expression(text, found.start(), end)
        if expression is not None and not text[expression.end : end].strip("*_` "):
            return expression
    return None


def _stated(right: Operand, left: Expression, value: Interval, *, approx: bool) -> Interval:
    """What the result admits: one unit of its last digit, half a unit where whole numbers are added or multiplied."""
    size = (value.low + value.high) / 2
    if approx:
        slack = abs(size) * APPROXIMATE
        return Interval(size - slack, size + slack)
    digit = last_unit(right.value, right.rounding * 2 or Fraction(1))
    whole = right.whole and all(operand.whole for operand in left.operands) and "/" not in left.operators
    if whole and digit == 1:
        digit = Fraction(1, 2)
    share = digit / abs(right.value) if right.value else Fraction(0)
    slack = abs(size) * share if right.value else digit
    return Interval(size - slack, size + slack)


def _times(result: Interval, told_value: Interval) -> Fraction | None:
    """How many times what is stated the result is; None where one of them is nothing or below."""
    middle, stated = (result.low + result.high) / 2, (told_value.low + told_value.high) / 2
    return middle / stated if middle > 0 and stated > 0 else None


def _meets_hundredfold(left: Expression, result: Interval, stated: Interval) -> bool:
    """`(50 - 40) / 50 × 100 = 20%`."""
    return any(operand.value == 100 for operand in left.operands) and result.scaled(Fraction(1, 100)).meets(stated)


def _comparable(left: Expression, right: Operand) -> bool:
    """Whether both sides speak of the same things: no money from people, no counts from times alone."""
    if right.unit.currency and not any(operand.unit.currency for operand in left.operands):
        return False
    if any(operand.unit.percent and len(operand.unit.words) > 1 for operand in left.operands):
        return False  # `10% emails × 5 MB`: of how many, another line tells
    if right.unit.percent and sum(bool(operand.unit.parts) for operand in left.operands) == 1:
        return False
    if right.unit.percent and left.operators <= {"*"} and not any(o.unit.percent for o in left.operands):
        return all(operand.value < 1 or operand.unit.percent for operand in left.operands)
    return True


def _in_words(value: Fraction, right: Operand, text: str) -> str:
    """The value with the currency, scale and unit of the stated result."""
    scale, worth = right.scale
    unit = text[right.unit_start : right.end]
    return f"{right.unit.currency}{told(value / worth, 4)}{scale}{unit}".rstrip()


def _lacks_period(left: Expression, right: Operand, times: Fraction | None) -> bool:
    """Whether a period that only one side names explains the difference: `$50 × 20 users = $12K/year`."""
    if times is None or any(operand.value in _PERIODS and not operand.unit.words for operand in left.operands):
        return False
    ratio = max(times, 1 / times)
    named = any(power < 0 for operand in (right, *left.operands) for _, power in operand.unit.parts)
    return named and any(abs(ratio / period - 1) < Fraction(3, 100) for period in _PERIODS)
