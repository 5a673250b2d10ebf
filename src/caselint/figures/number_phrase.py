"""Reads one figure that starts with a number: bound, number, range, ratio or nines, unit, denominators."""

import re
from fractions import Fraction

from caselint.figures import exclusions
from caselint.figures.atoms import Atom, currency_before, digits_end, read_atom, read_money
from caselint.figures.bounds import MINUS, Before, read_after, read_before
from caselint.figures.draft import Draft
from caselint.figures.numbers import read_digits
from caselint.figures.unit_phrase import NO_UNIT, UnitRead, read_unit, with_denominators
from caselint.figures.units import PERIODS, UNITS, dimension_of

_G = r"[ \t\x01]"
_DASH = re.compile(rf"{_G}?[-–—−‑]{_G}?(?=[$€£₹<>~]?[0-9])|{_G}{{0,2}}\.\.\.?{_G}?(?=[0-9])")
_TO = re.compile(rf"{_G}{{1,3}}(?:to|through){_G}{{1,3}}(?=[$€£₹]?[0-9]|[a-z])")
_AND = re.compile(rf"{_G}{{1,3}}and{_G}{{1,3}}(?=[$€£₹]?[0-9]|[a-z])")
_PLUS_MINUS = re.compile(rf"{_G}?±{_G}?(?=[0-9])")
_BETWEEN = re.compile(rf"(?<![A-Za-z])between{_G}{{1,3}}\Z", re.IGNORECASE)
_FROM = re.compile(
    rf"(?<![A-Za-z])(?:from|grew|grown|increased?|reduced?|dropped|scaled|rose|went|cut|improved|decreased|down|up){_G}{{1,3}}\Z",
    re.IGNORECASE,
)
_NINES = re.compile(rf"(?:[-‑]|{_G}{{0,3}})(?:9['’]?s|nines?)(?![A-Za-z0-9])", re.IGNORECASE)
_OF = re.compile(rf"{_G}{{1,3}}(?:out{_G})?of{_G}{{1,3}}(?=[0-9a-z])")
_IN = re.compile(rf"{_G}{{1,3}}(?:in|out{_G}of){_G}{{1,3}}(?:every{_G})?(?=[0-9])")
_SLASH = re.compile(r"/(?=[0-9])")
_PERIOD_UNITS = frozenset(PERIODS)
_OVER_IS_BOUND = re.compile(
    r"(?i)\b(?:takes?|took|taking|lasts?|lasted|lasting|spent|been|has|have|had|with|requires?|waits?|after|is|was|of|by|to|for"
    r"|and|needs?|averag\w{1,4})[ \t\x01]+\Z|[|:(–—-][ \t\x01]*\Z|\A[ \t\x01]*\Z"
)


def read_number(work: str, at: int) -> tuple[Draft | None, int]:
    """The figure whose number starts at `at`, if it is one, and the offset where the search goes on."""
    spelled = not "0" <= work[at] <= "9"
    currency, start = ("", at) if spelled else currency_before(work, at)
    atom = read_atom(work, at, currency=currency, start=start)
    if atom is None:
        return None, digits_end(work, at) if not spelled else at + 1
    before = _before(work, start, spelled=spelled)
    if before is None:
        return None, atom.end
    nines = None if atom.scale != 1 or currency else _NINES.match(work, atom.end)
    if nines:
        return _simple(atom, before, nines.end(), "nine", "nines"), nines.end()
    if not spelled and (exclusions.is_clock(work, atom.end) and not currency):
        return None, _over_clock(work, atom.end)
    ratio = _ratio(work, atom, before)
    if ratio is not None:
        return ratio, ratio.end
    ranged = _range(work, atom, before)
    if ranged is not None:
        return ranged
    return _single(work, atom, before)


def _over_clock(work: str, at: int) -> int:
    match = re.compile(r"(?::[0-9]{2}){1,2}").match(work, at)
    return match.end() if match else at


