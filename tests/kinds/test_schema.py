"""Schemas: a wrong one is refused with all its faults at their places; a page is told what it breaks, and where."""

import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caselint.config.problems import ConfigError
from caselint.content.dialect import Dialect
from caselint.content.markdown import parse
from caselint.content.source import Source
from caselint.kinds.schema import SchemaFile
from caselint.kinds.violations import Violation

OLD = Dialect(yaml_version=(1, 1))
Check = Callable[[str, str], list[tuple[str, str, str]]]


def load(folder: Path, text: str) -> SchemaFile:
    path = folder / "study.yaml"
    path.write_text(text, encoding="utf-8")
    return SchemaFile.load(path)


def violations(schema: SchemaFile, front_matter: str) -> tuple[tuple[Violation, ...], str]:
    text = f"---\n{front_matter}---\n# A\n"
    return schema.violations(parse("a.md", Source(text), OLD)), text


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """(kind, what the span names, message) of what a front matter breaks of a schema."""

    def run(schema: str, front_matter: str) -> list[tuple[str, str, str]]:
        found, text = violations(load(tmp_path, schema), front_matter)
        return [(each.kind, each.span.slice(text), each.message) for each in found]

    return run


def test_a_missing_key_stands_at_the_closing_line(check: Check) -> None:
    schema = "required: [title, status]\nproperties: {title: {}, status: {}}\n"
    assert check(schema, "title: Ferry\n") == [("missing-key", "---", 'the key "status" is missing')]
    assert check(schema, "") == [
        ("missing-key", "---", 'the key "title" is missing'),
        ("missing-key", "---", 'the key "status" is missing'),
    ]


def test_a_missing_key_of_a_mapping_stands_at_its_key(check: Check) -> None:
    schema = "properties: {metrics: {required: [users]}}\n"
    assert check(schema, "title: x\nmetrics:\n  hosts: 3\n") == [
        ("missing-key", "metrics", 'the key "users" is missing in "metrics"')
    ]


def test_a_misspelt_key_is_one_violation(check: Check) -> None:
    schema = "additionalProperties: false\nrequired: [description]\nproperties: {description: {}}\n"
    assert check(schema, "descripton: x\n") == [
        ("missing-key", "descripton", 'the key "description" is missing; "descripton" may be meant as it')
    ]


def test_a_key_that_only_ends_alike_is_not_taken_for_a_missing_one(check: Check) -> None:
    schema = "required: [status, title]\nproperties: {status: {}, title: {}}\n"
    assert [each[1:] for each in check(schema, "pattern_status: draft\ntitel: x\n")] == [
        ("titel", 'the key "title" is missing; "titel" may be meant as it'),
        ("---", 'the key "status" is missing'),
    ]


WRONG = [
    ("{enum: [draft, complete]}", "Complet", "Complet", '"a" is "Complet", and must be one of draft, complete'),
    ("{const: study}", "studie", "studie", '"a" is "studie", and must be study'),
    ("{type: string}", "10:30", "10:30", '"a" is the number 630 (written 10:30), and must be a text'),
    ("{type: string}", "yes", "yes", '"a" is true (written yes), and must be a text'),
    ("{type: string}", "", "a", '"a" is empty, and must be a text'),
    ("{type: array}", "x", "x", '"a" is "x", and must be a list'),
    ("{type: [integer, 'null']}", "1.5", "1.5", '"a" is the number 1.5, and must be a whole number or empty'),
    ("{type: object}", "[1, 2]", "a", '"a" is a list of 2 items, and must be a mapping of keys'),
    ("{type: string, pattern: '^[0-9]{1,3} min$'}", "5 mins", "5 mins", '"a" is "5 mins", and does not match'),
    ("{format: date}", "26.1.2025", "26.1.2025", '"a" is "26.1.2025", and must be a date such as 2025-01-31'),
    ("{format: date-time}", "soon", "soon", '"a" is "soon", and must be a time such as'),
    ("{type: string, minLength: 3}", "ab", "ab", '"a" has 2 characters, and must have at least 3'),
    ("{type: array, maxItems: 1}", "[x, y]", "a", '"a" has 2 items, and may have 1 at most'),
    ("{type: number, maximum: 100}", "120", "120", '"a" is the number 120, and must be at most 100'),
    ("{uniqueItems: true}", "[x, y, x]", "x", '"a[2]" is "x", which stands in the list already'),
    ("{items: {type: string}}", "[x, 3]", "3", '"a[1]" is the number 3, and must be a text'),
    ("{anyOf: [{type: string}, {type: array}]}", "3", "3", '"a" is the number 3, and must be a text or a list'),
    ("{anyOf: [{type: string}, {items: {type: string}, type: array}]}", "[3]", "3", '"a[0]" is the number 3, and'),
    ("{not: {const: x}}", "x", "x", '"a" is "x", and must not be that'),
    ("{type: integer}", "'12'", "'12'", '"a" is "12", and must be a whole number'),
    ("{contains: {const: x}}", "[y]", "a", '"a" is a list of 1 item, and lacks x'),
    ("false", "x", "a", 'the key "a" must not be there'),
]


