"""The readable labels of a diagram's line: what mermaid and its kin draw as text, not ids and syntax."""

import re
from collections.abc import Iterator

from caselint.findings.span import Span

_KIND = re.compile(r"\s*+(?>(?:%%[^\n]*+\n\s*+|---\n(?:[^\n]*+\n){0,20}?---\n\s*+)*)([A-Za-z]{3,24})")
_BRACKETED = re.compile(
    r"\"([^\"\n]++)\"|(?<=\S)\[([^\[\]\n]++)\]|\|([^|\n]++)\||(?<=\S)[({]{1,2}([^(){}\n]++)[)}]"
    r"|(?:--|==|-\.)[ \t]++([^->=|.\"\[\]\n][^->=|\"\[\]\n]*+)(?=[ \t]*+(?:-|=|\.-))"
)
_SYNTAX = re.compile(
    r"(?:style|classDef|class|linkStyle|click|direction|dateFormat|axisFormat|tickInterval|excludes|%%|accTitle|accDescr"
    r"|activate|deactivate|autonumber|todayMarker|skinparam|@)\b|%%|@"
)
_TITLE = re.compile(r"(?:title|section|subgraph|loop|alt|else|opt|par|and|critical|option|break|rect)\b[ \t]++")
_ALIAS = re.compile(r"(?:participant|actor|state)[ \t]++[^\n]{1,60}?[ \t]as[ \t]++")
_AFTER_COLON = frozenset({"sequencediagram", "statediagram", "statediagram-v", "erdiagram", "classdiagram"})
_WHOLE_LINE = frozenset({"timeline", "mindmap"})
_BEFORE_COLON = frozenset({"gantt", "journey"})
_TAG = re.compile(r"<[^<>\n]{1,80}>|\\n")


def diagram_kind(text: str, content: Span) -> str:
    """The first word of a diagram's source, lower-case: "graph", "flowchart", "gantt", ..."""
    match = _KIND.match(text, content.start, content.end)
    return match[1].lower() if match else ""


def labels(text: str, line: Span, kind: str) -> Iterator[Span]:
    """The labels in one line of a diagram of this kind, in order."""
    if _SYNTAX.match(text, line.start, line.end):
        return
    title = _TITLE.match(text, line.start, line.end)
    if title and '"' not in line.slice(text) and "[" not in line.slice(text):
        yield Span(title.end(), line.end)
        return
    if kind in _WHOLE_LINE:
        yield line
        return
    colon = text.find(":", line.start, line.end)
    if kind in _BEFORE_COLON:
        yield Span(line.start, colon if colon >= 0 else line.end)
        return
    if kind in _AFTER_COLON:
        alias = _ALIAS.match(text, line.start, line.end)
        if alias:
            yield Span(alias.end(), line.end)
        elif colon >= 0 and text[colon + 1 : colon + 2] in (" ", "\t"):
            yield Span(colon + 1, line.end)
        return
    for match in _BRACKETED.finditer(text, line.start, line.end):
        group = match.lastindex
        if group is not None:
            yield Span(*match.span(group))


def label_holes(text: str, label: Span) -> tuple[Span, ...]:
    """Tags inside a label."""
    return tuple(Span(*match.span()) for match in _TAG.finditer(text, label.start, label.end))
