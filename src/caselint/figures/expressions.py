"""Calculations that a text writes out: `100M × 365 days × 5 years = 180B`, read, evaluated and compared.

An expression is numbers with scales, units and notes in brackets, joined by `+ - × ÷` and brackets. Whatever holds
anything else (a name without a number, a function, a power) is no expression here and is not judged. The left side is
evaluated as written, and with times and data converted into base units; a result that follows in one of these readings
follows. Linear in the line: each operand is read once.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from caselint.figures.arithmetic import APPROXIMATE, Interval
from caselint.figures.numbers import SCALE_LETTERS, SCALE_WORDS, read_digits
from caselint.figures.units import PERIODS, UNITS, period_named, unit_named

_MOST_OPERANDS = 20
_DEEPEST = 8

_OPERAND = re.compile(
    r"(?P<approx>[~≈]\s?)?(?P<sign>[-−](?=[$\d]))?(?P<currency>[$€£₹])?(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)"
    r"(?P<scale>[KMBTk](?![A-Za-z])| (?:thousand|million|billion|trillion)\b)?"
    r"(?P<unit>\s?%|[ -]?(?!x [0-9$])[A-Za-zµμ][A-Za-zµμ'-]{0,20}(?: (?!x [0-9$])[A-Za-z][A-Za-z'-]{0,20}){0,4})?"
    r"(?P<per>(?:/[A-Za-z][A-Za-z-]{0,15}){0,3})(?P<note> [a-z]{1,15}(?= [×*/÷+=-]))?"
)
_NOTE = re.compile(r"\s*\([^()0-9=]{1,60}\)")
_OPERATOR = re.compile(r"\s*(?P<op>[×·÷]|\\?\*(?!\*)|x(?=\s[0-9$])|(?<=\s)[-+−/](?=\s)|/(?=[0-9(])|\+)\s*")
_TIMES, _OVER, _LESS = ("×", "·", "*", "x", "\\*"), ("÷", "/"), ("-", "−")
_WORD = re.compile(r"[A-Za-zµμ]+")


class Unit(NamedTuple):
    """The times and data of an operand's unit: names with their power (1 above, -1 below the stroke)."""

    parts: tuple[tuple[str, int], ...]
    percent: bool
    currency: str
    words: str


@dataclass(frozen=True, slots=True)
class Operand:
    """A number as written, with its unit; `rounding` is half a unit of the last decimal, 0 of a whole number."""

    value: Fraction
    rounding: Fraction
    unit: Unit
    approx: bool
    start: int
    end: int
    whole: bool
    scale: tuple[str, int] = ("", 1)
    unit_start: int = 0