@pytest.mark.parametrize(("schema", "value", "place", "message"), WRONG)
def test_a_wrong_value_is_told_with_what_is_allowed(
    schema: str, value: str, place: str, message: str, check: Check
) -> None:
    found = check(f"properties:\n  a: {schema}\n", f"a: {value}\n")
    assert [(kind, at) for kind, at, _ in found] == [("wrong-value", place)]
    assert found[0][2].startswith(message)


def test_dates_of_yaml_are_dates(check: Check) -> None:
    schema = "properties:\n  a: {type: string, format: date}\n  b: {type: string, format: date-time}\n"
    assert check(schema, "a: 2025-01-26\nb: 2025-01-26 10:30:00\n") == []


def test_the_nearest_value_and_quotes_are_proposed(tmp_path: Path) -> None:
    schema = load(tmp_path, "properties:\n  a: {enum: [in-progress, done]}\n  b: {type: string}\n")
    found, _ = violations(schema, "a: 'In_Progress'\nb: 1.10\n")
    assert [each.replacement for each in found] == ["'in-progress'", '"1.10"']
    found, _ = violations(schema, "a: zzz\n")
    assert found[0].replacement is None
    schema = load(tmp_path, "properties:\n  a: {type: integer}\n  b: {type: boolean}\n  c: {type: number}\n")
    found, _ = violations(schema, "a: '12'\nb: 'yes'\nc: '012'\n")
    assert [each.replacement for each in found] == ["12", "true", None]


def test_unknown_keys_are_named_with_the_nearest(check: Check, tmp_path: Path) -> None:
    schema = "additionalProperties: false\nproperties: {title: {}, tags: {}}\npatternProperties: {'^x-': {}}\n"
    assert check(schema, "title: a\ntag: b\nx-own: c\n") == [("unknown-key", "tag", 'the key "tag" is not known')]
    found, _ = violations(load(tmp_path, schema), "title: a\ntag: b\n")
    assert (found[0].help, found[0].replacement) == ('did you mean "tags"?', "tags")
    named = "propertyNames: {pattern: '^[a-z_]{1,40}$'}\n"
    assert [each[:2] for each in check(named, "last-updated: x\n")] == [("unknown-key", "last-updated")]


