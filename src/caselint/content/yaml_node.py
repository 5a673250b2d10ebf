"""A parsed YAML document as plain values with a place for each part."""

from typing import Literal, NamedTuple

from caselint.findings.span import Span

Kind = Literal["mapping", "sequence", "scalar"]
Version = tuple[int, int]


class YamlError(ValueError):
    """A text is not YAML, or lies beyond a limit of the reader.

    Attributes:
        span: where it goes wrong, in code points of the text that was given to the reader.
        hint: what to do, in one line; "" where the message says it all.
    """

    def __init__(self, message: str, span: Span, hint: str = "") -> None:
        super().__init__(message)
        self.span = span
        self.hint = hint


class Node(NamedTuple):
    """A mapping, a sequence or a scalar.

    Attributes:
        span: the node as written, with quotes, brackets and its tag; of a block without the newline at its end.
        text: of a scalar its text as YAML reads it: unquoted, folded, escapes resolved; "" of other nodes.
        value: of a scalar what the version's schema makes of it: None, bool, int, float, str, and in YAML 1.1
            `datetime.date` or `datetime.datetime`; None of other nodes.
        tag: an explicit tag, `!ENV` or `tag:yaml.org,2002:python/name:x`; None where there is none.
        style: of a scalar `'`, `"`, `|`, `>`, or "" for a plain one.
        pairs: of a mapping its keys and values in the order of the page, a repeated key as often as it is written
            (the last one holds); what `<<` merges comes first.
        elements: of a sequence.
    """

    kind: Kind
    span: Span
    text: str = ""
    value: object = None
    tag: str | None = None
    style: str = ""
    pairs: "tuple[tuple[Node, Node], ...]" = ()
    elements: "tuple[Node, ...]" = ()

    @property
    def name(self) -> str:
        """Of a key its name, always a text."""
        return self.text

    @property
    def inside(self) -> Span:
        """Of a scalar where it stands without its quotes, if it has any."""
        inset = 1 if self.style in ("'", '"') else 0
        return Span(self.span.start + inset, self.span.end - inset)

    def get(self, name: str) -> "Node | None":
        """The value of the last key of that name."""
        return next((value for key, value in reversed(self.pairs) if key.text == name), None)
