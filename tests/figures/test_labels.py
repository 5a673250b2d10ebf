"""What labels and column headers give the figures under them."""

import pytest

from caselint.figures.labels import read_label


@pytest.mark.parametrize(
    ("label", "field", "value"),
    [
        ("AWS Regions", "noun", "region"),
        ("Monthly Active Users", "noun", "monthly active user"),
        ("Patterns needed", "noun", "pattern"),
        ("Team Size", "noun", ""),
        ("Metrics", "noun", ""),
        ("Node Failure", "head", "failure"),
        ("Rollback Count", "head", "rollback"),
        ("Latency (ms)", "unit", "ms"),
        ("latency ms", "unit", "ms"),
        ("Cost ($)", "unit", "usd"),
        ("Peak QPS", "unit", "query/s"),
        ("% of Total", "unit", "%"),
        ("Cost/GB/Month", "denominators", ("gb", "month")),
        ("Downtime (Year)", "denominators", ("year",)),
        ("Size per POI", "denominators", ("poi",)),
        ("Reads/Writes", "denominators", ()),
        ("Daily Deployments", "period", "day"),
        ("Daily Active Users", "period", ""),
        ("Downtime", "dimension", "duration"),
        ("ID", "ordinal", True),
        ("Network Quality Score", "ordinal", False),
        ("vs Rivals", "compares", True),
    ],
)
def test_a_label_is_read_for_units(label: str, field: str, value: object) -> None:
    assert getattr(read_label(label), field) == value
