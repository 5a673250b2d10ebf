"""Entries of a plain catalogue: blocks of lines without markup, as a page reads once its cards are copied as text.

Two shapes are known. Each is told by lines that glue a level to another word, which no prose does:

    systemsadvanced 10 min read      category, level, reading time
    Acme                             company (may be missing)
    How Acme halved its queues       title
    Acme read each message twice. …  description
    5x shorter queues                result
    9 min                            reading time, where the first line has none

    Acme                             company (may be missing)
    AdvancedAcme Message Queue       level and title (a block may lack both company and level)
    How Acme moves its messages.     description
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from caselint.content.page import Container, Page
from caselint.facts.entry_fields import LEVELS, READING_TIME
from caselint.facts.layout import lines
from caselint.facts.page_facts import Entry, EntryField
from caselint.findings.span import Span

_LEVELS = "|".join(LEVELS)
_HEADER = re.compile(
    rf"(?P<category>[a-z][a-z0-9&/+\- ]{{0,38}}?)(?:[ ]?[·•|,/][ ]?)?(?P<level>{_LEVELS})"
    rf"(?:[ ]?[·•|,]?[ ]?(?P<time>{READING_TIME}))?",
    re.IGNORECASE,
)
_GLUED_TITLE = re.compile(
    r"(?P<level>Beginner|Basic|Easy|Introductory|Intermediate|Medium|Advanced|Hard|Expert)(?P<title>[A-Z0-9][^\n]*+)"
)
_TIME = re.compile(rf"(?P<time>{READING_TIME})", re.IGNORECASE)
_CALL = re.compile(
    r"(?:read|view|see|explore|learn|open|start|show)"
    r"(?>(?: (?:the|this|full|more|case|study|story|article|guide|details|now))*)[ ]?[→›»>]?",
    re.IGNORECASE,
)
_COLLECTION = re.compile(
    r"\b(?:each|every|all|these|our|the following)\b[^.\n]{0,20}?\b(?:stud(?:y|ies)|articles?|guides?|examples?|entries"
    r"|posts?|deep dives?|topics?|lessons?|courses?)\b",
    re.IGNORECASE,
)
_SECTION_WORDS = re.compile(
    r"\b(?:methodology|about|faq|newsletter|subscribe|contact|overview|summary|conclusion|why|how to use|get started"
    r"|getting started|ready to|explore all|learn more|related|resources|next steps|key takeaways)\b",
    re.IGNORECASE,
)
_LONGEST_NAME, _LONGEST_TITLE = 40, 140
_FEWEST = 2
# What a level or a reading time ends in, and what a level before a title starts with.
_HEADER_ENDS = frozenset("rcyelmdtsnhg.RCYELMDTSNHG")
_LEVEL_STARTS = frozenset("BEIMAH")


class _Block(NamedTuple):
    """A block's lines by what they are; None where it has none."""

    title: Span
    level: Span | None = None
    category: Span | None = None
    time: Span | None = None
    company: Span | None = None
    description: Span | None = None
    result: Span | None = None


def collect_catalogue(page: Page) -> Iterator[tuple[tuple[str, int], Entry]]:
    """The blocks of a plain catalogue, all of one group; nothing on pages that hold none."""
    if not _has_anchors(page):
        return
    rows = _plain_lines(page)
    starts = [span.start for span, _ in rows]
    for block in _read(page.text, [span for span, _ in rows]):
        _, section = rows[bisect_right(starts, block.title.start) - 1]
        yield ("catalogue", 0), _entry(page.text, block, section)


def _has_anchors(page: Page) -> bool:
    """Whether enough lines glue a level to a word: a cheap look before all lines are cut."""
    text, count = page.text, 0
    for leaf in page.leaves:
        start, end = leaf.span
        if leaf.container is not Container.PROSE or leaf.item >= 0 or not text[start].isalnum():
            continue
        several = text.find("\n", start, end) > 0
        if several or (end - start <= _LONGEST_TITLE and text[start].isalpha()):
            count += sum(1 for line in lines(text, leaf.span) if _header(text, line) or _glued_title(text, line))
            if count >= _FEWEST:
                return True
    return False


def _plain_lines(page: Page) -> list[tuple[Span, int]]:
    """The lines of the page's paragraphs, each with its section."""
    found: list[tuple[Span, int]] = []
    for leaf in page.leaves:
        if leaf.container is Container.PROSE and leaf.item < 0 and not leaf.cell:
            found.extend((line, leaf.section) for line in lines(page.text, leaf.span))
    return found


def _read(text: str, rows: Sequence[Span]) -> list[_Block]:
    headers = [(row, match) for row, span in enumerate(rows) if (match := _header(text, span))]
    if len(headers) >= _FEWEST:
        return list(_headed(text, rows, headers))
    titles = [(row, match) for row, span in enumerate(rows) if (match := _glued_title(text, span))]
    return list(_titled(text, rows, titles)) if len(titles) >= _FEWEST else []


def _header(text: str, span: Span) -> re.Match[str] | None:
    start, end = span
    if end - start > 80 or not text[start].isalpha() or text[end - 1] not in _HEADER_ENDS:
        return None
    match = _HEADER.fullmatch(text, *span)
    return match if match and (match["time"] or not match["category"].endswith(" ")) else None


def _glued_title(text: str, span: Span) -> re.Match[str] | None:
    match = _GLUED_TITLE.fullmatch(text, *span) if text[span.start] in _LEVEL_STARTS else None
    return match if match and " " in match["title"] and _is_title(text, Span(*match.span("title"))) else None


# The first shape


