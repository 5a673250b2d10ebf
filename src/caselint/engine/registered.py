"""The registry of figures that the configuration at a site's folder names."""

import os
from typing import NamedTuple

from caselint.config.problems import ConfigProblem
from caselint.engine.discover import Site
from caselint.engine.snapshot import digest
from caselint.site.registry import NO_REGISTRY, Registry


class Registered(NamedTuple):
    """A registry as far as it is right, and what is wrong with it."""

    registry: Registry = NO_REGISTRY
    problems: tuple[ConfigProblem, ...] = ()

    @property
    def digest(self) -> str:
        """What the answers of rules depend on: the facts as they were read, with their places."""
        return digest(repr(self.registry).encode())


def registered(site: Site) -> Registered:
    """What is registered for a site; nothing where no file is named."""
    path = site.config.registry
    if path is None:
        return Registered()
    from caselint.figures.spellings import use_spellings
    from caselint.site.registry_file import load_registry  # few sites have one

    use_spellings(site.dialect.units)
    return Registered(*load_registry(path, os.path.relpath(path, site.root).replace(os.sep, "/")))
