"""Figures of two numbers: ranges (`3-5 hours`, `7±2`) and ratios (`2 of 3`, `4/5`)."""

import re

from caselint.figures import exclusions
from caselint.figures.acceptance import accepted
from caselint.figures.atoms import Atom, read_atom, read_money
from caselint.figures.bounds import Before, read_after
from caselint.figures.draft import Draft
from caselint.figures.noun_phrase import DENOMINATOR_FIRSTS
from caselint.figures.numbers import Number
from caselint.figures.unit_phrase import NO_UNIT, UnitRead, read_unit, unit_behind, with_denominators
from caselint.figures.units import UNITS, dimension_of

_G = r"[ \t\x01]"
_DASH = re.compile(rf"{_G}?[-–—−‑]{_G}?(?=[$€£₹<>~]?[0-9])|{_G}{{0,2}}\.\.\.?{_G}?(?=[0-9])")
_TO = re.compile(rf"{_G}{{1,3}}(?:to|through){_G}{{1,3}}(?=[$€£₹]?[0-9]|[a-z])")
_AND = re.compile(rf"{_G}{{1,3}}and{_G}{{1,3}}(?=[$€£₹]?[0-9]|[a-z])")
_PLUS_MINUS = re.compile(rf"{_G}?±{_G}?(?=[0-9])")
# A cheap look ahead: without one of these there is no range.
_JOINTS = re.compile(r"[-–—−‑±.ta](?:(?<=[-–—−‑±])|(?<=\.)\.|(?<=t)(?:o|hrough)|(?<=a)nd)")
_JOINT_FIRSTS = frozenset(" \t\x01-–—−‑.")
_BLANKS = frozenset(" \t\x01")
_JOINT_REACH = 22
_DASHES = frozenset("-–")
_BETWEEN = re.compile(rf"(?<![A-Za-z])between{_G}{{1,3}}\Z", re.IGNORECASE)
_FROM = re.compile(
    r"(?<![A-Za-z])(?:from|grew|grown|increased?|reduced?|dropped|scaled|rose|went|cut|improved|decreased|down|up)"
    rf"{_G}{{1,3}}\Z",
    re.IGNORECASE,
)
_DATE_REST = re.compile(r"(?:[-–/T:.][0-9]++){1,8}")
_OF = re.compile(rf"{_G}{{1,3}}(?:out{_G})?of{_G}{{1,3}}(?=[0-9a-z])")
_IN = re.compile(rf"{_G}{{1,3}}(?:in|out{_G}of){_G}{{1,3}}(?:every{_G})?(?=[0-9])")
_SLASH = re.compile(r"/(?=[0-9])")
_NOUN_REACH = 30


def simple(atom: Atom, before: Before, end: int, unit: str, kind: str) -> Draft:
    """A figure of one number whose unit is known."""
    number = atom.scaled
    return Draft(
        before.start,
        end,
        kind,
        -number.value if before.sign == "-" else number.value,
        unit=unit,
        bound=before.bound,
        rounding=number.rounding,
        digits=number.digits,
        scaled=atom.scale != 1,
    )


def with_denominators_of(work: str, draft: Draft, currency: str) -> None:
    """Give the draft its currency and the denominators behind it."""
    if not currency and work[draft.end : draft.end + 1] not in DENOMINATOR_FIRSTS:
        return
    unit = UnitRead(currency or draft.unit, draft.end, draft.kind)
    unit = with_denominators(work, unit, money=bool(currency), scaled=draft.scaled)
    draft.unit, draft.end, draft.kind = unit.name, unit.end, unit.kind


def read_ratio(work: str, atom: Atom, before: Before) -> Draft | None:
    """`2 of 3`, `4.2/5 stars`, `1 in 10 users`."""
    if atom.scale != 1 or atom.plus or (atom.spelled and atom.number.value < 2):
        return None
    if work[atom.end : atom.end + 1] not in ("/", " ", "\x01"):
        return None
    slash = None if atom.spelled else _SLASH.match(work, atom.end)
    joint = slash or _OF.match(work, atom.end)
    if joint is None:
        joint = _IN.match(work, atom.end)
        joint = joint if joint and atom.number.value == 1 else None
    whole = read_atom(work, joint.end()) if joint else None
    if whole is None or _is_no_whole(work, atom, whole):
        return None
    unit = read_unit(work, whole.end, one=whole.number.value == 1)
    if unit.kind in ("physical", "percent", "times"):
        return None
    if unit.kind == "counted" and slash and unit.end - whole.end > _NOUN_REACH:
        unit = UnitRead("", whole.end, NO_UNIT)
    draft = simple(atom, before, unit.end, unit.name, "ratio")
    draft.num, draft.den = atom.number.value, whole.number.value
    draft.value = draft.num / draft.den
    return draft


def may_be_ratio(tail: str) -> bool:
    """Whether `tail`, which stands behind a number, may make it a part of a whole."""
    return any(joint.match(tail) for joint in (_SLASH, _OF, _IN))


def may_be_range(tail: str, money: bool) -> bool:
    """Whether a joint and a second number may stand at the start of `tail` or behind the unit there."""
    if _JOINTS.search(tail, 0, _JOINT_REACH) is None:
        return False
    own = read_unit(tail, 0, money=money)
    return any(joint.match(tail, at) for at in (0, own.end) for joint in (_PLUS_MINUS, _DASH, _TO, _AND))


