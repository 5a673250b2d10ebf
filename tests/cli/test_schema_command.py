"""`caselint schema infer` proposes what the pages pass, and never writes over a file unasked."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from caselint.testing import write_site

STUDY = "---\ntitle: Study {row}\ntype: study\ntags: [a, b]\n---\n# S\n\n## Challenge\n\nText.\n\n## Costs\n"
SITE = {
    "mkdocs.yml": "site_name: S\n",
    "docs/index.md": "# Home\n",
    **{f"docs/studies/s{row}.md": STUDY.format(row=row) for row in range(6)},
}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_site(tmp_path, SITE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_is_written_is_a_configuration_under_which_nothing_is_found(
    site: Path, caselint: Callable[..., Any]
) -> None:
    done = caselint("schema", "infer", "-o", "schemas")
    assert done.code == 0
    assert sorted(path.name for path in (site / "schemas").iterdir()) == ["study.schema.yaml", "study.sections.yaml"]
    assert '[kinds.study]\npages = ["docs/studies/**"]\n' in done.out
    (site / "caselint.toml").write_text(done.out, encoding="utf-8")
    checked = caselint("check", "--no-cache", "--preview")
    assert (checked.code, "no findings on 7 pages" in checked.out) == (0, True)
    (site / "docs/studies/s1.md").write_text("---\ntitle: [x]\ntype: study\n---\n# S\n\n## Costs\n", encoding="utf-8")
    names = caselint("check", "--no-cache", "--output-format", "concise").out
    assert {"missing-front-matter-key", "wrong-front-matter-value", "missing-section"} <= set(names.split())


def test_nothing_is_written_over(site: Path, caselint: Callable[..., Any]) -> None:
    (site / "study.schema.yaml").write_text("mine", encoding="utf-8")
    done = caselint("schema", "infer", "-o", ".")
    assert (done.code, done.err) == (2, "caselint schema infer: study.schema.yaml exists; --force writes over it\n")
    assert (site / "study.schema.yaml").read_text(encoding="utf-8") == "mine"
    assert caselint("schema", "infer", "-o", ".", "--force").code == 0
    assert (
        (site / "study.schema.yaml").read_text(encoding="utf-8").startswith("# Front matter of the pages of kind study")
    )


def test_one_kind_of_the_configuration(site: Path, caselint: Callable[..., Any]) -> None:
    (site / "caselint.toml").write_text('[kinds.a]\npages = ["docs/studies/*"]\n[kinds.b]\npages = ["docs/*.md"]\n')
    done = caselint("schema", "infer", "--kind", "a")
    assert done.code == 0
    assert "a.schema.yaml" in done.out
    assert "b.schema.yaml" not in done.out
    missing_kind = caselint("schema", "infer", "--kind", "c")
    assert missing_kind.code == 2
    assert "no pages of kind c" in missing_kind.err
    assert caselint("schema", "infre").code == 2


def test_a_schema_of_the_configuration_is_printed_for_editors(site: Path, caselint: Callable[..., Any]) -> None:
    (site / "caselint.toml").write_text('[kinds.study]\npages = ["docs/**"]\nfront-matter = "s.yaml"\n[kinds.b]\n')
    (site / "s.yaml").write_text("required: [title]\n", encoding="utf-8")
    assert json.loads(caselint("schema", "export", "study").out) == {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Front matter of a page of kind study",
        "required": ["title"],
    }
    listed = caselint("schema", "export").out
    assert [line.split()[0] for line in listed.partition("\n\n")[0].splitlines()] == [
        "study",
        "b",
        "caselint",
        "sections",
        "metrics",
        "facts",
        "findings",
    ]
    for name in ("caselint", "sections", "metrics", "findings"):
        assert json.loads(caselint("schema", "export", name, "--isolated").out)["$id"].endswith(f"/{name}.schema.json")
    done = caselint("schema", "export", "studdy")
    assert (done.code, done.err) == (2, 'caselint schema export: there is no schema "studdy"; did you mean study?\n')
    assert "names no front matter schema" in caselint("schema", "export", "b").err
    (site / "s.yaml").write_text("required: title\n", encoding="utf-8")
    assert "s.yaml:1:11" in caselint("schema", "export", "study").err


def test_it_is_written_where_it_is_wanted(site: Path, caselint: Callable[..., Any]) -> None:
    done = caselint("schema", "export", "findings", "--output-file", "out.json")
    assert (done.code, done.out) == (0, "")
    assert json.loads((site / "out.json").read_text(encoding="utf-8"))["title"] == "Findings of caselint"
    assert caselint("schema", "export", "--output-file", "x").code == 2
