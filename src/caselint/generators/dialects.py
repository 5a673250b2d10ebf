"""The dialect of Markdown that a site's pages are written in, by its generator and extensions."""

from dataclasses import replace
from functools import lru_cache, partial

from caselint.content.dialect import COMMONMARK, Dialect
from caselint.generators.generator import SiteConfig
from caselint.generators.mkdocs_blocks import BlockSyntax
from caselint.generators.mkdocs_rewrite import Reading, rewrite

_ATTRIBUTE_LISTS = replace(COMMONMARK, attribute_lists=True)


def dialect_of(site: SiteConfig) -> Dialect:
    """How the site's Markdown differs from CommonMark. The dialect pickles, so that workers can have it."""
    if site.is_mkdocs:
        emoji = site.extensions.get("pymdownx.emoji", {})
        icons = any(isinstance(value, str) and "material" in value for value in emoji.values())
        return _mkdocs(frozenset(site.extensions), icons)
    return _ATTRIBUTE_LISTS if site.generator in ("docusaurus", "hugo", "jekyll") else COMMONMARK


@lru_cache(maxsize=8)
def _mkdocs(extensions: frozenset[str], icons: bool) -> Dialect:
    reading = Reading(
        blocks=BlockSyntax(
            admonition="admonition" in extensions,
            details="pymdownx.details" in extensions,
            tabbed="pymdownx.tabbed" in extensions,
            blocks=any(name.startswith("pymdownx.blocks.") for name in extensions),
            definitions="def_list" in extensions,
        ),
        nested_fences="pymdownx.superfences" in extensions,
        md_in_html="md_in_html" in extensions,
    )
    features = {"footnotes": "footnotes", "emoji": "pymdownx.emoji"}
    return Dialect(
        name="mkdocs",
        rewrite=partial(rewrite, reading=reading),
        attribute_lists="attr_list" in extensions,
        yaml_version=(1, 1),
        features=frozenset(name for name, extension in features.items() if extension in extensions)
        | ({"icons"} if icons else set()),
    )
