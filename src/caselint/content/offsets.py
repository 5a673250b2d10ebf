"""The parser's byte offsets as code points."""

from bisect import bisect_right


class ByteOffsets:
    """Converts byte offsets into a UTF-8 body to code-point offsets into the page's text.

    Identity for ASCII; else a table of line starts, and one short decode within a line.
    """

    def __init__(self, body: bytes, text: str, base: int) -> None:
        """`body` is `text[base:]` encoded; results are offsets into `text`."""
        self._body = body
        self._base = base
        self._ascii = len(body) == len(text) - base
        if not self._ascii:
            self._bytes, self._points = self._line_table(body)

    @staticmethod
    def _line_table(body: bytes) -> tuple[list[int], list[int]]:
        starts, points = [0], [0]
        at = point = 0
        for line in body.splitlines(keepends=True):
            at += len(line)
            point += len(line.decode("utf-8", "replace"))
            starts.append(at)
            points.append(point)
        return starts, points

    def __call__(self, offset: int) -> int:
        if self._ascii:
            return offset + self._base
        row = bisect_right(self._bytes, offset) - 1
        start = self._bytes[row]
        return self._base + self._points[row] + len(self._body[start:offset].decode("utf-8", "replace"))
