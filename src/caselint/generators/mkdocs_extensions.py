"""Markdown extensions as `mkdocs.yml` names them: short names, bundles taken apart, those that MkDocs always adds."""

from collections.abc import Mapping

from caselint.generators.generator import Options

_ALWAYS = ("toc", "tables", "fenced_code")
_EXTRA = ("footnotes", "attr_list", "def_list", "tables", "abbr", "md_in_html")
_BUNDLES = {
    "extra": ("fenced_code", *_EXTRA),
    "pymdownx.extra": ("pymdownx.betterem", "pymdownx.superfences", *_EXTRA),
}


def extensions(named: Mapping[str, Options], configs: Mapping[str, object] | None = None) -> dict[str, Options]:
    """The extensions that are on, by name as in `SiteConfig.extensions`; `configs` is the setting `mdx_configs`."""
    found: dict[str, Options] = {name: {} for name in _ALWAYS}
    for written, options in named.items():
        name = _short(written)
        given = (configs or {}).get(written)
        merged = {**(given if isinstance(given, Mapping) else {}), **options}
        if name not in _BUNDLES:
            found[name] = merged
            continue
        inner = {_short(str(key)): value for key, value in merged.items()}
        for part in _BUNDLES[name]:
            part_options = inner.get(part)
            found[part] = part_options if isinstance(part_options, Mapping) else found.get(part, {})
    return found


def _short(name: str) -> str:
    """`markdown.extensions.toc` as `toc`; a class name behind a colon goes too."""
    return name.partition(":")[0].removeprefix("markdown.extensions.")
