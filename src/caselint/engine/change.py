"""The change since a revision: which files it touched, and how to get from the files of today back to those of then."""

import os
import stat
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from caselint.engine.files import PAGE_LIMIT, is_page
from caselint.engine.versions import Difference
from caselint.git.changes import Change
from caselint.git.repository import Repository

_SETTINGS = (".yml", ".yaml", ".toml", ".json", ".gitignore")  # of sites, of caselint, of page kinds
_READ = (".yml", ".yaml")  # configs of generators; of all other files that are no pages only the name matters


@dataclass(frozen=True)
class ChangeSince:
    """The change, in absolute paths.

    Attributes:
        staged: from the working tree to what is staged, where that is judged.
        earlier: from what is judged to the revision.
        touched: files that are new, other or elsewhere than then.
        moved: where renamed files are now, by where they were.
    """

    staged: Difference
    earlier: Difference
    touched: frozenset[str]
    moved: Mapping[str, str]

    @property
    def matters(self) -> bool:
        """Whether a page may read otherwise for it: not so where other files were added or changed, an image, code."""
        lost = self.earlier.files.keys() - self.touched
        return bool(lost) or any(is_page(path) or path.endswith(_SETTINGS) for path in self.touched)


def is_commit_hook() -> bool:
    """Whether pre-commit runs this. It sets unstaged changes of known files aside, and leaves untracked files."""
    return os.environ.get("PRE_COMMIT") == "1"


def read_change(repositories: Iterable[Repository], revision: str, *, staged: bool) -> ChangeSince:
    """The change since `revision` in each of the repositories; with `staged`, of what is staged.

    Raises:
        caselint.git.failure.GitError: `revision` is unknown in one of them, or git fails.
    """
    distinct = {repository.root: repository for repository in repositories}
    parts = [_in_repository(repository, revision, staged) for repository in distinct.values()]
    return ChangeSince(
        staged=_joined(part.staged for part in parts),
        earlier=_joined(part.earlier for part in parts),
        touched=frozenset(path for part in parts for path in part.touched),
        moved={old: new for part in parts for old, new in part.moved.items()},
    )


def _joined(parts: Iterable[Difference]) -> Difference:
    differences = list(parts)
    gone = frozenset(path for part in differences for path in part.gone)
    return Difference(gone, {path: data for part in differences for path, data in part.files.items()})


def _in_repository(repository: Repository, revision: str, staged: bool) -> ChangeSince:
    changes = repository.changes(repository.base(revision), staged=staged)
    unstaged = repository.unstaged() if staged else ()
    untracked = frozenset(repository.untracked())
    blobs = repository.read((each.old_blob for each in (*changes, *unstaged) if _is_read(each)), PAGE_LIMIT)
    moved = {each.old_path: each.path for each in changes if each.old_path not in ("", each.path)}
    if not staged:
        moved |= _moved_by_hand(repository.root, changes, untracked, blobs)
    new = frozenset(each.path for each in changes if not each.deleted) | (frozenset() if staged else untracked)
    gone = (new - {each.old_path for each in changes}) | frozenset(moved.values())
    place = _Place(repository.root)
    return ChangeSince(
        staged=place.difference(_gone(unstaged) | untracked if staged else frozenset(), unstaged, blobs),
        earlier=place.difference(gone, changes, blobs),
        touched=frozenset(map(place, new)),
        moved={place(old): place(now) for old, now in moved.items()},
    )


def _is_read(change: Change) -> bool:
    return bool(change.old_blob) and (is_page(change.old_path) or change.old_path.endswith(_READ))


def _gone(changes: Iterable[Change]) -> frozenset[str]:
    return frozenset(each.path for each in changes if each.added)


def _moved_by_hand(
    root: Path, changes: Iterable[Change], untracked: frozenset[str], blobs: Mapping[str, bytes]
) -> dict[str, str]:
    """Deleted pages that stand, byte for byte, in a file which git has not been told of."""
    lost = {blobs[each.old_blob]: each.old_path for each in changes if each.deleted and each.old_blob in blobs}
    found = {}
    sizes = {len(data) for data in lost}
    for path in sorted(untracked) if lost else ():
        data = _content(root / path, sizes) if is_page(path) else None
        if data is not None and data in lost:
            found[lost.pop(data)] = path
    return found


def _content(path: Path, sizes: Collection[int]) -> bytes | None:
    """The bytes of a regular file of one of these sizes."""
    try:
        info = path.lstat()
        return path.read_bytes() if stat.S_ISREG(info.st_mode) and info.st_size in sizes else None
    except OSError:
        return None


class _Place:
    """Turns paths of a repository into absolute ones."""

    def __init__(self, root: Path) -> None:
        self._start = f"{root.as_posix().rstrip('/')}/"

    def __call__(self, path: str) -> str:
        return self._start + path

    def difference(self, gone: frozenset[str], changes: Iterable[Change], blobs: Mapping[str, bytes]) -> Difference:
        files = {self(each.old_path): blobs.get(each.old_blob) for each in changes if each.old_path}
        return Difference(frozenset(map(self, gone)), files)
