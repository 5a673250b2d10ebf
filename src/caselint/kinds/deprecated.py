"""Keys of a front matter that its schema calls deprecated (JSON Schema 2020-12, validation, section 9.3)."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from caselint.content.yaml import Node
from caselint.kinds.described import parts_of

_DEEPEST = 20


class Deprecated(NamedTuple):
    """A deprecated key: the keys and indices that lead to it, its node, and what the schema says instead.

    `replaced_by` is the schema's own `x-replaced-by`, the name of the key to use; "" where it names none. `taken` tells
    that the mapping has that key already.
    """

    path: tuple[str | int, ...]
    key: Node
    replaced_by: str
    why: str
    taken: bool


def deprecated_keys(schema: Any, root: Node | None) -> Iterator[Deprecated]:
    """The deprecated keys of a front matter, in the order of the page. `$ref` is followed within the schema."""
    if root is not None and isinstance(schema, Mapping):
        yield from _keys(schema, schema, root, (), 0)


def _keys(
    whole: Mapping[str, Any], schema: Mapping[str, Any], node: Node, path: tuple[str | int, ...], depth: int
) -> Iterator[Deprecated]:
    if depth > _DEEPEST:
        return
    properties: dict[str, Any] = {}
    items: Any = None
    for part in parts_of(whole, schema):
        found = part.get("properties")
        properties |= found if isinstance(found, Mapping) else {}
        items = part.get("items", items)
    for row, element in enumerate(node.elements):
        if isinstance(items, Mapping):
            yield from _keys(whole, items, element, (*path, row), depth + 1)
    names = {key.name for key, _ in node.pairs}
    for key, value in node.pairs:
        about = properties.get(key.name)
        if not isinstance(about, Mapping):
            continue
        own = next((part for part in parts_of(whole, about) if part.get("deprecated") is True), None)
        if own is not None:
            other = own.get("x-replaced-by")
            replaced_by = other if isinstance(other, str) else ""
            why = own.get("description")
            yield Deprecated(
                (*path, key.name), key, replaced_by, why if isinstance(why, str) else "", replaced_by in names
            )
        yield from _keys(whole, about, value, (*path, key.name), depth + 1)
