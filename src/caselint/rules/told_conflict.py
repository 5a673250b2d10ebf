"""How a conflict of figures is told: its primary place, the places related to it, and the words."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from caselint.content.page import Container
from caselint.figures.quantity import without_noun
from caselint.findings import Finding, Related, Severity
from caselint.rules.rule import SiteRule
from caselint.site.claims import Claim
from caselint.site.conflicts import Conflict
from caselint.site.index import SiteIndex
from caselint.site.page_days import stated_day

# Values closer than this are worth a look and no more (`65` beside `70+` countries).
_MINOR = 1.1
_TOLD = 3
_COMPARED = 2
_HELP = "correct the one that is wrong; where both are right, say what sets them apart (a year, a region, a part)"
# Reasons that are told with the figures as written, and what is said of them behind.
_TELL_ALL = {
    "impossible": "",
    "concurrent": "",
    "part": "",
    "percentile": "",
    "each": "",
    "heading": "",
    "lost-period": ", the same number for another period",
    "statistic": ", the same number as another statistic",
}


def conflict_finding(rule: SiteRule, site: SiteIndex, conflict: Conflict) -> Finding:
    """The finding of `rule` that tells a conflict of a site; of a minor one as info."""
    primary = _primary_group(conflict)
    first = conflict.groups[primary][0]
    related = tuple(
        Related(claim.path, claim.mention.quantity.span, _with_noun(claim), group=row)
        for row, group in enumerate(conflict.groups)
        for claim in group
        if claim is not first
    )
    minor = conflict.reason in ("statistic", "each") or conflict.factor < _MINOR or _lasts(conflict)
    return rule.finding(
        first.path,
        first.mention.quantity.span,
        _message(conflict, primary, first),
        severity=Severity.INFO if minor else None,
        confidence=conflict.confidence,
        group=primary,
        related=related,
        help=_newest(site, conflict) + _HELP,
        key=conflict.key,
        retell=partial(_retell, conflict),
    )


def _newest(site: SiteIndex, conflict: Conflict) -> str:
    """The value of the page that was changed last, as the pages themselves date it; "" where that is not told."""
    days = []
    for group in conflict.groups:
        dated = [(day, claim) for claim in group if (day := stated_day(site.pages[claim.path])) is not None]
        if dated:
            days.append(max(dated, key=lambda pair: pair[0]))
    days.sort(key=lambda pair: pair[0], reverse=True)
    if len(days) < _COMPARED or days[0][0] == days[1][0]:
        return ""
    day, claim = days[0]
    return f"the newest is {claim.mention.quantity.on_one_line} ({claim.path}, {day.isoformat()}); "


def _retell(conflict: Conflict, finding: Finding) -> str:
    """The message for the places that are left of a conflict."""
    left = {(finding.path, finding.span), *((place.path, place.span) for place in finding.related)}
    kept = [
        [claim for claim in group if (claim.path, claim.mention.quantity.span) in left] for group in conflict.groups
    ]
    (primary, first) = next(
        (row, claim)
        for row, group in enumerate(kept)
        for claim in group
        if (claim.path, claim.mention.quantity.span) == (finding.path, finding.span)
    )
    others = [tuple(group) for row, group in enumerate(kept) if group and row != primary]
    groups = (tuple(kept[primary]), *others)
    return _message(replace(conflict, groups=groups), 0, first)


def _lasts(conflict: Conflict) -> bool:
    """Whether the values are least durations (`8+ years`), which grow by themselves from page to page."""
    quantities = [group[0].mention.quantity for group in conflict.groups]
    return all(quantity.dimension == "duration" and quantity.bound == "at_least" for quantity in quantities)


def _primary_group(conflict: Conflict) -> int:
    """The peak of an impossible pair, else the group that fewest places state, else the first on the site."""
    groups = conflict.groups
    if conflict.reason in ("part", "percentile"):
        return 0
    if conflict.reason == "impossible":
        return next((row for row, group in enumerate(groups) if _stat(group[0]) == "peak"), 0)
    if conflict.reason == "heading":
        return next((row for row, group in enumerate(groups) if group[0].mention.container is Container.HEADING), 0)
    fewest = min(len(group) for group in groups)
    rows = [row for row, group in enumerate(groups) if len(group) == fewest]
    return min(rows, key=lambda row: (groups[row][0].path, groups[row][0].mention.quantity.span))


def _message(conflict: Conflict, primary: int, first: Claim) -> str:
    exact = conflict.reason in _TELL_ALL
    others = [group for row, group in enumerate(conflict.groups) if row != primary]
    told = [f"{_value(group[0], conflict, exact=exact)} {_where(group, first.path)}" for group in others[:_TOLD]]
    if len(others) > _TOLD:
        more = len(others) - _TOLD
        told.append(f"{more} other value{'s' if more > 1 else ''}")
    here, there = _value(first, conflict, exact=exact), ", ".join(told)
    if conflict.left_out:
        there += f"; {conflict.left_out:,} rarer values were not compared"
    if conflict.reason == "impossible" and _stat(first) == "peak":
        return f"{conflict.subject}: a peak of {here} is below the average, {there}"
    if conflict.reason == "impossible":
        return f"{conflict.subject}: {conflict.metric} of {here} here cannot stand beside {there}"
    if conflict.reason == "heading":
        below = ", ".join(_value(group[0], conflict, exact=True) for group in others[:_TOLD])
        return f"the heading says {here}, the text below it {below}"
    if conflict.reason == "concurrent":
        return f"{conflict.subject}: {here} here, {there}, one number for all and for those at one time"
    if conflict.reason == "percentile":
        return f"{conflict.subject}: most take no more than {here}, but half of them more than {there}"
    if conflict.reason == "part":
        whole = f"{_with_noun(others[0][0])} {_where(others[0], first.path)}"
        return f"{conflict.subject}: {_with_noun(first)} here, which is more than the whole, {whole}"
    if conflict.reason == "each":
        return f"{conflict.subject}: {here} here, {there}, one number for the whole and for each part"
    return f"{conflict.subject}: {conflict.metric} is {here} here, {there}{_TELL_ALL.get(conflict.reason, '')}"


def _stat(claim: Claim) -> str | None:
    return claim.mention.quantity.stat


def _where(group: Sequence[Claim], path: str) -> str:
    pages = {claim.path for claim in group}
    count = len(pages - {path})
    others = "" if not count else "1 other page" if count == 1 else f"{count} other pages"
    if path not in pages:
        return f"on {others}"
    return f"on this page and {others}" if others else "on this page"


def _value(claim: Claim, conflict: Conflict, *, exact: bool) -> str:
    """The figure without the noun that the message names already (`150M+` of `150M+ users`); `exact` keeps it."""
    surface = claim.mention.quantity.on_one_line
    if exact:
        stat = _stat(claim)
        return f"{surface} ({stat})" if stat and stat != "peak" else surface
    if claim.metric != conflict.metric:
        return surface
    short = without_noun(surface, conflict.metric)
    noun = re.escape(conflict.metric)
    # `412,000 a day` of `412,000 passengers a day`
    return (
        re.sub(rf" {noun}(?=/\w+\Z| (?:an?|per|each|every) \w+\Z)", "", short, flags=re.IGNORECASE) if noun else short
    )


def _with_noun(claim: Claim) -> str:
    surface = claim.mention.quantity.on_one_line
    noun = claim.metric or ""
    return surface if noun and noun.split()[-1].lower() in surface.lower() else f"{surface} {noun}".rstrip()
