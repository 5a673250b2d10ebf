"""Sentences that say of somebody what he has, and nothing else: `Ferry runs in 340 towns.`

What such a sentence counts is of its grammatical subject as a whole; `on Sundays it runs 31`, `a depot has 40` and
`has 30 on order` are none.
"""

import re
from collections.abc import Set

from caselint.facts.page_facts import Mention

# A sentence that opens with who has something; other figures may stand before this one.
_HAS = re.compile(
    r"\W{0,3}(?:(?P<subject>(?:[\w.&'’*-]{1,30}\s){1,5})(?:has|have|had|holds?|keeps?|covers?|operates?"
    r"|runs?(?: in| on)?|serves?|counts?|gets?|takes|owns?|works? in|needs?|uses?|sees?"
    r"|makes? do with|consists? of|(?:is|are) made up of"
    r"|(?:is|are) (?:live|used|available|active|present|open) (?:in|by|at)"
    r"|contains?|carry|carries|stores?|publish(?:es)?|employs?|lists?|spans?|moves?|welcomes?|performs?|handles?"
    r"|process(?:es)?|sends?|receives?|records?|answers?|produces?|sells?|delivers?|transports?|collects?|manages?"
    r"|maintains?|is an?(?:\s[a-z]{1,15}){1,4}\swith)|There are)\b"
    r"(?:\s(?:a|an|the|its|total|of|some|about|around|nearly|over|more|than|at|least|up|to|now|availability|uptime)\b){0,4}"
    r"(?:\s(?:[0-9][\w.,+%]{0,15}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?:\s[\w-]{1,20}){1,4}?,?(?:\sand)?){0,4}\s?\Z",
)
_IT = re.compile(r"\W{0,3}(?:(?:In|During|Over) [\w ]{1,24}?,? |[A-Z][a-z]{1,12}[:.,] )?(?:[Ii]t|[Tt]hey)\b")
# `In 2024 Ferry was available` 99.4% of the time.
_IS_UP = re.compile(
    r"\W{0,3}(?:(?:In|During|Over) [\w ]{1,24}?,? |[A-Z][a-z]{1,12}[:.,] )?(?P<subject>(?:[\w.&'’*-]{1,30}\s){1,4}?)"
    r"(?:is|was|has been)"
    r"\s(?:up|available|online|reachable|accessible)(?:\s[a-z]{1,10}){0,2}\s?\Z"
)
# `Its 910 buses`, `Ferry's 910 buses`
_OWNS = re.compile(
    r"\W{0,3}(?:(?P<subject>Its|Our)|(?P<owner>(?:[A-Z][\w.&-]{1,30}\s){0,2}[A-Z][\w.&-]{1,30})['’]s)\s?\Z"
)
_MORE_OF_IT = re.compile(
    r"\s?(?:\Z|[.,;:)—–]|availability\b|uptime\b|and\s|of\s(?!them)|worldwide\b|from\s\d|across\s|(?:in|on)\s(?:\d|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|eleven\b|twelve\b|all\b|[A-Z]))"
)
_UNTOLD = frozenset(("the", "our", "its", "now", "currently", "today", "also", "alone"))
# What a page calls its own subject: `The hospital has 270 beds`.
SELF = frozenset(
    """
    we it company hospital museum network team firm library school university city service system product platform site
    project fund foundation laboratory archive collection organisation organization association agency portal app tool
    bank shop store game group college institute ministry department office
""".split()
)
_WORD = re.compile(r"[\w’']+")


def words_of(text: str) -> set[str]:
    """The words of a name or of several, in lower case."""
    return set(_WORD.findall(text.lower()))


def opens_with_pronoun(before: str) -> bool:
    """Whether a sentence opens with "it" or "they", perhaps behind a time or a short answer (`Seldom: it was down`)."""
    return _IT.match(before) is not None


def says_of(mention: Mention, names: Set[str], *, named: bool = False) -> bool:
    """Whether the sentence says that what bears these words as its name has so many, or was available so long.

    Without `named`, `There are 300 of them` says it as well.
    """
    owns = _OWNS.match(mention.before)
    if owns is not None:
        return words_of(owns["owner"] or "it") <= names
    has = _HAS.match(mention.before)
    if has is not None and _MORE_OF_IT.match(mention.after) is None:
        return False
    has = has or _IS_UP.match(mention.before)
    if has is None or (named and not has["subject"]):
        return False
    return words_of(has["subject"] or "") - _UNTOLD <= names
