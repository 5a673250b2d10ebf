"""What switches a rule on or off, told with the selector that did it."""

from collections.abc import Callable
from typing import Any

import pytest

from caselint.config.config import Config, Decision, PageSettings, Selectors

Load = Callable[[str], Config]


@pytest.mark.parametrize(
    ("layers", "rule", "decision"),
    [
        ((), "broken-link", Decision(True)),
        ((), "orphan-page", Decision(False)),
        ((Selectors(ignore=("LNK",)),), "broken-link", Decision(False, 0, "ignore", "LNK")),
        ((Selectors(ignore=("LNK", "broken-link")),), "broken-link", Decision(False, 0, "ignore", "broken-link")),
        ((Selectors(select=("FIG",)),), "broken-link", Decision(False, 0, "select")),
        ((Selectors(select=("FIG", "ALL")),), "broken-link", Decision(True, 0, "select", "ALL")),
        ((Selectors(extend_select=("LNK009",)),), "orphan-page", Decision(True, 0, "extend-select", "LNK009")),
        ((Selectors(extend_select=("LNK",)),), "orphan-page", Decision(False)),
        (
            (Selectors(ignore=("broken-link",)), Selectors(select=("LNK",))),
            "broken-link",
            Decision(False, 0, "ignore", "broken-link"),
        ),
        (
            (Selectors(ignore=("LNK",)), Selectors(extend_select=("broken-link",))),
            "broken-link",
            Decision(True, 1, "extend-select", "broken-link"),
        ),
        (
            (Selectors(select=("LNK",)), Selectors(ignore=("LNK001",))),
            "broken-link",
            Decision(False, 1, "ignore", "LNK001"),
        ),
        ((Selectors(select=("LNK",)), Selectors(ignore=("FIG",))), "broken-link", Decision(True, 0, "select", "LNK")),
    ],
)
def test_the_decision_names_its_selector(
    layers: tuple[Selectors, ...], rule: str, decision: Decision, known: Any
) -> None:
    settings = PageSettings(layers, ())
    assert settings.decision(known[rule]) == decision
    assert settings.enabled(known[rule]) is decision.on
