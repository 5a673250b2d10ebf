"""Files of the cache: what another run left, or does at the same time, is in nobody's way."""

import os
from pathlib import Path

import pytest

from caselint.engine.kept_file import (
    NotKept,
    drop_oldest,
    packed_head,
    read_kept,
    replace_file,
    unpacked_head,
    write_kept,
)

MAGIC = b"test 1\n"


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write_kept(str(tmp_path / "new" / "a"), MAGIC, [b"one", memoryview(b"two")])
    assert read_kept(str(tmp_path / "new" / "a"), MAGIC) == b"onetwo"
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a"]


def test_what_a_killed_run_of_the_same_number_left_is_in_nobodys_way(tmp_path: Path) -> None:
    """In a container each run has the same process number."""
    (tmp_path / f"a.{os.getpid()}").write_bytes(b"half")
    write_kept(str(tmp_path / "a"), MAGIC, [b"one"])
    assert read_kept(str(tmp_path / "a"), MAGIC) == b"one"


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    replace_file(str(tmp_path / "a"), [b"old"])
    with pytest.raises(TypeError):
        replace_file(str(tmp_path / "a"), [b"new", "text"])  # type: ignore[list-item]
    assert (tmp_path / "a").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("head", [{"a": [1, "é"]}, [], "x" * 300])
def test_the_head_of_a_file_tells_where_the_next_part_begins(head: object) -> None:
    content = packed_head(head) + b"rest"
    found, end = unpacked_head(content)
    assert (found, content[end:]) == (head, b"rest")


@pytest.mark.parametrize("content", [b"", b"12", b"\xff" * 8, packed_head({"a": 1})[:-1]])
def test_a_head_that_is_cut_is_told(content: bytes) -> None:
    with pytest.raises(ValueError):
        unpacked_head(content)


@pytest.mark.parametrize("content", [b"", b"test", MAGIC, MAGIC + b"1234one", b"test 2\n" + b"1234one"])
def test_a_damaged_file_is_not_read(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(content)
    with pytest.raises(NotKept, match="damaged"):
        read_kept(str(tmp_path / "a"), MAGIC)


def test_files_that_another_run_drops_meanwhile_are_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for row in range(5):
        (tmp_path / str(row)).write_bytes(b"")
        os.utime(tmp_path / str(row), ns=(row, row))
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    unlink = os.unlink

    def unlink_twice(path: str) -> None:
        unlink(path)
        unlink(path)

    monkeypatch.setattr(os, "unlink", unlink_twice)
    drop_oldest(str(tmp_path), 2)
    assert sorted(path.name for path in tmp_path.iterdir() if path.exists()) == ["3", "4"]
