"""Where a link leads on the site as served.

MkDocs (`mkdocs/structure/pages.py`, `path_to_url`): a Markdown link that names an existing source file counts from
the page's file and is rewritten; everything else stays as it is written, and a browser takes it from the page's URL.
GitHub and plain folders: a link counts from the page's file.
"""

import posixpath
import re
from typing import NamedTuple, Protocol
from urllib.parse import unquote

from caselint.content.page import LinkKind
from caselint.generators.generator import SiteConfig
from caselint.generators.urls import index_beside, inside_root, is_published, page_url

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*+:")
_HOST = re.compile(
    r"(?>(?:[^\s/?#@\[\]]*+@)?)(?:\[[0-9A-Fa-f:.]++\]|[^\s/?#@:\[\]]++)(?>(?::[0-9]{0,5}+)?)(?=[/?#]|\Z)"
)
_TEMPLATE = re.compile(r"\{\{|\{%|\$\{|<%|\{#|\A[\[{]")
_EXTENSION = re.compile(r"[^/.]\.[A-Za-z0-9]{1,8}\Z")
_MAKER_FILES = frozenset(
    {
        "404.html",
        "objects.inv",
        "search/search_index.json",
        "sitemap.xml",
        "sitemap.xml.gz",
        "tags.json",
        "versions.json",
    }
)
_MAKER_FOLDERS = ("assets/javascripts/", "assets/stylesheets/")


class Lookup(Protocol):
    """What of a site a link can reach. Paths are relative to the site's folder, URL paths as `page_url` gives them."""

    def is_page(self, path: str) -> bool: ...

    def is_asset(self, path: str) -> bool: ...

    def is_folder(self, path: str) -> bool: ...

    def page_at_url(self, url_path: str) -> str | None: ...

    def asset_at_url(self, url_path: str) -> bool: ...


class Resolution(NamedTuple):
    """Where a link leads.

    Attributes:
        status: "ok"; "external": another site; "unjudged": caselint cannot know; "missing-page", "missing-asset";
            "outside-site": a path of the host that this site does not own; "malformed": no address.
        page: the page that it reaches; None for an asset, and where it reaches nothing.
        fragment: what stands behind `#`, as written.
        tried: where it leads: a path in the site's folder or a URL path, for messages; with "malformed" what is wrong.
        read_as: how the path was read: "source" from the page's file, "url" from the page's URL, "" neither.
    """

    status: str
    page: str | None = None
    fragment: str = ""
    tried: str = ""
    read_as: str = ""


EXTERNAL = Resolution("external")
UNJUDGED = Resolution("unjudged")


def resolve(config: SiteConfig, lookup: Lookup, page: str, target: str, kind: LinkKind) -> Resolution:
    """Where `target`, as a link of `kind` on `page` writes it, leads. Never raises."""
    if kind is LinkKind.AUTOLINK:
        return EXTERNAL
    if not config.judges_links or _TEMPLATE.search(target):
        return UNJUDGED
    scheme = _SCHEME.match(target)
    if scheme is not None or target.startswith(("//", "\\\\")):
        return _external(target, scheme[0].lower() if scheme else "")
    path, _, fragment = target.partition("#")
    path = path.partition("?")[0].strip()
    fragment = fragment.partition(":~:")[0]
    if not path:
        return Resolution("ok", page, fragment, page, "source")
    path = unquote(path) if "%" in path else path
    if config.is_mkdocs:
        return _mkdocs(config, lookup, page, path, fragment, kind)
    return _files(lookup, page, path, fragment)


def _external(target: str, scheme: str) -> Resolution:
    if scheme not in ("http:", "https:"):
        return EXTERNAL
    host = target[len(scheme) :].lstrip("/\\")
    if host and _HOST.match(host):
        return EXTERNAL
    return Resolution("malformed", tried="its host cannot be read" if host else "it names no host")


# MkDocs


def _mkdocs(config: SiteConfig, lookup: Lookup, page: str, path: str, fragment: str, kind: LinkKind) -> Resolution:
    inside = inside_root(config, page)
    if inside is None:
        return UNJUDGED
    root = page[: len(page) - len(inside)]
    absolute = path.startswith(("/", "\\"))
    rewritten = kind is not LinkKind.HTML and (
        not absolute or config.absolute_from_docs or kind is LinkKind.FRONT_MATTER
    )
    if rewritten:
        folder = "" if absolute else posixpath.dirname(inside)
        source = posixpath.normpath(posixpath.join(folder, path.lstrip("/") if absolute else path)).lstrip("/")
        found = _source(config, lookup, root + source, fragment)
        if found is not None:
            return found
        if absolute and config.absolute_from_docs:
            return _missing(config, source, root + source)
    served = _served(config, lookup, page, path, fragment)
    if served.status not in ("missing-page", "missing-asset") or not rewritten:
        return served
    return served if path.endswith("/") or not _EXTENSION.search(path) else _missing(config, source, root + source)


