"""What a schema says of the keys of a mapping, wherever in the schema it says so."""

from collections.abc import Iterator, Mapping
from typing import Any

_DEEPEST = 20
_CONDITIONAL = ("then", "else", "anyOf", "oneOf")


def parts_of(whole: Mapping[str, Any], schema: Any, *, conditional: bool = False) -> Iterator[Mapping[str, Any]]:
    """A schema with what its `$ref` and `allOf` add to it, each once.

    With `conditional` also what `then`, `else`, `anyOf` and `oneOf` may add.
    """
    pending, seen = [(schema, 0)], set()
    while pending:
        part, depth = pending.pop(0)
        if not isinstance(part, Mapping) or id(part) in seen or depth > _DEEPEST:
            continue
        seen.add(id(part))
        yield part
        further = [_target(whole, part.get("$ref"))]
        for keyword in ("allOf", *(_CONDITIONAL if conditional else ())):
            value = part.get(keyword)
            further += value if isinstance(value, list) else [value]
        pending += ((each, depth + 1) for each in further)


def keys_at(whole: Mapping[str, Any], path: tuple[str | int, ...]) -> dict[str, Any]:
    """What the schema says of each key of the mapping at `path` of a front matter, in the schema's order."""
    schemas: list[Any] = [whole]
    for step in path:
        parts = [part for schema in schemas for part in parts_of(whole, schema, conditional=True)]
        schemas = [below for part in parts for below in _below(part, step)]
    found: dict[str, Any] = {}
    for schema in schemas:
        for part in parts_of(whole, schema, conditional=True):
            properties = part.get("properties")
            for name, about in properties.items() if isinstance(properties, Mapping) else ():
                found.setdefault(name, about)
    return found


def _below(part: Mapping[str, Any], step: str | int) -> Iterator[Any]:
    """The schemas that a part has for the key or item `step` of its value."""
    if isinstance(step, int):
        for keyword in ("prefixItems", "items"):
            value = part.get(keyword)
            if isinstance(value, list):
                yield from value[step : step + 1]
            else:
                yield value
        return
    properties = part.get("properties")
    if isinstance(properties, Mapping) and step in properties:
        yield properties[step]
    else:
        yield part.get("additionalProperties")


def _target(whole: Mapping[str, Any], reference: object) -> Any:
    """What a reference by pointer names; None of others."""
    if not isinstance(reference, str) or not reference.startswith("#/"):
        return None
    found: Any = whole
    for step in reference[2:].split("/"):
        found = found.get(step.replace("~1", "/").replace("~0", "~")) if isinstance(found, Mapping) else None
    return found
