"""`mkdocs.yml` is read as data: what it says, with its places, and nothing of it is run."""

import os
from pathlib import Path

import pytest

from caselint.generators.detect import read_site
from caselint.generators.generator import SiteConfig


def read(folder: Path, config: str, **others: str) -> SiteConfig:
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    for name, text in others.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return read_site(folder)


def test_an_empty_config_has_the_defaults(tmp_path: Path) -> None:
    site = read(tmp_path, "")
    assert site.generator == "mkdocs"
    assert site.content_roots == ("docs",)
    assert site.base_path == "/"
    assert site.directory_urls
    assert site.problems == ()
    assert list(site.plugins) == ["search"]


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("https://example.org", "/"),
        ("https://example.org/", "/"),
        ("https://example.org/a/b", "/a/b/"),
        ("https://example.org/a%20b/", "/a b/"),
        ("''", "/"),
    ],
)
def test_the_base_path_is_that_of_the_site_url(tmp_path: Path, written: str, path: str) -> None:
    assert read(tmp_path, f"site_url: {written}\n").base_path == path


def test_material_is_told_by_its_theme(tmp_path: Path) -> None:
    assert read(tmp_path, "theme: material\n").generator == "material"
    site = read(tmp_path, "theme:\n  name: material\n  custom_dir: overrides\n")
    assert (site.generator, site.theme_folders) == ("material", ("docs", "overrides"))
    assert read(tmp_path, "theme: readthedocs\n").theme == "readthedocs"


def test_extensions_have_one_name_each(tmp_path: Path) -> None:
    site = read(
        tmp_path,
        "markdown_extensions:\n- markdown.extensions.admonition\n- toc:\n    separator: _\n- pymdownx.extra\n"
        "mdx_configs:\n  toc:\n    permalink: true\n",
    )
    assert site.extensions["toc"] == {"permalink": True, "separator": "_"}
    assert {"admonition", "pymdownx.superfences", "md_in_html", "attr_list", "fenced_code"} <= set(site.extensions)
    assert "pymdownx.extra" not in site.extensions


def test_the_options_of_a_bundle_go_to_its_parts(tmp_path: Path) -> None:
    site = read(
        tmp_path, "markdown_extensions:\n- extra:\n    markdown.extensions.footnotes:\n      BACKLINK_TEXT: up\n"
    )
    assert site.extensions["footnotes"] == {"BACKLINK_TEXT": "up"}


def test_python_tags_are_names_and_never_run(tmp_path: Path) -> None:
    """A config that would delete files when it is constructed is text to us."""
    site = read(
        tmp_path,
        "markdown_extensions:\n- toc:\n"
        "    slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}\n"
        f"- pymdownx.emoji:\n    emoji_index: !!python/name:material.extensions.emoji.twemoji\n"
        f"extra:\n  evil: !!python/object/apply:os.mkdir ['{tmp_path}/made']\n",
    )
    assert site.problems == ()
    assert site.extensions["toc"]["slugify"] == {
        "python/object/apply": "pymdownx.slugs.slugify",
        "args": [],
        "kwds": {"case": "lower"},
    }
    assert site.extensions["pymdownx.emoji"]["emoji_index"] == "python/name:material.extensions.emoji.twemoji"
    assert not (tmp_path / "made").exists()


def test_environment_variables_are_not_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE", "https://secret.example.org/x/")
    assert read(tmp_path, "site_url: !ENV SITE\n").site_url == ""
    assert read(tmp_path, "site_url: !ENV [SITE, 'https://example.org/d/']\n").base_path == "/d/"


def test_navigation_is_flat_with_places(tmp_path: Path) -> None:
    config = "nav:\n- index.md\n- Guide:\n  - Start: guide/start.md\n- Away: https://example.org\n"
    site = read(tmp_path, config)
    assert [(entry.title, entry.target, entry.span.slice(config)) for entry in site.nav] == [
        (None, "index.md", "index.md"),
        ("Guide", None, "Guide"),
        ("Start", "guide/start.md", "guide/start.md"),
        ("Away", "https://example.org", "https://example.org"),
    ]


def test_patterns_of_pages_are_lines(tmp_path: Path) -> None:
    site = read(tmp_path, "exclude_docs: |\n  drafts/\n\n  *.tmp.md\ndraft_docs: next/\nnot_in_nav: |\n  /tags.md\n")
    assert (site.excluded, site.drafts, site.not_in_nav) == (("drafts/", "*.tmp.md"), ("next/",), ("/tags.md",))


