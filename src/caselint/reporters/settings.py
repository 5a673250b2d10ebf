"""`caselint config`: the settings in force for a page, and where each came from."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from math import isfinite

from caselint.findings.rows import encodable, json_line
from caselint.findings.visible import shorten, visible, width
from caselint.reporters.style import Style

FORMATS = ("text", "json")
_VALUE_LIMIT = 60
_KEY_LIMIT = 40


@dataclass(frozen=True)
class Place:
    """A file as it is shown, and a line of it; 0 where the whole file is meant."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True)
class Row:
    """A setting: its name, its value as plain data, where it came from, and what else there is to say of that."""

    key: str
    value: object
    place: Place | None = None
    reason: str = ""


@dataclass(frozen=True)
class RuleRow:
    """A rule: whether it is on, its severity and options, and what decided each."""

    code: str
    name: str
    on: Row
    severity: Row
    options: tuple[Row, ...] = ()


@dataclass(frozen=True)
class InForce:
    """What holds for a page or folder: `facts` of the page and its site, the settings, the rules."""

    path: str
    facts: tuple[Row, ...]
    settings: tuple[Row, ...]
    rules: tuple[RuleRow, ...]


def render_in_force(found: InForce, output_format: str, style: Style) -> str:
    """The settings as text, or as one JSON object."""
    if output_format == "json":
        return json_line(_object(found)) + "\n"
    return "".join(line.rstrip() + "\n" for line in _lines(found, style))


def _lines(found: InForce, style: Style) -> Iterator[str]:
    yield style.bold(visible(found.path))
    yield from _table(found.facts, style)
    if found.settings:
        yield from ("", style.bold("settings"))
        yield from _table(found.settings, style)
    yield from ("", style.bold("rules"))
    names = max((len(rule.name) for rule in found.rules), default=0)
    for rule in found.rules:
        yield _rule_line(rule, names, style)
        for option in rule.options if rule.on.value else ():
            yield f"        {option.key} = {_value(option.value)}   {style.dim(_origin(option) or 'default')}"


def _rule_line(rule: RuleRow, names: int, style: Style) -> str:
    told = "; ".join(origin for origin in map(_origin, (rule.on, rule.severity)) if origin)
    state, severity = ("on ", rule.severity.value) if rule.on.value else (style.dim("off"), "")
    return f"  {state} {rule.code} {rule.name:<{names}}  {severity!s:<7}  {style.dim(told)}"


def _table(rows: Sequence[Row], style: Style) -> Iterator[str]:
    cells = [(shorten(visible(row.key), _KEY_LIMIT), _value(row.value), _origin(row)) for row in rows]
    keys = max((width(key) for key, _, _ in cells), default=0)
    values = max((width(value) for _, value, _ in cells), default=0)
    for key, value, origin in cells:
        gap = " " * (values - width(value))
        yield f"  {key}{' ' * (keys - width(key))}  {value}{gap}  {style.dim(origin)}"


def _origin(row: Row) -> str:
    place = "" if row.place is None else visible(str(row.place))
    return " ".join(part for part in (place, visible(row.reason)) if part)


def _value(value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, str):
        return shorten(visible(value), _VALUE_LIMIT)
    return shorten(visible(json.dumps(_plain(value), ensure_ascii=False)), _VALUE_LIMIT)


def _object(found: InForce) -> dict[str, object]:
    return {
        "version": 1,
        "path": encodable(found.path),
        **{row.key: _row(row) for row in found.facts},
        "settings": [{"key": encodable(row.key), **_row(row)} for row in found.settings],
        "rules": [
            {
                "code": rule.code,
                "name": rule.name,
                "on": _row(rule.on),
                "severity": _row(rule.severity),
                "options": {option.key: _row(option) for option in rule.options},
            }
            for rule in found.rules
        ],
    }


def _row(row: Row) -> dict[str, object]:
    place = None if row.place is None else {"path": encodable(row.place.path), "line": row.place.line or None}
    return {"value": _plain(row.value), "from": place, "reason": encodable(row.reason)}


def _plain(value: object) -> object:
    """`value` as JSON has it; dates and the like as text."""
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    if isinstance(value, Enum):
        return _plain(value.value)
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, float):
        return value if isfinite(value) else str(value)
    return value if value is None or isinstance(value, bool | int) else str(value)
