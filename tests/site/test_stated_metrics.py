"""Which figures of a page state a metric of its kind, and whether they are in its units and range."""

from fractions import Fraction

import pytest

from caselint.content.markdown import parse
from caselint.content.source import Source
from caselint.facts.collect import collect
from caselint.facts.page_facts import Mention
from caselint.kinds.metrics import WantedMetric
from caselint.site.stated_metrics import in_units, labelled, outside, stating


def mentions(text: str) -> tuple[Mention, ...]:
    return collect(parse("page.md", Source(text))).mentions


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("availability", "- **Availability**: 99.9%\n"),
        ("availability", "| Metric | Value |\n|---|---|\n| Availability target | 99.9% |\n"),
        ("availability", "| Site | Availability |\n|---|---|\n| Quay | 99.9% |\n"),
        ("latency p99", "---\nlatency_p99: 40ms\n---\n"),
        ("p99 latency", "Reads have a latency of 40 ms p99.\n"),
        ("requests", "It serves 5M requests/day.\n"),
        ("monthly active users", "It has 5M monthly active users.\n"),
        ("Trips", "Every day there are 30K trips.\n"),
    ],
)
def test_a_metric_is_stated(name: str, text: str) -> None:
    assert stating(WantedMetric((name,)), mentions(text))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("p99 latency", "Reads have a latency of 40 ms at the median.\n"),
        ("concurrent users", "It has 5M users.\n"),
        ("cost", "- **Latency**: 40 ms\n"),
        ("rail", "- **Trailers**: 40\n"),
    ],
)
def test_another_figure_states_it_not(name: str, text: str) -> None:
    assert stating(WantedMetric((name,)), mentions(text)) == []


def test_front_matter_may_be_asked_for() -> None:
    wanted = WantedMetric(("users",), where="front-matter")
    assert stating(wanted, mentions("It has 5M users.\n")) == []
    assert stating(wanted, mentions("---\nmetrics:\n  users: 5M\n---\n"))


@pytest.mark.parametrize(
    ("text", "unit", "fits"),
    [
        ("- **Delay**: 2 s\n", "ms", True),
        ("- **Delay**: 2 s\n", "milliseconds", True),
        ("- **Delay**: 2%\n", "ms", False),
        ("- **Delay**: 2\n", "ms", False),
        ("- **Load**: 5M requests/day\n", "requests/s", True),
        ("- **Load**: 5M requests\n", "requests/s", False),
        ("- **Load**: 5M requests/day\n", "requests per second", True),
        ("- **Cost**: $5K/month\n", "USD/year", True),
        ("- **Cost**: $5K/month\n", "$/year", True),
        ("- **Cost**: €5K/month\n", "USD/month", False),
    ],
)
def test_a_unit_that_converts_will_do(text: str, unit: str, fits: bool) -> None:
    assert in_units(mentions(text)[0].quantity, (unit,)) is fits


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("- **Delay**: 2 s\n", ""),
        ("- **Delay**: 6 s\n", "above"),
        ("- **Delay**: 0.5 ms\n", "below"),
        ("- **Delay**: up to 6 s\n", ""),
        ("- **Delay**: over 6 s\n", "above"),
        ("- **Delay**: 1-3 s\n", ""),
    ],
)
def test_the_range_is_in_the_first_unit(text: str, side: str) -> None:
    wanted = WantedMetric(("delay",), ("ms", "s"), Fraction(1), Fraction(5000))
    assert outside(mentions(text)[0].quantity, wanted) == side


def test_figures_behind_one_label_are_judged_together() -> None:
    groups = list(labelled(WantedMetric(("latency",)), mentions("- **P99 latency**: 2 s, 20% less\n- **Cost**: $5\n")))
    assert [[each.quantity.surface for each in group] for group in groups] == [["2 s", "20%"]]
