"""Places in TOML: every key, value and list item that tomllib reads can be pointed at."""

import time
import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.config.toml_places import TomlPath, toml_places

TEXT = '''\
# A comment with [brackets] and key = "value"
generator = "mkdocs" # detected
select = [
  "FIG",   # "a" ] comment
  'broken-link',
]
[rules.broken-link]
severity = "error"
text = """
[not.a.header]
key = 1 \\""" still
"""
raw = \'\'\'a "b" [c]\'\'\'
[kinds."case study"]
pages = ["docs/é/**", "x"]
where = { type = "a", deep.er = [1, 2] }
[[overrides]]
pages = ["a"]
[[overrides]]
pages = ["b"]
[overrides.rules.broken-link]
severity = "info"
'''


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (("generator",), "generator", '"mkdocs"'),
        (("select", 0), '"FIG"', '"FIG"'),
        (("select", 1), "'broken-link'", "'broken-link'"),
        (("rules", "broken-link"), "broken-link", "[rules.broken-link]"),
        (("rules", "broken-link", "severity"), "severity", '"error"'),
        (("rules", "broken-link", "raw"), "raw", "'''a \"b\" [c]'''"),
        (("kinds", "case study", "pages", 0), '"docs/é/**"', '"docs/é/**"'),
        (("kinds", "case study", "pages"), "pages", '["docs/é/**", "x"]'),
        (("kinds", "case study", "where", "type"), "type", '"a"'),
        (("kinds", "case study", "where", "deep", "er", 1), "2", "2"),
        (("overrides", 1, "pages", 0), '"b"', '"b"'),
        (("overrides", 1), "overrides", "[[overrides]]"),
        (("overrides", 1, "rules", "broken-link", "severity"), "severity", '"info"'),
    ],
)
def test_keys_and_values_have_their_places(path: TomlPath, key: str, value: str) -> None:
    place = toml_places(TEXT).nearest(path)
    assert (place.key.slice(TEXT), place.value.slice(TEXT)) == (key, value)


def test_what_has_no_place_takes_that_of_what_is_around_it() -> None:
    places = toml_places(TEXT)
    assert places.nearest(("generator", "x", 3)).key.slice(TEXT) == "generator"
    assert places.nearest(("nowhere",)).key == (0, 0)


_KEY = st.text("ab-_ é.\"'\\#[]=", max_size=5)
_SCALAR = st.one_of(
    st.integers(-9, 99),
    st.booleans(),
    st.text("ab\"'#]}\\,\n= é", max_size=6),
    st.floats(0, 9),
)
_VALUE = st.recursive(
    _SCALAR,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEY, inner, max_size=3),
    max_leaves=8,
)
_TABLE = st.dictionaries(_KEY, _VALUE, max_size=3)
_DOCUMENT = st.dictionaries(_KEY, _VALUE | st.lists(_TABLE, min_size=1, max_size=3) | _TABLE, max_size=4)


def _string(text: str, style: int) -> str:
    plain = "\\" not in text and "'" not in text
    if style == 0 and plain and "\n" not in text:
        return f"'{text}'"
    if style == 1 and plain:
        return f"'''\n{text}'''"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"""{escaped}"""' if style == 2 else '"' + escaped.replace("\n", "\\n") + '"'


def _write(value: object, style: int) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return _string(value, style)
    if isinstance(value, list):
        gap = "\n  # ] comment\n" if style == 1 else " "
        return f"[{gap}" + f",{gap}".join(_write(item, style) for item in value) + f"{gap}]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_string(k, 3)} = {_write(v, 3)}" for k, v in value.items()) + " }"
    return repr(value)


def _document(document: dict[str, object], style: int) -> str:
    plain, tables = [], []
    for key, value in document.items():
        name = _string(key, 0 if style < 2 and "\n" not in key else 3)
        if style and isinstance(value, dict):
            tables.append(
                f" [ {name} ] # x\n" + "".join(f"{_string(k, 3)}={_write(v, style)}\n" for k, v in value.items())
            )
        elif style and isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
            for item in value:
                assert isinstance(item, dict)
                tables.append(
                    f"[[{name}]]\n" + "".join(f"{_string(k, 3)} = {_write(v, style)}\n" for k, v in item.items())
                )
        else:
            plain.append(f"{name} = {_write(value, style)}\n")
    return "".join(plain + tables)


def _leaves(value: object, path: TomlPath = ()) -> Iterator[tuple[TomlPath, object]]:
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(value, list) and value:
        for index, inner in enumerate(value):
            yield from _leaves(inner, (*path, index))
    elif path:
        yield path, value


@given(_DOCUMENT, st.integers(0, 3))
def test_every_leaf_of_a_document_has_a_place_that_reads_as_its_value(document: dict[str, object], style: int) -> None:
    text = _document(document, style)
    parsed = tomllib.loads(text)
    places = toml_places(text)
    for path, value in _leaves(parsed):
        assert path in places
        if value != {}:
            assert tomllib.loads("value = " + places.nearest(path).value.slice(text))["value"] == value


@pytest.mark.parametrize(
    "text",
    [
        "a" + ".a" * 100_000 + " = 1",
        "a = [" + "1," * 100_000 + "]",
        "[[a]]\n" * 30_000,
        'a = """' + '\\"' * 100_000 + '"""',
        "\n".join(f"a{n} = {{ b = {{ c = [[[]]] }} }}" for n in range(6_000)),
    ],
)
def test_hostile_texts_cost_little(text: str) -> None:
    start = time.process_time()
    toml_places(text)
    assert time.process_time() - start < 15, "it hangs"


def test_deep_dotted_keys_share_a_place() -> None:
    text = ".".join("a" * 50) + " = 1"
    assert toml_places(text).nearest(("a",) * 50).key.start == 98
