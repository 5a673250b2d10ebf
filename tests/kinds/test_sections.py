"""Section templates: which headings open a section, what a page lacks, and what is wrong with a template."""

from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.config.problems import ConfigError
from caselint.content.markdown import parse
from caselint.content.page import Heading
from caselint.content.source import Source
from caselint.kinds.outline import Misplaced, MissingSection, Outline, longest_rising
from caselint.kinds.section_file import load_template
from caselint.kinds.sections import Content, Limits, Measures, Section, SectionTemplate, plain_title


def headings(*lines: str) -> tuple[Heading, ...]:
    return parse("a.md", Source("".join(f"{line}\n\n" for line in lines))).headings


def missing(wanted: SectionTemplate, page: tuple[Heading, ...]) -> list[MissingSection]:
    return list(Outline.of_page(wanted, page).missing)


def misplaced(wanted: SectionTemplate, page: tuple[Heading, ...]) -> list[Misplaced]:
    return list(Outline.of_page(wanted, page).misplaced)


def unexpected(wanted: SectionTemplate, page: tuple[Heading, ...]) -> list[int]:
    return list(Outline.of_page(wanted, page).unexpected)


def template(*sections: Section, ordered: bool = False) -> SectionTemplate:
    return SectionTemplate(sections, ordered)


@pytest.mark.parametrize(
    "title", ["Lessons Learned", "lessons learned", "4. Lessons Learned", "2.3 Lessons  Learned:", "🎓 Lessons Learned"]
)
def test_case_emoji_and_numbers_do_not_count(title: str) -> None:
    assert plain_title(title) == "lessons learned"


@pytest.mark.parametrize("title", ["Step 4: Test", "10 Lessons", "2025"])
def test_words_count_and_a_title_is_never_empty(title: str) -> None:
    assert plain_title(title)
    assert plain_title("Step 4: Test") != plain_title("Test")


@given(st.text(max_size=60))
def test_a_title_fits_itself_however_it_is_decorated(title: str) -> None:
    assert plain_title(plain_title(title)) == plain_title(title) or not any(map(str.isalpha, title))


def test_a_page_with_all_sections_lacks_none() -> None:
    wanted = template(Section(("Challenge", "Problem")), Section(("Design",)), Section(pattern="(?i)lessons"))
    assert missing(wanted, headings("# A", "## 1. Problem", "## Design", "## Our lessons")) == []


def test_only_the_level_of_the_section_opens_it() -> None:
    found = missing(template(Section(("Design",))), headings("# A", "### Design"))
    assert [(each.names, each.nearest) for each in found] == [(("Design",), 1)]


def test_a_near_title_is_named_once() -> None:
    """Two sections that are missing do not both claim one heading."""
    wanted = template(Section(("Lessons Learned",)), Section(("Lesson Learned",)))
    found = missing(wanted, headings("# A", "## Lessons Learnt"))
    assert [each.nearest for each in found] == [1, None]


def test_it_should_follow_the_section_before_it_with_all_below_that() -> None:
    wanted = template(Section(("Challenge",)), Section(("Design",)), Section(("Lessons",)))
    found = missing(wanted, headings("# A", "## Challenge", "### Scale", "## Lessons"))
    assert [(each.names[0], each.after) for each in found] == [("Design", 2)]
    assert missing(wanted, headings("# A", "## Lessons"))[0].after is None


def test_sections_that_are_not_required_are_not_missed() -> None:
    assert missing(template(Section(("Sources",), required=False)), headings("# A")) == []


def test_order_counts_only_where_the_template_says_so() -> None:
    sections = (Section(("A",)), Section(("B",)))
    page = headings("# T", "## B", "## A")
    assert misplaced(template(*sections), page) == []
    assert misplaced(template(*sections, ordered=True), page) == [(2, None, 1)]


def test_of_sections_out_of_order_the_fewest_are_named() -> None:
    sections = [Section((name,)) for name in "ABCDE"]
    page = headings("# T", "## E", "## A", "## C", "## B", "## D")
    assert misplaced(template(*sections, ordered=True), page) == [(1, 5, None), (4, 2, 3)]


def test_a_prefix_ends_with_a_word_and_a_near_title_is_named() -> None:
    wanted = template(Section(prefix="Level 1"))
    assert missing(wanted, headings("# A", "## Level 1: Intuition")) == []
    assert [each.by_prefix for each in missing(wanted, headings("# A", "## Level 10: Mastery"))] == [True]


