"""The hook, for real: `git commit` in a fresh repository, with pre-commit and this checkout of caselint."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGED = ("src", "schemas", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
INDEX = "# Studies\n\n- [Ferry](ferry.md): 9M users\n- [Acme](acme.md)\n"
FERRY = "# Ferry\n\nFerry has 9M users.\n"
SITE = {
    "mkdocs.yml": "site_name: Studies\n",
    "docs/index.md": INDEX,
    "docs/ferry.md": FERRY,
    "docs/acme.md": "# Acme\n\nSee [nothing](gone.md).\n",
}


def local_hook() -> str:
    """The hook of this checkout as a `local` one, run by the Python that runs the tests: nothing is installed."""
    import yaml

    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    words = hook["entry"].split()
    assert words[0] == "caselint"
    start = Path(sys.executable).with_name("caselint")
    local = {**hook, "language": "system", "entry": " ".join([str(start), *words[1:]])}
    return str(yaml.safe_dump({"repos": [{"repo": "local", "hooks": [local]}]}))


@pytest.fixture
def commits(repository: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Any]:
    """`commits(config)` makes the repository of a site with one old finding, and installs pre-commit in it."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    monkeypatch.setenv("PRE_COMMIT_COLOR", "never")
    for name in ("PYTHONPATH", "VIRTUAL_ENV", "PYTHONWARNINGS"):
        monkeypatch.delenv(name, raising=False)

    def make(config: str) -> Any:
        repository.commit({**SITE, ".pre-commit-config.yaml": config})
        command = [sys.executable, "-m", "pre_commit", "install"]
        subprocess.run(command, cwd=repository.folder, check=True, capture_output=True)
        return repository

    return make


@pytest.fixture
def site(commits: Callable[[str], Any]) -> Any:
    return commits(local_hook())


def commit(site: Any, *, code: int) -> str:
    """What `git commit` of what is staged says."""
    said: str = site.git("commit", "--message", "a change", code=code)
    assert ("Passed" in said) is (code == 0), said
    return said


def test_a_clean_page_passes_and_an_old_finding_elsewhere_does_not_block_it(site: Any) -> None:
    site.write({"docs/new.md": "# New\n\nSee [Ferry](ferry.md).\n", "docs/index.md": INDEX + "- [New](new.md)\n"})
    site.git("add", "--all")
    commit(site, code=0)
    site.write({"docs/acme.md": "# Acme\n\nA word more. See [nothing](gone.md).\n"})
    site.git("add", "--all")
    commit(site, code=0)


def test_a_figure_that_contradicts_another_page_is_refused(site: Any) -> None:
    site.write({"docs/ferry.md": FERRY.replace("9M", "90M")})
    site.git("add", "--all")
    said = commit(site, code=1)
    assert "docs/ferry.md:3:11 warning conflicting-figures" in said
    assert "Ferry: users is 90M here, 9M on 1 other page" in said
    assert "gone.md" not in said.replace("1 finding is not shown", ""), "the old finding is no matter of this commit"
    site.write({"docs/index.md": INDEX.replace("9M", "90M")})
    site.git("add", "--all")
    commit(site, code=0)


def test_a_page_that_is_deleted_without_its_links_is_refused(site: Any) -> None:
    site.git("rm", "--quiet", "docs/ferry.md")
    assert "docs/index.md:3:11 error broken-link" in commit(site, code=1)
    site.write({"docs/index.md": "# Studies\n\n- [Acme](acme.md)\n"})
    site.git("add", "--all")
    commit(site, code=0)


def test_a_page_that_is_renamed_without_its_links_is_refused(site: Any) -> None:
    (site.folder / "docs/sea").mkdir()
    site.git("mv", "docs/ferry.md", "docs/sea/ferry.md")
    said = commit(site, code=1)
    assert "docs/index.md:3:11 error broken-link" in said
    assert 'help: write "sea/ferry.md"' in said
    site.write({"docs/index.md": INDEX.replace("ferry.md", "sea/ferry.md")})
    site.git("add", "--all")
    commit(site, code=0)


def test_of_a_half_staged_page_the_staged_part_is_judged(site: Any) -> None:
    site.write({"docs/ferry.md": FERRY.replace("9M", "90M")})
    site.git("add", "--all")
    site.write({"docs/ferry.md": FERRY})
    assert "users is 90M here" in commit(site, code=1), "what is committed is wrong, although the file is mended"
    assert (site.folder / "docs/ferry.md").read_text() == FERRY
    site.git("add", "--all")
    site.write({"docs/acme.md": "# Acme\n"})
    site.git("add", "--all")
    site.write({"docs/ferry.md": FERRY.replace("9M", "90M")})
    commit(site, code=0)
    assert "90M" in (site.folder / "docs/ferry.md").read_text(), "what was not staged is still there"


def test_a_page_that_was_forgotten_is_missed(site: Any) -> None:
    site.write({"docs/new.md": "# New\n", "docs/index.md": INDEX + "- [New](new.md)\n"})
    site.git("add", "docs/index.md")
    assert "docs/index.md:5:9 error broken-link" in commit(site, code=1)
    site.git("add", "docs/new.md")
    commit(site, code=0)


def test_some_files_of_all_that_is_staged_can_be_committed(site: Any) -> None:
    """`git commit PATH` gives the hook an index of its own."""
    site.write({"docs/ferry.md": FERRY.replace("9M", "90M"), "docs/acme.md": "# Acme\n\nNothing any more.\n"})
    site.git("add", "--all")
    said = site.git("commit", "--message", "one page", "docs/acme.md")
    assert "Passed" in said
    assert "users is 90M here" in commit(site, code=1)


def test_the_first_commit_of_all_is_judged_whole(repository: Any, commits: Callable[[str], Any]) -> None:
    site = commits(local_hook())
    site.git("update-ref", "-d", "HEAD")
    assert "docs/acme.md:3:15 error broken-link" in commit(site, code=1)
    site.write({"docs/acme.md": "# Acme\n"})
    site.git("add", "--all")
    commit(site, code=0)


def test_a_bare_hook_judges_the_working_tree(repository: Any) -> None:
    """Without pre-commit nobody sets aside what is not staged."""
    repository.commit(SITE)
    hook = repository.folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\nexec '{Path(sys.executable).with_name('caselint')}' check --since HEAD\n")
    hook.chmod(0o755)
    repository.write({"docs/ferry.md": FERRY.replace("9M", "90M")})
    repository.git("add", "--all")
    assert "users is 90M here" in repository.git("commit", "--message", "wrong", code=1)
    repository.write({"docs/ferry.md": FERRY})
    repository.git("add", "--all")
    repository.git("rm", "--quiet", "docs/acme.md")
    assert "docs/index.md:4:10 error broken-link" in repository.git("commit", "--message", "wrong", code=1)


@pytest.mark.network
def test_the_hook_installs_from_a_clone_of_this_checkout(
    repository: Any, commits: Callable[[str], Any], tmp_path: Path
) -> None:
    source = tmp_path / "caselint"
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for name in PACKAGED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=ignored)
        else:
            source.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, source / name)
    revision = type(repository)(source).commit()
    site = commits(f"repos:\n- repo: {source}\n  rev: {revision}\n  hooks:\n  - id: caselint\n")
    site.write({"docs/ferry.md": FERRY.replace("9M", "90M")})
    site.git("add", "--all")
    assert "docs/ferry.md:3:11 warning conflicting-figures" in commit(site, code=1)
    site.write({"docs/ferry.md": FERRY + "\nIt crosses the sea.\n"})
    site.git("add", "--all")
    commit(site, code=0)
    assert os.listdir(tmp_path / "pre-commit")