def _is_no_whole(work: str, atom: Atom, whole: Atom) -> bool:
    """Dates, paths, fixed terms and pairs of status codes are no ratios; nor is a part above its whole."""
    if whole.scale != 1 or whole.number.value <= 0 or whole.number.value < atom.number.value:
        return True
    follows = work[whole.end : whole.end + 1]
    if follows.isalnum() or (follows and follows in "/-+%_^"):
        return True
    pair = (atom.written, whole.written)
    return pair in (("24", "7"), ("9", "11")) or exclusions.is_year(whole.written) or exclusions.are_status_codes(*pair)


def read_range(work: str, atom: Atom, before: Before) -> tuple[Draft | None, int] | None:
    """`3-5 hours`, `$5M to $10M`, `between 5 and 10 users`, `7±2`; None where no range stands there."""
    joints = _JOINTS.search(work, atom.end, atom.end + _JOINT_REACH)
    if joints is None or before.sign == "±":
        return None
    plus_minus = _PLUS_MINUS.match(work, atom.end) if joints[0] == "±" else None
    own = UnitRead("", atom.end, NO_UNIT)
    joint = plus_minus or _joint(work, atom, atom.end, before)
    if joint is None:
        own = read_unit(work, atom.end, money=bool(atom.currency))
        joint = _joint(work, atom, own.end, before) if own.kind in ("physical", "percent", "times") else None
    far = read_money(work, joint.end()) if joint else None
    if far is None or (far.currency and not atom.currency):
        return None
    if _is_date(work, atom, far):
        rest = _DATE_REST.match(work, far.end)
        return None, rest.end() if rest else far.end
    unit = unit_behind(work, read_after(work, far.end).end, far, bounded=False)
    if own.kind != NO_UNIT and dimension_of(unit.name.split("/")[0]) != dimension_of(own.name):
        return None
    low, high = _ends(atom, far, own, unit, plus_minus=plus_minus is not None)
    if low.value > high.value and _is_backwards(work, atom, before, far, own, unit):
        low, high = high, low
    if low.value >= high.value:
        # `500 ms to 50 ms` are two figures; `50-20` is no range, and none of its numbers says what it counts.
        return None if own.kind != NO_UNIT else (None, far.end)
    draft = Draft(
        _start(work, before),
        unit.end,
        "money" if atom.currency else unit.kind,
        None,
        low.value,
        high.value,
        unit=unit.name,
        bound="range",
        scaled=atom.scale != 1 or far.scale != 1,
        rounding=max(low.rounding, high.rounding),
        digits=max(low.digits, high.digits),
    )
    with_denominators_of(work, draft, atom.currency)
    return accepted(work, draft, atom, before, far.end), max(draft.end, far.end)


def _is_backwards(work: str, atom: Atom, before: Before, far: Atom, own: UnitRead, unit: UnitRead) -> bool:
    """Whether `20-10 ms` is a range all the same: nothing is taken away, and no power of ten lost its sign."""
    if _BETWEEN.search(work[max(0, before.start - 14) : before.start]):
        return own.name in ("", unit.name) and (unit.kind in ("physical", "percent") or bool(atom.currency))
    if unit.kind not in ("physical", "percent") or work[own.end : own.end + 1] not in _DASHES:
        return False
    if own.kind != NO_UNIT and (own.name != unit.name or work[far.end : far.end + 1] == " "):
        return False
    if atom.written == "10" or (atom.written, far.written) == ("24", "7") or atom.scale != far.scale:
        return False
    return atom.number.value < 20 * far.number.value and far.start == own.end + 1


def _joint(work: str, atom: Atom, at: int, before: Before) -> re.Match[str] | None:
    first = work[at : at + 1]
    if first not in _JOINT_FIRSTS:
        return None
    dash = None if atom.spelled else _DASH.match(work, at)
    if dash:
        return dash
    if first not in _BLANKS:
        return None
    head = work[max(0, before.start - 14) : before.start]
    to = _TO.match(work, at)
    if to:
        return None if _FROM.search(head) else to
    return _AND.match(work, at) if _BETWEEN.search(head) else None


def _start(work: str, before: Before) -> int:
    between = _BETWEEN.search(work[max(0, before.start - 14) : before.start]) if before.bound == "exact" else None
    return before.start - len(between[0]) if between else before.start


def _is_date(work: str, atom: Atom, far: Atom) -> bool:
    follows = work[far.end : far.end + 2]
    if exclusions.is_year(atom.written) and (follows[:1] in ("-", "–", "/") or exclusions.is_year(far.written)):
        return True
    return follows[:1] in ("-", "–") and follows[1:].isdigit()


def _ends(atom: Atom, far: Atom, own: UnitRead, unit: UnitRead, *, plus_minus: bool) -> tuple[Number, Number]:
    """The two ends in the unit that stands behind the range; a scale at the end serves both where sense demands it."""
    low, high = atom.scaled, far.scaled
    name = unit.name.split("/")[0]
    if plus_minus:
        return low._replace(value=low.value - high.value), high._replace(value=low.value + high.value)
    if atom.scale == 1 and far.scale != 1 and atom.number.value < far.number.value and own.kind == NO_UNIT:
        return atom.number.scaled(far.scale), high
    here, there = UNITS.get(own.name), UNITS.get(name)
    if own.name != name and here and there and here.worth and there.worth:
        factor = here.worth / there.worth
        return low._replace(value=low.value * factor, rounding=low.rounding * factor), high
    return low, high
