"""The cache of pages: it spares reading, and never gives another answer than a fresh run."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from caselint.engine import site_pages
from caselint.engine.discover import Request
from caselint.engine.linter import Run, run
from caselint.engine.page_cache import CachePlace
from caselint.engine.site_check import Selection
from caselint.reporters.json_report import render_json
from caselint.reporters.style import Style
from caselint.reporters.text import render_text
from caselint.testing import write_site

SITE = {
    "mkdocs.yml": "site_name: Studies\nsite_url: https://example.org/\n",
    "caselint.toml": (
        '[kinds.study]\npages = ["docs/f*.md"]\nfront-matter = "study.json"\nsections = "study.yaml"\n'
        '[rules.broken-link]\nseverity = "error"\n'
    ),
    "study.json": '{"type": "object", "required": ["title", "owner"]}',
    "study.yaml": "sections:\n  - title: Costs\n",
    "docs/index.md": (
        "# Studies\n\n- [Ferry](ferry.md) - 15M users\n- [Gone](gone.md)\n- [Tram](/tram/)\n\n"
        "### Deep\n\nItâ€™s 120% available.\n"
    ),
    "docs/ferry.md": "---\ntitle: Ferry\n---\n\n# Ferry\n\nFerry has 150M+ users and 120% availability.\n",
    "docs/tram.md": "# Tram\n\n!!! note\n    See [the ferry](ferry.md#costs), https://example.com/x.\n\n#### Deeper\n",
}


def shown(done: Run) -> str:
    """What a run says to programs and to people; places and rows are kept after it, as the command line does."""
    told = render_json(done.report, Style()) + render_text(done.report, Style(limit=None))
    done.keep_places()
    return told


class Folder:
    """A site with a cache beside it, and the pages that were read since it was last asked."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.site, self.cache = root / "site", root / "cache"
        self._read: list[str] = []
        real = site_pages.examine_page

        def examine_page(folder: Path, path: str, *rest: object, **more: object) -> object:
            self._read.append(path)
            return real(folder, path, *rest, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(site_pages, "examine_page", examine_page)
        write_site(self.site, SITE)

    def settle(self) -> None:
        """Let the files of the site be older than the tick of a clock."""
        past = time.time_ns() - 10**10
        for path in self.site.rglob("*"):
            os.utime(path, ns=(past, past))
        time.sleep(0.05)

    def write(self, path: str, text: str) -> None:
        write_site(self.site, {path: text})

    def check(self, selection: Selection | None = None, *, hashed: bool = False, kept: bool = True) -> Run:
        cache = CachePlace(str(self.cache), hashed) if kept else None
        return run(Request(self.site, cache=cache), selection)

    def read(self) -> list[str]:
        """The pages read since the last call, in order of their names."""
        found, self._read[:] = sorted(self._read), []
        return found

    def assert_as_fresh(self, selection: Selection | None = None) -> None:
        warm = shown(self.check(selection))
        assert warm == shown(self.check(selection, kept=False))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    return Folder(tmp_path, monkeypatch)


@pytest.mark.parametrize("hashed", [False, True])
def test_only_what_changed_is_read(folder: Folder, hashed: bool) -> None:
    folder.settle()
    first = shown(folder.check(hashed=hashed))
    assert folder.read() == ["docs/ferry.md", "docs/index.md", "docs/tram.md"]
    assert shown(folder.check(hashed=hashed)) == first
    assert folder.read() == []
    folder.write("docs/tram.md", "# Tram\n")
    folder.check(hashed=hashed)
    assert folder.read() == ["docs/tram.md"]


def test_a_page_is_known_by_its_content(folder: Folder) -> None:
    folder.check()
    for path in folder.site.rglob("*.md"):
        os.utime(path, ns=(1, 1))
    (folder.site / "docs/tram.md").rename(folder.site / "docs/train.md")
    folder.read()
    warm = folder.check()
    assert folder.read() == []
    assert shown(warm) == shown(folder.check(kept=False))


def test_a_finding_with_places_on_its_own_page_goes_with_it(folder: Folder) -> None:
    folder.write("docs/ferry.md", "---\ntitle: Ferry\n---\n\n# Ferry\n\nWe cut memory by 60%, from 64 GB to 48 GB.\n")
    before = shown(folder.check())
    assert "wrong-change" in before
    (folder.site / "docs/ferry.md").rename(folder.site / "docs/fast.md")
    folder.read()
    folder.assert_as_fresh()
    assert folder.read() == ["docs/fast.md", "docs/index.md", "docs/tram.md"]  # by the fresh run alone


def test_a_page_with_another_ending_is_read_as_what_it_is(folder: Folder) -> None:
    (folder.site / "mkdocs.yml").unlink()
    folder.write("docs/tram.md", "# Tram\n\n<Card href='x'>{1 + 1}</Card>\n\n{/* [gone](gone.md) */}\n")
    folder.check()
    (folder.site / "docs/tram.md").rename(folder.site / "docs/tram.mdx")
    folder.read()
    folder.check()
    assert folder.read() == ["docs/tram.mdx"]
    folder.assert_as_fresh()


def test_a_change_under_the_same_time_and_size_is_seen_where_the_file_was_new(folder: Folder) -> None:
    folder.check()
    path = folder.site / "docs/tram.md"
    before = path.stat()
    path.write_text(path.read_text().replace("Tram", "Tarm"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    folder.assert_as_fresh()


def _settings(text: str) -> Callable[[Folder], None]:
    return lambda folder: folder.write("caselint.toml", SITE["caselint.toml"] + text)


def _file(path: str, text: str) -> Callable[[Folder], None]:
    return lambda folder: folder.write(path, text)


CHANGES: dict[str, Callable[[Folder], None]] = {
    "generator": lambda folder: folder.write("caselint.toml", 'generator = "docusaurus"\n' + SITE["caselint.toml"]),
    "parser": lambda folder: folder.write("caselint.toml", 'parser = "markdown-it"\n' + SITE["caselint.toml"]),
    "exclude": lambda folder: folder.write("caselint.toml", 'exclude = ["docs/tram.md"]\n' + SITE["caselint.toml"]),
    "select": lambda folder: folder.write("caselint.toml", 'select = ["SEC"]\n' + SITE["caselint.toml"]),
    "ignore": lambda folder: folder.write("caselint.toml", 'ignore = ["TXT"]\n' + SITE["caselint.toml"]),
    "severity of a page rule": _settings('[rules.impossible-percentage]\nseverity = "info"\n'),
    "severity of a site rule": lambda folder: folder.write(
        "caselint.toml", SITE["caselint.toml"].replace('"error"', '"info"')
    ),
    "overrides": _settings('[[overrides]]\npages = ["docs/index.md"]\nignore = ["TXT", "broken-link"]\n'),
    "aliases": _settings('[aliases]\nTram = ["Ferry"]\n'),
    "vocabulary": _settings('[vocabulary]\nstop = ["Ferry"]\n'),
    "a kind less": _file("caselint.toml", ""),
    "a kind's pages": lambda folder: folder.write("caselint.toml", SITE["caselint.toml"].replace("f*", "t*")),
    "a kind's schema": _file("study.json", '{"type": "object", "required": ["date"]}'),
    "a kind's sections": _file("study.yaml", "sections:\n  - title: Lines\n"),
    "a configuration deeper down": _file("docs/caselint.toml", 'ignore = ["LNK"]\n'),
    "extensions of the generator": _file("mkdocs.yml", SITE["mkdocs.yml"] + "markdown_extensions: [admonition]\n"),
    "the site's address": _file("mkdocs.yml", "site_name: S\nsite_url: https://example.org/base/\n"),
    "an asset": _file("docs/gone.md", "# Gone\n"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_after_each_change_of_the_settings_the_answer_is_that_of_a_fresh_run(change: str, folder: Folder) -> None:
    before = shown(folder.check())
    CHANGES[change](folder)
    folder.assert_as_fresh()
    assert shown(folder.check()) != before or change in ("parser", "aliases", "extensions of the generator")
    write_site(folder.site, SITE)
    (folder.site / "docs/caselint.toml").unlink(missing_ok=True)
    (folder.site / "docs/gone.md").unlink(missing_ok=True)
    assert shown(folder.check()) == before


def test_selections_of_the_command_line_share_what_they_have_in_common(folder: Folder) -> None:
    folder.check()
    folder.read()
    for selection in (Selection(select=("TXT",)), Selection(ignore=("LNK", "SEC")), Selection(preview=True)):
        folder.assert_as_fresh(selection)
    folder.read()
    folder.check()
    assert folder.read() == []


def test_rules_that_did_not_run_before_have_the_page_read_again(folder: Folder) -> None:
    folder.check(Selection(select=("LNK",)))
    folder.read()
    folder.assert_as_fresh()


@pytest.mark.parametrize("harm", ["cut", "flipped", "empty", "foreign", "pickle"])
def test_a_damaged_cache_is_no_cache_and_says_so(harm: str, folder: Folder) -> None:
    first = folder.check()
    assert first.cache_notes == ("3 of 3 pages read anew: nothing is kept yet",)
    (kept,) = (folder.cache / "pages").iterdir()
    content = kept.read_bytes()
    middle = len(content) // 2
    kept.write_bytes(
        {
            "cut": content[:middle],
            "flipped": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
            "empty": b"",
            "foreign": b"SQLite format 3\0" + content,
            "pickle": b"cos\nsystem\n(S'exit 1'\ntR.",
        }[harm]
    )
    again = folder.check()
    assert again.cache_notes == ("3 of 3 pages read anew: the cache is damaged, or of another version",)
    assert shown(again) == shown(first)
    assert folder.check().cache_notes == ("0 of 3 pages read anew",)


def test_another_reading_of_the_generator_is_told(folder: Folder) -> None:
    folder.check()
    folder.write("mkdocs.yml", SITE["mkdocs.yml"] + "markdown_extensions: [admonition]\n")
    (note,) = folder.check().cache_notes
    assert note.startswith("3 of 3 pages read anew: caselint, Python, or what the generator's settings make of pages")


def test_a_cache_that_cannot_be_written_is_told(folder: Folder) -> None:
    folder.cache.write_text("a file where the folder should be")
    done = folder.check()
    assert done.notices == ("the cache cannot be written: Not a directory; every run reads all pages anew",)
    assert shown(done) == shown(folder.check(kept=False))


def test_a_page_that_stands_for_a_text_is_not_kept(folder: Folder) -> None:
    """What an editor holds is not what the file says."""
    folder.check()
    cache = CachePlace(str(folder.cache))
    texts = {"docs/tram.md": b"# Tram\n\n#### Deep\n"}
    done = run(Request(folder.site, ("docs/tram.md",), texts=texts, cache=cache))
    assert [finding.name for finding in done.report.findings] == ["skipped-heading-level"]
    folder.assert_as_fresh()
    folder.read()
    folder.check()
    assert folder.read() == []


def test_pages_that_cannot_be_read_are_found_again(folder: Folder) -> None:
    (folder.site / "docs/latin.md").write_bytes(b"# Caf\xe9\n")
    (folder.site / "docs/large.md").write_bytes(b"a" * 1_000_001)
    first = shown(folder.check())
    assert "unreadable-page" in first
    assert "limit-reached" in first
    assert shown(folder.check()) == first
