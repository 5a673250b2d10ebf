"""The dialect of Markdown that a site's pages are written in, by its generator and extensions."""

import re
from dataclasses import replace
from functools import lru_cache, partial

from caselint.content.dialect import COMMONMARK, Dialect
from caselint.generators.generator import Options, SiteConfig
from caselint.generators.mkdocs_blocks import BlockSyntax
from caselint.generators.mkdocs_rewrite import Reading, rewrite

_MATHEMATICS = frozenset({"pymdownx.arithmatex", "mdx_math", "markdown_katex"})
_LABEL = re.compile(r"^\[([^\[\]\n]++)\]:", re.MULTILINE)
_ATTRIBUTE_LISTS = replace(COMMONMARK, attribute_lists=True)
_OTHERS = {
    "docusaurus": _ATTRIBUTE_LISTS,
    "hugo": replace(_ATTRIBUTE_LISTS, templates="hugo"),
    "jekyll": replace(_ATTRIBUTE_LISTS, templates="liquid"),
}


def dialect_of(site: SiteConfig) -> Dialect:
    """How the site's Markdown differs from CommonMark. The dialect pickles, so that workers can have it."""
    if site.is_mkdocs:
        emoji = site.extensions.get("pymdownx.emoji", {})
        icons = any(isinstance(value, str) and "material" in value for value in emoji.values())
        smart = site.extensions.get("pymdownx.betterem", {}).get("smart_enable") in ("all", "asterisk")
        wikilinks = _wikilinks(site.extensions["wikilinks"]) if "wikilinks" in site.extensions else None
        return _mkdocs(frozenset(site.extensions), icons, site.runs_templates, smart, site.appended, wikilinks)
    return _OTHERS.get(site.generator, COMMONMARK)


def _wikilinks(options: Options) -> tuple[str, str] | None:
    """What the extension's URLs have before and behind the label; None where a function of the site makes them."""
    base, end = options.get("base_url", "/"), options.get("end_url", "/")
    return (base, end) if isinstance(base, str) and isinstance(end, str) and "build_url" not in options else None


@lru_cache(maxsize=8)
def _mkdocs(
    extensions: frozenset[str],
    icons: bool,
    templates: bool,
    smart_asterisks: bool,
    appended: str,
    wikilinks: tuple[str, str] | None,
) -> Dialect:
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
        abbreviations="abbr" in extensions,
        smart_asterisks=smart_asterisks,
        appended_labels=frozenset(label.strip().lower().encode() for label in _LABEL.findall(appended)),
    )
    features = {"footnotes": "footnotes", "emoji": "pymdownx.emoji", "bare-urls": "pymdownx.magiclink"}
    return Dialect(
        name="mkdocs",
        rewrite=partial(rewrite, reading=reading),
        attribute_lists="attr_list" in extensions,
        appended=f"\n\n{appended}\n" if appended else "",
        yaml_version=(1, 1),
        features=frozenset(name for name, extension in features.items() if extension in extensions)
        | ({"icons"} if icons else set())
        | ({"math"} if extensions & _MATHEMATICS else set()),
        templates="jinja" if templates else "",
        wikilinks=wikilinks,
    )
