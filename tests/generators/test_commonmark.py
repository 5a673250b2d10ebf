"""markdown-it-py is the oracle for pages of plain CommonMark with tables: headings, links, tables and code blocks."""

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from caselint.content.markdown import parse
from caselint.content.source import Source
from caselint.generators.dialects import dialect_of
from caselint.generators.generator import GITHUB

BLOCKS = [
    "A [link {0}](p{0}.md) and ![image {0}](p{0}.png 'title').",
    "See [ref {0}][r{0}], [r{0}] and [R{0}][].\n\n[r{0}]: p{0}.md",
    "[r]: first{0}.md\n\n[text {0}][r]",
    "## Part {0}",
    "#No heading {0}",
    "## Closed {0} ##",
    "### Step {0}: `code` *and* [linked](p{0}.md) &amp; more",
    "Title {0}\n---",
    "Two lines {0}\nand an underline\n===",
    "   ## Indented {0}",
    "Paragraph {0}\n## Heading right below {0}\nand text [t](p{0}.md)",
    "- item [one](p{0}.md)\n- ## In an item {0}\n  [two](q{0}.md)",
    "Text {0}\n- an item [x](p{0}.md)\n- # in it {0}",
    "1. item\n\n   with [more](p{0}.md)\n\n       code {0}",
    "2) item {0}\n   - [inner](p{0}.md)",
    "```python\n# no heading {0}\n[no](p{0}.md)\n```",
    "- item\n\n  ~~~ text x\n  [no](p{0}.md)\n  ~~~",
    "    indented {0}\n\n    more",
    "```\nnever closed {0}",
    "| a | b |\n|---|---|\n| [c](p{0}.md) | x |",
    "Text {0}\n| a | b |\n|---|:-:|\n| 1 | 2 | 3 |\n4",
    "| a | b |\n|---|---|\n| `x \\| y` | [c](p{0}.md) |\n# heading {0}",
    "> quoted [q](p{0}.md)\n> ## In a quote {0}\nlazy",
    "<div>\n[raw](p{0}.md)\n\n[not raw](q{0}.md)\n\n</div>",
    "<!-- [comment](p{0}.md) -->",
    "[x [inner](i{0}.md) y](o{0}.md)",
    "[![image](p{0}.png)](p{0}.md)",
    "<https://example.org/{0}> and `[code](p{0}.md)` \\[no](p{0}.md)",
    "[with (brackets) {0}](p(x){0}.md) and [angle](<p {0}.md>)",
    "a line  \nanother\\\n[b](p{0}.md)",
    "***",
    "!!! note\n\n    code {0}",
]


class Seen(NamedTuple):
    """What of a page is compared: headings, destinations, the lengths of tables' rows, code by language and content."""

    headings: list[tuple[int, str]]
    targets: list[str]
    tables: list[list[int]]
    code: list[tuple[str, str]]


def text_of(token: Token) -> str:
    found = []
    for child in token.children or []:
        if child.type in ("text", "code_inline"):
            found.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            found.append(" ")
    return " ".join("".join(found).split())


def theirs(text: str) -> Seen:
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    reader.normalizeLink = lambda url: url  # type: ignore[method-assign]
    seen = Seen([], [], [], [])
    tokens = reader.parse(text)
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            seen.headings.append((int(token.tag[1]), text_of(tokens[number + 1])))
        elif token.type == "table_open":
            seen.tables.append([])
        elif token.type == "tr_open":
            seen.tables[-1].append(0)
        elif token.type in ("td_open", "th_open"):
            seen.tables[-1][-1] += 1
        elif token.type in ("fence", "code_block"):
            seen.code.append(("".join(token.info.split()[:1]), token.content.rstrip("\n")))
        for child in token.children or []:
            target = child.attrs.get({"link_open": "href", "image": "src"}.get(child.type, ""))
            if target is not None:
                seen.targets.append(str(target))
    return seen


def ours(text: str) -> Seen:
    page = parse("page.md", Source(text), dialect_of(GITHUB))
    code = []
    for block in page.code:
        margin = block.content.start - (text.rfind("\n", 0, block.content.start) + 1)
        lines = block.content.slice(text).rstrip("\n").split("\n")
        code.append((block.language, "\n".join([lines[0], *(line[margin:] for line in lines[1:])])))
    return Seen(
        [(heading.level, " ".join(heading.text.split())) for heading in page.headings if heading.rendered],
        [link.target for link in page.links if link.rendered],
        [[len(row) for row in table.rows] for table in page.tables],
        code,
    )


def page_of(blocks: list[str]) -> str:
    return "\n\n".join(block.format(number) for number, block in enumerate(blocks)) + "\n"


@pytest.mark.parametrize("block", BLOCKS)
def test_each_block_alone(block: str) -> None:
    text = page_of(["Start.", block, "End [e](e.md).", "## End"])
    assert ours(text) == theirs(text)


@given(st.lists(st.sampled_from(BLOCKS), min_size=2, max_size=8), st.sampled_from(["\n\n", "\n"]))
@settings(max_examples=100, deadline=None)
def test_blocks_after_each_other(blocks: list[str], between: str) -> None:
    """Without an empty line between them too, indented code apart: whether it ends a table the two do not agree on."""
    kept = [block for block in blocks if between == "\n\n" or "    " not in block]
    text = page_of(kept).replace("\n\n", between)
    assert ours(text) == theirs(text)
