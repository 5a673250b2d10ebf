"""The history of a site's pages, asked of git when a rule asks for it and not before."""

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from caselint.content.source import Undecodable, decode
from caselint.engine.files import PAGE_LIMIT
from caselint.git.failure import GitError, NoRepository
from caselint.git.head import Head, read_head
from caselint.site.history import PastChange

if TYPE_CHECKING:
    from caselint.git.repository import Repository

_Answer = TypeVar("_Answer")
_GAPS = {
    "shallow": "the clone is shallow; `git fetch --unshallow` fetches the rest",
    "partial": "the clone is partial, and nothing is fetched",
}


class PageHistory:
    """What git knows of the pages below `root`, in the history of `revision`; a `History` of `caselint.site`.

    Attributes:
        note: why nothing is known, in words; "" as long as nothing was asked, or all is well.
        failed: git was asked and did not answer: the next run may know more.
    """

    def __init__(self, root: Path, revision: str | None = None) -> None:
        """Without `revision` the history of HEAD; with it that of the commit in which it and HEAD part."""
        self._root = root
        self._revision = revision
        self.note = ""
        self.failed = False

    @cached_property
    def _head(self) -> Head | None:
        return read_head(self._root)

    @property
    def state(self) -> str:
        """Equal where the history is the same."""
        head = "" if self._head is None else self._head.state
        return f"{head}\n{self._revision or ''}"

    @property
    def files(self) -> tuple[str, ...]:
        """The files that `state` was read from."""
        return () if self._head is None else self._head.files

    @cached_property
    def _repository(self) -> "Repository":
        from caselint.git.repository import Repository  # what starts git, few runs need

        return Repository(self._root)

    def changes_after(self, days: Mapping[str, date]) -> Mapping[str, tuple[PastChange, ...]]:
        """For each page, by path, the commits that were written after its day, newest first."""
        if not days:
            return {}
        head = self._head
        if head is None:
            self.note = "it lies in no git repository"
            return {}
        if head.gap:
            self.note = _GAPS[head.gap]
            return {}
        return self._asked(lambda: self._changes(days)) or {}

    def _changes(self, days: Mapping[str, date]) -> Mapping[str, tuple[PastChange, ...]]:
        from caselint.git.history import changes_since

        repository = self._repository
        inside = os.path.relpath(os.path.realpath(self._root), repository.root).replace(os.sep, "/")
        prefix = "" if inside == "." else f"{inside}/"
        revision = "HEAD" if self._revision is None else repository.base(self._revision)
        found: dict[str, list[PastChange]] = {}
        for each in changes_since(repository.root, revision, min(days.values()), [prefix + path for path in days]):
            path = each.path[len(prefix) :]
            if each.day > days[path]:
                found.setdefault(path, []).append(PastChange(each.day, each.commit, each.before, each.after))
        return {path: tuple(changes) for path, changes in found.items()}

    def texts(self, names: Iterable[str]) -> Mapping[str, str]:
        """The texts of objects by their ids; those that are too large, or no text, are left out."""
        read = self._asked(lambda: self._repository.read(names, PAGE_LIMIT)) or {}
        found = {}
        for name, data in read.items():
            try:
                found[name] = decode(data).text
            except Undecodable:
                continue
        return found

    def _asked(self, ask: Callable[[], _Answer]) -> _Answer | None:
        try:
            return ask()
        except NoRepository as error:
            self.note = str(error)
        except GitError as error:
            self.note, self.failed = str(error), True
        return None
