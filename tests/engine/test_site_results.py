"""Findings of site rules are taken over from the last run only where they are what a fresh run would find."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import pytest

from caselint.engine.discover import Request
from caselint.engine.linter import Run, run
from caselint.engine.page_cache import CachePlace
from caselint.facts.stored import SECTIONS, StoredFacts, pack_facts
from caselint.findings import Finding
from caselint.reporters.json_report import render_json
from caselint.reporters.style import Style
from caselint.reporters.text import render_text
from caselint.rules.registry import all_rules
from caselint.rules.rule import SiteRule
from caselint.site.index import SiteIndex
from caselint.testing import write_site

INDEX = (
    "# Studies\n\n- [Ferry](ferry.md) - 15M users\n- [Tram](tram.md) - 4M users\n- [Ferry](ferry.md) - again\n"
    "- [Gone](gone.md)\n\n## Costs\n\nSee [costs](ferry.md#cost) and [the tram](tram.md#stops).\n"
)
SITE = {
    "mkdocs.yml": "site_name: Studies\n",
    "docs/index.md": INDEX,
    "docs/ferry.md": "---\ntitle: Ferry\n---\n\n# Ferry\n\nFerry has 150M+ users.\n\n## Costs\n\nIt costs little.\n",
    "docs/tram.md": "# Tram\n\nTram has 9M users, see [the ferry](ferry.md#costs) and [none](none.md).\n\n## Lines\n",
    "docs/copy.md": "# Tram\n\n" + "The same words stand on two pages, so that one of them is surely a copy. " * 3,
    "docs/deep/copy.md": "# Tram\n\n" + "The same words stand on two pages, so that one of them is surely a copy. " * 3,
}


def shown(done: Run) -> str:
    """What a run says to programs and to people; places and rows are kept after it, as the command line does."""
    told = render_json(done.report, Style()) + render_text(done.report, Style(limit=None))
    done.keep_places()
    return told


def check(folder: Path, *, kept: bool) -> Run:
    cache = CachePlace(str(folder / ".cache"), hashed=True) if kept else None
    return run(Request(folder, cache=cache))


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The site rules that ran, in order."""
    ran: list[str] = []
    for rule in all_rules():
        if issubclass(rule, SiteRule):
            monkeypatch.setattr(rule, "check", _counting(rule, ran))
    return ran


def _counting(rule: type[SiteRule], ran: list[str]) -> Any:
    real = rule.check

    def counting(self: SiteRule, site: SiteIndex, touching: frozenset[str] | None) -> Iterator[Finding]:
        ran.append(rule.name)
        return real(self, site, touching)

    return counting


def test_a_sentence_more_moves_findings_and_runs_no_rule_that_does_not_read_the_text(
    tmp_path: Path, counted: list[str]
) -> None:
    write_site(tmp_path, SITE)
    check(tmp_path, kept=True)
    for path in ("docs/index.md", "docs/ferry.md", "docs/tram.md"):
        text = (tmp_path / path).read_text()
        write_site(tmp_path, {path: text.replace("\n\n", "\n\nA sentence more, of no weight.\n\n", 1)})
        counted.clear()
        warm = shown(check(tmp_path, kept=True))
        assert set(counted) & {"broken-link", "missing-anchor", "conflicting-figures", "duplicate-entry"} == set(), path
        assert warm == shown(check(tmp_path, kept=False))
    assert "conflicting-figures" in warm
    assert "missing-anchor" in warm


def test_nothing_changed_runs_no_rule(tmp_path: Path, counted: list[str]) -> None:
    write_site(tmp_path, SITE)
    first = shown(check(tmp_path, kept=True))
    counted.clear()
    assert shown(check(tmp_path, kept=True)) == first
    assert counted == []


