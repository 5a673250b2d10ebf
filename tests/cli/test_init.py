"""`caselint init`: a first configuration that loads, that all pages there are pass, and that costs nobody a file."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from caselint.cli import init
from caselint.cli.failure import Failure
from caselint.testing import write_site

Caselint = Callable[..., Any]
STUDY = "---\ntitle: {0}\ntype: case-study\ntier: {1}\n---\n\n# {0}\n\n## Context\n\nText.\n\n## Outcome\n\nMore.\n"
SITE = {
    "mkdocs.yml": "site_name: Studies\n",
    "docs/index.md": "# Studies\n\nSee [the first](studies/s0.md) and [none](none.md).\n",
    **{f"docs/studies/s{number}.md": STUDY.format(f"Study {number}", "ab"[number % 2]) for number in range(6)},
    **{f"docs/guides/g{number}.md": f"# Guide {number}\n\n## Steps\n\nDo it.\n" for number in range(5)},
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_site(tmp_path, SITE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - SITE.keys()


def test_the_configuration_is_right_and_no_page_breaks_it(folder: Path, caselint: Caselint) -> None:
    done = caselint("init")
    assert (done.code, done.err) == (0, "")
    assert files(folder) == {"caselint.toml", "schemas/case-study.schema.yaml", "schemas/case-study.sections.yaml"}
    assert caselint("config", "--check").code == 0
    found = caselint("check", "--select", "FRM,SEC", "--preview", "--no-cache")
    assert (found.code, found.out) == (0, "no findings on 12 pages\n")


def test_it_tells_what_was_found_and_what_a_first_run_says(folder: Path, caselint: Caselint) -> None:
    out = caselint("init").out
    assert out.startswith(".: mkdocs (mkdocs.yml), 12 pages\nwrote caselint.toml and 2 files in schemas/\n")
    assert '  case-study      6 pages, by type "case-study" and docs/studies\n' in out
    assert (
        "A first run: 1 finding on 1 page of 12: 1 error\n       1  broken-link\nthe most on docs/index.md (1)" in out
    )
    assert "caselint explain broken-link" in out


def test_every_setting_that_is_proposed_in_a_comment_is_right(folder: Path, caselint: Caselint) -> None:
    caselint("init")
    config = folder / "caselint.toml"
    lines = config.read_text(encoding="utf-8").splitlines()
    settings = [
        line.removeprefix("# ") for line in lines if line.startswith(("# [", "# name =", "# pages =", "# Twitter ="))
    ]
    config.write_text("\n".join([*lines, *settings]), encoding="utf-8")
    assert caselint("config", "--check").err == ""
    assert '# name = "case studies"' in lines


def test_where_there_is_no_kind_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caselint: Caselint) -> None:
    write_site(tmp_path, {"a.md": "# A page\n"})
    monkeypatch.chdir(tmp_path)
    done = caselint("init")
    assert done.code == 0
    assert "no page kinds: a kind needs four pages of one front matter type, or alike in one folder" in done.out
    assert "A first run: no findings on 1 page\n" in done.out
    assert caselint("config", "--check").code == 0


def test_folders_make_kinds_where_their_pages_have_something_in_common(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caselint: Caselint
) -> None:
    write_site(
        tmp_path,
        {
            **{f"guides/g{number}.md": f"# Guide {number}\n\n## Steps\n\nDo it.\n" for number in range(5)},
            **{f"notes/n{number}.md": f"Text {number}.\n\n## Part {number}\n" for number in range(6)},
        },
    )
    monkeypatch.chdir(tmp_path)
    done = caselint("init")
    assert "wrote caselint.toml and 1 file in schemas/\n  guides      5 pages, by guides\n" in done.out
    assert "- title: Steps  # 5 of 5\n" in (tmp_path / "schemas/guides.sections.yaml").read_text(encoding="utf-8")
    assert "collections" not in (tmp_path / "caselint.toml").read_text(encoding="utf-8")
    assert caselint("config", "--check").code == 0


def test_a_template_that_asks_for_nothing_yet_is_named_in_a_comment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caselint: Caselint
) -> None:
    page = "---\ntype: note\n---\n\n## {0}\n\nText.\n\n## {1}\n"
    pages = {f"n{number}.md": page.format(*("AB" if number % 2 else "BA")) for number in range(4)}
    pages |= {"n8.md": page.format("C", "D"), "n9.md": page.format("E", "F")}
    write_site(tmp_path, pages)
    monkeypatch.chdir(tmp_path)
    assert caselint("init").code == 0
    config = (tmp_path / "caselint.toml").read_text(encoding="utf-8")
    assert '# sections = "schemas/note.sections.yaml"  # when it asks for something\n' in config
    assert "#   - title: A  # 4 of 6\n" in (tmp_path / "schemas/note.sections.yaml").read_text(encoding="utf-8")
    assert caselint("config", "--check").code == 0
    assert caselint("check", "--select", "FRM,SEC", "--no-cache").code == 0


@pytest.mark.parametrize("name", ["caselint.toml", "schemas/case-study.sections.yaml"])
def test_what_exists_is_left_alone(name: str, folder: Path, caselint: Caselint) -> None:
    write_site(folder, {name: "mine = true\n"})
    done = caselint("init")
    assert done.code == 2
    assert done.err == f"caselint init: {name} exists; --force writes over it, --dry-run shows what would be written\n"
    assert files(folder) == {name}
    assert caselint("init", "--force").code == 0
    assert "mine" not in (folder / name).read_text(encoding="utf-8")


def test_settings_in_pyproject_are_left_alone(folder: Path, caselint: Caselint) -> None:
    write_site(folder, {"pyproject.toml": "[tool.caselint]\n"})
    assert caselint("init").err.startswith("caselint init: pyproject.toml has a [tool.caselint]")
    assert files(folder) == {"pyproject.toml"}


def test_a_dry_run_writes_nothing(folder: Path, caselint: Caselint) -> None:
    done = caselint("init", "--dry-run")
    assert files(folder) == set()
    assert "[kinds.case-study]" in done.out
    assert "# -------------------- schemas/case-study.schema.yaml\n" in done.out


@pytest.mark.parametrize("name", ['a "b" c', "größe ☃", "a'b", "$(touch x)", "#x", "a\\b", "[x]*", "a\nb", "\x7f"])
def test_names_of_folders_are_written_so_that_they_are_read_back(name: str, folder: Path, caselint: Caselint) -> None:
    shutil.copytree(folder / "docs/studies", folder / "docs" / name)
    shutil.rmtree(folder / "docs/studies")
    assert caselint("init").code == 0
    assert caselint("config", "--check").err == ""
    found = caselint("check", "--select", "FRM,SEC", "--no-cache")
    assert (found.code, found.err) == (0, "")


def test_of_several_sites_one_has_to_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caselint: Caselint
) -> None:
    for site in ("one", "two"):
        write_site(tmp_path / site, SITE)
    monkeypatch.chdir(tmp_path)
    done = caselint("init")
    assert (done.code, done.err) == (2, "caselint init: there are 2 sites here: one, two; name one of them\n")
    assert caselint("init", "one").code == 0
    assert (tmp_path / "one/caselint.toml").is_file()
    assert not (tmp_path / "two/caselint.toml").exists()


def test_a_folder_without_pages_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caselint: Caselint) -> None:
    monkeypatch.chdir(tmp_path)
    done = caselint("init")
    assert done.code == 2
    assert "no Markdown page in this folder" in done.err
    assert os.listdir(tmp_path) == []


def test_what_was_written_is_taken_back_where_the_rest_cannot_be(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caselint: Caselint
) -> None:
    real = init.write_file

    def failing(path: Path, text: str) -> None:
        if path.name == "caselint.toml":
            raise Failure("caselint: cannot write caselint.toml: No space left on device")
        real(path, text)

    monkeypatch.setattr(init, "write_file", failing)
    done = caselint("init")
    assert (done.code, done.err) == (2, "caselint: cannot write caselint.toml: No space left on device\n")
    assert files(folder) == set()


def test_a_file_in_the_place_of_the_folder_is_told(folder: Path, caselint: Caselint) -> None:
    write_site(folder, {"schemas": "a file\n"})
    done = caselint("init")
    assert (done.code, done.err) == (2, "caselint init: schemas: File exists\n")
