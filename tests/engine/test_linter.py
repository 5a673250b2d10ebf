"""The pipeline goes on bravely: what fails is one finding, the rest of the site is checked."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from caselint.config.problems import ConfigError
from caselint.content.dialect import Dialect
from caselint.engine import read_page
from caselint.engine.discover import NothingToRead, Request
from caselint.engine.files import PAGE_LIMIT
from caselint.engine.linter import run
from caselint.engine.site_check import Selection
from caselint.findings import Finding
from caselint.rules.links.broken_link import BrokenLink
from caselint.rules.sections.skipped_heading_level import SkippedHeadingLevel
from caselint.site.index import SiteIndex
from caselint.testing import write_site

BROKEN = "# Study\n\n[gone](gone.md)\n\n### Deep\n"


def names(folder: Path, *paths: str, selection: Selection | None = None) -> list[str]:
    report = run(Request(folder, paths), selection).report
    return [f"{finding.path}:{finding.location.line} {finding.name}" for finding in report.findings]


def crash(self: object, *_: object) -> Iterator[Finding]:
    raise RuntimeError("boom")
    yield


@pytest.mark.parametrize("rule", [SkippedHeadingLevel, BrokenLink])
def test_a_rule_that_crashes_is_one_finding_a_page_and_the_rest_is_checked(
    rule: type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(tmp_path, {"a.md": BROKEN})
    monkeypatch.setattr(rule, "check", crash)
    done = run(Request(tmp_path))
    assert done.report.broken
    other = {"skipped-heading-level", "broken-link"} - {rule.name}
    assert {finding.name for finding in done.report.findings} == {"crashed-rule", *other}
    found = next(finding for finding in done.report.findings if finding.name == "crashed-rule")
    assert "RuntimeError: boom" in found.message
    assert rule.name in found.message
    assert "Traceback" in done.traces[0]


def test_a_page_that_trips_the_reader_is_one_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, {"a.md": BROKEN, "b.md": "# B\n"})
    real = read_page.read_bytes

    def read_bytes(path: str, data: bytes, dialect: Dialect) -> object:
        if path == "b.md":
            raise RecursionError("too deep")
        return real(path, data, dialect)

    monkeypatch.setattr(read_page, "read_bytes", read_bytes)
    assert names(tmp_path) == ["a.md:3 broken-link", "a.md:5 skipped-heading-level", "b.md:1 crashed-rule"]


def test_unreadable_pages_are_findings_and_the_rest_is_checked(tmp_path: Path) -> None:
    write_site(tmp_path, {"a.md": BROKEN, "bytes.md": "# Caf\udce9\n[x](a.md#deep)\n", "nul.md": "# A\0\n"})
    (tmp_path / "big.md").write_bytes(b"x" * (PAGE_LIMIT + 1))
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "wide.md").write_bytes("# Wide\n".encode("utf-16"))
    assert names(tmp_path) == [
        "a.md:3 broken-link",
        "a.md:5 skipped-heading-level",
        "big.md:1 limit-reached",
        "bytes.md:1 unreadable-page",
        "nul.md:1 unreadable-page",
        "wide.md:1 unreadable-page",
    ]


def test_an_undecodable_page_still_has_anchors(tmp_path: Path) -> None:
    write_site(tmp_path, {"a.md": "[x](b.md#costs)\n", "b.md": "# Caf\udce9\n\n## Costs\n"})
    assert names(tmp_path) == ["b.md:1 unreadable-page"]


def test_paths_restrict_what_is_reported_and_not_what_is_known(tmp_path: Path) -> None:
    write_site(tmp_path, {"a.md": "[ok](b.md) [no](c.md)\n", "b.md": "[no](d.md)\n"})
    assert names(tmp_path, "a.md") == ["a.md:1 broken-link"]
    assert names(tmp_path) == ["a.md:1 broken-link", "b.md:1 broken-link"]


def test_selection_settings_and_overrides(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        {
            "caselint.toml": (
                'ignore = ["SEC"]\n[rules.broken-link]\nseverity = "info"\n'
                '[[overrides]]\npages = ["old/**"]\nignore = ["broken-link"]\n'
            ),
            "a.md": BROKEN,
            "old/b.md": BROKEN,
        },
    )
    report = run(Request(tmp_path)).report
    assert [(finding.path, finding.name, finding.severity) for finding in report.findings] == [
        ("a.md", "broken-link", "info")
    ]
    assert names(tmp_path, selection=Selection(select=("SEC002",))) == [
        "a.md:5 skipped-heading-level",
        "old/b.md:5 skipped-heading-level",
    ]
    assert names(tmp_path, selection=Selection(ignore=("LNK",))) == []


def test_an_engine_rule_obeys_the_settings(tmp_path: Path) -> None:
    page = "<!-- caselint: allow broken-link (soon) -->\nText.\n"
    write_site(tmp_path, {"a.md": page, "caselint.toml": '[rules.unused-suppression]\nseverity = "error"\n'})
    report = run(Request(tmp_path)).report
    assert [(finding.name, finding.severity) for finding in report.findings] == [("unused-suppression", "error")]
    (tmp_path / "caselint.toml").write_text('ignore = ["ENG004"]\n')
    assert names(tmp_path) == []


def test_a_glob_that_matches_no_page_is_an_error_of_the_configuration(tmp_path: Path) -> None:
    write_site(
        tmp_path, {"a.md": "# A\n", "caselint.toml": 'exclude = ["gone/**"]\n[kinds.study]\npages = ["study/**"]\n'}
    )
    with pytest.raises(ConfigError, match=r'caselint.toml:3:10: "study/\*\*" matches no page'):
        run(Request(tmp_path))
    (tmp_path / "caselint.toml").write_text('exclude = ["gone/**"]\n')
    done = run(Request(tmp_path))
    assert len(done.notices) == 1
    assert 'caselint.toml:1:12: "gone/**" matches no page' in done.notices[0]


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(NothingToRead, match="no Markdown page in this folder"):
        run(Request(tmp_path))
    with pytest.raises(NothingToRead, match="gone: no such file or folder"):
        run(Request(tmp_path, ("gone",)))
    (tmp_path / "a.txt").write_text("a")
    with pytest.raises(NothingToRead, match=r"a\.txt: not a Markdown page"):
        run(Request(tmp_path, ("a.txt",)))


def test_paths_that_are_all_excluded_are_a_note(tmp_path: Path) -> None:
    write_site(tmp_path, {"drafts/a.md": BROKEN, "b.md": "# B\n", "caselint.toml": 'exclude = ["drafts/**"]\n'})
    done = run(Request(tmp_path, ("drafts/a.md",)))
    assert done.excluded
    assert done.report.findings == ()
    assert done.notices == ("every page given is excluded: nothing was checked",)


def test_progress_counts_every_page(tmp_path: Path) -> None:
    write_site(tmp_path, {"a.md": "# A\n", "b.md": "# B\n"})
    seen: list[tuple[int, int]] = []
    run(Request(tmp_path), progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 2), (2, 2)]


def test_severities_of_a_page_reach_its_finding_of_a_site_rule(tmp_path: Path) -> None:
    overrides = '[[overrides]]\npages = ["old/**"]\n[overrides.rules.broken-link]\nseverity = "warning"\n'
    write_site(tmp_path, {"a.md": "[x](x.md)\n", "old/b.md": "[x](x.md)\n", "caselint.toml": overrides})
    report = run(Request(tmp_path)).report
    assert [(finding.path, finding.severity) for finding in report.findings] == [
        ("a.md", "error"),
        ("old/b.md", "warning"),
    ]


def test_a_setting_that_no_rule_uses_yet_is_said_to_have_no_effect(tmp_path: Path) -> None:
    config = '[[text]]\nname = "old-name"\npattern = "Ferry"\nmessage = "now Tram"\n'
    write_site(tmp_path, {"a.md": "# A\n", "caselint.toml": config})
    (notice,) = run(Request(tmp_path)).notices
    assert notice.endswith("caselint.toml: [[text]]: has no effect in this version")


def test_figures_are_freed_before_the_rules_that_do_not_read_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[bool] = []

    def look(_: BrokenLink, site: SiteIndex, __: frozenset[str] | None) -> Iterator[Finding]:
        held.append(bool(vars(site)["_claims"]))
        return iter(())

    monkeypatch.setattr(BrokenLink, "check", look)
    write_site(tmp_path, {"mkdocs.yml": "site_name: A\n", "docs/a.md": "# Ferry\n\nFerry has 15M users.\n"})
    run(Request(tmp_path), Selection(select=("FIG001", "LNK001")))
    assert held == [False]
