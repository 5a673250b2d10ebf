"""Groups claims of one thing by the values that agree, where some of them cannot both be true."""

from collections.abc import Iterator, Sequence
from enum import Flag, auto
from itertools import combinations
from typing import NamedTuple

from caselint.content.page import Container
from caselint.figures.compare import Relation, Verdict, relation
from caselint.figures.convert import Measure
from caselint.site.claims import Claim

# Each is held against each other one; of a thing with more, the commonest.
MOST_VALUES = 120
_ENOUGH = 3
_FAR_BELOW = 5
# Farther rates of one sort are of two parts of a system more often than of one at two times.
_NEAR = 2
_EXTREMES = {"peak", "max", "min"}
_PEAK_AND_MEAN = {"peak", "mean"}
_OF_ORDER = {"impossible", "lost-period", "statistic"}
_INCOMPARABLE = Relation(Verdict.INCOMPARABLE)
_Relations = dict[tuple[int, int], Relation]


class Trust(Flag):
    """How far a claim may be compared.

    NONE: not at all; a claim that repeats a value of a conflict is told with it. PERIOD: with the same number of
    another period, where it has more than one digit. ORDER: for what cannot be (a lost period, a low peak). NEAR: with
    numbers that are near, as those of one thing at two times are. FULL: with any. CARD: as FULL, and told where it
    leads to the page; with such a FACT is compared, a labelled point of that page.
    """

    NONE = 0
    PERIOD = auto()
    _ORDER = auto()
    _NEAR = auto()
    _ANY = auto()
    ORDER = PERIOD | _ORDER
    NEAR = PERIOD | _NEAR
    FULL = ORDER | NEAR | _ANY
    _CARD = auto()
    CARD = FULL | _CARD
    FACT = auto()


class Stated(NamedTuple):
    """A claim fit for comparison, with its quantity in base units."""

    claim: Claim
    measure: Measure
    trust: Trust
    headline: bool


class Cluster(NamedTuple):
    """Claims in groups that agree, the commonest first; why the first two disagree, how far values are apart, and how
    many values were not compared, for there were too many.
    """

    groups: tuple[tuple[Stated, ...], ...]
    reason: str
    factor: float
    left_out: int = 0


class _Value(NamedTuple):
    """Claims that state one and the same value."""

    size: Measure
    members: list[Stated]


def cluster(block: Sequence[Stated]) -> Iterator[Cluster]:
    """The conflicts among claims of one thing: at most one of values, and one for each other reason."""
    values = _values([stated for stated in block if stated.trust])
    if len(values) < 2:
        return
    left_out = max(len(values) - MOST_VALUES, 0)
    if left_out:
        values = sorted(values, key=lambda each: -len(each.members))[:MOST_VALUES]
    relations: _Relations = {}
    for (i, a), (j, b) in combinations(enumerate(values), 2):
        found = relation(a.size, b.size)
        if found.verdict is Verdict.CONFLICT and not _may_clash(a, b, found):
            found = _INCOMPARABLE
        relations[i, j] = found
    reasons = {found.reason for found in relations.values() if found.verdict is Verdict.CONFLICT}
    for reason in sorted(reasons & _OF_ORDER):
        yield from _of_reasons(values, relations, {reason})
    repeating = [stated for stated in block if not stated.trust]
    for one in _of_reasons(values, relations, reasons - _OF_ORDER):
        yield one._replace(groups=_with_repeated(one.groups, repeating), left_out=left_out)


def _with_repeated(groups: Sequence[tuple[Stated, ...]], repeating: Sequence[Stated]) -> tuple[tuple[Stated, ...], ...]:
    """The groups with the claims of their own values that contradict nobody by themselves."""
    homes = {_as_told(one.measure): row for row, group in enumerate(groups) for one in group}
    joined = [list(group) for group in groups]
    for one in repeating:
        home = homes.get(_as_told(one.measure))
        if home is not None:
            joined[home].append(one)
    return tuple(sorted((tuple(sorted(group, key=_place)) for group in joined), key=lambda group: -len(group)))


def _as_told(size: Measure) -> tuple[object, ...]:
    return size.low, size.high, size.per, size.stat


def _values(block: Sequence[Stated]) -> list[_Value]:
    values: dict[tuple[object, ...], _Value] = {}
    for stated in block:
        size = stated.measure
        same = (size.low, size.high, size.bound, size.per, size.stat)
        values.setdefault(same, _Value(size, [])).members.append(stated)
    return list(values.values())


def _may_clash(a: _Value, b: _Value, found: Relation) -> bool:
    """Figures of one page are seldom of one thing, unless together they are impossible.

    A peak is held against an average of another period only: two rates per second are often of two things.
    """
    if found.reason == "impossible" and not {a.size.stat, b.size.stat} & _EXTREMES and not _of_one_row(a, b):
        return False
    needed = Trust.NEAR if found.factor <= _NEAR else Trust.FULL
    if found.reason in _OF_ORDER:
        told = _is_telling(a.size) if found.reason == "lost-period" else _tells_peak(a.size, b.size)
        needed = Trust.PERIOD if told else Trust.ORDER
    sides = [[stated.claim for stated in side.members if needed in stated.trust] for side in (a, b)]
    if not all(sides):
        return needed in Trust.FULL and found.reason not in _OF_ORDER and _is_card_of_fact(a, b)
    if found.reason in _OF_ORDER:
        pages = {claim.path for side in sides for claim in side}
        return len(pages) > 1 if found.reason != "impossible" else len(pages) == 1 or a.size.per != b.size.per
    if len({claim.path for side in sides for claim in side}) > 1 or _is_front_and_text(*sides):
        return True
    # Named in two sections of an index, as on two pages: there it is no detail of the page's own subject.
    sections = [{claim.mention.section for claim in side if _is_told_apart(claim)} for side in sides]
    return any(left != right for left in sections[0] for right in sections[1])


