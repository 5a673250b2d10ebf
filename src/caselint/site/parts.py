"""Whether a figure is of a part of what its noun counts, or of none that there are."""

import re

from caselint.content.page import Container
from caselint.facts.page_facts import Mention

# `50+ engineers in reliability teams`: a part of what is counted, unless the noun is public.
_PART = re.compile(
    r"\s{0,2}(?:in|for|of|on|to|per|at)\s(?=[a-zA-Z])(?!(?:production|total|all|the world|the time|average)\b)"
    r"(?!(?<=for )(?:[a-z-]{2,20} )?[a-z]{3,20}ing\b)"
    # `68 stations on four lines`: all of them.
    r"(?!(?<=(?:in|on|at)\s)(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|both|dozens|hundreds)\b)"
)
# `Other staff`: what is left of what is counted.
_OTHER = re.compile(r"\W{0,3}(?:other|further|additional|remaining|the rest)\b", re.IGNORECASE)
# `5M of them are online`, `38 countries covered by an agreement`: a part of what is counted, whatever the noun.
_OF_THEM = re.compile(
    r"\s{0,2}(?:of (?:them|these|those|which|whom)|where|whose|logged in|long|deep|wide|apart|away|behind"
    r"|ahead|(?:covered|affected|reached|targeted) by"
    r"|at (?:night|peak|any time)|in (?:summer|winter)|over the (?:year|month|summer)"
    r"|on (?:(?:mon|tues|wednes|thurs|fri|satur|sun|week|holi)days?|weekends?|tablets|phones))\b",
    re.IGNORECASE,
)
# `gained 2,000 users`, `can hold 50,000 users`: neither is how many there are.
_NOT_HAD = re.compile(
    r"\b(?:gain(?:ed|s)|add(?:ed|s)|los(?:t|es)|wins|won|attract(?:ed|s)|sign(?:ed|s) up|(?:can|could|may) \w{1,12}"
    r"|licen[sc]ed for|designed for|built for|room for|capacity for|saw)(?:\s[a-z]{1,12}){0,2}\s?\Z"
    r"|\b[Aa]t its busiest\b"
    r"|\b(?:larg|bigg|small|busi)est (?:customer|client|user|member|site|branch|day|month|line|route)s?\b"
)
# `900,000 beetles, moths and flies`: so many of all of them.
_ENUMERATED = re.compile(r"(?:,\s[a-z-]{2,20}){1,5},?\sand\s[a-z-]{2,20}\b(?!\s{0,2}\d)")
_COMPARED = frozenset({"count", "rate", "percent"})
_CLAUSE = 60
_LABEL = 80


def is_part(mention: Mention) -> bool:
    """Whether a restriction stands behind the figure, or a name in its label (`AWS Regions`)."""
    if _PART.match(mention.after) and mention.quantity.dimension in _COMPARED:
        return True
    if _OTHER.match(mention.label):
        return True
    return mention.container is Container.TABLE and mention.label[:_LABEL].split(" ")[0].isupper()


def is_some(mention: Mention) -> bool:
    """Whether what stands behind the figure makes it a part of what is counted, whatever that is."""
    return _OF_THEM.match(mention.after) is not None


def is_of_none(mention: Mention) -> bool:
    """Whether a figure is of several things together (`beetles, moths and flies`), or of what came, goes or may be."""
    return _ENUMERATED.match(mention.after) is not None or _NOT_HAD.search(mention.before[-_CLAUSE:]) is not None
