"""Whether a regular expression that a user wrote runs in linear time, and if not, which part of it does not.

Python's `re` backtracks, so one careless pattern can stop a run. Accepted are patterns whose cost is bounded by the
length of the text times a constant:

* no back references, lookarounds or conditions;
* a repetition without an upper bound repeats one character or class, and since the pattern's start or the previous
  such repetition there is a character that must be there and that this one cannot match. Two attempts can then never
  run over the same stretch of text: the later one would have to start inside of it. Behind a `^` that opens the whole
  pattern (and no line of it) there is one attempt only, so that the first such repetition needs no character;
* all other choices (bounded repetitions, alternatives) multiply to at most 1,000.
"""

import re
import warnings
from collections.abc import Iterable, Sequence
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

LONGEST_PATTERN = 1000
MOST_CHOICES = 1000

_CATEGORIES = {
    ops.CATEGORY_DIGIT: r"\d",
    ops.CATEGORY_NOT_DIGIT: r"\D",
    ops.CATEGORY_SPACE: r"\s",
    ops.CATEGORY_NOT_SPACE: r"\S",
    ops.CATEGORY_WORD: r"\w",
    ops.CATEGORY_NOT_WORD: r"\W",
}
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
_CHARACTERS = (ops.LITERAL, ops.NOT_LITERAL, ops.ANY, ops.IN)
# Classes are compared on characters of every sort; those that the pattern itself names come on top.
_SAMPLE = "".join(map(chr, range(0x180))) + "\u0660\u0968\u2003\u2028\u3000\u0416\u05d0\u4e2d\u2026\u20ac\U0001f600"

Items = Sequence[tuple[Any, Any]]


class _NotLinear(ValueError):
    pass


def pattern_problem(pattern: str) -> str | None:
    """Why `pattern` cannot be used (not a regular expression, or not linear), in plain words; None where it can."""
    if len(pattern) > LONGEST_PATTERN:
        return f"is longer than {LONGEST_PATTERN} characters"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            flags = re.compile(pattern).flags
            parsed = _parser.parse(pattern)
        if parsed.getwidth()[0] > LONGEST_PATTERN:
            return f"asks for a text of more than {LONGEST_PATTERN} characters"
        _Walk(parsed, flags).walk(parsed)
    except re.error as error:
        at = "" if error.pos is None else f" at character {error.pos + 1}"
        return f"is not a regular expression: {error.msg}{at}"
    except (RecursionError, OverflowError):
        return "is not a regular expression: too complex"
    except _NotLinear as error:
        return str(error)
    return None


