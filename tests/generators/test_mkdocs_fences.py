"""Which lines are fenced code, as `pymdownx.superfences` and Python-Markdown's own `fenced_code` find it."""

import time

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselint.generators.mkdocs_fences import fenced_code, outside_of_indented_code, superfences

LINES = [
    "```",
    "```python",
    "~~~",
    "````",
    "    ```",
    "    x",
    "  ```",
    "x",
    "",
    "> ```",
    "> x",
    "``` {.py}",
    "```a b c!",
    "- x",
]


@pytest.mark.parametrize(
    ("text", "fences"),
    [
        ("a\n```py\nx\n```\nb\n", ["```py\nx\n```\n"]),
        ("```\nx\n", []),
        ("    ```\n    x\n    ```\n", ["    ```\n    x\n    ```\n"]),
        ("  ```\nx\n  ```\n", []),
        ("````\n```\nx\n````\n", ["````\n```\nx\n````\n"]),
        ("```\nx\n~~~\n```\n", ["```\nx\n~~~\n```\n"]),
        ('```js title="a"\nx\n```', ['```js title="a"\nx\n```']),
        ("```no fence!\nx\n```\n", []),
        ("> ```\n> x\n> ```\n", ["> ```\n> x\n> ```\n"]),
        ("```\r\nx\r\n```\r\n", ["```\r\nx\r\n```\r\n"]),
    ],
)
def test_superfences(text: str, fences: list[str]) -> None:
    assert [span.slice(text) for span in superfences(text, 0)] == fences


def test_the_plain_extension_knows_no_indent() -> None:
    text = "```\nx\n```\n\n    ```\n    y\n    ```\n"
    assert [span.slice(text) for span in fenced_code(text, 0)] == ["```\nx\n```\n"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("    code\n```\nx\n```\n", False),
        ("    code\n\n```\nx\n```\n", True),
        ("    ```\n    x\n    ```\n", False),
        ("- item\n\n    text\n```\nx\n```\n", True),
        ("- item\n\n    ```\n    x\n    ```\n", True),
        ("!!! note\n\n    ```\n    x\n    ```\n", True),
        ("text\n- no item\n\n    code\n```\nx\n```\n", False),
        ("# a\n    code\n```\nx\n```\n", False),
    ],
)
def test_a_fence_that_goes_on_from_indented_code_is_none(text: str, kept: bool) -> None:
    fences = superfences(text, 0)
    assert len(fences) == 1
    assert list(outside_of_indented_code(text, 0, fences)) == (fences if kept else [])


def test_nothing_before_the_start_counts() -> None:
    assert superfences("```\nfront\n", 4) == []


@given(st.lists(st.sampled_from(LINES), max_size=10), st.booleans())
@settings(max_examples=150, deadline=None)
def test_as_the_extension_finds_them(lines: list[str], nested: bool) -> None:
    """Each line is marked; a mark that the extension's preprocessor leaves in the text is no code."""
    text = "".join(
        f"{line}\n" if set(line) & set("`~") else f"{line} @{number}@\n" for number, line in enumerate(lines)
    )
    reader = markdown.Markdown(extensions=["pymdownx.superfences" if nested else "fenced_code"])
    left = text.split("\n")
    for name in ("normalize_whitespace", "fenced_code_block"):
        left = reader.preprocessors[name].run(left)
    fences = "".join(span.slice(text) for span in (superfences if nested else fenced_code)(text, 0))
    for number in range(len(lines)):
        mark = f"@{number}@"
        if mark in text:
            assert (mark in fences) == (mark not in "\n".join(left)), text


@pytest.mark.parametrize(
    "piece", ["```\n", "    ```a\n", "~~~~\n```\n", "> ```\n", "``` {\n", "```" + "a " * 20 + "\n"]
)
def test_time_grows_with_the_text(piece: str) -> None:
    for nested in (superfences, fenced_code):
        start = time.process_time()
        nested(piece * 20_000, 0)
        assert time.process_time() - start < 2