CONDITIONS = [
    (
        "if: {properties: {tier: {const: gold}}, required: [tier]}\nthen: {required: [examples]}\n"
        "dependentRequired: {url: [label]}\n",
        "tier: gold\nurl: x\n",
        ['the key "examples" is missing, because "tier" is gold', 'the key "label" is missing, because "url" is there'],
    ),
    (
        "properties: {examples: {}}\nif: {properties: {tier: {const: gold}}, required: [tier]}\n"
        "then: {required: [examples], properties: {owner: {enum: [ann, bob]}, draft: false}}\n",
        "tier: gold\nowner: amn\ndraft: true\nexample: []\n",
        [
            '"owner" is "amn", and must be one of ann, bob, because "tier" is gold',
            'the key "draft" must not be there, because "tier" is gold',
            'the key "examples" is missing, because "tier" is gold; "example" may be meant as it',
        ],
    ),
    (
        "if: {properties: {tier: {const: gold}}, required: [tier]}\nelse: {required: [why]}\n",
        "title: x\n",
        ['the key "why" is missing, because "tier" is not there'],
    ),
    (
        "allOf:\n- if: {properties: {about: {properties: {users: {minimum: 9}}}}, required: [about]}\n"
        "  then: {required: [source]}\n",
        "about: {users: 10}\n",
        ['the key "source" is missing, because "users" is 10'],
    ),
    (
        "dependentSchemas: {url: {properties: {title: {minLength: 5}}}}\n",
        "url: x\ntitle: a\n",
        ['"title" has 1 character, and must have at least 5, because "url" is there'],
    ),
    ("anyOf: [{required: [a]}, {required: [b, c]}]\n", "d: 1\n", ['one of the keys "a" or "b" and "c" is missing']),
    ("oneOf: [{required: [a]}, {required: [b]}]\n", "b: 1\na: 2\n", ['the keys "a" and "b" must not stand together']),
    ("not: {required: [a]}\n", "a: 1\n", ['the key "a" must not be there']),
    ("properties: {a: {not: {required: [b, c]}}}\n", "a: {b: 1, c: 2}\n", [
        'the keys "b" and "c" must not stand together in "a"'
    ]),
    ("required: [a]\nminProperties: 1\n", "", ['the key "a" is missing']),
]  # fmt: skip


@pytest.mark.parametrize(("schema", "page", "messages"), CONDITIONS)
def test_conditions_are_told_in_plain_words(schema: str, page: str, messages: list[str], check: Check) -> None:
    assert [each[2] for each in check(schema, page)] == messages


def test_a_condition_that_does_not_hold_asks_for_nothing(check: Check) -> None:
    assert check(CONDITIONS[0][0], "tier: silver\n") == []


def test_references_within_the_file_are_followed(check: Check) -> None:
    schema = (
        "properties: {a: {$ref: '#/$defs/texts'}}\n"
        "$defs: {texts: {type: array, items: {$ref: '#/$defs/text'}}, text: {type: string}}\n"
    )
    assert [each[1] for each in check(schema, "a: [x, 2]\n")] == ["2"]


def test_references_may_name_what_the_file_itself_identifies(check: Check) -> None:
    schema = (
        "$id: https://example.org/page\nproperties: {a: {$ref: text}, b: {$ref: '#list'}, c: {$ref: 'text#/$defs/n'}}\n"
        "$defs:\n  t: {$id: text, type: string, $defs: {n: {type: integer}}}\n  l: {$anchor: list, type: array}\n"
    )
    assert [each[1] for each in check(schema, "a: 1\nb: 2\nc: x\n")] == ["1", "2", "x"]


def test_a_schema_may_go_down_a_value_without_end(check: Check) -> None:
    schema = "$defs: {tree: {properties: {name: {type: string}, below: {items: {$ref: '#/$defs/tree'}}}}}\n"
    tree = f"{schema}properties: {{a: {{$ref: '#/$defs/tree'}}}}\n"
    assert [each[1] for each in check(tree, "a: {below: [{below: [{name: 3}]}]}\n")] == ["3"]
    # Deeper than Python's stack allows such a schema: told, and no crash.
    nested = "$defs: {tree: {allOf: [{anyOf: [{allOf: [{items: {$ref: '#/$defs/tree'}}]}]}]}}\n"
    deep = f"a: {'[' * 60}1{']' * 60}\n"
    found = check(f"{nested}properties: {{a: {{$ref: '#/$defs/tree'}}}}\n", deep)
    assert found in (
        [],
        [("wrong-value", "---", "the front matter is nested too deeply to be held against its schema")],
    )


def test_an_unreadable_front_matter_breaks_nothing_else(tmp_path: Path) -> None:
    assert violations(load(tmp_path, "required: [title]\n"), "title: a: b\n")[0] == ()


