"""Entries of index pages in every shape that pages write them in, and what only looks like one."""

from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselint.content.dialect import COMMONMARK, Dialect
from caselint.content.markdown import parse
from caselint.content.source import Source
from caselint.facts.entries import collect_entries
from caselint.facts.page_facts import Entry
from caselint.generators.dialects import dialect_of
from caselint.generators.generator import SiteConfig

MKDOCS = dialect_of(SiteConfig(generator="mkdocs", extensions={"md_in_html": {}, "attr_list": {}, "admonition": {}}))


def entries(text: str, dialect: Dialect = COMMONMARK) -> tuple[Entry, ...]:
    return collect_entries(parse("docs/index.md", Source(dedent(text).lstrip("\n")), dialect))


def names(text: str, dialect: Dialect = COMMONMARK) -> list[str]:
    return [entry.name for entry in entries(text, dialect)]


def fields(entry: Entry) -> dict[str, str]:
    return {field.name: field.text for field in entry.fields}


GRID = """
    # Lines

    <div class="grid cards">

    - :material-ferry:{ .lg } **[Nordlinie Tickets](/studies/nordlinie/)**

        ---

        One queue for 9M+ tickets a year

        **Key Insights**: One writer • No locks

        [Learn more →](/studies/nordlinie/)

    - :material-tram: **[Tram Maps](trams.md)**

        ---

        Maps that fit into a tram

    - :material-boat: **Südlinie Sorting**

        ---

        Letters sorted at sea

        [Read case study](south.md)

    </div>
"""


class TestCards:
    def test_a_card_has_its_name_target_and_fields(self) -> None:
        first, second, third = entries(GRID)
        assert (first.shape, first.name, first.target) == ("card", "Nordlinie Tickets", "/studies/nordlinie/")
        assert fields(first) == {
            "description": "One queue for 9M+ tickets a year",
            "Key Insights": "One writer • No locks",
        }
        assert (second.name, second.target) == ("Tram Maps", "trams.md")
        assert (third.name, third.target) == ("Südlinie Sorting", "south.md")
        assert {first.group, second.group, third.group} == {0}

    def test_a_grid_that_mkdocs_prints_as_text_still_holds_its_cards(self) -> None:
        assert [(entry.name, entry.rendered) for entry in entries(GRID, MKDOCS)] == [
            ("Nordlinie Tickets", False),
            ("Tram Maps", False),
            ("Südlinie Sorting", False),
        ]
        rendered = GRID.replace('cards">', 'cards" markdown>')
        assert all(entry.rendered for entry in entries(rendered, MKDOCS))

    def test_cards_of_html(self) -> None:
        page = """
            <div class="quick-nav-grid">
                <a href="ferry/" class="nav-card">
                    <span class="icon">⛴</span>
                    <span class="label">Ferry Lines</span>
                    <span class="desc">Boats and tickets</span>
                </a>
                <a href="tram/" class="nav-card">
                    <span class="label">Trams</span>
                    <span class="desc">9M rides a day</span>
                </a>
            </div>

            <div class="studies">
              <div class="study"><h3><a href="n.html">Nordlinie</a></h3>
                <span class="level">Advanced</span> <span class="reading-time">9 min</span>
                <p><b>Scale:</b> 9M <em>riders</em></p> <a href="n.html">Read more</a></div>

              <div class="study"><h3>Südlinie</h3><p>Letters</p><a class="button" href="s.html">Read</a></div>
            </div>
        """
        found = entries(page)
        assert [(entry.shape, entry.name, entry.target) for entry in found] == [
            ("card", "Ferry Lines", "ferry/"),
            ("card", "Trams", "tram/"),
            ("card", "Nordlinie", "n.html"),
            ("card", "Südlinie", "s.html"),
        ]
        assert [entry.group for entry in found] == [0, 0, 1, 1]
        assert fields(found[2]) == {"level": "Advanced", "reading time": "9 min", "scale": "9M riders"}

    def test_a_heading_inside_a_card_is_one_entry_with_it(self) -> None:
        (card,) = entries('<div class="grid cards">\n\n- ### ![logo](l.png) [Tram](t.md)\n\n    Rails\n\n</div>\n')
        assert (card.shape, card.name, fields(card)) == ("card", "Tram", {"description": "Rails"})

    def test_buttons_of_a_footer_are_no_cards(self) -> None:
        assert not entries(
            """
            <div class="navigation-footer">
                <a href="../" class="md-button">← Back to the hub</a>
                <a href="x/" class="md-button">Elite studies →</a>
            </div>
            """
        )


