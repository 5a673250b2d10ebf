"""A kind that names a pydantic model: run as a command, kept between runs, and refused where nobody may trust it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from caselint.testing import write_site

SITE = {
    "caselint.toml": '[kinds.study]\npages = ["docs/f*.md"]\nfront-matter = "site_kinds.models:Study"\n',
    "site_kinds/__init__.py": "",
    "site_kinds/models.py": (
        "from pydantic import BaseModel, Field\nfrom site_kinds.tiers import Tier\n\n"
        "print('imported')\n\n\nclass Study(BaseModel):\n    title: str\n    tier: Tier\n"
        "    old: str = Field('', deprecated=True)\n"
    ),
    "site_kinds/tiers.py": 'from typing import Literal\n\nTier = Literal["gold", "silver"]\n',
    "site/mkdocs.yml": "site_name: S\n",
    "site/docs/index.md": "# S\n",
    "site/docs/ferry.md": "---\ntitle: Ferry\ntier: bronze\n---\n# Ferry\n",
}
PAST = time.time_ns() - 10**10
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run caselint in a folder of the repository; its exit code, output and notes."""
    site = {path: text for path, text in SITE.items() if not path.startswith("docs/")}
    site["caselint.toml"] = site["caselint.toml"].replace("docs/", "site/docs/")
    write_site(tmp_path / "repository", site)
    environment = {key: value for key, value in os.environ.items() if key != "CI"}

    def run(*arguments: str, folder: str = "site") -> tuple[int, str, str]:
        for path in (tmp_path / "repository").rglob("*"):
            if path.stat().st_mtime_ns != PAST:  # what was just written may change again within the tick of a clock
                os.utime(path, ns=(PAST, PAST))
        time.sleep(0.05)
        command = [sys.executable, "-m", "caselint", *arguments]
        if arguments[0] == "check":
            command += ["--cache-dir", str(tmp_path / "cache")]
        done = subprocess.run(
            command, cwd=tmp_path / "repository" / folder, env=environment, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout, done.stderr

    return run


def test_what_the_model_refuses_is_found_and_its_output_stays_out_of_it(run: Run) -> None:
    code, out, notes = run("check", "--output-format", "json")
    (found,) = json.loads(out)["findings"]
    assert (code, found["name"], found["line"], found["column"]) == (1, "wrong-front-matter-value", 3, 7)
    assert found["message"] == '"tier" is "bronze", and must be one of gold, silver'
    assert "imported" not in notes


def test_each_file_that_the_model_was_imported_from_makes_the_run_anew(run: Run, tmp_path: Path) -> None:
    assert run("check", "-v")[0] == 1
    assert "nothing to show again" not in run("check", "-v")[2]
    tiers = tmp_path / "repository/site_kinds/tiers.py"
    tiers.write_text(tiers.read_text(encoding="utf-8").replace('"silver"', '"bronze"'), encoding="utf-8")
    code, _, notes = run("check", "-v")
    assert (code, "tiers.py changed" in notes, "1 of 2 pages read anew" in notes) == (0, True, True)
    tiers.write_text(tiers.read_text(encoding="utf-8").replace('"bronze"', '"silver"'), encoding="utf-8")
    assert run("check")[0] == 1


def test_a_model_that_is_not_there_is_an_error_at_its_line(run: Run, tmp_path: Path) -> None:
    models = tmp_path / "repository/site_kinds/models.py"
    models.write_text(models.read_text(encoding="utf-8").replace("class Study", "class Studies"), encoding="utf-8")
    code, out, notes = run("check")
    wanted = "caselint.toml:3:16: `front-matter`: site_kinds.models has no Study; did you mean `site_kinds.models:Stud"
    assert (code, out) == (2, "")
    assert wanted in notes
    assert wanted in run("config", "--check", ".", folder=".")[2]


def test_a_configuration_deeper_in_a_site_may_not_run_code(run: Run, tmp_path: Path) -> None:
    deeper = tmp_path / "repository/site/docs/caselint.toml"
    deeper.write_text('[kinds.study]\npages = ["f*.md"]\nfront-matter = "own:Study"\n', encoding="utf-8")
    (deeper.parent / "own.py").write_text("raise SystemExit('it ran')\n", encoding="utf-8")
    code, out, notes = run("check")
    assert (code, out) == (2, "")
    assert "docs/caselint.toml:3:16: a pydantic model is code: only the configuration of the site" in notes
    assert "it ran" not in notes
    checked = run("config", "--check", ".", folder=".")
    assert (checked[0], "it ran" in checked[2]) == (2, False)


def test_nothing_is_imported_without_the_configuration(run: Run, tmp_path: Path) -> None:
    (tmp_path / "repository/site_kinds/models.py").write_text("raise SystemExit('it ran')\n", encoding="utf-8")
    assert run("check", "--isolated")[0] == 0
    code, _, notes = run("check")
    assert (code, "models.py:1: SystemExit: it ran" in notes) == (2, True)


def test_the_model_can_be_shown_as_a_schema(run: Run) -> None:
    code, out, _ = run("schema", "export", "study")
    assert (code, json.loads(out)["required"]) == (0, ["title", "tier"])
    assert json.loads(out)["properties"]["old"]["deprecated"] is True
