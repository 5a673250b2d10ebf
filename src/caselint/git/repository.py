"""A repository: what changed in it, what is staged, and the content of its objects."""

import os
from collections.abc import Iterable
from pathlib import Path

from caselint.findings.visible import visible
from caselint.git.changes import Change, parse_raw
from caselint.git.command import GitRefusal, run_git
from caselint.git.failure import GitError, NoRepository
from caselint.git.revisions import check_revision, find_commit, unknown

_DIFF = (
    "diff", "--raw", "--no-abbrev", "-z", "--find-renames", "--no-relative", "--no-ext-diff", "--no-textconv",
    "--no-color", "--ignore-submodules=all",
)  # fmt: skip
_UNBORN = ("HEAD", "@")


class Repository:
    """The git repository around a folder.

    Attributes:
        root: its folder, absolute, symbolic links resolved.
    """

    def __init__(self, folder: Path) -> None:
        """Find the repository that `folder` lies in.

        Raises:
            NoRepository: there is none, or it has no working tree.
            GitError: git does not trust it, or fails.
        """
        try:
            told = run_git(folder, ["rev-parse", "--show-toplevel", "--absolute-git-dir"])
        except GitRefusal as error:
            if "not a git repository" in error.said:
                raise NoRepository(f"not a git repository: {visible(str(folder))}") from None
            if "must be run in a work tree" in error.said:
                raise NoRepository(f"there is no working tree in {visible(str(folder))}") from None
            raise
        root, git_folder, *_ = os.fsdecode(told).split("\n")
        self.root = Path(root)
        self._index = _hook_index(git_folder)

    def base(self, revision: str) -> str:
        """The object to compare with: the commit in which `revision` and HEAD part, the empty tree before any commit.

        So a branch is judged by its own changes, and not by what has happened on the other since.

        Raises:
            GitError: `revision` names no commit.
        """
        check_revision(revision)
        head = find_commit(self.root, "HEAD")
        if head is None and revision in _UNBORN and self._is_unborn():
            return run_git(self.root, ["hash-object", "-t", "tree", "--stdin"]).decode("ascii").strip()
        commit = find_commit(self.root, revision)
        if commit is None:
            raise unknown(self.root, revision)
        if head is None or commit == head:
            return commit
        try:
            shared = run_git(self.root, ["merge-base", commit, head]).decode("ascii").split()
        except GitRefusal:  # histories without a common commit, or one that a shallow clone does not have
            return commit
        return shared[0] if shared else commit

    def _is_unborn(self) -> bool:
        try:
            run_git(self.root, ["symbolic-ref", "--quiet", "HEAD"])
        except GitRefusal:
            return False
        return True

    def changes(self, base: str, *, staged: bool) -> tuple[Change, ...]:
        """What differs between `base` and the working tree, or with `staged` what is staged. Untracked files do not."""
        return self._diff(*(["--cached"] if staged else []), base, "--")

    def unstaged(self) -> tuple[Change, ...]:
        """What differs between what is staged and the working tree."""
        return self._diff("--no-renames", "--")

    def _diff(self, *words: str) -> tuple[Change, ...]:
        return parse_raw(run_git(self.root, [*_DIFF, *words], index=self._index))

    def untracked(self) -> tuple[str, ...]:
        """Files that git neither knows nor ignores, relative to `root`, sorted."""
        listed = run_git(self.root, ["ls-files", "--others", "--exclude-standard", "-z"], index=self._index)
        return tuple(sorted(os.fsdecode(name) for name in listed.split(b"\0") if name and not name.endswith(b"/")))

    def read(self, blobs: Iterable[str], limit: int) -> dict[str, bytes]:
        """The content of objects, by their ids; those of more than `limit` bytes are left out.

        Raises:
            GitError: an object is not there.
        """
        wanted = sorted(set(blobs))
        sizes = self._batch("--batch-check", wanted).split(b"\n")
        fits = [blob for blob, line in zip(wanted, sizes, strict=False) if _size(blob, line) <= limit]
        found = {}
        output, at = self._batch("--batch", fits), 0
        for blob in fits:
            end = output.index(b"\n", at)
            size = _size(blob, output[at:end])
            found[blob] = output[end + 1 : end + 1 + size]
            at = end + size + 2
        return found

    def _batch(self, how: str, blobs: list[str]) -> bytes:
        # Objects are asked for by their ids: a name of a file may hold anything, a newline among it.
        return (
            run_git(self.root, ["cat-file", how], data="".join(f"{blob}\n" for blob in blobs).encode())
            if blobs
            else b""
        )


def _size(blob: str, line: bytes) -> int:
    words = line.split(b" ")
    if len(words) != 3 or words[1] != b"blob":
        raise GitError(f"object {blob[:12]} cannot be read: the repository lacks it")
    return int(words[2])


def _hook_index(git_folder: str) -> str | None:
    """The index that git gives to the hooks of a commit, where it is one of this repository."""
    named = os.environ.get("GIT_INDEX_FILE")
    if not named:
        return None
    path = os.path.realpath(named)
    return path if path.startswith(os.path.realpath(git_folder) + os.sep) else None
