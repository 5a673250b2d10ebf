"""FIG001: values that contradict each other across pages, and the many that only look as if they did."""

from pathlib import Path

import pytest
from conflicts_found import conflicts_found

from caselint.engine.discover import Request
from caselint.engine.linter import run
from caselint.engine.site_check import Selection
from caselint.findings import Severity
from caselint.findings.report import LocatedFinding
from caselint.testing import write_site

INDEX = "# Studies\n\n- [Ferrio Rides](ferrio.md) - {}\n- [Tramway Lines](tramway.md) - 300 lines\n"
STUDY = "---\ntitle: 'Ferrio: rides'\n---\n\n# Ferrio: rides\n\n{}\n"
TRAMWAY = "# Tramway: lines\n\nTramway plans 300 lines.\n"


def findings(files: dict[str, str], folder: Path) -> tuple[LocatedFinding, ...]:
    return conflicts_found({"tramway.md": TRAMWAY, **files}, folder)


def between(card: str, study: str, folder: Path) -> tuple[LocatedFinding, ...]:
    """What is found between a card and a sentence of the page that it links to."""
    return findings({"index.md": INDEX.format(card), "ferrio.md": STUDY.format(study)}, folder)


CONFLICTS = {
    "far below a bound": ("15M users", "Ferrio serves 150M+ users."),
    "two bounds": ("200M+ subscribers", "Ferrio serves 260M+ subscribers."),
    "synonyms": ("15M members", "Ferrio serves 150M users."),
    "other units": ("2M trips/day", "Ferrio runs 2M trips per hour."),
    "a lost period": ("30B+ emails annually", "Ferrio sends 30B+ emails a day."),
    "places at the edge": ("200+ edge locations", "Ferrio runs 1000+ CDN locations."),
    "volumes a day and a month": ("100PB of storage daily", "**Scale**: 900PB of data monthly"),
    "delivered to others": ("400M+ tweets/day", "Ferrio has 900M+ tweets daily delivered to 300 boards."),
    "sizes that are no other company's": ("2K merchants", "At PB-scale Ferrio serves 9K merchants."),
    "startup": ("50ms startup time", "Ferrio has 2.5s video startup with 99.99% availability."),
    "what a page opens with": ("15M rows", "Ferrio keeps 150M rows."),
    "few countries": ("65 countries", "Ferrio runs in 90 countries."),
    "two floors over different periods": ("250B+ trips/year", "**Scale**: 1B+ trips/day"),
    "shares of a named whole": ("80% of Fortune 500 companies", "Ferrio is used by 30% of Fortune 500 companies."),
    "what it does when it does": ("4M trips/day", "When Ferrio serves 7M trips a day, all are booked."),
    "a diagram that names it": ("15M users", "```mermaid\ngraph TD\n  A[Ferrio: 150M users]\n```"),
    "said of it by name, in any section": ("15M rows", "## Storage\n\nFerrio keeps 150M rows."),
    "the last of a list of phases": ("15M users", "## Evolution\n\n**Phase 3 (2015-Present)**:\n\n- 150M users"),
}
AGREEMENTS = {
    "a bound": ("150M users", "Ferrio serves 150M+ users."),
    "well above a bound": ("260M users", "Ferrio serves 150M+ users."),
    "other periods": ("1B+ trips/day", "Ferrio runs 500B trips a year."),
    "rounding": ("1.2M users", "Ferrio serves 1.23M users."),
    "vague words": ("millions of users", "Ferrio serves 150 users."),
    "another noun": ("15M drivers", "Ferrio serves 150M users."),
    "a qualifier": ("5M concurrent users", "Ferrio serves 150M users."),
    "premium users": ("5M premium users", "Ferrio serves 150M users."),
    "a part of them": ("150M users", "Ferrio serves 150M users, and 5M+ of them ride at the same time."),
    "what another figure measures": ("2 second startup", "Ferrio has 20 days with a startup time of 2 seconds."),
    "another company's size": ("15M users", "At Ubuntu-scale 150M users come to Ferrio."),
    "a date": ("15M users in 2014", "Ferrio serves 150M users."),
    "the past": ("15M users", "Ferrio grew to 150M users."),
    "a target": ("15M users", "Ferrio must serve 150M users by design."),
    "an assumption": ("15M users", "Assume that Ferrio serves 150M users."),
    "those that something covers": ("41 countries", "Ferrio has 38 countries covered by its agreement."),
    "a region": ("15M users in Europe", "Ferrio serves 150M users."),
    "each shard": ("15M users", "Each shard of Ferrio holds 4000 users."),
    "another company": ("15M users", "Unlike Tramway, with 150M users, it is small."),
    "floors over different periods that are near": ("300B+ trips/year", "**Scale**: 1B+ trips/day"),
    "an earlier phase": ("15M users", "## Evolution\n\n**Phase 1 (2007-2010)**:\n\n- 150M users"),
    "targets that a line introduces": ("15M users", "What we aim at, the targets:\n\n- 150M users"),
    "another company's list": ("15M users", "**Tramway**:\n\n- 150M users"),
    "shares of parts": ("50% of RAM", "Ferrio has a cache of 25% of RAM."),
    "a size class": ("15M users", "## Ferrio (<1M users)\n\nText."),
    "a staff ratio": ("150M users", "At Ferrio 32 engineers served 15M users."),
    "code": ("15M users", "```python\n# Ferrio: 150M users\n```"),
    "a diagram of parts": ("15M users", "```mermaid\ngraph TD\n  A[North<br/>150M users]\n```"),
    "something inside": ("15M rows", "## Storage\n\nThe index keeps 150M rows."),
    "several things counted together": ("900 beetles, moths and flies", "Ferrio keeps 500 beetles."),
    "a story in the opening": ("150M users", "Two people who meet are 2 users."),
    "one of several in the opening": ("15M rows", "Ferrio keeps 150M rows here, and 9M rows there."),
    "a latency of another operation": ("15 ms", "Ferrio books in 150 ms."),
}


