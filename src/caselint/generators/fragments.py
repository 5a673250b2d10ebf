"""Fragments that lead somewhere although no heading or anchor of the page bears their name."""

import re
from collections.abc import Collection
from urllib.parse import unquote

from caselint.generators.generator import SiteConfig
from caselint.generators.slugs import configured_slug

_LINES = re.compile(r"L[0-9]++(?:C[0-9]++)?(?:-L?[0-9]++(?:C[0-9]++)?)?\Z")
_VARIATION = "\N{VARIATION SELECTOR-16}"
_GITHUB_PREFIX = "user-content-"


def leads_somewhere(config: SiteConfig, ids: Collection[str], fragment: str) -> bool:
    """Whether `#fragment` of a page with these ids reaches a place, or may reach one that caselint cannot see.

    Browsers take an id as it is written and then percent-decoded, and "top" always. Beyond that: what MkDocs'
    extensions number for themselves (tabs, lines of code, footnote references), tags, and GitHub's own names.
    """
    decoded = unquote(fragment) if "%" in fragment else fragment
    if not decoded or fragment in ids or decoded in ids or decoded.lower() == "top":
        return True
    if config.is_mkdocs:
        return _mkdocs(config, ids, decoded)
    name = decoded.removeprefix(_GITHUB_PREFIX).lower()
    bare = name.replace(_VARIATION, "")
    if _LINES.match(decoded) or name == "readme":
        return True
    return any(bare == other.lower().replace(_VARIATION, "") for other in ids)


def _mkdocs(config: SiteConfig, ids: Collection[str], fragment: str) -> bool:
    if fragment.startswith("__"):
        return True
    if fragment.startswith("fnref") and "footnotes" in config.extensions:
        return True
    if fragment.startswith("tag:") and "tags" in config.plugins:
        return True
    tabs = config.extensions.get("pymdownx.tabbed", {})
    # Ids of tabs are made of their titles, by a function that caselint may not know.
    if not tabs.get("slugify") or configured_slug(tabs) is not None:
        return False
    return not tabs.get("combine_header_slug") or any(fragment.startswith(f"{other}-") for other in ids)
