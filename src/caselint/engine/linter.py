"""The pipeline: sites in, a report out. The command line, stdin, the fixer and the Python API all go through it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from caselint.content.source import Source
from caselint.engine.discover import Discovery, Request, Site, discover
from caselint.engine.locate import Locator
from caselint.engine.read_page import crash, examine_page
from caselint.engine.selection import SiteSettings
from caselint.engine.site_config import config_findings, inert_settings, judge_globs
from caselint.engine.suppress import Hides, Suppression, without_hidden
from caselint.facts.page_facts import PageFacts
from caselint.findings import Finding, Report
from caselint.findings.report import LocatedFinding
from caselint.generators.dialects import dialect_of
from caselint.rules.engine.crashed_rule import CrashedRule
from caselint.rules.registry import all_rules, find_rule
from caselint.rules.rule import Rule, SiteRule
from caselint.site.index import SiteIndex
from caselint.site.vocabulary import Vocabulary

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Selection:
    """What the command line adds to the configuration: names, codes or prefixes of rules, and what is shown."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False
    min_confidence: float = 0.0


@dataclass(frozen=True)
class CheckedSite:
    """A site after the run, as `figures` and `inspect` read it too.

    `index` holds every page of the site, `findings` what is to be reported on the pages asked for.
    """

    site: Site
    index: SiteIndex
    locator: Locator
    findings: tuple[Finding, ...]
    suppressed: int


@dataclass(frozen=True)
class Run:
    """The sites of a request, checked.

    Attributes:
        notices: sentences for stderr.
        excluded: every page given is excluded.
        traces: the tracebacks of rules that crashed, for whoever mends them.
    """

    sites: tuple[CheckedSite, ...]
    notices: tuple[str, ...]
    excluded: bool
    traces: tuple[str, ...]

    @cached_property
    def report(self) -> Report:
        """All findings with their places as the outside reads them, sorted by path, line, column and code."""
        located: list[LocatedFinding] = []
        for checked in self.sites:
            located += checked.locator.locate(checked.findings)
        return Report(
            findings=tuple(sorted(located, key=lambda finding: finding.sort_key)),
            pages=sum(len(checked.site.asked) for checked in self.sites),
            suppressed=sum(checked.suppressed for checked in self.sites),
            notices=self.notices,
            broken=any(finding.code == CrashedRule.code for finding in located),
        )


def run(request: Request, selection: Selection | None = None, *, progress: Progress | None = None) -> Run:
    """Check what a request asks for.

    `progress` is called with the number of pages read and of all pages, after each page.

    Raises:
        caselint.engine.discover.NothingToRead: a path does not exist, or there is no page at all.
        caselint.config.problems.ConfigError: a caselint configuration, or a file that it names, is wrong.
    """
    return check_sites(discover(request), request.cwd, selection or Selection(), progress)


def check_sites(discovery: Discovery, cwd: Path, selection: Selection, progress: Progress | None = None) -> Run:
    """Check sites that were discovered. Everything that lints ends here."""
    total = sum(len(site.pages) for site in discovery.sites)
    done = 0

    def page_done() -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done, total)

    checks = [_SiteCheck(site, cwd, selection, page_done) for site in discovery.sites]
    for check in checks:
        check.read()
    notices = inert_settings(discovery.sites)
    notices += judge_globs([(check.site, check.facts) for check in checks], discovery)
    sites = tuple(check.finish() for check in checks)
    traces = tuple(trace for check in checks for trace in check.traces)
    return Run(sites, (*discovery.notices, *notices), discovery.excluded, traces)


class _SiteCheck:
    """The check of one site: its pages read, then the rules that need all of them."""

    def __init__(self, site: Site, cwd: Path, selection: Selection, page_done: Callable[[], None]) -> None:
        self.site = site
        self.facts: dict[str, PageFacts] = {}
        self.traces: list[str] = []
        self._cwd = cwd
        self._selection = selection
        self._page_done = page_done
        self._settings = SiteSettings(site, selection.select, selection.ignore, preview=selection.preview)
        self._sources: dict[str, Source] = {}
        self._findings: list[Finding] = []

    def read(self) -> None:
        """Read every page of the site, and run the page rules over those that are asked for."""
        dialect = dialect_of(self.site.generator)
        for path in self.site.pages:
            asked = path in self.site.asked
            examined = examine_page(
                self.site.root, path, dialect, self._settings if asked else None, self.site.texts.get(path)
            )
            self._sources[path] = examined.source
            if examined.facts is not None:
                self.facts[path] = examined.facts
            self._findings += examined.findings if asked else ()
            self.traces += examined.traces
            self._page_done()

    def finish(self) -> CheckedSite:
        """Run the site rules, and take out what directives and settings hide."""
        unread = frozenset((*self.site.pages, *self.site.excluded))
        index = SiteIndex(self.site.generator, self.facts, frozenset(self.site.assets), self._vocabulary(), unread)
        found = [*self._findings, *self._site_rules(index), *config_findings(self.site, self._sources)]
        suppression = Suppression(self.facts)
        switched_on = self._switched_on(found)
        kept = suppression.apply(finding for finding in switched_on if self._is_asked(finding))
        kept += self._switched_on(
            finding for finding in suppression.leftovers(self._judges) if finding.path in self.site.asked
        )
        return CheckedSite(
            site=self.site,
            index=index,
            locator=Locator(self.site.root, self._cwd, self._sources),
            findings=tuple(finding for finding in kept if finding.confidence >= self._selection.min_confidence),
            suppressed=suppression.count,
        )

    def _site_rules(self, index: SiteIndex) -> Iterator[Finding]:
        touching = None if len(self.site.asked) == len(self.site.pages) else self.site.asked
        for rule in all_rules():
            if not issubclass(rule, SiteRule) or not self._settings.runs(rule):
                continue
            try:
                yield from self._settings.site_rule(rule).check(index, touching)
            except Exception as error:  # noqa: BLE001 - a rule's crash is one finding, the rest is still checked
                finding, trace = crash(f"rule {rule.name}", min(self.site.asked, default=""), error)
                self.traces.append(trace)
                yield finding

    def _switched_on(self, findings: Iterator[Finding] | list[Finding]) -> list[Finding]:
        """The findings without the places on pages for which the settings switch their rule off."""
        kept = []
        for finding in findings:
            rule = find_rule(finding.code)
            assert rule is not None
            left = without_hidden(finding, self._switched_off(rule))
            if left is not None:
                kept.append(self._settings.with_severity(left, rule))
        return kept

    def _switched_off(self, rule: type[Rule]) -> Hides:
        return lambda path, _: not self._settings.enabled(path, rule)

    def _is_asked(self, finding: Finding) -> bool:
        asked = self.site.asked
        if finding.path in asked or finding.path not in self.site.pages:
            return True
        return any(place.group is not None and place.path in asked for place in finding.related)

    def _judges(self, path: str, name: str) -> bool:
        rule = find_rule(name)
        return rule is not None and self._settings.enabled(path, rule)

    def _vocabulary(self) -> Vocabulary:
        config = self.site.config
        words: Mapping[str, tuple[str, ...]] = config.vocabulary.metrics
        return Vocabulary(
            aliases={other: entity for entity, others in config.aliases.items() for other in others},
            metrics={synonym: metric for metric, synonyms in words.items() for synonym in synonyms},
            units=config.vocabulary.units,
            stop=frozenset(word.casefold() for word in config.vocabulary.stop),
        )
