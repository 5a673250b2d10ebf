"""LNK001 broken-link."""

from collections.abc import Iterator

from caselint.findings import Finding, Severity
from caselint.rules.rule import Example, SiteRule
from caselint.site.dead_links import DeadLink, by_target, meant_by, mending_fix, suffix_of, told_together
from caselint.site.index import SiteIndex
from caselint.site.nearest import written

_SITE = "site_name: Studies\n"
_BASED = "site_name: Studies\nsite_url: https://example.org/studies/\n"
_SHOWN = 2


class BrokenLink(SiteRule):
    """A link or image leads to a page or file that the published site does not have.

    The link is followed as the site's generator serves it: on MkDocs a Markdown link to a source file counts from the
    page's file, everything else, and all that stands in raw HTML, from the page's URL. `/x` counts from the host's
    root: where the site is served below it, such a link leaves the site. Links of one page that miss the same file
    are one finding. Front matter values count as links where the page's kind names them in `links`.

    ## Why it matters
    The reader gets "404 not found".

    ## What to do
    Write the path of the page that was meant; the finding names the nearest one there is.
    """

    code = "LNK001"
    name = "broken-link"
    severity = Severity.ERROR
    reads = frozenset({"front", "head", "links"})
    bad = (
        Example({"index.md": "[Ferry](ferry.md)\n", "other.md": "# Other\n"}, finds=("index.md:1:9",)),
        Example({"index.md": "See [the study][s].\n\n[s]: studies/ferry.md\n"}, finds=("index.md:3:6",)),
        Example(
            {"mkdocs.yml": _SITE, "docs/a/one.md": "[Two](two/)\n", "docs/a/two.md": "# Two\n"},
            finds=("docs/a/one.md:1:7",),
            fixed={"docs/a/one.md": "[Two](two.md)\n"},
        ),
        Example({"page.md": "![Map](map.png)\n"}, finds=("page.md:1:8",)),
        Example(
            {"mkdocs.yml": _SITE, "docs/one.md": "[Two](Two.md#x)\n", "docs/two.md": "# X\n"},
            finds=("docs/one.md:1:7",),
            fixed={"docs/one.md": "[Two](two.md#x)\n"},
        ),
        Example({"mkdocs.yml": _SITE, "docs/one.md": "[Us](../README.md)\n"}, finds=("docs/one.md:1:6",)),
        Example(
            {"a.md": "---\nrelated:\n  - url: b.md\n  - url: 'gone.md'\nimage: map.png\n---\n# A\n", "b.md": "# B\n"},
            finds=("a.md:4:11", "a.md:5:8"),
            config='[kinds.study]\npages = ["*.md"]\nlinks = ["related[].url", "image"]\n',
        ),
    )
    good = (
        Example({"index.md": "[Ferry](ferry.md#costs) [mail](mailto:a@example.org)\n", "ferry.md": "# Costs\n"}),
        Example({"mkdocs.yml": _SITE, "docs/a/one.md": "[Two](../two/)\n", "docs/a/two.md": "# Two\n"}),
        Example({"mkdocs.yml": _BASED, "docs/one.md": "[Two](/studies/two/)\n", "docs/two.md": "# Two\n"}),
        Example({"a.md": "---\nrelated:\n  - url: gone.md\n---\n# A\n"}),
        Example("`[code](gone.md)` and <https://example.org/gone>\n"),
    )

    def check(self, site: SiteIndex, touching: frozenset[str] | None) -> Iterator[Finding]:
        for facts in site.touched(touching):
            for dead in by_target(site.dead_links(facts.path), in_source=False):
                yield self._finding(site, dead)

    def _finding(self, site: SiteIndex, dead: list[DeadLink]) -> Finding:
        first = dead[0]
        message, related = told_together(dead, lambda each: _message(site, each))
        fix = mending_fix(site, dead)
        return self.finding(first.page, first.link.span, message, related=related, fix=fix, help=_help(site, first))


def _message(site: SiteIndex, dead: DeadLink) -> str:
    link, resolution = dead.link, dead.resolution
    base = site.config.base_path
    if resolution.status == "malformed":
        return f'"{link.target}" is no address: {resolution.tried}'
    twin = site.other_case.of(resolution)
    if twin is not None:
        return f'"{link.target}" is dead on the served site, which tells upper from lower case: the file is {twin}'
    outside = site.outside_root(resolution)
    if outside is not None:
        start = f"{site.config.content_roots[0]}/" if not outside.startswith("../") else "the site's folder"
        return f'"{link.target}" leads out of {start}, to {outside}: the site serves nothing of that'
    if resolution.status == "outside-site":
        return f'"{link.target}" leaves the site: it leads to {resolution.tried}, the site starts at {base}'
    what = "page" if resolution.status == "missing-page" else "file"
    served = resolution.read_as == "url" and resolution.tried.removeprefix(base) not in link.target
    how = " as the site serves it" if served else ""
    return f'"{link.target}" leads to {resolution.tried}{how}, and there is no such {what}'


def _help(site: SiteIndex, dead: DeadLink) -> str:
    link, resolution = dead.link, dead.resolution
    if resolution.status == "malformed":
        return "write the whole address, with its host"
    meant = meant_by(site, dead)
    targets = [written(site.config, dead.page, path, link.kind) or path for path in meant.paths[:_SHOWN]]
    if not targets:
        if site.outside_root(resolution) is not None:
            return "write the address at which readers can see it, or remove the link"
        if resolution.status == "missing-asset":
            return "add the file, or remove the link"
        return "write the path of the page that was meant, or remove the link"
    more = f" and {len(meant.paths) - _SHOWN} more" if len(meant.paths) > _SHOWN else ""
    quoted = " or ".join(f'"{target}{suffix_of(link.target)}"' for target in targets)
    return f"write {quoted}" if meant.sure else f"did you mean {quoted}{more}?"
