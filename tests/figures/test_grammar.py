"""Finding every figure of a text: the guide's worked examples, what is no figure, and what holds for any text."""

import sys
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from caselint.figures import Quantity, figure_places, find_quantities, grammar
from caselint.figures.reading import plain
from caselint.findings import Span


def find(text: str, label: str = "", header: str = "") -> list[Quantity]:
    return find_quantities(text, Span(0, len(text)), label=label, header=header)


def one(text: str, label: str = "", header: str = "") -> Quantity:
    (found,) = find(text, label, header)
    return found


def read(text: str, label: str = "", header: str = "") -> list[tuple[str, object, str, str]]:
    """Surface, value (or both ends), unit and bound of each figure."""
    return [
        (q.surface, float(q.value) if q.value is not None else _ends(q), q.unit, q.bound)
        for q in find(text, label, header)
    ]


def _ends(quantity: Quantity) -> object:
    if quantity.low is None or quantity.high is None:
        return None
    return (float(quantity.low), float(quantity.high))


# text, surface, value or ends, unit, dimension, bound, stat
WORKED = [
    ("peak of 89.2M requests/second", "89.2M requests/second", 89.2e6, "request/s", "rate", "exact", "peak"),
    ("<100ms p99", "<100ms", 100, "ms", "duration", "at_most", "p99"),
    ("99.97% availability", "99.97%", 99.97, "%", "percent", "exact", None),
    ("260+ million subscribers", "260+ million subscribers", 260e6, "subscriber", "count", "at_least", None),
    ("10x faster iterations", "10x", 10, "x", "multiplier", "exact", None),
    ("$2.5B per year", "$2.5B per year", 2.5e9, "usd/year", "money", "exact", None),
    ("every 3-5 hours", "3-5 hours", (3, 5), "h", "duration", "range", None),
    ("11 9s of durability", "11 9s", 11, "nine", "nines", "exact", None),
    ("single-digit millisecond reads", "single-digit millisecond", (1, 9), "ms", "duration", "range", None),
    (
        "over 1 billion hours of content monthly", "over 1 billion hours of content monthly", 1e9, "h/month", "rate",
        "at_least", None,
    ),
    ("1000s of nodes globally", "1000s of nodes", None, "node", "count", "approx", None),
    ("over a trillion rows", "over a trillion rows", 1e12, "row", "count", "at_least", None),
    ("about a million users", "a million users", 1e6, "user", "count", "approx", None),
    ("100s engineers", "100s engineers", None, "engineer", "count", "approx", None),
    ("a wait of 1000s of the queue", "1000s", 1000, "s", "duration", "exact", None),
    ("millions of trips daily", "millions of trips daily", None, "trip/day", "rate", "approx", None),
    ("scales to millions", "millions", None, "", "count", "approx", None),
    ("up to four nines", "up to four nines", 4, "nine", "nines", "at_most", None),
    ("+40% YoY", "+40% YoY", 40, "%/year", "rate", "exact", None),
    ("Battery drain >20%/hour", ">20%/hour", 20, "%/h", "rate", "at_least", None),
    ("Sub-5 second visibility", "Sub-5 second", 5, "s", "duration", "at_most", None),
    ("sub-millisecond lookups", "sub-millisecond", 1, "ms", "duration", "at_most", None),
    (
        "around 4K read or write requests each second", "around 4K read or write requests each second", 4000,
        "request/s", "rate", "approx", None,
    ),
    ("Index size __–42%__", "–42%", -42, "%", "percent", "exact", None),
    (r"\sim 5.8 \space GB/second", r"\sim 5.8 \space GB/second", 5.8, "gb/s", "rate", "approx", None),
    ("# $0.0001 per feed", "$0.0001 per feed", 0.0001, "usd/feed", "money", "exact", None),
    ("Zero double-bookings", "Zero double-bookings", 0, "double-booking", "count", "exact", None),
    ("17 global data centers", "17 global data centers", 17, "data center", "count", "exact", None),
    ("a two-week sprint", "two-week", 2, "week", "duration", "exact", None),
    ("a 6-digit code", "6-digit", 6, "digit", "count", "exact", None),
    ("64-bit IDs", "64-bit", 64, "bit", "data", "exact", None),
    ("150M+ MAU", "150M+ MAU", 150e6, "monthly active user", "count", "at_least", None),
    ("billion-video recommendations", "billion-video", 1e9, "video", "count", "approx", None),
    ("Minimum 3 Mermaid diagrams", "Minimum 3 Mermaid diagrams", 3, "diagram", "count", "at_least", None),
    ("Max: 10x", "10x", 10, "x", "multiplier", "exact", "max"),
    ("exactly one character", "exactly one character", 1, "character", "count", "exact", None),
    ("Compresses 7±2 chunks", "7±2 chunks", (5, 9), "chunk", "count", "range", None),
    ("within ±10%", "±10%", (-10, 10), "%", "percent", "range", None),
    ("more than 50.000 people", "more than 50.000 people", 50000, "person", "count", "at_least", None),
    ("1-100M users", "1-100M users", (1e6, 100e6), "user", "count", "range", None),
    ("100-1K services", "100-1K services", (100, 1000), "service", "count", "range", None),
    ("2-8GB per region", "2-8GB per region", (2, 8), "gb/region", "data", "range", None),
    ("60 FPS", "60 FPS", 60, "frame/s", "rate", "exact", None),
    ("5 or more replicas", "5 or more replicas", 5, "replica", "count", "at_least", None),
    ("an outage of 6 h 30 min", "6 h 30 min", 6.5, "h", "duration", "exact", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "surface", "value", "unit", "dimension", "bound", "stat"), WORKED)
