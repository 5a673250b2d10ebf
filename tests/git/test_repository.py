"""What git is asked, and what is made of its answers, in real repositories."""

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from caselint.git.changes import Change
from caselint.git.command import run_git
from caselint.git.failure import GitError
from caselint.git.repository import Repository


def changes(folder: Path, since: str = "HEAD", *, staged: bool = False) -> list[tuple[str, str]]:
    repository = Repository(folder)
    return [(each.old_path, each.path) for each in repository.changes(repository.base(since), staged=staged)]


def test_changes_name_what_was_added_modified_deleted_and_renamed(repository: Any) -> None:
    text = "a line\n" * 20
    repository.commit({"kept.md": "kept", "changed.md": "one", "gone.md": "gone", "old.md": text})
    repository.write({"changed.md": "two", "new.md": "new", "untold.md": "nobody told git"})
    (repository.folder / "gone.md").unlink()
    repository.git("mv", "old.md", "moved.md")
    repository.git("add", "new.md")
    found = Repository(repository.folder)
    listed = found.changes(found.base("HEAD"), staged=False)
    assert [(each.old_path, each.path, each.deleted) for each in listed] == [
        ("changed.md", "changed.md", False),
        ("gone.md", "gone.md", True),
        ("old.md", "moved.md", False),
        ("", "new.md", False),
    ]
    assert [each.path for each in listed if each.added] == ["new.md"]
    assert found.untracked() == ("untold.md",)
    assert changes(repository.folder, staged=True) == [("old.md", "moved.md"), ("", "new.md")]
    assert [each.path for each in found.unstaged()] == ["changed.md", "gone.md"]


def test_old_content_comes_from_git_and_not_from_the_file(repository: Any) -> None:
    repository.commit({"page.md": "old\n", "other.md": "\0\n\nbinary"})
    repository.write({"page.md": "new\n", "other.md": ""})
    found = Repository(repository.folder)
    listed = found.changes(found.base("HEAD"), staged=False)
    blobs = found.read((each.old_blob for each in listed), 100)
    assert {each.path: blobs[each.old_blob] for each in listed} == {"page.md": b"old\n", "other.md": b"\0\n\nbinary"}
    assert found.read([listed[0].old_blob], 3) == {}, "larger objects than wanted are left out"
    assert found.read([], 3) == {}
    with pytest.raises(GitError, match="object 111111111111 cannot be read"):
        found.read(["1" * 40], 100)


@pytest.mark.parametrize(
    "name", ["two\nlines.md", "tab\t.md", "-rf.md", '"quoted".md', "é 日本.md", "a -> b.md", ":(glob)*.md", "\udcff.md"]
)
def test_names_of_files_may_hold_anything(name: str, repository: Any) -> None:
    repository.commit({name: "old", "kept.md": "x"})
    repository.write({name: "new", f"new {name}": ""})
    found = Repository(repository.folder)
    (change,) = found.changes(found.base("HEAD"), staged=False)
    assert (change.path, change.old_path) == (name, name)
    assert found.read([change.old_blob], 10) == {change.old_blob: b"old"}
    assert found.untracked() == (f"new {name}",)


def test_before_the_first_commit_everything_is_new(repository: Any) -> None:
    repository.write({"a.md": "a", "b.md": "b"})
    repository.git("add", "a.md")
    assert changes(repository.folder) == changes(repository.folder, "@", staged=True) == [("", "a.md")]
    with pytest.raises(GitError, match=r'there is no revision "main" in .*: it has no branch and no tag yet'):
        changes(repository.folder, "main")


