"""`caselint registry suggest`: what pages agree on becomes entries that agree with the pages."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from caselint.content.yaml import read_yaml
from caselint.kinds.document import plain
from caselint.testing import write_site

PAGES = {
    "index.md": "# Studies\n\n- [Ferry](ferry.md) - 150M+ users\n- [Tram](tram.md) - 4M users in 12 countries\n",
    "ferry.md": "# Ferry\n\nFerry has 160M users and 3,000 merchants.\n",
    "tram.md": "# Tram\n\nTram has 5M users in 12 countries.\n",
    "more.md": "# More\n\nFerry has 160M users. Tram runs in 12 countries.\n",
}
CONFIG = '[registry]\nfile = "facts.yaml"\n'
Caselint = Callable[..., Any]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_site(tmp_path, PAGES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def entries(text: str) -> Any:
    return plain(read_yaml(text))["facts"]  # type: ignore[index]


def test_what_pages_agree_on_is_proposed_with_its_support(folder: Path, caselint: Caselint) -> None:
    done = caselint("registry", "suggest")
    assert done.code == 0
    assert entries(done.out) == [
        {"subject": "Ferry", "metric": "users", "value": "160M"},
        {"subject": "Tram", "metric": "countries", "value": "12"},
    ]
    assert "  # 3 pages: ferry.md:3, index.md:3, more.md:3\n  # In doubt: others write 150M+ users\n" in done.out


def test_what_is_registered_is_not_proposed(folder: Path, caselint: Caselint) -> None:
    write_site(
        folder, {"caselint.toml": CONFIG, "facts.yaml": "facts:\n  - {subject: Ferry, metric: users, value: 9M}\n"}
    )
    assert [each["subject"] for each in entries(caselint("registry", "suggest").out)] == ["Tram"]


def test_more_support_can_be_asked_for(folder: Path, caselint: Caselint) -> None:
    done = caselint("registry", "suggest", "--pages", "4")
    assert done.code == 2
    assert "there is nothing to propose: no figure of a known subject stands on 4 pages that agree" in done.err


def test_a_file_is_not_written_over(folder: Path, caselint: Caselint) -> None:
    assert caselint("registry", "suggest", "-o", "facts.yaml").err == "wrote facts.yaml: 2 entries to look through\n"
    written = (folder / "facts.yaml").read_text(encoding="utf-8")
    done = caselint("registry", "suggest", "-o", "facts.yaml")
    assert (done.code, done.err) == (2, "caselint registry suggest: facts.yaml exists; --force writes over it\n")
    assert caselint("registry", "suggest", "-o", "facts.yaml", "--force").code == 0
    assert (folder / "facts.yaml").read_text(encoding="utf-8") == written


def test_a_wrong_word_is_told(folder: Path, caselint: Caselint) -> None:
    done = caselint("registry", "sugest")
    assert done.code == 2
    assert '"sugest" is nothing that it does; it takes suggest' in done.err


@pytest.mark.parametrize("seed", range(8))
def test_used_as_it_is_a_proposal_finds_nothing_on_its_own_pages(seed: int, folder: Path, caselint: Caselint) -> None:
    chance = random.Random(seed)
    values = ("150M+", "160M", "4M", "4.2M", "12", "2B", "about 5M", "99.9%", "p99 20 ms", "$3M", "3B/day", "190+")
    nouns = ("users", "countries", "availability", "latency", "revenue", "requests", "concurrent users", "regions")
    for number in range(12):
        lines = [
            f"{chance.choice(('- ', '', '- **Scale**: '))}{chance.choice(('Ferry', 'Tram', 'Bus'))} "
            f"has {chance.choice(values)} {chance.choice(nouns)}{chance.choice(('', ' in Europe', ' per region'))}.\n"
            for _ in range(12)
        ]
        name = ("Ferry", "Tram", "Bus")[number % 3]
        lines.append("Harbour has 3M users.\n")
        write_site(folder, {f"p{number}.md": f"# {name}\n\n" + "\n".join(lines)})
    write_site(folder, {"harbour.md": "# Harbour\n"})
    assert caselint("registry", "suggest", "-o", "facts.yaml").code == 0
    write_site(folder, {"caselint.toml": CONFIG})
    done = caselint("check", "--select", "contradicted-fact,unused-fact", "--output-format", "concise", "--no-cache")
    assert (done.code, done.out) == (0, "no findings on 17 pages\n"), (folder / "facts.yaml").read_text()
