"""A section template, inferred from the headings of pages."""

from collections import Counter
from collections.abc import Sequence
from statistics import median

from caselint.content.page import Heading
from caselint.findings.visible import visible
from caselint.kinds.insertion import scalar
from caselint.kinds.sections import plain_title

_LEVEL = 2
_LEAST_SHARE = 5  # one page in five
_LEAST_PAGES = 3
_MOST = 40
_LONGEST = 120


def section_template(kind: str, pages: Sequence[tuple[str, Sequence[Heading]]]) -> str:
    """A template as commented YAML: sections of all pages are required, and an order is that of all pages."""
    seen = [[heading for heading in headings if heading.rendered and heading.level == _LEVEL] for _, headings in pages]
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
    head = f"# Sections of the pages of kind {visible(kind)}: the headings of level {_LEVEL} of {len(pages)} pages."
    if not common:
        return f"{head}\n# No heading stands on at least {least} of them, so that nothing is asked for.\nsections: []\n"
    lines = [head, f"# Listed are those of at least {least} pages; those of all pages are required."]
    if _is_kept(common, seen):
        lines.append("ordered: true  # all pages keep to this order")
    lines.append("sections:")
    for title in common:
        name = written[title].most_common(1)[0][0]
        lines.append(f"  - title: {scalar(name)}  # {len(places[title])} of {len(pages)}")
        if len(places[title]) < len(pages):
            lines.append("    required: false")
    return "\n".join(lines) + "\n"


def _is_kept(order: Sequence[str], seen: Sequence[Sequence[Heading]]) -> bool:
    """Whether the first heading of each section stands in this order on every page."""
    rank = {title: row for row, title in enumerate(order)}
    for headings in seen:
        titles = dict.fromkeys(plain_title(heading.text) for heading in headings)
        ranks = [rank[title] for title in titles if title in rank]
        if ranks != sorted(ranks):
            return False
    return True
