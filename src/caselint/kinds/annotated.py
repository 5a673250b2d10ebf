"""Keys of a front matter about which its schema says something beside JSON Schema's assertions."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from caselint.content.yaml import Node
from caselint.kinds.described import parts_of

_DEEPEST = 20
# What a value may be held against of the page's path.
PATH_PARTS = ("folder", "file")


class Annotated(NamedTuple):
    """A key of the front matter with what the schema says of it.

    Attributes:
        path: the keys and indices that lead to it.
        about: the part of the schema that has the keyword.
        beside: the names of all keys of its mapping.
    """

    path: tuple[str | int, ...]
    key: Node
    value: Node
    about: Mapping[str, Any]
    beside: frozenset[str]


def words_of(schema: object) -> frozenset[str]:
    """The keys of all mappings in a schema: a keyword that is not among them need not be looked for on any page."""
    found: set[str] = set()
    pending = [schema]
    while pending:
        part = pending.pop()
        if isinstance(part, Mapping):
            found |= part.keys()
            pending += part.values()
        elif isinstance(part, list):
            pending += part
    return frozenset(found)


def annotated(schema: Any, root: Node | None, keyword: str) -> Iterator[Annotated]:
    """The keys of a front matter whose schema has a keyword, in the order of the page. `$ref` is followed within it."""
    if root is not None and isinstance(schema, Mapping):
        yield from _keys(keyword, schema, schema, root, (), 0)


def _keys(
    keyword: str,
    whole: Mapping[str, Any],
    schema: Mapping[str, Any],
    node: Node,
    path: tuple[str | int, ...],
    depth: int,
) -> Iterator[Annotated]:
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
            yield from _keys(keyword, whole, items, element, (*path, row), depth + 1)
    names = frozenset(key.name for key, _ in node.pairs)
    for key, value in node.pairs:
        about = properties.get(key.name)
        if not isinstance(about, Mapping):
            continue
        own = next((part for part in parts_of(whole, about) if keyword in part), None)
        if own is not None:
            yield Annotated((*path, key.name), key, value, own, names)
        yield from _keys(keyword, whole, about, value, (*path, key.name), depth + 1)
