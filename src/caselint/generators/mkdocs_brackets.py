"""Links inside the text of a link: Python-Markdown makes the outer one, CommonMark the inner."""

import re
from collections.abc import Iterator

# A destination that is followed, without another bracket between, by the end of a link's text around it.
_NESTED = re.compile(rb"\]\([^()\n]*+\)[^\[\]\n]*+\]\(")
_PIECE = re.compile(rb"\\.|`++|!?\[|\]\(?+")
_PARENTHESIS = re.compile(rb"\\.|[()]")
_NEWLINE = b"\n"


def inner_brackets(body: bytes) -> Iterator[tuple[int, bytes]]:
    """Offsets of brackets that make no link on the site, with what is put in their place: a round one that makes none.

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


def _line(body: bytes, at: int, end: int) -> Iterator[tuple[int, bytes]]:
    """The brackets of links inside of links between two offsets."""
    open_brackets: list[tuple[int, bool]] = []
    links: list[tuple[int, int]] = []
    no_code: set[bytes] = set()
    while piece := _PIECE.search(body, at, end):
        at, mark = piece.end(), piece[0]
        if mark.startswith(b"`"):
            close = -1 if mark in no_code else _code_end(body, at, end, mark)
            if close < 0:
                no_code.add(mark)
            else:
                at = close
        elif mark in (b"[", b"!["):
            open_brackets.append((at - 1, mark == b"!["))
        elif mark.startswith(b"]") and open_brackets:
            start, is_image = open_brackets.pop()
            close = _destination_end(body, at, end) if mark == b"](" else -1
            if close < 0:
                continue
            at = close
            if is_image:
                continue
            while links and links[-1][0] > start:
                inner_start, inner_end = links.pop()
                yield inner_start, b"("
                yield inner_end, b")"
            links.append((start, piece.start()))


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
