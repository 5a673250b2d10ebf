"""Reports made by hand from marked pages, for the tests of everything that shows reports; git repositories."""

import os
import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from caselint.content.source import Source
from caselint.engine.locate import Locator
from caselint.findings import Finding, Related, Report, Severity, Span
from caselint.testing import write_site

MakeReport = Callable[..., Report]


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kept in the cache of whoever runs the tests, or shown again from it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def report_on() -> MakeReport:
    """`report_on({"a.md": "An ⟦odd⟧ page"}, message="…")`: one finding whose places are the marked ones, in order.

    The first mark is the finding's own place. `related` gives for each further mark its message and group.
    """
    return make_report


def make_report(
    pages: Mapping[str, str],
    *,
    message: str = "something is wrong",
    related: tuple[tuple[str, int | None], ...] = (),
    group: int | None = None,
    severity: Severity = Severity.WARNING,
    code: str = "FIG001",
    name: str = "conflicting-figures",
    advice: str = "",
    confidence: float = 1.0,
    count: int = 648,
) -> Report:
    """A report as the engine makes it: by the real `Locator`, from real texts."""
    texts, places = {}, []
    for path, marked in pages.items():
        texts[path] = Source(re.sub("[⟦⟧]", "", marked))
        for number, mark in enumerate(re.finditer("⟦([^⟧]*)⟧", marked)):
            start = mark.start() - 2 * number
            places.append((path, Span(start, start + len(mark[1]))))
    (path, span), *others = places
    finding = Finding(
        path=path,
        span=span,
        code=code,
        name=name,
        severity=severity,
        message=message,
        confidence=confidence,
        group=group,
        related=tuple(Related(path, span, said, of) for (path, span), (said, of) in zip(others, related, strict=True)),
        help=advice,
    )
    located = Locator(Path("/site"), Path("/site"), texts).locate([finding])
    return Report(findings=tuple(located), pages=count)


class GitFolder:
    """A git repository in a folder of its own, untouched by the settings of whoever runs the tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *words: str, code: int = 0) -> str:
        """The output, errors too, of a git command that has to end with `code`."""
        command = ["git", *words]
        done = subprocess.run(
            command, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        assert done.returncode == code, f"{command} ended with {done.returncode}:\n{done.stdout}"
        return done.stdout

    def write(self, files: Mapping[str, str]) -> None:
        write_site(self.folder, files)

    def commit(self, files: Mapping[str, str] | None = None) -> str:
        """Commit `files` with all else that differs; returns the id of the commit."""
        self.write(files or {})
        self.git("add", "--all")
        self.git("commit", "--quiet", "--no-verify", "--allow-empty", "--message", "a change")
        return self.git("rev-parse", "HEAD").strip()


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitFolder:
    """A git repository without a commit in `tmp_path / "repository"`."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "PRE_COMMIT"))]:
        monkeypatch.delenv(name)
    person = {"NAME": "A", "EMAIL": "a@example.org"}
    for name, value in person.items():
        monkeypatch.setenv(f"GIT_AUTHOR_{name}", value)
        monkeypatch.setenv(f"GIT_COMMITTER_{name}", value)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return GitFolder(tmp_path / "repository")
