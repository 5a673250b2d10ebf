"""A page whose template code, mathematics and MDX are out of the parser's way.

Generators run templates before they read Markdown, so `[x]({{ url }})` is a link whatever stands in the braces. The
code is therefore covered before the parse, character for character, so that every place stays true: by blanks where it
stands alone on its lines, else by letters, as a word that is not known yet. Afterwards the page gets back what was
written, and the code's spans become holes of the texts they stand in. Calculations set as mathematics become none:
their figures count.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from caselint.content.dialect import Dialect
from caselint.content.heading_text import html_heading_text
from caselint.content.page import Anchor, Container, Heading, Leaf, Link, LinkKind, Page, Template, TemplateKind
from caselint.content.source import Source
from caselint.content.template_tags import TEXT, template_tags
from caselint.content.tex import mathematics, states_quantities
from caselint.findings.span import Span

if TYPE_CHECKING:
    from caselint.content.mdx import Mdx

_FRONT_OF_LINE = re.compile(r"[ \t>]*+(?>(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]++)*)")
_SHOWN = re.compile(r"[^\r\n]")
_MATH_SHOWN = re.compile(r"[^\r\n|]")
_LETTER = "x"


@dataclass(frozen=True, slots=True)
class Covered:
    """A page's text with its code covered; as many characters as the text itself.

    Attributes:
        text: what raw HTML and destinations are read from.
        markdown: what the Markdown parser is shown: of JSX even less.
        templates: the code, in order and disjoint.
        tags: JSX tags that the parser is not shown.
    """

    source: Source
    text: str
    markdown: str
    templates: tuple[Template, ...] = ()
    tags: tuple[Span, ...] = ()

    def written(self, value: str, start: int, end: int) -> str:
        """`value`, a text that the parser read between two offsets, with the code that stands there."""
        if not self.templates or not self._within(Span(start, end)):
            return value
        source = self.source.text[start:end]
        if len(source) == len(value):
            return source
        return source.strip("`").strip() if source.startswith("`") else value

    def restore(self, page: Page) -> Page:
        """The page as it was written."""
        if not self.templates:
            return page
        code = [block.span for block in page.code]
        return replace(
            page,
            source=self.source,
            headings=tuple(self._heading(heading) for heading in page.headings),
            links=tuple(self._link(link) for link in page.links),
            anchors=tuple(self._anchor(anchor) for anchor in page.anchors),
            leaves=tuple(self._leaf(leaf) for leaf in page.leaves),
            templates=tuple(template for template in self.templates if not _lies_in(template.span, code)),
        )

    def _within(self, span: Span) -> Sequence[Template]:
        """The code that overlaps `span`; it is disjoint, so ends are sorted as starts are."""
        low = bisect_right(self.templates, span.start, key=lambda template: template.span.end)
        high = bisect_left(self.templates, span.end, key=lambda template: template.span.start)
        return self.templates[low:high]

    def _heading(self, heading: Heading) -> Heading:
        """A heading of Markdown has its words back; one of raw HTML was read from the covered text."""
        if not self._covers(heading.text_span) or not self.text.startswith("<", heading.span.start):
            return heading
        return heading._replace(text=html_heading_text(self.source.text, heading.span)[0])

    def _link(self, link: Link) -> Link:
        if not self._within(link.outer) and not self._within(link.span):
            return link
        if link.kind is LinkKind.HTML and _LETTER * 3 in link.text:
            link = link._replace(text="")
        return link._replace(target=link.span.slice(self.source.text).strip()) if self._covers(link.span) else link

    def _anchor(self, anchor: Anchor) -> Anchor:
        return anchor._replace(id=anchor.span.slice(self.source.text)) if self._covers(anchor.span) else anchor

    def _covers(self, span: Span) -> bool:
        return span.slice(self.text) != span.slice(self.source.text)

    def _leaf(self, leaf: Leaf) -> Leaf:
        found = () if leaf.container is Container.DIAGRAM else self._within(leaf.span)
        new = [
            Span(max(template.span.start, leaf.span.start), min(template.span.end, leaf.span.end))
            for template in found
            if template.kind is not TemplateKind.MATH or not states_quantities(template.span.slice(self.source.text))
        ]
        if not new:
            return leaf
        return leaf._replace(holes=tuple(_merged((*leaf.holes, *new))))


def cover(source: Source, start: int, dialect: Dialect, *, mdx: bool) -> Covered:
    """Cover the code of a page's body, which starts at `start`. Linear in the text."""
    text = source.text
    templates: list[Template] = []
    if "{{" in text or "{%" in text or "{#" in text:
        for language in dict.fromkeys((dialect.templates, TEXT)):
            tags = list(template_tags(text, start, language))
            text = _without(text, start, tags)
            templates += tags
    if "$" in text or "\\" in text:
        math = list(mathematics(text, start, "math" in dialect.features))
        text = _edited(text, ((span, _MATH_SHOWN.sub(_LETTER, span.slice(text))) for span in math))
        templates += (Template(TemplateKind.MATH, span) for span in math)
    markdown = text
    blanked: tuple[Span, ...] = ()
    if mdx and ("{" in text or "<" in text or "port" in text):
        from caselint.content.mdx import scan

        found = scan(text, start)
        text, markdown, blanked = _without_mdx(text, start, found)
        templates += found.code
    return Covered(source, text, markdown, _disjoint(templates), blanked)


