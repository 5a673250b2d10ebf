"""A number with its currency sign and its scale: `$2.5B`, `260+ million`, `twenty-five thousand`."""

import re
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
_CURRENCY = re.compile(r"(?:US|C|A)?([$€£₹¥])[ \x01]?")
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
        return self.number.scaled(self.scale) if self.scale != 1 else self.number


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
        number = read_digits(match[0])
    elif first.isalpha() and not currency:
        match = _SPELLED.match(work, at)
        number = read_words(match[0]) if match else None
    else:
        return None
    if match is None or number is None:
        return None
    spelled = not "0" <= first <= "9"
    end, scale, plus = _read_scale(work, match.end(), money=bool(currency), spelled=spelled)
    return Atom(at if start is None else start, end, number, scale, currency, match[0], spelled, plus)


def _read_scale(work: str, at: int, *, money: bool, spelled: bool) -> tuple[int, int, bool]:
    """Where the scale at `at` ends, what it is worth, and whether a `+` stands before it."""
    follows = work[at : at + 1]
    if follows.isalpha():
        letter = None if spelled else _LETTER.match(work, at)
        value = (MONEY_LETTERS if money else SCALE_LETTERS).get(letter[1]) if letter else None
        if letter and value:
            return letter.end(), value, False
    elif follows and follows in " \t\x01+-":
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
