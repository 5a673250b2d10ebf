"""SEC011 late-content."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from caselint.findings import Finding, Span
from caselint.rules.rule import Example, PageRule, PageView

if TYPE_CHECKING:
    from caselint.kinds.outline import Outline

_CONFIG = '[kinds.study]\npages = ["*.md"]\nsections = "study.yaml"\n'
_SECTION = "sections:\n  - title: When not to use\n    within-lines: 6\n    required: false\n"
_CONTENT = "sections:\n  - title: Design\n    contains:\n      - diagram: {within-lines: 3}\n"


class LateContent(PageRule):
    """A section, or something that a page contains, begins further down than its template allows.

    Judged where the template says `within-lines`. Lines are counted from the first line of the page, as an editor
    counts them; inside a section from its heading, which is line 1. Of several the first counts, or the last of the
    fewest that there must be.

    ## Why it matters
    What decides whether a reader is on the right page has to stand where the reader still is.

    ## What to do
    Move it up, or shorten what stands above.
    """

    code = "SEC011"
    name = "late-content"
    bad = (
        Example(
            {"page.md": "# Ferry\n\n" + "Tides.\n\n" * 3 + "## When not to use\n", "study.yaml": _SECTION},
            finds=("page.md:9:4",),
            config=_CONFIG,
        ),
        Example(
            {"page.md": "# Ferry\n\n## Design\n\nTides.\n\n```mermaid\ngraph TD\n```\n", "study.yaml": _CONTENT},
            finds=("page.md:7:1",),
            config=_CONFIG,
        ),
        Example(
            {"page.md": "# A\n\n- a\n\ntext\n\n1. b\n", "study.yaml": "contains: {list: {min: 2, within-lines: 6}}\n"},
            finds=("page.md:7:1",),
            config=_CONFIG,
        ),
    )
    good = (
        Example(
            {"page.md": "# Ferry\n\nTides.\n\n## When not to use\n\n" + "Tides.\n\n" * 9, "study.yaml": _SECTION},
            config=_CONFIG,
        ),
        Example(
            {
                "page.md": "# Ferry\n\n" + "Tides.\n\n" * 9 + "## Design\n\n```mermaid\ngraph TD\n```\n",
                "study.yaml": _CONTENT,
            },
            config=_CONFIG,
        ),
        Example({"page.md": "# Ferry\n\n" + "Tides.\n\n" * 9, "study.yaml": _SECTION}, config=_CONFIG),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        if view.outline is None:
            return
        from caselint.kinds.stretches import stretches  # only where a kind has sections
        from caselint.kinds.wording import described

        for scope in view.outline.scopes:
            yield from self._sections(view, scope)
        for stretch in stretches(view.outline, view.text):
            for wanted in stretch.measures.contents:
                if wanted.within_lines is None:
                    continue
                counted = max(1, wanted.count.least or 1)
                found = view.contents.of(wanted, stretch.span)
                if len(found) >= counted:
                    what = f"{'the' if counted == 1 else f'number {counted:,} of the'} {described(wanted, counted)}"
                    key = f"{stretch.key}/{described(wanted, 1)}"
                    place = found[counted - 1].span
                    start = stretch.span.start
                    yield from self._judge(view, place, start, wanted.within_lines, what, stretch.name, key)

    def _sections(self, view: PageView, scope: "Outline") -> Iterator[Finding]:
        headings = scope.headings
        start, around = 0, "the page"
        if scope.owner is not None:
            start, around = headings[scope.owner].span.start, f'the section "{headings[scope.owner].text}"'
        for section, found in zip(scope.template.sections, scope.openers, strict=True):
            if not found:
                continue
            own = headings[found[0]]
            fitting = next((each for each in section.one_of if each.fits(own)), section)
            most = fitting.within_lines if fitting.within_lines is not None else section.within_lines
            if most is not None:
                what = f'the section "{own.text}"'
                yield from self._judge(view, own.text_span, start, most, what, around, section.names[0])

    def _judge(
        self, view: PageView, place: Span, start: int, most: int, what: str, around: str, key: str
    ) -> Iterator[Finding]:
        lines = view.contents.lines
        line = lines.number(place.start) - lines.number(start) + 1
        if line > most:
            message = f"{what} begins in line {line:,} of {around}, not within the first {most:,}"
            advice = "move it up, or shorten what stands above"
            yield self.finding(view.path, place, message, help=advice, key=key)
