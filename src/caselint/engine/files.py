"""The files below a folder: walked once, in order, without what is hidden, ignored or linked out of the tree."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from caselint.engine.snapshot import is_skipped

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

PAGE_SUFFIXES = (".md", ".markdown", ".mdx")
_DEPTH_LIMIT = 64
# Bytes; twice what GitHub shows of a page (500 KiB). One of this size is about 30 ms and 30 MB in the parser.
PAGE_LIMIT = 1_000_000
_MOST_LINKED = 100_000


@dataclass(frozen=True, slots=True)
class Tree:
    """What lies below a folder, as sorted paths relative to it with `/`.

    `ignored` are pages that a `.gitignore` leaves out; `unreadable` folders that could not be listed; `outward` links
    to folders outside of `root`, which are not followed.
    """

    root: Path
    pages: tuple[str, ...]
    assets: tuple[str, ...]
    ignored: tuple[str, ...]
    unreadable: tuple[str, ...]
    outward: tuple[str, ...] = ()


def is_page(name: str) -> bool:
    return name.endswith(PAGE_SUFFIXES)


def walk(root: Path) -> Tree:
    """List `root`. Symbolic links are followed only to files inside `root`.

    What lies below a link to a folder inside `root` is read where it lies, and listed as assets below the link too:
    generators publish it there.
    """
    links: list[str] = []
    pages: list[str] = []
    assets: list[str] = []
    ignored: list[str] = []
    unreadable: list[str] = []
    for path, is_ignored in _entries(root, "", _above(root), 0, (unreadable, links)):
        if not is_page(path):
            assets.append(path)
        elif is_ignored:
            ignored.append(path)
        else:
            pages.append(path)
    assets += _linked(root, links, [*pages, *assets])
    real = os.path.realpath(root) + os.sep
    outward = [link for link in links if not os.path.realpath(root / link).startswith(real)]
    return Tree(root, *(tuple(sorted(found)) for found in (pages, assets, ignored, unreadable, outward)))


def _linked(root: Path, links: list[str], paths: list[str]) -> Iterator[str]:
    """The paths that the files of `root` have by way of links to its folders."""
    real = os.path.realpath(root) + os.sep
    left = _MOST_LINKED
    for link in links:
        target = os.path.realpath(root / link) + "/"
        if not target.startswith(real) or f"{real}{link}/".startswith(target):
            continue
        inside = target[len(real) :]
        for path in paths:
            if path.startswith(inside) and not path.endswith("/caselint.toml") and left > 0:
                left -= 1
                yield f"{link}/{path[len(inside) :]}"


def _above(root: Path) -> "list[tuple[str, GitIgnoreSpec]]":
    """The `.gitignore` files of the folders above `root`, up to the repository's own folder."""
    chain = []
    folder = root
    while not (folder / ".git").exists():
        if folder.parent == folder:
            return []
        folder = folder.parent
        spec = _gitignore(folder)
        if spec is not None:
            chain.append((folder, spec))
    return [(root.relative_to(folder).as_posix() + "/", spec) for folder, spec in reversed(chain)]


def _gitignore(folder: Path) -> "GitIgnoreSpec | None":
    try:
        text = (folder / ".gitignore").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    from pathspec import GitIgnoreSpec  # many folders have no such file

    try:
        return GitIgnoreSpec.from_lines(text.splitlines())
    except ValueError:
        return GitIgnoreSpec.from_lines(line for line in text.splitlines() if _is_pattern(line))


def _is_pattern(line: str) -> bool:
    """Whether a line can be read; git itself passes over one that cannot, such as a lone backslash."""
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True


def _entries(
    root: Path,
    prefix: str,
    specs: "list[tuple[str, GitIgnoreSpec]]",
    depth: int,
    noted: tuple[list[str], list[str]],
) -> Iterator[tuple[str, bool]]:
    """(path, ignored) of every file below `prefix`; `specs` pair each spec with the prefix it puts before a path.

    `noted` fill with the folders that cannot be listed, and with the links to folders.
    """
    folder = root / prefix
    try:
        with os.scandir(folder) as listing:
            found = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        noted[0].append(prefix.rstrip("/") or ".")
        return
    if any(entry.name == ".gitignore" for entry in found):
        spec = _gitignore(folder)
        if spec is not None:
            specs = [*specs, ("", spec)] if not prefix else [*specs, ("!" + prefix, spec)]
    for entry in found:
        path = prefix + entry.name
        if entry.is_dir(follow_symlinks=False):
            if is_skipped(entry.name) or depth >= _DEPTH_LIMIT:
                continue
            if not _is_ignored(specs, path + "/"):
                yield from _entries(root, path + "/", specs, depth + 1, noted)
        elif entry.is_symlink() and os.path.isdir(entry.path):  # noqa: PTH112 - a link to itself is no folder
            noted[1].append(path)
        elif _is_file(entry, root):
            yield path, _is_ignored(specs, path)


def _is_file(entry: os.DirEntry[str], root: Path) -> bool:
    if not entry.is_symlink():
        return entry.is_file(follow_symlinks=False)
    target = os.path.realpath(entry.path)
    return target.startswith(os.path.realpath(root) + os.sep) and os.path.isfile(target)  # noqa: PTH113


def _is_ignored(specs: "list[tuple[str, GitIgnoreSpec]]", path: str) -> bool:
    verdict = False
    for prefix, spec in specs:
        inner = path.removeprefix(prefix[1:]) if prefix.startswith("!") else prefix + path
        result = spec.check_file(inner)
        if result.include is not None:
            verdict = result.include
    return verdict
