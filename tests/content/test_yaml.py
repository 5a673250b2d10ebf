"""The YAML reader: what it reads is what YAML says, each part at its place, and no text keeps it busy."""

import datetime
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
import yaml as pyyaml
from hypothesis import given, settings
from hypothesis import strategies as st

from caselint.content.yaml import MOST_NODES, Node, YamlError, read_events, read_yaml
from caselint.content.yaml_plain import NotPlain, read_plain

VALUES = st.sampled_from(
    [
        *("", "x", "two words", "a - b", "x:y", "http://a.example/b#c", "a#b", "it's", "é ü", "🚢 ferry", "<3 s", "-x"),
        *("'quoted'", "'it''s'", '"a: b"', '"#"', '"\\u2192 \\x41e \\n"', '"say \\"no\\""', "'x' ", '""'),
        *("[]", "[a, b]", "['a: b', c d]", "[a|b]", "{a: b}", "{'k': 'v', x: \"y\"}"),
        *("1", "-3", "1_000", "0x1F", "010", "1.10", "1e3", "1.5e+3", ".5", "1:30", "12:30:45", ".inf", "2025-01-26"),
        *("true", "no", "On", "off", "~", "null", "x # a comment", "# only a comment", "2025-01-26 10:30:00"),
        *(">\n{i}folded\n{i}on two lines\n\n{i}and a third", "|\n{i}kept # as it is\n{i}a: b", ">-\n{i}stripped"),
        *(
            "long\n{i}goes on",
            "&a anchored",
            "*a",
            "!!str 5",
            "!tag x",
            "!ENV [A, no]",
            "!!python/name:a.b",
            "a: b",
            "[a",
            '"open',
            "@x",
            "*x",
            "%x",
        ),
    ]
)
TAGS = ("!tag", "!ENV", "tag:yaml.org,2002:python/name:a.b")
KEYS = st.sampled_from(["a", "title", "two words", "k-1", "x.y", "on", "1", "é", "'q'", "k "])


@st.composite
def blocks(draw: st.DrawFn, indent: int = 0, depth: int = 0) -> str:
    """Front matter as people write it, and a little beyond."""
    lines = []
    for _ in range(draw(st.integers(1, 4))):
        pad = " " * indent
        deeper = indent + draw(st.sampled_from([1, 2, 4]))
        form = draw(st.integers(0, 9 if depth < 3 else 4))
        key = draw(KEYS)
        if form <= 4:
            lines.append(f"{pad}{key}: {draw(VALUES).replace('{i}', ' ' * deeper)}")
        elif form <= 6:
            lines += [f"{pad}{key}:", draw(blocks(deeper, depth + 1))]
        elif form <= 8:
            item = " " * draw(st.sampled_from([indent, deeper]))
            lines.append(f"{pad}{key}:")
            for _ in range(draw(st.integers(1, 3))):
                name = draw(st.sampled_from(["", "n: "]))
                value = draw(VALUES).replace("{i}", item + "    ")
                lines.append(f"{item}- {name}{value}")
        else:
            lines.append(draw(st.sampled_from(["", "# a comment", f"{pad}# indented", "   "])))
    return "\n".join(lines)