def test_a_parent_is_merged_key_by_key(tmp_path: Path) -> None:
    parent = "docs_dir: pages\nextra:\n  version:\n    provider: mike\nnav:\n- index.md\nplugins: [blog]\n"
    config = "INHERIT: base.yml\nplugins: [search]\nextra:\n  social: []\n"
    site = read(tmp_path, config, base__yml=parent)
    assert site.content_roots == ("pages",)
    assert site.versioned
    assert list(site.plugins) == ["search"]
    assert [(entry.target, entry.span.slice(config)) for entry in site.nav] == [("index.md", "base.yml")]


@pytest.mark.parametrize(
    ("parent", "said"),
    [
        ("gone.yml", "cannot be read"),
        ("mkdocs.yml", "inherits from itself"),
        ("../../outside.yml", "outside of the repository"),
        ("/etc/hostname", "outside of the repository"),
        ("broken.yml", "broken.yml, which this inherits from, cannot be read"),
    ],
)
def test_a_parent_that_cannot_be_read_is_a_problem_where_it_is_named(tmp_path: Path, parent: str, said: str) -> None:
    folder = tmp_path / "repository/site"
    folder.mkdir(parents=True)
    (tmp_path / "repository/.git").mkdir()
    config = f"INHERIT: {parent}\nsite_url: https://example.org/d/\n"
    site = read(folder, config, broken__yml="a: [\n")
    (problem,) = site.problems
    assert said in problem.message
    assert problem.span.slice(config) == parent
    assert site.base_path == "/d/", "the site's own settings hold"


@pytest.mark.parametrize(
    ("config", "place", "said"),
    [
        ("docs_dir: [a]\n", "[a]", '"docs_dir" takes a text'),
        ("docs_dir: ../x\n", "../x", "leads out of the folder"),
        ("use_directory_urls: maybe\n", "maybe", "takes true or false"),
        ("site_url: 'http://[::1'\n", "'http://[::1'", "is no address"),
        ("plugins: search\n", "search", "takes a list"),
        ("plugins: [[a]]\n", "[[a]]", "neither a name nor a name with options"),
        ("theme: [x]\n", "[x]", "takes a name"),
        ("nav: x.md\n", "x.md", "takes a list"),
        ("exclude_docs: [a]\n", "[a]", "takes a text"),
    ],
)
def test_a_wrong_setting_is_a_problem_with_its_place(tmp_path: Path, config: str, place: str, said: str) -> None:
    (problem,) = read(tmp_path, config).problems
    assert problem.span.slice(config) == place
    assert said in problem.message


@pytest.mark.parametrize("config", ["a: [\n", "- a\n- b\n", "a: b: c\n", "x: *y\n", "\x00", "a: 1\n---\nb: 2\n"])
def test_a_config_that_is_none_leaves_the_defaults(tmp_path: Path, config: str) -> None:
    site = read(tmp_path, config)
    assert len(site.problems) == 1
    assert site.content_roots == ("docs",)


def test_bytes_that_are_no_text_are_a_problem(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_bytes(b"site_name: \xff\n")
    (problem,) = read_site(tmp_path).problems
    assert "not UTF-8" in problem.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_for_a_config_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "mkdocs.yml")
    (problem,) = read_site(tmp_path).problems
    assert "not a regular file" in problem.message


def test_plugins_say_where_unknown_pages_are(tmp_path: Path) -> None:
    site = read(
        tmp_path,
        "site_url: https://example.org/d/\nplugins:\n- material/blog:\n    blog_dir: news\n- redirects:\n"
        "    redirect_maps: {old.md: new.md}\nextra:\n  alternate:\n  - {name: English, link: /d/, lang: en}\n"
        "  - {name: German, link: /de/, lang: de}\n",
    )
    assert site.unknown_urls == ("/d/news/", "/de/")
    assert site.redirects == {"old.md": "new.md"}
    assert not site.makes_sources
    assert read(tmp_path, "plugins: [gen-files]\n").makes_sources


@pytest.mark.parametrize(
    "place", ["validation:\n  links:\n    absolute_links: {}\n", "validation:\n  absolute_links: {}\n"]
)
def test_absolute_links_may_count_from_the_docs_folder(tmp_path: Path, place: str) -> None:
    assert read(tmp_path, place.format("relative_to_docs")).absolute_from_docs
    assert not read(tmp_path, place.format("warn")).absolute_from_docs


@pytest.mark.parametrize("config", ['INHERIT: "a\\0b"\n', 'hooks: ["a\\0b.py"]\n', 'docs_dir: "a\\0b"\n'])
def test_a_path_that_no_file_can_have_is_like_one_that_is_missing(tmp_path: Path, config: str) -> None:
    site = read(tmp_path, config)
    assert site.hooks_rewrite == ("hooks" in config)
    assert len(site.problems) == ("INHERIT" in config)


def test_a_long_path_is_told_in_short(tmp_path: Path) -> None:
    (problem,) = read(tmp_path, f"INHERIT: {'a/' * 3000}\n").problems
    assert len(problem.message) < 300
