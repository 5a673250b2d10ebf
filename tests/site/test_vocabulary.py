"""The words that a site's configuration adds reach every figure: names, metrics, units, and what is no name."""

from pathlib import Path

import pytest

from caselint.config.problems import ConfigError
from caselint.engine.discover import Request
from caselint.engine.linter import Run, run
from caselint.engine.page_cache import CachePlace
from caselint.engine.site_check import Selection
from caselint.figures import find_quantities
from caselint.figures.spellings import use_spellings
from caselint.figures.units import canonical
from caselint.findings import Span
from caselint.testing import write_site

INDEX = "# Studies\n\n- [Ferry](ferry.md) - {}\n- [Tram](tram.md) - 4M users\n"
SITES = {
    "aliases": (
        {
            "index.md": INDEX.format("150M users"),
            "ferry.md": "# Ferry\n\nText.\n",
            "more.md": "# M\n\nBoatline has 15M users.\n",
        },
        'aliases = { Ferry = ["Boatline"] }',
    ),
    "metrics": (
        {"index.md": INDEX.format("150M users"), "ferry.md": "# Ferry\n\nFerry has 15M punters.\n"},
        'vocabulary.metrics = { user = ["punter"] }',
    ),
    "units": (
        {"index.md": INDEX.format("90K users/s"), "ferry.md": "# Ferry\n\n- **Scale**: 9K ups\n"},
        'vocabulary.units = { UPS = "users/second" }',
    ),
}


def check(folder: Path, files: dict[str, str], config: str, *, cache: bool = False) -> Run:
    write_site(folder, {**files, "caselint.toml": config})
    place = CachePlace(str(folder.parent / "cache"), hashed=True) if cache else None
    return run(Request(folder, cache=place), Selection(select=("FIG001",)))


@pytest.mark.parametrize("setting", SITES)
def test_a_word_of_the_configuration_makes_two_figures_one_matter(setting: str, tmp_path: Path) -> None:
    files, config = SITES[setting]
    site = tmp_path / "site"
    for settings, count in (("", 0), (config, 1), ("", 0), (config, 1)):
        done = check(site, files, settings, cache=True)
        assert len(done.report.findings) == count, settings
        assert done.report.findings == check(site, files, settings).report.findings


def test_a_stop_word_is_no_subject(tmp_path: Path) -> None:
    files = {"index.md": INDEX.format("150M users"), "ferry.md": "# On the water\n\n## Users\n\nFerry has 15M users.\n"}
    assert len(check(tmp_path, files, "").report.findings) == 1
    assert check(tmp_path, files, 'vocabulary.stop = ["ferry"]').report.findings == ()


@pytest.mark.parametrize(
    ("units", "message"),
    [
        ('{ "2x" = "a" }', '1:22: "2x" cannot stand for a unit: it takes one word without digits'),
        ('{ b = "/s" }', '1:26: "/s" is no unit; write one such as "ms", "request/s" or "USD/month"'),
        ('{ b = "" }', '1:26: "" is no unit'),
        ("{ b = 3 }", "1:26: "),
    ],
)
def test_what_is_no_unit_is_refused(units: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as refused:
        check(tmp_path, {"a.md": "# A\n"}, f"vocabulary.units = {units}\n")
    assert f"caselint.toml:{message}" in str(refused.value)


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("requests/s", "request/s"),
        ("Requests / second", "request/s"),
        ("ms", "ms"),
        ("USD/month", "usd/month"),
        ("%", "%"),
        ("GB", "gb"),
        ("widgets/region", "widget/region"),
    ],
)
def test_a_unit_is_kept_as_quantities_have_it(written: str, unit: str) -> None:
    assert canonical(written) == unit


def test_spellings_hold_until_others_are_given() -> None:
    text = "It takes 40 zpm."
    try:
        use_spellings([("ZPM", "transaction/min")])
        (found,) = find_quantities(text, Span(0, len(text)))
        assert (found.surface, found.unit) == ("40 zpm", "transaction/min")
    finally:
        use_spellings([])
    assert [each.unit for each in find_quantities(text, Span(0, len(text)))] != ["transaction/min"]
