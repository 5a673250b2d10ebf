"""Which pages are read, which site each belongs to, and which settings hold there."""

import os
from pathlib import Path

import pytest

from caselint.engine.discover import NothingToRead, Request, Site, discover
from caselint.engine.linter import run
from caselint.testing import write_site

MKDOCS = "site_name: S\n"


def sites(folder: Path, *paths: str, isolated: bool = False) -> list[Site]:
    return list(discover(Request(folder, paths, isolated=isolated)).sites)


def test_a_generators_content_roots_are_read_and_nothing_else(tmp_path: Path) -> None:
    write_site(tmp_path, {"mkdocs.yml": MKDOCS, "docs/a.md": "", "README.md": "", "docs/map.png": ""})
    (site,) = sites(tmp_path)
    assert site.root == tmp_path
    assert (site.pages, site.asked) == (("docs/a.md",), {"docs/a.md"})
    assert "docs/map.png" in site.assets


def test_a_content_root_that_is_no_folder_is_named(tmp_path: Path) -> None:
    write_site(tmp_path, {"mkdocs.yml": "docs_dir: content\n", "docs/a.md": "# A\n"})
    with pytest.raises(NothingToRead, match=r"mkdocs\.yml takes them from content, which is no folder there"):
        sites(tmp_path)
    write_site(tmp_path, {"content/a.txt": ""})
    with pytest.raises(NothingToRead, match=r"give a page, or a folder that holds \.md"):
        sites(tmp_path)


def test_a_page_outside_of_the_content_roots_is_read_when_it_is_named(tmp_path: Path) -> None:
    write_site(tmp_path, {"mkdocs.yml": MKDOCS, "docs/a.md": "", "README.md": ""})
    (site,) = sites(tmp_path, "README.md")
    assert site.asked == {"README.md"}
    assert site.pages == ("README.md", "docs/a.md")


def test_one_run_may_hold_several_sites(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        {"one/mkdocs.yml": MKDOCS, "one/docs/a.md": "", "two/mkdocs.yml": MKDOCS, "two/docs/b.md": "", "c.md": ""},
    )
    found = sites(tmp_path)
    assert [(site.root.name, site.pages) for site in found] == [
        (tmp_path.name, ("c.md",)),
        ("one", ("docs/a.md",)),
        ("two", ("docs/b.md",)),
    ]
    assert [site.root.name for site in sites(tmp_path, "two/docs/b.md")] == ["two"]


def test_without_a_generator_the_site_is_where_the_config_lies(tmp_path: Path) -> None:
    write_site(tmp_path, {"kb/caselint.toml": "", "kb/notes/a.md": "", "kb/notes/b.md": ""})
    (site,) = sites(tmp_path / "kb" / "notes")
    assert site.root == tmp_path / "kb"
    (site,) = sites(tmp_path / "kb" / "notes", isolated=True)
    assert site.root == tmp_path / "kb" / "notes"


def test_outside_of_the_working_directory_the_folder_given_is_the_site(tmp_path: Path) -> None:
    write_site(tmp_path, {"here/a.md": "", "there/b.md": "", "there/deep/c.md": ""})
    (site,) = sites(tmp_path / "here", "../there")
    assert (site.root, site.pages) == (tmp_path / "there", ("b.md", "deep/c.md"))


def test_hidden_ignored_and_foreign_folders_are_left_out(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        {
            ".git/HEAD": "",
            ".gitignore": "build/\n*.tmp.md\n",
            ".hidden/a.md": "",
            "node_modules/pkg/README.md": "",
            "build/a.md": "",
            "x.tmp.md": "",
            "sub/.gitignore": "!keep.tmp.md\nlocal.md\n",
            "sub/keep.tmp.md": "",
            "sub/local.md": "",
            "a.md": "",
        },
    )
    (site,) = sites(tmp_path)
    assert site.pages == ("a.md", "sub/keep.tmp.md")


def test_symbolic_links_do_not_lead_out_of_the_tree(tmp_path: Path) -> None:
    write_site(tmp_path, {"site/a.md": "", "secret.md": "# Secret\n"})
    (tmp_path / "site" / "out.md").symlink_to(tmp_path / "secret.md")
    (tmp_path / "site" / "in.md").symlink_to(tmp_path / "site" / "a.md")
    (tmp_path / "site" / "loop").symlink_to(tmp_path / "site")
    (tmp_path / "site" / "itself").symlink_to("itself")
    (tmp_path / "site" / "itself.md").symlink_to("itself.md")
    (tmp_path / "site" / "nowhere.md").symlink_to("gone.md")
    (site,) = sites(tmp_path / "site")
    assert site.pages == ("a.md", "in.md")


def test_what_the_generator_does_not_publish_is_read_only_when_named(tmp_path: Path) -> None:
    config = MKDOCS + "exclude_docs: |\n  drafts/\n"
    write_site(tmp_path, {"mkdocs.yml": config, "docs/a.md": "", "docs/drafts/b.md": ""})
    (site,) = sites(tmp_path, "docs")
    assert site.pages == ("docs/a.md",)
    (site,) = sites(tmp_path, "docs/drafts/b.md")
    assert site.asked == {"docs/drafts/b.md"}


def test_a_config_deeper_in_a_site_holds_for_its_pages(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        {
            "mkdocs.yml": MKDOCS,
            "caselint.toml": 'exclude = ["docs/old/**"]\n',
            "docs/a.md": "",
            "docs/old/b.md": "",
            "docs/team/caselint.toml": 'ignore = ["SEC"]\n',
            "docs/team/c.md": "",
        },
    )
    (site,) = sites(tmp_path)
    assert site.pages == ("docs/a.md", "docs/team/c.md")
    assert site.excluded == ("docs/old/b.md",)
    assert site.config_for("docs/team/c.md").path == tmp_path / "docs/team/caselint.toml"
    assert site.config_for("docs/a.md").path == tmp_path / "caselint.toml"


def test_a_folder_that_cannot_be_listed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, {"a.md": "", "locked/b.md": ""})
    real = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "locked":  # root, who runs our CI, may list what permissions forbid
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = discover(Request(tmp_path))
    assert found.sites[0].pages == ("a.md",)
    assert "locked: cannot be listed" in found.notices[0]


def test_a_line_of_a_gitignore_that_git_cannot_read_is_passed_over(tmp_path: Path) -> None:
    write_site(tmp_path, {".git/HEAD": "", ".gitignore": "\\\nb.md\n", "a.md": "", "b.md": ""})
    (site,) = sites(tmp_path)
    assert site.pages == ("a.md",)


def test_what_lies_below_a_linked_folder_can_be_linked_to(tmp_path: Path) -> None:
    write_site(
        tmp_path, {"mkdocs.yml": "", "docs/sub/a.md": "# A\n", "docs/index.md": "[a](link/a.md) [b](link/b.md)\n"}
    )
    (tmp_path / "docs" / "link").symlink_to("sub")
    (tmp_path / "docs" / "sub" / "up").symlink_to("..")
    found = run(Request(tmp_path)).report.findings
    assert [(finding.name, finding.location.column) for finding in found] == [("broken-link", 20)]
