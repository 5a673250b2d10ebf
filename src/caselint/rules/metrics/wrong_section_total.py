"""MET011 wrong-section-total."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from caselint.figures.arithmetic import told
from caselint.figures.nouns import is_plural, singular
from caselint.figures.units import UNITS, unit_named
from caselint.findings import Finding, Related, Span
from caselint.rules.rule import Example, PageRule, PageView

# `#### Resilience (4)`, `### Load (25 minutes)`, `## Part 2: Storage (30 points)`.
_IN_BRACKETS = re.compile(
    r"\((?P<number>[0-9]{1,4}(?:\.[0-9])?)(?:[ -](?P<noun>[A-Za-z][A-Za-z]{0,19}(?: [a-z]{1,19}){0,2}))?\)"
    r"[ \t:*_]{0,8}(?:\{[^{}\n]{0,60}\})?[ \t#]{0,8}\Z"
)
# `### The 30 Proven Patterns`, `## 🎯 15 essential patterns`; `Part 3` and `Top 10` count nothing.
_LEADING = re.compile(
    r"\A[^\w\n]{0,12}(?:(?:the|our|all|these)\s+)?(?P<number>[0-9]{1,4})(?:\s+(?P<words>[A-Za-z][A-Za-z &-]{2,60}))",
    re.I,
)
# `The 30 Battle-Tested`: no more than what they are like.
_BARE = re.compile(r"\A[^\w\n]{0,12}the\s+(?P<number>[0-9]{1,3})\s+[A-Za-z][A-Za-z -]{2,40}\Z", re.IGNORECASE)
_YEARS = (1900, 2100)
_LEAST = 2


class _Stated(NamedTuple):
    """A number of a heading: where it stands, what it counts ("" for nothing named), its size in base units."""

    span: Span
    noun: str
    size: Fraction
    worth: Fraction


class WrongSectionTotal(PageRule):
    """A heading states a total, and the numbers of the headings right below it add up to another.

    `### The 30 Proven Patterns` over `#### Data (8)`, `#### Scaling (11)` and so on. Judged where each of the headings
    of the next level ends with one number in brackets, all of one thing: patterns, minutes, points.

    ## Why it matters
    One section has grown or shrunk since the total was written, and readers quote the total.

    ## What to do
    Correct the total, or the number of the section that changed.
    """

    code = "MET011"
    name = "wrong-section-total"
    bad = (
        Example(
            "## The 30 Proven Patterns\n\n### Data (8)\n\nText.\n\n### Scaling (11)\n\n### Edge (9)\n",
            finds=("page.md:1:8",),
        ),
        Example(
            "## Part 1 (2 hours)\n\n### Reads (45 minutes)\n\n### Writes (45 minutes)\n\n### Repair (1 hour)\n",
            finds=("page.md:1:12",),
        ),
    )
    good = (
        Example("## The 28 Proven Patterns\n\n### Data (8)\n\n### Scaling (11)\n\n### Edge (9)\n"),
        Example("## Storage (2 hours)\n\n### Reads (30 minutes)\n\n### Writes (30 minutes)\n\n### Repair (1 hour)\n"),
        Example("## Section 1 (10 questions)\n\n### Reads (5 points)\n\n### Writes (3 points)\n"),
        Example("## Section 30: History\n\n### Ferry (2011)\n\n### Tram (2018)\n"),
        Example("## The 30 Patterns\n\n### Data (8)\n\n### Scaling (11)\n\n### Notes\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        headings = view.page.headings
        if sum("(" in heading.text for heading in headings) < _LEAST:
            return
        stated = [_in_brackets(view.text, heading.text_span) if "(" in heading.text else None for heading in headings]
        if sum(each is not None for each in stated) < _LEAST:
            return
        levels = [heading.level for heading in headings]
        for row, heading in enumerate(headings[:-1]):
            if stated[row + 1] is None or levels[row + 1] <= levels[row]:
                continue
            below = _children(levels, row)
            parts = [stated[child] for child in below]
            known = [part for part in parts if part is not None]
            if len(known) < max(len(parts), _LEAST) or len({part.noun for part in known}) != 1:
                continue
            total = stated[row] or _leading(view.text, heading.text_span)
            if total is not None and _is_total(total, known[0]):
                yield from self._judge(view, total, known)

    def _judge(self, view: PageView, total: _Stated, parts: Sequence[_Stated]) -> Iterator[Finding]:
        computed = sum((part.size for part in parts), Fraction(0))
        if computed == total.size or not total.size / 2 <= computed <= total.size * 2:
            return
        value = told(computed / total.worth, 4)
        number = total.span.slice(view.text)
        yield self.finding(
            view.path,
            total.span,
            f'"{number}" is not the sum of the headings below, which is {value}',
            related=tuple(Related(view.path, part.span, "added into it") for part in parts[:12]),
            help=f"write {value}, or correct the heading that is wrong",
            confidence=0.85,
        )


def _children(levels: Sequence[int], row: int) -> list[int]:
    """The headings of the next level below the heading of `row`."""
    below = []
    for child in range(row + 1, len(levels)):
        if levels[child] <= levels[row]:
            break
        below.append(child)
    nearest = min((levels[child] for child in below), default=0)
    return [child for child in below if levels[child] == nearest]


def _in_brackets(text: str, span: Span) -> _Stated | None:
    found = _IN_BRACKETS.search(text, span.start, span.end)
    return None if found is None else _read(found, found["noun"] or "")


def _leading(text: str, span: Span) -> _Stated | None:
    """The number that opens a heading: of what its words count, or of nothing named after `The`."""
    heading = text[span.start : span.end]
    found, noun = _LEADING.match(heading), ""
    if found is not None and any(is_plural(word.lower()) for word in found["words"].split()):
        noun = " ".join(found["words"].lower().split())
    else:
        found = _BARE.match(heading)
    if found is None:
        return None
    at = Span(span.start + found.start("number"), span.start + found.end("number"))
    return _Stated(at, noun, Fraction(found["number"]), Fraction(1))


def _read(found: re.Match[str], noun: str) -> _Stated | None:
    number = Fraction(found["number"])
    if not noun and _YEARS[0] <= number <= _YEARS[1]:
        return None
    unit = UNITS.get(unit_named(noun, glued=False) or "")
    at = Span(*found.span("number"))
    if unit is not None and unit.dimension == "duration" and unit.worth:
        return _Stated(at, "time", number * unit.worth, unit.worth)
    last = noun.lower().split()[-1] if noun else ""
    return _Stated(at, singular(last), number, Fraction(1))


def _is_total(total: _Stated, part: _Stated) -> bool:
    """Whether the heading counts what its parts count; where those name nothing, whatever it counts."""
    if total.noun == part.noun:
        return True
    words = {singular(word) for word in total.noun.split()}
    return part.noun != "time" and (not part.noun or part.noun in words)
