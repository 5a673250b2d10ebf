"""What is wrong with a front matter value, in an editor's words: the value, what is allowed, the nearest."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from caselint.config.problems import nearest, shorten
from caselint.content.yaml import Node
from caselint.content.yaml_written import in_quotes, scalar_written
from caselint.kinds.formats import IN_WORDS

_MOST_LISTED = 8
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\Z")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,17}\Z")
_TRUTH = {"true": "true", "yes": "true", "false": "false", "no": "false"}
_TYPES = {
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping of keys",
    "null": "empty",
}


class Fault(NamedTuple):
    """What is wrong with a value: the JSON Schema keyword that it breaks, that keyword's value, and the value itself.

    `about` is the schema of the value: its `examples` and `description` are advice.
    """

    keyword: str
    wanted: Any
    value: Any
    about: Any


class Said(NamedTuple):
    """A message about a value, what to do, the allowed value that was probably meant, and what to write for it."""

    message: str
    help: str
    nearest: str | None = None
    replacement: str | None = None


def label(path: tuple[str | int, ...]) -> str:
    """ "metrics.users", "links[0].url"; the root is the front matter."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return f'"{text}"' if text else "the front matter"


def wrong_value(path: tuple[str | int, ...], fault: Fault, node: Node | None) -> Said:
    """What is wrong with the value at `path`, of which `node` is what the page says."""
    name = label(path)
    value = quoted_value(fault.value, node)
    keyword, wanted = fault.keyword, fault.wanted
    advice = _example(fault.about)
    if keyword in ("enum", "const"):
        return _not_allowed(name, value, fault.value, wanted if keyword == "enum" else [wanted], node)
    if keyword == "not" and not wanted:
        return not_together(path[:-1], [str(path[-1])]) if path else Said("no page may be of this kind", "")
    if keyword == "type":
        return _wrong_type(name, value, fault, node, advice)
    if keyword in _SIMPLE:
        return Said(f"{name} is {value}, and {_SIMPLE[keyword](wanted)}", advice)
    if keyword in _COUNTED:
        return Said(f"{name} has {_size(fault.value)}, and {_COUNTED[keyword](wanted)}", advice, value)
    if keyword == "uniqueItems" and isinstance(fault.value, list):
        return Said(f"{name} has an item twice", "remove one of the two")
    if keyword == "uniqueItems":
        return Said(f"{name} is {value}, which stands in the list already", "remove one of the two")
    return Said(f"{name} is {value}, which the schema does not allow ({keyword})", advice)


def not_together(path: tuple[str | int, ...], names: Sequence[str]) -> Said:
    """Keys of the mapping at `path` that may not be there, or not together."""
    inside = f" in {label(path)}" if path else ""
    listed = " and ".join(f'"{name}"' for name in names)
    if len(names) == 1:
        return Said(f"the key {listed} must not be there{inside}", "remove it")
    return Said(f"the keys {listed} must not stand together{inside}", "remove one of them")


_SIMPLE: dict[str, Callable[[Any], str]] = {
    "pattern": lambda wanted: f"does not match {shorten(str(wanted))}",
    "format": lambda wanted: f"must be {IN_WORDS.get(str(wanted), f'a {wanted}')}",
    "minimum": lambda wanted: f"must be at least {wanted}",
    "maximum": lambda wanted: f"must be at most {wanted}",
    "exclusiveMinimum": lambda wanted: f"must be more than {wanted}",
    "exclusiveMaximum": lambda wanted: f"must be less than {wanted}",
    "multipleOf": lambda wanted: f"must be a multiple of {wanted}",
    "anyOf": lambda _: "has none of the forms that it may have",
    "oneOf": lambda _: "fits more than one of the forms that it may have",
    "contains": lambda wanted: f"lacks {_item(wanted)}",
    "not": lambda _: "must not be that",
}
_COUNTED: dict[str, Callable[[Any], str]] = {
    "minLength": lambda wanted: f"must have at least {wanted}",
    "maxLength": lambda wanted: f"may have {wanted} at most",
    "minItems": lambda wanted: f"must have at least {wanted}",
    "maxItems": lambda wanted: f"may have {wanted} at most",
    "minProperties": lambda wanted: f"must have at least {wanted}",
    "maxProperties": lambda wanted: f"may have {wanted} at most",
}


