"""SEC001 missing-section."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from caselint.content.lines import last_line
from caselint.content.page import Heading
from caselint.findings import Finding, Related, Span
from caselint.rules.rule import Example, PageRule, PageView

if TYPE_CHECKING:
    from caselint.kinds.outline import MissingSection as Missing
    from caselint.kinds.outline import Outline

_CONFIG = '[kinds.study]\npages = ["*.md"]\nsections = "study.yaml"\n'
_TEMPLATE = "sections:\n  - Challenge\n  - title: [Architecture, Design]\n  - Lessons Learned\n"


class MissingSection(PageRule):
    """A page lacks a section that every page of its kind has, or has it less often than it should.

    Only headings that the site shows count. Case, a leading emoji or number, and a colon at the end do not. Silent
    about pages that include the text of other files.

    ## Why it matters
    Readers know where to look in a page of that kind, and find nothing there.

    ## What to do
    Write the section at the line that the finding names, or rename the heading that was meant. If pages may do without
    the section, say `required: false` in the template.
    """

    code = "SEC001"
    name = "missing-section"
    bad = (
        Example(
            {"page.md": "# Ferry\n\n## Challenge\n\nTides.\n\n## Lessons Learned\n\nMany.\n", "study.yaml": _TEMPLATE},
            finds=("page.md:7:1",),
            config=_CONFIG,
        ),
        Example(
            {"page.md": "# Ferry\n\n## Challenge\n\n## Design\n\n## Lesson learnt\n", "study.yaml": _TEMPLATE},
            finds=("page.md:7:4",),
            config=_CONFIG,
        ),
        Example(
            {"page.md": "# Ferry\n\n## Challenge\n\n## Design\n\n### Lessons Learned\n", "study.yaml": _TEMPLATE},
            finds=("page.md:7:1",),
            config=_CONFIG,
        ),
        Example(
            {"page.md": "# Ferry\n\n## Challenge\n\n## Design\n\nTwo decks.\n", "study.yaml": _TEMPLATE},
            finds=("page.md:7:1",),
            config=_CONFIG,
        ),
        Example(
            {
                "page.md": "# Ferry\n\n## Options\n\n### Pros\n\n## Costs\n\n### Cons\n",
                "study.yaml": "sections:\n  - title: Options\n    sections: [Pros, Cons]\n",
            },
            finds=("page.md:7:1",),
            config=_CONFIG,
        ),
        Example(
            {
                "page.md": "# Ferry\n\n## Step 1\n\nTides.\n\n## Costs\n",
                "study.yaml": "sections:\n  - prefix: Step\n    times: {min: 2}\n",
            },
            finds=("page.md:7:1",),
            config=_CONFIG,
        ),
        Example(
            {
                "page.md": "# Ferry\n\n## Costs\n\nFew.\n",
                "study.yaml": "sections:\n  - one-of: [Trade-offs, Decision Matrix]\n",
            },
            finds=("page.md:3:1",),
            config=_CONFIG,
        ),
    )
    good = (
        Example(
            {
                "page.md": "# Ferry\n\n## Decision Matrix\n",
                "study.yaml": "sections:\n  - one-of: [Trade-offs, Decision Matrix]\n",
            },
            config=_CONFIG,
        ),
        Example(
            {
                "page.md": "# Ferry\n\n## Costs\n",
                "study.yaml": "sections:\n  - title: Options\n    required: false\n    sections: [Pros, Cons]\n",
            },
            config=_CONFIG,
        ),
        Example(
            {"page.md": "# Ferry\n\n## 1. Challenge\n\n## 🚢 Design\n\n## Lessons learned:\n", "study.yaml": _TEMPLATE},
            config=_CONFIG,
        ),
        Example(
            {
                "mkdocs.yml": "markdown_extensions: [pymdownx.snippets]\n",
                "docs/page.md": '# Ferry\n\n## Challenge\n\n--8<-- "design.md"\n',
                "study.yaml": _TEMPLATE,
            },
            config=_CONFIG.replace("*.md", "docs/*.md"),
        ),
        Example({"page.md": "---\nredirect_to: other.md\n---\n# Moved\n", "study.yaml": _TEMPLATE}, config=_CONFIG),
        Example("# Ferry\n\n## Whatever\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        if view.outline is None or "snippets" in view.facts.generated:
            return
        for scope in view.outline.scopes:
            for each in scope.missing:
                yield self._finding(view, each, scope)

    def _finding(self, view: PageView, lacking: "Missing", scope: "Outline") -> Finding:
        message = _message(lacking)
        around = None if scope.owner is None else scope.headings[scope.owner]
        if around is not None:
            message = f'in the section "{around.text}" {message}'
        key = "/".join(lacking.names if around is None else (around.text, *lacking.names))
        if lacking.nearest is not None:
            return self._meant(view, lacking, scope.headings[lacking.nearest], message, key)
        span, where = _place(view, lacking, scope)
        related: tuple[Related, ...] = ()
        if lacking.after is not None:
            above = scope.headings[lacking.after]
            related = (Related(view.path, above.span, f'it follows the section that "{above.text}" ends'),)
        name = lacking.names[0]
        title = "a heading of that form" if lacking.by_pattern else f"{'#' * lacking.level} {name}"
        others = f" (or {', '.join(lacking.names[1:4])})" if len(lacking.names) > 1 else ""
        return self.finding(view.path, span, message, related=related, help=f"write {title}{others} {where}", key=key)

    def _meant(self, view: PageView, lacking: "Missing", near: Heading, message: str, key: str) -> Finding:
        """A heading of the page is probably meant as the section: that is the place."""
        from caselint.kinds.sections import plain_title

        same = plain_title(near.text) in map(plain_title, lacking.names)
        if same:
            message = f'{message}: the heading "{near.text}" is of level {near.level}, not {lacking.level}'
            return self.finding(view.path, near.span, message, help=f"make it level {lacking.level}", key=key)
        message = f'{message}; the heading "{near.text}" may be meant as it'
        level = "" if near.level == lacking.level else f" and make it level {lacking.level}"
        return self.finding(
            view.path, near.text_span, message, help=f'rename it to "{lacking.names[0]}"{level}', key=key
        )


def _message(lacking: "Missing") -> str:
    name = f'the section "{lacking.names[0]}"'
    if lacking.by_pattern:
        name = f'a section whose title matches "{lacking.names[0]}"'
    if lacking.by_prefix:
        name = f'a section whose title begins with "{lacking.names[0]}"'
    if lacking.found:
        return f"{name} stands {_times(lacking.found)}, and should {_times(lacking.least)}"
    return f"{name} is missing" if lacking.least < 2 else f"{name} is missing, and should stand {_times(lacking.least)}"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _place(view: PageView, lacking: "Missing", scope: "Outline") -> tuple[Span, str]:
    """The line where the section should stand: that of the heading that would follow it, else the last one."""
    headings = scope.headings
    if lacking.after is not None:
        following = lacking.after + 1
    else:
        within = range(scope.start, scope.end)
        following = next((index for index in within if headings[index].level >= lacking.level), scope.end)
    if following < len(headings) and (following < scope.end or scope.owner is not None):
        return headings[following].span, f'above "{headings[following].text}"'
    return last_line(view.text, Span(0, len(view.text))), "at the end of the page"
