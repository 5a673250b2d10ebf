"""What is too large, too deep or too much is refused at once, with a finding that names the limit."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest

import caselint
from caselint.engine.files import PAGE_LIMIT

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


ACCEPTED: dict[str, Callable[[], str]] = {
    "page size": lambda: "Ferry is late. " * (PAGE_LIMIT // 15),
    "YAML size": lambda: front("---", "\n".join(f"k{n}: value" for n in range(5000))),
    "YAML depth": lambda: front("---", "a: " + "[" * 60 + "]" * 60),
    "YAML nodes": lambda: front("---", "a: [" + "1, " * 19_000 + "1]"),
    "YAML anchors": lambda: front("---", "a:\n" + "\n".join(f"- &x{n} {n}" for n in range(4500))),
    "YAML escapes": lambda: front("---", 'a: "' + "\\x41" * 15_000 + '"'),
    "TOML dotted keys": lambda: front("+++", "\n".join(f"a{n}.b.c.d = 1" for n in range(3500))),
    "JSON size": lambda: '{"a": [' + "1, " * 15_000 + "1]}\n",
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