@pytest.mark.parametrize("case", CONFLICTS)
def test_contradictions_between_a_card_and_its_page(case: str, tmp_path: Path) -> None:
    (finding,) = between(*CONFLICTS[case], tmp_path)
    assert finding.message.startswith("Ferrio: ")
    assert {place.group for place in finding.related} | {finding.group} == {0, 1}


@pytest.mark.parametrize("case", AGREEMENTS)
def test_silence_where_both_may_stand(case: str, tmp_path: Path) -> None:
    assert between(*AGREEMENTS[case], tmp_path) == ()


def test_one_finding_holds_the_whole_cluster(tmp_path: Path) -> None:
    pages = {f"p{row}.md": f"# Page {row}\n\nFerrio serves 150M+ users.\n" for row in range(3)}
    pages |= {"q.md": "# Other\n\nFerrio serves 150 million users.\n", "index.md": INDEX.format("15M users")}
    (finding,) = findings({**pages, "ferrio.md": STUDY.format("Text.")}, tmp_path)
    assert finding.message == "Ferrio: users is 15M here, 150M+ on 4 other pages"
    assert (finding.path, finding.group) == ("index.md", 1)
    assert [(place.path, place.group) for place in finding.related] == [
        ("p0.md", 0),
        ("p1.md", 0),
        ("p2.md", 0),
        ("q.md", 0),
    ]
    assert finding.related[0].message == "150M+ users"
    assert finding.help == (
        "correct the one that is wrong; where both are right, say what sets them apart (a year, a region, a part)"
    )


def test_a_cluster_keeps_its_fingerprint_when_places_come_and_go(tmp_path: Path) -> None:
    found = []
    for number, values in enumerate((("15M users", "150M users"), ("150M members", "15M people", "150M members"))):
        pages = {f"p{row}.md": f"# Page {row}\n\nFerrio has {value}.\n" for row, value in enumerate(values)}
        found += findings({**pages, "ferrio.md": STUDY.format("Text.")}, tmp_path / str(number))
    assert len({finding.fingerprint for finding in found}) == 1 < len(found)


def test_groups_are_told_commonest_first_and_cut(tmp_path: Path) -> None:
    values = ["10M", "20M", "20M", "20M", "30M", "30M", "40M", "50M"]
    pages = {f"p{row}.md": f"# Page {row}\n\nFerrio serves {value} users.\n" for row, value in enumerate(values)}
    (finding,) = findings({**pages, "ferrio.md": STUDY.format("Text.")}, tmp_path)
    told = "Ferrio: users is 10M here, 20M on 3 other pages, 30M on 2 other pages, 40M on 1 other page, 1 other value"
    assert finding.message == told


