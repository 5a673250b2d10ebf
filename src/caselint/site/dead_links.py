"""Links that are dead as served: whether the source has what they name, and the edit that would mend them."""

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from caselint.content.page import Link, LinkKind
from caselint.findings import Edit
from caselint.generators.resolve import Resolution
from caselint.generators.urls import inside_root
from caselint.site.nearest import Meant, written

if TYPE_CHECKING:
    from caselint.site.index import SiteIndex

BROKEN = frozenset({"missing-page", "missing-asset", "outside-site", "malformed"})
Found = tuple[Link, Resolution]


def dead_links(site: "SiteIndex", page: str, *, in_source: bool) -> Iterator[list[Found]]:
    """The dead links of a page that miss one file each, in the order of the page.

    With `in_source` those whose target is a file of the source that is not served where the link leads, else the
    others. Links that leave the site for one reason are together.
    """
    defects: dict[tuple[str, str], list[Found]] = {}
    for link, resolution in site.resolved_links(page):
        if resolution.status in BROKEN and (source_of(site, page, link, resolution) is not None) is in_source:
            absolute = resolution.status == "outside-site" and link.target.startswith("/")
            key = (resolution.status, "/" if absolute else resolution.tried)
            defects.setdefault(key, []).append((link, resolution))
    yield from defects.values()


def source_of(site: "SiteIndex", page: str, link: Link, resolution: Resolution) -> str | None:
    """The source file that a dead link names, counted from the page's file or, with `/`, from the folder of the pages.

    None where the source has no such file either.
    """
    config = site.config
    if not config.is_mkdocs or resolution.status == "malformed":
        return None
    path = link.target.partition("#")[0].partition("?")[0].strip()
    path = unquote(path) if "%" in path else path
    inside = inside_root(config, page)
    if not path or inside is None:
        return None
    root = page[: len(page) - len(inside)]
    if path.startswith("/"):
        below = path.strip("/").removeprefix(config.base_path.strip("/") + "/")
        served = site.page_at_url(config.base_path + path.lstrip("/")) or site.page_at_url(
            f"{config.base_path}{path.strip('/')}/"
        )
        if served is not None and resolution.status == "outside-site":
            return served
        source = root + posixpath.normpath(below) if below else ""
    else:
        source = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    there = site.is_page(source) or site.is_asset(source) or source in site.unpublished
    return source if there and inside_root(config, source) is not None else None


def meant_by(site: "SiteIndex", page: str, link: Link, resolution: Resolution) -> Meant:
    """What a dead link can have meant: the file it names, in other letter case too, where that went, a like name."""
    source = source_of(site, page, link, resolution)
    if source is not None and site.is_page(source):
        return Meant((source,), sure=True)
    sure = site.other_case.of(resolution) or site.redirects.page_after(resolution.tried)
    return site.nearest.meant(page, link.target) if sure is None else Meant((sure,), sure=True)


def mending_edit(site: "SiteIndex", page: str, link: Link, resolution: Resolution) -> tuple[Edit, ...]:
    """The edit that leads the link to the one page that it can have meant."""
    if resolution.status == "malformed" or link.kind in (LinkKind.FRONT_MATTER, LinkKind.WIKI):
        return ()
    meant = meant_by(site, page, link, resolution)
    target = written(site.config, page, meant.paths[0], link.kind) if meant.sure else None
    if target is None or target + suffix_of(link.target) == link.target:
        return ()
    return (Edit(page, link.span, target + suffix_of(link.target)),)


def suffix_of(target: str) -> str:
    """The query and fragment of a target."""
    ends = [at for at in (target.find("?"), target.find("#")) if at >= 0]
    return target[min(ends) :] if ends else ""
