"""The text of a piece as its reader sees it, character for character where the page has it.

Offsets stay true: whatever is no reader's text is replaced by as many placeholders as it has characters.
"""

import re
from collections.abc import Sequence

from caselint.findings import Span

MARK = "\x01"
"""Stands for a Markdown mark, an inline tag or a soft line break inside a word group: words go on behind it."""
BREAK = "\x02"
"""Stands for code, a link's destination, a block tag or a URL: no phrase goes on behind it."""

PLACEHOLDERS = MARK + BREAK

# By `replace`: `translate` looks up every character of a text that is not ASCII.
_SIMPLE = (
    ("*", MARK), ("`", MARK), ("[", MARK), ("]", MARK), ("\n", " "), ("\r", " "), ("\u00a0", " "), ("\u202f", " "),
)  # fmt: skip
# One set of signs first, which the engine scans for fast.
_SPECIAL = re.compile(r"[*`_\[\]\n\r\\&{~\u00a0\u202f#:$](?:(?<![:$])|(?<=:)//|(?<=\$)\$)")
_UNDERSCORES = re.compile(r"(?<![A-Za-z0-9_])_{1,3}(?!_)|(?<!_)_{1,3}(?![A-Za-z0-9_])")
_QUOTE_MARKS = re.compile(r"(?<=\n)[ \t]*+(?>(?:>[ \t]?)+)")
_HEADING_MARKS = re.compile(r"[ \t]*+#{1,6}(?=[ \t])")
_ATTRIBUTES = re.compile(r"\{:?[ ]?(?:[.#][A-Za-z]|[A-Za-z-]{1,20}=)[^{}\n]{0,200}\}")
_URL = re.compile(r"\b[a-z]{2,8}://[^\s<>)\]\"']++")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(lt|gt|le|ge|nbsp|asymp|plusmn|ndash|mdash|minus|times|dollar|euro|pound|percnt|amp|#8211);")
_ENTITIES = {
    "lt": "<", "gt": ">", "le": "≤", "ge": "≥", "nbsp": " ", "asymp": "≈", "plusmn": "±", "ndash": "–", "mdash": "—",
    "minus": "-", "times": "×", "dollar": "$", "euro": "€", "pound": "£", "percnt": "%", "amp": "&", "#8211": "–",
}  # fmt: skip
_LATEX = re.compile(r"\\(space|quad|sim|approx|times|leq?|geq?|lt|gt|pm|,|;)(?![A-Za-z])")
_LATEX_SIGNS = {
    "sim": "~",
    "approx": "≈",
    "le": "≤",
    "leq": "≤",
    "ge": "≥",
    "geq": "≥",
    "lt": "<",
    "gt": ">",
    "pm": "±",
}
_INLINE_TAG = re.compile(r"</?(?:a|abbr|b|em|font|i|mark|s|small|span|strong|sub|sup|u)\b", re.IGNORECASE)


def plain(text: str, span: Span, holes: Sequence[Span] = ()) -> str:
    """`text[span]` at the same length, with marks, holes, entities and LaTeX commands replaced by what they show."""
    work = text[span.start : span.end]
    if holes:
        work = _without_holes(work, span, holes)
    if _SPECIAL.search(work) is None:
        return work
    if "://" in work:
        work = _URL.sub(_broken, work)
    if "\\" in work:
        work = _ESCAPE.sub(MARK + r"\1", _LATEX.sub(_latex, work))
    if "&" in work:
        work = _ENTITY.sub(_entity, work)
    if "{" in work:
        work = _ATTRIBUTES.sub(_broken, work)
    if "$$" in work:
        work = work.replace("$$", MARK * 2)
    if "~~" in work:
        work = work.replace("~~", MARK * 2)
    if "\n" in work:
        work = _QUOTE_MARKS.sub(_blank, work)
    if work.startswith(("#", " ", "\t")):
        marks = _HEADING_MARKS.match(work)
        work = _blank(marks) + work[marks.end() :] if marks else work
    if "_" in work:
        work = _UNDERSCORES.sub(_marked, work)
    for sign, shown in _SIMPLE:
        if sign in work:
            work = work.replace(sign, shown)
    return work


def _without_holes(work: str, span: Span, holes: Sequence[Span]) -> str:
    parts: list[str] = []
    at = 0
    for hole in sorted(holes):
        start, end = max(hole.start - span.start, at), min(hole.end - span.start, len(work))
        if start >= end:
            continue
        parts.append(work[at:start])
        parts.append((MARK if _INLINE_TAG.match(work, start) else BREAK) * (end - start))
        at = end
    parts.append(work[at:])
    return "".join(parts)


def _broken(match: re.Match[str]) -> str:
    return BREAK * len(match[0])


def _marked(match: re.Match[str]) -> str:
    return MARK * len(match[0])


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _entity(match: re.Match[str]) -> str:
    sign = _ENTITIES[match[1]]
    return sign + (" " if sign == " " else MARK) * (len(match[0]) - 1)


def _latex(match: re.Match[str]) -> str:
    sign = _LATEX_SIGNS.get(match[1], "×" if match[1] == "times" else " ")
    return sign + " " * (len(match[0]) - 1)
