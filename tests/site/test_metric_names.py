"""What a figure measures, in one word for all spellings."""

import pytest

from caselint.content.markdown import parse
from caselint.content.source import Source
from caselint.facts.collect import collect
from caselint.site.metric_names import metric_of

MEASURED = {
    "3 second video startup with 99.99% availability": ["startup time", "availability"],
    "It moves 100PB of traffic a month, and stores 15PB a day": ["volume", "volume"],
    "It stores 15PB of data": ["storage"],
    "| Timeline | Hit Rate | P99 Latency |\n|---|---|---|\n| Page timeline | 95% | 60ms |": ["hit rate", "latency"],
    "| Metric | Value |\n|---|---|\n| Hit rate | 95% |": ["hit rate"],
    "| Who | Scale Metrics |\n|---|---|\n| Ferry | 100PB/month |": ["volume"],
    "It cut staff turnover to 15%, with $4M of turnover": ["", "revenue"],
    "P99: 150ms": ["latency"],
    "9M people use it, it serves 9M people, and 9M people play": ["user", "user", "player"],
    "It employs 420 people, and its fair drew 9,000 people to the port": ["employee", "person"],
    "It was up 99.4% of the time": ["availability"],
    "20 edge locations": ["location"],
}


@pytest.mark.parametrize("text", MEASURED)
def test_what_a_figure_measures(text: str) -> None:
    found = collect(parse("docs/ferry.md", Source(f"# Ferry\n\n{text}\n"))).mentions
    assert [metric_of(mention, {}).name for mention in found] == MEASURED[text]


def test_servers_at_the_edge_have_two_names() -> None:
    found = collect(parse("docs/ferry.md", Source("# Ferry\n\n20 CDN nodes and 30 edge servers\n"))).mentions
    assert len({metric_of(mention, {})[:2] for mention in found}) == 1
