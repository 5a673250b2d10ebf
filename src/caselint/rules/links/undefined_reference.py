"""LNK008 undefined-reference."""

from collections.abc import Iterator

from caselint.facts.page_facts import PageFacts, Reference
from caselint.findings import Edit, Finding, Fix, Safety, Severity
from caselint.rules.rule import Example, SiteRule
from caselint.site.index import SiteIndex

_SITE = "site_name: Studies\n"
# Plugins and marks of a page that bring definitions from elsewhere, or make references links in a way of their own.
_PLUGINS = frozenset({"autorefs", "mkdocstrings", "macros", "abbrevs", "ezlinks", "roamlinks", "bibtex", "ezglossary"})
_MARKS = frozenset({"snippets", "macros", "mkdocstrings", "components"})


class UndefinedReference(SiteRule):
    """A reference link names a label that the page does not define: `[the study][ferry]` without `[ferry]: URL`.

    `[text][label]` and `[text][]` are judged, a lone `[label]` never is. Definitions that a site adds to every page are
    known; pages that take in snippets, and sites whose plugins or hooks add references of their own, are not judged.

    ## Why it matters
    The reader sees the brackets and the label, and no link.

    ## What to do
    Write the definition, or the label that was meant.
    """

    code = "LNK008"
    name = "undefined-reference"
    severity = Severity.ERROR
    reads = frozenset({"head", "references"})
    bad = (
        Example("See [the study][ferry].\n\n[tram]: https://example.org/tram\n", finds=("page.md:1:17",)),
        Example(
            "See [the study][feryr] and [Tram lines][].\n\n[ferry]: https://example.org/ferry\n",
            finds=("page.md:1:17", "page.md:1:29"),
            fixed={
                "page.md": "See [the study][ferry] and [Tram lines][].\n\n[ferry]: https://example.org/ferry\n",
            },
        ),
        Example({"mkdocs.yml": _SITE, "docs/a.md": "!!! note\n    See [the map][map].\n"}, finds=("docs/a.md:2:19",)),
    )
    good = (
        Example("See [the study][Ferry  Line] and [Ferry line][].\n\n[ferry line]: https://example.org/ferry\n"),
        Example(
            "`[the study][ferry]`, grid[row][column], [i][j], \\[a note][b], [x][1](y), [the note][^1].\n\n[^1]: Yes.\n"
        ),
        Example({"mkdocs.yml": _SITE + "plugins: [search, autorefs]\n", "docs/a.md": "See [the class][site.Page].\n"}),
        Example(
            {
                "mkdocs.yml": _SITE + "hooks: [hooks.py]\n",
                "hooks.py": "def on_page_markdown(markdown, **kwargs):\n    return markdown + LABELS\n",
                "docs/a.md": "See [the class][site.Page].\n",
            }
        ),
        Example("```\n[the study][ferry]\n```\n\n<!-- [the study][ferry] -->\n"),
    )

    def check(self, site: SiteIndex, touching: frozenset[str] | None) -> Iterator[Finding]:
        config = site.config
        if not config.judges_links or config.makes_sources or config.hooks_rewrite or _PLUGINS & config.plugins.keys():
            return
        for facts in site.touched(touching):
            if facts.references and not facts.generated & _MARKS:
                for reference in facts.references:
                    if reference.fault == "undefined":
                        yield self._finding(facts, reference)

    def _finding(self, facts: PageFacts, reference: Reference) -> Finding:
        fix = None
        advice = f"add a line `[{reference.label}]: URL` to the page, or remove the brackets"
        if reference.near:
            fix = Fix(f'write "{reference.near}"', Safety.UNSAFE, (Edit(facts.path, reference.span, reference.near),))
            advice = f'did you mean "[{reference.near}]", which the page defines?'
        message = f'the label "{reference.label}" is not defined: readers see the brackets instead of a link'
        return self.finding(facts.path, reference.span, message, fix=fix, help=advice, key=reference.label)