class _Walk:
    """Walks over a parsed pattern and keeps which characters must have stood there since the last open repetition."""

    def __init__(self, parsed: Items, flags: int) -> None:
        ignore_case = flags & re.IGNORECASE or any(_ignores_case(items) for items in _all_items(parsed))
        self._flags = (re.IGNORECASE if ignore_case else re.NOFLAG) | (flags & (re.DOTALL | re.ASCII))
        named = {chr(code) for items in _all_items(parsed) for code in _named(items)}
        self._sample = "".join(sorted({*_SAMPLE, *named, *"".join(named).swapcase()}))
        self._separators: list[frozenset[str]] = []
        self._choices = 1
        self._open = 0
        self._anchored = _is_anchored(parsed, flags)

    def walk(self, items: Items) -> None:
        for op, value in items:
            if op in _CHARACTERS:
                self._separators.append(self._characters(op, value))
            elif op is ops.SUBPATTERN:
                self.walk(value[3])
            elif op is ops.ATOMIC_GROUP:
                self.walk(value)
            elif op is ops.BRANCH:
                self._branch(value[1])
            elif op in _REPEATS:
                self._repeat(*value)
            elif op is not ops.AT:
                raise _NotLinear(
                    "uses a back reference, a lookaround or a condition, which may take more than linear time"
                )

    def _branch(self, alternatives: Sequence[Items]) -> None:
        self._choose(len(alternatives))
        before, opened = self._separators, self._open
        for alternative in alternatives:
            self._separators = list(before)
            self.walk(alternative)
        self._separators = before if self._open == opened else []

    def _repeat(self, least: int, most: int, items: Items) -> None:
        if most == ops.MAXREPEAT:
            self._open_repeat(least, items)
            return
        before, opened, choices = list(self._separators), self._open, self._choices
        self.walk(items)
        if self._open > opened:
            if most > 1:
                raise _NotLinear("repeats a group that holds a repetition without an upper bound; bound one of them")
            self._separators = []
        elif least == 0:
            self._separators = before
        inner = self._choices // choices
        if inner > 1 and most > 10:
            raise _NotLinear(f"repeats a group with choices in it up to {most} times; write {{0,10}} at most")
        self._choices = choices
        self._choose(inner ** max(most, 1) * (most - least + 1))

    def _open_repeat(self, least: int, items: Items) -> None:
        inner = list(items)
        while len(inner) == 1 and inner[0][0] in (ops.SUBPATTERN, ops.ATOMIC_GROUP):
            inner = list(inner[0][1][3] if inner[0][0] is ops.SUBPATTERN else inner[0][1])
        if len(inner) != 1 or inner[0][0] not in _CHARACTERS:
            raise _NotLinear("repeats a group without an upper bound; bound it, such as {0,10}")
        repeated = self._characters(*inner[0])
        alone = self._anchored and not self._open
        if not alone and not any(repeated.isdisjoint(separator) for separator in self._separators):
            raise _NotLinear(
                "may take more than linear time: before a repetition without an upper bound there must be a character "
                "that the repetition cannot match; bound it, such as {0,100}"
            )
        self._open += 1
        self._separators = [repeated] if least else []

    def _choose(self, choices: int) -> None:
        self._choices *= choices
        if self._choices > MOST_CHOICES:
            raise _NotLinear(f"has more than {MOST_CHOICES} ways to match in one place; use lower bounds")

    def _characters(self, op: Any, value: Any) -> frozenset[str]:
        """Those characters of the sample that a one-character item matches."""
        if op is ops.ANY:
            source = "."
        elif op is ops.IN:
            source = "".join(map(_class_source, value))
            source = f"[{source}]"
        else:
            source = f"[{'^' if op is ops.NOT_LITERAL else ''}{re.escape(chr(value))}]"
        return frozenset(re.findall(source, self._sample, self._flags))


def _is_anchored(parsed: Items, flags: int) -> bool:
    """Whether the pattern can match at the start of the text only."""
    first = next(iter(parsed), None)
    starts = (ops.AT_BEGINNING_STRING,) if flags & re.MULTILINE else (ops.AT_BEGINNING, ops.AT_BEGINNING_STRING)
    return first is not None and first[0] is ops.AT and first[1] in starts


def _class_source(item: tuple[Any, Any]) -> str:
    op, value = item
    if op is ops.NEGATE:
        return "^"
    if op is ops.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return _CATEGORIES[value] if op is ops.CATEGORY else re.escape(chr(value))


def _all_items(items: Items) -> Iterable[tuple[Any, Any]]:
    for op, value in items:
        yield op, value
        if op is ops.SUBPATTERN:
            yield from _all_items(value[3])
        elif op is ops.ATOMIC_GROUP:
            yield from _all_items(value)
        elif op in _REPEATS:
            yield from _all_items(value[2])
        elif op is ops.BRANCH:
            for alternative in value[1]:
                yield from _all_items(alternative)
        elif op is ops.IN:
            yield from value


def _ignores_case(item: tuple[Any, Any]) -> bool:
    return item[0] is ops.SUBPATTERN and bool(item[1][1] & re.IGNORECASE)


def _named(item: tuple[Any, Any]) -> Iterable[int]:
    """Code points at which the classes of the pattern begin and end."""
    op, value = item
    if op in (ops.LITERAL, ops.NOT_LITERAL):
        ends = (value, value)
    elif op is ops.RANGE:
        ends = value
    else:
        return ()
    return {code for end in ends for code in (end - 1, end, end + 1) if 0 <= code < 0x110000}
