"""A source line quoted with the place that a finding is about."""

from dataclasses import dataclass

from caselint.findings.report import Location
from caselint.findings.visible import visible, width

_TAB = "    "
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Quote:
    """One line in three parts, safe to show; `marked` is what the finding is about, "" where something is missing."""

    before: str
    marked: str
    after: str

    @property
    def text(self) -> str:
        return self.before + self.marked + self.after


def quote(line_text: str, location: Location, limit: int) -> Quote | None:
    """The line of `location` cut to `limit` columns (at least 8) around its span; None where there is nothing to quote.

    A span that goes on over the next lines is marked to the end of its first one.
    """
    start = location.column - 1
    end = location.end_column - 1 if location.end_line == location.line else len(line_text)
    end = min(end, len(line_text))  # a very long line is handed over without its end
    if not line_text.strip() or not 0 <= start <= end:
        return None
    marked = _shown(line_text[start : min(end, start + limit)])
    if end - start > limit or width(marked) > limit - 2:
        marked = _head(marked, limit - 3) + _ELLIPSIS
    before = _shown(line_text[max(0, start - limit) : start])
    after = _shown(line_text[end : end + limit])
    room = max(limit - width(marked), 0)
    most_before = max(room - width(after), room * 2 // 3)
    if start > limit or width(before) > most_before:
        before = _ELLIPSIS + _tail(before, most_before - 1)
    most_after = max(room - width(before), 0)
    if len(line_text) - end > limit or width(after) > most_after:
        after = _head(after, most_after - 1) + _ELLIPSIS
    return Quote(before, marked, after)


def _shown(text: str) -> str:
    return visible(text.replace("\t", _TAB))


def _head(text: str, columns: int) -> str:
    """The longest start of `text` that takes at most `columns`."""
    taken = 0
    for index, character in enumerate(text):
        taken += width(character)
        if taken > columns:
            return text[:index]
    return text


def _tail(text: str, columns: int) -> str:
    """The longest end of `text` that takes at most `columns`."""
    taken = 0
    for index in range(len(text) - 1, -1, -1):
        taken += width(text[index])
        if taken > columns:
            return text[index + 1 :]
    return text
