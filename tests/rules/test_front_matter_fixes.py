"""Whatever a front matter breaks is told inside of it, and a fix changes nothing but what it is about."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caselint.config.globs import Globs
from caselint.content.dialect import Dialect
from caselint.content.front_matter import read_front_matter
from caselint.content.yaml import Node
from caselint.engine.read_page import read_bytes
from caselint.findings import Finding
from caselint.kinds.kind import Kind
from caselint.kinds.schema import SchemaFile
from caselint.rules.front_matter.deprecated_front_matter_key import DeprecatedFrontMatterKey
from caselint.rules.front_matter.misread_front_matter_value import MisreadFrontMatterValue
from caselint.rules.front_matter.missing_front_matter_key import MissingFrontMatterKey
from caselint.rules.front_matter.unknown_front_matter_key import UnknownFrontMatterKey
from caselint.rules.front_matter.wrong_front_matter_value import WrongFrontMatterValue
from caselint.rules.front_matter.wrong_reading_time import WrongReadingTime
from caselint.rules.front_matter.wrong_word_count import WrongWordCount
from caselint.rules.rule import PageRule, PageView

Leaf = tuple[tuple[str | int, ...], str, object]
OLD = Dialect(yaml_version=(1, 1))
RULES = (MissingFrontMatterKey, WrongFrontMatterValue, UnknownFrontMatterKey, DeprecatedFrontMatterKey)
SCHEMA: dict[str, Any] = {
    "required": ["title", "type", "status", "version"],
    "additionalProperties": False,
    "properties": {
        "title": {"type": "string", "minLength": 2},
        "type": {"const": "study"},
        "status": {"enum": ["draft", "in-progress", "complete"], "default": "draft"},
        "version": {"type": "string"},
        "stars": {"type": "integer"},
        "public": {"type": "boolean"},
        "tags": {"type": "array", "items": {"type": "string"}},
        "author": {"deprecated": True, "x-replaced-by": "authors"},
        "authors": {},
        "metrics": {"required": ["unit"], "properties": {"unit": {"default": "rps"}, "users": {"type": "number"}}},
        "related": {
            "items": {
                "required": ["url", "kind"],
                "additionalProperties": False,
                "properties": {"url": {"format": "uri-reference"}, "kind": {"const": "page"}, "title": {}},
            }
        },
    },
    "if": {"properties": {"status": {"const": "complete"}}, "required": ["status"]},
    "then": {"required": ["tags"], "properties": {"stars": {"minimum": 3}}},
}
LINES = [
    "title: Ferry lines  # as on the ticket", "titel: Ferry", "title: 2025", "type: studdy", "type: 'study'",
    'status: "In_Progress" # soon', "status: complete", "version: 1.10", "version: v1", "stars: '4'", "stars: 2",
    "public: 'yes'", "tags: [a, 2]  # two", "tags:\n  - no   # really\n  - b", "author: Ann",
    "author: Ann\nauthors: []",
    "metrics:\n  users: 3  # a lot\n  # and more", "metrics: {users: x}", "metrics:\n  unti: rps",
    "related:\n- url: a b\n  # which\n  titel: A\n- kind: page",
    "related:\n  - url: a.md\n    kind: pgae\n  -\n    title: B",
    "# a comment of its own", "", "summary: >\n  folded\n  # no comment", "anchor: &a [1]\nagain: *a",
    "base: &b\n  unti: rps\nmetrics:\n  <<: *b", "shared: &s draaft\nstatus: *s", "metrics: {\n  users: 3\n}",
    "stars: &n 2\nkept: *n", "author: &p Ann\nowner: *p", "notes: |+\n  text\n\n", "&k titel: Ferry\nagain: *k",
]  # fmt: skip


def _view(text: str, schema: SchemaFile | None) -> PageView:
    kind = Kind("study", Globs((), Path("/")), "study", schema)
    read = read_bytes("a.md", text.encode(), OLD)
    assert read.page is not None
    assert read.facts is not None
    return PageView(read.page, read.facts, kind, (kind,))


def _found(text: str, schema: SchemaFile) -> Iterator[Finding]:
    for rule in RULES:
        yield from rule().check(_view(text, schema))


def _leaves(node: Node | None, path: tuple[str | int, ...] = ()) -> Iterator[Leaf]:
    """Path, text and value of each scalar, in the order of the page."""
    if node is None:
        return
    if node.kind == "scalar" or not (node.pairs or node.elements):
        yield path, node.text, node.value
    for key, value in node.pairs:
        yield from _leaves(value, (*path, key.name))
    for row, value in enumerate(node.elements):
        yield from _leaves(value, (*path, row))


def _comments(text: str) -> list[str]:
    return [line[line.index("#") :].rstrip() for line in text.splitlines() if "#" in line]


@given(st.lists(st.sampled_from(LINES), unique=True, max_size=9), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_fix_changes_nothing_but_what_it_is_about(tmp_path: Path, lines: list[str], newline: str) -> None:
    path = tmp_path / "study.json"
    path.write_text(json.dumps(SCHEMA), encoding="utf-8")
    schema = SchemaFile.load(path)
    text = "\n".join(["---", *lines, "---", "# Ferry", ""]).replace("\n", newline)
    front = read_front_matter(text, (1, 1))
    before = list(_leaves(front.root))
    for finding in _found(text, schema):
        assert 0 <= finding.span.start <= finding.span.end <= max(front.span.end, 0)
        if finding.fix is None:
            continue
        (edit,) = finding.fix.edits
        assert 0 < edit.span.start <= edit.span.end < front.span.end
        after = text[: edit.span.start] + edit.text + text[edit.span.end :]
        changed = read_front_matter(after, (1, 1))
        assert changed.error is None, (finding, after)
        assert _comments(after) == _comments(text)
        assert _one_change(before, list(_leaves(changed.root))), (finding, after)
        left = [(each.code, each.key, each.message) for each in _found(after, schema)]
        assert (finding.code, finding.key, finding.message) not in left, (finding, after)


@pytest.mark.parametrize("rule", [MisreadFrontMatterValue, WrongWordCount, WrongReadingTime])
@pytest.mark.parametrize(
    "block",
    [
        "version: &v {}\nshared: *v\n",
        "shared: &v {}\nword_count: *v\nreading_time: *v\n",
        "shared: &v {}\nagain: {{word_count: *v}}\nreading_time: &w {}\n",
    ],
)
@pytest.mark.parametrize("value", ["1.10", "1200", "Plan #2", "45 min"])
def test_no_fix_writes_over_a_value_that_other_keys_have_too(rule: type[PageRule], block: str, value: str) -> None:
    text = f"---\n{block.format(value, value)}---\n# Ferry\n\n{'The ferry leaves at noon. ' * 100}\n"
    for finding in rule().check(_view(text, None)):
        assert finding.fix is None, finding


def _one_change(before: list[Leaf], after: list[Leaf]) -> bool:
    """Whether one value is another one, one key has another name, or one key more is there; all else as it was."""
    if len(after) == len(before) + 1:
        return any(after[:row] + after[row + 1 :] == before for row in range(len(after)))
    if [path for path, *_ in before] == [path for path, *_ in after]:
        return len([row for row, leaf in enumerate(before) if leaf != after[row]]) == 1
    steps = {
        (old, new)
        for (was, *_), (now, *_) in zip(before, after, strict=True)
        for old, new in zip(was, now, strict=True)
        if old != new
    }
    return len(steps) == 1 and [leaf[1:] for leaf in before] == [leaf[1:] for leaf in after]


@pytest.mark.parametrize(
    ("schema", "block", "after"),
    [
        ({"required": ["on"], "properties": {"on": {}}}, "onn: x\n", '"on": x\n'),
        ({"properties": {"on": {}}, "additionalProperties": False}, "onn: x\n", '"on": x\n'),
        ({"properties": {"onn": {"deprecated": True, "x-replaced-by": "on"}}}, "onn: x\n", '"on": x\n'),
        ({"properties": {"version": {"enum": ["1.10", "2.10"]}}}, "version: 1.1O\n", 'version: "1.10"\n'),
        ({"properties": {"a": {"enum": ["Fish: fresh"]}}}, "a: Fish fresh\n", 'a: "Fish: fresh"\n'),
        ({"properties": {"a": {"enum": ["it's"]}}}, "a: 'its'\n", 'a: "it\'s"\n'),
        ({"properties": {"a": {"enum": ["its"]}}}, "a: 'it is'\n", "a: 'its'\n"),
    ],
)
def test_what_a_schema_names_is_written_so_that_it_is_read_as_that(
    schema: dict[str, Any], block: str, after: str, tmp_path: Path
) -> None:
    path = tmp_path / "study.json"
    path.write_text(json.dumps(schema), encoding="utf-8")
    text = f"---\n{block}---\n# A\n"
    (finding,) = _found(text, SchemaFile.load(path))
    assert finding.fix is not None
    (edit,) = finding.fix.edits
    assert text[: edit.span.start] + edit.text + text[edit.span.end :] == f"---\n{after}---\n# A\n"
