"""Which generator publishes a folder, by the name of its config, and what that config says."""

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from caselint.generators.generator import GITHUB, SiteConfig
from caselint.generators.mkdocs_yaml import read_file

_SCRIPTS = ("js", "mjs", "cjs", "ts", "mts", "cts")

# In the order in which they count where a folder holds more than one.
_CONFIGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("mkdocs", ("mkdocs.yml", "mkdocs.yaml")),
    ("docusaurus", tuple(f"docusaurus.config.{suffix}" for suffix in _SCRIPTS)),
    ("starlight", tuple(f"astro.config.{suffix}" for suffix in _SCRIPTS)),
    ("hugo", ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json")),
    ("jekyll", ("_config.yml", "_config.yaml", "_config.toml")),
)
_MKDOCS = ("mkdocs", "material")
_HUGO_FOLDERS = frozenset({"archetypes", "layouts", "themes"})
_CONTENT_ROOTS = {
    "docusaurus": ("docs", "blog", "src/pages", "versioned_docs", "i18n"),
    "starlight": ("src/content/docs", "src/content", "src/pages"),
    "hugo": ("content",),
}


def detect(names: Iterable[str]) -> str | None:
    """The generator whose config is among the `names` of a folder's entries, or None.

    Hugo's old `config.toml` counts only beside Hugo's own folders: many programs have a file of that name. A
    `_config.yml` beside a `_toc.yml` is Jupyter Book's.
    """
    present = frozenset(names)
    found = next((generator for generator, configs in _CONFIGS if present.intersection(configs)), None)
    if found is None and "config.toml" in present and "content" in present and present & _HUGO_FOLDERS:
        return "hugo"
    return None if found == "jekyll" and "_toc.yml" in present else found


def read_site(
    root: Path,
    name: str | None = None,
    *,
    names: Iterable[str] | None = None,
    read: Callable[[Path], bytes] = read_file,
) -> SiteConfig:
    """What the generator's config in `root` says of the site; `name` stands for the detected generator.

    Configs are read as data and never run. Never raises: what cannot be read is in `SiteConfig.problems`. For another
    version of the site than the one on disk, `names` are the entries of `root` there, and `read` gives its files.
    """
    names = _entries(root) if names is None else frozenset(names)
    generator = name or detect(names) or "github"
    if generator in _MKDOCS:
        from caselint.generators.mkdocs_config import read_mkdocs  # a configuration that is kept needs no reader

        site = read_mkdocs(root, mkdocs_file(names, name), read)
        return site if name is None else _renamed(site, name)
    if generator == "github":
        return GITHUB
    config = next(
        (config for key, configs in _CONFIGS if key == generator for config in configs if config in names), None
    )
    roots = [folder for folder in _CONTENT_ROOTS.get(generator, ()) if (root / folder).is_dir()]
    return SiteConfig(
        generator=generator,
        config_path=config,
        content_roots=_outermost(roots) or (".",),
        judges_links=False,
        judges_anchors=False,
    )


def mkdocs_file(names: Iterable[str], name: str | None = None) -> str | None:
    """The config of MkDocs that `read_site` reads in a folder with these entries; None where it reads none."""
    present = frozenset(names)
    if (name or detect(present)) not in _MKDOCS:
        return None
    return next((config for config in _CONFIGS[0][1] if config in present), None)


def _entries(root: Path) -> frozenset[str]:
    try:
        return frozenset(os.listdir(root))
    except OSError:
        return frozenset()


def _outermost(folders: list[str]) -> tuple[str, ...]:
    """The folders that lie in no other one of them."""
    return tuple(folder for folder in folders if not any(folder.startswith(f"{other}/") for other in folders))


def _renamed(site: SiteConfig, name: str) -> SiteConfig:
    return site if site.generator == name else replace(site, generator=name)
