"""FIG001 of what sentences say in passing: who has how many, who was available how long, and by what name."""

from pathlib import Path

import pytest
from conflicts_found import conflicts_found

FERRIO = """---
title: Ferrio
metrics:
  warehouses: 1,340
  availability: 99.9%
---

# Ferrio

A system for halls, told of at length.
"""
INDEX = "# Welcome\n\n- [Ferrio](ferrio.md): for halls\n- [Tramway](tramway.md): for lines\n"


def messages(text: str, folder: Path, **pages: str) -> list[str]:
    files = {
        "docs/index.md": INDEX,
        "docs/ferrio.md": FERRIO,
        "docs/tramway.md": "# Tramway\n\nLines.\n",
        "docs/sales.md": f"# For buyers\n\n{text}\n",
        "mkdocs.yml": "site_name: Halls\n",
        **{f"docs/{name}.md": page for name, page in pages.items()},
    }
    return [finding.message for finding in conflicts_found(files, folder)]


SAID = {
    "Ferrio runs in 1,730 warehouses.": True,
    "Today Ferrio has 1,730 warehouses on three continents.": True,
    "Ferrio's 1,730 warehouses are open at night.": True,
    "**What is Ferrio?**\nIt runs in 1,730 warehouses.": True,
    "Ferrio is old: it began in a shed with 2 lamps. It runs in 1,730 warehouses.": True,
    "## Ferrio\n\nThe system runs in 1,730 warehouses.": True,
    "Ferrio runs in 1,340 warehouses.": False,
    "Ferrio runs in 1,730 warehouses of one customer.": False,
    "In Spain Ferrio runs in 730 warehouses.": False,
    "Ferrio plans 1,730 warehouses.": False,
    "A customer of Ferrio has 1,730 warehouses.": False,
    "Ferrio can run 1,730 warehouses.": False,
    "Ferrio ran in 730 warehouses in 2019.": False,
    "Tramway is old: it began in a shed with 2 lamps. It runs in 1,730 warehouses.": False,
    "We know halls. It runs in 1,730 warehouses.": False,
    "**What is Tramway?**\nIt runs in 1,730 warehouses.": False,
    "Ferrio and Tramway run in 1,730 warehouses.": False,
}


@pytest.mark.parametrize("text", SAID)
def test_a_sentence_about_an_entity_is_held_against_its_headlines(text: str, tmp_path: Path) -> None:
    found = messages(text, tmp_path)
    assert len(found) == SAID[text]
    assert all(message.startswith("Ferrio: warehouses is 1,340 here, 1,730") for message in found)


AVAILABLE = {
    "In 2024 Ferrio was available 99.4% of the time.": True,
    "**How often is Ferrio down?**\nSeldom: it was available 99.4% of the time in 2024.": True,
    "In 2023 Ferrio was available 99.4% of the time.": False,
    "In 2024 its reports were available 99.4% of the time.": False,
    "Ferrio promises to be available 99.4% of the time in 2024.": False,
}


@pytest.mark.parametrize("text", AVAILABLE)
def test_what_was_so_in_one_year_cannot_have_been_otherwise_in_it(text: str, tmp_path: Path) -> None:
    report = "# Reliability\n\nFerrio was available 99.97% of the time in 2024.\n"
    assert len(messages(text, tmp_path, report=report)) == AVAILABLE[text]


def test_the_people_somebody_employs_are_no_users(tmp_path: Path) -> None:
    people = "# People\n\nFerrio employs 420 people. Ferrio has 9,000 users.\n"
    assert messages("Ferrio is small: it has 9,000 users.", tmp_path / "one", people=people) == []
    (found,) = messages("Ferrio is small: it has 365 employees.", tmp_path / "two", people=people)
    assert found == "Ferrio: employees is 420 people here, 365 on 1 other page"


ALIKE = {
    ("14 million picks a day", "14 million picks a week"): True,
    ("31,000 picks a day", "31,000 picks a month"): True,
    ("10 million picks a day", "10 million picks a week"): False,
    ("14 million picks a day", "98 million picks a week"): False,
}


@pytest.mark.parametrize(("first", "second"), ALIKE)
def test_a_number_of_two_digits_for_two_periods_is_one_wherever_it_stands(
    first: str, second: str, tmp_path: Path
) -> None:
    log = f"# Log\n\n## Load\n\nIn the log of Ferrio {second} are kept for later.\n"
    assert len(messages(f"With Ferrio they make {first} by hand.", tmp_path, log=log)) == ALIKE[first, second]


PARTS = {
    "Ferrio has 910 electric trucks.": True,
    "Ferrio has 210 electric trucks.": False,
    "Ferrio has 865 electric trucks.": True,
    "Ferrio has up to 910 electric trucks.": False,
    "Tramway has 910 electric trucks.": False,
    "Other trucks: Ferrio has 910 other trucks.": False,
}
SOME = {
    "In Ferrio 4 million of its members sing.": True,
    "6.1 million of Ferrio's members sing.": True,
    "6.1 million of Tramway's members sing.": False,
    "In Ferrio 1 million of its members sing.": False,
    "In Ferrio 4 million of the guests sing.": False,
}


