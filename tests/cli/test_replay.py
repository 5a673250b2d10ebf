"""A run with nothing changed shows what it showed, and the least change makes it run again."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from caselint.engine.snapshot import LANDMARKS
from caselint.generators import detect
from caselint.testing import write_site

SITE = {
    "mkdocs.yml": "site_name: S\nINHERIT: ../shared.yml\n",
    "shared.yml": "markdown_extensions: [admonition]\n",
    "caselint.toml": (
        'extends = ["../rules.toml"]\n[kinds.study]\npages = ["docs/b.md"]\nfront-matter = "../study.json"\n'
    ),
    "docs/a.md": "# A\n\n[b](b.md) [c](c.md) ![m](m.png) [gone](gone.md)\n",
    "docs/b.md": "---\ntitle: B\n---\n\n# B\n",
    "docs/c.md": "# C\n",
    "docs/m.png": "",
}
ABOVE = {
    "rules.toml": "",
    "study.json": '{"required": ["title"]}',
    "shared.yml": "plugins: [search]\n",
    ".git/HEAD": "",
}
HEAVY = {"pyromark", "ruamel", "pydantic", "jsonschema", "argparse", "json", "re", "pathlib", "typing", "dataclasses"}
TICK = 0.03


class Repository:
    """A site in a repository, and the command run in it with a cache of its own."""

    def __init__(self, folder: Path) -> None:
        self.site = folder / "repo" / "site"
        self.cache = folder / "cache"
        write_site(self.site.parent, ABOVE)
        write_site(self.site, SITE)
        time.sleep(TICK)

    def run(self, *words: str, limit: int | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
        known = {key: value for key, value in os.environ.items() if key != "CI"}
        return subprocess.run(
            [sys.executable, "-m", "caselint", "check", *words],
            cwd=self.site,
            env=known | {"XDG_CACHE_HOME": str(self.cache)} | environment,
            capture_output=True,
            check=False,
            preexec_fn=None if limit is None else lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        )

    def reason(self, *words: str, **environment: str) -> str:
        """Why the run was made anew; "" where it was shown again."""
        notes = self.run("-v", *words, **environment).stderr.decode().splitlines()
        found = [line for line in notes if line.startswith("note: nothing to show again: ")]
        return found[0].removeprefix("note: nothing to show again: ") if found else ""

    def change(self, name: str, text: str) -> None:
        write_site(self.site, {name: text})
        time.sleep(TICK)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_the_same_bytes_and_the_same_exit_code(repository: Repository) -> None:
    first, again = repository.run(), repository.run()
    assert first.returncode == again.returncode == 1
    assert b"gone.md" in first.stdout
    assert (first.stdout, first.stderr) == (again.stdout, again.stderr)
    assert repository.reason() == "no earlier run like this one"
    assert repository.reason() == ""


def test_nothing_heavy_is_imported(repository: Repository) -> None:
    repository.run()
    code = (
        "import sys; before = set(sys.modules); from caselint.__main__ import main; "
        "sys.argv = ['caselint', 'check']; main(); "
        "print(*sorted({name.partition('.')[0] for name in set(sys.modules) - before}), file=sys.stderr)"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-S",
            "-c",
            f"import sys; sys.path.insert(0, {str(Path(detect.__file__).parents[2])!r}); {code}",
        ],
        cwd=repository.site,
        env={key: value for key, value in os.environ.items() if key != "CI"}
        | {"XDG_CACHE_HOME": str(repository.cache)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "gone.md" in done.stdout
    assert not HEAVY & set(done.stderr.split())


CHANGES: dict[str, Callable[[Repository], None]] = {
    "a page": lambda repo: repo.change("docs/a.md", "# A\n"),
    "a page of the same length": lambda repo: repo.change("docs/c.md", "# D\n"),
    "a new page": lambda repo: repo.change("docs/gone.md", "# Gone\n"),
    "a page less": lambda repo: (repo.site / "docs/c.md").unlink(),
    "an asset less": lambda repo: (repo.site / "docs/m.png").unlink(),
    "the generator's configuration": lambda repo: repo.change("mkdocs.yml", "site_name: T\n"),
    "what it inherits": lambda repo: repo.change("../shared.yml", "plugins: [tags]\n"),
    "the configuration": lambda repo: repo.change("caselint.toml", 'ignore = ["LNK"]\n'),
    "what it extends": lambda repo: repo.change("../rules.toml", 'ignore = ["LNK"]\n'),
    "a schema": lambda repo: repo.change("../study.json", '{"required": ["owner"]}'),
    "what git ignores": lambda repo: repo.change("../.gitignore", "c.md\n"),
    "a configuration deeper down": lambda repo: repo.change("docs/caselint.toml", 'ignore = ["LNK"]\n'),
    "where the repository begins": lambda repo: (repo.site / ".git").mkdir(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_makes_it_run_again(name: str, repository: Repository) -> None:
    repository.run("-v")
    assert repository.reason() == ""
    CHANGES[name](repository)
    time.sleep(TICK)
    assert repository.reason().endswith("changed")
    fresh = repository.run("--no-cache")
    assert (fresh.stdout, fresh.returncode) == ((done := repository.run()).stdout, done.returncode)


@pytest.mark.parametrize(
    "words",
    [
        ["--output-format", "json"],
        ["--select", "FIG"],
        ["--ignore", "LNK"],
        ["--preview"],
        ["--min-confidence", "1"],
        ["--isolated"],
        ["--fail-on", "never"],
        ["--exit-zero"],
        ["--statistics"],
        ["--quiet"],
        ["docs/a.md"],
    ],
)
def test_another_command_line_is_another_run(words: list[str], repository: Repository) -> None:
    repository.run("-v")
    assert repository.reason(*words) == "no earlier run like this one"


@pytest.mark.parametrize("words", [["--no-cache"], ["--output-file", "out.txt"], ["-oout.txt"]])
def test_some_command_lines_are_never_kept(words: list[str], repository: Repository) -> None:
    repository.run(*words)
    assert not (repository.cache / "caselint" / "runs").exists()


def test_in_ci_the_content_counts_and_not_the_times(repository: Repository) -> None:
    repository.run("-v", CI="true")
    for path in repository.site.rglob("*.md"):
        os.utime(path, ns=(1, 1))
    assert repository.reason(CI="true") == ""
    repository.change("docs/c.md", "# D\n")
    assert repository.reason(CI="true") == "docs/c.md changed"


def test_a_file_that_may_change_under_the_same_time_stamp_is_not_trusted(repository: Repository) -> None:
    soon = time.time_ns() + 3_600 * 10**9
    os.utime(repository.site / "docs/c.md", ns=(soon, soon))
    done = repository.run("-v")
    assert b"the result is not kept: a file changed while it was read, or just before" in done.stderr
    assert repository.reason() == "no earlier run like this one"


@pytest.mark.parametrize("harm", ["cut", "flipped", "empty", "foreign"])
def test_a_damaged_cache_is_no_cache(harm: str, repository: Repository) -> None:
    first = repository.run("-v")
    (kept,) = (repository.cache / "caselint" / "runs").iterdir()
    content = kept.read_bytes()
    middle = len(content) // 2
    kept.write_bytes(
        {
            "cut": content[:middle],
            "flipped": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
            "empty": b"",
            "foreign": b"SQLite format 3\0" + content,
        }[harm]
    )
    again = repository.run("-v")
    assert b"nothing to show again: the cache is damaged, or of another version" in again.stderr
    assert again.stdout == first.stdout
    assert repository.reason() == ""


def test_a_cache_folder_that_cannot_be_written_is_told_once(repository: Repository) -> None:
    repository.cache.write_text("a file where the folder should be")
    done = repository.run("-v")
    assert done.returncode == 1
    assert b"the result is not kept: the cache cannot be written" in done.stderr
    told = b"note: the cache cannot be written: Not a directory; every run reads all pages anew\n"
    assert repository.run().stderr == told


def test_a_full_disk_leaves_nothing_torn(repository: Repository) -> None:
    done = repository.run("-v", limit=100)  # bytes of a file, in which not even the places of one page fit
    assert done.returncode == 1
    assert b"the cache cannot be written: File too large" in done.stderr
    assert [path for path in repository.cache.rglob("*") if path.is_file()] == []


def test_output_that_cannot_be_written_again_is_told(repository: Repository) -> None:
    repository.run("-v")
    shown = repository.run("-v")
    assert shown.stderr
    command = [sys.executable, "-m", "caselint", "check", "-v"]
    environment = {key: value for key, value in os.environ.items() if key != "CI"}
    environment["XDG_CACHE_HOME"] = str(repository.cache)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command, cwd=repository.site, env=environment, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert done.stderr == shown.stderr + b"caselint: cannot write the result to stdout: No space left on device\n"
    closed = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" 2>&-', "sh", *command],
        cwd=repository.site, env=environment, stdout=subprocess.PIPE, check=False,
    )  # fmt: skip
    assert (closed.returncode, closed.stdout) == (1, shown.stdout)


def test_two_runs_at_once_on_one_cache(repository: Repository) -> None:
    command = [sys.executable, "-m", "caselint", "check"]
    environment = os.environ | {"XDG_CACHE_HOME": str(repository.cache)}
    started = [
        subprocess.Popen(command, cwd=repository.site, env=environment, stdout=subprocess.PIPE) for _ in range(4)
    ]
    outputs = {process.communicate()[0] for process in started}
    assert len(outputs) == 1
    assert b"gone.md" in outputs.pop()


def test_a_home_that_is_none_is_no_fault(repository: Repository) -> None:
    done = repository.run(XDG_CACHE_HOME="", HOME="")
    assert done.returncode == 1
    assert done.stderr == b""


def test_every_generators_config_is_a_landmark() -> None:
    configs = {name for _, names in detect._CONFIGS for name in names}
    assert configs | detect._HUGO_FOLDERS <= set(LANDMARKS)
