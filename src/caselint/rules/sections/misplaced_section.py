"""SEC003 misplaced-section."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from caselint.content.page import Heading
from caselint.findings import Finding, Related
from caselint.rules.rule import Example, PageRule, PageView

if TYPE_CHECKING:
    from caselint.kinds.outline import Misplaced

_CONFIG = '[kinds.study]\npages = ["*.md"]\nsections = "study.yaml"\n'
_TEMPLATE = "ordered: true\nsections: [Challenge, Design, Costs, Lessons]\n"


class MisplacedSection(PageRule):
    """A section stands elsewhere than the template of the page's kind has it.

    Judged where the template says `ordered: true`, for the page or inside a section. Of sections that contradict each
    other the fewest are reported that would have to move. Of a section that has `times` all count, of others the first.

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
        Example(
            {
                "page.md": "# Ferry\n\n## Options\n\n### Cons\n\n### Pros\n",
                "study.yaml": "sections:\n  - title: Options\n    ordered: true\n    sections: [Pros, Cons]\n",
            },
            finds=("page.md:7:5",),
            config=_CONFIG,
        ),
        Example(
            {
                "page.md": "# Ferry\n\n## Step 1\n\n## Lessons\n\n## Step 2\n",
                "study.yaml": "ordered: true\nsections:\n  - prefix: Step\n    times: {min: 2}\n  - Lessons\n",
            },
            finds=("page.md:7:4",),
            config=_CONFIG,
        ),
    )
    good = (
        Example(
            {"page.md": "---\nredirect_to: other.md\n---\n## Costs\n\n## Design\n", "study.yaml": _TEMPLATE},
            config=_CONFIG,
        ),
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
        if view.outline is None:
            return
        for scope in view.outline.scopes:
            for each in scope.misplaced:
                yield self._finding(view, each, scope.headings)

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
    return view.contents.lines.number(heading.span.start)
