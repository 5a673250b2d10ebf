"""Reads one figure that starts with a number: bound, number, nines, ratio or range, unit, denominators."""

import re
from functools import lru_cache
from typing import NamedTuple

from caselint.figures import exclusions
from caselint.figures.acceptance import accepted
from caselint.figures.atoms import Atom, currency_before, digits_end, read_atom
from caselint.figures.bounds import MINUS, Before, read_after, read_before
from caselint.figures.draft import Draft
from caselint.figures.noun_phrase import DENOMINATOR_FIRSTS
from caselint.figures.numbers import read_digits
from caselint.figures.ranges import may_be_range, may_be_ratio, read_range, read_ratio, simple
from caselint.figures.unit_phrase import NO_UNIT, UnitRead, read_unit, with_denominators
from caselint.figures.units import PERIODS

_G = r"[ \t\x01]"
_NINES = re.compile(rf"(?:[-‑]|{_G}{{0,3}})(?:9['’]?s|nines?)(?![A-Za-z0-9])", re.IGNORECASE)
# What the next character is where nines, a time of day or a ratio may follow.
_ODD_FIRSTS = frozenset(" \t\x01-‑9nN:apAPhUGo/")
# The same behind a blank.
_ODD_SECONDS = frozenset(" \t\x019nNapAPUGoi")
_CLOCK_REST = re.compile(r"(?::[0-9]{2}){1,2}")
# `took over 6 hours` bounds, `over 6 hours the team ...` is a stretch of time.
_OVER_IS_BOUND = re.compile(
    r"(?i)\b(?:takes?|took|taking|lasts?|lasted|lasting|spent|been|has|have|had|with|requires?|waits?|after|is|was|of|by|to"
    r"|for|and|needs?|averag\w{1,4})[ \t\x01]+\Z|[|:(–—-][ \t\x01]*\Z|\A[ \t\x01]*\Z"
)


# What nothing is read beyond, from the end of a number on. Left out is what is read with the number itself in view:
# `-step`, `/user`, and the `m` that may be minutes.
_CLOSED = re.compile(
    r"(?![-‑–/]|[ \t\x01]{0,12}m(?![A-Za-z0-9_]))"
    r"[^()|\x02;.,:\"]{0,32}+(?:\Z|[()|\x02;\"]|[.,:](?=[ \x02]|\Z))"
)
_OPEN = frozenset(' \t\x01(|~<>≈≤≥"“”\x02')


def read_number(work: str, at: int) -> tuple[Draft | None, int]:
    """The figure whose number starts at `at`, if it is one, and the offset where the search goes on."""
    spelled = not "0" <= work[at] <= "9"
    currency, start = ("", at) if spelled or not at else currency_before(work, at)
    atom = read_atom(work, at, currency=currency, start=start)
    if atom is None:
        return None, digits_end(work, at) if not spelled else at + 1
    before = _before(work, start, spelled=spelled)
    if before is None:
        return None, atom.end
    end = atom.end
    zero, single = _is_zero_or_one(atom, bounded=bool(before.word))
    closed = _CLOSED.match(work, end)
    behind = _closed_behind(closed[0], zero, single, currency, atom.scale != 1) if closed else None
    if behind is not None:
        return _single(work, atom, before, behind, end)
    follows = work[end : end + 1]
    odd = follows in _ODD_FIRSTS and (follows != " " or work[end + 1 : end + 2] in _ODD_SECONDS)
    if odd and atom.scale == 1 and not currency:
        nines = _NINES.match(work, atom.end)
        if nines:
            return simple(atom, before, nines.end(), "nine", "nines"), nines.end()
        if not spelled and exclusions.is_clock(work, atom.end):
            rest = _CLOCK_REST.match(work, atom.end)
            return None, rest.end() if rest else atom.end
        ratio = read_ratio(work, atom, before)
        if ratio is not None:
            return ratio, ratio.end
    ranged = read_range(work, atom, before)
    if ranged is not None:
        return ranged
    return _single(work, atom, before, _behind(work, end, zero, single, currency, atom.scale != 1), 0)


def _is_zero_or_one(atom: Atom, *, bounded: bool) -> tuple[bool, bool]:
    """Whether the number is zero, and whether it is a one that takes a singular."""
    if atom.scale != 1 or not (atom.spelled or atom.written[0] in "01"):
        return False, False
    value = atom.number.value
    if value.denominator != 1:
        return False, False
    return value.numerator == 0, value.numerator == 1 and (bounded or not atom.spelled)


