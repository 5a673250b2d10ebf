"""The plain subset of YAML that most front matter keeps to, read without the YAML parser.

A text is read line by line: `key: value`, `- item`, comments, plain and quoted scalars, `[a, b]`, `{a: b}`, texts
below `>` and `|`, plain scalars that go on over several lines, the tags of site configurations. Whatever is not plainly
inside of the subset raises `NotPlain`, and the parser reads it. What is read here is, node for node, what the parser
reads: tests hold the two against each other.
"""

import re

from caselint.content.yaml_node import Node, Version
from caselint.content.yaml_scalars import CORE, BadScalar, resolve
from caselint.findings.span import Span

_DEEPEST = 20
_BAD = r"\x00-\x1f\x7f-\xa0"
# As bad, and looked for on their own: in each of the classes below they would take a millisecond to compile.
_RARE = re.compile(r"[\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_FIRST = r"(?:-(?=[0-9A-Za-z._])|[^" + _BAD + r"\x20\-?:,\[\]{}#&*!|>'\"%@`=<~]|<(?!<))"
_PLAIN = _FIRST + r"(?>(?:[^" + _BAD + r":#]++|:(?=[^ \r\n])|(?<=[^ ])#)*)"
_SINGLE = r"'(?>(?:''|[^'" + _BAD + r"])*)'"
_ESCAPED = r"\\(?:[\"\\/nt]|x[0-9A-Fa-f]{2}|u(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})"
_DOUBLE = r'"(?>(?:[^"\\' + _BAD + "]|" + _ESCAPED + ')*)"'
_WORDS = r"[A-Za-z0-9_/][\w./+|\-]*+(?>(?: ++[\w./+|\-]++)*)"
_ITEM = "(?:" + _WORDS + "|" + _SINGLE + "|" + _DOUBLE + ")"
_LIST = r"\[ *+(?:" + _ITEM + r" *+(?>(?:, *+" + _ITEM + r" *+)*))?\]"
_MEMBER = "(?:" + _WORDS + "|" + _SINGLE + "|" + _DOUBLE + "): ++" + _ITEM
_TABLE = r"\{ *+" + _MEMBER + r" *+(?>(?:, *+" + _MEMBER + r" *+)*)\}"
_TAG = r"(?P<tag>!!python/[a-z]++:[\w.]++|![A-Za-z]++)"
_TAGGED = _TAG.replace("?P<tag>", "?:") + "(?: ++(?:" + "|".join((_WORDS, _SINGLE, _DOUBLE, _LIST)) + "))?"
_VALUE = "|".join((_PLAIN, _SINGLE, _DOUBLE, _LIST, _TABLE, r"[>|]-?(?= *+\n)", _TAGGED))
_KEY = _FIRST + r"[^" + _BAD + r":#]{0,200}+"
_LINE = re.compile(
    r"(?P<indent> *+)(?P<dash>- ++)?"
    r"(?:(?P<key>(?!\.\.\.)" + _KEY + r"):(?=[ \r\n]|\Z)(?: ++(?P<value>" + _VALUE + r"))?"
    r"|(?P<scalar>" + _VALUE + r"))?"
    r" *+(?P<comment>(?<![^ \n])#[^" + _BAD + r"]*+)?(?:\r?\n|\Z)",
    re.ASCII,
)
_TAGS = re.compile(_TAG + r"(?: ++|\Z)", re.ASCII)
_ITEMS = re.compile(_ITEM, re.ASCII)
_ESCAPE = re.compile(r"\\(?:x(?P<two>..)|u(?P<four>....)|(?P<char>.))")
_ESCAPES = {"n": "\n", "t": "\t"}
_BLOCK_LINE = re.compile(r"(?P<indent> *+)(?P<text>[^" + _BAD + r"]*+)\n")


class NotPlain(Exception):
    """The text is not of the plain subset, or not readable at all."""


def read_plain(text: str, version: Version, offset: int, most_nodes: int) -> Node | None:
    """The mapping that `text` writes; None where it says nothing. `offset` is added to all places.

    Raises:
        NotPlain: only the parser can tell what the text says.
    """
    if not text.isascii() and _RARE.search(text):
        raise NotPlain
    reader = _Reader(version, offset)
    at, end = 0, len(text)
    while at < end:
        found = _LINE.match(text, at)
        if found is None:
            raise NotPlain
        reader.line(found)
        at = reader.block(text, found.end())
    if reader.nodes > most_nodes:
        raise NotPlain
    return reader.root()


class _Open:
    """A block that may go on: the column of its keys or dashes, and what it holds. A mapping holds [key, value]."""

    __slots__ = ("column", "items", "pairs", "start")

    def __init__(self, column: int, start: int, *, mapping: bool) -> None:
        self.column = column
        self.start = start
        self.pairs: list[list[Node]] | None = [] if mapping else None
        self.items: list[Node] = []

    def put(self, node: Node, *, again: bool = False) -> None:
        """Set the value of the last key, or add an item; `again` in place of the last item."""
        if self.pairs is not None:
            self.pairs[-1][1] = node
        elif again:
            self.items[-1] = node
        else:
            self.items.append(node)

    def last(self) -> Node:
        return self.items[-1] if self.pairs is None else self.pairs[-1][1]


class _Reader:
    def __init__(self, version: Version, offset: int) -> None:
        self._version = version
        self._offset = offset
        self._stack: list[_Open] = []
        self._waiting = -1  # column of a key that has no value yet
        self._running = -1  # column of the key or dash whose scalar may go on in the next line
        self._block = ""  # the mark of a text that starts in the next line, `>`, `|`, `>-` or `|-`
        self._ended = False  # a blank line or a comment came after that scalar
        self.nodes = 1

    def line(self, found: re.Match[str]) -> None:
        key, scalar = found["key"], found["scalar"]
        dash = found["dash"]
        if key is None and scalar is None:
            if dash is not None:
                raise NotPlain
            self._ended = True
            return
        column = len(found["indent"])
        if column > self._running >= 0:
            self._go_on(found)
        else:
            self._running = -1
            self._ended = found["comment"] is not None
            self._place(column, found)
            self._read(column, found)
        self._ended = self._ended or found["comment"] is not None

    def _go_on(self, found: re.Match[str]) -> None:
        """A plain scalar goes on: its lines are joined with one blank."""
        before = self._stack[-1].last()
        more = found["scalar"]
        if self._ended or more is None or found["dash"] is not None or before.style or before.kind != "scalar":
            raise NotPlain
        if before.tag is not None or more[0] in "'\"[{|>!":
            raise NotPlain
        more = more.rstrip(" ")
        end = self._offset + found.start("scalar") + len(more)
        self._stack[-1].put(self._plain(f"{before.text} {more}", Span(before.span.start, end)), again=True)

    def _place(self, column: int, found: re.Match[str]) -> None:
        """Close the blocks that end before this line, or open the one that starts with it."""
        listed = found["dash"] is not None
        start = self._offset + found.end("indent")
        if not self._stack:
            if listed or column:
                raise NotPlain
            self._stack.append(_Open(0, start, mapping=True))
        if self._waiting >= 0:
            if column > self._waiting or (listed and column == self._waiting):
                self._open(column, start, mapping=not listed)
            self._waiting = -1
        while True:
            top = self._stack[-1]
            if column == top.column and listed == (top.pairs is None):
                return
            if column > top.column or len(self._stack) == 1:
                raise NotPlain
            self._close()

    def _read(self, column: int, found: re.Match[str]) -> None:
        key, dash = found["key"], found["dash"]
        if key is None:
            if dash is None:
                raise NotPlain
            self._stack[-1].put(self._value(found["scalar"], self._offset + found.start("scalar")))
            self._running = column
            return
        start = self._offset + found.start("key")
        if dash is not None:
            column += len(dash)
            self._open(column, start, mapping=True)
        name = key.rstrip(" ")
        pairs = self._stack[-1].pairs
        assert pairs is not None
        named = self._plain(name, Span(start, start + len(name)))
        value = found["value"]
        if value is None:
            colon = self._offset + found.end("key") + 1
            pairs.append([named, self._plain("", Span(colon, colon))])
            self._waiting = column
        else:
            pairs.append([named, self._value(value, self._offset + found.start("value"))])
            self._running = column

    def _open(self, column: int, start: int, *, mapping: bool) -> None:
        if len(self._stack) >= _DEEPEST:
            raise NotPlain
        self.nodes += 1
        self._stack.append(_Open(column, start, mapping=mapping))

    def _close(self) -> None:
        """The innermost block is complete: it becomes the value, or an item, of the one around it."""
        node = _finished(self._stack.pop())
        self._stack[-1].put(node)

    def root(self) -> Node | None:
        if not self._stack:
            return None
        while len(self._stack) > 1:
            self._close()
        return _finished(self._stack[0])

    def block(self, text: str, at: int) -> int:
        """Read the text below `>` or `|` if the line before asked for one; where the next line starts."""
        if not self._block:
            return at
        mark, self._block = self._block, ""
        lines, last, after = _block_lines(text, at, self._running)
        body = "\n".join(lines) if mark[0] == "|" else _folded(lines)
        body += "" if mark.endswith("-") else "\n"
        start = self._stack[-1].last().span.start
        self._stack[-1].put(Node("scalar", Span(start, self._offset + last), body, body, None, mark[0]), again=True)
        self._ended = True
        return after

    def _value(self, text: str, start: int) -> Node:
        if text[0] in "[{":
            return self._flow(text, start)
        if text[0] == "!":
            return self._tagged(text, start)
        if text[0] in ">|":
            self._block = text
            return Node("scalar", Span(start, start + len(text)), style=text[0])
        if text[0] in "'\"":
            self.nodes += 1
            inner = text[1:-1]
            inner = inner.replace("''", "'") if text[0] == "'" else _ESCAPE.sub(_unescaped, inner)
            return Node("scalar", Span(start, start + len(text)), inner, inner, None, text[0])
        text = text.rstrip(" ")
        return self._plain(text, Span(start, start + len(text)))

    def _tagged(self, text: str, start: int) -> Node:
        """A value with a tag that is not YAML's own: the tag stands on the node, its text means nothing else."""
        found = _TAGS.match(text)
        if found is None:
            raise NotPlain
        tag = found["tag"]
        tag = CORE + tag[2:] if tag.startswith("!!") else tag
        if found.end() == len(text):
            self.nodes += 1
            return Node("scalar", Span(start, start + len(text.rstrip(" "))), tag=tag, value="")
        node = self._value(text[found.end() :], start + found.end())
        value = node.text if node.kind == "scalar" else None
        return node._replace(tag=tag, value=value, span=Span(start, node.span.end))

    def _flow(self, text: str, start: int) -> Node:
        """A list or a mapping on one line, without another inside."""
        self.nodes += 1
        items = [self._value(item.group(), start + item.start()) for item in _ITEMS.finditer(text)]
        span = Span(start, start + len(text))
        if text[0] == "[":
            return Node("sequence", span, elements=tuple(items))
        return Node("mapping", span, pairs=tuple(zip(items[::2], items[1::2], strict=True)))

    def _plain(self, text: str, span: Span) -> Node:
        self.nodes += 1
        try:
            return Node("scalar", span, text, resolve(text, self._version))
        except BadScalar:
            raise NotPlain from None


def _finished(block: _Open) -> Node:
    if block.pairs is None:
        end = block.items[-1].span.end
        return Node("sequence", Span(block.start, end), elements=tuple(block.items))
    end = block.pairs[-1][1].span.end
    return Node("mapping", Span(block.start, end), pairs=tuple((key, value) for key, value in block.pairs))


def _unescaped(found: re.Match[str]) -> str:
    code = found["two"] or found["four"]
    return chr(int(code, 16)) if code else _ESCAPES.get(found["char"], found["char"])


def _block_lines(text: str, at: int, column: int) -> tuple[list[str], int, int]:
    """The lines below `>` or `|` without their indent, where the last one ends, and where the next line starts.

    All lines have to be indented alike; empty ones may stand between.
    """
    lines: list[str] = []
    indent = blank = 0
    last = after = at
    while found := _BLOCK_LINE.match(text, after):
        width, line = len(found["indent"]), found["text"]
        if not line:
            if not lines or width > indent:
                raise NotPlain
            blank += 1
        elif width <= column or (lines and width < indent):
            break
        elif lines and width > indent:
            raise NotPlain
        else:
            indent = width
            lines += [""] * blank + [line]
            blank = 0
            last = found.start("text") + len(line.rstrip(" "))
        after = found.end()
    if not lines or (found is None and after < len(text)):
        raise NotPlain
    return lines, last, after


def _folded(lines: list[str]) -> str:
    """Lines joined by a blank; empty lines between them stand for as many newlines."""
    text = lines[0]
    newlines = 0
    for line in lines[1:]:
        if not line:
            newlines += 1
            continue
        text += "\n" * newlines if newlines else " "
        text += line
        newlines = 0
    return text