MARKS = st.sampled_from(
    [*"\n -:#'\"[]{}|>&*!%@`,?<=~\\\t\r.", "---\n", "...", "\u2028", "\ufeff", "\u0085", "\xa0", "a", "1"]
)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A block with a few characters put in, taken out or cut off."""
    text = draw(blocks()) + "\n"
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        gone = draw(st.integers(0, 3))
        text = text[:at] + draw(st.one_of(st.just(""), MARKS)) + text[at + gone :]
    return text


def nodes(root: Node | None) -> Iterator[Node]:
    if root is not None:
        yield root
        for each in (*root.elements, *(node for pair in root.pairs for node in pair)):
            yield from nodes(each)


def value_of(node: Node | None) -> object:
    if node is None or node.kind == "scalar":
        return None if node is None else node.value
    if node.kind == "sequence":
        return [value_of(each) for each in node.elements]
    return {key.value: value_of(value) for key, value in node.pairs}


@given(damaged(), st.sampled_from([(1, 1), (1, 2)]))
@settings(max_examples=400, deadline=None)
def test_the_fast_road_reads_what_the_parser_reads(text: str, version: tuple[int, int]) -> None:
    """Node for node: texts, values, styles and places. What it is not sure of it leaves to the parser."""
    try:
        fast = read_plain(text, version, 7, MOST_NODES)
    except NotPlain:
        return
    assert fast == read_events(text, version, 7, MOST_NODES)


@given(blocks())
@settings(max_examples=150, deadline=None)
def test_values_are_those_of_pyyaml(text: str) -> None:
    """MkDocs reads front matter with PyYAML: what that refuses is unreadable, and only that."""
    try:
        wanted: Any = pyyaml.safe_load(text)
    except Exception:  # noqa: BLE001 - PyYAML raises ValueError and others too
        wanted = YamlError
    try:
        root = read_yaml(text, version=(1, 1))
        found: Any = YamlError if any(node.tag in TAGS for node in nodes(root)) else value_of(root)
    except YamlError:
        found = YamlError
    assert repr(found) == repr(wanted)


def outcome(text: str, offset: int) -> tuple[Node | None, YamlError | None]:
    try:
        return read_yaml(text, version=(1, 1), offset=offset), None
    except YamlError as error:
        return None, error


@given(damaged(), st.integers(0, 50))
@settings(max_examples=200, deadline=None)
def test_every_place_lies_in_the_text_and_an_offset_moves_all(text: str, offset: int) -> None:
    root, error = outcome(text, 0)
    moved_root, moved = outcome(text, offset)
    if error is not None:
        assert 0 <= error.span.start <= error.span.end <= len(text)
        assert moved is not None
        assert moved.span == (error.span.start + offset, error.span.end + offset)
    for node in nodes(root):
        assert 0 <= node.span.start <= node.span.end <= len(text)
        written = node.span.slice(text)
        if node.kind == "scalar" and node.style == "" and node.tag is None and len(written.splitlines()) == 1:
            assert written.endswith(node.text)
        elif node.style in ("'", '"'):
            assert written[-1] == node.style
    starts = [node.span.start + offset for node in nodes(root)]
    assert [node.span.start for node in nodes(moved_root)] == starts


MEANINGS = [
    ("yes", True, "yes"),
    ("Off", False, "Off"),
    ("true", True, True),
    ("~", None, None),
    ("010", 8, 10),
    ("0o10", "0o10", 8),
    ("1_000", 1000, "1_000"),
    ("10:30", 630, "10:30"),
    ("1e3", "1e3", 1000.0),
    ("1.10", 1.1, 1.1),
    (".inf", float("inf"), float("inf")),
    ("2025-01-26", datetime.date(2025, 1, 26), "2025-01-26"),
    ("'2025-01-26'", "2025-01-26", "2025-01-26"),
    ("!!str 5", "5", "5"),
    ('!!int "5"', 5, 5),
    ("v1.2", "v1.2", "v1.2"),
]


@pytest.mark.parametrize(("text", "old", "new"), MEANINGS)
def test_a_scalar_means_what_its_version_says(text: str, old: object, new: object) -> None:
    for version, wanted in (((1, 1), old), ((1, 2), new)):
        root = read_yaml(f"a: {text}\n", version=version)
        assert root is not None
        value = root.pairs[0][1].value
        assert (value, type(value)) == (wanted, type(wanted))


def test_keys_have_names_whatever_they_mean() -> None:
    root = read_yaml("on: 1\n2025: 2\n'a b': 3\n", version=(1, 1))
    assert root is not None
    assert [key.name for key, _ in root.pairs] == ["on", "2025", "a b"]


def test_a_repeated_key_is_kept_and_the_last_one_holds() -> None:
    root = read_yaml("a: 1\nb: 2\na: 3\n")
    assert root is not None
    assert [(key.name, value.value) for key, value in root.pairs] == [("a", 1), ("b", 2), ("a", 3)]
    found = root.get("a")
    assert found is not None
    assert found.value == 3


def test_tags_stand_on_their_nodes_and_never_fail() -> None:
    text = (
        "index: !!python/name:material.extensions.emoji.twemoji\n"
        "key: !ENV [KEY, none]\n"
        "make: !!python/object/apply:os.system [ls]\n"
        "plain: !relative\n"
    )
    root = read_yaml(text, version=(1, 1))
    assert root is not None
    assert [value.tag for _, value in root.pairs] == [
        "tag:yaml.org,2002:python/name:material.extensions.emoji.twemoji",
        "!ENV",
        "tag:yaml.org,2002:python/object/apply:os.system",
        "!relative",
    ]
    assert [each.value for each in root.pairs[1][1].elements] == ["KEY", "none"]
    assert root.pairs[3][1].text == ""


def test_merged_keys_come_first_and_own_ones_hold() -> None:
    text = "base: &b {x: 1, y: 2}\nother: &o {y: 3, z: 4}\nall:\n  <<: [*b, *o]\n  x: 9\n"
    root = read_yaml(text)
    assert root is not None
    merged = root.get("all")
    assert merged is not None
    assert value_of(merged) == {"y": 2, "z": 4, "x": 9} == pyyaml.safe_load(text)["all"]


def test_json_is_read_with_its_escapes() -> None:
    root = read_yaml('{"a": "\\ud83d\\ude00 \\/ \\n", "b": [1, null, true]}')
    assert value_of(root) == {"a": "😀 / \n", "b": [1, None, True]}


MISTAKES = [
    ("title: Part 2: Costs\n", "Part 2: Costs", 'the value of "title" holds ": " and has no quotes'),
    ('a: 1\nb: "The "true" cost"\n', '"The "true" cost"', 'the value of "b" goes on after its closing quote "'),
    ("a: 1\nb: [X] min\nc: 2\n", "[X] min", 'the value of "b" goes on after its closing bracket'),
    ('a: "open\nb: 1\nc: "x"\n', '"open', 'the quote " that opens here is not closed on its line'),
    ("a: 1\nb: 'open\nc: 2\n", "'open", "the quote ' that opens here is not closed on its line"),
    ("a: [b, c\nd: 1\n", "[b, c", "the bracket [ that opens here is not closed"),
    ("a: {b: c\n", "{b: c", "the bracket { that opens here is not closed"),
    ("a: [\n", "[", "the bracket [ that opens here is not closed"),
    ("a: [[b], {c: d},\n", "[[b], {c: d},", "the bracket [ that opens here is not closed"),
    ("a: [b, , c]\n", "[b, , c]", "after the bracket [ comes what is no list of values"),
    ("a: 1\n\tb: 2\n", "\t", "a tab is used for indentation"),
    ("a: @home\n", "@home", "an unquoted value starts with an @"),
    ("a: `code`\n", "`code`", "an unquoted value starts with a backtick"),
    ("a: **bold** text\n", "**bold**", "an unquoted value starts with *"),
    ("a: *base\nb: &c x\n", "*base", '"*base" names no anchor'),
    ("a: > folded\n", "> folded", "text follows a | or > on its line"),
    ("a: 1\nno key here\nb: 2\n", "no key here", "the line has no key: a colon and a value are missing"),
    ("a: 1\ntags:x\nb: 2\n", "tags:", 'no blank follows the colon of "tags"'),
    ("a: 1\nhttp://x\nb: 2\n", "http://x", "the line has no key"),
    ("a:\n  b: 1\n c: 2\n", "c: 2", "the line is indented otherwise than the lines that it belongs to"),
    ("a: - b\n", "a: - b", "a list item stands on the line of its key"),
    ('a: "C:\\q"\n', '\\q"', "found unknown escape character 'q' in a quoted text"),
    ("a: {{ name }}\n", "{ name }", "a mapping is used as a key"),
    ("a: 2025-13-01\n", "2025-13-01", "there is no day 2025-13-01"),
    ("a: 1\n---\nb: 2\n", "---", "a second document starts here"),
    ("a: x\x07y\n", "\x07", "the character U+0007 is not allowed here"),
    ("a: x\u2028y\n", "y", "the line has no key: a colon and a value are missing"),
]


@pytest.mark.parametrize(("text", "place", "message"), MISTAKES, ids=[mistake[0] for mistake in MISTAKES])
def test_a_mistake_is_told_where_it_was_made(text: str, place: str, message: str) -> None:
    with pytest.raises(YamlError) as caught:
        read_yaml(text, version=(1, 1))
    assert caught.value.span.slice(text).startswith(place)
    assert message in str(caught.value)


def bomb(form: str, levels: int) -> str:
    lines = ["a0: &a0 {x: 1}"]
    for level in range(1, levels):
        below = ", ".join([f"*a{level - 1}"] * 9)
        lines.append(f"a{level}: &a{level} " + form.format(below))
    return "\n".join(lines) + "\n"


HOSTILE = {
    "aliases": bomb("[{}]", 9),
    "merges": bomb("{{<<: [{}]}}", 9),
    "deep brackets": "a: " + "[" * 20_000,
    "deep dashes": "- " * 20_000,
    "deep by aliases": "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} {'[' * 30}*a{n - 1}{']' * 30}\n" for n in range(1, 9)),
    "itself": "a: &a [*a]\n",
    "many": "a: [" + "x, " * 21_000 + "x]",
    "number": "a: " + "9" * 5000,
    "half a character": 'a: "\\ud800"\n',
    "no character": 'a: "\\U00110000"\n',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_are_refused_at_once(text: str) -> None:
    start = time.process_time()
    with pytest.raises(YamlError):
        read_yaml(text, version=(1, 1))
    assert time.process_time() - start < 5


def test_plain_texts_do_not_load_the_parser() -> None:
    code = (
        "import sys; from caselint.content.yaml import read_yaml; "
        "read_yaml('a: 1\\nb: [x, y]\\nc: >\\n  text\\n'); assert not any(m.startswith('ruamel') for m in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
