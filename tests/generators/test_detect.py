"""Which generator publishes a folder, and what is honest to say of one that caselint knows little of."""

from pathlib import Path

import pytest

from caselint.generators.detect import detect, read_site
from caselint.generators.generator import GITHUB


@pytest.mark.parametrize(
    ("names", "generator"),
    [
        (["README.md", "mkdocs.yml"], "mkdocs"),
        (["mkdocs.yaml"], "mkdocs"),
        (["docusaurus.config.ts"], "docusaurus"),
        (["hugo.toml", "content"], "hugo"),
        (["astro.config.mjs"], "starlight"),
        (["_config.yml", "index.md"], "jekyll"),
        (["mkdocs.yml", "_config.yml"], "mkdocs"),
        (["_config.yml", "_toc.yml"], None),
        (["config.toml", "content", "layouts"], "hugo"),
        (["config.toml", "src"], None),
        (["README.md", "docs"], None),
        ([], None),
    ],
)
def test_the_config_file_names_the_generator(names: list[str], generator: str | None) -> None:
    assert detect(names) == generator


def test_a_folder_without_a_config_is_read_as_github_shows_it(tmp_path: Path) -> None:
    assert read_site(tmp_path) is GITHUB


def test_a_folder_that_is_not_there_is_no_error(tmp_path: Path) -> None:
    assert read_site(tmp_path / "gone") is GITHUB


def test_mkdocs_without_a_config_has_its_defaults(tmp_path: Path) -> None:
    site = read_site(tmp_path, "mkdocs")
    assert (site.generator, site.content_roots, site.config_path) == ("mkdocs", ("docs",), None)
    assert {"toc", "tables", "fenced_code"} <= set(site.extensions)


def test_the_name_given_stands_for_the_one_detected(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: S\n", encoding="utf-8")
    assert read_site(tmp_path, "material").generator == "material"
    assert read_site(tmp_path, "github") is GITHUB


def test_generators_that_caselint_does_not_know_are_not_judged(tmp_path: Path) -> None:
    (tmp_path / "docusaurus.config.js").touch()
    for folder in ("docs/deep", "blog", "src/components"):
        (tmp_path / folder).mkdir(parents=True)
    site = read_site(tmp_path)
    assert (site.generator, site.config_path) == ("docusaurus", "docusaurus.config.js")
    assert site.content_roots == ("docs", "blog")
    assert not site.judges_links
    assert not site.judges_anchors


def test_of_nested_content_roots_the_outer_one_is_enough(tmp_path: Path) -> None:
    (tmp_path / "astro.config.mjs").touch()
    (tmp_path / "src/content/docs").mkdir(parents=True)
    assert read_site(tmp_path).content_roots == ("src/content",)
