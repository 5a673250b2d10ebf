"""SEC005 repeated-section."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from caselint.findings import Finding, Related
from caselint.rules.rule import Example, PageRule, PageView

if TYPE_CHECKING:
    from caselint.kinds.outline import Outline, Repeated

_CONFIG = '[kinds.study]\npages = ["*.md"]\nsections = "study.yaml"\n'
_ONCE = "sections:\n  - title: Costs\n    times: {max: 1}\n"
_STEPS = "sections:\n  - prefix: Step\n    times: {min: 2, max: 3}\n"
_MOST_SHOWN = 5
_NEVER = "sections:\n  - title: [Draft notes, To do]\n    times: {max: 0}\n"


class RepeatedSection(PageRule):
    """A section stands more often than the template of the page's kind allows.

    Judged where the template says `times: {max: …}`. With `max: 0` a page has no such section at all.

    ## Why it matters
    Readers find one of the two and take it for all there is; a program that reads the page takes the first or the last.

    ## What to do
    Join the sections, rename those that are something else, or change `times` in the template.
    """

    code = "SEC005"
    name = "repeated-section"
    bad = (
        Example(
            {"page.md": "# Ferry\n\n## Costs\n\n## Design\n\n## 5. Costs\n", "study.yaml": _ONCE},
            finds=("page.md:7:4",),
            config=_CONFIG,
        ),
        Example(
            {"page.md": "# Ferry\n\n## Step 1\n\n## Step 2\n\n## Step 3\n\n## Step 4\n", "study.yaml": _STEPS},
            finds=("page.md:9:4",),
            config=_CONFIG,
        ),
        Example({"page.md": "# Ferry\n\n## To do\n", "study.yaml": _NEVER}, finds=("page.md:3:4",), config=_CONFIG),
    )
    good = (
        Example(
            {"page.md": "# Ferry\n\n## Step 1\n\n## Step 2\n\n## Step 3\n\n### Step 4\n", "study.yaml": _STEPS},
            config=_CONFIG,
        ),
        Example(
            {"page.md": "# Ferry\n\n## Costs\n\n## Costs\n", "study.yaml": "sections: [Costs]\n"},
            config=_CONFIG,
        ),
        Example({"page.md": "# Ferry\n\n## Design\n\n### Costs\n\n## Costs\n", "study.yaml": _ONCE}, config=_CONFIG),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        if view.outline is None:
            return
        for scope in view.outline.scopes:
            for each in scope.repeated:
                yield self._finding(view, scope, each)

    def _finding(self, view: PageView, scope: "Outline", each: "Repeated") -> Finding:
        """The first heading that is one too many is the place; those before it are related."""
        most = each.section.times.most or 0
        own = scope.headings[each.headings[most]]
        name = each.section.names[0]
        if not most:
            message = f'the section "{own.text}" has no place on such a page'
            return self.finding(view.path, own.text_span, message, help="leave it out", key=name)
        told = "once" if most == 1 else f"{most:,} times"
        message = f'the section "{own.text}" is number {len(each.headings):,} of its sort: it may stand {told}'
        if len(each.headings) > most + 1:
            message = (
                f'the section "{own.text}" and {len(each.headings) - most - 1:,} more are too many: {told} is allowed'
            )
        related = tuple(
            Related(view.path, scope.headings[index].text_span, "it stands here already")
            for index in each.headings[:most][:_MOST_SHOWN]
        )
        advice = "join it with the one before, or rename it"
        return self.finding(view.path, own.text_span, message, related=related, help=advice, key=name)
