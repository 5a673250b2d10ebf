"""Entries in raw HTML: cards and list items of a grid, and Markdown that stands inside HTML and is printed as text."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import unescape

from caselint.content.page import Container, Page
from caselint.facts.entry_fields import LEVELS, Piece, described, paragraph_pieces, read_fields
from caselint.facts.entry_names import asks_to_follow, clean_name, is_call, is_index_target, is_step
from caselint.facts.html_tree import Element, HtmlLink, HtmlText, HtmlTrees, walk_elements
from caselint.facts.layout import Layout, trim
from caselint.facts.page_facts import Entry, EntryField
from caselint.facts.plain_text import plain
from caselint.findings.span import Span

_NAVIGATION = frozenset(
    {"navigation", "footer", "breadcrumb", "breadcrumbs", "menu", "pagination", "pager", "toc", "tabs"}
)
_TABLE_PARTS = frozenset({"table", "thead", "tbody", "tfoot", "tr"})  # `html_rows` reads these
_GRIDS = frozenset({"card", "cards", "grid"})
_FIELD_CLASSES = (
    ("level", frozenset({"level", "difficulty"})),
    ("company", frozenset({"company"})),
    ("category", frozenset({"category", "domain"})),
    ("reading time", frozenset({"time", "duration"})),
    ("scale", frozenset({"scale"})),
    ("result", frozenset({"result", "outcome"})),
)
_WRITTEN = re.compile(
    r"(?P<mark>[-*+]|\d{1,3}[.)]|#{2,6})[ \t]++(?>(?:[^\w\[\]()<>\n`]|:[a-z][\w+\-]{1,40}:){0,24})"
    r"\[(?P<name>[^\[\]\n]{1,200})\]\((?P<target>[^()\s]{1,400})\)(?:\*\*|__)?"
    r"(?:[ \t]*+(?:[:|→•·]|[-–—]{1,3}(?=\s)))?[ \t]*+"
)
_LONGEST_NAME = 120
_SEPARATORS = "-–—:|→•·"

_Keyed = tuple[tuple[str, int], Entry]


def collect_html(layout: Layout, trees: HtmlTrees) -> Iterator[_Keyed]:
    """Every entry in the page's raw HTML, each with what its group goes by."""
    if not layout.page.html:
        return
    sections = [heading.span.start for heading in layout.page.headings]
    for stretch in html_stretches(layout.page):
        if layout.text.find("href", *stretch) < 0:
            continue
        for parent in walk_elements(trees.of(stretch)):
            for element, name, link in _cards(layout, parent):
                section = bisect_right(sections, element.start) - 1
                yield ("html", parent.start), _card(layout, element, name, link, section)
    yield from _written(layout)


def html_stretches(page: Page) -> Iterator[Span]:
    """The page's blocks of HTML, those with nothing but blanks between them as one."""
    merged: Span | None = None
    for block in sorted(block.span for block in page.html):
        if merged is not None and block.start <= merged.end:
            merged = Span(merged.start, max(merged.end, block.end))
        elif merged is not None and not page.text[merged.end : block.start].strip():
            merged = Span(merged.start, block.end)
        else:
            if merged is not None:
                yield merged
            merged = block
    if merged is not None:
        yield merged


# Cards


def _cards(layout: Layout, parent: Element) -> Iterator[tuple[Element, HtmlText, HtmlLink]]:
    """The children of an element that are cards of one make, or items of a list."""
    if not parent.children or _navigates(parent) or parent.tag in _TABLE_PARTS:
        return
    makes: dict[tuple[str, str], list[Element]] = {}
    for child in parent.children:
        makes.setdefault((child.tag, child.class_name), []).append(child)
    for alike in makes.values():
        if len(alike) < 2 and "card" not in alike[0].classes:
            continue
        found = [(element, *about) for element in alike if (about := _about(layout, element))]
        if 2 * len(found) > len(alike):
            yield from found


def _navigates(element: Element) -> bool:
    classes = element.classes
    return element.tag == "nav" or bool(classes & _NAVIGATION) or ("nav" in classes and not classes & _GRIDS)


