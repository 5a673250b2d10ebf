"""SEC008 excess-content."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from caselint.findings import Finding, Related
from caselint.rules.rule import Example, PageRule, PageView

if TYPE_CHECKING:
    from caselint.kinds.contents import Element
    from caselint.kinds.sections import Content
    from caselint.kinds.stretches import Stretch

_CONFIG = '[kinds.study]\npages = ["*.md"]\nsections = "study.yaml"\n'
_TEMPLATE = "contains:\n  - image: {max: 1}\nsections:\n  - title: Summary\n    contains:\n      code: {max: 0}\n"
_SVG = "contains:\n  image: {matching: '(?i)\\.gif$', max: 0}\n"
_MOST_SHOWN = 5


class ExcessContent(PageRule):
    """A page or section has more tables, lists, code, diagrams, figures, links or images than its template allows.

    Judged where the template says `max` in `contains`. With `max: 0` there is to be none.

    ## Why it matters
    A summary with code, or a page of twenty diagrams, is not what readers of such pages come for.

    ## What to do
    Leave out what is too much or move it to another section, or change `contains` in the template.
    """

    code = "SEC008"
    name = "excess-content"
    bad = (
        Example(
            {"page.md": "# Ferry\n\n## Summary\n\n```sh\nls\n```\n", "study.yaml": _TEMPLATE},
            finds=("page.md:5:1",),
            config=_CONFIG,
        ),
        Example(
            {"page.md": "# Ferry\n\n![a](a.png) ![b](b.png)\n\n## Summary\n", "study.yaml": _TEMPLATE},
            finds=("page.md:3:13",),
            config=_CONFIG,
        ),
        Example({"page.md": "# Ferry\n\n![a](a.GIF)\n", "study.yaml": _SVG}, finds=("page.md:3:1",), config=_CONFIG),
    )
    good = (
        Example(
            {"page.md": "# Ferry\n\n![a](a.png)\n\n## Summary\n\n## Code\n\n```sh\nls\n```\n", "study.yaml": _TEMPLATE},
            config=_CONFIG,
        ),
        Example({"page.md": "# Ferry\n\n![gif](gif.png)\n", "study.yaml": _SVG}, config=_CONFIG),
        Example(
            {"page.md": "# Ferry\n\n## Summary\n\n```mermaid\ngraph TD\n```\n", "study.yaml": _TEMPLATE},
            config=_CONFIG,
        ),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        if view.outline is None:
            return
        from caselint.kinds.stretches import stretches  # only where a kind has sections

        for stretch in stretches(view.outline, view.text):
            for wanted in stretch.measures.contents:
                if wanted.count.most is not None:
                    found = view.contents.of(wanted, stretch.span)
                    if len(found) > wanted.count.most:
                        yield self._finding(view, stretch, wanted, found)

    def _finding(self, view: PageView, stretch: "Stretch", wanted: "Content", found: "list[Element]") -> Finding:
        """The first that is one too many is the place; those before it are related."""
        from caselint.kinds.wording import described

        most = wanted.count.most or 0
        told = f"{stretch.name} has {len(found):,} {described(wanted, len(found))}"
        message = f"{told}, more than the {most:,} of its template" if most else f"{told}, and is to have none"
        related = tuple(Related(view.path, each.span, "one is here") for each in found[:most][:_MOST_SHOWN])
        key = f"{stretch.key}/{described(wanted, 1)}"
        return self.finding(
            view.path, found[most].span, message, related=related, help="leave it out, or move it elsewhere", key=key
        )
