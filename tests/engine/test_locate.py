"""Paths as the working directory sees them, and the fingerprints of findings that look alike."""

from pathlib import Path

import pytest

from caselint.content.source import Source
from caselint.engine.locate import Locator
from caselint.findings import Finding, Severity, Span


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


def test_what_is_left_out_still_counts_among_what_is_alike() -> None:
    locator = Locator(Path("/site"), Path("/site"), {"a.md": Source("x x x"), "b.md": Source("x")})
    words = [("a.md", 0, None), ("b.md", 0, None), ("a.md", 2, None), ("b.md", 0, "k"), ("a.md", 4, None)]
    words += [("a.md", 0, "k"), ("b.md", 0, "a.md\0x")]  # a key may read like a place
    findings = [
        Finding(path, Span(at, at + 1), "LNK001", "broken-link", Severity.ERROR, "m", key=key)
        for path, at, key in words
    ]
    whole = locator.locate(findings)
    assert len({each.fingerprint for each in whole}) == len(whole)
    for shown in range(len(findings)):
        others = frozenset(range(len(findings))) - {shown}
        assert locator.locate(findings, others) == [whole[shown]]
