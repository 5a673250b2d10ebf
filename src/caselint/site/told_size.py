"""The size that a sentence tells: that of its figure, with the statistic that other words than its own give it."""

import re
from dataclasses import replace

from caselint.facts.page_facts import Mention
from caselint.figures.convert import Measure, measure

# `In the busiest minute it answered 12 million a second`, `the record is`: the most that ever was.
_MOST = re.compile(
    r"\b(?:[Bb]usiest|[Hh]eaviest|[Rr]ecord)\s(?:second|minute|hour|day|night|week|month|moment|of|is|was|so far)\b"
)


def told_size(mention: Mention) -> Measure | None:
    """The figure in base units; None where it states no number at all."""
    size = measure(mention.quantity)
    if size is None or size.stat is not None or size.per is None or not _MOST.search(mention.before):
        return size
    return replace(size, stat="peak")
