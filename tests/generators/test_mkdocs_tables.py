"""Which lines are a table: the site's idea of it, in CommonMark of the same width."""

import pytest

from caselint.generators.mkdocs_tables import table_edits


def rewritten(text: str) -> str:
    body = bytearray(text.encode())
    for at, piece in table_edits(bytes(body)):
        body[at : at + len(piece)] = piece
    return body.decode()


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "## T\n| a | b |\n|---|---|\n",
        "x\n\na | b\n--|--\n",
        "- | a | b |\n  |---|---|\n",
        '!!! note "T"\n    | a | b |\n    |---|---|\n',
        "Title\n---\n",
        "| a |\n|---|\n| \\| |\n",
    ],
)
def test_these_stay(text: str) -> None:
    assert rewritten(text) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("text\n| a | b |\n|---|---|\n", "text\n| a | b |\n|x--|---|\n"),
        ("- item\n| a | b |\n|---|---|\n", "- item\n| a | b |\n|x--|---|\n"),
        ("| a | b |\n|---|---|\n# h\n- i\n1. n\n***\n\n# H\n", "| a | b |\n|---|---|\nx h\nx i\nxx n\nxxx\n\n# H\n"),
        ("| `x|y` | b |\n|---|---|\n| ``a|`|b`` | c |\n", "| `xxy` | b |\n|---|---|\n| ``ax`xb`` | c |\n"),
        ("| `x | y |\n|---|---|\n", "| `x | y |\n|---|---|\n"),
    ],
)
def test_what_differs_is_rewritten(text: str, found: str) -> None:
    assert rewritten(text) == found
