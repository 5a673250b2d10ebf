"""Python-Markdown with the extensions of a usual site is the oracle: headings, ids, links and tables are as it renders.

Known to differ and left out: a block with an indented body right after a list, without a blank line; a table whose
rows are indented like code.
"""

from html.parser import HTMLParser
from typing import NamedTuple

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.treeprocessors import Treeprocessor

from caselint.content.markdown import parse
from caselint.content.source import Source
from caselint.generators.dialects import dialect_of
from caselint.generators.generator import SiteConfig
from caselint.generators.ids import page_ids
from caselint.generators.slugs import printed_text

NAMES = (
    "toc abbr admonition attr_list def_list footnotes md_in_html tables pymdownx.details pymdownx.superfences "
    "pymdownx.tabbed pymdownx.smartsymbols pymdownx.betterem pymdownx.emoji pymdownx.magiclink "
    "pymdownx.blocks.admonition pymdownx.blocks.details pymdownx.blocks.tab"
).split()
SLUGIFY = {"python/object/apply": "pymdownx.slugs.slugify", "kwds": {"case": "lower"}}
OPTIONS: dict[str, dict[str, object]] = {
    "pymdownx.tabbed": {"alternate_style": True, "combine_header_slug": True, "slugify": SLUGIFY},
    "pymdownx.betterem": {"smart_enable": "all"},
}
SITE = SiteConfig("mkdocs", extensions={name: OPTIONS.get(name, {}) for name in NAMES})

