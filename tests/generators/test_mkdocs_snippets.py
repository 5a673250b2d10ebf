"""Definitions of links that a site appends to every page."""

from pathlib import Path

import pytest

from caselint.content.markdown import parse
from caselint.content.source import Source
from caselint.generators.detect import read_site
from caselint.generators.dialects import dialect_of

CONFIG = """\
site_name: S
markdown_extensions:
  - pymdownx.snippets:
      auto_append: [{name}]
"""


def site(root: Path, text: str, name: str = "includes/links.md") -> Path:
    (root / "includes").mkdir()
    (root / "includes" / "links.md").write_text(text)
    (root / "mkdocs.yml").write_text(CONFIG.format(name=name))
    return root


def test_references_are_resolved_by_them(tmp_path: Path) -> None:
    config = read_site(site(tmp_path, "[docs]: https://example.org/docs\n*[ABC]: words\n[other]: x.md\n"))
    text = "See [docs] and [own].\n\n[own]: own.md\n[other]: mine.md\n\n[other]\n"
    page = parse("docs/a.md", Source(text), dialect_of(config))
    # The definition that comes last counts, and what is appended comes last.
    assert [link.target for link in page.links] == ["https://example.org/docs", "own.md", "x.md"]
    assert [link.span.slice(text) for link in page.links] == ["[docs]", "own.md", "[other]"]
    assert config.judges_anchors
    assert str(tmp_path / "includes" / "links.md") in config.files


@pytest.mark.parametrize("text", ["## A heading\n", "Title\n-----\n", "<a id='x'></a>\n", "**x**{#y}\n"])
def test_where_it_makes_ids_no_page_s_ids_are_known(tmp_path: Path, text: str) -> None:
    assert not read_site(site(tmp_path, text)).judges_anchors


@pytest.mark.parametrize("name", ["gone.md", "../outside.md", "/etc/hostname", "includes", '"a\\0b"', "loop"])
def test_what_cannot_be_read_is_not_known(tmp_path: Path, name: str) -> None:
    (tmp_path / "outside.md").write_text("[x]: y\n")
    root = tmp_path / "site"
    root.mkdir()
    (root / "loop").symlink_to("loop")
    config = read_site(site(root, "", name))
    assert config.appended == ""
    assert not config.judges_anchors


@pytest.mark.parametrize("base", [".", "[.hidden, includes]"])
def test_files_that_are_not_there_yet_are_looked_at(tmp_path: Path, base: str) -> None:
    config = CONFIG + f"      base_path: {base}\n"
    (tmp_path / "mkdocs.yml").write_text(config.format(name="soon.md"))
    folder = ".hidden" if "hidden" in base else "."
    assert str(tmp_path / folder / "soon.md") in read_site(tmp_path).files


def test_the_first_base_path_that_has_the_file_counts(tmp_path: Path) -> None:
    for name in ("two", "three"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "links.md").write_text(f"[{name}]: x.md\n")
    (tmp_path / "mkdocs.yml").write_text(CONFIG.format(name="links.md") + "      base_path: [one, two, three]\n")
    assert read_site(tmp_path).appended == "[two]: x.md"
