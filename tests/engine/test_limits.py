"""What is too large, too deep or too much is refused at once, with a finding that names the limit."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest

import caselint
from caselint.engine.files import PAGE_LIMIT
from caselint.facts.mentions import FIGURE_LIMIT, NUMBER_LIMIT

HANGS = 20  # seconds; each of these takes a fraction of one


def front(fence: str, text: str) -> str:
    return f"{fence}\n{text}\n{fence}\n\n# Ferry\n"


def alias_bomb() -> str:
    rows = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    rows += [f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)]
    return "\n".join(rows)


def merge_bomb() -> str:
    rows = ["a: &a {x: 1, y: 2, z: 3}"]
    for old, new in zip("abcdefgh", "bcdefghi", strict=True):
        rows += [f"{new}: &{new}", f"  <<: [{', '.join([f'*{old}'] * 9)}]", f"  own_{new}: 1"]
    return "\n".join(rows)


REFUSED = {
    "page size": (lambda: "Ferry has 9M users. " * (PAGE_LIMIT // 20 + 1), "limit-reached", "1,000,000"),
    "YAML size": (lambda: front("---", "\n".join(f"key{n}: value" for n in range(6000))), "", "65,536"),
    "YAML depth": (lambda: front("---", "a: " + "[" * 100 + "]" * 100), "", "64 levels"),
    "YAML depth, block": (lambda: front("---", "\n".join(" " * n + "a:" for n in range(100))), "", "64 levels"),
    "YAML depth, never closed": (lambda: front("---", "a: " + "[" * 60_000), "", "64 levels"),
    "YAML depth, one line": (lambda: front("---", "a:\n" + "- " * 30_000), "", "64 levels"),
    "YAML nodes": (lambda: front("---", "a: [" + "1, " * 20_010 + "1]"), "", "20,000 nodes"),
    "YAML aliases": (lambda: front("---", alias_bomb()), "", "20,000 nodes"),
    "YAML merges": (lambda: front("---", merge_bomb()), "", "20,000 nodes"),
    "YAML digits": (lambda: front("---", "a: " + "9" * 60_000), "", "60,000 digits"),
    "TOML size": (lambda: front("+++", "\n".join(f"key{n} = 1" for n in range(7000))), "", "65,536"),
    "TOML depth": (lambda: front("+++", "a = " + "[" * 200 + "]" * 200), "", "64 levels"),
    "TOML depth, never closed": (lambda: front("+++", "a = " + "[" * 30_000), "", "64 levels"),
    "TOML keys": (lambda: front("+++", ".".join("a" * 20_000) + " = 1"), "", "40 parts"),
    "TOML tables": (lambda: front("+++", "\n".join(f"[{'.'.join('a' * n)}]" for n in range(1, 250))), "", "40 parts"),
    "TOML digits": (lambda: front("+++", "a = " + "9" * 60_000), "", "too many digits"),
    "JSON size": (lambda: '{"a": [' + "1, " * 30_000 + "1]}\n", "", "65,536"),
    "JSON depth": (lambda: '{"a": ' + "[" * 100 + "]" * 100 + "}\n", "", "64 levels"),
    "JSON depth, far beyond": (lambda: '{"a": ' + "[" * 30_000 + "]" * 30_000 + "}\n", "", "64 levels"),
    "JSON nodes": (lambda: '{"a": [' + "1," * 25_000 + "1]}\n", "", "20,000 nodes"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_limit_is_a_finding_that_names_it(case: str, tmp_path: Path) -> None:
    made, rule, limit = REFUSED[case]
    started = monotonic()
    report = caselint.check_text(made(), folder=tmp_path, isolated=True)
    assert monotonic() - started < HANGS
    (finding,) = report.findings
    assert finding.name == (rule or "unreadable-front-matter")
    assert limit in finding.message
    assert not report.broken


FIRST = 10_000  # smaller ones may be years


def repeated(line: str, opener: str = "", closer: str = "") -> Callable[[int], str]:
    return lambda count: opener + "".join(line.format(n) for n in range(FIRST, FIRST + count)) + closer


FIGURES: dict[str, tuple[Callable[[int], str], int, str]] = {
    "in one paragraph": (repeated("Ferry has {} users. "), FIGURE_LIMIT, " users"),
    "in paragraphs": (repeated("{}M users\n\n"), FIGURE_LIMIT, "M users"),
    "in cells": (repeated("| {} |\n", "| Users |\n|---|\n"), FIGURE_LIMIT, ""),
    "in a list": (repeated("- Ferry: {} users\n"), FIGURE_LIMIT, " users"),
    "in a diagram": (repeated('a["{} users"]\n', "```mermaid\ngraph TD\n", "```\n"), FIGURE_LIMIT, " users"),
    "in text": (repeated("Wait {} ms\n", "```text\n", "```\n"), FIGURE_LIMIT, " ms"),
    "in a comment of code": (repeated("{} ms, ", "```python\n# ", "\n```\n"), FIGURE_LIMIT, " ms"),
    "in comments of code": (repeated("# {} ms\n", "```python\n", "```\n"), FIGURE_LIMIT, " ms"),
    "in front matter": (repeated("- {}\n", "---\nusers:\n", "---\n"), FIGURE_LIMIT, ""),
    "no figures": (repeated("{} "), NUMBER_LIMIT, ""),
}


@pytest.mark.parametrize("case", FIGURES)
def test_figures_beyond_the_limit_are_one_finding_where_the_first_of_them_stands(case: str, tmp_path: Path) -> None:
    made, limit, unit = FIGURES[case]
    assert caselint.check_text(made(limit), folder=tmp_path, isolated=True).findings == ()
    text = made(limit + 2)
    (finding,) = caselint.check_text(text, folder=tmp_path, isolated=True).findings
    assert finding.name == "limit-reached"
    assert f"more than {limit:,}" in finding.message
    line = text.splitlines()[finding.location.line - 1]
    assert line[finding.location.column - 1 :].startswith(f"{FIRST + limit}{unit}")


def test_of_a_page_with_too_many_figures_the_first_are_compared_and_the_rest_is_checked(tmp_path: Path) -> None:
    text = "Users: 120% of all users. [a](gone.md)\n\n" + "".join(
        f"{n} ms\n\n" for n in range(FIRST, FIRST + FIGURE_LIMIT)
    )
    (tmp_path / "page.md").write_text(text + "[b](lost.md)\n")
    found = caselint.check([tmp_path], folder=tmp_path, isolated=True).findings
    assert sorted(finding.name for finding in found) == [
        "broken-link", "broken-link", "impossible-percentage", "limit-reached",
    ]  # fmt: skip


def test_very_many_figures_of_one_subject_are_bounded(tmp_path: Path) -> None:
    """Each differs from all others, and a second page contradicts them."""
    many = "# Ferry\n\n" + "".join(f"Ferry has {n} users\n" for n in range(40_000, 80_000))
    (tmp_path / "ferry.md").write_text(many)
    (tmp_path / "index.md").write_text("# Index\n\n- [Ferry](ferry.md) - 15M users\n")
    started = monotonic()
    found = caselint.check([tmp_path], folder=tmp_path, isolated=True).findings
    assert monotonic() - started < HANGS
    assert [(finding.path, finding.name) for finding in found] == [("ferry.md", "limit-reached")]


ACCEPTED: dict[str, Callable[[], str]] = {
    "page size": lambda: "Ferry is late. " * (PAGE_LIMIT // 15),
    "YAML size": lambda: front("---", "\n".join(f"k{n}: value" for n in range(5000))),
    "YAML depth": lambda: front("---", "a: " + "[" * 60 + "]" * 60),
    "YAML nodes": lambda: front("---", "a: [" + "x, " * 19_000 + "x]"),
    "YAML anchors": lambda: front("---", "a:\n" + "\n".join(f"- &x{n} {n}" for n in range(4500))),
    "YAML escapes": lambda: front("---", 'a: "' + "\\x41" * 15_000 + '"'),
    "TOML dotted keys": lambda: front("+++", "\n".join(f"a{n}.b.c.d = 1" for n in range(3500))),
    "JSON size": lambda: '{"a": [' + "true, " * 10_000 + "true]}\n",
}


@pytest.mark.parametrize("case", ACCEPTED)
def test_what_is_large_but_within_the_limits_is_read_in_time(case: str, tmp_path: Path) -> None:
    started = monotonic()
    assert caselint.check_text(ACCEPTED[case](), folder=tmp_path, isolated=True).findings == ()
    assert monotonic() - started < HANGS


def test_a_front_matter_that_is_never_closed_is_told_however_long_the_page_is(tmp_path: Path) -> None:
    for fence, pair in (("---", "key{}: value\n"), ("+++", "key{} = 1\n")):
        text = f"{fence}\n" + "".join(pair.format(n) for n in range(40_000))
        (finding,) = caselint.check_text(text, folder=tmp_path, isolated=True).findings
        assert "never closed" in finding.message


def test_text_that_only_opens_like_json_is_a_page(tmp_path: Path) -> None:
    text = '{"a": this is a page about braces}\n\n' + "More of it. " * 8000
    assert caselint.check_text(text, folder=tmp_path, isolated=True).findings == ()
