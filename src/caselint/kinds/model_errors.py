"""The errors of a pydantic model as violations: at the key or value, in the words that a JSON Schema would give."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from caselint.content.yaml import Node
from caselint.findings import Span
from caselint.kinds.described import keys_at, parts_of
from caselint.kinds.document import plain
from caselint.kinds.violations import Violation, Violations
from caselint.kinds.words import Fault, Said, label, quoted_value

Path = tuple[str | int, ...]
_TYPES = {
    "string_type": "string", "string_sub_type": "string", "string_unicode": "string",
    "int_type": "integer", "int_parsing": "integer", "int_from_float": "integer", "int_parsing_size": "integer",
    "float_type": "number", "float_parsing": "number", "finite_number": "number", "decimal_type": "number",
    "decimal_parsing": "number", "bool_type": "boolean", "bool_parsing": "boolean", "list_type": "array",
    "tuple_type": "array", "set_type": "array", "frozen_set_type": "array", "iterable_type": "array",
    "dict_type": "object", "mapping_type": "object", "model_type": "object", "model_attributes_type": "object",
    "dataclass_type": "object", "none_required": "null",
}  # fmt: skip
# The keyword that says the same, and the key of the error's context that holds its value.
_KEYWORDS = {
    "string_too_short": ("minLength", "min_length"), "string_too_long": ("maxLength", "max_length"),
    "string_pattern_mismatch": ("pattern", "pattern"), "too_short": ("minItems", "min_length"),
    "too_long": ("maxItems", "max_length"), "greater_than": ("exclusiveMinimum", "gt"),
    "greater_than_equal": ("minimum", "ge"), "less_than": ("exclusiveMaximum", "lt"),
    "less_than_equal": ("maximum", "le"), "multiple_of": ("multipleOf", "multiple_of"),
}  # fmt: skip
_FORMATS = (("date_from_datetime", "date"), ("datetime_", "date-time"), ("date_", "date"), ("time_delta", ""),
            ("time_", "time"), ("url_", "uri"), ("uuid_", "uuid"))  # fmt: skip
_QUOTED = re.compile(r"'([^']*+)'")


class _Error(NamedTuple):
    """An error of the model: the path to its value, and the part of its location that names a form of a union."""

    path: Path
    kind: str
    message: str
    context: Mapping[str, Any]
    union: Path | None
    form: str


def collect_errors(
    errors: Iterable[Mapping[str, Any]], schema: Mapping[str, Any], root: Node | None, end: Span
) -> list[Violation]:
    """The violations behind the errors of a model, sorted by place; `schema` is the model as JSON Schema."""
    found = Violations(schema, root, end)
    read = [_read(error, root) for error in errors]
    unions: dict[Path, list[_Error]] = {}
    for each in read:
        if each.union is None:
            _add(found, each)
        else:
            unions.setdefault(each.union, []).append(each)
    for union, forms in unions.items():
        _add_union(found, union, forms)
    return found.sorted()


def _read(error: Mapping[str, Any], root: Node | None) -> _Error:
    """An error with its location held against the page: what names nothing there is the form of a union."""
    location: Path = error["loc"]
    node, path, union, form = root, list[str | int](), None, ""
    for row, step in enumerate(location):
        inner: Node | None = None
        if isinstance(step, str) and node is not None and node.kind == "mapping":
            inner = node.get(step)
        elif isinstance(step, int) and node is not None and step < len(node.elements):
            inner = node.elements[step]
        if inner is None and error["type"] == "missing" and _leads_on(location[row:], node, path):
            return _Error((*path, step), "missing", error["msg"], {}, None, "")
        if inner is None and not (row == len(location) - 1 and error["type"] == "missing"):
            union, form = (tuple(path), str(step)) if union is None else (union, form)
            continue
        node = inner
        path.append(step)
    context = error.get("ctx") or {}
    if step_is_key := location[-1:] == ("[key]",):
        union = None
    return _Error(tuple(path), "key" if step_is_key else error["type"], error["msg"], context, union, form)


def _leads_on(rest: Path, node: Node | None, path: Sequence[str | int]) -> bool:
    """Whether `rest` is where an `AliasPath` goes on from `path`, rather than the form of a union and what it lacks."""
    is_mapping = node is not None and node.kind == "mapping"
    return len(rest) > 1 and isinstance(rest[0], str) and (not path or (is_mapping and isinstance(rest[-1], int)))


def _add_union(found: Violations, union: Path, errors: Sequence[_Error]) -> None:
    """Of the forms that a value may have, the one that it comes nearest to says what is wrong."""
    forms: dict[str, list[_Error]] = {}
    for each in errors:
        forms.setdefault(each.form, []).append(each)
    inside = [form for form in forms.values() if all(len(each.path) > len(union) for each in form)]
    if inside:
        for each in min(inside, key=len):
            _add(found, each)
        return
    types = [_TYPES[each.kind] for each in errors if each.kind in _TYPES and each.path == union]
    if len(types) == len(errors):
        found.wrong(union, Fault("type", list(dict.fromkeys(types)), _value(found, union), _about(found, union)))
        return
    _add(found, next((each for each in errors if each.kind not in _TYPES), errors[0]))


def _add(found: Violations, error: _Error) -> None:
    path, kind = error.path, error.kind
    if kind == "missing" and path and isinstance(path[-1], int):
        found.say(path[:-1], Said(f"{label(path[:-1])} has no item {path[-1] + 1}", "add it"))
    elif kind == "missing" and path:
        found.missing(path[:-1], str(path[-1]), {})
    elif kind == "extra_forbidden":
        found.unknown(path, tuple(keys_at(found.schema, path[:-1])))
    elif kind == "key":
        found.unknown(path, (), misnamed=True)
    else:
        fault = _fault(found, error)
        if fault is not None:
            found.wrong(path, fault)
        else:
            found.say(path, _said(found, error))


def _fault(found: Violations, error: _Error) -> Fault | None:
    """The error as a keyword of JSON Schema; None of errors that no keyword says."""
    value, about, kind = _value(found, error.path), _about(found, error.path), error.kind
    if kind in ("literal_error", "enum"):
        allowed = _allowed(found, error.path) or _QUOTED.findall(str(error.context.get("expected", "")))
        return Fault("enum", allowed, value, about) if allowed else None
    if kind in _TYPES:
        return Fault("type", _TYPES[kind], value, about)
    if kind in _KEYWORDS:
        keyword, key = _KEYWORDS[kind]
        keyword = keyword.replace("Items", "Properties") if isinstance(value, dict) else keyword
        return Fault(keyword, error.context.get(key), value, about)
    name = next((name for start, name in _FORMATS if kind.startswith(start)), None)
    return Fault("format", name, value, about) if name else None


def _said(found: Violations, error: _Error) -> Said:
    """What only the model says, in its own words."""
    words = error.message.removeprefix("Value error, ").removeprefix("Assertion failed, ").strip() or "is refused"
    words = " ".join(words.split())
    if not error.path:
        return Said(f"the front matter is refused: {words}", "")
    return Said(
        f"{label(error.path)} is {quoted_value(_value(found, error.path), found.node(error.path))}: {words}", ""
    )


def _value(found: Violations, path: Path) -> Any:
    return plain(found.node(path))


def _about(found: Violations, path: Path) -> Any:
    """What the schema says of the key at `path`."""
    return keys_at(found.schema, path[:-1]).get(str(path[-1])) if path and isinstance(path[-1], str) else None


def _allowed(found: Violations, path: Path) -> list[Any]:
    """The values that the schema names for the value at `path`, of all the forms that it may have."""
    allowed: list[Any] = []
    for part in parts_of(found.schema, _about(found, path), conditional=True):
        allowed += part["enum"] if isinstance(part.get("enum"), list) else []
        allowed += [part["const"]] if "const" in part else []
    return list({str(each): each for each in allowed}.values())
