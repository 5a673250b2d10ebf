"""The places of a front matter by path: found at once, however many keys a mapping has."""

from collections.abc import Iterator
from typing import Any

import pytest

from caselint.content.yaml import Node, read_yaml
from caselint.findings import Span
from caselint.kinds.document import Places
from caselint.kinds.violations import Violations
from caselint.kinds.words import Fault

TEXT = "title: A\nrelated:\n- url: a.md\n- url: b.md\n  url: c.md\n"


def _named(path: tuple[str | int, ...]) -> tuple[str, str] | None:
    found = Places(read_yaml(TEXT)).at(path)
    return None if found is None else (found.key.slice(TEXT), found.node.span.slice(TEXT))


def test_a_path_leads_through_keys_and_elements() -> None:
    assert _named(("title",)) == ("title", "A")
    assert _named(("related", 0, "url")) == ("url", "a.md")
    assert _named(("related", 0)) == ("url: a.md", "url: a.md")


def test_of_a_repeated_key_the_last_one_holds() -> None:
    assert _named(("related", 1, "url")) == ("url", "c.md")


@pytest.mark.parametrize("path", [("titel",), ("title", "a"), ("title", 0), (0,), ("related", 2), ("related", "url")])
def test_what_is_not_there_has_no_place(path: tuple[str | int, ...]) -> None:
    assert _named(path) is None


def test_without_a_document_nothing_has_a_place() -> None:
    assert Places(None).at(()) is None
    assert Places(None).names(()) == frozenset()


def test_a_mapping_is_gone_through_once_for_all_of_its_unknown_keys() -> None:
    class Pairs(tuple[Any, ...]):
        read = 0

        def __iter__(self) -> Iterator[Any]:
            Pairs.read += 1
            return super().__iter__()

        def __reversed__(self) -> Iterator[Any]:
            Pairs.read += 1
            return iter(self[::-1])

    root = read_yaml("".join(f"key{number}: {number}\n" for number in range(200)))
    assert root is not None
    counted: Node = root._replace(pairs=Pairs(root.pairs))
    found = Violations({"properties": {"title": {}}}, counted, Span(0, 0))
    for key, _ in root.pairs:
        found.unknown((key.name,), ("title",))
        found.wrong((key.name,), Fault("type", "string", 3, {}))
    assert len(found.sorted()) == 400
    assert Pairs.read < 5
