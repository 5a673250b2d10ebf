"""The short way of front matter says "valid" only where the validator says so too, and takes no wrong schema."""

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselint.content.lines import Lines
from caselint.content.yaml import read_yaml
from caselint.kinds.document import Document
from caselint.kinds.plain_schema import compile_plain
from caselint.kinds.schema import document_problems
from caselint.kinds.validator import make_validator

DATA = Path(__file__).parent.parent / "data" / "json_schema"
TEXTS = st.sampled_from(["", "gold", "silver", "12", "2025-01-31", "2025-02-30", "a-b", "https://example.org/", "ä b"])
SCALARS = st.one_of(TEXTS, st.integers(-3, 5), st.floats(-2, 2), st.booleans(), st.none())
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from("abcd"), inner, max_size=4)),
    max_leaves=8,
)
TYPES = st.sampled_from(["string", "integer", "number", "boolean", "null", "array", "object"])
NAMES = st.lists(st.sampled_from("abcd"), max_size=3)


def _keywords(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    tables = st.dictionaries(st.sampled_from("abcd"), inner, max_size=3)
    keywords = {
        "type": st.one_of(TYPES, st.lists(TYPES, max_size=3)),
        "enum": st.lists(SCALARS, max_size=3),
        "const": SCALARS,
        "required": NAMES,
        "properties": tables,
        "additionalProperties": inner,
        "patternProperties": st.dictionaries(st.sampled_from(["^a", "b$"]), inner, max_size=2),
        "propertyNames": st.sampled_from([{"pattern": "^[abc]"}, {"enum": ["a", "d"]}, {"maxLength": 1}]),
        "items": inner,
        "pattern": st.sampled_from(["^[a-z]{1,9}$", "[0-9]", "(a+)+b"]),
        "format": st.sampled_from(["date", "slug", "uri", "email", "ipv4", "colour", "time"]),
        "minLength": st.integers(-1, 3),
        "maxItems": st.integers(0, 3),
        "minProperties": st.integers(0, 2),
        "minimum": st.one_of(st.integers(-2, 2), st.just("1")),
        "exclusiveMaximum": st.integers(-2, 4),
        "uniqueItems": st.booleans(),
        "allOf": st.lists(inner, max_size=2),
        "anyOf": st.lists(inner, min_size=1, max_size=2),
        "oneOf": st.lists(inner, min_size=1, max_size=2),
        "not": inner,
        "if": st.one_of(
            inner,
            st.fixed_dictionaries(
                {}, optional={"required": NAMES, "properties": st.just({"a": {"enum": ["gold", "12"]}})}
            ),
        ),
        "then": inner,
        "else": inner,
        "dependentRequired": st.dictionaries(st.sampled_from("ab"), NAMES, max_size=2),
        "$ref": st.sampled_from(["#/$defs/t", "#/$defs/r", "#/$defs/none", "#"]),
        "title": st.sampled_from(["T", 3]),
        "deprecated": st.booleans(),
        "x-replaced-by": st.just("b"),
        "unheard-of": st.just(1),
    }
    return st.lists(st.one_of([st.tuples(st.just(key), value) for key, value in keywords.items()]), max_size=4).map(
        dict
    )


PARTS = st.recursive(st.booleans(), _keywords, max_leaves=6)
SCHEMAS = st.builds(
    lambda schema, defs, draft: {
        **schema,
        **({"$defs": defs} if defs else {}),
        **({"$schema": draft} if draft else {}),
    },
    _keywords(PARTS),
    st.one_of(st.none(), st.fixed_dictionaries({"t": PARTS, "r": st.just({"items": {"$ref": "#/$defs/r"}})})),
    st.sampled_from([None, "http://json-schema.org/draft-07/schema#", "https://json-schema.org/draft/2019-09/schema"]),
)


@settings(max_examples=400, deadline=None)
@given(SCHEMAS, st.lists(VALUES, min_size=3, max_size=9))
def test_what_is_plainly_valid_is_valid(schema: dict[str, Any], values: list[Any]) -> None:
    check = compile_plain(schema)
    if check is None:
        return
    validator = make_validator(schema)
    validator.check_schema(schema)
    for value in values:
        if check(value):
            assert validator.is_valid(value)


@given(SCHEMAS)
def test_a_plain_schema_is_one_that_the_long_way_takes_too(schema: dict[str, Any]) -> None:
    if compile_plain(schema) is not None:
        text = json.dumps(schema)
        assert list(document_problems(Document(Path("s.json"), text, read_yaml(text), Lines(text)))) == []


@pytest.mark.parametrize("draft", ["draft2020-12", "draft2019-09", "draft7", "draft6"])
def test_the_official_cases_that_are_plain(draft: str) -> None:
    plain = 0
    names = {"draft7": "http://json-schema.org/draft-07/schema#", "draft6": "http://json-schema.org/draft-06/schema#"}
    default = names.get(draft, f"https://json-schema.org/draft/{draft.removeprefix('draft')}/schema")
    for groups in json.loads(gzip.decompress((DATA / f"{draft}.json.gz").read_bytes())).values():
        for group in groups:
            if isinstance(group["schema"], bool):
                continue
            check = compile_plain({"$schema": default, **group["schema"]})
            if check is not None:
                plain += 1
                wrong = [case for case in group["tests"] if check(case["data"]) and not case["valid"]]
                assert [each for each in wrong if "time" not in each["description"]] == [], group["description"]
    assert plain > 40


USUAL = {
    "$id": "https://example.org/study.json",
    "type": "object",
    "required": ["title", "tags"],
    "additionalProperties": False,
    "properties": {
        "title": {"type": "string", "pattern": "^[A-Z]", "description": "As in the list."},
        "status": {"enum": ["draft", "complete", None]},
        "updated": {"type": ["string", "null"], "format": "date"},
        "tags": {"type": "array", "items": {"$ref": "#/$defs/tag"}, "uniqueItems": True, "minItems": 1},
        "tier": {"type": "string", "deprecated": True, "x-replaced-by": "level"},
        "owner": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
    },
    "if": {"properties": {"tier": {"const": "gold"}}, "required": ["tier"]},
    "then": {"required": ["owner"]},
    "$defs": {"tag": {"type": "string", "minLength": 1}},
}


def test_the_usual_schema_is_plain_and_its_usual_page_is_known_to_be_valid() -> None:
    check = compile_plain(USUAL)
    assert check is not None
    page = {"title": "Ferry", "tags": ["a", "b"], "status": "draft", "updated": "2025-01-31", "tier": "gold"}
    assert not check(page)
    assert check({**page, "owner": "ann"})
    assert check({"title": "Ferry", "tags": ["a"], "status": None, "updated": None, "owner": ["ann"], "tier": "x"})
    for wrong in ({"title": "ferry"}, {"tags": []}, {"tags": ["a", "a"]}, {"updated": "soon"}, {"other": 1}):
        assert not check({**page, "owner": "ann", **wrong})


@pytest.mark.parametrize(
    "schema",
    [
        {"required": "title"},
        {"properties": {"a": {"type": "strin"}}},
        {"properties": {"a": {"pattern": "(a+)+b"}}},
        {"$ref": "https://example.org/a.json"},
        {"$defs": {"a": {"$ref": "#/$defs/a"}}, "$ref": "#/$defs/a"},
        {"oneOf": [{"type": "string"}]},
        {"$schema": "http://json-schema.org/draft-04/schema#"},
        {"requird": ["title"]},
    ],
)
def test_what_is_wrong_or_not_plain_is_left_to_the_validator(schema: dict[str, Any]) -> None:
    assert compile_plain(schema) is None


def test_pages_that_are_right_never_load_the_validator(tmp_path: Path) -> None:
    (tmp_path / "study.json").write_text(json.dumps(USUAL), encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from caselint.content.markdown import parse; "
        "from caselint.content.source import Source; from caselint.kinds.schema import SchemaFile; "
        "from caselint.content.dialect import Dialect; schema = SchemaFile.load(Path('study.json')); "
        "page = parse('a.md', Source('---\\ntitle: A\\ntags: [b]\\n---\\n'), Dialect()); "
        "assert schema.violations(page) == (); assert 'jsonschema' not in sys.modules; "
        "page = parse('a.md', Source('---\\ntitle: A\\ntags: b\\n---\\n'), Dialect()); "
        "assert len(schema.violations(page)) == 1"
    )
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)
