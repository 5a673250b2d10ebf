"""The shape of a configuration file: checked against the models, each fault told in plain words at its place."""

import json
import types
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from caselint.config.problems import ConfigProblem, nearest, shorten
from caselint.config.settings import Settings
from caselint.config.toml_file import TomlFile
from caselint.config.toml_places import TomlPath


def read_settings(file: TomlFile) -> tuple[Settings, list[ConfigProblem]]:
    """The settings of `file`, those that are wrong left out, and a problem for each of these."""
    table: Any = file.table
    problems: list[ConfigProblem] = []
    while True:
        try:
            return Settings.model_validate(table), problems
        except ValidationError as error:
            faults = error.errors(include_url=False, include_context=True)
        # A key that was taken out in an earlier round is not missing: its value is wrong, which has been said.
        problems += [_problem(file, fault) for fault in faults if not problems or fault["type"] != "missing"]
        # What is wrong is taken out, innermost and last first, so that the rest can still be checked.
        table = _copy(table)
        for path in sorted({_wrong_part(fault) for fault in faults}, key=_by_place, reverse=True):
            _remove(table, path)


def _by_place(path: TomlPath) -> tuple[tuple[int, str], ...]:
    return tuple((part, "") if isinstance(part, int) else (-1, part) for part in path)


def _wrong_part(fault: Mapping[str, Any]) -> TomlPath:
    path: TomlPath = fault["loc"]
    return path[:-1] if fault["type"] == "missing" else path


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(inner) for key, inner in value.items()}
    return [_copy(inner) for inner in value] if isinstance(value, list) else value


def _remove(table: Any, path: TomlPath) -> None:
    for part in path[:-1]:
        try:
            table = table[part]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(table, dict):
        table.pop(path[-1], None)
    elif isinstance(table, list) and isinstance(path[-1], int) and path[-1] < len(table):
        del table[path[-1]]


def _problem(file: TomlFile, fault: Mapping[str, Any]) -> ConfigProblem:
    path: TomlPath = fault["loc"]
    kind, given = fault["type"], fault["input"]
    if kind == "extra_forbidden":
        known = _known_keys(path[:-1])
        where = f" in `{label(path[:-1])}`" if len(path) > 1 else ""
        word = str(path[-1])
        return file.problem(
            path,
            f"unknown key `{shorten(word)}`{where}",
            nearest(word, known),
            key=True,
        )
    if kind == "missing":
        return file.problem(path[:-1], f"{_named(path[:-1])} has no `{path[-1]}`", key=True)
    if kind in ("too_short", "string_too_short"):
        return file.problem(path, f"{_named(path)} must not be empty")
    annotation = _annotation(path)
    if kind == "literal_error":
        allowed = [str(word) for word in get_args(annotation)]
        words = " or ".join(f'"{word}"' for word in allowed)
        hint = nearest(given, allowed) if isinstance(given, str) else None
        return file.problem(path, f"{_named(path)} must be {words}, is {quoted(given)}", hint)
    return file.problem(path, f"{_named(path)} must be {in_words(annotation)}, is {sort_of(given)}")


def label(path: Sequence[str | int]) -> str:
    """A path as a reader writes it: `kinds.case-study.pages`; positions in a list left out."""
    return ".".join(shorten(part) for part in path if isinstance(part, str))


def _named(path: TomlPath) -> str:
    if path and isinstance(path[-1], int):
        return f"item {path[-1] + 1} of `{label(path)}`"
    return f"`{label(path)}`"


def _plain(annotation: Any) -> Any:
    """An annotation without its `| None`."""
    if get_origin(annotation) in (Union, types.UnionType):
        rest = [part for part in get_args(annotation) if part is not type(None)]
        return rest[0] if len(rest) == 1 else annotation
    return annotation


def _annotation(path: TomlPath) -> Any:
    """The type that the models ask for at `path`; None for what they do not know."""
    found: Any = Settings
    for part in path:
        if isinstance(found, type) and issubclass(found, BaseModel):
            fields = {field.alias or name: field.annotation for name, field in found.model_fields.items()}
            found = _plain(fields.get(str(part)))
        else:
            arguments = get_args(found)
            found = _plain(arguments[-1]) if arguments else None
    return found


def _known_keys(path: TomlPath) -> list[str]:
    model = _annotation(path)
    if isinstance(model, type) and issubclass(model, BaseModel):
        return [field.alias or name for name, field in model.model_fields.items()]
    return []


_WORDS = {
    str: "a string",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    date: "a date",
}


def in_words(annotation: Any) -> str:
    """What a type asks for: `a list of strings`."""
    annotation = _plain(annotation)
    origin = get_origin(annotation) or annotation
    if origin is Literal:
        return " or ".join(f'"{word}"' for word in get_args(annotation))
    if isinstance(origin, type) and issubclass(origin, list | tuple | set | frozenset):
        arguments = get_args(annotation)
        inner = in_words(arguments[0]).partition(" ")[2] if arguments else ""
        return f"a list of {inner}s" if inner and " or " not in inner else "a list"
    if origin in _WORDS:
        return _WORDS[origin]
    return "a table" if isinstance(origin, type) else "another sort of value"


def sort_of(value: object) -> str:
    """What sort of value was given: `a string`."""
    if isinstance(value, bool):
        return str(value).lower()
    for kind, word in (
        (str, "a string"),
        (int | float, "a number"),
        (list, "a list"),
        (dict, "a table"),
    ):
        if isinstance(value, kind):
            return word
    return "a date" if isinstance(value, date) else "a time" if isinstance(value, time) else "nothing"


def quoted(value: object) -> str:
    """A value for a message: a string in quotes, anything else by its sort."""
    return f'"{shorten(value)}"' if isinstance(value, str) else sort_of(value)


def fitting(annotation: Any, value: object) -> object:
    """`value`, as TOML gives it, as the type asks: a list becomes a tuple, a word an enum's member.

    Raises:
        ValueError: it does not fit; the message says what it must be.
    """
    adapter = TypeAdapter(annotation)
    try:
        if isinstance(value, date | time):
            return adapter.validate_python(value, strict=True)
        # Read as JSON, a list is an honest tuple or set and a word an enum's member, but "3" still no number.
        return adapter.validate_json(json.dumps(value), strict=True)
    except TypeError:
        raise ValueError(in_words(annotation)) from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        if first["type"] == "enum":
            raise ValueError(str(first["ctx"]["expected"]).replace("'", '"')) from None
        raise ValueError(in_words(annotation)) from None
