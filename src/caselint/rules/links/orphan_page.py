"""LNK006 orphan-page."""

from collections.abc import Iterator
from dataclasses import dataclass

from caselint.config.globs import matches
from caselint.facts.page_facts import PageFacts
from caselint.findings import Finding, Severity
from caselint.generators.urls import inside_root
from caselint.rules.rule import Example, SiteRule
from caselint.site.index import SiteIndex

_NAV = "site_name: Studies\nnav:\n- index.md\n"
# Pages that readers reach without a link: the start of a folder, what a host looks for by its name.
_ENTRIES = frozenset(
    {"index", "readme", "_index", "404", "changelog", "code_of_conduct", "contributing", "license", "security"}
)
_REDIRECTS = frozenset({"redirect", "redirect_to", "redirect_from"})


@dataclass(frozen=True)
class OrphanOptions:
    """`allow`: globs of pages, relative to the site's folder, that nothing needs to lead to."""

    allow: tuple[str, ...] = ()


class OrphanPage(SiteRule):
    """No page, and no entry of the navigation, leads to this page.

    Indexes of folders, "404" and other pages that hosts show by themselves, redirects, drafts and the pages of a blog
    need no link. On MkDocs sites that write no `nav` down, each page is in the navigation by itself.

    ## Why it matters
    Readers find the page through a search only, and editors forget it when its matter changes.

    ## What to do
    Link to the page from where readers look for it, or remove it. Pages that are reached in other ways go into
    `allow`:

        [rules.orphan-page]
        allow = ["docs/landing/*.md"]
    """

    code = "LNK006"
    name = "orphan-page"
    severity = Severity.INFO
    preview = True
    Options = OrphanOptions
    bad = (
        Example(
            {
                "mkdocs.yml": _NAV,
                "docs/index.md": "[A](a.md)\n",
                "docs/a.md": "# A\n",
                "docs/b.md": "# B\n\n[Me](#b)\n",
            },
            finds=("docs/b.md:1:3",),
        ),
        Example({"README.md": "[A](a.md)\n", "a.md": "# A\n", "b.md": "# B\n"}, finds=("b.md:1:3",)),
    )
    good = (
        Example({"mkdocs.yml": _NAV, "docs/index.md": "[A](a/)\n", "docs/a.md": "# A\n"}),
        Example({"mkdocs.yml": "site_name: Studies\n", "docs/index.md": "# Home\n", "docs/a.md": "# A\n"}),
        Example({"README.md": "# Home\n", "b.md": "# B\n"}, options={"allow": ["b*.md"]}),
    )

    def check(self, site: SiteIndex, touching: frozenset[str] | None) -> Iterator[Finding]:
        config = site.config
        if len(site.pages) < 2 or (config.is_mkdocs and not site.navigation.is_known) or not config.judges_links:
            return
        reached = set(site.navigation.pages)
        reached |= {redirect.page for redirect in site.redirects.all if redirect.page is not None}
        for path in site.pages:
            reached |= {end.page for _, end in site.resolved_links(path) if end.page not in (None, path)}
        for facts in site.touched(touching):
            if facts.path not in reached and self._needs_a_link(site, facts):
                yield self.finding(
                    facts.path,
                    facts.title_span,
                    f"no page{' and no entry of the navigation' if config.nav else ''} leads to this page",
                    help="link to it from where readers look for it, or allow it in the rule's options",
                )

    def _needs_a_link(self, site: SiteIndex, facts: PageFacts) -> bool:
        path = facts.path
        if site.config.is_mkdocs and path not in site.navigation.expected:
            return False
        if inside_root(site.config, path) is None or path.rpartition("/")[2].partition(".")[0].lower() in _ENTRIES:
            return False
        if any(value.path and value.path[0] in _REDIRECTS for value in facts.front):
            return False
        if facts.front_text("template").startswith("redirect"):
            return False
        allow: tuple[str, ...] = getattr(self.options, "allow", ())
        return not any(matches(pattern, path) for pattern in allow)
