"""LNK004 repeated-nav-entry."""

from collections.abc import Iterator

from caselint.findings import Finding, Related
from caselint.rules.rule import Example, SiteRule
from caselint.site.index import SiteIndex

_PAGES = {"docs/index.md": "# Home\n", "docs/a.md": "# A\n"}


class RepeatedNavEntry(SiteRule):
    """The navigation in `mkdocs.yml` leads to one page from two entries.

    ## Why it matters
    MkDocs knows one place for each page. The title of the first entry holds for all of them, and "previous", "next"
    and the breadcrumbs of the page follow the last one, wherever the reader came from.

    ## What to do
    Keep the entry where readers look for the page; lead there from the text of the other section.
    """

    code = "LNK004"
    name = "repeated-nav-entry"
    reads = frozenset({"head"})
    bad = (
        Example(
            {"mkdocs.yml": "site_name: Studies\nnav:\n- index.md\n- One: a.md\n- Two:\n  - A: ./a.md\n", **_PAGES},
            finds=("mkdocs.yml:6:8",),
        ),
    )
    good = (
        Example({"mkdocs.yml": "site_name: Studies\nnav:\n- index.md\n- One: a.md\n- Code: https://a.org\n", **_PAGES}),
    )

    def check(self, site: SiteIndex, touching: frozenset[str] | None) -> Iterator[Finding]:  # noqa: ARG002
        config = site.config.config_path
        if config is None or not site.navigation.is_known:
            return
        for page, entries in site.navigation.pages.items():
            first, *others = entries
            if not others:
                continue
            titles = list(dict.fromkeys(entry.title for entry in entries if entry.title))
            how = f", called {' and '.join(_quoted(titles))}" if len(titles) > 1 else ""
            count = "twice" if len(entries) == 2 else f"{len(entries)} times"
            yield self.finding(
                config,
                others[0].span,
                f"the navigation holds {page} {count}{how}",
                related=(
                    Related(config, first.span, "the first entry"),
                    *(Related(config, other.span, "another entry", defect=True) for other in others[1:]),
                ),
                help="keep one entry for the page",
            )


def _quoted(titles: list[str]) -> list[str]:
    shown = [f'"{title}"' for title in titles[:3]]
    return [*shown, "others"] if len(titles) > 3 else shown
