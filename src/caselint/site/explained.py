"""The way of one link, step by step: how it is written, how it is read, what it reaches, and which id it names."""

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from caselint.content.page import Link, LinkKind
from caselint.generators.fragments import leads_somewhere
from caselint.generators.generator import SiteConfig
from caselint.generators.resolve import Resolution
from caselint.generators.urls import page_url
from caselint.site.index import SiteIndex

_KINDS = {
    LinkKind.INLINE: "link in Markdown",
    LinkKind.REFERENCE: "link in Markdown by a label",
    LinkKind.AUTOLINK: "address in the text",
    LinkKind.IMAGE: "image in Markdown",
    LinkKind.HTML: "attribute in raw HTML",
    LinkKind.FRONT_MATTER: "front matter value",
    LinkKind.WIKI: "wikilink",
}


class Step(NamedTuple):
    """A step with its name: "kind", "read", "leads to", "anchor" or "verdict"."""

    name: str
    text: str


def explain_link(site: SiteIndex, page: str, link: Link, defined: str | None) -> Iterator[Step]:
    """The steps of a link of `page`; `defined` is where its label is defined, if it stands elsewhere."""
    yield Step("kind", _KINDS[link.kind] + (f", which {defined} defines" if defined else ""))
    if not link.rendered:
        yield Step("verdict", "not judged: it stands inside of raw HTML, where the site prints Markdown as text")
        return
    found = site.resolve(page, link)
    if found.status == "external":
        yield Step("leads to", "another site, which caselint does not ask")
        yield Step("verdict", "not judged")
        return
    if found.status == "unjudged":
        yield Step("verdict", f"not judged: {_why_unjudged(site.config, link)}")
        return
    if found.status == "malformed":
        yield Step("read", "as an address of another site")
        return
    yield Step("read", _how_read(site.config, page, link, found))
    yield Step("leads to", _end(site.config, found))
    if found.fragment and found.page is not None:
        yield Step("anchor", _anchor(site, found.page, found.fragment))


def unjudged(site: SiteIndex) -> tuple[int, int]:
    """How many links of the site are not judged, and of how many more the place on the page that they reach is not."""
    links = places = 0
    for path in site.pages:
        for _, found in site.resolved_links(path):
            if found.status == "unjudged":
                links += 1
            elif found.fragment and found.page is not None:
                anchors = site.anchors_of(found.page)
                if not anchors.judged and not leads_somewhere(site.config, anchors.ids, found.fragment):
                    places += 1
    return links, places


def _why_unjudged(config: SiteConfig, link: Link) -> str:
    if not config.judges_links:
        return f"caselint does not know the links of {config.generator} well enough"
    if any(mark in link.target for mark in ("{{", "{%", "${", "<%", "{#")) or link.target[:1] in "[{":
        return "a template writes it"
    if config.makes_sources:
        return "plugins of the site add pages, or find links by a rule of their own"
    if config.is_mkdocs:
        return "what it leads to is made when the site is built, or by another part of the host"
    return "it leads out of the folder, or to what only some generators serve"


def _how_read(config: SiteConfig, page: str, link: Link, found: Resolution) -> str:
    absolute = link.target.startswith("/")
    folder = posixpath.dirname(page) or "the site's folder"
    if not link.target.partition("#")[0]:
        return "on its own page"
    if found.read_as == "source":
        if not config.is_mkdocs:
            return "as a file, from the root of the folder" if absolute else f"as a file, from {folder}"
        start = "from the folder of the pages" if absolute else f"from {folder}"
        return f"as a source file, {start}: MkDocs makes a URL of it"
    start = f"from {page_url(config, page)}, the URL of the page"
    if absolute:
        base = f"; the site starts at {config.base_path}" if config.base_path != "/" else ""
        start = f"from the root of the host{base}"
    if not config.is_mkdocs or link.kind is LinkKind.HTML:
        return f"by a browser, {start}: nothing rewrites raw HTML"
    return f"by a browser, {start}: no source file has this path, so MkDocs leaves it as it is"


def _end(config: SiteConfig, found: Resolution) -> str:
    if found.page is not None:
        url = f", served at {page_url(config, found.page)}" if config.is_mkdocs else ""
        return f"{found.page}{url}"
    if found.status == "ok":
        return f"the file {found.tried}"
    if found.status == "outside-site":
        return f"{found.tried}, which is not of this site"
    what = "page" if found.status == "missing-page" else "file"
    return f"{found.tried}, and there is no such {what}"


def _anchor(site: SiteIndex, page: str, fragment: str) -> str:
    """Which thing of the page has the id, or why none has."""
    anchors = site.anchors_of(page)
    for heading, own in zip(anchors.headings, anchors.heading_ids, strict=True):
        if own == fragment:
            how = "an id of its own" if heading.explicit_id is not None else "an id made of its text"
            return f'#{fragment} is the heading "{heading.text}", by {how}'
    if any(anchor.id == fragment for anchor in site.pages[page].anchors):
        return f"#{fragment} is an id in raw HTML, of an attribute list or of a footnote"
    if fragment in anchors.ids or leads_somewhere(site.config, anchors.ids, fragment):
        return f"#{fragment} is made by an extension, a browser or the host"
    if not anchors.judged:
        return f"#{fragment} is not judged: a plugin or a template writes into the page"
    return f"#{fragment} is no id of that page"
