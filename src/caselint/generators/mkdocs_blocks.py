"""Blocks of Python-Markdown and pymdownx as CommonMark: the header line alone is rewritten, at the same width.

    !!! note "Title"        +   #     Title      an item whose content indent is 4; `#` keeps the title apart
        body                    body
    ??? tip                 +   #                the same with an empty title
    === "Tab"               +  # Tab             five columns before the title: content indent 3
    /// note | Title        #        Title       the body is not indented: a heading, and a blank for the closing `///`
    :   definition          +   definition       only where definition lists are on

So the body becomes the item's content without a change to it, and every byte offset stays true.

Known limits: a line right after a body without a blank line between stays in the item (CommonMark's lazy lines); a list of
the author's that uses `+` merges with the block's; `<div markdown>` with a body indented by four is not covered.
"""

import re
from dataclasses import dataclass

from caselint.content.dialect import Rewritten

# A literal first character and possessive repeats: one pass over the page, whatever it holds.
_CANDIDATE = re.compile(rb"\n[ \t>]*+[!?=/`~:][!?=/`~ ]")
_FIRST_LINE = re.compile(rb"[ \t>]*+[!?=/`~:][!?=/`~ ]")
_LINE = re.compile(
    rb"[ \t>]*+(?:"
    rb"(?P<fence>`{3,}+|~{3,}+)(?P<info>[^\n]*+)"
    rb"|(?P<mark>!!! ?|\?\?\?\+? ?|===[!+]*+ ++)"
    rb"(?P<type>[\w\-\x80-\xff]*+(?: ++[\w\-\x80-\xff]++)*+)"
    rb'(?P<quoted> *+"(?P<title>[^"\n]*+(?:"(?![ \t]*+\r?(?:\n|\Z))[^"\n]*+)*+)")?+[ \t]*+(?=\r?(?:\n|\Z))'
    rb"|(?P<slashes>/{3,}+)[ \t]*+(?P<name>[\w\-]*+)[ \t]*+(?P<bar>\|[ \t]*+)?+(?P<rest>[^\r\n]*+)"
    rb"|(?P<colon>:) {1,3}+(?=[^\s]))"
)
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


def rewrite(body: bytes, syntax: BlockSyntax = ALL) -> Rewritten:
    """`body` with the headers of the generator's blocks as CommonMark: as many bytes, line for line.

    Linear in `body`. Sources of the syntax: `markdown/extensions/{admonition,def_list}.py`,
    `pymdownx/{details,tabbed}.py`, `pymdownx/blocks/__init__.py`.
    """
    starts = _candidate_lines(body)
    if not starts:
        return Rewritten(body)
    rewriter = _Rewriter(body, syntax)
    for start in starts:
        rewriter.line(start)
    return rewriter.finish()


def _candidate_lines(body: bytes) -> list[int]:
    """Where lines start that may open a block or a fence; empty where no line may open a block."""
    starts = [0] if _FIRST_LINE.match(body) else []
    blocks = bool(starts) and body.lstrip(b" \t>")[:1] not in (b"`", b"~")
    for match in _CANDIDATE.finditer(body):
        starts.append(match.start() + 1)
        blocks = blocks or body[match.end() - 2] not in b"`~"
    return starts if blocks else []


class _Rewriter:
    """The pass over candidate lines: which fence is open, and what has been written so far."""

    def __init__(self, body: bytes, syntax: BlockSyntax) -> None:
        self._body = body
        self._syntax = syntax
        self._out: list[bytes] = []
        self._written = 0
        self._titles: set[int] = set()
        self._fence: tuple[int, int, int] | None = None  # character, length, indent

    def line(self, start: int) -> None:
        match = _LINE.match(self._body, start)
        if match is None:
            return
        if match["fence"] is not None:
            self._meet_fence(match, match.start("fence") - start)
            return
        at = max(match.start("mark"), match.start("slashes"), match.start("colon"))
        if self._inside_fence(at - start):
            return
        if match["mark"] is not None:
            self._open_indented(match, at)
        elif match["colon"]:
            if self._syntax.definitions:
                self._replace(at, at + 1, b"+")
        elif self._syntax.blocks:
            self._open_or_close_slashes(match, at)

    def finish(self) -> Rewritten:
        if not self._out:
            return Rewritten(self._body)
        return Rewritten(b"".join(self._out) + self._body[self._written :], frozenset(self._titles))

    def _meet_fence(self, match: re.Match[bytes], indent: int) -> None:
        fence = match["fence"]
        if self._fence is None:
            if fence[0] != _BACKTICK or b"`" not in match["info"]:
                self._fence = (fence[0], len(fence), indent)
            return
        character, length, opened_at = self._fence
        if fence[0] == character and len(fence) >= length and not match["info"].strip():
            self._fence = None
        elif indent < opened_at and opened_at >= 2:
            self._fence = (fence[0], len(fence), indent)

    def _inside_fence(self, indent: int) -> bool:
        """Whether a header at `indent` stands in a fence; a dedent below an indented fence ends it."""
        if self._fence is None:
            return False
        opened_at = self._fence[2]
        if indent >= opened_at or opened_at < 2:
            return True
        self._fence = None
        return False

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
        room = match.start("title") - at if quoted is not None else end - at  # columns before the title's first character
        if not opens or room < _LEAST_ROOM:
            return
        opener = b"+   #" if room >= _FULL_ROOM or quoted is None else b"+  #"
        header = opener.ljust(room)
        if quoted is not None:
            header += match["title"].ljust(end - match.start("title"))
        self._replace(at, end, header)

    def _open_or_close_slashes(self, match: re.Match[bytes], at: int) -> None:
        """`/// name | title` and its closing `///`."""
        if not match["name"]:
            if not match["rest"].strip() and not match["bar"]:
                end = match.end("slashes")
                self._replace(at, end, b" " * (end - at))
        elif match["bar"] is not None or not match["rest"].strip():
            header = b"#".ljust(match.start("rest") - at) + match["rest"]
            self._replace(at, match.end("rest"), header)

    def _replace(self, start: int, end: int, header: bytes) -> None:
        self._out += self._body[self._written : start], header
        self._written = end
        mark = header.find(b"#")
        if mark >= 0:
            self._titles.add(start + mark)
