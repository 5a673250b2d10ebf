"""The files of a chain as one `Config`: later files over earlier ones, checked for all that one file cannot tell."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from caselint.config.config import (
    Collection,
    Config,
    KindSettings,
    ModelName,
    Override,
    RuleSettings,
    TextPattern,
    VocabularySettings,
)
from caselint.config.extends import Extended, named_file
from caselint.config.globs import Globs
from caselint.config.names import (
    Fault,
    KnownNames,
    RuleNames,
    rule_settings,
    selector_faults,
    selectors_of,
)
from caselint.config.patterns import pattern_problem
from caselint.config.problems import ConfigProblem, shorten
from caselint.config.settings import CollectionTable, KindTable, TextTable
from caselint.config.toml_places import TomlPath
from caselint.findings import Severity

_MODEL = re.compile(r"[A-Za-z_][\w.]*+:[A-Za-z_]\w*+")
_VALUE_PATH = re.compile(r"[^.\[\]]++(?:\[\])?(?>(?:\.[^.\[\]]++(?:\[\])?)*)")
_SPELLING = re.compile(r"[^\W\d_][\w.-]{0,30}|%\w{0,9}")
_UNIT_WORD = r"(?:[^\W\d_][\w.-]{0,30}(?: [\w.-]{1,30}){0,3}|%)"
_UNIT = re.compile(rf"{_UNIT_WORD}(?: ?/ ?{_UNIT_WORD}){{0,3}}")
_KIND_FILES = ("front-matter", "sections", "metrics")

Value = TypeVar("Value")


def merge(path: Path, chain: Sequence[Extended], known: RuleNames) -> tuple[Config, list[ConfigProblem]]:
    """The settings of the chain, lowest file first, and what is wrong with them."""
    merging = _Merging(chain, known)
    return merging.config(path), merging.problems


class _Merging:
    def __init__(self, chain: Sequence[Extended], known: RuleNames) -> None:
        self._chain = chain
        own_rules = [text.name for part in chain for text in part.settings.text]
        self._known = KnownNames(known, own_rules)
        self._built_in = frozenset(known.names())
        self.problems: list[ConfigProblem] = []

    def config(self, path: Path) -> Config:
        parts = [part.settings for part in self._chain]
        return Config(
            folder=path.parent,
            path=path,
            files=tuple(part.file.path for part in self._chain),
            generator=_last(part.generator for part in parts),
            parser=_last(part.parser for part in parts),
            include=tuple(self._globs(part, ("include",), part.settings.include) for part in self._last_include()),
            exclude=tuple(
                self._globs(part, ("exclude",), part.settings.exclude) for part in self._chain if part.settings.exclude
            ),
            layers=tuple(selectors_of(part.settings, part.file) for part in self._chain if self._selects(part)),
            rules=tuple(rules for part in self._chain if (rules := self._rules(part))),
            overrides=tuple(override for part in self._chain for override in self._overrides(part)),
            kinds=self._kinds(),
            aliases={name: tuple(names) for part in parts for name, names in part.aliases.items()},
            vocabulary=VocabularySettings(
                {name: tuple(words) for part in parts for name, words in part.vocabulary.metrics.items()},
                self._units(),
                tuple(dict.fromkeys(word for part in parts for word in part.vocabulary.stop)),
            ),
            collections=self._collections(),
            text=self._text(),
            registry=_last(self._registry(part) for part in self._chain),
        )

    def _report(self, part: Extended, faults: Iterable[Fault]) -> None:
        for fault in faults:
            self.problems.append(part.file.problem(fault.path, fault.message, fault.suggestion, key=fault.key))

    def _globs(self, part: Extended, at: TomlPath, patterns: Sequence[str]) -> Globs:
        places = tuple(part.file.at((*at, index)) for index in range(len(patterns)))
        return Globs(tuple(patterns), part.folder, part.file.path.as_posix(), places)

    def _last_include(self) -> list[Extended]:
        """A file's own `include` replaces one that it extends: pages are let in by one list."""
        return [part for part in self._chain if part.settings.include][-1:]

    def _selects(self, part: Extended) -> bool:
        settings = part.settings
        self._report(part, selector_faults(settings, (), self._known))
        return settings.select is not None or bool(settings.extend_select or settings.ignore)

    def _rules(self, part: Extended, at: TomlPath = ()) -> dict[str, RuleSettings]:
        tables = part.settings.overrides[int(at[1])].rules if at else part.settings.rules
        settings, faults = rule_settings(tables, at, self._known, part.file)
        self._report(part, faults)
        return settings

    def _overrides(self, part: Extended) -> Iterable[Override]:
        for index, table in enumerate(part.settings.overrides):
            at = ("overrides", index)
            self._report(part, selector_faults(table, at, self._known))
            pages = self._globs(part, (*at, "pages"), table.pages)
            yield Override(pages, selectors_of(table, part.file), self._rules(part, at), part.own)

    def _kinds(self) -> tuple[KindSettings, ...]:
        """A kind's keys may come from several files: a starter names the schema, the user's file the pages."""
        names = dict.fromkeys(name for part in self._chain for name in part.settings.kinds)
        return tuple(self._kind(name) for name in names)

    def _kind(self, name: str) -> KindSettings:
        parts = [(part, part.settings.kinds[name]) for part in self._chain if name in part.settings.kinds]
        pages, own = Globs((), parts[-1][0].folder), parts[-1][0].own
        for part, table in parts:
            if table.pages is not None:
                pages, own = (
                    self._globs(part, ("kinds", name, "pages"), table.pages),
                    part.own,
                )
        exclude = None
        for part, table in parts:
            if table.exclude is not None:
                exclude = self._globs(part, ("kinds", name, "exclude"), table.exclude)
        files: dict[str, Path] = {}
        model: ModelName | None = None
        for part, table in parts:
            files |= self._kind_files(part, name, table)
            if table.front_matter is not None:
                model = _model(part, name, table.front_matter)
        last = parts[-1][0].file
        return KindSettings(
            name=name,
            type=_last(table.type for _, table in parts) or name,
            pages=pages,
            front_matter=None if model is not None else files.get("front-matter"),
            sections=files.get("sections"),
            metrics=files.get("metrics"),
            links=tuple(_last(table.links for _, table in parts) or ()),
            own=own,
            place=(last.path.as_posix(), *last.at(("kinds", name), key=True)),
            exclude=exclude,
            model=model,
        )

    def _kind_files(self, part: Extended, name: str, table: KindTable) -> dict[str, Path]:
        at = ("kinds", name)
        for index, link in enumerate(table.links or ()):
            if not _VALUE_PATH.fullmatch(link):
                message = f'"{shorten(link)}" is not a path to a value, such as "related[].url"'
                self._report(part, [Fault((*at, "links", index), message)])
        found: dict[str, Path] = {}
        for key, value in zip(
            _KIND_FILES,
            (table.front_matter, table.sections, table.metrics),
            strict=True,
        ):
            if value is None or (key == "front-matter" and _MODEL.fullmatch(value)):
                continue
            path = self._file(part, (*at, key), value)
            found |= {} if path is None else {key: path}
        return found

    def _file(self, part: Extended, at: TomlPath, name: str) -> Path | None:
        """The file that a setting names, relative to the file that the setting stands in."""
        path = named_file(part.file.path.parent, name)
        if path is None:
            what = ".".join(str(step) for step in at)
            self._report(
                part,
                [
                    Fault(
                        at,
                        f'`{what}` names a file that does not exist: "{shorten(name)}"',
                    )
                ],
            )
        return path

    def _units(self) -> dict[str, str]:
        """The site's own spellings of units, each with the unit."""
        found: dict[str, str] = {}
        for part in self._chain:
            for word, unit in part.settings.vocabulary.units.items():
                at: TomlPath = ("vocabulary", "units", word)
                if _SPELLING.fullmatch(word) is None:
                    message = f'"{shorten(word)}" cannot stand for a unit: it takes one word without digits'
                    self._report(part, [Fault(at, message, key=True)])
                elif _UNIT.fullmatch(unit) is None:
                    message = f'"{shorten(unit)}" is no unit; write one such as "ms", "request/s" or "USD/month"'
                    self._report(part, [Fault(at, message)])
                else:
                    found[word] = unit
        return found

    def _registry(self, part: Extended) -> Path | None:
        table = part.settings.registry
        return None if table is None else self._file(part, ("registry", "file"), table.file)

    def _collections(self) -> tuple[Collection, ...]:
        found: dict[str, Collection] = {}
        for part in self._chain:
            names: dict[str, int] = {}
            for index, table in enumerate(part.settings.collections):
                self._report(
                    part,
                    _twice("collection", names, table.name, ("collections", index, "name")),
                )
                found[table.name] = self._collection(part, index, table)
        return tuple(found.values())

    def _collection(self, part: Extended, index: int, table: CollectionTable) -> Collection:
        at: TomlPath = ("collections", index)
        claims = [f"{{n}} {table.name}"] if table.claims is None else table.claims
        for number, claim in enumerate(claims):
            if "{n}" not in claim:
                message = f'"{shorten(claim)}" lacks `{{n}}`, which stands for the number'
                self._report(part, [Fault((*at, "claims", number), message)])
        return Collection(
            name=table.name,
            pages=self._globs(part, (*at, "pages"), table.pages),
            exclude=self._globs(part, (*at, "exclude"), table.exclude),
            where=table.where,
            claims=tuple(claims),
            own=part.own,
            place=(part.file.path.as_posix(), *part.file.at((*at, "name"))),
        )

    def _text(self) -> tuple[TextPattern, ...]:
        found: dict[str, TextPattern] = {}
        for part in self._chain:
            names: dict[str, int] = {}
            for index, table in enumerate(part.settings.text):
                at: TomlPath = ("text", index)
                self._report(part, _twice("word rule", names, table.name, (*at, "name")))
                self._report(part, self._text_faults(table, at))
                severity = None if table.severity is None else Severity(table.severity)
                found[table.name] = TextPattern(table.name, table.pattern, table.message, table.replace, severity)
        return tuple(found.values())

    def _text_faults(self, table: TextTable, at: TomlPath) -> Iterable[Fault]:
        if table.name in self._built_in:
            yield Fault((*at, "name"), f'"{table.name}" is the name of a built-in rule')
        wrong = pattern_problem(table.pattern)
        if wrong is None and re.search(table.pattern, "") is not None:
            wrong = "matches the empty text"
        if wrong is not None:
            yield Fault((*at, "pattern"), f"the pattern {wrong}")


def _model(part: Extended, kind: str, value: str) -> ModelName | None:
    """The pydantic model that a `front-matter` names; None where it names a file."""
    if not _MODEL.fullmatch(value):
        return None
    module, _, name = value.partition(":")
    place = (part.file.path.as_posix(), *part.file.at(("kinds", kind, "front-matter")))
    return ModelName(module, name, part.file.path.parent.absolute(), place)


def _twice(what: str, seen: dict[str, int], name: str, at: TomlPath) -> Iterable[Fault]:
    """A name that stands twice in one file; in two files the later one replaces the earlier."""
    if name in seen:
        yield Fault(at, f'{what} "{shorten(name)}" stands here twice')
    seen[name] = 1


def _last(values: Iterable[Value | None]) -> Value | None:
    found = None
    for value in values:
        found = found if value is None else value
    return found
