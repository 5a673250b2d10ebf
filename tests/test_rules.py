"""Every rule keeps the house form, and its examples are true: exact places in bad ones, silence in good ones."""

import re
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

import caselint.rules
from caselint.content.front_matter import read_front_matter
from caselint.rules.registry import all_rules, find_rule
from caselint.rules.rule import EngineRule, Example, PageRule, Rule, SiteRule
from caselint.testing import apply_fixes, run_example

RULES = all_rules()
# A page of a megabyte and a rule that fails are no examples to print: tests/engine makes both.
WITHOUT_EXAMPLES = {"crashed-rule", "limit-reached"}
FAMILIES = {
    "front_matter": "FRM",
    "sections": "SEC",
    "metrics": "MET",
    "links": "LNK",
    "duplicates": "DUP",
    "figures": "FIG",
    "text": "TXT",
    "engine": "ENG",
}

# A line that was meant to open front matter, and may be found not to.
MEANT = re.compile(r"\s*(?:<!--[^>]*-->\s*)?(?:--|—)")


def rule_id(rule: type[Rule]) -> str:
    return rule.name


def examples(which: str) -> list[Any]:
    return [
        pytest.param(rule, example, id=f"{rule.name}-{number}")
        for rule in RULES
        for number, example in enumerate(getattr(rule, which))
    ]


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


def test_a_rule_is_registered_by_its_file() -> None:
    folder = Path(caselint.rules.__path__[0])
    files = {path.stem for path in folder.glob("*/*.py") if path.stem != "__init__"}
    assert files == {rule.__module__.rpartition(".")[2] for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=rule_id)
def test_house_form(rule: type[Rule]) -> None:
    family, module = rule.__module__.split(".")[-2:]
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.code[:3] == FAMILIES[family]
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
    assert module == rule.name.replace("-", "_")
    assert rule.__name__ == "".join(word.capitalize() for word in rule.name.split("-"))
    assert issubclass(rule, PageRule | SiteRule | EngineRule)
    assert is_dataclass(rule.Options)
    assert rule.Options() == rule.Options(
        **{field.name: getattr(rule.Options(), field.name) for field in fields(rule.Options)}
    )
    assert find_rule(rule.name) is find_rule(rule.code.lower()) is rule


@pytest.mark.parametrize("rule", RULES, ids=rule_id)
def test_documentation(rule: type[Rule]) -> None:
    first, _, rest = rule.documentation().partition("\n\n")
    assert first.endswith(".")
    assert re.findall(r"^## (.+)$", rest, re.MULTILINE) == ["Why it matters", "What to do"]
    assert len(rule.summary()) <= 180


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.name not in WITHOUT_EXAMPLES], ids=rule_id)
def test_it_has_examples_of_both_sorts(rule: type[Rule]) -> None:
    assert rule.bad
    assert rule.good
    assert all(example.finds for example in rule.bad)
    assert not any(example.finds for example in rule.good)


@pytest.mark.parametrize(("rule", "example"), examples("bad"))
def test_bad_examples_are_found_exactly(rule: type[Rule], example: Example, tmp_path: Path) -> None:
    outcome = run_example(rule, example, tmp_path)
    assert outcome.finds == example.finds
    for finding in outcome.findings:
        assert not finding.message.endswith("."), "a message has no full stop"
        assert "\n" not in finding.message
        assert not re.search(r"\b(please|invalid input)\b", finding.message, re.IGNORECASE)
        assert finding.help or finding.fix, "a finding says what to do"
        assert 0 <= finding.confidence <= 1
        assert not re.match(r"[A-Z][a-z]+ [a-z]+ [a-z]", finding.message) or finding.message.split()[0] in "".join(
            example.files.values()
        ), "a message starts in lower case unless with a name of the page"


@pytest.mark.parametrize(("rule", "example"), examples("good"))
def test_good_examples_are_silent(rule: type[Rule], example: Example, tmp_path: Path) -> None:
    assert run_example(rule, example, tmp_path).finds == ()


def readable(example: Example) -> bool:
    """Nothing can be put above a front matter that is not read as one."""
    pages = [text for path, text in example.files.items() if path.endswith(".md")]
    read = [(text, read_front_matter(text, (1, 1))) for text in pages]
    return all(front.error is None and (front.present or not MEANT.match(text)) for text, front in read)


@pytest.mark.parametrize(("rule", "example"), [row for row in examples("bad") if readable(row.values[1])])
def test_places_hold_behind_other_characters(rule: type[Rule], example: Example, tmp_path: Path) -> None:
    """An emoji above each page's text moves the findings below by two lines and changes nothing else."""
    moved: dict[str, str] = {}
    bodies: dict[str, int] = {}
    for path, text in example.files.items():
        if not path.endswith(".md"):
            moved[path] = text
            continue
        head = text[: read_front_matter(text, (1, 1)).span.end]
        moved[path] = f"{head}🎯 Überblick\n\n{text[len(head) :]}"
        bodies[path] = head.count("\n")
    expected = []
    for place in example.finds:
        path, line, column = place.rsplit(":", 2)
        below = path in bodies and int(line) > bodies[path] and not _pinned_to_top(example, path, int(line))
        expected.append(f"{path}:{int(line) + 2 * below}:{column}")
    assert run_example(rule, replace(example, pages=moved), tmp_path).finds == tuple(expected)


def _pinned_to_top(example: Example, path: str, line: int) -> bool:
    """A thing that is missing from the page stands at its first line."""
    return not example.files[path].splitlines()[line - 1 : line]


@pytest.mark.parametrize(("rule", "example"), examples("bad"))
def test_places_hold_with_windows_newlines(rule: type[Rule], example: Example, tmp_path: Path) -> None:
    files = {path: text.replace("\n", "\r\n") for path, text in example.files.items()}
    assert run_example(rule, replace(example, pages=files), tmp_path).finds == example.finds


@pytest.mark.parametrize(
    ("rule", "example"),
    [param for param in examples("bad") if param.values[0].code[:3] in ("FRM", "SEC")],  # type: ignore[attr-defined]
)
def test_places_and_messages_hold_with_lone_carriage_returns(
    rule: type[Rule], example: Example, tmp_path: Path
) -> None:
    files = {path: text.replace("\n", "\r") if path.endswith(".md") else text for path, text in example.files.items()}
    old, new = (tmp_path / "old"), (tmp_path / "new")
    old.mkdir()
    new.mkdir()
    before, after = run_example(rule, example, new), run_example(rule, replace(example, pages=files), old)
    assert after.finds == before.finds
    assert [each.message for each in after.findings] == [each.message for each in before.findings]


@pytest.mark.parametrize(
    ("rule", "example"),
    [param for param in examples("bad") if param.values[1].fixed is not None],  # type: ignore[attr-defined]
)
def test_fixes_do_what_they_promise(rule: type[Rule], example: Example, tmp_path: Path) -> None:
    """The fixed text is the example's, and a second run finds nothing more to fix."""
    assert example.fixed is not None
    fixed = apply_fixes(example.files, run_example(rule, example, tmp_path).findings)
    assert {path: fixed[path] for path in example.fixed} == example.fixed
    (tmp_path / "again").mkdir()
    again = run_example(rule, replace(example, pages=fixed), tmp_path / "again")
    assert not any(finding.fix for finding in again.findings)
