"""FIG001 conflicting-figures."""

from collections.abc import Iterator

from caselint.findings import Finding
from caselint.rules.rule import Example, SiteRule
from caselint.site.index import SiteIndex

_CARD = "# Index\n\n- [Ferry Rides](ferry.md) - {}\n- [Acme Pay](acme.md) - 2M merchants\n"
_STUDY = "---\ntitle: Ferry\n---\n\n# Ferry\n\nFerry serves {} all over the world.\n"


def _site(card: str, study: str) -> dict[str, str]:
    return {"index.md": _CARD.format(card), "ferry.md": _STUDY.format(study)}


class ConflictingFigures(SiteRule):
    """Pages state different values of one thing: the users of a company, the availability of a system.

    Units are converted, bounds respected and rounding forgiven: `150M+` agrees with `260M` and contradicts `15M`. One
    finding holds all places of a matter, in groups that agree. Also found are the same number told for two periods
    (`300B/day`, `300B annually`), a peak below the average, and one number told of all users and of those at one time,
    or of the whole and of each host; a part that is more than its whole; a sum in a heading that the text below tells
    with other zeros, and a count or a time in a heading that the paragraph below tells otherwise; a count of the front
    matter that its page tells of its subject with another value; a time within which most of something is done, below
    its median; and the duration or the cost of an incident, by its owner and its year.
    Targets, assumptions and historical figures are not compared, nor are those of two years, or a part (a region, one
    customer) with the whole. What a sentence says of its own subject (`Ferry runs in 340 towns`) is compared anywhere.
    Rates that pages tell in passing are compared where they are near: far ones are of two things more often.

    ## Why it matters
    A reader who meets two numbers trusts neither. Most of them are one fact that was updated on some pages only.

    ## What to do
    Find out which value is right and correct the others. Where both are right, say what sets them apart (a year, a
    region, "monthly active").
    """

    code = "FIG001"
    name = "conflicting-figures"
    reads = frozenset({"head", "front", "headings", "links", "entries", "mentions"})
    bad = (
        Example(_site("15M users", "150M+ users"), finds=("ferry.md:7:14",)),
        Example(_site("30B trips/year", "30B trips/day"), finds=("ferry.md:7:14",)),
        Example("# Ferry\n\n## The $10M lesson\n\nFerry spent $10 billion on it.\n", finds=("page.md:3:8",)),
        Example("# Leave\n\n## 26 weeks of leave\n\nEvery parent has 20 weeks at full pay.\n", finds=("page.md:3:4",)),
        Example(
            {**_site("2M riders", "2M riders"), "faq.md": "# Questions\n\nFerry has 9M electric riders.\n"},
            finds=("faq.md:3:11",),
        ),
        Example(
            {
                **_site("2M riders", "2M riders"),
                "laws.md": "# Laws\n\nIn 2017 Ferry was down for 7 hours.\n",
                "tales.md": "# Tales\n\nIn 2017 the outage of Ferry lasted 4 hours.\n",
            },
            finds=("laws.md:3:28",),
        ),
    )
    good = (
        Example(_site("260M users", "150M+ users")),
        Example(_site("15M users in 2014", "150M+ users")),
        Example(_site("3M riders", "2M riders in Europe, and 3M riders")),
        Example(_site("3M riders", "3M riders. In Europe Ferry has 2M riders")),
        Example(_site("1B+ trips a day", "500B trips a year")),
        Example("# Leave\n\n## 26 weeks of leave\n\nTell us 8 weeks before.\n"),
        Example({**_site("2M riders", "2M riders"), "faq.md": "# Questions\n\nFerry has 3,000 electric riders.\n"}),
        Example(
            {
                **_site("2M riders", "2M riders"),
                "faq.md": "# Questions\n\n## Ferry\n\n| Line | Riders |\n|---|---|\n| 4 | 61,000 |\n",
            }
        ),
        Example("# Ferry\n\n## The $10M lesson\n\nFerry spent $10 million, and now has $10 billion.\n"),
        Example(
            {**_site("150M+ users", "150M+ users"), "tram.md": "# Ferry\n\nTram has 15M users, and Bus has 9M users.\n"}
        ),
    )

    def check(self, site: SiteIndex, touching: frozenset[str] | None) -> Iterator[Finding]:
        from caselint.rules.told_conflict import conflict_finding  # seldom needed: few changes touch a figure
        from caselint.site.conflicts import find_conflicts

        for conflict in find_conflicts(site, touching):
            if conflict.touches(touching):
                yield conflict_finding(self, site, conflict)
