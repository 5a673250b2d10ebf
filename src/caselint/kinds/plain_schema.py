"""Schemas of the plain subset, compiled to functions that know the valid pages of a site without `jsonschema`.

What is compiled here may only say "valid": that a schema is one, and that a value is what it asks for. Of everything
else (another keyword, a shape that the metaschema would refuse, a value that a check does not pass) it says nothing,
and the validator decides. On a site whose front matter is right the validator is then never imported.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from caselint.kinds.annotated import PATH_PARTS
from caselint.kinds.formats import CHECKS
from caselint.kinds.plain_checks import (
    Check,
    NotPlain,
    all_differ,
    all_of,
    anything,
    at_least,
    at_most,
    bound,
    distinct,
    expect,
    is_date,
    nothing,
    pattern_check,
    searcher,
    texts_of,
)

_DRAFTS = {
    "https://json-schema.org/draft/2020-12/schema": True,
    "https://json-schema.org/draft/2019-09/schema": True,
    "http://json-schema.org/draft-07/schema": False,  # beside a `$ref` nothing else counts
    "http://json-schema.org/draft-06/schema": False,
}
_ANNOTATIONS: Mapping[str, type] = {
    "$comment": str, "title": str, "description": str, "deprecated": bool, "readOnly": bool, "writeOnly": bool,
    "examples": list, "default": object,
}  # fmt: skip
_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,), "null": (type(None),),
    "array": (list,), "object": (dict,),
}  # fmt: skip
_UNCHECKED_FORMATS = ("ipv4", "ipv6", "uuid")  # the library's own
_REFERENCE = re.compile(r"#/(?:\$defs|definitions)/[\w.-]++\Z")
_ID = re.compile(r"https?://[\w.-]++/[\w./-]*+\Z", re.ASCII)
_OF_KEYS = frozenset({"properties", "patternProperties", "additionalProperties"})
_CONDITIONAL = frozenset({"if", "then", "else"})
_AT_THE_ROOT = ("$schema", "$defs", "definitions")


def compile_plain(schema: dict[str, Any]) -> Check | None:
    """A function that is true of values that `schema` certainly allows; None where it is not of the plain subset.

    A schema of the plain subset is right: it need not be held against the metaschema.
    """
    draft = schema.get("$schema", "https://json-schema.org/draft/2020-12/schema")
    if not isinstance(draft, str) or draft.rstrip("#") not in _DRAFTS:
        return None
    compiler = _Compiler(schema, siblings=_DRAFTS[draft.rstrip("#")])
    try:
        for name in ("$defs", "definitions"):
            for part in compiler.table(schema.get(name, {})).values():
                compiler.schema(part)
        return compiler.schema(schema, root=True)
    except (NotPlain, RecursionError):
        return None


def compile_parts(schema: dict[str, Any]) -> dict[int, Check]:
    """The like for each schema below a `properties` in a schema, by its identity, where it is of the plain subset."""
    draft = schema.get("$schema", "https://json-schema.org/draft/2020-12/schema")
    found: dict[int, Check] = {}
    if not isinstance(draft, str) or draft.rstrip("#") not in _DRAFTS:
        return found
    compiler = _Compiler(schema, siblings=_DRAFTS[draft.rstrip("#")])
    pending: list[Any] = [schema]
    while pending:
        part = pending.pop()
        if isinstance(part, list):
            pending += part
        elif isinstance(part, dict):
            pending += part.values()
            properties = part.get("properties")
            for about in properties.values() if isinstance(properties, dict) else ():
                try:
                    found[id(about)] = compiler.schema(about)
                except (NotPlain, RecursionError):
                    continue
    return found


class _Compiler:
    def __init__(self, whole: dict[str, Any], *, siblings: bool) -> None:
        self._whole = whole
        self._siblings = siblings
        self._open: list[str] = []
        self._makers: Mapping[str, Callable[[Any], Check]] = {
            "$ref": self._reference, "allOf": self._all_of, "anyOf": self._any_of, "const": self._const,
            "dependentRequired": self._dependent, "enum": self._enum, "format": self._format, "items": self._items,
            "pattern": pattern_check, "propertyNames": self._names, "required": self._required, "type": self._type,
            "uniqueItems": self._unique,
            "minLength": at_least(str), "maxLength": at_most(str), "minItems": at_least(list),
            "maxItems": at_most(list), "minProperties": at_least(dict), "maxProperties": at_most(dict),
            "minimum": bound(lambda value, limit: bool(value >= limit)),
            "maximum": bound(lambda value, limit: bool(value <= limit)),
            "exclusiveMinimum": bound(lambda value, limit: bool(value > limit)),
            "exclusiveMaximum": bound(lambda value, limit: bool(value < limit)),
        }  # fmt: skip

    def schema(self, schema: Any, *, root: bool = False) -> Check:
        if schema is True:
            return anything
        if schema is False:
            return nothing
        checks = []
        for keyword, value in self.table(schema).items():
            if keyword in _ANNOTATIONS:
                expect(isinstance(value, _ANNOTATIONS[keyword]))
            elif keyword in self._makers:
                checks.append(self._makers[keyword](value))
            elif keyword == "$id":
                expect(root and isinstance(value, str) and _ID.match(value))
            elif keyword == "x-path":
                expect(value in PATH_PARTS)
            elif not keyword.startswith("x-"):
                expect(keyword in _OF_KEYS | _CONDITIONAL or (root and keyword in _AT_THE_ROOT))
        expect(self._siblings or "$ref" not in schema or len(checks) == 1)
        if not _OF_KEYS.isdisjoint(schema):
            checks.append(self._properties(schema))
        if not _CONDITIONAL.isdisjoint(schema):
            checks.append(self._condition(schema))
        return all_of(checks)

    def table(self, value: Any) -> dict[str, Any]:
        expect(isinstance(value, dict))
        table: dict[str, Any] = value
        return table

    def _schemas(self, value: Any) -> list[Check]:
        expect(isinstance(value, list) and value)
        return [self.schema(each) for each in value]

    def _reference(self, target: Any) -> Check:
        """A part under `$defs`; one that leads back to itself is left to the validator."""
        expect(isinstance(target, str) and _REFERENCE.match(target) and target not in self._open)
        _, word, name = target.split("/")
        table = self._whole.get(word)
        expect(isinstance(table, dict) and name in table)
        self._open.append(target)
        try:
            return self.schema(self.table(table)[name])
        finally:
            self._open.pop()

    def _all_of(self, value: Any) -> Check:
        return all_of(self._schemas(value))

    def _any_of(self, value: Any) -> Check:
        checks = self._schemas(value)
        return lambda value: any(check(value) for check in checks)

    def _type(self, value: Any) -> Check:
        names = value if isinstance(value, list) else [value]
        expect(names and all(isinstance(name, str) and name in _TYPES for name in names))
        expect(len(set(names)) == len(names))
        types = frozenset(kind for name in names for kind in _TYPES[name])
        return lambda value: type(value) in types

    def _enum(self, value: Any) -> Check:
        expect(isinstance(value, list) and value)
        texts = frozenset(each for each in value if isinstance(each, str))
        others = [each for each in value if each is None or isinstance(each, bool)]
        expect(len({repr(each) for each in value}) == len(value))
        return lambda value: value in texts if isinstance(value, str) else any(value is each for each in others)

    def _const(self, value: Any) -> Check:
        return self._enum([value])

    def _format(self, name: Any) -> Check:
        expect(isinstance(name, str) and name not in _UNCHECKED_FORMATS)
        return is_date if name == "date" else CHECKS.get(name, anything)

    def _items(self, value: Any) -> Check:
        check = self.schema(value)
        return lambda value: not isinstance(value, list) or all(map(check, value))

    def _unique(self, wanted: Any) -> Check:
        expect(isinstance(wanted, bool))
        return all_differ if wanted else anything

    def _required(self, value: Any) -> Check:
        names = distinct(value)
        return lambda value: not isinstance(value, dict) or all(name in value for name in names)

    def _dependent(self, value: Any) -> Check:
        expect(self._siblings)
        table = {key: distinct(names) for key, names in self.table(value).items()}
        return lambda value: (
            not isinstance(value, dict)
            or all(name in value for key, names in table.items() if key in value for name in names)
        )

    def _names(self, value: Any) -> Check:
        check = self.schema(value)
        return lambda value: not isinstance(value, dict) or all(map(check, value))

    def _properties(self, schema: Mapping[str, Any]) -> Check:
        """`properties`, `patternProperties` and `additionalProperties`, which speak of each other."""
        known = {name: self.schema(about) for name, about in self.table(schema.get("properties", {})).items()}
        rest = self.schema(schema.get("additionalProperties", True))
        patterns = [
            (searcher(pattern), self.schema(about))
            for pattern, about in self.table(schema.get("patternProperties", {})).items()
        ]

        def check(value: Any) -> bool:
            if not isinstance(value, dict):
                return True
            return all(known.get(name, rest)(inner) for name, inner in value.items())

        def check_patterns(value: Any) -> bool:
            for name, inner in value.items() if isinstance(value, dict) else ():
                asked = [about for search, about in patterns if search(name)]
                asked += [known[name]] if name in known else []
                if not all(about(inner) for about in asked or [rest]):
                    return False
            return True

        return check_patterns if patterns else check

    def _condition(self, schema: Mapping[str, Any]) -> Check:
        """`if`, where it asks for texts: whether they are there is certain both ways."""
        expect("if" in schema)
        condition = self.table(schema["if"])
        expect(set(condition) <= {"properties", "required"})
        required = distinct(condition.get("required", []))
        wanted = {name: texts_of(about) for name, about in self.table(condition.get("properties", {})).items()}
        then, other = self.schema(schema.get("then", True)), self.schema(schema.get("else", True))

        def check(value: Any) -> bool:
            if not isinstance(value, dict):
                return then(value)
            holds = all(name in value for name in required) and all(
                isinstance(value[name], str) and value[name] in texts for name, texts in wanted.items() if name in value
            )
            return then(value) if holds else other(value)

        return check
