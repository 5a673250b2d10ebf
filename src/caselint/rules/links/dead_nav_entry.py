"""LNK003 dead-nav-entry."""

from collections.abc import Iterator

from caselint.findings import Edit, Finding, Fix, Related, Safety, Severity
from caselint.generators.generator import NavEntry
from caselint.generators.resolve import Resolution
from caselint.rules.rule import Example, SiteRule
from caselint.site.index import SiteIndex

_BAD_NAV = "site_name: Studies\nnav:\n- Home: index.md\n- Costs: cost.md\n"
_SHOWN = 2

Dead = tuple[NavEntry, Resolution]


class DeadNavEntry(SiteRule):
    """An entry of the navigation in `mkdocs.yml` leads to a page that the site does not have or does not publish.

    Entries that miss the same page are one finding. Sites on which a plugin or a hook makes pages or the navigation
    are not judged.

    ## Why it matters
    The navigation stands on every page: each reader is led to "404 not found" from everywhere.

    ## What to do
    Write the path of the page that was meant, from the folder of the pages, or remove the entry.
    """

    code = "LNK003"
    name = "dead-nav-entry"
    reads = frozenset({"head"})
    severity = Severity.ERROR
    bad = (
        Example({"mkdocs.yml": _BAD_NAV, "docs/index.md": "# Home\n"}, finds=("mkdocs.yml:4:10",)),
        Example(
            {
                "mkdocs.yml": "site_name: Studies\nnav:\n- index.md\n- Studies:\n  - 'Guide.md'\n",
                "docs/index.md": "# Home\n",
                "docs/guide.md": "# Guide\n",
            },
            finds=("mkdocs.yml:5:6",),
            fixed={"mkdocs.yml": "site_name: Studies\nnav:\n- index.md\n- Studies:\n  - 'guide.md'\n"},
        ),
        Example(
            {
                "mkdocs.yml": "site_name: Studies\nexclude_docs: /old/\nnav: [index.md, old/a.md]\n",
                "docs/index.md": "# Home\n",
                "docs/old/a.md": "# A\n",
            },
            finds=("mkdocs.yml:3:17",),
        ),
    )
    good = (
        Example(
            {
                "mkdocs.yml": "site_name: Studies\nnav:\n- index.md\n- Code: https://example.org\n- Studies: a/\n",
                "docs/index.md": "# Home\n",
                "docs/a/index.md": "# A\n",
            }
        ),
        Example(
            {
                "mkdocs.yml": "site_name: Studies\nplugins: [literate-nav]\nnav:\n- a/*.md\n- b/\n",
                "docs/index.md": "# Home\n",
            }
        ),
    )

    def check(self, site: SiteIndex, touching: frozenset[str] | None) -> Iterator[Finding]:  # noqa: ARG002
        config = site.config.config_path
        if config is None:
            return
        missed: dict[str, list[Dead]] = {}
        for entry, resolution in site.navigation.entries:
            if resolution.status in ("missing-page", "unpublished"):
                missed.setdefault(resolution.tried, []).append((entry, resolution))
        for dead in missed.values():
            yield self._finding(site, config, dead)

    def _finding(self, site: SiteIndex, config: str, dead: list[Dead]) -> Finding:
        entry, resolution = dead[0]
        message = _message(entry, resolution)
        if len(dead) > 1:
            message += f"; {len(dead) - 1} more of this navigation likewise"
        twin = site.other_case.of(resolution)
        edits: tuple[Edit, ...] = ()
        if twin is not None:
            text = site.inside_root(twin) or twin
            edits = tuple(Edit(config, other.span, text) for other, _ in dead)
        return self.finding(
            config,
            entry.span,
            message,
            # The page is there, but for readers of a draft only: a build does not stop at it.
            severity=Severity.WARNING if resolution.status == "unpublished" else None,
            related=tuple(Related(config, other.span, _message(other, end), defect=True) for other, end in dead[1:]),
            fix=Fix(f'write "{edits[0].text}"', Safety.UNSAFE, edits) if edits else None,
            help=_help(site, entry, resolution, twin),
        )


def _message(entry: NavEntry, resolution: Resolution) -> str:
    named = f'"{entry.title}" of the navigation' if entry.title else "this entry of the navigation"
    if resolution.status == "unpublished":
        return f'{named} leads to {resolution.tried}, which "exclude_docs" or "draft_docs" leaves out of the site'
    return f"{named} leads to {resolution.tried}, and there is no such page"


def _help(site: SiteIndex, entry: NavEntry, resolution: Resolution, twin: str | None) -> str:
    if resolution.status == "unpublished":
        return "remove the entry, or publish the page"
    if twin is not None:
        return f'write "{site.inside_root(twin) or twin}": the served site tells upper from lower case'
    target = entry.target or ""
    if site.is_page(resolution.tried):  # a README.md, and the index.md beside it is published in its place
        folder = target.removesuffix("README.md")
        return f'write "{folder}index.md": the site publishes that, and not the README.md beside it'
    if "#" in target:
        return "an entry takes the path of a page, without an anchor"
    root = site.config.content_roots[0]
    start = "index.md" if root == "." else f"{root}/index.md"
    meant = site.nearest.meant(start, target)
    named = [inside for path in meant.paths[:_SHOWN] if (inside := site.inside_root(path)) is not None]
    if not named:
        return "write the path of the page that was meant, or remove the entry"
    more = f" and {len(meant.paths) - _SHOWN} more" if len(meant.paths) > _SHOWN else ""
    quoted = " or ".join(f'"{path}"' for path in named)
    return f"write {quoted}" if meant.sure else f"did you mean {quoted}{more}?"
