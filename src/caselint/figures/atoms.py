"""A number with its currency sign and its scale: `$2.5B`, `260+ million`, `twenty-five thousand`."""

import re
from functools import lru_cache
from typing import NamedTuple

from caselint.figures.numbers import (
    MONEY_LETTERS,
    NUMBER_WORDS,
    SCALE_LETTERS,
    SCALE_WORDS,
    Number,
    read_digits,
    read_words,
)
from caselint.figures.units import CURRENCY_SIGNS

_DIGITS = re.compile(r"[0-9]++(?>(?:,[0-9]++)*)(?>(?:\.[0-9]++)*)")
_WORDS = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_SPELLED = re.compile(
    rf"(?:{_WORDS})(?:-(?:one|two|three|four|five|six|seven|eight|nine)(?![a-z]))?(?![A-Za-z0-9_’'])", re.IGNORECASE
)
_LETTER = re.compile(r"(MM|mm|[mbt]n|[KkMBTmbt])(?![A-Za-z0-9_])")
_SPACED_LETTER = re.compile(r"[ \t]([MBK])(?=\+?[ \t\x01][a-z]{3}|\+[ \t]|[/)])")
_SCALE = re.compile(
    r"(\+?)(?:[ \t\x01]{1,12}|-)"
    r"(hundred|thousand|million|billion|trillion|quadrillion|lakh|crore|mn|bn)(?![A-Za-z0-9_])",
    re.IGNORECASE,
)
# What the next character is where a scale may follow, and the one behind a blank or hyphen.
_SCALE_FIRSTS = frozenset("KkMBTmbt \t\x01+-")
_WORD_FIRSTS = frozenset("hHtTmMbBqQlLcCK \t\x01-")
_CURRENCY = re.compile(r"(?:US|C|A)?([$€£₹¥])[ \x01]?")
# What ends a sign or a code before a blank.
_BEFORE_BLANK = frozenset((*CURRENCY_SIGNS, "D", "R", "P"))
_SHORT_SCALES = {"mn": 10**6, "bn": 10**9}


class Atom(NamedTuple):
    """A number as written, before any unit.

    `number` is unscaled, `scale` 1 where none is written; `plus` tells of a `+` before the scale word; `start` is at
    the currency sign where there is one.
    """

    start: int
    end: int
    number: Number
    scale: int = 1
    currency: str = ""
    written: str = ""
    spelled: bool = False
    plus: bool = False

    @property
    def scaled(self) -> Number:
        if self.scale == 1:
            return self.number
        return self.number.scaled(self.scale) if self.spelled else _scaled(self.written, self.scale)


@lru_cache(maxsize=2048)
def _scaled(written: str, scale: int) -> Number:
    number = read_digits(written)
    assert number is not None
    return number.scaled(scale)


def digits_end(work: str, at: int) -> int:
    """The end of the digit run (with its commas and dots) at `at`."""
    match = _DIGITS.match(work, at)
    return match.end() if match else at


def read_atom(work: str, at: int, *, currency: str = "", start: int | None = None) -> Atom | None:
    """The number at `at`; None where there is none, or it is a version, a list or an over-long run."""
    first = work[at : at + 1]
    if "0" <= first <= "9":
        match = _DIGITS.match(work, at)
        assert match is not None
        written, spelled = match[0], False
        number = read_digits(written)
    elif first.isalpha() and not currency:
        match = _SPELLED.match(work, at)
        if match is None:
            return None
        written, spelled = match[0], True
        number = read_words(written)
    else:
        return None
    if number is None:
        return None
    end = match.end()
    scale, plus = 1, False
    if work[end : end + 1] in _SCALE_FIRSTS:
        end, scale, plus = _read_scale(work, end, money=bool(currency), spelled=spelled)
    return Atom(at if start is None else start, end, number, scale, currency, written, spelled, plus)


def _read_scale(work: str, at: int, *, money: bool, spelled: bool) -> tuple[int, int, bool]:
    """Where the scale at `at` ends, what it is worth, and whether a `+` stands before it."""
    follows, beyond = work[at : at + 1], work[at + 1 : at + 2]
    if follows.isalpha():
        letter = None if spelled else _LETTER.match(work, at)
        value = (MONEY_LETTERS if money else SCALE_LETTERS).get(letter[1]) if letter else None
        if letter and value:
            return letter.end(), value, False
    elif beyond in _WORD_FIRSTS:
        word = _SCALE.match(work, at)
        if word:
            name = word[2].lower()
            return word.end(), SCALE_WORDS.get(name) or _SHORT_SCALES[name], bool(word[1])
        letter = None if spelled else _SPACED_LETTER.match(work, at)
        if letter:
            return letter.end(), SCALE_LETTERS[letter[1]], False
    return at, 1, False


def read_money(work: str, at: int) -> Atom | None:
    """The amount at `at`, with or without a currency sign before it; used for the far side of a range."""
    match = _CURRENCY.match(work, at)
    if match:
        return read_atom(work, match.end(), currency=CURRENCY_SIGNS[match[1]], start=at)
    return read_atom(work, at)


def currency_before(work: str, at: int) -> tuple[str, int]:
    """The currency whose sign or code stands right before the number at `at`, and where it starts; "" for none."""
    if not at:
        return "", at
    sign = at - 1
    if work[sign] == " " and at > 1 and work[at - 2] not in _BEFORE_BLANK:
        return "", at
    if work[sign] in " \x01" and sign and work[sign - 1] in CURRENCY_SIGNS:
        sign -= 1
    code = CURRENCY_SIGNS.get(work[sign])
    if code:
        if work[max(0, sign - 2) : sign] == "US":
            sign -= 2
        return code, sign
    if at > 3 and work[at - 1] == " " and (at == 4 or not work[at - 5].isalnum()):
        code = {"USD": "usd", "EUR": "eur", "GBP": "gbp", "INR": "inr"}.get(work[at - 4 : at - 1])
        if code:
            return code, at - 4
    return "", at