Node = Operand | tuple[str, "Node", "Node"]
Worths = Callable[[str, int], Fraction]


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression from `start` to `end` of its text, with its operands in order."""

    node: Node
    operands: tuple[Operand, ...]
    start: int
    end: int

    @property
    def has_operator(self) -> bool:
        return not isinstance(self.node, Operand)

    @property
    def operators(self) -> frozenset[str]:
        return frozenset(_operators(self.node))


def read_expression(text: str, at: int, end: int) -> Expression | None:
    """The longest expression that starts at `at`; None where none does."""
    reader = _Reader(text, end)
    node = reader.sum(at, 0)
    return None if node is None else Expression(node, tuple(reader.operands), at, reader.at)


def readings(expression: Expression, result: Operand) -> Iterator[tuple[Interval, Interval]]:
    """The values of an expression beside that of its stated result, in each way that the units can be read.

    As written; with data converted; with times converted too, where the result may leave out a period that the
    expression has divided by, or name one that it has not (`10B × 100KB = 1 PB/day`).
    """
    turned = any(operand.value == _BITS_OF_BYTE and not operand.unit.words for operand in expression.operands)
    for left, right in (*_READINGS, *([(_PREFIXES, _PREFIXES)] if turned else ())):
        value = _evaluate(expression.node, left)
        if value is not None:
            yield value, _value(result, right)


def plainest(expression: Expression, result: Operand) -> Fraction | None:
    """The value of an expression in the unit of its stated result, as a message gives it; None where it has none.

    Converted where both sides come to the same times and data, else as written.
    """
    own, told = _powers(expression.node), _powers(result)
    above = Counter(UNITS[name].dimension for name, power in result.unit.parts if power > 0)
    left, right = _READINGS[0]
    if own is not None and own and own in (told, above):
        left, right = _READINGS[2] if own == told else _READINGS[3]
    value, one = _evaluate(expression.node, left), _value(result, right)
    size = (one.low + one.high) / 2
    return None if value is None or not size else (value.low + value.high) / 2 / size * result.value


def _powers(node: Node) -> Counter[str] | None:
    """How often time and data stand above the stroke less below it; None where parts of a sum differ."""
    if isinstance(node, Operand):
        found: Counter[str] = Counter()
        for name, power in node.unit.parts:
            found[UNITS[name].dimension] += power
        return Counter({name: power for name, power in found.items() if power})
    operator, left, right = node
    one, other = _powers(left), _powers(right)
    if one is None or other is None:
        return None
    if operator == "+" or operator in _LESS:
        return one if one == other else None
    joined = Counter(one)
    for name, power in other.items():
        joined[name] += -power if operator in _OVER else power
    return Counter({name: power for name, power in joined.items() if power})


def _evaluate(node: Node, worths: Worths | None) -> Interval | None:
    if isinstance(node, Operand):
        return _value(node, worths)
    operator, left_node, right_node = node
    left, right = _evaluate(left_node, worths), _evaluate(right_node, worths)
    if left is None or right is None:
        return None
    if operator == "+":
        return Interval(left.low + right.low, left.high + right.high)
    if operator in _LESS:
        return Interval(left.low - right.high, left.high - right.low)
    if operator in _OVER:
        if right.low <= 0 <= right.high:
            return None
        right = Interval(1 / right.high, 1 / right.low)
    products = [one * other for one in left for other in right]
    return Interval(min(products), max(products))


def _operators(node: Node) -> Iterator[str]:
    if not isinstance(node, Operand):
        yield "+" if node[0] == "+" else "-" if node[0] in _LESS else "/" if node[0] in _OVER else "*"
        yield from _operators(node[1])
        yield from _operators(node[2])


def _value(operand: Operand, worths: Worths | None) -> Interval:
    slack = max(operand.rounding, abs(operand.value) * APPROXIMATE if operand.approx else Fraction(0))
    factor = Fraction(1, 100) if operand.unit.percent else Fraction(1)
    if worths is not None:
        for name, power in operand.unit.parts:
            factor *= worths(name, power)
    return Interval((operand.value - slack) * factor, (operand.value + slack) * factor)


def _worths(thousand: int, day: int = 0, month: int = 30, *, periods: bool = True, byte: int = 8) -> Worths:
    """What units are worth: data in bits, times in seconds where `day` says how many a day has.

    Without `periods` what stands below a stroke counts as 1; `byte` is what a byte counts, 1 where the page itself
    turns bytes into bits (`1TB × 8 / 1Gbps`).
    """

    def worth(name: str, power: int) -> Fraction:
        known = UNITS[name]
        if known.dimension == "data":
            prefix = "kmgtpez".find(name[0]) + 1 if len(name) == 2 and name[1] == "b" else 0
            size = Fraction(byte * thousand**prefix) if prefix else known.worth or Fraction(1)
        elif not day or (power < 0 and not periods):
            return Fraction(1)
        else:
            size = _length(name, day, month) if known.dimension == "duration" else known.worth or Fraction(1)
        return size if power > 0 else 1 / size

    return worth


def _length(name: str, day: int, month: int) -> Fraction:
    if name == "month":
        return Fraction(month * day)
    return PERIODS[name] * day / 86400 if name in ("day", "week", "year") else UNITS[name].worth or Fraction(1)


def _all_readings() -> Iterator[tuple[Worths | None, Worths | None]]:
    yield None, None
    for thousand in (1000, 1024):
        yield _worths(thousand), _worths(thousand)
        for day, month in ((86400, 30), (86400, 31), (8 * 3600, 20), (8 * 3600, 22)):
            whole = _worths(thousand, day, month)
            without = _worths(thousand, day, month, periods=False)
            yield whole, whole
            yield whole, without
            yield without, without


_READINGS = tuple(_all_readings())
_PREFIXES = _worths(1000, byte=1)
_BITS_OF_BYTE = 8


class _Reader:
    def __init__(self, text: str, end: int) -> None:
        self._text = text
        self._end = end
        self.at = 0
        self.operands: list[Operand] = []

    def sum(self, at: int, depth: int) -> Node | None:
        return self._chain(at, depth, ("+", *_LESS), self._product)

    def _product(self, at: int, depth: int) -> Node | None:
        return self._chain(at, depth, (*_TIMES, *_OVER), self._factor)

    def _chain(
        self, at: int, depth: int, operators: tuple[str, ...], part: Callable[[int, int], Node | None]
    ) -> Node | None:
        node = part(at, depth)
        while node is not None and len(self.operands) < _MOST_OPERANDS:
            found = _OPERATOR.match(self._text, self.at, self._end)
            if found is None or found["op"] not in operators:
                break
            back = self.at
            right = part(found.end(), depth)
            if right is None:
                self.at = back
                return None
            node = (found["op"].lstrip("\\"), node, right)
        return node

    def _factor(self, at: int, depth: int) -> Node | None:
        if self._text.startswith("(", at) and depth < _DEEPEST:
            node = self.sum(at + 1, depth + 1)
            if node is None or not self._text.startswith(")", self.at):
                return None
            self.at += 1
            return node
        found = _OPERAND.match(self._text, at, self._end)
        operand = None if found is None else _operand(found)
        if operand is None:
            return None
        self.at = operand.end
        self.operands.append(operand)
        note = _NOTE.match(self._text, self.at, self._end)
        if note is not None:
            self.at = note.end()
        return operand


def _operand(found: re.Match[str]) -> Operand | None:
    number = read_digits(found["number"])
    if number is None or _is_variable(found):
        return None
    scale = (found["scale"] or "").strip()
    worth = SCALE_LETTERS.get(scale) or SCALE_WORDS.get(scale) or 1
    number = number.scaled(worth)
    whole = "." not in found["number"]
    end = found.end()
    return Operand(
        -number.value if found["sign"] else number.value,
        Fraction(0) if whole else number.rounding,
        _unit(found),
        found["approx"] is not None,
        found.start(),
        end,
        whole and not scale,
        (scale, worth),
        found.end("scale") if scale else found.end("number"),
    )


def _is_variable(found: re.Match[str]) -> bool:
    """Whether a letter that is no unit touches the number: `2f + 1`, `3x - 4`."""
    unit = found["unit"] or ""
    letter = unit.partition(" ")[0]
    if not letter or letter == "%" or unit[0] in " -":
        return False
    return unit_named(letter, glued=True) is None or (
        letter == "x" and found.string[found.end() :].lstrip()[:1] in "+-−"
    )


def _unit(found: re.Match[str]) -> Unit:
    """The times and data that the words behind a number name, `per page` and `/s` below the stroke."""
    words = (found["unit"] or "").strip()
    glued = not (found["unit"] or "").startswith((" ", "-"))
    above, _, below = words.partition(" per ")
    parts: list[tuple[str, int]] = []
    for word in _WORD.findall(above):
        name = unit_named(word, glued=glued and word == words)
        for power, each in enumerate((name or "").split("/")):
            if each in UNITS and UNITS[each].worth is not None:
                parts.append((each, -1 if power else 1))
    for word in (*_WORD.findall(below), *found["per"].split("/")):
        period = period_named(word) or unit_named(word, glued=True)
        if period in UNITS and UNITS[period].worth is not None:
            parts.append((period, -1))
    return Unit(tuple(parts), words.startswith("%"), found["currency"] or "", words + (found["note"] or ""))
