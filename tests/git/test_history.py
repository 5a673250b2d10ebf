"""What commits did to files, and where HEAD stands, in real repositories."""

import subprocess
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caselint.git.failure import GitError
from caselint.git.head import read_head
from caselint.git.history import changes_since

FIRST = date(2025, 1, 1)


def commit(repository: Any, files: dict[str, str], day: str, monkeypatch: pytest.MonkeyPatch) -> str:
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_DATE", f"{day}T12:00:00Z")
    return str(repository.commit(files))


def test_each_change_of_a_file_has_its_day_and_both_texts(repository: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    one = commit(repository, {"docs/a.md": "one", "docs/b.md": "b", "c.md": "c"}, "2025-01-02", monkeypatch)
    two = commit(repository, {"docs/a.md": "two"}, "2025-02-03", monkeypatch)
    (repository.folder / "docs" / "a.md").unlink()
    three = commit(repository, {"docs/b.md": "bb"}, "2025-03-04", monkeypatch)
    blobs = {text: _blob(repository, text) for text in ("one", "two", "b", "bb")}
    found = changes_since(repository.folder, "HEAD", FIRST, ["docs/a.md", "docs/b.md"])
    assert [tuple(each) for each in found] == [
        ("docs/a.md", date(2025, 3, 4), three, blobs["two"], ""),
        ("docs/b.md", date(2025, 3, 4), three, blobs["b"], blobs["bb"]),
        ("docs/a.md", date(2025, 2, 3), two, blobs["one"], blobs["two"]),
        ("docs/a.md", date(2025, 1, 2), one, "", blobs["one"]),
        ("docs/b.md", date(2025, 1, 2), one, "", blobs["b"]),
    ]
    assert [each.commit for each in changes_since(repository.folder, two, FIRST, ["docs/a.md"])] == [two, one]
    assert changes_since(repository.folder, "HEAD", date(2025, 2, 1), ["docs/a.md"]) == (found[0], found[2])
    assert changes_since(repository.folder, "HEAD", date.min, ["c.md"])[0].commit == one
    assert changes_since(repository.folder, "HEAD", date.max, ["c.md"]) == ()
    assert changes_since(repository.folder, "HEAD", FIRST, []) == ()


def _blob(repository: Any, text: str) -> str:
    (repository.folder / "x").write_text(text)
    found = repository.git("hash-object", "x").strip()
    (repository.folder / "x").unlink()
    return str(found)


@pytest.mark.parametrize("name", ["two\nlines.md", ":(glob)*.md", "\x01a.md", "é 日本.md", '"a" b.md', "-n.md"])
def test_names_of_files_may_hold_anything(name: str, repository: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repository, {f"[d]*/{name}": "one"}, "2025-01-02", monkeypatch)
    found = changes_since(repository.folder, "HEAD", FIRST, [f"[d]*/{name}"])
    assert [each.path for each in found] == [f"[d]*/{name}"]


def test_a_change_on_another_branch_counts_once_by_its_own_day(
    repository: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(repository, {"a.md": "one", "b.md": "b"}, "2025-01-02", monkeypatch)
    repository.git("switch", "--quiet", "--create", "side")
    side = commit(repository, {"a.md": "two"}, "2025-01-03", monkeypatch)
    repository.git("switch", "--quiet", "main")
    commit(repository, {"b.md": "bb"}, "2025-02-01", monkeypatch)
    repository.git("merge", "--quiet", "--no-edit", "side")
    found = changes_since(repository.folder, "HEAD", date(2025, 1, 3), ["a.md"])
    assert [(each.commit, each.day) for each in found] == [(side, date(2025, 1, 3))]


def test_nothing_that_the_repository_names_is_run(repository: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its settings may name programs for signatures, differences and files that change."""
    commit(repository, {"a.md": "one", ".gitattributes": "*.md diff=evil\n"}, "2025-01-02", monkeypatch)
    trap = repository.folder / "trap"
    trap.write_text("#!/bin/sh\ntouch ran\n")
    trap.chmod(0o755)
    names = ("core.fsmonitor", "diff.external", "diff.evil.textconv", "diff.evil.command", "gpg.program", "core.pager")
    for name in names:
        repository.git("config", name, str(trap))
    repository.git("config", "log.showSignature", "true")
    repository.git("config", "core.hooksPath", str(repository.folder))
    repository.git("config", "log.showRoot", "false")
    repository.git("config", "log.date", "relative")
    assert len(changes_since(repository.folder, "HEAD", FIRST, ["a.md"])) == 1
    assert not (repository.folder / "ran").exists()


def test_a_revision_that_is_not_there(repository: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repository, {"a.md": "one"}, "2025-01-02", monkeypatch)
    with pytest.raises(GitError):
        changes_since(repository.folder, "f" * 40, FIRST, ["a.md"])


@pytest.mark.parametrize("author", ["x <a@b>", "x <a@b> 253402300800 +0000", "x <a@b> -5 +0000"])
def test_a_commit_without_a_day_leaves_the_others(
    author: str, repository: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(repository, {"a.md": "one"}, "2025-01-02", monkeypatch)
    repository.write({"a.md": "two"})
    repository.git("add", "a.md")
    lines = [f"tree {repository.git('write-tree').strip()}", f"parent {repository.git('rev-parse', 'HEAD').strip()}"]
    lines += [f"author {author}", "committer x <a@b> 1740000000 +0000", "", "message", ""]
    (repository.folder / "raw").write_text("\n".join(lines))
    odd = repository.git("hash-object", "-t", "commit", "-w", "--literally", "raw").strip()
    repository.git("reset", "--hard", "--quiet", odd)
    last = commit(repository, {"a.md": "three"}, "2025-03-04", monkeypatch)
    found = [each.commit for each in changes_since(repository.folder, "HEAD", FIRST, ["a.md"])]
    assert found[0] == last
    assert len(found) == 2


# Where HEAD stands


def test_head_moves_with_a_commit_a_branch_and_packed_refs(repository: Any) -> None:
    states = []
    for step in ("commit", "again", "packed", "switched", "detached"):
        if step in ("commit", "again"):
            repository.commit({"a.md": step})
        elif step == "packed":
            repository.git("pack-refs", "--all")
        elif step == "switched":
            repository.git("switch", "--quiet", "--create", "side/x.png")
            repository.commit({"a.md": step})
        else:
            repository.git("switch", "--quiet", "--detach", "main")
        head = read_head(repository.folder / "deep")
        assert head is not None
        assert repository.git("rev-parse", "HEAD").strip() in head.state
        assert head.gap == ""
        states.append(head.state)
    first, again, packed, switched, detached = states
    assert again == packed == detached
    assert len({first, again, switched}) == 3


def test_the_files_of_head_tell_that_it_moved(repository: Any) -> None:
    repository.commit({"a.md": "one"})
    for _ in range(2):
        head = read_head(repository.folder)
        assert head is not None
        before = [_stamp(path) for path in head.files]
        time.sleep(0.02)
        repository.commit({"b.md": str(time.time_ns())})
        assert [_stamp(path) for path in head.files] != before
        repository.git("pack-refs", "--all")


def _stamp(path: str) -> tuple[int, int] | None:
    file = Path(path)
    return (file.stat().st_mtime_ns, file.stat().st_ino) if file.exists() else None


def test_worktrees_and_clones(repository: Any, tmp_path: Path) -> None:
    repository.commit({"a.md": "one"})
    repository.commit({"a.md": "two"})
    repository.git("worktree", "add", "--quiet", "-b", "other", str(tmp_path / "tree"))
    tree, main = read_head(tmp_path / "tree"), read_head(repository.folder)
    assert tree is not None
    assert main is not None
    commit_id = repository.git("rev-parse", "HEAD").strip()
    assert commit_id in tree.state
    assert commit_id in main.state
    for words, gap in ((["--depth=1"], "shallow"), (["--filter=blob:none"], "partial"), ([], "")):
        folder = tmp_path / f"clone{gap}"
        repository.git("config", "uploadpack.allowFilter", "true")
        subprocess.run(["git", "clone", "--quiet", *words, repository.folder.as_uri(), str(folder)], check=True)
        head = read_head(folder)
        assert head is not None
        assert head.gap == gap


def test_a_folder_named_git_that_holds_no_repository_is_passed_over_as_git_does(repository: Any) -> None:
    repository.commit({"site/a.md": "one"})
    (repository.folder / "site" / ".git").mkdir()
    assert repository.git("-C", "site", "rev-parse", "HEAD").strip() == repository.git("rev-parse", "HEAD").strip()
    head = read_head(repository.folder / "site")
    assert head is not None
    assert repository.git("rev-parse", "HEAD").strip() in head.state


def test_the_reftable_of_a_worktree_is_its_own(repository: Any, tmp_path: Path) -> None:
    repository.commit({"a.md": "one"})
    repository.git("worktree", "add", "--quiet", "-b", "other", str(tmp_path / "tree"))
    own = repository.folder / ".git" / "worktrees" / "tree"
    (own / "HEAD").write_text("ref: refs/heads/.invalid\n")
    (own / "reftable").mkdir()
    states = []
    for name in ("one.ref", "two.ref"):
        (own / "reftable" / "tables.list").write_text(f"{name}\n")
        head = read_head(tmp_path / "tree")
        assert head is not None
        assert str(own / "reftable" / "tables.list") in head.files
        states.append(head.state)
    assert states[0] != states[1]


@pytest.mark.parametrize("content", ["gitdir: nowhere\n", "nonsense", "gitdir: ../../../../etc\n", "\0\xff"])
def test_what_is_no_repository(content: str, tmp_path: Path) -> None:
    (tmp_path / ".git").write_text(content)
    head = read_head(tmp_path)
    assert head is None or head.gap == ""


def test_a_head_that_leads_out_is_not_followed(repository: Any) -> None:
    repository.commit({"a.md": "one"})
    (repository.folder / ".git" / "HEAD").write_text("ref: refs/../../secret\n")
    head = read_head(repository.folder)
    assert head is not None
    assert all("secret" not in path for path in head.files)
