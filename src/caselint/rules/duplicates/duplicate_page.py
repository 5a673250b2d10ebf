"""DUP001 duplicate-page."""

from collections.abc import Iterator

from caselint.facts.page_facts import PageFacts
from caselint.findings import Finding, Related, Span
from caselint.rules.rule import Example, SiteRule
from caselint.site.editions import edition_key
from caselint.site.index import SiteIndex

_FERRY = (
    "# Ferry\n\nThe ferry company moved its bookings to a queue, because the old database locked up each Friday when "
    "the weekend tickets went on sale. Three people wrote the queue in six weeks; the crews noticed nothing but "
    "shorter lines at the counter. What they would do again: start with the counter, not with the database, and keep "
    "both running.\n"
)


class DuplicatePage(SiteRule):
    """Two pages have the same text, front matter and white space apart.

    Pages that only redirect, or hold a few words, and the same page in another language or version folder are left out.

    ## Why it matters
    The next correction will reach one of the copies. Readers find both in a search and cannot tell which one holds.

    ## What to do
    Keep one page and redirect the other to it.
    """

    code = "DUP001"
    name = "duplicate-page"
    reads = frozenset({"text", "head", "headings"})
    bad = (
        Example({"a/ferry.md": _FERRY, "b/ferry.md": "---\ntitle: Ferry\n---\n\n" + _FERRY}, finds=("b/ferry.md:2:8",)),
        Example({"ferry.md": _FERRY, "old/ferry.md": _FERRY, "older/ferry.md": _FERRY}, finds=("old/ferry.md:1:3",)),
    )
    good = (
        Example({"a/ferry.md": _FERRY, "b/ferry.md": _FERRY.replace("Friday", "Saturday")}),
        Example({"a/ferry.md": "# Ferry\n\nSee the other page.\n", "b/ferry.md": "# Ferry\n\nSee the other page.\n"}),
        Example({"v1/ferry.md": _FERRY, "v2/ferry.md": _FERRY}),
    )

    def check(self, site: SiteIndex, touching: frozenset[str] | None) -> Iterator[Finding]:
        by_text: dict[str, list[PageFacts]] = {}
        for facts in site.pages.values():
            if facts.digest is not None:
                by_text.setdefault(facts.digest, []).append(facts)
        for same in by_text.values():
            pages = [facts for facts in same if not facts.stub] if len(same) > 1 else []
            copies = _without_editions(pages) if len(pages) > 1 else []
            if len(copies) > 1 and (touching is None or any(facts.path in touching for facts in copies)):
                yield self._finding(copies)

    def _finding(self, pages: list[PageFacts]) -> Finding:
        first, copy, *more = sorted(pages, key=lambda facts: (facts.path.count("/"), len(facts.path), facts.path))
        others = f", and of {len(more)} more page{'s' * (len(more) > 1)}" if more else ""
        return self.finding(
            copy.path,
            heading_place(copy),
            f"the text of this page is that of {first.path}{others}",
            related=(
                Related(first.path, heading_place(first), "the same text"),
                *(Related(facts.path, heading_place(facts), "the same text", defect=True) for facts in more),
            ),
            help=f"keep one of them, and redirect {copy.path} to {first.path} or the other way round",
            key="|".join(facts.path for facts in (first, copy, *more)),
        )


def heading_place(facts: PageFacts) -> Span:
    """The title of a page, else its first heading, else where its text starts."""
    if facts.title_span.start < facts.title_span.end:
        return facts.title_span
    return next((heading.text_span for heading in facts.headings), facts.title_span)


def _without_editions(pages: list[PageFacts]) -> list[PageFacts]:
    """One page of those that only differ by language, version or date."""
    kept: dict[str, PageFacts] = {}
    for facts in pages:
        kept.setdefault(edition_key(facts.path), facts)
    return list(kept.values())
