"""Which raw HTML Python-Markdown takes out of a page before it reads any Markdown (`markdown/htmlparser.py`).

A block starts at a block-level tag that begins a line, indented by three blanks at most, and ends where that tag is
closed: an unclosed `<div>` takes the rest of the page. With `md_in_html` (`markdown/extensions/md_in_html.py`) a
block with the attribute `markdown` is content, and blocks inside it without the attribute are raw. Fenced code is
taken out before all of this.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from caselint.content.html import Tag, tokens
from caselint.findings.span import Span

_SPAN_NAMES = "address dd dt h1 h2 h3 h4 h5 h6 legend li p summary td th"
_RAW_NAMES = "canvas math option pre script style textarea"
_BLOCK_NAMES = """
    article aside blockquote body center colgroup details div dl fieldset figcaption figure footer form group header
    hgroup html iframe main map menu nav noscript object ol output progress section table tbody tfoot thead tr ul video
"""
_SPAN_TAGS = frozenset(_SPAN_NAMES.split())
_RAW_TAGS = frozenset(_RAW_NAMES.split())
_BLOCK_TAGS = frozenset(_BLOCK_NAMES.split())
_BLOCK_LEVEL = _SPAN_TAGS | _RAW_TAGS | _BLOCK_TAGS | {"hr"}
_VERBATIM = frozenset({"script", "style"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

# The first character is literal, so that a search runs at full speed; what stands before it is looked at afterwards.
_LINE_TAG = re.compile(
    r"</?(?P<name>[A-Za-z][A-Za-z0-9-]*+)(?=[\s/>])[^<>\n]*+>"
    r"(?:(?=[ \t]*+\S)(?P<more>)|(?=[ \t]*+\r?\n[ \t>]*+[^\s>]))"
)
_BEFORE = re.compile(r"[ \t>]*+(?>(?:(?:[-*+:]|[0-9]{1,9}+[.)])[ \t]++)*)\Z")
_LONGEST_BEFORE = 100
_ANY_BLOCK = re.compile(rf"<(?:!--|(?:{'|'.join(sorted(_BLOCK_LEVEL))})[\s/>])", re.IGNORECASE)
_EMPTY_LINE = re.compile(r"\n[ \t]*+\r?\n")
_TEXT_BEHIND = re.compile(r"[ \t]*+[^\s]")
_MARKUP = re.compile(r"<(?:/?[A-Za-z]|[!?])")
_START = re.compile(
    r"<(?P<name>[A-Za-z][^`\t\n\r\f />\x00]*+)"
    r"(?>(?:[\s/]*+(?>(?:(?<=['\"\s/])[^`\s/>][^\s/=>]*+"
    r"(?>(?:\s*+=++\s*+(?:'[^']*+'|\"[^\"]*+\"|(?!['\"])[^`>\s]*+)(?>(?:\s*+,)*))?)(?>(?:\s|/(?!>))*))*))?)\s*+"
)
_END = re.compile(r"</(?P<name>[A-Za-z][^\t\n\r\f />\x00]*+)[^>]*+>")
_VERBATIM_END = {name: re.compile(rf"</\s*+{name}\s*+>", re.IGNORECASE) for name in _VERBATIM}
_COMMENT_END = re.compile(r"--!?>")
_BLANK_LINE = re.compile(r"(?:[ ]*+(?:\r\n|\n|\r)){2}")
_NEWLINE = re.compile(r"[\r\n]")
_UNCLOSED_TAGS = 8  # how many tags that never end are tried before the rest of the page is taken for text


class Html(NamedTuple):
    """The raw HTML of a page.

    Attributes:
        raw: the outermost stretches in which the site prints Markdown as text, in order.
        headings: `<h2>` and their like that are elements of the page to Python-Markdown, so that toc gives them ids.
        elements: the elements whose content is Markdown, or an element of the page.
    """

    raw: tuple[Span, ...] = ()
    headings: tuple[tuple[int, Span], ...] = ()
    elements: tuple[Span, ...] = ()


def read_html(text: str, code: Sequence[Span], *, md_in_html: bool = False) -> Html:
    """The raw HTML of `text`; `code` is the page's fenced code, in order. Linear in `text`."""
    if not any(_begins_line(text, match.start()) for match in _ANY_BLOCK.finditer(text)):
        return Html()
    extractor = _Extractor(text, md_in_html)
    for at in _openings(text, code, extractor):
        extractor.markup(at)
    raw = tuple(extractor.finish())
    headings = tuple(sorted(extractor.headings, key=lambda heading: heading[1]))
    return Html(raw, headings, tuple(extractor.elements))


