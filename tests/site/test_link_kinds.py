"""Each kind of link a page can have: a dead one is one finding on its destination; what is none is silent."""

from pathlib import Path

import pytest

from caselint.engine.discover import Request
from caselint.engine.linter import run
from caselint.engine.site_check import Selection

_MKDOCS = """site_name: Ferries
site_url: https://ferries.example/
markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - pymdownx.arithmatex
  - pymdownx.details
  - pymdownx.superfences
  - pymdownx.tabbed
"""

LINKS = {
    "inline": "See [it](gone.md).",
    "inline with title": 'See [it](gone.md "Gone").',
    "inline in brackets": "See [it](<gone.md>).",
    "reference": "See [it][g].\n\n[g]: gone.md",
    "shortcut": "See [g].\n\n[g]: gone.md",
    "image": "![Map](gone.png)",
    "image in a link": "[![Map](gone.png)](other.md)",
    "link around an image": "[![Map](map.png)](gone.md)",
    "raw anchor": "See <a href='gone/'>it</a>.",
    "raw anchor in a block": "<div>\n<a href='gone/'>it</a>\n</div>",
    "raw image": "<img src='gone.png' alt='Map'>",
    "srcset": "<img src='../map.png' srcset='../gone.png 2x' alt='Map'>",
    "poster": "<video src='../map.mp4' poster='../gone.png'></video>",
    "srcset of a source": "<picture><source srcset='../map.png 480w, ../gone.png 800w'></picture>",
    "object": "<object data='../gone.png'></object>",
    "button": "<input type='image' src='../gone.png'>",
    "drawing": "<svg><image href='../gone.png'/></svg>",
    "source": "<video><source src='../gone.mp4'></video>",
    "audio": "<audio src='../gone.mp3'></audio>",
    "iframe": "<iframe src='../gone.html'></iframe>",
    "table": "| Ferry |\n|---|\n| [it](gone.md) |",
    "list": "- One\n    - [it](gone.md)",
    "quote": "> [it](gone.md)",
    "heading": "## [it](gone.md)",
    "admonition": "!!! note\n    See [it](gone.md).",
    "title of an admonition": '!!! note "See [it](gone.md)"\n    Text.',
    "details": "??? tip\n    See [it](gone.md).",
    "tab": '=== "Linux"\n    See [it](gone.md).',
    "definition": "Ferry\n:   See [it](gone.md).",
    "footnote": "See it.[^1]\n\n[^1]: In [it](gone.md).",
    "markdown in html": '<div markdown>\nSee [it](gone.md).\n</div>',
    "bold": "**See [it](gone.md)**",
    "attributes": "[it](gone.md){ .button }",
}  # fmt: skip
NO_LINKS = {
    "inline code": "`[it](gone.md)`",
    "fence": "```\n[it](gone.md)\n```",
    "fence in a list": "- One\n\n    ```\n    [it](gone.md)\n    ```",
    "fence in a tab": '=== "Linux"\n\n    ```\n    [it](gone.md)\n    ```',
    "indented code": "Text.\n\n    [it](gone.md)",
    "comment": "<!-- [it](gone.md) <a href='gone/'>it</a> -->",
    "maths": "$\\alpha_1 [x](gone.md)$ and\n\n$$\n\\frac{a}{b} [x](gone.md)\n$$",
    "markdown in a plain div": "<div>\n[it](gone.md)\n</div>",
    "escaped": r"\[it](gone.md) and !\[it\](gone.md)",
    "autolink": "<https://gone.example/x.md>, <mailto:a@b.example>",
    "mail": "[mail](mailto:a@b.example), [call](tel:+1)",
    "code in html": "<pre><code>[it](gone.md) &lt;a href='gone/'&gt;</code></pre>",
    "script": "<script>\nconst a = '<a href=\"gone/\">';\n</script>",
    "wikilink": "[[gone]] and [[gone.md|it]]",
    "data": "<img src='data:image/png;base64,AAAA' alt='x'>",
    "template": "[it]({{ page.url }}) and <a href='{{ url }}'>it</a>",
    "front matter": "---\nnext: gone.md\n---\nText.",
    "live ones": "[a](other.md) [b](../#top) ![c](map.png) <a href='../other/'>d</a> [e](map.mp4)",
    "live srcset": "<img src='../map.png' srcset='../map.png 1x, ../map.png?v=2 2x' alt='Map'>",
}  # fmt: skip


