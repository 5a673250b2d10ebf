"""Which lines Python-Markdown takes for fenced code: found before any HTML, wherever on the page they stand."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from caselint.findings.span import Span

_TAB = 4
_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\n|\r|\Z)")
_MARK = re.compile(r"(?P<prefix>[ \t>]*+)(?P<fence>`{3,}+|~{3,}+)(?P<info>[^\r\n]*+)(?:\r\n|[\r\n]|\Z)")
_MARKS = ("```", "~~~")
_LANGUAGE = re.compile(r"[ \t]*+\.?+[\w#.+-]++(?=[ \t]|\Z)")
_ATTRIBUTES = re.compile(r"[ \t]*+\{.*\}[ \t]*+\Z")
_OPTION = re.compile(
    r"""[ \t]*+[a-zA-Z]\w*+(?>(?:=(?:"(?>(?:[^"]|"(?![ \t]|\Z))*)"|'(?>(?:[^']|'(?![ \t]|\Z))*)'))?)(?=[ \t]|\Z)""",
    re.ASCII,
)
_CONTAINER = re.compile(r"!!!|\?\?\?|===|:[ ]{1,3}\S|/{3,}[ \t]*+\Z")
_ITEM = re.compile(r"(?:[-*+]|[0-9]++\.)[ \t]|\[\^")
_PLAIN_FENCE = re.compile(r"(?P<fence>`{3,}+|~{3,}+) *+(?P<info>[^\r\n]*+)")
_PLAIN_INFO = re.compile(r"""(?:\{.*\}|\.?[\w#.+-]*+ *+(?>(?:hl_lines=(?:"[^"]*+"|'[^']*+') *+)?))\Z""")


def superfences(text: str, start: int) -> list[Span]:
    """Spans of whole lines that `pymdownx.superfences` takes for fenced code (`search_nested`), in order.

    A fence ends at the very same mark at the same indent; a line indented less breaks it off: then it never was one.
    """
    found: list[Span] = []
    at = start
    for line_start in _mark_lines(text):
        mark = _MARK.match(text, line_start) if line_start >= at else None
        if mark is None:
            continue
        at = mark.end()
        fence = _open(mark)
        if fence is None:
            continue
        if fence.width == 0:
            closing = _closing(fence.mark).search(text, at - 1)
            at = closing.end() if closing else len(text)
            if closing:
                found.append(Span(fence.start, at))
            continue
        for _, line, end in _lines(text, at):
            at = end
            if fence.ends_with(line):
                found.append(Span(fence.start, end))
                break
            if fence.broken:
                break
    return found


def fenced_code(text: str, start: int) -> list[Span]:
    """The same for Python-Markdown's own `fenced_code`: marks at the start of a line only, no indent."""
    if "\n```" not in "\n" + text and "\n~~~" not in "\n" + text:
        return []
    lines = list(_lines(text, start))
    closers: dict[str, list[int]] = {}
    for row, (_, line, _) in enumerate(lines):
        if line[:3] in ("```", "~~~"):
            closers.setdefault(line.rstrip(" "), []).append(row)
    found = []
    row = 0
    while row < len(lines):
        at, line, _ = lines[row]
        row += 1
        match = _PLAIN_FENCE.match(line)
        if match is None or not _PLAIN_INFO.match(match["info"]):
            continue
        ends = closers.get(match["fence"], [])
        nearest = bisect_left(ends, row)
        if nearest < len(ends):
            row = ends[nearest] + 1
            found.append(Span(at, lines[row - 1][2]))
    return found


def _may_be_greedy(text: str, at: int) -> bool:
    """Whether the fence that starts on the line at `at`, or the line above it, is indented like code."""
    above = max(text.rfind("\n", 0, max(at - 1, 0)), text.rfind("\r", 0, max(at - 1, 0))) + 1
    return text.startswith(("    ", "\t"), at) or text.startswith(("    ", "\t"), above)


def outside_of_indented_code(text: str, start: int, fences: Sequence[Span]) -> Sequence[Span]:
    """The fences that are no part of a block of indented code: superfences puts those back (`revert_greedy_fences`).

    Linear in `text`.
    """
    if not any(_may_be_greedy(text, fence.start) for fence in fences):
        return fences
    return tuple(_outside(text, start, fences))


def _outside(text: str, start: int, fences: Sequence[Span]) -> Iterator[Span]:
    """The same where there may be some.

    A block that starts with four blanks is code, with all that follows up to the next blank line, unless something
    with an indented body stands above.
    """
    fresh = True
    code = container = is_list = in_table = False
    at = start
    for fence in [*fences, Span(len(text), len(text))]:
        for _, line, _ in _lines(text, at, fence.start):
            bare = line.lstrip(" \t")
            if not bare:
                fresh = True
                continue
            indented = line.startswith(("    ", "\t"))
            if fresh and indented:
                code = not container
            elif not indented:
                is_list = bool(fresh and _ITEM.match(bare)) or (is_list and not fresh and not code)
                container = is_list or bool(_CONTAINER.match(bare))
                code = False
            in_table = bare.startswith("|") if fresh else in_table
            fresh = not indented and not in_table and bare.startswith("#")
        indented = text.startswith(("    ", "\t"), fence.start)
        if not (code and not fresh) and not (fresh and indented and not container) and fence.start < len(text):
            yield fence
        if not indented:
            is_list = container = is_list and not fresh
        code = fresh = False
        at = fence.end


@dataclass(slots=True)
class _Fence:
    """An open fence: where its first line starts, its mark, and the width and quote level before it."""

    start: int
    mark: str
    width: int
    quotes: int
    blanks: int = 0
    broken: bool = False

    def ends_with(self, line: str) -> bool:
        """Whether `line` closes the fence; sets `broken` where it cannot stand inside it."""
        prefix, content = _split(line, self.width)
        quotes = prefix.count(">")
        if quotes > self.quotes:
            self.broken = True
        elif not (content if self.quotes else prefix + content).strip():
            self.blanks += 1
        elif self._leaves(prefix, content, quotes):
            self.broken = True
        else:
            self.blanks = 0
            return content.startswith(self.mark) and not content[len(self.mark) :].strip(" \t")
        return False

    def _leaves(self, prefix: str, content: str, quotes: int) -> bool:
        """Whether a line is indented or quoted less than the fence."""
        if len(prefix) < self.width and (not self.quotes or content):
            return True
        return self.quotes > 0 and self.blanks > 0 and quotes < self.quotes


def _mark_lines(text: str) -> list[int]:
    """Where lines start that begin with a fence's mark, in order. Linear: no blank is looked at for two marks."""
    starts = []
    for mark in _MARKS:
        at = text.find(mark)
        while at >= 0:
            start = at
            while start > 0 and text[start - 1] in " \t>":
                start -= 1
            if start == 0 or text[start - 1] in "\r\n":
                starts.append(start)
            at = text.find(mark, at + len(mark))
    return sorted(starts)


def _open(mark: re.Match[str]) -> _Fence | None:
    if not _is_header(mark["info"]):
        return None
    prefix = mark["prefix"].expandtabs(_TAB)
    return _Fence(mark.start("prefix"), mark["fence"], len(prefix), prefix.count(">"))


@cache
def _closing(mark: str) -> re.Pattern[str]:
    return re.compile(rf"[\r\n]{mark}[ \t]*+(?:\r\n|[\r\n]|\Z)")


def _is_header(info: str) -> bool:
    """What may follow the mark: a language, then `{…}` or options; anything else makes the line plain text."""
    language = _LANGUAGE.match(info)
    at = language.end() if language else 0
    if _ATTRIBUTES.match(info, at):
        return True
    while option := _OPTION.match(info, at):
        at = option.end()
    return not info[at:].strip(" \t")


def _split(line: str, width: int) -> tuple[str, str]:
    """The blanks and quote marks of `line` up to `width` columns, tabs expanded, and the rest."""
    column = taken = 0
    while taken < len(line) and column < width and line[taken] in "> \t":
        column += _TAB - column % _TAB if line[taken] == "\t" else 1
        taken += 1
    return line[:taken].expandtabs(_TAB), line[taken:]


def _lines(text: str, start: int, end: int | None = None) -> Iterator[tuple[int, str, int]]:
    """(start, line without its newline, end with it) of each line from `start` on, as far as `end`."""
    end = len(text) if end is None else end
    while start < end:
        match = _LINE.match(text, start)
        assert match is not None
        yield start, match[0].rstrip("\r\n"), match.end()
        start = match.end()
