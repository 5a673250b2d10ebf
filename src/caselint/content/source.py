"""A page's bytes as text: decoding, byte order mark and newline style, all kept so that nothing is lost."""

from dataclasses import dataclass

BOM = b"\xef\xbb\xbf"
_WIDE_BOMS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


class Undecodable(ValueError):
    """The bytes are not UTF-8 text.

    Attributes:
        offset: code-point offset, in the text decoded with replacement, of the first bad byte.
        text: the bytes decoded with replacement, so that the page's anchors and links can still be indexed.
    """

    def __init__(self, message: str, offset: int, text: str) -> None:
        super().__init__(message)
        self.offset = offset
        self.text = text


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a page without its byte order mark; newlines stand as in the file."""

    text: str
    bom: bool = False

    @property
    def newline(self) -> str:
        """The newline style of the first line that has one; LF for a page without any."""
        at = self.text.find("\n")
        if at > 0 and self.text[at - 1] == "\r":
            return "\r\n"
        if at == -1 and "\r" in self.text:
            return "\r"
        return "\n"

    def encode(self, text: str | None = None) -> bytes:
        """The bytes of `text` (default: this source's own) as the file had them."""
        body = (self.text if text is None else text).encode("utf-8")
        return BOM + body if self.bom else body


def decode(data: bytes) -> Source:
    """Decode a page.

    Raises:
        Undecodable: the bytes are not UTF-8 (the message names what they seem to be and the first bad byte).
    """
    bom = data.startswith(BOM)
    body = data[len(BOM) :] if bom else data
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        for mark, name in _WIDE_BOMS.items():
            if data.startswith(mark):
                raise Undecodable(f"the page is {name}, not UTF-8", 0, data.decode(name, "replace")) from None
        offset = len(body[: error.start].decode("utf-8", "replace"))
        message = f"byte 0x{body[error.start]:02x} is not UTF-8 ({error.reason})"
        raise Undecodable(message, offset, body.decode("utf-8", "replace")) from None
    if "\x00" in text:
        raise Undecodable("the page holds NUL bytes: it is binary, or not UTF-8", text.index("\x00"), text)
    return Source(text, bom)
