"""SEC001 missing-section."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from caselint.content.lines import last_line
from caselint.content.page import Heading
from caselint.findings import Finding, Related, Span
from caselint.rules.rule import Example, PageRule, PageView

if TYPE_CHECKING:
    from caselint.kinds.sections import MissingSection as Missing

_CONFIG = '[kinds.study]\npages = ["*.md"]\nsections = "study.yaml"\n'
_TEMPLATE = "sections:\n  - Challenge\n  - title: [Architecture, Design]\n  - Lessons Learned\n"


class MissingSection(PageRule):
    """A page lacks a section that every page of its kind has.

    Only headings that the site shows count. Case, a leading emoji or number, and a colon at the end do not.

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
    )
    good = (
        Example(
            {"page.md": "# Ferry\n\n## 1. Challenge\n\n## 🚢 Design\n\n## Lessons learned:\n", "study.yaml": _TEMPLATE},
            config=_CONFIG,
        ),
        Example({"page.md": "---\nredirect_to: other.md\n---\n# Moved\n", "study.yaml": _TEMPLATE}, config=_CONFIG),
        Example("# Ferry\n\n## Whatever\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        if view.kind is None or view.kind.sections is None or view.facts.redirects:
            return
        from caselint.kinds.sections import missing  # only where a kind has sections

        headings = [heading for heading in view.page.headings if heading.rendered]
        for each in missing(view.kind.sections, headings):
            yield self._finding(view, each, headings)

    def _finding(self, view: PageView, lacking: "Missing", headings: Sequence[Heading]) -> Finding:
        name, key = lacking.names[0], "/".join(lacking.names)
        message = f'the section "{name}" is missing'
        if lacking.by_pattern:
            message = f'a section whose title matches "{name}" is missing'
        if lacking.by_prefix:
            message = f'a section whose title begins with "{name}" is missing'
        if lacking.nearest is not None:
            return self._meant(view, lacking, headings[lacking.nearest], message)
        span, where = _place(view, lacking, headings)
        related: tuple[Related, ...] = ()
        if lacking.after is not None:
            above = headings[lacking.after]
            related = (Related(view.path, above.span, f'it follows the section that "{above.text}" ends'),)
        title = "a heading of that form" if lacking.by_pattern else f"{'#' * lacking.level} {name}"
        others = f" (or {', '.join(lacking.names[1:4])})" if len(lacking.names) > 1 else ""
        return self.finding(view.path, span, message, related=related, help=f"write {title}{others} {where}", key=key)

    def _meant(self, view: PageView, lacking: "Missing", near: Heading, message: str) -> Finding:
        """A heading of the page is probably meant as the section: that is the place."""
        name, key = lacking.names[0], "/".join(lacking.names)
        from caselint.kinds.sections import plain_title

        same = plain_title(near.text) in map(plain_title, lacking.names)
        if same:
            message = f'{message}: the heading "{near.text}" is of level {near.level}, not {lacking.level}'
            return self.finding(view.path, near.span, message, help=f"make it level {lacking.level}", key=key)
        message = f'{message}; the heading "{near.text}" may be meant as it'
        level = "" if near.level == lacking.level else f" and make it level {lacking.level}"
        return self.finding(view.path, near.text_span, message, help=f'rename it to "{name}"{level}', key=key)


def _place(view: PageView, lacking: "Missing", headings: Sequence[Heading]) -> tuple[Span, str]:
    """The line where the section should stand: that of the heading that would follow it, else the last one."""
    if lacking.after is not None:
        following = headings[lacking.after + 1 : lacking.after + 2]
    else:
        following = [heading for heading in headings if heading.level >= lacking.level][:1]
    if following:
        return following[0].span, f'above "{following[0].text}"'
    return last_line(view.text, Span(0, len(view.text))), "at the end of the page"
