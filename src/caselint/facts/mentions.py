"""Figures in their places: each quantity of a page with its container and what it may be a figure of."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from caselint.content.page import Code, Container, Leaf, Page
from caselint.content.walk import DIAGRAM_LANGUAGES
from caselint.facts.diagram_labels import diagram_kind, label_holes, labels
from caselint.facts.page_facts import Entry, FrontValue, Mention, Unread
from caselint.facts.plain_text import plain
from caselint.facts.surroundings import EntryIndex, Introductions, RowLabels
from caselint.facts.text_blocks import TEXT_LANGUAGES, is_text_block, text_lines
from caselint.figures import Budget, Quantity, figure_places, read_figures
from caselint.findings.span import Span

_LEAD = re.compile(
    r"[ \t]*+(?:[-*+•] ++)?[^\w\n*_<]{0,6}"
    r"(?:(?:\*\*|__)(?P<bold>[^*_\n:]{1,60}):?(?:\*\*|__)[ \t]*+[:–—-]?|(?P<plain>[A-Za-z][\w /&-]{0,38}):(?=[ \t]))"
)
# `**How often is it down?**`, which the next line answers.
_ASKED = re.compile(r"[ \t]*+(?:\*\*|__)[^*_\n]{1,80}\?(?:\*\*|__)[ \t]*+\n")
_COMMENT = re.compile(r"(?:#|//)(?=[ \t])[^\n]*+")
_DASHED_COMMENT = re.compile(r"--(?=[ \t])[^\n]*+")
_DASHED = frozenset({"sql", "plsql", "postgresql", "lua", "haskell", "elm", "ada", "vhdl"})
# A sample of Markdown is no program: its `#` opens a heading.
_NO_COMMENTS = frozenset({"markdown", "md", "mdx", "html", "json", "diff", "csv"})
_READ_LANGUAGES = TEXT_LANGUAGES | DIAGRAM_LANGUAGES
# `Result? $5M in losses` asks nothing of the figure.
_SENTENCE_END = re.compile(
    r"[.!?\n](?:(?<!\n)(?=[*_'”)]{0,3}\s+[A-Z0-9*_\[$€£])|(?<=[!?])(?=[*_'”)]{0,3}\s+\Z)|(?<=\n)\s*\n"
    r"|(?<=[a-z)]{2}\.)(?<![Aa]pprox\.)(?<!incl\.)(?<!est\.)(?<!max\.)(?<!min\.)(?<!avg\.)(?<!\bca\.)(?<!\bvs\.)"
    r"(?<!\b[Nn]o\.)(?<!etc\.)(?<!\bch\.)(?<!\bpp\.)(?<!sec\.)(?<!fig\.)(?=[*_'”)]{0,3}\s+\Z))"
)
_MARKED = re.compile(r"[*_`~!\[\]<{]")
# A cell of a responsive HTML table repeats its column's header.
_DATA_LABEL = re.compile(r"<td\b[^<>]{0,80}?\bdata-label=\"([^\"<>]{1,80})\"[^<>]{0,40}>\Z")
# A number alone in an element of a card, below the card's heading or above its label.
_HEADED = re.compile(r"</(?:h[1-6]|dt)>", re.IGNORECASE)
_LABELLED = re.compile(r"<(?:dd\b|\w{1,8} [^<>]{0,60}?(?:label|caption|title|name|desc))", re.IGNORECASE)
_ALONE, _NEXT_ELEMENT = 40, 160
_BEFORE, _AFTER, _OPENING = 160, 80, 60
_PRONOUN = re.compile(r"(?:It|They|Its|Their)\b")
FIGURE_LIMIT = 5_000
"""Figures that are read of a page; ten times what the richest of a thousand real pages states."""
NUMBER_LIMIT = 40_000
"""Numbers of a page that are looked at, whether they state a figure or not; the same pages have up to 2,400."""


def collect_mentions(
    page: Page, front: Sequence[FrontValue], entries: Sequence[Entry]
) -> tuple[tuple[Mention, ...], Unread | None]:
    """The figures of the page, in order, and where the first one stands that was not read, for which limit."""
    collector = _Collector(page, entries)
    found = list(collector.mentions(front))
    return tuple(sorted(found, key=lambda mention: mention.quantity.span)), collector.unread


class _Collector:
    """Goes through a page's leaves, code and front matter; all that holds no number is passed over at once."""

    def __init__(self, page: Page, entries: Sequence[Entry]) -> None:
        self._page = page
        self._text = page.text
        self._places = _places(page)
        self._rows = RowLabels(page)
        self._intros = Introductions(page)
        self._around = EntryIndex(entries)
        self._codes = [code.span.start for code in page.code]
        self._diagrams: dict[int, str] = {}
        self._budget = Budget(NUMBER_LIMIT, FIGURE_LIMIT)

    @property
    def unread(self) -> Unread | None:
        """Where the first figure stands that was not read."""
        at = self._budget.unread
        return Unread(Span(at, at + 1), self._budget.limit) if at >= 0 else None

    def mentions(self, front: Sequence[FrontValue]) -> Iterator[Mention]:
        yield from self._front_matter(front)
        places = [*self._places, len(self._text) + 1]
        row = 0
        for at, leaf in enumerate(self._page.leaves):
            start, end = leaf.span
            while places[row] < start:
                row += 1
            if places[row] >= end:
                continue
            if leaf.container is Container.DIAGRAM:
                yield from self._diagram_line(leaf)
            else:
                yield from self._leaf(leaf, at)
            if self._budget.limit:
                return
        for row, code in enumerate(self._page.code):
            if self._budget.limit:
                return
            if row not in self._diagrams and (_is_program(code) or self._holds_places(code.content)):
                yield from self._code(code)

    def _places_in(self, span: Span) -> list[int]:
        """Where figures may start in a part of the page."""
        places, end = self._places, span.end
        row = bisect_left(places, span.start)
        last = row
        while last < len(places) and places[last] < end and last - row < 4:
            last += 1
        return places[row : bisect_left(places, end, last)]

    def _holds_places(self, span: Span) -> bool:
        row = bisect_left(self._places, span.start)
        return row < len(self._places) and self._places[row] < span.end

    def _card_label(self, at: int) -> str:
        """What a number alone in its element is of: the heading right above it, or the label right behind it."""
        leaves, text = self._page.leaves, self._text
        leaf = leaves[at]
        if leaf.span.end - leaf.span.start > _ALONE:
            return ""
        for other, marks in ((at - 1, _HEADED), (at + 1, _LABELLED)):
            if not 0 <= other < len(leaves) or leaves[other].container is not Container.HTML:
                continue
            first, last = sorted((leaf.span, leaves[other].span))
            if last.start - first.end <= _NEXT_ELEMENT and marks.search(text, first.end, last.start):
                label = plain(leaves[other].span.slice(text)).strip()
                return label if len(label) <= _ALONE and not any(map(str.isdigit, label)) else ""
        return ""

    def _leaf(self, leaf: Leaf, at: int) -> Iterator[Mention]:
        text = self._text
        first_hole = 0
        for piece in _pieces(text, leaf):
            if self._budget.limit:
                return
            places = self._places_in(piece)
            if not places:
                continue
            holes = leaf.holes
            if holes and piece is not leaf.span:
                while first_hole < len(holes) and holes[first_hole].end <= piece.start:
                    first_hole += 1
                last_hole = first_hole
                while last_hole < len(holes) and holes[last_hole].start < piece.end:
                    last_hole += 1
                holes = holes[first_hole:last_hole]
            found = read_figures(text, piece, holes, places, self._budget)
            if found is None:
                continue
            label, header = self._named(leaf, piece)
            label = label or (self._card_label(at) if leaf.container is Container.HTML else "")
            quantities = self._budget.keep(found.quantities(label, header))
            intro = self._intros.of(at) if quantities and leaf.container is Container.LIST else ""
            for quantity in quantities:
                yield self._mention(leaf, quantity, piece, label, header, intro)

    def _named(self, leaf: Leaf, piece: Span) -> tuple[str, str]:
        """The label and the column header of a piece."""
        if leaf.cell is not None:
            return self._rows.label(leaf.cell), self._rows.header(leaf.cell)
        header = ""
        if leaf.container is Container.HTML:
            named = _DATA_LABEL.search(self._text, max(0, leaf.span.start - 160), leaf.span.start)
            header = named[1] if named else ""
        return _lead(self._text, piece), header

    def _diagram_line(self, leaf: Leaf) -> Iterator[Mention]:
        """The figures in the labels of a diagram's line: node ids and syntax are no reader's text."""
        row = bisect_right(self._codes, leaf.span.start) - 1
        if row not in self._diagrams:
            self._diagrams[row] = diagram_kind(self._text, self._page.code[row].content) if row >= 0 else ""
        for piece in labels(self._text, leaf.span, self._diagrams[row]):
            places = self._places_in(piece)
            if not places:
                continue
            found = read_figures(self._text, piece, label_holes(self._text, piece), places, self._budget)
            if found is not None:
                for quantity in self._budget.keep(found.quantities("", "")):
                    yield self._mention(leaf, quantity, piece, "", "")

    def _mention(
        self, leaf: Leaf, quantity: Quantity, piece: Span, label: str, header: str, intro: str = ""
    ) -> Mention:
        before, after = _sentence(self._text, piece, quantity.span)
        entry = self._around.at(quantity.span.start)
        own = self._around.entry(entry)
        return Mention(
            quantity=quantity,
            container=leaf.container,
            section=leaf.section,
            rendered=leaf.rendered,
            label=label,
            header=header,
            before=before,
            after=after,
            lead=own.name if own else "",
            target=own.target if own else None,
            entry=entry,
            intro=intro,
            opening=_opening(self._text, piece, before),
        )

    def _code(self, code: Code) -> Iterator[Mention]:
        """Figures in a text block's lines and in the comments of code; the literals of code are none."""
        section = bisect_right([heading.span.start for heading in self._page.headings], code.span.start) - 1
        if is_text_block(self._text, code):
            for line, holes in text_lines(self._text, code):
                if self._budget.limit:
                    return
                found = read_figures(self._text, line, holes, self._places_in(line), self._budget)
                if found is None:
                    continue
                label = _lead(self._text, line)
                told = [one for one in found.quantities(label, "") if one.unit or one.vague]
                container = Container.DIAGRAM if code.fenced else Container.PROSE
                for quantity in self._budget.keep(told):
                    yield self._code_mention(quantity, line, container, section, label)
        elif code.language not in _NO_COMMENTS:
            comment = _DASHED_COMMENT if code.language in _DASHED else _COMMENT
            for match in comment.finditer(self._text, code.content.start, code.content.end):
                if self._budget.limit:
                    return
                span = Span(*match.span())
                places = figure_places(self._text, *span) if _is_program(code) else self._places_in(span)
                found = read_figures(self._text, span, (), places, self._budget)
                for quantity in self._budget.keep(found.quantities("", "")) if found else ():
                    yield self._code_mention(quantity, span, Container.CODE, section, "")

    def _code_mention(self, quantity: Quantity, piece: Span, container: Container, section: int, label: str) -> Mention:
        before, after = _sentence(self._text, piece, quantity.span)
        entry = self._around.at(quantity.span.start) if container is Container.PROSE else -1
        own = self._around.entry(entry)
        lead, target = (own.name, own.target) if own else ("", None)
        return Mention(quantity, container, section, True, label, "", before, after, lead, target, entry)

    def _front_matter(self, front: Sequence[FrontValue]) -> Iterator[Mention]:
        # Values of one place are what an alias repeats, or TOML whose places are not known: all of its block then.
        root = self._page.front_matter.root
        seen = {root.span} if root is not None else set()
        for value in front:
            if value.span in seen:
                continue
            seen.add(value.span)
            if not isinstance(value.value, (str, int, float)) or isinstance(value.value, bool) or not value.path:
                continue
            if not self._holds_places(value.span):
                continue
            label = next((str(key) for key in reversed(value.path) if isinstance(key, str)), "").replace("_", " ")
            span = value.span
            if span.end - span.start > 2 and self._text[span.start] in "'\"":
                span = Span(span.start + 1, span.end - 1)
            found = read_figures(self._text, span, (), self._places_in(span), self._budget)
            for quantity in self._budget.keep(found.quantities(label, "")) if found else ():
                before, after = _sentence(self._text, span, quantity.span)
                container, key = Container.FRONT_MATTER, str(value.path[0])
                yield Mention(quantity, container, -1, True, label, key, before, after, "", None, -1)


