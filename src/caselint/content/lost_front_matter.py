"""Front matter that no generator reads as such: below the first line, behind an odd fence, without blanks behind its
colons, or in the body of the page.

A block counts only where every line of it that could be a key is one, so that thematic breaks around a text stay what
they are.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from caselint.content.front_matter import FrontMatter, read_front_matter
from caselint.findings.span import Span

_REACH = 4000  # characters at the start of a page, or of its body, in which front matter may stand
_MOST_LINES = 60  # of a block in the body
_LEAST_KEYS = 2
_NEWLINE = r"(?:\r\n|\n|\r|\Z)"
_BLANK_LINE = re.compile(rf"[ \t]*+{_NEWLINE}")
_FENCE = re.compile(rf"---[ \t]*+{_NEWLINE}")
_ODD_FENCE = re.compile(rf"(?P<fence>-{{2}}|-{{4,}}+|[\u2013\u2014]{{1,3}}-?)[ \t]*+{_NEWLINE}")
_KEY = re.compile(r"(?P<key>[a-z][\w-]*+):(?P<rest>[^\r\n]*+)")
_LINE = re.compile(r"(?P<line>[^\r\n]*+)(?:\r\n|\n|\r|\Z)")
_RULE_ABOVE = re.compile(r"(?<=[\n\r])---[ \t]*+(?:\r\n|\n|\r)\Z")
_RULE_LENGTH = 40
# Keys of which one alone makes a block front matter.
_KNOWN = frozenset({"title", "description", "tags", "date", "layout", "template", "draft", "slug", "author", "authors"})


class Lost(NamedTuple):
    """Front matter that is lost.

    Attributes:
        how: "below" (other than on the first line), "fence" (the first line is no fence), "colon" (no blank behind
            colons), "body" (in the body of a page that has front matter).
        span: the fence, or the first key.
        keys: the names of its keys.
        edits: what makes it front matter; none where that takes a person.
    """

    how: str
    span: Span
    keys: tuple[str, ...]
    edits: tuple[tuple[Span, str], ...] = ()


def lost_at_top(text: str) -> Lost | None:
    """The front matter of a page that has none, where it was meant to have one."""
    odd = _ODD_FENCE.match(text)
    if odd is not None:
        return _odd_fence(text, Span(*odd.span("fence")), odd.end())
    if text.startswith("---"):
        return _without_blanks(text)
    at = _first_line(text)
    if at == 0 or not _FENCE.match(text, at):
        return None
    keys = _keys_read(read_front_matter(text[at : at + _REACH]))
    if not _is_block(keys):
        return None
    edits = ((Span(0, at + 3), "---"),) if not text[:at].strip() else ()
    return Lost("below", Span(at, at + 3), keys, edits)


def _first_line(text: str) -> int:
    """Where the first line stands that is neither blank nor a comment."""
    at = 0
    while at < min(len(text), _REACH):
        if text.startswith("<!--", at):
            end = text.find("-->", at, at + _REACH)
            if end < 0:
                return 0
            at = end + 3
        blank = _BLANK_LINE.match(text, at)
        if blank is None or blank.end() == at:
            return at if not text[:at] or text[at - 1] in "\r\n" else 0
        at = blank.end()
    return 0


def _keys_read(front: FrontMatter) -> tuple[str, ...]:
    if front.format != "yaml" or front.root is None or front.error is not None:
        return ()
    return tuple(key.name for key, _ in front.root.pairs)


def _is_block(keys: tuple[str, ...]) -> bool:
    if not keys or not all(re.fullmatch(r"[a-z][\w-]{0,60}", key) for key in keys):
        return False
    return len(keys) >= _LEAST_KEYS or keys[0] in _KNOWN


def _odd_fence(text: str, fence: Span, start: int) -> Lost | None:
    lines = list(_block_lines(text, start))
    last = lines[-1] if lines else None
    if last is None or not (_ODD_FENCE.match(text, last.start) or _FENCE.match(text, last.start)):
        return None
    body = text[start : last.start]
    keys = _keys_read(read_front_matter(f"---\n{body}---\n"))
    if not _is_block(keys):
        return None
    closer = Span(last.start, last.start + len(last.slice(text).rstrip()))
    edits = [(fence, "---")] + ([] if closer.slice(text) == "---" else [(closer, "---")])
    return Lost("fence", fence, keys, tuple(edits))


def _without_blanks(text: str) -> Lost | None:
    """`title:Ferry`: to YAML that is a text of one word."""
    opener = _FENCE.match(text)
    lines = list(_block_lines(text, opener.end())) if opener is not None else []
    if not lines or not _FENCE.match(text, lines[-1].start):
        return None
    found = [_KEY.match(text, line.start, line.end) for line in lines[:-1]]
    keys = [key for key in found if key is not None]
    tight = [key for key in keys if key["rest"][:1] not in ("", " ", "\t") and not key["rest"].startswith("//")]
    names = tuple(key["key"] for key in keys)
    if not tight or len(keys) < len(found) or not _is_block(names):
        return None
    edits = tuple((Span(key.end("key") + 1, key.end("key") + 1), " ") for key in tight)
    return Lost("colon", Span(tight[0].start("key"), tight[0].end("key") + 1), names, edits)


def _block_lines(text: str, start: int) -> Iterator[Span]:
    """The lines from `start` to the first that is a fence of any sort; none where a blank line comes before it."""
    found = []
    for line in _LINE.finditer(text, start, start + _REACH):
        if not line["line"].strip():
            return
        found.append(Span(*line.span("line")))
        if _FENCE.match(text, line.start()) or _ODD_FENCE.match(text, line.start()):
            yield from found
            return


def keys_of(text: str, front: FrontMatter) -> frozenset[str]:
    """The keys of a front matter, of one that cannot be read those that its lines start with."""
    if front.root is not None:
        return frozenset(key.name for key, _ in front.root.pairs)
    lines = _LINE.finditer(text, 0, front.span.end) if front.error is not None else ()
    found = (_KEY.match(text, line.start(), line.end()) for line in lines)
    return frozenset(key["key"] for key in found if key is not None)


def lost_in_body(text: str, start: int, own: Collection[str], shown: Iterable[Span]) -> Iterator[Lost]:
    """Blocks of keys that end at a line `---` below the front matter, with two or more keys that it has too.

    Args:
        start: where the body starts.
        own: the keys of the front matter.
        shown: the code blocks, raw HTML and comments of the page, which may show what they like.
    """
    near = [span for span in shown if span.start < start + _REACH]
    lines = frozenset(found["line"].rstrip() for found in _LINE.finditer(text, 0, start))
    for at in _rules(text, start):
        if any(span.start <= at < span.end for span in near):
            continue
        keys = list(_keys_above(text, start, at))
        shared = [key for key in keys if key["key"] in own]
        if len(shared) < _LEAST_KEYS:
            continue
        # Slides have keys of their own between two rules; a second copy says something that the first one says.
        above = _RULE_ABOVE.search(text, max(start, keys[0].start() - _RULE_LENGTH), keys[0].start())
        is_slide = above is not None and text[start : above.start()].strip() != ""
        if not is_slide or any(key.group().rstrip() in lines for key in shared):
            yield Lost("body", Span(shared[0].start("key"), shared[0].end("key")), tuple(key["key"] for key in keys))


def _rules(text: str, start: int) -> Iterator[int]:
    """The lines `---` in the first part of the body: second copies stand at its top."""
    head = text[: start + _REACH]
    for newline in ("\n", "\r") if "\r" in head else ("\n",):
        at = head.find(f"{newline}---", start)
        while at >= 0:
            if _FENCE.match(text, at + 1):
                yield at + 1
            at = head.find(f"{newline}---", at + 1)


def _keys_above(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The keys at the start of the lines above `end`, up to a blank line or another rule."""
    at, found = end, []
    for _ in range(_MOST_LINES):
        line_end = at - 1 if at > start and text[at - 1] in "\r\n" else at
        line_end -= line_end > start and text[line_end - 1 : line_end + 1] == "\r\n"
        line_start = max(text.rfind("\n", start, line_end), text.rfind("\r", start, line_end), start - 1) + 1
        if text[line_start:line_end].strip() in ("", "---"):
            break
        key = _KEY.match(text, line_start, line_end)
        if key is not None and key["rest"][:1] in ("", " ", "\t"):
            found.append(key)
        at = line_start
        if at <= start:
            break
    return reversed(found)
