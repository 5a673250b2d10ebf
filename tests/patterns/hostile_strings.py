"""Texts that a pattern may be slow on: what it matches itself, with a part in the middle repeated and a wrong end."""

from collections.abc import Iterator
from random import Random
from re import _constants as ops  # type: ignore[attr-defined]
from typing import Any

from counting_matcher import accepts

_SIGNS = " a1.-A,:_*|/\n\t#<>[](){}\"'`~=+&%$@!?;\\^é→0z9"
Tree = Any


def pumped(tree: Tree, flags: int, random: Random, tries: int) -> Iterator[tuple[str, str, str]]:
    """(what comes before, what is repeated, what comes behind) for a parsed pattern."""
    for _ in range(tries):
        sample = _sample(tree, flags, random)
        if not sample:
            continue
        start = random.randrange(len(sample))
        part = sample[start : start + random.choice((1, 1, 1, 2, 3, 6))]
        yield sample[:start], part, random.choice(("", "\x00", "\x00", sample[start:] + "\x00"))


def _sample(tree: Tree, flags: int, random: Random) -> str:
    """A text that the tree matches, its looks around apart."""
    found = []
    for op, given in tree:
        if op in (ops.LITERAL, ops.NOT_LITERAL, ops.ANY, ops.IN):
            fitting = [sign for sign in _SIGNS if accepts(op, given, sign, flags)]
            found.append(random.choice(fitting) if fitting else _first(op, given))
        elif op is ops.BRANCH:
            found.append(_sample(random.choice(given[1]), flags, random))
        elif op is ops.SUBPATTERN:
            found.append(_sample(given[3], flags, random))
        elif op is ops.ATOMIC_GROUP:
            found.append(_sample(given, flags, random))
        elif op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            low, high, body = given
            times = max(low, random.choice((0, 1, 1, 2)))
            found += [_sample(body, flags, random) for _ in range(min(times, high, 4))]
    return "".join(found)


def _first(op: Any, given: Any) -> str:
    if op is ops.LITERAL:
        return chr(given)
    members = given if op is ops.IN else ()
    return next(
        (
            chr(each[0] if isinstance(each, tuple) else each)
            for kind, each in members
            if kind in (ops.LITERAL, ops.RANGE)
        ),
        "a",
    )
