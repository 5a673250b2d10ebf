"""Facts go into bytes and come back the same, a section at a time."""

import pickle
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselint.content.dialect import COMMONMARK
from caselint.engine.read_page import read_bytes
from caselint.facts.page_facts import PageFacts
from caselint.facts.stored import SECTIONS, StoredFacts, pack_facts

PAGE = """---
title: Ferry 🚢
date: 2024-05-01
seen: 2024-05-01 10:00:00+02:00
share: 1.5
wide: .inf
owner: null
tags: [a, b]
---

# Ferry {#ferry}

<!-- caselint: allow-page broken-link, LNK002 (soon) -->

Ferry has 15M users, 99.95% availability and 3-5 ms of latency. See [costs](#costs) and <a id="x" href="y.md">y</a>.

| Company | Scale |
|---|---|
| [Acme](acme.md) | 2.5M merchants |

- **[Tram](tram.md)** - Beginner, 5 min read

See [the map][map] and [the study][s].

[s]: https://a.example
[s]: https://b.example
"""


def facts_of(text: str) -> PageFacts | None:
    return read_bytes("docs/page.md", text.encode("utf-8", "replace"), COMMONMARK).facts


def assert_same(facts: PageFacts) -> None:
    stored = StoredFacts(facts.path, pack_facts(facts))
    for field in fields(PageFacts):
        before, after = getattr(facts, field.name), getattr(stored, field.name)
        assert repr(before) == repr(after)  # types of named tuples, enumerations and dates too
    assert pickle.loads(pickle.dumps(stored)).mentions == facts.mentions


def test_all_facts_survive() -> None:
    facts = facts_of(PAGE)
    assert facts is not None
    assert all(getattr(facts, name) for name in SECTIONS if name not in ("head", "text"))
    assert_same(facts)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*PAGE.splitlines(), "", "\u0085", "> - x", "```", "10-12 GB/s", "~1/3"]), max_size=30))
def test_facts_of_any_page_survive(lines: list[str]) -> None:
    facts = facts_of("\n".join(lines))
    if facts is not None:
        assert_same(facts)


def test_only_what_is_asked_for_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = facts_of(PAGE)
    assert facts is not None
    unpacked: list[str] = []
    real = StoredFacts._unpacked
    monkeypatch.setattr(StoredFacts, "_unpacked", lambda self, name: unpacked.append(name) or real(self, name))
    stored = StoredFacts(facts.path, memoryview(pack_facts(facts)))
    assert (stored.title, stored.stub, stored.path) == (facts.title, facts.stub, facts.path)
    assert stored.links == facts.links
    assert stored.links is stored.links
    assert unpacked == ["head", "links"]


def test_an_attribute_that_facts_do_not_have_is_none_of_theirs() -> None:
    facts = facts_of(PAGE)
    assert facts is not None
    with pytest.raises(AttributeError, match="colour"):
        _ = StoredFacts(facts.path, pack_facts(facts)).colour  # type: ignore[attr-defined]


def test_what_is_released_is_unpacked_again_when_it_is_asked_for() -> None:
    facts = facts_of(PAGE)
    assert facts is not None
    stored = StoredFacts(facts.path, pack_facts(facts))
    first, links = stored.mentions, stored.links
    stored.release(["mentions", "head", "front"])
    assert stored.mentions is not first
    assert stored.links is links
    assert_same(stored)