# Each starts a block of its own; `{0}` becomes a number, so that every link and heading is told apart.
BLOCKS = [
    "A [link {0}](p{0}.md) here.",
    "See [ref {0}][r{0}].\n\n[r{0}]: p{0}.md",
    "See [in text {0}] and more\n[in text {0}]: p{0}.md",
    "Not [short {0}][nowhere {0}].\n\n[short {0}]: p{0}.md",
    "## Part {0}",
    "## Same & same",
    "#Narrow {0}",
    "## Sharp C#",
    "### **B**old *i*n {0} a*b*c **whole**",
    "### Step {0}: `code` & [linked](p{0}.md) {{#own-{0}}}",
    "## :rocket: Icon {0}",
    "Title {0}\n---",
    "Two lines {0}\nand an underline\n---",
    " ## Indented {0}",
    "Paragraph {0}\n## Heading right below {0}\nand text [t](p{0}.md)",
    "- item [one](p{0}.md)\n- item two",
    "- ## In an item {0}",
    "- item\n\n    ## Below an item {0}",
    "- item\n    ## No heading {0}",
    "1. item\n\n    with [more](p{0}.md)",
    "Text {0}\n- no item, # no heading [x](p{0}.md)\n- # none {0}",
    '!!! note "Title [t](t{0}.md)"\n\n    body [b](p{0}.md)\n\n    ## Inside {0}',
    "!!! note\n    ## At once {0}",
    "??? tip\n    body [b](p{0}.md)",
    '???+ tip "`code` [t](t{0}.md)"\n\n    - [b](p{0}.md)\n\n    ```text\n    [no](p{0}.md)\n    ```',
    '=== "Tab {0}"\n\n    [b](p{0}.md)\n\n=== "Other & `tab` {0}"\n\n    x',
    "/// note | Title {0}\n[b](p{0}.md)\n\n## In a block {0}\n///",
    "```python\n# no heading {0}\n[no](p{0}.md)\n```",
    "``` {{ .python #listing-{0} }}\n[no](p{0}.md)\n```",
    "- item\n\n    ```text\n    [no](p{0}.md)\n    ```",
    "   ```text\n# a heading {0} after all\n   ```",
    "| a | b |\n|---|---|\n| [c](p{0}.md) | x |",
    "Text {0}\n| a | b |\n|---|---|\n| [c](p{0}.md) | x |",
    "| a | b |\n|---|---|\n| `x | y` | [c](p{0}.md) |\n# row {0}\n- row",
    "a | b\n--|--\n1 | 2 | 3\n4",
    "- | a | b |\n  |---|---|\n  | 1 | [c](p{0}.md) |",
    "<div>\n\n[raw](p{0}.md)\n\n## Raw {0}\n\n</div>",
    "<div markdown>\n\n[md](p{0}.md)\n\n</div>",
    "<div markdown>\n\n<h3>Element {0}</h3>\n\n[md](p{0}.md)\n\n</div>",
    '<div class="x" markdown="1">\n[near](p{0}.md)\n</div>',
    "<div markdown>\n\n<div>\n[off](p{0}.md)\n</div>\n\n[on](q{0}.md)\n\n</div>",
    "!!! note\n\n    <div>\n    [inline](p{0}.md)\n    </div>",
    "<!-- [comment](p{0}.md) -->",
    "<!-- comment --> and [text](p{0}.md)",
    "<p>[raw](p{0}.md)</p>",
    "[x [inner](i{0}.md)](o{0}.md)",
    "[**[inner](i{0}.md)**](o{0}.md)",
    "Term {0}\n:   about [it](p{0}.md)",
    "Note {0}[^{0}] and again[^{0}].\n\n[^{0}]:\n    With a [link](p{0}.md).",
    "- item[^i{0}]\n\n  [^i{0}]:\n    With a [link](p{0}.md).",
    "ABC {0}\n\n*[ABC]: [no](p{0}.md)",
    "**strong**{{ #strong-{0} }}, [link](p{0}.md){{ #link-{0} .x }}, no {{#none-{0}}} and `{{#code-{0}}}`",
    "[](){{#empty-{0}}}",
    "| a {{ #cell-{0} }} | b |\n|---|---|\n| 1 | 2 |",
    "`[code](p{0}.md)` and ![image](p{0}.png)",
    "<span>[inline](p{0}.md)</span>",
    '<a href="p{0}.md">html</a>',
    "> quoted [q](p{0}.md)\n>\n> ## In a quote {0}",
    "Bare https://example.org/{0}/a_b?x=1, and <https://example.org/{0}>; `https://example.org/code`",
    "<a id='part-{0}'></a>\n\n## Part {0}",
    "x\n{{#part-{0}}}\n\n## Part {0}",
    '<div id="part-{0}" markdown>\n[a](p{0}.md)\n</div>\n\n## Part {0}',
]
# Around a block; its lines are indented where the body of the wrapper is.
WRAPPERS = {
    "admonition": ("!!! note\n\n", "    "),
    "details": ("??? tip\n\n", "    "),
    "tab": ('=== "Wrapper"\n\n', "    "),
    "item": ("- item\n\n", "    "),
    "nested item": ("1. item\n    - inner\n\n", "        "),
    "definition": ("Term\n\n:   definition\n\n", "    "),
    "quote": ("", "> "),
    "element": ("<div markdown>\n\n", ""),
}
# Beside others they are read in ways that are left out here.
ALONE = [
    "- [x [inner](i{0}.md)](o{0}.md)\n    - item",
    "    indented {0}\n```\n# a heading {0} again\n```",
]
UNCLOSED = "<div>\n\n[raw](p{0}.md)\n\n## Raw {0}"
MADE = {"headerlink", "footnote-ref", "footnote-backref", "emojione"}


class Seen(NamedTuple):
    """What of a page is compared: headings as (level, text), all ids, destinations, the lengths of tables' rows."""

    headings: list[tuple[int, str]]
    ids: list[str]
    targets: list[str]
    tables: list[list[int]]


class Mark(Treeprocessor):
    """Marks the headings and tables that are Markdown's own."""

    def run(self, root) -> None:  # type: ignore[no-untyped-def]
        for element in root.iter():
            if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "table"):
                element.set("data-own", "1")


