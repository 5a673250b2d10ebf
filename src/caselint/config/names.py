"""Names of rules in a configuration: selectors and `[rules.<name>]` with its options, checked against the rules."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol, get_type_hints

from caselint.config.config import RuleSettings, Selectors
from caselint.config.problems import nearest, shorten
from caselint.config.settings import OverrideTable, RuleTable, Settings
from caselint.config.shape import fitting, sort_of
from caselint.config.toml_file import TomlFile
from caselint.config.toml_places import TomlPath
from caselint.findings import Severity


class RuleNames(Protocol):
    """What the configuration needs to know of the rules."""

    def names(self) -> tuple[str, ...]: ...
    def codes(self) -> tuple[str, ...]: ...
    def families(self) -> tuple[str, ...]: ...
    def options_of(self, name: str) -> type | None: ...


@dataclasses.dataclass(frozen=True)
class Fault:
    """A problem that has no file yet: the path of the setting, and whether its key is what is wrong."""

    path: TomlPath
    message: str
    suggestion: str | None = None
    key: bool = False


class KnownNames:
    """The names that a selector may use, with those of the site's own word rules among them."""

    def __init__(self, rules: RuleNames, own: Iterable[str] = ()) -> None:
        self._rules = rules
        self._own = tuple(own)
        self._names = frozenset((*rules.names(), *self._own))
        self._codes = frozenset((*rules.codes(), *rules.families()))
        self._prefixes = {code[:length] for code in self._codes for length in range(1, len(code) + 1)}

    def is_selector(self, word: str) -> bool:
        return word in self._names or word.upper() in self._prefixes or word.upper() == "ALL"

    def nearest(self, word: str) -> str | None:
        return nearest(word, (*self._names, *self._codes, "ALL"))

    def nearest_rule(self, word: str) -> str | None:
        return nearest(word, (*self._names, *self._rules.codes()))

    def is_rule(self, word: str) -> bool:
        return word in self._names or word in self._rules.codes()

    def options_of(self, word: str) -> type | None:
        return self._rules.options_of(word)


def selector_faults(part: Settings | OverrideTable, at: TomlPath, known: KnownNames) -> Iterator[Fault]:
    """Selectors that name nothing."""
    for key, words in (
        ("select", part.select),
        ("extend-select", part.extend_select),
        ("ignore", part.ignore),
    ):
        for index, word in enumerate(words or ()):
            if not known.is_selector(word):
                message = f'`{key}` names a rule that does not exist: "{shorten(word)}"'
                yield Fault((*at, key, index), message, known.nearest(word))


def selectors_of(part: Settings | OverrideTable, file: TomlFile) -> Selectors:
    select = None if part.select is None else tuple(part.select)
    return Selectors(select, tuple(part.extend_select), tuple(part.ignore), file.path.name)


def rule_settings(
    tables: Mapping[str, RuleTable], at: TomlPath, known: KnownNames, file: TomlFile
) -> tuple[dict[str, RuleSettings], list[Fault]]:
    """`[rules]`, checked: settings by the name or code that was written, and what is wrong with them."""
    settings: dict[str, RuleSettings] = {}
    faults: list[Fault] = []
    for word, table in tables.items():
        path = (*at, "rules", word)
        if not known.is_rule(word):
            faults.append(
                Fault(
                    path,
                    f'unknown rule "{shorten(word)}"',
                    known.nearest_rule(word),
                    key=True,
                )
            )
            continue
        options, wrong = _options(word, table.options, path, known.options_of(word))
        faults += wrong
        severity = None if table.severity is None else Severity(table.severity)
        settings[word] = RuleSettings(severity, options, file.path.name)
    return settings, faults


def _options(
    rule: str, given: Mapping[str, object], at: TomlPath, options: type | None
) -> tuple[dict[str, object], list[Fault]]:
    """Options by their field names, converted to the fields' types."""
    fields = dataclasses.fields(options) if options is not None and dataclasses.is_dataclass(options) else ()
    names = {field.name.replace("_", "-"): field.name for field in fields}
    types = get_type_hints(options) if fields and options is not None else {}
    found: dict[str, object] = {}
    faults: list[Fault] = []
    for key, value in given.items():
        path = (*at, key)
        if key not in names:
            faults.append(
                Fault(
                    path,
                    f"rule {rule} has no option `{shorten(key)}`",
                    nearest(key, [*names, "severity"]),
                    key=True,
                )
            )
            continue
        try:
            found[names[key]] = fitting(types[names[key]], value)
        except ValueError as error:
            shown = f'"{shorten(value)}"' if isinstance(value, str) and str(error).startswith('"') else sort_of(value)
            faults.append(Fault(path, f"`{key}` of rule {rule} must be {error}, is {shown}"))
    if options is not None and not faults:
        try:
            options(**found)
        except ValueError as error:
            faults.append(Fault(at, f"rule {rule}: {error}", key=True))
    return found, faults
