"""What commits did to files: one `git log` for all of them."""

import os
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from caselint.git.command import run_git
from caselint.git.failure import GitError

# Merges show nothing: what they join was written in other commits.
_LOG = (
    "log", "-z", "--raw", "--no-abbrev", "--no-renames", "--no-merges", "--no-ext-diff", "--no-textconv",
    "--no-show-signature", "--no-color", "--no-relative", "--no-decorate", "--no-notes", "--ignore-submodules=all",
    "--format=%x01%H %as",
)  # fmt: skip
_REGULAR = ("100644", "100755")
_FIRST, _LAST = date(1970, 1, 2), date(2099, 1, 1)  # that git reads


class FileChange(NamedTuple):
    """What one commit did to one file.

    Attributes:
        path: relative to the repository's folder.
        day: when it was written, by its author's clock.
        before, after: the objects that hold the content; "" where there was, or is, no regular file.
    """

    path: str
    day: date
    commit: str
    before: str
    after: str


def changes_since(root: Path, revision: str, day: date, paths: Collection[str]) -> tuple[FileChange, ...]:
    """The changes of `paths` in the history of `revision` that were written on `day` or later, newest first.

    `paths` are files relative to the repository's folder `root`.

    Raises:
        GitError: git fails, or takes too long.
    """
    if not paths:
        return ()
    # Days are counted by clocks all over the world.
    since = [f"--since={min(day, _LAST) - timedelta(days=1)}T00:00:00Z"] if day > _FIRST else []
    folder = os.path.commonpath([path.rpartition("/")[0] for path in paths])
    output = run_git(root, [*_LOG, *since, revision, "--", f":(top,literal){folder}"], offline=True)
    wanted = frozenset(paths)
    return tuple(change for change in _parsed(output) if change.path in wanted and change.day >= day)


def _parsed(output: bytes) -> Iterator[FileChange]:
    fields = iter(output.split(b"\0"))
    commit: str = ""
    day: date | None = None
    for field in fields:
        field = field.removeprefix(b"\n")
        try:
            if field.startswith(b"\x01"):
                commit, _, written = field[1:].decode("ascii").partition(" ")
                day = _day(written)
            elif field:
                old_mode, mode, before, after, _ = field.decode("ascii").removeprefix(":").split(" ")
                path = os.fsdecode(next(fields))
                texts = (before if old_mode in _REGULAR else "", after if mode in _REGULAR else "")
                if day is not None:
                    yield FileChange(path, day, commit, *texts)
        except (ValueError, StopIteration):
            raise GitError("`git log` printed something that caselint cannot read") from None


def _day(written: str) -> date | None:
    """A day; None where a commit has none that a calendar knows, as some that other tools wrote."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
