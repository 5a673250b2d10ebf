"""On a terminal: colours, and a counter once a run takes long; elsewhere neither."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from caselint.cli.streams import Progress

pty = pytest.importorskip("pty", reason="a terminal of POSIX")

Process = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def on_terminal(process: Process) -> Callable[..., str]:
    """What `caselint` writes to a terminal."""

    def run(*words: str, **env: str) -> str:
        ours, theirs = pty.openpty()
        kept = {"NO_COLOR": "", "TERM": "xterm"} | env
        try:
            process(*words, env=kept, stdout=theirs, stderr=theirs)
        finally:
            os.close(theirs)
        written = b""
        try:
            while part := os.read(ours, 65536):
                written += part
        except OSError:  # Linux says so when the other side is closed
            pass
        finally:
            os.close(ours)
        return written.decode()

    return run


def test_a_terminal_has_colours(site: Path, on_terminal: Callable[..., str]) -> None:
    assert "\x1b[31merror\x1b[0m broken-link" in on_terminal("check", "--select", "LNK")


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colours_can_be_declined(site: Path, on_terminal: Callable[..., str], env: dict[str, str]) -> None:
    written = on_terminal("check", "--select", "LNK", **env)
    assert " error broken-link" in written
    assert "\x1b" not in written


class Terminal:
    """A stderr that says it is one."""

    def __init__(self) -> None:
        self.written = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> None:
        self.written += text

    def flush(self) -> None:
        pass


def test_the_counter_comes_late_and_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal, now = Terminal(), [100.0]
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    progress = Progress(wanted=True)
    progress(1, 2_000)
    assert terminal.written == ""
    now[0] += 0.6
    progress(1_000, 2_000)
    progress(1_001, 2_000)
    assert terminal.written == "\r1,000 of 2,000 pages\x1b[K"
    progress.clear()
    assert terminal.written.endswith("\r\x1b[K")


def test_the_counter_can_be_declined(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal, now = Terminal(), [100.0]
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    progress = Progress(wanted=False)
    now[0] += 5
    progress(1, 2)
    progress.clear()
    assert terminal.written == ""