def _about(layout: Layout, element: Element) -> tuple[HtmlText, HtmlLink] | None:
    """The name of a card and the one page that it leads to."""
    links = {link.target: link for link in reversed(element.links) if is_index_target(layout, link.target)}
    readable = [text for text in element.texts if any(map(str.isalnum, text.span.slice(layout.text)))]
    if len(links) != 1 or _navigates(element) or not readable:
        return None
    if len(readable) < 2 and element.tag != "li":
        return None
    if element.tag == "li" and readable[0].link is None:
        return None
    titles = [text for text in readable if text.title]
    linked = [text for text in readable if text.link is not None and not is_call(text.span.slice(layout.text))]
    named = (titles or ([readable[0]] if element.tag == "a" else linked) or readable)[0]
    name = _name(layout, named.span)
    if not name or len(name) > _LONGEST_NAME or is_call(name) or is_step(name):
        return None
    return named, next(iter(links.values()))


def _name(layout: Layout, span: Span) -> str:
    return clean_name(unescape(plain(span.slice(layout.text))))


def _card(layout: Layout, element: Element, named: HtmlText, link: HtmlLink, section: int) -> Entry:
    text = layout.text
    name = _name(layout, named.span)
    at = text.find(name, *named.span)
    name_span = Span(at, at + len(name)) if at >= 0 else named.span
    rest = [piece for piece in element.texts if piece.span != named.span and not _asks(text, piece)]
    end = max([name_span.end, *(piece.span.end for piece in element.texts)])
    return Entry(
        shape="item" if element.tag == "li" else "card",
        name=name,
        name_span=name_span,
        target=link.target,
        target_span=link.span,
        span=Span(min([name_span.start, *(piece.span.start for piece in rest)]), end),
        section=section,
        group=-1,
        rendered=True,
        fields=tuple(_fields(text, rest)),
    )


def _asks(text: str, piece: HtmlText) -> bool:
    """Whether a text is the link to follow, no statement of the card."""
    return piece.link is not None and len(piece.span.slice(text)) < 40 and asks_to_follow(plain(piece.span.slice(text)))


def _fields(text: str, pieces: Sequence[HtmlText]) -> Iterator[EntryField]:
    """The fields of a card: what a class names, the rest as any text."""
    loose = []
    for piece in pieces:
        name = next((name for name, words in _FIELD_CLASSES if piece.classes & words), None)
        if name is not None and (name != "level" or piece.span.slice(text).split()[0].casefold() in LEVELS):
            yield from described(text, name, piece.span)
        else:
            loose.append(Span(trim(text, piece.span, _SEPARATORS).start, piece.span.end))
    yield from read_fields(text, (Piece(span) for span in loose if any(map(str.isalnum, span.slice(text)))))


# Markdown that the site prints as text


def _written(layout: Layout) -> Iterator[_Keyed]:
    """Lines of HTML that are written as linked list items or headings."""
    found: list[tuple[tuple[str, int], Entry, list[Piece]]] = []
    for leaf in layout.page.leaves:
        if leaf.container is not Container.HTML:
            continue
        match = _WRITTEN.match(layout.text, *leaf.span)
        if (
            match
            and is_index_target(layout, match["target"])
            and (entry := _written_entry(layout, match, leaf.section))
        ):
            heading = match["mark"].startswith("#")
            key = (f"written-{match['mark'] if heading else 'list'}", leaf.section)
            rest = trim(layout.text, Span(match.end(), leaf.span.end))
            found.append((key, entry, [Piece(rest)] if rest.start < rest.end else []))
        elif found and found[-1][1].shape == "heading" and leaf.section == found[-1][1].section:
            key, entry, pieces = found[-1]
            pieces.extend(paragraph_pieces(layout.text, leaf.span))
            found[-1] = (key, entry._replace(span=Span(entry.span.start, leaf.span.end)), pieces)
    for key, entry, pieces in found:
        end = max([entry.span.end, *(piece.span.end for piece in pieces)])
        yield key, entry._replace(span=Span(entry.span.start, end), fields=read_fields(layout.text, pieces))


def _written_entry(layout: Layout, match: re.Match[str], section: int) -> Entry | None:
    name = clean_name(match["name"])
    if not name or is_call(name) or is_step(name):
        return None
    at = layout.text.find(name, *match.span("name"))
    name_span = Span(at, at + len(name)) if at >= 0 else Span(*match.span("name"))
    return Entry(
        shape="heading" if match["mark"].startswith("#") else "item",
        name=name,
        name_span=name_span,
        target=match["target"],
        target_span=Span(*match.span("target")),
        span=Span(name_span.start, match.end()),
        section=section,
        group=-1,
        rendered=False,
        fields=(),
    )
