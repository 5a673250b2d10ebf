"""The settings in force, as plain data: which rules run on a page, how severe they are, and with which options.

Nothing here needs pydantic: neither a run without a configuration file nor a worker that is handed a `Config`
imports it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from caselint.config.globs import Globs
from caselint.findings import Severity

_EXACT = 100
_EVERYTHING = 1


class RuleClass(Protocol):
    """What the settings need to know of a rule."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def severity(self) -> Severity: ...
    @property
    def preview(self) -> bool: ...
    @property
    def Options(self) -> type[Any]: ...


@dataclass(frozen=True)
class Selectors:
    """Which rules one source (a file, an override, the command line) asks for: names, codes, prefixes of codes, `ALL`.

    `select` replaces what held before, `extend_select` adds to it, `ignore` takes away. `origin` is where they
    were written.
    """

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    origin: str = ""


@dataclass(frozen=True)
class RuleSettings:
    """`[rules.<name>]`: a severity, and options by their field names, checked against the rule."""

    severity: Severity | None = None
    options: Mapping[str, object] = field(default_factory=dict)
    origin: str = ""


@dataclass(frozen=True)
class Override:
    """What holds on the pages that `pages` matches, on top of the rest."""

    pages: Globs
    selectors: Selectors
    rules: Mapping[str, RuleSettings] = field(default_factory=dict)
    own: bool = True


@dataclass(frozen=True)
class ModelName:
    """A pydantic model, `module:name`, that is imported with `folder` on the path.

    `place` is the file, line and column at which it is named.
    """

    module: str
    name: str
    folder: Path
    place: tuple[str, int, int] = ("", 1, 1)

    def __str__(self) -> str:
        return f"{self.module}:{self.name}"


@dataclass(frozen=True)
class KindSettings:
    """`[kinds.<name>]`: files are absolute; `own` where the user's own file, not one it extends, wrote the `pages`.

    `place` is the file, line and column at which the kind is named. Front matter is held against a schema in the file
    `front_matter`, or against a `model`.
    """

    name: str
    type: str
    pages: Globs
    front_matter: Path | None = None
    sections: Path | None = None
    metrics: Path | None = None
    links: tuple[str, ...] = ()
    own: bool = True
    place: tuple[str, int, int] = ("", 1, 1)
    exclude: Globs | None = None
    model: ModelName | None = None


@dataclass(frozen=True)
class Collection:
    """`[[collections]]`: `claims` is how pages speak of the count, `{n}` standing for the number."""

    name: str
    pages: Globs
    exclude: Globs
    where: Mapping[str, object] = field(default_factory=dict)
    claims: tuple[str, ...] = ()
    own: bool = True
    place: tuple[str, int, int] = ("", 1, 1)


@dataclass(frozen=True)
class TextPattern:
    """`[[text]]`: a word rule of the site's own; the pattern is known to run in linear time."""

    name: str
    pattern: str
    message: str
    replace: str | None = None
    severity: Severity | None = None


@dataclass(frozen=True)
class VocabularySettings:
    """`[vocabulary]` as written: synonyms by metric, units by their short form, words that are never an entity."""

    metrics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    stop: tuple[str, ...] = ()


class Decision(NamedTuple):
    """Whether a rule runs, and which selector said so.

    `layer` is the number of the source among those of the page, None for the rule's own default; `key` the setting
    there, `word` the selector, "" where a `select` does not name the rule.
    """

    on: bool
    layer: int | None = None
    key: str = ""
    word: str = ""


class PageSettings:
    """The settings of one page. Pages that the same overrides match share one object, so answers are kept."""

    def __init__(
        self,
        layers: tuple[Selectors, ...],
        rules: tuple[Mapping[str, RuleSettings], ...],
        preview: bool = False,
    ) -> None:
        self._layers = layers
        self._rules = rules
        self._preview = preview
        self._enabled: dict[str, bool] = {}
        self._options: dict[str, object] = {}

    def enabled(self, rule: RuleClass) -> bool:
        """Whether `rule` runs."""
        known = self._enabled.get(rule.code)
        if known is None:
            known = self._enabled[rule.code] = self.decision(rule).on
        return known

    def decision(self, rule: RuleClass) -> Decision:
        """Whether `rule` runs, and what says so.

        Sources count in order: files that were extended, the file itself, overrides, the command line. Within a
        source the most specific selector that fits wins (name or code, then the longest prefix, then `ALL`), of equals
        `ignore`. A `select` starts anew, but what an earlier source ignores stays ignored unless the new `select` is as
        specific. A preview rule is chosen by its name or code only, or by any selector when `preview` is on.
        """
        least = _EXACT if rule.preview and not self._preview else 0
        decided = Decision(least == 0)
        strongest = (0, decided)  # how closely an earlier source ignores the rule
        for index, layer in enumerate(self._layers):
            key, chosen, word = _chosen(rule, layer, least)
            ignored, ignored_word = _closest(rule, layer.ignore)
            ignores = Decision(False, index, "ignore", ignored_word)
            if chosen > ignored and chosen >= strongest[0]:
                decided = decided if decided.on and layer.select is None else Decision(True, index, key, word)
            elif layer.select is not None:
                decided = ignores if ignored else strongest[1] if chosen else Decision(False, index, "select")
            elif ignored >= chosen and ignored:
                decided = ignores
            strongest = max(strongest, (ignored, ignores), key=lambda pair: pair[0])
        return decided

    def severity(self, rule: RuleClass) -> Severity:
        """The configured severity, else the rule's own."""
        found = [known.severity for known in self._settings(rule) if known.severity is not None]
        return found[-1] if found else rule.severity

    def options(self, rule: RuleClass) -> object:
        """An instance of the rule's options class, later sources over earlier ones, key by key."""
        if rule.code not in self._options:
            merged: dict[str, object] = {}
            for known in self._settings(rule):
                merged.update(known.options)
            self._options[rule.code] = rule.Options(**merged)
        return self._options[rule.code]

    def _settings(self, rule: RuleClass) -> list[RuleSettings]:
        return [table[word] for table in self._rules for word in (rule.code, rule.name) if word in table]


