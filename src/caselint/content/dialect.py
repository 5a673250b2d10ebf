"""What the reading of a page needs to know of its generator, as data and small functions.

`content` sits below `generators`, so the generator hands this in: content never asks which generator it is.
"""

from collections.abc import Callable
from dataclasses import dataclass

from caselint.findings.span import Span


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A page's body in CommonMark: as many bytes as the original, line for line. All places are byte offsets.

    Attributes:
        titles: headings that the rewrite made of block titles (`!!! note "Title"`): they are no headings of the page,
            and the items that hold them no list items of the author.
        raw: the outermost blocks of raw HTML in which Markdown is printed as text, in order; None where CommonMark's
            own HTML blocks (up to the next blank line) are the raw ones.
        tags: tags that the rewrite blanked because the Markdown around them counts; they are still there for a browser.
    """

    body: bytes
    titles: frozenset[int] = frozenset()
    raw: tuple[Span, ...] | None = None
    tags: tuple[Span, ...] = ()


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
            (`:material-name:` too), "footnotes".
    """

    name: str = "commonmark"
    rewrite: Callable[[bytes], Rewritten] = leave_body
    attribute_lists: bool = False
    yaml_version: tuple[int, int] = (1, 2)
    features: frozenset[str] = frozenset()


COMMONMARK = Dialect()
