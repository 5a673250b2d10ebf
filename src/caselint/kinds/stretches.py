"""The page, and those of its sections, whose contents a template limits."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from caselint.content.page import Heading
from caselint.findings.span import Span
from caselint.kinds.outline import Outline
from caselint.kinds.sections import Measures


class Stretch(NamedTuple):
    """A page or a section, and what its template says of its contents.

    Attributes:
        heading: that of the section; None for the page.
        span: from the heading, or the page's first character, to the next heading that is not inside, or the end.
        place: where the stretch is named: the words of its heading, of a page those of its first one.
        around: the words of the heading that it stands below; "" for the page and its sections of the first rank.
    """

    measures: Measures
    heading: Heading | None
    span: Span
    place: Span
    around: str = ""

    @property
    def name(self) -> str:
        return "the page" if self.heading is None else f'the section "{self.heading.text}"'

    @property
    def key(self) -> str:
        """What tells it from the other stretches of the page, wherever they stand."""
        return "" if self.heading is None else "/".join(filter(None, (self.around, self.heading.text)))


def stretches(outline: Outline, text: str) -> Iterator[Stretch]:
    """The stretches of a page with the text `text` of which its template says something, the page first."""
    headings = outline.headings
    if outline.template.measures.set:
        place = headings[0].text_span if headings else Span(0, min(1, len(text)))
        yield Stretch(outline.template.measures, None, Span(0, len(text)), place)
    for scope in outline.scopes:
        around = "" if scope.owner is None else headings[scope.owner].text
        for section, opener, end in scope.opened:
            if section.measures.set:
                own = headings[opener]
                yield Stretch(section.measures, own, section_span(headings, opener, end, text), own.text_span, around)


def section_span(headings: Sequence[Heading], opener: int, end: int, text: str) -> Span:
    """A section as it is written, from its heading to the heading of index `end`, or the end of the text."""
    return Span(headings[opener].span.start, headings[end].span.start if end < len(headings) else len(text))
