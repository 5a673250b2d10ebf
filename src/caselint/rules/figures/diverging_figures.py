"""FIG002 diverging-figures."""

from collections.abc import Iterator

from caselint.findings import Finding, Severity
from caselint.rules.rule import Example, SiteRule
from caselint.site.index import SiteIndex


def _site(row: str, passage: str) -> dict[str, str]:
    card = "# Index\n\n- [Ferry Rides](ferry.md) - 2M riders\n- [Acme Pay](acme.md) - 3M merchants\n"
    table = f"# Brokers\n\n| Company | Load |\n|---|---|\n| Ferry | {row} |\n| Acme | 2K pages |\n"
    return {"index.md": card, "brokers.md": table, "queues.md": f"# Queues\n\nAt Ferry {passage} on all its hosts.\n"}


class DivergingFigures(SiteRule):
    """Pages state different values of what may be one thing, in passages that do not say whether it is.

    What `conflicting-figures` leaves alone because of where it stands: the requests, messages or servers of a company,
    told on pages about something else. Each is a part of the company's figures on some pages and all of them on others,
    so about every second finding is of two things. Compared and told they are in the same way.

    ## Why it matters
    Much of what goes out of date on a site stands in passing remarks, which nobody looks for when a figure changes.

    ## What to do
    See whether both are of one thing. Where they are, correct one; where not, say in the sentence what each is of.
    """

    code = "FIG002"
    name = "diverging-figures"
    severity = Severity.INFO
    preview = True
    reads = frozenset({"head", "front", "headings", "links", "entries", "mentions"})
    bad = (Example(_site("40M requests/second", "15M requests/second arrive"), finds=("brokers.md:5:11",)),)
    good = (
        Example(_site("40M requests/second", "40M requests/second arrive")),
        Example(_site("40M requests/second", "15M messages/second arrive")),
        Example(_site("40M users", "two users arrive")),
        # Percentages and multiples of whatever a sentence compares.
        Example(_site("40% less latency", "15% less latency is met")),
    )

    def check(self, site: SiteIndex, touching: frozenset[str] | None) -> Iterator[Finding]:
        from caselint.rules.told_conflict import conflict_finding  # seldom needed: few changes touch a figure
        from caselint.site.conflicts import find_divergences

        for conflict in find_divergences(site):
            if conflict.touches(touching):
                yield conflict_finding(self, site, conflict)
