"""Which files a user's code reads while it runs: its answers depend on them."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sysconfig import get_path
from typing import Any

_SYSTEM = ("/proc", "/sys", "/dev")
_INSTALLED = frozenset({"site-packages", "dist-packages", "__pycache__"})
_open: list[set[str]] = []
_hooked: list[bool] = []


@contextmanager
def opened_files(found: set[Path]) -> Iterator[None]:
    """Add to `found` the regular files that are opened to be read, but for those that were installed."""
    if not _hooked:  # a hook stays as long as the process does
        sys.addaudithook(_note)
        _hooked.append(True)
    noted: set[str] = set()
    _open.append(noted)
    try:
        yield
    finally:
        _open.remove(noted)
        found |= {path for path in map(Path, noted) if _is_watched(path)}


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    """Python calls this at each event; what it raised would be raised by the user's code."""
    if event != "open" or not _open or len(arguments) != 3:
        return
    path, mode, flags = arguments
    if isinstance(mode, str):
        is_read = "r" in mode and "+" not in mode
    else:
        is_read = isinstance(flags, int) and not flags & (os.O_WRONLY | os.O_RDWR)
    if is_read and isinstance(path, str | bytes | os.PathLike):
        _open[-1].add(os.path.abspath(os.fsdecode(path)))  # noqa: PTH100 - `Path` makes events of its own


def _is_watched(path: Path) -> bool:
    # Not all that is below `sys.prefix`: a site may lie in /usr/src, and have its environment around it.
    folders = (*_SYSTEM, get_path("stdlib"), get_path("platstdlib"))
    inside = any(path.is_relative_to(folder) for folder in folders) or not _INSTALLED.isdisjoint(path.parts)
    return not inside and path.is_file()