def _before(work: str, start: int, *, spelled: bool) -> Before | None:
    """The bound before the number; None where what is glued to it makes it part of a name, path, date or formula."""
    if not start:
        return Before(start)
    last = work[start - 1]
    if last in " \t\x01(|~<>≈≤≥\"“”\x02":
        return read_before(work, start)
    previous = work[start - 2] if start > 1 else ""
    if last in MINUS:
        if work[max(0, start - 4) : start - 1].lower() == "sub" and (start < 5 or not work[start - 5].isalnum()):
            return Before(start - 4, "at_most", word="sub")
        if last == "–" and previous.isalpha():
            return Before(start)
        return None if previous.isalnum() or (previous and previous in "_-)]^{") or spelled else read_before(work, start)
    if last == "—":
        return Before(start)
    if last.isalnum() or last in "_./#^@\\%&№" or (last in ",:='’+*" and previous.isalnum() and not spelled):
        if last in ":=" and not spelled and not previous.isdigit():
            return Before(start, word="glued")
        return None if last != "," or previous.isdigit() else Before(start)
    return read_before(work, start)


def _simple(atom: Atom, before: Before, end: int, unit: str, kind: str) -> Draft:
    number = atom.scaled
    sign = -1 if before.sign == "-" else 1
    return Draft(
        before.start, end, kind, number.value * sign, unit=unit, bound=before.bound, rounding=number.rounding,
        digits=number.digits, scaled=atom.scale != 1,
    )  # fmt: skip


def _ratio(work: str, atom: Atom, before: Before) -> Draft | None:
    """`2 of 3`, `4.2/5 stars`, `1 in 10 users`."""
    if atom.scale != 1 or atom.currency or atom.plus or (atom.spelled and atom.number.value < 2):
        return None
    slash = None if atom.spelled else _SLASH.match(work, atom.end)
    joint = slash or _OF.match(work, atom.end) or (_IN.match(work, atom.end) if atom.number.value == 1 else None)
    if joint is None:
        return None
    whole = read_atom(work, joint.end())
    if whole is None or whole.scale != 1 or not 0 < whole.number.value or whole.number.value < atom.number.value:
        return None
    follows = work[whole.end : whole.end + 1]
    if follows in ("/", "-", "+", "%", "_", "^") or follows.isalnum():
        return None
    if slash and (atom.written, whole.written) in (("24", "7"), ("9", "11")):
        return None
    if exclusions.is_year(whole.written) or {atom.written, whole.written} <= _STATUS_CODES:
        return None
    unit = read_unit(work, whole.end, one=whole.number.value == 1)
    if unit.kind in ("physical", "percent", "times"):
        return None
    if unit.kind == "counted" and slash and unit.end - whole.end > 30:
        unit = UnitRead("", whole.end, NO_UNIT)
    draft = _simple(atom, before, unit.end, unit.name, "ratio")
    draft.num, draft.den = atom.number.value, whole.number.value
    draft.value = draft.num / draft.den
    return draft


def _range(work: str, atom: Atom, before: Before) -> tuple[Draft | None, int] | None:
    """`3-5 hours`, `$5M to $10M`, `between 5 and 10 users`, `7±2`; None where no range stands there."""
    if before.sign == "±":
        return None
    plus_minus = _PLUS_MINUS.match(work, atom.end)
    own = UnitRead("", atom.end, NO_UNIT)
    joint = plus_minus or _joint(work, atom, atom.end, before)
    if joint is None:
        own = read_unit(work, atom.end, money=bool(atom.currency))
        if own.kind not in ("physical", "percent", "times"):
            return None
        joint = _joint(work, atom, own.end, before)
        if joint is None:
            return None
    far = read_money(work, joint.end())
    if far is None or (far.currency and not atom.currency):
        return None
    follows = work[far.end : far.end + 2]
    if _is_date_like(atom, far, follows):
        return None, _past_date(work, far.end)
    unit = _unit_after(work, far, Before(before.start))
    if own.kind != NO_UNIT and dimension_of(unit.name.split("/")[0]) != dimension_of(own.name):
        return None
    return _ranged(work, atom, far, before, own, unit, plus_minus=plus_minus is not None)


def _joint(work: str, atom: Atom, at: int, before: Before) -> re.Match[str] | None:
    dash = None if atom.spelled else _DASH.match(work, at)
    if dash:
        return dash
    head = work[max(0, before.start - 14) : before.start]
    to = _TO.match(work, at)
    if to:
        return None if _FROM.search(head) else to
    return _AND.match(work, at) if _BETWEEN.search(head) else None


