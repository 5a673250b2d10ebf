"""The errors of a JSON Schema validator as violations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from caselint.content.yaml import Node
from caselint.findings import Span
from caselint.kinds.described import keys_at
from caselint.kinds.error_keys import choices, missing_names, together, unexpected
from caselint.kinds.validator import Condition
from caselint.kinds.violations import Violation, Violations
from caselint.kinds.words import Fault

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError


def collect(
    errors: Iterable[ValidationError], schema: Mapping[str, Any], root: Node | None, end: Span
) -> list[Violation]:
    """The violations behind the validator's `errors`, sorted by place; each once."""
    found = Violations(schema, root, end)
    for error in errors:
        _add(found, error)
    return found.sorted()


def _add(found: Violations, error: ValidationError) -> None:
    path = tuple(error.absolute_path)
    because = str(error.cause) if isinstance(error.cause, Condition) else ""
    about = error.schema if isinstance(error.schema, Mapping) else {}
    properties = about.get("properties", {})
    missing = list(missing_names(error))
    if missing:
        path = path[:-1] if error.validator_value is True else path
        for name, key in missing:
            found.missing(path, name, properties, because if key is None else f'"{key}" is there')
    elif "propertyNames" in error.absolute_schema_path and isinstance(error.instance, str):
        found.unknown((*path, error.instance), (), because, misnamed=True)
    elif error.validator in ("additionalProperties", "unevaluatedProperties") and isinstance(error.instance, dict):
        known = keys_at(found.schema, path) if error.validator == "unevaluatedProperties" else properties
        for name in unexpected(error):
            found.unknown((*path, name), tuple(known), because)
    elif error.validator in ("anyOf", "oneOf") and error.context:
        _branches(found, error, because)
    elif (too_many := together(error)) is not None:
        found.together(path, too_many, because)
    elif error.validator != "minProperties" or not found.lacks_key(path):
        wanted: Any = error.validator_value
        keyword = str(error.validator)
        found.wrong(path, Fault(keyword, wanted, error.instance, about), because)


def _branches(found: Violations, error: ValidationError, because: str) -> None:
    """Of several forms that a value may have, the one that it comes nearest to says what is wrong."""
    from jsonschema.exceptions import best_match

    path = tuple(error.absolute_path)
    forms = choices(error)
    if forms:
        found.one_of(path, forms, because)
        return
    context = error.context or []
    here = [each for each in context if len(each.absolute_path) == len(path)]
    about = error.schema if isinstance(error.schema, Mapping) else {}
    types = [each for each in here if each.validator == "type"]
    deepest = best_match([error]) or error
    if len(types) == len(context):
        wanted: list[Any] = []
        for each in types:
            value: Any = each.validator_value
            wanted += value if isinstance(value, list) else [value]
        found.wrong(path, Fault("type", list(dict.fromkeys(map(str, wanted))), error.instance, about), because)
    elif deepest is error or (len(here) == len(context) and deepest.validator == "type"):
        found.wrong(path, Fault("anyOf", None, error.instance, about), because)
    else:
        if because:
            deepest.cause = Condition(because)
        _add(found, deepest)
