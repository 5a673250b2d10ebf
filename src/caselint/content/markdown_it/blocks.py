"""Where blocks start and cells stand: markdown-it's tokens know lines alone, its rules know more while they run."""

import re
from collections.abc import Callable, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from caselint.content.markdown_it.inline import PositionedInline, beside_footnotes

AT = "at"
"""Key in a block's `meta`: where it starts in the parser's text. Of a heading's content: where that starts."""
CELL = "cell"
"""Key in the `meta` of a `th` or `td`: the (start, end) of the cell between its pipes, in the parser's text."""
PIECES = "pieces"
"""Key in the `meta` of a cell's content: (offset in the content, offset in the parser's text), the first at 0."""

_Rule = Callable[[StateBlock, int, int, bool], bool]
_WATCHED = ("table", "code", "fence", "blockquote", "list", "html_block", "heading", "lheading", "paragraph")
_DEEPEST = 100
_TABLE_MARK = re.compile(r"\\|\|")


class _CommonMark(MarkdownIt):
    """Takes every destination, as it is written."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002 - the parent names it so
        return True

    def normalizeLink(self, url: str) -> str:
        return url

    def normalizeLinkText(self, link: str) -> str:
        return link


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables, strikethrough and footnotes: what `content.markdown` asks of its parser."""
    made = _CommonMark()
    made.inline = PositionedInline()
    made.configure("commonmark", {"maxNesting": _DEEPEST, "store_labels": True})
    made.enable(["table", "strikethrough"])
    made.use(footnote_plugin, inline=False, move_to_end=False)
    made.disable(["text_join", "fragments_join"])
    link = next(rule.fn for rule in made.inline.ruler.__rules__ if rule.name == "link")
    made.inline.ruler.at("link", beside_footnotes(link))
    rules = {rule.name: rule for rule in made.block.ruler.__rules__}
    for name in (*_WATCHED, "footnote_def"):
        made.block.ruler.at(name, _watched(rules[name].fn), {"alt": rules[name].alt})
    return made


def _watched(rule: _Rule) -> _Rule:
    """`rule`, noting in the tokens that it makes where they start."""

    def watched(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        if silent:
            return rule(state, start_line, end_line, silent)
        count = len(state.tokens)
        at = state.bMarks[start_line] + state.tShift[start_line]
        if not rule(state, start_line, end_line, silent):
            return False
        _note(state, state.tokens[count:], at)
        return True

    return watched


def _note(state: StateBlock, made: Sequence[Token], at: int) -> None:
    if not made:
        return
    first = made[0]
    first.meta[AT] = at
    if first.type == "heading_open" and first.markup.startswith("#"):
        content = at + len(first.markup)
        while state.src[content : content + 1] in (" ", "\t"):
            content += 1
        if state.src.startswith(made[1].content, content):
            made[1].meta[AT] = content
    elif first.type == "table_open":
        _note_cells(state, made)
    elif first.type.endswith("_list_open"):
        for token in made:
            if token.type == "list_item_open" and token.level == first.level + 1 and token.map is not None:
                token.meta[AT] = _with_indentation(state, token.map[0])
        first.meta[AT] = made[1].meta[AT]


def _with_indentation(state: StateBlock, line: int) -> int:
    """Where a line starts behind the marks and indentation of what it stands in: its own indentation belongs to it."""
    start = state.bMarks[line] + state.tShift[line]
    for _ in range(state.sCount[line] - state.blkIndent):
        if start <= state.bMarks[line] or state.src[start - 1] != " ":
            break
        start -= 1
    return start


def _note_cells(state: StateBlock, made: Sequence[Token]) -> None:
    cells: list[tuple[int, int]] = []
    column = line_end = 0
    for token in made:
        if token.type == "tr_open" and token.map is not None:
            line = token.map[0]
            line_end = state.eMarks[line]
            cells = _cells(state.src, state.bMarks[line] + state.tShift[line], line_end)
            column = 0
        elif token.type in ("th_open", "td_open"):
            token.meta[CELL] = cells[column] if column < len(cells) else (line_end + 1, line_end + 1)
        elif token.type == "inline":
            if column < len(cells):
                _note_pieces(state.src, token, *cells[column])
            column += 1


def _cells(src: str, start: int, end: int) -> list[tuple[int, int]]:
    """The cells of a row, as markdown-it's `escapedSplit` cuts it."""
    end = start + len(src[start:end].rstrip(" \t"))
    found = []
    at = start
    escaped = -1
    for mark in _TABLE_MARK.finditer(src, start, end):
        if mark[0] == "\\":
            escaped = mark.end()
        elif mark.start() != escaped:
            found.append((at, mark.start()))
            at = mark.end()
    found.append((at, end))
    if found[0][0] == found[0][1]:
        found.pop(0)
    if found and found[-1][0] == found[-1][1]:
        found.pop()
    return found


def _note_pieces(src: str, token: Token, start: int, end: int) -> None:
    """How a cell's content lies in the row: it lacks blanks at its ends, and the backslash of each `\\|`."""
    while start < end and src[start] in " \t\n":
        start += 1
    pieces = [(0, start)]
    content, at = "", start
    while (escape := src.find("\\|", at, end)) >= 0:
        content += src[at:escape]
        pieces.append((len(content), escape + 1))
        content += "|"
        at = escape + 2
    content += src[at:end]
    if content.rstrip(" \t\n") == token.content:
        token.meta[PIECES] = pieces
