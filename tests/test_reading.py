"""The reading of one page for programs, and that docs/python.md shows what happens."""

import os
import re
from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

import caselint
from caselint.engine.discover import NothingToRead
from caselint.engine.files import PAGE_LIMIT
from caselint.reading import Entry, FrontMatterValue, Heading, Link, PageNotRead, PageReading, Section, Table
from caselint.testing import write_site

DOCS = (Path(__file__).resolve().parent.parent / "docs" / "python.md").read_text(encoding="utf-8")
FENCE = re.compile(r'^```(\w+)(?: title="([^"\n]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
BLOCKS = FENCE.findall(DOCS)
SITE = {"mkdocs.yml": "site_name: Studies\nmarkdown_extensions: [md_in_html]\n"} | {
    title: text for _, title, text in BLOCKS if title
}
PROGRAMS = [text for language, _, text in BLOCKS if language == "python"]
OUTPUTS = [text for language, _, text in BLOCKS if language == "text"]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_site(tmp_path, SITE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("program", "output"), list(zip(PROGRAMS, OUTPUTS, strict=True)))
def test_programs_print_what_is_shown(
    program: str, output: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exec(program, {})
    assert capsys.readouterr().out == output


@pytest.mark.parametrize("kind", [PageReading, Heading, Section, Link, Entry, Table, FrontMatterValue])
def test_every_field_is_documented(kind: type) -> None:
    named = set(re.findall(r"`(\w+)`", DOCS))
    assert {field.name for field in fields(kind)} - {"value"} <= named


def test_places_slice_to_what_they_name(site: Path) -> None:
    page = caselint.read_page("docs/index.md")
    assert [page.slice(heading.location) for heading in page.headings] == ["Studies", "On the water", "On rails"]
    assert [page.slice(link.location) for link in page.links] == [link.target for link in page.links]
    assert [page.slice(value.location) for value in page.front_matter_values] == ["Studies", "rail", "water"]
    assert [page.slice(entry.location).split("<")[0] for entry in page.entries] == ["Ferry", "Canal"]


def test_paths_count_from_the_folder(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(os.sep)
    assert caselint.read_page("docs/index.md", folder=site).links[0].resolved == "docs/ferry.md"
    page = caselint.read_page("index.md", folder=site / "docs")
    assert (page.path, page.links[0].resolved) == ("index.md", "ferry.md")


def test_a_text_takes_the_place_of_its_file(site: Path) -> None:
    page = caselint.read_text(
        "# New\n\n[costs](ferry.md#costs) [gone](gone.png)\n\n| a | b |\n|---|---|\n| **1** | 2 |\n", "docs/new.md"
    )
    assert [(link.resolved, link.status) for link in page.links] == [
        ("docs/ferry.md#costs", "ok"),
        (None, "missing-asset"),
    ]
    assert page.tables[0].rows == (("a", "b"), ("1", "2"))
    assert page.tables[0].location.line == 5


def test_what_the_site_prints_as_text_says_so(site: Path) -> None:
    page = caselint.read_text("# A\n\n<div>\n\n## [Ferry](ferry.md)\n\n</div>\n", "docs/a.md")
    assert [(heading.id, heading.rendered) for heading in page.headings] == [("a", True), (None, False)]
    assert [section.title for section in page.sections] == ["A"]
    assert (page.links[0].status, page.links[0].resolved) == ("text", None)


def test_what_cannot_be_read_is_a_problem_of_the_reading(site: Path) -> None:
    (site / "docs" / "odd.md").write_bytes(b"---\na: [1\n---\n\n# Caf\xe9\n")
    page = caselint.read_page("docs/odd.md")
    assert page.front_matter == {}
    undecodable, front_matter = page.problems
    assert undecodable.startswith("byte 0xe9 is")
    assert front_matter
    assert page.headings[0].text == "Caf\ufffd"


def test_a_page_that_is_no_page_is_an_error(site: Path) -> None:
    with pytest.raises(NothingToRead, match="no such file"):
        caselint.read_page("docs/gone.md")
    with pytest.raises(PageNotRead, match="reads up to 1,000,000"):
        caselint.read_text("a" * (PAGE_LIMIT + 1), "docs/a.md")
    (site / "caselint.toml").write_text('exclude = ["docs/ferry.md"]\n', encoding="utf-8")
    with pytest.raises(PageNotRead, match="excluded"):
        caselint.read_page("docs/ferry.md")
    assert caselint.read_page("docs/ferry.md", isolated=True).title == "Ferry"


def test_a_reading_cannot_be_changed(site: Path) -> None:
    page = caselint.read_page("docs/ferry.md")
    with pytest.raises(FrozenInstanceError):
        page.headings[0].text = "Tram"  # type: ignore[misc]
