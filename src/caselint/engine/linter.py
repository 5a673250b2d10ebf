"""The pipeline: sites in, a report out. The command line, stdin, the fixer and the Python API all go through it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from caselint.config.config import Config, PageSettings
from caselint.content.source import Source, Undecodable, decode
from caselint.engine.discover import Discovery, Request, Site, discover
from caselint.engine.locate import Locator
from caselint.engine.read_page import ReadPage, check_page, crash, read_page, read_source
from caselint.engine.suppress import Suppression
from caselint.findings import Finding, Report, Severity, Span
from caselint.findings.report import LocatedFinding
from caselint.generators.dialects import dialect_of
from caselint.kinds.kind import Kind, kind_of
from caselint.rules.engine.unreadable_page import UnreadablePage
from caselint.rules.engine.crashed_rule import CrashedRule
from caselint.rules.registry import all_rules
from caselint.rules.rule import EngineRule, PageRule, Rule, SiteRule
from caselint.site.index import SiteIndex

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Selection:
    """What the command line adds to the configuration."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False
    min_confidence: float = 0.0


@dataclass(frozen=True)
class CheckedSite:
    """A site after the run: what `figures` and `inspect` read too."""

    site: Site
    index: SiteIndex
    reads: Mapping[str, ReadPage]
    findings: tuple[Finding, ...]
    suppressed: int


@dataclass
class Run:
    """The sites of a request, checked."""

    sites: list[CheckedSite]
    notices: list[str]
    cwd: Path
    excluded: bool = False
    extra_rules: Sequence[type[Rule]] = field(default=())
