"""Which names a site writes about: learned from its own titles, cards, links and headings."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from caselint.engine.discover import Request
from caselint.engine.linter import run
from caselint.site.index import SiteIndex
from caselint.testing import write_site

CARDS = """# Studies

- [Ferrio Booking](ferrio.md) - 9M riders
- [Ferrio: Live Map](map.md) - 4M riders
- [Tramway's Scheduler](tram.md) - how Tramway plans 300 lines
- [URL Shortener](url.md) - 6 characters
- [Payment System](pay.md) - 2M merchants
"""


def site_of(files: Mapping[str, str], folder: Path) -> SiteIndex:
    write_site(folder, files)
    return run(Request(folder)).sites[0].index


@pytest.fixture
def cards(tmp_path: Path) -> SiteIndex:
    return site_of({"index.md": CARDS, "ferrio.md": "# Ferrio\n\nFerrio has 9M riders.\n"}, tmp_path)


def test_card_titles_count_at_once_on_a_small_site(cards: SiteIndex) -> None:
    assert {"Ferrio", "Tramway"} <= set(cards.entities.names)


def test_common_words_and_acronyms_name_nobody(cards: SiteIndex) -> None:
    assert not {"URL", "URL Shortener", "Payment", "Payment System", "Studies"} & set(cards.entities.names)


def test_a_page_is_about_the_name_in_its_title(cards: SiteIndex) -> None:
    assert cards.entities.pages == {"ferrio.md": "Ferrio"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Both Ferrio and Tramway's planners", ["Ferrio", "Tramway"]),
        ("a Ferrio-like platform", []),
        ("Ferrios of the world", []),
        ("ferrio", []),
    ],
)
def test_names_are_found_as_whole_words(text: str, names: list[str], cards: SiteIndex) -> None:
    assert [found.name for found in cards.entities.find(text)] == names


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("How Ferrio scaled", "Ferrio"),
        ("Design Ferrio", "Ferrio"),
        ("Case Study: Tramway's planner", "Tramway"),
        ("Beyond what Ferrio does", None),
    ],
)
def test_titles_lead_with_a_name(title: str, name: str | None, cards: SiteIndex) -> None:
    assert cards.entities.leading(title) == name


def test_aliases_of_the_configuration_join_names(tmp_path: Path) -> None:
    config = '[aliases]\nFerrio = ["Boatly"]\n'
    site = site_of({"caselint.toml": config, "index.md": CARDS, "b.md": "# Boatly\n\nBoatly has 3 boats.\n"}, tmp_path)
    assert [found.name for found in site.entities.find("Boatly sails")] == ["Ferrio"]
    assert site.entities.pages["b.md"] == "Ferrio"


def test_stop_words_of_the_configuration_are_no_names(tmp_path: Path) -> None:
    config = '[vocabulary]\nstop = ["Tramway"]\n'
    site = site_of({"caselint.toml": config, "index.md": CARDS}, tmp_path)
    assert "Tramway" not in site.entities.names
    assert "Ferrio" in site.entities.names


def test_a_vendor_before_its_product_is_the_product(tmp_path: Path) -> None:
    pages = {"a.md": "# Acmecorp Zephyr: a log\n", "b.md": "# Zephyr: streams\n", "c.md": "# Acmecorp Zephyr at work\n"}
    site = site_of(pages, tmp_path)
    assert set(site.entities.pages.values()) == {"Zephyr"}


@pytest.mark.parametrize(
    ("name", "home", "owner"),
    [
        ("Lakeshore Transit", "Welcome", "Lakeshore Transit"),
        ("Lakeshore Transit Handbook", "Welcome", "Lakeshore Transit"),
        ("", "Lakeshore Transit", "Lakeshore Transit"),
        ("The knowledge base", "Home", None),
        ("Distributed Systems Studio", "Home", None),
    ],
)
def test_whose_site_it_is(name: str, home: str, owner: str | None, tmp_path: Path) -> None:
    text = "We at Lakeshore Transit know that distributed systems fail in 3 ways, as other systems do.\n"
    pages = {"docs/index.md": f"# {home}\n\n{text}", "docs/a.md": f"# Rides\n\n{text}"}
    site = site_of({"mkdocs.yml": f"site_name: {name}\n", **pages}, tmp_path)
    assert site.entities.owner == owner


def test_what_only_opens_a_longer_name_is_none(tmp_path: Path) -> None:
    pages = {
        "a.md": "# Laws\n\n## Quuxly Harbour: the day\n\nText.\n",
        "b.md": "# Tales\n\n## Quuxly Harbour: the night\n\nText.\n",
        "c.md": "# Harbour\n\n## Harbour rules\n\nText.\n",
    }
    assert set(site_of(pages, tmp_path).entities.names) & {"Quuxly", "Quuxly Harbour"} == {"Quuxly Harbour"}


@pytest.mark.parametrize(
    ("text", "found"),
    [("At DataBoat 3 run", True), ("At Databoat 3 run", True), ("DATABOAT 3", False), ("databoat", False)],
)
def test_a_name_may_have_other_capitals(text: str, found: bool, tmp_path: Path) -> None:
    site = site_of({"a.md": "# Databoat: a log\n", "b.md": "# How DataBoat scaled\n"}, tmp_path)
    assert [bool(found.name) for found in site.entities.find(text)] == [True] * found
    assert len(set(site.entities.pages.values())) == 1


def test_an_owner_of_several_products_is_a_conglomerate(tmp_path: Path) -> None:
    front = "---\ntitle: {}\ncompany: Globox\n---\n\n# {}\n"
    pages = {f"{name}.md": front.format(name, name) for name in ("Zephyr", "Kestrel")}
    assert site_of(pages, tmp_path).entities.conglomerates == {"Globox"}


def test_on_a_larger_site_one_mention_makes_no_entity(tmp_path: Path) -> None:
    pages = {f"p{row}.md": f"# Page {row}\n\nSee [Quuxly](q.md) and its 3 rules.\n" for row in range(1)}
    pages |= {f"f{row}.md": f"# Ferrio: part {row}\n\nIt is said that Ferrio has 9M riders.\n" for row in range(24)}
    names = site_of(pages, tmp_path).entities.names
    assert "Ferrio" in names
    assert "Quuxly" not in names
