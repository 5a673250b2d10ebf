"""Faults of a site's configuration files: findings for the generator's, errors and notes for caselint's own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from caselint.config.config import Config
from caselint.config.globs import relative
from caselint.config.problems import ConfigError, ConfigProblem, shorten
from caselint.config.unmatched import unmatched
from caselint.content.source import Source, Undecodable, decode
from caselint.engine.discover import Discovery, Site
from caselint.engine.snapshot import digest
from caselint.engine.sources import Sources
from caselint.facts.page_facts import PageFacts
from caselint.findings import Finding
from caselint.rules.engine.unreadable_site_config import UnreadableSiteConfig

_LIMIT = 4_000_000


def read_config(site: Site, findings: Iterable[Finding], sources: Sources) -> None:
    """Add the text of the generator's configuration to `sources` where a finding has a place in it."""
    path = site.generator.config_path
    if path is not None and any(finding.path == path for finding in findings):
        data = site.texts.get(path)
        if data is None:
            data = _read(site.root / path)
        sources.put(path, _decoded(data), digest(data))


def config_findings(site: Site) -> Iterator[Finding]:
    """What of the generator's configuration could not be read."""
    generator = site.generator
    if generator.config_path is None:
        return
    for problem in generator.problems:
        help_line = "the site is checked with the generator's defaults where this setting cannot be read"
        yield UnreadableSiteConfig().finding(generator.config_path, problem.span, problem.message, help=help_line)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LIMIT)
    except OSError:
        return b""


def _decoded(data: bytes) -> Source:
    try:
        return decode(data)
    except Undecodable as error:
        return Source(error.text)


def judge_globs(sites: Sequence[tuple[Site, Mapping[str, PageFacts]]], discovery: Discovery) -> list[str]:
    """Notes on `exclude` globs that match nothing.

    A configuration that also governs sites which this run does not read is not judged: its globs may speak of them.

    Raises:
        ConfigError: a `pages` glob, kind or collection of the user's own configuration matches no page.
    """
    notes: list[str] = []
    problems: list[ConfigProblem] = []
    for config in _configs(sites):
        governed = [(site, facts) for site, facts in sites if config in (site.config, *site.configs.values())]
        if not _whole(config, governed, discovery):
            continue
        pages, excluded, types = _governed(config, governed)
        found = unmatched(config, pages, excluded, types)
        problems += found.problems or _empty_collections(config, governed)
        notes += [str(note) for note in found.notes]
    if problems:
        raise ConfigError(problems)
    return notes


def _empty_collections(
    config: Config, governed: Sequence[tuple[Site, Mapping[str, PageFacts]]]
) -> Iterator[ConfigProblem]:
    """Collections of the user's own whose `where` is true of none of their pages; `unmatched` judges their globs."""
    for collection in config.collections:
        if not collection.own or not collection.where:
            continue
        from caselint.engine.counted import holds  # few sites count their pages

        pages = [(site.root, page) for site, facts in governed for page in facts.values()]
        if not any(holds(collection, root, page) for root, page in pages):
            wanted = ", ".join(f"{key} = {value!r}" for key, value in collection.where.items())
            name = shorten(collection.name)
            message = f'collection "{name}" holds no page: `where` is true of none, no front matter has {wanted}'
            yield ConfigProblem(*collection.place, shorten(message, 300))


def inert_settings(sites: Sequence[Site]) -> list[str]:
    """Notes on settings that are read and checked but that no rule uses yet."""
    configs = {config.path: config for site in sites for config in (site.config, *site.configs.values())}
    return [
        f"{path.as_posix()}: {', '.join(unused)}: has no effect in this version"
        for path, config in configs.items()
        if path is not None and (unused := _unused(config))
    ]


def _unused(config: Config) -> list[str]:
    settings = {
        "[[text]]": config.text,
    }
    return [name for name, value in settings.items() if value]


def _configs(sites: Sequence[tuple[Site, Mapping[str, PageFacts]]]) -> list[Config]:
    found = {
        config.path: config
        for site, _ in sites
        for config in (site.config, *site.configs.values())
        if config.path is not None
    }
    return list(found.values())


def _whole(config: Config, governed: Sequence[tuple[Site, object]], discovery: Discovery) -> bool:
    """Whether every site that `config` governs is among those read."""
    inside = all(config.folder.is_relative_to(site.root) for site, _ in governed)
    return inside or any(config.folder.is_relative_to(folder) for folder in discovery.searched)


def _governed(
    config: Config, governed: Sequence[tuple[Site, Mapping[str, PageFacts]]]
) -> tuple[list[str], list[str], set[str]]:
    """Pages and excluded pages, relative to the folder of `config`, and the front matter types of the pages."""
    pages, excluded, types = [], [], set()
    for site, facts in governed:
        whole_site = config is site.config
        mine = [path for path in site.pages if whole_site or site.config_for(path) is config]
        pages += [relative(path, site.root, config.folder) for path in mine]
        excluded += [relative(path, site.root, config.folder) for path in site.excluded]
        types |= {facts[path].front_text("type") for path in mine if path in facts}
    return pages, excluded, types
