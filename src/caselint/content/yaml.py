"""The reader of YAML: nodes with places, from a parser's events and within limits.

The only module that imports the YAML parser (ruamel.yaml), and only when a text is more than the plain subset that
`yaml_plain` reads. Events are used, never a constructor: 379 bytes of merged aliases keep a constructor busy for
seconds, and tags would name Python objects.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from caselint.content.yaml_node import Kind, Node, Version, YamlError
from caselint.content.yaml_plain import NotPlain, read_plain
from caselint.content.yaml_scalars import BadScalar, resolve, tagged
from caselint.findings.span import Span

__all__ = ["DEEPEST", "MOST_NODES", "Node", "YamlError", "read_yaml"]

DEEPEST = 64
MOST_NODES = 20_000
_MERGE = "<<"
_LINE_ENDS = dict.fromkeys((0x85, 0x2028, 0x2029), "\n")


def read_yaml(text: str, *, version: Version = (1, 2), offset: int = 0, most_nodes: int = MOST_NODES) -> Node | None:
    """The document in `text`; None where it is empty. Tags never fail: they stand on their nodes.

    Args:
        version: (1, 1) for what PyYAML reads (MkDocs), else (1, 2).
        offset: what is added to all places, those of an error too.
        most_nodes: how many nodes the document may have, an alias counting as what it stands for.

    Raises:
        YamlError: `text` is no YAML, holds a second document, or lies beyond a limit.
    """
    try:
        return read_plain(text, version, offset, most_nodes)
    except NotPlain:
        return read_events(text, version, offset, most_nodes)


def read_events(text: str, version: Version, offset: int, most_nodes: int) -> Node | None:
    """The same from the parser's events, whatever the text."""
    return _Composer(text, version, offset, most_nodes).document()


class _Frame:
    """A collection that is still open. `size` counts its nodes with aliases expanded, `height` its levels."""

    __slots__ = ("anchor", "children", "end", "height", "kind", "size", "start", "tag")

    def __init__(self, kind: Kind, start: int, tag: str | None, anchor: str | None) -> None:
        self.kind = kind
        self.start = start
        self.end = start
        self.tag = tag
        self.anchor = anchor
        self.children: list[Node] = []
        self.size = 1
        self.height = 1


