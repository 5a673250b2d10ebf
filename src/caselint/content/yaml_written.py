"""Scalars as they are written into a front matter: YAML 1.1 and 1.2 both read them as what is meant."""

import json
import re

from caselint.content.yaml import YamlError, read_yaml
from caselint.findings.span import Span

# A text that stands without quotes: what YAML 1.1 and 1.2 both read as this very text is asked of the reader.
_PLAIN = re.compile(r"[A-Za-z][\w ./&+-]*(?<! )\Z", re.ASCII)
_QUOTES = ("'", '"')


def scalar_written(value: object) -> str | None:
    """A scalar as YAML writes it, quoted where it would be read otherwise; None of lists, mappings and None."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number(value)
    if not isinstance(value, str):
        return None
    return value if _is_plain(value) else in_quotes(value)


def key_written(name: str) -> str:
    """A key as YAML writes it: `on`, which YAML 1.1 takes for a truth value, in quotes."""
    return name if _is_plain(name) else in_quotes(name)


def in_quotes(text: str) -> str:
    """A text in quotes: double ones, or single ones where what it holds would have to be escaped in double ones.

    What YAML does not allow as it is (1.2, section 5.1), or nobody sees, is escaped.
    """
    if not text.isprintable():
        return "".join(map(_escaped, json.dumps(text, ensure_ascii=False)))
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def inside_quotes(text: str, span: Span) -> Span:
    """Where a scalar of `text` stands without its quotes, if it has any."""
    is_quoted = span.end - span.start > 1 and text[span.start] in _QUOTES and text[span.end - 1] == text[span.start]
    return Span(span.start + 1, span.end - 1) if is_quoted else span


def _is_plain(text: str) -> bool:
    return _PLAIN.match(text) is not None and all(_reads_as(text, version) for version in ((1, 1), (1, 2)))


def _reads_as(text: str, version: tuple[int, int]) -> bool:
    try:
        root = read_yaml(f"key: {text}", version=version)
    except YamlError:
        return False
    node = root.get("key") if root is not None and root.kind == "mapping" else None
    return node is not None and node.value == text


def _number(value: float) -> str | None:
    if value != value or abs(value) == float("inf"):
        return None
    digits, mark, exponent = json.dumps(value).partition("e")
    # YAML 1.1 asks for a point and a sign.
    return f"{digits}{'' if '.' in digits else '.0'}{mark}{exponent}" if mark else digits


def _escaped(character: str) -> str:
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
