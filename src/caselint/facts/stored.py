"""A page's facts in packed form, of which a run unpacks only the sections that it asks for."""

import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from typing import Any

from caselint.content.page import Anchor, Container, Heading, Link, LinkKind
from caselint.facts.packing import (
    EMPTY,
    Column,
    Offset,
    Place,
    Plain,
    Record,
    Section,
    Several,
    exact_number,
    one_of,
    pack,
    unpack,
    written_number,
)
from caselint.facts.page_facts import Directive, Entry, EntryField, FrontValue, Mention, PageFacts, Reference, Unread
from caselint.figures.quantity import Quantity
from caselint.findings.span import Span

_DATES: Mapping[str, Callable[[str], object]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
}


def _dumped(value: object) -> object:
    """A front matter value as JSON has it; dates are pairs of their type and text.

    Raises:
        TypeError: a value of another type.
    """
    if isinstance(value, date | time):
        return [type(value).__name__, value.isoformat()]
    if value is None or isinstance(value, str | bool | int | float):
        return value
    raise TypeError(f"a front matter value of type {type(value).__name__} cannot be kept")


def _loaded(value: object) -> object:
    return _DATES[value[0]](value[1]) if isinstance(value, list) else value


def _unread_dumped(unread: Unread | None) -> object:
    return None if unread is None else [*unread.span, unread.limit]


def _unread_loaded(kept: Any) -> Unread | None:
    return None if kept is None else Unread(Span(kept[0], kept[1]), kept[2])


_AS_IS, _NUMBER, _PLACE, _NO_PLACE, _OFFSET = (
    Plain(),
    Plain(written_number, exact_number),
    Place(),
    Place(optional=True),
    Offset(),
)
_KNOWN: Mapping[str, Column] = {
    **dict.fromkeys(("span", "title_span", "text_span", "outer", "name_span"), _PLACE),
    **dict.fromkeys(("target_span", "covers", "other"), _NO_PLACE),
    **dict.fromkeys(("list_start", "under"), _OFFSET),
    **dict.fromkeys(("value", "low", "high", "num", "den", "magnitude", "rounding"), _NUMBER),
}


def _columns(names: Sequence[str], **own: Column) -> list[Column]:
    known = {**_KNOWN, **own}
    return [known.get(name, _AS_IS) for name in names]


MENTION = Record(
    Mention,
    _columns(Mention._fields, quantity=Record(Quantity, _columns(Quantity._fields)), container=one_of(Container)),
)
# Single values: what every rule may ask of a page, and what changes with every word of it.
_HEAD = ("title", "title_span", "stub", "generated")
_TEXT = ("digest", "words", "unread")
_SINGLE = {"head": _HEAD, "text": _TEXT}
_SECTIONS: Mapping[str, Column] = {
    "text": Record(tuple, _columns(_TEXT, unread=Plain(_unread_dumped, _unread_loaded))),
    "head": Record(tuple, _columns(_HEAD, generated=Plain(sorted, frozenset))),
    "front": Record(FrontValue, _columns(FrontValue._fields, path=Plain(list, tuple), value=Plain(_dumped, _loaded))),
    "headings": Record(Heading, _columns(Heading._fields)),
    "links": Record(Link, _columns(Link._fields, kind=one_of(LinkKind))),
    "anchors": Record(Anchor, _columns(Anchor._fields)),
    "entries": Record(Entry, _columns(Entry._fields, fields=Several(Record(EntryField, _columns(EntryField._fields))))),
    "mentions": MENTION,
    "references": Record(Reference, _columns(Reference._fields)),
    "directives": Record(Directive, _columns(Directive._fields, rules=Several(Record(tuple, (_AS_IS, _PLACE))))),
}
SECTIONS = tuple(_SECTIONS)
_LENGTHS = struct.Struct(f"<{2 * len(SECTIONS)}I")
_ROWS = {name: 2 * row for row, name in enumerate(SECTIONS)}
_SECTION_OF = {field: section for section, fields in _SINGLE.items() for field in fields}
_LENGTH = struct.Struct("<I")


class StoredFacts(PageFacts):
    """Facts that were packed. A section is unpacked when one of its attributes is asked for, and then kept."""

    __slots__ = ("packed",)

    packed: bytes | memoryview

    def __init__(self, path: str, packed: bytes | memoryview) -> None:
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "packed", packed)

    def __getattr__(self, name: str) -> object:
        """Called for what is not unpacked yet."""
        single = _SECTION_OF.get(name)
        if single is not None:
            for field, value in zip(_SINGLE[single], self._unpacked(single)[0], strict=True):
                object.__setattr__(self, field, value)
        elif name in _ROWS:
            object.__setattr__(self, name, self._unpacked(name))
        else:
            raise AttributeError(name)
        return object.__getattribute__(self, name)

    def _unpacked(self, name: str) -> tuple[Any, ...]:
        if self._is_empty(name):
            return ()
        return unpack(_SECTIONS[name], self.section(name))

    def _is_empty(self, name: str) -> bool:
        """Whether a table has no rows, as most tables of most pages: nothing else is as short."""
        (length,) = _LENGTH.unpack_from(self.packed, _LENGTH.size * _ROWS[name])
        return bool(length == len(EMPTY))

    def release(self, names: Iterable[str]) -> None:
        """Forget the unpacked form of sections; asked for again, they are unpacked again."""
        for name in names:
            for field in _SINGLE.get(name, (name,)):
                with suppress(AttributeError):
                    object.__delattr__(self, field)

    def section(self, name: str) -> Section:
        """A section in packed form."""
        packed, lengths = self.packed, _LENGTHS.unpack_from(self.packed)
        row = _ROWS[name]
        start = _LENGTHS.size + sum(lengths[:row])
        middle = start + lengths[row]
        return Section(bytes(packed[start:middle]), bytes(packed[middle : middle + lengths[row + 1]]))

    def __reduce__(self) -> tuple[object, ...]:
        return StoredFacts, (self.path, bytes(self.packed))


def pack_facts(facts: PageFacts) -> bytes:
    """The facts of a page as bytes: the lengths of all sections, then the sections.

    Raises:
        TypeError, ValueError, OverflowError: they hold what cannot be kept.
    """
    tables = {
        name: (tuple(getattr(facts, field) for field in _SINGLE[name]),) if name in _SINGLE else getattr(facts, name)
        for name in SECTIONS
    }
    parts = [part for name, table in tables.items() for part in pack(_SECTIONS[name], table)]
    return b"".join((_LENGTHS.pack(*map(len, parts)), *parts))