def test_what_is_compatible_with_a_group_joins_it(tmp_path: Path) -> None:
    pages = {
        f"p{row}.md": f"# Page {row}\n\nFerrio serves {value} users.\n"
        for row, value in enumerate(["150M+", "150M+", "260M", "15M"])
    }
    (finding,) = findings({**pages, "ferrio.md": STUDY.format("Text.")}, tmp_path)
    assert finding.path == "p3.md"
    assert [place.group for place in finding.related] == [0, 0, 0]


def test_a_peak_below_the_average_is_found_on_one_line(tmp_path: Path) -> None:
    text = STUDY.format("**Scale**: 10+ trillion requests/day, 89.2M requests/second peak")
    (finding,) = findings({"ferrio.md": text}, tmp_path)
    assert finding.message == (
        "Ferrio: a peak of 89.2M requests/second is below the average, 10+ trillion requests/day on this page"
    )
    assert finding.severity is Severity.WARNING


def test_a_number_for_all_and_at_one_time(tmp_path: Path) -> None:
    (finding,) = between("15M concurrent users", "Ferrio serves 15M users.", tmp_path)
    assert (
        finding.message
        == (
            "Ferrio: 15M concurrent users here, 15M users on 1 other page, one number for all and for those at one time"
        )
        or finding.path == "ferrio.md"
    )


def test_a_number_for_the_whole_and_for_each_host(tmp_path: Path) -> None:
    card = "- [Ferrio: Serving 2M Connections](ferrio.md)\n\n    2M+ connections per host\n"
    study = STUDY.format("Ferrio runs a gateway.")
    (found,) = findings({"index.md": f"# Studies\n\n{card}", "ferrio.md": study}, tmp_path)
    assert found.severity is Severity.INFO
    assert found.message == (
        "Ferrio: 2M Connections here, 2M+ connections per host on this page, one number for the whole and for each part"
    )
    other = card.replace("2M+ connections per host", "3K+ connections per host")
    assert not findings({"index.md": f"# Studies\n\n{other}", "ferrio.md": study}, tmp_path)


def test_reached_under_success_metrics_and_what_is_aimed_at(tmp_path: Path) -> None:
    study = STUDY.format("## Success Metrics\n\n- **Riders**: Ferrio serves {} riders\n")
    card = INDEX.format("2M+ riders")
    assert findings({"index.md": card, "ferrio.md": study.format("7M+")}, tmp_path)
    assert not findings({"index.md": card, "ferrio.md": study.format(">7M")}, tmp_path)


def test_rates_of_one_sort_are_compared_on_any_page_where_they_are_near(tmp_path: Path) -> None:
    study = STUDY.format("Text.")
    far = {
        "a.md": "# Queues\n\nFerrio handles 9M messages/day.\n",
        "b.md": "# Logs\n\nAt Ferrio 90M messages/day pass.\n",
    }
    assert findings({**far, "ferrio.md": study}, tmp_path / "far") == ()
    near = {**far, "b.md": "# Logs\n\nAt Ferrio 14M messages/day pass.\n"}
    (finding,) = findings({**near, "ferrio.md": study}, tmp_path / "near")
    assert finding.message == "Ferrio: messages is 9M/day here, 14M/day on 1 other page"
    assert finding.confidence == 0.75


OWN = {
    "mkdocs.yml": "site_name: Lakeshore Transit\n",
    "docs/index.md": "# Welcome\n\nLakeshore Transit has 412,000 passengers a day.\n",
    "docs/rides.md": "# How many people ride?\n\n## Load\n\nAs we count them, we carry {} passengers a day.\n",
}


@pytest.mark.parametrize(
    ("passengers", "name", "found"),
    [("285,000", "Lakeshore Transit", True), ("412,000", "Lakeshore Transit", False), ("285,000", "Handbook", False)],
)
def test_we_are_whose_site_it_is(passengers: str, name: str, found: bool, tmp_path: Path) -> None:
    files = {path: text.format(passengers) for path, text in OWN.items()}
    files["mkdocs.yml"] = f"site_name: {name}\n"
    messages = [finding.message for finding in findings(files, tmp_path)]
    expected = "Lakeshore Transit: passengers is 412,000 a day here, 285,000 a day on 1 other page"
    assert messages == ([expected] if found else [])


