"""TOML front matter as nodes.

`tomllib` says what stands in a block but not where. The places of `key = value` lines are found here, each below its
table header; what is written otherwise (dotted keys, values over several lines, inline tables) has the place of the
block. Values are tomllib's own.
"""

import re
import tomllib
from datetime import date

from caselint.content.yaml_node import Node, YamlError
from caselint.findings.span import Span

_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\n|\r|\Z)")
_TABLE = re.compile(r"[ \t]*+\[(?P<name>[\w-]++(?>(?:\.[\w-]++){0,15}))\][ \t]*+(?:#[^\r\n]*+)?[\r\n]*+\Z")
_PAIR = re.compile(r"(?P<key>[ \t]*+[\w-]++)[ \t]*+=[ \t]*+(?P<value>[^\r\n]*+)")
_STRING = re.compile(r"\"(?>(?:[^\"\\]|\\.)*)\"|'[^']*+'")
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_ENDLESS_KEY = re.compile(r"(?<![\w\"'-])(?:[\w\"'-]++[ \t]*+\.[ \t]*+){40}")
_MOST_PARTS = 40
_DEEPEST = 64
_Path = tuple[str, ...]


def read_toml_block(block: str, offset: int) -> Node:
    """The mapping that `block` writes; `offset` is added to all places.

    Raises:
        YamlError: it is no TOML, or nested too deeply.
    """
    whole = Span(offset, offset + len(block.rstrip()))
    if _ENDLESS_KEY.search(block):
        raise YamlError(f"a key has more than {_MOST_PARTS} parts", whole)
    try:
        table = tomllib.loads(block.replace("\r\n", "\n"))
    except RecursionError:
        raise YamlError(f"it is nested more than {_DEEPEST} levels deep", whole) from None
    except ValueError as error:
        raise _mistake(block, offset, str(error)) from None
    return _node(table, (), _places(block, offset), whole, 0)


def _mistake(block: str, offset: int, said: str) -> YamlError:
    found = _AT.search(said)
    starts = [match.start() for match in _LINE.finditer(block)]
    at = len(block.rstrip())
    if found and found.group(1):
        at = min(starts[min(int(found.group(1)), len(starts)) - 1] + int(found.group(2)) - 1, len(block))
    message = said[: found.start()] if found else "a number has too many digits"
    line = max((start for start in starts if start <= at), default=0)
    text = _LINE.match(block, line)
    end = line + len((text.group() if text else "").rstrip())
    place = Span(offset + min(at, end), offset + max(end, min(at, end)))
    return YamlError(message[:1].lower() + message[1:], place, "mend the line; in TOML a text has quotes")


def _places(block: str, offset: int) -> dict[_Path, tuple[Span, Span]]:
    """Key and value spans of the lines `key = value`, by path. Lines inside of long strings are passed over."""
    found: dict[_Path, tuple[Span, Span]] = {}
    table: _Path = ()
    inside = ""
    for match in _LINE.finditer(block):
        line = match.group()
        if inside:
            inside = "" if inside in line else inside
            continue
        header = _TABLE.match(line)
        pair = None if header else _PAIR.match(line)
        if header:
            table = tuple(header["name"].split("."))
        elif pair:
            inside = next((mark for mark in ('"""', "'''") if pair["value"].count(mark) == 1), "")
            key = pair["key"]
            start = offset + match.start() + len(key) - len(key.lstrip())
            value = _value_span(pair["value"], offset + match.start() + pair.start("value"))
            found.setdefault((*table, key.strip()), (Span(start, offset + match.start() + len(key)), value))
    return found


def _value_span(value: str, start: int) -> Span:
    """A value without the comment behind it."""
    string = _STRING.match(value)
    if string:
        return Span(start, start + string.end())
    return Span(start, start + len(value.partition("#")[0].rstrip()))


def _node(value: object, path: _Path, places: dict[_Path, tuple[Span, Span]], around: Span, depth: int) -> Node:
    if depth > _DEEPEST:
        raise YamlError(f"it is nested more than {_DEEPEST} levels deep", around)
    span = places[path][1] if path in places else around
    if isinstance(value, dict):
        pairs = []
        for name, inner in value.items():
            below = (*path, name)
            key_span = places[below][0] if below in places else span
            pairs.append((Node("scalar", key_span, name, name), _node(inner, below, places, span, depth + 1)))
        return Node("mapping", span, pairs=tuple(pairs))
    if isinstance(value, list):
        return Node("sequence", span, elements=tuple(_node(each, (*path, ""), {}, span, depth + 1) for each in value))
    text = value if isinstance(value, str) else value.isoformat() if isinstance(value, date) else _written(value)
    return Node("scalar", span, text, value)


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
