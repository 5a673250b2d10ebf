"""LNK011 unserved-link."""

from collections.abc import Iterator

from caselint.content.page import LinkKind
from caselint.findings import Finding, Severity
from caselint.rules.rule import Example, SiteRule
from caselint.site.dead_links import DeadLink, by_target, mending_fix, told_together
from caselint.site.index import SiteIndex

_SITE = "site_name: Studies\n"
_BASED = "site_name: Studies\nsite_url: https://example.org/studies/\n"


class UnservedLink(SiteRule):
    """A link names a file that the source has, but the published site does not have it where the link leads.

    MkDocs makes URLs of Markdown links to source files. It leaves raw HTML and links that start with `/` as they are:
    a browser takes `<a href="two.md">` from the page's own URL, and `/two/` from the root of the host, also where the
    site is served below it. Pages that are not published are in the source, too. A link that names nothing in the
    source either is a `broken-link`.

    ## Why it matters
    The link looks right to its author, whose editor can follow it, and the reader gets "404 not found".

    ## What to do
    Write the link as the site serves it; the fix does.
    """

    code = "LNK011"
    name = "unserved-link"
    severity = Severity.ERROR
    reads = frozenset({"front", "head", "links"})
    bad = (
        Example(
            {"mkdocs.yml": _SITE, "docs/a/one.md": "<a href='two.md'>Two</a>\n", "docs/a/two.md": "# Two\n"},
            finds=("docs/a/one.md:1:10",),
            fixed={"docs/a/one.md": "<a href='../two/'>Two</a>\n"},
        ),
        Example(
            {
                "mkdocs.yml": _BASED,
                "docs/a/one.md": "[Two](/b/two/#x) and [Three](/b/three/)\n",
                "docs/b/two.md": "# X\n",
            },
            finds=("docs/a/one.md:1:7",),
            fixed={"docs/a/one.md": "[Two](../b/two.md#x) and [Three](/b/three/)\n"},
        ),
        Example(
            {
                "mkdocs.yml": _SITE + "exclude_docs: drafts/\n",
                "docs/one.md": "[Two](drafts/two.md)\n",
                "docs/drafts/two.md": "# Two\n",
            },
            finds=("docs/one.md:1:7",),
        ),
        Example(
            {"mkdocs.yml": _SITE, "docs/a/one.md": "<img src='map.png'>\n", "docs/a/map.png": ""},
            finds=("docs/a/one.md:1:11",),
        ),
    )
    good = (
        Example({"mkdocs.yml": _SITE, "docs/a/one.md": "<a href='../two/'>Two</a>\n", "docs/a/two.md": "# Two\n"}),
        Example({"mkdocs.yml": _BASED, "docs/one.md": "[Two](/studies/two/)\n", "docs/two.md": "# Two\n"}),
        Example({"one.md": "<a href='two.md'>Two</a>\n", "two.md": "# Two\n"}),
        Example({"mkdocs.yml": _SITE, "docs/one.md": "<a href='gone.md'>Two</a>\n"}),
    )

    def check(self, site: SiteIndex, touching: frozenset[str] | None) -> Iterator[Finding]:
        for facts in site.touched(touching):
            for dead in by_target(site.dead_links(facts.path), in_source=True):
                yield self._finding(site, dead)

    def _finding(self, site: SiteIndex, dead: list[DeadLink]) -> Finding:
        first = dead[0]
        message, related = told_together(dead, lambda each: _message(site, each))
        fix = mending_fix(site, dead)
        advice = fix.title if fix is not None else "publish the file, or write the address that readers can reach"
        return self.finding(first.page, first.link.span, message, related=related, fix=fix, help=advice)


def _message(site: SiteIndex, dead: DeadLink) -> str:
    link, resolution, source = dead.link, dead.resolution, dead.source or ""
    there = f'"{link.target}" is {source} in the source'
    if resolution.read_as == "source":
        tried = resolution.tried if "," in resolution.tried else f"{source}, which the site does not publish"
        return f'"{link.target}" leads to {tried}'
    if resolution.status == "outside-site":
        served = site.url_of(source) if site.is_page(source) else f"below {site.config.base_path}"
        where = "" if resolution.tried.strip("/") in link.target else f", to {resolution.tried}"
        return f'"{link.target}" leaves the site{where}: {source} is served at {served}'
    if link.target.startswith("/"):
        return f"{there}; MkDocs leaves links with / as they are, and there is nothing at {resolution.tried}"
    why = "MkDocs leaves raw HTML as it is" if link.kind is LinkKind.HTML else "MkDocs leaves the link as it is"
    return f"{there}; {why}: a browser makes {resolution.tried} of it, and there is nothing"
