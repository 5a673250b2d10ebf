"""References that nothing defines, definitions that nothing uses or that stand twice; brackets that are neither."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.content.markdown import parse
from caselint.content.source import Source
from caselint.facts.references import collect_references, folded


def _faults(text: str) -> list[tuple[str, str]]:
    """The fault and the quoted text of each."""
    return [(each.fault, each.span.slice(text)) for each in collect_references(parse("page.md", Source(text)))]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("[the study][ferry]\n", [("undefined", "ferry")]),
        ("![the map][map]\n", [("undefined", "map")]),
        ("[Ferry line][]\n", [("undefined", "Ferry line")]),
        ("| a |\n|---|\n| [the study][ferry] |\n", [("undefined", "ferry")]),
        ("- [the study][ferry]\n\n> [the map][map]\n", [("undefined", "ferry"), ("undefined", "map")]),
        ("[the study][1]\n", [("undefined", "1")]),
        ("[one]: https://a.example\n", [("unused", "one")]),
        ("[a b][one]\n\n[one]: https://a.example\n[ONE]: https://b.example\n", [("repeated", "https://b.example")]),
    ],
)
def test_what_is_wrong_with_a_reference(text: str, faults: list[tuple[str, str]]) -> None:
    assert _faults(text) == faults


@pytest.mark.parametrize(
    "text",
    [
        "[the study][Ferry  LINE]\n\n[ferry line]: https://a.example\n",
        "[ferry line][] and [Ferry Line]\n\n[ferry line]: https://a.example\n",
        "grid[row][column], matrix [i][j], \\[some note][b], x[the word][other]\n",
        "`[the study][ferry]` and ``` [the study][ferry] ```\n",
        "<!-- [the study][ferry] -->\n",
        "    [the study][ferry]\n",
        "[the study](https://a.example)[ferry]\n",
        "[the study][ferry](https://a.example)\n",
        "[the study][^ferry]\n\n[^ferry]: A note.\n",
        "- [x] done [ ] open\n",
        "[one]: https://a.example\n\n<p>[one]</p>\n",
        "[a b][one]\n\n[one]: https://a.example\n[one]: https://a.example\n",
        "A paragraph\n[the study]: that goes on, and [the words][the study]\n",
        "*[HTML]: Hyper Text\n",
    ],
)
def test_brackets_that_are_no_fault(text: str) -> None:
    assert _faults(text) == []


@given(st.text(alphabet="[]()`:\\ab \n^!<>*-", max_size=80))
def test_any_text_is_read_and_every_place_is_on_the_page(text: str) -> None:
    for each in collect_references(parse("page.md", Source(text))):
        assert 0 <= each.span.start < each.span.end <= len(text)


@given(st.text(max_size=20))
def test_folding_a_label_twice_changes_nothing(label: str) -> None:
    assert folded(folded(label)) == folded(label)


def test_a_label_with_an_escaped_bracket_is_used_where_it_stands_twice() -> None:
    assert _faults("[a\\]b]: x.md\n\n<span>[a\\]b]</span>\n") == []
    assert [kind for kind, _ in _faults("[a\\]b]: x.md\n\nText.\n")] == ["unused"]
