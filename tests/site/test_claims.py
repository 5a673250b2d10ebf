"""What a figure is about: its subject from the nearest context, its metric, scope, date and sense."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselint.content.markdown import parse
from caselint.content.source import Source
from caselint.engine.discover import Request
from caselint.engine.linter import run
from caselint.facts.collect import collect
from caselint.generators.detect import read_site
from caselint.generators.dialects import dialect_of
from caselint.site.claims import Claim
from caselint.site.conflicts import find_conflicts
from caselint.site.index import SiteIndex
from caselint.testing import write_site

KNOWN = {
    "ferrio.md": "# Ferrio: rides\n\nThe story of Ferrio, with 1 map.\n",
    "tramway.md": "# Tramway: lines\n\nThe story of Tramway, with 1 map.\n",
}


def claims_of(text: str, folder: Path, name: str = "page.md") -> list[Claim]:
    """The claims of a page beside two that make Ferrio and Tramway known."""
    write_site(folder, {**KNOWN, name: text})
    return [claim for claim in run(Request(folder)).sites[0].index.claims if claim.path == name]


def claim_of(surface: str, text: str, folder: Path) -> Claim:
    return next(claim for claim in claims_of(text, folder) if claim.mention.quantity.surface == surface)


@pytest.mark.parametrize(
    ("text", "subject", "source"),
    [
        ("# Rides\n\nUnlike Tramway, Ferrio serves 9M riders.\n", "Ferrio", "sentence"),
        ("# Ferrio\n\nThere are 9M riders at Tramway.\n", "Tramway", "sentence"),
        ("# Rides\n\n| Company | Scale |\n|---|---|\n| Ferrio | 9M riders |\n", "Ferrio", "label"),
        ("# Rides\n\n| Metric | Ferrio | Tramway |\n|---|---|---|\n| Users | 9M riders | 4M |\n", "Ferrio", "header"),
        ("# Rides\n\n### [Ferrio: maps](ferrio.md)\n\n**Scale**: 9M riders\n", "Ferrio", "entry"),
        ("# Rides\n\n## How Ferrio scaled\n\nThe service has 9M riders.\n", "Ferrio", "heading"),
        ("# Rides\n\n## Ferrio\n\n### Numbers\n\nThe service has 9M riders.\n", "Ferrio", "heading"),
        ("# Ferrio\n\nThe service has 9M riders.\n", "Ferrio", "page"),
        ("# Rides\n\n**Ferrio**:\n\n- 3 maps\n- 9M riders\n", "Ferrio", "label"),
        ("# Rides\n\nFerrio is a system of boats. It has 9M riders.\n", "Ferrio", "sentence"),
        ("# Rides\n\nOnce Ferrio had 2 maps. It has 9M riders.\n", "Ferrio", "sentence"),
        ("# Rides\n\n**Who rides with Ferrio?**\nMore or less: 9M riders.\n", "Ferrio", "label"),
        ("# Rides\n\nThere, 9M riders ride Ferrio each month.\n", "Ferrio", "sentence"),
        ("# Rides\n\nFerrio Economics • Tramway costs • Reach: 9M riders\n", "Ferrio", "sentence"),
        ("# Rides\n\nThe big outage • Ferrio failed • 9M riders\n", "Ferrio", "sentence"),
        ("# Ferrio\n\n| When | What |\n|---|---|\n| T+15min | 9M riders |\n", "Ferrio", "page"),
        ("---\ntitle: Rides\nexamples:\n- company: Ferrio\n  scale: 9M riders\n---\n", "Ferrio", "front"),
    ],
)
def test_the_subject_is_the_nearest_one(text: str, subject: str, source: str, tmp_path: Path) -> None:
    claim = claim_of("9M riders", text, tmp_path)
    assert (claim.subject, claim.source, claim.known) == (subject, source, True)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("# Ferrio\n\n## Boatly (rival)\n\nThe service has 9M riders.\n", "Boatly"),
        ("# Ferrio\n\n| Rival | Scale |\n|---|---|\n| Boatly | 9M riders |\n", "Boatly"),
        ("# Ferrio\n\n- [URL Shortener](u.md) - 9M riders\n", "URL Shortener"),
    ],
)
def test_a_name_that_nobody_learned_is_a_subject_of_its_own(text: str, subject: str, tmp_path: Path) -> None:
    claim = claim_of("9M riders", text, tmp_path)
    assert (claim.subject, claim.known) == (subject, False)


def test_a_label_is_about_an_entity_only_if_it_is_mostly_its_name(tmp_path: Path) -> None:
    text = "# Ferrio\n\n| Metric | Value |\n|---|---|\n| Stations run by Tramway crews | 9M riders |\n"
    assert claim_of("9M riders", text, tmp_path).subject == "Ferrio"


@pytest.mark.parametrize(
    ("sentence", "surface", "metric", "name"),
    [
        ("Ferrio has 5M concurrent voice users.", "5M concurrent voice users", "concurrent voice users", "user"),
        ("Ferrio has 5M subscribers.", "5M subscribers", "subscribers", "user"),
        ("Ferrio answers 3B calls a day.", "3B calls a day", "calls", "request"),
        ("Ferrio keeps 99.99% availability.", "99.99%", "availability", "availability"),
        ("Ferrio has a response time of 40 ms.", "40 ms", "latency", "latency"),
        ("Ferrio plays 2B hours of music daily.", "2B hours of music daily", "hours", "hour"),
    ],
)
def test_metrics_have_one_name_for_all_spellings(
    sentence: str, surface: str, metric: str, name: str, tmp_path: Path
) -> None:
    claim = claim_of(surface, f"# Page\n\n{sentence}\n", tmp_path)
    assert (claim.metric, claim.measured.name) == (metric, name)


def test_synonyms_of_the_configuration_hold(tmp_path: Path) -> None:
    config = {"caselint.toml": '[vocabulary]\nmetrics = { user = ["rider"], latency = ["dwell"] }\n'}
    write_site(tmp_path, {**config, "page.md": "# Ferrio\n\nIt has 9M riders.\n\n- **Dwell**: 40 ms\n"})
    assert [claim.measured.name for claim in run(Request(tmp_path)).sites[0].index.claims] == ["user", "latency"]


@pytest.mark.parametrize(
    ("sentence", "surface", "scope"),
    [
        ("Ferrio has 9M users in Europe.", "9M users", "Europe"),
        ("Each shard of Ferrio holds 4,000 users.", "4,000 users", "per shard"),
        ("Ferrio counts messages of each of 9M users.", "9M users", None),
        ("Ferrio has 9M users.", "9M users", None),
        ("In Europe Ferrio has 9M riders.", "9M riders", "Europe"),
        ("Across North America, Ferrio has 9M riders.", "9M riders", "North America"),
        ("In January Ferrio has 9M riders.", "9M riders", None),
        ("In Ferrio 9M riders meet.", "9M riders", None),
    ],
)
def test_the_scope_is_the_part_that_is_meant(sentence: str, surface: str, scope: str | None, tmp_path: Path) -> None:
    assert claim_of(surface, f"# Page\n\n{sentence}\n", tmp_path).scope == scope


@pytest.mark.parametrize(
    ("text", "modality", "as_of"),
    [
        ("Ferrio has 9M users.", "stated", None),
        ("Ferrio has 9M users as of 2021.", "stated", "2021"),
        ("Ferrio grew to 9M users.", "historical", None),
        ("Suppose that Ferrio has 9M users.", "hypothetical", None),
        ("The target of Ferrio is 9M users.", "target", None),
        ("## SLO\n\nFerrio has 9M users.", "target", None),
        ("## Capacity planning\n\nFerrio has 9M users.", "hypothetical", None),
        ("## Growth Scale\n\nFerrio has 9M users.", "stated", None),
        ("- Ferrio, from 9M users to 20M users", "historical", None),
        ("When Ferrio serves 9M users, all is well.", "stated", None),
        ("When load reaches 9M users, add a host.", "target", None),
        ("Targets:\n\n- 3 maps\n- 9M users", "target", None),
        ("**In 2019**\n\n- 9M users", "historical", "2019"),
        ("Assumptions:\n\n1. 9M users", "hypothetical", None),
        ("## Evolution\n\n**Phase 3 (2015-Present)**:\n\n- 9M users", "stated", None),
        ("## Evolution\n\n**Phase 1**:\n\n- 9M users", "historical", None),
        ("Targets:\n\nText.\n\n- 9M users", "stated", None),
        ("Really? 9M users came.", "stated", None),
        ("Ferrio has 9M users (2024).", "stated", "2024"),
        ("Ferrio sold $1.2B (2007) to 9M users (2024).", "stated", "2024"),
        ("Ferrio had $1.2B (2007), and has 9M users.", "historical", None),
        ("Ferrio has 9M users, up from $1.2B (2007).", "stated", None),
        ("Ferrio has 2000+ maps and 9M users.", "stated", None),
        ("Ferrio (2019) has 9M users.", "stated", "2019"),
        ("## 2019\n\nToday Ferrio has 9M users.", "stated", None),
        ("Ferrio has 9M users, and you can be one of them.", "stated", None),
        ("Ferrio bears it if you have 9M users.", "hypothetical", None),
        ("## The history of Ferrio\n\nNow it has 9M users.", "stated", None),
        ("It serves from 9M users a stream of news.", "stated", None),
        ("It grew from 9M users, in 2 steps.", "historical", None),
        ("At the last count there were 9M users.", "stated", None),
        ("Over the last twelve months there were 9M users.", "stated", None),
        ("Over the last few days there were 9M users.", "historical", None),
        ("| When | What |\n|---|---|\n| 1946 | 9M users |", "stated", "1946"),
        ("Ferrio was founded with 9M users.", "historical", None),
        ("At Ferrio 20 engineers and 9M users are at home.", "stated", None),
        ("At Ferrio 20 engineers serve 9M users.", "historical", None),
        ("## Success metrics\n\n| Metric | Goal | Current |\n|---|---|---|\n| Reach | 2M | 9M users |", "stated", None),
        ("## Success metrics\n\n| Metric | Goal | Next |\n|---|---|---|\n| Reach | 2M | 9M users |", "target", None),
        ("```python\n# Ferrio: 9M users\n```", "example", None),
    ],
)
def test_the_sense_in_which_it_is_stated(text: str, modality: str, as_of: str | None, tmp_path: Path) -> None:
    claim = claim_of("9M users", f"# Page\n\n{text}\n", tmp_path)
    assert (claim.modality, claim.as_of) == (modality, as_of)


def test_a_size_class_is_no_fact(tmp_path: Path) -> None:
    claim = claim_of("<1M users", "# Page\n\n## Ferrio (<1M users)\n\nText.\n", tmp_path)
    assert claim.modality == "hypothetical"


def test_pages_of_exams_state_premises(tmp_path: Path) -> None:
    (claim,) = claims_of("# Ferrio\n\nFerrio has 9M users.\n", tmp_path, "ferrio-exam.md")
    assert claim.modality == "hypothetical"


def test_pages_of_incidents_count_what_was_affected(tmp_path: Path) -> None:
    (claim,) = claims_of("# Ferrio\n\nA sword was given twice to 9M users.\n", tmp_path, "incidents.md")
    assert claim.modality == "historical"


def test_every_mention_makes_one_claim_in_order(tmp_path: Path) -> None:
    text = "# Ferrio\n\n9M users, 3 maps.\n\n| A | B |\n|---|---|\n| 1 ms | 2 GB |\n"
    claims = claims_of(text, tmp_path)
    spans = [claim.mention.quantity.span for claim in claims]
    assert spans == sorted(spans)
    assert [text[span.start : span.end] for span in spans] == ["9M users", "3 maps", "1 ms", "2 GB"]


WORDS = [
    "Ferrio",
    "Tramway",
    "9M users",
    "5M+",
    "<1M",
    "10-20%",
    "per day",
    "each",
    "in",
    "Europe",
    "2014",
    "from",
    "to",
]
MARKS = [
    "# ",
    "## ",
    "- ",
    "| a | b |\n|---|---|\n",
    "**Scale**: ",
    "[Ferrio Rides](ferrio.md)",
    "\n",
    "\n\n",
    ":",
    "é🎯",
]
FRAGMENTS = st.sampled_from(WORDS + MARKS)


@settings(max_examples=150, deadline=None)
@given(st.lists(FRAGMENTS, max_size=30).map(" ".join))
def test_any_page_gives_the_same_claims_twice(text: str) -> None:
    site = read_site(Path("/nowhere"))
    dialect = dialect_of(site)
    pages = {path: collect(parse(path, Source(body), dialect)) for path, body in {**KNOWN, "page.md": text}.items()}
    first, second = SiteIndex(site, pages), SiteIndex(site, dict(reversed(pages.items())))
    assert sorted(map(repr, first.claims)) == sorted(map(repr, second.claims))
    assert list(find_conflicts(first)) == list(find_conflicts(first))
    for claim in first.claims:
        assert claim.subject
        assert claim.modality in ("stated", "target", "hypothetical", "historical", "example")


def test_whoever_a_sentence_begins_with_its_figure_is_not_of_the_page(tmp_path: Path) -> None:
    text = "# Ferrio\n\nHarbourline has 9M riders, and Quayside has 8M riders. There are 7M riders in all.\n"
    found = [(claim.mention.quantity.surface, claim.subject, claim.known) for claim in claims_of(text, tmp_path)]
    assert found == [
        ("9M riders", "Harbourline", False),
        ("8M riders", "Quayside", False),
        ("7M riders", "Ferrio", True),
    ]


def test_a_series_is_one_and_many(tmp_path: Path) -> None:
    assert claim_of("9M time series", "# Ferrio\n\nIt holds 9M time series.\n", tmp_path).metric == "time series"
