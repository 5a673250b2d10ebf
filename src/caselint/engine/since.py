"""`--since`: of the findings of today those that the change since a revision is answerable for.

The site is checked as it is, and as it was at the revision; what was found then is left out. The earlier check shares
the facts of every page that is the same, reads from git what differs, and is made only where something was found that
may be new. caselint's own settings are those of today on both sides: who turns a rule on is not blamed for the pages.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from caselint.engine.change import ChangeSince, is_commit_hook, read_change
from caselint.engine.discover import NoComparison, NothingToRead, Request, Site, discover
from caselint.engine.linter import Progress, Run, check_sites
from caselint.engine.new_findings import Pages, may_be_new, new_rows, places
from caselint.engine.read_page import Examined
from caselint.engine.site_check import CheckedSite, Selection, SiteCheck
from caselint.engine.versions import OtherVersion, Version, WorkingTree, resolved, start_of
from caselint.findings.visible import shorten, visible
from caselint.git.failure import GitError, NoRepository
from caselint.git.repository import Repository
from caselint.rules.engine.unused_suppression import UnusedSuppression


def check_since(
    request: Request, revision: str, selection: Selection, progress: Progress | None = None, jobs: int = 1
) -> Run:
    """Check what a request asks for, and mark the findings that were there at `revision`.

    Raises:
        caselint.engine.discover.NoComparison: a site lies in no git repository, or `revision` names no commit.
        caselint.engine.discover.NothingToRead: a path does not exist, or there is no page at all.
        caselint.config.problems.ConfigError: a caselint configuration, or a file that it names, is wrong.
    """
    version: Version = WorkingTree(request.cache)
    discovery = discover(request, version)
    try:
        repositories = [each for site in discovery.sites for each in _repositories(site, request)]
        change = read_change(repositories, revision, staged=is_commit_hook())
    except GitError as error:
        raise NoComparison(f"--since {shorten(visible(revision), 100)}: {error}") from None
    if not change.matters and not request.texts:
        notice = f"nothing that a page depends on has changed since {shorten(visible(revision), 100)}: nothing is new"
        return Run((), (*discovery.notices, notice), discovery.excluded, ())
    if change.staged:
        version = OtherVersion(version, change.staged)
        discovery = discover(request, version)
    done = check_sites(discovery, request.cwd, selection, progress, jobs, request.cache)
    held = frozenset(resolved(str(request.cwd / path)) for path in request.texts)
    change = replace(change, touched=change.touched | held)
    earlier = _Earlier(request, selection, OtherVersion(version, change.earlier))
    sites = tuple(replace(checked, older=_older(checked, change, earlier)) for checked in done.sites)
    return replace(done, sites=sites, notices=(*done.notices, *_notices(sites, revision)))


def _repositories(site: Site, request: Request) -> list[Repository]:
    """The repository that a site lies in; of a folder that holds several, those of the paths given."""
    given = [Path(os.path.normpath(request.cwd / path)) for path in request.paths]
    folders = [path if path.is_dir() else path.parent for path in given]
    inside = [folder for folder in folders if folder.is_relative_to(site.root)]
    try:
        return [Repository(site.root)]
    except NoRepository:
        if not inside:
            raise
    return [Repository(folder) for folder in inside]


def _notices(sites: Iterable[CheckedSite], revision: str) -> list[str]:
    shown = shorten(visible(revision), 100)
    hidden = sum(len(checked.older) for checked in sites)
    if not hidden:
        return []
    findings = "1 finding is" if hidden == 1 else f"{hidden:,} findings are"
    return [f"{findings} not shown: no matter of the change since {shown}"]


def _older(checked: CheckedSite, change: ChangeSince, earlier: "_Earlier") -> frozenset[int]:
    """The rows of the findings that the change is not answerable for."""
    start = start_of(checked.site.root)
    touched = frozenset(path.removeprefix(start) for path in change.touched if path.startswith(start))
    rows = [row for row, finding in enumerate(checked.findings) if may_be_new(finding, touched)]
    if rows:
        names = {old.removeprefix(start): now.removeprefix(start) for old, now in change.moved.items()}
        then = earlier.check(checked, rows, names)
        if then is not None:
            candidates = [checked.findings[row] for row in rows]
            now = Pages(checked.locator, {})
            earlier_pages, same = Pages(then.locator, names), _unchanged(checked.site, then.site, names)
            new = new_rows(candidates, now, then.findings, earlier_pages, touched, same)
            rows = [row for place, row in enumerate(rows) if place in new]
    return frozenset(range(len(checked.findings))) - frozenset(rows)


def _unchanged(now: Site, then: Site, names: Mapping[str, str]) -> frozenset[str]:
    """The pages of both versions with the same text under the same name."""
    moved = {*names, *names.values()}
    both = set(now.pages).intersection(then.pages) - moved
    return frozenset(path for path in both if now.texts.get(path) == then.texts.get(path))


class _Earlier:
    """The sites as they were, found when they are asked for."""

    def __init__(self, request: Request, selection: Selection, version: Version) -> None:
        self._request = request
        self._selection = selection
        self._version = version
        self._sites: dict[str, Site] | None = None

    def check(self, now: CheckedSite, rows: Sequence[int], names: Mapping[str, str]) -> CheckedSite | None:
        """The site as it was, with what was found on the pages that rows of its findings speak of.

        `names` are the names that pages have now, by those they had. None where there was no such site.
        """
        site = self._site(now.site)
        if site is None:
            return None
        before = {name: old for old, name in names.items()}
        spoken = {place.path for row in rows for place in places(now.findings[row])}
        there = (*site.pages, site.generator.config_path or "")
        asked = frozenset(before.get(path, path) for path in spoken).intersection(there)
        asked_site, then = replace(site, asked=asked), self._request.since
        check = SiteCheck(asked_site, self._request.cwd, self._selection, lambda: None, revision=then)
        codes = frozenset(now.findings[row].code for row in rows)
        # Whether a suppression is idle shows only when every rule has run.
        check.share(_same_pages(now, site), None if UnusedSuppression.code in codes else codes, now.known)
        check.read(1)
        return check.finish()

    def _site(self, now: Site) -> Site | None:
        if self._sites is None:
            self._sites = {str(site.root): site for site in self._discover()}
        return self._sites.get(str(now.root))

    def _discover(self) -> tuple[Site, ...]:
        request = self._request
        there = tuple(path for path in request.paths if path not in request.texts or (request.cwd / path).is_file())
        if request.paths and not there:
            return ()
        try:
            return discover(replace(request, texts={}, paths=there), self._version).sites
        except NothingToRead:
            return ()


def _same_pages(now: CheckedSite, earlier: Site) -> dict[str, Examined]:
    """The pages of an earlier version that are read already, since they are the same now."""
    if earlier.dialect != now.site.dialect:
        return {}
    texts, facts = now.site.texts, now.index.pages
    return {
        path: Examined(facts[path])
        for path in earlier.pages
        if path in facts and earlier.texts.get(path) == texts.get(path)
    }
