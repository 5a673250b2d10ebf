"""What is written into a front matter is read as what was meant, by YAML 1.1 and 1.2."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselint.content.yaml import read_yaml
from caselint.content.yaml_node import Version
from caselint.content.yaml_written import in_quotes, inside_quotes, key_written, scalar_written
from caselint.findings.span import Span

VERSIONS: tuple[Version, ...] = ((1, 1), (1, 2))
WORDS = st.sampled_from(
    ["no", "On", "1.10", "0777", "12:30", "2025-01-01", "~", " x", "a: b", "#a", 'say "hi"', "C:\\x"]
)
TEXTS = st.one_of(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), WORDS)


@given(TEXTS)
@settings(deadline=None)
def test_texts_are_read_back(text: str) -> None:
    for written in (scalar_written(text), in_quotes(text)):
        for version in VERSIONS:
            root = read_yaml(f"key: {written}\n", version=version)
            assert root is not None
            value = root.get("key")
            assert value is not None
            assert value.value == text


@given(st.one_of(st.booleans(), st.integers(-(10**40), 10**40), st.floats(allow_nan=False, allow_infinity=False)))
@settings(deadline=None)
def test_numbers_are_read_back(number: float) -> None:
    for version in VERSIONS:
        root = read_yaml(f"key: {scalar_written(number)}\n", version=version)
        assert root is not None
        value = root.get("key")
        assert value is not None
        assert (type(value.value), value.value) == (type(number), number)


@given(TEXTS.filter(bool))
@settings(deadline=None)
def test_keys_are_read_back(name: str) -> None:
    for version in VERSIONS:
        root = read_yaml(f"{key_written(name)}: x\n", version=version)
        assert root is not None
        ((key, _),) = root.pairs
        assert key.value == name


@pytest.mark.parametrize("value", [None, [], {}, float("nan"), float("inf"), -float("inf")])
def test_what_is_no_scalar_is_not_written(value: object) -> None:
    assert scalar_written(value) is None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Plan #2", '"Plan #2"'),
        ('say "hi"', "'say \"hi\"'"),
        ('it\'s \\ "x"', "'it''s \\ \"x\"'"),
        ("a\tb", '"a\\tb"'),
    ],
)
def test_quotes_are_those_that_leave_the_text_as_it_is(text: str, written: str) -> None:
    assert in_quotes(text) == written


@pytest.mark.parametrize(("written", "inner"), [("'a'", "a"), ('"a b"', "a b"), ("a", "a"), ("''", ""), ("'", "'")])
def test_a_scalar_without_its_quotes(written: str, inner: str) -> None:
    assert inside_quotes(written, Span(0, len(written))).slice(written) == inner
