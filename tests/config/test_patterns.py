"""Patterns of users: what runs in linear time is accepted, all else is refused in words that say what to write."""

import re
import time

import pytest

from caselint.config.patterns import pattern_problem

CHOICES = "has more than 1000 ways to match in one place; use lower bounds"
GROUP = "repeats a group without an upper bound; bound it, such as {0,10}"
OPEN = (
    "may take more than linear time: before a repetition without an upper bound there must be a character that the "
    "repetition cannot match; bound it, such as {0,100}"
)
REFERENCE = "uses a back reference, a lookaround or a condition, which may take more than linear time"


@pytest.mark.parametrize(
    "pattern",
    [
        r"\bFoo Cloud\b",
        r"(?i)foo[ -]?cloud",
        r"^Results",
        r"Foo\s+Cloud",
        r"v\d{1,3}(?:\.\d{1,3}){0,3}",
        r"Foo\s+Bar\s*!",
        r"<a [^<>]*>",
        r"#\w+",
        r"(?:Foo|Bar|Baz) Cloud",
        r"Foo.{0,100}Bar",
        r"(?>\(\d+\))",
        r"(\s\d+)?x",
        r"é[^é]*é",
        r"^\d+ min$",
        r"^[a-z0-9-]+$",
        r"^https?://\S+$",
        r"^.*\.md$",
        r"\A[a-z]*-\d+\Z",
    ],
)
def test_linear_patterns_are_accepted(pattern: str) -> None:
    assert pattern_problem(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        (r"(a+)+b", GROUP),
        (r"(aa|b)*c", GROUP),
        (r"\w+ Cloud", OPEN),
        (r".*foo", OPEN),
        (r"x.*foo", OPEN),
        (r"a\s*\w*b", OPEN),
        (r"(?i)X[a-z]+", OPEN),
        (r"(?m)^\d+ min", OPEN),
        (r"^.*x.*$", OPEN),
        (r"(?:^a|b)\w+c", OPEN),
        (r"^a+|b+", OPEN),
        (r"(\s\d+){0,3}x", "repeats a group that holds a repetition without an upper bound; bound one of them"),
        (r"(a)\1", REFERENCE),
        (r"a(?=b)", REFERENCE),
        (r"(?<!a)b", REFERENCE),
        (r".{0,100}.{0,100}x", CHOICES),
        (r"(a|ab){1,10}c", CHOICES),
        (r"(aa|b){1,99}", "repeats a group with choices in it up to 99 times; write {0,10} at most"),
        (r"a(", "is not a regular expression: missing ), unterminated subpattern at character 2"),
        ("(" * 500 + ")" * 500, "is not a regular expression: too complex"),
        (r"(?:\w{100}){100}", "asks for a text of more than 1000 characters"),
        ("a" * 1001, "is longer than 1000 characters"),
    ],
)
def test_other_patterns_are_refused(pattern: str, problem: str) -> None:
    assert pattern_problem(pattern) == problem


@pytest.mark.parametrize(
    "pattern", [r"Foo\s+Bar\s*!", r"<a [^<>]*>", r"#\w+!", r"Foo.{0,100}Bar", r"a\d+b\d+c", r"^.*b$"]
)
@pytest.mark.parametrize("unit", ["Foo ", "<a ", "#", " ", "a1b1", "Foo", "a"])
def test_what_is_accepted_is_fast_on_hostile_text(pattern: str, unit: str) -> None:
    assert pattern_problem(pattern) is None
    start = time.process_time()
    re.search(pattern, unit * 20_000 + "\n")
    assert time.process_time() - start < 15, "it hangs"
