"""What a site taught of its names is brought up to date, and is then what a fresh reading of the site would teach."""

import random
from collections.abc import Mapping
from pathlib import Path

import pytest

from caselint.engine.discover import Request
from caselint.engine.linter import run
from caselint.engine.page_cache import CachePlace
from caselint.facts.page_facts import PageFacts
from caselint.site import learned
from caselint.site.entities import Entities, learn_entities
from caselint.site.learned import Changed, KeptTaught, Learned, LiveTaught
from caselint.site.vocabulary import Vocabulary
from caselint.testing import write_site

WORDS = Vocabulary(aliases={"Ferrio Booking": "Ferrio"}, stop=frozenset({"Lantern"}))
NAMES = ("Ferrio", "Tramway", "Lantern Labs", "Harbour", "Ferrio Booking")
PIECES = (
    "# How {} grew\n\n",
    "## {}: its costs\n\n",
    "It is said that {} has 9M riders in 40 countries.\n\n",
    "It is said that one {lower} has 9M riders.\n\n",
    "- [{} at night](page1.md) - 4M riders a day\n",
    "---\ncompany: {}\n---\n\n",
)


def _text(chance: random.Random) -> str:
    pieces = sorted(chance.choices(PIECES, k=4), key=lambda piece: not piece.startswith("---"))
    names = chance.choices(NAMES, k=4)
    return "".join(piece.format(name, lower=name.lower()) for piece, name in zip(pieces, names, strict=True))


def _read(texts: Mapping[str, str], folder: Path) -> Mapping[str, PageFacts]:
    write_site(folder, dict(texts))
    return run(Request(folder)).sites[0].index.pages


def _told(entities: Entities) -> tuple[object, ...]:
    words = {word: count for word, count in entities.word_case.words.items() if count}
    named = [entities.proper_name(f"{name} and others") for name in NAMES]
    return entities.names, entities.pages, entities.conglomerates, words, named


@pytest.mark.parametrize("pages", [6, 24])  # small sites learn by other rules than large ones
def test_after_any_edit_the_names_are_those_that_a_fresh_reading_finds(pages: int, tmp_path: Path) -> None:
    chance = random.Random(pages)
    texts = {f"page{number}.md": _text(chance) for number in range(pages)}
    before = _read(texts, tmp_path / "0")
    taught = KeptTaught(LiveTaught(learn_entities(before, WORDS), []).packed)
    for step in range(1, 25):
        path = f"page{chance.randrange(pages + 2)}.md"
        if path in texts and chance.random() < 0.2:
            del texts[path]
        else:
            texts[path] = _text(chance)
        now = _read(texts, tmp_path / str(step))
        changed = Changed(before.get(path), now.get(path))
        entities = Learned(taught, [changed], same_site=False).entities(now, WORDS)
        assert _told(entities) == _told(learn_entities(now, WORDS))
        before = now
        live = LiveTaught(entities, [])
        taught = KeptTaught(live.packed) if step % 2 else live


SITE = {
    "mkdocs.yml": "site_name: Studies\n",
    "docs/index.md": "# Studies\n\n- [Ferrio](ferrio.md) - 15M riders\n- [Tramway](tram.md) - 4M riders\n",
    "docs/ferrio.md": "# Ferrio\n\nThe boats of Ferrio carry 9M riders.\n",
    "docs/tram.md": "# Tramway\n\nThe trams of Tramway carry 4M riders.\n",
}


@pytest.mark.parametrize(
    ("path", "before", "after", "anew"),
    [
        ("docs/ferrio.md", "9M riders", "15M riders", False),
        ("docs/ferrio.md", "The boats", "The old boats", False),
        ("docs/tram.md", "# Tramway", "# Trolley", True),  # a title names it
        ("docs/tram.md", "of Tramway carry", "of one tramway carry", True),  # small letters: no name any more
    ],
)
def test_names_are_learned_anew_only_where_they_may_be_others(
    path: str, before: str, after: str, anew: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    def counting(*args: object) -> Entities:
        calls.append(1)
        return learn_entities(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(learned, "learn_entities", counting)
    write_site(tmp_path, SITE)
    cache = CachePlace(str(tmp_path / ".cache"), hashed=True)
    run(Request(tmp_path, cache=cache))
    text = SITE[path]
    assert before in text
    write_site(tmp_path, {path: text.replace(before, after)})
    warm = run(Request(tmp_path, cache=cache))
    assert bool(calls) is anew
    assert warm.report == run(Request(tmp_path)).report
