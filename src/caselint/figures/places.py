"""Where a figure could start in a text: digit runs and the words that name numbers. One cheap pass over a page."""

import re

from caselint.figures.numbers import NUMBER_WORDS

_SIZES = (
    "dozen", "dozens", "tens", "hundred", "hundreds", "thousand", "thousands", "million", "millions", "billion",
    "billions", "trillion", "trillions", "sub-", "single-digit", "double-digit", "triple-digit",
)  # fmt: skip
_LONGEST_COMMAND = 8  # characters, with its backslash
SIZE_WORDS = frozenset(_SIZES)
_ALL = frozenset(NUMBER_WORDS) | SIZE_WORDS
# A single class first, which the engine scans for; a repeat it tries at every character.
_RUN = r"[0-9][0-9]*+(?>(?:,[0-9]++)*)(?>(?:\.[0-9]++)*)"
_DIGITS = re.compile(_RUN)
# With the names that a run goes on as (`10a2b3`): what is glued to letters is no place of its own.
_DIGITS_AND_NAMES = re.compile(rf"{_RUN}(?>(?:[A-Za-z]++{_RUN})*)")


def _scanner() -> re.Pattern[str]:
    """A pattern that opens with a set of letters, which the engine scans for fast; what it finds is looked up."""
    firsts = sorted({word[0] for word in _ALL})
    rests = sorted({word[1:] for word in _ALL}, key=len, reverse=True)
    letters = "".join(firsts) + "".join(firsts).upper()
    return re.compile(rf"[{letters}](?<![A-Za-z0-9_].)(?:{'|'.join(rests)})(?:(?<=-)|(?![A-Za-z0-9_]))")


_WORDS = _scanner()


def figure_places(text: str, start: int = 0, end: int | None = None) -> list[int]:
    """The offsets in `text[start:end]`, in order, at which a figure's number or number word may start."""
    stop = len(text) if end is None else end
    if text.find("\\", max(0, start - _LONGEST_COMMAND), stop) < 0:
        runs = _DIGITS_AND_NAMES.finditer(text, start, stop)
        places = [at for match in runs if not text[(at := match.start()) - 1].isalpha() or not at]
    else:
        places = [
            at
            for match in _DIGITS.finditer(text, start, stop)
            if not text[(at := match.start()) - 1].isalpha() or not _is_name(text, at)
        ]
    words = [match.start() for match in _WORDS.finditer(text, start, stop) if match[0].lower() in _ALL]
    return sorted(places + words) if words else places


def _is_name(text: str, at: int) -> bool:
    """Whether the digits at `at` go on a name (`node1`); those behind a command of LaTeX (`\\times5`) may not."""
    return at > 0 and text.rfind("\\", max(0, at - _LONGEST_COMMAND), at) < 0


def number_word(text: str, at: int) -> str:
    """The number or size word at `at`, lower-case; "" for none."""
    match = _WORDS.match(text, at)
    word = match[0].lower() if match else ""
    return word if word in _ALL else ""
