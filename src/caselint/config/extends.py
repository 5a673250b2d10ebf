"""`extends`: a configuration file and the files below it, each read once, lowest first."""

import os
from dataclasses import dataclass
from pathlib import Path

from caselint.config.problems import ConfigError, ConfigProblem, nearest, shorten
from caselint.config.settings import Settings
from caselint.config.shape import read_settings
from caselint.config.shipped import STARTER, starter_file, starter_names
from caselint.config.toml_file import TomlFile, read_toml


@dataclass(frozen=True)
class Extended:
    """A file of the chain.

    `own` marks the user's file itself, the last of the chain. Globs are relative to `folder`: that of the file, but
    for a starter that of the user's file, since a starter knows nothing of the site's folders.
    """

    file: TomlFile
    settings: Settings
    folder: Path
    own: bool


class _Chain:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._done: set[Path] = set()
        self.files: list[Extended] = []
        self.problems: list[ConfigProblem] = []

    def add(self, path: Path, above: tuple[Path, ...], *, starter: bool = False) -> None:
        """Read `path` after the files that it extends. `above` are the files that led to it.

        Raises:
            ConfigError: the file itself cannot be read.
        """
        file = read_toml(path)
        settings, problems = read_settings(file)
        self.problems += problems
        self._done.add(path.resolve())
        for index, entry in enumerate(settings.extends):
            self._follow(file, index, entry, (*above, path.resolve()))
        self.files.append(Extended(file, settings, self._folder if starter else path.parent, own=not above))

    def _follow(self, file: TomlFile, index: int, entry: str, above: tuple[Path, ...]) -> None:
        at = ("extends", index)
        starter = entry.startswith(STARTER)
        if starter and entry not in starter_names():
            message = f'`extends` names a starter that does not exist: "{shorten(entry)}"'
            near = nearest(entry.removeprefix(STARTER), [name.removeprefix(STARTER) for name in starter_names()])
            self.problems.append(file.problem(at, message, STARTER + near if near else None))
            return
        path = starter_file(entry) if starter else named_file(file.path.parent, entry)
        if path is None:
            hint = STARTER + entry if STARTER + entry in starter_names() else None
            message = f'`extends` names a file that does not exist: "{shorten(entry)}"'
            self.problems.append(file.problem(at, message, hint))
        elif path.resolve() in above:
            names = " → ".join(step.name for step in (*above[above.index(path.resolve()) :], path))
            self.problems.append(file.problem(at, f"`extends` goes in a circle: {names}"))
        elif path.resolve() not in self._done:
            try:
                self.add(path, above, starter=starter)
            except ConfigError as error:
                self.problems += error.problems


def named_file(folder: Path, name: str) -> Path | None:
    """The file that a setting names, relative to `folder`; None where there is none."""
    path = Path(os.path.normpath(folder / name))
    try:
        return path if path.is_file() else None
    except (OSError, ValueError):  # a name too long for the file system, or with a NUL in it
        return None


def read_chain(path: Path) -> tuple[list[Extended], list[ConfigProblem]]:
    """The file at `path` and all that it extends, lowest first and `path` last, with what is wrong with their shape.

    Raises:
        ConfigError: `path` itself cannot be read.
    """
    chain = _Chain(path.parent)
    chain.add(path, ())
    return chain.files, chain.problems
