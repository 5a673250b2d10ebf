"""Which folders and files the result of a run depends on."""

from collections.abc import Iterable
from pathlib import Path

from caselint.engine.discover import Site


def read_folders(sites: Iterable[Site], searched: Iterable[Path]) -> tuple[str, ...]:
    """The outermost of the folders that were read or searched for sites."""
    outermost: list[Path] = []
    for folder in sorted({*(site.root for site in sites), *searched}):
        if not any(folder.is_relative_to(known) for known in outermost):
            outermost.append(folder)
    return tuple(map(str, outermost))


def read_files(sites: Iterable[Site]) -> tuple[str, ...]:
    """The files that settings and schemas were read from, wherever they lie."""
    found: dict[str, None] = {}
    for site in sites:
        found |= dict.fromkeys(site.generator.files)
        for config in (site.config, *site.configs.values()):
            found |= dict.fromkeys(map(str, (*config.files, *config.named_files)))
    return tuple(found)
