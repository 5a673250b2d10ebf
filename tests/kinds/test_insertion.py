"""A missing key is added on a line of its own: every other line, value, comment and order stays."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.content.dialect import Dialect
from caselint.content.markdown import parse
from caselint.content.source import Source
from caselint.content.yaml_written import scalar_written
from caselint.findings import Fix
from caselint.kinds.document import plain
from caselint.kinds.insertion import Value, insertion, value_of
from caselint.kinds.schema import SchemaFile

OLD = Dialect(yaml_version=(1, 1))
BLOCKS = [
    "title: Ferry  # as on the ticket",
    "status: draft",
    'tags: ["a", b]  # two',
    "# a comment on its own",
    "summary: >\n  Folded text\n  of two lines",
    "literal: |\n  # no comment\n  text",
    "metrics:\n  users: 3\n  hosts: 4",
    "related:\n- url: a.md\n  title: A\n- url: b.md",
    "quoted: 'it''s'",
    "empty:",
    "flow: {a: 1, b: [2, 3]}",
    "anchor: &x\n  a: 1",
    "",
]


def _added(text: str, path: tuple[str | int, ...], order: tuple[str, ...], value: object) -> Fix | None:
    written = scalar_written(value)
    assert written is not None
    front = parse("a.md", Source(text), OLD).front_matter
    return insertion("a.md", text, front, path, order, Value(written, sure=True))


def _applied(text: str, fix: Fix) -> str:
    (edit,) = fix.edits
    return text[: edit.span.start] + edit.text + text[edit.span.end :]


def _read(text: str) -> Any:
    front = parse("a.md", Source(text), OLD).front_matter
    assert front.error is None
    return plain(front.root) if front.root is not None else {}


VALUES = st.one_of(
    st.text(max_size=20),
    st.integers(-99, 99),
    st.booleans(),
    st.sampled_from(["no", "1.10", "2025-01-01", "a: b", "~", " x"]),
)


@given(
    st.lists(st.sampled_from(BLOCKS), unique=True, max_size=8),
    VALUES.filter(lambda value: not isinstance(value, str) or value.isprintable()),
    st.permutations(["title", "status", "new", "metrics", "related", "flow", "literal"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_nothing_else_changes(blocks: list[str], value: object, order: list[str], newline: str) -> None:
    text = "\n".join(["---", *blocks, "---", "# Ferry", ""]).replace("\n", newline)
    before = _read(text)
    fix = _added(text, ("new",), tuple(order), value)
    if fix is None:
        assert not parse("a.md", Source(text), OLD).front_matter.present
        return
    after = _applied(text, fix)
    assert _read(after) == {**before, "new": value}
    lines = after.split(newline)
    (line,) = [line for line in lines if line.startswith("new: ")]
    lines.remove(line)
    assert newline.join(lines) == text


@pytest.mark.parametrize(
    ("block", "path", "line"),
    [
        ("metrics:\n  users: 3\n  hosts: 4\n", ("metrics", "regions"), "  regions: 2"),
        ("related:\n- url: a.md\n  title: A\n- url: b.md\n", ("related", 1, "title"), "  title: 2"),
        ("related:\n  - url: a.md\n", ("related", 0, "title"), "    title: 2"),
        ("a:\n  b:\n    c: 1\nd: 2\n", ("a", "b", "e"), "    e: 2"),
    ],
)
def test_a_key_of_a_nested_mapping_gets_its_indentation(block: str, path: tuple[str | int, ...], line: str) -> None:
    text = f"---\n{block}---\n"
    fix = _added(text, path, (), 2)
    assert fix is not None
    after = _applied(text, fix)
    assert f"\n{line}\n" in after
    found: Any = _read(after)
    for part in path:
        found = found[part]
    assert found == 2


@pytest.mark.parametrize(
    ("block", "path"),
    [
        ("base: &b\n  a: 1\nmetrics:\n  <<: *b\n  users: 3\n", ("metrics", "hosts")),
        ("base: &b\n  a: 1\nmetrics:\n  <<: *b\n", ("metrics", "hosts")),
        ("metrics:\n  users: 3\n  <<: {a: 1}\n", ("metrics", "hosts")),
        ("base: &b\n  a: 1\nmetrics: *b\n", ("metrics", "hosts")),
        ("base: &b\n  a: 1\nmetrics: *b\n", ("base", "hosts")),
        ("related:\n- &a\n  url: a.md\n- *a\n", ("related", 1, "title")),
        ("metrics: {\n  users: 3\n}\n", ("metrics", "hosts")),
        ("metrics:\n  {\n  users: 3\n  }\n", ("metrics", "hosts")),
        ("related: [\n  url: a.md\n]\n", ("related", 0, "title")),
        ("{\n  metrics: 3\n}\n", ("hosts",)),
        ("notes: |+\n  text\n\n\n", ("hosts",)),
        ("metrics:\n  notes:\n  - >1+\n   text\n\n\ntitle: A\n", ("metrics", "hosts")),
    ],
)
def test_nothing_is_offered_where_a_line_more_would_change_another_key(block: str, path: tuple[str | int, ...]) -> None:
    text = f"---\n{block}---\n"
    assert _read(text)
    assert _added(text, path, (), 2) is None


@pytest.mark.parametrize("block", ["metrics: {users: 3}\n", "metrics:\n", "metrics: 3\n"])
def test_nothing_is_offered_where_there_is_no_block_to_add_to(block: str) -> None:
    assert _added(f"---\n{block}---\n", ("metrics", "hosts"), (), 2) is None
    assert _added("# No front matter\n", ("hosts",), (), 2) is None


@pytest.mark.parametrize(
    ("about", "value"),
    [
        ({"const": 2}, Value("2", sure=True)),
        ({"enum": ["gold"]}, Value("gold", sure=True)),
        ({"enum": ["gold", "silver"]}, None),
        ({"enum": ["gold", "silver"], "default": "silver"}, Value("silver", sure=False)),
        ({"default": "no"}, Value('"no"', sure=False)),
        ({"default": []}, None),
        ({"type": "string", "examples": ["a"]}, None),
        (True, None),
    ],
)
def test_only_what_the_schema_says_is_written(about: Mapping[str, object], value: Value | None) -> None:
    assert value_of(about) == value


def test_the_finding_is_gone_after_the_fix_and_a_second_one_does_nothing(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text("required: [kind, title]\nproperties: {kind: {const: study}, title: {}}\n", encoding="utf-8")
    schema = SchemaFile.load(path)
    text = "---\ntitle: Ferry\n---\n"
    (missing,) = schema.violations(parse("a.md", Source(text), OLD))
    assert missing.value is not None
    front = parse("a.md", Source(text), OLD).front_matter
    fix = insertion("a.md", text, front, missing.path, missing.order, missing.value)
    assert fix is not None
    assert _applied(text, fix) == "---\nkind: study\ntitle: Ferry\n---\n"
    assert schema.violations(parse("a.md", Source(_applied(text, fix)), OLD)) == ()
