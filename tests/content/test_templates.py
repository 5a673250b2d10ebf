"""Template code, mathematics and MDX on a page: no words of a reader's, and out of the way of the Markdown around."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselint.content.dialect import COMMONMARK, Dialect, TemplateLanguage
from caselint.content.markdown import parse
from caselint.content.page import Page
from caselint.content.source import Source
from caselint.content.tex import mathematics, states_quantities
from caselint.engine.discover import Request
from caselint.engine.linter import run
from caselint.facts.collect import collect
from caselint.generators.dialects import dialect_of
from caselint.generators.generator import SiteConfig
from caselint.placement import misplaced
from caselint.testing import write_site

LIQUID = dialect_of(SiteConfig("jekyll"))
HUGO = dialect_of(SiteConfig("hugo"))
MACROS = dialect_of(SiteConfig("mkdocs", plugins={"macros": {}}))
MKDOCS = dialect_of(SiteConfig("mkdocs"))
MATH = dialect_of(SiteConfig("mkdocs", extensions={"pymdownx.arithmatex": {}}))


def read(text: str, dialect: Dialect = COMMONMARK, path: str = "page.md") -> Page:
    return parse(path, Source(text), dialect)


def code(text: str, dialect: Dialect = COMMONMARK, path: str = "page.md") -> list[tuple[str, str]]:
    return [(template.kind, template.span.slice(text)) for template in read(text, dialect, path).templates]


def figures(text: str, dialect: Dialect = COMMONMARK, path: str = "page.md") -> list[str]:
    return [mention.quantity.span.slice(text) for mention in collect(read(text, dialect, path)).mentions]


# Template languages


@pytest.mark.parametrize(
    ("dialect", "text", "kind"),
    [
        (LIQUID, "{{ site.title }}", "template"),
        (LIQUID, "{%- if page.x -%}", "template"),
        (LIQUID, "{% comment %}5 ms{% endcomment %}", "comment"),
        (LIQUID, "{% highlight go %}\n# 5 ms\n{% endhighlight %}", "template"),
        (MACROS, "{{ macro('5 ms') }}", "template"),
        (MACROS, "{# 5 ms #}", "comment"),
        (HUGO, '{{< figure src="x.png" >}}', "template"),
        (HUGO, "{{% note %}}", "template"),
        (HUGO, "{{</* figure */>}}", "literal"),
        (HUGO, "{{ .Title }}", "literal"),
        (HUGO, "{{< highlight go >}}\n# 5 ms\n{{< /highlight >}}", "template"),
        (MKDOCS, "{{ x }}", "literal"),
        (COMMONMARK, "{% if x %}", "literal"),
    ],
)
def test_template_code_is_known_where_its_language_runs(dialect: Dialect, text: str, kind: str) -> None:
    assert code(f"before {text} after\n", dialect) == [(kind, text)]
    assert figures(f"before {text} after\n", dialect) == []
    assert not read(f"{text}\n", dialect).headings


def test_what_raw_encloses_is_text() -> None:
    text = "{% raw %}{{ x }}{% endraw %} {% raw %}no end {{ y }}\n"
    assert code(text, LIQUID) == [
        ("template", "{% raw %}"),
        ("literal", "{{ x }}"),
        ("template", "{% endraw %}"),
        ("template", "{% raw %}"),
        ("template", "{{ y }}"),
    ]


@pytest.mark.parametrize("text", ["{{ never closed", "{% if", "{# {#a} #}", "{ {x} }", "{#own}", "`{{`x`}}`"])
def test_what_is_no_template_code(text: str) -> None:
    assert code(text, LIQUID if "`" not in text else COMMONMARK) == []


def test_code_blocks_keep_their_code() -> None:
    assert code("```\n{{ x }}\n```\n\n    {{ y }}\n") == []


@pytest.mark.parametrize("dialect", [LIQUID, MACROS, COMMONMARK])
@pytest.mark.parametrize("target", ["{{ site.url }}/b.md", "{{url}}", "b.md#{{ x }}", "{% link b.md %}"])
def test_a_link_to_template_code_is_a_link_and_not_judged(dialect: Dialect, target: str, tmp_path: Path) -> None:
    text = f'[a]({target}) <a href="{target}">b</a>\n'
    assert [(link.target, link.span.slice(text)) for link in read(text, dialect).links] == [(target, target)] * 2
    write_site(tmp_path, {"a.md": f"# A\n\n{text}"})
    assert run(Request(tmp_path)).report.findings == ()


def test_a_heading_keeps_its_words_as_written() -> None:
    page = read("# On {{ x }} &amp; `{{ y }}`\n", LIQUID)
    assert [heading.text for heading in page.headings] == ["On {{ x }} & {{ y }}"]


def test_so_does_a_heading_of_raw_html() -> None:
    dialect = dialect_of(SiteConfig("mkdocs", extensions={"md_in_html": {}}))
    page = read("<div markdown>\n<h2>On {{ x }} <b>now</b></h2>\n</div>\n", dialect)
    assert [heading.text for heading in page.headings] == ["On {{ x }} now"]


@pytest.mark.parametrize("plugins", ["", "plugins: [macros]\n"])
def test_ids_of_headings_with_code_are_judged_where_the_code_is_text(plugins: str, tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": f"site_name: x\n{plugins}",
        "docs/index.md": "# On {{ x }}\n\n[a](#on-x) [b](#on-y)\n",
    }
    write_site(tmp_path, files)
    found = [finding.message for finding in run(Request(tmp_path)).report.findings]
    assert len(found) == (0 if plugins else 1)


def test_code_on_its_own_lines_parts_the_texts_around_it() -> None:
    text = "one\n{% if x %}\n# Two\n{% endif %}\n> {{ y }}\n> three\n\n{{ z }}\n---\n"
    page = read(text, LIQUID)
    assert [heading.text for heading in page.headings] == ["Two"]
    assert [leaf.span.slice(text) for leaf in page.leaves] == ["one", "# Two", "three"]


def test_code_in_a_table_does_not_part_its_cells() -> None:
    text = "| a | b |\n|---|---|\n| {{ x | upper }} | 5 ms |\n"
    ((_, row),) = (table.rows for table in read(text, LIQUID).tables)
    assert [cell.slice(text) for cell in row] == ["{{ x | upper }}", "5 ms"]
    assert figures(text, LIQUID) == ["5 ms"]


def test_ids_in_template_code_are_given_as_written() -> None:
    text = '<p id="{{ x }}">y</p>\n'
    assert [anchor.id for anchor in read(text, LIQUID).anchors] == ["{{ x }}"]


# Mathematics


@pytest.mark.parametrize(
    "text",
    [
        "$x$",
        "$n \\log n$",
        "$f(x)$",
        "$a_i + b_i$",
        "$5 + x^2$",
        "$10^{-12}$",
        "$E = mc^2$",
        "$$\\frac{1}{2}$$",
        "$$\nx = 5\n$$",
        "$a\n+ b$",
    ],
)
def test_mathematics(text: str) -> None:
    assert code(f"so {text}, then\n") == [("math", text)]
    assert figures(f"so {text}, then\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "from $5M to $10M",
        "$5M/$10M",
        "-$5M and $5 each",
        "costs $5, and $6.",
        "US$5 and A$6",
        "$5M (up from $4M)",
        "$50K-$60K per year_and $7",
        "$HOME and $PATH",
        "$$ against $$$",
        "`$x$`",
        "\\$x$",
        "$5M_a and more words$",
        "$${price}$$",
        "$ x $",
    ],
)
def test_money_is_no_mathematics(text: str) -> None:
    assert list(mathematics(text, 0, brackets=True)) == []
    assert len(figures(f"It costs {text}.\n")) == len(figures(f"It costs {text.replace('$', '€')}.\n"))


def test_brackets_are_mathematics_where_the_site_reads_them_so() -> None:
    text = "a \\(x\\) b\n\n\\[\ny\n\\]\n\n\\begin{align}\nz &= 1\n\\end{align}\n"
    assert [found for _, found in code(text, MATH)] == [
        "\\(x\\)",
        "\\[\ny\n\\]",
        "\\begin{align}\nz &= 1\n\\end{align}",
    ]
    assert code(text, MKDOCS) == []


def test_nothing_in_mathematics_is_a_link_or_emphasis() -> None:
    text = "$$ \\frac{a}{b} [x](y.md) *z $$ and *so*\n"
    assert read(text).links == ()


@pytest.mark.parametrize(
    ("tex", "states"),
    [
        ("4000 \\space URLs", True),
        ("500 \\text{ms}", True),
        ("5\\,\\mathrm{GB}", True),
        ("10\\%", True),
        ("12 TB", True),
        ("2n + 1", False),
        ("10^{-12}", False),
        ("x_1 = 5", False),
    ],
)
def test_calculations_state_quantities(tex: str, states: bool) -> None:
    assert states_quantities(tex) is states


def test_figures_of_a_calculation_count() -> None:
    assert figures("$$\n4000 \\space requests/second \\times 500 \\space bytes\n$$\n") != []


# MDX


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("import A from 'a'\n\ntext", [("module", "import A from 'a'\n")]),
        ("export const x = {\n\n  a: 1 }\n\ntext", [("module", "export const x = {\n\n  a: 1 }\n")]),
        ("text\nimport A from 'a'\n", []),
        (
            "a {x} b {'}'} c {`}`} d {/* } */ y}",
            [("expression", each) for each in ("{x}", "{'}'}", "{`}`}", "{/* } */ y}")],
        ),
        ("{/* note */}", [("comment", "{/* note */}")]),
        ("a { never closed", []),
        ("\\{x\\} `{y}` {#own}", []),
        ("```js\n{x}\n```\n\n- ~~~\n  {y}\n  ~~~\n", []),
        ('<A b="}" c={d > e} {...f} g />', [("tag", '<A b="}" c={d > e} {...f} g />')]),
        ("<A.B>x</A.B>", [("tag", "<A.B>"), ("tag", "</A.B>")]),
        ("<>x</>", [("tag", "<>"), ("tag", "</>")]),
        ("a < b, i<5, <https://x.y>, <!-- c -->", []),
        ("<A\n  b={() => {\n    c\n  }}\n>", [("tag", "<A\n  b={() => {\n    c\n  }}\n>")]),
        ("{a && <p>Don't</p>} x", [("expression", "{a && <p>Don't</p>}")]),
    ],
)
def test_mdx(text: str, found: list[tuple[str, str]]) -> None:
    assert code(text, path="page.mdx") == found
    assert [kind for kind, _ in code(text) if kind in ("module", "expression", "tag")] == []


MDX = """import Tabs from '@theme/Tabs';

