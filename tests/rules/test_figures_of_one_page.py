"""FIG001 within one page: a heading against its section, the front matter against the text."""

from pathlib import Path

import pytest
from conflicts_found import conflicts_found

from caselint.engine.discover import Request
from caselint.engine.linter import run
from caselint.engine.site_check import Selection
from caselint.testing import write_site


def messages(page: str, folder: Path) -> list[str]:
    files = {"page.md": page, "other.md": "# Other\n\nText.\n"}
    return [finding.message for finding in conflicts_found(files, folder)]


HEADINGS = {
    "other zeros": (
        "The $10M lesson",
        "They spent $10 billion on it.",
        "the heading says $10M, the text below it $10 billion",
    ),
    "other zeros and a period": (
        "The $4.5B call",
        "It burned $4.5M/hour, and $7M more for repairs.",
        "the heading says $4.5B, the text below it $4.5M/hour",
    ),
    "one other sum that is near": (
        "The $100M outage",
        "It went down. Result? $150 million in losses.",
        "the heading says $100M, the text below it $150 million",
    ),
    "deep in the section": (
        "The $100M outage",
        "### What it cost\n\nIn all $150 million.",
        "the heading says $100M, the text below it $150 million",
    ),
    "one zero more": (
        "The $48M fire",
        "It cost $4.8 million.",
        "the heading says $48M, the text below it $4.8 million",
    ),
    "one zero more among others": ("The $48M fire", "It cost $4.8 million, and $2 million for lawyers.", None),
    "told": ("The $10M lesson", "They spent $10 million, of a plan of $10 billion.", None),
    "rounded to one digit": ("Save $1M", "In the first year they saved $1.4 million.", None),
    "rounded": ("The $10M lesson", "They spent $9.7 million.", None),
    "another sum that is far": ("The $500M lesson", "It bought $7B worth of stocks.", None),
    "several sums": ("The $100M outage", "It lost $150 million, and $60 million of that in a day.", None),
    "two sums in the heading": ("From $100M to $190M", "They had $150 million.", None),
    "small sums": ("The $5 latte", "A latte a day is $8.", None),
    "another currency": ("The $100M outage", "It lost \u20ac150 million.", None),
    "the next section": ("The $100M outage", "It went down.\n\n## Money\n\nIn all $150 million.", None),
}


@pytest.mark.parametrize("case", HEADINGS)
def test_a_sum_in_a_heading_against_its_section(case: str, tmp_path: Path) -> None:
    heading, text, message = HEADINGS[case]
    assert messages(f"# Page\n\n## {heading}\n\n{text}\n", tmp_path) == ([message] if message else [])


def test_it_is_told_at_the_heading(tmp_path: Path) -> None:
    write_site(tmp_path, {"page.md": "# Page\n\n## The $10M lesson\n\nThey spent $10 billion.\n"})
    (finding,) = run(Request(tmp_path), Selection(select=("FIG001",))).report.findings
    assert (finding.location.line, finding.location.column) == (3, 8)
    assert [(place.path, place.location.line, place.message) for place in finding.related] == [
        ("page.md", 5, "$10 billion")
    ]


OPENINGS = {
    "The metro has 32 stations on two lines.": 1,
    "The metro has 38 stations.": 0,
    "The metro has 32 stations in the east, and 6 in the west.": 0,
    "Berlin has 175 stations.": 0,
    "There are 32 stations, and 40 stations to come.": 0,
}


@pytest.mark.parametrize("opening", OPENINGS)
def test_the_front_matter_against_what_a_page_opens_with(opening: str, tmp_path: Path) -> None:
    found = messages(f"---\ntitle: Metro\nstations: 38\n---\n\n# Metro\n\n{opening}\n", tmp_path)
    assert len(found) == OPENINGS[opening]


PERIODS = {
    "1+ trillion events/day": True,
    "1T+ messages per day": True,
    "1T+ messages per second": False,
    "1T+ messages per second per host": False,
    "7T+ messages per day": False,
    "1T+ messages": False,
}


@pytest.mark.parametrize("text", PERIODS)
def test_a_rate_of_the_front_matter_that_lost_its_period(text: str, tmp_path: Path) -> None:
    front = "---\ntitle: Logs\nmetrics:\n  requests_per_second: 1T+\n---\n"
    found = messages(f"{front}\n# Logs\n\nIt takes {text}.\n", tmp_path)
    assert len(found) == PERIODS[text]
    assert all(message.endswith("on this page, the same number for another period") for message in found)


