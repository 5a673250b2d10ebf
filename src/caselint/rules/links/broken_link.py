"""LNK001 broken-link."""

from collections.abc import Iterator
from difflib import get_close_matches

from caselint.content.page import Link
from caselint.findings import Finding, Severity
from caselint.generators.resolve import Resolution
from caselint.rules.rule import Example, SiteRule
from caselint.site.index import SiteIndex

_SITE = "site_name: Studies\n"


class BrokenLink(SiteRule):
    """A link or image leads to a page or file that the published site does not have.

    The link is followed as the site's generator serves it: on MkDocs a link to a source file counts from the page's
    file, everything else from the page's URL.

    ## Why it matters
    The reader gets "404 not found".

    ## What to do
    Write the path of the page that was meant; the finding names the nearest one there is.
    """

    code = "LNK001"
    name = "broken-link"
    severity = Severity.ERROR
    bad = (
        Example({"index.md": "[Ferry](ferry.md)\n", "other.md": "# Other\n"}, finds=("index.md:1:9",)),
        Example({"index.md": "See [the study][s].\n\n[s]: studies/ferry.md\n"}, finds=("index.md:3:6",)),
        Example(
            {"mkdocs.yml": _SITE, "docs/a/one.md": "[Two](two/)\n", "docs/a/two.md": "# Two\n"},
            finds=("docs/a/one.md:1:7",),
        ),
        Example({"page.md": "![Map](map.png)\n"}, finds=("page.md:1:8",)),
    )
    good = (
        Example({"index.md": "[Ferry](ferry.md#costs) [mail](mailto:a@example.org)\n", "ferry.md": "# Costs\n"}),
        Example({"mkdocs.yml": _SITE, "docs/a/one.md": "[Two](../two/)\n", "docs/a/two.md": "# Two\n"}),
        Example("`[code](gone.md)` and <https://example.org/gone>\n"),
    )

    def check(self, site: SiteIndex, touching: frozenset[str] | None) -> Iterator[Finding]:
        for facts in site.touched(touching):
            seen = set()
            for link in facts.links:
                if not link.rendered or link.span in seen:
                    continue
                resolution = site.resolve(facts.path, link)
                if resolution.status in _MESSAGES:
                    seen.add(link.span)
                    yield self.finding(
                        facts.path, link.span, _MESSAGES[resolution.status](link, resolution), help=_hint(site, link)
                    )


def _missing_page(link: Link, resolution: Resolution) -> str:
    return f'"{link.target}" leads to {resolution.tried}, and there is no such page'


def _missing_asset(link: Link, resolution: Resolution) -> str:
    return f'"{link.target}" leads to {resolution.tried}, and there is no such file'


def _outside(link: Link, resolution: Resolution) -> str:
    return f'"{link.target}" leaves the site: {resolution.tried}'


def _malformed(link: Link, resolution: Resolution) -> str:
    return f'"{link.target}" is no address: {resolution.tried}'


_MESSAGES = {
    "missing-page": _missing_page,
    "missing-asset": _missing_asset,
    "outside-site": _outside,
    "malformed": _malformed,
}


def _hint(site: SiteIndex, link: Link) -> str:
    """The pages that were probably meant."""
    words = [word for word in link.target.partition("#")[0].strip("/").split("/") if word not in ("", ".", "..")]
    if not words:
        return "write the path of the page that was meant"
    stem = words[-1].removesuffix(".md")
    same = sorted(path for path in site.pages if _stem(path) == stem)
    if same:
        more = f" and {len(same) - 2} more" if len(same) > 2 else ""
        return f"did you mean {' or '.join(same[:2])}{more}?"
    near = get_close_matches(stem, {_stem(path) for path in site.pages}, n=1, cutoff=0.8)
    found = sorted(path for path in site.pages if near and _stem(path) == near[0])
    return f"did you mean {found[0]}?" if found else "remove the link, or write the page"


def _stem(path: str) -> str:
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    return folder.rpartition("/")[2] if stem in ("index", "README") else stem