EDITS = {
    "a figure": ("docs/ferry.md", "150M+", "15M"),
    "a heading": ("docs/ferry.md", "## Costs", "## Cost"),
    "a link": ("docs/index.md", "gone.md", "tram.md"),
    "an anchor": ("docs/tram.md", "#costs", "#price"),
    "an entry": ("docs/index.md", "- [Ferry](ferry.md) - again\n", ""),
    "a title": ("docs/ferry.md", "title: Ferry", "title: Tram"),
    "a word of a copy": ("docs/copy.md", "surely", "hardly"),
    "the order of two sentences": (
        "docs/tram.md",
        "see [the ferry](ferry.md#costs) and [none](none.md)",
        "[n](none.md)",
    ),
    "a comment that allows": (
        "docs/index.md",
        "## Costs",
        "<!-- caselint: allow-page broken-link (soon) -->\n\n## Costs",
    ),
    "a comment that takes a place out of a conflict": (
        "docs/ferry.md",
        "Ferry has 150M+ users.",
        "Ferry has 150M+ users. <!-- caselint: allow conflicting-figures (the whole group) -->",
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_after_each_edit_the_answer_is_that_of_a_fresh_run(edit: str, tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    check(tmp_path, kept=True)
    path, before, after = EDITS[edit]
    text = (tmp_path / path).read_text()
    assert before in text
    write_site(tmp_path, {path: text.replace(before, after)})
    assert shown(check(tmp_path, kept=True)) == shown(check(tmp_path, kept=False))
    write_site(tmp_path, {path: text})
    assert shown(check(tmp_path, kept=True)) == shown(check(tmp_path, kept=False))


def test_after_a_hundred_random_edits_the_answer_is_that_of_a_fresh_run(tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    chance = random.Random(20)
    pieces = [
        "9M users",
        "[x](ferry.md)",
        "[y](no.md#z)",
        "## Costs",
        "Ferry has 2B users.",
        "\n\n",
        "words ",
        "# Tram",
        "the old ferry rode ",
        "- [Ferry](ferry.md) - 40M users\n",
    ]
    pages = [path for path in SITE if path.endswith(".md")]
    for _ in range(100):
        path = chance.choice(pages)
        text = (tmp_path / path).read_text()
        at = chance.randrange(len(text) + 1)
        text = (
            text[:at] + (chance.choice(pieces) if chance.random() < 0.6 else "") + text[at + chance.choice((0, 0, 9)) :]
        )
        write_site(tmp_path, {path: text})
        assert shown(check(tmp_path, kept=True)) == shown(check(tmp_path, kept=False))


def test_pages_that_change_their_places_or_go(tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    check(tmp_path, kept=True)
    ferry, tram = tmp_path / "docs/ferry.md", tmp_path / "docs/tram.md"
    ferry_text, tram_text = ferry.read_text(), tram.read_text()
    write_site(tmp_path, {"docs/ferry.md": tram_text, "docs/tram.md": ferry_text})
    assert shown(check(tmp_path, kept=True)) == shown(check(tmp_path, kept=False))
    tram.rename(tmp_path / "docs/train.md")
    assert shown(check(tmp_path, kept=True)) == shown(check(tmp_path, kept=False))
    (tmp_path / "docs/train.md").unlink()
    write_site(tmp_path, {"docs/gone.md": "# Gone\n"})
    assert shown(check(tmp_path, kept=True)) == shown(check(tmp_path, kept=False))


class Watched(StoredFacts):
    """Facts that write down which of their sections are asked for."""

    __slots__ = ("asked",)

    def __init__(self, path: str, packed: bytes, asked: set[str]) -> None:
        super().__init__(path, packed)
        object.__setattr__(self, "asked", asked)

    def _unpacked(self, name: str) -> tuple[Any, ...]:
        self.asked.add(name)
        return super()._unpacked(name)


class _Asking(SiteIndex):
    """A site that writes down which inputs from outside are asked for."""

    asked: ClassVar[set[str]] = set()

    def __getattribute__(self, name: str) -> Any:
        if name in ("history", "today"):
            _Asking.asked.add(name)
        return super().__getattribute__(name)


SITE_RULES = [rule for rule in all_rules() if issubclass(rule, SiteRule)]


def _sites() -> list[dict[str, str]]:
    examples = [example for rule in SITE_RULES for example in (*rule.bad, *rule.good)]
    return [SITE, *({**example.files, "caselint.toml": example.config} for example in examples)]


@pytest.mark.parametrize("rule", SITE_RULES, ids=lambda rule: rule.name)
def test_a_rule_reads_no_more_than_it_says(rule: type[SiteRule], tmp_path: Path) -> None:
    """Else a change of what it reads, of the commits or of the day would go unseen."""
    assert rule.inputs <= {"history", "today"}
    _Asking.asked.clear()
    allowed = frozenset(SECTIONS) if rule.reads is None else rule.reads
    assert allowed <= frozenset(SECTIONS)
    asked: set[str] = set()
    for row, pages in enumerate(_sites()):
        folder = tmp_path / str(row)
        write_site(folder, pages)
        (checked,) = run(Request(folder)).sites
        facts = {path: Watched(path, pack_facts(facts), asked) for path, facts in checked.index.pages.items()}
        old = checked.index
        counted = [replace(one, pages={path: facts[path] for path in one.pages}) for one in old.collections]
        new = _Asking(
            old.config,
            facts,
            old.assets,
            old.vocabulary,
            old.unread,
            today=date(2026, 1, 1),
            collections=counted,
            registry=old.registry,
        )
        list(rule().check(new, None))
    assert asked <= allowed
    assert _Asking.asked <= rule.inputs
