"""The `examples` that a front matter schema gives: whether they are what the schema asks for."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from caselint.config.problems import ConfigProblem, shorten
from caselint.content.yaml import Node
from caselint.kinds.document import Document, plain, read_document
from caselint.kinds.schema import NAMED_KEYWORDS, VALUE_KEYWORDS, SchemaFile

_MOST_SAID = 160


@dataclass(frozen=True)
class CheckedExamples:
    """How many examples a schema gives, and what is wrong with them."""

    count: int
    problems: tuple[ConfigProblem, ...]


def check_examples(path: Path) -> CheckedExamples:
    """Hold each of the `examples` in the schema at `path` against the part of the schema that it stands in.

    Raises:
        caselint.config.problems.ConfigError: the file is no schema that caselint can use.
    """
    schema = SchemaFile.load(path)
    document = read_document(path)
    assert document.root is not None
    count = 0
    problems: list[ConfigProblem] = []
    for part, example in _examples(document.root):
        count += 1
        problems += _problems(schema, document, part, example)
    return CheckedExamples(count, tuple(problems))


def _examples(schema: Node) -> Iterator[tuple[Node, Node]]:
    """(schema, example) for each example in a schema and all schemas in it."""
    if schema.kind == "sequence":  # of `anyOf` and the like
        for element in schema.elements:
            yield from _examples(element)
    for key, value in schema.pairs:
        if key.name == "examples" and value.kind == "sequence":
            yield from ((schema, example) for example in value.elements)
        elif key.name in NAMED_KEYWORDS:
            for _, named in value.pairs:
                yield from _examples(named)
        elif key.name not in VALUE_KEYWORDS:
            yield from _examples(value)


def _problems(schema: SchemaFile, document: Document, part: Node, example: Node) -> Iterator[ConfigProblem]:
    # `$ref` in the part is looked up in the whole schema, as it is when a page is checked.
    validator = schema.validator.evolve(schema=plain(part))
    instance: Any = plain(example)
    for error in validator.iter_errors(instance):
        where = ".".join(map(str, error.absolute_path))
        said = shorten(f"{where}: {error.message}" if where else error.message, _MOST_SAID)
        yield document.problem(example.span, f"this example is not what the schema asks for: {said}")
