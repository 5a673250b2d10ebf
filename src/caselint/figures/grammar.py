"""Finds every figure of a piece of text, as FIGURES.md part 2 defines them.

The road: the text as its reader sees it (`reading`), each number or number word in turn (`number_phrase`, `vague`),
then what labels, headers (`labels`) and neighbours add. Linear: each place is looked at once, and each look is bounded.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from caselint.figures import exclusions
from caselint.figures.atoms import digits_end
from caselint.figures.bounds import read_before
from caselint.figures.budget import Budget
from caselint.figures.context import complete
from caselint.figures.draft import Draft
from caselint.figures.number_phrase import read_number
from caselint.figures.places import SIZE_WORDS, figure_places, number_word
from caselint.figures.quantity import Quantity
from caselint.figures.reading import PLACEHOLDERS, plain
from caselint.figures.vague import (
    VagueRead,
    read_digit_range,
    read_one_scale,
    read_rounded_plural,
    read_sub,
    read_vague,
)
from caselint.findings import Span

# `1-C, 2-True, 3-B`: the numbers of an answer key are labels, and so is what follows them.
_ANSWER_KEY = re.compile(r"-(?:[A-E]|True|False), ?[0-9]{1,3}-(?:[(A-E]|True|False)")
_ONE_BEFORE = re.compile(r"(?i)(?:exactly|least|most|than|only|just|precisely|over|under)[ \t\x01]+\Z")
_ONE_UNITS = re.compile(
    r"(?i)(?:[ \t\x01]|-)(?:(?:milli|micro|nano)?seconds?|minutes?|nines?|hours?|weeks?|months?|years?|percent|hundred"
    r"|thousand|million|billion|trillion|[kmgtp]b|(?:kilo|mega|giga|tera|peta)bytes?)(?![A-Za-z0-9])"
)


def find_quantities(
    text: str,
    span: Span,
    holes: Sequence[Span] = (),
    *,
    label: str = "",
    header: str = "",
    places: Sequence[int] | None = None,
) -> list[Quantity]:
    """Every figure in `text[span]`, in order, with spans in code points of `text`.

    `holes` are ranges that are no reader's text; `label` is the row label or bold lead that names the piece, `header`
    the column header of a table cell: they give units and statistics that do not stand at the number. `places` are the
    `figure_places` of the whole text where the caller has them, which saves a second look at each piece.
    """
    if places is None:
        places = figure_places(text, *span)
    row = bisect_left(places, span.start)
    places = places[row : bisect_left(places, span.end, row)]
    found = read_figures(text, span, holes, places, Budget(len(places), len(places)))
    return found.quantities(label, header) if found else []


class Figures:
    """The figures of a piece as their own words give them; labels and neighbours complete them."""

    __slots__ = ("_drafts", "_offset", "_text", "_work")

    def __init__(self, text: str, offset: int, work: str, drafts: list[Draft]) -> None:
        self._text = text
        self._offset = offset
        self._work = work
        self._drafts = drafts

    def quantities(self, label: str, header: str) -> list[Quantity]:
        """The figures that stand, in order; to be asked once."""
        text, offset = self._text, self._offset
        return [draft.quantity(text, offset) for draft in complete(self._work, self._drafts, label, header)]


def read_figures(text: str, span: Span, holes: Sequence[Span], places: Sequence[int], budget: Budget) -> Figures | None:
    """The figures at `places`, which are those of `text[span]`; None for none. Labels are not needed for this.

    Reads no further than the budget lets; bare numbers, of which a label may make figures, count as numbers only.
    """
    if not places:
        return None
    work = plain(text, span, holes)
    if "-" in work and ("-B" in work or "-A" in work or "-C" in work) and _ANSWER_KEY.search(work):
        return None
    drafts = list(_drafts(text, work, span.start, places, budget))
    return Figures(text, span.start, work, drafts) if drafts else None


def _drafts(text: str, work: str, offset: int, places: Sequence[int], budget: Budget) -> Iterator[Draft]:
    pos = found = 0
    for place in places:
        at = place - offset
        if at < pos or work[at] in PLACEHOLDERS:
            continue
        if not budget.numbers:
            budget.end(place, "numbers")
            return
        budget.numbers -= 1
        if "0" <= work[at] <= "9":
            draft, pos = _from_digits(text, work, at, offset)
        else:
            draft, pos = _from_word(work, at)
        if draft is not None:
            if not draft.tentative:
                if found == budget.figures:
                    budget.end(offset + draft.start, "figures")
                    return
                found += 1
            yield draft


def _from_digits(text: str, work: str, at: int, offset: int) -> tuple[Draft | None, int]:
    previous = work[at - 1] if at else ""
    if previous.isalpha() or previous == "_":
        return None, digits_end(work, at)
    raw = text[offset + at - 1] if at else ""
    end = digits_end(work, at)
    follows = work[end : end + 1]
    if follows in exclusions.LABEL_ENDS:
        if raw == "[" and follows in ("\x01", "\x02"):
            return None, end
        if exclusions.is_list_ordinal(text, offset + at, work, at, end) or exclusions.is_plain_label(work, at, end):
            return None, end
    if follows == "s" and (found := read_rounded_plural(work, at)) is not None:
        return _of_vague(found), found.end
    draft, after = read_number(work, at)
    if draft is None:
        return None, _past_label(work, at, max(after, end))
    return draft, after


def _past_label(work: str, at: int, end: int) -> int:
    """Behind the further numbers of a label: `Steps 1 and 2`, `Level 4-5`."""
    if exclusions.label_kind(exclusions.word_before(work, at)) != "hard":
        return end
    for _ in range(8):
        more = exclusions.joined_label(work, end)
        if more < 0:
            break
        end = digits_end(work, more)
    return end


def _from_word(work: str, at: int) -> tuple[Draft | None, int]:
    word = number_word(work, at)
    end = at + len(word)
    if not word:
        return None, at + 1
    if word in SIZE_WORDS:
        found = (
            read_sub(work, at)
            or read_digit_range(work, at)
            or read_vague(work, at)
            or read_one_scale(work, _article(work, at))
        )
        if found is not None:
            return _bounded(work, _of_vague(found)), found.end
        return None, at + 1
    if word == "one" and not (_ONE_BEFORE.search(work[max(0, at - 12) : at]) or _ONE_UNITS.match(work, end)):
        return None, end
    draft, after = read_number(work, at)
    return draft, max(after, end)


def _bounded(work: str, draft: Draft) -> Draft:
    """`more than a trillion`: a number after all, with its bound."""
    if draft.value is not None and draft.bound == "approx":
        before = read_before(work, draft.start)
        if before.bound in ("at_least", "at_most"):
            draft.start, draft.bound = before.start, before.bound
    return draft


def _article(work: str, at: int) -> int:
    """Where `a million` starts, given the offset of its size."""
    for article in ("half a ", "a "):
        start = at - len(article)
        if start >= 0 and work[start:at].lower() == article and (start == 0 or not work[start - 1].isalnum()):
            return start
    return at


def _of_vague(found: VagueRead) -> Draft:
    return Draft(
        found.start, found.end, "vague", found.value, found.low, found.high, unit=found.unit, bound=found.bound,
        vague=found.vague, magnitude=found.magnitude, dimension=found.dimension,
    )  # fmt: skip
