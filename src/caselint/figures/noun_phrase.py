"""Reads the counted noun behind a number (`5M+ concurrent voice users`) and the denominators behind a unit."""

import re
from typing import NamedTuple

from caselint.figures.nouns import (
    ALSO_NOUNS,
    ATTRIBUTIVE,
    CLASSIFYING_ACRONYMS,
    FIXED_SECONDS,
    IRREGULAR,
    PEOPLE,
    PERIOD_QUALIFIERS,
    STOP,
    VERBS,
    is_loose,
    is_plural,
    singular,
)
from caselint.figures.reading import MARK
from caselint.figures.units import ADVERBS, period_named, unit_named

# `\x01` stands for a Markdown mark, see `reading.plain`.
GAP = r"[ \t\xa0\x01]"
_WORD = re.compile(
    rf"{GAP}{{1,9}}([A-Za-z][A-Za-z]*+(?:['’](?!s\b)[A-Za-z]+)?(?>(?:-[A-Za-z]++)*))(?!['’]s\b)(?![\w@])"
)
# Gerunds that follow a number as a verb: `47 using chunking`, `2 becoming managers`.
_VERBAL = frozenset(
    """
    allowing becoming being causing creating doing getting giving going handling having including leading looking
    making managing needing providing requiring running serving showing starting supporting taking trying using
    waiting working
    """.split()
)
# What stands behind a noun and not behind a verb.
_NO_OBJECT = re.compile(
    rf"{GAP}*+(?:[.,;:)|!?\n/]|\Z)"
    rf"|{GAP}{{1,3}}(?:across|worldwide|nationwide|daily|per|each|every|(?:and|in)(?={GAP}{{1,3}}[0-9])|in{GAP}(?:all|total))\b"
)
_SLASH = re.compile(rf"{GAP}{{0,2}}/{GAP}{{0,2}}([A-Za-z]++)(?![\w-])")
_PER = re.compile(
    rf"{GAP}{{1,9}}(?i:per){GAP}{{1,9}}((?:(?:single|active|physical|virtual|million|thousand|billion){GAP})?)([A-Za-z]++)(?![\w])"
)
_EACH = re.compile(rf"{GAP}{{1,9}}(?i:each|every|an?){GAP}{{1,9}}([A-Za-z]++)(?!\w)")
_ADVERB = re.compile(rf"{GAP}{{1,9}}([A-Za-z](?>(?:\.?[A-Za-z]++)+))(?![\w-])")
# What may stand between a head and its denominator: `hours watched daily`, `hours of content monthly`.
_BETWEEN = re.compile(
    rf"{GAP}{{1,3}}(?:(?:are|is|were|was|being|get){GAP})?(?:[a-z]++(?<=ed)|of|in|sent|made|built|seen|run|sold|shown)"
    rf"(?:{GAP}(?!(?:per|each|every|a|an|and|or|to|in|at|for|with|the|that|from|on)\b)[A-Za-z]++)??"
    rf"(?:{GAP}(?!(?:per|each|every|a|an|and|or|to|in|at|for|with|the|that|from|on)\b)[A-Za-z]++)??"
    rf"(?={GAP}{{1,3}}(?:(?:per|each|every|a){GAP}(?:second|minute|hour|day|week|month|quarter|year)"
    rf"|hourly|daily|weekly|monthly|yearly|annually)(?!\w|{GAP}{{1,3}}(?:active|users))"
    rf"|(?<=ed)/(?:sec|second|min|minute|hour|day|week|month|year|s|h)(?!\w))|/(?=s|m|h|d|w|y)"
)
# Plurals that classify when another plural follows: `operations engineers`.
_CLASSIFYING_PLURALS = frozenset({"operations", "systems", "sales", "analytics", "sports", "data", "media", "ops"})
# What stands before a slash that parts a numerator from any noun: `requests/user`, `5GB/node`, `$5/user`.
_DIVIDES = re.compile(r"(?:[A-Za-z]s|/s|/h|ay|th|ec|in|[KMGTPE]B|[0-9][KMB+]?|[a-z]{2}(?<=kb|mb|gb|tb)|/month)\Z")
MAX_WORDS = 6


class Counted(NamedTuple):
    """What a number counts: the unit's numerator, and where its last word ends."""

    unit: str
    end: int


