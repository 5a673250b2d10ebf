"""The validator of a schema: `jsonschema`'s, with nothing fetched, linear checks, and the conditions that held."""

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from caselint.config.problems import shorten
from caselint.kinds.formats import CHECKS
from caselint.kinds.plain_checks import Check
from caselint.kinds.plain_schema import compile_parts
from caselint.kinds.references import specifications

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

_LIBRARY_FORMATS = ("date", "ipv4", "ipv6", "uuid")
_MOST_NAMED = 3
_LONGEST_NAMED = 40
_NEVER: Mapping[str, Any] = {"not": {}}


class Condition(Exception):
    """In words what of a page made a conditional part of its schema hold: `"tier" is gold`."""


def make_validator(schema: dict[str, Any]) -> "Validator":
    """A validator that never opens a file or an address, and whose checks are linear in the front matter.

    An error that a condition is behind (`if`, `dependentSchemas`) has that `Condition` as its `cause`.
    """
    from jsonschema import Draft202012Validator, FormatChecker
    from jsonschema.validators import extend, validator_for

    formats = FormatChecker(formats=())
    for name in _LIBRARY_FORMATS:
        if name in Draft202012Validator.FORMAT_CHECKER.checkers:
            formats.checkers[name] = Draft202012Validator.FORMAT_CHECKER.checkers[name]
    for name, check in CHECKS.items():
        formats.checks(name)(check)
    draft = validator_for(schema, default=Draft202012Validator)
    placed = _placed(schema)
    own = {"uniqueItems": _unique_items, "if": _if, "dependentSchemas": _dependent_schemas}
    known = {keyword: check for keyword, check in own.items() if keyword in draft.VALIDATORS}
    parts = compile_parts(placed)
    if parts:
        known["properties"] = partial(_properties, parts)
    made: type[Validator] = extend(draft, known)  # type: ignore[no-untyped-call]
    return made(placed, registry=specifications(), format_checker=formats)


def _placed(schema: Any) -> Any:
    """The schema with `false` for a key or item written as `{"not": {}}`: of `false` itself an error has no place."""
    if isinstance(schema, list):
        return [_placed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    placed: dict[str, Any] = {}
    for keyword, value in schema.items():
        if keyword in ("properties", "patternProperties") and isinstance(value, dict):
            placed[keyword] = {name: _NEVER if about is False else _placed(about) for name, about in value.items()}
        elif keyword == "prefixItems" and isinstance(value, list):
            placed[keyword] = [_NEVER if about is False else _placed(about) for about in value]
        else:
            placed[keyword] = value if keyword in ("enum", "const", "default", "examples") else _placed(value)
    return placed


def _properties(
    parts: Mapping[int, Check], validator: Any, properties: Mapping[str, Any], instance: Any, _: object
) -> "Iterator[ValidationError]":
    """As the library has it, but for values that are plainly right: going into them costs most of its time."""
    for name, schema in properties.items() if isinstance(instance, dict) else ():
        if name in instance:
            check = parts.get(id(schema))
            if check is None or not check(instance[name]):
                yield from validator.descend(instance[name], schema, path=name, schema_path=name)


def _unique_items(_: object, wanted: object, instance: object, __: object) -> "Iterator[ValidationError]":
    from jsonschema.exceptions import ValidationError

    if wanted is True and isinstance(instance, list):
        seen = set()
        for index, item in enumerate(instance):
            text = json.dumps(item, sort_keys=True)
            if text in seen:
                yield ValidationError("stands twice in the list", path=[index], instance=item)
            seen.add(text)


def _if(validator: Any, condition: Any, instance: object, schema: Mapping[str, Any]) -> "Iterator[ValidationError]":
    branch = "then" if validator.evolve(schema=condition).is_valid(instance) else "else"
    if branch in schema:
        held = " and ".join(list(dict.fromkeys(_held(condition, instance)))[:_MOST_NAMED])
        for error in validator.descend(instance, schema[branch], schema_path=branch):
            yield _because(error, held)


def _dependent_schemas(
    validator: Any, dependent: Mapping[str, Any], instance: Any, _: object
) -> "Iterator[ValidationError]":
    for name, schema in dependent.items() if isinstance(instance, dict) else ():
        if name in instance:
            for error in validator.descend(instance, schema, schema_path=name):
                yield _because(error, f'"{shorten(name, _LONGEST_NAMED)}" is there')


def _because(error: "ValidationError", held: str) -> "ValidationError":
    """The error with its condition; of conditions within each other the innermost says most."""
    if held and not isinstance(error.cause, Condition):
        error.cause = Condition(held)
    return error


def _held(condition: Any, instance: Any) -> Iterator[str]:
    """What the page says of each key that a condition speaks of."""
    if not isinstance(condition, dict) or not isinstance(instance, dict):
        return
    properties = condition.get("properties")
    for name, about in properties.items() if isinstance(properties, dict) else ():
        inner = list(_held(about, instance.get(name)))
        yield from inner or [_state(name, instance)]
    required = condition.get("required")
    named = properties if isinstance(properties, dict) else {}
    for name in required if isinstance(required, list) else ():
        if name not in named:
            yield _state(name, instance, present_only=True)
    for keyword in ("allOf", "anyOf", "oneOf", "not"):
        parts = condition.get(keyword)
        for part in parts if isinstance(parts, list) else [parts]:
            yield from _held(part, instance)


def _state(name: object, instance: Mapping[str, Any], *, present_only: bool = False) -> str:
    said = f'"{shorten(str(name), _LONGEST_NAMED)}" is '
    if name not in instance:
        return f"{said}not there"
    value = instance[str(name)]
    if present_only or isinstance(value, list | dict):
        return f"{said}there"
    if value is None or value == "":
        return f"{said}empty"
    return said + (str(value).lower() if isinstance(value, bool) else shorten(str(value), _LONGEST_NAMED))
