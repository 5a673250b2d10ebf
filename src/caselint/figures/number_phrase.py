"""Reads one figure that starts with a number: bound, number, nines, ratio or range, unit, denominators."""

import re

from caselint.figures import exclusions
from caselint.figures.acceptance import accepted
from caselint.figures.atoms import Atom, currency_before, digits_end, read_atom
from caselint.figures.bounds import MINUS, Before, read_after, read_before
from caselint.figures.draft import Draft
from caselint.figures.numbers import read_digits
from caselint.figures.ranges import read_range, read_ratio, simple, with_denominators_of
from caselint.figures.unit_phrase import NO_UNIT, unit_behind
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
    return _single(work, atom, before)


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


def _single(work: str, atom: Atom, before: Before) -> tuple[Draft | None, int]:
    number = atom.scaled
    inner = read_after(work, atom.end)
    unit = unit_behind(work, inner.end, atom, bounded=bool(before.word))
    if unit.kind == "counted" and "." in atom.written:
        counted = read_digits(atom.written, counted=True)
        if counted:
            number = counted.scaled(atom.scale)
    outer = read_after(work, unit.end) if unit.kind != NO_UNIT else inner
    bound = before.bound
    trailing = "at_least" if atom.plus else inner.bound or outer.bound
    if trailing and bound in ("exact", "approx"):
        bound = trailing
    draft = Draft(
        before.start,
        outer.end if outer.bound else unit.end,
        "money" if atom.currency else unit.kind,
        -number.value if before.sign == "-" else number.value,
        unit=unit.name,
        bound=bound,
        rounding=number.rounding,
        digits=number.digits,
        scaled=atom.scale != 1,
    )
    if before.sign == "±":
        draft.low, draft.high, draft.value, draft.bound = -number.value, number.value, None, "range"
    with_denominators_of(work, draft, atom.currency)
    over = draft.bound == "at_least" and before.word.startswith("over") and draft.unit in PERIODS
    if over and _OVER_IS_BOUND.search(work[max(0, before.start - 24) : before.start]) is None:
        draft.bound, draft.start = "exact", atom.start
    return accepted(work, draft, atom, before, atom.end), max(draft.end, atom.end)