def test_of_a_closed_template_only_its_levels_are_judged() -> None:
    """Subsections are the author's own unless the template names some of them."""
    wanted = SectionTemplate((Section(("Design",)),), closed=True)
    page = headings("# A", "## Design", "### Detail", "## Extra", "### More")
    assert unexpected(wanted, page) == [3]
    assert unexpected(template(Section(("Design",))), page) == []


def test_a_heading_meant_as_a_missing_section_is_told_once() -> None:
    wanted = SectionTemplate((Section(("Lessons Learned",)),), closed=True)
    assert unexpected(wanted, headings("# A", "## Lessons Learnt")) == []


def outline(text: str, folder: Path, *lines: str) -> Outline:
    return Outline.of_page(load(folder, text), headings(*lines))


def test_a_section_is_held_against_a_template_of_its_own(tmp_path: Path) -> None:
    text = "sections:\n  - title: Options\n    closed: true\n    ordered: true\n    sections: [Pros, Cons]\n"
    page = outline(text, tmp_path, "# A", "## Options", "### Cons", "### Pros", "### Fun", "## Other", "### Cons")
    whole, inner = page.scopes
    assert (whole.missing, whole.unexpected, inner.owner) == ((), (), 1)
    assert (inner.missing, inner.unexpected) == ((), (4,))
    assert [each.heading for each in inner.misplaced] == [3]


def test_what_a_section_says_of_itself_holds_for_each_that_stands(tmp_path: Path) -> None:
    text = "sections:\n  - prefix: Step\n    sections: [Why]\n"
    page = outline(text, tmp_path, "# A", "## Step 1", "### Why", "## Step 2", "## End", "### Why")
    assert [(each.owner, [one.names for one in each.missing]) for each in page.scopes] == [
        (None, []),
        (1, []),
        (3, [("Why",)]),
    ]
    (lacking,) = page.scopes[2].missing
    assert (lacking.level, lacking.after, lacking.nearest) == (3, None, None)


def test_how_often_a_section_stands_is_counted(tmp_path: Path) -> None:
    text = "sections:\n  - prefix: Step\n    times: {min: 2, max: 3}\n"
    steps = ["## Step 1", "## Step 2", "## Step 3", "## Step 4"]
    for count in range(5):
        page = outline(text, tmp_path, "# A", *steps[:count])
        assert [(each.found, each.least) for each in page.missing] == ([(count, 2)] if count < 2 else [])
        assert [each.headings for each in page.repeated] == ([(1, 2, 3, 4)] if count > 3 else [])
    optional = outline(text + "    required: false\n", tmp_path, "# A")
    assert optional.missing == ()
    assert len(outline(text + "    required: false\n", tmp_path, "# A", "## Step 1").missing) == 1
    assert outline("sections:\n  - title: To do\n    times: {max: 0}\n", tmp_path, "# A").missing == ()


def test_all_of_a_repeated_section_keep_the_order(tmp_path: Path) -> None:
    text = "ordered: true\nsections:\n  - prefix: Step\n    times: {min: 1}\n  - End\n"
    page = outline(text, tmp_path, "# A", "## Step 1", "## End", "## Step 2")
    assert page.misplaced == (Misplaced(3, 1, 2),)


def test_of_a_choice_a_page_has_one(tmp_path: Path) -> None:
    text = "closed: true\nsections:\n  - one-of: [Trade-offs, {title: Matrix, contains: table}]\n"
    assert outline(text, tmp_path, "# A", "## Matrix").missing == ()
    both = outline(text, tmp_path, "# A", "## Matrix", "## Trade-offs", "## Matrix")
    assert (both.unexpected, [(each.heading, each.first) for each in both.rivals]) == ((), [(2, 1)])
    assert [bool(each.section.measures.contents) for each in both.opened] == [True, False, True]
    (lacking,) = outline(text, tmp_path, "# A", "## Trade-off").missing
    assert (lacking.names, lacking.nearest) == (("Trade-offs", "Matrix"), 1)


_TITLES = st.text(max_size=12) | st.sampled_from(["Design", "Level 1: x", "Costs", "1. Costs:"])
_SECTIONS = st.lists(
    st.builds(Section, st.tuples(_TITLES), level=st.integers(1, 6), required=st.booleans())
    | st.builds(lambda prefix, level: Section(prefix=prefix, level=level), _TITLES, st.integers(1, 6)),
    max_size=5,
)