class _Composer:
    def __init__(self, text: str, version: Version, offset: int, most_nodes: int) -> None:
        # To PyYAML these end a line; ruamel reads them as text. Each is one character, so that places hold.
        self._text = text.translate(_LINE_ENDS) if version == (1, 1) and not text.isascii() else text
        self._version = version
        self._offset = offset
        self._most_nodes = most_nodes
        self._open: list[_Frame] = []
        self._anchors: dict[str, tuple[Node, int, int]] = {}
        self._opening: set[str] = set()
        self._nodes = 0
        self._root: Node | None = None
        self._last: Node | None = None

    def document(self) -> Node | None:
        documents = 0
        for name, event in self._events():
            if name == "Scalar":
                self._count(1, self._span(event))
                self._last = self._scalar(event)
                self._add(self._last, self._last.span.end, event.anchor)
            elif name == "Alias":
                self._alias(event)
            elif name in ("MappingStart", "SequenceStart"):
                self._start("mapping" if name == "MappingStart" else "sequence", event)
            elif name in ("MappingEnd", "SequenceEnd"):
                self._close(event)
            elif name == "DocumentStart":
                documents += 1
                if documents > 1:
                    raise YamlError("a second document starts here", self._span(event), "one file holds one document")
        return self._root

    def _events(self) -> Iterator[tuple[str, Any]]:
        """The parser's events by name; its errors become ours."""
        events = _parser(self._version).parse(self._text)
        try:
            for event in events:
                yield type(event).__name__.removesuffix("Event"), event
        except YamlError:
            raise
        except RecursionError:
            raise YamlError("it is nested too deeply", self._place(len(self._text), len(self._text))) from None
        except Exception as error:  # noqa: BLE001 - the parser raises more than its own errors (`chr`, `int`)
            from caselint.content.yaml_errors import from_parser

            message, span, hint = from_parser(error, self._text, self._last_scalar())
            raise YamlError(message, self._place(*span), hint) from None
        finally:
            events.close()

    def _last_scalar(self) -> Span:
        """Where the scalar stands that was read last: an unclosed quote shows itself only at the next one."""
        if self._last is None:
            return Span(0, 0)
        return Span(self._last.span.start - self._offset, self._last.span.end - self._offset)

    def _place(self, start: int, end: int) -> Span:
        return Span(start + self._offset, end + self._offset)

    def _span(self, event: Any) -> Span:
        return self._place(event.start_mark.index, event.end_mark.index)

    def _scalar(self, event: Any) -> Node:
        start, end, value = event.start_mark.index, event.end_mark.index, event.value
        style = event.style or ""
        if start == end and not value:
            start = end = self._empty_at(start)
        if style in ("|", ">"):
            end = start + len(self._text[start:end].rstrip(" \t\r\n"))
        span = self._place(start, end)
        if not value.isascii() and any("\ud800" <= char <= "\udfff" for char in value):
            value = _joined(value, span)
        tag = event.tag
        try:
            if tag is not None:
                meaning = tagged(value, tag, self._version)
            else:
                meaning = value if style else resolve(value, self._version)
        except BadScalar as error:
            raise YamlError(str(error), span, "put quotes around it if it is meant as text") from None
        return Node("scalar", span, value, meaning, tag, style)

    def _empty_at(self, mark: int) -> int:
        """Where a value that is not written would stand: right after the colon of its key."""
        frame = self._open[-1] if self._open else None
        if frame is None or frame.kind != "mapping" or len(frame.children) % 2 == 0:
            return mark
        colon = self._text.find(":", frame.end, mark)
        return mark if colon < 0 else colon + 1

    def _alias(self, event: Any) -> None:
        name = event.anchor
        if name in self._opening:
            raise YamlError(f'"*{name}" stands inside of what it names', self._span(event), "remove the alias")
        if name not in self._anchors:
            message = "an unquoted value starts with *" if name.startswith("*") else f'"*{name}" names no anchor'
            raise YamlError(message, self._span(event), "put quotes around the text if the * is part of it")
        node, size, height = self._anchors[name]
        self._count(size, self._span(event))
        self._deep(height, event)
        self._add(node, event.end_mark.index + self._offset, None, size, height)

    def _start(self, kind: Kind, event: Any) -> None:
        self._count(1, self._span(event))
        self._deep(1, event)
        if event.anchor is not None:
            self._opening.add(event.anchor)
        self._open.append(_Frame(kind, event.start_mark.index, event.tag, event.anchor))

    def _close(self, event: Any) -> None:
        frame = self._open.pop()
        end = event.end_mark.index
        if not self._flow_end(event):
            end = frame.end
        span = self._place(frame.start, max(end, frame.start))
        children = frame.children
        if frame.kind == "mapping":
            pairs = self._pairs(children, frame)
            node = Node("mapping", span, tag=frame.tag, pairs=pairs)
        else:
            node = Node("sequence", span, tag=frame.tag, elements=tuple(children))
        if frame.anchor is not None:
            self._opening.discard(frame.anchor)
        self._add(node, span.end, frame.anchor, frame.size, frame.height)

    def _flow_end(self, event: Any) -> bool:
        """Whether a bracket ends the collection, and not a line that is less indented."""
        start, end = event.start_mark.index, event.end_mark.index
        return end == start + 1 and self._text[start] in "]}"

    def _pairs(self, children: list[Node], frame: _Frame) -> tuple[tuple[Node, Node], ...]:
        keys, values = children[::2], children[1::2]
        merges = False
        for key in keys:
            if key.kind != "scalar":
                hint = "put quotes around it, or around the {{ }} that it is part of"
                raise YamlError(f"a {key.kind} is used as a key", key.span, hint)
            merges = merges or (key.text == _MERGE and not key.style and key.tag is None)
        pairs = tuple(zip(keys, values, strict=True))
        return self._merged(pairs, frame) if merges else pairs

    def _merged(self, pairs: tuple[tuple[Node, Node], ...], frame: _Frame) -> tuple[tuple[Node, Node], ...]:
        """The pairs with those of `<<` before them; a key of the mapping's own, or of an earlier source, holds."""
        own: list[tuple[Node, Node]] = []
        sources: list[Node] = []
        for key, value in pairs:
            if key.text != _MERGE or key.style or key.tag is not None:
                own.append((key, value))
                continue
            found = value.elements if value.kind == "sequence" else (value,)
            wrong = next((source for source in found if source.kind != "mapping"), None)
            if wrong is not None:
                raise YamlError("`<<` takes a mapping, or a list of mappings", wrong.span)
            sources.extend(found)
        seen = {key.text for key, _ in own}
        merged = []
        for source in sources:
            self._count(2 * len(source.pairs), source.span)
            fresh = [pair for pair in source.pairs if pair[0].text not in seen]
            merged += fresh
            seen.update(key.text for key, _ in fresh)
        frame.size += 2 * len(merged)
        return (*merged, *own)

    def _add(self, node: Node, end: int, anchor: str | None, size: int = 1, height: int = 0) -> None:
        """Hang a finished node, which is written up to `end`, into the collection around it."""
        if anchor is not None:
            if anchor in self._anchors and self._version == (1, 1):
                raise YamlError(f'the anchor "&{anchor}" is defined twice', node.span, "give it another name")
            self._anchors[anchor] = (node, size, height)
        if not self._open:
            self._root = node
            return
        frame = self._open[-1]
        frame.children.append(node)
        frame.end = end - self._offset
        frame.size += size
        frame.height = max(frame.height, height + 1)

    def _deep(self, levels: int, event: Any) -> None:
        if len(self._open) + levels > DEEPEST:
            raise YamlError(f"it is nested more than {DEEPEST} levels deep", self._span(event))

    def _count(self, nodes: int, span: Span) -> None:
        self._nodes += nodes
        if self._nodes > self._most_nodes:
            raise YamlError(f"it has more than {self._most_nodes:,} nodes, aliases expanded", span)


@cache
def _parser_class() -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.scanner import Scanner

    class PatientScanner(Scanner):
        """Takes a text below `>` or `|` whose first line is blank but for a few spaces, as PyYAML does."""

        def scan_block_scalar_indentation(self) -> Any:
            chunks: list[str] = []
            deepest = 0
            mark = self.reader.get_mark()
            while self.reader.peek() in " \r\n\x85\u2028\u2029":
                if self.reader.peek() != " ":
                    chunks.append(self.scan_line_break())
                    mark = self.reader.get_mark()
                else:
                    self.reader.forward()
                    deepest = max(deepest, self.reader.column)
            return chunks, deepest, mark

    class PatientYaml(YAML):
        def __init__(self) -> None:
            super().__init__(typ="safe", pure=True)
            self.Scanner = PatientScanner

    return PatientYaml


def _parser(version: Version) -> Any:
    parser = _parser_class()()
    parser.version = version
    return parser


def _joined(text: str, span: Span) -> str:
    r"""`text` with the surrogate pairs of JSON escapes (`\ud83d\ude00`) as the characters that they stand for."""
    try:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError:
        raise YamlError("an escape stands for half a character", span, "write the character itself") from None
