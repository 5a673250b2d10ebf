"""The parser's byte offsets as code points."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

_STEP = 128


class ByteOffsets:
    """Converts byte offsets into what the parser is shown to code-point offsets into the page's text.

    Identity for ASCII; else a table of places, and one short decode from the one before. The parser may be shown blanks
    and newlines that the body does not have, and text behind it.
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
        if not self._ascii:
            self._bytes, self._points = self._table(body)

    @staticmethod
    def _table(body: bytes) -> tuple[list[int], list[int]]:
        """Bytes and code points at every 128th byte or so, wherever lines end: a line may be as long as the page."""
        starts: list[int] = []
        points: list[int] = []
        at = point = 0
        while at < len(body) or not starts:
            starts.append(at)
            points.append(point)
            end = at + _STEP
            while end < len(body) and body[end] & 0xC0 == 0x80:  # inside of a character
                end += 1
            point += len(body[at:end].decode("utf-8", "replace"))
            at = end
        return starts, points

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

    def quick(self, *, goes_on: bool) -> Callable[[int], int]:
        """The same as a call, as fast as this body allows; `goes_on`: the parser is shown text behind it."""
        if self._added or goes_on:
            return self
        return self._base.__add__ if self._ascii else self.of_body

    def __call__(self, offset: int) -> int:
        if self._added:
            offset -= bisect_left(self._added, offset)
        if offset > self._end:
            offset = self._end
        return self.of_body(offset)

    def of_body(self, offset: int) -> int:
        """The same for an offset into the body itself."""
        if self._ascii:
            return offset + self._base
        row = bisect_right(self._bytes, offset) - 1
        start = self._bytes[row]
        return self._base + self._points[row] + len(self._body[start:offset].decode("utf-8", "replace"))


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
