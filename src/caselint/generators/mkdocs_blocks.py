"""Blocks of Python-Markdown and pymdownx as CommonMark: the header line alone is rewritten, at the same width.

    !!! note "Title"        +   #     Title      an item whose content indent is 4; `#` keeps the title apart
        body                    body
    ??? tip                 +   #                the same with an empty title
    === "Tab"               +  # Tab             five columns before the title: content indent 3
    /// note | Title        #        Title       the body is not indented: a heading, and a blank for the closing `///`
    :   definition          +   definition       only where definition lists are on

So the body becomes the item's content without a change to it, and every byte offset stays true. A mark of fenced code
that opens none on the site is broken, one inside of a longer fence is blanked.

Known limits: a line right after a body without a blank line between stays in the item (CommonMark's lazy lines); a
list of the author's that uses `+` merges with the block's; `<div markdown>` with a body indented by four is not
covered.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from caselint.findings.span import Span

Edit = tuple[int, bytes]  # the bytes from an offset on become these, as many

# A literal first character and possessive repeats: one pass over the page, whatever it holds.
_CANDIDATE = re.compile(rb"\n[ \t>]*+[!?=/`~:][!?=/`~ ]")
_FIRST_LINE = re.compile(rb"[ \t>]*+[!?=/`~:][!?=/`~ ]")
_LINE = re.compile(
    rb"[ \t>]*+(?:"
    rb"(?>(?:(?:[-*+]|[0-9]{1,9}+[.)])[ \t]++)*)(?P<fence>`{3,}+|~{3,}+)(?P<info>[^\n]*+)"
    rb"|(?P<mark>!!! ?|\?\?\?\+? ?|===[!+]*+ ++)"
    rb"(?P<type>[\w\-\x80-\xff]*+(?>(?: ++[\w\-\x80-\xff]++)*))"
    rb'(?>(?P<quoted> *+"(?P<title>[^"\n]*+(?>(?:"(?![ \t]*+\r?(?:\n|\Z))[^"\n]*+)*))")?)[ \t]*+(?=\r?(?:\n|\Z))'
    rb"|(?P<slashes>/{3,}+)[ \t]*+(?P<name>[\w\-]*+)[ \t]*+(?>(?P<bar>\|[ \t]*+)?)(?P<rest>[^\r\n]*+)"
    rb"|(?P<colon>:) {1,3}+(?=[^\s]))"
)
_ITEM_FENCES = (b" ```", b" ~~~")
_ITEM_MARKS = frozenset(b"-*+.)")
_LONGEST_BEFORE = 100
_LEAST_ROOM = 5
_FULL_ROOM = 6
_BACKTICK = ord("`")


@dataclass(frozen=True, slots=True)
class BlockSyntax:
    """Which of the blocks a site has switched on."""

    admonition: bool = False
    details: bool = False
    tabbed: bool = False
    blocks: bool = False
    definitions: bool = False

    @property
    def any(self) -> bool:
        return self.admonition or self.details or self.tabbed or self.blocks or self.definitions


ALL = BlockSyntax(admonition=True, details=True, tabbed=True, blocks=True, definitions=True)


@dataclass(frozen=True, slots=True)
class Blocks:
    """The edits that make CommonMark of a body, in order; the offsets of headings that were block titles; where the
    titles of tabs stand; the blocks between slashes that are closed."""

    edits: list[Edit]
    titles: frozenset[int]
    tabs: tuple[Span, ...]
    sections: tuple[Span, ...]


def read_blocks(body: bytes, syntax: BlockSyntax, fences: Sequence[Span]) -> Blocks:
    """The blocks of `body`.

    `fences` is the page's fenced code. Linear in `body`. Sources of the syntax:
    `markdown/extensions/{admonition,def_list}.py`, `pymdownx/{details,tabbed}.py`, `pymdownx/blocks/__init__.py`.
    """
    rewriter = _Rewriter(body, syntax, fences)
    for start in _candidate_lines(body):
        rewriter.line(start)
    return Blocks(rewriter.edits, frozenset(rewriter.titles), tuple(rewriter.tabs), tuple(rewriter.sections))


def _candidate_lines(body: bytes) -> list[int]:
    """Where lines start that may open a block or a fence."""
    starts = [0] if _FIRST_LINE.match(body) else []
    starts += [match.start() + 1 for match in _CANDIDATE.finditer(body)]
    items = set()
    for fence in _ITEM_FENCES:
        at = body.find(fence)
        while at >= 0:
            if at and body[at - 1] in _ITEM_MARKS:
                items.add(body.rfind(b"\n", max(at - _LONGEST_BEFORE, 0), at) + 1)
            at = body.find(fence, at + len(fence))
    return sorted(items.union(starts)) if items else starts


class _Rewriter:
    """The pass over candidate lines, in order."""

    def __init__(self, body: bytes, syntax: BlockSyntax, fences: Sequence[Span]) -> None:
        self.edits: list[Edit] = []
        self.titles: set[int] = set()
        self.tabs: list[Span] = []
        self.sections: list[Span] = []
        self._open_sections: list[tuple[int, int]] = []  # how many slashes, and where
        self._body = body
        self._syntax = syntax
        self._fences = fences
        self._row = 0

    def line(self, start: int) -> None:
        match = _LINE.match(self._body, start)
        if match is None:
            return
        around = self._around(start)
        if match["fence"] is not None:
            self._meet_fence(match, around)
            return
        if around is not None:
            return
        at = max(match.start("mark"), match.start("slashes"), match.start("colon"))
        if match["mark"] is not None:
            self._open_indented(match, at)
        elif match["colon"]:
            if self._syntax.definitions:
                self._replace(at, b"+")
        elif self._syntax.blocks:
            self._open_or_close_slashes(match, at)

    def _around(self, start: int) -> Span | None:
        """The fenced code that holds the line at `start`."""
        while self._row < len(self._fences) and self._fences[self._row].end <= start:
            self._row += 1
        fence = self._fences[self._row] if self._row < len(self._fences) else None
        return fence if fence is not None and fence.start <= start else None

    def _meet_fence(self, match: re.Match[bytes], around: Span | None) -> None:
        """A line that CommonMark may take for the start or end of fenced code."""
        start, end = match.span("fence")
        mark = match["fence"]
        if around is None:
            kept = b"``" if mark[0] == _BACKTICK and b"`" not in match["info"] else mark[:0]
            if kept or mark[0] != _BACKTICK:
                self._replace(start, kept.ljust(end - start))
        elif around.start <= match.start() and match.end() < around.end - 1 and not match["info"].strip():
            opened = self._body[around.start : match.start()].lstrip(b" \t>")
            if opened.startswith(mark[:1]):
                self._replace(start, b" " * (end - start))

    def _open_indented(self, match: re.Match[bytes], at: int) -> None:
        """`!!!`, `???`, `===`: blocks with an indented body."""
        mark, quoted, kind = match["mark"], match["quoted"], match["type"]
        if mark.startswith(b"="):
            opens = self._syntax.tabbed and quoted is not None and not kind
        elif mark.startswith(b"!"):
            opens = self._syntax.admonition and bool(kind)
        else:
            opens = self._syntax.details and (bool(kind) or quoted is not None)
        end = match.end()
        # Columns before the title's first character.
        room = match.start("title") - at if quoted is not None else end - at
        if not opens or room < _LEAST_ROOM:
            return
        opener = b"+   #" if room >= _FULL_ROOM or quoted is None else b"+  #"
        header = opener.ljust(room)
        if quoted is not None:
            header += match["title"].ljust(end - match.start("title"))
        self._replace(at, header)
        if mark.startswith(b"="):
            self.tabs.append(Span(*match.span("title")))

    def _open_or_close_slashes(self, match: re.Match[bytes], at: int) -> None:
        """`/// name | title` and its closing `///`."""
        if not match["name"]:
            if not match["rest"].strip() and not match["bar"]:
                end = match.end("slashes")
                self._replace(at, b" " * (end - at))
                self._close_section(end - at, end)
        elif match["bar"] is not None or not match["rest"].strip():
            header = b"#".ljust(match.start("rest") - at) + match["rest"]
            self._replace(at, header)
            self._open_sections.append((match.end("slashes") - at, at))

    def _close_section(self, slashes: int, end: int) -> None:
        while self._open_sections:
            opened, start = self._open_sections.pop()
            self.sections.append(Span(start, end))
            if opened == slashes:
                return

    def _replace(self, start: int, header: bytes) -> None:
        self.edits.append((start, header))
        mark = header.find(b"#")
        if mark >= 0:
            self.titles.add(start + mark)
