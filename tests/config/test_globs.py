"""Globs: `*` stops at `/`, `**` does not, and no glob takes more than linear time."""

import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.config.globs import Globs, compile_glob, matches, relative


@pytest.mark.parametrize(
    ("glob", "path", "expected"),
    [
        ("docs/*.md", "docs/a.md", True),
        ("docs/*.md", "docs/x/a.md", False),
        ("docs/**", "docs/x/y/a.md", True),
        ("docs/**", "docs2/a.md", False),
        ("docs/drafts/", "docs/drafts/x/a.md", True),
        ("./docs/**", "docs/a.md", True),
        ("**/index.md", "index.md", True),
        ("**/index.md", "a/b/index.md", True),
        ("**/index.md", "a/b/no-index.md", False),
        ("**/*-exam.md", "a/final-exam.md", True),
        ("docs/pattern-library/*/*.md", "docs/pattern-library/cache/lru.md", True),
        ("docs/pattern-library/*/*.md", "docs/pattern-library/lru.md", False),
        ("a/**/b.md", "a/b.md", True),
        ("a/**/b.md", "a/x/y/b.md", True),
        ("**/**/x*/y.md", "x1/y.md", True),
        ("docs/**.md", "docs/a/b.md", True),
        ("a?c.md", "abc.md", True),
        ("a?c.md", "a/c.md", False),
        ("docs/[slug].mdx", "docs/[slug].mdx", True),
        ("docs/[slug].mdx", "docs/s.mdx", False),
        ("a(b)*", "a(b)", True),
        ("*a*b", "aab", True),
        ("*ab", "abab", True),
        ("**", "any/thing", True),
        ("", "a.md", False),
        ("**/*.md", "../a.md", False),
        ("../shared/*.md", "../shared/a.md", True),
    ],
)
def test_what_a_glob_matches(glob: str, path: str, expected: bool) -> None:
    assert matches(glob, path) is expected


def _naive(glob: str, path: str) -> bool:
    """The definition, one character at a time, with every choice tried."""

    @cache
    def fits(g: int, p: int) -> bool:
        if g == len(glob):
            return p == len(path)
        if glob.startswith("**", g):
            after = g
            while after < len(glob) and glob[after] == "*":
                after += 1
            if glob.startswith("/", after) and (g == 0 or glob[g - 1] == "/"):
                ends = [at + 1 for at in range(p, len(path)) if path[at] == "/"]
                return any(fits(after + 1, at) for at in [p, *ends])
            return any(fits(after, at) for at in range(p, len(path) + 1))
        if glob[g] == "*":
            stop = path.find("/", p)
            return any(fits(g + 1, at) for at in range(p, (len(path) if stop == -1 else stop) + 1))
        if p == len(path):
            return False
        return (path[p] != "/" if glob[g] == "?" else glob[g] == path[p]) and fits(g + 1, p + 1)

    return fits(0, 0)


_GLOB = st.lists(
    st.sampled_from(["a", "b", "*", "**", "/", "?", "**/", "/**/", ")", "."]),
    min_size=1,
    max_size=9,
)
_PATH = st.lists(st.text("ab).", min_size=1, max_size=4), min_size=1, max_size=4)


@given(_GLOB, _PATH)
def test_the_expression_agrees_with_the_definition(parts: list[str], segments: list[str]) -> None:
    glob, path = "".join(parts), "/".join(segments)
    if glob.startswith("./") or glob.endswith("/"):
        return
    assert (compile_glob(glob).fullmatch(path) is not None) is _naive(glob, path)


@pytest.mark.parametrize("glob", ["*a" * 40 + "b", "**/a*" * 20 + "b", "**a" * 30 + "b", "a/**/" * 30 + "b"])
def test_a_hostile_path_costs_little(glob: str) -> None:
    start = time.process_time()
    for path in ("a" * 4000, "a/" * 2000 + "a", "aa/" * 1300 + "a"):
        assert not matches(glob, path)
    assert time.process_time() - start < 15, "it hangs"


def test_globs_are_relative_to_the_folder_of_their_config(tmp_path: Path) -> None:
    globs = Globs(("drafts/**",), tmp_path / "docs")
    assert globs.matches("docs/drafts/a.md", tmp_path)
    assert globs.matches("drafts/a.md", tmp_path / "docs")
    assert not globs.matches("drafts/a.md", tmp_path)


def test_relative_paths_with_a_config_above_at_and_below(tmp_path: Path) -> None:
    assert relative("a.md", tmp_path, tmp_path) == "a.md"
    assert relative("a.md", tmp_path / "docs", tmp_path) == "docs/a.md"
    assert relative("docs/a.md", tmp_path, tmp_path / "docs") == "a.md"
    assert relative("a.md", tmp_path, tmp_path / "docs") == "../a.md"
