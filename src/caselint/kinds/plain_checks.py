"""The single checks of a plain schema. Each is true of what certainly fits; a keyword of another shape is not plain."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from caselint.config.patterns import pattern_problem

Check = Callable[[Any], bool]
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


class NotPlain(Exception):
    pass


def searcher(pattern: Any) -> Callable[[str], object]:
    expect(isinstance(pattern, str) and pattern_problem(pattern) is None)
    return re.compile(pattern).search


def pattern_check(value: Any) -> Check:
    search = searcher(value)
    return lambda value: not isinstance(value, str) or search(value) is not None


def texts_of(about: Any) -> frozenset[str]:
    expect(isinstance(about, dict) and len(about) == 1)
    allowed = [about["const"]] if "const" in about else about.get("enum")
    expect(isinstance(allowed, list) and allowed and all(isinstance(each, str) for each in allowed))
    expect(len(set(allowed)) == len(allowed))
    return frozenset(allowed)


def expect(holds: object) -> None:
    if not holds:
        raise NotPlain


def distinct(value: Any) -> tuple[str, ...]:
    expect(isinstance(value, list) and all(isinstance(name, str) for name in value))
    expect(len(set(value)) == len(value))
    return tuple(value)


def _size(value: Any) -> int:
    expect(type(value) is int and value >= 0)
    return int(value)


def at_least(kind: Any) -> Callable[[Any], Check]:
    def make(limit: Any) -> Check:
        least = _size(limit)
        return lambda value: not isinstance(value, kind) or len(value) >= least

    return make


def at_most(kind: Any) -> Callable[[Any], Check]:
    def make(limit: Any) -> Check:
        most = _size(limit)
        return lambda value: not isinstance(value, kind) or len(value) <= most

    return make


def bound(fits: Callable[[Any, Any], bool]) -> Callable[[Any], Check]:
    def make(limit: Any) -> Check:
        expect(type(limit) in (int, float))
        return lambda value: type(value) not in (int, float) or fits(value, limit)

    return make


def anything(_: Any) -> bool:
    return True


def nothing(_: Any) -> bool:
    return False


def all_of(checks: Iterable[Check]) -> Check:
    listed = tuple(checks)
    if len(listed) == 1:
        return listed[0]
    return lambda value: all(check(value) for check in listed)


def all_differ(value: Any) -> bool:
    if not isinstance(value, list):
        return True
    return all(isinstance(each, str) for each in value) and len(set(value)) == len(value)


def is_date(value: Any) -> bool:
    if not isinstance(value, str):
        return True
    try:
        return _DATE.match(value) is not None and date.fromisoformat(value) is not None
    except ValueError:
        return False