def _without(text: str, start: int, tags: Sequence[Template]) -> str:
    alone = _alone(text, start, [tag.span for tag in tags])
    edits = (
        (tag.span, _blank(tag.span, text) if blank and tag.kind is not TemplateKind.LITERAL else _word(tag.span))
        for tag, blank in zip(tags, alone, strict=True)
    )
    return _edited(text, edits)


def _without_mdx(text: str, start: int, found: "Mdx") -> tuple[str, str, tuple[Span, ...]]:
    """The text without expressions and modules, the same for the parser, and the tags that the latter lacks.

    A tag between words stays for the parser, as one whose name opens no block of HTML.
    """
    alone = dict(zip(found.code, _alone(text, start, [code.span for code in found.code]), strict=True))
    names = dict(zip((code for code in found.code if code.kind is TemplateKind.TAG), found.names, strict=True))
    outside = [
        (code.span, _blank(code.span, text) if alone[code] or code.kind is TemplateKind.MODULE else _word(code.span))
        for code in found.code
        if code.kind is not TemplateKind.TAG
    ]
    read = _edited(text, sorted([*outside, *((value, _word(value)) for value in found.values)]))
    tags = [
        (code.span, _blank(code.span, text)) if alone[code] else _nameless(code.span, name)
        for code, name in names.items()
    ]
    blanked = tuple(code.span for code in names if alone[code])
    return read, _edited(read, sorted(tags)), blanked


def _nameless(tag: Span, name: Span) -> tuple[Span, str]:
    """The edit that gives a tag a name without meaning; a fragment (`<>`) becomes a word."""
    return (tag, _word(tag)) if name.start == name.end else (name, _word(name))


def _word(span: Span) -> str:
    return _LETTER * (span.end - span.start)


def _blank(span: Span, text: str) -> str:
    return _SHOWN.sub(" ", span.slice(text))


def _edited(text: str, edits: Iterable[tuple[Span, str]]) -> str:
    """`text` with spans replaced by others of the same length; the spans are in order and disjoint."""
    pieces: list[str] = []
    at = 0
    for span, piece in edits:
        pieces += text[at : span.start], piece
        at = span.end
    return "".join((*pieces, text[at:])) if pieces else text


def _alone(text: str, start: int, spans: Sequence[Span]) -> list[bool]:
    """Whether each span has its lines to itself and to others of `spans`, marks of quotes and lists apart."""
    alone: list[bool] = []
    first, clean, done = 0, True, start
    for row, span in enumerate(spans):
        newline = text.rfind("\n", done, span.start)
        if row and newline < 0:
            clean = clean and not text[done : span.start].strip(" \t\r")
        else:
            if row:
                line_end = text.find("\n", done, span.start)
                alone += [clean and not text[done:line_end].strip()] * (row - first)
            line = newline + 1 if newline >= 0 else done
            marks = _FRONT_OF_LINE.match(text, line, span.start)
            first, clean = row, marks is not None and marks.end() == span.start
        done = span.end
    if spans:
        line_end = text.find("\n", done)
        rest = text[done:] if line_end < 0 else text[done:line_end]
        alone += [clean and not rest.strip()] * (len(spans) - first)
    return alone


def _disjoint(templates: list[Template]) -> tuple[Template, ...]:
    """In order, without those that lie in others: MDX is scanned after the templates in it were covered."""
    found: list[Template] = []
    for template in sorted(templates, key=lambda each: (each.span.start, -each.span.end)):
        if not found or template.span.start >= found[-1].span.end:
            found.append(template)
    return tuple(found)


def _lies_in(span: Span, blocks: Sequence[Span]) -> bool:
    row = bisect_right(blocks, span.start, key=lambda block: block.start) - 1
    return row >= 0 and span.end <= blocks[row].end


def _merged(holes: Iterable[Span]) -> Iterator[Span]:
    """Holes in order, without those that lie in others."""
    end = -1
    for hole in sorted(holes, key=lambda each: (each.start, -each.end)):
        if hole.end > end:
            yield hole
            end = hole.end
