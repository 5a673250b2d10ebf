"""LNK007 broken-redirect."""

from collections.abc import Iterator

from caselint.findings import Finding, Severity, Span
from caselint.rules.rule import Example, SiteRule
from caselint.site.index import SiteIndex
from caselint.site.redirects import Redirect

_PLUGIN = "site_name: Studies\nplugins:\n- redirects:\n    redirect_maps:\n"
_PAGES = {"docs/index.md": "# Home\n", "docs/new.md": "# New\n"}


class BrokenRedirect(SiteRule):
    """A redirect of mkdocs-redirects leads to no page, to another redirect, in a circle, or away from a page there is.

    ## Why it matters
    A redirect is there for links that others keep. The plugin writes none whose new path is not a page of the site,
    and those links are dead; it overwrites a page that stands at the old path.

    ## What to do
    Name the page that the matter is on now, without a stop between.
    """

    code = "LNK007"
    name = "broken-redirect"
    reads = frozenset({"head", "front", "headings", "anchors"})
    severity = Severity.ERROR
    bad = (
        Example({"mkdocs.yml": _PLUGIN + "      old.md: gone.md\n", **_PAGES}, finds=("mkdocs.yml:5:15",)),
        Example(
            {"mkdocs.yml": _PLUGIN + "      old.md: older.md\n      older.md: new.md\n", **_PAGES},
            finds=("mkdocs.yml:5:15",),
        ),
        Example(
            {"mkdocs.yml": _PLUGIN + "      a.md: b.md\n      b.md: a.md\n      c.md: b.md\n", **_PAGES},
            finds=("mkdocs.yml:5:13", "mkdocs.yml:7:13"),
        ),
        Example({"mkdocs.yml": _PLUGIN + "      index.md: new.md\n", **_PAGES}, finds=("mkdocs.yml:5:17",)),
        Example({"mkdocs.yml": _PLUGIN + "      old.md: 'new.md#gone'\n", **_PAGES}, finds=("mkdocs.yml:5:16",)),
    )
    good = (
        Example(
            {
                "mkdocs.yml": _PLUGIN + "      old.md: new.md#new\n      b.md: https://example.org/b/\n",
                "docs/index.md": "<a href='old/'>moved</a>\n",
                "docs/new.md": "# New\n",
            }
        ),
    )

    def check(self, site: SiteIndex, touching: frozenset[str] | None) -> Iterator[Finding]:  # noqa: ARG002
        config = site.config.config_path
        if config is None:
            return
        told: set[str] = set()
        for redirect in site.redirects.all:
            if redirect.status == "loop" and redirect.way[-1] == redirect.old:
                if redirect.old in told:
                    continue
                told.update(redirect.way)
            found = _fault(site, redirect)
            if found is not None:
                message, mend, severity = found
                span = site.config.redirect_places.get(redirect.old, Span(0, 0))
                yield self.finding(config, span, message, severity=severity, help=mend)


def _fault(site: SiteIndex, redirect: Redirect) -> tuple[str, str, Severity | None] | None:
    """What is wrong with a redirect, what to do, and how bad it is where that is not the rule's own level."""
    old, new = redirect.old, redirect.new
    way = " → ".join(redirect.way)
    if redirect.status == "missing":
        return f'"{old}" is redirected to {new}, and there is no such page', _nearest(site, new), None
    if redirect.status == "loop":
        return f'the redirect of "{old}" goes round in a circle: {way}', "name the page that the matter is on", None
    if redirect.status == "chain":
        end = redirect.way[-1] if redirect.page is not None else ""
        mend = f'write "{end}"' if end else "name the page that the matter is on"
        if redirect.alive:
            return f'"{old}" is redirected twice: {way}', mend, Severity.WARNING
        why = "the plugin writes no redirect to a path at which there is no page"
        return f'"{old}" is redirected to another redirect: {way}; {why}', mend, None
    if redirect.status == "hides":
        mend = "remove the redirect, or the page"
        return f'"{old}" is redirected to {new}, but that page is there: nobody can read it', mend, None
    if redirect.page is not None and redirect.fragment and site.anchors_of(redirect.page).lack(redirect.fragment):
        page = redirect.page
        message = f'"{old}" is redirected to "#{redirect.fragment}" of {page}, and there is no such place on it'
        return message, f"`caselint inspect {page}` lists the places of that page", Severity.WARNING
    return None


def _nearest(site: SiteIndex, new: str) -> str:
    root = site.config.content_roots[0]
    prefix = "" if root == "." else f"{root}/"
    meant = site.nearest.meant(f"{prefix}index.md", new)
    if not meant.paths:
        return "name the page that the matter is on now, or remove the redirect"
    path = meant.paths[0].removeprefix(prefix)
    return f'write "{path}"' if meant.sure else f'did you mean "{path}"?'
