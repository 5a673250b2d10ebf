"""Where each setting in force for a page was written: for whoever wonders why caselint does what it does."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from caselint.config.config import Config, Decision, PageSettings, RuleClass
from caselint.config.extends import Extended, read_chain
from caselint.config.globs import Globs, matches, relative
from caselint.config.shipped import STARTER, schema_folder
from caselint.config.toml_places import TomlPath

_ELSEWHERE = ("rules", "overrides", "kinds")
# Lists of these keys add up over the files of a chain; of all other settings the last file's holds.
_ADDED_UP = ("extends", "exclude", "extend-select", "ignore", "vocabulary.stop")
_NAMED = ("collections", "text")


@dataclass(frozen=True)
class Origin:
    """A place in a configuration file; `name` is how a starter that comes with caselint is called, else ""."""

    path: Path
    line: int
    name: str = ""


@dataclass(frozen=True)
class Setting:
    """A setting as it was written, in force unless a later one of the same `key` replaces it."""

    key: str
    value: object
    origin: Origin | None


class Origins:
    """The origins of what holds for `page` (relative to `root`; a folder ends in `/`) under `config`.

    Raises:
        caselint.config.problems.ConfigError: a file has become unreadable since `config` was loaded.
    """

    def __init__(self, config: Config, page: str, root: Path) -> None:
        self._config, self._page, self._root = config, page, root
        self._chain = read_chain(config.path)[0] if config.path is not None else []
        overrides = [(part, index) for part in self._chain for index in range(len(part.settings.overrides))]
        self._overrides: list[tuple[Extended, TomlPath]] = [
            (part, ("overrides", index))
            for (part, index), override in zip(overrides, config.overrides, strict=True)
            if override.pages.matches(page, root)
        ]
        # The sources of selectors in the order in which `PageSettings` has them.
        selecting = [part for part in self._chain if _selects(part)]
        self._layers: list[tuple[Extended, TomlPath]] = [*((part, ()) for part in selecting), *self._overrides]

    def settings(self, kinds: Sequence[str] = ()) -> list[Setting]:
        """All settings but `rules`; of the kinds those named, of the overrides those that hold for the page."""
        found: dict[object, Setting] = {}
        for part in self._chain:
            table = {key: value for key, value in part.file.table.items() if key not in _ELSEWHERE}
            for path, key, value in [*_leaves(table, ()), *_of_kinds(part.file.table, kinds)]:
                own = (key, part.file.path) if key in _ADDED_UP else key
                found.pop(own, None)
                found[own] = Setting(key, value, self._origin(part, path))
        rows = list(found.values())
        for part, at in self._overrides:
            table = part.settings.overrides[int(at[1])].model_dump(by_alias=True, exclude_unset=True)
            keys = [key for key in table if key != "rules"]
            rows += [Setting(f"overrides.{key}", table[key], self._origin(part, (*at, key))) for key in keys]
        return rows

    def of_key(self, key: str) -> Origin | None:
        """Where the last file that sets `key` does so."""
        parts = [part for part in self._chain if key in part.file.table]
        return self._origin(parts[-1], (key,)) if parts else None

    def of_decision(self, decision: Decision) -> Origin | None:
        """Where the selector stands that switches a rule on or off."""
        if decision.layer is None or decision.layer >= len(self._layers):
            return None
        part, at = self._layers[decision.layer]
        table = part.settings.overrides[int(at[1])] if at else part.settings
        words: Sequence[str] = getattr(table, decision.key.replace("-", "_")) or ()
        path: TomlPath = (*at, decision.key)
        return self._origin(part, (*path, words.index(decision.word)) if decision.word in words else path)

    def of_rule(self, rule: RuleClass, option: str) -> Origin | None:
        """Where an option of a rule (in kebab-case), or its `severity`, is set last."""
        places = [(part, ()) for part in self._chain] + self._overrides
        found = None
        for part, at in places:
            tables = part.settings.overrides[int(at[1])].rules if at else part.settings.rules
            for word in (rule.code, rule.name):
                table = tables.get(word)
                if table is not None and (option in table.options or option in table.model_fields_set):
                    found = self._origin(part, (*at, "rules", word, option))
        return found

    def of_exclusion(self) -> tuple[str, Origin | None] | None:
        """The glob that leaves the page out, and where it stands; None where it is read."""
        for globs in self._config.exclude:
            for index, glob in enumerate(globs.patterns):
                if matches(glob, relative(self._page, self._root, globs.folder)):
                    return f'exclude "{glob}"', self.of_glob(globs, index)
        if self._config.excludes(self._page, self._root):
            return "include, which does not name it", self.of_glob(self._config.include[0], 0)
        return None

    def of_glob(self, globs: Globs, index: int) -> Origin | None:
        """Where the glob of that number stands."""
        return _named(Path(globs.path), globs.places[index][0]) if index < len(globs.places) else None

    def _origin(self, part: Extended, path: TomlPath) -> Origin:
        return _named(part.file.path, part.file.at(path, key=bool(path) and isinstance(path[-1], str))[0])


def rule_options(settings: PageSettings, rule: RuleClass) -> dict[str, object]:
    """The options of a rule by the names that the configuration uses."""
    options = settings.options(rule)
    names: Mapping[str, object] = getattr(options, "__dataclass_fields__", {})
    return {name.replace("_", "-"): getattr(options, name) for name in names}


def _named(path: Path, line: int) -> Origin:
    starter = path.resolve().parent == (schema_folder() / "starters").resolve()
    return Origin(path, line, STARTER + path.stem if starter else "")


def _selects(part: Extended) -> bool:
    settings = part.settings
    return settings.select is not None or bool(settings.extend_select or settings.ignore)


def _leaves(table: Mapping[str, object], at: TomlPath) -> Iterator[tuple[TomlPath, str, object]]:
    """(path, name, value) of each setting; an item of `collections` and `text` is one, by its name."""
    for key, value in table.items():
        path = (*at, key)
        if isinstance(value, dict):
            yield from _leaves(value, path)
        elif key in _NAMED and not at and isinstance(value, list):
            for index, item in enumerate(value):
                yield (*path, index), f"{key}.{item.get('name')}", {name: item[name] for name in item if name != "name"}
        else:
            yield path, ".".join(map(str, path)), value


def _of_kinds(table: Mapping[str, object], names: Sequence[str]) -> Iterator[tuple[TomlPath, str, object]]:
    kinds = table.get("kinds")
    if isinstance(kinds, dict):
        for name in names:
            if isinstance(kinds.get(name), dict):
                yield from _leaves(kinds[name], ("kinds", name))
