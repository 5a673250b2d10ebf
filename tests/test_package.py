"""What users install: the wheel is whole, works in a fresh venv and an empty folder, and as a pre-commit hook."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGED = ("src", "schemas", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
SITE = {
    "mkdocs.yml": "site_name: Studies\n",
    "docs/index.md": "# Studies\n\n- [Ferry](ferry.md)\n- [Harbour](habour.md)\n",
    "docs/ferry.md": "# Ferry\n",
    "docs/harbour.md": "# Harbour\n",
}
BROKEN = "docs/index.md:4:13"


def environment(**more: str) -> dict[str, str]:
    """Our own environment without what git, Python and coverage put there for this run."""
    foreign = ("GIT_", "PYTHON", "COV", "VIRTUAL_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return {**kept, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", **more}


def call(*command: str | Path, cwd: Path, code: int = 0, env: Mapping[str, str] | None = None) -> str:
    """The output of a command that has to end with `code`."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=dict(env or environment()),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == code, f"{' '.join(map(str, command))}:\n{done.stdout}"
    return done.stdout


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def copy_package(folder: Path) -> None:
    """What a wheel is built from, away from the working tree."""
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for name in PACKAGED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)


@pytest.mark.network
def test_the_wheel_is_whole_and_works_in_a_fresh_venv_and_an_empty_folder(tmp_path: Path) -> None:
    copy_package(tmp_path / "project")
    call(sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", tmp_path, tmp_path / "project", cwd=tmp_path)
    (wheel,) = tmp_path.glob("caselint-*.whl")
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    shipped = {f"caselint/{path.relative_to(ROOT)}" for path in (ROOT / "schemas").rglob("*") if path.is_file()}
    modules = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src").rglob("*.py")}
    assert shipped | modules | {"caselint/py.typed"} <= names
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"caselint"}

    call(sys.executable, "-m", "venv", tmp_path / "venv", cwd=tmp_path)
    programs = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    call(programs / "python", "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    (tmp_path / "empty").mkdir()
    caselint = programs / "caselint"
    assert call(caselint, "--version", cwd=tmp_path / "empty").startswith("caselint ")
    assert "broken-link" in call(caselint, "explain", "LNK001", cwd=tmp_path / "empty")
    call(caselint, "check", cwd=tmp_path / "empty", code=2)

    starters = 'extends = ["caselint:case-study", "caselint:index", "caselint:catalogue"]\n'
    write(tmp_path / "site", {**SITE, "caselint.toml": starters})
    page = "---\ntitle: Ferries\ntype: index\n---\n# Ferries\n\n## See also\n\n## Overview\n"
    write(tmp_path / "site", {"docs/ferries.md": page})
    output = call(caselint, "check", cwd=tmp_path / "site", code=1)
    found = (BROKEN, "missing-front-matter-key", "misplaced-section")
    assert [each for each in found if each not in output] == []


@pytest.mark.network
def test_the_pre_commit_hook_lets_a_sound_site_pass_only(tmp_path: Path) -> None:
    env = environment(PRE_COMMIT_HOME=str(tmp_path / "cache"))
    author = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")

    def git(folder: Path, *words: str) -> str:
        return call("git", *author, *words, cwd=folder, env=env)

    copy_package(tmp_path / "caselint")
    git(tmp_path / "caselint", "init", "--quiet")
    git(tmp_path / "caselint", "add", "--all")
    git(tmp_path / "caselint", "commit", "--quiet", "--message", "caselint")
    revision = git(tmp_path / "caselint", "rev-parse", "HEAD").strip()
    hook = f"repos:\n- repo: {tmp_path / 'caselint'}\n  rev: {revision}\n  hooks:\n  - id: caselint\n"
    site = tmp_path / "site"
    write(site, {**SITE, ".pre-commit-config.yaml": hook})
    git(site, "init", "--quiet")
    git(site, "add", "--all")

    run = (sys.executable, "-m", "pre_commit", "run", "--color", "never")
    assert BROKEN in call(*run, cwd=site, env=env, code=1)
    write(site, {"docs/index.md": SITE["docs/index.md"].replace("habour", "harbour")})
    git(site, "add", "--all")
    assert "Passed" in call(*run, cwd=site, env=env)
