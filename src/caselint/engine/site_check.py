"""The check of one site: what is asked of it, its pages read, and the rules that need all of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from caselint.engine.discover import Site
from caselint.engine.kept_rows import KeptRows
from caselint.engine.locate import Locator
from caselint.engine.outside import Outside
from caselint.engine.page_cache import CachePlace, PageCache
from caselint.engine.read_page import Examined, crash
from caselint.engine.registered import registered
from caselint.engine.selection import SiteSettings
from caselint.engine.site_config import config_findings, read_config
from caselint.engine.site_pages import SitePages
from caselint.engine.site_results import KnownResults, SiteResults, Untold, kept_results, sections_read
from caselint.engine.suppress import Hides, Suppression, without_hidden
from caselint.facts.page_facts import PageFacts
from caselint.findings import Finding
from caselint.rules.engine.unreadable_site_config import UnreadableSiteConfig
from caselint.rules.registry import all_rules, find_rule
from caselint.rules.rule import EngineRule, Rule, SiteRule
from caselint.site.index import SiteIndex
from caselint.site.vocabulary import Vocabulary

if TYPE_CHECKING:
    from caselint.site.collections import Collection


@dataclass(frozen=True)
class Selection:
    """What the command line adds to the configuration: names, codes or prefixes of rules, what is shown, and the day.

    `today` stands for the day of the clock.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False
    min_confidence: float = 0.0
    today: date | None = None


@dataclass(frozen=True)
class CheckedSite:
    """A site after the run, as `figures` and `inspect` read it too.

    `index` holds every page of the site, `findings` what is to be reported on the pages asked for, but for those whose
    row is in `older`: they were there before the change that is judged. `known` is what the site rules found, whatever
    is reported; `rows` what is kept of the report.
    """

    site: Site
    index: SiteIndex
    locator: Locator
    findings: tuple[Finding, ...]
    suppressed: int
    known: KnownResults
    older: frozenset[int] = frozenset()
    rows: KeptRows | None = None


