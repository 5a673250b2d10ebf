"""FIG012 stale-fact."""

from collections.abc import Iterator

from caselint.findings import Finding
from caselint.rules.rule import Example, SiteRule
from caselint.site.index import SiteIndex

_CONFIG = '[registry]\nfile = "facts.yaml"\n'
_PAGE = "# Ferry\n\nFerry has 150M users.\n"
_FACT = "  - {{subject: Ferry, metric: users, value: 150M+, as_of: {}{}}}\n"


def _site(head: str, as_of: str, more: str = "") -> dict[str, str]:
    return {"ferry.md": _PAGE, "facts.yaml": f"{head}facts:\n{_FACT.format(as_of, more)}"}


class StaleFact(SiteRule):
    """An entry of the registry of canonical figures is older than its `max-age`.

    The age is counted in days from `as_of` to today (`--today` for another day). `max-age` stands in the entry, or at
    the head of the file for all entries; without it a fact does not age.

    ## Why it matters
    Pages are held against the registry, and a figure that nobody has looked at for years makes right pages wrong.

    ## What to do
    Look the value up again, and write the new one with its `as_of`.
    """

    code = "FIG012"
    name = "stale-fact"
    reads = frozenset()
    inputs = frozenset({"today"})
    bad = (
        Example(_site("max-age: 365\n", "2020-01-31"), finds=("facts.yaml:3:5",), config=_CONFIG),
        Example(_site("", "2020-01", ", max-age: 30"), finds=("facts.yaml:2:5",), config=_CONFIG),
    )
    good = (
        Example(_site("", "2020-01-31"), config=_CONFIG),
        Example(_site("max-age: 365\n", "2020-01-31", ", max-age: 40000"), config=_CONFIG),
    )

    @classmethod
    def applies(cls, site: SiteIndex) -> bool:
        return bool(site.registry.facts)

    def check(self, site: SiteIndex, touching: frozenset[str] | None) -> Iterator[Finding]:  # noqa: ARG002
        for fact in site.registry.facts:
            assert site.today is not None
            if fact.expires is None or fact.as_of is None or fact.expires >= site.today:
                continue
            age = (site.today - fact.as_of).days
            owner = f"; {fact.owner} owns it" if fact.owner else ""
            yield self.finding(
                site.registry.path,
                fact.span,
                f"{fact.subject}: {fact.metric} is as of {fact.as_of.isoformat()}, {age:,} days ago; it is good for "
                f"{fact.max_age:,}",
                help=f"look it up again, and write its value and `as_of`{owner}",
                key=fact.key,
            )
