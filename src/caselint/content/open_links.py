"""The links and images that the walk stands in: their texts, and where their destinations are written.

Offsets come in as the parser counts; what goes out are places in the page's text.
"""

from dataclasses import dataclass, field

from caselint.content.destinations import inline_destination, unescaped
from caselint.content.offsets import Places
from caselint.content.page import Link, LinkKind
from caselint.findings.span import Span

_KINDS = {"Inline": LinkKind.INLINE, "Autolink": LinkKind.AUTOLINK, "Email": LinkKind.AUTOLINK}


@dataclass(slots=True)
class _OpenLink:
    kind: LinkKind
    target: str
    span: Span | None
    outer: Span
    end: int
    content_end: int
    text: list[str] = field(default_factory=list)


class OpenLinks:
    """A stack of links; `definitions` says where the destination of each reference definition stands."""

    def __init__(self, text: str, definitions: dict[str, Span], places: Places) -> None:
        self._text = text
        self._place = places
        self._definitions = definitions
        self._stack: list[_OpenLink] = []

    def __bool__(self) -> bool:
        return bool(self._stack)

    @property
    def in_image(self) -> bool:
        return any(link.kind is LinkKind.IMAGE for link in self._stack)

    def open(self, image: bool, kind: str, target: str, label: str, start: int, end: int) -> None:
        """`kind` is the parser's word for the form of the link."""
        self.reach(end)
        outer = Span(self._place(start), self._place(end))
        written = None
        if kind in ("Autolink", "Email"):
            written = Span(outer.start + 1, outer.end - 1)
        elif kind not in ("Inline", "WikiLink"):
            written = self._definitions.get(label.casefold(), outer)
        link_kind = LinkKind.IMAGE if image else _KINDS.get(kind, LinkKind.REFERENCE)
        self._stack.append(_OpenLink(link_kind, target, written, outer, end, start + 1 + image))

    def close(self, list_start: int) -> tuple[Link, Span]:
        """The innermost link, and the range of it that is no reader's text."""
        link = self._stack.pop()
        outer, written, target = link.outer, link.span, link.target
        hole = outer
        if link.kind is not LinkKind.AUTOLINK:
            content_end = self._place(link.content_end)
            if written is None:
                written = inline_destination(self._text, content_end, outer.end)
                if self._text.startswith(" ", written.end):
                    written = self._with_blanks(written, target, outer.end)
            closing = self._text.find("]", content_end, outer.end)
            hole = Span(closing if closing >= 0 else content_end, outer.end)
            if len(target) == written.end - written.start:
                target = unescaped(written.slice(self._text))  # the parser may have been shown other marks instead
        self.reach(link.end)
        text = " ".join("".join(link.text).split())
        return Link(link.kind, target, written or outer, text, outer, True, list_start), hole

    def _with_blanks(self, written: Span, target: str, end: int) -> Span:
        """The destination with its blanks, where the parser was shown other marks instead."""
        whole = Span(written.start, min(written.start + len(target), end))
        return whole if whole.slice(self._text).replace(" ", "_") == target else written

    def reach(self, end: int) -> None:
        """The text of all open links goes to `end` at least."""
        for link in self._stack:
            if end > link.content_end:
                link.content_end = end

    def say(self, value: str, end: int) -> None:
        """A text that ends at `end`."""
        for link in self._stack:
            link.text.append(value)
            if end > link.content_end:
                link.content_end = end
