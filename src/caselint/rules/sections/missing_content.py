"""SEC007 missing-content."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from caselint.content.lines import last_line
from caselint.findings import Finding, Related, Span
from caselint.rules.rule import Example, PageRule, PageView

if TYPE_CHECKING:
    from caselint.kinds.contents import Contents, Element
    from caselint.kinds.sections import Content
    from caselint.kinds.stretches import Stretch

_CONFIG = '[kinds.study]\npages = ["*.md"]\nsections = "study.yaml"\n'
_TABLE = "sections:\n  - title: Trade-offs\n    contains:\n      table: {columns: [Option, Costs]}\n"
_DIAGRAMS = "contains:\n  - diagram: {min: 2}\n"
_CODE = "sections:\n  - title: Setup\n    contains:\n      - code: {language: [sh, bash]}\n      - list\n"
_INCLUDED = '# Ferry\n\n--8<-- "diagrams.md"\n'
_MOST_SHOWN = 5
_FIGURE = "sections:\n  - title: Results\n    contains: [figure, link]\n"


class MissingContent(PageRule):
    """A page or section lacks a table, list, code, diagram, figure, link or image that its template asks for.

    A table has a column where one of its headers is the name; case, marks, and a unit in brackets do not count. A
    figure is a number that measures or counts something. Tables, lists, links and images in raw HTML count too.
    Silent about pages that show text from elsewhere (snippets, macros, components).

    ## Why it matters
    A comparison without its table, or results without a figure, are a heading with a promise.

    ## What to do
    Write what the finding names, or change `contains` in the template.
    """

    code = "SEC007"
    name = "missing-content"
    bad = (
        Example(
            {"page.md": "# Ferry\n\n## Trade-offs\n\nMany.\n\n## Costs\n", "study.yaml": _TABLE},
            finds=("page.md:5:1",),
            config=_CONFIG,
        ),
        Example(
            {
                "page.md": "# Ferry\n\n## Trade-offs\n\n| Option | Price |\n|---|---|\n| Two decks | high |\n\nSo.\n",
                "study.yaml": _TABLE,
            },
            finds=("page.md:5:1",),
            config=_CONFIG,
        ),
        Example(
            {"page.md": "# Ferry\n\n```mermaid\ngraph TD; A-->B\n```\n\n## Costs\n", "study.yaml": _DIAGRAMS},
            finds=("page.md:1:3",),
            config=_CONFIG,
        ),
        Example(
            {"page.md": "# Ferry\n\n## Setup\n\n```go\nx := 1\n```\n\n1. Run.\n", "study.yaml": _CODE},
            finds=("page.md:9:1",),
            config=_CONFIG,
        ),
        Example(
            {"page.md": "# Ferry\n\n## Results\n\nMuch [better](https://a.example).\n", "study.yaml": _FIGURE},
            finds=("page.md:5:1",),
            config=_CONFIG,
        ),
    )
    good = (
        Example(
            {
                "page.md": "# Ferry\n\n## Trade-offs\n\n| **Option** | costs (USD) |\n|---|---|\n| A | 1 |\n",
                "study.yaml": _TABLE,
            },
            config=_CONFIG,
        ),
        Example(
            {
                "page.md": "# Ferry\n\n## Trade-offs\n\n<table>\n<tr><th>Option</th><th><b>Costs</b></th></tr>\n"
                "<tr><td>A</td><td>1</td></tr>\n</table>\n",
                "study.yaml": _TABLE,
            },
            config=_CONFIG,
        ),
        Example(
            {
                "page.md": '# Ferry\n\n<div class="mermaid">\ngraph TD\n</div>\n\n```plantuml\nA -> B\n```\n',
                "study.yaml": _DIAGRAMS,
            },
            config=_CONFIG,
        ),
        Example(
            {"page.md": "# Ferry\n\n## Setup\n\n### Do\n\n- x\n\n~~~Bash\ny\n~~~\n", "study.yaml": _CODE},
            config=_CONFIG,
        ),
        Example(
            {"page.md": "# Ferry\n\n## Results\n\n[40% less](https://a.example).\n", "study.yaml": _FIGURE},
            config=_CONFIG,
        ),
        Example(
            {
                "mkdocs.yml": "markdown_extensions: [pymdownx.snippets]\n",
                "docs/page.md": _INCLUDED,
                "study.yaml": _DIAGRAMS,
            },
            config=_CONFIG.replace("*.md", "docs/*.md"),
        ),
        Example({"page.md": "---\nredirect_to: other.md\n---\n# Moved\n", "study.yaml": _DIAGRAMS}, config=_CONFIG),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        if view.outline is None or view.facts.shows_more:
            return
        from caselint.kinds.stretches import stretches  # only where a kind has sections

        for stretch in stretches(view.outline, view.text):
            for wanted in stretch.measures.contents:
                if wanted.what == "figure" and view.facts.unread is not None:
                    continue  # the page has more figures than are read
                found = view.contents.of(wanted, stretch.span)
                if wanted.count.least is not None and len(found) < wanted.count.least:
                    yield self._finding(view, stretch, wanted, found)

    def _finding(self, view: PageView, stretch: "Stretch", wanted: "Content", found: "list[Element]") -> Finding:
        from caselint.kinds.wording import described

        least = wanted.count.least or 1
        if not found:
            message = f"{stretch.name} has no {described(wanted, 1)}"
            if least > 1:
                message = f"{stretch.name} has none of the {least:,} {described(wanted, least)} of its template"
        else:
            told = f"{len(found):,} {described(wanted, len(found))}"
            message = f"{stretch.name} has {told}, fewer than the {least:,} of its template"
        advice = f"write {'one' if least - len(found) == 1 else f'{least - len(found):,} more'}"
        key = f"{stretch.key}/{described(wanted, 1)}"
        near = None if found else _near(view.contents, wanted, stretch)
        if near is None:
            place = stretch.place if stretch.heading is None else last_line(view.text, stretch.span)
            related = tuple(Related(view.path, each.span, "one is here") for each in found[:_MOST_SHOWN])
            return self.finding(view.path, place, message, related=related, help=f"{advice} in {stretch.name}", key=key)
        lacking = view.contents.lacking_columns(near, wanted)
        named = " and ".join(f'"{name}"' for name in lacking)
        message += f"; this one has no {named}"
        start, end = near.span
        newline = view.text.find("\n", start, end)
        place = Span(start, end if newline < 0 else newline)
        return self.finding(view.path, place, message, help=f"add {named}, or rename a column", key=key)


def _near(contents: "Contents", wanted: "Content", stretch: "Stretch") -> "Element | None":
    """The table that has most of the columns; None where none has one of them."""
    best, fewest = None, len(wanted.columns)
    for table in contents.all_of("table", stretch.span) if wanted.columns else ():
        lacking = len(contents.lacking_columns(table, wanted))
        if lacking < fewest:
            best, fewest = table, lacking
    return best
