"""Page kinds that front matter types and folders suggest, for a site whose configuration has none."""

import posixpath
import re
from collections import Counter
from collections.abc import Mapping
from difflib import get_close_matches
from typing import NamedTuple

_LEAST_PAGES = 4
_OF_ONE_TYPE = 85  # percent of a folder's pages with a type
_TYPED = 40  # percent of a folder's pages that have the type
_TYPES_IN_USE = 20  # percent of a site's pages that have one
_MISSPELT = 0.85
_MOST = 12
_INDEXES = frozenset({"index.md", "README.md", "_index.md", "readme.md", "index.mdx"})
_NOT_IN_NAME = re.compile(r"[^a-z0-9]+")


class Proposal(NamedTuple):
    """A kind with the folders of its pages (none: its type alone makes a page one), its type and its pages."""

    name: str
    folders: tuple[str, ...]
    type: str | None
    pages: tuple[str, ...]


def is_index(path: str) -> bool:
    return path.rpartition("/")[2] in _INDEXES


def proposed_kinds(types: Mapping[str, str | None]) -> list[Proposal]:
    """Kinds for pages by path with the `type` of each (None: it has none), the largest first.

    Pages of one type are a kind, with the folders that hold mostly them; where a site uses no types, the pages of one
    folder. Index pages are left out, and types that are spelt like a more frequent one.
    """
    pages = {path: kind for path, kind in types.items() if not is_index(path)}
    counts = Counter(kind for kind in pages.values() if kind)
    if sum(counts.values()) * 100 < _TYPES_IN_USE * len(pages):
        return _by_folder(pages)
    kinds: list[tuple[str, tuple[str, ...]]] = []
    for kind, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        alike = get_close_matches(_name(kind), [_name(other) for other, _ in kinds], n=1, cutoff=_MISSPELT)
        if count >= _LEAST_PAGES and not alike and len(kinds) < _MOST:
            kinds.append((kind, tuple(_folders(kind, pages))))
    own: dict[str, list[str]] = {kind: [] for kind, _ in kinds}
    for path, told in pages.items():
        by_path = next((name for name, folders in kinds if any(path.startswith(f"{each}/") for each in folders)), told)
        if by_path in own:
            own[by_path].append(path)
    return [Proposal(_name(kind), folders, kind, tuple(sorted(own[kind]))) for kind, folders in kinds if own[kind]]


def _by_folder(pages: Mapping[str, str | None]) -> list[Proposal]:
    inside: dict[str, list[str]] = {}
    for path in pages:
        if "/" in path:
            inside.setdefault(path.rpartition("/")[0], []).append(path)
    found: dict[str, Proposal] = {}
    for folder, paths in sorted(inside.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        name = _name(folder.rpartition("/")[2])
        if len(paths) >= _LEAST_PAGES and name and len(found) < _MOST:
            found.setdefault(name, Proposal(name, (folder,), None, tuple(sorted(paths))))
    return list(found.values())


def _folders(kind: str, pages: Mapping[str, str | None]) -> list[str]:
    """The highest folders most of whose pages, at any depth, are of the type."""
    inside: Counter[str] = Counter()
    typed: Counter[str] = Counter()
    of_type: Counter[str] = Counter()
    for path, other in pages.items():
        folder = path.rpartition("/")[0]
        while folder:
            inside[folder] += 1
            typed[folder] += other is not None
            of_type[folder] += other == kind
            folder = folder.rpartition("/")[0]
    good = {
        folder
        for folder, count in of_type.items()
        if count >= _LEAST_PAGES - 1
        and count * 100 >= _OF_ONE_TYPE * typed[folder]
        and count * 100 >= _TYPED * inside[folder]
        and (inside[folder] < len(pages) or count == len(pages))  # what holds all pages says nothing of those untyped
    }
    highest = [folder for folder in good if not any(folder.startswith(f"{other}/") for other in good)]
    return sorted(_that_holds_all(folder, pages) for folder in highest)


def _that_holds_all(folder: str, pages: Mapping[str, str | None]) -> str:
    """The deepest folder that holds all pages of `folder`."""
    return posixpath.commonpath([path.rpartition("/")[0] for path in pages if path.startswith(f"{folder}/")])


def _name(text: str) -> str:
    return _NOT_IN_NAME.sub("-", text.casefold()).strip("-")
