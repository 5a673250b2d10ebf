"""Commits and the day decide a run only where a rule asks for them; then they make it run again."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

WORDS = " ".join(f"word{number}" for number in range(200))
PAGE = "---\nlast_updated: 2025-01-02\n---\n# Ferry\n\n"
SITE = {"caselint.toml": 'extend-select = ["outdated-last-updated"]\n', "a.md": PAGE + WORDS + "\n"}
TICK = 0.03
WEST, EAST = "Etc/GMT+12", "Etc/GMT-14"  # their clocks never show the same day


class Runs:
    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder, self.cache = folder, cache

    def run(self, *words: str, zone: str = WEST) -> subprocess.CompletedProcess[str]:
        time.sleep(TICK)
        known = {key: value for key, value in os.environ.items() if key != "CI"}
        return subprocess.run(
            [sys.executable, "-m", "caselint", "check", "-v", *words],
            cwd=self.folder,
            env=known | {"XDG_CACHE_HOME": str(self.cache), "TZ": zone},
            capture_output=True,
            text=True,
            check=False,
        )

    def reason(self, *words: str, zone: str = WEST) -> str:
        """Why the run was made anew; "" where it was shown again."""
        notes = self.run(*words, zone=zone).stderr.splitlines()
        found = [line for line in notes if line.startswith("note: nothing to show again: ")]
        return found[0].removeprefix("note: nothing to show again: ") if found else ""


@pytest.fixture
def runs(repository: Any, tmp_path: Path) -> Runs:
    repository.commit(SITE)
    return Runs(repository.folder, tmp_path / "cache")


def test_another_day_makes_it_run_again_unless_the_day_is_given(runs: Runs) -> None:
    assert runs.run().returncode == 0
    assert runs.reason() == ""
    assert runs.reason(zone=EAST) == "it is another day"
    runs.run("--today", "2025-06-01")
    assert runs.reason("--today", "2025-06-01", zone=EAST) == ""
    assert runs.reason("--today", "2025-06-02") == "no earlier run like this one"


def test_a_commit_makes_it_run_again_though_no_page_changed(runs: Runs, repository: Any) -> None:
    repository.write({"a.md": PAGE + WORDS.replace("word1", "other") + "\n"})
    assert runs.run().returncode == 0
    assert runs.reason() == ""
    repository.commit()
    assert ".git" in runs.reason()
    done = runs.run()
    assert done.returncode == 1
    assert "words have changed since" in done.stdout


def test_neither_matters_where_no_rule_asks(runs: Runs, repository: Any) -> None:
    repository.commit({"caselint.toml": ""})
    runs.run()
    assert runs.reason(zone=EAST) == ""
    repository.commit()
    assert runs.reason() == ""


@pytest.mark.parametrize("day", ["2025-13-01", "soon", "2025-1-1", "20250101", ""])
def test_a_day_that_is_none(day: str, runs: Runs) -> None:
    done = runs.run("--today", day)
    assert done.returncode == 2
    assert "--today" in done.stderr
    assert "is not a day such as 2025-01-31" in done.stderr