def _is_date_like(atom: Atom, far: Atom, follows: str) -> bool:
    if exclusions.is_year(atom.written) and (follows[:1] in ("-", "–", "/") or exclusions.is_year(far.written)):
        return True
    return follows[:1] in ("-", "–") and follows[1:].isdigit()


def _past_date(work: str, at: int) -> int:
    match = re.compile(r"(?:[-–/T:.][0-9]++){1,8}").match(work, at)
    return match.end() if match else at


def _ranged(
    work: str, atom: Atom, far: Atom, before: Before, own: UnitRead, unit: UnitRead, *, plus_minus: bool
) -> tuple[Draft | None, int]:
    low, high = atom.scaled, far.scaled
    if plus_minus:
        low, high = low._replace(value=low.value - high.value), high._replace(value=low.value + high.value)
    elif atom.scale == 1 and far.scale != 1 and atom.number.value < far.number.value and own.kind == NO_UNIT:
        low = atom.number.scaled(far.scale)
    elif own.name and own.name != unit.name.split("/")[0]:
        here, there = UNITS.get(own.name), UNITS.get(unit.name.split("/")[0])
        if here and there and here.worth and there.worth:
            factor = here.worth / there.worth
            low = low._replace(value=low.value * factor, rounding=low.rounding * factor)
    if low.value >= high.value:
        return None, far.end
    start = before.start
    if before.bound == "exact" and (between := _BETWEEN.search(work[max(0, start - 14) : start])):
        start -= len(between[0])
    kind = "money" if atom.currency else unit.kind
    draft = Draft(
        start, unit.end, kind, None, low.value, high.value, unit=unit.name, bound="range", scaled=atom.scale != 1 or far.scale != 1,
        rounding=max(low.rounding, high.rounding), digits=max(low.digits, high.digits),
    )  # fmt: skip
    draft = _with_currency(work, draft, atom.currency)
    return _accepted(work, draft, atom, before, far.end), max(draft.end, far.end)


def _unit_after(work: str, atom: Atom, before: Before) -> UnitRead:
    """The unit behind a number, a bound between them passed over; `end` is behind the bound where there is no unit."""
    after = read_after(work, atom.end)
    one = atom.scale == 1 and (atom.number.value == 0 or (atom.number.value == 1 and (not atom.spelled or bool(before.word))))
    zero = atom.number.value == 0 and atom.scale == 1
    single = one and not zero
    unit = read_unit(work, after.end, one=one, zero=zero, money=bool(atom.currency), single=single)
    return unit


def _single(work: str, atom: Atom, before: Before) -> tuple[Draft | None, int]:
    number = atom.scaled
    inner = read_after(work, atom.end)
    unit = _unit_after(work, atom, before)
    if unit.kind == "counted" and "." in atom.written:
        counted = read_digits(atom.written, counted=True)
        if counted:
            number = counted.scaled(atom.scale)
    outer = read_after(work, unit.end) if unit.kind != NO_UNIT else inner
    end = outer.end if outer.bound else unit.end
    bound = before.bound
    trailing = "at_least" if atom.plus else inner.bound or outer.bound
    if trailing and bound in ("exact", "approx"):
        bound = trailing
    value = number.value
    low = high = None
    if before.sign == "-":
        value = -value
    if before.sign == "±":
        low, high, bound = -value, value, "range"
    kind = "money" if atom.currency else unit.kind
    draft = Draft(
        before.start, end, kind, None if low is not None else value, low, high, unit=unit.name, bound=bound,
        rounding=number.rounding, digits=number.digits, scaled=atom.scale != 1,
    )  # fmt: skip
    draft = _with_currency(work, draft, atom.currency)
    if draft.bound == "at_least" and before.word.startswith("over") and draft.unit in _PERIOD_UNITS:
        head = work[max(0, before.start - 24) : before.start]
        if not _OVER_IS_BOUND.search(head):
            draft.bound, draft.start = "exact", atom.start
    return _accepted(work, draft, atom, before, atom.end), max(draft.end, atom.end)


def _with_currency(work: str, draft: Draft, currency: str) -> Draft:
    """The draft with its currency and the denominators behind it."""
    unit = UnitRead(currency or draft.unit, draft.end, draft.kind)
    unit = with_denominators(work, unit, money=bool(currency), scaled=draft.scaled)
    draft.unit, draft.end, draft.kind = unit.name, unit.end, unit.kind
    if draft.kind in ("percent", "physical", "counted", "money") and draft.unit.count("/") == 0:
        return draft
    return draft


