"""Kept rows: they spare locating, and a report made of them is that of a fresh run."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from caselint.engine import kept_rows
from caselint.engine.discover import Request
from caselint.engine.kept_file import read_kept, write_kept
from caselint.engine.kept_places import KeptPlaces
from caselint.engine.kept_rows import KeptRows
from caselint.engine.linter import run
from caselint.engine.locate import Locator
from caselint.engine.page_cache import CachePlace
from caselint.engine.snapshot import digest
from caselint.engine.sources import Sources
from caselint.findings import Edit, Finding, Fix, Related, Report, Safety, Severity, Span
from caselint.findings.report import LocatedFinding
from caselint.reporters.json_report import render_json, render_jsonl
from caselint.reporters.style import Style
from caselint.reporters.text import render_text
from caselint.rules.engine.crashed_rule import CrashedRule
from caselint.testing import write_site

PAGES = {
    "a.md": "one\n\ntwo [x](y.md) ##[error]x\n",
    "b.md": "\n\nthree é 𝔸 \x07\n",
    "same.md": "one\n\ntwo [x](y.md) ##[error]x\n",
}


def finding(path: str, start: int, end: int, **more: object) -> Finding:
    given: dict[str, object] = {"code": "LNK001", "name": "broken-link", "severity": Severity.ERROR, "message": "m é"}
    return Finding(path, Span(start, end), **(given | more))  # type: ignore[arg-type]


FINDINGS = [
    finding("a.md", 5, 8, related=(Related("b.md", Span(2, 4), "there", 1), Related("a.md", Span(0, 3), "here"))),
    finding("b.md", 2, 4, fix=Fix("mend", Safety.SAFE, (Edit("b.md", Span(2, 4), "x\n"),)), confidence=0.1234),
    finding("same.md", 0, 3, code="DUP002", key="k", group=0, severity=Severity.INFO),
    finding("a.md", 9, 11),
    finding("b.md", 8, 12, code="DUP002", key="k", help="##[group]"),
    finding("a.md", 5, 8),
]


class Folder:
    """Pages with a cache beside them, and what was located since it was last asked."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.cwd, self.place = root / "site", root / "site", CachePlace(str(root / "cache"))
        self._located: list[str] = []
        self.texts = dict(PAGES)
        write_site(self.root, PAGES)
        real = Locator._placed

        def placed(locator: Locator, each: Finding) -> object:
            self._located.append(each.path)
            return real(locator, each)

        monkeypatch.setattr(Locator, "_placed", placed)

    def write(self, path: str, text: str) -> None:
        self.texts[path] = text
        write_site(self.root, {path: text})

    def report(self, findings: list[Finding] = FINDINGS) -> list[LocatedFinding]:
        """What a run reports that keeps rows."""
        digests = {path: digest(text.encode()) for path, text in self.texts.items()}
        locator = Locator(self.root, self.cwd, Sources(self.root, {}), KeptPlaces(self.place, self.root, digests))
        rows = KeptRows(self.place, self.root, self.cwd, digests)
        found = [each for _, page in sorted(rows.report(locator, findings)) for each in page.findings]
        locator.keep()
        rows.save(locator.read)
        return found

    def fresh(self, findings: list[Finding] = FINDINGS) -> list[LocatedFinding]:
        located = Locator(self.root, self.cwd, Sources(self.root, {})).locate(findings)
        self._located.clear()
        return sorted(located, key=lambda each: each.sort_key)

    def located(self) -> list[str]:
        """The pages whose findings were located since the last call."""
        found, self._located[:] = sorted(set(self._located)), []
        return found

    @property
    def file(self) -> Path:
        [file] = Path(self.place.folder, "rows").iterdir()
        return file


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    return Folder(tmp_path, monkeypatch)


