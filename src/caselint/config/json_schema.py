"""The JSON Schema of `caselint.toml`, for editors that complete and check as one writes."""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any, Protocol, get_type_hints

from pydantic import TypeAdapter

from caselint.config.config import RuleClass
from caselint.config.settings import Settings

_ID = "https://caselint.dev/schemas/caselint.schema.json"
_SELECTING = ("select", "extend-select", "ignore")
# Tables by the section of the documentation that describes their keys.
_TABLES = ("OverrideTable", "KindTable", "VocabularyTable", "CollectionTable", "TextTable", "RegistryTable")

Schema = dict[str, Any]


class DocumentedRule(RuleClass, Protocol):
    """What the schema says of a rule: its summary too."""

    def summary(self) -> str: ...


def settings_schema(
    rules: Iterable[DocumentedRule],
    meanings: Mapping[str, Mapping[str, str]],
    option_meanings: Mapping[str, Mapping[str, str]],
) -> Schema:
    """The schema (draft 2020-12) that the settings models and the rules' options make.

    Args:
        meanings: what each key means, by model (`Settings`, `KindTable`, …) and key.
        option_meanings: what each option of a rule means, by the rule's name and the option in kebab-case.
    """
    listed = list(rules)
    made = Settings.model_json_schema(by_alias=True)
    definitions: Schema = made.pop("$defs")
    severity = {"enum": definitions["RuleTable"]["properties"]["severity"]["anyOf"][0]["enum"]}
    definitions["RuleTable"] = _rule_tables(listed, severity, option_meanings)
    schema = _without_null({**made, "$defs": definitions})
    for name, table in [("Settings", schema), *((name, schema["$defs"][name]) for name in _TABLES)]:
        _describe(table, meanings.get(name, {}))
        _complete(table, listed)
        if "rules" in table["properties"]:
            table["properties"]["rules"] = {
                "$ref": "#/$defs/RuleTable",
                "description": table["properties"]["rules"].get("description", ""),
            }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": _ID,
        "title": "caselint.toml",
        "description": "The settings of caselint; in pyproject.toml the table tool.caselint",
        **{key: value for key, value in schema.items() if key not in ("title", "description")},
    }


def _rule_tables(
    rules: Iterable[DocumentedRule], severity: Schema, meanings: Mapping[str, Mapping[str, str]]
) -> Schema:
    """`rules`: a table for each rule by its name and by its code; a word rule of the site's own has a severity."""
    tables: Schema = {}
    for rule in rules:
        properties = {"severity": {**severity, "default": rule.severity.value}}
        for name, option in _options(rule).items():
            properties[name] = {**option, "description": meanings.get(rule.name, {}).get(name, "")}
        table = {"type": "object", "additionalProperties": False, "properties": properties}
        tables[rule.name] = {"description": f"{rule.code}: {rule.summary()}", **table}
        tables[rule.code] = {"$ref": f"#/$defs/RuleTable/properties/{rule.name}"}
    others = {"type": "object", "additionalProperties": False, "properties": {"severity": severity}}
    return {"type": "object", "properties": dict(sorted(tables.items())), "additionalProperties": others}


def _options(rule: DocumentedRule) -> dict[str, Schema]:
    """The schema of each option, with its default where there is one."""
    defaults, hints = rule.Options(), get_type_hints(rule.Options)
    found: dict[str, Schema] = {}
    for option in dataclasses.fields(rule.Options):
        adapter: TypeAdapter[object] = TypeAdapter(hints[option.name])
        schema = _without_null(adapter.json_schema())
        default = adapter.dump_python(getattr(defaults, option.name), mode="json")
        found[option.name.replace("_", "-")] = schema if default is None else {**schema, "default": default}
    return found


def _without_null(value: Any) -> Any:
    """A schema without the `null` that TOML does not have, and without titles and defaults that say nothing."""
    if isinstance(value, list):
        return [_without_null(item) for item in value]
    if not isinstance(value, dict):
        return value
    found = {}
    for key, inner in value.items():
        if key == "properties":
            found[key] = {name: _without_null(schema) for name, schema in inner.items()}
        elif key != "title" and not (key == "default" and (inner is None or isinstance(inner, list | dict))):
            found[key] = _without_null(inner)
    choices = [choice for choice in found.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:
        del found["anyOf"]
        return {**choices[0], **found}
    return {**found, "anyOf": choices} if choices else found


def _describe(table: Schema, meanings: Mapping[str, str]) -> None:
    for key, schema in table["properties"].items():
        if key in meanings:
            schema["description"] = meanings[key]


def _complete(table: Schema, rules: Iterable[RuleClass]) -> None:
    """Offer the words that a selector may be; others stay allowed, since a site has word rules of its own."""
    listed = list(rules)
    words = {word for rule in listed for word in (rule.name, rule.code, rule.code[:3])}
    for key in _SELECTING:
        if key in table["properties"]:
            table["properties"][key]["items"] = {
                "anyOf": [{"enum": ["ALL", *sorted(words)]}, {"type": "string"}],
            }
