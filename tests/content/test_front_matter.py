"""Front matter: where it stands, when a `---` is none, and what is wrong with one at which line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselint.content.front_matter import FrontMatter, read_front_matter
from caselint.content.lines import Lines
from caselint.findings import Span
from caselint.kinds.document import plain

OLD = (1, 1)


def line_of(text: str, front: FrontMatter) -> int:
    assert front.error is not None
    return Lines(text).location(front.error.span).line


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("closer", ["---", "...", "--- "])
def test_the_body_starts_after_the_closing_line(newline: str, closer: str) -> None:
    text = newline.join(["---", "title: Ferry", closer, "# Ferry", ""])
    front = read_front_matter(text, OLD)
    assert (front.present, front.format, front.error) == (True, "yaml", None)
    assert text[front.span.end :] == f"# Ferry{newline}"
    assert plain(front.root) == {"title": "Ferry"}
    assert front.root is not None
    key, value = front.root.pairs[0]
    assert (key.span.slice(text), value.span.slice(text)) == ("title", "Ferry")


def test_it_may_end_with_the_page() -> None:
    front = read_front_matter("---\ntitle: Ferry\n---", OLD)
    assert (front.present, front.span) == (True, Span(0, 20))


@pytest.mark.parametrize("text", ["---\n---\n# A\n", "---\n\n---\n# A\n", "---\n# only a comment\n---\n# A\n"])
def test_an_empty_one_is_present_without_a_mapping(text: str) -> None:
    front = read_front_matter(text, OLD)
    assert (front.present, front.root, front.error, text[front.span.end :]) == (True, None, None, "# A\n")


NONE = [
    "",
    "# Ferry\n",
    "---",
    "---\n",
    "----\ntitle: x\n----\n",
    " ---\ntitle: x\n---\n",
    "\n---\ntitle: x\n---\n",
    "--- title\n---\n",
    "---\n\nA page may open with a line across it.\n\n---\n\nMore.\n",
    "---\nNote: a page may open with a line across it.\n\nText.\n\n---\n",
    "---\n- a list\n- of things\n---\n",
    "---\nA title\n---\n",
    "---\n\n# A heading: with a colon\n\n**Bold**: text\n\n---\n",
    "---\nWarning: this page has no front matter\n\nText\n",
    "{ not json }\n",
    '{"a": 1} and text behind it\n',
    "{/* a comment of MDX */}\n",
    "{% include x %}\n",
    "+++\ntext\n",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_front_matter_is_body_and_no_error(text: str) -> None:
    assert read_front_matter(text, OLD) == FrontMatter()


UNREADABLE = [
    ("---\ntitle: Ferry\nsummary: One: two\ntype: x\n---\n# F\n", 3, 'holds ": "'),
    ("---\ntitle: Ferry\nsummary: 'it's'\n---\n", 3, "closing quote"),
    ("---\ntitle: Ferry\n  nested: x\n---\n", 3, ": "),
    ("---\ntitle: Ferry\nowner: !!python/object:os.system x\n---\n", 3, "tag"),
    ("---\ntitle: Ferry\nday: 2025-02-30\n---\n", 3, "2025-02-30"),
    ("---\ntitle: Ferry\n{{ name }}: x\n---\n", 3, "key"),
    ("---\ntitle: Ferry\ntype: study\n\n# Ferry\n\nIt sails.\n", 1, "after line 3 there is no ---"),
    ("---\ntitle: Ferry\ntype: study\n\n# Ferry\n\nIt sails.\n\n---\n\nAgain.\n", 1, "after line 3 there is no ---"),
    ("---\r\ntitle: Ferry\r\ntype: study\r\n\r\nIt sails.\r\n", 1, "after line 3 there is no ---"),
    ("---\ntitle: Ferry\n? [a, b]\n: c\n---\n", 3, "a sequence is used as a key"),
    ("---\ntitle: Ferry\ntags: !!seq x\n---\n", 3, 'the tag "!!seq" is for a sequence, and this is a scalar'),
    ("---\ntitle: Ferry\n ---\n# F\n", 3, "this line does not close it"),
    ("---\ntitle: Ferry\n---- \n\n# F\n\nText.\n\n---\n", 3, "this line does not close it"),
    ("+++\ntitle = 'Ferry'\n+++#\n# F\n", 3, "this line does not close it"),
    ("+++\ntitle = 'Ferry'\nday = 2025-02-30\n+++\n", 3, ""),
    ("+++\ntitle = 'Ferry'\nname = Ferry\n+++\n", 3, "invalid value"),
    ("+++\ntitle = 'Ferry'\n\n# Ferry\n", 1, "after line 2 there is no +++"),
]


@pytest.mark.parametrize(("text", "line", "message"), UNREADABLE)
def test_what_cannot_be_read_is_told_at_its_line(text: str, line: int, message: str) -> None:
    front = read_front_matter(text, OLD)
    assert front.error is not None
    assert (front.present, front.root, line_of(text, front)) == (True, None, line)
    assert message in front.error.message


def test_an_unreadable_one_is_still_no_body() -> None:
    """Otherwise its lines would be read as paragraphs and headings, and one mistake would give several findings."""
    text = "---\ntitle: a: b\n---\n# A\n"
    assert text[read_front_matter(text, OLD).span.end :] == "# A\n"
    unclosed = "---\ntitle: x\ntype: y\n\n# A\n"
    assert unclosed[read_front_matter(unclosed, OLD).span.end :] == "\n# A\n"


def test_blank_lines_and_stray_text_are_no_missing_closer() -> None:
    text = "---\ntitle: Ferry\n\ntags: [a]\nstray text\n---\n# F\n"
    assert line_of(text, read_front_matter(text, OLD)) == 5


def test_a_block_beyond_the_limit_is_refused_and_not_parsed() -> None:
    text = "---\ntitle: Ferry\n" + "".join(f"k{n}: value\n" for n in range(8000)) + "---\n"
    front = read_front_matter(text, OLD)
    assert front.error is not None
    assert "65,536" in front.error.message
    assert front.span.end == len(text)


def test_comments_that_speak_to_caselint_are_found_outside_of_values() -> None:
    text = (
        "---\n# caselint: allow broken-link (moves)\ntitle: x # caselint: allow FRM003\n"
        'quoted: "# caselint: allow a"\nplain: a#caselint:allow\nlong: |\n  # caselint: allow c\n---\n'
    )
    found = [span.slice(text) for span, _ in read_front_matter(text, OLD).directives]
    assert found == ["# caselint: allow broken-link (moves)", "# caselint: allow FRM003"]


def test_comments_count_in_an_unreadable_block_too() -> None:
    text = "---\ntitle: a: b\n# caselint: allow-page unreadable-front-matter\n---\n"
    assert len(read_front_matter(text, OLD).directives) == 1


def test_toml_has_values_and_the_places_of_plain_lines() -> None:
    text = '+++\ntitle = "A # b" # note\ncount = 3\n[params]\nday = 2025-01-26\nlong = """\nday = 1\n"""\n+++\n# A\n'
    front = read_front_matter(text, OLD)
    assert (front.format, front.error, text[front.span.end :]) == ("toml", None, "# A\n")
    assert plain(front.root) == {
        "title": "A # b",
        "count": 3,
        "params": {"day": "2025-01-26", "long": "day = 1\n"},
    }
    assert front.root is not None
    title = front.root.get("title")
    params = front.root.get("params")
    assert title is not None
    assert params is not None
    day = params.get("day")
    assert day is not None
    assert (title.span.slice(text), day.span.slice(text)) == ('"A # b"', "2025-01-26")


def test_json_opens_a_page_of_hugo() -> None:
    text = '{\n\t"title": "Ferry",\n\t"tags": ["a"]\n}\n# Ferry\n'
    front = read_front_matter(text)
    assert (front.format, plain(front.root)) == ("json", {"title": "Ferry", "tags": ["a"]})
    assert text[front.span.end :] == "# Ferry\n"


PIECES = st.lists(
    st.sampled_from(
        [
            *("---\n", "...\n", "+++\n", "{\n", "}\n", "title: x\n", "a: b: c\n", "\n", "\r\n", "# H\n", "text\n"),
            *("- x\n", "  y\n", "\t\n", 'a = "b"\n', "[t]\n", '"a": 1', "# caselint: allow x\n", "'", '"', "&a", "*a"),
        ]
    ),
    max_size=12,
).map("".join)


@given(PIECES, st.sampled_from([(1, 1), (1, 2)]))
@settings(max_examples=300, deadline=None)
def test_it_never_raises_and_its_places_lie_in_the_text(text: str, version: tuple[int, int]) -> None:
    front = read_front_matter(text, version)
    assert front.span.start == 0
    assert 0 <= front.span.end <= len(text)
    assert (front.format == "") == (not front.present) == (front.span.end == 0)
    if front.error is not None:
        assert front.root is None
        assert 0 <= front.error.span.start <= front.error.span.end <= max(front.span.end, 3)
    if front.root is not None:
        assert front.root.kind == "mapping"
    for span, comment in front.directives:
        assert span.slice(text) == comment