def test_what_is_kept_is_not_located_again(folder: Folder) -> None:
    fresh = folder.fresh()
    assert folder.report() == fresh
    assert folder.located() == ["a.md", "b.md", "same.md"]
    assert folder.report() == fresh
    assert folder.located() == []


@pytest.mark.parametrize(("page", "spoken"), [("a.md", ["a.md"]), ("b.md", ["a.md", "b.md"]), ("same.md", ["same.md"])])
def test_a_changed_page_and_those_that_speak_of_it_are_located_anew(
    page: str, spoken: list[str], folder: Folder
) -> None:
    folder.report()
    folder.located()
    folder.write(page, "\n" + PAGES[page])
    assert folder.report() == folder.fresh()
    folder.write(page, "\n\n" + PAGES[page])
    found = folder.report()
    assert folder.located() == spoken
    assert found == folder.fresh()


@pytest.mark.parametrize("row", range(len(FINDINGS)))
def test_a_finding_that_goes_or_comes_changes_the_numbers_of_those_alike(row: int, folder: Folder) -> None:
    folder.report()
    fewer = FINDINGS[:row] + FINDINGS[row + 1 :]
    assert folder.report(fewer) == folder.fresh(fewer)
    more = [*FINDINGS[:row], FINDINGS[row], *FINDINGS[row:]]
    assert folder.report(more) == folder.fresh(more)
    assert folder.report() == folder.fresh()


@pytest.mark.parametrize(
    "change",
    [
        {"severity": Severity.WARNING}, {"message": "n"}, {"help": "h"}, {"group": 3}, {"confidence": 0.5},
        {"span": Span(0, 1)}, {"code": "LNK002"}, {"name": "other"}, {"key": "a.md\0two"}, {"related": ()},
        {"fix": Fix("t", Safety.MANUAL, ())},
    ],
)  # fmt: skip
def test_whatever_changes_of_a_finding_is_reported(change: dict[str, object], folder: Folder) -> None:
    from dataclasses import replace

    folder.report()
    for row, each in enumerate(FINDINGS):
        changed = [*FINDINGS[:row], replace(each, **change), *FINDINGS[row + 1 :]]  # type: ignore[arg-type]
        assert folder.report(changed) == folder.fresh(changed)


def test_a_key_that_reads_like_a_place_keeps_nothing_wrong(folder: Folder) -> None:
    folder.report()
    odd = [*FINDINGS, finding("b.md", 2, 4, key="a.md\0two"), finding("same.md", 5, 8)]
    assert folder.report(odd) == folder.report(odd) == folder.fresh(odd)
    assert folder.report(odd[::-1]) == folder.fresh(odd[::-1])


def test_paths_count_from_the_working_directory(folder: Folder) -> None:
    folder.report()
    folder.cwd = folder.root.parent
    assert folder.report() == folder.report() == folder.fresh()
    assert {each.path for each in folder.report()} == {"site/a.md", "site/b.md", "site/same.md"}


def test_a_text_that_is_not_that_of_the_facts_leaves_nothing_behind(folder: Folder) -> None:
    write_site(folder.root, {"a.md": "written while the site was checked\n"})
    folder.report()
    write_site(folder.root, PAGES)
    assert folder.report() == folder.fresh()


def test_a_rule_that_crashed_is_never_kept(folder: Folder) -> None:
    broken = [finding("a.md", 0, 0, code=CrashedRule.code, name=CrashedRule.name)]
    folder.report(broken)
    folder.located()
    folder.report(broken)
    assert folder.located() == ["a.md"]


@pytest.mark.parametrize("message", ["\ud800", "\udcff.md", "a\udcffb"])
def test_what_a_row_cannot_hold_is_not_kept(message: str, folder: Folder) -> None:
    odd = [finding("a.md", 0, 3, message=message)]
    assert folder.report(odd) == folder.report(odd) == folder.fresh(odd)