def _tells_peak(a: Measure, b: Measure) -> bool:
    """Whether one is a peak in so many words, and the other a mean by name, or by its period (so many a day)."""
    return {a.stat, b.stat} == _PEAK_AND_MEAN or ("peak" in (a.stat, b.stat) and a.per != b.per)


def _is_front_and_text(left: Sequence[Claim], right: Sequence[Claim]) -> bool:
    """Whether the front matter counts something public, and sentences of its page count it too."""
    sides = [{claim.mention.container for claim in side if claim.measured.public} for side in (left, right)]
    return any(
        Container.FRONT_MATTER in one and not other.isdisjoint((Container.PROSE, Container.LIST))
        for one, other in (sides, reversed(sides))
    )


def _is_card_of_fact(a: _Value, b: _Value) -> bool:
    """Whether a card states the one, and a labelled point of the page it leads to the other."""
    trusts = [{stated.trust for stated in side.members} for side in (a, b)]
    return any(Trust.CARD in one and Trust.FACT in other for one, other in (trusts, reversed(trusts)))


def _is_telling(size: Measure) -> bool:
    """Whether a number has two digits before its zeros (`31,000`): two things seldom share it by chance."""
    written = size.written
    while written and written.denominator == 1 and not written % 10:
        written /= 10
    return written is not None and abs(written) >= 10


def _of_one_row(a: _Value, b: _Value) -> bool:
    """Whether figures of both stand behind one label: the p99 of one operation is no bound for the p50 of another."""
    rows = [{(one.claim.path, one.claim.mention.label) for one in side.members} for side in (a, b)]
    return not rows[0].isdisjoint(rows[1])


def _is_told_apart(claim: Claim) -> bool:
    return claim.measured.public and claim.source in ("entry", "label", "sentence", "front")


def _of_reasons(values: Sequence[_Value], relations: _Relations, reasons: set[str]) -> Iterator[Cluster]:
    pairs = {
        pair: found
        for pair, found in relations.items()
        if found.verdict is Verdict.CONFLICT and found.reason in reasons
    }
    if not pairs:
        return
    needed = Trust.PERIOD if reasons & _OF_ORDER else Trust.NEAR
    trusted = [
        _Value(each.size, [one for one in each.members if needed in one.trust or Trust.FACT in one.trust])
        for each in values
    ]
    groups = _groups(trusted, relations, {row for pair in pairs for row in pair})
    groups = [group for group in groups if not _is_stray(group, groups)]
    if len(groups) > 1:
        first = min(pairs)
        yield Cluster(tuple(groups), pairs[first].reason, max(found.factor for found in pairs.values()))


def _is_stray(group: tuple[Stated, ...], groups: Sequence[tuple[Stated, ...]]) -> bool:
    """Whether a count that stands once, far below the commonest of three or more, is of a part rather than the whole.

    Public nouns have no parts that a page would count by the way.
    """
    if len(group) > 1 or len(groups) < _ENOUGH or len(groups[0]) < _ENOUGH or group[0].claim.measured.public:
        return False
    one, whole = group[0].measure, groups[0][0].measure
    return one.per is None and 0 <= one.high * _FAR_BELOW <= whole.low


def _groups(values: Sequence[_Value], relations: _Relations, clashing: set[int]) -> list[tuple[Stated, ...]]:
    """Equal values first, then compatible ones around the commonest: a group holds nothing that contradicts it."""
    order = sorted(clashing, key=lambda row: (-len(values[row].members), row))
    equal: list[list[int]] = []
    for row in order:
        own = next((group for group in equal if _verdict(relations, row, group[0]) is Verdict.SAME), None)
        if own is None or any(_verdict(relations, row, other) is Verdict.CONFLICT for other in own):
            equal.append([row])
        else:
            own.append(row)
    equal.sort(key=lambda group: (-sum(len(values[row].members) for row in group), group))
    merged: list[list[int]] = []
    for group in equal:
        home = next((other for other in merged if _all_agree(relations, group, other)), None)
        if home is None:
            merged.append(list(group))
        else:
            home.extend(group)
    told = [tuple(sorted((each for row in group for each in values[row].members), key=_place)) for group in merged]
    return sorted(told, key=lambda group: (-len(group), _place(group[0])))


def _place(stated: Stated) -> tuple[str, tuple[int, int]]:
    span = stated.claim.mention.quantity.span
    return stated.claim.path, (span.start, span.end)


def _verdict(relations: _Relations, i: int, j: int) -> Verdict:
    return relations[min(i, j), max(i, j)].verdict


def _all_agree(relations: _Relations, group: Sequence[int], other: Sequence[int]) -> bool:
    agreeing = (Verdict.SAME, Verdict.COMPATIBLE)
    return all(_verdict(relations, i, j) in agreeing for i in group for j in other)