def test_a_branch_is_compared_with_where_it_left_the_other(repository: Any) -> None:
    repository.commit({"a.md": "a", "b.md": "b"})
    repository.git("switch", "--quiet", "--create", "topic")
    repository.commit({"b.md": "changed on topic"})
    repository.git("switch", "--quiet", "main")
    repository.commit({"a.md": "changed on main"})
    repository.git("switch", "--quiet", "topic")
    assert changes(repository.folder, "main") == [("b.md", "b.md")]
    repository.git("switch", "--quiet", "--orphan", "alone")
    repository.commit({"c.md": "c"})
    assert ("a.md", "a.md") in changes(repository.folder, "main"), "without a common commit, with the other itself"


def test_revisions_are_branches_tags_commits_and_what_leads_from_them(repository: Any) -> None:
    first = repository.commit({"a.md": "1"})
    repository.git("tag", "--annotate", "--message", "one", "v1")
    repository.commit({"a.md": "2"})
    bases = [Repository(repository.folder).base(name) for name in ("v1", "HEAD~1", "@^", first, first[:9], "main~1")]
    assert bases == [first] * 6


@pytest.mark.parametrize(
    ("revision", "message"),
    [
        ("mian", 'there is no revision "mian" in .*; did you mean "main"'),
        ("v1.0.1", 'did you mean "v1.0.0"'),
        ("0123456789", "`git branch --all` and `git tag` list the names"),
        ("HEAD:a.md", "there is no revision"),
        ("-h", '"-h" is no revision: none starts with "-"'),
        ("--output=x", 'none starts with "-"'),
        ("main..HEAD", "give one branch, tag or commit"),
        ("^main", "there is no revision"),
        ("main\nHEAD", "give one branch, tag or commit"),
        ("a\0b", "give one branch, tag or commit"),
        ("", "a revision is needed"),
        ("x" * 300_000, "there is no revision|cannot be run"),
    ],
)
def test_what_is_no_revision_is_refused_with_what_may_be_meant(revision: str, message: str, repository: Any) -> None:
    repository.commit({"a.md": "1"})
    repository.git("tag", "v1.0.0")
    with pytest.raises(GitError, match=message) as caught:
        Repository(repository.folder).base(revision)
    assert len(str(caught.value)) < 1000
    assert not (repository.folder / "x").exists()


def test_a_shallow_clone_says_what_it_lacks(repository: Any, tmp_path: Path) -> None:
    repository.commit({"a.md": "1"})
    old = repository.git("rev-parse", "HEAD").strip()
    repository.commit({"a.md": "2"})
    repository.git("clone", "--quiet", "--depth", "1", repository.folder.as_uri(), str(tmp_path / "shallow"))
    with pytest.raises(GitError, match="the clone is shallow; fetch the revision first"):
        Repository(tmp_path / "shallow").base(old)


def test_a_folder_without_a_repository(repository: Any, tmp_path: Path) -> None:
    with pytest.raises(GitError, match=f"not a git repository: {tmp_path}"):
        Repository(tmp_path)
    with pytest.raises(GitError, match="there is no working tree"):
        Repository(repository.folder / ".git")


