"""Where the inline elements of a block stand: markdown-it's tokens know lines of blocks and nothing else.

The inline parser is watched while it reads: between two rules its own position is known, so each token gets the range
of the block's text that the rule took for it. That text is the block's source without its indentation and marks; how
it lies in the page is proven line by line, and a block for which that fails gives its whole range for all it holds.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from caselint.content.templates import Covered
from caselint.content.walk import Walk
from caselint.findings.span import Span

RANGE = "range"
"""The key in a token's `meta`: (start, end) in the text of its block, or of the image whose text it stands in."""

_Rule = Callable[[StateInline, bool], bool]


class _State(StateInline):
    """A state that notes for text which piece of the source it came from."""

    def __init__(self, src: str, md: MarkdownIt, env: Any, out: list[Token]) -> None:
        super().__init__(src, md, env, out)
        self.text_start = 0
        self.rule_start = 0

    def pushPending(self) -> Token:
        token = super().pushPending()
        end = self.text_start + len(token.content)
        exact = self.src.startswith(token.content, self.text_start)
        token.meta[RANGE] = (self.text_start, end if exact else max(end, self.rule_start))
        return token


class PositionedInline(ParserInline):
    """The inline parser, with the range of each token noted in its `meta`."""

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens

    def tokenize(self, state: StateInline) -> None:
        assert isinstance(state, _State)
        rules = self.ruler.getRules("")
        end = state.posMax
        deepest = state.md.options["maxNesting"]
        while state.pos < end:
            start, count = state.pos, len(state.tokens)
            state.rule_start = start
            if not state.pending:
                state.text_start = start
            if state.level < deepest and any(rule(state, False) for rule in rules):
                _note(state, count, start)
                continue
            state.pending += state.src[state.pos]
            state.pos += 1
        state.rule_start = end
        if state.pending:
            state.pushPending()


def _note(state: _State, count: int, start: int) -> None:
    """Give the tokens that a rule made its range; marks that it cut into several one piece each."""
    new = [token for token in state.tokens[count:] if RANGE not in token.meta]
    marks = "".join(token.content for token in new)
    if len(new) > 1 and all(token.type == "text" for token in new) and state.src.startswith(marks, start):
        for token in new:
            token.meta[RANGE] = (start, start + len(token.content))
            start += len(token.content)
        return
    for token in new:
        token.meta[RANGE] = (start, state.pos)


def beside_footnotes(link: _Rule) -> _Rule:
    """`link`, for which `[text][^1]` is a link by its text and a footnote, as it is for every generator."""

    def rule(state: StateInline, silent: bool) -> bool:
        if link(state, silent):
            return True
        if state.src[state.pos] != "[" or "][^" not in state.src:
            return False
        end = parseLinkLabel(state, state.pos, True)
        if end < 0 or not state.src.startswith("][^", end):
            return False
        beyond = state.posMax
        state.posMax = end + 1
        found = link(state, silent)
        state.posMax = beyond
        return found

    return rule


class BlockText:
    """How the text of a block lies in the page.

    `pieces` are (offset in the block's text, offset in what the parser is shown), the first at 0, and `place` leads
    from there to the page; None where it cannot be proven, and all of it stands somewhere in `whole`.
    """

    def __init__(
        self,
        content: str,
        pieces: Sequence[tuple[int, int]] | None,
        place: Callable[[int], int],
        whole: Span,
    ) -> None:
        self._place = place
        self._content = content
        self._whole = whole
        self._pieces = pieces
        self._starts = [start for start, _ in pieces or ()]

    def span(self, token: Token, base: int = 0) -> Span:
        """The range of a token; `base` is the offset of the image text it stands in."""
        place = token.meta.get(RANGE)
        if self._pieces is None or place is None:
            return self._whole
        start, end = place[0] + base, place[1] + base
        if start >= end:
            return Span(self._place(self._at(start)), self._place(self._at(start)))
        return Span(self._place(self._at(start)), self._place(self._at(end - 1) + 1))

    def differs(self, token: Token, span: Span, text: str, base: int) -> bool:
        """Whether the parser was shown something else for a token than what stands at `span` of the page's text."""
        place = token.meta.get(RANGE)
        if self._pieces is None or place is None or place[1] - place[0] != span.end - span.start:
            return False
        return self._content[place[0] + base : place[1] + base] != span.slice(text)

    def _at(self, offset: int) -> int:
        assert self._pieces is not None
        start, place = self._pieces[max(bisect_right(self._starts, offset) - 1, 0)]
        return place + offset - start


_MARKED = frozenset({"em_open", "strong_open", "s_open"})


class Inlines:
    """Hands the inline tokens of one block after another to a walk."""

    def __init__(self, walk: Walk, covered: Covered) -> None:
        self._walk = walk
        self._covered = covered

    def drive(self, tokens: Sequence[Token], text: BlockText, *, skip: int = 0, base: int = 0) -> None:
        """`skip`: characters of the text that are no text of the page (a task's box)."""
        walk = self._walk
        ends = _ends_of_marks(tokens)
        for number, token in enumerate(tokens):
            kind = token.type
            span = text.span(token, base)
            if kind in ("text", "text_special"):
                rewritten = text.differs(token, span, self._covered.text, base)
                value = span.slice(self._covered.text) if rewritten else token.content
                self._text(value, span, skip - token.meta.get(RANGE, (skip,))[0])
            elif kind == "code_inline":
                walk.inline_code(self._covered.written(token.content, *span), *span)
            elif kind == "html_inline":
                walk.inline_html(*span)
            elif kind in ("softbreak", "hardbreak"):
                if walk.listens:
                    walk.say(" ", span.end)
            elif kind == "link_open":
                self._link(token, tokens[number + 1].content, span)
            elif kind == "link_close":
                walk.CLOSERS["Link"](walk)
            elif kind == "image":
                self._image(token, text, span, base)
            elif kind == "footnote_ref":
                walk.footnote_reference(token.meta["label"], *span)
            elif kind in _MARKED:
                end = text.span(tokens[ends[number]], base).end if number in ends else span.end
                walk.mark(span.start, end + (kind == "strong_open"))

    def _text(self, value: str, span: Span, skip: int) -> None:
        if skip > 0:
            value, span = value[skip:], Span(min(span.start + skip, span.end), span.end)
        if value:
            self._walk.reach(*span)
            if self._walk.listens:
                self._walk.say(self._covered.written(value, *span), span.end)

    def _link(self, token: Token, text: str, span: Span) -> None:
        if token.markup == "autolink":
            email = token.attrs["href"] != text
            self._walk.open_link(False, "Email" if email else "Autolink", text, "", *span)
            return
        label = token.meta.get("label")
        kind = "Inline" if label is None else "Reference"
        self._walk.open_link(False, kind, str(token.attrs["href"]), label or "", *span)

    def _image(self, token: Token, text: BlockText, span: Span, base: int) -> None:
        label = token.meta.get("label")
        kind = "Inline" if label is None else "Reference"
        self._walk.open_link(True, kind, str(token.attrs["src"]), label or "", *span)
        start = token.meta[RANGE][0] + base if RANGE in token.meta else base
        self.drive(token.children or [], text, base=start + len("!["))
        self._walk.CLOSERS["Image"](self._walk)


def _ends_of_marks(tokens: Sequence[Token]) -> dict[int, int]:
    """Of each token that opens emphasis the one that closes it."""
    found = {}
    opened = []
    for number, token in enumerate(tokens):
        if token.type in _MARKED:
            opened.append(number)
        elif opened and token.type == tokens[opened[-1]].type.replace("_open", "_close"):
            found[opened.pop()] = number
    return found