def test_a_figure_is_read_as_the_guide_reads_it(
    text: str, surface: str, value: object, unit: str, dimension: str, bound: str, stat: str | None
) -> None:
    found = one(text)
    assert found.surface == surface
    got = float(found.value) if found.value is not None else _ends(found)
    assert (got, found.unit, found.dimension, found.bound, found.stat) == (value, unit, dimension, bound, stat)
    assert found.vague is (value is None)


def test_a_percentage_and_its_nines_are_two_figures() -> None:
    assert read("99.99% (four nines)") == [("99.99%", 99.99, "%", "exact"), ("four nines", 4, "nine", "exact")]


def test_from_and_to_are_two_figures_that_share_their_unit() -> None:
    low, high = find("grew from 10M to 300M+ users")
    assert (low.surface, low.unit, low.unit_from, low.bound) == ("10M", "user", "context", "exact")
    assert (high.surface, high.value, high.bound) == ("300M+ users", Fraction(300_000_000), "at_least")


def test_ratios_keep_their_parts() -> None:
    for text, num, den, unit in (("Choose 2 of 3", 2, 3, ""), ("rated 4.2/5 stars", Fraction("4.2"), 5, "star")):
        found = one(text)
        assert (found.num, found.den, found.unit, found.dimension) == (num, den, unit, "ratio")
        assert found.value == Fraction(num) / den


def test_two_durations_in_a_formula_but_not_what_it_yields() -> None:
    assert read("1 - (5ms / 10ms) = 0.5") == [("5ms", 5, "ms", "exact"), ("10ms", 10, "ms", "exact")]


def test_a_clock_mark_is_none_and_what_happens_then_is_one() -> None:
    assert read("T+30min: 25% of calls fail") == [("25%", 25, "%", "exact")]


@pytest.mark.parametrize(
    ("text", "label", "header", "surface", "unit", "unit_from"),
    [
        ("52.6 minutes", "99.99%", "Downtime (Year)", "52.6 minutes", "min/year", "header"),
        ("20+", "AWS Regions", "Value", "20+", "region", "label"),
        ("1 MB", "Images", "Size per POI", "1 MB", "mb/poi", "header"),
        ("4,000+", "Daily Deployments", "Value", "4,000+", "deployment/day", "label"),
        ("$0.023", "Cold store", "Cost/GB/Month", "$0.023", "usd/gb/month", "header"),
        ("1B", "", "Users", "1B", "user", "header"),
        ("24K/s", "Requests per second (RPS)", "Estimate", "24K/s", "request/s", "label"),
        ("50/day", "Node Failure", "Frequency", "50/day", "failure/day", "label"),
        ("Billions globally", "Monthly Active Users", "Description", "Billions", "monthly active user", "label"),
        ("250", "Checkout", "Latency (ms)", "250", "ms", "header"),
        ("**Daily Exports**: 100K+ finished exports", "Daily Exports", "",
         "100K+ finished exports", "finished export/day", "label"),
        ("7", "", "Key length", "7", "", None),
        ("**Hosts**: 420 across all regions", "Hosts", "", "420", "host", "label"),
    ],
)  # fmt: skip
def test_a_bare_number_takes_its_unit_from_its_label_or_header(
    text: str, label: str, header: str, surface: str, unit: str, unit_from: str | None
) -> None:
    found = one(text, label, header)
    assert (found.surface, found.unit) == (surface, unit)
    if unit_from:
        assert found.unit_from == unit_from


def test_a_row_label_gives_the_statistic_of_the_first_figure_only() -> None:
    assert [q.stat for q in find("200ms for 99% of calls", label="P99", header="Latency")] == ["p99", None]


