"""What an entry states beside its name: labelled values, level, reading time, scale, description."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from caselint.facts.layout import lines, trim
from caselint.facts.page_facts import EntryField
from caselint.facts.plain_text import plain
from caselint.findings.span import Span

_MARKS = "*_~`"
_ICONS = "⏱️⏰🕒⭐📖 "
_NAMED = {
    "category": "category",
    "level": "level",
    "difficulty": "level",
    "difficulty level": "level",
    "reading time": "reading time",
    "read time": "reading time",
    "time to read": "reading time",
    "scale": "scale",
    "result": "result",
    "results": "result",
    "company": "company",
    "description": "description",
}
# Plain labels (`Scale: 9M`) count only where they are words that label an entry; bold ones always do.
_PLAIN_LABELS = frozenset(_NAMED) | {
    "domain", "industry", "focus", "impact", "outcome", "duration", "time", "year", "stack", "tech stack", "technology",
    "technologies", "pattern", "patterns", "key pattern", "key patterns", "prerequisites", "users", "audience", "learn",
    "key insight", "key insights", "key innovation", "key innovations", "key takeaway", "key takeaways", "tags",
    "topics",
}  # fmt: skip
_LEAD = re.compile(
    r"(?>(?:[^\w\[\]()<>{}:`\"'“~≈$€£¥+−–-]|:[a-z][a-z0-9_+\-]{1,60}:(?>(?:\{[^{}\n]{0,80}\})?)"
    r"|<(?:strong|b|em|i|span|p)\b[^<>\n]{0,100}>)*)"
)
_CLOSER = r"(?:\*\*|__|</(?:strong|b)>)"
_LABEL = re.compile(
    r"(?P<label>[^\W\d_](?>(?:[\w /&'’]|-(?=\w)){0,40}))"
    rf"(?:(?P<inside>:){_CLOSER}|{_CLOSER}[ \t]*+:|(?P<bare>:)(?!//))(?:[ \t]++|$|(?=\n))"
)
LEVELS = (
    "beginner", "basic", "easy", "introductory", "novice", "foundational", "intermediate", "medium", "advanced", "hard",
    "expert",
)  # fmt: skip
_LEVEL = re.compile(
    rf"(?:{'|'.join(LEVELS)}|all levels)(?: level)?(?:\s?(?:→|->|to|[-–/])\s?(?:{'|'.join(LEVELS)}))?", re.IGNORECASE
)
READING_TIME = (
    r"~?\d{1,3}\+?(?:\s?[-–]\s?\d{1,3})?\s?(?:min(?:ute)?s?|hours?|hrs?|h)\b\.?(?:\s?read(?:ing)?(?: time)?)?"
)
_READING_TIME = re.compile(READING_TIME, re.IGNORECASE)
_SCALE = re.compile(
    r"(?:[<>~≈≤≥]\s?)?(?:\d[\d.,]{0,14}\s?(?:[KMBT]|thousand|million|billion|trillion)?\+?"
    r"|(?:thousands|millions|billions|trillions) of)(?:\s(?!(?:on|in|from|for|by|at|per)\b)[A-Za-z][\w-]{1,20}){1,3}"
    r"(?:\s?/\s?\w{1,8}| per \w{1,8}| daily| monthly)?",
    re.IGNORECASE,
)
_TIME_NOUN = re.compile(
    r"(?:min(?:ute)?s?|hours?|days?|weeks?|months?|years?|studies|pages?|articles?|patterns?|guides?|lessons?|modules?|chapters?|questions?|problems?|x)$",
    re.IGNORECASE,
)
# Of a long stretch of blanks only its start is a start.
_DELIMITER = re.compile(r"(?:(?<![ \t])[ \t]++)?[|•·][ \t]*+")
_BULLET = re.compile(r"[-*+•][ \t]++")


class Piece(NamedTuple):
    """A stretch of an entry's text read in one go; `listed` where it is an item of a list."""

    span: Span
    listed: bool = False
    stated: tuple[EntryField, ...] | None = None
    """What it states in so many words, where that was read already."""


def paragraph_pieces(text: str, span: Span) -> Iterator[Piece]:
    """A paragraph in pieces: each line that states a field is its own, the rest stays together."""
    open_piece: Piece | None = None
    for line in lines(text, span):
        bullet = _BULLET.match(text, *line)
        stated = () if bullet else tuple(_strict(text, line))
        if bullet or stated or _is_bold(text, line):
            if open_piece is not None:
                yield open_piece
            open_piece = None
            yield Piece(Span(bullet.end(), line.end), True) if bullet else Piece(line, stated=stated)
        elif open_piece is None:
            open_piece = Piece(line, stated=stated)
        else:
            open_piece = Piece(Span(open_piece.span.start, line.end))
    if open_piece is not None:
        yield open_piece


