"""SEC012 excess-code."""

from collections.abc import Iterator

from caselint.findings import Finding
from caselint.rules.rule import Example, PageRule, PageView

_CONFIG = '[kinds.study]\npages = ["*.md"]\nsections = "study.yaml"\n'
_PAGE = "code-share: {max: 0.5}\n"
_SECTION = "sections:\n  - title: Design\n    code-share: {max: 0.5}\n"


class ExcessCode(PageRule):
    """A larger part of a page or section is code than its template allows.

    Judged where the template says `code-share`. Counted are lines that are not blank, without front matter: those in
    blocks of code, their fences among them, against all. Diagrams are no code.

    ## Why it matters
    Readers of such pages come for the thought behind the code.

    ## What to do
    Shorten the code, or move it to a page or repository of its own.
    """

    code = "SEC012"
    name = "excess-code"
    bad = (
        Example(
            {"page.md": "# Ferry\n\n```sh\nls\n```\n", "study.yaml": _PAGE}, finds=("page.md:1:3",), config=_CONFIG
        ),
        Example(
            {"page.md": "# Ferry\n\n## Design\n\n```sh\nls\n```\n\n## Costs\n\nA.\n\nB.\n", "study.yaml": _SECTION},
            finds=("page.md:3:4",),
            config=_CONFIG,
        ),
    )
    good = (
        Example({"page.md": "# Ferry\n\nA.\n\nB.\n\n```sh\nls\n```\n", "study.yaml": _PAGE}, config=_CONFIG),
        Example({"page.md": "# Ferry\n\n```mermaid\ngraph TD\nA-->B\n```\n", "study.yaml": _PAGE}, config=_CONFIG),
        Example({"page.md": "# Ferry\n\n```sh\nls\n```\n\n## Design\n", "study.yaml": _SECTION}, config=_CONFIG),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        if view.outline is None:
            return
        from caselint.kinds.stretches import stretches  # only where a kind has sections

        for stretch in stretches(view.outline, view.text):
            most = stretch.measures.most_code
            if most is None:
                continue
            start = max(stretch.span.start, view.page.front_matter.span.end)
            code, lines = view.contents.share_of_code(stretch.span._replace(start=start))
            if code > lines * most:
                told = f"{code:,} of {lines:,} lines of {stretch.name} are code ({_percent(code, lines)})"
                message = f"{told}, more than the {float(most):.0%} of its template"
                advice = "shorten the code, or move it elsewhere"
                yield self.finding(view.path, stretch.place, message, help=advice, key=stretch.key)


def _percent(code: int, lines: int) -> str:
    """Rounded up, since it lies above a limit."""
    return f"{-(-100 * code // lines)}%"
