"""Times of one page that are out of order: what most of something takes, below what half of it takes."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from caselint.content.page import Container
from caselint.facts.page_facts import Mention, PageFacts
from caselint.figures.convert import Measure, measure
from caselint.figures.nouns import STOP, singular
from caselint.site.modality import speaks_of_a_target

_TEXT = frozenset({Container.PROSE, Container.LIST})
_MEDIAN = frozenset({"median", "p50"})
_MOST = frozenset({"p90", "p95", "p99", "p999"})
_WORD = re.compile(r"[a-z]{4,20}")
# Words of any sentence about times.
_OF_TIMES = frozenset("average latency median millisecond minute percentile request second time takes".split())
# `99% of all scans are answered` within 90 ms
_MOST_OF = re.compile(
    r"\b(?:[5-9]\d|100)(?:\.\d{1,3})?\s?(?:%|percent) of (?:all |the |our )?(?:[a-z-]{2,20} )??(?P<noun>[a-z]{3,20})"
    r" (?:[a-z]{2,12} ){0,4}(?:in|within|under|below|less than)\s?\Z",
    re.IGNORECASE,
)
# `The p99 is` that of what was told before.
_THE = re.compile(r"\b[Tt]he p9\d+(?:\.9)?(?: is| was|:)\s?\Z")
_NEAR = 400


class _Time(NamedTuple):
    """A time with what it is told of; `anywhere`: in so many words, so that the other one may stand far off."""

    mention: Mention
    size: Measure
    nouns: frozenset[str]
    anywhere: bool


def percentile_matters(facts: PageFacts) -> Iterator[tuple[str, int, Sequence[Mention]]]:
    """The time that most of something takes and the longer one that half of it takes, as a page tells of both.

    `99% of scans are answered within 90 ms` beside `At the median a scan is answered in 140 ms`; or `the p99 of a quote
    is 800 ms` right behind `a quote takes 1.2 s at the median`.
    """
    medians = []
    most = []
    for mention in facts.mentions:
        size = measure(mention.quantity) if _may_tell(mention) else None
        if size is None:
            continue
        if mention.quantity.stat in _MEDIAN:
            medians.append(_Time(mention, size, _nouns(mention), anywhere=False))
            continue
        told = _MOST_OF.search(mention.before)
        if told is not None:
            most.append(_Time(mention, size, frozenset({singular(told["noun"].lower())}), anywhere=True))
        elif mention.quantity.stat in _MOST and medians and _THE.search(mention.before):
            most.append(_Time(mention, size, medians[-1].nouns, anywhere=False))
        elif mention.quantity.stat in _MOST:
            most.append(_Time(mention, size, _nouns(mention), anywhere=False))
    for limit in most:
        median = next((one for one in medians if _is_out_of_order(limit, one)), None)
        if median is not None:
            yield "percentile", limit.mention.quantity.span.start, (limit.mention, median.mention)


def _may_tell(mention: Mention) -> bool:
    quantity = mention.quantity
    if quantity.dimension != "duration" or quantity.value is None or quantity.bound == "at_least":
        return False
    return mention.container in _TEXT and not speaks_of_a_target(mention.before)


def _is_out_of_order(limit: _Time, median: _Time) -> bool:
    if (
        limit.nouns.isdisjoint(median.nouns)
        or limit.size.high + limit.size.rounding >= median.size.low - median.size.rounding
    ):
        return False
    apart = abs(limit.mention.quantity.span.start - median.mention.quantity.span.start)
    return limit.anywhere or (limit.mention.section == median.mention.section and apart <= _NEAR)


def _nouns(mention: Mention) -> frozenset[str]:
    words = map(singular, _WORD.findall(f"{mention.before} {mention.after} {mention.label}".lower()))
    return frozenset(words) - STOP - _OF_TIMES