def read_fields(text: str, pieces: Iterable[Piece]) -> tuple[EntryField, ...]:
    """The fields of an entry; its text is cut into pieces, the first being what follows the name."""
    found: list[EntryField] = []
    label: tuple[str, Span] | None = None
    listed: list[Span] = []
    first = True
    for piece in pieces:
        if piece.listed and label is not None:
            listed.append(piece.span)
            continue
        found.extend(_listed_field(text, label, listed))
        label, listed = None, []
        stated = piece.stated
        if stated is None:
            stated = tuple(_strict(text, piece.span))
        if stated:
            if len(stated) == 1 and not stated[0].text:
                label = (stated[0].name, stated[0].span)
            found.extend(field for field in stated if field.text)
        elif not piece.listed:
            found.extend(_loose(text, piece.span, first, found))
        first = False
    found.extend(_listed_field(text, label, listed))
    return tuple(found)


def field_name(label: str) -> str:
    """The name of a field whose label or column header is `label`."""
    words = " ".join(label.split())
    return _NAMED.get(words.casefold(), words)


def level_in(text: str, span: Span) -> EntryField | None:
    return _whole(text, span, "level", _LEVEL)


def reading_time_in(text: str, span: Span) -> EntryField | None:
    return _whole(text, span, "reading time", _READING_TIME)


def described(text: str, name: str, span: Span) -> Iterator[EntryField]:
    """A field whose value is all of `span`; none where a reader sees nothing there (a tag alone)."""
    inner = trim(text, span, _MARKS)
    shown = plain(inner.slice(text))
    if shown:
        yield EntryField(name, shown, inner)


def _strict(text: str, span: Span) -> Iterator[EntryField]:
    """The fields that a line states in so many words, all of it; nothing where part of it is free text."""
    whole = _statement(text, span)
    segments = _segments(text, span)
    if len(segments) > 1:
        parts = [_statement(text, segment) for segment in segments]
        if all(part is not None for part in parts):
            yield from (part for part in parts if part is not None)
            return
    if whole is not None:
        yield whole


def _segments(text: str, span: Span) -> list[Span]:
    found, at = [], span.start
    for delimiter in _DELIMITER.finditer(text, *span):
        found.append(Span(at, delimiter.start()))
        at = delimiter.end()
    return [*found, Span(at, span.end)] if found else []


def _statement(text: str, span: Span) -> EntryField | None:
    lead = _LEAD.match(text, *span)
    start = lead.end() if lead else span.start
    if start < span.end and text[start] in _MARKS:
        start += len(text[start : span.end]) - len(text[start : span.end].lstrip(_MARKS))
    label = _LABEL.match(text, start, span.end)
    if label and (
        label["bare"] is None or label["label"].strip().casefold() in _PLAIN_LABELS or _bold(text, span.start, start)
    ):
        value = trim(text, Span(label.end(), span.end), _MARKS)
        return EntryField(field_name(label["label"]), plain(value.slice(text)), value)
    inner = trim(text, trim(text, Span(start, span.end), _MARKS + "()|"), _MARKS + _ICONS)
    first = text[inner.start : inner.start + 1]
    if first.isalpha():
        return level_in(text, inner)
    return reading_time_in(text, inner) if first == "~" or first.isdigit() else None


def _bold(text: str, start: int, at: int) -> bool:
    return text[start:at].rstrip(" \t").endswith(("**", "__", "<strong>", "<b>"))


def _loose(text: str, span: Span, first: bool, found: list[EntryField]) -> Iterator[EntryField]:
    """Free text: a statement of scale right after the name, else the description, once."""
    inner = trim(text, span, _MARKS + "(")
    if first:
        scale = _whole(text, trim(text, inner, ")"), "scale", _SCALE)
        if scale is not None and _TIME_NOUN.search(scale.text) is None:
            yield scale
            return
        if _is_bold(text, span) and any(character.isdigit() for character in inner.slice(text)):
            yield from described(text, "scale", span)
            return
    if not any(field.name == "description" for field in found) and any(map(str.isalnum, inner.slice(text))):
        yield from described(text, "description", span)


def _is_bold(text: str, span: Span) -> bool:
    line = span.slice(text)
    return len(line) > 4 and line[:2] in ("**", "__") and line.endswith(line[:2]) and line[:2] not in line[2:-2]


def _whole(text: str, span: Span, name: str, pattern: re.Pattern[str]) -> EntryField | None:
    inner = trim(text, span, _MARKS + _ICONS)
    return EntryField(name, inner.slice(text), inner) if pattern.fullmatch(text, *inner) else None


def _listed_field(text: str, label: tuple[str, Span] | None, listed: list[Span]) -> Iterator[EntryField]:
    """A label whose values stand in the list below it."""
    if label is not None and listed:
        values = "; ".join(value for value in (plain(span.slice(text)) for span in listed) if value)
        yield EntryField(label[0], values, Span(listed[0].start, listed[-1].end))
