"""Where a sentence says whose a figure is: the clause before it, and what stands right behind it."""

import re

from caselint.facts.page_facts import Mention

_CLAUSE_BREAK = re.compile(r"[;—–•]| - |, (?:while|whereas|but|and then|unlike)\b|, and (?=[A-Z])")
# `Tram has 15M users`: whoever it is, it is no figure of the page's own subject.
_OF_ITS_OWN = re.compile(
    r"\W{0,3}(?:and |[\w ]{1,30}, )?(?P<name>[A-Z][\w.&'’-]{1,30}(?: [A-Z][\w.&'’-]{1,30}){0,2}),? "
    r"(?:now |alone |itself |today )?"
    r"(?:has|had|serves?|served|handles?|handled|process(?:es|ed)|runs?|reports?|reported|counts?|reach(?:es|ed)|stores?"
    r"|operates?|operated|employs|supports|sees|saw|claims|delivers?|delivered|hosts|manages|keeps|makes|made)\b"
)
# `Platform Engineering Slack` is some Slack channel, not the company.
_PART_OF_NAME = re.compile(r"(?<![.:;,] )\b[A-Z][a-z]+ [A-Z][a-z]+ \Z")
# `4.8 million people play` Emberfall
_USED = re.compile(r"\s?(?:now |already |also )?(?:use|play|watch|ride|visit|read)\s(?:the\s)?(?=[A-Z])")
_AT = re.compile(r"\bat\s++(?=[A-Z])")
# `6.1 million of` Ferry's accounts
_OF_WHOSE = re.compile(r"\s?of\s(?=[A-Z][\w.-]{1,30}(?: [A-Z][\w.-]{1,30}){0,2}['’]s\s)")
_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur)\b")
_ACRONYM = re.compile(r"[A-Z0-9]{2,6}s?\Z")
# `T+15min`, `P99.9`, `SEV-2`, `Q2.3`, `N+1`: marks of a row, and nobody's name.
_MARK = re.compile(r"[A-Z]{1,4}[+.-]?\d[\w.+-]*\Z|[A-Z]\+[A-Z\d]\w*\Z")


def clause_of(mention: Mention) -> str:
    """The part of the sentence before the figure that belongs to it."""
    clause = mention.before
    for broken in _CLAUSE_BREAK.finditer(mention.before):
        if mention.before[broken.end() :].strip():
            clause = mention.before[broken.end() :]
    return clause


def owners_behind(mention: Mention) -> tuple[str, ...]:
    """What may begin with the name of the figure's owner: `at Ferry`, `people use Ferry`, `of Ferry's accounts`."""
    found = (_AT.search(mention.after[:60]), _USED.match(mention.after) or _OF_WHOSE.match(mention.after))
    return tuple(mention.after[one.end() :] for one in found if one)


def own_subject(clause: str) -> str:
    """The name that a clause begins with and says something of (`Tram has 15M users`); "" for none."""
    own = _OF_ITS_OWN.match(clause)
    return own["name"] if own else ""


def is_part_of_name(clause: str, at: int) -> bool:
    """Whether words with capitals before an entity's name make it another one: `Platform Engineering Slack`."""
    return _PART_OF_NAME.search(clause, 0, at) is not None


def speaks_of_us(clause: str) -> bool:
    """Whether who writes the page speaks of himself."""
    return _WE.search(clause) is not None


def is_mark(word: str) -> bool:
    """Whether a word is an acronym or the mark of a row, and nobody's name."""
    return _ACRONYM.match(word) is not None or _MARK.match(word) is not None
