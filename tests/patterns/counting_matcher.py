"""A backtracking matcher that counts its steps, so that growth is told by counting and not by a clock.

It walks the tree that `re` itself parses, tries what CPython's matcher tries in the same order, and counts each test of
a character and each way that is tried. It knows all that `re` of Python 3.11 knows, conditional groups excepted.
"""

import re
from collections.abc import Callable, Sequence
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

Tree = Any
Next = Callable[[int], bool]


class TooManyStepsError(Exception):
    """The matcher was stopped."""


class CountingMatcher:
    """Matches one pattern at one place of a text after the other; `steps` is what it took."""

    def __init__(self, pattern: re.Pattern[str], limit: int) -> None:
        self.steps = 0
        self._tree = _parser.parse(pattern.pattern, pattern.flags)
        self._flags = pattern.flags
        self._limit = limit
        self._text = ""
        self._groups: dict[int, tuple[int, int]] = {}

    def match(self, text: str, at: int = 0) -> int:
        """Where the match at `at` ends; -1 for none."""
        self._text, self._groups = text, {}
        return self._atomic(self._tree, at, self._flags)

    def _count(self) -> None:
        self.steps += 1
        if self.steps > self._limit:
            raise TooManyStepsError

    def _atomic(self, tree: Tree, at: int, flags: int) -> int:
        ends: list[int] = []

        def done(end: int) -> bool:
            ends.append(end)
            return True

        return ends[-1] if self._run(tree, 0, at, flags, done) else -1

    def _run(self, tree: Tree, row: int, at: int, flags: int, then: Next) -> bool:
        while row < len(tree):
            op, given = tree[row]
            if op in _ONE:
                self._count()
                if at >= len(self._text) or not accepts(op, given, self._text[at], flags):
                    return False
                at += 1
            elif op is ops.AT:
                if not self._stands(given, at, flags):
                    return False
            elif op in (ops.ASSERT, ops.ASSERT_NOT):
                if self._looks(given, at, flags) is not (op is ops.ASSERT):
                    return False
            elif op is ops.GROUPREF:
                start, end = self._groups.get(given, (0, -1))
                held = self._text[start:end]
                if end < 0 or not self._text.startswith(held, at):
                    return False
                self._count()
                at += len(held)
            elif op is ops.ATOMIC_GROUP:
                at = self._atomic(given, at, flags)
                if at < 0:
                    return False
            elif op is ops.POSSESSIVE_REPEAT:
                at = self._possessive(given, at, flags)
                if at < 0:
                    return False
            else:
                return self._choice(tree, row, at, flags, then)
            row += 1
        return then(at)

    def _choice(self, tree: Tree, row: int, at: int, flags: int, then: Next) -> bool:
        op, given = tree[row]

        def go_on(end: int) -> bool:
            return self._run(tree, row + 1, end, flags, then)

        if op is ops.BRANCH:
            for way in given[1]:
                self._count()
                if self._run(way, 0, at, flags, go_on):
                    return True
            return False
        if op is ops.SUBPATTERN:
            group, added, removed, inner = given

            def close(end: int) -> bool:
                if group is not None:
                    self._groups[group] = (at, end)
                return go_on(end)

            return self._run(inner, 0, at, (flags | added) & ~removed, close)
        assert op in (ops.MAX_REPEAT, ops.MIN_REPEAT), op
        low, high, body = given
        if len(body) == 1 and body[0][0] in _ONE:
            return self._run_of(body[0], (low, high), at, flags, go_on, greedy=op is ops.MAX_REPEAT)
        return self._repeat(body, (low, high), at, flags, go_on, greedy=op is ops.MAX_REPEAT)

    def _run_of(self, one: Tree, times: tuple[int, int], at: int, flags: int, then: Next, *, greedy: bool) -> bool:
        end = at
        low, high = times[0], min(times[1], len(self._text))
        while end - at < high and end < len(self._text) and accepts(*one, self._text[end], flags):
            self._count()
            end += 1
        ends: Sequence[int] = range(at + low, end + 1)
        for stop in reversed(ends) if greedy else ends:
            self._count()
            if then(stop):
                return True
        return False

    def _repeat(self, body: Tree, times: tuple[int, int], at: int, flags: int, then: Next, *, greedy: bool) -> bool:
        low, high = times

        def once_more(count: int, start: int) -> bool:
            self._count()

            def inner(end: int) -> bool:
                return (end > start or count < low) and once_more(count + 1, end)

            if not greedy and count >= low and then(start):
                return True
            if count < high and self._run(body, 0, start, flags, inner):
                return True
            return greedy and count >= low and then(start)

        return once_more(0, at)

    def _possessive(self, given: Tree, at: int, flags: int) -> int:
        low, high, body = given
        count = 0
        while count < high:
            self._count()
            end = self._atomic(body, at, flags)
            if end < 0 or (end == at and count >= low):
                break
            at, count = end, count + 1
        return at if count >= low else -1

    def _looks(self, given: Tree, at: int, flags: int) -> bool:
        direction, inner = given
        if direction > 0:
            return self._atomic(inner, at, flags) >= 0
        start = at - inner.getwidth()[0]
        return start >= 0 and self._atomic(inner, start, flags) == at

    def _stands(self, where: Any, at: int, flags: int) -> bool:
        self._count()
        text = self._text
        if where in (ops.AT_BEGINNING, ops.AT_BEGINNING_STRING):
            lines = where is ops.AT_BEGINNING and flags & re.MULTILINE
            return at == 0 or bool(lines and text[at - 1] == "\n")
        if where is ops.AT_END_STRING:
            return at == len(text)
        if where is ops.AT_END:
            last = at == len(text) or (at == len(text) - 1 and text[at] == "\n")
            return last or bool(flags & re.MULTILINE and text[at] == "\n")
        words = (at > 0 and _is_word(text[at - 1])) != (at < len(text) and _is_word(text[at]))
        return words is (where is ops.AT_BOUNDARY)


_ONE = (ops.LITERAL, ops.NOT_LITERAL, ops.ANY, ops.IN)


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def accepts(op: Any, given: Any, sign: str, flags: int) -> bool:
    """Whether a part of a parsed pattern that stands for one character takes `sign`."""
    if op is ops.ANY:
        return sign != "\n" or bool(flags & re.DOTALL)
    signs = {sign, sign.lower(), sign.upper()} if flags & re.IGNORECASE else {sign}
    codes = {ord(each) for each in signs if len(each) == 1}
    if op is ops.LITERAL:
        return given in codes
    if op is ops.NOT_LITERAL:
        return given not in codes
    negated = given[0][0] is ops.NEGATE
    return negated is not any(_holds(each, codes, sign, flags) for each in given[negated:])


def _holds(member: Any, codes: set[int], sign: str, flags: int) -> bool:
    op, given = member
    if op is ops.LITERAL:
        return given in codes
    if op is ops.RANGE:
        return any(given[0] <= code <= given[1] for code in codes)
    ascii_only = flags & re.ASCII and not sign.isascii()
    kinds = {
        ops.CATEGORY_DIGIT: sign.isdecimal(),
        ops.CATEGORY_SPACE: sign.isspace(),
        ops.CATEGORY_WORD: _is_word(sign),
    }
    if given in kinds:
        return kinds[given] and not ascii_only
    opposite = {
        ops.CATEGORY_NOT_DIGIT: ops.CATEGORY_DIGIT,
        ops.CATEGORY_NOT_SPACE: ops.CATEGORY_SPACE,
        ops.CATEGORY_NOT_WORD: ops.CATEGORY_WORD,
    }
    return not kinds[opposite[given]] or bool(ascii_only)
