"""The JSON Schema of `caselint.toml` says what the loader says."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from caselint.config.config import Config
from caselint.config.json_schema import settings_schema
from caselint.config.load import ConfigError

Load = Callable[[str], Config]


@dataclass(frozen=True)
class Documented:
    """A rule of the tests with a summary."""

    rule: Any

    def __getattr__(self, name: str) -> Any:
        return getattr(self.rule, name)

    def summary(self) -> str:
        return f"What {self.rule.name} finds."


@pytest.fixture
def schema(known: Any) -> dict[str, Any]:
    rules = [Documented(rule) for rule in known.rules]
    meanings = {"Settings": {"exclude": "globs of pages to leave out"}}
    return settings_schema(rules, meanings, {"broken-link": {"most": "how many may pass"}})


def test_it_is_a_schema_in_the_words_given(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    assert schema["properties"]["exclude"]["description"] == "globs of pages to leave out"
    rule = schema["$defs"]["RuleTable"]["properties"]["broken-link"]
    assert rule["description"] == "LNK001: What broken-link finds."
    assert rule["properties"]["most"] == {"type": "integer", "default": 3, "description": "how many may pass"}
    assert rule["properties"]["severity"]["enum"] == ["error", "warning", "info"]
    words = schema["properties"]["select"]["items"]["anyOf"][0]["enum"]
    assert words[:8] == ["ALL", "FIG", "FIG001", "LNK", "LNK001", "LNK002", "LNK009", "broken-link"]


def keywords(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, list):
        for item in value:
            yield from keywords(item)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key, inner
            yield from keywords(inner)


def test_toml_has_no_null(schema: dict[str, Any]) -> None:
    assert [inner for key, inner in keywords(schema) if key == "type" and inner == "null"] == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("", True),
        ('generator = "mkdocs"\nparser = "pyromark"\n', True),
        ('generator = "mkdcs"\n', False),
        ('exclude = ["a/**"]\nselect = ["FIG", "broken-link"]\n', True),
        ('exclude = "a/**"\n', False),
        ("exclud = []\n", False),
        (
            '[rules.broken-link]\nseverity = "info"\nmost = 2\nallowed-hosts = ["a"]\nstyle = "long"\nmode = "lax"\n',
            True,
        ),
        ("[rules.LNK001]\nmost = 2\n", True),
        ('[rules.LNK001]\nmost = "2"\n', False),
        ("[rules.broken-link]\nmots = 2\n", False),
        ('[rules.broken-link]\nseverity = "fatal"\n', False),
        ('[rules.broken-link]\nstyle = "middling"\n', False),
        ('[[overrides]]\npages = ["a"]\nignore = ["FIG"]\nrules.broken-link.most = 1\n', True),
        ('[[overrides]]\nignore = ["FIG"]\n', False),
        ("[[overrides]]\npages = []\n", False),
        ('[kinds.a]\npages = ["a"]\ntype = "b"\nlinks = ["related[].url"]\n', True),
        ("[kinds.a]\npage = []\n", False),
        ('[aliases]\nX = ["Y"]\n[vocabulary]\nmetrics = { a = ["b"] }\nunits = { a = "b" }\nstop = ["c"]\n', True),
        ('[aliases]\nX = "Y"\n', False),
        ('[[collections]]\nname = "a"\npages = ["b"]\nwhere = { c = 1 }\nclaims = ["{n} a"]\n', True),
        ('[[collections]]\nname = "a"\n', False),
        ('[[text]]\nname = "own"\npattern = "a"\nmessage = "b"\n[rules.own]\nseverity = "error"\n', True),
        ('[[text]]\nname = "own"\npattern = "a"\n', False),
    ],
)
def test_it_accepts_what_the_loader_accepts(text: str, right: bool, schema: dict[str, Any], load: Load) -> None:
    try:
        load(text)
        loads = True
    except ConfigError:
        loads = False
    assert loads is right
    assert Draft202012Validator(schema).is_valid(tomllib.loads(text)) is right