def _openings(text: str, code: Sequence[Span], extractor: "_Extractor") -> Iterator[int]:
    """Where markup may open, outside of fenced code and of what the extractor has passed."""
    row = at = 0
    while match := _MARKUP.search(text, max(at, extractor.at)):
        at = match.start()
        while row < len(code) and code[row].end <= at:
            row += 1
        if row < len(code) and code[row].start <= at:
            at = code[row].end
            continue
        yield at
        at += 1


def swallowing_comments(text: str, code: Sequence[Span], raw: Sequence[Span]) -> Iterator[Span]:
    """Comments that begin a line and have text behind them, which CommonMark would take as raw with the comment."""
    if "<!--" not in text:
        return
    apart = sorted([*code, *raw])
    starts = [span.start for span in apart]
    at = text.find("<!--")
    while at >= 0:
        end = text.find("-->", at + 4) + 3
        if end < 3:
            return
        around = bisect_right(starts, at) - 1
        inside = around >= 0 and at < apart[around].end
        swallows = not inside and _TEXT_BEHIND.match(text, end) and _stands_first(text, at)
        if swallows and not _EMPTY_LINE.search(text, at, end):
            yield Span(at, end)
        at = text.find("<!--", end)


def _stands_first(text: str, at: int) -> bool:
    """Whether nothing but indents, quotes and marks of items stands before `at` on its line."""
    earliest = max(at - _LONGEST_BEFORE, 0)
    return _BEFORE.match(text, max(text.rfind("\n", earliest, at) + 1, earliest), at) is not None


class LineTag(NamedTuple):
    """A tag that begins a line; `alone` where the line holds nothing else."""

    span: Span
    name: Span
    alone: bool


def swallowing_tags(text: str, code: Sequence[Span], raw: Sequence[Span]) -> Iterator[LineTag]:
    """Tags for which CommonMark would take the text up to the next blank line as raw, where the site reads Markdown."""
    starts = [span.start for span in raw]
    row = 0
    for match in _LINE_TAG.finditer(text):
        at = match.start()
        if not _stands_first(text, at):
            continue
        while row < len(code) and code[row].end <= at:
            row += 1
        around = bisect_right(starts, at) - 1
        if (around >= 0 and at < raw[around].end) or (row < len(code) and code[row].start <= at):
            continue
        if match["name"].lower() not in _RAW_TAGS:
            yield LineTag(Span(*match.span()), Span(*match.span("name")), match["more"] is None)