def test_a_page_without_front_matter_lacks_all_keys_at_its_start(tmp_path: Path) -> None:
    schema = load(tmp_path, "required: [title, status]\n")
    found = schema.violations(parse("a.md", Source("# A\n\nText.\n"), OLD))
    assert [(each.kind, each.span) for each in found] == [("missing-key", (0, 0))] * 2


FAULTS = [
    ("[]\n", ['1:1: a schema is a mapping, such as {"type": "object"}']),
    ("", ['1:1: a schema is a mapping, such as {"type": "object"}']),
    (
        "type: strin\n",
        [
            '1:7: is no JSON Schema: "strin" is no type: there are array, boolean, integer, null, number, object, '
            "string; did you mean `string`?"
        ],
    ),
    (
        "a: 1\nminLength: x\nproperties:\n  b: {maximum: y}\n",
        [
            '2:12: is no JSON Schema: "minLength" is "x", and must be a whole number',
            '4:16: is no JSON Schema: "properties.b.maximum" is "y", and must be a number',
        ],
    ),
    ("required: [a, a]\n", ['1:11: is no JSON Schema: "required" has an item twice']),
    ("$ref: https://example.org/s.json\n", ["1:7: `https://example.org/s.json` refers to another file or address"]),
    ("$ref: other.json#/a\n", ["1:7: `other.json#/a` refers to another file"]),
    ("properties: {a: {$ref: '#/$defs/b'}}\n$defs: {a: {}}\n", ["1:24: `#/$defs/b` refers to nothing in this file"]),
    ("$ref: '#/$defs/a'\n$defs: {a: {$ref: '#/$defs/a'}}\n", ["2:19: following this reference never ends"]),
    ("properties:\n  a: {allOf: [{$ref: '#/properties/a'}]}\n", ["2:22: following this reference never ends"]),
    ("if: {not: {$ref: '#'}}\n", ["1:18: following this reference never ends"]),
    (
        "$ref: '#/$defs/txet'\n$defs: {text: {}}\n",
        ["1:7: `#/$defs/txet` refers to nothing in this file; did you mean `#/$defs/text`?"],
    ),
    ("$defs: {a: {$id: b.json, $ref: '#/$defs/c'}, c: {}}\n", ["1:32: `#/$defs/c` refers to nothing"]),
    ("properties:\n  a: {pattern: '(x+)+'}\n", ["2:16: the pattern repeats a group without an upper bound"]),
    ("patternProperties:\n  '(x+)+': {}\n", ["2:3: the pattern repeats a group"]),
    ("properties: {a: {pattern: '('}}\n", ["1:27: the pattern is not a regular expression"]),
    ("$schema: http://example.org/own\n", ["1:10: `$schema` names no draft that caselint knows"]),
    ("a: b: c\n", ["1:4: is not YAML: "]),
]


