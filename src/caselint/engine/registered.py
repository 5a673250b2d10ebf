"""The registry of figures that the configuration at a site's folder names."""

import os
from typing import NamedTuple

from caselint.config.problems import ConfigProblem
from caselint.engine.discover import Site
from caselint.engine.snapshot import digest
from caselint.site.registry import NO_REGISTRY, Registry


class Registered(NamedTuple):
    """A registry as far as it is right, what is wrong with it, and a digest of its file."""

    registry: Registry = NO_REGISTRY
    problems: tuple[ConfigProblem, ...] = ()
    digest: str = ""


def registered(site: Site) -> Registered:
    """What is registered for a site; nothing where no file is named."""
    path = site.config.registry
    if path is None:
        return Registered()
    from caselint.figures.spellings import use_spellings
    from caselint.site.registry_file import load_registry  # few sites have one

    use_spellings(site.dialect.units)
    registry, problems = load_registry(path, os.path.relpath(path, site.root).replace(os.sep, "/"))
    try:
        content = path.read_bytes()
    except OSError:
        content = b""
    return Registered(registry, problems, digest(content))
