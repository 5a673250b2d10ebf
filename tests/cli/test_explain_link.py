"""`caselint explain-link` tells each step of a link, and agrees with what `check` reports."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from caselint.testing import write_site

SITE = {
    "mkdocs.yml": "site_name: S\nsite_url: https://example.org/studies/\nmarkdown_extensions: [attr_list]\n",
    "docs/index.md": (
        "# Home\n\n[Ferry](a/ferry.md#costs) and [tram](a/tram/) and <a href='a/ferry.md'>raw</a>\n\n"
        "See [by label][f] ![map](map.png) <https://example.com/>.\n\n[f]: a/ferry.md#own\n\n"
        "[host](/tram/) [self](#home) [bad](a/ferry.md#cost)\n\n"
        "<div>\n\n[printed](a/ferry.md)\n\n</div>\n\n[t]({{ url }})\n"
    ),
    "docs/a/ferry.md": "# Ferry\n\n## Costs\n\n## Named {#own}\n",
    "docs/map.png": "",
}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_site(tmp_path, SITE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def steps(out: str) -> dict[str, str]:
    return {line[2:11].strip(): line[12:] for line in out.splitlines()[1:] if line}


@pytest.mark.usefixtures("site")
def test_a_living_link_is_told_step_by_step(caselint: Callable[..., Any]) -> None:
    done = caselint("explain-link", "docs/index.md:3:2")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "docs/index.md:3:1 [Ferry](a/ferry.md#costs)\n"
        "  written   a/ferry.md#costs\n"
        "  kind      link in Markdown\n"
        "  read      as a source file, from docs: MkDocs makes a URL of it\n"
        "  leads to  docs/a/ferry.md, served at /studies/a/ferry/\n"
        '  anchor    #costs is the heading "Costs", by an id made of its text\n'
        "  verdict   alive\n"
    )


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("place", "name", "text"),
    [
        ("3:34", "verdict", "dead (broken-link)"),
        ("3:34", "leads to", "/studies/a/tram/, and there is no such page"),
        ("3:55", "read", "by a browser, from /studies/, the URL of the page: nothing rewrites raw HTML"),
        ("3:55", "help", 'write "a/ferry/"'),
        ("5:6", "kind", "link in Markdown by a label, which line 7 defines"),
        ("5:6", "anchor", '#own is the heading "Named", by an id of its own'),
        ("7:7", "verdict", "alive"),
        ("5:20", "leads to", "the file docs/map.png"),
        ("5:40", "leads to", "another site, which caselint does not ask"),
        ("9:2", "read", "by a browser, from the root of the host; the site starts at /studies/: no source file has"),
        ("9:2", "leads to", "/tram/, which is not of this site"),
        ("9:17", "read", "on its own page"),
        ("9:31", "anchor", "#cost is no id of that page"),
        ("9:31", "help", 'did you mean "#costs"?'),
        ("13:3", "verdict", "not judged: it stands inside of raw HTML"),
        ("17:2", "verdict", "not judged: a template writes it"),
    ],
)
def test_each_kind_of_link_has_its_own_way(place: str, name: str, text: str, caselint: Callable[..., Any]) -> None:
    assert steps(caselint("explain-link", f"docs/index.md:{place}").out)[name].startswith(text)


@pytest.mark.usefixtures("site")
def test_a_line_shows_all_its_links_and_fails_where_check_does(caselint: Callable[..., Any]) -> None:
    reported = json.loads(caselint("check", "--output-format", "json", "--select", "LNK").out)["findings"]
    lines = {finding["line"] for finding in reported}
    lines |= {place["line"] for finding in reported for place in finding["related"]}
    assert lines == {3, 9}
    for line in (3, 5, 9, 13):
        assert caselint("explain-link", f"docs/index.md:{line}").code == (1 if line in lines else 0)
    assert caselint("explain-link", "docs/index.md:3").out.count("  verdict ") == 3


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("docs/index.md", '"docs/index.md" is no place: write FILE:LINE or FILE:LINE:COLUMN'),
        ("docs/index.md:1", "no link at line 1 of docs/index.md; the nearest one is on line 3"),
        ("docs/index.md:3:100", "no link at column 100 of line 3 of docs/index.md; the nearest one is on line 3"),
        ("docs/index.md:400", "docs/index.md has 18 lines, and no line 400"),
        ("docs/gone.md:1", "docs/gone.md: no such file or folder"),
        ("docs/map.png:1", "docs/map.png: not a Markdown page"),
        ("docs/a/ferry.md:1", "no link at line 1 of docs/a/ferry.md, and the page has none at all"),
    ],
)
def test_what_cannot_be_explained_says_why(place: str, message: str, caselint: Callable[..., Any]) -> None:
    done = caselint("explain-link", place)
    assert (done.code, done.out) == (2, "")
    assert message in done.err


def test_with_v_a_run_says_how_many_links_are_not_judged(
    caselint: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = {
        "mkdocs.yml": "site_name: S\nplugins: [macros]\n",
        "docs/index.md": "# Home\n\n[t]({{ url }}) [u](other.md#made) [v](other.md#own) [w](other.md)\n",
        "docs/other.md": "# Own\n\n{{ heading() }}\n",
    }
    write_site(tmp_path, pages)
    monkeypatch.chdir(tmp_path)
    assert "not judged: 1 link and the anchors of 1 link;" in caselint("check", "-v").err
    assert "not judged" not in caselint("check").err
