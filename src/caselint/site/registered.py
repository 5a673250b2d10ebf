"""The figures of pages that state what is registered."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from caselint.content.page import Container
from caselint.figures.compare import Relation, Verdict, relation
from caselint.figures.convert import Measure, measure
from caselint.site.claims import Claim
from caselint.site.contexts import Contexts
from caselint.site.metric_names import metric_of
from caselint.site.registry import Fact

if TYPE_CHECKING:
    from caselint.site.index import SiteIndex

# What tells the subject of a figure right where it stands.
_BESIDE = frozenset({"label", "header", "front", "entry"})


class Match(NamedTuple):
    """A figure of a page that states what a fact is about, and how the two stand to each other."""

    fact: Fact
    claim: Claim
    relation: Relation

    @property
    def contradicts(self) -> bool:
        return self.relation.verdict is Verdict.CONFLICT and not self._is_tolerated

    @property
    def _is_tolerated(self) -> bool:
        size, right = measure(self.claim.mention.quantity), self.fact.size
        if self.fact.tolerance is None or size is None or self.relation.reason not in ("differs", ""):
            return False
        return abs(size.low - right.low) <= self.fact.tolerance * abs(right.low)


def matter_of(site: "SiteIndex", fact: Fact) -> tuple[str, str, frozenset[str]]:
    """What a fact is about, as the claims of pages are: subject, metric and its qualifiers."""
    measured = metric_of(fact.mention, site.vocabulary.metrics)
    return site.entities.names.get(fact.subject, fact.subject), measured.name, measured.qualifiers


def matches(site: "SiteIndex", facts: Iterable[Fact]) -> Iterator[Match]:
    """The figures of the site that state what the facts are about, in the order of pages and places."""
    contexts = Contexts(site)
    wanted: dict[tuple[str, str, frozenset[str]], list[Fact]] = {}
    for fact in facts:
        wanted.setdefault(matter_of(site, fact), []).append(fact)
    metrics = {metric for _, metric, _ in wanted}
    for path, page in site.pages.items():
        claims = site.claims_of(path)
        for mention in page.mentions:
            if mention.container in (Container.CODE, Container.DIAGRAM) or mention.quantity.vague:
                continue
            metric = metric_of(mention, site.vocabulary.metrics)
            if metric.name not in metrics:
                continue
            subject = claims.subject(mention)
            for fact in wanted.get((subject.name, metric.name, metric.qualifiers), ()):
                claim = claims.claim(mention, metric)
                size = measure(mention.quantity)
                if size is not None and _is_meant(fact, claim, size) and _is_trusted(contexts, claim):
                    yield Match(fact, claim, relation(size, fact.size))
        page.release(("mentions",))


def _is_meant(fact: Fact, claim: Claim, size: Measure) -> bool:
    """Whether a claim of the fact's subject and metric is about the same part, time and statistic."""
    if claim.modality != "stated" or claim.scope != fact.scope or size.key != fact.size.key:
        return False
    dated = claim.as_of is None or (fact.as_of is not None and claim.as_of == str(fact.as_of.year))
    return dated and size.stat == fact.size.stat


def _is_trusted(contexts: Contexts, claim: Claim) -> bool:
    """Whether the figure is surely of the whole subject: named beside it, or in a context that is trusted anyway."""
    return contexts.is_trusted(claim.path, claim.mention) or (
        claim.known and claim.source in _BESIDE and not contexts.is_part(claim.mention)
    )
