"""Which rules run on which page of a site, with which options and severity, and of which kind each page is."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from caselint.config.config import Config, PageSettings, Selectors
from caselint.engine.discover import Site
from caselint.engine.snapshot import digest
from caselint.facts.page_facts import PageFacts
from caselint.findings import Finding, Severity
from caselint.kinds.kind import Kind, kind_of, load_kinds
from caselint.rules.registry import all_rules
from caselint.rules.rule import EngineRule, PageRule, Rule, SiteRule


class SiteSettings:
    """The settings of one site's pages.

    Raises:
        caselint.config.problems.ConfigError: a file that a page kind names is wrong.
    """

    def __init__(self, site: Site, select: tuple[str, ...], ignore: tuple[str, ...], *, preview: bool) -> None:
        self._site = site
        self._preview = preview
        named = Selectors(select or None, (), ignore, "the command line") if select or ignore else None
        self._command_line = named
        self._kinds = {
            config.path: load_kinds(config.kinds, trusted=config is site.config) if config.kinds else ()
            for config in (site.config, *site.configs.values())
        }
        self._page_rules: dict[int, tuple[PageRule, ...]] = {}
        self._rule_keys: dict[tuple[int, str | None, Path | None], Mapping[str, str]] = {}

    def _page(self, path: str) -> PageSettings:
        return self._settings_of(self._site.config_for(path), path)

    def _settings_of(self, config: Config, path: str) -> PageSettings:
        return config.for_page(path, self._site.root, self._command_line, self._preview)

    def enabled(self, path: str, rule: type[Rule]) -> bool:
        """Whether `rule` reports on the page (or other file of the site) at `path`."""
        return self._page(path).enabled(rule)

    def page_rules(self, path: str) -> tuple[PageRule, ...]:
        """The page rules that run on a page, with its options and severities, in the order of their codes."""
        settings = self._page(path)
        known = self._page_rules.get(id(settings))
        if known is None:
            known = self._page_rules[id(settings)] = tuple(self._of_page(settings))
        return known

    def rule_keys(self, facts: PageFacts) -> Mapping[str, str]:
        """For each page rule that runs on a page, by code, what its answer depends on besides the page."""
        kind = self.kind(facts)
        at = (id(self._page(facts.path)), None if kind is None else kind.name, self._site.config_for(facts.path).path)
        if at not in self._rule_keys:
            of_kind = "" if kind is None else self._kind_key(kind, facts.path)
            of_kind += "".join(f"\0{each.name}\0{each.type}" for each in self.kinds(facts.path))
            self._rule_keys[at] = {
                rule.code: digest(f"{rule.options!r}\0{rule.level}\0{of_kind}".encode("utf-8", "surrogateescape"))
                for rule in self.page_rules(facts.path)
            }
        return self._rule_keys[at]

    def _kind_key(self, kind: Kind, path: str) -> str:
        """The name of a kind and the content of the files that say what it asks for."""
        settings = next(each for each in self._site.config_for(path).kinds if each.name == kind.name)
        files = [file for file in (settings.front_matter, settings.sections, settings.metrics) if file is not None]
        files += _imported(kind)
        return "\0".join((kind.name, *(digest(file.read_bytes()) for file in files)))

    def _of_page(self, settings: PageSettings) -> Iterator[PageRule]:
        for rule in all_rules():
            if issubclass(rule, PageRule) and settings.enabled(rule):
                yield rule(settings.options(rule), settings.severity(rule))

    def kind(self, facts: PageFacts) -> Kind | None:
        """The kind of a page under the configuration that holds for it."""
        config = self._site.config_for(facts.path)
        kinds = self._kinds[config.path]
        return kind_of(facts.path, facts.front_text("type"), kinds, self._site.root) if kinds else None

    def kinds(self, path: str) -> tuple[Kind, ...]:
        """All kinds of the configuration that holds for a page."""
        return self._kinds[self._site.config_for(path).path]

    @property
    def imported_files(self) -> tuple[str, ...]:
        """The files that the pydantic models of the site's kinds were imported from."""
        kinds = (kind for kinds in self._kinds.values() for kind in kinds)
        return tuple(str(file) for kind in kinds for file in _imported(kind))

    @property
    def has_link_values(self) -> bool:
        """Whether a page kind declares front matter values that are links."""
        return any(kind.links for kinds in self._kinds.values() for kind in kinds)

    def link_values(self, facts: PageFacts) -> tuple[str, ...]:
        """The paths to front matter values of a page that its kind declares to be links."""
        kind = self.kind(facts)
        return () if kind is None else kind.links

    def runs(self, rule: type[Rule]) -> bool:
        """Whether a rule is on for any page of the site."""
        return any(settings.enabled(rule) for settings in self._all)

    def everywhere(self, rule: type[Rule]) -> bool:
        """Whether a rule is on for every page, with the severity of the site as a whole."""
        site = self._settings_of(self._site.config, "")
        level = site.severity(rule)
        return all(settings.enabled(rule) and settings.severity(rule) is level for settings in (site, *self._all))

    @cached_property
    def _all(self) -> tuple[PageSettings, ...]:
        """The settings of all pages; pages that the same overrides match share theirs."""
        found = {id(settings): settings for settings in map(self._page, self._site.pages)}
        return tuple(found.values())

    def site_rule(self, rule: type[SiteRule]) -> SiteRule:
        """A site rule with the options that hold for the site as a whole."""
        settings = self._settings_of(self._site.config, "")
        return rule(settings.options(rule), settings.severity(rule))

    def with_severity(self, finding: Finding, rule: type[Rule]) -> Finding:
        """The finding with the severity that the settings of its page give.

        A page rule was made with it. Of a site rule only its own level is replaced: where it calls a weak finding less
        severe by itself, that stays.
        """
        if issubclass(rule, PageRule):
            return finding
        level = self._page(finding.path).severity(rule)
        own = rule.severity if issubclass(rule, EngineRule) else self._site_level(rule)
        return replace(finding, severity=level) if finding.severity is own and level is not own else finding

    def _site_level(self, rule: type[Rule]) -> Severity:
        return self._settings_of(self._site.config, "").severity(rule)


def _imported(kind: Kind) -> tuple[Path, ...]:
    """The files that the pydantic model of a kind was imported from; none of a JSON Schema."""
    return () if kind.schema is None else kind.schema.files
