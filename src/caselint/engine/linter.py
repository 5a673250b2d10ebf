"""The pipeline: sites in, a report out. The command line, stdin, the fixer and the Python API all go through it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from caselint.config.problems import ConfigProblem
from caselint.engine.dependencies import read_files, read_folders
from caselint.engine.discover import Discovery, Request, discover
from caselint.engine.page_cache import CachePlace
from caselint.engine.site_check import CheckedSite, Selection, SiteCheck
from caselint.engine.site_config import inert_settings, judge_globs
from caselint.findings import Report
from caselint.findings.report import LocatedFinding
from caselint.findings.reported import PageFindings, ReportedFindings
from caselint.rules.engine.crashed_rule import CrashedRule

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Run:
    """The sites of a request, checked.

    Attributes:
        notices: sentences for stderr.
        excluded: every page given is excluded.
        traces: the tracebacks of rules that crashed, for whoever mends them.
        cache_notes: what the cache of pages was good for, in words.
        folders, files: what the result depends on: folders with all below them, and single files.
        day: the day of the clock, where the result depends on it; else "".
        unsure: something did not answer that may answer next time.
        problems: what is wrong with a file of settings of which the rest was used all the same.
    """

    sites: tuple[CheckedSite, ...]
    notices: tuple[str, ...]
    excluded: bool
    traces: tuple[str, ...]
    cache_notes: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    day: str = ""
    unsure: bool = False
    problems: tuple[ConfigProblem, ...] = ()

    def keep_places(self) -> None:
        """Keep for the next run where the findings of the report stand, and how they are reported."""
        for checked in self.sites:
            checked.locator.keep()
            if checked.rows is not None:
                checked.rows.save(checked.locator.read)

    @cached_property
    def report(self) -> Report:
        """All findings with their places as the outside reads them, sorted by path, line, column and code."""
        crashed = any(
            finding.code == CrashedRule.code and row not in checked.older
            for checked in self.sites
            for row, finding in enumerate(checked.findings)
        )
        return Report(
            findings=self._kept() if self._keeps else self._located(),
            pages=sum(len(checked.site.asked) for checked in self.sites),
            suppressed=sum(checked.suppressed for checked in self.sites),
            notices=self.notices,
            broken=bool(self.problems) or crashed,
        )

    def _located(self) -> Sequence[LocatedFinding]:
        located: list[LocatedFinding] = []
        for checked in self.sites:
            located += checked.locator.locate(checked.findings, checked.older)
        return tuple(sorted(located, key=lambda finding: finding.sort_key))

    @property
    def _keeps(self) -> bool:
        """Whether what was reported of pages can stand for locating their findings."""
        return bool(self.sites) and all(checked.rows is not None and not checked.older for checked in self.sites)

    def _kept(self) -> Sequence[LocatedFinding]:
        pages: dict[str, PageFindings] = {}
        for checked in self.sites:
            assert checked.rows is not None
            for path, found in checked.rows.report(checked.locator, checked.findings):
                pages[path] = pages[path].joined(found) if path in pages else found
        return ReportedFindings([pages[path] for path in sorted(pages)])


def run(
    request: Request, selection: Selection | None = None, *, progress: Progress | None = None, jobs: int = 1
) -> Run:
    """Check what a request asks for, with up to `jobs` processes where there is enough to read.

    `progress` is called with the number of pages read and of all pages, after each page.

    Raises:
        caselint.engine.discover.NothingToRead: a path does not exist, or there is no page at all.
        caselint.config.problems.ConfigError: a caselint configuration, or a file that it names, is wrong.
        caselint.engine.discover.NoComparison: of a request with `since`: no git repository, or no such revision.
    """
    if request.since is not None:
        from caselint.engine.since import check_since  # it stands on what is below, and only it needs git

        return check_since(request, request.since, selection or Selection(), progress, jobs)
    return check_sites(discover(request), request.cwd, selection or Selection(), progress, jobs, request.cache)


def check_sites(
    discovery: Discovery,
    cwd: Path,
    selection: Selection,
    progress: Progress | None = None,
    jobs: int = 1,
    cache: CachePlace | None = None,
) -> Run:
    """Check sites that were discovered. Everything that lints ends here."""
    total = sum(len(site.pages) for site in discovery.sites)
    done = 0

    def page_done() -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done, total)

    checks = [SiteCheck(site, cwd, selection, page_done, cache) for site in discovery.sites]
    for check in checks:
        check.read(jobs)
    notices = inert_settings(discovery.sites)
    notices += judge_globs([(check.site, check.facts) for check in checks], discovery)
    sites = tuple(check.finish() for check in checks)
    kept = [check.keep(checked.known) for check, checked in zip(checks, sites, strict=True)]
    cache_notes = tuple(note for note, _ in kept if note)
    outsides = [check.outside for check in checks]
    cache_notes += tuple(f"history of pages unknown: {each.history.note}" for each in outsides if each.history.note)
    problems = dict.fromkeys(problem for _, problem in kept if problem)
    notices += [f"{problem}; every run reads all pages anew" for problem in problems]
    traces = tuple(trace for check in checks for trace in check.traces)
    return Run(
        sites=sites,
        notices=(*discovery.notices, *notices),
        excluded=discovery.excluded,
        traces=traces,
        cache_notes=cache_notes,
        folders=read_folders(discovery.sites, discovery.searched),
        files=(
            *read_files(discovery.sites),
            *(file for check in checks for file in check.imported_files),
            *(file for each in outsides for file in each.files),
        ),
        day=max((each.day for each in outsides), default=""),
        unsure=any(each.history.failed for each in outsides),
        problems=tuple(sorted({problem for check in checks for problem in check.registered.problems})),
    )
