"""Figures of one page that cannot stand beside each other, whoever they are of.

Two figures of one page are seldom of one thing. Here its structure says that they are: the parts of an entry, a heading
and the text below it, a key of the front matter and what the page opens with or tells of that number. Each such matter
is stated under a name of its own (subject, page, reason and a number), so that its figures meet no others.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Container as Among
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from caselint.content.page import Container
from caselint.facts.page_facts import Mention, PageFacts
from caselint.figures.compare import Verdict, compare, relation
from caselint.figures.convert import measure
from caselint.site.claims import PageClaims
from caselint.site.clusters import Cluster, Stated, Trust
from caselint.site.metric_names import metric_of
from caselint.site.percentiles import percentile_matters

_CROWD = 100_000
_FEW = 10
# A sum in a heading that is as near to the one below it, but no rounding of it, is another state of the same.
_NEAR = 2
_ROUNDED = Fraction(11, 10)
# The same digits in thousands, millions or billions; with one zero more or less, where that is no other sum.
_MAGNITUDES = frozenset({10**3, 10**6, 10**9})
_ZEROS = frozenset({10, 100})
_PARAGRAPH = 260
# What a heading asks, quotes, adds in brackets or behind a dash is no summary.
_ASKED_OR_ADDED = re.compile(r"[\"“”(?]|\b(?:[Ww]hy|[Hh]ow)\b|\s[-–—]\s[^\0]*\0")
_STEP_BEFORE = re.compile(
    r"\b(?:after|within|before|every|each|first|last|next|another|other|until|by|up to|more|than|least|most|per|in"
    r"|(?:add|remove|replac|lend|order|bu)(?:s|es|ies|ed|ing)?)(?:\s(?:the|a|an|its|their|about))?\s?\Z",
    re.IGNORECASE,
)
_STEP_AFTER = re.compile(
    r"\s?(?:before|after|later|ago|earlier|notice|in advance|more|less|fewer|each|apart"
    r"|of (?:the|them|these|those|which|whom))\b",
    re.IGNORECASE,
)
_LASTED = re.compile(
    r"\b(?:last(?:ed|s)|t(?:ook|akes)|(?:down|gone|out|closed|offline|unavailable|read-only|dark|stuck|late) for)"
    r"(?:\s(?:about|some|nearly|almost|around))?\s?\Z"
)
_COUNTED = frozenset({"count", "rate", "percent"})
_DIFFERENT = frozenset({"differs", "below-bound", "above-bound"})
_NO_TEXT = (Container.HEADING, Container.CODE)
_FRONT_AND_TEXT = 2
_TEXT = frozenset({Container.PROSE, Container.LIST})
_MARK = "\0"
_Matter = tuple[str, int, Sequence[Mention]]


def is_of_one_page(name: str) -> bool:
    """Whether a statement is of a matter of its page alone; entities and pages are held against others."""
    return _MARK in name[1:]


def one_page_statements(claims: PageClaims, synonyms: Mapping[str, str]) -> Iterator[tuple[str, Stated]]:
    """The figures of a page that contradict each other by where they stand, each matter whole."""
    for reason, number, mentions in (*_matters(claims.facts), *_of_front(claims, synonyms)):
        stated = [one for mention in mentions if (one := _stated(claims, mention, synonyms)) is not None]
        if len(stated) == len(mentions):
            name = _MARK.join((stated[0].claim.subject, claims.facts.path, reason, str(number)))
            yield from ((name, one) for one in stated)


def contradictions(
    statements: Iterable[tuple[str, Stated]], touching: Among[str] | None
) -> Iterator[tuple[str, Stated, Cluster]]:
    """The matters of single pages by name, with the figure that tells them apart best, and all in groups of equal ones.

    With `touching`, those of these pages.
    """
    matters: dict[str, list[Stated]] = defaultdict(list)
    for name, stated in statements:
        if is_of_one_page(name) and (touching is None or stated.claim.path in touching):
            matters[name].append(stated)
    for name, rows in sorted(matters.items()):
        groups: dict[object, list[Stated]] = defaultdict(list)
        for one in rows:
            groups[one.measure.low, one.measure.per, one.claim.scope].append(one)
        if len(groups) > 1:
            ordered = sorted(map(tuple, groups.values()), key=len, reverse=True)
            part = next((one for one in rows if one.claim.scope), rows[0])
            yield name, part, Cluster(tuple(ordered), name.split(_MARK)[-2], float("inf"))


def _stated(claims: PageClaims, mention: Mention, synonyms: Mapping[str, str]) -> Stated | None:
    claim = claims.claim(mention, metric_of(mention, synonyms))
    size = measure(mention.quantity) if claim.modality in ("stated", "historical") else None
    return Stated(claim, size, Trust.FULL, headline=False) if size is not None else None


def _matters(facts: PageFacts) -> Iterator[_Matter]:
    """Why figures contradict each other, which of such matters of the page it is, and the figures."""
    yield from _of_each(facts)
    yield from _of_headings(facts)
    yield from _of_leading_counts(facts)
    yield from _of_lasting(facts)
    yield from _of_periods(facts)
    yield from percentile_matters(facts)


def _of_each(facts: PageFacts) -> Iterator[_Matter]:
    """One large number that an entry tells of each host (or shard, or region) and of all: both, by that entry."""
    alike: dict[tuple[int, object, str], list[Mention]] = defaultdict(list)
    each = []
    for mention in facts.mentions:
        if mention.entry >= 0 and _is_crowd(mention):
            alike[mention.entry, mention.quantity.value, mention.quantity.unit].append(mention)
            if "/" in mention.quantity.unit and mention.quantity.dimension != "rate":
                each.append(mention)
    for mention in each:
        whole = alike.get((mention.entry, mention.quantity.value, mention.quantity.unit.partition("/")[0]), ())
        if whole:
            yield "each", mention.entry, (mention, *whole)


def _of_headings(facts: PageFacts) -> Iterator[_Matter]:
    """A sum in a heading that its section does not know, but with other zeros, or another one that is near.

    `The $10M lesson` above `spent $10 billion`; `The $100M outage` above `$150 million in losses`.
    """
    money = [mention for mention in facts.mentions if mention.quantity.dimension == "money"]
    sections = [mention.section for mention in money]
    sums = Counter(mention.section for mention in money if mention.container is Container.HEADING)
    for heading in money:
        if heading.container is not Container.HEADING or not _is_crowd(heading) or sums[heading.section] > 1:
            continue
        first = bisect_left(sections, heading.section)
        end = bisect_left(sections, _section_end(facts, heading.section), first)
        told = _contradicting(heading, [one for one in money[first:end] if one.container not in _NO_TEXT])
        if told:
            yield "heading", heading.section, (heading, *told)


def _of_leading_counts(facts: PageFacts) -> Iterator[_Matter]:
    """A count or duration in a heading, where the paragraph below tells another number of the same, and the section no
    third one.

    `26 weeks of leave` above `Every parent has 20 weeks`. What a heading asks, or adds in brackets, is no summary.
    """
    below: dict[tuple[int, str], list[Mention]] = defaultdict(list)
    heads = []
    for mention in facts.mentions:
        key = mention.section, _counted(mention)
        if mention.container is Container.HEADING:
            is_summary = not _ASKED_OR_ADDED.search(f"{mention.before}\0{mention.after}")
            if key[1] and is_summary and mention.quantity.bound == "exact":
                heads.append((key, mention))
        elif key[1] and mention.container is Container.PROSE:
            below[key].append(mention)
    for key, heading in heads:
        told = below.get(key, [])
        least = _FEW if not _is_small(heading) else 0
        told = [one for one in told if one.quantity.dimension == "duration" or _value(one) >= least]
        values = {one.quantity.value for one in told}
        if len(values) != 1 or heading.quantity.value in values or _is_small(heading):
            continue
        if _is_right_below(told[0], facts.headings[heading.section].span.end) and not _is_step(told[0]):
            yield "heading", heading.quantity.span.start, (heading, *told)


def _of_lasting(facts: PageFacts) -> Iterator[_Matter]:
    """A time in a heading, where the paragraph below says in another unit that it lasted otherwise."""
    times = [one for one in facts.mentions if one.quantity.dimension == "duration" and one.quantity.value is not None]
    for heading in times:
        if heading.container is not Container.HEADING or _ASKED_OR_ADDED.search(f"{heading.before}\0{heading.after}"):
            continue
        below = [one for one in times if one.section == heading.section and one.container in _TEXT]
        told = next((one for one in below if _LASTED.search(one.before)), None)
        if told is None or told.quantity.unit == heading.quantity.unit:
            continue
        verdicts = {compare(heading.quantity, one.quantity).verdict for one in below}
        if verdicts == {Verdict.CONFLICT} and _is_right_below(told, facts.headings[heading.section].span.end):
            yield "heading", heading.quantity.span.start, (heading, told)


def _counted(mention: Mention) -> str:
    """What a figure counts, or its unit of time; "" for rates, ranges and all else."""
    quantity = mention.quantity
    if quantity.dimension not in ("count", "duration") or quantity.value is None or "/" in quantity.unit:
        return ""
    return quantity.unit.rpartition(" ")[2]


def _is_right_below(mention: Mention, heading_end: int) -> bool:
    return mention.quantity.bound == "exact" and mention.quantity.span.start - heading_end <= _PARAGRAPH


def _value(mention: Mention) -> Fraction:
    return mention.quantity.value if mention.quantity.value is not None else Fraction(0)


def _is_step(mention: Mention) -> bool:
    """`after 4 weeks`, `8 weeks before`, `20 of them`: a part of what the heading sums up, or something on the way."""
    return _STEP_BEFORE.search(mention.before) is not None or _STEP_AFTER.match(mention.after) is not None


def _is_small(mention: Mention) -> bool:
    """`Two teams`, `3 ways`: as many as the heading is about, whatever else there is."""
    value = mention.quantity.value
    return mention.quantity.dimension == "count" and value is not None and value < _FEW


def _contradicting(heading: Mention, below: Sequence[Mention]) -> list[Mention]:
    """The sums of a section that its heading tells otherwise; none where one of them is the heading's."""
    factors = [_apart(heading, one) for one in below]
    if any(factor is None or factor < _ROUNDED for factor in factors):
        return []
    is_only = len({one.quantity.value for one in below}) == 1
    return [
        one
        for one, factor in zip(below, factors, strict=True)
        if factor is not None and (factor in _MAGNITUDES or (is_only and (factor <= _NEAR or factor in _ZEROS)))
    ]


