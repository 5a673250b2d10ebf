"""Configurations that were read and found right, kept as plain data: TOML and pydantic cost more than a warm run."""

import json
from pathlib import Path

from caselint.config.config import Config
from caselint.config.plain import from_plain, to_plain
from caselint.engine.kept_file import NotKept, drop_oldest, read_kept, write_kept
from caselint.engine.page_cache import CachePlace
from caselint.engine.snapshot import digest, program

_MAGIC = b"caselint settings 1\n"
_MOST = 64


def kept_config(place: CachePlace, path: Path) -> Config | None:
    """The configuration of the file at `path`, where every file that it was read from is what it was."""
    try:
        kept = json.loads(read_kept(_file(place, path), _MAGIC))
        if kept["program"] != _program() or kept["read"] != [[read, _content(read)] for read, _ in kept["read"]]:
            return None
        config = from_plain(kept["config"])
        return config if isinstance(config, Config) and all(file.is_file() for file in config.named_files) else None
    except (NotKept, OSError, KeyError, TypeError, ValueError):
        return None


def keep_config(place: CachePlace, config: Config) -> None:
    """Keep a configuration for the next run; where that is not possible, the next run reads it again."""
    if config.path is None:
        return
    try:
        read = [[str(file), _content(str(file))] for file in config.files]
        kept = {"program": _program(), "read": read, "config": to_plain(config)}
        path = _file(place, config.path)
        write_kept(path, _MAGIC, [json.dumps(kept).encode("ascii")])
        drop_oldest(str(Path(path).parent), _MOST)
    except (OSError, TypeError, ValueError):
        return


def _file(place: CachePlace, path: Path) -> str:
    return f"{place.folder}/settings/{digest(str(path).encode('utf-8', 'surrogateescape'))}"


def _program() -> str:
    return digest(program())


def _content(path: str) -> str:
    return digest(Path(path).read_bytes())
