"""Paths as the working directory sees them."""

from pathlib import Path

import pytest

from caselint.engine.locate import Locator


@pytest.mark.parametrize(
    ("cwd", "path", "shown"),
    [
        ("/site", "docs/a.md", "docs/a.md"),
        ("/site/docs", "docs/a.md", "a.md"),
        ("/site/docs", "docs/deep/a.md", "deep/a.md"),
        ("/site/docs", "mkdocs.yml", "../mkdocs.yml"),
        ("/site/docs", "docs", "../docs"),
        ("/site/docs/deep", "docs/a.md", "../a.md"),
        ("/site/docs/deep", "docs/other/a.md", "../other/a.md"),
        ("/site/docs/deep", "docs/deeper/a.md", "../deeper/a.md"),
        ("/", "docs/a.md", "site/docs/a.md"),
        ("/other/place", "docs/a.md", "../../site/docs/a.md"),
    ],
)
def test_paths_count_from_the_working_directory(cwd: str, path: str, shown: str) -> None:
    assert Locator(Path("/site"), Path(cwd), {}).path(path) == shown