def test_the_owner_is_named_on_pages_about_anything(tmp_path: Path) -> None:
    index = "# Fernvale Museum\n\nFernvale Museum keeps 1.8 million specimens.\n\n- [Press](press.md) - a museum\n"
    press = "---\ndescription: Fernvale Museum keeps 1.6 million specimens.\n---\n\n# Press\n\nText.\n"
    files = {"mkdocs.yml": "site_name: Fernvale Museum\n", "docs/index.md": index, "docs/press.md": press}
    (finding,) = findings(files, tmp_path)
    assert finding.message == "Fernvale Museum: specimens is 1.8 million here, 1.6 million on 1 other page"


def test_we_on_a_page_about_another_company_are_that_company(tmp_path: Path) -> None:
    study = STUDY.format("They say: we carry 285,000 passengers a day.")
    files = {path: text for path, text in OWN.items() if path != "docs/rides.md"}
    assert (
        findings({**files, "docs/ferrio.md": study, "docs/more.md": "# More\n\nFerrio has 3 maps.\n"}, tmp_path) == ()
    )


OPENINGS = {
    "Bus has 31 routes.": True,
    "The bus runs 31 routes across 3 towns.": True,
    "We run 400 buses on 31 routes.": True,
    "On Sundays Bus runs 31 routes.": False,
    "In the east there are 31 routes.": False,
    "Bus lost 7 routes last year.": False,
    "A depot runs 19 routes.": False,
    "School buses run 12 routes.": False,
    "Our competitor Blueline has 90 routes.": False,
    "The night bus is a network of its own, with 11 routes.": False,
    "Bus has 31 routes on order.": False,
}


@pytest.mark.parametrize("opening", OPENINGS)
def test_a_card_is_held_against_what_a_page_says_of_its_subject_as_a_whole(opening: str, tmp_path: Path) -> None:
    index = "# Welcome\n\n- [Bus](bus.md) - 58 routes\n- [Help](help.md) - 12 answers\n"
    files = {"index.md": index, "bus.md": f"# Bus\n\n{opening}\n", "help.md": "# Help\n\nText.\n"}
    assert len(findings(files, tmp_path)) == OPENINGS[opening]


NO_WHOLE = [
    "Ferrio gained 2,000 users last year.",
    "Ferrio can hold 50,000 users.",
    "Ferrio is licensed for 25,000 users.",
    "Ferrio has 9,000 users on tablets.",
    "Ferrio has 3,000 users logged in at any time.",
    "The largest customer of Ferrio has 1,900 users.",
    "At St Brannoc, Ferrio has 6,000 users.",
    "At its busiest, Ferrio serves 70,000 users.",
]


@pytest.mark.parametrize("sentence", NO_WHOLE)
def test_some_users_are_not_all_users(sentence: str, tmp_path: Path) -> None:
    assert between("14,200 users", sentence, tmp_path) == ()


def test_of_very_many_values_the_commonest_are_compared_and_the_rest_is_told(tmp_path: Path) -> None:
    pages = {f"p{row:03}.md": f"# Notes\n\nFerrio serves {row + 10}M users.\n" for row in range(130)}
    pages |= {f"q{row}.md": "# Notes\n\nFerrio serves 900M users.\n" for row in range(3)}
    (found,) = findings({"ferrio.md": "---\nsystem: Ferrio\n---\n\n# Ferrio: rides\n", **pages}, tmp_path)
    assert "900M on 3 other pages" in found.message
    assert found.message.endswith("; 11 rarer values were not compared")


def test_passages_that_repeat_a_value_are_told_with_it(tmp_path: Path) -> None:
    """Alone they contradict nobody, for what they count may be a part."""
    row = "# Brokers\n\n| Company | Load |\n|---|---|\n| Ferrio | {} |\n"
    files = {
        "index.md": INDEX.format("9,000 services"),
        "ferrio.md": STUDY.format("Ferrio runs 4,000 services."),
        "again.md": row.format("its 4,000 services"),
        "other.md": row.format("5M users"),
    }
    (found,) = findings(files, tmp_path / "one")
    assert {(place.path, place.group) for place in found.related} >= {("again.md", 0), ("ferrio.md", 0)}
    nodes = {
        "index.md": INDEX.format("9,000 seats"),
        "ferrio.md": STUDY.format("Text."),
        "a.md": row.format("800 seats"),
    }
    assert not findings(nodes, tmp_path / "two")


