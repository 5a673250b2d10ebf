"""FRM020 wrong-reading-time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caselint.content.yaml_written import inside_quotes
from caselint.facts.page_facts import FrontValue
from caselint.facts.reading_time import ReadingTime, stated_time
from caselint.findings import Edit, Finding, Fix, Safety, Span
from caselint.rules.rule import Example, PageRule, PageView

if TYPE_CHECKING:
    from caselint.facts.words import Words

_PAGE = "---\ntitle: Ferry\nreading_time: {}\n---\n# Ferry\n\n" + "The ferry leaves at noon. " * 100
_CODE = (
    "---\nreading_time: 8 min\n---\n# Ferry\n\n" + "The ferry leaves. " * 80 + "\n\n```\n" + "a = b\n" * 400 + "```\n"
)
_BARE = re.compile(r"(?P<number>\d{1,4})(?:\s?min(?:ute)?s?)?\Z")
# What is looked at or listened to takes time that no words tell.
_PLAYED = re.compile(r"<(?:iframe|video|audio)\b", re.IGNORECASE)
# The page shows more words than its source has.
_MORE = frozenset({"macros", "snippets", "mkdocstrings", "components"})


@dataclass(frozen=True)
class ReadingTimeOptions:
    """How fast readers read, and how far off a stated time may be.

    Attributes:
        keys: the front matter keys that state a reading time.
        slow: words that a slow reader reads in a minute.
        fast: words that a fast reader reads in a minute.
        tolerance: minutes that the stated time may be off.
        tolerance_percent: or so many percent of the time that the page takes, where that is more.
    """

    keys: tuple[str, ...] = ("reading_time", "reading-time", "readingTime", "read_time", "read-time", "readTime")
    slow: int = 200
    fast: int = 250
    tolerance: int = 5
    tolerance_percent: int = 25

    def __post_init__(self) -> None:
        if not 0 < self.slow <= self.fast:
            raise ValueError("slow and fast are words for each minute: 0 < slow <= fast")
        if self.tolerance < 0 or self.tolerance_percent < 0:
            raise ValueError("a tolerance is 0 or more")


class WrongReadingTime(PageRule):
    """The reading time in the front matter is not the time that the page takes to read.

    The least time is that of a fast reader (250 words a minute) who skips all code: headings, paragraphs, lists, table
    cells and the text of raw HTML, without front matter, code, diagrams, comments, tags and the destinations of links.
    The most is that of a slow one (200) who reads everything below the front matter, code and diagrams too. What lies
    more than five minutes, and more than a quarter, outside of these two is reported.

    Silent about stubs, pages that include text from elsewhere or play something, texts in scripts without blanks, and
    values that say more than a time (`45 min (3 sessions)`).

    ## Why it matters
    Readers choose by it what fits into a break, and learning paths add it up.

    ## What to do
    Write the time that the finding names, or set how fast your readers are:

        [rules.wrong-reading-time]
        slow = 150
        tolerance = 10
    """

    code = "FRM020"
    name = "wrong-reading-time"
    preview = True
    Options = ReadingTimeOptions
    bad = (
        Example(
            _PAGE.format("45 min"),
            finds=("page.md:3:15",),
            fixed={"page.md": _PAGE.format("2 min")},
        ),
        Example(_PAGE.format('"10-15 minutes"'), finds=("page.md:3:15",)),
        Example(_PAGE.format("1 h 30 min"), finds=("page.md:3:15",)),
        Example(
            _PAGE.format("5"),
            finds=("page.md:3:15",),
            options={"tolerance": 1},
            fixed={"page.md": _PAGE.format("2")},
        ),
    )
    good = (
        Example(_PAGE.format("2 min")),
        Example(_PAGE.format("7 min")),
        Example(_PAGE.format("45 min (3 sessions)")),
        Example(_PAGE.format('"[X] min"')),
        Example(_CODE),
        Example("---\nreading_time: 15 min\n---\n# Ferry\n\nTo come.\n"),
        Example(_PAGE.format("45 min") + '\n\n<iframe src="https://example.org/talk"></iframe>\n'),
        Example(_PAGE.format("12 min"), options={"tolerance": 10}),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        options = self.options
        assert isinstance(options, ReadingTimeOptions)
        for value in view.facts.front:
            if len(value.path) != 1 or value.path[0] not in options.keys:
                continue
            stated = stated_time(value.value)
            if stated is None or view.facts.stub or view.facts.generated & _MORE or _PLAYED.search(view.text):
                continue
            words = view.words
            if _is_off(stated, words, options) and words.countable:
                yield self._finding(view, value, words, options)

    def _finding(self, view: PageView, value: FrontValue, words: "Words", options: ReadingTimeOptions) -> Finding:
        low = max(1, round(words.read / options.fast))
        high = max(low, round(words.written / options.slow))
        takes = f"{low} min" if low == high else f"{low} to {high} min"
        told = f"{words.read:,} words" + (f" ({words.written:,} with code and diagrams)" if low != high else "")
        one = max(1, round((words.read / options.fast + words.written / options.slow) / 2))
        message = f"{value.path[0]} is {value.value}, but {told} take {takes}"
        fix = _fix(view, value, one)
        return self.finding(view.path, value.span, message, fix=fix, help=f"write {one} min")


def _is_off(stated: ReadingTime, words: "Words", options: ReadingTimeOptions) -> bool:
    share = options.tolerance_percent / 100
    most = words.written / options.slow
    if stated.low > most + max(options.tolerance, most * share):
        return True
    # No more is read than is written, and that is counted faster.
    if stated.high >= words.written / options.fast - options.tolerance:
        return False
    least = words.read / options.fast
    return stated.high < least - max(options.tolerance, least * share)


def _fix(view: PageView, value: FrontValue, minutes: int) -> Fix | None:
    inside = inside_quotes(view.text, value.span)
    found = _BARE.match(inside.slice(view.text))
    if found is None:
        return None
    edit = Edit(view.path, Span(inside.start, inside.start + len(found["number"])), str(minutes))
    return Fix(f"write {minutes} min", Safety.UNSAFE, (edit,))
