"""A YAML or JSON file that a page kind names: read within limits, with the place of each part."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import NamedTuple

from caselint.config.problems import ConfigError, ConfigProblem
from caselint.config.toml_file import read_text
from caselint.content.lines import Lines
from caselint.content.yaml import Node, YamlError, read_yaml
from caselint.findings import Span

Steps = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """A file and its parsed root; None where the file is empty."""

    path: Path
    text: str
    root: Node | None
    lines: Lines

    def problem(self, span: Span, message: str, suggestion: str | None = None) -> ConfigProblem:
        where = self.lines.location(span)
        return ConfigProblem(self.path.as_posix(), where.line, where.column, message, suggestion)


def read_document(path: Path) -> Document:
    """Read a file of at most 256 KB; JSON is read as the YAML 1.2 that it is.

    Raises:
        ConfigError: it cannot be read, or is no YAML.
    """
    text = read_text(path)
    try:
        root = read_yaml(text)
    except YamlError as error:
        where = Lines(text).location(error.span)
        problem = ConfigProblem(path.as_posix(), where.line, where.column, f"is not YAML: {error}")
        raise ConfigError([problem]) from None
    return Document(path, text, root, Lines(text))


def read_values(path: Path) -> object:
    """What a file of JSON says, without places, in a tenth of the time; None where it is no plain JSON.

    Raises:
        ConfigError: it cannot be read.
    """
    text = read_text(path)
    if not text.lstrip().startswith("{"):
        return None
    try:
        return json.loads(text, parse_constant=_no_json, parse_float=_finite, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        return None


def _no_json(name: str) -> float:
    raise ValueError(name)


def _finite(digits: str) -> float:
    value = float(digits)
    if not isfinite(value):
        raise ValueError(digits)
    return value


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A mapping, in which no key may stand twice."""
    table = dict(pairs)
    if len(table) != len(pairs):
        raise ValueError("a key stands twice")
    return table


def plain(node: Node | None) -> object:
    """A node as JSON knows it: tables, lists and scalars; a date, and `.inf`, is the text that was written."""
    if node is None:
        return None
    if node.kind == "mapping":
        return {key.name: plain(value) for key, value in node.pairs}
    if node.kind == "sequence":
        return [plain(element) for element in node.elements]
    value = node.value
    if isinstance(value, float) and not isfinite(value):
        return node.text
    return value if value is None or isinstance(value, str | bool | int | float) else node.text


class Place(NamedTuple):
    """Where a value stands: the span of its key (of an element, and of the root, its own), and its node."""

    key: Span
    node: Node


class Places:
    """The nodes of a document by their paths, which are keys and indices from its root.

    Of a repeated key the last one holds. Each mapping is gone through once.
    """

    def __init__(self, root: Node | None) -> None:
        self._found: dict[Steps, Place | None] = {(): None if root is None else Place(root.span, root)}
        self._keys: dict[Steps, Mapping[str, Place]] = {}

    def at(self, path: Steps) -> Place | None:
        """The place at `path`; None where the document says nothing there."""
        if path not in self._found:
            self._found[path] = self._inside(path[:-1], path[-1])
        return self._found[path]

    def _inside(self, path: Steps, part: str | int) -> Place | None:
        around = self.at(path)
        if around is None:
            return None
        if isinstance(part, str):
            return self._mapping(path).get(part)
        element = next(iter(around.node.elements[part : part + 1]), None)
        return None if element is None else Place(element.span, element)

    def names(self, path: Steps) -> Collection[str]:
        """The keys of the mapping at `path`; none where there is no mapping."""
        return self._mapping(path).keys()

    def _mapping(self, path: Steps) -> Mapping[str, Place]:
        if path not in self._keys:
            around = self.at(path)
            pairs = () if around is None else around.node.pairs
            self._keys[path] = {key.name: Place(key.span, value) for key, value in pairs}
        return self._keys[path]
