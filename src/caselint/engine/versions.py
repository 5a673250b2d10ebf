"""The files of a site as they lie in the working tree, and as they were in another version of it."""

import os
from collections.abc import Callable, Mapping
from errno import ENOENT
from pathlib import Path
from typing import Protocol

from caselint.config.config import Config
from caselint.config.load import load_config
from caselint.engine.files import Tree, is_page, walk
from caselint.engine.kept_generator import read_generator
from caselint.engine.kept_settings import keep_config, kept_config
from caselint.engine.page_cache import CachePlace
from caselint.engine.snapshot import is_skipped
from caselint.generators.detect import detect, read_site
from caselint.generators.generator import SiteConfig
from caselint.generators.mkdocs_yaml import read_file
from caselint.rules.registry import RULE_NAMES

_GENERATOR_FILES = (".yml", ".yaml", ".toml", ".json", ".js", ".mjs", ".cjs", ".ts", ".mts", ".cts")


class Version(Protocol):
    """A version of the files that discovery reads. caselint's own settings are the same in all: they judge them."""

    def tree(self, root: Path) -> Tree:
        """The files below a folder."""

    def generator(self, root: Path, name: str | None) -> SiteConfig:
        """What the generator's config in `root` says; `name` stands for the detected generator."""

    def settings(self, path: Path) -> Config:
        """The caselint configuration in the file at `path`."""

    def settings_below(self, root: Path) -> list[str]:
        """The `caselint.toml` files below `root`, relative to it."""

    def texts(self, root: Path) -> Mapping[str, bytes]:
        """The bytes of the pages below `root` that differ from their files, by path relative to it."""

    def holds(self, root: Path, page: str) -> bool:
        """Whether this version has a page that the working tree has."""


class WorkingTree:
    """The files as they lie there. Each is read once, so that two versions of one run share what does not differ."""

    def __init__(self, cache: CachePlace | None = None) -> None:
        self._cache = cache
        self._trees: dict[Path, Tree] = {}
        self._generators: dict[tuple[Path, str | None], SiteConfig] = {}
        self._settings: dict[Path, Config] = {}

    def tree(self, root: Path) -> Tree:
        if root not in self._trees:
            self._trees[root] = walk(root)
        return self._trees[root]

    def generator(self, root: Path, name: str | None) -> SiteConfig:
        if (root, name) not in self._generators:
            cache = self._cache
            self._generators[root, name] = read_site(root, name) if cache is None else read_generator(cache, root, name)
        return self._generators[root, name]

    def settings(self, path: Path) -> Config:
        if path not in self._settings:
            self._settings[path] = self._read_settings(path.absolute())
        return self._settings[path]

    def _read_settings(self, path: Path) -> Config:
        kept = None if self._cache is None else kept_config(self._cache, path)
        if kept is not None:
            return kept
        config = load_config(path, RULE_NAMES)
        if self._cache is not None:
            keep_config(self._cache, config)
        return config

    def settings_below(self, root: Path) -> list[str]:
        return [path for path in self.tree(root).assets if path.endswith("/caselint.toml")]

    def texts(self, root: Path) -> Mapping[str, bytes]:  # noqa: ARG002
        return {}

    def holds(self, root: Path, page: str) -> bool:  # noqa: ARG002
        return True


class Difference:
    """How another version differs from the one that it is compared with.

    Attributes:
        gone: absolute paths of files that the other version does not have.
        files: files that it has and that are new or differ, by absolute path; None where only the name matters.
    """

    def __init__(self, gone: frozenset[str] = frozenset(), files: Mapping[str, bytes | None] | None = None) -> None:
        self.gone = gone
        self.files = files or {}

    def __bool__(self) -> bool:
        return bool(self.gone or self.files)


class OtherVersion:
    """`below` with a difference applied. Paths of `Difference` have their folders' symbolic links resolved."""

    def __init__(self, below: Version, difference: Difference) -> None:
        self._below = below
        self._gone = difference.gone
        self._files = difference.files
        self._trees: dict[Path, Tree] = {}

    def tree(self, root: Path) -> Tree:
        if root not in self._trees:
            self._trees[root] = self._tree(root)
        return self._trees[root]

    def _tree(self, root: Path) -> Tree:
        tree = self._below.tree(root)
        gone, files = self._gone_below(root), self._files_below(root)
        names = {path for path in files if not any(map(is_skipped, path.split("/")[:-1]))}
        pages = {path for path in names if is_page(path) and files[path] is not None} - set(tree.ignored)
        kept = (set(paths) - gone - names for paths in (tree.pages, tree.assets))
        old_pages, old_assets = kept
        assets = old_assets | (names - pages - set(tree.ignored))
        return Tree(
            root, tuple(sorted(old_pages | pages)), tuple(sorted(assets)), tree.ignored, tree.unreadable, tree.outward
        )

    def _gone_below(self, root: Path) -> set[str]:
        start = start_of(root)
        return {path[len(start) :] for path in self._gone if path.startswith(start)}

    def _files_below(self, root: Path) -> dict[str, bytes | None]:
        start = start_of(root)
        return {path[len(start) :]: data for path, data in self._files.items() if path.startswith(start)}

    def generator(self, root: Path, name: str | None) -> SiteConfig:
        now = self._below.generator(root, name)
        start = start_of(root)
        read = {resolved(path) for path in now.files}
        differs = any(
            path in read or path.endswith((".yml", ".yaml")) or self._beside(path, start)
            for path in (*self._gone, *self._files)
        )
        if not differs:
            return now
        gone = {path for path in self._gone_below(root) if "/" not in path}
        names = {entry for entry in _entries(root) if entry not in gone}
        names |= {path.partition("/")[0] for path in self._files_below(root)}
        return read_site(root, name, names=names, read=self._reader())

    def _beside(self, path: str, start: str) -> bool:
        return path.startswith(start) and "/" not in path[len(start) :] and path.endswith(_GENERATOR_FILES)

    def _reader(self) -> Callable[[Path], bytes]:
        def read(path: Path) -> bytes:
            known = resolved(str(path))
            if known in self._gone and known not in self._files:
                raise FileNotFoundError(ENOENT, os.strerror(ENOENT), str(path))
            data = self._files.get(known)
            return read_file(path) if data is None else data

        return read

    def settings(self, path: Path) -> Config:
        return self._below.settings(path)

    def settings_below(self, root: Path) -> list[str]:
        return self._below.settings_below(root)

    def texts(self, root: Path) -> Mapping[str, bytes]:
        gone, files = self._gone_below(root), self._files_below(root)
        below = {path: data for path, data in self._below.texts(root).items() if path not in gone}
        return below | {path: data for path, data in files.items() if data is not None and _is_read(path)}

    def holds(self, root: Path, page: str) -> bool:
        path = start_of(root) + page
        return path in self._files or (path not in self._gone and self._below.holds(root, page))


def _is_read(path: str) -> bool:
    """Whether findings may stand in the file: pages, and the generator's configuration."""
    return is_page(path) or detect([path]) is not None


def start_of(root: Path) -> str:
    """What absolute paths below `root` start with, its symbolic links resolved."""
    return os.path.realpath(root).rstrip("/") + "/"


def resolved(path: str) -> str:
    """`path` with the symbolic links of its folder resolved."""
    folder, name = os.path.split(path)
    return os.path.join(os.path.realpath(folder), name)  # noqa: PTH118 - str in, str out


def _entries(root: Path) -> list[str]:
    try:
        return os.listdir(root)
    except OSError:
        return []
