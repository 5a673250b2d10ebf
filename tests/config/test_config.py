"""Selection: which rules run on a page, by the most specific selector of each source and the order of the sources."""

import pickle
from pathlib import Path
from typing import Any

import pytest

from caselint.config.config import Config, Override, PageSettings, RuleSettings, Selectors
from caselint.config.globs import Globs
from caselint.findings import Severity

ALL = {"conflicting-figures", "broken-link", "missing-anchor"}


def _on(known: Any, *layers: Selectors, preview: bool = False) -> set[str]:
    settings = PageSettings(layers, (), preview)
    return {rule.name for rule in known.rules if settings.enabled(rule)}


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ((), ALL),
        ((Selectors(select=("LNK",)),), {"broken-link", "missing-anchor"}),
        ((Selectors(select=("LN",)),), {"broken-link", "missing-anchor"}),
        ((Selectors(select=("broken-link",)),), {"broken-link"}),
        ((Selectors(select=()),), set()),
        ((Selectors(select=("FIG",), extend_select=("LNK002",)),), {"conflicting-figures", "missing-anchor"}),
        ((Selectors(ignore=("LNK",)),), {"conflicting-figures"}),
        # the more specific of one source wins, of equals `ignore`
        ((Selectors(select=("ALL",), ignore=("LNK",)),), {"conflicting-figures"}),
        ((Selectors(select=("broken-link",), ignore=("LNK",)),), {"broken-link"}),
        ((Selectors(select=("LNK",), ignore=("LNK",)),), set()),
        ((Selectors(extend_select=("LNK001",), ignore=("ALL",)),), {"broken-link"}),
        # a later source counts over an earlier one
        ((Selectors(select=("FIG",)), Selectors(select=("LNK",))), {"broken-link", "missing-anchor"}),
        ((Selectors(select=("FIG",)), Selectors(extend_select=("LNK001",))), {"conflicting-figures", "broken-link"}),
        ((Selectors(select=("broken-link",)), Selectors(ignore=("ALL",))), set()),
        # what was ignored stays so, unless it is asked for as closely
        ((Selectors(ignore=("missing-anchor",)), Selectors(select=("LNK",))), {"broken-link"}),
        ((Selectors(ignore=("missing-anchor",)), Selectors(select=("missing-anchor",))), {"missing-anchor"}),
        ((Selectors(ignore=("LNK",)), Selectors(select=("LNK",))), {"broken-link", "missing-anchor"}),
        # a preview rule comes by its name or code only
        ((Selectors(select=("orphan-page",)),), {"orphan-page"}),
        ((Selectors(extend_select=("LNK009",)),), {*ALL, "orphan-page"}),
        ((Selectors(select=("ALL",)),), ALL),
    ],
)
def test_selection(known: Any, layers: tuple[Selectors, ...], expected: set[str]) -> None:
    assert _on(known, *layers) == expected


def test_preview_lets_the_other_rules_in(known: Any) -> None:
    assert _on(known, preview=True) == {*ALL, "orphan-page"}
    assert _on(known, Selectors(ignore=("orphan-page",)), preview=True) == ALL


def test_overrides_and_the_command_line_come_on_top(tmp_path: Path, known: Any) -> None:
    archive = Override(
        Globs(("archive/**",), tmp_path), Selectors(ignore=("LNK",)), {"FIG001": RuleSettings(Severity.INFO)}
    )
    config = Config(tmp_path, layers=(Selectors(select=("LNK", "FIG")),), overrides=(archive,))
    link, figures = known["broken-link"], known["conflicting-figures"]
    page, old = config.for_page("docs/a.md"), config.for_page("archive/a.md")
    assert (page.enabled(link), old.enabled(link)) == (True, False)
    assert (page.severity(figures), old.severity(figures)) == (Severity.WARNING, Severity.INFO)
    assert config.for_page("a.md", tmp_path / "archive") is old
    asked = config.for_page("archive/a.md", command_line=Selectors(select=("broken-link",)))
    assert asked.enabled(link)
    assert not asked.enabled(figures)


def test_a_config_can_be_sent_to_a_worker(tmp_path: Path) -> None:
    config = Config(tmp_path, exclude=(Globs(("a/**",), tmp_path),))
    assert config.excludes("a/b.md", tmp_path)
    config.for_page("a.md")
    sent = pickle.loads(pickle.dumps(config))
    assert sent == config
    assert sent.excludes("a/b.md", tmp_path)


def test_the_default_config_leaves_nothing_out(tmp_path: Path) -> None:
    config = Config.default(tmp_path)
    assert not config.excludes("a.md", tmp_path)
    assert (config.path, config.kinds, config.generator) == (None, (), None)