class TestItems:
    def test_links_with_a_text_by_separator(self) -> None:
        page = """
            ### Large (10M-100M riders)
            - [Nordlinie](../studies/nordlinie/) - 40M riders
            - **[Tram Maps](trams.md)** – maps that fit into a tram
            - [Night Ferry](night.md#early-years): 45 min
            1. [Harbour](harbour.md)
        """
        first, second, third, fourth = entries(page)
        assert fields(first) == {"scale": "40M riders"}
        assert fields(second) == {"description": "maps that fit into a tram"}
        assert (fields(third), third.target) == ({"reading time": "45 min"}, "night.md#early-years")
        assert first.group == second.group == third.group != fourth.group
        assert {first.shape, fourth.shape} == {"item"}
        assert first.section == 0

    def test_the_span_runs_from_the_name_to_the_last_word(self) -> None:
        text = "- 🚀 **[Ferry](ferry.md)** - boats,\n  and tickets\n- [Tram](tram.md)\n"
        entry = entries(text)[0]
        assert entry.span.slice(text) == "Ferry](ferry.md)** - boats,\n  and tickets"
        assert entry.name_span.slice(text) == "Ferry"
        assert entry.target_span is not None
        assert entry.target_span.slice(text) == "ferry.md"

    def test_nested_lists_are_groups_of_their_own(self) -> None:
        page = """
            - [Boats](boats/) - all of them
              - [Ferry](ferry.md)
              - [Tug](tug.md)
            - [Trams](trams/)
        """
        found = {entry.name: entry for entry in entries(page)}
        assert found["Boats"].group == found["Trams"].group != found["Ferry"].group == found["Tug"].group
        assert fields(found["Boats"]) == {"description": "all of them"}

    @pytest.mark.parametrize(
        "page",
        [
            "- [Costs](#costs)\n- [Scale](#scale)\n  - [Users](#users)\n",
            "- [Costs](index.md#costs)\n- [Scale](./index.md#scale)\n",
            "- [Costs](#costs)\n- [Scale](#scale)\n- [All studies](studies.md)\n",
            "- [ ] [Read about ferries](ferry.md)\n- [x] [Read about trams](tram.md)\n",
            "- Chaos drills and the harbour fleet\n- **Ferry**: boats\n",
            "- [← Back](a.md)\n- [Next: trams](b.md)\n- [Previous](c.md)\n",
            "- [Read more](a.md)\n- [Learn more →](b.md)\n",
            "- **Delays, waits** → [Law 2](two.md)\n",
            "- [Ferry](f.md), [Tram](t.md) and [Bus](b.md)\n",
            "- [Ferry](f.md) + [Tram](t.md)\n",
            "- [Create a release](https://example.org/r) to build and publish the image\n",
            "- [Strategy](s.md) applies [Value](v.md) and [Systems](y.md)\n",
            "- [map](map.png)\n- [mail](mailto:a@example.org)\n",
            "Ferries are told of in [one](a.md), [two](b.md) and [three](c.md).\n",
            "**Previous**: [← Ferry](f.md) | **Next**: [Tram →](t.md)\n",
        ],
    )
    def test_what_is_no_entry(self, page: str) -> None:
        assert not entries(page)

    def test_a_link_of_html_and_a_reference(self) -> None:
        first, second = entries('- <a href="beta.html"><b>Beta</b></a> - 4M users\n- __[Alpha][a]__\n\n[a]: alpha.md\n')
        assert (first.name, first.target, fields(first)) == ("Beta", "beta.html", {"scale": "4M users"})
        assert (second.name, second.target) == ("Alpha", "alpha.md")

    def test_lists_written_in_html(self) -> None:
        found = entries(
            '<ul>\n<li><a href="a.html">Alpha</a> - 9M users</li>\n<li><a href="b.html">Beta</a></li>\n</ul>\n'
        )
        assert [(entry.shape, entry.name, entry.target) for entry in found] == [
            ("item", "Alpha", "a.html"),
            ("item", "Beta", "b.html"),
        ]
        assert fields(found[0]) == {"scale": "9M users"}


