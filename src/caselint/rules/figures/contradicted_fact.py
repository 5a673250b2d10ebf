"""FIG011 contradicted-fact."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from caselint.figures.quantity import without_noun
from caselint.findings import Edit, Finding, Fix, Related, Safety, Span
from caselint.rules.rule import Example, SiteRule
from caselint.site.index import SiteIndex

if TYPE_CHECKING:
    from caselint.site.registered import Match

_CONFIG = '[registry]\nfile = "facts.yaml"\n'
_FACTS = """\
facts:
  - subject: Ferry
    metric: users
    value: 150M+
    as_of: 2024-03-31
    source: annual report
"""
_PERCENT = "facts:\n  - {subject: Ferry, metric: availability, value: 99.95%, tolerance: 0.1%}\n"
# The number of a figure, with its scale and a plus behind it; what follows is the noun or unit.
_NUMBER = re.compile(r"[~≈]?[0-9](?>[0-9.,]*[0-9])?(?:\s?(?:[KMBT]\b|(?:thousand|million|billion|trillion)\b))?\+?")


def _site(text: str, facts: str = _FACTS) -> dict[str, str]:
    return {"index.md": f"# Studies\n\n{text}\n", "ferry.md": "# Ferry\n\nBoats and piers.\n", "facts.yaml": facts}


class ContradictedFact(SiteRule):
    """A page states a figure that the registry of canonical figures says otherwise.

    The registry is a file of facts: subject, metric and the value that is right. Units are converted, bounds respected
    and rounding forgiven, as between pages; `tolerance` forgives more. Only figures of the whole subject are held
    against it: no targets, no parts (a region, one customer), no other statistic and no other year. What is registered
    is not compared from page to page any more.

    ## Why it matters
    Somebody has looked the right value up; a page that says otherwise is wrong, or the registry is out of date.

    ## What to do
    Write the registered value, or correct the entry and its `as_of`. Where another part or time is meant, say which.
    """

    code = "FIG011"
    name = "contradicted-fact"
    reads = frozenset({"head", "front", "headings", "links", "entries", "mentions"})
    bad = (
        Example(_site("Ferry has 15M users."), finds=("index.md:3:11",), config=_CONFIG),
        Example(_site("- [Ferry](ferry.md) - 90 million users"), finds=("index.md:3:23",), config=_CONFIG),
        Example(_site("Ferry promises an availability of 99.5%.", _PERCENT), finds=("index.md:3:35",), config=_CONFIG),
    )
    good = (
        Example(_site("Ferry has 150M+ users, and 160M users by our count."), config=_CONFIG),
        Example(_site("Ferry had 15M users in 2014, and has 15M users in Europe."), config=_CONFIG),
        Example(_site("Ferry has 15M daily users, and Tram has 15M users."), config=_CONFIG),
        Example(_site("Suppose Ferry had 15M users.\n\n## Goals\n\n- Ferry: 900M users"), config=_CONFIG),
        Example(_site("Ferry promises an availability of 99.94%.", _PERCENT), config=_CONFIG),
        Example(_site("Ferry has 15M users.")),
    )

    @classmethod
    def applies(cls, site: SiteIndex) -> bool:
        return bool(site.registry.facts)

    def check(self, site: SiteIndex, touching: frozenset[str] | None) -> Iterator[Finding]:
        for match in site.registered:
            if match.contradicts and (touching is None or match.claim.path in touching):
                yield self._finding(match, site.registry.path)

    def _finding(self, match: "Match", registry: str) -> Finding:
        fact, claim = match.fact, match.claim
        quantity = claim.mention.quantity
        told = f" ({fact.told})" if fact.told else ""
        where = f" {fact.scope}" if fact.scope else ""
        here = without_noun(quantity.on_one_line, fact.metric)
        message = f"{claim.subject}: {fact.metric}{where} is {here} here, {fact.value} in the registry{told}"
        return self.finding(
            claim.path,
            quantity.span,
            message,
            confidence=0.95,
            group=0,
            related=(Related(registry, fact.value_span, f"{fact.value} {fact.metric}", group=1),),
            fix=_fix(match),
            help=f"write {fact.value}, or correct {registry}:{fact.line}",
        )


def _fix(match: "Match") -> Fix | None:
    """The registered value in place of the page's number, where the page's noun or unit can stay or is the same."""
    quantity, value = match.claim.mention.quantity, match.fact.value
    number = _NUMBER.match(quantity.surface)
    if number is None:
        return None
    unit = quantity.surface[number.end() :].strip()
    own = _NUMBER.match(value)
    if own is None:
        return None
    bare = not value[own.end() :].strip()
    if not bare and value[own.end() :].strip() != unit:
        return None
    start = quantity.span.start
    edit = Edit(match.claim.path, Span(start, start + number.end()), own.group())
    return Fix(f"write {value}", Safety.UNSAFE, (edit,))
