"""Compiled patterns, kept: a run compiles some 600 of them, which takes longer than reading a page and judging it.

What is kept is what `re` made of a pattern, the code that its engine runs, as Python keeps the bytecode of modules. It
counts for the same files of caselint and the same Python only, and the engine checks it before it takes it. `re` is
given the patterns through its own cache, so that whoever asks for one is none the wiser. All of this is the inside of
CPython: where it is otherwise, nothing is kept, and every pattern is compiled as ever.
"""

import re
from array import array
from collections.abc import Iterable
from importlib import import_module
from typing import Any

from caselint.engine.kept_file import NotKept, drop_oldest, packed_head, read_kept, unpacked_head, write_kept
from caselint.engine.snapshot import digest, program

_MAGIC = b"caselint patterns 1\n"
_MOST_PROGRAMS = 4
_MOST_PATTERNS = 3000
# The file is written anew where more than one pattern of so many was not in it.
_WORTH_WRITING = 20
# What can be wrong with what is kept, or with the inside of `re`.
_UNUSABLE = (AttributeError, ImportError, LookupError, OverflowError, RuntimeError, TypeError, ValueError, re.error)

# Type, text and flags of a pattern, as `re` knows it; then what its engine is given.
_Key = tuple[type, str | bytes, int]
_Compiled = tuple[int, list[int], int, dict[str, int], tuple[str | None, ...]]


class KeptPatterns:
    """The patterns of one caselint and one Python."""

    def __init__(self, folder: str) -> None:
        """`folder` is that of the user's cache."""
        self._folder = f"{folder}/patterns"
        self._path = f"{self._folder}/{digest(program())}"
        self._known: frozenset[_Key] = frozenset()

    def use(self) -> None:
        """Give `re` all that is kept."""
        try:
            kept = self._read()
            compiled = import_module("_sre").compile
            made = {key: compiled(key[1], *matter) for key, matter in kept.items()}
            _cache_of_re().update(made)
        except (NotKept, *_UNUSABLE):
            return
        self._known = frozenset(made)

    def keep(self) -> None:
        """Keep what was compiled in this process, where that is worth it; else the next run compiles it again."""
        try:
            new = [key for key in _cache_of_re() if key not in self._known and not key[2] & re.LOCALE]
            if len(new) * _WORTH_WRITING <= len(self._known):
                return
            before = self._read() if self._known and len(self._known) + len(new) <= _MOST_PATTERNS else {}
            self._write(before | {key: _compile(key) for key in new})
        except (NotKept, OSError, *_UNUSABLE):
            return

    def _read(self) -> dict[_Key, _Compiled]:
        content = read_kept(self._path, _MAGIC)
        rows, end = unpacked_head(content)
        code = array("I", content[end:]).tolist()
        found: dict[_Key, _Compiled] = {}
        at = 0
        for text, binary, given, flags, size, groups, names, numbers in rows:
            pattern = text.encode("latin-1") if binary else text
            found[type(pattern), pattern, given] = (flags, code[at : at + size], groups, names, tuple(numbers))
            at += size
        return found

    def _write(self, patterns: dict[_Key, _Compiled]) -> None:
        rows, code = [], array("I")
        for (kind, pattern, given), (flags, codes, groups, names, numbers) in patterns.items():
            text = pattern if isinstance(pattern, str) else pattern.decode("latin-1")
            rows.append([text, kind is bytes, given, flags, len(codes), groups, names, numbers])
            code.extend(codes)
        write_kept(self._path, _MAGIC, [packed_head(rows), code.tobytes()])
        drop_oldest(self._folder, _MOST_PROGRAMS)


def _cache_of_re() -> dict[_Key, "re.Pattern[Any]"]:
    """The patterns that `re` has compiled and holds, by what it looks them up by."""
    found = vars(re)["_cache"]
    if not isinstance(found, dict):
        raise TypeError
    return found


def _compile(key: _Key) -> _Compiled:
    """What `re.compile` hands to its engine."""
    _, pattern, given = key
    parsed = import_module("re._parser").parse(pattern, given)
    code: Iterable[int] = import_module("re._compiler")._code(parsed, given)
    state = parsed.state
    numbers: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        numbers[number] = name
    return given | state.flags, list(code), state.groups - 1, dict(state.groupdict), tuple(numbers)