@given(_SECTIONS, st.booleans(), st.lists(st.tuples(st.integers(1, 6), _TITLES), max_size=8))
def test_any_template_on_any_page_gives_headings_of_the_page(
    sections: list[Section], ordered: bool, lines: list[tuple[int, str]]
) -> None:
    wanted = SectionTemplate(tuple(sections), ordered, closed=True)
    page = headings(*(f"{'#' * level} {title}" for level, title in lines))
    named = unexpected(wanted, page)
    assert named == sorted(set(named))
    assert all(0 <= index < len(page) for index in named)
    meant = {each.nearest for each in missing(wanted, page)}
    assert not meant & set(named)
    assert not any(section.fits(page[index]) for index in named for section in sections)


@given(st.permutations(range(7)))
def test_what_keeps_its_order_is_as_much_as_can(numbers: list[int]) -> None:
    kept = [number for number in numbers if number in longest_rising(numbers)]
    assert kept == sorted(kept)
    longest = max(
        len(chosen) for size in range(8) for chosen in combinations(numbers, size) if list(chosen) == sorted(chosen)
    )
    assert len(kept) == longest


def load(folder: Path, text: str) -> SectionTemplate:
    path = folder / "study.yaml"
    path.write_text(text, encoding="utf-8")
    return load_template(path)


def test_a_template_is_read_with_its_defaults(tmp_path: Path) -> None:
    text = (
        "ordered: true\nsections:\n  - Challenge\n  - title: [Design, Architecture]\n    level: 3\n"
        "  - pattern: '(?i)^lessons'\n    required: false\n  - title: 2025\n"
    )
    assert load(tmp_path, text) == SectionTemplate(
        (
            Section(("Challenge",)),
            Section(("Design", "Architecture"), level=3),
            Section(pattern="(?i)^lessons", required=False),
            Section(("2025",)),
        ),
        ordered=True,
    )


def test_what_pages_and_sections_contain_is_read(tmp_path: Path) -> None:
    text = (
        "one-h1: true\nh1-equals: title\nlines: {max: 1000}\ncode-share: {max: 0.2}\n"
        "contains: [image, diagram: {min: 3}]\n"
        "sections:\n  - title: Costs\n    within-lines: 9\n    times: {max: 1}\n    contains:\n"
        "      table: {columns: [Option, 2025], max: 2}\n      code: {language: Go, within-lines: 4}\n"
        "    sections: [Now]\n"
    )
    contents = (
        Content("table", Limits(None, 2), ("Option", "2025")),
        Content("code", languages=("go",), within_lines=4),
    )
    costs = Section(
        ("Costs",),
        measures=Measures(contents=contents),
        times=Limits(None, 1),
        within_lines=9,
        inside=SectionTemplate((Section(("Now",), level=3),)),
    )
    page = Measures(
        lines=Limits(None, 1000), contents=(Content("image"), Content("diagram", Limits(3))), most_code=Fraction(1, 5)
    )
    assert load(tmp_path, text) == SectionTemplate((costs,), measures=page, one_h1=True, h1_equals="title")