def _of_periods(facts: PageFacts) -> Iterator[_Matter]:
    """A large rate of the front matter whose number the text has for another period, and never for this one."""
    front: dict[object, list[Mention]] = defaultdict(list)
    text: dict[object, list[Mention]] = defaultdict(list)
    for mention in facts.mentions:
        if mention.quantity.dimension == "rate" and mention.container is not Container.CODE and _is_crowd(mention):
            side = front if mention.container is Container.FRONT_MATTER else text
            side[mention.quantity.value].append(mention)
    for value, told in front.items():
        here, there = set(map(_period, told)), set(map(_period, text[value]))
        if there and None not in here | there and here.isdisjoint(there):
            yield "lost-period", told[0].quantity.span.start, (*told, *text[value])


def _of_front(claims: PageClaims, synonyms: Mapping[str, str]) -> Iterator[_Matter]:
    """A count or share of the front matter that the page tells another value of, both of the page's subject: in what it
    opens with, or in the one sentence that says of the subject as a whole that it has so many.
    """
    front = [one for one in claims.facts.mentions if one.container is Container.FRONT_MATTER and one.label != "title"]
    opening = [one for one in claims.facts.mentions if claims.opens(one) or _tells(claims, one)] if front else []
    if not opening:
        return
    matters: dict[tuple[str, frozenset[str]], list[Mention]] = defaultdict(list)
    for one in (*front, *opening):
        name, qualifiers, _ = metric_of(one, synonyms)
        if name and one.quantity.dimension in _COUNTED:
            matters[name, qualifiers].append(one)
    for told in matters.values():
        if len(told) != _FRONT_AND_TEXT or told[0].container is not Container.FRONT_MATTER:
            continue
        if told[1].container is Container.FRONT_MATTER or not claims.is_of_all(told[1]):
            continue
        first, second = (measure(one.quantity) for one in told)
        if first is None or second is None or not {claims.subject(one).name for one in told} <= claims.own_names:
            continue
        found = relation(first, second)
        if found.verdict is Verdict.CONFLICT and found.reason in _DIFFERENT:
            yield "front", told[0].quantity.span.start, told


def _tells(claims: PageClaims, mention: Mention) -> bool:
    return mention.container in _TEXT and mention.quantity.dimension in _COUNTED and claims.is_of_all(mention)


def _section_end(facts: PageFacts, section: int) -> int:
    level = facts.headings[section].level
    rows = range(section + 1, len(facts.headings))
    return next((row for row in rows if facts.headings[row].level <= level), len(facts.headings))


def _apart(a: Mention, b: Mention) -> Fraction | None:
    """How many times the one number is the other, whatever they are per; None where that cannot be told."""
    if a.quantity.unit.partition("/")[0] != b.quantity.unit.partition("/")[0]:
        return None
    one, other = a.quantity.value, b.quantity.value
    if one is None or other is None or min(one, other) <= 0:
        return None
    if abs(one - other) <= max(a.quantity.rounding, b.quantity.rounding):
        return Fraction(1)
    return max(one, other) / min(one, other)


def _period(mention: Mention) -> str | None:
    """The period of a rate; None where it is of each of something as well."""
    _, *below = mention.quantity.unit.split("/")
    return below[0] if len(below) == 1 else None


def _is_crowd(mention: Mention) -> bool:
    return mention.quantity.value is not None and mention.quantity.value >= _CROWD
