"""The redirects of a site as mkdocs-redirects writes them: which of them work, and what is wrong with the others.

The plugin writes a page at the old path after the site is built, over whatever stands there. It takes a published
source file or an address as the new path; where it is neither, it warns and writes nothing.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from caselint.generators.generator import SiteConfig
from caselint.generators.resolve import Lookup
from caselint.generators.urls import is_published, page_url

_MOST_SHOWN = 5


class Redirect(NamedTuple):
    """A redirect between source paths relative to the content root.

    Attributes:
        status: "ok"; "missing": there is no page at the new path; "chain": the new path is itself redirected; "loop":
            it leads back to itself; "hides": a page stands at the old path; "unjudged".
        way: of a chain or a loop the paths that it leads over, from `old` on.
        page: the page that it ends on, relative to the site's folder; None where there is none.
        fragment: of the new path.
        alive: a browser that asks for the old path comes to a page.
    """

    old: str
    new: str
    status: str
    way: tuple[str, ...] = ()
    page: str | None = None
    fragment: str = ""
    alive: bool = True


class Redirects:
    """The redirects of a site, followed."""

    def __init__(self, config: SiteConfig, lookup: Lookup) -> None:
        self._config = config
        self._lookup = lookup
        root = config.content_roots[0]
        self._prefix = "" if root == "." else f"{root}/"

    @cached_property
    def all(self) -> tuple[Redirect, ...]:
        """Every redirect, in the order of the configuration."""
        return tuple(self._judged())

    @cached_property
    def urls(self) -> frozenset[str]:
        """The URL paths that a redirect serves."""
        return frozenset(page_url(self._config, self._prefix + each.old) for each in self.all if each.alive)

    def page_after(self, source: str) -> str | None:
        """The page that stands for a source file of old: a link in a page to that file is not redirected."""
        return self._pages.get(source)

    @cached_property
    def _pages(self) -> Mapping[str, str]:
        return {self._prefix + each.old: each.page for each in self.all if each.page is not None}

    def _judged(self) -> Iterator[Redirect]:
        redirects, ends = self._config.redirects, self._ends
        for old, new in redirects.items():
            path, _, fragment = new.partition("#")
            page = self._page(path)
            found = Redirect(old, new, "hides" if self._page(old) else "ok", (), page, fragment)
            if new.lower().startswith(("http://", "https://")):
                yield found._replace(page=None, fragment="")
            elif path in redirects and ends[path] is None:
                yield found._replace(status="loop", way=self._way(old), page=None, alive=False)
            elif path in redirects:
                end = self._page(ends[path] or "")
                yield found._replace(status="chain", way=self._way(old), page=end, alive=page is not None)
            elif page is not None:
                yield found
            elif self._may_be(path):
                yield found._replace(status="unjudged")
            else:
                yield found._replace(status="missing", alive=False)

    def _page(self, path: str) -> str | None:
        source = self._prefix + path
        return source if path and self._lookup.is_page(source) and is_published(self._config, source) else None

    def _may_be(self, path: str) -> bool:
        """Whether a plugin or a hook may make the page."""
        if self._config.makes_sources or self._config.hooks_make_pages:
            return True
        if self._lookup.is_asset(self._prefix + path):
            return path.endswith(".md")  # there, and not read
        url = page_url(self._config, self._prefix + path)
        return any(url.startswith(prefix) for prefix in self._config.unknown_urls)

    @cached_property
    def _ends(self) -> Mapping[str, str | None]:
        """Where each old path ends; None where it goes round for ever. Each redirect is followed once."""
        known: dict[str, str | None] = {}
        for start in self._config.redirects:
            walked: dict[str, None] = {}
            at = start
            while at in self._config.redirects and at not in known and at not in walked:
                walked[at] = None
                at = self._config.redirects[at].partition("#")[0]
            end = None if at in walked else known.get(at, at)
            known |= dict.fromkeys(walked, end)
        return known

    def _way(self, old: str) -> tuple[str, ...]:
        """The first paths of a chain or a loop."""
        way = [old]
        while len(way) <= _MOST_SHOWN and way[-1] in self._config.redirects:
            way.append(self._config.redirects[way[-1]].partition("#")[0])
            if way[-1] in way[:-1]:
                break
        return tuple(way)
