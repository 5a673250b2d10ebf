"""A YAML or JSON file that a page kind names: read within limits, with the place of each part."""

import json
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

from caselint.config.problems import ConfigError, ConfigProblem
from caselint.config.toml_file import read_text
from caselint.content.lines import Lines
from caselint.content.yaml import Node, YamlError, read_yaml
from caselint.findings import Span


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


def node_at(root: Node | None, path: tuple[str | int, ...]) -> tuple[Span, Span] | None:
    """The spans of key and value at `path`; of an element, and of the root, both are the value's."""
    if root is None:
        return None
    node, key_span = root, root.span
    for part in path:
        if node.kind == "mapping":
            found = [(key.span, value) for key, value in node.pairs if key.name == part]
            if not found:
                return None
            key_span, node = found[-1]
        elif node.kind == "sequence" and isinstance(part, int) and part < len(node.elements):
            node = node.elements[part]
            key_span = node.span
        else:
            return None
    return key_span, node.span
