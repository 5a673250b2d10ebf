"""SEC003 misplaced-section."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from caselint.content.page import Heading
from caselint.findings import Finding, Related
from caselint.rules.rule import Example, PageRule, PageView

if TYPE_CHECKING:
    from caselint.kinds.sections import Misplaced

_CONFIG = '[kinds.study]\npages = ["*.md"]\nsections = "study.yaml"\n'
_TEMPLATE = "ordered: true\nsections: [Challenge, Design, Costs, Lessons]\n"


class MisplacedSection(PageRule):
    """A section stands elsewhere than the template of the page's kind has it.

    Judged where the template says `ordered: true`. Of sections that contradict each other the fewest are reported
    that would have to move.

    ## Why it matters
    Readers of such pages know where to look.

    ## What to do
    Move the section to the place that the finding names.
    """

    code = "SEC003"
    name = "misplaced-section"
    bad = (
        Example(
            {"page.md": "# Ferry\n\n## Lessons\n\n## Challenge\n\n## Design\n\n## Costs\n", "study.yaml": _TEMPLATE},
            finds=("page.md:3:4",),
            config=_CONFIG,
        ),
        Example(
            {
                "page.md": "# Ferry\n\n## Challenge\n\n## Costs\n\n### In USD\n\n## Design\n\n## Lessons\n",
                "study.yaml": _TEMPLATE,
            },
            finds=("page.md:9:4",),
            config=_CONFIG,
        ),
    )
    good = (
        Example(
            {
                "page.md": "# Ferry\n\n## Challenge\n\n## Odd\n\n## Design\n\n## Costs\n\n## Lessons\n",
                "study.yaml": _TEMPLATE,
            },
            config=_CONFIG,
        ),
        Example(
            {"page.md": "# Ferry\n\n## Costs\n\n## Challenge\n", "study.yaml": "sections: [Challenge, Costs]\n"},
            config=_CONFIG,
        ),
        Example("# Ferry\n\n## Lessons\n\n## Challenge\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        if view.kind is None or view.kind.sections is None or not view.kind.sections.ordered:
            return
        from caselint.kinds.sections import misplaced  # only where a kind has sections

        headings = [heading for heading in view.page.headings if heading.rendered]
        for each in misplaced(view.kind.sections, headings):
            yield self._finding(view, each, headings)

    def _finding(self, view: PageView, each: "Misplaced", headings: Sequence[Heading]) -> Finding:
        own = headings[each.heading]
        after = headings[each.after] if each.after is not None else None
        before = headings[each.before] if each.before is not None else None
        told = []
        if after is not None:
            told.append(f'after "{after.text}" (line {_line(view, after)})')
        if before is not None:
            told.append(f'before "{before.text}" (line {_line(view, before)})')
        place = " and ".join(told)
        related = tuple(
            Related(view.path, other.text_span, words)
            for other, words in ((after, "it follows this section"), (before, "it stands before this one"))
            if other is not None
        )
        message = f'the section "{own.text}" is out of order: it belongs {place}'
        return self.finding(view.path, own.text_span, message, related=related, help=f"move it {place}", key=own.text)


def _line(view: PageView, heading: Heading) -> int:
    return view.text.count("\n", 0, heading.span.start) + 1
