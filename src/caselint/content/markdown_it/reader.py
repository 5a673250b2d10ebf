"""markdown-it's tokens as the walk takes them."""

import re
from bisect import bisect_right
from typing import Any

from markdown_it.token import Token

from caselint.content.destinations import definition_destination
from caselint.content.markdown_it.blocks import AT, CELL, PIECES, parser
from caselint.content.markdown_it.inline import BlockText, Inlines
from caselint.content.offsets import ByteOffsets, Encoded
from caselint.content.templates import Covered
from caselint.content.walk import Walk
from caselint.findings.span import Span

_NEWLINE = re.compile(r"\r\n?|\n")
_BOX = re.compile(r"\[[ \txX]\](?=[ \t\n])[ \t]?")
_OPENED = {
    "paragraph_open": "Paragraph",
    "bullet_list_open": "List",
    "ordered_list_open": "List",
    "list_item_open": "Item",
    "blockquote_open": "BlockQuote",
    "table_open": "Table",
}
_CLOSED = {
    "paragraph_close": "Paragraph",
    "bullet_list_close": "List",
    "ordered_list_close": "List",
    "list_item_close": "Item",
    "heading_close": "Heading",
    "th_close": "TableCell",
    "td_close": "TableCell",
}


class TokenReader:
    """A page's tokens, ready to drive a walk.

    `markdown` is what the parser is shown of a page, with definitions from elsewhere behind its first `length`
    characters; `offsets` lead from its bytes to the page.

    Attributes:
        definitions: where the destination of each reference definition stands, by its folded label.
    """

    def __init__(self, markdown: str, covered: Covered, offsets: ByteOffsets, length: int) -> None:
        self._covered = covered
        self._offsets = offsets
        self._bytes = Encoded(markdown)
        newlines = [match.span() for match in _NEWLINE.finditer(markdown)]
        self._starts = [0, *(end for _, end in newlines)]
        self._ends = [*(start for start, _ in newlines), len(markdown)]
        shown = markdown.replace("\0", "\x01")  # a control too; markdown-it would make a letter of it
        self._lines = [shown[start:end] for start, end in zip(self._starts, self._ends, strict=True)]
        self._own_starts = [0]  # of the lines in the parser's own text, whose newlines are one character
        for line in self._lines:
            self._own_starts.append(self._own_starts[-1] + len(line) + 1)
        self._block = Span(0, 0)
        env: dict[str, Any] = {}
        self._tokens = parser().parse("\n".join(self._lines), env)
        self.definitions = {
            label.casefold(): self._definition(*reference["map"])
            for label, reference in env.get("references", {}).items()
            if self._starts[reference["map"][0]] < length
        }

    def _definition(self, first: int, last: int) -> Span:
        start = self._starts[first] + max(self._lines[first].find("["), 0)
        return definition_destination(self._covered.text, self._place(start), self._place(self._ends[last - 1]))

    def _place(self, offset: int) -> int:
        """The place in the page of one in what the parser is shown."""
        return self._offsets(self._bytes(offset))

    def drive(self, walk: Walk, titles: frozenset[int]) -> None:
        """Hand every token to `walk`; `titles` are the offsets of headings that are titles of blocks."""
        inlines = Inlines(walk, self._covered)
        item_begins = False
        for number, token in enumerate(self._tokens):
            kind = token.type
            if kind == "inline":
                inlines.drive(token.children or [], self._text_of(token), skip=_box(token) if item_begins else 0)
                item_begins = False
            elif token.hidden:
                continue
            elif kind in _OPENED:
                self._block = self._span(token)
                item_begins = kind == "list_item_open" or (item_begins and kind == "paragraph_open")
                box = _box(self._tokens[number + 1]) if item_begins else 0
                walk.OPENERS[_OPENED[kind]](walk, self._block.start + box, self._block.end)
            elif kind in _CLOSED:
                walk.CLOSERS[_CLOSED[kind]](walk)
            else:
                self._other(walk, token, titles)

    def _other(self, walk: Walk, token: Token, titles: frozenset[int]) -> None:
        kind = token.type
        if kind == "heading_open":
            span = self._block = self._span(token)
            walk.open_heading(int(token.tag[1:]), *span, span.start in titles)
        elif kind == "tr_open":
            walk.OPENERS["TableRow"](walk, *self._span(token))
        elif kind in ("th_open", "td_open"):
            start, end = token.meta[CELL]
            self._block = Span(self._offset(start), self._offset(end))
            walk.OPENERS["TableCell"](walk, *self._block)
        elif kind in ("fence", "code_block"):
            self._code(walk, token)
        elif kind == "html_block":
            walk.OPENERS["HtmlBlock"](walk, *self._span(token))
        elif kind == "footnote_reference_open":
            walk.open_footnote(token.meta["label"], *self._span(token))

    def _code(self, walk: Walk, token: Token) -> None:
        assert token.map is not None
        fenced = token.type == "fence"
        rows = token.content.removesuffix("\n").split("\n") if token.content else []
        lines = []
        for number, row in enumerate(rows, token.map[0] + fenced):
            written = row if self._lines[number].endswith(row) else row.lstrip()
            start = self._ends[number] - len(written) if self._lines[number].endswith(written) else self._starts[number]
            beyond = self._starts[number + 1] if number + 1 < len(self._starts) else self._ends[number]
            lines.append(Span(self._place(start), self._place(beyond)))
        span = self._span(token)
        walk.open_code(token.info.strip() if fenced else None, span.start if fenced else lines[0].start, span.end)
        for line in lines:
            walk.reach(*line)
        walk.CLOSERS["CodeBlock"](walk)

    def _offset(self, own: int) -> int:
        """The place in the page of one in the parser's own text."""
        return self._place(self._shown(own))

    def _shown(self, own: int) -> int:
        """The place in what the parser is shown of one in its own text."""
        line = min(bisect_right(self._own_starts, own) - 1, len(self._lines) - 1)
        return min(self._starts[line] + own - self._own_starts[line], self._ends[line])

    def _span(self, token: Token) -> Span:
        """The range of a block, with the newline behind it."""
        assert token.map is not None
        first, last = token.map
        start = self._offset(token.meta[AT]) if AT in token.meta else self._place(self._starts[first])
        beyond = self._starts[last] if last < len(self._starts) else self._ends[-1]
        return Span(start, max(self._place(beyond), start))

    def _text_of(self, token: Token) -> BlockText:
        """How the content of an inline token lies in the page."""
        pieces: list[tuple[int, int]] | None
        if PIECES in token.meta:
            pieces = [(start, self._shown(own)) for start, own in token.meta[PIECES]]
        elif AT in token.meta:
            pieces = [(0, self._shown(token.meta[AT]))]
        else:
            pieces = self._lines_of(token)
        return BlockText(token.content, pieces, self._place, _trimmed(self._covered.text, self._block))

    def _lines_of(self, token: Token) -> list[tuple[int, int]] | None:
        """The pieces of a content that is lines without what stands in front of them; None where that is not so."""
        assert token.map is not None
        pieces = []
        at = 0
        line = token.map[0]
        while line + 1 < len(self._lines) and not self._lines[line].strip():
            line += 1
        for number, row in enumerate(token.content.split("\n"), line):
            core = row.strip()
            found = self._lines[number].rfind(core) if number < len(self._lines) else -1
            if found < 0 or self._lines[number][found + len(core) :].strip():
                return None
            blanks = len(row) - len(row.lstrip())  # of which a tab that was cut in two has made some up
            if blanks:
                pieces.append((at, self._starts[number] + max(found - blanks, 0)))
            pieces.append((at + blanks, self._starts[number] + found))
            at += len(row) + 1
        return pieces


def _trimmed(text: str, span: Span) -> Span:
    """`span` without the white space at its ends."""
    words = span.slice(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def _box(token: Token) -> int:
    """The length of a task's box at the start of a content, with the blank behind it."""
    box = _BOX.match(token.content) if token.type == "inline" else None
    return box.end() if box else 0
