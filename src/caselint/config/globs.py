"""Globs of the configuration: `*` stops at `/`, `**` does not; relative to the folder of the file they stand in.

A glob becomes a regular expression in which every wildcard is an atomic group that stops at the first place where the
text after it fits. The first place is always good enough, since a later wildcard can reach whatever an earlier choice
leaves over (the argument of the classic wildcard matcher), so nothing is ever tried twice.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path, PurePath

_STARS = re.compile(r"\*\*+")


def normalise(pattern: str) -> str:
    """A glob without a leading `./`; a folder with a trailing `/` stands for all that is below it."""
    pattern = pattern.replace("\\", "/")
    while pattern.startswith("./"):
        pattern = pattern[2:]
    return pattern + "**" if pattern.endswith("/") else pattern


def _tokens(pattern: str) -> Iterator[tuple[str, str]]:
    """(kind, literal regex): `dirs` is `**/` at the start of a segment, `deep` is `**`, `star`, or `text`."""
    at, text, start_of_segment = 0, "", True
    while at < len(pattern):
        char = pattern[at]
        if char != "*":
            text += "[^/]" if char == "?" else re.escape(char)
            at, start_of_segment = at + 1, char == "/"
            continue
        if text:
            yield "text", text
            text = ""
        stars = _STARS.match(pattern, at)
        at = stars.end() if stars else at + 1
        if stars and start_of_segment and pattern[at : at + 1] == "/":
            yield "dirs", ""
            at += 1
        else:
            yield ("deep" if stars else "star"), ""
            start_of_segment = False
    if text:
        yield "text", text


@lru_cache(maxsize=4096)
def compile_glob(pattern: str) -> re.Pattern[str]:
    """The glob as a regular expression for `fullmatch`, linear in the path for each wildcard.

    `*` is any text without `/`, `?` one character but `/`, `**` any text, `**/` at the start of a segment any number
    of whole folders, none included. Everything else stands for itself, brackets too: pages are called `[slug].mdx`.
    """
    tokens = list(_tokens(normalise(pattern)))
    # A piece runs from one wildcard that crosses `/` to the next; the last one has to reach the end of the path.
    pieces = [("", "")]
    for index, (kind, text) in enumerate(tokens):
        opener, body = pieces[-1]
        end = r"\Z" if index == len(tokens) - 1 else ""
        if kind in ("dirs", "deep"):
            pieces.append((kind, ""))
        elif kind == "star":
            before_text = index + 1 < len(tokens) and tokens[index + 1][0] == "text"
            pieces[-1] = (
                opener,
                body + ("(?>[^/]*?" if before_text else "[^/]*+" + end),
            )
        else:
            after_star = index > 0 and tokens[index - 1][0] == "star"
            pieces[-1] = (opener, body + text + end + (")" if after_star else ""))
    return re.compile("(?s)" + "".join(_piece(opener, body) for opener, body in pieces))


def _piece(opener: str, body: str) -> str:
    if opener == "":
        return body
    if opener == "deep":
        return f"(?>.*?{body})" if body else ".*+"
    # `**/` right before another wildcard that crosses `/` adds nothing to it.
    return f"(?>(?:[^/]*+/)*?{body})" if body else ""


@dataclass(frozen=True)
class Globs:
    """Globs and the folder they are relative to. `places` are the line and column of each in its file."""

    patterns: tuple[str, ...]
    folder: Path
    path: str = ""
    places: tuple[tuple[int, int], ...] = ()

    @cached_property
    def _compiled(self) -> tuple[tuple[bool, re.Pattern[str]], ...]:
        return tuple((normalise(glob).startswith("../"), compile_glob(glob)) for glob in self.patterns)

    def matches(self, page: str, root: Path) -> bool:
        """Whether one of the globs matches the page at `page`, relative to the absolute folder `root`."""
        path = relative(page, root, self.folder)
        outside = path.startswith("../")
        return any(up == outside and glob.fullmatch(path) for up, glob in self._compiled)


def matches(pattern: str, path: str) -> bool:
    """Whether `pattern` matches `path`, both relative to the same folder."""
    up = normalise(pattern).startswith("../")
    return up == path.startswith("../") and compile_glob(pattern).fullmatch(path) is not None


@lru_cache(maxsize=1024)
def _prefix(root: PurePath, folder: PurePath) -> str | None:
    """What turns a path relative to `root` into one relative to `folder`; None where `folder` lies inside of `root`."""
    if root == folder:
        return ""
    return root.relative_to(folder).as_posix() + "/" if root.is_relative_to(folder) else None


def relative(page: str, root: Path, folder: Path) -> str:
    """`page`, given relative to `root`, relative to `folder`, with `/`."""
    prefix = _prefix(root, folder)
    if prefix is not None:
        return prefix + page
    return os.path.relpath(root / page, folder).replace(os.sep, "/")
