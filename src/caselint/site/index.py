"""The pages of a site together: what site rules see. Facts only; nothing here parses."""

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from caselint.content.page import Link
from caselint.facts.page_facts import PageFacts
from caselint.findings.span import Span
from caselint.generators.generator import SiteConfig
from caselint.generators.resolve import UNJUDGED, Resolution, resolve
from caselint.generators.urls import inside_root, page_url
from caselint.site.anchors import PageAnchors
from caselint.site.dead_links import DeadLink, find_dead_links
from caselint.site.front_links import front_links
from caselint.site.navigation import Navigation
from caselint.site.nearest import Nearest
from caselint.site.other_case import OtherCase
from caselint.site.redirects import Redirects
from caselint.site.registry import NO_REGISTRY, Registry
from caselint.site.vocabulary import Vocabulary

if TYPE_CHECKING:  # a run in which no rule asks for claims does without their patterns
    from caselint.site.claims import Claim, PageClaims
    from caselint.site.clusters import Stated
    from caselint.site.collections import Collection
    from caselint.site.entities import Entities
    from caselint.site.history import History
    from caselint.site.learned import Learned, Taught
    from caselint.site.registered import Match


# The sections of facts that names are learned from.
TEACHING = ("head", "front", "headings", "links", "entries", "mentions")


