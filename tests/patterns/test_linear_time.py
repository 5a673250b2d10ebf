"""No pattern of caselint takes more than linear time: its backtracking is counted on texts made to hurt it.

Counted are the steps on a text and on one of twice its length. Every pattern is matched at one place; one that the code
searches for, as far as its own module tells, also over the whole text, where each failed start counts.
"""

import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Iterator
from functools import cache
from random import Random
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from counting_matcher import CountingMatcher, TooManyStepsError
from hostile_strings import pumped

import caselint

LENGTH, TRIES, STEPS = 24, 16, 40_000
GROWTH = 2.8
"""What a doubling may cost; linear is 2, quadratic comes to more than 3 at these lengths."""
FEW = 300
"""Steps on the longer text below which there is nothing to tell."""
_MANY = 400
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT)
# Searched for in texts that the caller cuts to some hundred characters, or that are one name or one value.
CUT_SHORT = frozenset(
    ("caselint.rules.metrics.backwards_range._ENDS", "caselint.rules.metrics.wrong_calculation._START")
)


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern that a module, a class or a table of the package holds, by where it stands; bytes as text."""
    found: dict[str, re.Pattern[str]] = {}
    seen: set[tuple[str, int]] = set()
    for module in pkgutil.walk_packages(caselint.__path__, "caselint."):
        if not module.name.endswith("__main__"):
            loaded = importlib.import_module(module.name)
            for name, value in sorted(vars(loaded).items()):
                for place, pattern in _patterns_in(f"{module.name}.{name}", value, module.name):
                    if (pattern.pattern, pattern.flags) not in seen:
                        seen.add((pattern.pattern, pattern.flags))
                        found[place] = pattern
    return found


def _patterns_in(place: str, value: object, module: str, depth: int = 0) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, bytes):
            value = re.compile(value.pattern.decode("latin-1"), value.flags | re.ASCII)
        yield place, value
    elif depth < 3 and isinstance(value, list | tuple | set | frozenset):
        for row, each in enumerate(value):
            yield from _patterns_in(f"{place}[{row}]", each, module, depth + 1)
    elif depth < 3 and isinstance(value, dict):
        for key, each in value.items():
            yield from _patterns_in(f"{place}[{key}]", each, module, depth + 1)
    elif isinstance(value, type) and value.__module__ == module:
        for name, each in list(vars(value).items()):
            yield from _patterns_in(f"{place}.{name}", each, module, depth + 1)


def _repeats(tree: Any, *, kinds: tuple[Any, ...]) -> bool:
    """Whether a parsed pattern holds an endless repeat of these kinds."""
    for op, given in tree:
        if op in (*_REPEATS, ops.POSSESSIVE_REPEAT):
            if (given[1] > _MANY and op in kinds) or _repeats(given[2], kinds=kinds):
                return True
        elif op is ops.BRANCH:
            if any(_repeats(way, kinds=kinds) for way in given[1]):
                return True
        elif op in (ops.SUBPATTERN, ops.ATOMIC_GROUP, ops.ASSERT, ops.ASSERT_NOT):
            inner = given[3] if op is ops.SUBPATTERN else given if op is ops.ATOMIC_GROUP else given[1]
            if _repeats(inner, kinds=kinds):
                return True
    return False


def _is_searched_for(place: str) -> bool:
    module, _, name = place.rpartition(".")
    if module not in sys.modules or not name.isidentifier():
        return False
    source = inspect.getsource(sys.modules[module])
    return re.search(rf"\b{name}\.(?:search|finditer|findall|sub|subn|split)\(", source) is not None


def _steps(pattern: re.Pattern[str], text: str, *, searched: bool) -> float:
    """Endless where the matcher had to be stopped."""
    matcher = CountingMatcher(pattern, STEPS)
    try:
        at = max(matcher.match(text), 1)
        while searched and at < len(text):
            at = max(matcher.match(text, at), at + 1)
    except TooManyStepsError:
        return float("inf")
    return matcher.steps


def worst(pattern: re.Pattern[str], *, searched: bool) -> tuple[float, str]:
    """The greatest growth of a doubling, and the longer text that showed it."""
    found = (0.0, "")
    tree = _parser.parse(pattern.pattern, pattern.flags)
    for before, part, behind in pumped(tree, pattern.flags, Random(1), TRIES):
        texts = [before + part * (length // len(part)) + behind for length in (LENGTH, 2 * LENGTH, 4 * LENGTH)]
        once, twice = (_steps(pattern, text, searched=searched) for text in texts[:2])
        growth = twice / max(1, min(once, STEPS))
        if twice > FEW and growth > GROWTH:
            # A bound that only the shorter text keeps within is no growth.
            growth = min(growth, _steps(pattern, texts[2], searched=searched) / min(twice, STEPS))
        if twice > FEW:
            found = max(found, (growth, texts[1]))
    return found


def _endless(*kinds: Any) -> list[str]:
    return [
        place
        for place, pattern in patterns().items()
        if _repeats(_parser.parse(pattern.pattern, pattern.flags), kinds=kinds)
    ]


def test_the_patterns_are_found() -> None:
    assert len(patterns()) > 400


@pytest.mark.parametrize("place", _endless(*_REPEATS))
def test_a_match_at_one_place_is_linear(place: str) -> None:
    growth, text = worst(patterns()[place], searched=False)
    assert growth <= GROWTH, f"x{growth:.1f} on {text!r}"


@pytest.mark.parametrize(
    "place", [each for each in _endless(*_REPEATS, ops.POSSESSIVE_REPEAT) if _is_searched_for(each)]
)
def test_a_search_is_linear(place: str) -> None:
    growth, text = worst(patterns()[place], searched=True)
    assert growth <= GROWTH or place in CUT_SHORT, f"x{growth:.1f} on {text!r}"


@pytest.mark.parametrize(
    "written", [r"(a+)+b", r"(?:a|ab?)*c", r"\s*,?\s*\Z", r"(\w+ ?)*!", r"[^x]*?a[^x]*?b", r"(?:ab?)*(?:ba?)*c"]
)
def test_slow_patterns_are_told(written: str) -> None:
    assert worst(re.compile(written), searched=False)[0] > GROWTH


@pytest.mark.parametrize("written", [r"a++b", r"<[^>]*>", r"\[[^\]]+\]\("])
def test_slow_searches_are_told(written: str) -> None:
    assert worst(re.compile(written), searched=True)[0] > GROWTH


@pytest.mark.parametrize("place", _endless(*_REPEATS))
def test_the_counting_matcher_matches_as_re_does(place: str) -> None:
    pattern = patterns()[place]
    tree = _parser.parse(pattern.pattern, pattern.flags)
    for before, part, behind in pumped(tree, pattern.flags, Random(2), 8):
        text = before + part * 3 + behind
        matched = pattern.match(text)
        assert CountingMatcher(pattern, STEPS).match(text) == (matched.end() if matched else -1), text