class SiteCheck:
    """The check of one site: its pages read, then the rules that need all of them."""

    def __init__(
        self,
        site: Site,
        cwd: Path,
        selection: Selection,
        page_done: Callable[[], None],
        cache: CachePlace | None = None,
        revision: str | None = None,
    ) -> None:
        """`revision`: of a version of the site other than that of today, where its history ends."""
        self.site = site
        self.outside = Outside(site.root, selection.today, revision)
        self._cwd = cwd
        self._selection = selection
        self._page_done = page_done
        self._settings = SiteSettings(site, selection.select, selection.ignore, preview=selection.preview)
        self._cache = None if cache is None else PageCache(cache, site.root, site.reader)
        self._pages = SitePages(site, self._settings, self._cache)
        self._shared: Mapping[str, Examined] = {}
        self._codes: frozenset[str] | None = None
        self._known: KnownResults | None = None
        self._traces: list[str] = []
        self.registered = registered(site)

    @property
    def facts(self) -> Mapping[str, PageFacts]:
        return self._pages.facts

    @property
    def imported_files(self) -> tuple[str, ...]:
        """The files that user's models were imported from."""
        return self._settings.imported_files

    @property
    def traces(self) -> list[str]:
        return self._pages.traces + self._traces

    def share(
        self, pages: Mapping[str, Examined], codes: frozenset[str] | None, known: KnownResults | None = None
    ) -> None:
        """Take pages that were read already, in another version of the site, instead of reading them.

        With `codes`, only these of the site rules run. `known` is what was found in that version.
        """
        self._shared, self._codes, self._known = pages, codes, known

    def read(self, jobs: int) -> None:
        """Read every page of the site, and run the page rules over those that are asked for."""
        self._pages.read(self._shared, jobs, self._page_done, packed=self._known is not None)
        if self._known is None:
            changed = self._pages.changed
            self._known = kept_results(self._cache, changed, self.facts)
        else:
            changed = [path for path in self.facts if path not in self._shared]
        self._results = SiteResults(
            self.site, self.facts, self._known, changed, self.outside.key, self.registered.digest
        )

    def keep(self, known: KnownResults) -> tuple[str, str]:
        """Keep what was read and what is `known` for the next run.

        Returns in words how many pages were read anew, and why nothing can be kept.
        """
        # What one page taught cannot be taken back later where the page itself is not kept.
        taught = known.teach() if self._pages.keeps_all else None
        return self._pages.save(known.packed, b"" if taught is None else taught.packed)

    def finish(self) -> CheckedSite:
        """Run the site rules, and take out what directives and settings hide."""
        index = SiteIndex(
            self.site.generator,
            self.facts,
            assets=frozenset(self.site.assets),
            vocabulary=self._vocabulary(),
            unread=frozenset((*self.site.pages, *self.site.excluded)),
            link_values=self._settings.link_values if self._settings.has_link_values else None,
            unpublished=frozenset(self.site.unpublished),
            outward=self.site.outward,
            history=self.outside.history,
            today=self.outside.today,
            learned=self._results.learned,
            collections=self._collections(),
            registry=self.registered.registry,
        )
        try:
            return self._finish(index)
        except Untold:
            self._results.forget()
            return self._finish(index)

    def _finish(self, index: SiteIndex) -> CheckedSite:
        found = [*self._pages.findings, *self._site_rules(index), *config_findings(self.site)]
        read_config(self.site, found, self._pages.sources)
        suppression = Suppression(self.facts)
        switched_on = self._switched_on(found)
        kept = suppression.apply(finding for finding in switched_on if self._is_asked(finding))
        kept += self._switched_on(
            finding for finding in suppression.leftovers(self._judges) if finding.path in self.site.asked
        )
        return CheckedSite(
            site=self.site,
            index=index,
            locator=Locator(self.site.root, self._cwd, self._pages.sources, self._pages.places),
            findings=tuple(finding for finding in kept if finding.confidence >= self._selection.min_confidence),
            suppressed=suppression.count,
            known=self._results.known(index),
            rows=self._pages.rows(self._cwd),
        )

    def _site_rules(self, index: SiteIndex) -> Iterator[Finding]:
        rules = [rule for rule in all_rules() if issubclass(rule, SiteRule) and self._runs(rule)]
        rules = [rule for rule in rules if rule.applies(index)]
        for row, rule in enumerate(rules):
            self.outside.use(rule)
            switched_on = self._settings.site_rule(rule)
            kept = self._results.reuse(switched_on)
            if kept is not None:
                yield from kept
                continue
            yield from self._answer(switched_on, index)
            self._release(index, rule, rules[row + 1 :])

    def _runs(self, rule: type[Rule]) -> bool:
        return self._settings.runs(rule) and (self._codes is None or rule.code in self._codes)

    def _answer(self, rule: SiteRule, index: SiteIndex) -> Iterator[Finding]:
        touching = None if self._is_whole else self.site.asked
        try:
            found = list(rule.check(index, touching))
            if touching is None and not self.outside.history.failed:
                self._results.keep(rule, found)
            yield from found
        except Exception as error:  # noqa: BLE001 - a rule's crash is one finding, the rest is still checked
            finding, trace = crash(f"rule {rule.name}", min(self.site.asked, default=""), error)
            self._traces.append(trace)
            yield finding

    def _release(self, index: SiteIndex, done: type[SiteRule], rules: Sequence[type[SiteRule]]) -> None:
        """Free what a rule was the last to read, before the `rules` to come: figures are half of what a site takes."""
        wanted = frozenset(name for rule in rules for name in sections_read(rule))
        free = [name for name in sections_read(done) if name not in wanted]
        if not free:
            return
        if "mentions" in free:
            index.release_claims()
        for facts in self.facts.values():
            facts.release(free)

    def _switched_on(self, findings: Iterator[Finding] | list[Finding]) -> list[Finding]:
        """The findings without the places on pages for which the settings switch their rule off."""
        kept: list[Finding] = []
        everywhere: dict[type[Rule], bool] = {}
        for finding in findings:
            rule = find_rule(finding.code)
            assert rule is not None
            if rule not in everywhere:
                everywhere[rule] = self._settings.everywhere(rule)
            if everywhere[rule] and not issubclass(rule, EngineRule):
                kept.append(finding)
                continue
            left = without_hidden(finding, self._switched_off(rule))
            if left is not None:
                kept.append(self._settings.with_severity(left, rule))
        return kept

    def _switched_off(self, rule: type[Rule]) -> Hides:
        return lambda path, _: not self._settings.enabled(path, rule)

    @property
    def _is_whole(self) -> bool:
        """Whether every page of the site is asked for."""
        return self.site.asked.issuperset(self.site.pages)

    def _is_asked(self, finding: Finding) -> bool:
        asked = self.site.asked
        if finding.path in asked:
            return True
        if finding.path == self.site.generator.config_path:
            # What the configuration says of pages is a matter of the site; that it cannot be read, of every page.
            return self._is_whole or finding.code == UnreadableSiteConfig.code
        if finding.path not in self.site.pages:
            return True
        return any(place.group is not None and place.path in asked for place in finding.related)

    def _judges(self, path: str, name: str) -> bool:
        rule = find_rule(name)
        return rule is not None and self._settings.enabled(path, rule)

    def _collections(self) -> "tuple[Collection, ...]":
        if not self.site.config.collections:
            return ()
        from caselint.engine.counted import counted  # few sites count their pages

        return counted(self.site, self.facts)

    def _vocabulary(self) -> Vocabulary:
        config = self.site.config
        words: Mapping[str, tuple[str, ...]] = config.vocabulary.metrics
        subjects = {subject: subject for subject in self.registered.registry.subjects}
        return Vocabulary(
            aliases=subjects | {other: entity for entity, others in config.aliases.items() for other in others},
            metrics={synonym: metric for metric, synonyms in words.items() for synonym in synonyms},
            units=config.vocabulary.units,
            stop=frozenset(word.casefold() for word in config.vocabulary.stop),
            owner=self.site.generator.title,
        )
