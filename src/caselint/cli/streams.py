"""The only place that prints: findings to stdout, everything else to stderr."""

import os
import sys
import time
from pathlib import Path
from typing import TextIO

from caselint.cli.failure import Failure
from caselint.findings.visible import visible, without_commands
from caselint.reporters.style import Style

_ASCII = str.maketrans({"│": "|", "…": "~", "·": "-", "≥": ">", "≤": "<", "≈": "~"})
_WIDTHS = (60, 160)
_PIECE = 1 << 18


class _Transcript:
    """What this process has written, byte for byte: a run with nothing changed writes it again.

    `wanted` tells that somebody will keep it. `depends_on` are the folders and files that decided it, and the day ("":
    none); None where the output must not be kept.
    """

    def __init__(self) -> None:
        self.wanted = False
        self.output = b""
        self.notes = b""
        self.depends_on: tuple[tuple[str, ...], tuple[str, ...], str] | None = None


TRANSCRIPT = _Transcript()


def prepare_streams() -> None:
    """Never a UnicodeEncodeError: what the encoding lacks is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def terminal_style(*, summary: bool = True) -> Style:
    """What stdout can show. Not a terminal: no colours and a fixed width, so that the output is the same everywhere."""
    if not _is_terminal(sys.stdout):
        return Style(summary=summary)
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        columns = 0
    least, most = _WIDTHS
    return Style(colour, width=max(least, min(columns or Style().width, most)), summary=summary)


def write(text: str) -> None:
    """Write the result to stdout. A reader that went away (`| head`) is no fault.

    Raises:
        Failure: stdout is closed or full.
    """
    if sys.stdout is None:
        raise Failure("caselint: cannot write the result: stdout is closed")
    shown = text.translate(_ASCII) if _lacks_signs(sys.stdout) else text
    if TRANSCRIPT.wanted:
        TRANSCRIPT.output += shown.encode(sys.stdout.encoding or "utf-8", "backslashreplace")
    try:
        for start in range(0, len(shown), _PIECE):  # a stream encodes a copy of what it gets
            sys.stdout.write(shown[start : start + _PIECE])
        sys.stdout.flush()
    except BrokenPipeError:
        _abandon(sys.stdout)
    except (OSError, ValueError) as error:
        _abandon(sys.stdout)
        raise Failure(f"caselint: cannot write the result to stdout: {_reason(error)}") from None


def write_file(path: Path, text: str) -> None:
    """Write the result to `path` as UTF-8: whole, or not at all. Half a report would be taken for one.

    Raises:
        Failure: the file cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            try:
                file.write(text)
                file.flush()
            except BaseException:  # Ctrl-C among them
                if path.is_file() and not path.is_symlink():
                    path.unlink()
                raise
    except (OSError, ValueError) as error:
        raise Failure(f"caselint: cannot write {path}: {_reason(error)}") from None


def say(message: str, *, label: str = "") -> None:
    """Write lines to stderr, each with hidden characters written out."""
    lines = [visible(line) for line in message.splitlines() or [""]]
    text = without_commands("".join(f"{label}{line}\n" for line in lines))
    TRANSCRIPT.notes += text.encode("utf-8", "backslashreplace")
    _to_stderr(text)


def _to_stderr(text: str) -> None:
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except (OSError, ValueError):
        _abandon(sys.stderr)


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _abandon(stream: TextIO) -> None:
    """Let what is still buffered go nowhere, so that the interpreter does not complain of it when it ends."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def _lacks_signs(stream: TextIO) -> bool:
    try:
        "│…".encode(stream.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return True
    return False


class Progress:
    """A counter on stderr: only on a terminal, and only once a run has taken longer than half a second."""

    _WAIT, _EVERY = 0.5, 0.1

    def __init__(self, *, wanted: bool) -> None:
        self._on = wanted and _is_terminal(sys.stderr)
        self._next = time.monotonic() + self._WAIT
        self._shown = False

    def __call__(self, done: int, total: int) -> None:
        if not self._on or (now := time.monotonic()) < self._next:
            return
        self._next = now + self._EVERY
        self._shown = True
        _to_stderr(f"\r{done:,} of {total:,} pages\x1b[K")

    def clear(self) -> None:
        """Take the counter away again."""
        if self._shown:
            _to_stderr("\r\x1b[K")
            self._shown = False
