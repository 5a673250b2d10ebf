"""A configuration survives as plain data, and a kept one counts as long as its files are what they were."""

import json
import sys
from pathlib import Path

import pytest

from caselint.config.load import load_config
from caselint.config.plain import from_plain, to_plain
from caselint.engine.discover import Request
from caselint.engine.linter import run
from caselint.engine.page_cache import CachePlace
from caselint.rules.registry import RULE_NAMES
from caselint.testing import write_site

FILES = {
    "base.toml": 'ignore = ["TXT"]\n[aliases]\nTwitter = ["X"]\n',
    "study.json": '{"required": ["title"]}',
    "study.yaml": "sections: [Costs]\n",
    "facts.yaml": "facts: []\n",
    "caselint.toml": """
generator = "mkdocs"
parser = "markdown-it"
extends = ["base.toml"]
include = ["docs/**"]
exclude = ["docs/drafts/**"]
select = ["FIG", "broken-link"]
extend-select = ["LNK002"]
[rules.broken-link]
severity = "info"
[[overrides]]
pages = ["docs/archive/**", "docs/*.md"]
ignore = ["FIG"]
[kinds.study]
pages = ["docs/studies/**"]
exclude = ["**/index.md"]
type = "case-study"
front-matter = "study.json"
sections = "study.yaml"
links = ["related[].url"]
[vocabulary]
metrics = { latency = ["response time"] }
units = { rps = "request/s" }
stop = ["case study"]
[[collections]]
name = "patterns"
pages = ["docs/pattern-library/*/*.md"]
where = { type = "pattern", level = 2 }
[[text]]
name = "old-name"
pattern = "\\\\bFoo Cloud\\\\b"
message = "now called Bar"
replace = "Bar"
severity = "error"
[registry]
file = "facts.yaml"
""",
    "docs/index.md": "# Home\n\n[gone](gone.md)\n",
    "docs/studies/a.md": "---\ntitle: A\n---\n\n# A\n",
    "docs/archive/a.md": "# Old\n",
    "docs/pattern-library/a/a.md": "---\ntype: pattern\nlevel: 2\n---\n\n# P\n",
    "docs/drafts/a.md": "# Draft\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_site(tmp_path / "site", FILES)
    return tmp_path / "site"


def test_every_setting_survives(site: Path) -> None:
    config = load_config(site / "caselint.toml", RULE_NAMES)
    again = from_plain(json.loads(json.dumps(to_plain(config))))
    assert again == config
    assert repr(again) == repr(config)


def test_a_value_that_settings_do_not_have_is_refused() -> None:
    with pytest.raises(TypeError, match="settings hold no complex"):
        to_plain({"a": [1j]})


def found(site: Path) -> list[str]:
    cache = CachePlace(str(site.parent / "cache"))
    return [f"{each.path} {each.name} {each.severity}" for each in run(Request(site, cache=cache)).report.findings]


def test_a_second_run_needs_neither_toml_nor_pydantic(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = found(site)
    monkeypatch.setitem(sys.modules, "caselint.config.extends", None)  # importing it fails from here on
    assert found(site) == first == ["docs/index.md broken-link info"]
    monkeypatch.undo()
    write_site(site, {"base.toml": "", "caselint.toml": FILES["caselint.toml"].replace('"info"', '"warning"')})
    assert found(site) == ["docs/index.md broken-link warning"]


def test_what_a_file_extends_counts_too(site: Path) -> None:
    write_site(site, {"docs/index.md": "# Home\n\n[no](#none)\n"})
    assert found(site) == ["docs/index.md missing-anchor error"]
    write_site(site, {"base.toml": '[rules.missing-anchor]\nseverity = "info"\n'})
    assert found(site) == ["docs/index.md missing-anchor info"]
