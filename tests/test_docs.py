"""What docs/output.md promises to programs is what they get, and docs/configuration.md shows what works."""

import json
import re
from pathlib import Path

import pytest

from caselint.__main__ import main
from caselint.config.settings import (
    CollectionTable,
    KindTable,
    OverrideTable,
    RegistryTable,
    Settings,
    TextTable,
    VocabularyTable,
)
from caselint.content.page import Container
from caselint.reporters.registry import FORMATS

DOCS = Path(__file__).resolve().parent.parent / "docs"
OUTPUT = (DOCS / "output.md").read_text(encoding="utf-8")
CONFIGURATION = (DOCS / "configuration.md").read_text(encoding="utf-8")
PAGES = {
    "index.md": "# Studies\n\n- [Ferry](ferry.md): 90M users\n- [Gone](gone.md)\n",
    "ferry.md": "---\ntitle: Ferry\n---\n\n# Ferry\n\nFerry has 9M users.\n",
}


def section(title: str) -> str:
    return OUTPUT.partition(f"## {title}\n")[2].partition("\n## ")[0]


def keys(title: str) -> set[str]:
    """The names in the first column of a section's table."""
    return {
        name
        for row in re.findall(r"^\| (`.+?) \|", section(title), re.MULTILINE)
        for name in re.findall(r"`(\w+)`", row)
    }


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in PAGES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rows(capsys: pytest.CaptureFixture[str], *command: str) -> list[dict[str, object]]:
    main([*command, "--output-format", "jsonl"])
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_finding_has_the_keys_that_are_documented(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys, "check")
    assert {finding["name"] for finding in found} >= {"broken-link", "conflicting-figures"}
    for finding in found:
        assert set(finding) == keys("A finding")


def test_the_summary_is_as_documented(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--output-format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert list(report) == ["version", "summary", "findings"]
    assert ", ".join(f"`{key}`" for key in report["summary"]) in " ".join(section("A finding").split())


def test_every_format_is_documented() -> None:
    assert keys("Formats") == set(FORMATS)


def test_a_figure_has_the_keys_that_are_documented(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys, "figures")
    assert [figure["surface"] for figure in found] == ["9M users", "90M users"]
    for figure in found:
        assert set(figure) == keys("A figure") - {"num", "den"}, "neither is a ratio"


def test_settings_in_force_have_the_keys_that_are_documented(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "caselint.toml").write_text('ignore = ["DUP"]\n', encoding="utf-8")
    assert main(["config", "ferry.md", "--output-format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert set(data) == keys("Settings in force") | {"read"}
    for value in (data["read"], data["kind"], data["settings"][0], data["rules"][0]["on"]):
        assert set(value) - {"key"} == {"value", "from", "reason"}


def test_containers_are_those_that_are_documented() -> None:
    row = re.search(r"^\| `container` \| (.+) \|$", OUTPUT, re.MULTILINE)
    assert row is not None
    assert set(re.findall(r"`([\w-]+)`", row[1])) == {container.value for container in Container}


def test_a_thing_is_of_a_documented_sort(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = section("A thing on a page")
    found = rows(capsys, "inspect", ".")
    assert {str(row["what"]) for row in found} == set(re.findall(r"`what` \((.+?)\)", text)[0].strip("`").split("`, `"))
    for row in found:
        assert {"path", "line", "column", "end_line", "end_column", "what", "text"} <= set(row)


def test_every_setting_is_documented() -> None:
    models = [Settings, OverrideTable, KindTable, VocabularyTable, CollectionTable, TextTable, RegistryTable]
    named = {field.alias or name for model in models for name, field in model.model_fields.items()}
    assert named <= set(re.findall(r"`([\w-]+)`", CONFIGURATION)), "docs/configuration.md leaves some out"


@pytest.mark.parametrize("number", range(CONFIGURATION.count("```toml")))
def test_configurations_shown_are_valid(number: int, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong key, rule or glob would be exit code 2."""
    shown = re.findall(r"^```toml\n(.*?)^```$", CONFIGURATION, re.MULTILINE | re.DOTALL)[number]
    template, metrics, schema = re.findall(r"^```yaml\n(.*?)^```$", CONFIGURATION, re.MULTILINE | re.DOTALL)
    (registry,) = re.findall(r'^```yaml title="facts.yaml"\n(.*?)^```$', CONFIGURATION, re.MULTILINE | re.DOTALL)
    (site / "facts.yaml").write_text(registry, encoding="utf-8")
    for folder in ("archive", "studies", "drafts"):
        (site / "docs" / folder).mkdir(parents=True)
        (site / "docs" / folder / "page.md").write_text(f"# A page of {folder}\n", encoding="utf-8")
    (site / "docs" / "studies" / "index.md").write_text("# Studies of all sorts\n", encoding="utf-8")
    (site / "schemas").mkdir()
    (site / "schemas" / "study.schema.json").write_text(schema, encoding="utf-8")
    (site / "schemas" / "study.sections.yaml").write_text(template, encoding="utf-8")
    (site / "schemas" / "study.metrics.yaml").write_text(metrics, encoding="utf-8")
    (site / "caselint.toml").write_text(shown, encoding="utf-8")
    assert main(["check", "--fail-on", "never"]) == 0, capsys.readouterr().err
    assert capsys.readouterr().err == ""
