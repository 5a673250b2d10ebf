"""What a figure's label, column header and neighbours add: its unit, its denominators, its statistic."""

import re
from fractions import Fraction

from caselint.figures.draft import Draft
from caselint.figures.exclusions import is_resolution
from caselint.figures.labels import NO_LABEL, LabelReading, read_label
from caselint.figures.nouns import is_plural, singular
from caselint.figures.reading import MARK
from caselint.figures.statistics import stat_beside, stat_of_label
from caselint.figures.unit_phrase import NO_UNIT
from caselint.figures.units import UNITS, Unit, dimension_of

_G = r"[ \t\x01]"
_JOINT = re.compile(
    rf"{_G}{{0,3}}(?:,?{_G}?(?:to|and|or|through|until|vs\.?|versus)|→|->|-->|=>|,|/|–|-)?{_G}{{0,3}}(?:over|about|around|nearly|~|up{_G}to)?{_G}*\Z"
)
_INLINE_LABEL = re.compile(
    rf"(?:\A|[,;(|\x02\"'“]|\.(?={_G}))[^A-Za-z0-9,;(|\x02.]{{0,4}}([A-Za-z][A-Za-z /_%\x01-]{{1,32}})"
    rf"{_G}{{0,3}}(?:[:=]|\x02{{3,12}}){_G}{{0,4}}\Z"
)
# `**Hosts**: 420 in two centres`
_TENS = 10
_PLACED_AFTER = re.compile(r"[ \t\x01]{1,4}(?:in|at|on|across|over|with)[ \t\x01]")
_ALONE_AFTER = re.compile(rf"{_G}*(?:\Z|[,;|)(\x02]|\.(?:{_G}|\Z)|[–—]{_G})")
_THERE = re.compile(r"(?i)\bthere (?:are|were|will be)[ \t]\Z")
_WORDS = re.compile(r"[A-Za-z]++")
_NO_DURATION = Unit("")
# What parts the two halves of one duration.
_DURATION_JOINT = re.compile(r"(?: {0,2}(?P<word>,? and|,) )? {0,2}")
_NEXT_SMALLER = {"year": "month", "week": "day", "day": "h", "h": "min", "min": "s"}
_LABEL_ENDS = (":", "=", "\x02")
_SETTLED = ("ratio", "nines", "times")
_ROOM = re.compile(r"[^A-Za-z0-9]*\Z")


def complete(work: str, drafts: list[Draft], label: str, header: str) -> list[Draft]:
    """The drafts that stand, in order, with what their surroundings give them."""
    if len(drafts) > 1:
        drafts = _joined_durations(work, drafts)
    named = bool(label or header)
    above, beside = (read_label(header[:120]), read_label(label[:120])) if named else (NO_LABEL, NO_LABEL)
    lead = _lead_end(work, label)
    heads = _ROOM.match(work, lead, drafts[0].start) is not None
    for row, draft in enumerate(drafts):
        if draft.kind in _SETTLED:
            continue
        first = heads and row == 0
        if first and named:
            _settle(work, draft, beside, above)
        elif first or draft.tentative or draft.kind == NO_UNIT:
            own = _inline_label(work, drafts, row)
            if own is not NO_LABEL:
                _settle(work, draft, own, NO_LABEL)
    _share_units(work, drafts)
    kept = [draft for draft in drafts if not draft.tentative]
    if kept:
        _statistics(work, kept, label, header, lead)
    return kept


def _joined_durations(work: str, drafts: list[Draft]) -> list[Draft]:
    """`6 h 7 min`, `10m 4s` and `3 hours and 20 minutes` are one duration each, in the unit that it starts with."""
    joined: list[Draft] = []
    for draft in drafts:
        last = joined[-1] if joined else None
        factor = _continues(work, last, draft) if last is not None else None
        if last is not None and factor and last.value is not None and draft.value is not None:
            last.unit = "min" if last.unit == "m" else last.unit
            last.value, last.rounding = last.value + draft.value * factor, draft.rounding * factor
            last.end, last.digits = draft.end, last.digits + draft.digits
        else:
            joined.append(draft)
    return joined


