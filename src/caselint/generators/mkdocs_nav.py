"""The `nav` of `mkdocs.yml`: its entries with their places, and what of it MkDocs would not take."""

import posixpath
import re
from collections.abc import Iterator

from caselint.content.yaml import Node
from caselint.findings.span import Span
from caselint.findings.visible import shorten
from caselint.generators.generator import ConfigProblem, NavEntry, SiteConfig
from caselint.generators.resolve import EXTERNAL, UNJUDGED, Lookup, Resolution
from caselint.generators.urls import MKDOCS_PAGES, index_beside, is_published, page_url

_DEPTH = 32
_SHOWN = 40
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*+:|//")


class NavReader:
    """Reads one navigation (`mkdocs/config/config_options.py`, `Nav`; `mkdocs/structure/nav.py`).

    `place` stands for every entry of a navigation that came from another file. `from_docs`: a target's leading slash
    means the content root. What an environment variable or an unknown tag decides is left out. `problems` fill while
    the entries are read; the rest of the navigation is still read.
    """

    def __init__(self, place: Span | None, *, from_docs: bool) -> None:
        self._place = place
        self._from_docs = from_docs
        self.problems: list[ConfigProblem] = []

    def read(self, node: Node) -> tuple[NavEntry, ...]:
        """The entries in order, sections before what is in them."""
        if node.tag is not None or (node.kind == "scalar" and node.value is None):
            return ()
        if node.kind == "scalar":
            self._problem(node, f'"nav" takes a list, and this is {_what(node)}')
            return ()
        if node.kind == "mapping" and node.pairs:
            self._problem(node, '"nav" takes a list, and this is a mapping: begin each entry with "- "')
            return tuple(entry for key, value in node.pairs for entry in self._titled(key, value, 0))
        return tuple(self._list(node, 0))

    def _problem(self, node: Node, message: str) -> None:
        first = node.pairs[0][0].span if node.pairs else node.span
        self.problems.append(ConfigProblem(message, self._place or first))

    def _list(self, node: Node, depth: int) -> Iterator[NavEntry]:
        for element in node.elements:
            yield from self._element(element, depth)

    def _element(self, node: Node, depth: int) -> Iterator[NavEntry]:
        if node.tag is not None or depth > _DEPTH:
            return
        if node.kind == "mapping":
            if len(node.pairs) != 1:
                what = f"has {len(node.pairs)} titles" if node.pairs else "is empty"
                self._problem(node, f'an entry of "nav" has one title, and this one {what}: begin each with "- "')
            for key, value in node.pairs:
                yield from self._titled(key, value, depth)
        elif node.kind == "sequence":
            self._problem(node, 'an entry of "nav" is a path or a title with what it holds, and this is a list')
            yield from self._list(node, depth + 1)
        elif not isinstance(node.value, str):
            self._problem(node, f'an entry of "nav" is a path, and this is {_what(node)}')
        else:
            yield self._entry(None, node)

    def _titled(self, key: Node, value: Node, depth: int) -> Iterator[NavEntry]:
        if value.tag is not None:
            return
        if value.kind == "scalar":
            if isinstance(value.value, str):
                yield self._entry(key.text, value)
            else:
                title = shorten(key.text, _SHOWN)
                self._problem(key, f'"{title}" of "nav" takes a path or a list, and has {_what(value)}')
            return
        yield NavEntry(key.text, None, self._place or key.span)
        if value.kind == "sequence":
            yield from self._list(value, depth + 1)
        elif depth < _DEPTH:
            self._problem(value, f'"{shorten(key.text, _SHOWN)}" of "nav" takes a list, and this is a mapping')
            for inner, target in value.pairs:
                yield from self._titled(inner, target, depth + 1)

    def _entry(self, title: str | None, node: Node) -> NavEntry:
        return NavEntry(title, node.text.lstrip("/") if self._from_docs else node.text, self._place or node.inside)


def _what(node: Node) -> str:
    return "nothing" if node.value is None else f'"{shorten(node.text, _SHOWN)}"'


def nav_target(config: SiteConfig, lookup: Lookup, target: str) -> Resolution:
    """What an entry of the navigation leads to; status "unpublished" for a page that the site leaves out.

    MkDocs takes the target as the path of a source file; whatever else it is stays as it is written and counts from
    the site's root.
    """
    if _SCHEME.match(target) or "{{" in target:
        return EXTERNAL
    if target.startswith("/") or not target or config.makes_sources or makes_nav(config):
        return UNJUDGED
    root = config.content_roots[0]
    inside = posixpath.normpath(target)
    source = inside if root == "." else posixpath.normpath(f"{root}/{inside}")
    if inside.startswith("../"):
        return Resolution("missing-page", tried=source, read_as="source")
    is_source = inside.endswith(MKDOCS_PAGES) and not target.endswith("/")
    if is_source and not is_published(config, source):
        return Resolution("unpublished", tried=source, read_as="source")
    index = index_beside(source)
    if lookup.is_page(source) and (index is None or not lookup.is_page(index)):
        return Resolution("ok", source, "", source, "source")
    if lookup.is_asset(source):
        return Resolution("ok", None, "", source, "source")
    url = config.base_path + ("" if inside == "." else inside)
    slashed = url if url.endswith("/") else f"{url}/"
    served = None if is_source else lookup.page_at_url(url) or lookup.page_at_url(slashed)
    if served is not None or lookup.asset_at_url(url) or lookup.asset_at_url(slashed):
        return Resolution("ok", served, "", url, "url")
    made = page_url(config, source) if is_source else slashed
    if any(made.startswith(prefix) for prefix in config.unknown_urls):
        return UNJUDGED
    return Resolution("missing-page", tried=source, read_as="source")


# Plugins that make the navigation, or change which pages are in it.
_MAKE_NAV = frozenset(
    {
        "autonav",
        "awesome-nav",
        "awesome-pages",
        "include_dir_to_nav",
        "literate-nav",
        "mkdocs-nav-weight",
        "nav-weight",
        "navigation",
        "pagenav-generator",
    }
)


def makes_nav(config: SiteConfig) -> bool:
    """Whether a plugin or a hook makes the navigation, so that what `nav` says is not what the site shows."""
    return config.hooks_make_pages or not _MAKE_NAV.isdisjoint(config.plugins)