def test_a_period_that_the_text_knows_as_well_is_not_lost(tmp_path: Path) -> None:
    front = "---\ntitle: Logs\nmetrics:\n  requests_per_second: 1M\n---\n"
    text = "At its peak 1M requests per second, and 1M rows a day."
    assert messages(f"{front}\n# Logs\n\n{text}\n", tmp_path) == []


COUNTS = {
    "118 trams, one depot": ("The fleet of 104 trams is kept at the port.", True),
    "26 weeks of leave": ("Every parent has 20 weeks at full pay.", True),
    "Six weeks to a new model": ("From idea to traffic a model takes eleven weeks: three for data.", True),
    "The lane: 47-minute outage of all lines": ("It began on a Sunday. For 92 minutes there was no chat.", True),
    "Payline 5.0: twelve new endpoints": ("It gains 17 endpoints, most of them small.", True),
    "Opening a chart in 300 ms": ("Charts were slow. Now a chart is on the screen in 700 ms.", False),
    "The 90 minute outage": ("The outage lasted 2 hours and 50 minutes, from ten to one.", True),
    "Four hours without writes": ("It was read-only for 95 minutes.", True),
    "The 90 minute failure": ("It lasted 1.5 hours.", False),
    "A 90 minute film": ("It took 3 weeks to make, and 2 hours to cut.", False),
    "118 trams and one port": ("The fleet of 118 trams is new, and 40 of them are red.", False),
    "118 trams in the snow": ("In summer 20 trams stay at the port, in winter 40 trams.", False),
    "12 weeks of training": ("After 4 weeks they drive alone.", False),
    "13 weeks of leave": ("Tell us 8 weeks before.", False),
    "119 trams": ("It is a large fleet. The 104 trams of the old days are gone.", False),
    "Two teams": ("There are 4 teams in all.", False),
    "Why do 5 minutes become hours?": ("The failover took 6 minutes.", False),
    "Workshop (45 min)": ("First you model for 15 min.", False),
}


@pytest.mark.parametrize("heading", COUNTS)
def test_a_count_that_opens_a_heading_against_the_sentence_below(heading: str, tmp_path: Path) -> None:
    text, found = COUNTS[heading]
    assert len(messages(f"# Lines\n\n## {heading}\n\n{text}\n", tmp_path)) == found


def test_the_front_matter_against_the_one_sentence_that_tells_it_of_the_whole(tmp_path: Path) -> None:
    front = "---\ntitle: Desk\nmetrics:\n  tickets_per_week: 1,900\n---\n\n# Desk\n\nText.\n\n## Load\n\n"
    (found,) = messages(f"{front}We get about 3,100 tickets a week, most of them by phone.\n", tmp_path / "one")
    assert found == "Desk: tickets is 1,900 here, about 3,100 a week on this page"
    assert messages(f"{front}Each of us gets about 31 tickets a week.\n", tmp_path / "two") == []
    assert messages(f"{front}In the east we get about 3,100 tickets a week.\n", tmp_path / "three") == []


MOST = {
    "Seen from the hall, 99% of all scans are answered within 90 ms.": True,
    "95 percent of scans come back in 120 ms.": True,
    "A quote is ready in 1.2 seconds at the median. The p99 of a quote is 800 ms.": True,
    "A quote is ready in 1.2 seconds at the median. The p99 of a chart is 800 ms.": False,
    "A quote is ready in 1.2 seconds at the median.\n\n## Later\n\nThe p99 of a quote is 800 ms.": False,
    "A quote is ready in 1.2 seconds at the median. The p99 of a quote is 2 s.": False,
    "99% of all scans are answered within 290 ms.": False,
    "99% of all labels are printed within 90 ms.": False,
    "20% of all scans are answered within 90 ms.": False,
    "The target is that 99% of scans are answered within 90 ms.": False,
}


@pytest.mark.parametrize("text", MOST)
def test_most_take_no_less_than_the_median(text: str, tmp_path: Path) -> None:
    found = messages(f"# Scans\n\nAt the median a scan is answered in 140 ms.\n\n## Most\n\n{text}\n", tmp_path)
    assert len(found) == MOST[text]
    assert all("but half of them more than" in message and "(median) on this page" in message for message in found)
