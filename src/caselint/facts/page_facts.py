"""What the site needs to know of a page: small, frozen facts, free of configuration."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from caselint.content.page import Anchor, Container, Heading, Link
from caselint.figures.quantity import Quantity
from caselint.findings.span import Span

# Keys of redirect plugins.
_REDIRECTS = frozenset({"redirect", "redirect_to", "redirect_from"})
# Marks of text that a page shows and does not hold.
_SHOWING = frozenset({"macros", "snippets", "mkdocstrings", "components", "shortcodes"})


class FrontValue(NamedTuple):
    """A scalar of the front matter: the keys and indices that lead to it, its value and where that stands."""

    path: tuple[str | int, ...]
    value: object
    span: Span


class EntryField(NamedTuple):
    """Something an entry states: `name` is "category", "level", "reading time", "scale", "result", "company",
    "description", or the label or column header as the page writes it."""

    name: str
    text: str
    span: Span


class Entry(NamedTuple):
    """An item that stands for one study, product or page in an index.

    Attributes:
        shape: "card" | "row" | "item" | "heading" | "block".
        name: the entry's name without icons and marks; `name_span` where it stands.
        target: the destination of the link that the entry is about; None where it has none.
        span: the whole entry, from its name to its last word.
        section: index of the heading above it (-1: none); for shape "heading" that heading itself.
        group: entries with the same number stand in one list, grid, table or catalogue of the page.
    """

    shape: str
    name: str
    name_span: Span
    target: str | None
    target_span: Span | None
    span: Span
    section: int
    group: int
    rendered: bool
    fields: tuple[EntryField, ...]


class Mention(NamedTuple):
    """A figure in its place, with what it may be a figure of.

    Attributes:
        label: the row label, bold lead or front matter key that names it; "" where there is none.
        header: the column header of a table cell; "" elsewhere.
        before, after: the sentence's plain text on both sides, at most 160 and 80 characters.
        lead: the link text or name of the entry, item or row it stands in; "" where there is none.
        target: the destination of the entry it stands in.
        section: index into the page's headings (-1: none).
        entry: index into the page's entries (-1: none).
        intro: the line that introduces the list of its item (`In 2019:`, `**Targets**`); "" where there is none.
        opening: how the paragraph begins, where a pronoun opens the sentence; "" elsewhere.
    """

    quantity: Quantity
    container: Container
    section: int
    rendered: bool
    label: str
    header: str
    before: str
    after: str
    lead: str
    target: str | None
    entry: int
    intro: str = ""
    opening: str = ""


class Unread(NamedTuple):
    """Where the first figure stands that was not read, for the page has more "numbers" or "figures" than are read."""

    span: Span
    limit: str


class Reference(NamedTuple):
    """What is wrong with a reference or its definition.

    Attributes:
        fault: "undefined" (nothing defines the label that `[text][label]` names), "unused" (nothing uses the
            definition), "repeated" (the label is defined before or after, with another destination).
        label: as written.
        span: the label; of a repeated definition its destination, which does not count.
        other: of a repeated definition the destination that counts: the first one, for Python-Markdown the last.
        near: of an undefined label one that is defined and spelt alike; "" for none.
    """

    fault: str
    label: str
    span: Span
    other: Span | None = None
    near: str = ""


class Directive(NamedTuple):
    """A suppression comment: the rules it names, its reason, its own span and what it covers.

    `covers` is the next block, the line, or None for the whole page.
    """

    rules: tuple[tuple[str, Span], ...]
    reason: str
    span: Span
    covers: Span | None


def is_redirect(front: Iterable[FrontValue]) -> bool:
    """Whether front matter values make a page a redirect."""
    return any(value.path and value.path[0] in _REDIRECTS for value in front)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The facts of one page.

    Attributes:
        title: front matter `title`, else the first H1; "" where there is neither. `title_span` where it stands.
        digest: of the body's words, for exact duplicates; None for a page with too few words to compare.
        words: how many words the body has, counted up to 60.
        stub: the page only sends its reader elsewhere (a redirect), or is a placeholder of a few words.
        generated: marks in the text whose anchors or links the page does not show ("macros", "mkdocstrings",
            "snippets", "shortcodes", "components").
        unread: where the reading of figures ended; None where all were read.
    """

    path: str
    title: str
    title_span: Span
    front: tuple[FrontValue, ...]
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    anchors: tuple[Anchor, ...]
    entries: tuple[Entry, ...]
    mentions: tuple[Mention, ...]
    directives: tuple[Directive, ...]
    references: tuple[Reference, ...]
    digest: str | None
    words: int
    stub: bool
    generated: frozenset[str]
    unread: Unread | None = None

    def release(self, names: Iterable[str]) -> None:
        """Forget what can be had again of these sections: nothing, of facts that are not packed."""

    @property
    def shows_more(self) -> bool:
        """Whether the page shows text that stands elsewhere."""
        return not _SHOWING.isdisjoint(self.generated)

    @property
    def redirects(self) -> bool:
        """Whether the front matter sends the reader, or readers of other addresses, elsewhere."""
        return is_redirect(self.front)

    def front_value(self, *path: str | int) -> FrontValue | None:
        """The scalar at `path` of the front matter."""
        return next((value for value in self.front if value.path == path), None)

    def front_text(self, *path: str | int) -> str:
        """The text at `path` of the front matter; "" where there is none or it is no text."""
        found = self.front_value(*path)
        return found.value if found is not None and isinstance(found.value, str) else ""

    def has(self, key: str, wanted: object) -> bool:
        """Whether the front matter has a value at a key such as "author.name", alone or in a list."""
        places = (tuple(key.split(".")), (key,))
        for value in self.front:
            is_item = value.path and isinstance(value.path[-1], int)
            if (value.path[:-1] if is_item else value.path) not in places:
                continue
            if type(value.value) is type(wanted) and value.value == wanted:
                return True
        return False
