"""Front matter that is meant and not read is told from rules across a page, tables of contents and code."""

import pytest

from caselint.content.front_matter import read_front_matter
from caselint.content.lost_front_matter import lost_at_top, lost_in_body

BLOCK = "---\ntitle: Ferry\ntype: study\n---\n"


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("\n" + BLOCK, "below"),
        (" \n\t\n" + BLOCK, "below"),
        ("<!-- a -->\n\n<!-- b\n-->\n" + BLOCK, "below"),
        ("\r\n" + BLOCK.replace("\n", "\r\n"), "below"),
        ("--\ntitle: Ferry\n--\n", "fence"),
        ("–––\ntitle: Ferry\n–––\n", "fence"),
        ("-----\ntitle: Ferry\ntags:\n  - a\n---\n", "fence"),
        ("---\ntitle:Ferry\n---\n", "colon"),
        ("---\ntitle:Ferry\nurl: https://example.org\ntags:\n---\n", "colon"),
    ],
)
def test_front_matter_that_is_lost_at_the_top(text: str, how: str) -> None:
    found = lost_at_top(text)
    assert found is not None
    assert found.how == how
    mended = text
    for span, new in sorted(found.edits, reverse=True):
        mended = mended[: span.start] + new + mended[span.end :]
    if found.edits:
        front = read_front_matter(mended)
        assert front.root is not None
        assert {key.name for key, _ in front.root.pairs} >= set(found.keys)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "\n\n# Ferry\n\n---\n\ntitle: Ferry\n",
        "\n---\n\nA text between two rules.\n\n---\n",
        "\n---\nNote: one.\nAnswer: two.\n---\n",
        "\n---\nanswer: one\n---\n",
        "\n---\n- a\n- b\n---\n",
        "<!-- never closed\n" + BLOCK,
        "text <!-- a -->\n" + BLOCK,
        "<!-- a --> text\n" + BLOCK,
        "----\n\ntitle: Ferry\n\n----\n",
        "--\ntitle: Ferry\n",
        "----\nA text under a rule: see below.\n----\n",
        "---\nhttp://example.org\n---\n",
        "---\nnote:this\n---\n",
        "---\nsee:a\nand a text\n---\n",
        "---\nTime:12:30\nPlace:Here\n---\n",
    ],
)
def test_what_is_no_front_matter_at_all(text: str) -> None:
    assert lost_at_top(text) is None


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("# A\n\ntitle: A\ntype: b\n---\n", "title"),
        ("Ferry\ntype: b\n  more of it\ntitle: A\n- a\n---\n", "type"),
        ("---\ntitle: A\ntype: b\n---", "title"),
        ("# A\r\n\r\ntitle: A\r\ntype: b\r\n---\r\n", "title"),
        ("title: A\rtype: b\r---\r", "title"),
    ],
)
def test_a_second_copy_in_the_body(body: str, place: str) -> None:
    text = BLOCK + body
    (found,) = lost_in_body(text, len(BLOCK), {"title", "type"}, ())
    assert found.span.slice(text) == place
    assert text.index(place, len(BLOCK)) == found.span.start


@pytest.mark.parametrize(
    "body",
    [
        "title: A\n\ntype: b\n---\n",
        "title: A\nlevel: b\n---\n",
        "title:A\ntype:b\n---\n",
        "title: A\ntype: b\n----\n",
        "---\n---\n",
    ],
)
def test_what_is_no_second_copy(body: str) -> None:
    assert list(lost_in_body(BLOCK + body, len(BLOCK), {"title", "type"}, ())) == []


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 500_000,
        "<!--" * 100_000,
        "<!---->" * 60_000,
        "\n---\n" * 100_000,
        "title: A\n---\n" * 50_000,
        "-" * 500_000,
        "a:b\n" * 100_000,
    ],
)
def test_of_a_hostile_page_only_the_start_is_read(text: str) -> None:
    for prefix in ("", "---\n", "----\n", "\n"):
        lost = lost_at_top(prefix + text)
        assert lost is None or (prefix == "----\n" and lost.keys == ("title",))
        found = [each.span.end for each in lost_in_body(prefix + text, len(prefix), {"title"}, ())]
        assert found == []
