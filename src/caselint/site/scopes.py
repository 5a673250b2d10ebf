"""The part that a figure is of: a region, each host, an item of a table."""

import re

from caselint.facts.page_facts import Mention
from caselint.figures.nouns import STOP
from caselint.figures.units import PERIODS, period_named

_SCOPE = re.compile(
    r"^(?:\W|\b(?:users?|subscribers?|people|active|online|daily|monthly)\b){0,4}\s*+(?:in|within|across|from|for|of)\s++"
    r"(?:the\s++)?(?P<where>(?>[A-Z][\w&-]*(?:\s[A-Z][\w&-]*){0,2}))(?!['’]s\b)"
)
# `In Europe Ferry has 2M riders`; not in January, and not in a quarter.
_LEADING_SCOPE = re.compile(
    r"\W{0,3}(?:In|At|Across|Within|Throughout)\s(?!\S{1,20}-scale)(?:the\s)?(?P<where>[A-Z][\w&-]{1,30}(?:(?:\s[A-Z][\w&-]{1,30}){1,2}(?=,))?)"
    r"(?<!January)(?<!February)(?<!March)(?<!April)(?<!May)(?<!June)(?<!July)(?<!August)(?<!September)(?<!October)"
    r"(?<!November)(?<!December)(?<!Q[1-4])\b"
)
_EACH = re.compile(
    r"\b(?:per|each|every)\s++(?:single\s++)?(?!of\b|an?\b|the\b)(?P<thing>[a-z][a-z-]*+)", re.IGNORECASE
)
# `each one`, `each other`: no part of anything.
_NO_PARTS = frozenset({"one", "other", "others", "time", "is", "are", "was", *STOP})
_LABEL = 200
_WHOLE = re.compile(r"\W*(?:grand )?(?:total|sum|all|overall|together|whole|entire)\b", re.IGNORECASE)


def scope_of(mention: Mention) -> str | None:
    """The part that is meant: a denominator that is no period, `per region`, `each shard`, `in Europe`."""
    things = [name for name in mention.quantity.unit.split("/")[1:] if name not in PERIODS]
    if things:
        return f"per {things[0]}"
    for text in (mention.after[:30], mention.label[:_LABEL], mention.header[:_LABEL], mention.before[-40:]):
        each = _EACH.search(text)
        if each and period_named(each["thing"]) is None and each["thing"].lower() not in _NO_PARTS:
            return f"per {each['thing'].lower()}"
    where = _SCOPE.search(mention.after[:60])
    return where["where"] if where else None


def leading_part(mention: Mention) -> str | None:
    """The part that the sentence begins with: "Europe" of `In Europe Ferry has 2M riders`."""
    found = _LEADING_SCOPE.match(mention.before)
    return found["where"] if found else None


def row_of(mention: Mention, subject_source: str) -> str | None:
    """The item that a row is of, in a table whose column says what is counted: a part of what the page is about."""
    if mention.quantity.unit_from != "header" or subject_source in ("label", "header", "entry"):
        return None
    label = mention.label[:_LABEL].strip()
    if not label or mention.quantity.dimension not in ("count", "rate") or _WHOLE.match(label):
        return None
    return label