class TestHeadings:
    PAGE = """
        # Studies

        ## Featured

        ### 🎯 [Nordlinie: One Queue](../north.md)
        **Scale**: 9M+ tickets, 15% of the coast

        How one queue took over from nine,
        and why nobody noticed.

        **Key Innovations**:
        - One writer
        - No locks

        ---

        ### 2. [Tram: Maps](tram.md)
        **4M riders, 99.9% on time**

        ⭐ **Difficulty: Expert** | ⏱️ **45 min**

        ## Themes

        ### Speed
        - Nordlinie waits for no one
    """

    def test_linked_headings_with_the_text_below(self) -> None:
        first, second = entries(self.PAGE)
        assert (first.shape, first.name, first.target, first.section) == (
            "heading",
            "Nordlinie: One Queue",
            "../north.md",
            2,
        )
        assert fields(first) == {
            "scale": "9M+ tickets, 15% of the coast",
            "description": "How one queue took over from nine, and why nobody noticed.",
            "Key Innovations": "One writer; No locks",
        }
        assert fields(second) == {"scale": "4M riders, 99.9% on time", "level": "Expert", "reading time": "45 min"}
        assert first.group == second.group
        text = dedent(self.PAGE).lstrip("\n")
        assert first.span.slice(text).endswith("- No locks")

    def test_a_garbled_icon_is_no_part_of_the_name(self) -> None:
        garbled = self.PAGE.replace("🎯", "🎯".encode().decode("mac_roman"))
        assert names(garbled) == ["Nordlinie: One Queue", "Tram: Maps"]

    def test_markdown_that_a_div_prints_as_text(self) -> None:
        page = """
            <div class="elite-grid">

            ### 🎬 [Nordlinie: Queues](north.md)
            **9M riders, 4M tickets/day**

            <div class="details">
                **Patterns Used:**
                - Queue
                - Cache

                **Learn:** How to queue
            </div>

            ### 🚋 [Tram: Maps](tram.md)
            **4M riders**

            </div>
        """
        for dialect in (COMMONMARK, MKDOCS):
            first, second = entries(page, dialect)
            assert first.rendered is (dialect is COMMONMARK)
            assert fields(first) == {
                "scale": "9M riders, 4M tickets/day",
                "Patterns Used": "Queue; Cache",
                "Learn": "How to queue",
            }
            assert second.name == "Tram: Maps"

    def test_markdown_inside_html_without_a_blank_line(self) -> None:
        page = """
            <div>
              ### [Nordlinie](north.md)
              **9M riders a day**
              - [Tram](tram.md) - 4M users
            </div>
        """
        first, second = entries(page)
        assert (first.shape, first.name, first.rendered, fields(first)) == (
            "heading",
            "Nordlinie",
            False,
            {"scale": "9M riders a day"},
        )
        assert (second.shape, second.name, second.target) == ("item", "Tram", "tram.md")

    def test_headings_that_stand_for_studies_without_a_link_in_them(self) -> None:
        page = """
            ## Companies

            ### Nordlinie
            **Scale**: 9M tickets

            ### Südlinie
            **Scale**: 4M tickets

            Letters sorted at sea.

            [Read case study →](south.md)
        """
        first, second = entries(page)
        assert (first.name, first.target, fields(first)) == ("Nordlinie", None, {"scale": "9M tickets"})
        assert (second.name, second.target) == ("Südlinie", "south.md")

    @pytest.mark.parametrize(
        "page",
        [
            "## [1.2.0](https://example.org/compare) (2024-01-02)\n\n## [1.1.0](https://example.org/b)\n",
            "## See [the ferry](ferry.md)\n",
            "## [Costs](#costs)\n",
            "## One study\n\n**Scale**: 9M tickets\n\n## Costs\n\nHigh.\n",
        ],
    )
    def test_what_is_no_entry(self, page: str) -> None:
        assert not entries(page)