NO_FIGURES = [
    "served over HTTP/2 since Python 3.11, OAuth 2.0 and SHA-256",
    "Base32, HTML5, 5G and 8K footage",
    "stored in S3, indexed by H3, on EC2 and K8s, agreed by 2PC, a 4xx",
    "last updated 2025-08-04, first in May 2012, again on 14 March",
    "at 12:30 or 3 PM",
    "10 years ago it was the 1990s",
    "T+30s: the first alert",
    "1. Outline the use case",
    "Step 2: measure, Week 3, Law 3, Level 4-5, Zone 3",
    "Steps 1 and 2 come before Phase 3",
    "the 2nd order effects",
    "fixed in #6846 and seen before [12]",
    "ISBN: 978-1449373320",
    "listens on port 443 and answers HTTP 301",
    "returns 404 errors",
    ":octicons-arrow-right-24: next",
    "O(1) lookups, O(n log n) at worst",
    "for N > 5 and R + W > N",
    "$X of revenue",
    "currency CHAR(3), name VARCHAR(20)",
    "two-phase commit, three-tier, two-factor, a zero-downtime deployment",
    "one of them, the other one, one-time setup",
    "petabytes of logs within minutes at PB-scale",
    "several, few and multiple of them",
    "supports Python < 3.10",
    "on call 24/7",
    "version 1.2.3 on 10.0.0.1",
    "learned from [chapter 4](x)",
    "10^-9 of them",
    "division by zero",
]


@pytest.mark.parametrize("text", NO_FIGURES)
def test_what_the_guide_excludes_is_no_figure(text: str) -> None:
    assert read(text) == []


def test_row_ids_are_no_figures() -> None:
    assert find("3", label="", header="ID") == []
    assert find("2", label="Priority", header="Value") == []
    assert find("2019", label="Founded", header="Value") == []


def test_holes_are_not_read_and_end_a_phrase() -> None:
    text = "serves [200+ million](page-5-nodes.md) homes with `5 nodes`"
    holes = [Span(text.index("]"), text.index(")") + 1), Span(text.index("`"), len(text))]
    found = find_quantities(text, Span(0, len(text)), holes)
    assert [q.surface for q in found] == ["200+ million"]


def test_marks_stay_outside_and_entities_count_as_what_they_show() -> None:
    assert read("**5 million** users, _3 nodes_, &lt;100ms") == [
        ("5 million** users", 5e6, "user", "exact"),
        ("3 nodes", 3, "node", "exact"),
        ("&lt;100ms", 100, "ms", "at_most"),
    ]


def test_a_piece_of_a_longer_text_has_offsets_of_the_whole() -> None:
    text = "9 lives. 3 nodes"
    (found,) = find_quantities(text, Span(9, len(text)), places=figure_places(text))
    assert found.span.slice(text) == found.surface == "3 nodes"


FRAGMENTS = st.sampled_from(
    """1 1,5 2.5 10 3/4 99.9% <5 ~ + - – ± $ € 5M 3K 2 of to and per / s ms users nodes million millions billions tens
    sub- single-digit one two zero nines 9s ** __ ` [ ] ( ) | { } &lt; \\space \\sim T+ #1 v1. at least up to or more
    : ; , . \n     é 🚀 × 2025-01-02 12:30 Law Step daily monthly active a million x X%""".split(" ")
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.lists(FRAGMENTS, max_size=30).map(" ".join), st.lists(FRAGMENTS, max_size=30).map("".join), st.text()),
    st.sampled_from(["", "Latency (ms)", "Daily Users", "P99", "("]),
    st.sampled_from(["", "Cost/GB/Month", "ID", "Regions"]),
)
def test_figures_of_any_text_are_in_order_and_name_their_span(text: str, label: str, header: str) -> None:
    found = find(text, label, header)
    end = 0
    for quantity in found:
        assert quantity.span.slice(text) == quantity.surface
        assert end <= quantity.span.start < quantity.span.end
        assert (quantity.bound == "range") == (quantity.low is not None)
        if quantity.low is not None and quantity.high is not None:
            assert quantity.value is None
            assert quantity.low < quantity.high
        end = quantity.span.end
    assert find_quantities(text, Span(0, len(text)), label=label, header=header, places=figure_places(text)) == found


@settings(max_examples=100, deadline=None)
@given(st.lists(FRAGMENTS, max_size=12).map(" ".join), st.text("é🚀 \n", max_size=5))
def test_a_figure_moves_with_the_text_before_it(text: str, before: str) -> None:
    assume(not before[-1:].isalpha())  # a letter right before a number makes a name of the two
    whole = before + text
    moved = find_quantities(whole, Span(len(before), len(whole)))
    assert [q.span.start - len(before) for q in moved if q.bound != "exact"] == [
        q.span.start for q in find(text) if q.bound != "exact"
    ]


HOSTILE = [
    "1,1,1,", "1 ", "1.", "1-", "1/", "$", "9s ", "<", "~1", "5 a-", "1 of ", "tens of ", "sub-", "million ", "{a ",
    "&lt;", "\\space", "`", "[1]", "x: 5, ", "5 users per ", "step 1 and ", "between 5 and ", "5m every ", "5 or 6 ", "://",
]  # fmt: skip


