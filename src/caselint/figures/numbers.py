"""Reads the number itself: digits with separators, scale letters and words, number words."""

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

# Longer digit runs are ids and keys, no reader's figure; the limit also keeps the arithmetic small on hostile text.
MAX_DIGITS = 24

_GROUPED = re.compile(r"[0-9]{1,3}(?>(?:,[0-9]{3})+)\Z")
_GROUPED_INDIAN = re.compile(r"[0-9]{1,2}(?>(?:,[0-9]{2}(?![0-9]))+),[0-9]{3}\Z")
_DOTTED_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})*\.000\Z")

UNITS_AND_TEENS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
NUMBER_WORDS = UNITS_AND_TEENS | TENS

SCALE_WORDS = {
    "hundred": 10**2, "thousand": 10**3, "lakh": 10**5, "million": 10**6, "crore": 10**7, "billion": 10**9,
    "trillion": 10**12, "quadrillion": 10**15,
}  # fmt: skip
SCALE_LETTERS = {"K": 10**3, "k": 10**3, "M": 10**6, "MM": 10**6, "B": 10**9, "T": 10**12}
# Read as scales after a currency sign only: elsewhere `5m` is metres or minutes and `5b` bits.
MONEY_LETTERS = SCALE_LETTERS | {
    "m": 10**6, "mn": 10**6, "mm": 10**6, "b": 10**9, "bn": 10**9, "t": 10**12, "tn": 10**12,
}  # fmt: skip
# Words that name a size without a number: `dozens of`, `tens of millions`.
VAGUE_WORDS = {
    "dozens": 12, "tens": 10, "hundreds": 10**2, "thousands": 10**3, "millions": 10**6, "billions": 10**9,
    "trillions": 10**12,
}  # fmt: skip


class Number(NamedTuple):
    """A number as written: its value, half a unit of its last digit, its significant digits."""

    value: Fraction
    rounding: Fraction
    digits: int
    grouped: bool = False

    def scaled(self, scale: int) -> "Number":
        return Number(self.value * scale, self.rounding * scale, self.digits, self.grouped)


@lru_cache(maxsize=4096)
def read_digits(written: str, *, counted: bool = False) -> Number | None:
    """The number that `written` (digits, commas, dots) states; None for versions, lists and over-long runs.

    `counted` tells that a counted noun follows: then `50.000` is fifty thousand, since nobody counts to three decimals.
    """
    if len(written) > MAX_DIGITS:
        return None
    whole, dot, decimals = written.partition(".")
    grouped = False
    if "," in whole:
        if not (_GROUPED.match(whole) or _GROUPED_INDIAN.match(whole)):
            return None
        whole, grouped = whole.replace(",", ""), True
    if dot:
        if counted and _DOTTED_THOUSANDS.match(written):
            return Number(Fraction(int(written.replace(".", ""))), Fraction(1, 2), len(written.replace(".", "")), True)
        if "." in decimals or "," in decimals:
            return None
        scale = 10 ** len(decimals)
        value = Fraction(int(whole + decimals), scale)
        return Number(value, Fraction(1, 2 * scale), len((whole + decimals).lstrip("0")) or 1, grouped)
    return Number(Fraction(int(whole)), Fraction(1, 2), len(whole.lstrip("0")) or 1, grouped)


def read_words(written: str) -> Number | None:
    """The number that a word (`twelve`) or a pair (`twenty-five`) states; None where it states none."""
    head, _, tail = written.lower().partition("-")
    if head in NUMBER_WORDS and not tail:
        return Number(Fraction(NUMBER_WORDS[head]), Fraction(1, 2), len(str(NUMBER_WORDS[head])))
    if head in TENS and 0 < UNITS_AND_TEENS.get(tail, 0) < 10:
        return Number(Fraction(TENS[head] + UNITS_AND_TEENS[tail]), Fraction(1, 2), 2)
    return None
