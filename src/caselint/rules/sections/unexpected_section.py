"""SEC006 unexpected-section."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from caselint.findings import Finding, Related
from caselint.rules.rule import Example, PageRule, PageView

if TYPE_CHECKING:
    from caselint.kinds.outline import Outline, Rival

_CONFIG = '[kinds.study]\npages = ["*.md"]\nsections = "study.yaml"\n'
_TEMPLATE = "closed: true\nsections:\n  - Challenge\n  - prefix: Level\n  - title: Lessons\n    required: false\n"
_CHOICE = "sections:\n  - one-of:\n      - Trade-offs\n      - Decision Matrix\n"
_INSIDE = "sections:\n  - title: Options\n    closed: true\n    sections: [Pros, Cons]\n"
_MOST_NAMED = 6


class UnexpectedSection(PageRule):
    """A page has a section that the template of its kind has no room for.

    That is one that a template with `closed: true` does not list, at the levels at which it lists sections; and the
    second of two sections of which it has one only (`one-of`). A heading that is probably meant as a section that is
    missing is told as `missing-section` only.

    ## Why it matters
    Pages of such a kind are read side by side, or by programs that know their sections.

    ## What to do
    Rename the heading, move its text to one of the sections that the finding names, or list it in the template.
    """

    code = "SEC006"
    name = "unexpected-section"
    bad = (
        Example(
            {"page.md": "# Ferry\n\n## Challenge\n\n## Level 1: Tides\n\n## Gallery\n", "study.yaml": _TEMPLATE},
            finds=("page.md:7:4",),
            config=_CONFIG,
        ),
        Example(
            {"page.md": "# Ferry\n\n## Trade-offs\n\n## Decision Matrix\n", "study.yaml": _CHOICE},
            finds=("page.md:5:4",),
            config=_CONFIG,
        ),
        Example(
            {
                "page.md": "# Ferry\n\n## Options\n\n### Pros\n\n### Cons\n\n### Fun\n\n## Other\n",
                "study.yaml": _INSIDE,
            },
            finds=("page.md:9:5",),
            config=_CONFIG,
        ),
    )
    good = (
        Example({"page.md": "---\nredirect_to: other.md\n---\n## Gallery\n", "study.yaml": _TEMPLATE}, config=_CONFIG),
        Example({"page.md": "# Ferry\n\n## Decision Matrix\n\n## Gallery\n", "study.yaml": _CHOICE}, config=_CONFIG),
        Example(
            {"page.md": "# Ferry\n\n## Challenge\n\n### Scale\n\n## Level 1: Tides\n", "study.yaml": _TEMPLATE},
            config=_CONFIG,
        ),
        Example("# Ferry\n\n## Whatever\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        if view.outline is None:
            return
        for scope in view.outline.scopes:
            for index in scope.unexpected:
                yield self._unknown(view, scope, index)
            for rival in scope.rivals:
                yield self._rival(view, scope, rival)

    def _unknown(self, view: PageView, scope: "Outline", index: int) -> Finding:
        own = scope.headings[index]
        names = [
            each.names[0]
            for section in scope.template.sections
            for each in section.alternatives
            if each.level == own.level
        ]
        listed = ", ".join(f'"{name}"' for name in names[:_MOST_NAMED])
        if len(names) > _MOST_NAMED:
            listed += f" and {len(names) - _MOST_NAMED} more"
        inside = "" if scope.owner is None else f' inside "{scope.headings[scope.owner].text}"'
        message = f'the template of {_kind(view)} has no section "{own.text}"{inside}; it has {listed}'
        advice = "rename it, move its text to one of them, or list it in the template"
        return self.finding(view.path, own.text_span, message, help=advice, key=own.text)

    def _rival(self, view: PageView, scope: "Outline", rival: "Rival") -> Finding:
        own, first = scope.headings[rival.heading], scope.headings[rival.first]
        names = " or ".join(f'"{each.names[0]}"' for each in rival.section.one_of[:_MOST_NAMED])
        message = (
            f'the section "{own.text}" stands beside "{first.text}": a page of {_kind(view)} has {names}, and one only'
        )
        related = (Related(view.path, first.text_span, "the section that it has already"),)
        advice = f'leave it out, or move its text to "{first.text}"'
        return self.finding(view.path, own.text_span, message, related=related, help=advice, key=own.text)


def _kind(view: PageView) -> str:
    return "" if view.kind is None else view.kind.name