def _continues(work: str, last: Draft, draft: Draft) -> Fraction | None:
    """What one unit of `draft` is worth in that of `last`, where the two are parts of one duration."""
    gap = _DURATION_JOINT.fullmatch(work, last.end, draft.start)
    if gap is None or last.bound == "range" or draft.bound != "exact" or last.value is None or draft.value is None:
        return None
    large, small = last.unit, draft.unit
    if large == "m" and small == "s" and not gap["word"]:
        large = "min"
    if small == "m" and large in ("h", "day"):
        small = "min"
    if UNITS.get(large, _NO_DURATION).dimension != "duration" or UNITS.get(small, _NO_DURATION).dimension != "duration":
        return None
    here, there = UNITS[large].worth, UNITS[small].worth
    if not here or not there or there >= here:
        return None
    fits = _NEXT_SMALLER.get(large) == small and draft.value < here / there and last.value.denominator == 1
    return there / here if fits or not gap["word"] else None


def _lead_end(work: str, label: str) -> int:
    """Where the text behind the piece's own label starts; 0 where the label stands elsewhere (another cell, a key)."""
    if not label:
        return 0
    at = work.find(label, 0, len(label) + 24)
    return at + len(label) if at >= 0 else 0


def _inline_label(work: str, drafts: list[Draft], row: int) -> LabelReading:
    """The label right before a figure: `Max: 10x`, `retries = 3`."""
    floor = drafts[row - 1].end if row else 0
    start = drafts[row].start
    first = max(floor, start - 48)
    if not work[first:start].rstrip(" \t\x01").endswith(_LABEL_ENDS):
        return NO_LABEL
    match = _INLINE_LABEL.search(work[first:start])
    if match is None or (first > floor and match.start() == 0) or len(match[1].strip()) < 2:
        return NO_LABEL
    return read_label(match[1].replace(MARK, " "))


def _settle(work: str, draft: Draft, beside: LabelReading, above: LabelReading) -> None:
    if not draft.unit or draft.unit.startswith("/"):
        _noun_from(work, draft, beside, above)
    elif draft.kind in ("counted", "money", "physical", "vague"):
        if draft.unit == "m" and "duration" in (above.dimension, beside.dimension):
            draft.unit = "min"
        _denominators_from(draft, beside, above)


def _noun_from(work: str, draft: Draft, beside: LabelReading, above: LabelReading) -> None:
    """A bare number's unit from its header or label; a tentative one stands where either names a quantity."""
    if draft.tentative and not (above.names or beside.names):
        return
    alone = _ALONE_AFTER.match(work, draft.end) is not None
    if not alone and beside.noun and draft.value is not None and draft.value >= _TENS:
        alone = _PLACED_AFTER.match(work, draft.end) is not None
    if draft.tentative:
        if not alone or above.ordinal or (beside.ordinal and not above.noun):
            return
        draft.tentative = False
    denominated = above.denominators or beside.denominators
    unit, source = _unit_from(draft, beside, above)
    if unit:
        draft.unit = (unit.split("/")[0] if draft.unit else unit) + draft.unit
        draft.unit_from = source
        period = (above if source == "header" else beside).period
        if period and "/" not in draft.unit:
            draft.unit = f"{draft.unit}/{period}"
    else:
        if denominated and not draft.unit and alone:
            draft.unit = "/" + "/".join(denominated)
            draft.unit_from = "header" if above.denominators else "label"
        hint = above.dimension or beside.dimension
        draft.dimension = draft.dimension or hint
        if hint and not draft.unit_from:
            draft.unit_from = "header" if above.dimension else "label"
    if draft.unit and not draft.unit.startswith("/"):
        _denominators_from(draft, beside, above)


