"""Suppression comments: `<!-- caselint: allow broken-link (moves next week) -->` and what each covers."""

import re
from bisect import bisect_left
from functools import cached_property

from caselint.content.lines import Lines
from caselint.content.page import Page
from caselint.facts.page_facts import Directive
from caselint.findings.span import Span

_HTML = re.compile(r"<!--\s*+caselint:\s*+(?P<body>(?>(?:(?!-->).)*))-->", re.DOTALL)
_MDX = re.compile(r"\{/\*\s*+caselint:\s*+(?P<body>(?>(?:(?!\*/).)*))\*/\s*+\}", re.DOTALL)
_YAML = re.compile(r"#\s*+caselint:\s*+(?P<body>[^\r\n]*+)")
_VERB = re.compile(r"(?P<verb>allow-page|allow)\b\s*+")
_RULE = re.compile(r"[A-Za-z][A-Za-z0-9\-]*+|[^\s,()]++")


def collect_directives(page: Page) -> tuple[Directive, ...]:
    """Every directive of the page, in order.

    A comment on a line of its own covers the next block; at the end of a line that line; `allow-page` the page;
    in the front matter the value on its line or, alone on a line, on the next one.
    """
    text = page.text
    found = []
    if "caselint:" not in text:
        return ()
    blocks = _Blocks(page)
    for comment in page.comments:
        match = _HTML.match(text, comment.start)
        if match:
            found.append(_directive(blocks, match, Span(match.start(), match.end())))
    if page.path.endswith(".mdx"):
        found += [_directive(blocks, match, Span(*match.span())) for match in _MDX.finditer(text)]
    for span, _ in page.front_matter.directives:
        match = _YAML.match(text, span.start)
        if match:
            found.append(_directive(blocks, match, Span(match.start(), match.end())))
    return tuple(sorted((directive for directive in found if directive is not None), key=lambda found: found.span))


def _directive(blocks: "_Blocks", match: re.Match[str], span: Span) -> Directive | None:
    text = blocks.page.text
    at, end = match.span("body")
    verb = _VERB.match(text, at, end)
    if verb is None:
        return Directive(((match["body"].strip(), Span(at, at + len(match["body"].rstrip()))),), "", span, span)
    opener = text.find("(", verb.end(), end)
    names_end = opener if opener >= 0 else end
    rules = []
    for name in _RULE.finditer(text, verb.end(), names_end):
        word = name.group().rstrip("-*/")
        if word:
            rules.append((word, Span(name.start(), name.start() + len(word))))
    closer = text.rfind(")", names_end, end)
    reason = text[opener + 1 : closer if closer >= 0 else end].strip() if opener >= 0 else ""
    covers = None if verb["verb"] == "allow-page" else _covered(blocks, span)
    return Directive(tuple(rules), reason, span, covers)


def _covered(blocks: "_Blocks", comment: Span) -> Span:
    page = blocks.page
    line = blocks.line(comment.start)
    last = line if comment.end <= line.end else blocks.line(comment.end)
    if page.text[line.start : comment.start].strip(" \t>") or page.text[comment.end : last.end].strip():
        return Span(line.start, last.end)
    if comment.end <= page.front_matter.span.end and page.front_matter.present:
        return Span(last.end, blocks.next_line(comment.end).end)
    return blocks.next_one(comment.end)


class _Blocks:
    """The blocks and lines of a page, for what a comment covers."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.page.text)

    def line(self, offset: int) -> Span:
        """The line that `offset` stands in, without its newline."""
        return self._lines.span(self._lines.number(offset))

    def next_line(self, offset: int) -> Span:
        """The line below that of `offset`; of the last line that line itself."""
        return self._lines.span(min(self._lines.number(offset) + 1, len(self._lines)))

    @cached_property
    def _others(self) -> list[int]:
        """Of each block that block, or the next one, which is no comment."""
        comments = {comment.start for comment in self.page.comments}
        blocks = self.page.blocks
        rows = [len(blocks)]
        for row in range(len(blocks) - 1, -1, -1):
            rows.append(rows[-1] if blocks[row].start in comments else row)
        rows.reverse()
        return rows

    def next_one(self, offset: int) -> Span:
        """The outermost block that starts at or after `offset`, comments of the same kind apart."""
        blocks = self.page.blocks
        row = self._others[bisect_left(blocks, (offset, 0))]
        if row == len(blocks):
            return Span(offset, len(self.page.text))
        start = blocks[row].start
        return Span(start, max(block.end for block in blocks[row : row + 8] if block.start == start))
