"""FRM001 unreadable-front-matter."""

from collections.abc import Iterator

from caselint.content.mend_front_matter import mend
from caselint.findings import Edit, Finding, Fix, Safety, Severity
from caselint.rules.rule import Example, PageRule, PageView


class UnreadableFrontMatter(PageRule):
    """The front matter cannot be read: it is no YAML (TOML, JSON), or it is never closed.

    The place is where the mistake was made, which is not always where a parser stops.

    ## Why it matters
    The site loses the title, the description and all else that stands there. MkDocs prints the whole block as text at
    the top of the page; other generators stop the build.

    ## What to do
    Most often a value needs quotes: `title: "Part 2: Costs"`. Where one edit makes the block readable, it is proposed.
    """

    code = "FRM001"
    name = "unreadable-front-matter"
    severity = Severity.ERROR
    bad = (
        Example(
            "---\ntitle: Part 2: Costs\ntype: guide\n---\n# Costs\n",
            finds=("page.md:2:8",),
            fixed={"page.md": '---\ntitle: "Part 2: Costs"\ntype: guide\n---\n# Costs\n'},
        ),
        Example(
            '---\ntitle: Costs\nsummary: "The "true" costs"\n---\n# Costs\n',
            finds=("page.md:3:10",),
            fixed={"page.md": "---\ntitle: Costs\nsummary: 'The \"true\" costs'\n---\n# Costs\n"},
        ),
        Example('---\ntitle: Costs\nsummary: "What it costs\ntype: guide\ntags: "a"\n---\n', finds=("page.md:3:10",)),
        Example("---\ntitle: Costs\ntags: [a, b\ntype: guide\n---\n# Costs\n", finds=("page.md:3:7",)),
        Example("---\ntitle: Costs\n\ttype: guide\n---\n# Costs\n", finds=("page.md:3:1",)),
        Example("---\ntitle: Costs\nsummary: **all** of them\n---\n# Costs\n", finds=("page.md:3:10",)),
        Example("---\ntitle: Costs\na line without a key\n---\n# Costs\n", finds=("page.md:3:1",)),
        Example(
            "---\ntitle: Costs\ntype: guide\n\n# Costs\n\nThey are high.\n",
            finds=("page.md:1:1",),
            fixed={"page.md": "---\ntitle: Costs\ntype: guide\n---\n\n# Costs\n\nThey are high.\n"},
        ),
        Example("+++\ntitle = Costs\n+++\n# Costs\n", finds=("page.md:2:9",)),
        Example(
            {"mkdocs.yml": "site_name: S\n", "docs/a.md": "---\nday: 2025-02-30\n---\n# A\n"}, finds=("docs/a.md:2:6",)
        ),
    )
    good = (
        Example('---\ntitle: "Part 2: Costs"\nsummary: \'The "true" costs\'\ntags: [a, b]\n---\n# Costs\n'),
        Example("---\nsummary: >\n  Costs: all of them\nurl: https://example.org/a#b\ntime: 10:30\n---\n# Costs\n"),
        Example("---\n\nA page may open with a line across it: like this one.\n\n---\n\n# Costs\n"),
        Example("---\nNote: the figures are estimates.\n\n# Costs\n"),
        Example("---\n---\n# Costs\n"),
        Example('+++\ntitle = "Costs"\n+++\n# Costs\n'),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        error = view.page.front_matter.error
        if error is not None:
            message = f"front matter cannot be read: {error.message}"
            found = mend(view.text, view.page.front_matter)
            fix = None
            if found is not None:
                edits = tuple(Edit(view.path, span, text) for span, text in found.edits)
                fix = Fix(found.title, Safety.UNSAFE, edits)
            yield self.finding(view.path, error.span, message, fix=fix, help=error.help or "mend the line named here")
