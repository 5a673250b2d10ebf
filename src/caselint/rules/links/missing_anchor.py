"""LNK002 missing-anchor."""

from collections.abc import Iterator
from typing import NamedTuple

from caselint.content.page import Link
from caselint.facts.page_facts import PageFacts
from caselint.findings import Edit, Finding, Fix, Related, Safety, Severity
from caselint.rules.rule import Example, SiteRule
from caselint.site.index import SiteIndex
from caselint.site.nearest import nearest_name

_SITE = "site_name: Studies\n"
_COMPARED = 20  # findings of a page for which ids of like spelling are looked for: that is slow


class Dead(NamedTuple):
    """A link whose fragment is no place of the page that it leads to."""

    link: Link
    page: str
    fragment: str


class MissingAnchor(SiteRule):
    """A link names a place on a page (`#costs`) that the page does not have.

    The ids are those that the site's generator makes of the headings, with those of raw HTML and attribute lists. The
    dead entries of one list (a contents list whose headings moved) are one finding, and so are links of one page to one
    place. Pages that plugins write ids into are not judged.

    ## Why it matters
    The reader lands at the top of a long page and looks for the passage.

    ## What to do
    Write the id of the heading that was meant. `caselint inspect PAGE` lists the ids there are.
    """

    code = "LNK002"
    name = "missing-anchor"
    reads = frozenset({"front", "head", "headings", "links", "anchors"})
    severity = Severity.ERROR
    bad = (
        Example({"a.md": "[Costs](b.md#cost)\n", "b.md": "# B\n\n## Costs\n"}, finds=("a.md:1:9",)),
        Example("# Top\n\n- [One](#one)\n- [Two](#two)\n- [Three](#three)\n\n## One\n", finds=("page.md:4:9",)),
        Example(
            {"mkdocs.yml": _SITE, "docs/a.md": "[x](#a--b)\n\n## A & B\n"},
            finds=("docs/a.md:1:5",),
            fixed={"docs/a.md": "[x](#a-b)\n\n## A & B\n"},
        ),
        Example(
            {"mkdocs.yml": _SITE, "docs/a.md": "[Costs](#costs)\n\n<div>\n\n## Costs\n\n</div>\n"},
            finds=("docs/a.md:1:9",),
        ),
    )
    good = (
        Example({"a.md": "[Costs](b.md#costs)\n", "b.md": "# B\n\n## Costs\n"}),
        Example("# Top\n\n[back](#top) [start](#) [free](#free)\n\n<a id='free'></a>\n"),
        Example({"mkdocs.yml": _SITE, "docs/a.md": "[x](#a-b)\n\n## A & B\n"}),
    )

    def check(self, site: SiteIndex, touching: frozenset[str] | None) -> Iterator[Finding]:
        for facts in site.touched(touching):
            groups: dict[object, list[Dead]] = {}
            for dead in _dead_links(site, facts):
                alone = dead.link.list_start < 0
                key = (dead.page, dead.fragment) if alone else dead.link.list_start
                groups.setdefault(key, []).append(dead)
            for row, group in enumerate(groups.values()):
                yield self._finding(site, facts, group, row < _COMPARED)

    def _finding(self, site: SiteIndex, facts: PageFacts, group: list[Dead], compare: bool) -> Finding:
        first = group[0]
        message = _missing(facts, first)
        if len(group) > 1 and first.link.list_start >= 0:
            message = f"{len(group)} entries of this list lead nowhere; of the first, {message}"
        elif len(group) > 1:
            message += f"; {len(group) - 1} more of this page likewise"
        meant = [site.anchors_of(dead.page).meant(dead.fragment, dead.link.text) for dead in group]
        edits = tuple(
            Edit(facts.path, dead.link.span, dead.link.target.partition("#")[0] + f"#{name}")
            for dead, name in zip(group, meant, strict=True)
            if name is not None
        )
        title = f'write "#{edits[0].text.partition("#")[2]}"' if edits else ""
        return self.finding(
            facts.path,
            first.link.span,
            message,
            related=tuple(
                Related(facts.path, dead.link.span, _missing(facts, dead), defect=True) for dead in group[1:]
            ),
            fix=Fix(title, Safety.UNSAFE, edits) if edits else None,
            help=_help(site, first, meant[0], compare),
        )


def _dead_links(site: SiteIndex, facts: PageFacts) -> Iterator[Dead]:
    for link, resolution in site.resolved_links(facts.path):
        page, fragment = resolution.page, resolution.fragment
        if fragment and page is not None and site.anchors_of(page).lack(fragment):
            yield Dead(link, page, fragment)


def _missing(facts: PageFacts, dead: Dead) -> str:
    return f'there is no "#{dead.fragment}" on {"this page" if dead.page == facts.path else dead.page}'


def _help(site: SiteIndex, dead: Dead, meant: str | None, compare: bool) -> str:
    if meant is not None:
        return f'write "#{meant}"'
    anchors = site.anchors_of(dead.page)
    if anchors.swallow(dead.fragment):
        return "its heading stands inside raw HTML, which the site prints as it is: close the HTML before it"
    near = nearest_name(dead.fragment, sorted(anchors.ids)) if compare else None
    if near is not None:
        return f'did you mean "#{near}"?'
    return f"write the id of the heading that was meant: `caselint inspect {dead.page}` lists them"