def test_near_servers_are_of_two_systems(tmp_path: Path) -> None:
    pages = {"a.md": "# Queues\n\nFerrio runs 9,000 servers.\n", "b.md": "# Logs\n\nAt Ferrio 14,000 servers run.\n"}
    assert findings({**pages, "ferrio.md": STUDY.format("Text.")}, tmp_path) == ()


def test_names_in_two_sections_of_one_page(tmp_path: Path) -> None:
    page = "# All\n\n## First\n\n- [Ferrio](ferrio.md) - {} riders\n\n## Last\n\n- [Ferrio](ferrio.md) - {} riders\n"
    study = STUDY.format("Ferrio runs ferries.")
    assert findings({"index.md": page.format("2M+", "7M+"), "ferrio.md": study}, tmp_path)
    assert not findings({"index.md": page.format("7M", "7M+"), "ferrio.md": study}, tmp_path)


def test_values_that_are_close_are_for_information(tmp_path: Path) -> None:
    (finding,) = between("65 countries", "Ferrio runs in 70+ countries.", tmp_path)
    assert finding.severity is Severity.INFO


def test_least_durations_are_for_information(tmp_path: Path) -> None:
    study = "## More\n\n- [Ferrio API](api.md) - 8+ years API compatibility"
    (finding,) = between("10+ years of backward compatibility", study, tmp_path)
    assert finding.severity is Severity.INFO
    assert "compatibility is " in finding.message


def test_a_count_of_a_part_is_dropped_beside_many_of_the_whole(tmp_path: Path) -> None:
    values = ["1000+", "1000+", "1000+", "700+", "700+", "100+"]
    pages = {f"p{row}.md": f"# Page {row}\n\nFerrio runs {value} services.\n" for row, value in enumerate(values)}
    (finding,) = findings({**pages, "ferrio.md": STUDY.format("Text.")}, tmp_path)
    assert "p5.md" not in {finding.path, *(place.path for place in finding.related)}


def test_front_matter_of_two_pages_about_one_system(tmp_path: Path) -> None:
    front = "---\ntitle: 'Ferrio: {0}'\nmetrics:\n  availability: {1}\n  latency_p99: {2}\n---\n\n# Ferrio\n"
    pages = {"a.md": front.format("rides", "99.99%", "50ms"), "b.md": front.format("maps", "99.9%", "50ms")}
    (finding,) = findings(pages, tmp_path)
    assert "availability is 99.99% here, 99.9% on 1 other page" in finding.message
    assert finding.severity is Severity.WARNING, "three nines are ten times the downtime of four"


def test_a_card_is_held_against_the_headline_of_a_page_about_no_known_entity(tmp_path: Path) -> None:
    index = "# Designs\n\n- [Rate Limiter](limiter.md) - 100K+ requests/second\n"
    page = "# Rate limiting\n\n**Scale**: 10M+ requests/second, global\n"
    (finding,) = findings({"index.md": index, "limiter.md": page}, tmp_path)
    assert {finding.path, *(place.path for place in finding.related)} == {"index.md", "limiter.md"}


ROWS = {
    "| Active users | 500M | Base load |": [
        "Finding friends nearby: active users is 500M here, 100M+ users on 1 other page"
    ],
    # Editions, and classes of size.
    "| Active users | 500M | 900M |": [],
    "| 10K users | 500M users | One host |": [],
    "| Active users | 150M | Base load |": [],
}


@pytest.mark.parametrize("row", ROWS)
def test_a_card_is_held_against_a_row_that_counts_once(row: str, tmp_path: Path) -> None:
    index = "# Studies\n\n- [Near Friends](friends.md) - 100M+ users\n- [Tramway Lines](tramway.md) - 300 lines\n"
    page = f"# Finding friends nearby\n\n## Load\n\n| What | Size | Use |\n|---|---|---|\n{row}\n"
    found = findings({"index.md": index, "friends.md": page}, tmp_path)
    assert [finding.message for finding in found] == ROWS[row]


def test_a_card_of_an_exercise_is_no_fact_about_the_companies_in_its_name(tmp_path: Path) -> None:
    index = "# Exercises\n\n- [Design a Ride App (Ferrio / Tramway)](x.md) - 2 billion users\n"
    pages = {"index.md": index, "ferrio.md": STUDY.format("Ferrio serves 260M+ subscribers.")}
    assert findings(pages, tmp_path) == ()