def _chosen(rule: RuleClass, layer: Selectors, least: int) -> tuple[str, int, str]:
    """The setting of `layer` that chooses `rule` most closely, how closely, and its word; 0 where none does."""
    selected, extended = _closest(rule, layer.select or ()), _closest(rule, layer.extend_select)
    key, (closeness, word) = ("select", selected) if selected[0] >= extended[0] else ("extend-select", extended)
    return (key, closeness, word) if closeness >= least else (key, 0, "")


def _closest(rule: RuleClass, selectors: tuple[str, ...]) -> tuple[int, str]:
    """How closely the closest of `selectors` names `rule`, and that one; 0 where none does."""
    best, closest = 0, ""
    for word in selectors:
        upper = word.upper()
        if word == rule.name or upper == rule.code:
            return _EXACT, word
        closeness = _EVERYTHING if upper == "ALL" else _EVERYTHING + len(word) if rule.code.startswith(upper) else 0
        if closeness > best:
            best, closest = closeness, word
    return best, closest


@dataclass(frozen=True)
class Config:
    """The settings that one configuration file gives, with all that it extends; or the defaults.

    Attributes:
        folder: absolute folder of the file; `path` the file, None for the defaults.
        files: all files of the configuration: the file and those that it extends.
        generator, parser: None where the file leaves them to be detected or to the default.
        include: where given, only pages that match are read.
        exclude: one set of globs for each file, since globs are relative to the file they stand in.
        layers: the selectors of each file, extended ones first.
        aliases: the other names of each entity.
    """

    folder: Path
    path: Path | None = None
    files: tuple[Path, ...] = ()
    generator: str | None = None
    parser: str | None = None
    include: tuple[Globs, ...] = ()
    exclude: tuple[Globs, ...] = ()
    layers: tuple[Selectors, ...] = ()
    rules: tuple[Mapping[str, RuleSettings], ...] = ()
    overrides: tuple[Override, ...] = ()
    kinds: tuple[KindSettings, ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    vocabulary: VocabularySettings = field(default_factory=VocabularySettings)
    collections: tuple[Collection, ...] = ()
    text: tuple[TextPattern, ...] = ()
    registry: Path | None = None
    _known: dict[object, PageSettings] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def default(cls, folder: Path) -> "Config":
        """The settings where there is no file."""
        return cls(folder)

    @property
    def named_files(self) -> tuple[Path, ...]:
        """The files that the settings name: of page kinds, and the registry."""
        kinds = (file for kind in self.kinds for file in (kind.front_matter, kind.sections, kind.metrics))
        return tuple(file for file in (*kinds, self.registry) if file is not None)

    def excludes(self, page: str, root: Path) -> bool:
        """Whether `page`, relative to the absolute `root`, is left out by `exclude` or not let in by `include`."""
        if any(globs.matches(page, root) for globs in self.exclude):
            return True
        return bool(self.include) and not any(globs.matches(page, root) for globs in self.include)

    def for_page(
        self,
        page: str,
        root: Path | None = None,
        command_line: Selectors | None = None,
        preview: bool = False,
    ) -> PageSettings:
        """The settings of `page`, relative to `root` (default: the folder of the configuration).

        `command_line` is applied on top of everything; `preview` is `--preview`.
        """
        at = self.folder if root is None else root
        fitting = tuple(index for index, override in enumerate(self.overrides) if override.pages.matches(page, at))
        key = (fitting, command_line, preview)
        known = self._known.get(key)
        if known is None:
            overrides = [self.overrides[index] for index in fitting]
            layers = (*self.layers, *(override.selectors for override in overrides))
            layers = layers if command_line is None else (*layers, command_line)
            rules = (*self.rules, *(override.rules for override in overrides))
            known = self._known[key] = PageSettings(layers, rules, preview)
        return known
