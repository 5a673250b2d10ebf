"""The output of a run, shown again as long as nothing that it depends on has changed.

A hit imports neither the parser nor YAML, pydantic, `argparse` or `json`: it compares bytes and writes bytes. What is
kept is keyed by the command line, the working directory and what stdout can show; it lies in the user's own cache
folder, outside of every checkout. Whatever is wrong with it, the run is made anew.
"""

import os
import time

from caselint.engine.kept_file import drop_oldest, replace_file
from caselint.engine.snapshot import Snapshot, digest, program

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MAGIC = b"caselint replay 2\n"
_LARGEST = 200_000_000
_MOST_FILES = 64
# A file that changed this shortly before a run, or during it, may change again under the same time stamp.
_TICK_NS = 20_000_000
# With these the output goes elsewhere, comes from elsewhere, or depends on more than files.
_NEVER = ("--no-cache", "--output-file", "--since", "--stdin-filename", "-h", "--help")
_ENVIRONMENT = ("NO_COLOR", "TERM", "COLUMNS", "PYTHONIOENCODING", "PYTHONUTF8", "LC_ALL", "LC_CTYPE", "LANG")


class Replay:
    """What is kept of one command line."""

    def __init__(self, argv: "Sequence[str]") -> None:
        self._argv = list(argv)
        self._folder = cache_folder(_given_folder(self._argv))
        self._hashed = in_ci()
        self.started = time.time_ns()
        self.reason = ""

    @property
    def folder(self) -> str | None:
        """The user's cache, where the command line lets something be kept there."""
        return self._folder if self._argv[:1] == ["check"] and "--no-cache" not in self._argv else None

    @property
    def possible(self) -> bool:
        """Whether a run of this command line may be kept and shown again."""
        if self.folder is None:
            return False
        return not any(word.split("=")[0] in _NEVER or word.startswith("-o") for word in self._argv[1:])

    def show(self) -> int | None:
        """Write what the same run wrote last time, and return its exit code.

        None where the run has to be made; `reason` then says why.
        """
        if not self.possible:
            return None
        try:
            roots, files, day, signature, code, output, notes = self._kept()
        except FileNotFoundError:
            self.reason = "no earlier run like this one"
            return None
        except (OSError, ValueError) as error:
            self.reason = str(error)
            return None
        if day and day != _today():
            self.reason = "it is another day"
            return None
        now = Snapshot(_split(roots), _split(files), hashed=self._hashed).signature + program()
        if now != signature:
            self.reason = _difference(signature, now)
            return None
        _say(notes)
        try:
            _write_all(1, output)
        except BrokenPipeError:  # a reader that went away (`| head`) is no fault
            return int(code)
        except OSError as error:  # nothing that reading the pages again would mend
            _say(f"caselint: cannot write the result to stdout: {error.strerror}\n".encode())
            return 2
        return int(code)

    def _kept(self) -> "list[bytes]":
        """The parts of the kept file.

        Raises:
            OSError: it cannot be read, or belongs to somebody else.
            ValueError: it is torn, damaged, or of another version.
        """
        with open(self._path(), "rb") as file:
            if hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
                raise PermissionError("the cache belongs to another user")
            return _parts(file.read(_LARGEST))

    def keep(
        self, code: int, output: bytes, notes: bytes, roots: "Iterable[str]", files: "Iterable[str]", day: str = ""
    ) -> str:
        """Keep what the run wrote that began when this was made, with `day` for that day only.

        Returns why it could not, or "".
        """
        if not self.possible:
            return "this command line is never kept"
        roots, files = sorted(roots), sorted(set(files))
        snapshot = Snapshot(roots, files, hashed=self._hashed)
        if snapshot.newest >= self.started - _TICK_NS:
            return "a file changed while it was read, or just before"
        signature = snapshot.signature + program()
        parts = (_joined(roots), _joined(files), day.encode(), signature, str(code).encode(), output, notes)
        frame = b"".join(len(part).to_bytes(8, "little") + part for part in parts)
        try:
            replace_file(self._path(), [_MAGIC + digest(frame).encode() + frame])
            drop_oldest(f"{self._folder}/runs", _MOST_FILES)
        except OSError as error:
            return f"the cache cannot be written: {error.strerror or error}"
        return ""

    def _path(self) -> str:
        stdout = [str(os.isatty(1)), _columns()]
        matter = [*self._argv, "\0", os.getcwd(), *stdout, *(os.environ.get(name, "") for name in _ENVIRONMENT)]
        return f"{self._folder}/runs/{digest(_joined(matter))}"


def _today() -> bytes:
    return time.strftime("%Y-%m-%d").encode()


def cache_folder(given: str | None) -> str | None:
    """`given`, else the user's cache folder as the XDG specification has it; None where there is no home."""
    if given is not None:
        return os.path.abspath(given)
    xdg, home = os.environ.get("XDG_CACHE_HOME", ""), os.environ.get("HOME", "")
    if os.path.isabs(xdg):
        return f"{xdg}/caselint"
    return f"{home}/.cache/caselint" if os.path.isabs(home) else None


def _given_folder(argv: "Sequence[str]") -> str | None:
    """The value of `--cache-dir`."""
    for row, word in enumerate(argv):
        if word.startswith("--cache-dir="):
            return word.partition("=")[2]
        if word == "--cache-dir" and row + 1 < len(argv):
            return argv[row + 1]
    return None


def in_ci() -> bool:
    """Whether this is a fresh checkout, as far as can be told: the times of files say nothing there."""
    return bool(os.environ.get("CI"))


def _columns() -> str:
    try:
        return str(os.get_terminal_size(1).columns)
    except (OSError, ValueError):
        return ""


def _joined(words: "Iterable[str]") -> bytes:
    return "\0".join(words).encode("utf-8", "surrogateescape")


def _split(joined: bytes) -> list[str]:
    return joined.decode("utf-8", "surrogateescape").split("\0") if joined else []


def _parts(kept: bytes) -> list[bytes]:
    """The parts of a kept file.

    Raises:
        ValueError: it is torn, damaged, or of another version.
    """
    start = len(_MAGIC) + 32
    if not kept.startswith(_MAGIC) or kept[len(_MAGIC) : start] != digest(kept[start:]).encode():
        raise ValueError("the cache is damaged, or of another version")
    parts, at = [], start
    while at < len(kept):
        size = int.from_bytes(kept[at : at + 8], "little")
        parts.append(kept[at + 8 : at + 8 + size])
        at += 8 + size
    if len(parts) != 7:
        raise ValueError("the cache is damaged, or of another version")
    return parts


def _difference(before: bytes, now: bytes) -> str:
    """What changed between two signatures, in words."""
    changed = set(before.split(b"\n")) ^ set(now.split(b"\n"))
    paths = sorted({line.partition(b"\0")[0].decode("utf-8", "replace") for line in changed})
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    if not paths or paths[0].startswith(package):
        return "caselint or Python is another one"
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    return f"{os.path.relpath(paths[0])} changed{more}"


def _say(notes: bytes) -> None:
    """Write to stderr; where that is closed or full, nobody can be told."""
    try:
        _write_all(2, notes)
    except OSError:
        return


def _write_all(handle: int, content: bytes) -> None:
    at = 0
    while at < len(content):
        at += os.write(handle, content[at:])