def test_a_torn_file_is_none(folder: Folder) -> None:
    fresh = folder.fresh()
    folder.report()
    content = folder.file.read_bytes()
    for size in range(0, len(content), 53):
        for torn in (content[:size], content[:size] + bytes(len(content) - size)):
            folder.file.write_bytes(torn)
            assert folder.report() == fresh


def _without(key: str) -> Callable[[dict[str, object]], object]:
    return lambda head: {name: value for name, value in head.items() if name != key}


@pytest.mark.parametrize(
    "harm",
    [
        lambda _: [],
        lambda _: None,
        _without("program"),
        _without("pages"),
        lambda head: head | {"program": "another"},
        lambda head: head | {"pages": []},
        lambda head: head | {"pages": {key: row[:-1] for key, row in head["pages"].items()}},
        lambda head: head | {"pages": {key: [*row[:4], "x", 0] for key, row in head["pages"].items()}},
        lambda head: head | {"pages": {key: [*row[:2], [9, 9, 9], *row[3:]] for key, row in head["pages"].items()}},
        lambda head: head | {"pages": {key: [*row[:4], 0, 0] for key, row in head["pages"].items()}},
    ],
)
def test_garbage_with_a_right_checksum_is_none(harm: Callable[[dict[str, object]], object], folder: Folder) -> None:
    fresh = folder.fresh()
    folder.report()
    magic = b"caselint rows 1\n"
    content = read_kept(str(folder.file), magic)
    end = 8 + int.from_bytes(content[:8], "little")
    head = json.dumps(harm(json.loads(content[8:end]))).encode()
    write_kept(str(folder.file), magic, [len(head).to_bytes(8, "little") + head, content[end:]])
    assert folder.report() == fresh


def test_a_folder_that_cannot_be_written_is_no_fault(folder: Folder) -> None:
    Path(folder.place.folder).write_text("a file")
    assert folder.report() == folder.report() == folder.fresh()


def test_a_few_new_findings_are_not_worth_writing_the_file(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_rows, "_WORTH_WRITING", 1)
    folder.report()
    written = folder.file.read_bytes()
    folder.write("same.md", "ONE\n")
    folder.report()
    assert folder.file.read_bytes() == written


def test_rows_of_pages_that_were_not_asked_for_stay(folder: Folder) -> None:
    folder.report()
    folder.write("a.md", "\n" + PAGES["a.md"])
    folder.report([each for each in FINDINGS if each.path == "a.md"])
    folder.located()
    folder.report()
    assert folder.located() == []


def test_every_format_says_of_kept_rows_what_it_says_of_fresh_findings(tmp_path: Path) -> None:
    site = {
        "mkdocs.yml": "site_name: X\nnav:\n  - Home: index.md\n  - Gone: gone.md\n",
        "docs/index.md": "# X\r\n\r\n[no](no.md) \u00e9 [no](no.md)\r\n\r\n### Deep\r\n",
        "docs/b.md": "# B\n\n[no](no.md) and [c](c.md#none)\n",
        "docs/c.md": "# B\n\nIt serves 20M users, that is 120% of all.\n",
    }
    write_site(tmp_path / "site", site)
    cache = CachePlace(str(tmp_path / "cache"))

    def report(place: CachePlace | None) -> Report:
        done = run(Request(tmp_path / "site", cache=place))
        found = done.report
        done.keep_places()
        return found

    fresh, _, warm = report(None), report(cache), report(cache)
    assert len(fresh.findings) > 4
    assert os.listdir(tmp_path / "cache/rows")
    for render in (render_json, render_jsonl, render_text):
        assert render(warm, Style()) == render(fresh, Style())
    assert (warm.counts, warm.fixable, warm.broken, len(warm.findings)) == (
        fresh.counts, fresh.fixable, fresh.broken, len(fresh.findings),
    )  # fmt: skip
    assert warm == fresh
    assert list(warm.findings[1:3]) == list(fresh.findings[1:3])
    assert warm.findings[0] == fresh.findings[0]
