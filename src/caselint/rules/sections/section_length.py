"""SEC004 section-length."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from caselint.content.lines import last_line
from caselint.findings import Finding
from caselint.rules.rule import Example, PageRule, PageView

if TYPE_CHECKING:
    from caselint.kinds.sections import Limits
    from caselint.kinds.stretches import Stretch

_CONFIG = '[kinds.study]\npages = ["*.md"]\nsections = "study.yaml"\n'
_TEMPLATE = "sections:\n  - title: Challenge\n    words: {min: 3, max: 6}\n"
_WHOLE = "sections: []\nwords: {min: 20}\n"


class SectionLength(PageRule):
    """A section, or the page, has fewer or more words or lines than the template of the page's kind allows.

    A word is one that a reader reads as text: code, diagrams, comments and the section's own heading do not count,
    sections inside it do. Words are not counted in texts in scripts without blanks. Lines are those of the file, as an
    editor counts them, the heading and blank ones among them; of a page that is its front matter too.
    What shows text from elsewhere (snippets, macros, components) is never too short.

    ## Why it matters
    A section of a few words answers nothing; a summary of a thousand is none.

    ## What to do
    Write what is missing or shorten the section, or change `words` or `lines` in the template.
    """

    code = "SEC004"
    name = "section-length"
    bad = (
        Example(
            {"page.md": "# Ferry\n\n## Challenge\n\nTides.\n", "study.yaml": _TEMPLATE},
            finds=("page.md:3:4",),
            config=_CONFIG,
        ),
        Example(
            {"page.md": "# Ferry\n\n## Challenge\n\nThe tides of the bay are high.\n", "study.yaml": _TEMPLATE},
            finds=("page.md:3:4",),
            config=_CONFIG,
        ),
        Example({"page.md": "# Ferry\n\nTides.\n", "study.yaml": _WHOLE}, finds=("page.md:1:3",), config=_CONFIG),
        Example(
            {
                "page.md": "# Ferry\n\n## Code\n\n```sh\na\nb\n```\n\n\n## Costs\n",
                "study.yaml": "sections:\n  - title: Code\n    lines: {max: 5}\n",
            },
            finds=("page.md:3:4",),
            config=_CONFIG,
        ),
        Example(
            {"page.md": "---\na: 1\n---\n# Ferry\n\nTides.\n", "study.yaml": "lines: {max: 5}\n"},
            finds=("page.md:4:3",),
            config=_CONFIG,
        ),
    )
    good = (
        Example({"page.md": "# Ferry\n\nTides.\n", "study.yaml": "lines: {min: 3, max: 3}\n"}, config=_CONFIG),
        Example(
            {
                "mkdocs.yml": "markdown_extensions: [pymdownx.snippets]\n",
                "docs/page.md": '# Ferry\n\n--8<-- "more.md"\n',
                "study.yaml": _WHOLE,
            },
            config=_CONFIG.replace("*.md", "docs/*.md"),
        ),
        Example({"page.md": "---\nredirect_to: other.md\n---\nMoved.\n", "study.yaml": _WHOLE}, config=_CONFIG),
        Example(
            {"page.md": "# Ferry\n\n## Challenge\n\nTides are high.\n\n## Costs\n", "study.yaml": _TEMPLATE},
            config=_CONFIG,
        ),
        Example("# Ferry\n\n## Challenge\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        if view.outline is None:
            return
        from caselint.kinds.stretches import stretches  # only where a kind has sections

        for each in stretches(view.outline, view.text):
            if each.measures.words.set and view.words.countable:
                start = each.span.start if each.heading is None else each.heading.span.end
                count = view.words.read_between(start, each.span.end)
                yield from self._judge(view, each, count, "word", each.measures.words)
            if each.measures.lines.set:
                lines = view.contents.lines
                last = last_line(view.text, each.span).start
                count = lines.number(last) - lines.number(each.span.start) + 1
                yield from self._judge(view, each, count, "line", each.measures.lines)

    def _judge(self, view: PageView, stretch: "Stretch", count: int, unit: str, limits: "Limits") -> Iterator[Finding]:
        told = f"{stretch.name} has {count:,} {unit}{'' if count == 1 else 's'}"
        key = f"{stretch.key}/{unit}s" if unit != "word" else stretch.key
        if limits.least is not None and count < limits.least and not view.facts.shows_more:
            message = f"{told}, fewer than the {limits.least:,} of its template"
            yield self.finding(view.path, stretch.place, message, help="write what is missing", key=key)
        elif limits.most is not None and count > limits.most:
            message = f"{told}, more than the {limits.most:,} of its template"
            yield self.finding(view.path, stretch.place, message, help="shorten it, or move text elsewhere", key=key)
