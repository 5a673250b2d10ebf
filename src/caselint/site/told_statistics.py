"""Statistics that a sentence tells in other words than their names: `In the busiest minute` is a peak."""

import re

from caselint.facts.page_facts import Mention

_MOST = re.compile(
    r"\b(?:busiest|heaviest|highest|record|peak)\s(?:second|minute|hour|day|night|week|month|moment|load|traffic|rate|of|is|was)\b",
    re.IGNORECASE,
)


def as_told(mention: Mention) -> Mention:
    """The mention with the statistic that its sentence gives a rate; as it is where it gives none."""
    quantity = mention.quantity
    if quantity.dimension != "rate" or quantity.stat is not None or _MOST.search(mention.before) is None:
        return mention
    return mention._replace(quantity=quantity._replace(stat="peak"))