def _source(config: SiteConfig, lookup: Lookup, source: str, fragment: str) -> Resolution | None:
    """What a link to a source file reaches; None where there is no such file."""
    if lookup.is_page(source):
        if not is_published(config, source):
            return Resolution("missing-page", None, fragment, f"{source}, which the site does not publish", "source")
        index = index_beside(source)
        if index is not None and lookup.is_page(index):
            tried = f"{source}, in whose place the site publishes index.md"
            return Resolution("missing-page", None, fragment, tried, "source")
        # Where two sources share a URL, the other one may be what is served there.
        served = lookup.page_at_url(page_url(config, source))
        return Resolution("ok", served or source, fragment, source, "source")
    if lookup.is_asset(source):
        if source.endswith(".md") and inside_root(config, source) is not None and not is_published(config, source):
            return Resolution("missing-page", None, fragment, f"{source}, which the site does not publish", "source")
        return Resolution("ok", None, fragment, source, "source")
    return None


def _served(config: SiteConfig, lookup: Lookup, page: str, path: str, fragment: str) -> Resolution:
    """What a browser reaches with `path` from the page's URL."""
    path = path.replace("\\", "/")
    absolute = path.startswith("/")
    url = _joined(page_url(config, page), path)
    base = config.base_path
    found = lookup.page_at_url(url) or lookup.page_at_url(url + "/" if not url.endswith("/") else url + "index.html")
    if found is None and url.endswith("/index.html"):
        found = lookup.page_at_url(url.removesuffix("index.html"))
    if found is not None:
        return Resolution("ok", found, fragment, url, "url")
    if lookup.asset_at_url(url):
        return Resolution("ok", None, fragment, url, "url")
    if _unknown(config, url, absolute):
        return UNJUDGED
    if not url.startswith(base) and url + "/" != base:
        return Resolution("outside-site", None, fragment, url, "url")
    status = "missing-page" if _is_page_path(url) else "missing-asset"
    return Resolution(status, None, fragment, url, "url")


def _unknown(config: SiteConfig, url: str, absolute: bool) -> bool:
    """Whether there may be something at `url` that no file of the site shows."""
    inside = url.removeprefix(config.base_path)
    if inside in _MAKER_FILES or inside.startswith(_MAKER_FOLDERS):
        return True
    if config.versioned and (absolute or not url.startswith(config.base_path)):
        return True
    if absolute and not config.site_url and not _EXTENSION.search(url):
        return True
    if config.makes_sources or _is_hooked(config, inside):
        return True
    return not inside.endswith(".md") and any(f"{url}/".startswith(prefix) for prefix in config.unknown_urls)


def _joined(base: str, path: str) -> str:
    """`path` from the URL path `base`, as a browser joins them: `..` never climbs above the host."""
    joined = path if path.startswith("/") else base[: base.rindex("/") + 1] + path
    directory = joined.endswith(("/", "/.", "/.."))
    normal = "/" + posixpath.normpath(joined).lstrip("/")
    return normal + "/" if directory and normal != "/" else normal


def _missing(config: SiteConfig, inside: str, source: str) -> Resolution:
    if config.makes_sources or _is_hooked(config, inside):
        return UNJUDGED
    return Resolution("missing-page" if _is_page_path(inside) else "missing-asset", tried=source, read_as="source")


def _is_hooked(config: SiteConfig, inside: str) -> bool:
    """Whether a hook's code mentions the page, so that it may write it."""
    name = inside.rstrip("/").rpartition("/")[2]
    return name in config.hook_pages or f"{name}.md" in config.hook_pages


def _is_page_path(path: str) -> bool:
    """Whether something at that path would be a page, and not an image or another file."""
    return path.endswith((".md", ".html", ".htm", "/")) or _EXTENSION.search(path) is None


# GitHub and plain folders


def _files(lookup: Lookup, page: str, path: str, fragment: str) -> Resolution:
    """GitHub's reading: from the page's file, `/x` from the repository's root; folders show their README.

    Beyond GitHub's own, what some generator is likely to serve counts as found: the generator of a plain folder is
    not known.
    """
    absolute = path.startswith("/")
    folder = posixpath.dirname(page)
    joined = posixpath.normpath(path.lstrip("/") if absolute else posixpath.join(folder, path))
    if joined == ".." or joined.startswith("../"):
        return UNJUDGED
    if any(part.startswith(".") and part != "." for part in joined.split("/")):
        return UNJUDGED  # hidden folders are not listed
    starts = [joined]
    if absolute:
        above = folder
        while above:
            starts.append(f"{above}/{joined}")
            above = above.rpartition("/")[0]
    for start in starts:
        found = _file(lookup, start, fragment)
        if found is not None:
            return found
    if absolute and not _EXTENSION.search(joined):
        return UNJUDGED
    return Resolution("missing-page" if _is_page_path(joined) else "missing-asset", None, fragment, joined, "source")


def _file(lookup: Lookup, path: str, fragment: str) -> Resolution | None:
    if lookup.is_page(path):
        return Resolution("ok", path, fragment, path, "source")
    if lookup.is_asset(path):
        return Resolution("ok", None, fragment, path, "source")
    stem = path.removesuffix(".html")
    for candidate in (f"{stem}.md", f"{stem}.mdx", *_indexes("" if stem in (".", "") else f"{stem}/")):
        if lookup.is_page(candidate):
            return Resolution("ok", candidate, fragment, candidate, "source")
    if lookup.is_folder(path):
        return Resolution("ok", None, fragment, path, "source")
    return None


def _indexes(folder: str) -> tuple[str, ...]:
    return tuple(f"{folder}{name}.md" for name in ("README", "index", "_index", "readme"))
