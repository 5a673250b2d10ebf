"""The words that make a name: what a phrase may begin with, and where its name ends."""

import re

from caselint.site.word_case import WordCase

MAX_WORDS = 3
TOKEN = re.compile(r"[^\W_][\w+]*+(?>(?:[.&'’-](?!s\b)[\w+]++)*)")
# Before the name in a title: `How Discord scaled`, `Design Gmail`, `Case Study: Uber`.
_BEFORE_NAME_WORDS = """
    how why when what inside design designing building build scaling understanding case study studies the a an at in
    from of and deep dive into learning lessons real world system migrating introduction meet about welcome to careers
    jobs at
"""
BEFORE_NAME = frozenset(_BEFORE_NAME_WORDS.split())
_BREAK = re.compile(r"['’]s\b|[:(|,;—–→&/]|\s-\s")
ACRONYM = re.compile(r"[A-Z0-9&.-]{2,5}s?\Z")


def name_words(phrase: str, word_case: WordCase) -> list[str]:
    """The leading words of a phrase that are names, up to the first break (`:`, dash, `'s`)."""
    words: list[str] = []
    stop = len(phrase)
    for token in TOKEN.finditer(phrase):
        word = token.group()
        if not words and word.lower() in BEFORE_NAME:
            continue
        if token.start() >= stop or not word_case.is_name(word):
            break
        if not words:
            broken = _BREAK.search(phrase, token.start())
            stop = broken.start() if broken else stop
        words.append(word)
        if len(words) == MAX_WORDS:
            break
    while len(words) > 1 and ACRONYM.match(words[-1]):
        words.pop()
    return words
