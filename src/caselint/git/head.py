"""Where HEAD of a repository stands, read from its files: no process is started to learn that nothing has moved."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_LARGEST = 64_000_000  # bytes of `packed-refs`
_MOST_LINKS = 5


class Head(NamedTuple):
    """HEAD of the repository around a folder.

    Attributes:
        state: equal for two readings if and only if HEAD names the same commit, and as much of its history is there.
        files: the files that say so, absolute; some need not exist.
        gap: why the history is not whole ("shallow", "partial"); "" where it is.
    """

    state: str
    files: tuple[str, ...]
    gap: str


def read_head(folder: Path) -> Head | None:
    """HEAD of the repository that `folder` lies in; None where there is none. Never raises."""
    real = Path(os.path.realpath(folder))
    at, own = next(_repositories(real), (real, None))
    if own is None:
        return None
    common = own / (_first_line(own / "commondir") or ".")
    head, packed, shallow = own / "HEAD", common / "packed-refs", common / "shallow"
    tables = [folder / "reftable" / "tables.list" for folder in (common, own)]  # a worktree has one of its own
    files = [head, packed, shallow, *tables]
    name = _first_line(head)
    for _ in range(_MOST_LINKS):
        if not name.startswith("ref: refs/") or ".." in name:
            break
        ref = name.removeprefix("ref: ")
        files.append(common / ref)
        name = _first_line(files[-1]) or _packed(packed, ref)
    missing = _text(shallow)
    gap = "shallow" if missing else "partial" if _is_partial(common / "objects" / "pack") else ""
    state = (str(at), name, missing, *map(_text, tables), gap)
    return Head("\n".join(state), tuple(dict.fromkeys(map(str, files))), gap)


def _repositories(folder: Path) -> Iterator[tuple[Path, Path]]:
    """The folders from `folder` up that have a `.git`, each with what that is; one without a HEAD is none to git."""
    for each in (folder, *folder.parents):
        if os.path.lexists(each / ".git"):
            own = _git_folder(each / ".git")
            if own is None:
                return
            if os.path.lexists(own / "HEAD"):
                yield each, own


def _git_folder(path: Path) -> Path | None:
    """The folder that `.git` is, or names (in a worktree and in a submodule)."""
    if path.is_dir():
        return path
    line = _first_line(path)
    return path.parent / line.removeprefix("gitdir: ") if line.startswith("gitdir: ") else None


def _is_partial(packs: Path) -> bool:
    """Whether objects were left out of a clone (`--filter`): git would fetch them when they are asked for."""
    try:
        return any(entry.suffix == ".promisor" for entry in packs.iterdir())
    except OSError:
        return False


def _packed(path: Path, ref: str) -> str:
    return next((line[: -len(ref) - 1] for line in _text(path).splitlines() if line.endswith(f" {ref}")), "")


def _first_line(path: Path) -> str:
    return _text(path).partition("\n")[0].strip()


def _text(path: Path) -> str:
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return os.fsdecode(file.read(_LARGEST))
    except (OSError, ValueError):
        return ""
