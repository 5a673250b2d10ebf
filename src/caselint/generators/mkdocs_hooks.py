"""The hooks of a MkDocs site: Python files that are looked at as text and never run."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

# Events in which a hook can write pages, add files, or change the navigation.
_MAKES_PAGES = re.compile(r"\bdef on_(?:startup|config|pre_build|files|nav)\b")
# Events in which a hook can change the Markdown of pages.
_REWRITES = re.compile(r"\bdef on_(?:page_markdown|page_read_source|files)\b")
_NAME = re.compile(r"[\w.-]++")
_MOST = 50


class Hooks(NamedTuple):
    """What hooks may do: `pages` are names of pages that their code mentions, `files` what was read.

    With `rewrite` they may change the Markdown of pages.
    """

    pages: frozenset[str] = frozenset()
    make_pages: bool = False
    rewrite: bool = False
    files: tuple[str, ...] = ()


def read_hooks(paths: Sequence[Path], read: Callable[[Path], bytes]) -> Hooks:
    """Look at the hooks at `paths`; one that cannot be read may do anything."""
    pages: set[str] = set()
    make_pages = rewrite = len(paths) > _MOST
    for path in paths[:_MOST]:
        try:
            text = read(path).decode("utf-8", "replace")
        except OSError:
            make_pages = rewrite = True
            continue
        rewrite = rewrite or _REWRITES.search(text) is not None
        make_pages = make_pages or _MAKES_PAGES.search(text) is not None
        pages.update(name for name in _NAME.findall(text) if name.endswith(".md"))
    return Hooks(frozenset(pages), make_pages, rewrite, tuple(map(str, paths[:_MOST])))
