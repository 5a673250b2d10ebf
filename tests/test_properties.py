"""What holds of every page, whatever stands on it.

`benchmarks/fuzz.py` asks the same of many more pages; these run with every change.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from caselint.config.config import Config
from caselint.content.lines import Lines
from caselint.content.source import decode
from caselint.engine.discover import Discovery, Site
from caselint.engine.linter import Run, check_sites
from caselint.engine.read_page import read_bytes
from caselint.engine.site_check import Selection
from caselint.findings.report import LocatedFinding
from caselint.generators.dialects import dialect_of
from caselint.generators.generator import GITHUB, SiteConfig
from caselint.placement import misplaced
from caselint.rules.registry import find_rule
from caselint.rules.rule import PageRule

EXTENSIONS = (
    *("admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"),
    *("pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.emoji", "pymdownx.blocks.admonition"),
)
SITES = {
    "material": SiteConfig("material", "mkdocs.yml", extensions={name: {} for name in EXTENSIONS}),
    "mkdocs": SiteConfig("mkdocs", "mkdocs.yml", extensions={"toc": {}, "tables": {}, "fenced_code": {}}),
    "github": GITHUB,
    "docusaurus": SiteConfig("docusaurus", judges_links=False, judges_anchors=False),
}
PIECES = (
    *(
        "# Ferry",
        "## Costs {#costs}",
        "A\n===",
        "> quote",
        "- item",
        "1. one",
        "  - deep",
        "    code",
        "```py\ncode",
        "```",
    ),
    *(
        "[Ferry](ferry.md#costs)",
        "[r][r]",
        "[r]: b.md 'title'",
        "![i](i.png)",
        "<https://a.b>",
        "a@b.co",
        "[^1]",
        "[^1]: n",
    ),
    *(
        "| a | b |\n|---|---|",
        "| [F](f.md) | 9M users |",
        "**Scale:** 9M",
        "9M users",
        "120%",
        "p99 is 20 ms",
        "5-8 TB",
        "½",
    ),
    *(
        "<div>",
        "</div>",
        "<div markdown>",
        "<a href='f.md' id=x>F</a>",
        "<!-- caselint: allow broken-link (x) -->",
        "<br",
        "<!--",
    ),
    *(
        "<table><tr><td>F<td>9M</table>",
        "<script>",
        "!!! note",
        '=== "Tab"',
        "??? tip",
        "/// note",
        "Term\n: def",
        "{{ x }}",
    ),
    *(
        "---",
        "+++",
        "title: Ferry",
        "a: [1, {b: c}]",
        "&a *a",
        "# caselint: allow x",
        "...",
        "&amp;",
        "\\*",
        ":smile:",
        "$x$",
    ),
    *(
        "🎯",
        "e\u0301",
        "\u202e",
        "\u2028",
        "\x85",
        "\x0c",
        "\t",
        "\ufeff",
        "â€™",
        "İ",
        "``",
        "*",
        "_",
        "[",
        "](",
        "|",
        "\\",
        "&",
    ),
)
BREAKS = ("\n", "\n\n", "\r\n", "\r", " ", "", "\n    ", "\n> ")
TEXTS = st.lists(st.tuples(st.sampled_from(PIECES) | st.text(max_size=6), st.sampled_from(BREAKS)), max_size=24).map(
    lambda parts: "".join(part for pair in parts for part in pair)
)
FRONT = st.sampled_from(
    ("", "---\ntitle: Ferry 9M users\n---\n", "+++\ntitle = 'F'\n+++\n", "---\na: *b\n---\n", "\ufeff")
)
PAGES = st.tuples(FRONT, TEXTS).map("".join)

BAD_LINKS = "# Ferry\n\nSee [one](gone.md), [two](lost.md) and **120% availability**.\n"


def run(
    pages: Mapping[str, str | bytes],
    site: SiteConfig = GITHUB,
    asked: Sequence[str] = (),
    selection: Selection | None = None,
) -> Run:
    """Check pages that are in no file."""
    texts = {path: text.encode() if isinstance(text, str) else text for path, text in pages.items()}
    root = Path("/nowhere")
    found = Site(root, site, Config.default(root), tuple(sorted(texts)), (), frozenset(asked or texts), texts=texts)
    return check_sites(Discovery((found,)), root, selection or Selection(preview=True))


def placed(findings: Sequence[LocatedFinding], *but: str) -> list[tuple[object, ...]]:
    return [
        (finding.path, finding.location, finding.name, finding.message, finding.fix, finding.related)
        for finding in findings
        if finding.name not in but
    ]


@pytest.mark.parametrize("name", SITES)
@settings(max_examples=150, deadline=None)
@given(text=PAGES)
@example(text="[a]:\x0cb\n[a]")
@example(text="- a\n- b[^1]")
@example(text="[F]: f.md\n\n- [F]\n- [G](g.md)\n")
@example(text="[a](../b\x85c.md)")
@example(text="##<a href=a>\nF</a>\n-")
@example(text="[[][x]()]()")
@example(text="[a](>b.md)\n\n> [a](\n> b.md)")
def test_everything_on_a_page_stands_where_it_says(name: str, text: str) -> None:
    read = read_bytes("page.md", text.encode(), dialect_of(SITES[name]))
    assert read.page is not None
    assert read.facts is not None
    assert list(misplaced(read.page, read.facts)) == []


@pytest.mark.parametrize("name", SITES)
@settings(max_examples=80, deadline=None)
@given(data=st.binary(max_size=80) | st.tuples(PAGES.map(str.encode), st.binary(max_size=4)).map(b"".join))
@example(data=b"\xff\xfea\x00")
@example(data=b"---\na: \xe9\n---\n[a](\xe9.md)")
def test_no_bytes_trip_reading_or_rules(name: str, data: bytes) -> None:
    finished = run({"page.md": data, "ferry.md": "# Ferry\n\nFerry has 8M users.\n"}, SITES[name])
    assert finished.traces == ()
    assert not finished.report.broken
    lines = Lines(read_bytes("page.md", data, dialect_of(SITES[name])).source.text)
    for finding in finished.report.findings:
        if finding.path == "page.md":
            assert 1 <= finding.location.line <= finding.location.end_line <= len(lines)


@settings(max_examples=150, deadline=None)
@given(text=st.text(st.sampled_from("a \t\r\né🎯\u0301\u200d\x85\u2028\x0b中"), max_size=40), bom=st.booleans())
@example(text="a\r\n\r\r\n\n", bom=True)
@example(text="\r", bom=False)
def test_an_offset_is_a_line_and_a_column_and_that_offset_again(text: str, bom: bool) -> None:
    source = decode(b"\xef\xbb\xbf" * bom + text.removeprefix("\ufeff").encode())
    lines = Lines(source.text)
    assert len(lines) == 1 + source.text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    for offset in range(len(source.text) + 1):
        number = lines.number(offset)
        column = offset - lines.start(number)
        assert lines.start(number) + column == offset
        assert column >= 0
        assert number == len(lines) or offset < lines.start(number + 1)
    assert source.encode() == b"\xef\xbb\xbf" * bom + source.text.encode()


@settings(max_examples=100, deadline=None)
@given(text=PAGES, newline=st.sampled_from(("\r\n", "\r")))
@example(text="<!-- a -->\n# Ferry\n", newline="\r")
def test_other_line_ends_move_no_place(text: str, newline: str) -> None:
    """Lines and columns of all headings and links are the same however the page ends its lines."""
    assume(not {"\r", "\x85", "\u2028"} & set(text))

    def places(written: str) -> list[tuple[str, object]]:
        page = read_bytes("page.md", written.encode(), dialect_of(GITHUB)).page
        assert page is not None
        lines = Lines(page.text)
        things = [(heading.text, heading.text_span) for heading in page.headings]
        things += [(link.target, link.span) for link in page.links]
        return [(what, lines.location(span)) for what, span in things]

    assert places(text.replace("\n", newline)) == places(text)


@settings(max_examples=80, deadline=None)
@given(text=PAGES, other=PAGES, name=st.sampled_from(sorted(SITES)))
def test_another_page_changes_nothing_that_page_rules_find(text: str, other: str, name: str) -> None:
    def found(pages: Mapping[str, str]) -> list[tuple[object, ...]]:
        report = run(pages, SITES[name], ["page.md"]).report
        own = [each for each in report.findings if issubclass(find_rule(each.code) or object, PageRule)]
        return placed(own)

    assert found({"page.md": text}) == found({"page.md": text, "other.md": other, "a/z.md": other})


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(text=TEXTS, data=st.data())
def test_allowing_a_rule_takes_out_what_it_finds_and_nothing_else(text: str, data: st.DataObject) -> None:
    text = f"{BAD_LINKS}\n{text}"
    before = run({"page.md": text, "ferry.md": BAD_LINKS}).report.findings
    own = sorted({finding.name for finding in before if finding.path == "page.md" and not finding.related})
    name = data.draw(st.sampled_from([name for name in own if not name.endswith("-suppression")]))
    allowed = f"<!-- caselint: allow-page {name} (a test) -->\n\n{text}"
    after = run({"page.md": allowed, "ferry.md": BAD_LINKS}).report.findings
    assert name not in {finding.name for finding in after if finding.path == "page.md"}
    moved = [
        (finding.name, finding.location.line - 2, finding.location.column)
        for finding in after
        if finding.path == "page.md"
    ]
    kept = [
        (finding.name, finding.location.line, finding.location.column)
        for finding in before
        if finding.path == "page.md" and finding.name != name
    ]
    assert moved == kept


def test_a_comment_at_the_end_of_a_line_takes_out_the_findings_of_that_line_only() -> None:
    lines = [f"[x](gone{row}.md)\n" for row in range(4)]
    text = "\n".join(lines)
    before = run({"page.md": text}).report.findings
    assert [finding.location.line for finding in before] == [1, 3, 5, 7]
    for row, finding in enumerate(before):
        changed = [
            line.replace("\n", " <!-- caselint: allow LNK001 (soon) -->\n") if row == at else line
            for at, line in enumerate(lines)
        ]
        after = run({"page.md": "\n".join(changed)}).report.findings
        assert placed(after) == placed([other for other in before if other is not finding])


@settings(max_examples=40, deadline=None)
@given(texts=st.lists(PAGES, min_size=2, max_size=4), data=st.data())
def test_the_order_of_paths_changes_nothing(texts: list[str], data: st.DataObject) -> None:
    pages = {f"{'abcd'[row]}.md": text for row, text in enumerate(texts)}
    order = data.draw(st.permutations(list(pages)))
    shuffled = {path: pages[path] for path in order}
    assert run(pages).report == run(shuffled, asked=order).report
