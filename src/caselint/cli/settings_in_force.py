"""What holds for a page or folder: its site, generator and kind, the settings, the rules, each with its origin."""

import argparse
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from caselint.cli.read_sites import found_sites
from caselint.config.config import Config, PageSettings
from caselint.config.globs import matches, relative
from caselint.config.origins import Origin, Origins, rule_options
from caselint.engine.discover import Site
from caselint.engine.read_page import read_page
from caselint.reporters.settings import InForce, Place, Row, RuleRow
from caselint.rules.registry import all_rules
from caselint.rules.rule import Rule


def settings_in_force(options: argparse.Namespace) -> InForce:
    """The settings that hold for `options.path`.

    Raises:
        caselint.cli.failure.Failure: there is no such path, no page there, or the configuration is wrong.
    """
    target = Path(os.path.normpath(Path.cwd() / options.path))
    site = _site_of(target, found_sites(options))
    page = target.relative_to(site.root).as_posix()
    if target.is_dir():
        page = "" if page == "." else page + "/"
    config = site.config_for(page)
    origins = Origins(config, page, site.root)
    kind = _kind(site, config, page, origins)
    facts = (
        Row("site", _relative(site.root)),
        _generator(site),
        Row("configuration", None if config.path is None else _relative(config.path)),
        *_reading(page, origins),
        kind,
    )
    settings = config.for_page(page, site.root)
    kinds = [known.name for known in config.kinds if target.is_dir() or known.name == kind.value]
    rows = tuple(Row(row.key, row.value, _place(row.origin)) for row in origins.settings(kinds))
    rules = tuple(_rule(settings, origins, rule) for rule in all_rules())
    return InForce(options.path.replace(os.sep, "/"), facts, rows, rules)


def _site_of(target: Path, sites: Sequence[Site]) -> Site:
    """The nearest site at or above `target`; of a folder that holds several sites the first."""
    around = [site for site in sites if target.is_relative_to(site.root)]
    return max(around, key=lambda site: len(site.root.parts), default=sites[0])


def _relative(path: Path) -> str:
    return os.path.relpath(path).replace(os.sep, "/")


def _place(origin: Origin | None) -> Place | None:
    return None if origin is None else Place(origin.name or _relative(origin.path), origin.line)


def _generator(site: Site) -> Row:
    name, config_path = site.generator.generator, site.generator.config_path
    if site.config.generator is not None:
        return Row("generator", name, _place(Origins(site.config, "", site.root).of_key("generator")))
    if config_path is None:
        return Row("generator", name, None, "no generator's configuration was found")
    return Row("generator", name, Place(_relative(site.root / config_path)), "(detected)")


def _reading(page: str, origins: Origins) -> Iterator[Row]:
    """Whether the page is read; of a folder there is nothing to say."""
    if page and not page.endswith("/"):
        found = origins.of_exclusion()
        glob, origin = found or ("", None)
        yield Row("read", found is None, _place(origin), glob)


def _kind(site: Site, config: Config, page: str, origins: Origins) -> Row:
    """The page's kind, by the first glob that matches, else by the `type` of its front matter."""
    for kind in config.kinds:
        if kind.exclude is not None and kind.exclude.matches(page, site.root):
            continue
        for index, glob in enumerate(kind.pages.patterns):
            if matches(glob, relative(page, site.root, kind.pages.folder)):
                return Row("kind", kind.name, _place(origins.of_glob(kind.pages, index)), f'pages "{glob}"')
    if not config.kinds or not page or page.endswith("/"):
        return Row("kind", None)
    facts = read_page(site.root, page, site.dialect).facts
    named = None if facts is None else facts.front_text("type")
    by_type = next((kind for kind in config.kinds if kind.type == named), None)
    if by_type is None:
        return Row("kind", None)
    return Row("kind", by_type.name, Place(_relative(site.root / page)), f'type "{named}" in the front matter')


def _rule(settings: PageSettings, origins: Origins, rule: type[Rule]) -> RuleRow:
    decision = settings.decision(rule)
    reason = f'{decision.key} "{decision.word}"' if decision.word else f"not in {decision.key}" if decision.key else ""
    if not reason and not decision.on:
        reason = "in preview"
    severity_place = _place(origins.of_rule(rule, "severity"))
    return RuleRow(
        rule.code,
        rule.name,
        Row("on", decision.on, _place(origins.of_decision(decision)), reason),
        Row("severity", settings.severity(rule).value, severity_place, "severity" if severity_place else ""),
        tuple(
            Row(name, value, _place(origins.of_rule(rule, name)))
            for name, value in rule_options(settings, rule).items()
        ),
    )
