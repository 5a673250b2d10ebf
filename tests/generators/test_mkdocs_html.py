"""Which raw HTML is printed as it stands, on sites that Python-Markdown renders."""

import time

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselint.generators.mkdocs_fences import superfences
from caselint.generators.mkdocs_html import read_html, swallowing_tags

LINES = [
    "<div>",
    "</div>",
    "<div markdown>",
    '<p markdown="span">',
    "<p>",
    "</p>",
    "<section markdown='block'>",
    "</section>",
    "word",
    "",
    "    <div>",
]
LINES += [
    "<br>",
    "<hr>",
    "<b>x</b>",
    "<!-- c -->",
    "<!-- open",
    "a <div> b",
    "<div/>",
    "</b>",
    "<script>",
    "</script>",
    "```",
    "<?pi ?>",
]


def raw(text: str, md_in_html: bool = True) -> list[str]:
    return [span.slice(text) for span in read_html(text, superfences(text, 0), md_in_html=md_in_html).raw]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("a\n\n<div>\n\n*x*\n\n</div>\n\nb", ["<div>\n\n*x*\n\n</div>"]),
        ("<div>\n*x*\n", ["<div>\n*x*\n"]),
        ("   <div>*x*</div> tail *y*", ["<div>*x*</div>"]),
        ("    <div>\n    *x*\n    </div>", []),
        ("- <div>*x*</div>", []),
        ("<div><div>a</div>b</div>c", ["<div><div>a</div>b</div>"]),
        ("<p>a</p><p>b</p>", ["<p>a</p>", "<p>b</p>"]),
        ("<span>a</span>", []),
        ("text <div>a</div>", []),
        ("<div markdown>\n\n*x*\n\n</div>", []),
        ('<div markdown="0">\n\n*x*\n\n</div>', ['<div markdown="0">\n\n*x*\n\n</div>']),
        ("<div markdown>\n\n<div>\n*x*\n</div>\n\n</div>", ["<div>\n*x*\n</div>"]),
        ("<div>\n<div markdown>\n*x*\n</div>\n</div>", ["<div>\n<div markdown>\n*x*\n</div>\n</div>"]),
        ("```\n<div>\n```\n\n*x*", []),
        ("<!-- <div> -->\n\n*x*", []),
        ("<script>\nif (a) '</div>'\n</script>", ["<script>\nif (a) '</div>'\n</script>"]),
        ("<!-- c --><div>x</div>", ["<div>x</div>"]),
        ('<div class="x\n<p>*x*</p>\n', ["<p>*x*</p>"]),
        ("<DIV>\n*x*\n</Div>", ["<DIV>\n*x*\n</Div>"]),
    ],
)
def test_outermost_blocks(text: str, blocks: list[str]) -> None:
    assert raw(text) == blocks


def test_without_the_extension_the_attribute_means_nothing() -> None:
    text = "<div markdown>\n\n*x*\n\n</div>"
    assert raw(text, md_in_html=False) == [text]


@given(st.lists(st.sampled_from(LINES), max_size=9), st.booleans())
@settings(max_examples=150, deadline=None)
def test_marks_in_raw_blocks_are_printed_and_others_are_not(lines: list[str], md_in_html: bool) -> None:
    """A mark `@N@` behind each line is put where Python-Markdown's own processor puts it: into stashed HTML, or not."""
    text = "".join(f"{line}\n@{number}@\n" if line != "```" else "```\n" for number, line in enumerate(lines))
    reader = markdown.Markdown(extensions=["pymdownx.superfences", *(["md_in_html"] if md_in_html else [])])
    left = text.split("\n")
    for name in ("normalize_whitespace", "fenced_code_block", "html_block"):
        left = reader.preprocessors[name].run(left)
    blocks = [block for block in reader.htmlStash.rawHtmlBlocks if isinstance(block, str) and "<pre" not in block]
    ours = raw(text, md_in_html)
    fences = [span.slice(text) for span in superfences(text, 0)]
    for number in range(len(lines)):
        mark = f"@{number}@"
        if any(mark in fence for fence in fences):
            continue
        stashed = any(mark in block and not block.startswith(("<!", "<?")) for block in blocks)
        if not md_in_html or not any("markdown" in line for line in lines):
            assert any(mark in block for block in ours) == stashed, (text, mark)


def test_tags_that_would_swallow_the_lines_below() -> None:
    text = "!!! note\n\n    <div>\n    [a](b.md)\n    </div>\n\n<b>x</b> y\n<span>\n\n<p>raw</p>\n"
    found = [(tag.span.slice(text), tag.alone) for tag in swallowing_tags(text, [], read_html(text, []).raw)]
    assert found == [("<div>", True), ("<b>", False)]


@pytest.mark.parametrize(
    "piece",
    [
        "<div>\n",
        "<div\n",
        "</div>\n",
        '<a b="\n',
        "<div><b>\n",
        "<!--\n",
        "<![\n",
        "<p>x</p>",
        "<div markdown>\n",
        "<script>\n",
        "- <b>",
        "<hr>\n</i>",
    ],
)
def test_time_grows_with_the_text(piece: str) -> None:
    text = "<div>\n" + piece * 20_000
    start = time.process_time()
    blocks = read_html(text, [], md_in_html=True).raw
    assert len(list(swallowing_tags(text, [], blocks))) <= len(text)
    assert time.process_time() - start < 2
