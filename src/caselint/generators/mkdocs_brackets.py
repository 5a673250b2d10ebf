"""Links inside the text of a link: Python-Markdown makes the outer one, CommonMark the inner.

Inside of emphasis (`[**[a](b)**](c)`), and in a list item that holds another list, Python-Markdown forgets that it
stands in a link, and makes both.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from caselint.findings.span import Span

# A destination that is followed, without another bracket between, by the end of a link's text around it.
_NESTED = re.compile(rb"\]\([^()\n]*+\)[^\[\]\n]*+\]\(")
_PIECE = re.compile(rb"\\.|`++|!?\[|\]\(?+|\*++|_++")
_BLANK = re.compile(rb" ")
_WORD = re.compile(rb"[\w\x80-\xff]")
_PARENTHESIS = re.compile(rb"\\.|[()]")
_ITEM = re.compile(rb"(?P<indent> *+)(?:[-*+]|[0-9]{1,9}+\.) ")
_IN_LIST = re.compile(rb"(?: *+(?:[-*+]|[0-9]{1,9}+\.) |    )")
_ENDS_BLANK = re.compile(rb"\n[ \t\r]*+\n\Z")
# `(my file.md "Title")`: no link to CommonMark.
_SPACED = re.compile(
    rb"\]\((?P<target>[^\s()<>\[\]\"'`\\&]++(?>(?: ++[^\s()<>\[\]\"'`\\&]++)+)) *+"
    rb"(?:(?:\"[^\"\n]*+\"|'[^'\n]*+') *+)?\)"
)
_FILE = re.compile(rb"[./#]")
_LOOKED_AT = 1000
_NEWLINE = b"\n"
_TAB = 4


class InnerLink(NamedTuple):
    """A link inside the text of another: its bytes, and where its text ends.

    `is_made` where the site makes a link of it all the same.
    """

    span: Span
    text_end: int
    is_made: bool

    @property
    def edits(self) -> tuple[tuple[int, bytes], tuple[int, bytes]]:
        """Curly brackets for the square ones: they make no link, nor, behind a `]`, a destination."""
        return (self.span.start, b"{"), (self.text_end, b"}")


def inner_links(body: bytes) -> Iterator[InnerLink]:
    """The links inside of others, in order.

    Links on one line are seen; images inside a link are left as they are, since both make them. Linear in `body`.
    """
    done = 0
    for nested in _NESTED.finditer(body):
        if nested.start() < done:
            continue
        start = body.rfind(_NEWLINE, 0, nested.start()) + 1
        end = body.find(_NEWLINE, nested.start())
        done = end if end >= 0 else len(body)
        yield from sorted(_line(body, start, done))


def spaced_destinations(body: bytes) -> Iterator[tuple[int, bytes]]:
    """A mark for each blank in the destination of a link, which Python-Markdown takes as it stands.

    Destinations that name no file or place, as in `f[i](a, b)`, and those in code are left. Linear in
    `body`.
    """
    counted = ticks = 0
    for link in _SPACED.finditer(body):
        newline = body.rfind(_NEWLINE, counted, link.start())
        if newline >= 0:
            counted, ticks = newline, 0
        ticks += body.count(b"`", counted, link.start())
        counted = link.start()
        if ticks % 2 == 0 and _FILE.search(link["target"]):
            for blank in _BLANK.finditer(body, *link.span("target")):
                yield blank.start(), b"_"


def _line(body: bytes, at: int, end: int) -> Iterator[InnerLink]:
    """The links inside of links between two offsets."""
    open_brackets: list[tuple[int, bool, bool]] = []
    links: list[InnerLink] = []
    no_code: set[bytes] = set()
    emphasis: set[bytes] = set()
    holds_list = _holds_list(body, at, end)
    while piece := _PIECE.search(body, at, end):
        at, mark = piece.end(), piece[0]
        if mark.startswith(b"`"):
            close = -1 if mark in no_code else _code_end(body, at, end, mark)
            if close < 0:
                no_code.add(mark)
            else:
                at = close
        elif mark in (b"[", b"!["):
            open_brackets.append((at - 1, mark == b"![", bool(emphasis)))
        elif mark[:1] in b"*_":
            emphasis ^= {mark} if _is_emphasis(body, piece) else set()
        elif mark.startswith(b"]") and open_brackets:
            start, is_image, is_made = open_brackets.pop()
            close = _destination_end(body, at, end) if mark == b"](" else -1
            if close < 0:
                continue
            at = close
            if is_image:
                continue
            while links and links[-1].span.start > start:
                inner = links.pop()
                yield inner._replace(is_made=inner.is_made or holds_list)
            links.append(InnerLink(Span(start, close), piece.start(), is_made))


def _holds_list(body: bytes, at: int, end: int) -> bool:
    """Whether the line is an item whose text is no paragraph of its own, with a list below."""
    item = _ITEM.match(body, at, end)
    below = _ITEM.match(body, min(end + 1, len(body))) if item else None
    if item is None or below is None or len(below["indent"]) // _TAB <= len(item["indent"]) // _TAB:
        return False
    above = body[max(at - _LOOKED_AT, 0) : at]
    if not _ENDS_BLANK.search(above):
        return True
    last = above.rstrip()
    return not _IN_LIST.match(last, last.rfind(b"\n") + 1)


def _is_emphasis(body: bytes, mark: re.Match[bytes]) -> bool:
    """Whether asterisks or underscores may open or close emphasis."""
    before, behind = body[max(mark.start() - 1, 0) : mark.start()], body[mark.end() : mark.end() + 1]
    if mark[0].startswith(b"_") and _WORD.match(before) and _WORD.match(behind):
        return False
    return bool(before.strip() or behind.strip())


def _code_end(body: bytes, at: int, end: int, mark: bytes) -> int:
    """Where a code span that `mark` opened ends, or -1."""
    while (close := body.find(mark, at, end)) >= 0:
        at = close + len(mark)
        while at < end and body[at : at + 1] == b"`":
            at += 1
        if at == close + len(mark):
            return at
    return -1


def _destination_end(body: bytes, at: int, end: int) -> int:
    """Where the round bracket that was opened before `at` is closed, or -1."""
    depth = 1
    for piece in _PARENTHESIS.finditer(body, at, end):
        if piece[0] in b"()":
            depth += 1 if piece[0] == b"(" else -1
            if depth == 0:
                return piece.end()
    return -1