def _item(wanted: Any) -> str:
    """What a list has to contain."""
    if isinstance(wanted, Mapping) and "const" in wanted:
        return _plain(wanted["const"])
    if isinstance(wanted, Mapping) and isinstance(wanted.get("enum"), list):
        return f"one of {', '.join(map(_plain, wanted['enum'][:_MOST_LISTED]))}"
    return "an item that the schema asks for"


def _size(value: object) -> str:
    if isinstance(value, str):
        return _count(len(value), "character")
    if isinstance(value, list):
        return _count(len(value), "item")
    return _count(len(value) if isinstance(value, dict) else 0, "key")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def quoted_value(value: object, node: Node | None) -> str:
    """A value as a message names it; where YAML reads it otherwise than it looks, both."""
    if value is None:
        return "empty"
    if isinstance(value, list):
        return f"a list of {_count(len(value), 'item')}"
    if isinstance(value, dict):
        return f"a mapping of {_count(len(value), 'key')}"
    if isinstance(value, str):
        return f'"{shorten(value)}"'
    word = str(value).lower() if isinstance(value, bool) else str(value)
    written = node.text if node is not None and node.kind == "scalar" else word
    kind = "" if isinstance(value, bool) else "the number "
    return f"{kind}{shorten(word)}" if written == word else f"{kind}{shorten(word)} (written {shorten(written)})"


def _wrong_type(name: str, value: str, fault: Fault, node: Node | None, advice: str) -> Said:
    wanted = fault.wanted if isinstance(fault.wanted, list) else [fault.wanted]
    must = " or ".join(_TYPES.get(str(kind), str(kind)) for kind in wanted)
    message = f"{name} is {value}, and must be {must}"
    if fault.value is None:
        return Said(message, advice or "write a value, or remove the key")
    if "string" in wanted and isinstance(fault.value, bool | int | float) and node is not None:
        quoted = f'"{node.text}"'
        return Said(message, f"put quotes around it: {quoted}", None, quoted)
    unquoted = _unquoted(wanted, fault.value) if node is not None and node.style in ("'", '"') else None
    if unquoted is not None:
        near = None if unquoted == fault.value else unquoted
        return Said(message, f"write it without quotes: {unquoted}", near, unquoted)
    if "array" in wanted and node is not None and node.kind == "scalar" and not node.style:
        return Said(message, f"make it a list: [{shorten(node.text)}]")
    return Said(message, advice)


def _unquoted(wanted: list[Any], value: object) -> str | None:
    """What to write for a number or truth value that stands in quotes."""
    if not isinstance(value, str):
        return None
    if ("integer" in wanted or "number" in wanted) and _WHOLE.match(value):
        return value
    if "number" in wanted and _DECIMAL.match(value):
        return value
    return _TRUTH.get(value.lower()) if "boolean" in wanted else None


def _not_allowed(name: str, value: str, instance: object, allowed: list[Any], node: Node | None) -> Said:
    words = [str(each) for each in allowed if isinstance(each, str)]
    listed = ", ".join(_plain(each) for each in allowed[:_MOST_LISTED])
    more = f" and {len(allowed) - _MOST_LISTED} more" if len(allowed) > _MOST_LISTED else ""
    message = f"{name} is {value}, and must be {'one of ' if len(allowed) > 1 else ''}{listed}{more}"
    near = nearest(instance, words) if isinstance(instance, str) else None
    if near is None or node is None:
        return Said(message, "")
    return Said(message, f'did you mean "{near}"?', near, _written(near, node.style))


def _written(text: str, quote: str) -> str | None:
    """A text in the quotes that stand there already, where they do."""
    plain = scalar_written(text)
    if quote not in ("'", '"'):
        return plain
    return f"{quote}{text}{quote}" if plain == text else in_quotes(text)


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) or value is None else shorten(str(value))


def _example(about: Any) -> str:
    """What the schema itself says about the value: its first example, else its description."""
    schema = about if isinstance(about, Mapping) else {}
    examples = schema.get("examples")
    if isinstance(examples, list) and examples and isinstance(examples[0], str | int | float):
        return (
            f'write it such as "{examples[0]}"' if isinstance(examples[0], str) else f"write it such as {examples[0]}"
        )
    description = schema.get("description")
    return shorten(description, 120) if isinstance(description, str) else ""
