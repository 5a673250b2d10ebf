"""Where a link's destination stands inside the link as written (CommonMark 0.31, sections 6.3 and 4.7)."""

import re

from caselint.findings.span import Span

_BLANK = re.compile(r"[ \t\v\f]*+(?:(?:\r\n?|\n)[ \t\v\f>]*+)?")
_DEFINITION = re.compile(r"\[(?>(?:[^\[\]\\]|\\.)+)\]:[ \t\v\f]*+(?:\r\n?|\n)?[ \t\v\f]*+")

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_PLAIN = re.compile(r"[^\x00-\x20()\\]*+")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,40});")


def unescaped(written: str) -> str:
    """A destination as written with its escapes and entities resolved."""
    if "\\" not in written and "&" not in written:
        return written
    return _ESCAPE.sub(_meant, written)


def without_escapes(written: str) -> str:
    """`written` without the backslashes before punctuation."""
    return _ESCAPED.sub(r"\1", written)


def _meant(escape: re.Match[str]) -> str:
    from html import unescape
    from html.entities import html5

    if escape[1]:
        return escape[1]
    return unescape(escape[0]) if escape[0][1] == "#" or escape[0][1:] in html5 else escape[0]


def inline_destination(text: str, content_end: int, end: int) -> Span:
    """The destination of an inline link or image whose text ends at or before `content_end`, the link at `end`.

    Returns an empty span before the closing bracket where the link has no destination (`[a]()`).
    """
    opener = text.find("](", content_end, end)
    if opener < 0:
        return Span(end, end)
    return _destination(text, opener + 2, end - 1)


def spaced_destination(text: str, content_end: int, end: int) -> Span:
    """The same where blanks are part of a destination (Python-Markdown): only a title ends it."""
    written = inline_destination(text, content_end, end)
    behind = text[written.end : end - 1].rstrip()
    return written if behind.endswith(("'", '"')) else Span(written.start, written.end + len(behind))


def definition_destination(text: str, start: int, end: int) -> Span:
    """The destination of the reference definition at `start`."""
    label = _DEFINITION.match(text, start, end)
    return _destination(text, label.end(), end) if label else Span(start, end)


def _destination(text: str, start: int, end: int) -> Span:
    blank = _BLANK.match(text, start, end)
    if blank:
        start = blank.end()
    if text.startswith("<", start):
        close = text.find(">", start, end)
        return Span(start + 1, close if close >= 0 else end)
    plain = _PLAIN.match(text, start, end)
    at, depth = plain.end() if plain else start, 0
    while at < end:
        character = text[at]
        if character == "\\":
            at += 1
        elif character == "(":
            depth += 1
        elif character == ")":
            if depth == 0:
                break
            depth -= 1
        elif character <= " ":  # controls and the space; other white space is part of it
            break
        at += 1
    return Span(start, min(at, end))
