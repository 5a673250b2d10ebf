"""What a run depends on, as bytes: equal bytes, same answer.

A run with nothing changed imports this and little else, so it asks for `os` alone and uses strings for paths.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Only the names of these matter to a run: links lead to them, nothing reads them.
_UNREAD_SUFFIXES = (
    ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".ico", ".pdf", ".mp4", ".webm", ".mp3", ".css", ".js",
    ".woff", ".woff2", ".ttf", ".zip", ".gz",
)  # fmt: skip
_SCRIPTS = ("js", "ts", "mjs", "cjs", "mts", "cts")
# What decides, in the folders above those that are read, where a site begins and which settings hold.
LANDMARKS = (
    "mkdocs.yml", "mkdocs.yaml", "hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "_config.yml",
    "_config.yaml", "_config.toml", "_toc.yml", "caselint.toml", "pyproject.toml", ".gitignore", ".git", "content",
    "layouts", "themes", "archetypes", *(f"docusaurus.config.{suffix}" for suffix in _SCRIPTS),
    *(f"astro.config.{suffix}" for suffix in _SCRIPTS),
)  # fmt: skip
_SKIPPED = frozenset({"node_modules", "__pycache__", "venv", ".venv"})
_DEPTH_LIMIT = 64
_ABSENT = "-"
_PROGRAM: "list[bytes]" = []


def is_skipped(folder: str) -> bool:
    """Whether a folder of that name is never looked into: hidden, or of a package manager."""
    return folder.startswith(".") or folder in _SKIPPED


class Snapshot:
    """The state of folders with all below them, of the landmarks above them, and of single files.

    Attributes:
        newest: the latest time of a change that was seen, in nanoseconds since the epoch.
    """

    def __init__(self, roots: "Iterable[str]", files: "Iterable[str]" = (), *, hashed: bool = False) -> None:
        """With `hashed` the content of files stands for their times: in a fresh checkout all times are new."""
        self.newest = 0
        self._hashed = hashed
        self._lines: list[str] = []
        above: dict[str, None] = {}
        for root in sorted(roots):
            self._lines.extend(self._below(root, 0))
            folder = root
            while folder not in above:
                above[folder] = None
                folder = os.path.dirname(folder)
        for folder in above:
            self._lines.extend(self._single(f"{folder.rstrip('/')}/{name}") for name in LANDMARKS)
        self._lines.extend(self._single(path) for path in sorted(files))

    @property
    def signature(self) -> bytes:
        """Equal for two snapshots if and only if nothing changed between them that a run could notice."""
        return "\n".join(self._lines).encode("utf-8", "surrogateescape")

    def _below(self, folder: str, depth: int) -> "Iterator[str]":
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
            self._see(os.stat(folder))
        except OSError:
            yield f"{folder}\0{_ABSENT}"
            return
        for entry in entries:
            try:
                if not entry.is_dir(follow_symlinks=False):
                    yield self._line(entry.path, entry.stat())
                elif not is_skipped(entry.name) and depth < _DEPTH_LIMIT:
                    yield from self._below(entry.path, depth + 1)
            except OSError:
                yield f"{entry.path}\0{_ABSENT}"

    def _single(self, path: str) -> str:
        try:
            info = os.stat(path)
        except (OSError, ValueError):
            return _ABSENT
        return self._line(path, info, named=True) if os.path.isfile(path) else path

    def _line(self, path: str, info: os.stat_result, *, named: bool = False) -> str:
        """The state of a file; of one that is `named`, whatever its suffix, its content matters."""
        self._see(info)
        if path.endswith(_UNREAD_SUFFIXES) and not named:
            return path
        if self._hashed:
            return f"{path}\0{_content_hash(path)}"
        return f"{path}\0{info.st_size} {info.st_mtime_ns} {info.st_ctime_ns} {info.st_ino}"

    def _see(self, info: os.stat_result) -> None:
        self.newest = max(self.newest, info.st_mtime_ns, info.st_ctime_ns)


def _content_hash(path: str) -> str:
    try:
        with open(path, "rb") as file:
            return digest(file.read())
    except OSError:
        return _ABSENT


def digest(content: bytes) -> str:
    """A cryptographic hash of 128 bits, as text: what decides whether a result is shown again must not be forged."""
    try:
        from _blake2 import blake2b  # hashlib costs three times as much to import
    except ImportError:
        from hashlib import blake2b
    return blake2b(content, digest_size=16).hexdigest()


def program() -> bytes:
    """The state of caselint's own files and of its Python, as it was when it was first asked for."""
    if not _PROGRAM:
        package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        _PROGRAM.append(sys.version.encode() + _sources_below(package))
    return _PROGRAM[0]


def _sources_below(folder: str) -> bytes:
    lines = []
    with os.scandir(folder) as listing:
        for entry in listing:
            if entry.name.endswith(".py"):
                info = entry.stat()
                lines.append(f"{entry.path}\0{info.st_size} {info.st_mtime_ns}".encode("utf-8", "surrogateescape"))
            elif entry.is_dir() and entry.name != "__pycache__":
                lines.append(_sources_below(entry.path))
    return b"\n".join(sorted(lines))
