"""What `git diff --raw -z` says: which files differ between two versions of a repository."""

import os
from collections.abc import Iterator
from typing import NamedTuple

from caselint.git.failure import GitError

_SUBMODULE, _SYMLINK = "160000", "120000"


class Change(NamedTuple):
    """A file that differs.

    Attributes:
        path: where it is now, relative to the repository's folder; where it was, when it is deleted.
        old_path: where it was: the same but for a renamed file; "" for one that was not there.
        old_blob: the object that holds its old content; "" where it was not there, or was a symbolic link.
        deleted: it is no longer there.
    """

    path: str
    old_path: str
    old_blob: str
    deleted: bool = False

    @property
    def added(self) -> bool:
        return not self.old_path


def parse_raw(output: bytes) -> tuple[Change, ...]:
    """The changes that `git diff --raw --no-abbrev -z` printed, sorted by path.

    Names are kept as the bytes that they are (`os.fsdecode`). Submodules are no files and left out.

    Raises:
        GitError: this is not what git prints.
    """
    return tuple(sorted(_changes(iter(output.split(b"\0")))))


def _changes(fields: Iterator[bytes]) -> Iterator[Change]:
    for head in fields:
        if not head:
            return
        try:
            old_mode, new_mode, old_blob, _, status = head.decode("ascii").removeprefix(":").split(" ")
            path = old_path = os.fsdecode(next(fields))
            if status[0] in "RC":
                path = os.fsdecode(next(fields))
        except (ValueError, StopIteration):
            raise GitError("`git diff` printed something that caselint cannot read") from None
        if status[0] == "U" or _SUBMODULE in (old_mode, new_mode):
            continue
        blob = "" if old_mode == _SYMLINK else old_blob
        if status[0] in "AC":
            yield Change(path, "", "")
        else:
            yield Change(path, old_path, blob, deleted=status[0] == "D")
