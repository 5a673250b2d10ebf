"""The real command line over small sites."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from caselint.__main__ import main
from caselint.testing import write_site

SITE = {
    "mkdocs.yml": "site_name: Studies\n",
    "docs/index.md": "# Studies\n\n- [Ferry](ferry.md) - 15M users\n- [Acme](acme.md)\n",
    "docs/ferry.md": "---\ntitle: Ferry\n---\n\n# Ferry\n\nFerry serves 20M users.\n\n#### Deep\n",
}


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


Command = Callable[..., Outcome]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with one dead link and one skipped heading level; the working directory of the test."""
    write_site(tmp_path, SITE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def caselint(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs `caselint` in this process."""

    def run(*words: str) -> Outcome:
        capsys.readouterr()
        code = main(list(words))
        return Outcome(code, *capsys.readouterr())

    return run


@pytest.fixture
def process() -> Callable[..., "subprocess.CompletedProcess[bytes]"]:
    """Runs `python -m caselint` as a process of its own."""

    def run(
        *words: str, env: Mapping[str, str] | None = None, **options: object
    ) -> "subprocess.CompletedProcess[bytes]":
        command = [sys.executable, "-m", "caselint", *words]
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
        return subprocess.run(command, env={**os.environ, **(env or {})}, check=False, **streams)  # type: ignore[call-overload, no-any-return]

    return run
