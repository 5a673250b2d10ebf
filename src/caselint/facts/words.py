"""How many words a page has: to its reader, and to a counter of words that knows no Markdown."""

import re
import string
from bisect import bisect_left
from functools import cached_property

from caselint.content.page import Container, Page

# Scripts that put no blanks between words: counting by blanks says nothing of them.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_UNSPACED_SHARE = 4  # one such character for so many words, and the words are not counted
_SILENT = (Container.DIAGRAM, Container.CODE)
_SIGNS = string.punctuation.encode("ascii")


class Words:
    """The words of a page, counted when they are asked for. A word is what stands between blanks."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._head, self._body = (page.text[: page.front_matter.span.end], page.text[page.front_matter.span.end :])

    @cached_property
    def countable(self) -> bool:
        """Whether blanks part the words: not so in Chinese, Japanese, Thai and other scripts."""
        return self._body.isascii() or len(_UNSPACED.findall(self._body)) * _UNSPACED_SHARE <= self.written

    @cached_property
    def written(self) -> int:
        """All that stands below the front matter, code, diagrams and the marks of tables and lists among it."""
        return len(self._body.split())

    @cached_property
    def whole(self) -> int:
        """The same with the front matter: what `wc -w` counts."""
        return self.written + len(self._head.split())

    @cached_property
    def read(self) -> int:
        """What a reader reads as text, and holds a letter or a digit: headings, paragraphs, lists, table cells and the
        text of raw HTML; without code, diagrams, comments, tags and the destinations of links."""
        return self.read_between(0, len(self._page.text))

    @cached_property
    def _starts(self) -> list[int]:
        """Where the leaves begin, in the order of the page: it may have as many sections to count as leaves."""
        return [leaf.span.start for leaf in self._page.leaves]

    def read_between(self, start: int, end_of_range: int) -> int:
        """The same of the texts that begin in a range of the page (code points)."""
        text, parts = self._page.text, []
        leaves = self._page.leaves
        for row in range(bisect_left(self._starts, start), bisect_left(self._starts, end_of_range)):
            leaf = leaves[row]
            if leaf.container in _SILENT:
                continue
            at, end = leaf.span
            for hole in leaf.holes:
                parts.append(text[at : hole.start])
                at = max(at, hole.end)
            parts.append(text[at:end])
        words = " ".join(parts).encode("utf-8", "replace").translate(None, _SIGNS).split()
        return len(words) - sum(1 for word in words if not word.isascii() and _is_sign(word.decode("utf-8")))


def _is_sign(word: str) -> bool:
    """An arrow, a tick, a dash."""
    return not any(map(str.isalnum, word))
