"""Links that are dead as served: whether the source has what they name, and the fix that would mend them."""

import posixpath
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from caselint.content.page import Link, LinkKind
from caselint.findings import Edit, Fix, Related, Safety
from caselint.generators.resolve import Resolution
from caselint.generators.urls import inside_root
from caselint.site.nearest import Meant, written

if TYPE_CHECKING:
    from caselint.site.index import SiteIndex

_BROKEN = frozenset({"missing-page", "missing-asset", "outside-site", "malformed"})


class DeadLink(NamedTuple):
    """A link of a page that is dead as served.

    `source` is the file of the source that it names, counted from the page's file or, with `/`, from the folder of the
    pages; None where the source has no such file either.
    """

    page: str
    link: Link
    resolution: Resolution
    source: str | None


def find_dead_links(site: "SiteIndex", page: str) -> Iterator[DeadLink]:
    """The dead links of a page, in its order. `SiteIndex.dead_links` remembers them."""
    for link, resolution in site.resolved_links(page):
        if resolution.status in _BROKEN:
            yield DeadLink(page, link, resolution, _source_of(site, page, link, resolution))


def by_target(dead: Sequence[DeadLink], *, in_source: bool) -> Iterator[list[DeadLink]]:
    """The dead links of a page that miss one file each, in the order of the page.

    With `in_source` those whose target is a file of the source that is not served where the link leads, else the
    others. Links that leave the site for one reason are together.
    """
    defects: dict[tuple[str, str], list[DeadLink]] = {}
    for each in dead:
        if (each.source is not None) is in_source:
            absolute = each.resolution.status == "outside-site" and each.link.target.startswith("/")
            key = (each.resolution.status, "/" if absolute else each.resolution.tried)
            defects.setdefault(key, []).append(each)
    yield from defects.values()


def told_together(dead: Sequence[DeadLink], message: Callable[[DeadLink], str]) -> tuple[str, tuple[Related, ...]]:
    """The message of the first of several links of one page, and the others as places beside it."""
    told = message(dead[0])
    if len(dead) > 1:
        told += f"; {len(dead) - 1} more of this page likewise"
    return told, tuple(Related(each.page, each.link.span, message(each), defect=True) for each in dead[1:])


def _source_of(site: "SiteIndex", page: str, link: Link, resolution: Resolution) -> str | None:
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


def meant_by(site: "SiteIndex", dead: DeadLink) -> Meant:
    """What a dead link can have meant: the file it names, in other letter case too, where that went, a like name."""
    if dead.source is not None and site.is_page(dead.source):
        return Meant((dead.source,), sure=True)
    sure = site.other_case.of(dead.resolution) or site.redirects.page_after(dead.resolution.tried)
    return site.nearest.meant(dead.page, dead.link.target) if sure is None else Meant((sure,), sure=True)


def mending_fix(site: "SiteIndex", dead: Sequence[DeadLink]) -> Fix | None:
    """The fix that leads each of the links to the one page that it can have meant; None where that is no page's."""
    edits = tuple(edit for each in dead if (edit := _mending_edit(site, each)) is not None)
    return Fix(f'write "{edits[0].text}"', Safety.UNSAFE, edits) if edits else None


def _mending_edit(site: "SiteIndex", dead: DeadLink) -> Edit | None:
    link = dead.link
    if dead.resolution.status == "malformed" or link.kind in (LinkKind.FRONT_MATTER, LinkKind.WIKI):
        return None
    meant = meant_by(site, dead)
    target = written(site.config, dead.page, meant.paths[0], link.kind) if meant.sure else None
    if target is None or target + suffix_of(link.target) == link.target:
        return None
    return Edit(dead.page, link.span, target + suffix_of(link.target))


def suffix_of(target: str) -> str:
    """The query and fragment of a target."""
    ends = [at for at in (target.find("?"), target.find("#")) if at >= 0]
    return target[min(ends) :] if ends else ""
