"""`outdated-last-updated` in real repositories: what counts as a change, since when, and when git is asked."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caselint.engine.discover import Request
from caselint.engine.linter import Run, run
from caselint.engine.page_cache import CachePlace
from caselint.engine.site_check import Selection
from caselint.git import history as git_history
from caselint.git import repository as git_repository
from caselint.git.failure import GitError

WORDS = " ".join(f"word{number}" for number in range(200))
OTHER = WORDS.replace("word1", "other1")
NAME = "outdated-last-updated"


def page(day: str, text: str = WORDS, more: str = "") -> str:
    return f"---\nlast_updated: {day}\n{more}---\n# Ferry\n\n{text}\n"


class Site:
    """A repository that is committed to on given days."""

    def __init__(self, repository: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.repository, self._monkeypatch = repository, monkeypatch
        self.folder: Path = repository.folder

    def commit(self, day: str, files: dict[str, str]) -> str:
        for name in ("AUTHOR", "COMMITTER"):
            self._monkeypatch.setenv(f"GIT_{name}_DATE", f"{day}T12:00:00Z")
        return str(self.repository.commit(files))

    def run(self, *, today: date | None = date(2025, 12, 1), **options: Any) -> Run:
        return run(Request(options.pop("folder", self.folder), **options), Selection(select=(NAME,), today=today))

    def found(self, **options: Any) -> list[str]:
        return [f"{each.path}:{each.location.line} {each.message}" for each in self.run(**options).report.findings]


@pytest.fixture
def site(repository: Any, monkeypatch: pytest.MonkeyPatch) -> Site:
    return Site(repository, monkeypatch)


def test_a_text_that_changed_after_its_day_is_found_with_the_day_to_write(site: Site) -> None:
    site.commit("2025-01-02", {"docs/a.md": page("2025-01-02"), "docs/b.md": page("2025-01-02")})
    last = site.commit("2025-03-04", {"docs/a.md": page("2025-01-02", OTHER)})
    site.commit("2025-03-05", {"docs/a.md": page("2025-01-02", OTHER, "draft: no\n")})
    [finding] = site.run().report.findings
    assert (finding.path, finding.location.line, finding.location.column) == ("docs/a.md", 2, 15)
    assert finding.message == (
        f"last_updated is 2025-01-02, and 111 words have changed since, last on 2025-03-04 ({last[:7]})"
    )
    assert finding.fix is not None
    assert [edit.text for edit in finding.fix.edits] == ["2025-03-04"]


@pytest.mark.parametrize(
    ("day", "text"),
    [
        pytest.param("2025-01-09", OTHER, id="some days later"),
        pytest.param("2025-06-01", "  " + WORDS.replace(" ", "\n") + "\n\n", id="blanks"),
        pytest.param("2025-06-01", WORDS.replace("word199", "a few words more"), id="few words"),
        pytest.param("2025-06-01", WORDS + " [](a/b/c/d/e.md)" * 20, id="destinations"),
    ],
)
def test_what_does_not_make_a_day_outdated(day: str, text: str, site: Site) -> None:
    site.commit("2025-01-02", {"a.md": page("2025-01-02")})
    site.commit(day, {"a.md": page("2025-01-02", text)})
    assert site.found() == []


def test_many_small_changes_count_together(site: Site) -> None:
    site.commit("2025-01-02", {"a.md": page("2025-01-02")})
    text = WORDS
    for month in range(2, 10):
        text += " again" * 8
        site.commit(f"2025-{month:02}-01", {"a.md": page("2025-01-02", text)})
    [found] = site.found()
    assert "64 words have changed since, last on 2025-09-01" in found


def test_a_day_that_was_written_in_with_the_text_holds(site: Site) -> None:
    """Imported pages, a draft that lay for weeks, a rewrite that sets the day by hand."""
    site.commit("2025-05-01", {"new.md": page("2025-01-02"), "old.md": page("2024-01-01")})
    site.commit("2025-06-01", {"old.md": page("2025-03-01", OTHER)})
    assert site.found() == []
    site.commit("2025-07-01", {"old.md": page("2025-03-01", WORDS)})
    assert [line.partition(" ")[0] for line in site.found()] == ["old.md:2"]


def test_a_day_that_is_not_committed_yet_holds(site: Site) -> None:
    site.commit("2025-01-02", {"a.md": page("2025-01-02")})
    site.commit("2025-03-04", {"a.md": page("2025-01-02", OTHER)})
    assert len(site.found()) == 1
    site.repository.write({"a.md": page("2025-03-05", OTHER)})
    assert site.found() == []


def test_days_to_come_by_the_day_that_is_given(site: Site) -> None:
    site.repository.write({"a.md": page("2025-03-10")})
    assert site.found(today=date(2025, 3, 9)) == []
    assert site.found(today=date(2025, 3, 1)) == ["a.md:2 last_updated is 2025-03-10, a day to come"]
    assert site.found(today=None) == []


def test_a_site_in_a_folder_of_the_repository(site: Site) -> None:
    files = {"site/mkdocs.yml": "site_name: S\n", "site/docs/a.md": page("2025-01-02")}
    site.commit("2025-01-02", files)
    site.commit("2025-03-04", {"site/docs/a.md": page("2025-01-02", OTHER)})
    assert len(site.found(folder=site.folder / "site")) == 1


# What is asked of git, and when


def test_git_is_not_asked_where_no_page_states_a_day(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.commit("2025-01-02", {"a.md": "# A\n", "b.md": "---\ntitle: B\n---\n"})
    monkeypatch.setattr(git_repository, "Repository", None)
    monkeypatch.setattr(git_history, "changes_since", None)
    assert site.found() == []
    assert run(Request(site.folder)).report.findings == ()


def test_git_is_asked_once_for_all_pages(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.commit("2025-01-02", {f"{number}.md": page("2025-01-02") for number in range(20)})
    site.commit("2025-03-04", {f"{number}.md": page("2025-01-02", OTHER) for number in range(20)})
    asked: list[int] = []
    real = git_history.changes_since
    monkeypatch.setattr(git_history, "changes_since", lambda *words: asked.append(1) or real(*words))
    assert len(site.found()) == 20
    assert asked == [1]


@pytest.mark.parametrize("how", ["none", "shallow", "fails"])
def test_without_history_only_days_to_come_are_told(
    how: str, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.commit("2025-01-02", {"a.md": page("2025-01-02"), "b.md": page("2999-01-01")})
    site.commit("2025-03-04", {"a.md": page("2025-01-02", OTHER)})
    folder = tmp_path / "copy"
    if how == "none":
        folder.mkdir()
        for name in ("a.md", "b.md"):
            (folder / name).write_text((site.folder / name).read_text())
    elif how == "shallow":
        site.repository.git("clone", "--quiet", "--depth=1", site.folder.as_uri(), str(folder))
    else:
        folder = site.folder

        def fail(*_: object) -> None:
            raise GitError("`git log` took longer than 60 seconds")

        monkeypatch.setattr(git_history, "changes_since", fail)
    done = site.run(folder=folder)
    assert [finding.path for finding in done.report.findings] == ["b.md"]
    [note] = [note for note in done.cache_notes if "history" in note]
    assert {"none": "no git repository", "shallow": "--unshallow", "fails": "took longer"}[how] in note
    assert done.unsure == (how == "fails")


# What is kept


def test_an_answer_that_was_kept_goes_with_the_commit_and_the_day(site: Site, tmp_path: Path) -> None:
    site.commit("2025-01-02", {"a.md": page("2025-01-02"), "b.md": page("2025-06-01")})
    place = CachePlace(str(tmp_path / "kept"), hashed=True)

    def found(today: str = "2025-06-01") -> list[str]:
        return [line.partition(" ")[0] for line in site.found(cache=place, today=date.fromisoformat(today))]

    assert found() == found() == []
    assert found("2025-01-02") == ["b.md:2"]
    site.commit("2025-03-04", {"a.md": page("2025-01-02", OTHER)})
    assert found() == ["a.md:2"]
    site.commit("2025-03-05", {"a.md": page("2025-01-02")})
    assert found() == []


def test_a_commit_that_leaves_the_files_changes_the_answer(site: Site, tmp_path: Path) -> None:
    """HEAD is an input of its own: here the same files lie there before and after."""
    site.commit("2025-01-02", {"a.md": page("2025-01-02")})
    place = CachePlace(str(tmp_path / "kept"), hashed=True)
    site.repository.write({"a.md": page("2025-01-02", OTHER)})
    assert site.found(cache=place) == []
    site.commit("2025-03-04", {})
    assert len(site.found(cache=place)) == 1


def test_what_git_did_not_answer_is_not_kept(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site.commit("2025-01-02", {"a.md": page("2025-01-02")})
    site.commit("2025-03-04", {"a.md": page("2025-01-02", OTHER)})
    place = CachePlace(str(tmp_path / "kept"), hashed=True)

    def fail(*_: object) -> None:
        raise GitError("it took too long")

    with monkeypatch.context() as once:
        once.setattr(git_history, "changes_since", fail)
        assert site.found(cache=place) == []
    assert len(site.found(cache=place)) == 1


def test_since_tells_what_a_branch_leaves_outdated(site: Site) -> None:
    """The history of the earlier version ends where the branch parts, so that what it commits is its own."""
    site.commit("2025-01-02", {"a.md": page("2025-01-02"), "old.md": page("2025-01-02")})
    site.commit("2025-03-04", {"old.md": page("2025-01-02", OTHER)})
    site.repository.git("switch", "--quiet", "--create", "side")
    site.commit("2025-04-01", {"a.md": page("2025-01-02", OTHER)})
    site.commit("2025-04-02", {"old.md": page("2025-01-02", OTHER + " more")})
    assert [line.partition(" ")[0] for line in site.found()] == ["a.md:2", "old.md:2"]
    assert [line.partition(" ")[0] for line in site.found(since="main")] == ["a.md:2"]
