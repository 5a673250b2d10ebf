"""The pages of one site, read: what is kept is taken from there, the rest read by as many processes as are worth it."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from caselint.engine.discover import Site
from caselint.engine.kept_places import KeptPlaces
from caselint.engine.kept_rows import KeptRows
from caselint.engine.page_cache import KeptPage, PageCache
from caselint.engine.read_page import Examined, examine_page, lost_page, page_sizes, prepare
from caselint.engine.selection import SiteSettings
from caselint.engine.sources import NOTHING, Sources
from caselint.engine.workers import Lost, run_tasks
from caselint.facts.page_facts import PageFacts
from caselint.facts.stored import StoredFacts
from caselint.findings import Finding
from caselint.findings.stored import FindingRow, StoredFinding, moved_to, row_of
from caselint.rules.registry import find_rule
from caselint.rules.rule import PageRule

# Bytes of pages below which a second process costs more than it saves.
_WORTH_A_PROCESS = 300_000


class SitePages:
    """The facts of a site's pages, and what was found on each by itself.

    Attributes:
        facts: of every page that could be read, in the order of the pages.
        findings: of the pages that are asked for.
        traces: of rules that crashed.
        read_anew: how many of them were taken from no cache.
    """

    def __init__(self, site: Site, settings: SiteSettings, cache: PageCache | None) -> None:
        self.facts: dict[str, PageFacts] = {}
        self.findings: list[Finding] = []
        self.traces: list[str] = []
        self.read_anew = 0
        self.sources = Sources(site.root, site.texts)
        self._site = site
        self._settings = settings
        self._cache = cache
        self._kept: dict[str, KeptPage] = {}

    def read(
        self, shared: Mapping[str, Examined], jobs: int, page_done: Callable[[], None], *, packed: bool = False
    ) -> None:
        """Read every page but those that are `shared` with another version of the site.

        With `packed` the facts are in packed form even where nothing is kept.
        """
        known = {**self._from_cache(path for path in self._site.pages if path not in shared), **shared}
        for _ in known.keys() - shared.keys():
            page_done()
        unread = [path for path in self._site.pages if path not in known]
        sizes = page_sizes(self._site, unread)
        unread.sort(key=lambda path: -sizes[path])
        if sum(sizes.values()) < _WORTH_A_PROCESS:
            jobs = 1
        packed = packed or self._cache is not None or (jobs > 1 and len(unread) > 1)
        dialect, site = self._site.dialect, self._site

        def examine(path: str) -> Examined:
            setup = self._settings if path in site.asked else None
            return examine_page(site.root, path, dialect, setup, site.texts.get(path), packed=packed)

        if unread:
            prepare()
        done = dict(zip(unread, run_tasks(examine, unread, jobs, page_done), strict=True))
        self.read_anew = len(done)
        for path in site.pages:
            self._take(path, known[path] if path in known else done[path], kept=path in known)

    def _take(self, path: str, examined: Examined | Lost, *, kept: bool) -> None:
        if isinstance(examined, Lost):
            examined = lost_page(path, examined.reason)
        if examined.facts is None:
            self.sources.put(path, NOTHING)
        else:
            self.facts[path] = examined.facts
        self.findings += examined.findings if path in self._site.asked else ()
        self.traces += examined.traces
        if not kept and self._cache is not None and examined.digest and not examined.traces:
            self._kept[path] = self._keep(path, examined)

    # The cache

    def _from_cache(self, paths: Iterable[str]) -> dict[str, Examined]:
        cache = self._cache
        if cache is None:
            return {}
        found = {}
        nothing: Mapping[str, str] = {}
        holds: dict[tuple[int, int], bool] = {}  # pages that were judged alike share their keys
        for path in paths:
            kept = cache.find(path, self._site.texts.get(path))
            if kept is None:
                continue
            facts = StoredFacts(path, kept.facts)
            wanted = self._settings.rule_keys(facts) if path in self._site.asked else nothing
            both = id(kept.keys), id(wanted)
            if both not in holds:
                holds[both] = all(kept.keys.get(code) == key for code, key in wanted.items())
            if holds[both]:
                rows = kept.findings
                if any(row.path != path for row in rows):  # the page had another name
                    rows = [moved_to(row, path) for row in rows]
                    kept = kept._replace(findings=rows)
                self._kept[path] = kept
                found[path] = Examined(facts, tuple(StoredFinding.of(row) for row in rows if _is_wanted(row, wanted)))
        return found

    def _keep(self, path: str, examined: Examined) -> KeptPage:
        """A page that was read, with what is known of the same content already."""
        facts = examined.facts
        assert self._cache is not None
        assert isinstance(facts, StoredFacts)
        keys = dict(self._settings.rule_keys(facts)) if path in self._site.asked else {}
        findings = [row_of(finding) for finding in examined.findings]
        before = self._cache.pages.get(path)
        if before is not None and before.digest == examined.digest:
            others = {code: key for code, key in before.keys.items() if code not in keys}
            findings += [row for row in before.findings if row.code in others]
            keys |= others
        return KeptPage(examined.stamp, examined.digest, facts.packed, keys, findings)

    @property
    def places(self) -> KeptPlaces:
        """What is kept of places on these pages, and where more of it goes."""
        if self._cache is None or self._site.texts:
            return KeptPlaces()
        return KeptPlaces(self._cache.place, self._site.root, self._digests)

    def rows(self, cwd: Path) -> KeptRows | None:
        """What is kept of the report on these pages, and where more of it goes."""
        if self._cache is None or self._site.texts:
            return None
        return KeptRows(self._cache.place, self._site.root, cwd, self._digests)

    @cached_property
    def _digests(self) -> Mapping[str, str]:
        """Of the bytes of each file that findings may stand in, as they were when it was read."""
        config = self._site.generator.config_path
        found = {path: page.digest for path, page in self._kept.items()}
        return found | {path: read for path, read in self.sources.digests.items() if path == config and read}

    @property
    def changed(self) -> list[str]:
        """The pages with facts whose content is not that which the cache has of them."""
        kept = {} if self._cache is None else self._cache.pages
        return [
            path
            for path in self.facts
            if path not in kept or path not in self._kept or kept[path].digest != self._kept[path].digest
        ]

    @property
    def keeps_all(self) -> bool:
        """Whether every page that could be read can be kept."""
        return all(path in self._kept for path in self.facts)

    def save(self, results: Mapping[str, Any], learned: bytes | memoryview) -> tuple[str, str]:
        """Keep what was read, `results` of the site's rules, and what they `learned`.

        Returns in words what the cache was good for, and why nothing can be kept; "" where there is nothing to tell.
        """
        cache = self._cache
        if cache is None or self._site.texts:
            return "", ""
        note = f"{self.read_anew:,} of {len(self._site.pages):,} pages read anew"
        if cache.reason:
            note += f": {cache.reason}"
        same = len(cache.pages) == len(self._kept) and all(
            cache.pages.get(path) is page for path, page in self._kept.items()
        )
        if same and results == cache.results and learned == cache.learned:
            return note, ""
        return note, cache.save(self._kept, results, learned)


def _is_wanted(finding: FindingRow, wanted: Mapping[str, str]) -> bool:
    """Whether the finding is of a rule that runs, or of the reading itself."""
    rule = find_rule(finding.code)
    return rule is not None and (not issubclass(rule, PageRule) or finding.code in wanted)
