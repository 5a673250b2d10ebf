"""SEC006 unexpected-section."""

from collections.abc import Iterator

from caselint.findings import Finding
from caselint.rules.rule import Example, PageRule, PageView

_CONFIG = '[kinds.study]\npages = ["*.md"]\nsections = "study.yaml"\n'
_TEMPLATE = "closed: true\nsections:\n  - Challenge\n  - prefix: Level\n  - title: Lessons\n    required: false\n"
_MOST_NAMED = 6


class UnexpectedSection(PageRule):
    """A page has a section that the closed template of its kind does not know.

    Judged where the template says `closed: true`, at the levels at which it has sections. A heading that is probably
    meant as a section that is missing is told as `missing-section` only.

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
    )
    good = (
        Example(
            {"page.md": "# Ferry\n\n## Challenge\n\n### Scale\n\n## Level 1: Tides\n", "study.yaml": _TEMPLATE},
            config=_CONFIG,
        ),
        Example("# Ferry\n\n## Whatever\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        if view.kind is None or view.kind.sections is None or not view.kind.sections.closed:
            return
        from caselint.kinds.sections import unexpected  # only where a kind has sections

        template = view.kind.sections
        headings = [heading for heading in view.page.headings if heading.rendered]
        for index in unexpected(template, headings):
            own = headings[index]
            names = [section.names[0] for section in template.sections if section.level == own.level]
            listed = ", ".join(f'"{name}"' for name in names[:_MOST_NAMED])
            if len(names) > _MOST_NAMED:
                listed += f" and {len(names) - _MOST_NAMED} more"
            message = f'the template of {view.kind.name} has no section "{own.text}"; it has {listed}'
            advice = "rename it, move its text to one of them, or list it in the template"
            yield self.finding(view.path, own.text_span, message, help=advice, key=own.text)
