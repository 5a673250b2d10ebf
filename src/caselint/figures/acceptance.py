"""Whether a number that was read states a quantity, or is a label, a date, a code, part of a name."""

import re

from caselint.figures import exclusions
from caselint.figures.atoms import Atom
from caselint.figures.bounds import Before
from caselint.figures.draft import Draft
from caselint.figures.unit_phrase import NO_UNIT
from caselint.figures.units import PERIODS, dimension_of

# `score < 0.4`: what is measured stands before the sign, no variable and no product's name (`Python < 3.10`).
_MEASURED = re.compile(
    r"(?<![A-Za-z0-9_])(?:[a-z_]{3,20}|(?i:score|latency|ratio|length|depth|size|count|rate|level|value|usage|load|factor))"
    r"[ \t\x01]{1,4}\Z"
)
_TENS_OF = re.compile(r"s of (?:thousand|million|billion|trillion)s?")
# `four million of its members`
_SOME_OF = re.compile(r"[ \t\x01]{1,4}of (?:its|their|our|the|them|these|those)\b")
_NO_ZERO_BEHIND = frozenset({"by", "from", "to", "near", "ground", "than"})
_NAME_LIMIT = 30  # a larger number behind a name counts something: `the Windows 10 users`, `the Contoso 400 servers`


def accepted(work: str, draft: Draft, atom: Atom, before: Before, number_end: int) -> Draft | None:
    """The draft where the number may state a quantity; bare numbers come back tentative."""
    if _is_excluded(work, draft, atom, before, number_end):
        return None
    if draft.kind != NO_UNIT:
        return draft
    follows, beyond = work[number_end : number_end + 1], work[number_end + 1 : number_end + 2]
    if follows.isalnum() or follows in ("_", "^", "#", "@") or (follows in ("-", "/", ":") and beyond.isalnum()):
        return None
    if draft.bound in ("at_least", "at_most") and not before.word and before.start < atom.start and not draft.scaled:
        draft.tentative = _MEASURED.search(work[max(0, before.start - 24) : before.start]) is None
        return draft
    is_resolution = atom.written in ("4", "8") and atom.scale == 1000 and draft.bound == "exact"
    spelled_alone = atom.spelled and not _SOME_OF.match(work, number_end)
    draft.tentative = not draft.scaled or spelled_alone or is_resolution
    return draft


def _is_excluded(work: str, draft: Draft, atom: Atom, before: Before, number_end: int) -> bool:
    kind, written = draft.kind, atom.written
    if kind in ("money", "percent", "times"):
        return False
    label = exclusions.word_before(work, atom.start) if before.start == atom.start and atom.start else ""
    if label and _is_labelled(work, label, draft, atom, number_end):
        return True
    plain_number = atom.scale == 1 and not atom.spelled and draft.bound in ("exact", "range")
    if kind == "physical":
        return _is_no_measure(work, draft, atom, label, number_end)
    if not plain_number:
        return False
    if exclusions.is_year(written) and (written[-1] != "0" or kind == NO_UNIT):
        return True
    if exclusions.is_date(work, number_end, label):
        return True
    if exclusions.is_status_code(work, number_end, written, label):
        return True
    if kind == "counted" and before.start == atom.start and (atom.number.value < _NAME_LIMIT or "." in written):
        named = label[:1].isupper() and exclusions.is_product_name(work, atom.start)
        return named or _is_section(work, draft, atom, label)
    return before.word == "glued" and kind in (NO_UNIT, "counted")


def _is_labelled(work: str, label: str, draft: Draft, atom: Atom, number_end: int) -> bool:
    """`Law 3`, `node 3 fails`, `Replica 1B`, `division by zero`."""
    if atom.spelled and atom.number.value == 0 and label.lower() in _NO_ZERO_BEHIND:
        return True
    name_like = exclusions.label_kind(label)
    if name_like == "hard":
        return atom.scale == 1 and (draft.kind != "physical" or dimension_of(draft.unit) == "duration")
    if name_like == "soft" and draft.kind == NO_UNIT:
        return atom.scale == 1 or (len(atom.written) == 1 and draft.bound == "exact")
    if name_like == "soft" and draft.kind == "counted" and atom.scale == 1:
        return work[number_end : number_end + 2].strip()[:1].isupper()
    return False


def _is_no_measure(work: str, draft: Draft, atom: Atom, label: str, number_end: int) -> bool:
    """`10 years ago`, `the 1990s`, `10s of millions`, `a number of 9s`."""
    if draft.unit in PERIODS and exclusions.is_past(work, draft.end):
        return True
    if draft.unit != "s":
        return False
    if exclusions.is_decade(work, number_end, atom.written) or _TENS_OF.match(work, number_end):
        return True
    return atom.written == "9" and label.lower() in ("of", "the", "many", "more")


def _is_section(work: str, draft: Draft, atom: Atom, label: str) -> bool:
    """`8.11 Handling outages`, `Contoso 2.0 moves`: nothing is counted in decimals."""
    if "." not in atom.written or "/" in draft.unit:
        return False
    return exclusions.heads_line(work, atom.start) or label[:1].isupper()
