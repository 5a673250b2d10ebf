"""Kept places: they spare reading texts, and never say another line than the text does."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from caselint.engine.discover import Request
from caselint.engine.kept_places import KeptPlaces
from caselint.engine.linter import run
from caselint.engine.locate import Locator
from caselint.engine.page_cache import CachePlace
from caselint.engine.snapshot import digest
from caselint.engine.sources import Sources
from caselint.findings import Finding, Report, Severity, Span
from caselint.testing import write_site

PAGES = {"a.md": "one\n\ntwo [x](y.md)\n", "b.md": "\n\nthree\n", "same.md": "one\n\ntwo [x](y.md)\n"}
FINDINGS = [
    Finding(path, Span(*at), "LNK001", "broken-link", Severity.ERROR, "m")
    for path, at in [("a.md", (5, 8)), ("b.md", (2, 4)), ("same.md", (0, 3)), ("a.md", (9, 11))]
]


def places(root: Path, texts: dict[str, str] = PAGES) -> KeptPlaces:
    return KeptPlaces(CachePlace(str(root / "cache")), root, {path: digest(texts[path].encode()) for path in texts})


def locate(root: Path, known: KeptPlaces) -> tuple[object, dict[str, str]]:
    """What a run says with these places, and the pages whose texts it read."""
    sources = Sources(root, {})
    locator = Locator(root, root, sources, known)
    found = locator.locate(FINDINGS)
    locator.keep()
    return found, sources.digests


def test_places_that_are_kept_spare_the_texts(tmp_path: Path) -> None:
    write_site(tmp_path, PAGES)
    first, read = locate(tmp_path, places(tmp_path))
    assert sorted(read) == sorted(PAGES)
    assert locate(tmp_path, places(tmp_path)) == (first, {})


def test_a_page_that_changed_is_located_anew(tmp_path: Path) -> None:
    write_site(tmp_path, PAGES)
    locate(tmp_path, places(tmp_path))
    changed = {**PAGES, "a.md": "\n" + PAGES["a.md"]}
    write_site(tmp_path, changed)
    found, read = locate(tmp_path, places(tmp_path, changed))
    assert list(read) == ["a.md"]
    assert found == locate(tmp_path, KeptPlaces())[0]


def test_a_text_that_is_not_that_of_the_facts_leaves_nothing_behind(tmp_path: Path) -> None:
    write_site(tmp_path, {**PAGES, "a.md": "written while the site was checked\n"})
    locate(tmp_path, places(tmp_path))
    write_site(tmp_path, PAGES)
    found, read = locate(tmp_path, places(tmp_path))
    assert list(read) == ["a.md"]
    assert found == locate(tmp_path, KeptPlaces())[0]


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data[:0],
        lambda data: data[:-3],
        lambda data: data.replace(b"two", b"tow"),
        lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:],
    ],
)
def test_a_damaged_file_is_none(harm: Callable[[bytes], bytes], tmp_path: Path) -> None:
    write_site(tmp_path, PAGES)
    first, _ = locate(tmp_path, places(tmp_path))
    (kept,) = (tmp_path / "cache/places").iterdir()
    kept.write_bytes(harm(kept.read_bytes()))
    found, read = locate(tmp_path, places(tmp_path))
    assert found == first
    assert sorted(read) == sorted(PAGES)


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    write_site(tmp_path, PAGES)
    (tmp_path / "cache").write_text("a file")
    assert locate(tmp_path, places(tmp_path))[0] == locate(tmp_path, KeptPlaces())[0]


def test_runs_that_find_places_kept_report_what_a_fresh_run_does(tmp_path: Path) -> None:
    site = {
        "mkdocs.yml": "site_name: X\n",
        "docs/index.md": "# X\r\n\r\n[no](no.md) \u00e9 [no](no.md)\r\n\r\n### Deep\r\n",
    }
    write_site(tmp_path / "site", {**site, "docs/b.md": "# B\n\n[no](no.md)\n"})

    def report(cache: CachePlace | None) -> Report:
        done = run(Request(tmp_path / "site", cache=cache))
        found = done.report
        done.keep_places()
        return found

    cache = CachePlace(str(tmp_path / "cache"))
    fresh = report(None)
    assert fresh.findings
    assert report(cache) == report(cache) == fresh
    assert os.listdir(tmp_path / "cache/places")
