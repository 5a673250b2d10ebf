"""Which findings are shown where a format, or the place that shows it, takes only so many."""

from collections import Counter
from collections.abc import Sequence

from caselint.findings.report import LocatedFinding, LocatedRelated

_OF_EACH_RULE = 5


def most_telling(findings: Sequence[LocatedFinding], limit: int | None) -> Sequence[LocatedFinding]:
    """`limit` findings in their order: some of each rule, then by severity the first ones of each rule and page."""
    if limit is None or len(findings) <= limit:
        return findings
    of_rule: Counter[str] = Counter()
    of_page: Counter[tuple[str, str]] = Counter()
    ranked = []
    for index, finding in enumerate(findings):
        of_rule[finding.code] += 1
        of_page[finding.path, finding.code] += 1
        beyond = of_rule[finding.code] > _OF_EACH_RULE
        ranked.append((beyond, -finding.severity.rank, of_page[finding.path, finding.code], index))
    return [findings[index] for index in sorted(index for *_, index in sorted(ranked)[:limit])]


def some_of_each(places: Sequence[LocatedRelated], limit: int) -> Sequence[LocatedRelated]:
    """`limit` places in their order: the first one of each value before the second one of any."""
    if len(places) <= limit:
        return places
    seen: Counter[tuple[int | None, str]] = Counter()
    ranked = []
    for index, place in enumerate(places):
        ranked.append((seen[place.group, place.message], index))
        seen[place.group, place.message] += 1
    return [places[index] for index in sorted(index for _, index in sorted(ranked)[:limit])]