class _Extractor:
    """The state of `HTMLExtractorExtra` while it passes over the markup of a page. `at` is how far it has come."""

    def __init__(self, text: str, md_in_html: bool) -> None:
        self.at = 0
        self.headings: list[tuple[int, Span]] = []
        self.elements: list[Span] = []
        self._text = text
        self._md_in_html = md_in_html
        self._found: list[Span] = []
        self._raw_from: int | None = None
        self._stack: list[str] = []
        self._open: Counter[str] = Counter()
        self._tail = False  # on the line behind a block
        self._content: list[tuple[str, str, int]] = []  # open elements whose content is Markdown: state, start
        self._content_open: Counter[str] = Counter()
        self._started = False  # nothing stands between the last of them and here
        self._off_from: int | None = None  # where the outermost of them that is "off" starts
        self._off_depth = 0
        self._unclosed = 0
        self._last_comment_end = len(text)

    def markup(self, at: int) -> None:
        """Pass over the markup at `at`."""
        if at > self.at:
            self._started = False
            if self._tail and _NEWLINE.search(self._text, self.at, at):
                self._tail = False
        following = self._text[at + 1]
        if following == "/":
            self.at = self._closing(at)
        elif following in "!?":
            self.at = self._declaration(at, following)
        else:
            self.at = self._opening(at)

    def finish(self) -> list[Span]:
        for opened in (self._raw_from, self._off_from):
            if opened is not None:
                self._found.append(Span(opened, len(self._text)))
        return sorted(self._found)

    # Tags

    def _opening(self, at: int) -> int:
        match = _START.match(self._text, at) if self._unclosed < _UNCLOSED_TAGS else None
        if match is None:
            return at + 1
        following = self._text[match.end() : match.end() + 1]
        if following in ("", "=") or (following.isascii() and following.isalpha()):
            self._unclosed += 1
            return at + 1
        if following != ">":
            return match.end()
        end = match.end() + 1
        name = match["name"].lower()
        if name == "hr" or self._text[end - 2] == "/":
            self._empty(at, end, name in _BLOCK_LEVEL)
            return end
        return self._start_tag(name, at, end)

    def _start_tag(self, name: str, at: int, end: int) -> int:
        first = name in _BLOCK_LEVEL and (self._tail or _begins_line(self._text, at))
        if self._md_in_html and self._raw_from is None:
            state = self._state(name, at, end)
            if name in _BLOCK_LEVEL and (first or self._started) and (state != "off" or self._content):
                self._push(name, state, at)
                return self._behind(name, end)
            if self._content:
                self._started = False
                return end
        if self._raw_from is None and first:
            self._raw_from = at
        if self._raw_from is None:
            return end
        self._stack.append(name)
        self._open[name] += 1
        return self._behind(name, end)

    def _behind(self, name: str, end: int) -> int:
        """Where reading goes on behind an opening tag: for `<script>` and `<style>` at its closing one."""
        if name not in _VERBATIM:
            return end
        closing = _VERBATIM_END[name].search(self._text, end)
        return closing.start() if closing else len(self._text)

    def _closing(self, at: int) -> int:
        match = _END.match(self._text, at)
        if match is None:
            return at + 2
        name = match["name"].lower()
        if self._raw_from is not None:
            self._pop_raw(name, match.end())
        elif self._content:
            if name in _BLOCK_LEVEL and self._content_open[name]:
                self._pop_content(name, at, match.end())
            else:
                self._started = False
        return match.end()

    def _pop_raw(self, name: str, end: int) -> None:
        if self._open[name]:
            while self._stack:
                popped = self._stack.pop()
                self._open[popped] -= 1
                if popped == name:
                    break
        if not self._stack and self._raw_from is not None:
            self._found.append(Span(self._raw_from, end))
            self._raw_from = None
            self._tail = not _BLANK_LINE.match(self._text, end)

    # Content of md_in_html

    def _state(self, name: str, at: int, end: int) -> str:
        """What the attribute `markdown` makes of an element: "block", "span" or "off"."""
        written = self._markdown_attribute(at, end)
        around = self._content[-1][1] if self._content else None
        if around == "off" or (around == "span" and written != "0"):
            written = around
        if (written == "1" and name in _BLOCK_TAGS) or (written == "block" and name in _BLOCK_TAGS | _SPAN_TAGS):
            return "block"
        if (written == "1" and name in _SPAN_TAGS) or (written == "span" and name in _BLOCK_TAGS | _SPAN_TAGS):
            return "span"
        return "off"

    def _markdown_attribute(self, at: int, end: int) -> str:
        if self._text.find("markdown", at, end) < 0:
            return "0"
        tag = next(tokens(self._text, at, end))
        if isinstance(tag, Tag):
            for attribute in tag.attributes:
                if attribute.name == "markdown":
                    bare = self._text[attribute.span.start - 1] not in "'\"="
                    return "1" if bare or attribute.value == "markdown" else attribute.value
        return "0"

    def _push(self, name: str, state: str, at: int) -> None:
        if self._content_open["p"]:
            self._pop_content("p", at, at)
        if state == "off" and self._off_from is None:
            self._off_from = at
            self._off_depth = len(self._content)
        self._content.append((name, state, at))
        self._content_open[name] += 1
        self._started = True

    def _pop_content(self, name: str, at: int, end: int) -> None:
        while self._content:
            tag, _, start = self._content.pop()
            self._content_open[tag] -= 1
            self.elements.append(Span(start, end))
            if tag in _HEADINGS and tag == name:
                self.headings.append((int(tag[1]), Span(start, end)))
            if tag == name:
                break
        if self._off_from is not None and len(self._content) <= self._off_depth:
            own = len(self._content) == self._off_depth
            self._found.append(Span(self._off_from, end if own else at))
            self._off_from = None
        if not self._content:
            self._tail = not _BLANK_LINE.match(self._text, end)

    # The rest

    def _declaration(self, at: int, following: str) -> int:
        if self._text.startswith("<!--", at):
            close = _COMMENT_END.search(self._text, at + 4) if at < self._last_comment_end else None
            if close is None:
                self._last_comment_end = min(at, self._last_comment_end)
                return at + 1
            self._empty(at, close.end(), block=True)
            return close.end()
        if not (self._tail or self._content or _begins_line(self._text, at)):
            return at + 2
        mark = "?>" if following == "?" else "]]>" if self._text.startswith("<![CDATA[", at) else ">"
        found = self._text.find(mark, at + 2)
        if found < 0:
            return at + 2
        self._empty(at, found + len(mark), block=True)
        return found + len(mark)

    def _empty(self, at: int, end: int, block: bool) -> None:
        if self._raw_from is not None:
            return
        if self._content:
            self._started = False
        elif block and _begins_line(self._text, at) and not _BLANK_LINE.match(self._text, end):
            self._tail = True


def _begins_line(text: str, at: int) -> bool:
    """Whether at most three blanks stand before `at` on its line."""
    first = at
    while first > 0 and at - first < 4 and text[first - 1] not in "\r\n":
        if text[first - 1] != " ":
            return False
        first -= 1
    return at - first < 4
