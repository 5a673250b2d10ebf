"""UTF-8 that was read as an 8-bit encoding: found in the text, and what it was before.

A sequence counts when its characters, encoded in the wrong encoding, are exactly one character of UTF-8, and that
character is one that pages hold: punctuation, letters, arrows, common signs, emoji.
"""

import re
from functools import cache
from typing import NamedTuple

from caselint.findings.span import Span

_ENCODINGS = (("cp1252", "Windows-1252"), ("mac_roman", "Mac Roman"), ("latin_1", "Latin-1"))
_PLAUSIBLE = (
    (0xA0, 0x17F),  # Latin signs and letters
    (0x370, 0x4FF),  # Greek, Cyrillic
    (0x2010, 0x2027),  # dashes, quotes, bullets, ellipsis
    (0x2030, 0x203A),
    (0x20AC, 0x20AC),
    (0x2122, 0x2122),
    (0x2190, 0x2199),  # plain arrows
    (0x21D2, 0x21D4),
    (0x2200, 0x226B),  # mathematics
    (0x2460, 0x24FF),
    (0x2500, 0x25FF),  # boxes, blocks, shapes
    (0x2600, 0x27BF),  # signs, dingbats
    (0x2B05, 0x2B55),
    (0xFE0F, 0xFE0F),
    (0x1F000, 0x1FAFF),  # emoji
)

_ASCII = bytes(range(0x80))
_RUN = re.compile("[^\x00-\x7f]{2,}+")


class Garbled(NamedTuple):
    """A garbled run: where it stands, what stands there, what was meant, and the encoding it was misread in."""

    span: Span
    garbled: str
    meant: str
    encoding: str


def find_garbled(text: str) -> list[Garbled]:
    """Every run of mojibake in `text`, in order; linear."""
    if text.isascii():
        return []
    # What is not ASCII, closed up: a run in the text is a run here, and this is cheap to look through.
    rest = text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")
    runs: list[tuple[int, int]] | None = None
    found: list[Garbled] = []
    for codec, name in _ENCODINGS:
        pattern = _pattern(codec)
        if pattern.search(rest) is None:
            continue
        if runs is None:
            runs = [match.span() for match in _RUN.finditer(text)]
        taken = {offset for run in found for offset in range(*run.span)}
        for run in runs:
            for match in pattern.finditer(text, *run):
                meant = _repair(match.group(), codec)
                if meant is not None and match.start() not in taken:
                    found.append(Garbled(Span(*match.span()), match.group(), meant, name))
    return sorted(found)


@cache
def _pattern(codec: str) -> re.Pattern[str]:
    """Runs of characters that read as well-formed UTF-8 sequences once encoded in `codec`."""
    follow = _class(codec, range(0x80, 0xC0))
    two = f"[{_class(codec, range(0xC2, 0xE0))}][{follow}]"
    three = f"[{_class(codec, range(0xE0, 0xF0))}][{follow}]{{2}}"
    four = f"[{_class(codec, range(0xF0, 0xF5))}][{follow}]{{3}}"
    return re.compile(f"(?>(?:{four}|{three}|{two})+)")


def _class(codec: str, values: range) -> str:
    """The characters of these byte values; the holes of Windows-1252 are the C1 controls, as browsers have it."""
    characters = []
    for value in values:
        try:
            characters.append(bytes([value]).decode(codec))
        except UnicodeDecodeError:
            characters.append(chr(value))
    return "".join(re.escape(character) for character in characters)


def _repair(run: str, codec: str) -> str | None:
    try:
        meant = b"".join(_byte(character, codec) for character in run).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None
    plausible = all(any(low <= ord(character) <= high for low, high in _PLAUSIBLE) for character in meant)
    return meant if plausible else None


def _byte(character: str, codec: str) -> bytes:
    try:
        return character.encode(codec)
    except UnicodeEncodeError:
        return character.encode("latin_1")
