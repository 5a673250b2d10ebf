"""Patterns that are kept are those that `re` makes, whatever happens to the file that they are kept in."""

import re
from pathlib import Path
from typing import Any

import pytest

from caselint.engine import kept_patterns
from caselint.engine.kept_file import write_kept
from caselint.engine.kept_patterns import KeptPatterns

PATTERNS: list[tuple[str | bytes, int]] = [
    (r"(?P<number>[0-9]++)(?P<unit>\s?(?:ms|s))?", 0),
    (r"straße|ΣΊΣΥΦΟΣ|[^\W\d_]+", re.IGNORECASE),
    (r"(?<![\w/])(?>a|ab)(?=c)(x)?(?(1)y|z)", re.VERBOSE),
    (r"^\s*\Z", re.MULTILINE | re.ASCII),
    ("[\ud800-\udfff\U000e0000-\U000e007f]+", 0),
    (rb"[ \t>]*+(?P<fence>`{3,}+|~{3,}+)\x80", re.DOTALL),
    (r"(?i:Ab)(?-i:Cd)", 0),
]
TEXT = "12 ms, 7s STRASSE straße σίσυφος abcz acxy \U000e0001 AbCd abCd\n\n"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> dict[Any, "re.Pattern[Any]"]:
    """The cache of `re`, empty."""
    empty: dict[Any, re.Pattern[Any]] = {}
    monkeypatch.setattr(re, "_cache", empty)
    return empty


def keep(folder: Path) -> Path:
    """Keep the patterns, and return the file."""
    for pattern, flags in PATTERNS:
        re.compile(pattern, flags)
    KeptPatterns(str(folder)).keep()
    [file] = (folder / "patterns").iterdir()
    return file


def test_what_is_kept_is_what_re_makes(tmp_path: Path, compiled: dict[Any, "re.Pattern[Any]"]) -> None:
    keep(tmp_path)
    made = dict(compiled)
    compiled.clear()
    KeptPatterns(str(tmp_path)).use()
    assert compiled == made  # patterns are equal where their code is
    assert all(pattern is not made[key] for key, pattern in compiled.items())
    for key, pattern in compiled.items():
        text: Any = TEXT.encode("utf-8", "replace") if key[0] is bytes else TEXT
        assert pattern.groupindex == made[key].groupindex
        assert [(m.span(), m.groups()) for m in pattern.finditer(text)] == [
            (m.span(), m.groups()) for m in made[key].finditer(text)
        ]


def test_a_kept_pattern_is_not_compiled(
    tmp_path: Path, compiled: dict[Any, "re.Pattern[Any]"], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path)
    compiled.clear()
    KeptPatterns(str(tmp_path)).use()
    monkeypatch.setattr("re._compiler.compile", None)
    for pattern, flags in PATTERNS:
        assert re.compile(pattern, flags).pattern == pattern


def test_new_patterns_join_those_that_are_kept(tmp_path: Path, compiled: dict[Any, "re.Pattern[Any]"]) -> None:
    file = keep(tmp_path)
    content = file.read_bytes()
    compiled.clear()
    patterns = KeptPatterns(str(tmp_path))
    patterns.use()
    patterns.keep()
    assert file.read_bytes() == content
    re.compile("a new one")
    patterns.keep()
    compiled.clear()
    KeptPatterns(str(tmp_path)).use()
    assert {key[1] for key in compiled} == {*(pattern for pattern, _ in PATTERNS), "a new one"}


def test_another_program_has_its_own(
    tmp_path: Path, compiled: dict[Any, "re.Pattern[Any]"], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path)
    compiled.clear()
    monkeypatch.setattr(kept_patterns, "program", lambda: b"another one")
    KeptPatterns(str(tmp_path)).use()
    assert not compiled


def test_a_torn_file_is_of_no_use(tmp_path: Path, compiled: dict[Any, "re.Pattern[Any]"]) -> None:
    file = keep(tmp_path)
    content = file.read_bytes()
    for size in range(0, len(content), 37):
        for torn in (content[:size], content[:size] + bytes(len(content) - size)):
            compiled.clear()
            file.write_bytes(torn)
            KeptPatterns(str(tmp_path)).use()
            assert not compiled


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"\xff" * 40,
        (2).to_bytes(8, "little") + b"[]" + b"odd",
        (2).to_bytes(8, "little") + b"{}",
        (4).to_bytes(8, "little") + b"[17]",
        (32).to_bytes(8, "little") + b'["abc",0,0,32,1,0,{},[null]]    ' + bytes(4),
        (34).to_bytes(8, "little") + b'[["abc",0,0,32,1,0,{},[null]]]    ' + b"\xff" * 4,
        (34).to_bytes(8, "little") + b'[["abc",0,0,32,9,-3,{},[null]]]   ' + bytes(36),
        (34).to_bytes(8, "little") + b'[["\\u20ac",1,0,32,1,0,{},[null]]]' + bytes(4),
    ],
)
def test_garbage_with_a_right_checksum_is_of_no_use(
    tmp_path: Path, compiled: dict[Any, "re.Pattern[Any]"], garbage: bytes
) -> None:
    file = keep(tmp_path)
    compiled.clear()
    write_kept(str(file), b"caselint patterns 1\n", [garbage])
    KeptPatterns(str(tmp_path)).use()
    assert not compiled


@pytest.mark.parametrize("missing", ["re._compiler._code", "_sre.compile", "re._cache"])
def test_where_re_is_otherwise_inside_nothing_is_kept(
    tmp_path: Path, compiled: dict[Any, "re.Pattern[Any]"], monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    keep(tmp_path)
    compiled.clear()
    re.compile("one more")
    with monkeypatch.context() as without:
        without.delattr(missing)
        patterns = KeptPatterns(str(tmp_path))
        patterns.use()
        patterns.keep()
    assert len(compiled) in (1, 1 + len(PATTERNS))
    assert re.compile("one more").match("one more")


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path, compiled: dict[Any, "re.Pattern[Any]"]) -> None:
    (tmp_path / "patterns").write_text("a file")
    re.compile("one")
    patterns = KeptPatterns(str(tmp_path))
    patterns.use()
    patterns.keep()
    assert len(compiled) == 1
