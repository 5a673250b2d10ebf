"""The keys that an error of the validator speaks of: those that are missing, in the way, or not known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_ASKING = ("required", "dependentRequired", "dependencies")


def missing_names(error: ValidationError) -> Iterator[tuple[str, str | None]]:
    """The keys that an error asks for, each with the key that asks for it, None where the mapping itself does."""
    if error.validator not in _ASKING or not isinstance(error.instance, dict):
        return
    wanted = error.validator_value
    if isinstance(wanted, dict):
        asked = [(name, key) for key, names in wanted.items() if key in error.instance for name in _names(names)]
    elif wanted is True and isinstance(error.schema, Mapping):  # of a property, as draft 3 has it
        known = error.schema.get("properties", {})
        asked = [(name, None) for name, about in known.items() if isinstance(about, dict) and about.get("required")]
    else:
        asked = [(name, None) for name in _names(wanted)]
    yield from ((name, key) for name, key in asked if name not in error.instance)


def choices(error: ValidationError) -> list[list[str]]:
    """Of forms that differ in nothing but the keys they ask for, these keys; [] where anything else is wrong."""
    found: dict[Any, list[str]] = {}
    for each in error.context or ():
        names = [name for name, _ in missing_names(each)] if each.validator == "required" else []
        if not names or len(each.absolute_path) != len(error.absolute_path):
            return []
        found.setdefault(each.schema_path[0], names)
    return list(found.values())


def together(error: ValidationError) -> list[str] | None:
    """Keys that are there and may not be, or not with each other; None of errors that say something else."""
    value = error.validator_value
    if not isinstance(error.instance, dict):
        return None
    if error.validator == "not" and isinstance(value, dict) and set(value) == {"required"}:
        return [name for name in value["required"] if name in error.instance] or None
    if error.validator == "oneOf" and isinstance(value, list):
        asked = [
            part.get("required") if isinstance(part, dict) and set(part) == {"required"} else None for part in value
        ]
        if all(isinstance(names, list) and len(names) == 1 for names in asked):
            return [name for names in asked if names for name in names if name in error.instance] or None
    return None


def _names(names: object) -> list[str]:
    listed = names if isinstance(names, list) else [names]
    return [name for name in listed if isinstance(name, str)]


def unexpected(error: ValidationError) -> Iterator[str]:
    """The keys that neither `properties` nor `patternProperties` of the schema names."""
    import re

    schema = error.schema if isinstance(error.schema, Mapping) else {}
    patterns = [re.compile(pattern) for pattern in schema.get("patternProperties", {})]
    known = schema.get("properties", {})
    for name in error.instance if isinstance(error.instance, dict) else ():
        if name in known or any(pattern.search(name) for pattern in patterns):
            continue
        if error.validator == "unevaluatedProperties" and repr(name) not in error.message:
            continue
        yield name
