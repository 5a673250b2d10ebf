"""What is generated is what the generator writes now, and no rule went in with the words of the template."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from caselint.rules.registry import all_rules

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "scripts"


def script(name: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(SCRIPTS / name), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_docs_are_what_the_generator_writes_now() -> None:
    done = script("generate.py", "--check")
    assert done.returncode == 0, f"run `make generate`:\n{done.stderr}"


def test_every_rule_has_its_page() -> None:
    pages = {path.stem for path in (ROOT / "docs" / "rules").glob("*.md")} - {"README"}
    assert pages == {rule.name for rule in all_rules()}


def settings_schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((ROOT / "schemas" / "caselint.schema.json").read_text(encoding="utf-8"))
    return schema


def test_every_key_and_rule_of_the_settings_is_described_for_editors() -> None:
    schema = settings_schema()
    Draft202012Validator.check_schema(schema)
    rules = schema["$defs"]["RuleTable"]["properties"]
    assert {rule.name for rule in all_rules()} | {rule.code for rule in all_rules()} == set(rules)
    tables = {name: table for name, table in schema["$defs"].items() if name != "RuleTable"} | {"the file": schema}
    named = {f"{name}: {key}": value for name, table in tables.items() for key, value in table["properties"].items()}
    options = {
        f"{name}: {key}": value
        for name, table in rules.items()
        for key, value in table.get("properties", {}).items()
        if key != "severity"
    }
    assert [name for name, value in (named | options).items() if not value.get("description")] == []


def test_the_configurations_shown_are_right_by_the_schema() -> None:
    documentation = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    shown = re.findall(r"^```toml\n(.*?)^```$", documentation, re.MULTILINE | re.DOTALL)
    own = [*(ROOT / "schemas" / "starters").glob("*.toml"), ROOT / "content" / "caselint.toml"]
    texts = [*shown, *(path.read_text(encoding="utf-8") for path in own)]
    validator = Draft202012Validator(settings_schema())
    assert len(texts) > 5
    assert [error.message for text in texts for error in validator.iter_errors(tomllib.loads(text))] == []


@pytest.mark.parametrize(
    ("code", "name", "path"),
    [
        ("TXT901", "forgotten-words", "text/forgotten_words.py"),
        ("lnk901", "Forgotten-Target", "links/forgotten_target.py"),
    ],
)
def test_a_new_rule_has_the_house_form_and_fails_until_it_is_written(
    code: str, name: str, path: str, tmp_path: Path
) -> None:
    done = script("new_rule.py", code, name, "--root", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n1. ") == done.stdout.count("\n5. ") == 1
    written = tmp_path / "src" / "caselint" / "rules" / path
    namespace: dict[str, object] = {"__name__": "a_new_rule"}
    exec(compile(written.read_text(encoding="utf-8"), path, "exec"), namespace)
    rule = namespace["".join(word.capitalize() for word in name.lower().split("-"))]
    assert (rule.code, rule.name) == (code.upper(), name.lower())  # type: ignore[attr-defined]
    assert rule.summary().endswith(".")  # type: ignore[attr-defined]
    assert list(rule().check(*[None] * (2 if "links" in path else 1))) == []  # type: ignore[operator]
    assert rule.bad[0].finds, "the example promises a finding that `check` does not make yet"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("code", "name", "says"),
    [
        ("LNK001", "orphan-page", "already"),
        ("LNK901", "broken-link", "already"),
        ("ABC001", "orphan-page", "Families"),
        ("LNK901", "orphan", "kebab-case"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(code: str, name: str, says: str, tmp_path: Path) -> None:
    done = script("new_rule.py", code, name, "--root", str(tmp_path))
    assert done.returncode == 2
    assert says in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_no_rule_kept_the_words_of_the_template() -> None:
    template = (SCRIPTS / "new_rule.py").read_text(encoding="utf-8")
    for rule in all_rules():
        assert rule.summary() not in template
        assert "TODO" not in rule.documentation()
