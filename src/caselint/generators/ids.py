"""The ids of a page: of its headings, of what its author named, and of what extensions number."""

from collections.abc import Sequence

from caselint.content.page import Anchor, Heading
from caselint.generators.generator import SiteConfig
from caselint.generators.slugs import configured_slug, heading_ids, printed_text, unique_python_markdown


def page_ids(site: SiteConfig, headings: Sequence[Heading], anchors: Sequence[Anchor]) -> tuple[list[str], set[str]]:
    """The id of each rendered heading, in order, and all ids of the page that a link may name."""
    rendered = [heading for heading in headings if heading.rendered]
    reserved = [anchor.id for anchor in anchors if anchor.reserved and anchor.id]
    own = heading_ids(site, rendered, reserved)
    named = {anchor.id for anchor in anchors if anchor.rendered and anchor.id and not anchor.possible}
    tabs = [anchor for anchor in anchors if anchor.tab]
    return own, named.union(own, _tab_ids(site, rendered, own, tabs, {*reserved, *own}))


def _tab_ids(
    site: SiteConfig, headings: Sequence[Heading], ids: Sequence[str], tabs: Sequence[Anchor], taken: set[str]
) -> list[str]:
    """The ids of tabs, made of their titles where `slugify` is set (`pymdownx/tabbed.py`, `TabbedTreeprocessor`)."""
    options = site.extensions.get("pymdownx.tabbed", {})
    slug = configured_slug(options) if options.get("slugify") else None
    if slug is None:
        return []
    separator = str(options.get("separator", "-"))
    combine = bool(options.get("combine_header_slug"))
    counters: dict[str, int] = {}
    found = []
    by_place = {heading.span.start: own for heading, own in zip(headings, ids, strict=True)}
    for tab in tabs:
        name = slug(printed_text(site, tab.tab))
        if combine and tab.under in by_place:
            name = f"{by_place[tab.under]}{separator}{name}"
        found.append(unique_python_markdown(name, taken, counters))
    return found
