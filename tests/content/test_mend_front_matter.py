"""An edit is offered where it makes front matter readable, and no other edit comes into question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.content.front_matter import read_front_matter
from caselint.content.mend_front_matter import mend, mended
from caselint.content.yaml_node import Version


def offered(text: str, version: Version = (1, 1)) -> str | None:
    """The text with the edit that is offered."""
    found = mend(text, read_front_matter(text, version))
    return None if found is None else mended(text, found)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("---\ntitle: A: b\nx: 1\n---\n", '---\ntitle: "A: b"\nx: 1\n---\n'),
        ('---\ntitle: A: "b"\nx: 1\n---\n', "---\ntitle: 'A: \"b\"'\nx: 1\n---\n"),
        ('---\ntitle: It\'s a: "b"\nx: 1\n---\n', "---\ntitle: 'It''s a: \"b\"'\nx: 1\n---\n"),
        ('---\nx: 1\ntitle: "b" and c\n---\n', "---\nx: 1\ntitle: '\"b\" and c'\n---\n"),
        ("---\nx: 1\ntitle: 'it's'\n---\n", '---\nx: 1\ntitle: "it\'s"\n---\n'),
        ("---\nx: 1\ntitle: [X] min\n---\n", '---\nx: 1\ntitle: "[X] min"\n---\n'),
        ("---\nx: 1\ntitle: > text\n---\n", '---\nx: 1\ntitle: "> text"\n---\n'),
        ("---\nx: 1\ntitle: @home\n---\n", '---\nx: 1\ntitle: "@home"\n---\n'),
        ("---\nx: 1\nlist:\n  - a\n  - **b**\n---\n", '---\nx: 1\nlist:\n  - a\n  - "**b**"\n---\n'),
        ("---\nx: 1\na: **b** and c\n---\n", '---\nx: 1\na: "**b** and c"\n---\n'),
        ("---\r\ntitle: A: b\r\nx: 1\r\n---\r\n", '---\r\ntitle: "A: b"\r\nx: 1\r\n---\r\n'),
        ("---\nx: 1\ny:\n\ta: 1\n\tb: 2\n---\n", "---\nx: 1\ny:\n  a: 1\n  b: 2\n---\n"),
        ("---\ntitle: A\nx: 1\n----\n\n# A\n", "---\ntitle: A\nx: 1\n---\n\n# A\n"),
        ("---\ntitle: A\nx: 1\n\n# A\n", "---\ntitle: A\nx: 1\n---\n\n# A\n"),
        ("---\r\ntitle: A\r\nx: 1\r\n\r\n# A\r\n", "---\r\ntitle: A\r\nx: 1\r\n---\r\n\r\n# A\r\n"),
    ],
)
def test_what_is_offered(text: str, after: str) -> None:
    assert offered(text) == after


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("---\ntitle: A: b\nsummary: c: d\n---\n", id="two mistakes"),
        pytest.param("---\nx: 1\ntags: [a, b\ny: 2\n---\n", id="a bracket to close, or a text"),
        pytest.param("---\nday: 2025-02-30\nx: 1\n---\n", id="no day"),
        pytest.param("---\nx: 1\nno key\ny: 2\n---\n", id="a line without a key"),
        pytest.param("---\ntitle: A: b # c\nx: 1\n---\n", id="a comment, or a text"),
        pytest.param("---\nx: 1\ntitle: 'a''b'c'\n---\n", id="quotes and quotes"),
        pytest.param("---\ntitle: A\n---\n", id="nothing wrong"),
        pytest.param("+++\ntitle = A\n+++\n", id="TOML"),
        pytest.param("# A\n", id="none"),
    ],
)
def test_what_takes_a_person(text: str) -> None:
    assert offered(text) is None


WORDS = st.sampled_from(
    [
        "a",
        "A: b",
        '"x" y',
        "'it's'",
        "[X] z",
        "> t",
        "@h",
        "**b**",
        "C:\\d",
        "a # b",
        "",
        "2025-02-30",
        "{x}",
        "it's",
        "é🎯: ü",
    ]
)


@given(values=st.lists(WORDS, min_size=1, max_size=4), newline=st.sampled_from(["\n", "\r\n"]))
def test_an_edit_keeps_all_other_lines_and_the_text_of_its_value(values: list[str], newline: str) -> None:
    lines = ["---", *(f"key{row}: {value}" for row, value in enumerate(values)), "---", "body: b", ""]
    text = newline.join(lines)
    after = offered(text)
    if after is None:
        return
    assert read_front_matter(after, (1, 1)).error is None
    changed = [row for row, (old, new) in enumerate(zip(lines, after.split(newline), strict=True)) if old != new]
    assert len(changed) == 1
    root = read_front_matter(after, (1, 1)).root
    assert root is not None
    row = changed[0] - 1
    node = root.get(f"key{row}")
    assert node is not None
    assert node.text in (values[row], values[row][1:-1])
