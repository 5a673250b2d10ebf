"""Text of pages and names of files made safe to show: nothing hidden, nothing that a terminal or a runner obeys."""

import re
import unicodedata

_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_RUNNER_COMMAND = re.compile(r"##(?=(?:vso|teamcity)?\[)", re.IGNORECASE)
_RUNNER_LINE = re.compile(r"^([ \t]*+)::", re.MULTILINE)
_UNSEEN = frozenset({"Mn", "Me", "Cf"})


def visible(text: str) -> str:
    r"""`text` with what cannot be seen, or would act on a terminal, written out: `\n`, `\x1b`, `\u202e`.

    These are the C0 and C1 controls, marks and overrides of writing direction, line separators, spaces of no width,
    tags and lone surrogates; a surrogate that stands for an undecodable byte of a file name becomes that byte (`\xff`).
    Joiners stay: emoji and several scripts need them.
    """
    return text if text.isascii() and text.isprintable() else _HIDDEN.sub(_written_out, text)


def _written_out(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if character in _NAMED:
        return _NAMED[character]
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def shorten(text: str, limit: int) -> str:
    """`text` cut to `limit` characters, the last an ellipsis where something was cut."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def without_commands(text: str) -> str:
    r"""Lines of output in which no CI runner finds a command.

    GitHub obeys lines that start with `::`, after blanks too, and `##[` anywhere; Azure `##vso[`, TeamCity
    `##teamcity[`. A backslash keeps them readable: `\::error`, `#\#[error]`.
    """
    if "::" in text:
        text = _RUNNER_LINE.sub(r"\1\\::", text)
    return _RUNNER_COMMAND.sub(r"#\\#", text) if "##" in text else text


def width(text: str) -> int:
    """The columns that `text` takes on a terminal: wide characters two, combining ones none."""
    return len(text) if text.isascii() else sum(map(_cell, text))


def _cell(character: str) -> int:
    if character < "\u0300":
        return 1
    if unicodedata.category(character) in _UNSEEN:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
