"""The editors' report: one file that is whole, safe and readable without scripts."""

import base64
import hashlib
import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from caselint.findings import Report, Severity
from caselint.html.prose import render_inline, render_prose
from caselint.html.report import render_report

ReportOn = Callable[..., Report]

VOID = {"meta", "input"}


class Reader(HTMLParser):
    """Reads a page, and complains of an element that is not closed where it should be."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.marked: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(attrs) == len(dict(attrs)), f"an attribute of <{tag}> stands twice"
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "script"):
            self.text.append(data)
        if self.open and self.open[-1] == "mark":
            self.marked.append(data)

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag and wanted.items() <= attrs.items()]


@pytest.fixture
def conflict(report_on: ReportOn) -> Report:
    return report_on(
        {
            "docs/listing.md": "- Discord (⟦15M users⟧): voice\n",
            "docs/index.md": "Discord has ⟦150M+ users⟧ now\n",
            "docs/studies.md": "About ⟦150M+ users⟧\n",
            "docs/h.md": "# ⟦Discord⟧\n",
        },
        message="Discord: users is 15M here, 150M+ on 2 other pages",
        group=0,
        related=(("150M+ users", 1), ("150M+ users", 1), ("the heading", None)),
        confidence=0.83,
        advice="correct this one",
    )


def test_a_conflict_shows_what_each_side_says_with_the_figure_marked(conflict: Report) -> None:
    page = Reader(render_report(conflict, title="Studies"))
    assert page.marked == ["15M users", "150M+ users", "150M+ users"]
    text = " ".join(page.text)
    assert "caselint read 648 pages and found 1 thing to look at, on 1 page: 1 should be mended." in text
    assert "- Discord ( 15M users ): voice" in text
    assert "on 2 pages" in text
    assert "83% sure" in text
    assert "correct this one" in text
    assert "the heading" in text


def test_every_page_of_a_conflict_points_to_its_card(conflict: Report) -> None:
    page = Reader(render_report(conflict))
    (card,) = page.all("article", id="finding-1")
    assert card["class"] == "card finding"
    pointers = [attrs for attrs in page.all("a") if attrs["href"] == "#finding-1"]
    assert len(pointers) == 3


def test_a_finding_has_its_line_its_advice_and_its_rule_explained(report_on: ReportOn) -> None:
    report = report_on(
        {"docs/a.md": "See [x](⟦gone.md⟧).\n"},
        message='"gone.md" leads nowhere',
        code="LNK001",
        name="broken-link",
        severity=Severity.ERROR,
        advice="did you mean here.md?",
    )
    page = Reader(render_report(report))
    text = " ".join(page.text)
    assert page.marked == ["gone.md"]
    assert "What to do:  did you mean here.md?" in text
    assert "A link or image leads to a page or file that the published site does not have." in text
    assert "Why it matters" in text
    assert page.all("a", href="#rule-broken-link")
    assert page.all("section", id="rule-broken-link")
    assert page.all("article", **{"data-rule": "broken-link", "data-severity": "error"})


def test_every_link_leads_to_a_place_of_the_file(conflict: Report) -> None:
    page = Reader(render_report(conflict))
    ids = [attrs["id"] for _, attrs in page.tags if attrs.get("id")]
    assert len(ids) == len(set(ids))
    assert {str(attrs["href"]).removeprefix("#") for attrs in page.all("a")} <= set(ids)


def test_it_asks_no_server_for_anything(conflict: Report) -> None:
    text = render_report(conflict)
    page = Reader(text)
    assert not {"link", "img", "iframe", "object", "base"} & {tag for tag, _ in page.tags}
    assert not any(key in attrs for _, attrs in page.tags for key in ("src", "srcset", "action", "style", "onclick"))
    assert "://" not in text
    assert "@import" not in text
    assert "url(" not in text


def test_the_policy_lets_in_its_own_style_and_script_only(conflict: Report) -> None:
    text = render_report(conflict)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy.startswith("default-src &#x27;none&#x27;;")
    for tag in ("style", "script"):
        (body,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src &#x27;sha256-{digest}&#x27;" in policy


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>&amp;\x1b[1m\u202e\x00\udcff'


def test_hostile_text_stays_text(report_on: ReportOn) -> None:
    report = report_on(
        {
            f"docs/{HOSTILE}.md": f"⟦{HOSTILE}⟧ </code></blockquote>",
            "docs/b.md": f"⟦{HOSTILE}⟧",
            "docs/c.md": "⟦</style>⟧",
        },
        message=HOSTILE,
        group=0,
        related=((HOSTILE, 1), (HOSTILE, None)),
        advice=HOSTILE,
        name=HOSTILE,
        code=HOSTILE,
    )
    for made in (report, report_on({f"{HOSTILE}.md": f"⟦{HOSTILE}⟧"}, message=HOSTILE, name=HOSTILE)):
        text = render_report(made, title=HOSTILE)
        page = Reader(text)
        assert len(page.all("script")) == 1
        assert not page.all("img")
        assert not any(character in text for character in "\x1b\u202e\x00\udcff")
        assert '"><script>alert(1)</script>' in "".join(page.text)
        text.encode("utf-8")


def test_a_message_without_end_is_cut(report_on: ReportOn) -> None:
    report = report_on({"a.md": "⟦" + "y" * 9_000 + "⟧"}, message="y" * 900_000, advice="y" * 900_000)
    assert len(render_report(report)) < 30_000


def test_without_a_script_everything_is_in_view(conflict: Report) -> None:
    page = Reader(render_report(conflict))
    hidden = [tag for tag, attrs in page.tags if "hidden" in attrs]
    assert hidden == ["form"]
    assert all("open" in attrs for attrs in page.all("details", **{"class": "page group"}))


def test_it_can_be_read_aloud(conflict: Report) -> None:
    page = Reader(render_report(conflict))
    assert page.all("html", lang="en")
    assert [len(page.all(tag)) for tag in ("h1", "main", "title")] == [1, 1, 1]
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_nothing_found_is_said_plainly() -> None:
    page = Reader(render_report(Report(findings=(), pages=12, suppressed=1), title="Studies"))
    text = " ".join(page.text)
    assert "Studies: nothing to mend" in text
    assert "caselint read 12 pages and found nothing to mend." in text
    assert "1 more is allowed by comments in the pages." in text


def test_a_crashed_rule_is_admitted(conflict: Report) -> None:
    broken = Report(findings=conflict.findings, pages=1, broken=True)
    assert "something may be missing here" in " ".join(Reader(render_report(broken)).text)


def test_rule_documentation_becomes_paragraphs_lists_and_code() -> None:
    text = "One `a < b`.\n\nTwo\nlines:\n- x\n- y\n  z\n\n## Why\nBecause."
    assert render_prose(text, "h4") == (
        "<p>One <code>a &lt; b</code>.</p><p>Two lines:</p><ul><li>x</li><li>y z</li></ul><h4>Why</h4><p>Because.</p>"
    )
    assert render_inline("``a`b`` & c") == "<code>a`b</code> &amp; c"
