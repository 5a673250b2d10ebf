"""`caselint explain` and `caselint rules`: the documentation at hand."""

import json
import tomllib
from collections.abc import Callable
from enum import StrEnum

import pytest

from caselint.cli.explain import toml_value
from caselint.rules.registry import all_rules

Command = Callable[..., tuple[int, str, str]]


def test_a_rule_is_explained_whole(caselint: Command) -> None:
    code, out, err = caselint("explain", "broken-link")
    assert (code, err) == (0, "")
    assert out.startswith("broken-link (LNK001), error\n")
    assert "\nWhy it matters\n" in out
    assert "\nWhat to do\n" in out
    assert "\n  [rules.broken-link]\n" in out
    assert '\n  severity = "error"\n' in out
    assert "\nFound\n  index.md\n    1 │ [Ferry](ferry.md)\n      │         ^\n" in out
    assert "\nNot found\n" in out


@pytest.mark.parametrize("word", ["LNK001", "lnk001", "broken-link", "Broken-Link"])
def test_a_rule_goes_by_name_or_code(caselint: Command, word: str) -> None:
    assert caselint("explain", word)[1].startswith("broken-link (LNK001)")


def test_every_rule_can_be_explained(caselint: Command) -> None:
    code, out, _ = caselint("explain", *(rule.name for rule in all_rules()))
    assert code == 0
    for rule in all_rules():
        assert f"{rule.name} ({rule.code}), {rule.severity.value}" in out


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("brokn-link", "did you mean broken-link?"),
        ("LNK01", "did you mean LNK"),
        ("???", "`caselint rules` lists them"),
    ],
)
def test_a_typing_error_is_answered_with_the_nearest_name(caselint: Command, word: str, hint: str) -> None:
    code, out, err = caselint("explain", word)
    assert (code, out) == (2, "")
    assert err.startswith(f'caselint: there is no rule "{word}"; {hint}')
    assert err.count("\n") == 1


def test_rules_are_listed_by_code(caselint: Command) -> None:
    code, out, err = caselint("rules")
    assert (code, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()] == [rule.code for rule in all_rules()]
    _, text, _ = caselint("rules", "--output-format", "json")
    assert [(row["code"], row["summary"]) for row in json.loads(text)] == [
        (rule.code, rule.summary()) for rule in all_rules()
    ]


class Style(StrEnum):
    SHORT = "short"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, True),
        (7, 7),
        (0.25, 0.25),
        ('say "x"\\\n', 'say "x"\\\n'),
        (("b", "a"), ["b", "a"]),
        (frozenset({"b", "a"}), ["a", "b"]),
        ({"a": 1, "b c": (2,)}, {"a": 1, "b c": [2]}),
        ((), []),
        (Style.SHORT, "short"),
    ],
)
def test_options_are_shown_as_they_are_written(value: object, written: object) -> None:
    assert tomllib.loads(f"option = {toml_value(value)}") == {"option": written}