@pytest.mark.parametrize("text", SOME)
def test_some_of_them_are_no_more_than_all(text: str, tmp_path: Path) -> None:
    assert len(messages(text, tmp_path, people="# People\n\nFerrio has 3.2 million members.\n")) == SOME[text]


@pytest.mark.parametrize("text", PARTS)
def test_a_part_is_no_more_than_the_whole(text: str, tmp_path: Path) -> None:
    found = messages(text, tmp_path, fleet="# Fleet\n\nFerrio owns 860 trucks.\n")
    assert len(found) == PARTS[text]
    assert all("here, which is more than the whole, 860 trucks on 1 other page" in message for message in found)


def test_at_one_time_there_are_no_more_than_in_a_month(tmp_path: Path) -> None:
    month = "# Use\n\nFerrio has 45,000 monthly users.\n"
    noon = "## Ferrio\n\nAt noon some {} people have it open at the same time."
    (found,) = messages(noon.format("60,000"), tmp_path / "one", use=month)
    assert found == "Ferrio: 60,000 people here, which is more than the whole, 45,000 monthly users on 1 other page"
    assert messages(noon.format("20,000"), tmp_path / "two", use=month) == []


def test_the_busiest_minute_is_a_peak(tmp_path: Path) -> None:
    load = "# Ferrio lookups\n\n## Load\n\nOn average it answers {} lookups a second.\n\nIn the busiest minute {}.\n"
    peak = "it answered 12 million lookups a second"
    (found,) = messages("Text.", tmp_path / "one", load=load.format("19 million", peak))
    assert "a peak of 12 million lookups a second is below the average" in found
    assert messages("Text.", tmp_path / "two", load=load.format("9 million", peak)) == []


def test_rows_of_a_column_that_counts_are_parts(tmp_path: Path) -> None:
    lines = "## Riders\n\n| Line | Weekday riders |\n|---|---|\n| 1 | 38,000 |\n| 4 | 61,000 |\n"
    card = "| Mode | Weekday riders |\n|---|---|\n| [Ferrio](ferrio.md) | 310,000 |\n"
    assert messages(card, tmp_path, ferrio=FERRIO + lines) == []
    total = lines.replace("| 4 | 61,000 |", "| Total | 610,000 |")
    assert len(messages(card, tmp_path / "total", ferrio=FERRIO + total)) == 1


NAMES = {
    "Harbour Ferry": "# Comparison of modes\n\nText.\n\n## What each is good for\n\n## In winter\n\n## How it began\n",
    "Text": "# Comparison Of Modes\n\nText.\n\n## What Each Is Good For\n\n## In The Winter\n\n## How It Began\n",
}


@pytest.mark.parametrize("case", NAMES)
def test_capitals_make_a_name_where_titles_are_written_as_sentences(case: str, tmp_path: Path) -> None:
    """`Ferry` alone is a word of any site about ferries."""
    pages = {f"page{row}": NAMES[case] for row in range(4)}
    pages["harbour"] = "# Harbour Ferry\n\n## The people there\n\nHarbour Ferry employs 118 people. A ferry has 6.\n"
    found = messages("The harbour is old. Harbour Ferry has 185 employees.", tmp_path, **pages)
    expected = ["Harbour Ferry: employees is 118 people here, 185 on 1 other page"]
    assert found == (expected if case == "Harbour Ferry" else found)


POINTS = {
    "- **Boxes**: 7,200 in 30 networks": True,
    "- **Boxes**: 9,500 in 30 networks": False,
    "- **North**: 7,200 boxes\n- **South**: 2,300 boxes": False,
    "- **Boxes in the north**: 7,200": False,
    "- **Boxes**: 7,200\n\n## Later\n\n- **Boxes**: 9,100": False,
    "The network has a plan for its boxes: 7,200": False,
}


@pytest.mark.parametrize("points", POINTS)
def test_a_card_is_held_against_the_labelled_points_of_its_page(points: str, tmp_path: Path) -> None:
    table = "| Who | Reach | Notes |\n|---|---|---|\n| [Ferrio](ferrio.md) | 71 towns | own network of 9,500 boxes |\n"
    assert len(messages(table, tmp_path, ferrio=f"{FERRIO}\n## Facts\n\n{points}\n")) == POINTS[points]


def test_how_many_use_it_may_be_few(tmp_path: Path) -> None:
    app = "# Halls\n\n## Ferrio\n\n390 people use it: rangers and scholars.\n"
    (found,) = messages("**Who has Ferrio?**\nNot everybody: about 520 people use it.", tmp_path / "one", app=app)
    assert found == "Ferrio: people is 390 here, about 520 on 1 other page"
    assert messages("**Who has Ferrio?**\nOf the 520 people some use it.", tmp_path / "two", app=app) == []


def test_a_number_in_a_name_counts_nothing(tmp_path: Path) -> None:
    pages = {f"page{row}": NAMES["Harbour Ferry"] for row in range(4)}
    pages["lakes"] = "---\ntitle: Three Lakes\nlakes: 7\n---\n\n# Three Lakes\n\nThree Lakes has 7 lakes.\n"
    assert messages("Three Lakes is a park of 7 lakes.", tmp_path, **pages) == []
