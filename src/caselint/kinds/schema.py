"""Front matter schemas: JSON Schema files, checked when they are read, and what a page's front matter breaks of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from caselint.config.patterns import pattern_problem
from caselint.config.problems import ConfigError, ConfigProblem, nearest, shorten
from caselint.content.yaml import Node
from caselint.findings import Span
from caselint.kinds.annotated import PATH_PARTS, words_of
from caselint.kinds.document import Document, Places, plain, read_document, read_values
from caselint.kinds.front_matter_schema import FrontMatterSchema
from caselint.kinds.json_errors import collect
from caselint.kinds.plain_checks import Check
from caselint.kinds.plain_schema import compile_plain
from caselint.kinds.references import reference_problems
from caselint.kinds.validator import make_validator
from caselint.kinds.violations import Violation
from caselint.kinds.words import Fault, wrong_value

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

_DEFAULT_DRAFT = "https://json-schema.org/draft/2020-12/schema"
# Below these keys stand names that the author chose, or values: a `$ref` there is no reference.
NAMED_KEYWORDS = ("properties", "patternProperties", "$defs", "definitions", "dependentSchemas")
VALUE_KEYWORDS = ("enum", "const", "default", "examples", "required", "dependentRequired")
_TYPES = ("array", "boolean", "integer", "null", "number", "object", "string")


@dataclass(frozen=True)
class SchemaFile(FrontMatterSchema):
    """A JSON Schema (draft 2020-12 unless its `$schema` says otherwise) for the front matter of a page kind."""

    path: Path
    schema: dict[str, Any]

    @classmethod
    def load(cls, path: Path) -> SchemaFile:
        """Read a schema of at most 256 KB, written in JSON or YAML.

        Raises:
            ConfigError: the file cannot be read, is no JSON Schema, refers to anything outside of itself, or has a
                pattern that may take more than linear time; with all problems.
        """
        schema = read_values(path)
        if isinstance(schema, dict) and compile_plain(schema) is not None:
            return cls(path, schema)
        document = read_document(path)
        schema = plain(document.root)
        if isinstance(schema, dict) and compile_plain(schema) is not None:
            return cls(path, schema)
        problems = list(document_problems(document))
        if problems:
            raise ConfigError(problems)
        assert isinstance(schema, dict)
        return cls(path, schema)

    def __reduce__(self) -> tuple[type[SchemaFile], tuple[Path, dict[str, Any]]]:
        """Workers get the schema without the compiled validator."""
        return SchemaFile, (self.path, self.schema)

    @cached_property
    def words(self) -> frozenset[str]:
        return words_of(self.schema)

    @cached_property
    def validator(self) -> Validator:
        return make_validator(self.schema)

    @cached_property
    def _is_plainly_right(self) -> Check | None:
        return compile_plain(self.schema)

    def judge(self, root: Node | None, end: Span) -> list[Violation]:
        instance: Any = plain(root) if root is not None else {}
        if self._is_plainly_right is not None and self._is_plainly_right(instance):
            return []
        try:
            return collect(self.validator.iter_errors(instance), self.schema, root, end)
        except RecursionError:
            message = "the front matter is nested too deeply to be held against its schema"
            return [Violation("wrong-value", (), end, message, "nest it less deeply")]


def document_problems(document: Document) -> Iterator[ConfigProblem]:
    """What is wrong with a schema, each fault at its place; `read_document` gives the document."""
    root = document.root
    if root is None or root.kind != "mapping":
        span = Span(0, 0) if root is None else root.span
        yield document.problem(span, 'a schema is a mapping, such as {"type": "object"}')
        return
    schema: Any = plain(root)
    found = list(_draft_problems(document, schema))
    found = found or list(_shape_problems(document, schema))
    if not found:
        references = reference_problems(schema, partial(_problem, document))
        found = [*references, *_pattern_problems(document, root), *_annotation_problems(document, root)]
    yield from found


def _draft_problems(document: Document, schema: Any) -> Iterator[ConfigProblem]:
    from jsonschema.protocols import Validator as Protocol
    from jsonschema.validators import validator_for

    draft = schema.get("$schema")
    if draft is None:
        return
    if not isinstance(draft, str) or validator_for(schema, default=Protocol) is Protocol:
        message = f"`$schema` names no draft that caselint knows: {shorten(str(draft))}"
        yield _problem(document, ("$schema",), message, _DEFAULT_DRAFT)


def _shape_problems(document: Document, schema: Any) -> Iterator[ConfigProblem]:
    """What the metaschema of the schema's draft says."""
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match
    from jsonschema.validators import validator_for

    draft = validator_for(schema, default=Draft202012Validator)
    for error in draft(draft.META_SCHEMA).iter_errors(schema):
        deepest = best_match([error]) or error
        path = tuple(deepest.absolute_path)
        named, wrong = path[-1:] == ("type",) or path[-2:-1] == ("type",), deepest.instance
        if named and isinstance(wrong, str):
            said, meant = f'"{shorten(wrong)}" is no type: there are {", ".join(_TYPES)}', nearest(wrong, _TYPES)
        else:
            fault = Fault(str(deepest.validator), deepest.validator_value, wrong, {})
            said, meant = wrong_value(path, fault, None).message, None
        yield _problem(document, path, f"is no JSON Schema: {shorten(said, 200)}", meant)


def _pattern_problems(document: Document, root: Node) -> Iterator[ConfigProblem]:
    """Patterns that are not linear."""
    for key, value in _keywords(root):
        if key.name == "pattern" and isinstance(value.value, str):
            wrong = pattern_problem(value.value)
            if wrong is not None:
                yield document.problem(value.span, f"the pattern {wrong}")
        elif key.name == "patternProperties" and value.kind == "mapping":
            for pattern, _ in value.pairs:
                wrong = pattern_problem(pattern.name)
                if wrong is not None:
                    yield document.problem(pattern.span, f"the pattern {wrong}")


def _annotation_problems(document: Document, root: Node) -> Iterator[ConfigProblem]:
    """Keywords of caselint's own that say nothing it knows: they would check nothing."""
    for key, value in _keywords(root):
        if key.name == "x-path" and value.value not in PATH_PARTS:
            message = f"`x-path` is {' or '.join(PATH_PARTS)}"
            yield document.problem(value.span, message, nearest(value.text, PATH_PARTS))


def _keywords(node: Node) -> Iterator[tuple[Node, Node]]:
    """The keywords of a schema and of all schemas in it."""
    if node.kind == "sequence":
        for element in node.elements:
            yield from _keywords(element)
    for key, value in node.pairs:
        yield key, value
        if key.name in NAMED_KEYWORDS:
            for _, named in value.pairs:
                yield from _keywords(named)
        elif key.name not in VALUE_KEYWORDS:
            yield from _keywords(value)


def _problem(
    document: Document, path: tuple[str | int, ...], message: str, suggestion: str | None = None
) -> ConfigProblem:
    """A problem of the value at `path`, or of the nearest part around it that has a place."""
    places = Places(document.root)
    while (found := places.at(path)) is None:
        path = path[:-1]
    return document.problem(found.node.span, message, suggestion)