def _unit_from(draft: Draft, beside: LabelReading, above: LabelReading) -> tuple[str, str]:
    """The unit that the header or, next, the label gives; a bare rate (`50/day`) also takes a singular head."""
    fraction = draft.value is not None and draft.value.denominator != 1 and not draft.unit
    if fraction and not above.unit and not beside.unit:
        # Nothing is counted in decimals: a score in a column of systems.
        return "", ""
    if beside.noun and above.noun and not above.unit and (" " in above.noun or above.compares):
        return beside.noun, "label"
    for reading, name in ((above, "header"), (beside, "label")):
        if reading.unit or reading.noun:
            return reading.unit or reading.noun, name
    if draft.unit and (beside.head or not beside.names):
        return (beside.head, "label") if beside.head else (above.head, "header")
    return "", ""


def _denominators_from(draft: Draft, beside: LabelReading, above: LabelReading) -> None:
    if "/" in draft.unit or not draft.unit:
        return
    for source, name in ((above, "header"), (beside, "label")):
        names = source.denominators
        if not names and source.period and dimension_of(draft.unit) in ("count", "money", "data"):
            if draft.unit.split(" ")[0] in ("daily", "monthly", "weekly", "hourly"):
                return
            names = (source.period,)
        if names:
            draft.unit = "/".join([draft.unit, *names])
            draft.unit_from = name
            return


def _share_units(work: str, drafts: list[Draft]) -> None:
    """`from 10M to 300M+ users`: the number without a unit takes its neighbour's."""
    if all(draft.unit and not draft.tentative for draft in drafts):
        return
    for row in range(len(drafts) - 1, -1, -1):
        draft = drafts[row]
        if draft.kind not in (NO_UNIT, "vague") or draft.unit:
            continue
        after = drafts[row + 1] if row + 1 < len(drafts) else None
        if after is not None and _may_share(draft, after) and _JOINT.match(work, draft.end, after.start):
            _take(draft, after)
    for row in range(1, len(drafts)):
        draft, before = drafts[row], drafts[row - 1]
        bare = draft.kind == NO_UNIT and not draft.unit and draft.scaled
        if bare and _may_share(draft, before) and _JOINT.match(work, before.end, draft.start):
            _take(draft, before)
    for draft in drafts:
        if draft.tentative and draft.kind == NO_UNIT and _THERE.search(work[max(0, draft.start - 14) : draft.start]):
            _counted_before(work, draft)
        elif draft.scaled and draft.kind == NO_UNIT and not draft.unit and is_resolution(work, draft.end):
            draft.tentative = True


def _may_share(draft: Draft, other: Draft) -> bool:
    if draft.kind == "vague":
        return other.kind in ("counted", "vague") and bool(other.unit) and not draft.dimension
    if other.kind in ("counted", "percent", "physical", "times", "rate"):
        return bool(other.unit) and not (other.kind == "times" and draft.scaled)
    return False


def _take(draft: Draft, other: Draft) -> None:
    draft.unit, draft.unit_from = other.unit, "context"
    draft.kind = draft.kind if draft.kind == "vague" else other.kind
    draft.tentative = False


def _counted_before(work: str, draft: Draft) -> None:
    """`... the schemas ... there are two`: what was named last in the plural."""
    plurals = [
        word for word in _WORDS.findall(work[max(0, draft.start - 120) : draft.start]) if is_plural(word.lower())
    ]
    if plurals:
        draft.unit, draft.unit_from, draft.tentative = singular(plurals[-1].lower()), "context", False


def _statistics(work: str, drafts: list[Draft], label: str, header: str, lead: int) -> None:
    floor = 0
    for row, draft in enumerate(drafts):
        ceiling = drafts[row + 1].start if row + 1 < len(drafts) else len(work)
        draft.stat = stat_beside(work, draft.start, draft.end, floor, ceiling)
        if draft.stat is None and row == 0 and _ROOM.match(work, lead, draft.start):
            dimension = draft.known_dimension()
            draft.stat = stat_of_label(label, dimension) or stat_of_label(header, dimension)
        floor = draft.end
