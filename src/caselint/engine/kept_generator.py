"""What a generator's config says of its site, kept as plain data: reading a long `mkdocs.yml` takes longer than a page.

It is kept where it follows from one file alone: a config that inherits from others, has hooks, or appends snippets to
pages depends on files that need not even exist, and is read anew each time, like one with faults.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from caselint.engine.kept_file import NotKept, drop_oldest, read_kept, write_kept
from caselint.engine.page_cache import CachePlace
from caselint.engine.snapshot import digest, program
from caselint.findings.span import Span
from caselint.generators.detect import mkdocs_file, read_site
from caselint.generators.generator import NavEntry, SiteConfig
from caselint.generators.mkdocs_yaml import read_file

_MAGIC = b"caselint generator 1\n"
_MOST_SITES = 64
_FIELDS = frozenset(field.name for field in fields(SiteConfig))


def read_generator(place: CachePlace, root: Path, name: str | None) -> SiteConfig:
    """What `read_site` says of the site in the folder `root`, from the cache where its config is what it was."""
    try:
        config = mkdocs_file(os.listdir(root), name)
        if config is None:
            return read_site(root, name)
        data = read_file(root / config)
    except OSError:
        return read_site(root, name)
    path = f"{place.folder}/generators/{digest(f'{root}|{config}|{name}'.encode('utf-8', 'surrogateescape'))}"
    key = [digest(program()), str(root), config, name, digest(data)]
    try:
        kept = json.loads(read_kept(path, _MAGIC))
        if kept["key"] == key:
            return _from_plain(kept["site"])
    except (NotKept, AttributeError, KeyError, TypeError, ValueError):
        pass
    site = read_site(root, name, read=lambda file: data if file == root / config else read_file(file))
    if _follows_from(site, root / config):
        _keep(path, key, site)
    return site


def _follows_from(site: SiteConfig, config: Path) -> bool:
    """Whether all that is said of the site follows from this one file."""
    appends = "auto_append" in site.extensions.get("pymdownx.snippets", {})
    return site.files == (str(config),) and not appends and not site.problems


def _keep(path: str, key: Sequence[object], site: SiteConfig) -> None:
    """Keep it for the next run; where that is not possible, or would not give the same, the next run reads it again."""
    try:
        written = json.dumps({"key": key, "site": _to_plain(site)}, separators=(",", ":")).encode("ascii")
        if repr(_from_plain(json.loads(written)["site"])) != repr(site):
            return
        write_kept(path, _MAGIC, [written])
        drop_oldest(os.path.dirname(path), _MOST_SITES)  # noqa: PTH120 - str in, str out
    except (OSError, TypeError, ValueError):
        return


def _to_plain(site: SiteConfig) -> dict[str, object]:
    plain: dict[str, object] = {name: getattr(site, name) for name in sorted(_FIELDS - {"problems"})}
    plain["hook_pages"] = sorted(site.hook_pages)
    plain["nav"] = [[entry.title, entry.target, entry.span] for entry in site.nav]
    return plain


def _from_plain(plain: dict[str, Any]) -> SiteConfig:
    """What `_to_plain` was given.

    Raises:
        KeyError, TypeError, ValueError: it is not what `_to_plain` makes.
    """
    made: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()}
    made["hook_pages"] = frozenset(plain["hook_pages"])
    made["nav"] = tuple(NavEntry(title, target, Span(*span)) for title, target, span in plain["nav"])
    made["redirect_places"] = {old: Span(*span) for old, span in plain["redirect_places"].items()}
    return SiteConfig(**made)
