"""A symbolic link to a folder outside of the site: nothing there is read, and nothing said to be missing from it."""

from pathlib import Path

import pytest

import caselint


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "there.md").write_text("# There [dead](gone.md)\n", encoding="utf-8")
    docs = tmp_path / "site" / "docs"
    docs.mkdir(parents=True)
    (docs.parent / "mkdocs.yml").write_text("site_name: S\nsite_url: https://example.org/\n", encoding="utf-8")
    (docs / "shared").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    return docs.parent


def test_what_lies_below_such_a_link_is_not_judged(site: Path) -> None:
    links = (
        "[a](shared/there.md) [b](shared/other.md#x) [c](/shared/there/) <a href='shared/there/'>d</a> [e](sharedx.md)"
    )
    (site / "docs" / "index.md").write_text(f"{links}\n", encoding="utf-8")
    report = caselint.check(folder=site)
    assert [finding.message for finding in report.findings] == [
        '"sharedx.md" leads to docs/sharedx.md, and there is no such page'
    ]
    assert report.pages == 1


def test_a_link_inside_the_site_is_followed(site: Path) -> None:
    (site / "docs" / "own").mkdir()
    (site / "docs" / "own" / "a.md").write_text("# A\n", encoding="utf-8")
    (site / "docs" / "again").symlink_to(site / "docs" / "own", target_is_directory=True)
    (site / "docs" / "index.md").write_text("[a](again/a.md) [b](again/b.md)\n", encoding="utf-8")
    (finding,) = caselint.check(folder=site).findings
    assert finding.message.startswith('"again/b.md" leads to docs/again/b.md')


def test_what_lies_in_a_site_inside_of_the_site_is_not_judged(tmp_path: Path) -> None:
    inner = tmp_path / "examples" / "inner"
    inner.mkdir(parents=True)
    (inner / "caselint.toml").write_text("", encoding="utf-8")
    (inner / "a.md").write_text("# A\n\nSee [none](none.md).\n", encoding="utf-8")
    (tmp_path / "index.md").write_text(
        "[a](examples/inner/a.md) [b](examples/inner/b.md) [c](examples/c.md)\n", encoding="utf-8"
    )
    found = caselint.check(folder=tmp_path).findings
    assert sorted(finding.message.split('"')[1] for finding in found) == ["examples/c.md"]