class TestRows:
    def test_rows_of_systems(self) -> None:
        page = """
            | System | Scale | Key Innovation | Pattern |
            |--------|-------|----------------|---------|
            | **Nordlinie** | 9M tickets/year | One writer | [Queue](/patterns/queue) |
            | **Tram** | 4M riders | - | [Cache](/patterns/cache) |
        """
        first, second = entries(page)
        assert (first.shape, first.name, first.target) == ("row", "Nordlinie", None)
        assert fields(first) == {"scale": "9M tickets/year", "Key Innovation": "One writer", "Pattern": "Queue"}
        assert "Key Innovation" not in fields(second)
        assert first.group == second.group

    def test_rows_whose_name_is_a_link_and_counted_rows(self) -> None:
        page = """
            | # | Lesson | Difficulty | Link |
            |---|--------|------------|------|
            | 1 | [Ferry](ferry.md) | Expert | x |
            | 2 | [Tram](tram.md) | Basic | y |

            | Company | Size | Link |
            |---------|------|------|
            | Nordlinie | 9M | [Read](north.md) |
        """
        found = entries(page)
        assert [(entry.name, entry.target) for entry in found] == [
            ("Ferry", "ferry.md"),
            ("Tram", "tram.md"),
            ("Nordlinie", "north.md"),
        ]
        assert fields(found[0])["level"] == "Expert"

    def test_a_first_column_that_repeats_the_names_of_other_entries(self) -> None:
        cards = "- [Ferry: One Queue](f.md)\n- [Tram Maps](t.md)\n\n"
        table = "| Which | Cost |\n|---|---|\n| Ferry | low |\n| Tram | high |\n"
        assert names(cards + table) == ["Ferry: One Queue", "Tram Maps", "Ferry", "Tram"]
        assert names(table) == []

    @pytest.mark.parametrize(
        "page",
        [
            "| Metric | Value |\n|---|---|\n| Users | 9M |\n| Uptime | 99.9% |\n",
            "| Aspect | Ferry | Tram |\n|---|---|---|\n| Cost | low | high |\n",
            "| Company | Acme |\n|---|---|\n| founded | 1999 |\n| users | 9M |\n",
            "| Problem | Pattern |\n|---|---|\n| Too slow | [Cache](c.md) |\n| Too far | [CDN](d.md) |\n",
            "| Place | What |\n|---|---|\n| [Costs](#costs) | money |\n",
        ],
    )
    def test_tables_that_list_nothing(self, page: str) -> None:
        assert not entries(page)


HEADED = """\
Harbour Studies

Real ships. Real queues.

shippingadvanced 10 min read

Nordlinie

Nordlinie's Queue: Selling Each Ticket Once

Nordlinie sold each ticket twice. The team moved to one queue. Now it does not.

9x fewer calls
Read case study
mapsintermediate

Tramwerk

How Tramwerk Fits Its Map into a Tram

Why a tram carries the map of its own city

Zero calls home
9 min
machine learningbeginner

Sorting 40TB of Letters at Sea

Cameras, belts and a lot of oil: which part is hardest?

Sorted in <3 hours
14 min

Learn the Trade, Not Just the Story

Each study connects back to a trade.

See All Courses
"""