def read_counted(work: str, at: int, *, one: bool = False, single: bool = False) -> Counted | None:
    """The counted noun phrase at `at`, the end of a number.

    `one` allows a singular (`1 frame`, `zero data loss`); after a `single` one a later plural is a verb (`one node
    acts`).
    """
    words: list[str] = []
    ends: list[int] = []
    pos = at
    while len(words) < MAX_WORDS:
        match = _WORD.match(work, pos)
        if match is None:
            break
        word, lowered = match[1], match[1].lower()
        if not words and lowered not in IRREGULAR:
            is_verb = lowered in VERBS and not _is_counted(work, lowered, match.end())
            if is_verb or lowered in _VERBAL or unit_named(word, glued=False):
                return None
        elif single and is_plural(lowered):
            break
        if lowered in ("and", "or") and words and not is_plural(words[-1].lower()) and MARK not in match[0]:
            words.append(word)
            ends.append(match.end())
            pos = match.end()
            continue
        if lowered in STOP and not (
            lowered in PERIOD_QUALIFIERS and _qualifies(work, match.end(), words=1 if words else 2)
        ):
            break
        words.append(word)
        ends.append(match.end())
        pos = match.end()
        counted = is_plural(lowered) and (lowered not in ALSO_NOUNS or _is_counted(work, lowered, pos))
        if counted or _is_plural_acronym(word):
            follower = _WORD.match(work, pos)
            after = follower[1].lower() if follower else ""
            if lowered in _CLASSIFYING_PLURALS and after and after not in STOP and (is_plural(after) or one):
                continue
            if word.isupper() and lowered not in IRREGULAR and is_plural(after) and after not in STOP:
                continue
            return _joined(work, words, ends)
    return _singular_head(work, words, ends, one=one)


def _is_counted(work: str, word: str, end: int) -> bool:
    """Whether what may be a verb is a noun here: `1,140 stops.`, `500 stores in 14 towns`, but not `3 stores keys`."""
    return word in ALSO_NOUNS and _NO_OBJECT.match(work, end) is not None


def _is_plural_acronym(word: str) -> bool:
    """`POIs`, `GPUs`."""
    return len(word) > 2 and word[-1] == "s" and word[:-1].isupper()


def _qualifies(work: str, at: int, *, words: int = 1) -> bool:
    """Whether a period word with its end at `at` belongs to the noun that is one of the next `words`.

    `monthly users`, `daily active users`; `1B daily location updates`.
    """
    for _ in range(words):
        match = _WORD.match(work, at)
        word = match[1].lower() if match else ""
        if match is None or word in STOP or word in VERBS or word in _VERBAL:
            return False
        if is_plural(word) or word in ("active", "unique"):
            return True
        at = match.end()
    return False


def _joined(work: str, words: list[str], ends: list[int]) -> Counted:
    """`individuals and organizations` counts both, where nothing follows that could make the second word a verb."""
    unit = noun_of(words)
    joint = re.compile(rf"{GAP}and{GAP}([a-z]+s)(?={GAP}*+(?:[.,;:)|]|\Z))").match(work, ends[-1])
    if joint and is_plural(joint[1]):
        return Counted(f"{unit} and {singular(joint[1])}", joint.end())
    return Counted(unit, ends[-1])


def _singular_head(work: str, words: list[str], ends: list[int], *, one: bool) -> Counted | None:
    while words and words[-1] in ("and", "or"):
        words.pop()
        ends.pop()
    if not words:
        return None
    slash = _SLASH.match(work, ends[0])
    if (slash and period_named(slash[1])) or _PER.match(work, ends[0]):
        # `100K msg/s`: the denominator makes even a singular a counted noun.
        return Counted(noun_of(words[:1]), ends[0])
    if words[0].lower() in ATTRIBUTIVE and not one:
        return Counted(words[0].lower(), ends[0])
    if one:
        count = 1
        while count < min(len(words), 3) and not words[count].endswith(("ing", "ed")) and words[count] not in VERBS:
            if not is_loose(words[count - 1].lower()) and count >= 2:
                break
            count += 1
        return Counted(noun_of(words[:count]), ends[count - 1])
    return None


