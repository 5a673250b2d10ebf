"""Which page or file a dead link was probably meant for, and how a link on the page writes it."""

import posixpath
import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import NamedTuple
from urllib.parse import unquote

from caselint.content.page import LinkKind
from caselint.generators.generator import SiteConfig
from caselint.generators.urls import inside_root, page_url

_LONGEST = 80  # characters of a name that others are compared with
_MOST_COMPARED = 200
_MOST_NAMESAKES = 100
_ALL_COMPARISONS = 200_000  # of a site with names that are misspelt: a second or two
_WORD = re.compile(r"[^\W_]{3,}+")
_PAGE_NAMES = ("", ".md", "/index.md", "/README.md", ".mdx", "/_index.md")
_INDEXES = frozenset({"index", "README", "_index"})
_UNSAFE = re.compile(r"[\s<>()\[\]\\\"'`#?%]")


class Meant(NamedTuple):
    """The files that a link may have meant, the likeliest first; `sure` where the first one is what its path says."""

    paths: tuple[str, ...] = ()
    sure: bool = False


class Nearest:
    """The names of a site's files, for links that miss them by little."""

    def __init__(self, config: SiteConfig, pages: Iterable[str], assets: Iterable[str]) -> None:
        self._config = config
        self._files = frozenset(pages) | frozenset(assets)
        self._pages = _by_stem(pages)
        self._assets = _by_stem(asset for asset in assets if inside_root(config, asset) is not None)
        self._by_word: dict[str, set[str]] = {}
        for stem in self._pages:
            for word in _words(stem):
                self._by_word.setdefault(word, set()).add(stem)
        self._near: dict[str, str | None] = {}
        self._comparisons = _ALL_COMPARISONS
        self._meant: dict[tuple[str, str], Meant] = {}

    def meant(self, page: str, target: str) -> Meant:
        """What `target`, which leads nowhere from `page`, may have meant."""
        key = (page, target)
        if key not in self._meant:
            self._meant = {key: self._find(page, target)}  # a rule asks for one link after the other, twice
        return self._meant[key]

    def _find(self, page: str, target: str) -> Meant:
        path = unquote(re.split("[?#]", target, maxsplit=1)[0]).replace("\\", "/")
        literal = self._read_literally(page, path.removesuffix(".md/"))
        if literal is not None:
            return Meant((literal,), sure=True)
        parts = [part for part in path.split("/") if part not in ("", ".", "..")]
        if not parts:
            return Meant()
        stem = _stem("/".join(parts))
        extension = posixpath.splitext(parts[-1])[1]
        known = self._pages if extension in ("", ".md", ".mdx", ".html", ".htm") else self._assets
        same = known.get(stem, ())
        if same:
            ranked = sorted(same[:_MOST_NAMESAKES], key=lambda candidate: (-_alike(candidate, parts, page), candidate))
            return Meant(tuple(ranked), sure=len(ranked) == 1)
        near = self._nearest_stem(stem) if known is self._pages else None
        return Meant(tuple(sorted(known[near]))) if near is not None else Meant()

    def _read_literally(self, page: str, path: str) -> str | None:
        """The file that `path` names when it is read from the page's file, or from the content root."""
        inside = inside_root(self._config, page)
        root = page[: len(page) - len(inside)] if inside is not None else ""
        folder = posixpath.dirname(page)
        name = path.strip("/").removesuffix(".html")
        starts = [root] if path.startswith("/") else [f"{folder}/" if folder else "", root]
        base = self._config.base_path.strip("/")
        if path.startswith("/") and base and name.startswith(f"{base}/"):
            name = name[len(base) + 1 :]
        for start in starts:
            joined = posixpath.normpath(start + name) if start + name else ""
            for ending in _PAGE_NAMES:
                if joined and joined + ending in self._files:
                    return joined + ending
        return None

    def _nearest_stem(self, stem: str) -> str | None:
        if stem not in self._near:
            sharing = [self._by_word.get(word, set()) for word in _words(stem[:_LONGEST])]
            alike = set().union(*(stems for stems in sharing if len(stems) <= _MOST_COMPARED))
            self._near[stem] = nearest_name(stem, sorted(alike), cutoff=0.8) if self._comparisons > 0 else None
            self._comparisons -= len(alike)
        return self._near[stem]


def nearest_name(name: str, names: Sequence[str], cutoff: float = 0.6) -> str | None:
    """The one of the sorted `names` that is most like `name`, of those that are alike enough.

    Names that are long, or come late among very many, are not compared: each comparison is quadratic in their length.
    """
    if len(name) > _LONGEST:
        return None
    compared = [other for other in names[:_MOST_COMPARED] if 0 < len(other) <= _LONGEST]
    found = get_close_matches(name, compared, n=1, cutoff=cutoff)
    return found[0] if found else None


def written(config: SiteConfig, page: str, path: str, kind: LinkKind) -> str | None:
    """How a link of `kind` on `page` names the file at `path`; None where it would need escapes."""
    if kind is LinkKind.HTML and config.is_mkdocs:
        here, inside = page_url(config, page), inside_root(config, path)
        there = page_url(config, path) if path.endswith(".md") or inside is None else config.base_path + inside
        relative = posixpath.relpath(there, posixpath.dirname(here) or "/")
        relative += "/" if there.endswith("/") else ""
    else:
        relative = posixpath.relpath(path, posixpath.dirname(page) or ".")
    return None if _UNSAFE.search(relative) else relative


def _by_stem(paths: Iterable[str]) -> dict[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for path in paths:
        found.setdefault(_stem(path), []).append(path)
    return dict(found)


def _stem(path: str) -> str:
    """What a page is called: its file's name without the suffix, or its folder's where it is an index."""
    folder, _, name = path.rpartition("/")
    stem, dot, suffix = name.rpartition(".")
    stem = stem if dot and suffix in ("md", "mdx", "markdown", "html", "htm") else name
    return folder.rpartition("/")[2] if stem in _INDEXES and folder else stem


def _alike(candidate: str, parts: Sequence[str], page: str) -> int:
    """How many folders of a link's path, and then of its page, a candidate has too."""
    folders = candidate.split("/")[:-1]
    return 8 * len(set(folders).intersection(parts)) + len(set(folders).intersection(page.split("/")[:-1]))


def _words(stem: str) -> list[str]:
    return _WORD.findall(stem.lower())