TITLED = """\
Real Studies
Learn from the harbours that power the coast.
Harbour Cranes at Scale
How cranes move boxes without meeting.
Nordlinie
BeginnerNordlinie Ticket Queue
One queue for all tickets of the north.
IntermediateTram Maps on Board
Maps that fit into a tram
Night Ferry Timetables
Timetables for ferries that nobody sees.
Südlinie
ExpertSüdlinie Sorting Machine
Sorting letters: cameras, belts and a lot of oil.
Island Post Delivery System
Post by plane, boat and bicycle
How Studies Are Made
Each study has been read by two people who were there.
Real drawings and numbers
What they would do again
"""


class TestCatalogues:
    def test_blocks_headed_by_category_and_level(self) -> None:
        first, second, third = entries(HEADED)
        assert (first.shape, first.name, first.target) == ("block", "Nordlinie's Queue: Selling Each Ticket Once", None)
        assert fields(first) == {
            "category": "shipping",
            "level": "advanced",
            "reading time": "10 min read",
            "company": "Nordlinie",
            "description": "Nordlinie sold each ticket twice. The team moved to one queue. Now it does not.",
            "result": "9x fewer calls",
        }
        assert fields(second)["company"] == "Tramwerk"
        assert fields(second)["reading time"] == "9 min"
        assert third.name == "Sorting 40TB of Letters at Sea"
        assert fields(third) == {
            "category": "machine learning",
            "level": "beginner",
            "description": "Cameras, belts and a lot of oil: which part is hardest?",
            "result": "Sorted in <3 hours",
            "reading time": "14 min",
        }
        assert {entry.group for entry in entries(HEADED)} == {0}

    def test_blocks_whose_level_is_glued_to_the_title(self) -> None:
        found = entries(TITLED)
        assert [(entry.name, fields(entry).get("company"), fields(entry).get("level")) for entry in found] == [
            ("Harbour Cranes at Scale", None, None),
            ("Nordlinie Ticket Queue", "Nordlinie", "Beginner"),
            ("Tram Maps on Board", None, "Intermediate"),
            ("Night Ferry Timetables", None, None),
            ("Südlinie Sorting Machine", "Südlinie", "Expert"),
            ("Island Post Delivery System", None, None),
        ]
        assert fields(found[2])["description"] == "Maps that fit into a tram"

    @pytest.mark.parametrize("newline", ["\n", "\r\n"])
    @pytest.mark.parametrize("before", ["", "---\ntitle: Studies\n---\n\n# Studies\n\n"])
    def test_fields_name_the_text_they_stand_at(self, before: str, newline: str) -> None:
        for page in (HEADED, TITLED):
            text = (before + page).replace("\n", newline)
            found = collect_entries(parse("index.md", Source(text)))
            assert len(found) in (3, 6)
            for entry in found:
                assert entry.name_span.slice(text) == entry.name
                assert all(field.span.slice(text) == field.text for field in entry.fields)
                assert all(entry.span.contains(field.span) for field in entry.fields)

    def test_prose_is_no_catalogue(self) -> None:
        assert not entries(
            "The AdvancedSearch class finds ships.\nBasicAuth lets them in.\nIt is hard.\n\nEasy.\n\nBasic 5 min\n"
        )


_PIECES = st.sampled_from(
    ["- [a](b.md) - 9M users\n", "### [a](b)\n", "| System | b |\n|--|--|\n| A | b |\n", "<div class='card'>", "</div>",
     "\n", "**Scale**: 9M\n", "<a href='x'><b>t</b> u</a>", "Acme\nAdvancedA Title of It\nText of it all.\n", "üéØ ",
     "[", "](", "**", "dataadvanced 9 min read\n\n", "<li>", "    ", "```\n", ":icon: ", "—", "é"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=25).map("".join), st.sampled_from([COMMONMARK, MKDOCS]))
def test_entries_of_anything_lie_where_they_say(text: str, dialect: Dialect) -> None:
    for entry in collect_entries(parse("index.md", Source(text), dialect)):
        assert entry.name
        assert 0 <= entry.span.start < entry.span.end <= len(text)
        assert entry.span.overlaps(entry.name_span)
        for field in entry.fields:
            assert field.name
            assert field.text
            assert entry.span.contains(field.span)
