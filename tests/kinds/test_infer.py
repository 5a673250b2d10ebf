"""What is inferred from pages lets every one of them through, reads back as it was meant, and tells its doubts."""

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caselint.content.markdown import parse
from caselint.content.page import Heading
from caselint.content.source import Source
from caselint.content.yaml import read_yaml
from caselint.findings.span import Span
from caselint.kinds.document import plain
from caselint.kinds.h1 import h1s, same_title
from caselint.kinds.infer.front_matter import front_matter_schema
from caselint.kinds.infer.proposals import proposed_kinds
from caselint.kinds.infer.sections import TitledPage, section_template
from caselint.kinds.outline import Outline
from caselint.kinds.schema import SchemaFile
from caselint.kinds.section_file import load_template

_WORDS = st.sampled_from(
    [
        "gold",
        "silver",
        "2025-01-31",
        "5 min",
        "12 min",
        "no",
        "a: b",
        "# c",
        "x-y",
        "1.10",
        "\u2028",
        "*a",
        "'",
        "",
        "https://a.example",
    ]
)
_TEXTS = st.one_of(_WORDS, st.text(max_size=8))
_SCALARS = st.one_of(_TEXTS, st.integers(-9, 9), st.booleans(), st.none(), st.floats(-9, 9))
_KEYS = st.one_of(
    st.sampled_from(["title", "type", "tags", "metrics", "no", "a b", "[x]"]), st.text(min_size=1, max_size=5)
)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_KEYS, inner, max_size=3)),
    max_leaves=6,
)
_PAGES = st.lists(st.dictionaries(_KEYS, _VALUES, max_size=5), max_size=12)
_TITLES = st.one_of(
    st.sampled_from(["Challenge", "1. Challenge", "🚢 Design", "Results:", "no", "- x", "Costs"]), st.text(max_size=6)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(_PAGES)
def test_every_page_passes_the_schema_that_is_made_from_all(tmp_path: Path, fronts: list[dict[str, Any]]) -> None:
    text = front_matter_schema("study", [(f"{row}.md", front) for row, front in enumerate(fronts)])
    path = tmp_path / "study.schema.yaml"
    path.write_text(text, encoding="utf-8")
    schema = SchemaFile.load(path)
    for front in fronts:
        assert list(schema.validator.iter_errors(front)) == []
    on_all = set.intersection(*(set(front) for front in fronts)) if fronts else set()
    assert set(schema.schema.get("required", [])) == on_all


_TITLED = st.tuples(st.lists(st.tuples(st.sampled_from([1, 2, 2, 2]), _TITLES), max_size=6), _TITLES)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(_TITLED, max_size=9), st.booleans())
def test_every_page_has_the_sections_of_the_template_that_is_made_from_all(
    tmp_path: Path, drawn: list[tuple[list[tuple[int, str]], str]], titled: bool
) -> None:
    pages = []
    for lines, title in drawn:
        listed = [(1, title), *(line for line in lines if line[0] > 1)] if titled else lines
        headings = [
            Heading(level, " ".join(text.split()), Span(0, 0), Span(0, 0), None, True) for level, text in listed
        ]
        pages.append(TitledPage(headings, title))
    path = tmp_path / "study.sections.yaml"
    path.write_text(section_template("study", pages), encoding="utf-8")
    if all(line.startswith("#") for line in path.read_text(encoding="utf-8").splitlines()):
        return
    template = load_template(path)
    for page in pages:
        outline = Outline.of_page(template, page.headings)
        assert (outline.missing, outline.misplaced) == ((), ())
        found = h1s(page.headings)
        assert not template.one_h1 or len(found) == 1
        assert template.h1_equals is None or same_title(found[0].text, page.title)


def test_what_all_pages_do_about_their_title_is_proposed(tmp_path: Path) -> None:
    def page(*lines: str, title: str = "") -> TitledPage:
        return TitledPage(parse("a.md", Source("".join(f"{line}\n\n" for line in lines))).headings, title)

    pages = [page(f"# Study {row}", "## Costs", title=f"Study {row}") for row in range(4)]
    assert section_template("study", pages).splitlines()[2:] == [
        "one-h1: true  # all pages have one heading of level 1",
        "h1-equals: title  # on all pages",
        "sections:",
        "  - title: Costs  # 4 of 4",
    ]
    loose = [page("# A", "# B", "## Costs"), *[page("# A", "## Other")] * 3, page("# A", "## Other", "## Costs")]
    text = section_template("study", loose)
    assert "# Nothing is common to all pages, so that there is nothing to ask for yet." in text.splitlines()
    assert all(line.startswith("#") for line in text.splitlines())
    assert "#   - title: Other  # 4 of 5" in text.splitlines()


def test_support_and_doubts_are_told() -> None:
    fronts = [
        {"title": "A", "status": "complete", "time": f"{row} min", "date": f"2025-01-{row:02}"} for row in range(10, 30)
    ]
    fronts[3]["status"] = "complet"
    fronts[4].pop("title")
    fronts[5]["statsu"] = "draft"
    fronts[6]["time"] = 5
    text = front_matter_schema("study", [(f"{row}.md", front) for row, front in enumerate(fronts)])
    assert "required: [status, time, date]" in text
    assert "title:  # 19 of 20, missing on 4.md" in text
    assert '- complet  # only 3.md: a doubt; is "complete" meant?' in text
    assert 'statsu:  # 1 of 20, only 5.md: a doubt; is "status" meant?' in text
    assert "type: [string, integer]  # string 19, integer 1; integer only on 6.md: a doubt" in text
    assert "pattern: '^[0-9]{1,12} min$'" in text
    assert "format: date" in text
    root = plain(read_yaml(text))
    assert isinstance(root, dict)


def test_kinds_are_proposed_from_types_and_folders() -> None:
    types: dict[str, str | None] = {f"docs/patterns/a/p{row}.md": "pattern" for row in range(8)}
    types |= {f"docs/patterns/b/q{row}.md": None for row in range(4)}
    types |= {f"docs/studies/s{row}.md": "Case Study" for row in range(5)}
    types |= {
        "docs/studies/index.md": None,
        "docs/studies/x.md": "Case Studie",
        "docs/one.md": "odd",
        "docs/two.md": None,
    }
    assert [(each.name, each.folders, len(each.pages)) for each in proposed_kinds(types)] == [
        ("pattern", ("docs/patterns",), 12),
        ("case-study", (), 5),
    ]
    plain_pages = {f"docs/guides/g{row}.md": None for row in range(5)} | {"docs/a.md": None}
    assert [(each.name, each.folders) for each in proposed_kinds(plain_pages)] == [("guides", ("docs/guides",))]
