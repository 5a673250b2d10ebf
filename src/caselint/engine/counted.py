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
    return all(_has(facts, key, wanted) for key, wanted in collection.where.items())


def _has(facts: PageFacts, key: str, wanted: object) -> bool:
    """Whether the front matter has the value at a key such as "author.name", alone or in a list."""
    path = tuple(key.split("."))
    found = (value for value in facts.front if value.path in (path, (key,)) or _is_item(value.path, path))
    return any(type(value.value) is type(wanted) and value.value == wanted for value in found)


def _is_item(path: tuple[str | int, ...], of: tuple[str, ...]) -> bool:
    return len(path) == len(of) + 1 and path[:-1] == of and isinstance(path[-1], int)


def _defined(collection: settings.Collection, root: Path) -> str:
    path, line, _ = collection.place
    where = Path(path)
    shown = where.relative_to(root).as_posix() if where.is_relative_to(root) else where.name
    return f"{shown}:{line}"