def _found(folder: Path, text: str, extensions: str = "") -> list[str]:
    """What is written at the place of each finding about links on docs/page.md."""
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "mkdocs.yml").write_text(_MKDOCS + extensions, encoding="utf-8")
    for name in ("index.md", "other.md"):
        (folder / "docs" / name).write_text("# Top\n", encoding="utf-8")
    for name in ("map.png", "map.mp4"):
        (folder / "docs" / name).write_bytes(b"")
    (folder / "docs" / "page.md").write_text(f"{text}\n", encoding="utf-8")
    report = run(Request(folder), Selection(select=("LNK",))).report
    lines = text.splitlines()
    return [
        f"{finding.name} {lines[at.line - 1][at.column - 1 : at.end_column - 1]}"
        for finding in report.findings
        if finding.path == "docs/page.md" and (at := finding.location)
    ]


@pytest.mark.parametrize("kind", LINKS)
def test_a_dead_link_is_found_on_its_destination(kind: str, tmp_path: Path) -> None:
    (found,) = _found(tmp_path, LINKS[kind])
    assert found.startswith("broken-link ")
    assert "gone" in found
    assert found.removeprefix("broken-link ") in {
        "gone.md",
        "gone.png",
        "gone/",
        "../gone.png",
        "../gone.mp4",
        "../gone.mp3",
        "../gone.html",
    }


@pytest.mark.parametrize("kind", NO_LINKS)
def test_what_is_no_dead_link_is_silent(kind: str, tmp_path: Path) -> None:
    assert _found(tmp_path, NO_LINKS[kind]) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See [[gone]] and [[other]], [[ no  such ]].", ["broken-link gone", "broken-link  no  such "]),
        ("`[[gone]]`, \\[[gone]], [[gone.md]], [[a|b]], <!-- [[gone]] -->, [x](other.md)", []),
        ("```\n[[gone]]\n```\n\n<div>\n[[gone]]\n</div>", []),
    ],
)
def test_wikilinks_are_links_where_the_extension_is_on(text: str, found: list[str], tmp_path: Path) -> None:
    assert _found(tmp_path, text, "  - wikilinks\n") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "See [a](gone 1.md), ![b](gone  2.png 'T') and [é](gone 3é.md \"T\").",
            ["gone 1.md", "gone  2.png", "gone 3é.md"],
        ),
        ("See [a](my page.md), [b](my page.md#gone) and [c](my%20page.md).", ["my page.md#gone"]),
        ("[**[a](gone 1.md)**](gone 2.md)", ["gone 1.md", "gone 2.md"]),
        ("`[a](gone 1.md)` and [b](gone 2.md), \\[c](gone 3.md), f[i](x, y), <!-- [d](gone 4.md) -->", ["gone 2.md"]),
        ("    [a](gone 1.md)\n\n```\n[a](gone 2.md)\n```", []),
    ],
)
def test_blanks_belong_to_a_destination(text: str, found: list[str], tmp_path: Path) -> None:
    """CommonMark sees no link in `[a](my page.md)`; Python-Markdown makes one."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/my page.md").write_text("# My page\n", encoding="utf-8")
    assert [each.split(" ", 1)[1] for each in _found(tmp_path, text)] == found


def test_the_urls_of_wikilinks_are_those_of_the_extension(tmp_path: Path) -> None:
    options = '  - wikilinks:\n      base_url: "../"\n      end_url: "/#top"\n'
    assert _found(tmp_path, "See [[other]] and [[gone]].", options) == ["broken-link gone"]
