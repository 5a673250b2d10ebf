"""From the paths of a command line to sites: which site each page belongs to, and which pages are asked for."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from caselint.config.config import Config
from caselint.config.load import find_config, load_config
from caselint.engine.files import Tree, is_page, walk
from caselint.generators.detect import detect, read_site
from caselint.generators.generator import SiteConfig
from caselint.generators.urls import is_published
from caselint.rules.registry import RULE_NAMES


class NothingToRead(ValueError):
    """A path given does not exist, or no page was found. The message is for the user."""


@dataclass(frozen=True)
class Site:
    """A site to check.

    Attributes:
        root: absolute folder of the site.
        generator: what the generator's config says.
        config: caselint's settings that hold at `root`.
        pages: every page to index, relative to `root`, sorted.
        assets: every other file, relative to `root`.
        asked: the pages that are to be reported on.
        configs: settings by folder relative to `root`, where a caselint config lies deeper in the site.
        unreadable: folders that could not be listed.
    """

    root: Path
    generator: SiteConfig
    config: Config
    pages: tuple[str, ...]
    assets: tuple[str, ...]
    asked: frozenset[str]
    configs: dict[str, Config] = field(default_factory=dict)
    unreadable: tuple[str, ...] = ()

    def config_for(self, page: str) -> Config:
        """The settings of the nearest config above `page`."""
        folder = page.rpartition("/")[0]
        while folder:
            if folder in self.configs:
                return self.configs[folder]
            folder = folder.rpartition("/")[0]
        return self.config


@dataclass(frozen=True)
class Request:
    """What the command line asks for.

    Attributes:
        paths: files and folders as given; empty for the site of `cwd`.
        config: an explicit config file; `isolated` ignores caselint's own configuration.
    """

    cwd: Path
    paths: tuple[str, ...] = ()
    config: Path | None = None
    isolated: bool = False


@dataclass
class Discovery:
    sites: list[Site]
    notices: list[str]
    excluded: bool


def discover(request: Request) -> Discovery:
    """The sites that the request's paths belong to.

    Raises:
        NothingToRead: a path does not exist, or there is no page at all.
        caselint.config.load.ConfigError: a caselint config is wrong.
    """
    finder = _Finder(request)
    given = [_existing(request.cwd, path) for path in request.paths] or [request.cwd]
    for path in given:
        finder.add(path, explicit=bool(request.paths))
    sites = finder.sites()
    if not any(site.asked for site in sites) and not finder.excluded:
        shown = ", ".join(request.paths) or "this folder"
        raise NothingToRead(f"no Markdown page in {shown}: give a page, or a folder that holds .md, .markdown or .mdx")
    return Discovery(sites, finder.notices, finder.excluded)


def _existing(cwd: Path, path: str) -> Path:
    absolute = Path(os.path.normpath(cwd / path))
    if not absolute.exists():
        raise NothingToRead(f"{path}: no such file or folder")
    if absolute.is_file() and not is_page(absolute.name):
        raise NothingToRead(f"{path}: not a Markdown page (.md, .markdown, .mdx)")
    return absolute


class _Finder:
    """Collects asked pages by site."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._asked: dict[Path, set[str]] = {}
        self._roots: dict[Path, Path] = {}
        self._trees: dict[Path, Tree] = {}
        self._generators: dict[Path, SiteConfig] = {}
        self.notices: list[str] = []
        self.excluded = False

    def add(self, path: Path, *, explicit: bool) -> None:
        if path.is_file():
            root = self._site_root(path.parent)
            self._asked.setdefault(root, set()).add(path.relative_to(root).as_posix())
            return
        for folder in self._site_folders(path):
            root = self._site_root(folder)
            inside = path.relative_to(root).as_posix() + "/" if path != root and path.is_relative_to(root) else ""
            asked = self._asked.setdefault(root, set())
            asked.update(page for page in self._content(root, inside) if page.startswith(inside))

    def _site_folders(self, path: Path) -> list[Path]:
        """`path` itself, and every folder below it that is a site of its own."""
        found = [path]
        for folder, names, files in os.walk(path):
            names[:] = sorted(name for name in names if not name.startswith(".") and name != "node_modules")
            if Path(folder) != path and detect(files) is not None:
                found.append(Path(folder))
        return found

    def _content(self, root: Path, inside: str) -> list[str]:
        """The pages that a folder stands for: those of the content roots, unless the folder lies outside of them."""
        tree, generator = self._tree(root), self._generator(root)
        roots = [] if "." in generator.content_roots else [f"{name}/" for name in generator.content_roots]
        outside = bool(inside) and not any(inside.startswith(name) or name.startswith(inside) for name in roots)
        if not roots or outside:
            return [page for page in tree.pages if self._site_root((root / page).parent) == root]
        return [page for page in tree.pages if page.startswith(tuple(roots))]

    def _site_root(self, folder: Path) -> Path:
        known = self._roots.get(folder)
        if known is None:
            known = self._roots[folder] = self._find_root(folder)
        return known

    def _find_root(self, folder: Path) -> Path:
        at = folder
        while True:
            try:
                names = os.listdir(at)
            except OSError:
                names = []
            if detect(names) is not None:
                return at
            if ".git" in names or at.parent == at:
                break
            at = at.parent
        if not self._request.isolated:
            config = self._request.config or find_config(folder, None)
            if config is not None and folder.is_relative_to(config.parent):
                return config.parent
        cwd = self._request.cwd
        return cwd if folder.is_relative_to(cwd) else folder

    def _tree(self, root: Path) -> Tree:
        if root not in self._trees:
            self._trees[root] = walk(root)
        return self._trees[root]

    def _generator(self, root: Path) -> SiteConfig:
        if root not in self._generators:
            self._generators[root] = read_site(root)
        return self._generators[root]

    def _config(self, folder: Path) -> Config:
        if self._request.isolated:
            return Config.default(folder)
        path = self._request.config or find_config(folder, None)
        return Config.default(folder) if path is None else load_config(path, RULE_NAMES)

    def sites(self) -> list[Site]:
        return [self._site(root, asked) for root, asked in sorted(self._asked.items())]

    def _site(self, root: Path, asked: set[str]) -> Site:
        config = self._config(root)
        tree, generator = self._tree(root), self._generator(root)
        content = set(self._content(root, ""))
        configs = self._deeper_configs(root, tree)
        site = Site(root, generator, config, (), tree.assets, frozenset(), configs, tree.unreadable)
        excluded = {page for page in content | asked if site.config_for(page).excludes(page, root)}
        pages = sorted(page for page in (content | asked) - excluded if is_published(generator, page) or page in asked)
        if asked and asked <= excluded:
            self.excluded = True
            self.notices.append("every page given is excluded: nothing was checked")
        return Site(
            root, generator, config, tuple(pages), tree.assets, frozenset(asked & set(pages)), configs, tree.unreadable
        )

    def _deeper_configs(self, root: Path, tree: Tree) -> dict[str, Config]:
        if self._request.isolated or self._request.config is not None:
            return {}
        found = {}
        for path in tree.assets:
            folder, _, name = path.rpartition("/")
            if folder and name == "caselint.toml":
                found[folder] = load_config(root / path, RULE_NAMES)
        return found
