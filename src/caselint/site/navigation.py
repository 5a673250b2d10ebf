"""The navigation of a site against its pages: what an entry leads to, which pages no entry leads to."""

from collections.abc import Collection, Mapping
from functools import cached_property

from caselint.generators.generator import NavEntry, SiteConfig
from caselint.generators.mkdocs_nav import makes_nav, nav_target
from caselint.generators.resolve import Lookup, Resolution
from caselint.generators.urls import in_nav, index_beside, inside_root, page_url


class Navigation:
    """The entries of the navigation, followed.

    Attributes:
        entries: those that lead somewhere, or should, with what they lead to, in order.
    """

    def __init__(self, config: SiteConfig, lookup: Lookup, pages: Collection[str]) -> None:
        self._config = config
        self._pages = pages
        self.entries: tuple[tuple[NavEntry, Resolution], ...] = tuple(
            (entry, nav_target(config, lookup, entry.target)) for entry in config.nav if entry.target is not None
        )

    @cached_property
    def is_known(self) -> bool:
        """Whether the site writes its navigation down, and no plugin or hook makes another one of it."""
        return bool(self._config.nav) and not self._config.makes_sources and not makes_nav(self._config)

    @cached_property
    def pages(self) -> Mapping[str, list[NavEntry]]:
        """The entries that lead to each page."""
        found: dict[str, list[NavEntry]] = {}
        for entry, resolution in self.entries:
            if resolution.page is not None:
                found.setdefault(resolution.page, []).append(entry)
        return found

    @cached_property
    def expected(self) -> frozenset[str]:
        """The pages that a navigation is to hold: published, not left out on purpose, and made by no plugin."""
        return frozenset(path for path in self._pages if in_nav(self._config, path) and not self._is_made(path))

    @cached_property
    def omitted(self) -> tuple[str, ...]:
        """The pages that the navigation should hold and does not, sorted; none where the navigation is not known."""
        if not self.is_known:
            return ()
        return tuple(sorted(path for path in self.expected if path not in self.pages))

    def _is_made(self, path: str) -> bool:
        """Whether a plugin (a blog's posts), a redirect or an index beside it decides what becomes of the page."""
        if inside_root(self._config, path) in self._config.redirects:
            return True
        url = page_url(self._config, path)
        if any(url.startswith(prefix) for prefix in self._config.unknown_urls):
            return True
        return index_beside(path) in self._pages


def omitted_by_folder(omitted: Collection[str], expected: Collection[str], config: SiteConfig) -> dict[str, list[str]]:
    """The omitted pages by folder: by the outermost one of which the navigation holds no page, else by their own."""
    left = frozenset(omitted)
    held = {above for path in expected if path not in left for above in _above(path)}
    found: dict[str, list[str]] = {}
    for path in sorted(left):
        inside = inside_root(config, path) or path
        root = path[: len(path) - len(inside)]
        folders = [folder for folder in _above(path) if len(folder) >= len(root) and folder not in held]
        found.setdefault(folders[-1] if folders else path.rpartition("/")[0], []).append(path)
    return found


def _above(path: str) -> list[str]:
    """The folders that a path lies in, the innermost first; without that of the site itself."""
    found = []
    folder = path.rpartition("/")[0]
    while folder:
        found.append(folder)
        folder = folder.rpartition("/")[0]
    return found
