"""SEC010 wrong-title-count."""

import re
from collections.abc import Iterator

from caselint.findings import Finding, Related, Span
from caselint.rules.rule import Example, PageRule, PageView

_CONFIG = '[kinds.study]\npages = ["*.md"]\nsections = "study.yaml"\n'
_TEMPLATE = "one-h1: true\n"
_HTML_H1 = re.compile(r"<h1[\s>]", re.IGNORECASE)
_MOST_SHOWN = 5


class WrongTitleCount(PageRule):
    """A page has more than one heading of level 1, or none.

    Judged where the template of the page's kind says `one-h1: true`. A `title` in the front matter, of which site
    generators make the heading, and an `<h1>` in raw HTML stand for one that is missing.

    ## Why it matters
    The heading of level 1 is the title of the page, for readers, search engines and screen readers. The second one is
    often the start of a page that was pasted below.

    ## What to do
    Make the headings that are none a level deeper, or write the one that is missing.
    """

    code = "SEC010"
    name = "wrong-title-count"
    bad = (
        Example(
            {"page.md": "# Ferry\n\n## Costs\n\n# Harbour\n\n# Tides\n", "study.yaml": _TEMPLATE},
            finds=("page.md:5:3",),
            config=_CONFIG,
        ),
        Example(
            {"page.md": "---\nstatus: draft\n---\n", "study.yaml": _TEMPLATE}, finds=("page.md:4:1",), config=_CONFIG
        ),
    )
    good = (
        Example({"page.md": "# Ferry\n\n```sh\n# ls\n```\n", "study.yaml": _TEMPLATE}, config=_CONFIG),
        Example({"page.md": "---\ntitle: Ferry\n---\n## Costs\n", "study.yaml": _TEMPLATE}, config=_CONFIG),
        Example({"page.md": '<h1 align="center">Ferry</h1>\n\n## Costs\n', "study.yaml": _TEMPLATE}, config=_CONFIG),
        Example("# Ferry\n\n# Harbour\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        if view.outline is None or not view.outline.template.one_h1:
            return
        from caselint.kinds.h1 import h1s

        found = h1s(view.outline.headings)
        if len(found) > 1:
            first, second, *more = found
            named = f'the heading "{second.text}"' if second.text else "an empty heading"
            others = f" and {len(more):,} more" if more else ""
            message = f'the page has the title "{first.text}", and {named}{others} of level 1'
            related = (
                Related(view.path, first.text_span, "the title of the page"),
                *(Related(view.path, each.span, "one more") for each in more[:_MOST_SHOWN]),
            )
            place = second.text_span if second.text else second.span
            advice = "make it level 2" if second.text else "write its text, or leave it out"
            yield self.finding(view.path, place, message, related=related, help=advice, key="many")
        elif not found and not view.facts.front_text("title") and not self._in_html(view):
            message = "the page has no heading of level 1"
            yield self.finding(view.path, _top(view), message, help="write `# Title` here", key="none")

    def _in_html(self, view: PageView) -> bool:
        return any(_HTML_H1.search(view.text, *block.span) is not None for block in view.page.html)


def _top(view: PageView) -> Span:
    """The first line of text below the front matter."""
    start = view.page.front_matter.span.end
    start += len(view.text[start:]) - len(view.text[start:].lstrip())
    end = next((at for at in range(start, len(view.text)) if view.text[at] in "\r\n"), len(view.text))
    return Span(start, end)
