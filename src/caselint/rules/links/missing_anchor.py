"""LNK002 missing-anchor."""

from collections.abc import Iterator
from difflib import get_close_matches
from itertools import groupby

from caselint.content.page import Link
from caselint.facts.page_facts import PageFacts
from caselint.findings import Finding, Related, Severity
from caselint.rules.rule import Example, SiteRule
from caselint.site.index import SiteIndex


class MissingAnchor(SiteRule):
    """A link names a place on a page (`#costs`) that the page does not have.

    The ids are those that the site's generator makes of the headings, with those of raw HTML and attribute lists. The
    dead entries of one list (a contents list whose headings moved) are one finding.

    ## Why it matters
    The reader lands at the top of a long page and looks for the passage.

    ## What to do
    Write the id of the heading that was meant. `caselint inspect PAGE` lists the ids there are.
    """

    code = "LNK002"
    name = "missing-anchor"
    severity = Severity.ERROR
    bad = (
        Example({"a.md": "[Costs](b.md#cost)\n", "b.md": "# B\n\n## Costs\n"}, finds=("a.md:1:9",)),
        Example("# Top\n\n- [One](#one)\n- [Two](#two)\n- [Three](#three)\n\n## One\n", finds=("page.md:4:9",)),
        Example(
            {"mkdocs.yml": "site_name: S\n", "docs/a.md": "[x](#a--b)\n\n## A & B\n"},
            finds=("docs/a.md:1:5",),
        ),
    )
    good = (
        Example({"a.md": "[Costs](b.md#costs)\n", "b.md": "# B\n\n## Costs\n"}),
        Example("# Top\n\n[back](#top) [start](#) [free](#free)\n\n<a id='free'></a>\n"),
        Example({"mkdocs.yml": "site_name: S\n", "docs/a.md": "[x](#a-b)\n\n## A & B\n"}),
    )

    def check(self, site: SiteIndex, touching: frozenset[str] | None) -> Iterator[Finding]:
        for facts in site.touched(touching):
            dead = [(link, page, fragment) for link, page, fragment in _fragments(site, facts) if _is_dead(site, page, fragment)]
            for _, group in groupby(dead, key=lambda found: _list_key(found[0])):
                yield self._finding(site, facts, list(group))

    def _finding(self, site: SiteIndex, facts: PageFacts, dead: list[tuple[Link, str, str]]) -> Finding:
        link, page, fragment = dead[0]
        where = "this page" if page == facts.path else page
        if len(dead) == 1:
            message = f'there is no "#{fragment}" on {where}'
        else:
            message = f'{len(dead)} entries of this list lead nowhere, the first to "#{fragment}" on {where}'
        related = tuple(
            Related(facts.path, other.span, f'no "#{name}" on {"this page" if at == facts.path else at}', defect=True)
            for other, at, name in dead[1:]
        )
        return self.finding(facts.path, link.span, message, related=related, help=_hint(site, page, fragment, link))


def _fragments(site: SiteIndex, facts: PageFacts) -> Iterator[tuple[Link, str, str]]:
    seen = set()
    for link in facts.links:
        if "#" not in link.target or not link.rendered or link.span in seen:
            continue
        seen.add(link.span)
        resolution = site.resolve(facts.path, link)
        if resolution.status == "ok" and resolution.page is not None and resolution.fragment:
            yield link, resolution.page, resolution.fragment


def _is_dead(site: SiteIndex, page: str, fragment: str) -> bool:
    if fragment in site.anchors(page) or fragment == "top":
        return False
    return site.judges_anchors(page)


def _list_key(link: Link) -> int:
    """Links of one list share a key; a link outside of lists has its own."""
    return link.list_start if link.list_start >= 0 else -1 - link.span.start


def _hint(site: SiteIndex, page: str, fragment: str, link: Link) -> str:
    ids = [anchor for anchor in site.anchors(page) if anchor]
    by_text = [
        anchor
        for anchor, heading in zip(site.heading_ids(page), site.rendered_headings(page), strict=True)
        if link.text and heading.text.casefold() == link.text.casefold()
    ]
    near = by_text or get_close_matches(fragment, sorted(ids), n=1, cutoff=0.6)
    return f'did you mean "#{near[0]}"?' if near else "`caselint inspect` lists the ids of a page"