FAULTS = [
    ("", ["1:1: a section template is a mapping with the key `sections`"]),
    ("- a\n", ["1:1: a section template is a mapping with the key `sections`"]),
    ("ordered: true\n", ["1:10: `ordered` is about `sections`, which are not there"]),
    ("words: {min: 0}\n", ["1:1: the template asks for nothing"]),
    (
        "sections:\n  - {title: a, required: false}\n  - {title: b, required: false}\n",
        ["1:1: the template asks for nothing: no section is required, any order and any others will do"],
    ),
    (
        "sections:\n  - title: a\n    sections:\n      - {title: b, required: false}\n",
        ["4:7: the template asks for nothing"],
    ),
    ("contains: tabel\n", ["1:11: `tabel` is no element that a page can contain: those are table, list, code,"]),
    ("contains: []\n", ["1:11: `contains` must not be empty; a page can contain table, list, code, diagram,"]),
    (
        "contains:\n  - diagramm: {min: 3}\n  - table: 3\n  - 7\n",
        [
            "2:5: `diagramm` is no element that a page can contain: those are table, list,",
            "3:12: `table` must be a mapping with one or more of columns, min, max, within-lines, matching; or write",
            "4:5: this is no element that a page can contain",
        ],
    ),
    (
        "contains:\n  - list: {columns: a}\n  - code: {min: 0}\n  - link: {matching: '(a+)+'}\n",
        [
            "2:12: unknown key `columns`; known here are min, max, within-lines, matching",
            "3:11: this asks for nothing: none is enough",
            "4:22: the pattern repeats a group",
        ],
    ),
    ("code-share: 0.2\n", ["1:13: `code-share` must be a mapping with `max`, such as {max: 0.2}"]),
    ("code-share: {max: 20}\n", ["1:19: `max` must be a number from 0 to 1"]),
    ("one-h1: 1\nh1-equals: [a]\n", ["1:9: `one-h1` must be true or false", "2:12: `h1-equals` must be the name"]),
    ("sections:\n  - one-of: [a]\n", ["2:13: `one-of` must be a list of two sections or more"]),
    (
        "sections:\n  - one-of: [a, {level: 3}]\n    words: {min: 1}\n",
        ["2:17: a section that `one-of` lists has one of", "3:5: `words` belongs to the sections that `one-of` lists"],
    ),
    (
        "sections:\n  - title: a\n    level: 3\n    sections: [{title: b, level: 3}]\n",
        ["4:34: `level` must be a whole number from 4 to 6: the section stands inside one of level 3"],
    ),
    (
        "sections:\n  - title: a\n    level: 6\n    sections: [b]\n",
        ["4:15: a section of level 6 has no sections inside"],
    ),
    (
        "sections:\n  - title: a\n    required: true\n    times: {max: 0}\n",
        ["3:15: `required` is true, and `times` lets a page do without the section"],
    ),
    ("sections: [a]\nsections: [b]\n", ["2:1: the key `sections` stands here twice"]),
    ("sections: [{title: a, within-lines: 0}]\n", ["1:37: `within-lines` must be a whole number from 1"]),
    ("sections: Design\n", ["1:11: `sections` must be a list"]),
    ("section: [a]\n", ["1:1: unknown key `section`; did you mean `sections`?"]),
    ("sections:\n  - titel: a\n", ["2:5: a section has one of", "2:5: unknown key `titel`; did you mean `title`?"]),
    (
        "sections:\n  - {title: a, pattern: b}\n",
        ["2:5: a section has one of `title`, `prefix`, `pattern` and `one-of`"],
    ),
    (
        "sections:\n  - title: a\n    level: 7\n    required: maybe\n",
        ["3:12: `level` must be", "4:15: `required` must be"],
    ),
    ("sections:\n  - pattern: '(a+)+'\n", ["2:14: the pattern repeats a group without an upper bound"]),
    ("words: 7\nsections: [a]\n", ["1:8: `words` must be a mapping with `min`, `max` or both"]),
    ("words: {min: 9, max: 2}\nsections: [a]\n", ["1:8: `min` is 9 and `max` is 2"]),
    ("sections:\n  - {title: a, words: {most: 2, min: -1}}\n", ["2:24: unknown key `most`", "2:38: `min` must be"]),
    ("closed: true\nsections: []\n", ["2:11: a closed template without sections"]),
    ("sections:\n  - prefix: true\n", ["2:13: `prefix` must be a text"]),
    ("sections:\n  - [a]\n  - title: []\n", ["2:5: a section is a title", "3:12: `title` must not be empty"]),
]


@pytest.mark.parametrize(("text", "wanted"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_wrong_template_is_refused_with_all_its_faults(text: str, wanted: list[str], tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    found = [str(problem).removeprefix(f"{(tmp_path / 'study.yaml').as_posix()}:") for problem in caught.value.problems]
    assert len(found) == len(wanted), found
    assert all(one.startswith(other) for one, other in zip(found, wanted, strict=True)), found


def test_a_section_is_asked_of_pages_with_a_value(tmp_path: Path) -> None:
    text = "sections:\n  - title: Checklist\n    where: {tier: [gold, platinum], stable: true}\n  - Summary\n"
    (tmp_path / "study.yaml").write_text(text, encoding="utf-8")
    wanted = load_template(tmp_path / "study.yaml")
    values = {"tier": "gold", "stable": True}
    asked = wanted.asked(lambda key, value: values.get(key) == value)
    assert [section.names for section in asked.sections] == [("Checklist",), ("Summary",)]
    for others in ({"tier": "silver", "stable": True}, {"tier": "gold"}, {}):
        left = wanted.asked(lambda key, value, others=others: others.get(key) == value)  # type: ignore[misc]
        assert [section.names for section in left.sections] == [("Summary",)]


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("gold", "3:12: `where` must be a mapping of front matter keys and values, such as {tier: gold}"),
        ("{}", "3:12: `where` must be a mapping"),
        ("{tier: []}", "3:19: `where` names no value of `tier`"),
        ("{tier: [gold, {}]}", "3:26: `where` must name a value of `tier`, or a list of values"),
        ("{tier: }", "`where` must name a value of `tier`"),
    ],
)
def test_a_condition_that_is_none_is_refused(where: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "study.yaml").write_text(f"sections:\n  - title: Checklist\n    where: {where}\n", encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        load_template(tmp_path / "study.yaml")
    assert message in str(refused.value)
