"""Inline Markdown as its reader reads it."""

import re

_MARKS = re.compile(r"[*_`~]{1,3}|!?\[|\]\([^()\n]*+\)|\]|<[^<>\n]{1,200}>|\{[^{}\n]{0,80}\}")


def plain(markdown: str) -> str:
    """A stretch of inline Markdown as its reader reads it, roughly: marks, destinations and tags taken out."""
    return " ".join(_MARKS.sub(" ", markdown).split())
