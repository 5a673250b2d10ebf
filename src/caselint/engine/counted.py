"""The collections of a configuration with the pages that they hold."""

from collections.abc import Mapping
from pathlib import Path

from caselint.config import config as settings
from caselint.engine.discover import Site
from caselint.facts.page_facts import PageFacts
from caselint.site.collections import Collection


def counted(site: Site, facts: Mapping[str, PageFacts]) -> tuple[Collection, ...]:
    """The collections that the configuration at the site's folder names, with the pages that were read."""
    return tuple(
        Collection(
            name=one.name,
            claims=one.claims,
            pages={path: facts[path] for path in facts if holds(one, site.root, facts[path])},
            defined=_defined(one, site.root),
        )
        for one in site.config.collections
    )


def holds(collection: settings.Collection, root: Path, facts: PageFacts) -> bool:
    """Whether a page of the site in the folder `root` is counted."""
    if not collection.pages.matches(facts.path, root) or collection.exclude.matches(facts.path, root):
        return False
    return all(facts.has(key, wanted) for key, wanted in collection.where.items())


def _defined(collection: settings.Collection, root: Path) -> str:
    path, line, _ = collection.place
    where = Path(path)
    shown = where.relative_to(root).as_posix() if where.is_relative_to(root) else where.name
    return f"{shown}:{line}"
