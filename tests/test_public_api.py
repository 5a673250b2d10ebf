"""The names that programs may rely on, and what they do."""

from pathlib import Path

import pytest

import caselint
from caselint.testing import write_site

SITE = {"a.md": "# Ferry\n\nFerry has 9M users. [x](gone.md)\n", "b.md": "# B\n"}


def test_the_names_are_pinned() -> None:
    assert sorted(caselint.__all__) == [
        "Config",
        "Finding",
        "PageReading",
        "Report",
        "__version__",
        "check",
        "check_text",
        "list_figures",
        "read_page",
        "read_text",
    ]
    assert all(getattr(caselint, name) is not None for name in caselint.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'chek'"):
        _ = caselint.chek  # type: ignore[attr-defined]


def test_check(tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    report = caselint.check(folder=tmp_path)
    assert [(finding.path, finding.name) for finding in report.findings] == [("a.md", "broken-link")]
    assert report.pages == 2
    assert caselint.check(["b.md"], folder=tmp_path).findings == ()
    assert caselint.check(folder=tmp_path, ignore=["LNK"]).findings == ()


def test_check_text_takes_the_place_of_the_file(tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    assert caselint.check_text("[b](b.md)\n", "a.md", folder=tmp_path).findings == ()
    (finding,) = caselint.check_text("[c](c.md)\n", "new.md", folder=tmp_path).findings
    assert (finding.path, finding.location.column) == ("new.md", 5)


def test_figures(tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    (row,) = caselint.list_figures(folder=tmp_path)
    assert (row["surface"], row["value"], row["unit"], row["line"]) == ("9M users", 9_000_000, "user", 3)