def test_the_repository_is_that_of_the_files_and_not_the_one_that_the_environment_names(
    repository: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hook of one repository may run caselint over another."""
    repository.commit({"a.md": "1"})
    repository.write({"a.md": "2"})
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    assert changes(repository.folder) == [("a.md", "a.md")]


def test_a_commit_of_some_files_is_judged_by_the_index_that_git_makes_for_it(
    repository: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit({"a.md": "1", "b.md": "1"})
    repository.write({"a.md": "2", "b.md": "2"})
    repository.git("add", "b.md")
    made = repository.folder / ".git" / "next-index-1.lock"
    monkeypatch.setenv("GIT_INDEX_FILE", str(made))
    repository.git("read-tree", "HEAD")
    repository.git("add", "a.md")
    monkeypatch.chdir(repository.folder)
    monkeypatch.setenv("GIT_INDEX_FILE", os.path.relpath(made))
    assert changes(repository.folder, staged=True) == [("a.md", "a.md")]


def test_symbolic_links_and_submodules_have_no_old_text(repository: Any, tmp_path: Path) -> None:
    inner = type(repository)(tmp_path / "inner")
    inner.commit({"x.md": "x"})
    repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner.folder), "inner")
    (repository.folder / "link.md").symlink_to("page.md")
    repository.commit({"page.md": "x"})
    (repository.folder / "link.md").unlink()
    (repository.folder / "link.md").write_text("a file now")
    repository.git("rm", "--quiet", "--force", "inner")
    found = Repository(repository.folder)
    listed = found.changes(found.base("HEAD"), staged=False)
    assert Change("link.md", "link.md", "") in listed
    assert "inner" not in {each.path for each in listed}


def test_a_repository_runs_none_of_its_programs(repository: Any) -> None:
    """A checkout may bring settings that name programs; `git diff` would start them."""
    repository.commit({"a.md": "1", ".gitattributes": "*.md diff=mine\n"})
    repository.write({"a.md": "2"})
    trap = repository.folder / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {repository.folder / 'sprung'}\n")
    trap.chmod(trap.stat().st_mode | stat.S_IXUSR)
    for setting in ("core.fsmonitor", "diff.external", "diff.mine.command", "diff.mine.textconv", "core.pager"):
        repository.git("config", setting, str(trap))
    assert ("a.md", "a.md") in changes(repository.folder)
    assert not (repository.folder / "sprung").exists()


def test_settings_of_the_repository_do_not_change_the_answer(repository: Any) -> None:
    repository.commit({"docs/a.md": "line\n" * 20, "b.md": "1"})
    for setting in (
        "diff.relative=true",
        "diff.renames=false",
        "core.quotepath=on",
        "color.ui=always",
        "diff.noprefix=1",
    ):
        repository.git("config", *setting.split("="))
    repository.git("mv", "docs/a.md", "docs/ä.md")
    repository.write({"b.md": "2"})
    assert changes(repository.folder / "docs") == [("b.md", "b.md"), ("docs/a.md", "docs/ä.md")]


def test_the_index_is_never_written(repository: Any) -> None:
    """A lock on the index would get in the way of the commit that the hook belongs to."""
    repository.commit({"a.md": "1"})
    index = repository.folder / ".git" / "index"
    os.utime(repository.folder / "a.md", (1, 1))
    before = (index.read_bytes(), index.stat().st_mtime_ns)
    (repository.folder / ".git" / "index.lock").touch()
    assert changes(repository.folder) == []
    assert (index.read_bytes(), index.stat().st_mtime_ns) == before


@pytest.fixture
def fake_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a git that runs `body`, a line of Python, first on the PATH."""

    def install(body: str) -> None:
        program = tmp_path / "bin" / "git"
        program.parent.mkdir()
        program.write_text(f"#!{sys.executable}\nimport sys, time\n{body}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(program.parent))

    return install


def test_a_git_that_hangs_is_ended(fake_git: Callable[[str], None], tmp_path: Path) -> None:
    fake_git("time.sleep(60)")
    with pytest.raises(GitError, match=r"`git diff` took longer than 0\.3 seconds"):
        run_git(tmp_path, ["diff"], limit=0.3)


def test_a_git_that_answers_nonsense_is_an_error(
    fake_git: Callable[[str], None], tmp_path: Path, repository: Any
) -> None:
    found = Repository(repository.folder)
    fake_git("print('nonsense')")
    with pytest.raises(GitError, match="printed something that caselint cannot read"):
        found.unstaged()


def test_what_git_says_reaches_the_user_in_one_line(fake_git: Callable[[str], None], tmp_path: Path) -> None:
    fake_git("sys.exit('warning: x\\nfatal: detected dubious ownership in repository at /x\\nTo add an exception …')")
    with pytest.raises(GitError) as caught:
        Repository(tmp_path)
    assert str(caught.value) == "`git rev-parse` failed: detected dubious ownership in repository at /x"


def test_without_git_there_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="git is not installed"):
        Repository(tmp_path)
