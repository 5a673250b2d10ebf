"""Whether pages have changed since the day that they say they were last changed on.

The text of today is held against the text that the day was written about: that of the commit which wrote the day into
the page, or, where it stood there before, that of the day itself. So a day that is written in advance, a commit some
days later, or a new clone of old pages is nobody's fault, and many small changes count together.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from caselint.content.front_matter import read_front_matter
from caselint.content.yaml_node import Node
from caselint.site.history import History, PastChange
from caselint.site.page_days import day_of

KeyPath = tuple[str | int, ...]
_AT_ONCE = 50  # pages whose old texts are in memory together
_MOST_CHANGES = 60  # commits of one page that are looked at, the newest first
# Of a link only its text is content: links are mended by the hundred. So are tags.
_UNREAD = re.compile(r"\]\([^()\n]*\)|<[^<>\n]*>")
_WORD = re.compile(r"\w+")


class Stated(NamedTuple):
    """The day that a page says it was last changed on, and where its front matter says so."""

    key: KeyPath
    day: date


class Outdated(NamedTuple):
    """A page that has changed since.

    Attributes:
        words: how many words were added, or taken away, whichever are more.
        last: the newest commit that changed words.
    """

    path: str
    words: int
    last: PastChange


def outdated_pages(
    history: History, pages: Mapping[str, Stated], tolerance: timedelta, least: int
) -> Iterator[Outdated]:
    """The pages of which `least` words or more were changed later than `tolerance` after the day that they state."""
    days = {path: _added(stated.day, tolerance) for path, stated in pages.items()}
    later = history.changes_after(days)
    paths = iter(path for path in pages if later.get(path))
    while batch := list(islice(paths, _AT_ONCE)):
        changes = {path: later[path][:_MOST_CHANGES] for path in batch}
        texts = history.texts(
            {name for each in changes.values() for change in each for name in (change.before, change.after) if name}
        )
        for path, each in changes.items():
            found = _outdated(path, pages[path], each, texts, least)
            if found is not None:
                yield found


class _Text:
    """A text that a page had: the day that it stated, and its lines below the front matter."""

    def __init__(self, text: str, key: KeyPath) -> None:
        front = read_front_matter(text, (1, 1))
        self.day = _day_at(front.root, key)
        self.lines = text[front.span.end :].replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _outdated(
    path: str, stated: Stated, changes: Sequence[PastChange], texts: Mapping[str, str], least: int
) -> Outdated | None:
    names = {name for change in changes for name in (change.before, change.after) if name in texts}
    known = {name: _Text(texts[name], stated.key) for name in names}
    now = known.get(changes[0].after)
    if now is None or now.day != stated.day:
        return None  # the day was written in after all of these
    since: list[PastChange] = []
    then = now
    for change in changes:
        before = known.get(change.before)
        if before is None or before.day != stated.day:
            then = known.get(change.after, now)  # this commit wrote the day into the page
            break
        since.append(change)
        then = before
    words = changed_words(then.lines, now.lines)
    if words < least:
        return None
    last = next((each for each in since if _changed(known[each.before], known.get(each.after))), None)
    return None if last is None else Outdated(path, words, last)


def _changed(before: _Text, after: _Text | None) -> bool:
    return after is not None and changed_words(before.lines, after.lines) > 0


def changed_words(before: Sequence[str], after: Sequence[str]) -> int:
    """How many words of a text, given in lines, are new, or gone, whichever are more."""
    shorter = min(len(before), len(after))
    start = next((row for row in range(shorter) if before[row] != after[row]), shorter)
    room = shorter - start
    end = next((row for row in range(room) if before[-1 - row] != after[-1 - row]), room)
    old, new = (_words(lines[start : len(lines) - end]) for lines in (before, after))
    return max((old - new).total(), (new - old).total())


def _words(lines: Sequence[str]) -> Counter[str]:
    return Counter(_WORD.findall(_UNREAD.sub(" ", "\n".join(lines))))


def _day_at(node: Node | None, key: KeyPath) -> date | None:
    """The day that stands at `key` of a front matter."""
    for part in key:
        pairs = node.pairs if node is not None else ()
        node = next((value for name, value in pairs if name.name == part), None)
    return day_of(node.value) if node is not None and node.kind == "scalar" else None


def _added(day: date, more: timedelta) -> date:
    try:
        return day + more
    except OverflowError:
        return date.max
