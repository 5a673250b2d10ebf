"""FIG001 conflicting-figures."""

from collections.abc import Iterator, Sequence

from caselint.findings import Finding, Related, Severity
from caselint.rules.rule import Example, SiteRule
from caselint.site.claims import Claim
from caselint.site.conflicts import Conflict, find_conflicts
from caselint.site.index import SiteIndex

# Values closer than this are worth a look and no more (`65` beside `70+` countries).
_MINOR = 1.1
_TOLD = 3
_CARD = "# Index\n\n- [Ferry Rides](ferry.md) - {figure}\n- [Acme Pay](acme.md) - 2M merchants\n"
_STUDY = "---\ntitle: Ferry\n---\n\n# Ferry\n\nFerry serves {figure} all over the world.\n"


class ConflictingFigures(SiteRule):
    """Pages state different values of one thing: the users of a company, the availability of a system.

    Units are converted, bounds respected and rounding forgiven: `150M+` agrees with `260M` and contradicts `15M`. One finding
    holds all places of a matter, in groups that agree. Targets, assumptions, dated and historical figures are not compared,
    nor are figures of a part (a region, one customer) with those of the whole.

    ## Why it matters
    A reader who meets two numbers trusts neither. Most of them are one fact that was updated on some pages only.

    ## What to do
    Find out which value is right and correct the others. Where both are right, say what sets them apart (a year, a
    region, "monthly active"). A value registered in `facts.yaml` settles the matter for every page.
    """

    code = "FIG001"
    name = "conflicting-figures"
    bad = (
        Example(
            {"index.md": _CARD.format(figure="15M users"), "ferry.md": _STUDY.format(figure="150M+ users")},
            finds=("index.md:3:28",),
        ),
    )
    good = (
        Example({"index.md": _CARD.format(figure="150M users"), "ferry.md": _STUDY.format(figure="150M+ users")}),
        Example(
            {"index.md": _CARD.format(figure="15M riders in 2014"), "ferry.md": _STUDY.format(figure="150M+ riders")}
        ),
    )

    def check(self, site: SiteIndex, touching: frozenset[str] | None) -> Iterator[Finding]:
        for conflict in find_conflicts(site):
            places = [claim for group in conflict.groups for claim in group]
            if touching is None or any(claim.path in touching for claim in places):
                yield self._finding(conflict)

    def _finding(self, conflict: Conflict) -> Finding:
        primary = _primary_group(conflict)
        first = conflict.groups[primary][0]
        related = tuple(
            Related(claim.path, claim.mention.quantity.span, _with_noun(claim), group=row)
            for row, group in enumerate(conflict.groups)
            for claim in group
            if claim is not first
        )
        minor = conflict.reason == "statistic" or conflict.factor < _MINOR
        return self.finding(
            first.path,
            first.mention.quantity.span,
            _message(conflict, primary, first),
            severity=Severity.INFO if minor else None,
            confidence=conflict.confidence,
            group=primary,
            related=related,
            help="correct this one, or register the right value in facts.yaml",
            key=f"{conflict.subject}|{conflict.metric}|{conflict.scope}",
        )


def _primary_group(conflict: Conflict) -> int:
    """The group to look at first: the peak of an impossible pair, else the one that fewest places state, else the first."""
    groups = conflict.groups
    peaks = [row for row, group in enumerate(groups) if group[0].mention.quantity.stat == "peak"]
    if conflict.reason == "impossible" and peaks:
        return peaks[0]
    fewest = min(len(group) for group in groups)
    rows = [row for row, group in enumerate(groups) if len(group) == fewest]
    return min(rows, key=lambda row: (groups[row][0].path, groups[row][0].mention.quantity.span))


def _message(conflict: Conflict, primary: int, first: Claim) -> str:
    others = [group for row, group in enumerate(conflict.groups) if row != primary]
    exact = conflict.reason in ("impossible", "lost-period", "statistic", "concurrent")
    told = [f"{_value(group[0], conflict, exact=exact)} {_where(group, first.path)}" for group in others[:_TOLD]]
    if len(others) > _TOLD:
        more = len(others) - _TOLD
        told.append(f"{more} other value{'s' if more > 1 else ''}")
    here = _value(first, conflict, exact=exact)
    if conflict.reason == "impossible":
        return f"{conflict.subject}: {conflict.metric} of {here} here cannot be beside {', '.join(told)}"
    why = {"lost-period": ", the same number for another period", "statistic": ", the same number as another statistic"}
    if conflict.reason == "concurrent":
        return f"{conflict.subject}: {here} here, {', '.join(told)}, the same number at one time and in all"
    return f"{conflict.subject}: {conflict.metric} is {here} here, {', '.join(told)}{why.get(conflict.reason, '')}"


def _where(group: Sequence[Claim], path: str) -> str:
    pages = len({claim.path for claim in group} - {path})
    if not pages:
        return "on this page"
    return "on 1 other page" if pages == 1 else f"on {pages} other pages"


def _value(claim: Claim, conflict: Conflict, *, exact: bool) -> str:
    """The figure without the noun that the message names already (`150M+` of `150M+ users`); `exact` with its statistic."""
    surface = " ".join(claim.mention.quantity.surface.split())
    stat = claim.mention.quantity.stat
    if exact:
        return f"{surface} ({stat})" if stat else surface
    metric = claim.metric or ""
    if metric and metric == conflict.metric and surface.lower().endswith(f" {metric}"):
        return surface[: -len(metric) - 1]
    return surface


def _with_noun(claim: Claim) -> str:
    surface = " ".join(claim.mention.quantity.surface.split())
    noun = claim.metric or ""
    return surface if noun and noun.split()[-1].lower() in surface.lower() else f"{surface} {noun}".rstrip()
