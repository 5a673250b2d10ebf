"""A configuration as plain data that JSON can hold, and back: reading it again needs neither TOML nor pydantic."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from caselint.config.config import (
    Collection,
    Config,
    KindSettings,
    ModelName,
    Override,
    RuleSettings,
    Selectors,
    TextPattern,
    VocabularySettings,
)
from caselint.config.globs import Globs
from caselint.findings import Severity

_CLASSES: Mapping[str, type[Any]] = {
    each.__name__: each
    for each in (
        Collection, Config, Globs, KindSettings, ModelName, Override, RuleSettings, Selectors, TextPattern,
        VocabularySettings,
    )
}  # fmt: skip
_MAKERS: Mapping[str, Callable[[Any], object]] = {
    "path": Path,
    "severity": Severity,
    "tuple": lambda values: tuple(map(from_plain, values)),
    "list": lambda values: list(map(from_plain, values)),
    "set": lambda values: frozenset(map(from_plain, values)),
    "table": lambda pairs: {key: from_plain(value) for key, value in pairs},
}


def to_plain(value: object) -> object:
    """`value` as what JSON can hold: what is no text, number or truth value is a pair of its type and its content.

    Raises:
        TypeError: it holds a value of a type that settings do not have, such as a date.
    """
    if value is None or (isinstance(value, str | bool | int | float) and not isinstance(value, Severity)):
        return value
    name = type(value).__name__
    if name in _CLASSES:
        public = (field.name for field in fields(_CLASSES[name]) if not field.name.startswith("_"))
        return [name, {each: to_plain(getattr(value, each)) for each in public}]
    if isinstance(value, Severity):
        return ["severity", value.value]
    if isinstance(value, Path):
        return ["path", str(value)]
    if isinstance(value, tuple | list | frozenset):
        kind = "set" if isinstance(value, frozenset) else "tuple" if isinstance(value, tuple) else "list"
        return [kind, [to_plain(each) for each in (sorted(value) if kind == "set" else value)]]
    if isinstance(value, Mapping):
        return ["table", [[key, to_plain(each)] for key, each in value.items()]]
    raise TypeError(f"settings hold no {name}")


def from_plain(plain: Any) -> Any:
    """What `to_plain` was given.

    Raises:
        KeyError, TypeError, ValueError: it is not what `to_plain` makes.
    """
    if not isinstance(plain, list):
        return plain
    name, content = plain
    if name in _CLASSES:
        return _CLASSES[name](**{field: from_plain(value) for field, value in content.items()})
    return _MAKERS[name](content)