def _headed(text: str, rows: Sequence[Span], headers: Sequence[tuple[int, re.Match[str]]]) -> Iterator[_Block]:
    bodies = []
    for (row, _), following in zip(headers, [*(row for row, _ in headers[1:]), len(rows)], strict=True):
        bodies.append(_body(text, rows[row + 1 : following]))
    usual = Counter(len(content) for content, _ in bodies[:-1]).most_common(1)[0][0]
    for (_, match), (content, time) in zip(headers, bodies, strict=True):
        if not content:
            continue
        if match["time"]:
            time = Span(*match.span("time"))
        yield _headed_block(text, match, content[: max(usual, 1)] if len(content) > usual else content, time)


def _body(text: str, rows: Sequence[Span]) -> tuple[list[Span], Span | None]:
    """The lines of a block without its reading time, which ends it, and without calls to read it."""
    content: list[Span] = []
    for span in rows:
        time = _TIME.fullmatch(text, *span)
        if time:
            return content, Span(*time.span())
        if not _CALL.fullmatch(text, *span):
            content.append(span)
    return content, None


def _headed_block(text: str, header: re.Match[str], content: Sequence[Span], time: Span | None) -> _Block:
    company, title, description, result = _roles(text, content)
    category = Span(*header.span("category")) if header["category"] else None
    return _Block(title, Span(*header.span("level")), category, time, company, description, result)


def _roles(text: str, content: Sequence[Span]) -> tuple[Span | None, Span, Span | None, Span | None]:
    """Which of a block's lines is its company, title, description and result."""
    if len(content) >= 4:
        return content[0], content[1], content[2], content[3]
    sizes = [span.end - span.start for span in content]
    if len(content) == 3:
        if _is_short_name(text, content[0]) and sizes[0] < sizes[1] and sizes[1] * 2 < sizes[2] * 3:
            return content[0], content[1], content[2], None
        return None, content[0], content[1], content[2]
    if len(content) == 2:
        return None, content[0], content[1], None
    return None, content[0], None, None


# The second shape: between two blocks that bear a level stand title and description of those that do not, in pairs


def _titled(text: str, rows: Sequence[Span], titles: Sequence[tuple[int, re.Match[str]]]) -> Iterator[_Block]:
    first = titles[0][0]
    company = first - 1 if first and _is_short_name(text, rows[first - 1]) else None
    yield from _opening(text, rows[: first if company is None else company])
    yield _titled_block(rows, first, titles[0][1], company)
    free = first + 2
    for row, match in titles[1:]:
        gap = list(range(free, row))
        company = gap.pop() if len(gap) % 2 else None
        if company is not None and not _is_short_name(text, rows[company]):
            company = None
        yield from _pairs(text, [rows[at] for at in gap])
        yield _titled_block(rows, row, match, company)
        free = row + 2
    yield from _closing(text, rows[free:])


def _opening(text: str, rows: Sequence[Span]) -> Iterator[_Block]:
    """Blocks before the first one that bears a level; the first line is the page's own."""
    row = len(rows) - 2
    while row > 0 and _is_title(text, rows[row]) and _describes(text, rows[row], rows[row + 1]):
        row -= 2
    yield from _pairs(text, rows[row + 2 :])


def _titled_block(rows: Sequence[Span], row: int, match: re.Match[str], company: int | None) -> _Block:
    description = rows[row + 1] if row + 1 < len(rows) else None
    return _Block(
        Span(*match.span("title")),
        Span(*match.span("level")),
        company=None if company is None else rows[company],
        description=description,
    )


def _pairs(text: str, rows: Sequence[Span]) -> Iterator[_Block]:
    """Blocks of a title and a description alone."""
    for title, description in zip(rows[::2], rows[1::2], strict=False):
        if _is_title(text, title) and _describes(text, title, description):
            yield _Block(title, description=description)


def _closing(text: str, rows: Sequence[Span]) -> Iterator[_Block]:
    """Blocks after the last one that bears a level, up to where the page speaks of something else."""
    for row in range(0, len(rows) - 1, 2):
        title, description = rows[row], rows[row + 1]
        ends = (
            not _is_title(text, title)
            or not _describes(text, title, description)
            or _COLLECTION.search(text, *description)
            or _SECTION_WORDS.search(text, *title)
        )
        if ends:
            return
        yield _Block(title, description=description)


def _is_short_name(text: str, span: Span) -> bool:
    name = span.slice(text)
    return len(name) <= _LONGEST_NAME and len(name.split()) <= 5 and name[0].isalnum() and name[-1] not in ".?!:;,"


def _is_title(text: str, span: Span) -> bool:
    """A line in title case, without a full stop."""
    title = span.slice(text)
    words = [word for word in title.split() if len(word) > 3 and word[0].isalpha()]
    capital = sum(1 for word in words if not word[0].islower())
    return len(title) <= _LONGEST_TITLE and title[-1] not in ".:;," and capital * 3 >= len(words) * 2


def _describes(text: str, title: Span, description: Span) -> bool:
    return description.end - description.start > title.end - title.start or description.slice(text).endswith(
        (".", "!", "?")
    )


def _entry(text: str, block: _Block, section: int) -> Entry:
    stated = (
        ("category", block.category),
        ("level", block.level),
        ("company", block.company),
        ("description", block.description),
        ("result", block.result),
        ("reading time", block.time),
    )
    fields = tuple(EntryField(name, span.slice(text), span) for name, span in stated if span is not None)
    spans = [span for _, span in stated if span is not None] + [block.title]
    return Entry(
        shape="block",
        name=block.title.slice(text),
        name_span=block.title,
        target=None,
        target_span=None,
        span=Span(min(span.start for span in spans), max(span.end for span in spans)),
        section=section,
        group=-1,
        rendered=True,
        fields=tuple(sorted(fields, key=lambda field: field.span)),
    )
