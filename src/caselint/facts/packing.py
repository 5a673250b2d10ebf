"""Columns as bytes: tables of facts, what they say apart from where they stand.

A table is packed column by column. What a column says goes into JSON, which is safe to read back whoever wrote it;
places go into 32-bit integers. So two readings of a page can be compared by what they say alone, and a table of ten
thousand rows is rebuilt by a few calls.
"""

import json
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import islice
from typing import Any, NamedTuple, Protocol

from caselint.findings.span import Span

_NO_PLACE = -1
# What a table without rows is packed as.
EMPTY = b"[0]"


class Section(NamedTuple):
    """A packed table: JSON of what it says, and little-endian 32-bit integers of where that stands."""

    matter: bytes
    places: bytes


class _Writer:
    def __init__(self) -> None:
        self.matter: list[list[object]] = []
        self.places = array("i")


class _Reader:
    def __init__(self, section: Section) -> None:
        self._matter: Iterator[list[Any]] = iter(json.loads(section.matter))
        self._places = places_of(section)
        self._at = 0

    def matter(self) -> list[Any]:
        return next(self._matter)

    def places(self, rows: int) -> "array[int]":
        start = self._at
        self._at += rows
        return self._places[start : self._at]


def places_of(section: Section) -> "array[int]":
    """All places of a packed table, column by column; -1 where there is none."""
    found = array("i")
    found.frombytes(section.places)
    if sys.byteorder == "big":
        found.byteswap()
    return found


class Column(Protocol):
    """How the values of one field are packed. `unpack` gets the number of rows."""

    def pack(self, values: Sequence[Any], out: _Writer) -> None: ...
    def unpack(self, rows: int, of: _Reader) -> Iterable[Any]: ...


class Plain:
    """Texts, numbers, truth values, or what `loaded` makes of what `dumped` made of the value."""

    def __init__(
        self, dumped: Callable[[Any], object] | None = None, loaded: Callable[[Any], object] | None = None
    ) -> None:
        self._dumped, self._loaded = dumped, loaded

    def pack(self, values: Sequence[Any], out: _Writer) -> None:
        out.matter.append(list(values) if self._dumped is None else list(map(self._dumped, values)))

    def unpack(self, rows: int, of: _Reader) -> Iterable[Any]:  # noqa: ARG002
        return of.matter() if self._loaded is None else map(self._loaded, of.matter())


class Offset:
    """An offset into the page's text, or -1."""

    def pack(self, values: Sequence[int], out: _Writer) -> None:
        out.places.extend(values)

    def unpack(self, rows: int, of: _Reader) -> Iterable[int]:
        return of.places(rows)


class Place:
    """A span; None where `optional`."""

    def __init__(self, *, optional: bool = False) -> None:
        self._optional = optional

    def pack(self, values: Sequence[Span | None], out: _Writer) -> None:
        out.places.extend(_NO_PLACE if span is None else span[0] for span in values)
        out.places.extend(_NO_PLACE if span is None else span[1] for span in values)

    def unpack(self, rows: int, of: _Reader) -> Iterable[Span | None]:
        spans = rows_of(Span, of.places(rows), of.places(rows))
        return (None if span[0] < 0 else span for span in spans) if self._optional else spans


class Record:
    """A tuple, each of its fields a column, in order; `make` is its type."""

    def __init__(self, make: type[tuple[Any, ...]], columns: Sequence[Column]) -> None:
        self._make, self._columns = make, columns

    def pack(self, values: Sequence[Any], out: _Writer) -> None:
        by_column = list(zip(*values, strict=True)) if values else [()] * len(self._columns)
        for column, fields in zip(self._columns, by_column, strict=True):
            column.pack(fields, out)

    def unpack(self, rows: int, of: _Reader) -> Iterable[Any]:
        fields = [list(column.unpack(rows, of)) for column in self._columns]
        return rows_of(self._make, *fields)


class Several:
    """A tuple of values, of any length."""

    def __init__(self, column: Column) -> None:
        self._column = column

    def pack(self, values: Sequence[tuple[Any, ...]], out: _Writer) -> None:
        out.matter.append([len(value) for value in values])
        self._column.pack([inner for value in values for inner in value], out)

    def unpack(self, rows: int, of: _Reader) -> Iterable[Any]:  # noqa: ARG002
        counts = of.matter()
        inner = iter(self._column.unpack(sum(counts), of))
        return [tuple(islice(inner, count)) for count in counts]


def rows_of(make: Any, *columns: Iterable[object]) -> Iterator[Any]:
    """Named tuples of the type `make`, one for each row of the columns, without a call of Python code for each."""
    return map(partial(tuple.__new__, make), zip(*columns, strict=True))


def pack(column: Column, values: Sequence[object]) -> Section:
    """A table as bytes.

    Raises:
        ValueError: a place beyond 32 bits, a number that JSON cannot hold.
    """
    if not values:
        return Section(EMPTY, b"")
    out = _Writer()
    column.pack(values, out)
    places = out.places
    if sys.byteorder == "big":
        places.byteswap()
    matter = json.dumps([len(values), *out.matter], ensure_ascii=True, separators=(",", ":"))
    return Section(matter.encode("ascii"), places.tobytes())


def unpack(column: Column, section: Section) -> tuple[Any, ...]:
    """The values of a table that was packed by the same column."""
    if section.matter == EMPTY:
        return ()
    of = _Reader(section)
    rows: Any = of.matter()
    return tuple(column.unpack(rows, of))


def one_of(kinds: Iterable[Any]) -> Plain:
    """A column of members of an enumeration of texts."""
    return Plain(str, {str(kind): kind for kind in kinds}.__getitem__)


@lru_cache(maxsize=4096)
def exact_number(written: int | str | None) -> object:
    """The fraction that `written_number` wrote."""
    from fractions import Fraction

    return None if written is None else Fraction(written)


def written_number(number: Any) -> int | str | None:
    """A fraction as JSON can hold it."""
    if number is None:
        return None
    return int(number.numerator) if number.denominator == 1 else f"{number.numerator}/{number.denominator}"
