"""`caselint config` says of each setting where it was written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from caselint.config.config import Config
from caselint.config.origins import Origin, Origins, rule_options

Load = Callable[[str], Config]

BELOW = """\
exclude = ["drafts/**"]
ignore = ["FIG"]
generator = "hugo"

[rules.broken-link]
most = 1
severity = "info"
"""
OWN = """\
extends = ["below.toml"]
generator = "mkdocs"
exclude = ["old/**",
           "tmp.md"]

[rules.LNK001]
most = 2

[[overrides]]
pages = ["docs/**"]
extend-select = ["LNK002", "orphan-page"]
rules.broken-link.style = "long"

[[overrides]]
pages = ["elsewhere/**"]
ignore = ["ALL"]

[kinds.study]
pages = ["docs/*.md"]

[kinds.other]
pages = ["other/*.md"]

[aliases]
Ferry = ["Ferry Lines"]

[[text]]
name = "old-name"
pattern = "Acme"
message = "now Bar"
"""


@pytest.fixture
def config(tmp_path: Path, load: Load) -> Config:
    (tmp_path / "below.toml").write_text(BELOW, encoding="utf-8")
    return load(OWN)


@pytest.fixture
def shown(tmp_path: Path) -> Callable[[Origin | None], str]:
    return lambda origin: "" if origin is None else f"{origin.path.relative_to(tmp_path)}:{origin.line}"


def test_every_setting_has_its_line_and_later_files_win(
    config: Config, tmp_path: Path, shown: Callable[[Origin | None], str]
) -> None:
    rows = Origins(config, "docs/a.md", tmp_path).settings(["study"])
    assert [(row.key, row.value, shown(row.origin)) for row in rows] == [
        ("exclude", ["drafts/**"], "below.toml:1"),
        ("ignore", ["FIG"], "below.toml:2"),
        ("extends", ["below.toml"], "caselint.toml:1"),
        ("generator", "mkdocs", "caselint.toml:2"),
        ("exclude", ["old/**", "tmp.md"], "caselint.toml:3"),
        ("aliases.Ferry", ["Ferry Lines"], "caselint.toml:25"),
        ("text.old-name", {"pattern": "Acme", "message": "now Bar"}, "caselint.toml:27"),
        ("kinds.study.pages", ["docs/*.md"], "caselint.toml:19"),
        ("overrides.pages", ["docs/**"], "caselint.toml:10"),
        ("overrides.extend-select", ["LNK002", "orphan-page"], "caselint.toml:11"),
    ]


def test_rules_say_what_decided(
    config: Config, known: Any, tmp_path: Path, shown: Callable[[Origin | None], str]
) -> None:
    origins = Origins(config, "docs/a.md", tmp_path)
    settings = config.for_page("docs/a.md")
    decided = {name: shown(origins.of_decision(settings.decision(known[name]))) for name in known.names()}
    assert decided == {
        "conflicting-figures": "below.toml:2",
        "broken-link": "",
        "missing-anchor": "",
        "orphan-page": "caselint.toml:11",
    }
    link = known["broken-link"]
    assert rule_options(settings, link) == {"allowed-hosts": (), "most": 2, "style": "long", "mode": "strict"}
    places = {name: shown(origins.of_rule(link, name)) for name in ("most", "style", "mode", "severity")}
    assert places == {"most": "caselint.toml:7", "style": "caselint.toml:12", "mode": "", "severity": "below.toml:7"}


def test_an_excluded_page_names_the_glob(config: Config, tmp_path: Path, shown: Callable[[Origin | None], str]) -> None:
    def excluded(page: str) -> tuple[str, str] | None:
        found = Origins(config, page, tmp_path).of_exclusion()
        return None if found is None else (found[0], shown(found[1]))

    assert excluded("drafts/a.md") == ('exclude "drafts/**"', "below.toml:1")
    assert excluded("tmp.md") == ('exclude "tmp.md"', "caselint.toml:4")
    assert excluded("docs/a.md") is None


def test_a_page_that_is_not_included_says_so(load: Load, tmp_path: Path, shown: Callable[[Origin | None], str]) -> None:
    found = Origins(load('include = ["docs/**"]\n'), "a.md", tmp_path).of_exclusion()
    assert found is not None
    assert (found[0], shown(found[1])) == ("include, which does not name it", "caselint.toml:1")


def test_a_starter_is_called_by_its_name(load: Load, tmp_path: Path) -> None:
    config = load('extends = ["caselint:case-study"]\n[kinds.case-study]\npages = ["a.md"]\n')
    rows = Origins(config, "a.md", tmp_path).settings(["case-study"])
    named = {row.key: row.origin.name for row in rows if row.origin is not None}
    assert named["kinds.case-study.front-matter"] == "caselint:case-study"
    assert named["kinds.case-study.pages"] == ""


def test_without_a_configuration_there_is_nothing_to_say(tmp_path: Path, known: Any) -> None:
    origins = Origins(Config.default(tmp_path), "a.md", tmp_path)
    assert origins.settings(["x"]) == []
    assert origins.of_exclusion() is None
    assert origins.of_key("generator") is None
    assert origins.of_rule(known["broken-link"], "severity") is None
