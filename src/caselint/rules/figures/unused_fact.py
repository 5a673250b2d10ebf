"""FIG013 unused-fact."""

from collections.abc import Iterator

from caselint.findings import Finding, Severity
from caselint.rules.rule import Example, SiteRule
from caselint.site.index import SiteIndex

_CONFIG = '[registry]\nfile = "facts.yaml"\n'


def _site(page: str) -> dict[str, str]:
    facts = "facts:\n  - subject: Ferry\n    metric: users\n    value: 150M+\n"
    return {"ferry.md": f"# Ferry\n\n{page}\n", "facts.yaml": facts}


class UnusedFact(SiteRule):
    """An entry of the registry of canonical figures is stated by no page.

    Either nobody writes of it any more, or pages call the subject or the metric otherwise, and the entry guards
    nothing.

    ## Why it matters
    Whoever keeps the registry trusts that its entries are checked.

    ## What to do
    Use the words of the pages (`caselint figures --subject NAME` shows them), add the other name to `aliases` or
    `vocabulary.metrics`, or take the entry out.
    """

    code = "FIG013"
    name = "unused-fact"
    severity = Severity.INFO
    reads = frozenset({"head", "front", "headings", "links", "entries", "mentions"})
    bad = (
        Example(_site("Boats and piers."), finds=("facts.yaml:2:5",), config=_CONFIG),
        Example(_site("Ferry has 150M merchants."), finds=("facts.yaml:2:5",), config=_CONFIG),
    )
    good = (
        Example(_site("Ferry has 150M users."), config=_CONFIG),
        Example(_site("Ferry has 15M users."), config=_CONFIG),
    )

    @classmethod
    def applies(cls, site: SiteIndex) -> bool:
        return bool(site.registry.facts)

    def check(self, site: SiteIndex, touching: frozenset[str] | None) -> Iterator[Finding]:  # noqa: ARG002
        stated = {match.fact.span for match in site.registered}
        for fact in site.registry.facts:
            if fact.span not in stated:
                yield self.finding(
                    site.registry.path,
                    fact.span,
                    f"{fact.subject}: {fact.metric} is registered, and no page states it",
                    help=f'`caselint figures --subject "{fact.subject}"` shows what pages say of it',
                    key=fact.key,
                )
