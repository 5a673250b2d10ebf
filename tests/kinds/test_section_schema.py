"""The JSON Schema of section templates and their reader agree on what a template is."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from caselint.config.problems import ConfigError
from caselint.config.shipped import schema_folder
from caselint.content.yaml import read_yaml
from caselint.kinds.document import plain
from caselint.kinds.measures_file import MEASURE_KEYS
from caselint.kinds.section_file import _ALTERNATIVE_KEYS, _CHOICE_KEYS, _FILE_KEYS, _SECTION_KEYS, load_template
from caselint.kinds.sections import ELEMENTS

# What only the reader can say: it compares numbers, levels and words, and knows what a pattern costs.
BEYOND = (
    "nothing is both",
    "the template asks for nothing",
    "this asks for nothing",
    "the pattern ",
    "stands inside one of level",
    "has no sections inside",
    "lets a page do without the section",
)


@cache
def schema() -> dict[str, Any]:
    read: dict[str, Any] = json.loads((schema_folder() / "sections.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(read)
    return read


def keys(*path: str) -> set[str]:
    part: Any = schema()
    for name in path:
        part = part[name]
    return set(part["properties"])


def test_both_know_the_same_keys() -> None:
    assert keys() == set(_FILE_KEYS)
    assert keys("$defs", "section") == set(_SECTION_KEYS)
    assert keys("$defs", "alternative") == set(_ALTERNATIVE_KEYS)
    assert set(schema()["$defs"]["section"]["oneOf"][3]["propertyNames"]["enum"]) == set(_CHOICE_KEYS)
    assert set(MEASURE_KEYS) <= keys()
    named, mapped = schema()["$defs"]["element"]["anyOf"]
    assert tuple(named["enum"]) == tuple(mapped["properties"]) == ELEMENTS


_ODD = st.sampled_from([None, True, False, "", " ", "a", "min", -1, 0, 1, 7, 0.5, [], {}, ["a"], {"min": 1}])
_TEXT = st.sampled_from(["Costs", "a b", "Step 1", 7, "sections"])


def _or_odd(wanted: st.SearchStrategy[Any], odd: int = 12) -> st.SearchStrategy[Any]:
    """Mostly what is wanted, sometimes anything else."""
    return st.integers(0, odd).flatmap(lambda drawn: _ODD if drawn == 0 else wanted)


def _mapping(fields: dict[str, st.SearchStrategy[Any]], least: int = 0) -> st.SearchStrategy[dict[str, Any]]:
    """Some of the fields, seldom one that nobody knows."""
    known = st.lists(st.sampled_from(sorted(fields)), min_size=least, max_size=4, unique=True)
    drawn = known.flatmap(lambda names: st.fixed_dictionaries({name: fields[name] for name in names}))
    return st.tuples(drawn, st.integers(0, 15)).map(lambda pair: pair[0] | ({"odd": 1} if pair[1] == 0 else {}))


_LIMITS = _or_odd(_mapping({"min": _or_odd(st.integers(0, 3)), "max": _or_odd(st.integers(2, 9))}, 1))
_TEXTS = _or_odd(_TEXT | st.lists(_TEXT, min_size=1, max_size=2))
_COUNTED = {
    "min": _or_odd(st.integers(0, 3)),
    "max": _or_odd(st.integers(2, 9)),
    "within-lines": _or_odd(st.integers(1, 9)),
    "matching": _or_odd(st.sampled_from(["a", "^x", "(a+)+"])),
}
_ELEMENT = _or_odd(st.sampled_from(ELEMENTS)) | _mapping(
    {
        "table": _or_odd(_mapping({"columns": _TEXTS, **_COUNTED}, 1)),
        "code": _or_odd(_mapping({"language": _TEXTS, **_COUNTED}, 1)),
        "link": _or_odd(_mapping(_COUNTED, 1)),
    },
    1,
)
_MEASURES: dict[str, st.SearchStrategy[Any]] = {
    "words": _LIMITS,
    "lines": _LIMITS,
    "contains": _or_odd(_ELEMENT | st.lists(_ELEMENT, min_size=1, max_size=2)),
    "code-share": _or_odd(_mapping({"max": _or_odd(st.sampled_from([0, 0.25, 1, 2]))}, 1)),
}
_FLAGS = {name: _or_odd(st.booleans()) for name in ("ordered", "closed")}


def _section(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    fields = {
        "level": _or_odd(st.integers(1, 7)),
        "within-lines": _or_odd(st.integers(1, 9)),
        "sections": _or_odd(st.lists(inner, max_size=2)),
        **_MEASURES,
        **_FLAGS,
    }
    named = st.sampled_from(["title", "title", "prefix", "pattern", ""])
    alternative = st.tuples(named, _TEXTS, _mapping(fields)).map(lambda row: _named(*row))
    placed = {"required": _or_odd(st.booleans()), "times": _LIMITS}
    whole = st.tuples(named, _TEXTS, _mapping({**fields, **placed})).map(lambda row: _named(*row))
    choice = st.tuples(
        st.just("one-of"),
        _or_odd(st.lists(alternative | _TEXT, min_size=1, max_size=3)),
        _mapping({**placed, "within-lines": fields["within-lines"], "words": _LIMITS}),
    ).map(lambda row: _named(*row))
    return whole | choice


def _named(name: str, value: object, rest: dict[str, Any]) -> dict[str, Any]:
    return {name: value, **rest} if name else rest


_SECTION = st.recursive(_or_odd(_TEXT), lambda inner: _section(inner) | _or_odd(_TEXT), max_leaves=6)
_FILE = _mapping(
    {
        "sections": _or_odd(st.lists(_SECTION, max_size=3)),
        "one-h1": _or_odd(st.booleans()),
        "h1-equals": _or_odd(_TEXT),
        **_MEASURES,
        **_FLAGS,
    }
)


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=200)
@given(_or_odd(_FILE, 40))
def test_the_reader_refuses_what_the_schema_refuses_and_says_why_else(tmp_path: Path, template: object) -> None:
    path = tmp_path / "study.sections.yaml"
    path.write_text(json.dumps(template), encoding="utf-8")
    told: tuple[str, ...] = ()
    try:
        load_template(path)
    except ConfigError as error:
        told = tuple(problem.message for problem in error.problems)
    by_schema = [error.message for error in Draft202012Validator(schema()).iter_errors(template)]
    plain = [message for message in told if not any(words in message for words in BEYOND)]
    assert bool(plain) == bool(by_schema), (told, by_schema)


DOCS = (Path(__file__).parents[2] / "docs" / "sections.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"^```yaml\n(.*?)^```$", DOCS, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("number", range(len(SHOWN)))
def test_the_templates_of_the_documentation_are_templates(number: int, tmp_path: Path) -> None:
    path = tmp_path / "shown.yaml"
    path.write_text(SHOWN[number], encoding="utf-8")
    assert load_template(path).asks
    assert list(Draft202012Validator(schema()).iter_errors(plain(read_yaml(SHOWN[number])))) == []


def test_every_key_and_element_is_documented() -> None:
    elements = schema()["$defs"]["element"]["anyOf"][1]["properties"]
    options = {key for element in elements.values() for key in element["properties"]}
    named = set(re.findall(r"`([\w-]+)`", DOCS))
    assert {*_FILE_KEYS, *_SECTION_KEYS, *ELEMENTS, *options} <= named


SHIPPED = sorted(schema_folder().glob("*.sections.yaml"))


@pytest.mark.parametrize("path", SHIPPED, ids=[path.name for path in SHIPPED])
def test_the_shipped_templates_are_templates(path: Path) -> None:
    assert load_template(path).asks
