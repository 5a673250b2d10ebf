"""The title of a page: its heading of level 1, and what its front matter says."""

from collections.abc import Sequence

from caselint.content.page import Heading
from caselint.kinds.sections import plain_title

_MARKS = str.maketrans("", "", "*_`")


def h1s(headings: Sequence[Heading]) -> list[Heading]:
    return [heading for heading in headings if heading.level == 1 and heading.rendered]


def same_title(heading: str, value: str) -> bool:
    """Whether a heading says what a front matter value says: marks of Markdown do not count, nor what `plain_title`
    leaves out."""
    return plain_title(heading.translate(_MARKS)) == plain_title(value.translate(_MARKS))
