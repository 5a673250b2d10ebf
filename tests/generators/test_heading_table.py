"""What becomes of a heading's Markdown: its id on GitHub, on MkDocs, and on MkDocs with the slugs of pymdownx.

The MkDocs columns are held against Python-Markdown itself, with the extensions that the sites here have; the GitHub
column is what github-slugger makes of the text that the heading shows.
"""

import re

import markdown
import pytest
from pymdownx.slugs import slugify

from caselint.content.markdown import parse
from caselint.content.source import Source
from caselint.generators.dialects import dialect_of
from caselint.generators.generator import GITHUB, SiteConfig
from caselint.generators.ids import page_ids

_LOWER = {"python/object/apply": "pymdownx.slugs.slugify", "kwds": {"case": "lower"}}
_EXTENSIONS = ("attr_list", "md_in_html", "footnotes", "abbr")
_PLAIN: dict[str, dict[str, object]] = {name: {} for name in ("toc", *_EXTENSIONS)}
MKDOCS = SiteConfig("mkdocs", extensions=_PLAIN)
UNICODE = SiteConfig("mkdocs", extensions={**_PLAIN, "toc": {"slugify": _LOWER}})

# heading, GitHub, MkDocs, MkDocs with pymdownx.slugs.slugify(case="lower")
TABLE = [
    ("Tips & Tricks!", "tips--tricks", "tips-tricks", "tips--tricks"),
    ("Ferry - a story", "ferry---a-story", "ferry-a-story", "ferry---a-story"),
    ("2. Setting Sail", "2-setting-sail", "2-setting-sail", "2-setting-sail"),
    ("deck_plan name", "deck_plan-name", "deck_plan-name", "deck_plan-name"),
    ("Deck _one_ plan", "deck-one-plan", "deck-one-plan", "deck-one-plan"),
    ("The **bold** `code()`", "the-bold-code", "the-bold-code", "the-bold-code"),
    ("[Ferry line](https://f.example) costs", "ferry-line-costs", "ferry-line-costs", "ferry-line-costs"),
    ("R&D &amp; Sales", "rd--sales", "rd-sales", "rd--sales"),
    ("Fähre im Hafen", "fähre-im-hafen", "fahre-im-hafen", "fähre-im-hafen"),
    ("Große Fähre", "große-fähre", "groe-fahre", "große-fähre"),
    ("नौका गाइड", "नौका-गाइड", "_1", "नक-गइड"),
    ("渡船 世界", "渡船-世界", "_1", "渡船-世界"),
    ("🚢 Ferry", "-ferry", "ferry", "-ferry"),
    ("⚠️ Tides", "\ufe0f-tides", "tides", "-tides"),
    (":ship: Ferry", "ship-ferry", "ship-ferry", "ship-ferry"),
    ("m² and ¼", "m-and-", "m2-and-14", "m²-and-¼"),
    ("Ferry — Tram", "ferry--tram", "ferry-tram", "ferry--tram"),
    ("???", "", "_1", "_1"),
    ("Costs {#what-it-costs}", "costs-what-it-costs", "what-it-costs", "what-it-costs"),
    ("Costs <small>in USD</small>", "costs-in-usd", "costs-in-usd", "costs-in-usd"),
    ("A  B\tC", "a--b\tc", "a-b-c", "a-b-c"),
]  # fmt: skip
DUPLICATES = [
    (["A", "A", "A"], ["a", "a-1", "a-2"], ["a", "a_1", "a_2"]),
    (["A", "A 1", "A"], ["a", "a-1", "a-2"], ["a", "a-1", "a_1"]),
    (["A", "A", "A_1", "A"], ["a", "a-1", "a_1", "a-2"], ["a", "a_1", "a_2", "a_3"]),
    (["A", "A {#a}", "A"], ["a", "a-a", "a-1"], ["a_1", "a", "a_2"]),
    (["???", "!!!"], None, ["_1", "_2"]),
]


def _ids(site: SiteConfig, *headings: str) -> list[str]:
    text = "".join(f"## {heading}\n\nText.\n\n" for heading in headings)
    page = parse("docs/page.md", Source(text), dialect_of(site))
    return page_ids(site, page.headings, page.anchors)[0]


def _python_markdown(*headings: str, **toc: object) -> list[str]:
    text = "".join(f"## {heading}\n\nText.\n\n" for heading in headings)
    html = markdown.markdown(text, extensions=["toc", *_EXTENSIONS], extension_configs={"toc": toc})
    return re.findall(r'<h2 id="([^"]*)"', html)


@pytest.mark.parametrize(("heading", "github", "mkdocs", "unicode"), TABLE)
def test_the_id_of_a_heading(heading: str, github: str, mkdocs: str, unicode: str) -> None:
    if "\t" not in heading:  # Markdown makes blanks of a tab before any slug sees it
        assert _ids(GITHUB, heading) == [github]
    assert _ids(MKDOCS, heading) == [mkdocs] == _python_markdown(heading)
    assert _ids(UNICODE, heading) == [unicode] == _python_markdown(heading, slugify=slugify(case="lower"))


@pytest.mark.parametrize(("headings", "github", "mkdocs"), DUPLICATES)
def test_headings_that_would_have_one_id(headings: list[str], github: list[str] | None, mkdocs: list[str]) -> None:
    if github is not None:
        assert _ids(GITHUB, *headings) == github
    assert _ids(MKDOCS, *headings) == mkdocs == _python_markdown(*headings)


def test_footnotes_and_ids_of_raw_html_are_places_too() -> None:
    text = "# A[^1]\n\n<a name='old'></a><div id='box'>x</div>\n\n[^1]: Note.\n"
    page = parse("docs/page.md", Source(text), dialect_of(MKDOCS))
    found = page_ids(MKDOCS, page.headings, page.anchors)[1]
    assert found == {"a", "old", "box", "fn:1", "fnref:1"}
    html = markdown.markdown(text, extensions=["toc", *_EXTENSIONS])
    assert set(re.findall(r'(?:id|name)=["\']([^"\']*)', html)) == found