class SiteIndex:
    """All pages of a site with their facts, and the names of its other files.

    Attributes:
        config: the generator's configuration.
        pages: facts by path relative to the site's folder, in sorted order.
        assets: every file that is no page.
        vocabulary: aliases, synonyms and stop words of the configuration.
        unread: pages that there are but that were not read: excluded ones, and those that cannot be read.
        unpublished: pages of the source that the generator does not publish.
        outward: links to folders outside of the site, where there may be anything.
        history, today: for rules that declare them as `inputs`; None: nothing is known of it.
        link_values: for a page the paths to front matter values that its kind declares to be links.
        learned: the names of the site as they were known before, if they were.
        collections: sets of pages that the configuration has counted.
        registry: the figures that are known to be right.
    """

    def __init__(
        self,
        config: SiteConfig,
        pages: Mapping[str, PageFacts],
        assets: frozenset[str] = frozenset(),
        vocabulary: Vocabulary | None = None,
        unread: frozenset[str] = frozenset(),
        link_values: "Callable[[PageFacts], Sequence[str]] | None" = None,
        unpublished: frozenset[str] = frozenset(),
        outward: Sequence[str] = (),
        history: "History | None" = None,
        today: date | None = None,
        learned: "Callable[[], Learned | None]" = lambda: None,
        collections: "Sequence[Collection]" = (),
        registry: Registry = NO_REGISTRY,
    ) -> None:
        self.config = config
        self.pages = pages
        self.assets = assets
        self.unread = unread - frozenset(pages)
        self.vocabulary = vocabulary or Vocabulary()
        self.unpublished = unpublished
        self.outward = tuple(f"{path}/" for path in outward)
        self.history = history
        self.today = today
        self._link_values = link_values
        self._learned = learned
        self.collections = collections
        self.registry = registry
        self._resolved: dict[str, tuple[tuple[Link, Resolution], ...]] = {}
        self._claims: dict[str, PageClaims] = {}
        self._dead: dict[str, tuple[DeadLink, ...]] = {}
        self._anchors: dict[str, PageAnchors] = {}

    def touched(self, touching: frozenset[str] | None) -> Iterator[PageFacts]:
        """The pages whose own answer is wanted."""
        for path, facts in self.pages.items():
            if touching is None or path in touching:
                yield facts

    # Links

    def is_page(self, path: str) -> bool:
        return path in self.pages

    def is_asset(self, path: str) -> bool:
        return path in self.assets or path in self.unread

    @cached_property
    def _folders(self) -> frozenset[str]:
        found = {"."}
        for path in (*self.pages, *self.assets, *self.unread):
            folder = path.rpartition("/")[0]
            while folder and folder not in found:
                found.add(folder)
                folder = folder.rpartition("/")[0]
        return frozenset(found)

    def is_folder(self, path: str) -> bool:
        """Whether there is a file below `path`; "." is the site's own folder."""
        return path in self._folders

    @cached_property
    def _urls(self) -> Mapping[str, str]:
        """Pages by URL; of two with one URL that which the generator builds last: not `foo.md` but `foo/index.md`."""
        found: dict[str, str] = {}
        for path in self.pages:
            url = page_url(self.config, path)
            other = found.get(url)
            if other is None or not other.rpartition("/")[2].startswith("index."):
                found[url] = path
        return found

    def page_at_url(self, url_path: str) -> str | None:
        """The page that is served at a path such as "/Base/a/b/"."""
        return self._urls.get(url_path)

    def url_of(self, page: str) -> str:
        """The path of the URL that serves a page: "/Base/a/b/"."""
        return page_url(self.config, page)

    @cached_property
    def _asset_urls(self) -> frozenset[str]:
        roots = self.config.theme_folders or self.config.content_roots
        found = {page_url(self.config, page) for page in self.unread}
        for asset in self.assets:
            for root in roots:
                inside = asset if root == "." else asset.removeprefix(root + "/")
                if root == "." or inside != asset:
                    found.add(self.config.base_path + inside)
                    if asset.endswith(".md"):  # a page by way of a linked folder
                        found.add(page_url(self.config, asset))
        return frozenset(found)

    def asset_at_url(self, url_path: str) -> bool:
        return url_path in self._asset_urls or (bool(self.config.redirects) and url_path in self.redirects.urls)

    @cached_property
    def navigation(self) -> Navigation:
        """The navigation that the generator's config writes down."""
        return Navigation(self.config, self, self.pages)

    @cached_property
    def redirects(self) -> Redirects:
        """The redirects that the generator's config writes down."""
        return Redirects(self.config, self)

    @cached_property
    def other_case(self) -> OtherCase:
        """The files whose names differ from a path in nothing but upper and lower case."""
        return OtherCase(self.config, (*self.pages, *self.assets, *self.unread))

    def inside_root(self, path: str) -> str | None:
        """`path` relative to the content root that holds it, as the generator's config names files."""
        return inside_root(self.config, path)

    def outside_root(self, resolution: Resolution) -> str | None:
        """Where a dead link from the page's file leads, if that lies outside of the folder that MkDocs serves."""
        tried = resolution.tried
        if not self.config.is_mkdocs or resolution.read_as != "source" or "../" not in tried:
            return None
        path = posixpath.normpath(tried)
        return path if inside_root(self.config, path) is None else None

    def resolve(self, page: str, link: Link) -> Resolution:
        """Where a link of `page` leads on the site as served."""
        found = resolve(self.config, self, page, link.target, link.kind)
        if self.outward and found.status.startswith("missing") and self._leads_outward(found.tried):
            return UNJUDGED
        templated = not self.config.is_mkdocs and "macros" in self.pages[page].generated
        # A template language is at work that no generator was found for: it may give short links a meaning of its own.
        return UNJUDGED if templated and found.status == "missing-page" and "." not in found.tried else found

    def _leads_outward(self, tried: str) -> bool:
        """Whether a path, or the URL path of one, lies below a link to a folder outside of the site."""
        inside = tried.removeprefix(self.config.base_path)
        paths = {f"{tried}/", *(f"{root}/{inside}/".removeprefix("./") for root in self.config.content_roots)}
        return any(path.startswith(self.outward) for path in paths)

    def links_of(self, path: str) -> tuple[Link, ...]:
        """The links of a page, those that its front matter declares first."""
        facts = self.pages[path]
        paths = self._link_values(facts) if self._link_values is not None else ()
        return (*front_links(facts, paths), *facts.links) if paths else facts.links

    def resolved_links(self, path: str) -> tuple[tuple[Link, Resolution], ...]:
        """The rendered links of a page in order with where each leads; of a reference used twice one."""
        known = self._resolved.get(path)
        if known is None:
            links = {link.span: link for link in reversed(self.links_of(path)) if link.rendered}
            known = tuple((link, self.resolve(path, link)) for link in sorted(links.values(), key=_place))
            self._resolved[path] = known
        return known

    def dead_links(self, path: str) -> tuple[DeadLink, ...]:
        """The links of a page that lead to nothing on the site as served."""
        known = self._dead.get(path)
        if known is None:
            known = self._dead[path] = tuple(find_dead_links(self, path))
        return known

    @cached_property
    def nearest(self) -> Nearest:
        """What dead links may have meant."""
        return Nearest(self.config, self.pages, self.assets)

    def anchors_of(self, path: str) -> PageAnchors:
        """The places of a page that a link can name."""
        known = self._anchors.get(path)
        if known is None:
            known = self._anchors[path] = PageAnchors(self.config, self.pages[path])
        return known

    def heading_ids(self, path: str) -> list[str]:
        """The id of each rendered heading of a page, in order, as the generator makes them."""
        return self.anchors_of(path).heading_ids

    def judges_anchors(self, path: str) -> bool:
        """Whether every id of the page is known."""
        return self.anchors_of(path).judged

    def anchors(self, path: str) -> frozenset[str]:
        """Every id that a link to the page may name."""
        return self.anchors_of(path).ids

    # Figures

    @cached_property
    def entities(self) -> "Entities":
        """The companies, systems and products that the site writes about."""
        from caselint.site.entities import learn_entities

        if self._known is not None:
            return self._known.entities(self.pages, self.vocabulary)
        return learn_entities(self.pages, self.vocabulary)

    def claims_of(self, path: str) -> "PageClaims":
        """What settles the claims of a page, one by one where not all are wanted."""
        from caselint.site.claims import PageClaims

        known = self._claims.get(path)
        if known is None:
            known = self._claims[path] = PageClaims(self.pages[path], self.entities, self.vocabulary.metrics)
        return known

    @property
    def claims(self) -> "Iterator[Claim]":
        """Every figure of the site with what it is about, by page, in the order of the page's mentions."""
        return (claim for path in self.pages for claim in self.claims_of(path))

    @cached_property
    def registered(self) -> "Sequence[Match]":
        """The figures of pages that state what is registered, in the order of pages and places."""
        from caselint.site.registered import matches

        return tuple(matches(self, self.registry.facts))

    @cached_property
    def statements(self) -> "Sequence[tuple[str, Stated]]":
        """The figures that may be compared with what they are compared by, in the order of pages and places."""
        from caselint.site.contexts import Contexts

        contexts, entities = Contexts(self), self.entities
        known = self._known.statements(entities, self.pages) if self._known is not None else {}
        found: list[tuple[str, Stated]] = []
        for path, facts in self.pages.items():
            rows = known.get(path)
            found += contexts.comparable(path) if rows is None else rows
            facts.release(("mentions",))
        return found

    @cached_property
    def _known(self) -> "Learned | None":
        return self._learned()

    @property
    def taught(self) -> "Taught | None":
        """The site's names and statements, for another version of it or the next run; None where nobody asked."""
        return self._taught if "statements" in self.__dict__ else None

    @cached_property
    def _taught(self) -> "Taught":
        from caselint.site.learned import LiveTaught

        return LiveTaught(self.entities, self.statements)

    def release_claims(self) -> None:
        """Forget whose figures are whose; asked for again, it is settled again."""
        self._claims.clear()
        self.__dict__.pop("registered", None)


def _place(link: Link) -> Span:
    return link.span
