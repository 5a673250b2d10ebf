"""What the reading of a page needs to know of its generator, as data and small functions.

`content` sits below `generators`, so the generator hands this in: content never asks which generator it is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from caselint.findings.span import Span

Parser = Literal["pyromark", "markdown-it"]
TemplateLanguage = Literal["", "jinja", "liquid", "hugo"]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A page's body in CommonMark: as many bytes as the original, line for line. All places are byte offsets.

    Attributes:
        titles: headings that the rewrite made of block titles (`!!! note "Title"`): they are no headings of the page,
            and the items that hold them no list items of the author.
        raw: the outermost blocks of raw HTML in which Markdown is printed as text, in order; None where CommonMark's
            own HTML blocks (up to the next blank line) are the raw ones.
        tags: tags that the rewrite blanked because the Markdown around them counts; they are still there for a browser.
        elements: where tags start that are elements of the page to Markdown, so that heading ids keep clear of theirs.
        headings: headings in raw HTML that the site gives ids like those of Markdown, with their levels.
        links: links inside the text of another link that the site makes although CommonMark makes one of both only;
            each with the end of its text.
        tabs: the titles of content tabs; where there are some, `containers` are blocks around others that the parser
            does not see.
        inserted: what the parser is shown more than there is, a blank or a newline, and before which byte, in order.
    """

    body: bytes
    titles: frozenset[int] = frozenset()
    raw: tuple[Span, ...] | None = None
    tags: tuple[Span, ...] = ()
    elements: frozenset[int] = frozenset()
    headings: tuple[tuple[int, Span], ...] = ()
    links: tuple[tuple[int, Span], ...] = ()
    tabs: tuple[Span, ...] = ()
    containers: tuple[Span, ...] = ()
    inserted: tuple[tuple[int, bytes], ...] = ()


def leave_body(body: bytes) -> Rewritten:
    return Rewritten(body)


@dataclass(frozen=True)
class Dialect:
    """How a generator's Markdown differs from CommonMark.

    Attributes:
        name: part of the reader fingerprint.
        rewrite: turns the generator's own blocks into CommonMark at the same byte offsets.
        attribute_lists: `{#id}` / `{: #id .class }` after a heading or inline element is read as attributes.
        yaml_version: YAML version of the front matter: (1, 1) or (1, 2).
        features: names of inline syntax that is on: "emoji" (`:name:` is a picture, no word), "icons"
            (`:material-name:` too), "footnotes", "bare-urls" (addresses are links), "math" (`\\(…\\)`, `\\[…\\]` and
            environments are mathematics).
        appended: reference definitions that hold on every page, as Markdown below a blank line.
        templates: the language whose tags are run before the Markdown is read; "" where `{{ }}` is text.
        wikilinks: what the URL of `[[Label]]` has before and behind the label; None where that is text.
        parser: which Markdown parser reads the page.
        units: words of the site's own that spell a unit, each with the unit.
    """

    name: str = "commonmark"
    rewrite: Callable[[bytes], Rewritten] = leave_body
    attribute_lists: bool = False
    yaml_version: tuple[int, int] = (1, 2)
    features: frozenset[str] = frozenset()
    appended: str = ""
    templates: TemplateLanguage = ""
    wikilinks: tuple[str, str] | None = None
    parser: Parser = "pyromark"
    units: tuple[tuple[str, str], ...] = ()


COMMONMARK = Dialect()
