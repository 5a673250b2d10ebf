"""LNK006 orphan-page."""

from collections.abc import Iterator
from dataclasses import dataclass

from caselint.findings import Finding, Severity
from caselint.rules.rule import Example, SiteRule
from caselint.site.index import SiteIndex
from caselint.site.orphans import needs_a_link

_NAV = "site_name: Studies\nnav:\n- index.md\n"


@dataclass(frozen=True)
class OrphanOptions:
    """Which pages may stand alone.

    Attributes:
        allow: globs of pages, relative to the site's folder, that nothing needs to lead to.
    """

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
    reads = frozenset({"head", "front", "links"})
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
        allow: tuple[str, ...] = getattr(self.options, "allow", ())
        for facts in site.touched(touching):
            if facts.path not in reached and needs_a_link(config, site.navigation, facts, allow):
                yield self.finding(
                    facts.path,
                    facts.title_span,
                    f"no page{' and no entry of the navigation' if config.nav else ''} leads to this page",
                    help="link to it from where readers look for it, or allow it in the rule's options",
                )
