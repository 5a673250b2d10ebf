"""One page as its site reads it: headings with their ids, sections, links with where they lead, entries, front matter.

Plain values with lines and columns, for `caselint inspect` and for programs (`caselint.read_page`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from caselint.content.lines import Lines
from caselint.content.page import Heading as PageHeading
from caselint.content.page import Link as PageLink
from caselint.facts.page_facts import PageFacts
from caselint.findings.report import Location
from caselint.findings.span import Span
from caselint.site.index import SiteIndex


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; its place is that of its text.

    `id` is what a link may name, as the generator makes it; None where the site prints the heading as text, inside of
    raw HTML (then `rendered` is False).
    """

    text: str
    id: str | None
    level: int
    rendered: bool
    location: Location


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the text up to the next heading of its level or above; its place is all of that."""

    title: str
    id: str | None
    level: int
    location: Location


@dataclass(frozen=True, slots=True)
class Link:
    """A link or image; its place is the destination as written, of a reference that of the definition.

    Attributes:
        text: what a reader sees of it; of an image its description.
        target: the destination, escapes resolved.
        kind: "inline", "reference", "autolink", "image", "html" or "front-matter".
        resolved: where it leads: a page or file, with the fragment; "external" for another site; None where it leads
            nowhere, and where caselint cannot know.
        status: "ok", "external", "missing-page", "missing-asset", "missing-anchor", "outside-site", "malformed",
            "unjudged" (caselint cannot know), or "text" (the site prints it as text).
        rendered: False where the site prints it as text.
    """

    text: str
    target: str
    kind: str
    resolved: str | None
    status: str
    rendered: bool
    location: Location


@dataclass(frozen=True, slots=True)
class Entry:
    """An item that stands for one study, product or page in an index; its place is all of it.

    Attributes:
        shape: "card", "row", "item", "heading" or "block".
        target, resolved: of the link that it is about, as of a `Link`; None where it has none.
        group: entries with the same number stand in one list, grid, table or catalogue of the page.
        section: the heading above it; "" where there is none.
        fields: what it states, by name: "category", "level", "reading time", "scale", "result", "company",
            "description", or a label or column header of the page's own.
    """

    name: str
    shape: str
    target: str | None
    resolved: str | None
    group: int
    section: str
    rendered: bool
    fields: Mapping[str, str]
    location: Location


@dataclass(frozen=True, slots=True)
class FrontMatterValue:
    """A scalar of the front matter with the keys that lead to it: `related[0].url`. Its place is the value."""

    keys: str
    value: object
    location: Location


class PageReader:
    """Reads one page of a site.

    `path` is relative to the site's folder, `lines` are those of the page's text, `shown` gives a path of the site as
    the outside reads it.
    """

    def __init__(self, index: SiteIndex, path: str, lines: Lines, shown: Callable[[str], str]) -> None:
        self._index = index
        self._facts: PageFacts = index.pages[path]
        self._lines = lines
        self._shown = shown

    def front_matter(self) -> Iterator[FrontMatterValue]:
        for value in self._facts.front:
            keys = ""
            for part in value.path:
                keys += f"[{part}]" if isinstance(part, int) else f".{part}" if keys else str(part)
            yield FrontMatterValue(keys, value.value, self._lines.location(value.span))

    def headings(self) -> Iterator[Heading]:
        for heading, identifier in self._with_ids():
            at = self._lines.location(heading.text_span)
            yield Heading(heading.text, identifier, heading.level, heading.rendered, at)

    def _with_ids(self) -> Iterator[tuple[PageHeading, str | None]]:
        ids = iter(self._index.heading_ids(self._facts.path))
        for heading in self._facts.headings:
            yield heading, (next(ids, None) if heading.rendered else None)

    def sections(self) -> list[Section]:
        """The sections in the order of the page: of those that start together the outer one first."""
        found: list[tuple[Span, PageHeading, str | None]] = []
        open_sections: list[tuple[PageHeading, str | None]] = []
        page_end = self._lines.span(len(self._lines)).end
        for heading, identifier in [*self._with_ids(), (None, None)]:
            if heading is not None and not heading.rendered:
                continue
            end = page_end if heading is None else heading.span.start
            while open_sections and (heading is None or open_sections[-1][0].level >= heading.level):
                section, own = open_sections.pop()
                found.append((Span(section.span.start, self._last_word(section.span, end)), section, own))
            if heading is not None:
                open_sections.append((heading, identifier))
        found.sort(key=lambda section: (section[0].start, -section[0].end))
        return [Section(heading.text, own, heading.level, self._lines.location(span)) for span, heading, own in found]

    def _last_word(self, heading: Span, end: int) -> int:
        """The end of the last line before `end` that holds more than blanks; at least that of the heading."""
        lines = self._lines
        number, first = lines.number(end), lines.number(heading.end)
        while number > first:
            span = lines.span(number)
            words = lines.text(number)[: max(end - span.start, 0)].rstrip()
            if words:
                return span.start + len(words)
            number -= 1
        return heading.end

    def links(self) -> Iterator[Link]:
        for link in self._facts.links:
            resolved, status = self._destination(link) if link.rendered else (None, "text")
            at = self._lines.location(link.span)
            yield Link(link.text, link.target, link.kind.value, resolved, status, link.rendered, at)

    def _destination(self, link: PageLink) -> tuple[str | None, str]:
        """Where a link leads, and how that ended."""
        index = self._index
        found = index.resolve(self._facts.path, link)
        if found.status != "ok":
            return ("external" if found.status == "external" else None), found.status
        reached = self._shown(found.page) if found.page is not None else found.tried
        if not found.fragment:
            return reached, "ok"
        lost = found.page is not None and index.anchors_of(found.page).lack(found.fragment)
        return f"{reached}#{found.fragment}", "missing-anchor" if lost else "ok"

    def entries(self) -> Iterator[Entry]:
        links = {link.span: link for link in self._facts.links}
        for entry in self._facts.entries:
            link = links.get(entry.target_span) if entry.target_span is not None else None
            fields: dict[str, str] = {}
            for field in entry.fields:
                fields[field.name] = f"{fields[field.name]}; {field.text}" if field.name in fields else field.text
            yield Entry(
                name=entry.name,
                shape=entry.shape,
                target=entry.target,
                resolved=self._destination(link)[0] if link is not None else None,
                group=entry.group,
                section=self._facts.headings[entry.section].text if entry.section >= 0 else "",
                rendered=entry.rendered,
                fields=fields,
                location=self._lines.location(entry.span),
            )
