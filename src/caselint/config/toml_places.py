"""Where each key and value stands in a TOML text, which `tomllib` does not say.

The scanner reads a text that `tomllib` has accepted, so it checks nothing: it walks over table headers, keys and values
once, left to right (TOML 1.0, https://toml.io/en/v1.0.0), and notes a span for each.
"""

import re
import tomllib
from collections.abc import Mapping
from typing import NamedTuple

from caselint.findings import Span

TomlPath = tuple[str | int, ...]

_BLANK = re.compile(r"(?>(?:[ \t\r\n]++|#[^\n]*+)*)")
_SPACE = re.compile(r"[ \t]*+")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]++")
_STRINGS = {
    '"""': re.compile(r'"""(?>(?>[^"\\]++|\\.|"{1,2}+(?!"))*)"{3,5}+', re.DOTALL),
    "'''": re.compile(r"'''(?>(?>[^']++|'{1,2}+(?!'))*)'{3,5}+"),
    '"': re.compile(r'"(?>(?>[^"\\\n]++|\\.)*)"'),
    "'": re.compile(r"'[^'\n]*+'"),
}
_SCALAR = re.compile(r"[^,\]}#\n\r]*+")


# No setting lies deeper; what is below shares the place of what it is in, so that paths cannot grow with the text.
_DEEPEST = 32


class Place(NamedTuple):
    """Where a key stands, and its value. An item of a list is its own key; a table's value is its header."""

    key: Span
    value: Span


class Places:
    """The places of a TOML text by path: `("kinds", "case-study", "pages", 0)`."""

    def __init__(self, places: Mapping[TomlPath, Place]) -> None:
        self._places = places

    def __contains__(self, path: TomlPath) -> bool:
        return path in self._places

    def nearest(self, path: TomlPath) -> Place:
        """The place of `path`, else that of the nearest thing around it, else the start of the text."""
        while path and path not in self._places:
            path = path[:-1]
        return self._places.get(path, Place(Span(0, 0), Span(0, 0)))


def toml_places(text: str) -> Places:
    """The places of all keys, tables, values and list items of `text`, which must be valid TOML.

    Linear in the text; what lies more than 32 levels deep has no place of its own.

    Raises:
        RecursionError: lists or inline tables are nested hundreds deep.
    """
    scanner = _Scanner(text)
    scanner.document()
    return Places(scanner.places)


def _below(path: TomlPath, name: str | int) -> TomlPath:
    return (*path, name) if len(path) < _DEEPEST else path


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.places: dict[TomlPath, Place] = {}
        self._tables: dict[TomlPath, int] = {}
        self._end = len(text)

    def document(self) -> None:
        table: TomlPath = ()
        self._blank()
        while self.at < self._end:
            table = self._header() if self.text[self.at] == "[" else self._pair(table)
            self._blank()

    def _blank(self) -> None:
        match = _BLANK.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _space(self) -> None:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _header(self) -> TomlPath:
        start, many = self.at, self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        keys = self._keys()
        self.at = min(self.at + (2 if many else 1), self._end)
        header = Span(start, self.at)
        path = self._note_keys((), keys[:-1], header)
        name, span = keys[-1]
        path = _below(path, name)
        self.places.setdefault(path, Place(span, header))
        if many:
            index = self._tables[path] = self._tables.get(path, -1) + 1
            path = _below(path, index)
            self.places[path] = Place(span, header)
        return path

    def _note_keys(self, path: TomlPath, keys: list[tuple[str, Span]], value: Span) -> TomlPath:
        """The path of dotted `keys` below `path`, in the last table where one is an array of tables."""
        for name, span in keys:
            path = _below(path, name)
            self.places.setdefault(path, Place(span, value))
            if path in self._tables and len(path) < _DEEPEST:
                path = _below(path, self._tables[path])
        return path

    def _pair(self, table: TomlPath) -> TomlPath:
        keys = self._keys()
        self.at += 1  # the `=`
        self._space()
        path = self._note_keys(table, keys[:-1], keys[-1][1])
        name, key = keys[-1]
        self._value(_below(path, name), key)
        return table

    def _keys(self) -> list[tuple[str, Span]]:
        keys = []
        while True:
            self._space()
            keys.append(self._key())
            self._space()
            if not self.text.startswith(".", self.at):
                return keys
            self.at += 1

    def _key(self) -> tuple[str, Span]:
        quote = self.text[self.at : self.at + 1]
        match = _STRINGS.get(quote, _BARE_KEY).match(self.text, self.at)
        start, self.at = self.at, match.end() if match else self.at
        raw = self.text[start : self.at]
        if "\\" in raw and quote == '"':
            name = str(tomllib.loads(f"key = {raw}")["key"])
        else:
            name = raw[1:-1] if quote in _STRINGS else raw
        return name, Span(start, self.at)

    def _value(self, path: TomlPath, key: Span | None) -> None:
        start = self.at
        char = self.text[start : start + 1]
        if char in ("[", "{"):
            # The place of what is around comes first, so that places stand in the order of the text.
            self.places[path] = Place(key or Span(start, start + 1), Span(start, start + 1))
            if char == "[":
                self._list(path)
            else:
                self._inline_table(path)
        else:
            self._scalar(char)
        value = Span(start, self.at)
        self.places[path] = Place(key or value, value)

    def _scalar(self, char: str) -> None:
        if char in ('"', "'"):
            triple = char * 3
            kind = triple if self.text.startswith(triple, self.at) else char
            match = _STRINGS[kind].match(self.text, self.at)
            self.at = match.end() if match else self._end
            return
        match = _SCALAR.match(self.text, self.at)
        raw = match.group() if match else ""
        self.at += len(raw.rstrip())

    def _list(self, path: TomlPath) -> None:
        self.at += 1
        index = 0
        self._blank()
        while self.at < self._end and self.text[self.at] != "]":
            self._value(_below(path, index), None)
            index += 1
            self._blank()
            if self.text.startswith(",", self.at):
                self.at += 1
                self._blank()
        self.at = min(self.at + 1, self._end)

    def _inline_table(self, path: TomlPath) -> None:
        self.at += 1
        self._blank()
        while self.at < self._end and self.text[self.at] != "}":
            self._pair(path)
            self._blank()
            if self.text.startswith(",", self.at):
                self.at += 1
                self._blank()
        self.at = min(self.at + 1, self._end)
