"""Fragments that lead somewhere although no heading bears their name."""

import pytest

from caselint.generators.fragments import leads_somewhere
from caselint.generators.generator import GITHUB, SiteConfig

IDS = {"costs", "ärger", "a-b", "⚠️-warning"}


@pytest.mark.parametrize(
    ("fragment", "found"),
    [
        ("costs", True),
        ("Costs", False),
        ("", True),
        ("top", True),
        ("%C3%A4rger", True),
        ("gone", False),
        ("__tabbed_1_2", True),
    ],
)
def test_mkdocs(fragment: str, found: bool) -> None:
    assert leads_somewhere(SiteConfig("mkdocs"), IDS, fragment) is found


def test_ids_of_extensions() -> None:
    notes = SiteConfig("mkdocs", extensions={"footnotes": {}})
    assert leads_somewhere(notes, IDS, "fnref:1")
    assert not leads_somewhere(notes, IDS, "fn:1")
    assert leads_somewhere(SiteConfig("mkdocs", plugins={"tags": {}}), IDS, "tag:html")
    tabs = SiteConfig("mkdocs", extensions={"pymdownx.tabbed": {"slugify": "x", "combine_header_slug": True}})
    assert leads_somewhere(tabs, IDS, "costs-on-linux")
    assert not leads_somewhere(tabs, IDS, "gone-on-linux")


@pytest.mark.parametrize(
    ("fragment", "found"),
    [
        ("Costs", True),
        ("user-content-costs", True),
        ("L10-L20", True),
        ("readme", True),
        ("⚠-warning", True),
        ("gone", False),
    ],
)
def test_github(fragment: str, found: bool) -> None:
    assert leads_somewhere(GITHUB, IDS, fragment) is found