# Costs {version} <Badge n={5} />

<Tabs groupId="os" id="tabs">
<TabItem value={"5 ms"}>
It takes 7 ms, see [a](b.md) and <Link href="c.md">c</Link>.

## Inside

| a | b |
|---|---|
| {x | y} | 8 ms |
</TabItem>
</Tabs>

<a href={useBaseUrl('d')}>d</a>
"""


def test_a_page_of_mdx() -> None:
    page = read(MDX, path="page.mdx")
    assert [heading.text for heading in page.headings] == ["Costs {version}", "Inside"]
    assert [link.target for link in page.links] == ["b.md", "c.md", "{useBaseUrl('d')}"]
    assert [anchor.id for anchor in page.anchors] == ["tabs"]
    assert figures(MDX, path="page.mdx") == ["7 ms", "8 ms"]
    assert page.html == ()


def test_mdx_end_to_end(tmp_path: Path) -> None:
    """A broken link is found, a comment allows one, code is not judged, and what components bring is not known."""
    page = MDX + "\n[gone](gone.md)\n\n{/* caselint: allow broken-link (later) */}\n\n[later](later.md) [z](#z)\n"
    write_site(tmp_path, {"page.mdx": page, "b.md": "# B\n\n[m](page.mdx#from-a-component)\n", "c.md": "# C\n"})
    report = run(Request(tmp_path)).report
    line = page[: page.index("[gone]")].count("\n") + 1
    assert [(finding.path, finding.location.line, finding.name) for finding in report.findings] == [
        ("page.mdx", line, "broken-link")
    ]
    assert report.suppressed == 1


def test_the_other_suffix_of_markdown(tmp_path: Path) -> None:
    write_site(tmp_path, {"a.markdown": "# A\n\n[b](gone.md) [c](c.markdown#x)\n", "c.markdown": "# C\n"})
    found = [(finding.name, finding.path) for finding in run(Request(tmp_path)).report.findings]
    assert found == [("broken-link", "a.markdown"), ("missing-anchor", "a.markdown")]


# All of it


PIECES = [
    "{{ x }}",
    "{{<",
    ">}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "{",
    "}",
    "<A b={",
    "</A>",
    "<>",
    "/>",
    "$",
    "$$",
    "\\(",
    "\\)",
]
PIECES += ["import x\n", "'", '"', "`", "```\n", "/*", "*/", "//", "é🎯", "\n", "\n\n", "# h ", "[a](b.md)", "- ", "> "]
PIECES += ["| a |\n|---|\n", "{% raw %}", "{% endraw %}", "\\", " ", "5 ms", "\r\n", "{% comment %}", "<p id='x'>"]
LANGUAGES: list[TemplateLanguage] = ["", "jinja", "liquid", "hugo"]


@given(
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
    st.sampled_from([replace(COMMONMARK, templates=language, features=frozenset({"math"})) for language in LANGUAGES]),
    st.sampled_from(["page.md", "page.mdx"]),
)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_and_all_of_it_stands_where_it_says(text: str, dialect: Dialect, path: str) -> None:
    page = read(text, dialect, path)
    assert page.text == text
    assert list(misplaced(page, collect(page))) == []
    ends = [template.span.end for template in page.templates]
    starts = [template.span.start for template in page.templates]
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False)), "disjoint and in order"


@pytest.mark.parametrize(
    "piece",
    [
        "{{",
        "{%",
        "{# ",
        "{",
        "<A {",
        "<A b='",
        "{/*",
        "{'\\'",
        "`{",
        "$x",
        "$$x\n",
        "\\(",
        "import {\n\n",
        "{% raw %}",
        "<",
        "{`",
    ],
)
def test_code_that_never_ends_is_no_trap(piece: str) -> None:
    """A hang guard: what is quadratic in a page of this size takes minutes."""
    page = read(piece * (400_000 // len(piece)), replace(LIQUID, features=frozenset({"math"})), "page.mdx")
    assert page.headings == ()