@pytest.mark.parametrize(("text", "wanted"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_wrong_schema_is_refused_with_all_its_faults(text: str, wanted: list[str], tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    found = [str(problem).removeprefix(f"{(tmp_path / 'study.yaml').as_posix()}:") for problem in caught.value.problems]
    assert len(found) == len(wanted)
    assert all(one.startswith(other) for one, other in zip(found, wanted, strict=True)), found


def test_names_and_values_are_no_keywords(check: Check) -> None:
    """A property may be called `$ref` or `pattern`, and an example may hold anything."""
    schema = "properties:\n  $ref: {type: string}\n  pattern: {type: string}\nexamples: [{$ref: x, pattern: '(a+)+'}]\n"
    assert check(schema, "$ref: x\npattern: (a+)+\n") == []


def test_older_drafts_are_read_as_they_are_meant(check: Check) -> None:
    schema = "$schema: http://json-schema.org/draft-07/schema#\nproperties: {a: {items: [{type: string}]}}\n"
    assert [each[1] for each in check(schema, "a: [3]\n")] == ["3"]


def test_keys_that_the_oldest_drafts_ask_for_are_named(check: Check) -> None:
    schema = (
        "$schema: http://json-schema.org/draft-03/schema#\nproperties: {a: {required: true}, c: {required: true}}\n"
        "dependencies: {b: d, a: {properties: {e: {type: string}}}}\n"
    )
    assert [each[2] for each in check(schema, "a: 1\nb: 2\n")] == [
        'the key "c" is missing',
        'the key "d" is missing, because "b" is there',
    ]


def test_a_condition_is_told_behind_what_the_page_says(check: Check) -> None:
    schema = (
        "properties: {tier: {}, status: {}}\nif: {properties: {tier: {const: gold}}, required: [tier]}\n"
        "then: {properties: {status: {enum: [draft]}}, required: [title]}\n"
    )
    assert [each[2] for each in check(schema, "tier: gold\nstatus: 'a; b'\ntitel: x\n")] == [
        '"status" is "a; b", and must be draft, because "tier" is gold',
        'the key "title" is missing, because "tier" is gold; "titel" may be meant as it',
    ]


def test_many_equal_looking_objects_take_linear_time(check: Check) -> None:
    items = "".join(f"  - {{n: {number}}}\n" for number in range(3000))
    start = time.process_time()
    assert check("properties: {a: {uniqueItems: true}}\n", f"a:\n{items}") == []
    assert time.process_time() - start < 5


def test_a_schema_can_be_sent_to_a_worker(tmp_path: Path) -> None:
    schema = load(tmp_path, "required: [title]\n")
    violations(schema, "a: 1\n")
    assert len(violations(pickle.loads(pickle.dumps(schema)), "a: 1\n")[0]) == 1


def test_the_answer_of_one_page_is_not_given_for_another(tmp_path: Path) -> None:
    schema = load(tmp_path, "required: [title]\n")
    assert len(violations(schema, "a: 1\n")[0]) == 1
    assert violations(schema, "title: 1\n")[0] == ()


def test_a_run_without_schemas_does_not_load_the_validator() -> None:
    code = (
        "import sys, caselint.kinds.schema, caselint.rules.registry as registry; "
        "registry.all_rules(); assert 'jsonschema' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


VALUES = st.recursive(
    st.sampled_from(["x", "3", "1.5", "yes", "", "2025-01-26", ".inf", ".nan", "'q'", "~"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda each: f"[{', '.join(part or 'x' for part in each)}]"),
        st.lists(inner, max_size=3).map(
            lambda each: "{" + ", ".join(f"k{number}: {part or 'x'}" for number, part in enumerate(each)) + "}"
        ),
    ),
    max_leaves=6,
)
SCHEMA = """
required: [a]
additionalProperties: false
properties:
  a: {type: [string, number], minLength: 2, multipleOf: 0.5, maximum: 10}
  b: {anyOf: [{type: string}, {type: array, items: {enum: [x, y]}, uniqueItems: true}, {required: [k0]}]}
  c: {oneOf: [{type: integer}, {type: number}], not: {const: 3}}
  d: {type: object, additionalProperties: {type: string}, propertyNames: {pattern: '^k[01]$'}, minProperties: 1}
"""


@given(st.dictionaries(st.sampled_from("abcde"), VALUES, max_size=5))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_violations_agree_with_the_validator_and_lie_in_the_text(tmp_path: Path, values: dict[str, str]) -> None:
    schema = load(tmp_path, SCHEMA)
    found, text = violations(schema, "".join(f"{key}: {value}\n" for key, value in values.items()))
    for each in found:
        assert 0 <= each.span.start < each.span.end <= len(text)
        assert each.message == each.message.strip()
        assert "\n" not in each.message + each.help
    assert list(found) == sorted(found, key=lambda each: each.span)
    if "a" not in values:
        assert any(each.kind == "missing-key" and each.path == ("a",) for each in found)
    assert any(each.kind == "unknown-key" and each.path == ("e",) for each in found) == ("e" in values)


def test_a_part_of_the_path_that_there_is_none_of_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"study.yaml:2:20: `x-path` is folder or file; did you mean `folder`\?"):
        load(tmp_path, "properties:\n  course: {x-path: foldr}\n")
