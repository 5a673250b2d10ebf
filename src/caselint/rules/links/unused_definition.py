"""LNK009 unused-definition."""

from collections.abc import Iterator

from caselint.findings import Finding, Severity
from caselint.rules.rule import Example, SiteRule
from caselint.site.index import SiteIndex


class UnusedDefinition(SiteRule):
    """Nothing on the page uses a reference definition: `[ferry]: URL` without `[text][ferry]` or `[ferry]`.

    ## Why it matters
    The link that it was written for has gone, or was given another label and is dead.

    ## What to do
    Remove the definition, or use its label where the link was meant.
    """

    code = "LNK009"
    name = "unused-definition"
    severity = Severity.INFO
    preview = True
    reads = frozenset({"head", "references"})
    bad = (Example("See the study.\n\n[ferry]: https://example.org/ferry\n", finds=("page.md:3:2",)),)
    good = (
        Example(
            "See [the study][ferry], [tram], ![map].\n\n[ferry]: f.md\n[tram]: https://t.example\n[map]: https://m.example\n".replace(
                "f.md", "https://f.example"
            )
        ),
        Example("<p>[ferry]</p>\n\n[ferry]: https://example.org/ferry\n"),
        Example("See it.[^1]\n\n[^1]: A note.\n\n```\n[ferry]: https://example.org\n```\n"),
    )

    def check(self, site: SiteIndex, touching: frozenset[str] | None) -> Iterator[Finding]:
        for facts in site.touched(touching):
            for reference in facts.references:
                if reference.fault == "unused" and "snippets" not in facts.generated:
                    message = f'nothing on the page uses the definition of "{reference.label}"'
                    advice = f"remove it, or write [text][{reference.label}] where the link was meant"
                    yield self.finding(facts.path, reference.span, message, help=advice, key=reference.label)