class Rendered(HTMLParser):
    """A page as a browser sees it, without what extensions add for themselves."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen = Seen([], [], [], [])
        self.heading = 0
        self.text: list[str] = []
        self.skipping = 0
        self.in_table = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id") and not str(found["id"]).startswith("__"):
            self.seen.ids.append(str(found["id"]))
        made = MADE.intersection(str(found.get("class")).split())
        target = found.get({"a": "href", "img": "src"}.get(tag, ""))
        if target is not None and not made and not target.startswith("#__"):
            self.seen.targets.append(target)
        if "data-own" in found and tag != "table":
            self.heading, self.text = int(tag[1]), []
        self.in_table = "data-own" in found if tag == "table" else self.in_table
        if self.in_table and tag == "table":
            self.seen.tables.append([])
        elif self.in_table and tag == "tr":
            self.seen.tables[-1].append(0)
        elif self.in_table and tag in ("td", "th"):
            self.seen.tables[-1][-1] += 1

    def handle_endtag(self, tag: str) -> None:
        if self.heading and tag == f"h{self.heading}":
            self.seen.headings.append((self.heading, " ".join("".join(self.text).split())))
            self.heading = 0

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def theirs(text: str) -> Seen:
    import pymdownx.slugs

    options = {name: dict(values) for name, values in OPTIONS.items()}
    options["pymdownx.tabbed"]["slugify"] = pymdownx.slugs.slugify(case="lower")
    reader = markdown.Markdown(extensions=list(NAMES), extension_configs=options)
    reader.treeprocessors.register(Mark(reader), "mark", -1)
    seen = Rendered(reader.convert(text)).seen
    return Seen(seen.headings, sorted(set(seen.ids)), sorted(seen.targets), seen.tables)


def ours(text: str) -> Seen:
    page = parse("page.md", Source(text), dialect_of(SITE))
    raw = [block.span for block in page.html if block.raw]
    return Seen(
        [(heading.level, printed_text(SITE, heading.text)) for heading in page.headings if heading.rendered],
        sorted(page_ids(SITE, page.headings, page.anchors)[1]),
        sorted(link.target for link in page.links if link.rendered),
        [
            [len(row) for row in table.rows]
            for table in page.tables
            if not any(block.start <= table.span.start < block.end for block in raw)
        ],
    )


def wrapped(block: str, wrapper: str) -> str:
    before, indent = WRAPPERS[wrapper]
    lines = [indent + line if line else indent.rstrip() for line in block.split("\n")]
    return before + "\n".join(lines) + ("\n\n</div>" if wrapper == "element" else "")


def page_of(blocks: list[str]) -> str:
    return "\n\n".join(block.format(number) for number, block in enumerate(blocks)) + "\n"


@pytest.mark.parametrize("block", [*BLOCKS, *ALONE, UNCLOSED])
def test_each_block_alone(block: str) -> None:
    text = page_of(["Start.", block, "End [e](e.md).", "## End"])
    assert ours(text) == theirs(text)


@given(st.lists(st.sampled_from(BLOCKS), min_size=2, max_size=6), st.booleans())
@settings(max_examples=60, deadline=None)
def test_blocks_after_each_other(blocks: list[str], unclosed: bool) -> None:
    text = page_of([*blocks, UNCLOSED, "[last](last.md)"] if unclosed else blocks)
    assert ours(text) == theirs(text)


@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_each_block_in_another(wrapper: str) -> None:
    differing = []
    for block in BLOCKS:
        if wrapper == "definition" and block.startswith("///"):
            continue
        text = page_of(["Start.", wrapped(block, wrapper), "End [e](e.md).", "## End"])
        if ours(text) != theirs(text):
            differing.append(block)
    assert differing == []


@given(st.lists(st.tuples(st.sampled_from(BLOCKS), st.sampled_from(["", *WRAPPERS])), min_size=2, max_size=5))
@settings(max_examples=40, deadline=None)
def test_blocks_in_others_after_each_other(blocks: list[tuple[str, str]]) -> None:
    kept = [(block, wrapper) for block, wrapper in blocks if not wrapper or not block.startswith("///")]
    text = page_of([wrapped(block, wrapper) if wrapper else block for block, wrapper in kept])
    assert ours(text) == theirs(text)
