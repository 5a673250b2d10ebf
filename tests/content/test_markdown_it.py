"""`parser = "markdown-it"` is a second opinion on the same page: it must agree with the first, place for place."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselint.content.dialect import COMMONMARK, Dialect
from caselint.content.markdown import parse
from caselint.content.page import Page
from caselint.content.source import Source
from caselint.engine.discover import Request
from caselint.engine.linter import run
from caselint.facts.collect import collect
from caselint.generators.dialects import dialect_of
from caselint.generators.generator import SiteConfig
from caselint.placement import misplaced
from caselint.rules.registry import all_rules
from caselint.rules.rule import Example, Rule
from caselint.testing import run_example

ROOT = Path(__file__).parents[2]
EXTENSIONS = (
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "pymdownx.tabbed",
    "pymdownx.superfences",
    "pymdownx.emoji",
)
MKDOCS = dialect_of(SiteConfig("mkdocs", extensions={name: {} for name in EXTENSIONS}))


def both(text: str, dialect: Dialect = COMMONMARK, path: str = "page.md") -> tuple[Page, Page]:
    return (
        parse(path, Source(text), dialect),
        parse(path, Source(text), replace(dialect, parser="markdown-it")),
    )


def texts(page: Page) -> list[tuple[str, str, object]]:
    """What a reader reads of each leaf, without its holes."""
    found = []
    for leaf in page.leaves:
        at, shown = leaf.span.start, ""
        for hole in sorted(leaf.holes):
            shown += page.text[at : max(hole.start, at)]
            at = max(hole.end, at)
        found.append((leaf.container, shown + page.text[at : leaf.span.end], leaf.cell))
    return found


READINGS: dict[str, Callable[[Page], Any]] = {
    "headings": lambda page: page.headings,
    "links": lambda page: [(link.kind, link.target, link.span, link.text, link.rendered) for link in page.links],
    "anchors": lambda page: page.anchors,
    "tables": lambda page: [table.rows for table in page.tables],
    "texts": texts,
    "code": lambda page: [(code.content, code.language, code.fenced) for code in page.code],
    "items": lambda page: [(item.span.start, item.parent, item.depth, item.section) for item in page.items],
    "html": lambda page: [page.html, page.comments],
    "titles": lambda page: page.block_titles,
    "templates": lambda page: page.templates,
}


def assert_same(first: Page, second: Page) -> None:
    for name, reading in READINGS.items():
        assert reading(first) == reading(second), name


PAGES = [
    "# A `b` [c](d.md) #\n\ntext **bold** *em* ~~struck~~ x\n",
    "Set\n===\n\n> quoted\n> [a](b.md 'x')\n",
    "- a\n\n- **b**\n  - c [x](y.md)\n\n\nx\n",
    "  <div id=x>\n  x <a href='b'>y</a>\n  </div>\n\npara <a href='é.md'>x</a>\n",
    "> ```py\n> x\n> ```\n",
    "- a\n\n      code\n      more\n\n",
    "| a | b |\n|---|---|\n| 1 |\n|  | x\\|y [l](m) |\n| `a\\|b` | c | d |\n",
    "  | é | **b** |\n  |---|---|\n  | 🎯 [x](y.md) | 5 ms |\n",
    "a  \nb\\\nc\n d",
    "<a@b.c> <http://x.y> z[^1] [^2]\n\n[^1]: note [a](b.md)\n\n    more\n",
    "- [ ] x\n- [x] **y**\n- [X] [a](b.md)\n",
    "> # q\n> t\nlazy [a](b.md)",
    "    code\n\n    x\n\ny",
    "[a][r] [r] ![i][r]\n\n[r]: <b c.md> 'title'\n",
    "a\n\n[x]:\n  y.md\n\n[x]",
    "🎯 é [é](ü.md) &amp; \\* ![a *b* c](d.png)\r\n\r\n# ä\r\n\r\n- é [x](y)\r\n",
    "[![a](b.png)](c.md) ![é *x*](🎯.png 'title')",
    "a * b ** c ~ d ~~ e `x",
    "[a](b_(c).md) [x]() [y](<>) \\[no](x)",
    "\tcode\n\n- \tx\n\n\ty\n",
    "<!-- c -->\n\ntext <!-- d --> e\n",
    "# \n\n#\n\n##  x  ##  \n",
    "~~~ mermaid\nA[5 ms]-->B\n~~~\n",
    "```\nunclosed\n",
    "---\ntitle: é\n---\n# One\n\ntwo 5 ms\n",
    "1. one\n   ```sh\n   x\n   ```\n2. two\n\n   three\n",
    "",
]


@pytest.mark.parametrize("text", PAGES)
@pytest.mark.parametrize("dialect", [COMMONMARK, MKDOCS], ids=["commonmark", "mkdocs"])
def test_both_parsers_read_the_same_page(text: str, dialect: Dialect) -> None:
    assert_same(*both(text, dialect))


@pytest.mark.parametrize(
    "text",
    [
        '# Real\n\n!!! note "See [t](t.md)"\n\n    body [b](b.md)\n\n- item\n',
        '=== "Täb"\n\n    text\n\n    ```py\n    x\n    ```\n',
        "<div markdown id='é'>\n[a](b.md) **5 ms**\n</div>\n",
        "<div>\n\n## Raw\n\n[a](b.md)\n\n</div>\n\n# Shown {#own}\n",
        "[[inner](i.md)](o.md)\n\n#No blank\n",
        ":rocket: *x*{#mark}\n\n## :rocket: Go\n",
    ],
)
def test_what_the_dialect_rewrites_is_rewritten_for_both(text: str) -> None:
    assert_same(*both(text, MKDOCS))


@pytest.mark.parametrize(
    "text",
    [
        "import A from 'a';\n\n# H {#own} <B c={1 > 2} />\n\n<Tabs id=\"t\">\n\n[a](b.md) {x} <b>5 ms</b>\n\n</Tabs>\n",
        "- <A/>\n  text\n\n{/* note */}\n\n<a href={x}>y</a> <a href='y.md'>\n",
    ],
)
def test_mdx_is_covered_for_both(text: str) -> None:
    assert_same(*both(text, path="page.mdx"))


def test_a_nul_is_a_control_to_both() -> None:
    """Binary pages are still read for their links; no destination goes on behind a control character."""
    assert_same(*both("a [x](b\0c.md) [y](d.md)\n"))


def test_where_a_place_cannot_be_proven_the_block_stands_for_it() -> None:
    """A tab that is cut in two is not in the source as markdown-it sees it; a wrong place is worse than a wide one."""
    text = ">\t- a\n>\t  [x](y.md)\n"
    _, page = both(text)
    (link,) = page.links
    assert link.target == "y.md"
    assert link.span.start <= text.index("y.md")
    assert link.span.end >= text.index("y.md") + 4


WORD = st.sampled_from(["word", "é", "🎯", "5 ms", "$5M", "&amp;", "a_b", "x\\*y"])
INLINE = st.one_of(
    WORD,
    st.builds("[{}]({}.md)".format, WORD, st.sampled_from(["b", "ü", "a_b#c", "x_(y)"])),
    st.builds("![{}](i.png 'title')".format, WORD),
    st.builds("**{}**".format, WORD),
    st.builds("*{}*".format, WORD),
    st.builds("~~{}~~".format, WORD),
    st.builds("`{}`".format, WORD),
    st.just("<https://example.org/x>"),
    st.just("[ref]"),
    st.just("<a id='x' href='y.md'>z</a>"),
    st.just("**[`c` *d*](e.md)**"),
)
SENTENCE = st.lists(INLINE, min_size=1, max_size=5).map(" ".join)
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=3).map("\n".join)
CELL = st.one_of(st.just(""), SENTENCE, st.just("2 \\| [a](b.md)"))


def indented(text: str, by: str) -> str:
    return "\n".join(f"{by}{line}" if line else line for line in text.split("\n"))


def item(marker: str, text: str) -> str:
    return marker + indented(text, " " * len(marker))[len(marker) :]


LEAF_BLOCK = st.one_of(
    PARAGRAPH,
    st.builds("{} {}".format, st.sampled_from(["#", "##", "####"]), SENTENCE),
    st.builds("{}\n---".format, SENTENCE),
    st.builds("```py\n{}\n```".format, PARAGRAPH),
    st.builds("| a | b |\n|---|:-:|\n| {} | {} |\n| {} |".format, CELL, CELL, CELL),
    st.just('<div id="d">\n<a href="x.md">5 ms</a>\n</div>'),
    st.just("<!-- note -->"),
    st.just("[ref]: target.md 'x'"),
    st.just("***"),
)
BLOCK = st.recursive(
    LEAF_BLOCK,
    lambda inner: st.one_of(
        st.builds(item, st.sampled_from(["- ", "1. ", "* "]), inner),
        st.lists(inner, min_size=1, max_size=2).map(
            lambda blocks: indented("\n\n".join(blocks), "> ").replace("\n\n", "\n>\n")
        ),
        st.builds("- {}\n- {}".format, SENTENCE, SENTENCE),
    ),
    max_leaves=3,
)


@given(st.lists(BLOCK, max_size=5).map("\n\n".join), st.sampled_from([COMMONMARK, MKDOCS]), st.booleans())
@settings(max_examples=150, deadline=None)
def test_ordinary_pages_are_read_alike(text: str, dialect: Dialect, windows: bool) -> None:
    assert_same(*both(text.replace("\n", "\r\n") if windows else text, dialect))


PIECES = [
    "# h\n",
    "[a](b.md)",
    "![i](j.png)",
    "[r]",
    "\n\n[r]: x.md\n",
    "<div>\n",
    "</div>\n",
    "<a href='é.md'>",
    "- ",
    "> ",
]
PIECES += [
    "```\n",
    "`",
    "\n",
    "\n\n",
    "é🎯",
    "| a |\n|---|\n",
    "!!! note\n",
    "    ",
    "<!--",
    "-->",
    "{#x}",
    "**",
    "---\n",
]
PIECES += [
    "[[a](b)](c)",
    "&amp;",
    "\\",
    "\r\n",
    "<b\n",
    "\u2028",
    "[^1]",
    "\t",
    "\0",
    "{{ x }}",
    "<A b={1}>",
    "$x^2$",
    "|",
    "1. ",
]


# The whole of caselint

PARSER = 'parser = "markdown-it"\n'


def findings(folder: Path) -> list[tuple[object, ...]]:
    report = run(Request(folder)).report
    return [(found.path, found.location, found.code, found.message, found.help) for found in report.findings]


def examples() -> list[Any]:
    return [
        pytest.param(rule, example, id=f"{rule.name}-{number}")
        for rule in all_rules()
        for number, example in enumerate((*rule.bad, *rule.good))
        if not any(name in example.files for name in ("caselint.toml", "pyproject.toml"))
    ]


@pytest.mark.parametrize(("rule", "example"), examples())
def test_every_rule_finds_the_same(rule: type[Rule], example: Example, tmp_path: Path) -> None:
    outcome = run_example(rule, replace(example, config=PARSER + example.config), tmp_path)
    assert outcome.finds == example.finds
    assert not any("no effect" in notice for notice in outcome.report.notices)


def test_our_own_studies_are_read_alike(tmp_path: Path) -> None:
    """Clean by both parsers; and with a fault on every page both find the same, in the same places."""
    folder = tmp_path / "content"
    shutil.copytree(ROOT / "content", folder)
    config = folder / "caselint.toml"
    settings_text = config.read_text(encoding="utf-8")
    assert findings(folder) == []
    config.write_text(PARSER + settings_text, encoding="utf-8")
    assert findings(folder) == []
    for page in (folder / "docs").rglob("*.md"):
        page.write_text(page.read_text(encoding="utf-8") + "\n- é **[x](gone.md)** 120% of users\n", encoding="utf-8")
    second = findings(folder)
    config.write_text(settings_text, encoding="utf-8")
    assert second == findings(folder)
    assert len(second) > len(list((folder / "docs").rglob("*.md")))


def test_the_second_parser_is_imported_when_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n", encoding="utf-8")
    program = (
        "import sys; from pathlib import Path; from caselint.engine.discover import Request; "
        "from caselint.engine.linter import run; run(Request(Path(sys.argv[1]))); print('markdown_it' in sys.modules)"
    )
    for text, expected in (("", "False"), (PARSER, "True")):
        (tmp_path / "caselint.toml").write_text(text, encoding="utf-8")
        done = subprocess.run([sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == expected


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.sampled_from([COMMONMARK, MKDOCS]))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_all_of_it_stands_where_it_says(text: str, dialect: Dialect) -> None:
    page = parse("page.mdx", Source(text), replace(dialect, parser="markdown-it"))
    assert list(misplaced(page, collect(page))) == []
