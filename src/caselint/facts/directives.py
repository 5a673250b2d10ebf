"""Suppression comments: `<!-- caselint: allow broken-link (moves next week) -->` and what each covers."""

import re
from bisect import bisect_left

from caselint.content.page import Page
from caselint.facts.page_facts import Directive
from caselint.findings.span import Span

_HTML = re.compile(r"<!--\s*+caselint:\s*+(?P<body>(?>(?:(?!-->).)*))-->", re.DOTALL)
_MDX = re.compile(r"\{/\*\s*+caselint:\s*+(?P<body>(?>(?:(?!\*/).)*))\*/\s*+\}", re.DOTALL)
_YAML = re.compile(r"#\s*+caselint:\s*+(?P<body>[^\n]*+)")
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
    for comment in page.comments:
        match = _HTML.match(text, comment.start)
        if match:
            found.append(_directive(page, match, Span(match.start(), match.end())))
    if page.path.endswith(".mdx"):
        found += [_directive(page, match, Span(*match.span())) for match in _MDX.finditer(text)]
    for span, _ in page.front_matter.directives:
        match = _YAML.match(text, span.start)
        if match:
            found.append(_directive(page, match, Span(match.start(), match.end())))
    return tuple(sorted((directive for directive in found if directive is not None), key=lambda found: found.span))


def _directive(page: Page, match: re.Match[str], span: Span) -> Directive | None:
    text = page.text
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
    covers = None if verb["verb"] == "allow-page" else _covered(page, span)
    return Directive(tuple(rules), reason, span, covers)


def _covered(page: Page, comment: Span) -> Span:
    text = page.text
    line_start = text.rfind("\n", 0, comment.start) + 1
    line_end = _line_end(text, comment.end)
    if text[line_start : comment.start].strip(" \t>"):
        return Span(line_start, line_end)
    if text[comment.end : line_end].strip():
        return Span(line_start, line_end)
    if comment.end <= page.front_matter.span.end and page.front_matter.present:
        return Span(line_end, _line_end(text, line_end + 1))
    return _next_block(page, comment.end)


def _next_block(page: Page, offset: int) -> Span:
    """The outermost block that starts at or after `offset`, comments of the same kind apart."""
    row = bisect_left(page.blocks, (offset, 0))
    comments = {(comment.start) for comment in page.comments}
    while row < len(page.blocks) and page.blocks[row].start in comments:
        row += 1
    if row == len(page.blocks):
        return Span(offset, len(page.text))
    start = page.blocks[row].start
    end = max(block.end for block in page.blocks[row : row + 8] if block.start == start)
    return Span(start, end)


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end