def _is_program(code: Code) -> bool:
    """Whether a block is code by its language: of such only the comments are looked through."""
    return code.language not in _READ_LANGUAGES


def _places(page: Page) -> list[int]:
    """Where figures may start on the page, its programs left out."""
    found: list[int] = []
    at = 0
    for code in page.code:
        if _is_program(code) and code.content.start >= at:
            found += figure_places(page.text, at, code.content.start)
            at = code.content.end
    return found + figure_places(page.text, at)


def _lead(text: str, piece: Span) -> str:
    """The bold lead or the label before a colon that opens a piece; "" for none."""
    # The leaf of a tight list item starts behind the marks of its bold lead.
    marked = text[max(0, piece.start - 2) : piece.start] in ("**", "__")
    lead = _LEAD.match(text, piece.start - 2 if marked else piece.start, piece.end)
    return (lead["bold"] or lead["plain"]).strip() if lead else ""


def _pieces(text: str, leaf: Leaf) -> Iterator[Span]:
    """A leaf in lines where its line breaks part statements (a paragraph of bold leads), else whole."""
    at, end = leaf.span
    if leaf.container is Container.TABLE or text.find("\n", at, end) < 0:
        yield leaf.span
        return
    start = at
    for line in text[at:end].splitlines(keepends=True):
        if at > start and _LEAD.match(text, at, at + len(line)) and not _ASKED.fullmatch(text, start, at):
            yield Span(start, at)
            start = at
        at += len(line)
    yield Span(start, leaf.span.end)


def _sentence(text: str, piece: Span, span: Span) -> tuple[str, str]:
    """The plain text of the figure's sentence before and after it."""
    first, end = piece
    start, stop = span
    before = text[max(first, start - 2 * _BEFORE) : start] if start > first else ""
    if before:
        opened = 0
        for ended in _SENTENCE_END.finditer(before):
            opened = ended.end()
        before = _as_read(before[opened:])[-_BEFORE:]
    after = text[stop : min(end, stop + 2 * _AFTER)] if stop < end else ""
    if after:
        ended_at = _SENTENCE_END.search(after)
        after = _as_read(after[: ended_at.start()] if ended_at else after)[:_AFTER]
    return before, after


def _opening(text: str, piece: Span, before: str) -> str:
    """How a paragraph begins, where a later sentence of it opens with a pronoun."""
    if _PRONOUN.match(before) is None:
        return ""
    opening = _as_read(text[piece.start : min(piece.end, piece.start + 2 * _OPENING)])[:_OPENING]
    return "" if opening.startswith(before[:_OPENING]) else opening


def _as_read(markdown: str) -> str:
    return plain(markdown) if _MARKED.search(markdown) else " ".join(markdown.split())
