"""The parser's offsets as code points of the page's text."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol

_STEP = 128
_CHARACTERS = bytes((*range(0x80), *range(0xC0, 0x100)))  # the bytes that a character may start with


class Places(Protocol):
    """Leads from the offsets that a parser counts to code points of the page's text."""

    def __call__(self, offset: int) -> int: ...
    def many(self, offsets: Sequence[int]) -> Sequence[int]:
        """The same for all of `offsets`, several times as fast."""
        ...


class CodePoints:
    """For a parser whose offsets are code points of the text already."""

    def __call__(self, offset: int) -> int:
        return offset

    def many(self, offsets: Sequence[int]) -> Sequence[int]:
        return offsets


class ByteOffsets:
    """Converts byte offsets into what the parser is shown to code-point offsets into the page's text.

    For ASCII the base is added. Else the body is cut into rows of 128 bytes: in most rows of most pages all is ASCII
    again, and in the others the bytes that start no character are counted. The parser may be shown blanks and newlines
    that the body does not have, and text behind it.
    """

    def __init__(self, body: bytes, text: str, base: int, inserted: Sequence[tuple[int, bytes]] = ()) -> None:
        """`body` is `text[base:]` encoded; results are offsets into `text`.

        `inserted`: in order, bytes that the parser is shown more, one before each of these offsets into `body`.
        """
        self._body = body
        self._end = len(body)
        self._base = base
        self._inserted = inserted
        self._added = [at + row for row, (at, _) in enumerate(inserted)]
        self._ascii = len(body) == len(text) - base
        self._before: list[int] = []  # of each row what is added to an offset into it, but for what stands in it
        self._shifts: list[int | None] = []  # the same; None where the row is not ASCII
        if not self._ascii:
            self._measure(body)

    def _measure(self, body: bytes) -> None:
        shift = self._base
        for at in range(0, self._end + 1, _STEP):
            row = body[at : at + _STEP]
            self._before.append(shift)
            if row.isascii():
                self._shifts.append(shift)
            else:
                self._shifts.append(None)
                shift -= len(row.translate(None, _CHARACTERS))

    def shown(self, body: bytes) -> bytes:
        """`body`, of the same width as the page's, with the bytes inserted."""
        if not self._inserted:
            return body
        pieces: list[bytes] = []
        done = 0
        for at, piece in self._inserted:
            pieces += body[done:at], piece
            done = at
        return b"".join(pieces) + body[done:]

    def original(self, offset: int) -> int:
        """The byte of the body for an offset into what the parser is shown."""
        if self._added:
            offset -= bisect_left(self._added, offset)
        return min(offset, self._end)

    def is_behind(self, offset: int) -> bool:
        """Whether the parser was at text that is not the page's."""
        return offset > len(self._body) + len(self._added)

    def __call__(self, offset: int) -> int:
        if self._added or offset > self._end:
            offset = self.original(offset)
        if self._ascii:
            return offset + self._base
        shift = self._shifts[offset // _STEP]
        return self.of_body(offset) if shift is None else offset + shift

    def of_body(self, offset: int) -> int:
        """The same for an offset into the body itself."""
        if self._ascii:
            return offset + self._base
        row = offset // _STEP
        return offset + self._before[row] - len(self._body[row * _STEP : offset].translate(None, _CHARACTERS))

    def many(self, offsets: Sequence[int]) -> Sequence[int]:
        """The same as a call for each of `offsets`."""
        added, end = self._added, self._end
        if added:
            offsets = [at - bisect_left(added, at) for at in offsets]
        if offsets and max(offsets) > end:
            offsets = [min(at, end) for at in offsets]
        if self._ascii:
            base = self._base
            return [at + base for at in offsets] if base else offsets
        shifts, slowly = self._shifts, self.of_body
        return [at + shift if (shift := shifts[at // _STEP]) is not None else slowly(at) for at in offsets]


class Encoded:
    """Converts code points of a text into its bytes in UTF-8."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ascii = text.isascii()
        self._bytes = [0]
        for at in () if self._ascii else range(0, len(text), _STEP):
            self._bytes.append(self._bytes[-1] + len(text[at : at + _STEP].encode("utf-8", "replace")))

    def __call__(self, offset: int) -> int:
        if self._ascii:
            return offset
        row = min(offset // _STEP, len(self._bytes) - 1)
        return self._bytes[row] + len(self._text[row * _STEP : offset].encode("utf-8", "replace"))
