"""Rows of tables in raw HTML are entries as those of Markdown are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselint.content.markdown import parse
from caselint.content.source import Source
from caselint.facts.entries import collect_entries
from caselint.facts.page_facts import Entry

Cells = list[str]
Told = list[tuple[str, str, str | None, dict[str, str]]]


def read(text: str) -> tuple[Entry, ...]:
    return collect_entries(parse("index.md", Source(text)))


def told(text: str) -> Told:
    return [
        (entry.shape, entry.name, entry.target, {field.name: field.text for field in entry.fields})
        for entry in read(text)
    ]


def markdown(header: Cells, rows: list[Cells]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "# Studies\n\n" + "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def link(cell: str) -> str:
    name, _, target = cell.removeprefix("[").removesuffix(")").partition("](")
    return f'<a href="{target}">{name}</a>' if target else cell


def html(header: Cells, rows: list[Cells], tidy: bool = True) -> str:
    """The same table; untidy without the tags that HTML lets authors leave out."""

    def row(tag: str, cells: Cells) -> str:
        end = f"</{tag}>" if tidy else ""
        return "<tr>" + "".join(f"<{tag}>{link(cell)}{end}" for cell in cells) + ("</tr>" if tidy else "") + "\n"

    head, body = row("th", header), "".join(row("td", cells) for cells in rows)
    inside = f"<thead>\n{head}</thead>\n<tbody>\n{body}</tbody>\n" if tidy else head + body
    return f"# Studies\n\n<table>\n{inside}</table>\n"


LINKED = (
    ["Study", "Scale", "Level"],
    [["[Ferry](ferry.md)", "9M riders", "Advanced"], ["[Tram](tram.md)", "4M", "Easy"]],
)
PLAIN = (["System", "Users", "Read"], [["Ferry", "9M", "[Read](ferry.md)"], ["Tram", "4M", "[Read](tram.md)"]])
RANKED = (["#", "Study"], [["1", "[Ferry](ferry.md)"], ["2", "[Tram](tram.md)"]])
FACTS = (["Metric", "Value"], [["Latency", "20 ms"], ["Users", "9M"]])


@pytest.mark.parametrize("table", [LINKED, PLAIN, RANKED, FACTS], ids=["linked", "plain", "ranked", "facts"])
@pytest.mark.parametrize("tidy", [True, False])
def test_a_table_is_read_as_the_same_one_of_markdown(table: tuple[Cells, list[Cells]], tidy: bool) -> None:
    assert told(html(*table, tidy=tidy)) == told(markdown(*table))


WORDS = st.sampled_from(("Ferry", "Tram", "Bus Lines", "9M riders", "Advanced", "20 ms", "2019"))
CELLS = WORDS | st.tuples(WORDS, st.sampled_from(("ferry.md", "tram.md"))).map(lambda pair: f"[{pair[0]}]({pair[1]})")


@settings(max_examples=80, deadline=None)
@given(
    header=st.lists(st.sampled_from(("Study", "System", "Scale", "Level", "Result")), min_size=3, max_size=3),
    rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=4),
    tidy=st.booleans(),
)
def test_whatever_its_cells_hold(header: Cells, rows: list[Cells], tidy: bool) -> None:
    assert told(html(header, rows, tidy)) == told(markdown(header, rows))


def test_entries_stand_where_they_say() -> None:
    text = html(*LINKED)
    first, second = read(text)
    assert first.name_span.slice(text) == "Ferry"
    assert first.target_span is not None
    assert first.target_span.slice(text) == "ferry.md"
    assert [field.span.slice(text) for field in first.fields] == ["9M riders", "Advanced"]
    assert second.span.slice(text) == "Tram</a></td><td>4M</td><td>Easy"
    assert (first.section, first.group) == (second.section, second.group) == (0, 0)


def test_without_a_header_the_links_still_name_the_rows() -> None:
    rows = "<tr><td><a href=ferry.md>Ferry</a></td><td>9M</td></tr>\n<tr><td><a href=bus.md>Bus</a></td></tr>\n"
    assert [(entry.name, entry.target, entry.fields) for entry in read(f"<table>\n{rows}</table>\n")] == [
        ("Ferry", "ferry.md", ()),
        ("Bus", "bus.md", ()),
    ]


def test_a_table_that_only_lays_out_is_no_index() -> None:
    cells = "".join(f"<td><a href={name}.md>{name}</a></td>" for name in ("ferry", "tram", "bus"))
    assert read(f"<table>\n<tr>{cells}</tr>\n<tr>{cells}</tr>\n</table>\n") == ()


def test_a_table_inside_a_cell_keeps_its_own_rows() -> None:
    inner = "<table><tr><th>Study</th></tr><tr><td><a href=tram.md>Tram</a></td></tr></table>"
    rows = f"<tr><th>Study</th><th>Parts</th></tr>\n<tr><td><a href=ferry.md>Ferry</a></td><td>{inner}</td></tr>"
    assert [entry.name for entry in read(f"<table>{rows}</table>\n")] == ["Ferry", "Tram"]
