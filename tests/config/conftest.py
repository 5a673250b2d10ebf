"""Rules that exist only here, so that the tests of the configuration hold whatever rules there are."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

import pytest

from caselint.config.config import Config
from caselint.config.load import ConfigError, load_config
from caselint.findings import Severity


class Style(StrEnum):
    SHORT = "short"
    LONG = "long"


@dataclass(frozen=True)
class LinkOptions:
    allowed_hosts: tuple[str, ...] = ()
    most: int = 3
    style: Style = Style.SHORT
    mode: Literal["strict", "lax"] = "strict"

    def __post_init__(self) -> None:
        if self.most < 0:
            raise ValueError("`most` must not be negative")


@dataclass(frozen=True)
class NoOptions:
    pass


@dataclass(frozen=True)
class FakeRule:
    code: str
    name: str
    preview: bool = False
    Options: type = NoOptions
    severity: Severity = Severity.WARNING


class Known:
    """The four rules of these tests."""

    rules = (
        FakeRule("FIG001", "conflicting-figures"),
        FakeRule("LNK001", "broken-link", Options=LinkOptions),
        FakeRule("LNK002", "missing-anchor"),
        FakeRule("LNK009", "orphan-page", preview=True),
    )

    def names(self) -> tuple[str, ...]:
        return tuple(rule.name for rule in self.rules)

    def codes(self) -> tuple[str, ...]:
        return tuple(rule.code for rule in self.rules)

    def families(self) -> tuple[str, ...]:
        return ("FIG", "LNK", "TXT")

    def options_of(self, name: str) -> type | None:
        return next((rule.Options for rule in self.rules if name in (rule.name, rule.code)), None)

    def __getitem__(self, name: str) -> FakeRule:
        return next(rule for rule in self.rules if rule.name == name)


@pytest.fixture
def known() -> Known:
    return Known()


@pytest.fixture
def load(tmp_path: Path, known: Known) -> Callable[[str], Config]:
    """Writes a `caselint.toml` into `tmp_path` and loads it."""

    def load_text(text: str) -> Config:
        (tmp_path / "caselint.toml").write_text(text, encoding="utf-8")
        return load_config(tmp_path / "caselint.toml", known)

    return load_text


@pytest.fixture
def problems(tmp_path: Path, load: Callable[[str], Config]) -> Callable[[str], list[str]]:
    """The problems of a text, one line each, with paths relative to `tmp_path`."""

    def problems_of(text: str) -> list[str]:
        with pytest.raises(ConfigError) as caught:
            load(text)
        return [str(problem).removeprefix(tmp_path.as_posix() + "/") for problem in caught.value.problems]

    return problems_of
