"""Python-Markdown with the extensions of a usual site is the oracle: our headings, ids and links are what it renders.

Known to differ and left out: blocks that follow each other without a blank line where one of them is a list.
"""

from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselint.content.markdown import parse
from caselint.content.source import Source
from caselint.generators.dialects import dialect_of
from caselint.generators.generator import SiteConfig
from caselint.generators.slugs import heading_ids

NAMES = (
    "toc admonition attr_list def_list footnotes md_in_html tables pymdownx.details pymdownx.superfences "
    "pymdownx.tabbed pymdownx.smartsymbols pymdownx.betterem"
).split()
OPTIONS = {"pymdownx.tabbed": {"alternate_style": True}}
SITE = SiteConfig("mkdocs", extensions={name: OPTIONS.get(name, {}) for name in NAMES})

# Each starts a block of its own; `{}` becomes a number, so that every link and heading is told apart.
BLOCKS = [
    "A [link {0}](p{0}.md) here.",
    "See [ref {0}][r{0}].\n\n[r{0}]: p{0}.md",
    "## Part {0}",
    "## Same & same",
    "### Step {0}: `code` & [linked](p{0}.md) {{#own-{0}}}",
    "Title {0}\n---",
    "Two lines {0}\nand an underline\n---",
    " ## Indented {0}",
    "- item [one](p{0}.md)\n- item two",
    "1. item\n\n    with [more](p{0}.md)",
    '!!! note "Title [t](t{0}.md)"\n\n    body [b](p{0}.md)\n\n    ## Inside {0}',
    "??? tip\n    body [b](p{0}.md)",
    '=== "Tab {0}"\n\n    [b](p{0}.md)',
    "```python\n# no heading {0}\n[no](p{0}.md)\n```",
    "- item\n\n    ```text\n    [no](p{0}.md)\n    ```",
    "   ```text\n# a heading {0} after all\n   ```",
    "| a | b |\n|---|---|\n| [c](p{0}.md) | x |",
    "<div>\n\n[raw](p{0}.md)\n\n## Raw {0}\n\n</div>",
    "<div markdown>\n\n[md](p{0}.md)\n\n</div>",
    '<div class="x" markdown="1">\n[near](p{0}.md)\n</div>',
    "<div markdown>\n\n<div>\n[off](p{0}.md)\n</div>\n\n[on](q{0}.md)\n\n</div>",
    "!!! note\n\n    <div>\n    [inline](p{0}.md)\n    </div>",
    "<!-- [comment](p{0}.md) -->",
    "<p>[raw](p{0}.md)</p>",
    "**[[inner](i{0}.md)](o{0}.md)**"[2:-2],
    "Term {0}\n:   about [it](p{0}.md)",
    "`[code](p{0}.md)` and ![image](p{0}.png)",
    "<span>[inline](p{0}.md)</span>",
    '<a href="p{0}.md">html</a>',
    "> quoted [q](p{0}.md)",
    "<a id='part-{0}'></a>\n\n## Part {0}",
    "x\n{{#part-{0}}}\n\n## Part {0}",
    '<div id="part-{0}" markdown>\n[a](p{0}.md)\n</div>\n\n## Part {0}',
]
UNCLOSED = "<div>\n\n[raw](p{0}.md)\n\n## Raw {0}"


class Rendered(HTMLParser):
    """The heading ids and destinations of a page as a browser sees them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6") and found.get("id"):
            self.ids.append(str(found["id"]))
        target = found.get({"a": "href", "img": "src"}.get(tag, ""))
        if target and not target.startswith("#__"):
            self.targets.append(target)


def theirs(text: str) -> tuple[list[str], list[str]]:
    rendered = Rendered(markdown.markdown(text, extensions=list(NAMES), extension_configs=OPTIONS))
    return rendered.ids, sorted(rendered.targets)


def ours(text: str) -> tuple[list[str], list[str]]:
    page = parse("page.md", Source(text), dialect_of(SITE))
    reserved = [anchor.id for anchor in page.anchors if anchor.reserved]
    ids = [own for own in heading_ids(SITE, page.headings, reserved) if own]
    return ids, sorted(link.target for link in page.links if link.rendered)


def page_of(blocks: list[str]) -> str:
    return "\n\n".join(block.format(number) for number, block in enumerate(blocks)) + "\n"


@pytest.mark.parametrize("block", [*BLOCKS, UNCLOSED])
def test_each_block_alone(block: str) -> None:
    text = page_of(["Start.", block, "End [e](e.md).", "## End"])
    assert ours(text) == theirs(text)


@given(st.lists(st.sampled_from(BLOCKS), min_size=2, max_size=6), st.booleans())
@settings(max_examples=60, deadline=None)
def test_blocks_after_each_other(blocks: list[str], unclosed: bool) -> None:
    text = page_of([*blocks, UNCLOSED, "[last](last.md)"] if unclosed else blocks)
    assert ours(text) == theirs(text)
