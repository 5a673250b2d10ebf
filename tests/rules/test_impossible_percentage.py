"""MET001 speaks up for shares of a whole, and for nothing that may exceed one."""

from pathlib import Path

import pytest

from caselint.rules.metrics.impossible_percentage import ImpossiblePercentage
from caselint.rules.rule import Example
from caselint.testing import run_example

IMPOSSIBLE = [
    "Uptime: 100.5%\n",
    "The cache has a 110% hit rate.\n",
    "It covers 150% of all requests.\n",
    "| Success rate |\n|---|\n| 101% |\n",
    "- **Availability**: 999.9%\n",
    "Its availability is 199.99% in every region.\n",
]
POSSIBLE = [
    "The cache has a 100% hit rate.\n",
    "Traffic is 150% of the capacity that was planned.\n",
    "Traffic grew by 400% of all requests.\n",
    "Availability improved 120%.\n",
    "CPU: 350%\n",
    "ROI of 250% in the first year\n",
    "The new index is 300% faster.\n",
    "- **Overhead**: 140%\n",
    "An availability of 101% is impossible.\n",
    "| Metric | Change |\n|---|---|\n| Hit rate | 120% |\n",
    "```python\n# availability of 101%\n```\n",
    "Provision 200% of peak traffic.\n",
    "Error rate went up 300%\n",
    "- **Error rate**: -42%\n",
    "The new codec brings -25% packet loss.\n",
    "Net revenue retention: 120%\n",
    "Replicas take 150% of the data.\n",
]


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_a_share_above_its_whole(text: str, tmp_path: Path) -> None:
    (finding,) = run_example(ImpossiblePercentage, Example(text), tmp_path).findings
    assert "never more than 100%" in finding.message


def test_a_share_below_nothing(tmp_path: Path) -> None:
    (finding,) = run_example(ImpossiblePercentage, Example("Its availability is -5% at night.\n"), tmp_path).findings
    assert finding.message == '"-5%" cannot be: availability is never less than 0%'


@pytest.mark.parametrize("text", POSSIBLE)
def test_what_may_exceed_a_hundred(text: str, tmp_path: Path) -> None:
    assert run_example(ImpossiblePercentage, Example(text), tmp_path).finds == ()
