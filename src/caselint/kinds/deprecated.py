"""Keys of a front matter that its schema calls deprecated (JSON Schema 2020-12, validation, section 9.3)."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from caselint.content.yaml import Node
from caselint.kinds.annotated import annotated


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
    """The deprecated keys of a front matter, in the order of the page."""
    for each in annotated(schema, root, "deprecated"):
        if each.about["deprecated"] is True:
            other, why = each.about.get("x-replaced-by"), each.about.get("description")
            name = other if isinstance(other, str) else ""
            yield Deprecated(each.path, each.key, name, why if isinstance(why, str) else "", name in each.beside)
