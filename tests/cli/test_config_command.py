"""`caselint config`: what holds for a page and why, and whether a configuration is right."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from caselint.rules.registry import all_rules
from caselint.testing import write_site

Command = Callable[..., tuple[int, str, str]]

SETTINGS = """\
ignore = ["duplicate-title"]
exclude = ["docs/drafts/**"]

[rules.broken-link]
severity = "warning"

[kinds.study]
pages = ["docs/fer*.md"]
front-matter = "study.json"

[[overrides]]
pages = ["docs/ferry.md"]
ignore = ["FIG"]
"""


@pytest.fixture
def configured(site: Path) -> Path:
    pages = {"docs/drafts/a.md": "# Draft\n", "docs/other.md": "---\ntype: study\n---\n# Other\n"}
    write_site(site, {"caselint.toml": SETTINGS, "study.json": "{}", **pages})
    return site


def lines_of(out: str) -> dict[str, str]:
    """Lines by their first word or by the name of their rule."""
    found = {}
    for line in out.splitlines()[1:]:
        words = line.split()
        if words:
            found[words[2] if words[0] in ("on", "off") else words[0]] = " ".join(words)
    return found


def test_a_page_says_what_holds_and_where_it_was_written(configured: Path, caselint: Command) -> None:
    code, out, err = caselint("config", "docs/ferry.md")
    assert (code, err) == (0, "")
    lines = lines_of(out)
    assert lines["generator"] == "generator mkdocs mkdocs.yml (detected)"
    assert lines["configuration"] == "configuration caselint.toml"
    assert lines["read"] == "read true"
    assert lines["kind"] == 'kind study caselint.toml:8 pages "docs/fer*.md"'
    assert lines["exclude"] == 'exclude ["docs/drafts/**"] caselint.toml:2'
    assert lines["kinds.study.front-matter"] == "kinds.study.front-matter study.json caselint.toml:9"
    assert lines["broken-link"] == "on LNK001 broken-link warning caselint.toml:5 severity"
    assert lines["missing-anchor"] == "on LNK002 missing-anchor error"
    assert lines["duplicate-title"] == 'off DUP002 duplicate-title caselint.toml:1 ignore "duplicate-title"'
    assert lines["conflicting-figures"] == 'off FIG001 conflicting-figures caselint.toml:13 ignore "FIG"'
    assert all(rule.name in lines for rule in all_rules())


def test_an_override_that_is_for_other_pages_does_not_count(configured: Path, caselint: Command) -> None:
    lines = lines_of(caselint("config", "docs/index.md")[1])
    assert lines["conflicting-figures"] == "on FIG001 conflicting-figures warning"
    assert lines["kind"] == "kind none"
    assert not any(word.startswith(("overrides", "kinds")) for word in lines)


def test_a_kind_may_come_from_the_front_matter(configured: Path, caselint: Command) -> None:
    lines = lines_of(caselint("config", "docs/other.md")[1])
    assert lines["kind"] == 'kind study docs/other.md type "study" in the front matter'


def test_an_excluded_page_names_the_glob(configured: Path, caselint: Command) -> None:
    lines = lines_of(caselint("config", "docs/drafts/a.md")[1])
    assert lines["read"] == 'read false caselint.toml:2 exclude "docs/drafts/**"'


def test_a_folder_has_settings_too_and_the_default_is_this_one(configured: Path, caselint: Command) -> None:
    code, out, _ = caselint("config")
    assert code == 0
    lines = lines_of(out)
    assert out.splitlines()[0] == "."
    assert "read" not in lines
    assert "kinds.study.pages" in lines
    assert caselint("config", ".")[1] == out


def test_programs_get_json(configured: Path, caselint: Command) -> None:
    _, out, _ = caselint("config", "docs/ferry.md", "--output-format", "json")
    data: dict[str, Any] = json.loads(out)
    assert data["version"] == 1
    assert data["kind"] == {
        "value": "study",
        "from": {"path": "caselint.toml", "line": 8},
        "reason": 'pages "docs/fer*.md"',
    }
    rules = {rule["name"]: rule for rule in data["rules"]}
    assert rules["broken-link"]["severity"] == {
        "value": "warning",
        "from": {"path": "caselint.toml", "line": 5},
        "reason": "severity",
    }
    assert rules["conflicting-figures"]["on"]["value"] is False
    assert {row["key"] for row in data["settings"]} >= {"ignore", "exclude", "overrides.ignore"}


def test_without_a_configuration_everything_is_a_default(site: Path, caselint: Command) -> None:
    lines = lines_of(caselint("config", "docs/ferry.md")[1])
    assert lines["configuration"] == "configuration none"
    assert lines["broken-link"] == "on LNK001 broken-link error"


def test_a_path_that_is_not_there_is_told(site: Path, caselint: Command) -> None:
    assert caselint("config", "gone.md") == (2, "", "caselint: gone.md: no such file or folder\n")


def test_check_is_content_with_a_right_configuration(configured: Path, caselint: Command) -> None:
    code, out, err = caselint("config", "--check")
    assert (code, err) == (0, "")
    assert out == "caselint.toml: no problem found (1 page kind, 0 examples in schemas, 1 override)\n"


def test_check_tells_all_that_is_wrong_at_once(configured: Path, caselint: Command) -> None:
    write_site(
        configured,
        {
            "caselint.toml": SETTINGS.replace("duplicate-title", "duplicate-titel") + "colour = 1\n",
            "docs/deeper/caselint.toml": '[kinds.a]\npages = ["*.md"]\nfront-matter = "a.yaml"\nsections = "b.yaml"\n',
            "docs/deeper/a.yaml": "properties:\n  year: {type: integer, examples: [x]}\n",
            "docs/deeper/b.yaml": "sections:\n  - title: A\n    leve: 3\n",
            "docs/deeper/page.md": "# Deeper\n",
        },
    )
    code, out, err = caselint("config", "--check")
    assert (code, out) == (2, "")
    assert [line.partition(": ")[0] for line in err.splitlines()] == [
        "caselint.toml:1:11",
        "caselint.toml:14:1",
        "docs/deeper/a.yaml:2:36",
        "docs/deeper/b.yaml:3:5",
    ]
    assert "did you mean `duplicate-title`?" in err


def test_check_reads_the_pages_for_globs_that_match_none(configured: Path, caselint: Command) -> None:
    write_site(configured, {"caselint.toml": SETTINGS.replace("fer*.md", "fery*.md")})
    code, _, err = caselint("config", "--check")
    assert (code, err) == (2, 'caselint.toml:8:10: "docs/fery*.md" matches no page\n')


def test_check_without_a_configuration_or_without_pages(
    site: Path, tmp_path: Path, caselint: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert caselint("config", "--check") == (0, "there is no configuration: the defaults hold\n", "")
    (tmp_path / "empty").mkdir()
    write_site(tmp_path / "empty", {"caselint.toml": ""})
    monkeypatch.chdir(tmp_path / "empty")
    code, out, err = caselint("config", "--check")
    assert (code, out.split(":")[0]) == (0, "caselint.toml")
    assert err == "note: there is no page, so whether globs match any was not checked\n"