class Counting(str):
    """Text that counts how many characters were copied out of it."""

    copied = 0

    def __getitem__(self, key: object) -> str:
        part = super().__getitem__(key)  # type: ignore[index]
        self.copied += len(part)
        return part


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_costs_no_more_than_its_length(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts calls and the characters that the readers copy, not the clock: ten times the text, ten times the work."""

    def work_for(size: int) -> int:
        works: list[Counting] = []
        calls = 0

        def watched(text: str, span: Span, holes: object) -> Counting:
            works.append(Counting(plain(text, span)))
            return works[-1]

        def count(*_: object) -> None:
            nonlocal calls
            calls += 1

        monkeypatch.setattr(grammar, "plain", watched)
        text = (unit * (size // len(unit) + 1))[:size]
        sys.setprofile(count)
        try:
            find_quantities(text, Span(0, size))
        finally:
            sys.setprofile(None)
        return calls + sum(work.copied for work in works)

    assert work_for(30_000) <= 11 * work_for(3_000) + 1_000


def test_100_kilobytes_of_a_digit_list_are_one_look() -> None:
    text = "1,1," * 25_000
    assert len(figure_places(text)) == 1
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5M daily orders", [("5M daily orders", 5e6, "order/day", "exact")]),
        ("1B+ daily parcel updates", [("1B+ daily parcel updates", 1e9, "parcel update/day", "at_least")]),
        ("5M daily active users", [("5M daily active users", 5e6, "daily active user", "exact")]),
        ("2B+ monthly viewers", [("2B+ monthly viewers", 2e9, "monthly viewer", "at_least")]),
        ("1M parcels daily using vans", [("1M parcels daily", 1e6, "parcel/day", "exact")]),
        ("load with >3x daily variation", [(">3x", 3, "x", "at_least")]),
        ("$5M annual cost", [("$5M annual", 5e6, "usd/year", "exact")]),
        ("Downtime 10m 30s", [("10m 30s", 10.5, "min", "exact")]),
        ("lasted 1h 30m", [("1h 30m", 1.5, "h", "exact")]),
        ("after 6 hours, 18 minutes", [("6 hours, 18 minutes", 6.3, "h", "exact")]),
        ("3 hours and 15 minutes", [("3 hours and 15 minutes", 3.25, "h", "exact")]),
        ("2 days, 50 minutes", [("2 days", 2, "day", "exact"), ("50 minutes", 50, "min", "exact")]),
        ("5 minutes and 70 seconds", [("5 minutes", 5, "min", "exact"), ("70 seconds", 70, "s", "exact")]),
        ("10m 5m", [("10m", 10, "m", "exact"), ("5m", 5, "m", "exact")]),
        ("256 shards per physical node", [("256 shards per physical node", 256, "shard/physical node", "exact")]),
        ("dozens of other sources", [("dozens of other sources", None, "source", "approx")]),
        ("seek 500 us", [("500 us", 500, "us", "exact")]),
        ("the 5 of us left", []),
        ("10 pts", [("10 pts", 10, "point", "exact")]),
    ],
)
def test_units_of_several_words(text: str, expected: list[tuple[str, object, str, str]]) -> None:
    assert read(text) == expected


def test_a_statistic_in_a_label_is_no_part_of_the_unit() -> None:
    found = one("40K", label="Peak requests")
    assert (found.unit, found.stat) == ("request", "peak")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("1,140 stops.", "stop"),
        ("500 stores in 14 towns", "store"),
        ("38 bus stops and 4 lines", "bus stop"),
        ("layer 3 stores keys", None),
        ("level 30 stops at noon", None),
        ("tier 2 stores in memory", None),
    ],
)
def test_some_verbs_are_nouns_where_no_object_follows(text: str, unit: str | None) -> None:
    units = [found[2] for found in read(text)]
    assert units[:1] == [unit] if unit else not {"stop", "store"} & set(units)


@pytest.mark.parametrize("text", ["500+ hours uploaded/min", "500+ hours of video uploaded every minute"])
def test_the_verb_of_a_count_may_stand_before_its_period(text: str) -> None:
    assert read(text) == [(text, 500, "h/min", "at_least")]


def test_a_statistic_is_that_of_the_figure_it_stands_behind() -> None:
    texts = ("20 TB/s peak throughput across 4,000 clusters", "20 hosts, with a peak of 4,000 clusters")
    assert [[found.stat for found in find(text)] for text in texts] == [["peak", None], [None, "peak"]]


def test_a_scale_of_two_words_is_one_number() -> None:
    assert read("a hundred thousand users") == [("a hundred thousand users", 1e5, "user", "approx")]