def noun_of(words: list[str]) -> str:
    """The unit that a noun phrase gives: singular head, classifying words kept, judgements and names dropped."""
    head = words[-1]
    period = PERIOD_QUALIFIERS.get(words[0].lower())
    if period and len(words) > 1 and not PEOPLE.intersection(word.lower() for word in words[1:]):
        # `5M daily orders` are orders per day; `5M daily users` are users of a kind.
        return f"{noun_of(words[1:])}/{period}"
    titled = head[:1].isupper()
    kept: list[str] = []
    for word in words[:-1]:
        lowered = word.lower()
        if lowered in ("and", "or"):
            # `read or redirection requests` are requests of two kinds: neither classifies.
            kept.clear()
            continue
        if lowered not in PERIOD_QUALIFIERS and (is_loose(lowered) or lowered in STOP):
            continue
        if word.isupper() and len(word) > 1:
            if lowered in CLASSIFYING_ACRONYMS:
                kept.append(lowered)
            continue
        if word[:1].isupper() and not titled and lowered not in PERIOD_QUALIFIERS:
            continue
        kept.append(singular(lowered) if len(kept) + 2 > len(words) else lowered)
    if "or" in (word.lower() for word in words[:-1]):
        kept.clear()
    last = head.lower()
    if _is_plural_acronym(head):
        last = last[:-1]
    elif not head.isupper() or last in IRREGULAR:
        last = singular(last)
    return " ".join([*kept, last])


def read_hyphenated(work: str, at: int) -> Counted | None:
    """The noun of `6-digit`, `1000-node`: a hyphen and one word that is no fixed term."""
    match = re.compile(r"[-‑]([A-Za-z]{2,})(?![\w])").match(work, at)
    if match is None or match[1].lower() in FIXED_SECONDS or match[1].lower() in STOP:
        return None
    return Counted(singular(match[1].lower()), match.end())


_KEPT_OF_DENOMINATOR = frozenset({"million", "thousand", "billion", "physical", "virtual"})
DENOMINATOR_FIRSTS = frozenset(("/", " ", "\t", "\xa0", MARK))
# What stands behind a blank where a denominator begins: `per`, `each`, `a`, an adverb.
_DENOMINATOR_SECONDS = frozenset("/ \t\xa0peahdnwmqyPEAHDNWMQY" + MARK)


class Denominators(NamedTuple):
    """The denominators behind a unit, in order, and where the last one ends."""

    names: tuple[str, ...]
    end: int


def read_denominators(work: str, at: int, *, between: bool, adverbs: bool = True) -> Denominators:
    """`/s`, `per day`, `each second`, `daily`, `/gb/month` at `at`; `between` lets a participle or `of ...` precede."""
    first = work[at : at + 1]
    if first not in DENOMINATOR_FIRSTS:
        return Denominators((), at)
    names: list[str] = []
    pos = at
    may_be = first != " " or work[at + 1 : at + 2] in _DENOMINATOR_SECONDS
    while may_be and len(names) < 3:
        found = _denominator(work, pos, adverbs=adverbs)
        if found is None:
            break
        names.append(found[0])
        pos = found[1]
    if not names and between:
        skipped = _BETWEEN.match(work, at)
        if skipped and skipped.end() > at and work[skipped.end() - 1] != "/":
            found = _denominator(work, skipped.end(), adverbs=adverbs)
            if found:
                return Denominators((found[0],), found[1])
    return Denominators(tuple(names), pos)


def _denominator(work: str, at: int, *, adverbs: bool) -> tuple[str, int] | None:
    first = work[at : at + 1]
    if first not in DENOMINATOR_FIRSTS:
        return None
    match = _SLASH.match(work, at) if first == "/" or "/" in work[at : at + 3] else None
    if match:
        period = period_named(match[1])
        lowered = match[1].lower()
        if period:
            return period, match.end()
        if unit := unit_named(match[1], glued=True):
            return unit, match.end()
        if (
            is_plural(lowered)
            or len(lowered) < 3
            or match[0][0] != "/"
            or not _DIVIDES.search(work[max(0, at - 2) : at])
        ):
            return None
        return singular(lowered), match.end()
    match = _PER.match(work, at)
    if match:
        scale = match[1].strip().lower()
        name = period_named(match[2]) or singular(match[2].lower())
        return (f"{scale} {name}" if scale in _KEPT_OF_DENOMINATOR else name), match.end()
    match = _EACH.match(work, at)
    if match and (period := period_named(match[1])) and len(match[1]) > 2:
        return period, match.end()
    match = _ADVERB.match(work, at) if adverbs else None
    if match and (period := ADVERBS.get(match[1].lower())) and not _qualifies(work, match.end()):
        return period, match.end()
    return None
