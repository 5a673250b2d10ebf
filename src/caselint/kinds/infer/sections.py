"""A section template, inferred from the headings of pages."""

from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from caselint.content.page import Heading
from caselint.content.yaml_written import scalar_written
from caselint.findings.visible import visible
from caselint.kinds.h1 import h1s, same_title
from caselint.kinds.sections import plain_title

_LEVEL = 2
_LEAST_SHARE = 5  # one page in five
_LEAST_PAGES = 3
_MOST = 40
_LONGEST = 120


class TitledPage(NamedTuple):
    """What a template is inferred from: the headings of a page, and `title` of its front matter ("": none)."""

    headings: Sequence[Heading]
    title: str = ""


def section_template(kind: str, pages: Sequence[TitledPage]) -> str:
    """A template as commented YAML: sections of all pages are required, and an order is that of all pages.

    Where nothing is common to all pages it is a comment from end to end: a template that asks for nothing is none.
    """
    seen = [[heading for heading in page.headings if heading.rendered and heading.level == _LEVEL] for page in pages]
    written: dict[str, Counter[str]] = {}
    places: dict[str, list[float]] = {}
    for headings in seen:
        first: dict[str, int] = {}
        for place, heading in enumerate(headings):
            first.setdefault(plain_title(heading.text), place)
            written.setdefault(plain_title(heading.text), Counter())[heading.text] += 1
        for title, place in first.items():
            places.setdefault(title, []).append(place / len(headings))
    least = max(_LEAST_PAGES, len(pages) // _LEAST_SHARE)
    common = [title for title, found in places.items() if len(found) >= least and 0 < len(title) <= _LONGEST]
    common = sorted(sorted(common), key=lambda title: -len(places[title]))[:_MOST]
    common.sort(key=lambda title: (median(places[title]), title))
    head = [f"# Sections of the pages of kind {visible(kind)}: the headings of level {_LEVEL} of {len(pages)} pages."]
    lines = _titles(pages)
    ordered = len(common) > 1 and _is_kept(common, seen)
    asks = bool(lines) or ordered or any(len(places[title]) == len(pages) for title in common)
    if ordered:
        lines.append("ordered: true  # all pages keep to this order")
    if common:
        head.append(f"# Listed are those of at least {least} pages; those of all pages are required.")
        lines.append("sections:")
    else:
        head.append(f"# No heading of that level stands on at least {least} of them.")
    for title in common:
        name = written[title].most_common(1)[0][0]
        lines.append(f"  - title: {scalar_written(name)}  # {len(places[title])} of {len(pages)}")
        if len(places[title]) < len(pages):
            lines.append("    required: false")
    if not asks:
        head.append("# Nothing is common to all pages, so that there is nothing to ask for yet.")
        lines = [f"# {line}" for line in lines]
    return "\n".join([*head, *lines]) + "\n"


def _titles(pages: Sequence[TitledPage]) -> list[str]:
    """What all pages do about their heading of level 1."""
    found = [[heading.text for heading in h1s(page.headings)] for page in pages]
    if len(pages) < _LEAST_PAGES or any(len(titles) != 1 for titles in found):
        return []
    lines = ["one-h1: true  # all pages have one heading of level 1"]
    if all(page.title and same_title(titles[0], page.title) for page, titles in zip(pages, found, strict=True)):
        lines.append("h1-equals: title  # on all pages")
    return lines


def _is_kept(order: Sequence[str], seen: Sequence[Sequence[Heading]]) -> bool:
    """Whether the first heading of each section stands in this order on every page."""
    rank = {title: row for row, title in enumerate(order)}
    for headings in seen:
        titles = dict.fromkeys(plain_title(heading.text) for heading in headings)
        ranks = [rank[title] for title in titles if title in rank]
        if ranks != sorted(ranks):
            return False
    return True