class _Behind(NamedTuple):
    """What stands behind a number: its bound ("" for none), its unit with kind and end, whether the unit is counted."""

    bound: str
    unit: str
    kind: str
    end: int
    counted: bool


def _behind(work: str, at: int, zero: bool, single: bool, currency: str, scaled: bool) -> _Behind:
    inner = read_after(work, at)
    unit = read_unit(work, inner.end, one=zero or single, zero=zero, money=bool(currency), single=single)
    outer = read_after(work, unit.end) if unit.kind != NO_UNIT else inner
    end = outer.end if outer.bound else unit.end
    name, kind = unit.name, "money" if currency else unit.kind
    if currency or work[end : end + 1] in DENOMINATOR_FIRSTS:
        name, end, kind = with_denominators(
            work, UnitRead(currency or name, end, kind), money=bool(currency), scaled=scaled
        )
    return _Behind(inner.bound or outer.bound, name, kind, end, unit.kind == "counted")


@lru_cache(maxsize=8192)
def _closed_behind(tail: str, zero: bool, single: bool, currency: str, scaled: bool) -> _Behind | None:
    """What stands in `tail`, which nothing is read beyond; None where more than a unit may stand there.

    The same few words stand behind most numbers.
    """
    if _NINES.match(tail) or exclusions.is_clock(tail, 0) or may_be_ratio(tail) or may_be_range(tail, bool(currency)):
        return None
    return _behind(tail, 0, zero, single, currency, scaled)


def _before(work: str, start: int, *, spelled: bool) -> Before | None:
    """The bound before the number; None where what is glued to it makes it part of a name, path, date or formula."""
    if not start:
        return Before(start)
    last = work[start - 1]
    if last in _OPEN:
        return read_before(work, start)
    previous = work[start - 2] if start > 1 else ""
    if last in MINUS:
        return _behind_dash(work, start, previous, spelled=spelled)
    if last == "—":
        return Before(start)
    if last == ":" and previous in ("", " ", "\t"):
        return Before(start, word="glued")
    if last.isalnum() or last in "_./#^@\\%&№":
        return None
    if last in ",:='’+*" and previous.isalnum() and not spelled:
        if last == ",":
            return None if previous.isdigit() else Before(start)
        return Before(start, word="glued") if last in ":=" and not previous.isdigit() else None
    return read_before(work, start)


def _behind_dash(work: str, start: int, previous: str, *, spelled: bool) -> Before | None:
    if work[max(0, start - 4) : start - 1].lower() == "sub" and (start < 5 or not work[start - 5].isalnum()):
        return Before(start - 4, "at_most", word="sub")
    if work[start - 1] == "–" and previous.isalpha():
        return Before(start)
    if spelled or previous.isalnum() or (previous and previous in "_-)]^{"):
        return None
    return read_before(work, start)


def _single(work: str, atom: Atom, before: Before, behind: _Behind, offset: int) -> tuple[Draft | None, int]:
    """The figure of one number; `offset` is what `behind` counts from."""
    number = atom.scaled
    if behind.counted and "." in atom.written:
        counted = read_digits(atom.written, counted=True)
        if counted:
            number = counted.scaled(atom.scale)
    bound = before.bound
    trailing = "at_least" if atom.plus else behind.bound
    if trailing and bound in ("exact", "approx"):
        bound = trailing
    draft = Draft(
        before.start,
        behind.end + offset,
        behind.kind,
        -number.value if before.sign == "-" else number.value,
        unit=behind.unit,
        bound=bound,
        rounding=number.rounding,
        digits=number.digits,
        scaled=atom.scale != 1,
    )
    if before.sign == "±":
        draft.low, draft.high, draft.value, draft.bound = -number.value, number.value, None, "range"
    over = draft.bound == "at_least" and before.word.startswith("over") and draft.unit in PERIODS
    if over and _OVER_IS_BOUND.search(work[max(0, before.start - 24) : before.start]) is None:
        draft.bound, draft.start = "exact", atom.start
    return accepted(work, draft, atom, before, atom.end), max(draft.end, atom.end)


def forget_phrases() -> None:
    """Read again what was read of units behind numbers: it depends on the spellings in use."""
    _closed_behind.cache_clear()
