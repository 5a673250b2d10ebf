"""Revisions as users write them: looked up, and told with the nearest name where there is none."""

import re
from difflib import get_close_matches
from pathlib import Path

from caselint.findings.visible import shorten, visible
from caselint.git.command import GitRefusal, run_git
from caselint.git.failure import GitError

_OBJECT = re.compile(r"[0-9a-f]{40,64}")
_NAMES_LIMIT = 5000


def find_commit(root: Path, revision: str) -> str | None:
    """The id of the commit that `revision` names in the repository at `root`; None where there is none."""
    try:
        found = run_git(root, ["rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"]).decode("ascii").strip()
    except GitRefusal:
        return None
    return found if _OBJECT.fullmatch(found) else None


def check_revision(revision: str) -> None:
    """Refuse what is no revision and may be an option of git.

    Raises:
        GitError: with the reason.
    """
    if not revision.strip():
        raise GitError("a revision is needed: a branch, a tag or a commit")
    if revision.startswith("-"):
        raise GitError(f'"{_shown(revision)}" is no revision: none starts with "-"')
    if not visible(revision) == revision or ".." in revision:
        raise GitError(f'"{_shown(revision)}" is no revision: give one branch, tag or commit')


def unknown(root: Path, revision: str) -> GitError:
    """The error for a revision that names no commit, with the nearest branch or tag."""
    names = _names(root)
    near = get_close_matches(revision, names, n=1, cutoff=0.6)
    text = f'there is no revision "{_shown(revision)}" in {root}'
    if near:
        return GitError(f'{text}; did you mean "{visible(near[0])}"?')
    if _is_shallow(root):
        return GitError(f"{text}: the clone is shallow; fetch the revision first, with `git fetch --unshallow`")
    if not names:
        return GitError(f"{text}: it has no branch and no tag yet")
    return GitError(f"{text}; `git branch --all` and `git tag` list the names")


def _shown(revision: str) -> str:
    return shorten(visible(revision), 100)


def _names(root: Path) -> list[str]:
    listed = run_git(root, ["for-each-ref", f"--count={_NAMES_LIMIT}", "--format=%(refname:short)"])
    return listed.decode("utf-8", "replace").splitlines()


def _is_shallow(root: Path) -> bool:
    return run_git(root, ["rev-parse", "--is-shallow-repository"]).strip() == b"true"
