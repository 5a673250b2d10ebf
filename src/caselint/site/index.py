"""The pages of a site together: what site rules see. Facts only; nothing here parses."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from caselint.content.page import Heading, Link
from caselint.facts.page_facts import PageFacts
from caselint.generators.generator import SiteConfig
from caselint.generators.resolve import Resolution, resolve
from caselint.generators.slugs import heading_ids
from caselint.generators.urls import page_url
from caselint.site.vocabulary import Vocabulary


class SiteIndex:
    """All pages of a site with their facts, and the names of its other files.

    Attributes:
        config: the generator's configuration.
        pages: facts by path relative to the site's folder, in sorted order.
        assets: every file that is no page.
        vocabulary: aliases, synonyms and stop words of the configuration.
    """

    def __init__(
        self,
        config: SiteConfig,
        pages: Mapping[str, PageFacts],
        assets: frozenset[str] = frozenset(),
        vocabulary: Vocabulary | None = None,
    ) -> None:
        self.config = config
        self.pages = pages
        self.assets = assets
        self.vocabulary = vocabulary or Vocabulary()
        self._anchors: dict[str, frozenset[str]] = {}
        self._heading_ids: dict[str, list[str]] = {}

    def touched(self, touching: frozenset[str] | None) -> Iterator[PageFacts]:
        """The pages whose own answer is wanted."""
        for path, facts in self.pages.items():
            if touching is None or path in touching:
                yield facts

    # Links

    def is_page(self, path: str) -> bool:
        return path in self.pages

    def is_asset(self, path: str) -> bool:
        return path in self.assets

    @cached_property
    def _urls(self) -> Mapping[str, str]:
        return {page_url(self.config, path): path for path in reversed(list(self.pages))}

    def page_at_url(self, url_path: str) -> str | None:
        """The page that is served at a path such as "/Base/a/b/"."""
        return self._urls.get(url_path)

    @cached_property
    def _asset_urls(self) -> frozenset[str]:
        roots = self.config.content_roots
        found = set()
        for asset in self.assets:
            for root in roots:
                inside = asset if root == "." else asset.removeprefix(root + "/")
                if root == "." or inside != asset:
                    found.add(self.config.base_path + inside)
        return frozenset(found)

    def asset_at_url(self, url_path: str) -> bool:
        return url_path in self._asset_urls

    def resolve(self, page: str, link: Link) -> Resolution:
        """Where a link of `page` leads on the site as served."""
        return resolve(self.config, self, page, link.target, link.kind)

    def rendered_headings(self, path: str) -> list[Heading]:
        """The headings of a page that the site renders as headings."""
        return [heading for heading in self.pages[path].headings if heading.rendered]

    def heading_ids(self, path: str) -> list[str]:
        """The id of each rendered heading of a page, in order, as the generator makes them."""
        known = self._heading_ids.get(path)
        if known is None:
            reserved = [anchor.id for anchor in self.pages[path].anchors if anchor.rendered]
            known = self._heading_ids[path] = heading_ids(self.config, self.rendered_headings(path), reserved)
        return known

    def judges_anchors(self, path: str) -> bool:
        """Whether every id of the page is known: a page that plugins write into is not judged."""
        return self.config.judges_anchors and not self.pages[path].generated

    def anchors(self, path: str) -> frozenset[str]:
        """Every id that a link to the page may name."""
        known = self._anchors.get(path)
        if known is None:
            facts = self.pages[path]
            own = {anchor.id for anchor in facts.anchors if anchor.rendered}
            known = self._anchors[path] = frozenset(own | set(self.heading_ids(path)))
        return known
