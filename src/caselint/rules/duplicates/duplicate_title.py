"""DUP002 duplicate-title."""

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from caselint.facts.page_facts import PageFacts
from caselint.findings import Finding, Related, Severity
from caselint.rules.rule import Example, SiteRule
from caselint.site.editions import edition_key
from caselint.site.index import SiteIndex

# Titles that say where a reader is in a folder, not what the page is about: the navigation tells such pages apart.
_PLACES = frozenset({
    "overview", "introduction", "intro", "home", "welcome", "getting started", "get started", "quick start",
    "quickstart", "installation", "install", "setup", "usage", "configuration", "faq", "frequently asked questions",
    "changelog", "change log", "release notes", "releases", "contributing", "examples", "example", "reference",
    "references", "readme", "summary", "resources", "tutorial", "tutorials", "guides", "guide", "about", "license",
    "solution", "solutions", "exercises", "prerequisites", "next steps", "troubleshooting", "api", "api reference",
    "what's new",
})  # fmt: skip
_PLACEHOLDERS = frozenset({"index", "untitled", "title", "new page", "page", "document"})
_TEXT = (
    "The ferry company moved its bookings to a queue, because the old database locked up each Friday when the "
    "weekend tickets went on sale. Three people wrote the queue in six weeks; the crews noticed nothing but shorter "
    "lines at the counter. What they would do again: start with the counter, not with the database, and keep both "
    "running.\n"
)


class DuplicateTitle(SiteRule):
    """Two pages have one title, so that a reader cannot tell them apart in a list of search results or browser tabs.

    Left out are redirects and other stubs, copies of one page in folders of languages, versions and years, trees of
    pages that repeat the same paths on purpose, titles such as "Overview" in different folders, and pages whose whole
    text is the same (`duplicate-page`).

    ## Why it matters
    Either the pages are about one thing, and the next correction reaches one of them only; or they are not, and the
    reader opens the wrong one.

    ## What to do
    Merge the pages, or say in each title what sets the page apart. Titles such as "Index" come from a tool: write one.
    """

    code = "DUP002"
    name = "duplicate-title"
    reads = frozenset({"text", "head", "headings"})
    bad = (
        Example(
            {"ferry.md": f"# Ferry\n\n{_TEXT}", "old/ferry-gold.md": f"# Ferry\n\nIn short. {_TEXT}"},
            finds=("old/ferry-gold.md:1:3",),
        ),
        Example(
            {
                "sea/index.md": f"---\ntitle: Index\n---\n\n# Sea\n\n{_TEXT}",
                "land/index.md": f"---\ntitle: Index\n---\n\n# Land\n\nOn land. {_TEXT}",
            },
            finds=("sea/index.md:2:8",),
        ),
    )
    good = (
        Example({"sea/index.md": f"# Overview\n\n{_TEXT}", "land/index.md": f"# Overview\n\nOn land. {_TEXT}"}),
        Example({"ferry.md": f"# Ferry\n\n{_TEXT}", "old/ferry.md": "# Ferry\n\nMoved to [Ferry](../ferry.md).\n"}),
        Example({"en/ferry.md": f"# Ferry\n\n{_TEXT}", "de/ferry.md": f"# Ferry\n\nKurz. {_TEXT}"}),
        Example(
            {
                "page/title.md": f"# Title of it\n\n{_TEXT}",
                "site/title.md": f"# Title of it\n\nOf a site. {_TEXT}",
                "page/date.md": f"# Date of it\n\n1. {_TEXT}",
                "site/date.md": f"# Date of it\n\n2. {_TEXT}",
            }
        ),
    )

    def check(self, site: SiteIndex, touching: frozenset[str] | None) -> Iterator[Finding]:
        by_title: dict[str, list[PageFacts]] = {}
        for facts in site.pages.values():
            title = _folded(facts.title)
            if title and not facts.stub and "{{" not in title:
                by_title.setdefault(title, []).append(facts)
        clusters = {title: pages for title, pages in by_title.items() if len(pages) > 1}
        trees = _repeated_trees(clusters.values())
        for title, pages in clusters.items():
            if title in _PLACES and len({posixpath.dirname(facts.path) for facts in pages}) == len(pages):
                continue
            apart = _to_tell_apart(pages, trees)
            if len(apart) > 1 and (touching is None or any(facts.path in touching for facts in apart)):
                yield self._finding(title, apart)

    def _finding(self, title: str, pages: Sequence[PageFacts]) -> Finding:
        first, copy, *more = sorted(pages, key=_canonical)
        others = f" and of {len(more)} more page{'s' * (len(more) > 1)}" if more else ""
        message = f'"{copy.title}" is the title of {first.path} too{others}'
        return self.finding(
            copy.path,
            copy.title_span,
            message,
            severity=None if title in _PLACEHOLDERS or _one_heading(pages) else Severity.INFO,
            related=(
                Related(first.path, first.title_span, "the same title"),
                *(Related(facts.path, facts.title_span, "the same title", defect=True) for facts in more),
            ),
            help=_advice(title, first, copy),
            key=f"title|{title}",
        )