def test_aliases_join_two_names(tmp_path: Path) -> None:
    pages = {"a.md": "# Ferrio\n\nFerrio serves 15M users.\n", "b.md": "# Boatly\n\nBoatly serves 150M users.\n"}
    assert findings(pages, tmp_path) == ()
    pages["caselint.toml"] = '[aliases]\nFerrio = ["Boatly"]\n'
    (finding,) = findings(pages, tmp_path)
    assert finding.message.startswith("Ferrio: users is ")


def test_only_clusters_with_a_place_on_a_touched_page_are_answered(tmp_path: Path) -> None:
    pages = {
        "index.md": INDEX.format("15M users"),
        "ferrio.md": STUDY.format("Ferrio serves 150M users."),
        "other.md": "# Nothing\n\nNo figures.\n",
    }
    write_site(tmp_path, {"tramway.md": TRAMWAY, **pages})
    for name, count in {"index.md": 1, "ferrio.md": 1, "other.md": 0}.items():
        request = Request(tmp_path, paths=(str(tmp_path / name),))
        assert len(run(request, Selection(select=("FIG001",))).report.findings) == count


def test_the_order_of_files_makes_no_difference(tmp_path: Path) -> None:
    for number, names in enumerate((("a", "b", "c"), ("c", "a", "b"))):
        folder = tmp_path / str(number)
        values = dict(zip(names, ("15M", "150M", "150M"), strict=True))
        found = findings(
            {f"{name}.md": f"# Page {name}\n\nFerrio serves {value} users.\n" for name, value in values.items()}
            | {"ferrio.md": STUDY.format("Text.")},
            folder,
        )
        assert [finding.message for finding in found] == ["Ferrio: users is 15M here, 150M on 2 other pages"]


def test_the_message_speaks_of_the_places_that_suppression_leaves(tmp_path: Path) -> None:
    files = {
        "index.md": INDEX.format("15M users"),
        "ferrio.md": STUDY.format("Ferrio serves 150M users all over the world."),
        "boats.md": "# Ferrio: boats\n\nFerrio serves 90M users all over the world.\n",
    }
    (before,) = findings(files, tmp_path)
    assert "150M" in before.message
    assert "90M" in before.message
    files["boats.md"] = files["boats.md"].replace("world.", "world. <!-- caselint: allow FIG001 (old) -->")
    (after,) = findings(files, tmp_path)
    assert after.message == "Ferrio: users is 150M here, 15M on 1 other page"


def test_a_system_on_the_page_of_its_user_may_be_meant_for_both(tmp_path: Path) -> None:
    files = {
        "index.md": INDEX.format("2M riders"),
        "ferrio.md": STUDY.format("Tramway handles 9M requests/second."),
        "queues.md": "# Queues\n\nFerrio handles 40M requests/second.\n",
    }
    write_site(tmp_path, {"tramway.md": TRAMWAY, **files})
    report = run(Request(tmp_path), Selection(select=("FIG002",))).report
    assert [finding.message for finding in report.findings if finding.code == "FIG002"] == [
        "Ferrio: requests is 9M/second here, 40M/second on 1 other page"
    ]


@pytest.mark.parametrize(
    ("index_day", "study_day", "newest"),
    [
        ("2024-01-01", "2025-06-30", "the newest is 15M users (ferrio.md, 2025-06-30); "),
        ("2025-06-30T10:00:00Z", "'2024-01-01'", "the newest is 150M+ users (index.md, 2025-06-30); "),
        ("2024-01-01", "2024-01-01", ""),
        ("soon", "2024-01-01", ""),
    ],
)
def test_the_value_of_the_page_that_was_changed_last_is_named(
    index_day: str, study_day: str, newest: str, tmp_path: Path
) -> None:
    index = f"---\nlast_updated: {index_day}\n---\n\n{INDEX.format('150M+ users')}"
    study = STUDY.format("Ferrio has 15M users.").replace("title:", f"last_updated: {study_day}\ntitle:")
    (finding,) = findings({"index.md": index, "ferrio.md": study}, tmp_path)
    assert finding.help == f"{newest}correct the one that is wrong; where both are right, " + (
        "say what sets them apart (a year, a region, a part)"
    )
