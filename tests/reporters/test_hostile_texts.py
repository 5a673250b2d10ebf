"""Names of files and texts of pages that were written to break out of a format: every format holds them, none obeys.

Each test reads the output back as its reader does (GitHub's runner, a JSON or XML parser, a Markdown renderer) and
finds the texts where they belong, whole, and nothing else.
"""

import json
import re
from dataclasses import replace
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from caselint.findings import Report, Severity
from caselint.findings.report import LocatedEdit, LocatedFinding, LocatedFix, LocatedRelated, Location
from caselint.findings.visible import shorten, visible
from caselint.reporters.registry import FORMATS, reporter
from caselint.reporters.style import PLAIN

PIECES = (
    "a", "Z", "0", " ", "é", "日本", "🚀", "\u202e", "\u200b", "\n", "\r", "\t", "\x00", "\x07", "\x1b[31m", "\x85",
    "\u2028", "\udcff", "\ud800", "\ufffe", "\uffff", "::", "::error file=a::b", "::stop-commands::x", "##[error]",
    "##vso[task.setvariable variable=a]b", "##teamcity[x]", "%", "%0A", "%25", ",", ":", ";", "=", "|", "\\", "\\|",
    "`", "``", "*", "_", "~~", "[x](javascript:y)", "![x](y)", "<b>", "</code>", "<!--", "-->", "&", "&lt;", "&#10;",
    "]]>", "<![CDATA[", '"', "'", "</failure>", "{0}", "{{", "}", "$x$", "@user", "#1", "www.x.y", "https://x.y",
    ":100:", "../", "/", "//", "?", "#", "file:", "C:\\", "---", "- ", "# ", "> ", "1. ", "\\u0023", "\ufeff",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=8).map("".join)
NASTIEST = "".join(PIECES)


def report_of(path: str, message: str, advice: str, said: str) -> Report:
    at = Location(1, 1, 1, 2)
    finding = LocatedFinding(
        path=path,
        location=at,
        code="LNK001",
        name="broken-link",
        severity=Severity.ERROR,
        confidence=1.0,
        message=message,
        group=0,
        fix=LocatedFix(said, "safe", (LocatedEdit(path, at, said),)),
        related=(LocatedRelated(path, at, said, 1),),
        fingerprint="f1",
        url="https://example.org/",
        help=advice,
    )
    info = replace(finding, severity=Severity.INFO, code="TXT901", name="no-such-rule")
    return Report(findings=(finding, info), pages=2)


reports = st.builds(report_of, texts, texts, texts, texts)
nasty = example(report_of(NASTIEST, NASTIEST, NASTIEST, NASTIEST))
some = settings(max_examples=60, deadline=None)


@pytest.mark.parametrize("name", sorted(FORMATS))
@some
@nasty
@given(report=reports)
def test_no_format_shows_what_is_hidden_or_commands_a_runner(name: str, report: Report) -> None:
    text = reporter(name)(report, PLAIN)
    text.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e\u200b\ufeff]", text)
    assert not re.search(r"##(vso|teamcity)?\[", text)
    if name != "github":
        assert not re.search(r"(?m)^\s*::", text)


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """The commands that GitHub's runner finds: `ActionCommand.TryParseV2`, and its order of unescaping."""
    found = []
    for line in text.split("\n"):
        if line.strip().startswith("::"):
            info, _, data = line.strip()[2:].partition("::")
            command, _, listed = info.partition(" ")
            properties = dict(pair.split("=", 1) for pair in listed.split(","))
            for escape, meant in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
                properties = {name: value.replace(escape, meant) for name, value in properties.items()}
                data = data if escape in ("%3A", "%2C") else data.replace(escape, meant)
            found.append((command, properties, data))
    return found


def without_old_commands(text: str) -> str:
    return re.sub(r"(?i)##(?=(?:vso|teamcity)?\[)", r"#\\#", text)


@some
@nasty
@given(report=reports)
def test_github_reads_one_command_a_finding(report: Report) -> None:
    text = reporter("github")(report, PLAIN)
    finding = report.findings[0]
    (command, properties, data), notice = commands(text)
    assert (command, notice[0], len(text.splitlines())) == ("error", "notice", 3)
    assert set(properties) == {"file", "line", "col", "endLine", "endColumn", "title"}
    path = re.sub(r"[^\r\n]+", lambda part: visible(part[0]), finding.path)
    assert properties["file"] == without_old_commands(path)
    assert data.split("\n")[0] == without_old_commands(shorten(visible(finding.message), 600))


@some
@nasty
@given(report=reports)
def test_gitlab_reads_an_array_of_issues(report: Report) -> None:
    rows = json.loads(reporter("gitlab")(report, PLAIN))
    assert [row["severity"] for row in rows] == ["major", "info"]
    assert len({row["fingerprint"] for row in rows}) == 2
    assert rows[0]["description"].startswith(visible(report.findings[0].message))


@some
@nasty
@given(report=reports)
def test_sarif_names_the_bytes_of_the_file_and_no_other_place(report: Report) -> None:
    first, _ = json.loads(reporter("sarif")(report, PLAIN))["runs"][0]["results"]
    uri = first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})*", uri), "no scheme, query, fragment or `..` in disguise"
    path = report.findings[0].path
    no_byte = re.search("[\ud800-\udc7f\udd00-\udfff]", path)
    assert unquote_to_bytes(uri) == path.encode("utf-8", "surrogatepass" if no_byte else "surrogateescape")
    for text in (first["message"]["text"], first["relatedLocations"][0]["message"]["text"]):
        assert "](" not in text, "an embedded link"
        assert not re.search(r"(?<!\{)\{\d+\}(?!\})", text), "a placeholder"


@some
@nasty
@given(report=reports)
def test_junit_is_xml_whatever_stands_in_it(report: Report) -> None:
    text = reporter("junit")(report, PLAIN)
    assert text.isascii()
    suites = ElementTree.fromstring(text)
    shape = [element.tag for element in suites.iter()]
    assert shape == ["testsuites", "testsuite", "testcase", "failure", "testcase", "system-out"]
    finding = report.findings[0]
    shown = visible(finding.path).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
    case = next(suites.iter("testcase"))
    assert case.get("classname") == without_old_commands(shown)


@some
@nasty
@given(report=reports)
def test_markdown_renders_as_code_and_nothing_else(report: Report) -> None:
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(reporter("markdown")(report, PLAIN))
    cells = [token.children or [] for token in tokens if token.type == "inline"]
    kinds = {child.type for cell in cells for child in cell}
    assert kinds <= {"text", "html_inline"}, "no link, image, emphasis, entity left over or line end"
    elements = {child.content for cell in cells for child in cell if child.type == "html_inline"}
    assert elements <= {"<code>", "</code>", "<br>"}
    assert sum(token.type == "tr_open" for token in tokens) == 1 + 2 + 1 + 2
    words = ["".join(child.content for child in cell) for cell in cells]
    said = f"<code>{shorten(visible(report.findings[0].message), 400)}</code>"
    assert not report.findings[0].message or any(cell.startswith(said) for cell in words)
