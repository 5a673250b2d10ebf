"""A run that is ended in its midst, or beside another one, leaves nothing torn and no process behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from caselint.testing import write_site

WORDS = "A ferry leaves the harbour with 90M users and comes back, see [costs](costs.md) and 12 ms of it. " * 60
CODES = {-signal.SIGINT, 130}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    pages = {f"docs/p{number:03}.md": f"# Page {number}\n\n{WORDS}\n" for number in range(80)}
    write_site(tmp_path / "site", {"mkdocs.yml": "site_name: S\n", **pages})
    time.sleep(0.05)
    return tmp_path / "site"


def start(site: Path, *words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "caselint", "check", "--output-format", "json", "--jobs", "2", *words],
        cwd=site, env=os.environ | {"XDG_CACHE_HOME": str(site.parent / "cache")}, text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def kept(site: Path) -> list[str]:
    return sorted(path.name for path in (site.parent / "cache").rglob("*") if path.is_file())


@pytest.mark.parametrize("moment", [0.4, 0.7])
def test_ctrl_c_leaves_nothing_torn(site: Path, moment: float) -> None:
    process = start(site)
    time.sleep(moment)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the workers get it too
    output, notes = process.communicate()
    assert process.returncode in CODES
    assert "Traceback" not in notes
    assert output == ""
    assert not any("." in name for name in kept(site))
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
    warm, cold = start(site).communicate()[0], start(site, "--no-cache").communicate()[0]
    assert warm == cold


def test_runs_at_once_on_one_cache_agree_and_leave_it_whole(site: Path) -> None:
    running = [start(site) for _ in range(3)]
    outputs = {process.communicate()[0] for process in running}
    assert len(outputs) == 1
    assert not any("." in name for name in kept(site))
    (site / "docs/p000.md").write_text("# Page\n")
    assert "note: 1 of 80 pages read anew" in start(site, "-v").communicate()[1]
