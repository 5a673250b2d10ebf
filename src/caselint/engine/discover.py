"""From the paths of a command line to sites: which site each page belongs to, and which pages are asked for."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from caselint.config.config import Config
from caselint.config.load import find_config
from caselint.content.dialect import Dialect
from caselint.engine.files import Tree, is_page
from caselint.engine.page_cache import CachePlace
from caselint.engine.snapshot import is_skipped
from caselint.engine.versions import Version, WorkingTree
from caselint.findings.visible import shorten, visible
from caselint.generators.detect import detect
from caselint.generators.dialects import dialect_of
from caselint.generators.generator import SiteConfig
from caselint.generators.urls import is_published


class NothingToRead(ValueError):
    """A path given does not exist, or no page was found. The message is for the user."""


class NoComparison(ValueError):
    """There is no git repository, or not the revision to compare with. The message is for the user."""


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
        excluded: pages that caselint's settings leave out.
        unpublished: pages of the source that the generator does not publish.
        outward: links to folders outside of the site, and folders of other sites inside of it: what lies there is not
            read.
        configs: settings by folder relative to `root`, where a caselint config lies deeper in the site.
        unreadable: folders that could not be listed.
        texts: bytes that stand in for the file of a page.
    """

    root: Path
    generator: SiteConfig
    config: Config
    pages: tuple[str, ...]
    assets: tuple[str, ...]
    asked: frozenset[str]
    excluded: tuple[str, ...] = ()
    configs: dict[str, Config] = field(default_factory=dict)
    unreadable: tuple[str, ...] = ()
    texts: Mapping[str, bytes] = field(default_factory=dict)
    unpublished: tuple[str, ...] = ()
    outward: tuple[str, ...] = ()

    @property
    def dialect(self) -> Dialect:
        """How the pages of the site are read, with the parser and the units of its settings."""
        dialect = dialect_of(self.generator)
        if self.config.parser == "markdown-it":
            dialect = replace(dialect, parser="markdown-it")
        units = self.config.vocabulary.units
        if not units:
            return dialect
        from caselint.figures.units import canonical  # few sites have their own

        return replace(dialect, units=tuple((word, canonical(unit)) for word, unit in units.items()))

    @property
    def reader(self) -> str:
        """What reading a page depends on besides its bytes, as text for a cache key."""
        dialect = self.dialect
        matter = (dialect.name, dialect.parser, dialect.attribute_lists, dialect.yaml_version, dialect.templates)
        return repr((self.generator.fingerprint, *matter, sorted(dialect.features), dialect.appended, dialect.units))

    def config_for(self, page: str) -> Config:
        """The settings of the nearest config above `page`."""
        if not self.configs:
            return self.config
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
        texts: bytes of pages by path as given in `paths`, read in place of the file, which need not exist: what an
            editor or a pipe holds.
        since: a revision of git: only what the change since then is answerable for is reported.
        cache: where what was read of pages is kept; None to read every page anew.
    """

    cwd: Path
    paths: tuple[str, ...] = ()
    config: Path | None = None
    isolated: bool = False
    texts: Mapping[str, bytes] = field(default_factory=dict)
    since: str | None = None
    cache: CachePlace | None = None


@dataclass(frozen=True)
class Discovery:
    """The sites of a request.

    Attributes:
        notices: sentences for stderr.
        excluded: every page given is excluded, so that there is nothing to check.
        searched: absolute folders that were searched whole.
    """

    sites: tuple[Site, ...]
    notices: tuple[str, ...] = ()
    excluded: bool = False
    searched: tuple[Path, ...] = ()


def _nothing_in(shown: str, sites: Iterable["Site"]) -> str:
    """Why there is no page, in words."""
    for site in sites:
        config, roots = site.generator.config_path, site.generator.content_roots
        if config is not None and not any((site.root / folder).is_dir() for folder in roots):
            named = shorten(visible(", ".join(roots)), 100)
            return f"no Markdown page in {shown}: {config} takes them from {named}, which is no folder there"
    return f"no Markdown page in {shown}: give a page, or a folder that holds .md, .markdown or .mdx"


def discover(request: Request, version: Version | None = None) -> Discovery:
    """The sites that the request's paths belong to, as they are in the working tree or in another version of it.

    Raises:
        NothingToRead: a path does not exist, or there is no page at all.
        caselint.config.problems.ConfigError: a caselint config is wrong.
    """
    given = [_existing(request, path) for path in request.paths] or [request.cwd]
    finder = _Finder(request, given, version or WorkingTree(request.cache))
    for path in given:
        finder.add(path)
    sites = finder.sites()
    excluded = not any(site.asked for site in sites)
    if excluded and not any(finder.found.values()):
        raise NothingToRead(_nothing_in(", ".join(request.paths) or "this folder", sites))
    notices = [f"{site.root / folder}: cannot be listed, left out" for site in sites for folder in site.unreadable]
    if excluded:
        notices.append("every page given is excluded: nothing was checked")
    searched = tuple(path for path in given if path.is_dir())
    return Discovery(tuple(sites), tuple(notices), excluded, searched)


def _existing(request: Request, path: str) -> Path:
    absolute = Path(os.path.normpath(request.cwd / path))
    try:
        is_file, is_folder = absolute.is_file(), absolute.is_dir()
    except (OSError, ValueError):  # a name too long for the file system, or with a NUL in it
        is_file = is_folder = False
    is_file = is_file or path in request.texts
    if not is_file and not is_folder:
        raise NothingToRead(f"{path}: no such file or folder")
    if is_file and not is_page(absolute.name):
        raise NothingToRead(f"{path}: not a Markdown page (.md, .markdown, .mdx)")
    return absolute


class _Finder:
    """Collects pages by site.

    `found` are all pages that the paths given stand for, by the root of their site; `_named` those given one by one,
    which are read even where the generator would not publish them.
    """

    def __init__(self, request: Request, given: Sequence[Path], version: Version) -> None:
        self._request = request
        self._given = given
        self._version = version
        self.found: dict[Path, set[str]] = {}
        self._named: dict[Path, set[str]] = {}
        self._roots: dict[Path, Path] = {}
        self._above: dict[Path, Path | None] = {}
        self._generators: dict[Path, SiteConfig] = {}
        self._configs: dict[Path, Config] = {}

    def add(self, path: Path) -> None:
        if not path.is_dir():
            root = self._site_root(path.parent)
            page = path.relative_to(root).as_posix()
            self.found.setdefault(root, set()).add(page)
            self._named.setdefault(root, set()).add(page)
            return
        for folder in self._site_folders(path):
            root = self._site_root(folder)
            inside = folder.relative_to(root).as_posix() + "/" if folder != root else ""
            pages = self._content(root, inside)
            self.found.setdefault(root, set()).update(page for page in pages if page.startswith(inside))

    def _site_folders(self, path: Path) -> list[Path]:
        """`path` itself, and every folder below it that is a site of its own."""
        found = [path]
        for folder, names, files in os.walk(path):
            names[:] = sorted(name for name in names if not is_skipped(name))
            if Path(folder) != path and detect(files) is not None:
                found.append(Path(folder))
        return found

    def _content(self, root: Path, inside: str) -> list[str]:
        """The pages that a folder stands for: those of the content roots, unless the folder lies outside of them."""
        tree, generator = self._tree(root), self._generator(root)
        roots = [] if "." in generator.content_roots else [f"{name}/" for name in generator.content_roots]
        outside = bool(inside) and not any(inside.startswith(name) or name.startswith(inside) for name in roots)
        pages = tree.pages if not roots or outside else [page for page in tree.pages if page.startswith(tuple(roots))]
        folders = {page.rpartition("/")[0] for page in pages}
        own = {folder for folder in folders if self._site_root(root / folder) == root}
        return [page for page in pages if page.rpartition("/")[0] in own]

    def _site_root(self, folder: Path) -> Path:
        known = self._roots.get(folder)
        if known is None:
            known = self._roots[folder] = self._find_root(folder)
        return known

    def _find_root(self, folder: Path) -> Path:
        """The folder of the nearest generator's config, else of the nearest caselint config, else the working one."""
        generated = self._generated(folder)
        if generated is not None:
            return generated
        if not self._request.isolated:
            config = self._config_file(folder)
            if config is not None and folder.is_relative_to(config.parent):
                return config.parent
        if folder.is_relative_to(self._request.cwd):
            return self._request.cwd
        # Outside of the working directory the path that was given stands in for it.
        starts = [path if path.is_dir() else path.parent for path in self._given]
        return min((start for start in starts if folder.is_relative_to(start)), default=folder)

    def _generated(self, folder: Path) -> Path | None:
        """The nearest folder with a generator's config, from `folder` up to that of the repository."""
        passed: list[Path] = []
        at, found = folder, None
        while at not in self._above:
            passed.append(at)
            try:
                names = os.listdir(at)
            except OSError:
                names = []
            if detect(names) is not None:
                found = at
                break
            if ".git" in names or at.parent == at:
                break
            at = at.parent
        else:
            found = self._above[at]
        self._above |= dict.fromkeys(passed, found)
        return found

    def _tree(self, root: Path) -> Tree:
        return self._version.tree(root)

    def _generator(self, root: Path) -> SiteConfig:
        if root not in self._generators:
            self._generators[root] = self._version.generator(root, self._config(root).generator)
        return self._generators[root]

    def _config_file(self, folder: Path) -> Path | None:
        return self._request.config or find_config(folder, None)

    def _config(self, folder: Path) -> Config:
        if folder not in self._configs:
            path = None if self._request.isolated else self._config_file(folder)
            self._configs[folder] = Config.default(folder) if path is None else self._version.settings(path)
        return self._configs[folder]

    def sites(self) -> list[Site]:
        return [self._site(root) for root in sorted(self.found)]

    def _site(self, root: Path) -> Site:
        tree, generator = self._tree(root), self._generator(root)
        named = {page for page in self._named.get(root, ()) if self._version.holds(root, page)}
        content = set(self._content(root, ""))
        published = {page for page in content if is_published(generator, page)}
        pages = published | named
        site = Site(root, generator, self._config(root), (), tree.assets, frozenset(), (), self._deeper(root))
        excluded = {page for page in pages if site.config_for(page).excludes(page, root)}
        kept = pages - excluded
        return replace(
            site,
            pages=tuple(sorted(kept)),
            asked=frozenset(self.found[root] & kept),
            excluded=tuple(sorted(excluded)),
            unpublished=tuple(sorted(content - pages)),
            unreadable=tree.unreadable,
            outward=tuple(sorted({*tree.outward, *self._sites_inside(root)})),
            texts=self._texts(root),
        )

    def _sites_inside(self, root: Path) -> set[str]:
        """The folders below a site's that are sites of their own: what lies there is not among its pages."""
        folders = {page.rpartition("/")[0] for page in self._tree(root).pages}
        roots = {self._site_root(root / folder) for folder in folders}
        return {other.relative_to(root).as_posix() for other in roots if other != root and other.is_relative_to(root)}

    def _texts(self, root: Path) -> dict[str, bytes]:
        pages = {Path(os.path.normpath(self._request.cwd / path)): text for path, text in self._request.texts.items()}
        inside = {path.relative_to(root).as_posix(): text for path, text in pages.items() if path.is_relative_to(root)}
        return {**self._version.texts(root), **inside}

    def _deeper(self, root: Path) -> dict[str, Config]:
        """Settings of folders inside the site."""
        if self._request.isolated or self._request.config is not None:
            return {}
        found = {}
        for path in self._version.settings_below(root):
            folder = path.rpartition("/")[0]
            if self._site_root(root / folder) == root:
                found[folder] = self._version.settings(root / path)
        return found
