"""Where a page is served, and whether it is published at all."""

from functools import lru_cache
from typing import TYPE_CHECKING

from caselint.generators.generator import SiteConfig

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

MKDOCS_PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")

# MkDocs' own (`mkdocs/structure/files.py`, `_default_exclude`); those of the config come later and may undo them.
_MKDOCS_EXCLUDED = (".*", "/templates/")


def inside_root(config: SiteConfig, path: str) -> str | None:
    """`path` relative to the content root that holds it; None outside of all."""
    for root in config.content_roots:
        if root == ".":
            return path
        if path.startswith(root) and path[len(root) : len(root) + 1] == "/":
            return path[len(root) + 1 :]
    return None


def page_url(config: SiteConfig, path: str) -> str:
    """The path of the URL that serves the page at `path`, percent-encoding resolved: "/Base/a/b/".

    On a site whose URLs caselint does not know, and for a page outside the content roots, that of the file itself.
    """
    inside = inside_root(config, path)
    if inside is None:
        return f"/{path}"
    if not config.is_mkdocs:
        return config.base_path + inside
    folder, slash, name = inside.rpartition("/")
    stem = name.rpartition(".")[0]
    if stem in ("index", "README"):
        return config.base_path + folder + slash + ("" if config.directory_urls else "index.html")
    return config.base_path + folder + slash + stem + ("/" if config.directory_urls else ".html")


def is_published(config: SiteConfig, path: str) -> bool:
    """Whether the generator's config has the file at `path` published as a page; front matter is not asked."""
    if not config.is_mkdocs:
        return True
    inside = inside_root(config, path)
    if inside is None or not inside.endswith(MKDOCS_PAGES):
        return False
    if not config.excluded and not config.drafts:
        return not inside.startswith("templates/") and "/." not in inside and not inside.startswith(".")
    return not _matches(_MKDOCS_EXCLUDED + config.excluded, inside) and not _matches(config.drafts, inside)


def index_beside(path: str) -> str | None:
    """The `index.md` that MkDocs publishes in place of the `README.md` at `path`, if there is one; None of others."""
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}index.md" if name == "README.md" else None


def is_pattern(line: str) -> bool:
    """Whether a line can be read as a pattern of gitignore; a lone backslash cannot."""
    try:
        _spec((line,))
    except ValueError:
        return False
    return True


def in_nav(config: SiteConfig, path: str) -> bool:
    """Whether the navigation ought to hold the page at `path`: it is published, and `not_in_nav` does not name it."""
    inside = inside_root(config, path)
    return inside is not None and is_published(config, path) and not _matches(config.not_in_nav, inside)


def _matches(patterns: tuple[str, ...], inside: str) -> bool:
    return bool(patterns) and _spec(patterns).match_file(inside)


@lru_cache(maxsize=64)
def _spec(patterns: tuple[str, ...]) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns)
