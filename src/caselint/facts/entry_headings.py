"""Entries that are headings: a heading that links to a page, or stands for a study, with the text below it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from caselint.content.page import Code, Container, Heading, Leaf
from caselint.facts.entry_fields import Piece, paragraph_pieces, read_fields
from caselint.facts.entry_names import About, about, clean_name, is_call, is_index_target, locate
from caselint.facts.layout import Layout, trim
from caselint.facts.page_facts import Entry
from caselint.findings.span import Span

_RELEASE = re.compile(r"[vV]?\d+(?:\.\d+)+|\d{4}-\d\d|unreleased\b", re.IGNORECASE)
_UNREAD = (Container.HEADING, Container.TABLE, Container.DIAGRAM)
_LEADING_FIELDS = frozenset({"scale", "company"})
_LEADING_LABEL = re.compile(r"[^\w\n]{0,12}(?:scale|company)\b", re.IGNORECASE)
_ICON_AND_MARKS = "*_ \t{}"
_LONGEST_REST = 60


def collect_headings(layout: Layout) -> Iterator[tuple[tuple[str, int], Entry]]:
    """Every heading that is an entry, each with what its group goes by: its level under its parent heading."""
    linked = {row: found for row, heading in enumerate(layout.page.headings) if (found := _linked(layout, heading))}
    for row in _entries(layout, linked):
        heading = layout.page.headings[row]
        found = linked.get(row)
        key = (f"heading-{heading.level}", layout.heading_parents[row])
        yield key, _entry(layout, row, heading, found, linked)


def _linked(layout: Layout, heading: Heading) -> About | None:
    """The page that a heading as a whole is a link to."""
    found = about(layout, heading.text_span)
    if found is None or _RELEASE.match(found.name):
        return None
    rest = layout.text[found.link.outer.end : heading.text_span.end].strip(_ICON_AND_MARKS)
    return found if len(rest) <= _LONGEST_REST and "](" not in rest else None


def _entries(layout: Layout, linked: dict[int, About]) -> list[int]:
    """The linked headings, and those whose text says as much: two or more of one level under one parent."""
    unlinked: dict[tuple[int, int], list[int]] = {}
    for row, heading in enumerate(layout.page.headings):
        if row not in linked and heading.level > 1 and _stands_for_a_study(layout, row):
            unlinked.setdefault((layout.heading_parents[row], heading.level), []).append(row)
    siblings = Counter((layout.heading_parents[row], layout.page.headings[row].level) for row in linked)
    more = [row for key, rows in unlinked.items() if len(rows) + siblings[key] > 1 for row in rows]
    return sorted([*linked, *more])


def _stands_for_a_study(layout: Layout, row: int) -> bool:
    """Whether the text below a heading opens with its scale or company, or asks to read the study."""
    own = _own_span(layout, row)
    first = next(iter(layout.leaves_in(own)), None)
    if first is None:
        return False
    if _LEADING_LABEL.match(layout.text, *first.span):
        opening = read_fields(layout.text, list(paragraph_pieces(layout.text, first.span))[:1])
        if opening and opening[0].name in _LEADING_FIELDS:
            return True
    return layout.has_link(own) and _call(layout, _own_leaves(layout, row)) is not None


def _call(layout: Layout, leaves: Sequence[Leaf]) -> About | None:
    """The link that stands alone and asks to read what the heading stands for."""
    for leaf in leaves:
        if leaf.item >= 0:
            continue
        link = layout.first_link(leaf.span)
        if link and is_call(link.text) and is_index_target(layout, link.target):
            rest = layout.text[link.outer.end : leaf.span.end].strip(_ICON_AND_MARKS)
            if (
                len(rest) < _LONGEST_REST
                and "](" not in rest
                and not _words_before(layout.text, leaf.span.start, link.outer.start)
            ):
                return About(link, "", link.outer)
    return None


def _words_before(text: str, start: int, end: int) -> bool:
    return any(map(str.isalnum, text[start:end]))


def _own_leaves(layout: Layout, row: int) -> list[Leaf]:
    """The texts below a heading before the next one."""
    return [leaf for leaf in layout.leaves_in(_own_span(layout, row)) if leaf.container not in _UNREAD]


def _own_span(layout: Layout, row: int) -> Span:
    """From a heading's end to the next heading of whatever level."""
    headings = layout.page.headings
    end = headings[row + 1].span.start if row + 1 < len(headings) else len(layout.text)
    return Span(headings[row].span.end, end)


def _next_heading(layout: Layout, row: int, linked: dict[int, About]) -> int:
    """Where the entry of a heading ends: at the next one of its level or above, or the first link heading below it."""
    end = layout.section_ends[row]
    for inner in range(row + 1, len(layout.page.headings)):
        heading = layout.page.headings[inner]
        if heading.span.start >= end:
            break
        if inner in linked:
            return heading.span.start
    return end


def _entry(layout: Layout, row: int, heading: Heading, found: About | None, linked: dict[int, About]) -> Entry:
    own = _own_leaves(layout, row)
    target = found or _call(layout, own)
    if found is not None:
        name, name_span = found.name, found.name_span
    else:
        name = clean_name(heading.text) or heading.text
        name_span = locate(layout.text, heading.text_span, name)
    section = Span(heading.span.end, _next_heading(layout, row, linked))
    code = layout.code_in(section)
    ends = [leaf.span.end for leaf in layout.leaves_in(section)] + [block.content.end for block in code]
    end = trim(layout.text, Span(heading.span.start, max([heading.span.end, name_span.end, *ends]))).end
    return Entry(
        shape="heading",
        name=name,
        name_span=name_span,
        target=target.link.target if target else None,
        target_span=target.link.span if target else None,
        span=Span(name_span.start, end),
        section=row,
        group=-1,
        rendered=heading.rendered,
        fields=read_fields(layout.text, _pieces(layout, own, code)),
    )


def _pieces(layout: Layout, leaves: Sequence[Leaf], code: Sequence[Code]) -> Iterator[Piece]:
    """The texts of an entry; indented code is text that lost its place inside a `<div>`."""
    for leaf in leaves:
        if leaf.item >= 0 and leaf.container is not Container.HTML:
            yield Piece(leaf.span, listed=True)
        elif _call(layout, [leaf]) is None:
            yield from paragraph_pieces(layout.text, leaf.span)
    for block in code:
        if not block.fenced:
            yield from paragraph_pieces(layout.text, block.content)
