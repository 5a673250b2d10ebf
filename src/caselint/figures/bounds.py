"""Bounds beside a number: `<`, `~`, `up to`, `or more`, and the sign of a change."""

import re
from typing import NamedTuple

from caselint.figures.reading import MARK

_G = r"[ \t\x01]{1,6}"
_PHRASE = re.compile(
    rf"(?<![A-Za-z0-9_-])(?:"
    rf"(?P<at_least>over|above|(?:more|greater|higher|longer){_G}than|at{_G}least|(?:no|not){_G}(?:less|fewer){_G}than"
    rf"|upwards{_G}of|in{_G}excess{_G}of|(?:a{_G})?minimum(?:{_G}of)?|min)"
    rf"|(?P<at_most>under|below|(?:less|fewer|lower){_G}than|up{_G}to|at{_G}most|(?:no|not){_G}more{_G}than"
    rf"|(?:a{_G})?maximum(?:{_G}of)?|max)"
    rf"|(?P<approx>about|around|roughly|approximately|approx\.?|nearly|almost|circa|close{_G}to|on{_G}the{_G}order{_G}of)"
    rf"|(?P<exact>exactly|precisely))(?:{_G}(?:every|another))?[ \t\x01]*\Z",
    re.IGNORECASE,
)
_LAST_WORDS = frozenset(
    """
    about above almost another approx approximately around below circa every exactly least max maximum min minimum
    most nearly of over precisely roughly than to under
    """.split()
)
# `Learn about five patterns` says of what, not how many.
_TOPIC = re.compile(
    r"(?i)(?:learn|talk|know|read|think|write|ask|hear|speak|worr|car|question|information|details|stor|facts|tell|all|more|is|was)"
    r"(?:s|ed|ing|y|ies|ies|e|en|t)?[ \t\x01]+\Z"
)
_LONGEST = max(map(len, _LAST_WORDS)) + 1
_AFTER = re.compile(
    rf"(?:(?P<plus>\+(?![A-Za-z0-9(]))|{_G}or{_G}(?:(?P<more>more|greater|higher|above|longer|over|older)"
    rf"|(?P<less>less|fewer|lower|under|below|shorter)))(?![A-Za-z0-9])|{_G}and{_G}(?:up|above)(?![A-Za-z])"
)
# What the next character is where a bound may follow, and the one behind a blank.
_AFTER_FIRSTS = frozenset(("+", " ", "\t", MARK))
_AFTER_SECONDS = frozenset((" ", "\t", MARK, "o", "O", "a", "A"))
_SIGNS = {
    "<": "at_most", "≤": "at_most", "≲": "at_most", ">": "at_least", "≥": "at_least", "≳": "at_least",
    "~": "approx", "≈": "approx", "∼": "approx", "≃": "approx",
}  # fmt: skip
MINUS = "-–−‑"
_OPENERS = " \t\x01\x02(|:,;~<>≈=\"'“→/"
_BLANKS = " \t\x01"
_REACH = 36


class Before(NamedTuple):
    """What stands before a number: where the figure starts, its bound, and `sign` ("", "+", "-" or "±").

    `word` is the bound in lower case where it is spelled out ("at least", "sub"), "glued" where a `:` or `=` ties the
    number to what stands before it, else "".
    """

    start: int
    bound: str = "exact"
    sign: str = ""
    word: str = ""


def read_before(work: str, at: int) -> Before:
    """The bound and sign in front of the number (or its currency) at `at`."""
    found = Before(at)
    if not at:
        return found
    last = work[at - 1]
    if last == "+" and (at < 2 or work[at - 2] in _OPENERS):
        return Before(at - 1, "exact", "+")
    if last == "±":
        return Before(at - 1, "exact", "±")
    if last in MINUS and (at < 2 or work[at - 2] in _OPENERS):
        found = Before(at - 1, "exact", "-")
    for _ in range(2):
        inner = _one_before(work, found.start)
        if inner is None:
            break
        found = Before(inner.start, inner.bound, found.sign, inner.word)
    return found


def _one_before(work: str, at: int) -> Before | None:
    end = at
    if end and work[end - 1] in _BLANKS:
        end -= 1
        while end and at - end < 6 and work[end - 1] in _BLANKS:
            end -= 1
    if not end:
        return None
    last = work[end - 1]
    if last == "=" and end > 1 and work[end - 2] in "<>":
        return Before(end - 2, "at_least" if work[end - 2] == ">" else "at_most")
    bound = _SIGNS.get(last)
    if bound:
        if last == ">" and end > 1 and work[end - 2] in "-=":
            return None
        return Before(end - 1, bound)
    if end == at or not (last.isalpha() or last == "."):
        return None
    gap = work.rfind(" ", max(0, end - _LONGEST - 1), end)
    if gap >= 0 and (word := work[gap + 1 : end]).isalpha():
        # The common case by hand: letters up to a blank.
        if word.lower() not in _LAST_WORDS:
            return None
        return _phrase_before(work, at)
    first = end - (last == ".")
    while first and end - first < _LONGEST and work[first - 1].isalpha():
        first -= 1
    if work[first:end].rstrip(".").lower() not in _LAST_WORDS:
        return None
    return _phrase_before(work, at)


def _phrase_before(work: str, at: int) -> Before | None:
    tail = work[max(0, at - _REACH) : at]
    phrase = _PHRASE.search(tail)
    if phrase is None or phrase.lastgroup is None:
        return None
    if phrase[0][:5].lower() == "about" and _TOPIC.search(work[max(0, at - 56) : at - len(tail) + phrase.start()]):
        return None
    return Before(
        at - len(tail) + phrase.start(), phrase.lastgroup, word=" ".join(phrase[0].replace(MARK, " ").lower().split())
    )


class After(NamedTuple):
    """A bound behind a number or unit and where it ends; bound "" for none."""

    bound: str
    end: int


def read_after(work: str, at: int) -> After:
    """`+`, `or more`, `or less` at `at`."""
    first = work[at : at + 1]
    if first not in _AFTER_FIRSTS or (first == " " and work[at + 1 : at + 2] not in _AFTER_SECONDS):
        return After("", at)
    match = _AFTER.match(work, at)
    if match is None:
        return After("", at)
    return After("at_most" if match["less"] else "at_least", match.end())
