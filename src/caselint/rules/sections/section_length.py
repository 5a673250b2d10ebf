"""SEC004 section-length."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from caselint.findings import Finding, Span
from caselint.rules.rule import Example, PageRule, PageView

if TYPE_CHECKING:
    from caselint.kinds.sections import Limits

_CONFIG = '[kinds.study]\npages = ["*.md"]\nsections = "study.yaml"\n'
_TEMPLATE = "sections:\n  - title: Challenge\n    words: {min: 3, max: 6}\n"
_WHOLE = "sections: []\nwords: {min: 20}\n"


class SectionLength(PageRule):
    """A section, or the page, has fewer or more words than the template of the page's kind allows.

    A word is one that a reader reads as text: code, diagrams, comments and the section's own heading do not count,
    sections inside it do. Silent about texts in scripts without blanks.

    ## Why it matters
    A section of a few words answers nothing; a summary of a thousand is none.

    ## What to do
    Write what is missing or shorten the section, or change `words` in the template.
    """

    code = "SEC004"
    name = "section-length"
    bad = (
        Example(
            {"page.md": "# Ferry\n\n## Challenge\n\nTides.\n", "study.yaml": _TEMPLATE},
            finds=("page.md:3:4",),
            config=_CONFIG,
        ),
        Example(
            {"page.md": "# Ferry\n\n## Challenge\n\nThe tides of the bay are high.\n", "study.yaml": _TEMPLATE},
            finds=("page.md:3:4",),
            config=_CONFIG,
        ),
        Example({"page.md": "# Ferry\n\nTides.\n", "study.yaml": _WHOLE}, finds=("page.md:1:3",), config=_CONFIG),
    )
    good = (
        Example(
            {"page.md": "# Ferry\n\n## Challenge\n\nTides are high.\n\n## Costs\n", "study.yaml": _TEMPLATE},
            config=_CONFIG,
        ),
        Example("# Ferry\n\n## Challenge\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        if view.kind is None or view.kind.sections is None:
            return
        template = view.kind.sections
        limited = any(section.words.set for section in template.sections)
        if not template.words.set and not limited:
            return
        from caselint.kinds.sections import openers  # only where a kind has sections

        words = view.words
        if not words.countable:
            return
        headings = [heading for heading in view.page.headings if heading.rendered]
        if template.words.set:
            place = headings[0].text_span if headings else Span(0, min(1, len(view.text)))
            yield from self._judge(view, place, "the page", "", words.read, template.words)
        for section, opener, following in openers(template, headings):
            if section.words.set:
                own = headings[opener]
                end = len(view.text) if following is None else headings[following].span.start
                count = words.read_between(own.span.end, end)
                what = f'the section "{own.text}"'
                yield from self._judge(view, own.text_span, what, own.text, count, section.words)

    def _judge(
        self, view: PageView, place: Span, what: str, key: str, count: int, limits: "Limits"
    ) -> Iterator[Finding]:
        told = f"{count:,} word{'' if count == 1 else 's'}"
        if limits.least is not None and count < limits.least:
            message = f"{what} has {told}, fewer than the {limits.least:,} of its template"
            yield self.finding(view.path, place, message, help="write what is missing", key=key)
        elif limits.most is not None and count > limits.most:
            message = f"{what} has {told}, more than the {limits.most:,} of its template"
            yield self.finding(view.path, place, message, help="shorten it, or move text elsewhere", key=key)
