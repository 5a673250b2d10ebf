"""FRM021 wrong-word-count."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caselint.facts.page_facts import FrontValue
from caselint.findings import Edit, Finding, Fix, Safety
from caselint.rules.rule import Example, PageRule, PageView

if TYPE_CHECKING:
    from caselint.facts.words import Words

_PAGE = "---\nword_count: {}\n---\n# Ferry\n\n" + "The ferry leaves at noon. " * 100
_CODE = "---\nword_count: {}\n---\n# Ferry\n\n" + "The ferry leaves. " * 100 + "\n\n```\n" + "a = b\n" * 300 + "```\n"
_NUMBER = re.compile(r"[~≈]?\s?(?P<number>\d{1,3}(?:,\d{3}){1,2}|\d{1,7})(?:\s?words)?\Z")
_MORE = frozenset({"macros", "snippets", "mkdocstrings", "components"})
_FEW = 20  # words that a count may always be off


@dataclass(frozen=True)
class WordCountOptions:
    """Which keys count words, and how far off they may be.

    Attributes:
        keys: the front matter keys that state the page's number of words.
        tolerance_percent: how far off a count may be, in percent of the page's words; at least 20 words.
    """

    keys: tuple[str, ...] = ("word_count", "word-count", "wordCount", "wordcount")
    tolerance_percent: int = 10

    def __post_init__(self) -> None:
        if self.tolerance_percent < 0:
            raise ValueError("a tolerance is 0 or more")


class WrongWordCount(PageRule):
    """The number of words in the front matter is not that of the page.

    A word is what stands between blanks. The fewest are those that a reader reads as text, that hold a letter or a
    digit: headings, paragraphs, lists, table cells and the text of raw HTML, without front matter, code, diagrams,
    comments, tags and the destinations of links. The most are all of the file, as `wc -w` counts them. What lies more
    than a tenth outside of these two is reported.

    Silent about stubs, pages that include text from elsewhere, and texts in scripts without blanks.

    ## Why it matters
    Lists sort and choose pages by it, and reading times are made of it.

    ## What to do
    Write the number that the finding names, or leave the counting to the site generator.
    """

    code = "FRM021"
    name = "wrong-word-count"
    preview = True
    Options = WordCountOptions
    bad = (
        Example(_PAGE.format(1200), finds=("page.md:2:13",), fixed={"page.md": _PAGE.format(501)}),
        Example(_PAGE.format('"1,200 words"'), finds=("page.md:2:13",)),
        Example(_PAGE.format("&words 1200\nwords: *words"), finds=("page.md:2:13",)),
        Example(_CODE.format(150), finds=("page.md:2:13",), fixed={"page.md": _CODE.format(301)}),
    )
    good = (
        Example(_PAGE.format(501)),
        Example(_PAGE.format('"~520"')),
        Example(_CODE.format(301)),
        Example(_CODE.format(1204)),
        Example(_PAGE.format('"500 to 600"')),
        Example("---\nword_count: 800\n---\n# Ferry\n\nTo come.\n"),
        Example("---\nword_count:\n  min: 800\n---\n# Ferry\n\n" + "The ferry leaves. " * 100),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        options = self.options
        assert isinstance(options, WordCountOptions)
        for value in view.facts.front:
            if len(value.path) != 1 or value.path[0] not in options.keys:
                continue
            stated = _stated(value.value)
            if stated is None or view.facts.stub or view.facts.generated & _MORE:
                continue
            words = view.words
            if words.countable and _is_off(stated, words, options):
                yield self._finding(view, value, words)

    def _finding(self, view: PageView, value: FrontValue, words: "Words") -> Finding:
        told = f"{words.read:,} words to read"
        if words.written > words.read:
            told += f", {words.written:,} with code and marks"
        message = f"{value.path[0]} is {value.value}: the page has {told}"
        edit = Edit(view.path, value.span, str(words.read))
        is_plain = isinstance(value.value, int) and value.span.slice(view.text).isalnum()  # no anchor and no tag
        fix = Fix(f"write {words.read}", Safety.UNSAFE, (edit,)) if is_plain else None
        advice = f"write {words.read:,}, or leave the key out"
        return self.finding(view.path, value.span, message, fix=fix, help=advice)


def _stated(value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return value if value > 0 else None
    found = _NUMBER.match(value.strip()[:40]) if isinstance(value, str) else None
    return int(found["number"].replace(",", "")) if found else None


def _is_off(stated: int, words: "Words", options: WordCountOptions) -> bool:
    share = options.tolerance_percent / 100
    low, high = words.read, words.whole
    return stated > high + max(_FEW, high * share) or stated < low - max(_FEW, low * share)
