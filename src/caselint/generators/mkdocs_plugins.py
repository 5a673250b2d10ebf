"""What plugins of MkDocs add to a site that no source file shows: pages, files, and other builds beside this one."""

import re
from collections.abc import Iterator, Mapping

from caselint.content.yaml import Node
from caselint.findings.span import Span
from caselint.findings.visible import shorten
from caselint.generators.generator import ConfigProblem, Options

# Plugins that make source files, or resolve links in ways of their own: beside them nothing is sure to be missing.
_MAKE_SOURCES = frozenset(
    {
        "alias",
        "api-autonav",
        "autolinks",
        "coverage",
        "ezlinks",
        "gen-files",
        "i18n",
        "jupyter",
        "mkapi",
        "mkdocs-autoapi",
        "mkdocs-jupyter",
        "mkdocs-typedoc",
        "monorepo",
        "multirepo",
        "nbconvert",
        "obsidian-bridge",
        "obsidian-support",
        "projects",
        "publisher",
        "roamlinks",
        "same-dir",
        "simple",
        "site-urls",
        "static-i18n",
        "swagger-ui-tag",
        "techdocs-core",
    }
)
_KINDS = {"mapping": "a mapping", "sequence": "a list"}
_MAKE_SOURCES_PREFIXES = ("autoapi", "obsidian", "pub-")


def makes_sources(plugins: Mapping[str, Options]) -> bool:
    """Whether a plugin adds source files that do not lie in the docs folder, or finds links by a rule of its own."""
    return any(name in _MAKE_SOURCES or name.startswith(_MAKE_SOURCES_PREFIXES) for name in plugins)


def unknown_urls(plugins: Mapping[str, Options], extra: Mapping[str, object], base_path: str) -> tuple[str, ...]:
    """Paths below which URLs lead to pages that this site's sources do not show: prefixes with both slashes.

    Archives of a blog, and builds of other languages beside this one (`extra.alternate`).
    """
    found = set()
    if makes_sources(plugins):
        found.add(base_path)
    if "blog" in plugins:
        folder = plugins["blog"].get("blog_dir", "blog")
        inside = str(folder).strip("./")
        found.add(f"{base_path}{inside}/" if inside else base_path)
    alternate = extra.get("alternate")
    for language in alternate if isinstance(alternate, list) else ():
        link = language.get("link") if isinstance(language, Mapping) else None
        if isinstance(link, str) and re.match(r"/(?!/)", link) and link.strip("./") and not base_path.startswith(link):
            found.add(f"/{link.strip('/')}/")
    return tuple(sorted(found))


def is_versioned(plugins: Mapping[str, Options], extra: Mapping[str, object]) -> bool:
    """Whether mike deploys the site, each version below a folder of its own."""
    version = extra.get("version")
    provider = version.get("provider") if isinstance(version, Mapping) else None
    return "mike" in plugins or provider == "mike"


def redirect_maps(plugins: Mapping[str, Options]) -> dict[str, str]:
    """The redirects of mkdocs-redirects: old source path -> new one, or a URL."""
    maps = plugins.get("redirects", {}).get("redirect_maps")
    if not isinstance(maps, Mapping):
        return {}
    return {str(old): new for old, new in maps.items() if isinstance(new, str)}


def redirect_places(plugins: Node, elsewhere: Span | None) -> dict[str, Span]:
    """Where the new path of each redirect stands in the node of `plugins`, or `elsewhere` for all of them."""
    found: dict[str, Span] = {}
    for maps in _redirect_maps(plugins):
        for old, new in maps.pairs:
            found[old.text] = elsewhere or new.inside
    return found


def redirect_problems(plugins: Node, elsewhere: Span | None) -> Iterator[ConfigProblem]:
    """What of the redirects the plugin cannot take, each at its place, or `elsewhere`: it stops the build there."""
    for maps in _redirect_maps(plugins):
        if maps.tag is not None:
            continue
        if maps.kind != "mapping":
            if maps.kind == "sequence" or maps.value is not None:
                yield ConfigProblem('"redirect_maps" takes a mapping of old paths to new ones', elsewhere or maps.span)
            continue
        for old, new in maps.pairs:
            if new.tag is None and not isinstance(new.value, str):
                empty = new.kind == "scalar" and new.value is None
                what = (
                    "nothing" if empty else f'"{shorten(new.text, 80)}"' if new.kind == "scalar" else _KINDS[new.kind]
                )
                message = f'the redirect of "{shorten(old.text, 80)}" takes a path or a URL, and has {what}'
                yield ConfigProblem(message, elsewhere or (old.span if empty else new.span))


def _redirect_maps(plugins: Node) -> Iterator[Node]:
    nodes = [plugins]
    nodes += plugins.elements  # `[plugins, *plugins.elements]` has mypy 2.4 run without end: the type holds itself
    for node in nodes:
        options = node.get("redirects") or node.get("material/redirects")
        maps = options.get("redirect_maps") if options is not None else None
        if maps is not None:
            yield maps
