"""Whether everything on a page stands where it says: what the property tests and the fuzzer hold every page to."""

from collections.abc import Iterable, Iterator
from html import unescape

from caselint.content.destinations import unescaped
from caselint.content.page import LinkKind, Page
from caselint.facts.page_facts import PageFacts
from caselint.findings.span import Span


def misplaced(page: Page, facts: PageFacts) -> Iterator[str]:
    """What on a page is not where its span says, in words; nothing where all is well.

    Every span has to lie in the text, and those that name something have to slice to it: a link's to its destination
    as written, a figure's to its surface, a heading's and an entry's to text that holds its words.
    """
    end = len(page.text)
    wrong = [(what, span) for what, span in _spans(page, facts) if not 0 <= span.start <= span.end <= end]
    yield from (f"{what} lies at {span} of {end}" for what, span in wrong)
    if not wrong:
        yield from _of_page(page)
        yield from _of_facts(page.text, facts)


def _spans(page: Page, facts: PageFacts) -> Iterator[tuple[str, Span]]:
    parts: list[tuple[str, Iterable[Span]]] = [
        ("the front matter", [page.front_matter.span]),
        ("a heading", (span for heading in page.headings for span in (heading.span, heading.text_span))),
        ("a link", (span for link in page.links for span in (link.span, link.outer))),
        ("an anchor", (anchor.span for anchor in page.anchors)),
        ("a text", (span for leaf in page.leaves for span in (leaf.span, *leaf.holes))),
        ("a list item", (span for item in page.items for span in (item.span, item.list_span))),
        ("a table", (table.span for table in page.tables)),
        ("a cell", (cell for table in page.tables for row in table.rows for cell in row)),
        ("code", (span for code in page.code for span in (code.span, code.content))),
        ("raw HTML", (html.span for html in page.html)),
        ("a comment", page.comments),
        ("a block", page.blocks),
        ("the title", [facts.title_span]),
        ("a value", (value.span for value in facts.front)),
        ("an entry", (span for entry in facts.entries for span in (entry.span, entry.name_span))),
        ("a target", (entry.target_span for entry in facts.entries if entry.target_span is not None)),
        ("a field", (field.span for entry in facts.entries for field in entry.fields)),
        ("a figure", (mention.quantity.span for mention in facts.mentions)),
        ("a directive", (directive.span for directive in facts.directives)),
        ("what one covers", (directive.covers for directive in facts.directives if directive.covers is not None)),
        ("a rule's name", (span for directive in facts.directives for _, span in directive.rules)),
    ]
    for what, spans in parts:
        yield from ((what, span) for span in spans)


def _of_page(page: Page) -> Iterator[str]:
    text = page.text
    for heading in page.headings:
        if not heading.span.contains(heading.text_span):
            yield f"the text of heading {heading.text!r} lies outside of it"
        if not _holds(heading.text_span.slice(text), heading.text):
            yield f"heading {heading.text!r} is said to be {heading.text_span.slice(text)!r}"
    for link in page.links:
        written = link.span.slice(text)
        if not _is_destination(link.kind, written, link.target):
            yield f"the {link.kind} destination {link.target!r} is said to be written {written!r}"
    for leaf in page.leaves:
        yield from (
            f"hole {hole} lies outside of its text {leaf.span}" for hole in leaf.holes if not _in(leaf.span, hole)
        )
    for item in page.items:
        if item.span.start < item.list_span.start or text[item.list_span.end : item.span.end].strip():
            yield f"item {item.span} lies outside of its list {item.list_span}"
    for table in page.tables:
        cells = (cell for row in table.rows for cell in row)
        yield from (f"cell {cell} lies outside of its table" for cell in cells if not table.span.contains(cell))
    for code in page.code:
        if not code.span.contains(code.content):
            yield f"the content of code {code.span} is at {code.content}"


def _of_facts(text: str, facts: PageFacts) -> Iterator[str]:
    for value in facts.front:
        written = value.span.slice(text)
        if isinstance(value.value, str) and written.isalnum() and written != value.value:
            yield f"the value {value.value!r} is said to be written {written!r}"
    for entry in facts.entries:
        if not _holds(entry.name_span.slice(text), entry.name):
            yield f"entry {entry.name!r} is said to be named {entry.name_span.slice(text)!r}"
        for field in entry.fields:
            if not _holds(field.span.slice(text), field.text.replace(";", "")):
                yield f"field {field.text!r} is said to be {field.span.slice(text)!r}"
    for mention in facts.mentions:
        quantity = mention.quantity
        if quantity.span.slice(text) != quantity.surface:
            yield f"figure {quantity.surface!r} is said to be {quantity.span.slice(text)!r}"
    for directive in facts.directives:
        for name, span in directive.rules:
            if span.slice(text) != name:
                yield f"rule {name!r} is said to be {span.slice(text)!r}"


def _in(outer: Span, inner: Span) -> bool:
    return outer.overlaps(inner) or outer.contains(inner)


def _is_destination(kind: LinkKind, written: str, target: str) -> bool:
    if kind is LinkKind.HTML:
        return unescape(written).split() == unescape(target).split()
    if kind is LinkKind.AUTOLINK:
        return target.endswith(written)
    return unescaped(written) == target


def _holds(written: str, words: str) -> bool:
    """Whether the letters and digits of `words` stand in `written` in their order, marks and entities apart."""
    if "&" in written:
        written += unescape(written)
    rest = iter(written)
    return all(character in rest for character in words if character.isalnum())
