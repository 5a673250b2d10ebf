"""One TOML file of the configuration: read within limits, parsed, and able to say where a setting stands."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from caselint.config.problems import ConfigError, ConfigProblem
from caselint.config.toml_places import Places, TomlPath, toml_places
from caselint.content.lines import Lines
from caselint.content.source import Undecodable, decode
from caselint.findings import Span

LARGEST = 256 * 1024
_PYPROJECT = "pyproject.toml"
_TOOL: TomlPath = ("tool", "caselint")
# `tomllib` takes memory that is quadratic in the parts of a dotted key: 250 KB of them ended the process.
_ENDLESS_KEY = re.compile(r"(?<![\w-])(?:(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+\.[ \t]*+){100}")
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


@dataclass(frozen=True)
class TomlFile:
    """A parsed file. `table` is caselint's own part of it, `prefix` the path at which that stands."""

    path: Path
    text: str
    table: dict[str, object]
    prefix: TomlPath
    places: Places
    lines: Lines

    def at(self, path: TomlPath, *, key: bool = False) -> tuple[int, int]:
        """Line and column of the value at `path` in caselint's part, or of its key."""
        place = self.places.nearest((*self.prefix, *path))
        where = self.lines.location(place.key if key else place.value)
        return where.line, where.column

    def problem(
        self,
        path: TomlPath,
        message: str,
        suggestion: str | None = None,
        *,
        key: bool = False,
    ) -> ConfigProblem:
        line, column = self.at(path, key=key)
        return ConfigProblem(self.path.as_posix(), line, column, message, suggestion)


def read_text(path: Path, largest: int = LARGEST) -> str:
    """The text of a file that the configuration consists of, without a byte order mark.

    Raises:
        ConfigError: it cannot be read, is no UTF-8, or is larger than `largest` bytes.
    """
    try:
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except OSError as error:
        raise ConfigError([ConfigProblem(path.as_posix(), 1, 1, f"cannot be read: {error.strerror}")]) from None
    if len(data) > largest:
        message = f"is larger than {largest // 1024} KB, the limit for a configuration file"
        raise ConfigError([ConfigProblem(path.as_posix(), 1, 1, message)])
    try:
        return decode(data).text
    except Undecodable as error:
        where = Lines(error.text[: error.offset + 1])
        line = where.number(error.offset)
        column = error.offset - where.start(line) + 1
        raise ConfigError([ConfigProblem(path.as_posix(), line, column, str(error))]) from None


def read_toml(path: Path) -> TomlFile:
    """Read a `caselint.toml`, or the `[tool.caselint]` of a `pyproject.toml`.

    Raises:
        ConfigError: the file cannot be read, or is no TOML.
    """
    text = read_text(path)
    table = _parse(path, text)
    places, lines = toml_places(text), Lines(text)
    if path.name != _PYPROJECT:
        return TomlFile(path, text, table, (), places, lines)
    found: object = table
    for name in _TOOL:
        found = found.get(name, {}) if isinstance(found, dict) else {}
    if not isinstance(found, dict):
        file = TomlFile(path, text, {}, _TOOL, places, lines)
        raise ConfigError([file.problem((), "`tool.caselint` must be a table")])
    return TomlFile(path, text, found, _TOOL, places, lines)


def _parse(path: Path, text: str) -> dict[str, object]:
    endless = _ENDLESS_KEY.search(text)
    if endless:
        where = Lines(text).location(Span(*endless.span()))
        problem = ConfigProblem(
            path.as_posix(),
            where.line,
            where.column,
            "is not TOML: a key of over 100 parts",
        )
        raise ConfigError([problem])
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ConfigError([ConfigProblem(path.as_posix(), 1, 1, "is not TOML: nested too deeply")]) from None
    except ValueError as error:  # a TOMLDecodeError, or a number of thousands of digits
        raise ConfigError([_syntax_problem(path, text, str(error))]) from None


def _syntax_problem(path: Path, text: str, message: str) -> ConfigProblem:
    at = _AT.search(message)
    line, column = 1, 1
    if at and at.group(1):
        line, column = int(at.group(1)), int(at.group(2))
    elif at:
        where = Lines(text.rstrip())
        line = len(where)
        column = len(where.text(line)) + 1
    said = message[: at.start()] if at else "a number has too many digits"
    return ConfigProblem(path.as_posix(), line, column, f"is not TOML: {said[:1].lower()}{said[1:]}")


def holds_settings(path: Path) -> bool:
    """Whether a `pyproject.toml` has a `[tool.caselint]`; one that is no TOML has, if it looks as if it should."""
    try:
        text = read_text(path, 4 * 1024 * 1024)
    except ConfigError:
        return False
    if "caselint" not in text:
        return False
    try:
        tool = _parse(path, text).get("tool")
    except ConfigError:
        return "tool.caselint" in text
    return isinstance(tool, dict) and "caselint" in tool
