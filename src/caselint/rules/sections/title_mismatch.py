"""SEC009 title-mismatch."""

from collections.abc import Iterator

from caselint.findings import Finding, Related
from caselint.rules.rule import Example, PageRule, PageView

_CONFIG = '[kinds.study]\npages = ["*.md"]\nsections = "study.yaml"\n'
_TEMPLATE = "h1-equals: title\n"


class TitleMismatch(PageRule):
    """The heading of level 1 is not what the front matter says.

    Judged where the template says `h1-equals: title`, or names another key. Case, marks, a leading emoji or number, and
    a colon at the end do not count. Silent where either is missing, or the heading holds template code.

    ## Why it matters
    Search results and menus show the one, the page the other; readers think they have come to the wrong page.

    ## What to do
    Write one of the two as the other.
    """

    code = "SEC009"
    name = "title-mismatch"
    bad = (
        Example(
            {"page.md": "---\ntitle: Ferry\n---\n# Ferries of the bay\n", "study.yaml": _TEMPLATE},
            finds=("page.md:4:3",),
            config=_CONFIG,
        ),
        Example(
            {"page.md": "---\nname: Ferry\n---\nHarbour\n=======\n", "study.yaml": "h1-equals: name\n"},
            finds=("page.md:4:1",),
            config=_CONFIG,
        ),
    )
    good = (
        Example(
            {"page.md": "---\ntitle: The `bay` ferry\n---\n# 🚢 The *bay* Ferry\n", "study.yaml": _TEMPLATE},
            config=_CONFIG,
        ),
        Example({"page.md": "---\ntitle: Ferry\n---\n## Costs\n", "study.yaml": _TEMPLATE}, config=_CONFIG),
        Example({"page.md": "# Ferry\n", "study.yaml": _TEMPLATE}, config=_CONFIG),
        Example(
            {
                "mkdocs.yml": "plugins: [macros]\n",
                "docs/page.md": "---\ntitle: Ferry\n---\n# {{ title }}\n",
                "study.yaml": _TEMPLATE,
            },
            config=_CONFIG.replace("*.md", "docs/*.md"),
        ),
        Example("---\ntitle: Ferry\n---\n# Harbour\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        if view.outline is None or view.outline.template.h1_equals is None:
            return
        from caselint.kinds.h1 import h1s, same_title

        key = view.outline.template.h1_equals
        value = view.facts.front_value(key)
        found = h1s(view.outline.headings)
        if value is None or not found or isinstance(value.value, bool) or not str(value.value or "").strip():
            return
        own = found[0]
        coded = any(each.span.start < own.span.end and own.span.start < each.span.end for each in view.page.templates)
        if coded or same_title(own.text, str(value.value)):
            return
        message = f'the heading is "{own.text}", and `{key}` in the front matter "{value.value}"'
        related = (Related(view.path, value.span, f"`{key}` says so"),)
        yield self.finding(view.path, own.text_span, message, related=related, help="write one as the other", key=key)
