"""How many words a page has: to its reader, and to a counter of words that knows no Markdown."""

import re
from typing import NamedTuple

from caselint.content.page import Container, Leaf, Page

_WORD = re.compile(r"[^\W_]")
# Scripts that put no blanks between words: counting by blanks says nothing of them.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_UNSPACED_SHARE = 20  # one such character for so many words, and the words are not counted
_SILENT = (Container.DIAGRAM, Container.CODE)


class WordCount(NamedTuple):
    """The words of a page.

    Attributes:
        read: what a reader reads as text: headings, paragraphs, lists, table cells and the text of raw HTML; without
            front matter, code blocks, inline code, diagrams, comments, tags and the destinations of links.
        written: all that stands between blanks below the front matter, code, diagrams and marks among it.
        whole: the same with the front matter.
    """

    read: int
    written: int
    whole: int


def count_words(page: Page) -> WordCount | None:
    """The words of a page: what stands between blanks and, of what is read, holds a letter or a digit.

    None where that is no count of words: pages in Chinese, Japanese, Thai and other scripts without blanks.
    """
    text = page.text
    body = text[page.front_matter.span.end :]
    written = len(body.split())
    if not body.isascii() and len(_UNSPACED.findall(body)) * _UNSPACED_SHARE > written:
        return None
    read = sum(_words(text, leaf) for leaf in page.leaves if leaf.container not in _SILENT)
    return WordCount(read, written, written + len(text[: page.front_matter.span.end].split()))


def _words(text: str, leaf: Leaf) -> int:
    at, parts = leaf.span.start, []
    for hole in leaf.holes:
        parts.append(text[at : hole.start])
        at = max(at, hole.end)
    parts.append(text[at : leaf.span.end])
    return sum(1 for word in " ".join(parts).split() if _WORD.search(word))
