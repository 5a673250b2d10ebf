"""LNK010 repeated-definition."""

from collections.abc import Iterator

from caselint.facts.page_facts import PageFacts, Reference
from caselint.findings import Finding, Related, Span
from caselint.rules.rule import Example, SiteRule
from caselint.site.index import SiteIndex

_SITE = "site_name: Studies\n"


class RepeatedDefinition(SiteRule):
    """A page defines one reference label twice, with different destinations.

    Which of the two counts depends on the generator: CommonMark takes the first one, Python-Markdown (MkDocs) the last.

    ## Why it matters
    Some links of the page lead elsewhere than their author wrote.

    ## What to do
    Give one of the two another label, and use it.
    """

    code = "LNK010"
    name = "repeated-definition"
    preview = True
    reads = frozenset({"head", "references"})
    bad = (
        Example(
            "[Ferry][f], [Tram][f]\n\n[f]: https://example.org/ferry\n[f]: https://example.org/tram\n",
            finds=("page.md:4:6",),
        ),
        Example(
            {
                "mkdocs.yml": _SITE,
                "docs/a.md": "[Ferry][f]\n\n[f]: https://example.org/1\n\n[F]: https://example.org/2\n",
            },
            finds=("docs/a.md:3:6",),
        ),
    )
    good = (
        Example("[Ferry][f]\n\n[f]: https://example.org/ferry\n[f]: https://example.org/ferry\n"),
        Example("[Ferry][f]\n\n[f]: https://example.org/ferry\n\n```\n[f]: https://example.org/tram\n```\n"),
    )

    def check(self, site: SiteIndex, touching: frozenset[str] | None) -> Iterator[Finding]:
        for facts in site.touched(touching):
            for reference in facts.references:
                if reference.fault == "repeated" and reference.other is not None:
                    yield self._finding(facts, reference, reference.other)

    def _finding(self, facts: PageFacts, reference: Reference, counts: Span) -> Finding:
        which = "last" if counts.start > reference.span.start else "first"
        return self.finding(
            facts.path,
            reference.span,
            f'"{reference.label}" is defined twice with different destinations; the {which} one counts, not this',
            related=(Related(facts.path, counts, "this one counts"),),
            help="give one of the two another label, and use it in the links that are meant",
            key=reference.label,
        )
