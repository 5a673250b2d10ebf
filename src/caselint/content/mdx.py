"""MDX: where its JavaScript and JSX stand between the Markdown (mdxjs.com, "Syntax"; micromark-extension-mdx).

`import` and `export` at the start of a block, `{expressions}`, and JSX tags. Braces are matched past strings, template
literals and comments; nothing is run. What never closes is text, and the time spent on such things is bounded.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from caselint.content.page import Template, TemplateKind
from caselint.findings.span import Span

_MODULE = re.compile(r"(?:import|export)(?=[ \t{*'\"])")
_FENCE = re.compile(r"[ \t>]*+(?>(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]++)*)(?P<marks>`{3,}+|~{3,}+)(?P<info>[^\n]*+)")
_MARK = re.compile(r"[\\`{<]")
_BACKTICKS = re.compile(r"`++")
_BLANK_LINE = re.compile(r"\n[ \t>]*+\r?\n")
_OWN_ID = re.compile(r"\{#[^\s{}]++\}")
_CODE_MARK = re.compile(r"[{}()\[\]'\"`/\n]")
_TAG_NAME = re.compile(r"(?>(?:/\s*+)?)(?P<name>(?>(?:[A-Za-z_$][\w$\-]*+(?:[.:][A-Za-z_$][\w$\-]*+)*)?))")
_ATTRIBUTE = re.compile(r"[A-Za-z_$][\w$:.\-]*+")
_BETWEEN = re.compile(r"[ \t\r\n]*+(?>(?:>[ \t]++)?)")
_OPENING = "{(["
_CLOSING = "})]"


@dataclass(slots=True)
class Mdx:
    """What `scan` found: `code` in order and disjoint; `names` of tags and `values` in braces lie inside of them."""

    code: list[Template] = field(default_factory=list)
    names: list[Span] = field(default_factory=list)
    values: list[Span] = field(default_factory=list)


def scan(text: str, start: int) -> Mdx:
    """The JavaScript and JSX of `text` behind `start`."""
    return _Scanner(text, start).run()


class _Scanner:
    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._start = start
        self._found = Mdx()
        self._patience = len(text) // 2 + 10_000  # characters that may be read in vain
        self._runs: dict[int, list[int]] = {}
        for run in _BACKTICKS.finditer(text, start):
            self._runs.setdefault(len(run[0]), []).append(run.start())

    def run(self) -> Mdx:
        text, at, fresh = self._text, self._start, True
        while at < len(text):
            if at == self._start or text[at - 1] == "\n":
                block = self._block(at, fresh)
                if block is not None:
                    at, fresh = block, True
                    continue
            line_end = text.find("\n", at)
            line_end = len(text) if line_end < 0 else line_end
            fresh = not text[at:line_end].strip(" \t\r>")
            at = self._line(at, line_end)
        return self._found

    def _block(self, at: int, fresh: bool) -> int | None:
        """Where the fence or module code that starts at `at` ends; None where neither starts there."""
        fence = _FENCE.match(self._text, at)
        if fence is not None and not (fence["marks"][0] == "`" and "`" in fence["info"]):
            mark, least = re.escape(fence["marks"][0]), len(fence["marks"])
            closing = re.compile(rf"^[ \t>]*+{mark}{{{least},}}[ \t]*+\r?$", re.MULTILINE)
            close = closing.search(self._text, fence.end())
            end = self._text.find("\n", close.end()) if close else -1
            return len(self._text) if end < 0 else end + 1
        if fresh and _MODULE.match(self._text, at):
            end = self._module_end(at)
            self._found.code.append(Template(TemplateKind.MODULE, Span(at, end)))
            return end
        return None

    def _module_end(self, at: int) -> int:
        """The first blank line behind `at` that no bracket holds open."""
        blank = _BLANK_LINE.search(self._text, at)
        first = blank.start() + 1 if blank else len(self._text)
        end = self._skip(at, stop_at_blank=True) if self._patience > 0 else -1
        return first if end < 0 else end

    def _line(self, at: int, line_end: int) -> int:
        """Read on to the end of the line, or of what starts on it and goes on below."""
        text = self._text
        while True:
            mark = _MARK.search(text, at, line_end) if at < line_end else None
            if mark is None:
                return max(at, line_end + 1) if at <= line_end else at
            at = mark.start()
            if mark[0] == "\\":
                at += 2
            elif mark[0] == "`":
                at = self._code_end(at)
            elif mark[0] == "{":
                at = self._braces(at)
            else:
                at = self._tag(at)

    def _code_end(self, at: int) -> int:
        run = _BACKTICKS.match(self._text, at)
        assert run is not None
        places = self._runs.get(len(run[0]), [])
        row = bisect_left(places, run.end())
        if row == len(places):
            return run.end()
        blank = _BLANK_LINE.search(self._text, at, places[row])
        return run.end() if blank else places[row] + len(run[0])

    def _braces(self, at: int) -> int:
        own_id = _OWN_ID.match(self._text, at)
        if own_id is not None:
            return own_id.end()
        end = self._skip(at)
        if end < 0:
            return at + 1
        comment = self._text.startswith("/*", at + 1) and self._text.endswith("*/", at, end - 1)
        kind = TemplateKind.COMMENT if comment else TemplateKind.EXPRESSION
        self._found.code.append(Template(kind, Span(at, end)))
        return end

    def _skip(self, at: int, *, stop_at_blank: bool = False) -> int:
        """Where the bracket at `at` closes, or with `stop_at_blank` the code that starts there; -1 where it does not.

        Strings end with their line: an apostrophe in the text of JSX opens none.
        """
        if self._patience <= 0:
            return -1
        text, begin, depth = self._text, at, 0
        while (mark := _CODE_MARK.search(text, at)) is not None:
            at = mark.end()
            character = mark[0]
            if character in _OPENING:
                depth += 1
            elif character in _CLOSING:
                depth -= 1
                if depth <= 0 and not stop_at_blank:
                    return at
            elif character == "\n":
                if stop_at_blank and depth <= 0 and _BLANK_LINE.match(text, at - 1):
                    return at
            else:
                at = self._past(mark.start())
        if stop_at_blank and depth <= 0:
            return len(text)
        self._patience -= len(text) - begin
        return -1

    def _past(self, at: int) -> int:
        """Where the string or comment at `at` ends; behind its first character where it is none."""
        text = self._text
        if text[at] == "/":
            if text.startswith("/*", at) and self._patience > 0:
                end = text.find("*/", at + 2)
                return end + 2 if end >= 0 else self._in_vain(at, len(text))
            line = text.find("\n", at) if text.startswith("//", at) and text[at - 1 : at] != ":" else at + 1
            return len(text) if line < 0 else line
        limit = len(text)
        if text[at] != "`":
            line = text.find("\n", at)
            limit = line if line >= 0 else limit
        end = at + 1 if self._patience > 0 else limit
        while (end := text.find(text[at], end, limit)) >= 0:
            if text[end - 1] != "\\":
                return end + 1
            end += 1
        return self._in_vain(at, limit)

    def _in_vain(self, at: int, end: int) -> int:
        self._patience -= end - at
        return at + 1

    def _tag(self, at: int) -> int:
        """Read the tag at `at`; what is none is text."""
        name = _TAG_NAME.match(self._text, at + 1)
        if name is None or self._text.startswith("://", name.end()):
            return at + 1
        values: list[Span] = []
        end = self._tag_end(name.end(), name["name"] != "", values)
        if end < 0:
            return at + 1
        self._found.code.append(Template(TemplateKind.TAG, Span(at, end)))
        self._found.names.append(Span(*name.span("name")))
        self._found.values += values
        return end

    def _tag_end(self, at: int, has_attributes: bool, values: list[Span]) -> int:
        text = self._text
        while True:
            between = _BETWEEN.match(text, at)
            assert between is not None
            previous, at = at, between.end()
            character = text[at : at + 1]
            if character == ">":
                return at + 1
            if character == "/" and text.startswith(">", at + 1):
                return at + 2
            if not has_attributes or (at == previous and character != "{"):
                return -1
            at = self._attribute(at, values)
            if at < 0:
                return -1

    def _attribute(self, at: int, values: list[Span]) -> int:
        text = self._text
        name = _ATTRIBUTE.match(text, at)
        if name is not None:
            at = name.end()
            if text[at : at + 1] != "=":
                return at
            at += 1
            quote = text[at : at + 1]
            if quote in ('"', "'"):
                close = text.find(quote, at + 1)
                if close < 0:
                    self._patience -= len(text) - at
                return close + 1 if close >= 0 and self._patience > 0 else -1
        if text[at : at + 1] != "{":
            return -1
        end = self._skip(at)
        if end >= 0:
            values.append(Span(at, end))
        return end
