"""FIG010 stale-count."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from caselint.findings import Edit, Finding, Fix, Safety
from caselint.rules.rule import Example, SiteRule
from caselint.site.index import SiteIndex

if TYPE_CHECKING:
    from caselint.site.counts import CountClaim

_CONFIG = '[[collections]]\nname = "patterns"\npages = ["patterns/*/*.md"]\n'
_GOLD = '[[collections]]\nname = "gold patterns"\npages = ["patterns/*/*.md"]\nwhere = { tier = "gold" }\n'
_PAGES = {
    f"patterns/{folder}/p{number}.md": f"---\ntier: {('gold', 'silver')[number % 2]}\n---\n# The {folder} {number}\n"
    for folder in ("caching", "queues")
    for number in range(12)
}
_APPROXIMATE = Fraction(3, 20)


def _site(text: str) -> dict[str, str]:
    return {"index.md": f"# Handbook\n\n{text}\n", **_PAGES}


class StaleCount(SiteRule):
    """A page states how many pages a collection has, and there are more or fewer of them.

    Collections are named in the configuration: which pages are counted, and how pages speak of it ("91 patterns").
    `91+` and "over 91" are lower bounds, "about 91" forgives a seventh. A figure is taken for the count of all where
    the page says so ("all 91 patterns", "a library of 91 patterns"), or where it is near the true count and nothing
    names a part: a folder or front matter value that divides the collection ("12 Gold patterns"), a plan ("add 30
    patterns"), a past release, a chosen subset ("top 10 patterns"). A part that is to be counted too is a collection of
    its own.

    ## Why it matters
    Counts are written once and pages are added every week. A reader who counts along finds out.

    ## What to do
    Write the number there is, or a lower bound that lasts ("90+ patterns").
    """

    code = "FIG010"
    name = "stale-count"
    reads = frozenset({"head", "front", "headings", "mentions"})
    bad = (
        Example(_site("A library of 20 patterns for every day."), finds=("index.md:3:14",), config=_CONFIG),
        Example(_site("All 21 distributed systems patterns are tested."), finds=("index.md:3:5",), config=_CONFIG),
        Example(_site("Find your way through 30+ patterns."), finds=("index.md:3:23",), config=_CONFIG),
        Example(_site("- **Patterns**: 22"), finds=("index.md:3:17",), config=_CONFIG),
        Example(
            _site("All 10 Gold patterns are proven."),
            finds=("index.md:3:5",),
            config=_CONFIG + _GOLD,
        ),
    )
    good = (
        Example(
            _site("A library of 24 patterns, 20+ patterns of them tested, about 25 patterns in all."), config=_CONFIG
        ),
        Example(_site("All 20 Gold patterns are proven, and so are 22 caching patterns."), config=_CONFIG),
        Example(_site("- [Caching](patterns/caching/p1.md) (22 patterns)\n- **Silver**: 21 patterns"), config=_CONFIG),
        Example(_site("The top 20 patterns, 22 new patterns, and the 30 essential patterns."), config=_CONFIG),
        Example(_site("## Version 2.0 (July 2024)\n\n- 20 patterns\n\n## Goals\n\n- 30 patterns"), config=_CONFIG),
        Example(_site("We grew from 15 patterns to 24 patterns. Learn 3 patterns a week."), config=_CONFIG),
        Example(_site("Add 30 patterns. Combine two patterns. Across 20 years of patterns."), config=_CONFIG),
    )

    @classmethod
    def applies(cls, site: SiteIndex) -> bool:
        return bool(site.collections)

    def check(self, site: SiteIndex, touching: frozenset[str] | None) -> Iterator[Finding]:
        from caselint.site.counts import count_claims  # only where something is counted

        for facts in site.touched(touching):
            for claim in count_claims(site.collections, facts):
                if not _holds(claim):
                    yield self._finding(claim)

    def _finding(self, claim: "CountClaim") -> Finding:
        quantity, own = claim.mention.quantity, claim.collection
        pages = "1 page" if own.size == 1 else f"{own.size:,} pages"
        message = f'"{claim.told}", but there are {own.size:,}: the collection "{own.name}" has {pages}'
        fix = None
        if claim.number is not None:
            edit = Edit(claim.path, claim.number, _written(own.size, claim))
            fix = Fix(f"write {own.size:,}", Safety.UNSAFE, (edit,))
        return self.finding(
            claim.path,
            quantity.span,
            message,
            confidence=0.9,
            fix=fix,
            help=f"write {own.size:,}; where a part is meant, name it (the collection is defined in {own.defined})",
        )


def _written(size: int, claim: "CountClaim") -> str:
    """The number as the page writes such numbers: with a comma where it has one."""
    return f"{size:,}" if "," in claim.mention.quantity.surface else str(size)


def _holds(claim: "CountClaim") -> bool:
    quantity, size = claim.mention.quantity, claim.collection.size
    assert quantity.value is not None
    if quantity.bound == "at_least":
        return quantity.value <= size
    if quantity.bound == "approx":
        return abs(quantity.value - size) <= _APPROXIMATE * size
    return abs(quantity.value - size) <= quantity.rounding - Fraction(1, 2)