def _accepted(work: str, draft: Draft, atom: Atom, before: Before, number_end: int) -> Draft | None:
    """The draft where the number states a quantity; None for labels, dates, codes and the like."""
    kind = draft.kind
    if _is_excluded(work, draft, atom, before, number_end):
        return None
    if kind != NO_UNIT:
        return draft
    follows = work[number_end : number_end + 1]
    if follows.isalnum() or follows in ("_", "^", "#", "@") or (follows and follows in "-/:" and work[number_end + 1 : number_end + 2].isalnum()):
        return None
    if draft.bound in ("at_least", "at_most") and not before.word and before.start < atom.start and not draft.scaled:
        draft.tentative = not _measured_before(work, before.start)
        return draft
    draft.tentative = not (draft.scaled and not atom.spelled)
    if not draft.tentative and atom.written in ("4", "8") and atom.scale == 1000 and draft.bound == "exact":
        draft.tentative = True
    return draft


def _names_one(work: str, kind: str, atom: Atom, draft: Draft, number_end: int) -> bool:
    """`Shard 1 Stats`, `Replica 1B`: the number behind a thing's kind is its name."""
    if kind == NO_UNIT:
        return atom.scale == 1 or (len(atom.written) == 1 and draft.bound == "exact")
    return kind == "counted" and atom.scale == 1 and work[number_end : number_end + 2].strip()[:1].isupper()


def _heads(work: str, start: int) -> bool:
    """Whether nothing but marks stands before the number: `8.11 Handling outages` is a section."""
    return not work[:start].strip(" \t\x01\x02*#")


_TENS_OF = re.compile(r"s of (?:thousand|million|billion|trillion)s?")
_STATUS_CODES = frozenset({"200", "201", "204", "301", "302", "304", "400", "401", "403", "404", "429", "500", "502", "503", "504"})
_MEASURED = re.compile(
    r"(?<![A-Za-z0-9_])(?:[a-z_]{3,20}|(?i:score|latency|ratio|length|depth|size|count|rate|level|value|usage|load|factor))"
    r"[ \t\x01]{1,4}\Z"
)


def _measured_before(work: str, at: int) -> bool:
    """`score < 0.4`: a word of some length, no variable, stands before the sign."""
    return _MEASURED.search(work[max(0, at - 24) : at]) is not None


def _is_excluded(work: str, draft: Draft, atom: Atom, before: Before, number_end: int) -> bool:
    kind, written = draft.kind, atom.written
    if kind == "money":
        return False
    plain_number = atom.scale == 1 and not atom.spelled and draft.bound in ("exact", "range")
    if kind in ("percent", "times"):
        return False
    label = exclusions.word_before(work, atom.start) if before.start == atom.start and atom.start else ""
    label_kind = exclusions.label_kind(label) if label else ""
    if label_kind == "hard" and atom.scale == 1 and (kind != "physical" or dimension_of(draft.unit) == "duration"):
        return True
    if label_kind == "soft" and _names_one(work, kind, atom, draft, number_end):
        return True
    if kind == "counted" and atom.scale == 1 and "." in written and "/" not in draft.unit:
        if _heads(work, atom.start) or label[:1].isupper():
            return True
    if atom.number.value == 0 and atom.spelled and label.lower() in ("by", "from", "to", "near", "ground", "than"):
        return True
    if draft.unit == "s" and _TENS_OF.match(work, number_end):
        return True
    if written == "9" and draft.unit == "s" and label.lower() in ("of", "the", "many", "more"):
        return True
    if kind == "physical":
        if draft.unit in _PERIOD_UNITS and exclusions.is_past(work, draft.end):
            return True
        return plain_number and exclusions.is_year(written) and exclusions.is_decade(work, number_end)
    if not plain_number:
        return False
    if exclusions.is_year(written) and ("0" != written[-1] or kind == NO_UNIT):
        return True
    if exclusions.is_date(work, atom.start, number_end) or exclusions.is_status_code(work, atom.start, number_end, written):
        return True
    if kind == "counted" and before.start == atom.start and (atom.number.value < 30 or "." in written):
        return exclusions.is_product_name(work, atom.start)
    return before.word == "glued" and kind in (NO_UNIT, "counted")
