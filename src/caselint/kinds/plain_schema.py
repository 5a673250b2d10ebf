"""Schemas of the plain subset, compiled to functions that know the valid pages of a site without `jsonschema`.

What is compiled here may only say "valid": that a schema is one, and that a value is what it asks for. Of everything
else (another keyword, a shape that the metaschema would refuse, a value that a check does not pass) it says nothing,
and the validator decides. On a site whose front matter is right the validator is then never imported.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from caselint.config.patterns import pattern_problem
from caselint.kinds.formats import CHECKS

Check = Callable[[Any], bool]
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
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_REFERENCE = re.compile(r"#/(?:\$defs|definitions)/[\w.-]++\Z")
_ID = re.compile(r"https?://[\w.-]++/[\w./-]*+\Z", re.ASCII)
_HANDLED = ("properties", "additionalProperties", "if", "then", "else")
_AT_THE_ROOT = ("$schema", "$defs", "definitions")


class _NotPlain(Exception):
    pass


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
    except (_NotPlain, RecursionError):
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
                except (_NotPlain, RecursionError):
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
            "pattern": self._pattern, "required": self._required, "type": self._type, "uniqueItems": self._unique,
            "minLength": _at_least(str), "maxLength": _at_most(str), "minItems": _at_least(list),
            "maxItems": _at_most(list), "minProperties": _at_least(dict), "maxProperties": _at_most(dict),
            "minimum": _bound(lambda value, limit: bool(value >= limit)),
            "maximum": _bound(lambda value, limit: bool(value <= limit)),
            "exclusiveMinimum": _bound(lambda value, limit: bool(value > limit)),
            "exclusiveMaximum": _bound(lambda value, limit: bool(value < limit)),
        }  # fmt: skip

    def schema(self, schema: Any, *, root: bool = False) -> Check:
        if schema is True:
            return _anything
        if schema is False:
            return _nothing
        checks = []
        for keyword, value in self.table(schema).items():
            if keyword in _ANNOTATIONS:
                _expect(isinstance(value, _ANNOTATIONS[keyword]))
            elif keyword in self._makers:
                checks.append(self._makers[keyword](value))
            elif keyword == "$id":
                _expect(root and isinstance(value, str) and _ID.match(value))
            elif not keyword.startswith("x-"):
                _expect(keyword in _HANDLED or (root and keyword in _AT_THE_ROOT))
        _expect(self._siblings or "$ref" not in schema or len(checks) == 1)
        if "properties" in schema or "additionalProperties" in schema:
            checks.append(self._properties(schema.get("properties", {}), schema.get("additionalProperties", True)))
        if not {"if", "then", "else"}.isdisjoint(schema):
            checks.append(self._condition(schema))
        return _all(checks)

    def table(self, value: Any) -> dict[str, Any]:
        _expect(isinstance(value, dict))
        table: dict[str, Any] = value
        return table

    def _schemas(self, value: Any) -> list[Check]:
        _expect(isinstance(value, list) and value)
        return [self.schema(each) for each in value]

    def _reference(self, target: Any) -> Check:
        """A part under `$defs`; one that leads back to itself is left to the validator."""
        _expect(isinstance(target, str) and _REFERENCE.match(target) and target not in self._open)
        _, word, name = target.split("/")
        table = self._whole.get(word)
        _expect(isinstance(table, dict) and name in table)
        self._open.append(target)
        try:
            return self.schema(self.table(table)[name])
        finally:
            self._open.pop()

    def _all_of(self, value: Any) -> Check:
        return _all(self._schemas(value))

    def _any_of(self, value: Any) -> Check:
        checks = self._schemas(value)
        return lambda value: any(check(value) for check in checks)

    def _type(self, value: Any) -> Check:
        names = value if isinstance(value, list) else [value]
        _expect(names and all(isinstance(name, str) and name in _TYPES for name in names))
        _expect(len(set(names)) == len(names))
        types = frozenset(kind for name in names for kind in _TYPES[name])
        return lambda value: type(value) in types

    def _enum(self, value: Any) -> Check:
        _expect(isinstance(value, list) and value)
        texts = frozenset(each for each in value if isinstance(each, str))
        others = [each for each in value if each is None or isinstance(each, bool)]
        _expect(len({repr(each) for each in value}) == len(value))
        return lambda value: value in texts if isinstance(value, str) else any(value is each for each in others)

    def _const(self, value: Any) -> Check:
        return self._enum([value])

    def _format(self, name: Any) -> Check:
        _expect(isinstance(name, str) and name not in _UNCHECKED_FORMATS)
        return _is_date if name == "date" else CHECKS.get(name, _anything)

    def _pattern(self, value: Any) -> Check:
        _expect(isinstance(value, str) and pattern_problem(value) is None)
        search = re.compile(value).search
        return lambda value: not isinstance(value, str) or search(value) is not None

    def _items(self, value: Any) -> Check:
        check = self.schema(value)
        return lambda value: not isinstance(value, list) or all(map(check, value))

    def _unique(self, wanted: Any) -> Check:
        _expect(isinstance(wanted, bool))
        return _unique if wanted else _anything

    def _required(self, value: Any) -> Check:
        names = _names(value)
        return lambda value: not isinstance(value, dict) or all(name in value for name in names)

    def _dependent(self, value: Any) -> Check:
        _expect(self._siblings)
        table = {key: _names(names) for key, names in self.table(value).items()}
        return lambda value: (
            not isinstance(value, dict)
            or all(name in value for key, names in table.items() if key in value for name in names)
        )

    def _properties(self, properties: Any, additional: Any) -> Check:
        known = {name: self.schema(about) for name, about in self.table(properties).items()}
        rest = self.schema(additional)

        def check(value: Any) -> bool:
            if not isinstance(value, dict):
                return True
            return all(known.get(name, rest)(inner) for name, inner in value.items())

        return check

    def _condition(self, schema: Mapping[str, Any]) -> Check:
        """`if`, where it asks for texts: whether they are there is certain both ways."""
        _expect("if" in schema)
        condition = self.table(schema["if"])
        _expect(set(condition) <= {"properties", "required"})
        required = _names(condition.get("required", []))
        wanted = {name: _texts(about) for name, about in self.table(condition.get("properties", {})).items()}
        then, other = self.schema(schema.get("then", True)), self.schema(schema.get("else", True))

        def check(value: Any) -> bool:
            if not isinstance(value, dict):
                return then(value)
            holds = all(name in value for name in required) and all(
                isinstance(value[name], str) and value[name] in texts for name, texts in wanted.items() if name in value
            )
            return then(value) if holds else other(value)

        return check


def _texts(about: Any) -> frozenset[str]:
    _expect(isinstance(about, dict) and len(about) == 1)
    allowed = [about["const"]] if "const" in about else about.get("enum")
    _expect(isinstance(allowed, list) and allowed and all(isinstance(each, str) for each in allowed))
    _expect(len(set(allowed)) == len(allowed))
    return frozenset(allowed)


def _expect(holds: object) -> None:
    if not holds:
        raise _NotPlain


def _names(value: Any) -> tuple[str, ...]:
    _expect(isinstance(value, list) and all(isinstance(name, str) for name in value))
    _expect(len(set(value)) == len(value))
    return tuple(value)


def _size(value: Any) -> int:
    _expect(type(value) is int and value >= 0)
    return int(value)


def _at_least(kind: Any) -> Callable[[Any], Check]:
    def make(limit: Any) -> Check:
        least = _size(limit)
        return lambda value: not isinstance(value, kind) or len(value) >= least

    return make


def _at_most(kind: Any) -> Callable[[Any], Check]:
    def make(limit: Any) -> Check:
        most = _size(limit)
        return lambda value: not isinstance(value, kind) or len(value) <= most

    return make


def _bound(fits: Callable[[Any, Any], bool]) -> Callable[[Any], Check]:
    def make(limit: Any) -> Check:
        _expect(type(limit) in (int, float))
        return lambda value: type(value) not in (int, float) or fits(value, limit)

    return make


def _anything(_: Any) -> bool:
    return True


def _nothing(_: Any) -> bool:
    return False


def _all(checks: Iterable[Check]) -> Check:
    listed = tuple(checks)
    if len(listed) == 1:
        return listed[0]
    return lambda value: all(check(value) for check in listed)


def _unique(value: Any) -> bool:
    if not isinstance(value, list):
        return True
    return all(isinstance(each, str) for each in value) and len(set(value)) == len(value)


def _is_date(value: Any) -> bool:
    if not isinstance(value, str):
        return True
    try:
        return _DATE.match(value) is not None and date.fromisoformat(value) is not None
    except ValueError:
        return False