def _folded(title: str) -> str:
    return " ".join(title.split()).casefold()


def _canonical(facts: PageFacts) -> tuple[int, int, str]:
    """Sorts the page that is likelier to stay first: the one higher up, with the shorter name."""
    stem = posixpath.splitext(posixpath.basename(facts.path))[0]
    return (facts.path.count("/"), len(stem), facts.path)


def _one_heading(pages: Sequence[PageFacts]) -> bool:
    """Whether the pages do not differ by their first heading either."""
    headings = {_folded(_first_heading(facts) or facts.title) for facts in pages}
    return len(headings) < len(pages)


def _first_heading(facts: PageFacts) -> str:
    return next((heading.text for heading in facts.headings if heading.level == 1 and heading.rendered), "")


def _advice(title: str, first: PageFacts, copy: PageFacts) -> str:
    headings = [_first_heading(facts) for facts in (first, copy)]
    if title in _PLACEHOLDERS and headings[1]:
        return f'write a title that names the page: its heading is "{headings[1]}"'
    if all(headings) and _folded(headings[0]) != _folded(headings[1]):
        return f'say in the titles what sets the pages apart, as their headings do: "{headings[0]}" and "{headings[1]}"'
    return "merge the pages, or say in the titles what sets them apart"


def _to_tell_apart(pages: Sequence[PageFacts], trees: frozenset[tuple[str, str]]) -> list[PageFacts]:
    """The pages of one title less editions of each other, members of repeated trees and exact copies."""
    kept: list[PageFacts] = []
    for facts in pages:
        if not any(_expected(facts, other, trees) for other in kept):
            kept.append(facts)
    return kept


def _expected(one: PageFacts, other: PageFacts, trees: frozenset[tuple[str, str]]) -> bool:
    if one.digest is not None and one.digest == other.digest:
        return True
    return edition_key(one.path) == edition_key(other.path) or _folders(one.path, other.path) in trees


def _repeated_trees(clusters: Iterable[Sequence[PageFacts]]) -> frozenset[tuple[str, str]]:
    """Pairs of folders below which two or more paths are the same, title and all: methods of an API, editions."""
    counted: Counter[tuple[str, str]] = Counter()
    for pages in clusters:
        for row, one in enumerate(pages[:20]):
            counted.update(_folders(one.path, other.path) for other in pages[row + 1 : 20])
    return frozenset(pair for pair, count in counted.items() if count > 1 and pair != ("", ""))


def _folders(one: str, other: str) -> tuple[str, str]:
    """The folders that two paths of one file name do not share at their ends: `a/x/p.md`, `a/y/p.md`: `a/x`, `a/y`."""
    left, right = one.split("/"), other.split("/")
    if left[-1] != right[-1]:
        return ("", "")
    while left and right and left[-1] == right[-1]:
        left.pop()
        right.pop()
    ends = sorted(("/".join(left), "/".join(right)))
    return (ends[0], ends[1])
