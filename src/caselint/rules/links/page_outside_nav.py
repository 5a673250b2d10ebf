"""LNK005 page-outside-nav."""

from collections.abc import Iterator

from caselint.findings import Finding, Related, Severity
from caselint.rules.rule import Example, SiteRule
from caselint.site.index import SiteIndex
from caselint.site.navigation import omitted_by_folder

_NAV = "site_name: Studies\nnav:\n- index.md\n- a/one.md\n"
_PAGES = {"docs/index.md": "# Home\n", "docs/a/one.md": "# One\n"}


class PageOutsideNav(SiteRule):
    """A page is published, and the navigation in `mkdocs.yml` does not hold it.

    Pages of one folder are one finding. What `not_in_nav` names is left out on purpose; so are the posts of a blog.
    Only a navigation that is written down is judged, not one that a plugin or a hook makes. MkDocs reports the same as
    information.

    ## Why it matters
    Readers find the page only through a link or the search, and have no navigation around it when they get there.

    ## What to do
    Add the page to `nav`, name it in `not_in_nav` if it is to be left out, or in `exclude_docs` if it is not to be
    published.
    """

    code = "LNK005"
    name = "page-outside-nav"
    reads = frozenset({"head"})
    severity = Severity.INFO
    preview = True
    bad = (
        Example({"mkdocs.yml": _NAV, **_PAGES, "docs/a/two.md": "# Two\n"}, finds=("docs/a/two.md:1:3",)),
        Example(
            {"mkdocs.yml": _NAV, **_PAGES, "docs/b/c/two.md": "# Two\n", "docs/b/one.md": "# One\n"},
            finds=("docs/b/c/two.md:1:3",),
        ),
    )
    good = (
        Example({"mkdocs.yml": _NAV + "not_in_nav: |\n  /b/\n", **_PAGES, "docs/b/two.md": "# Two\n"}),
        Example({"mkdocs.yml": _NAV + "exclude_docs: two.md\n", **_PAGES, "docs/b/two.md": "# Two\n"}),
        Example({"mkdocs.yml": _NAV + "plugins: [awesome-pages]\n", **_PAGES, "docs/b/two.md": "# Two\n"}),
        Example({"mkdocs.yml": "site_name: Studies\n", **_PAGES}),
    )

    def check(self, site: SiteIndex, touching: frozenset[str] | None) -> Iterator[Finding]:
        navigation = site.navigation
        folders = omitted_by_folder(navigation.omitted, navigation.expected, site.config)
        for folder, pages in folders.items():
            if touching is not None and touching.isdisjoint(pages):
                continue
            first = pages[0]
            message = "this page is published, and the navigation does not hold it"
            if len(pages) > 1:
                where = folder or "the site's folder"
                message = f"{len(pages)} pages of {where} are published, and the navigation does not hold them"
            yield self.finding(
                first,
                site.pages[first].title_span,
                message,
                related=tuple(
                    Related(page, site.pages[page].title_span, "the navigation does not hold this page", defect=True)
                    for page in pages[1:]
                ),
                help=f'add {"it" if len(pages) == 1 else "them"} to "nav", or to "not_in_nav" if that is meant',
            )
