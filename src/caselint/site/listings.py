"""The entries of one list held against each other: which are the same thing, and which share a target."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from caselint.facts.page_facts import Entry, PageFacts
from caselint.generators.generator import SiteConfig
from caselint.generators.urls import inside_root
from caselint.site.index import SiteIndex

_ASIDE = re.compile(r"\([^()]{0,80}\)")
_WORD = re.compile(r"[^\W_]+")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*+:|//")
# What a page's file name may add to the name of its entry: `zero-trust-architecture.md` is the page of "Zero Trust".
_ADDED = ("architecture", "pattern", "patterns", "system", "design", "guide")


class TargetKey(NamedTuple):
    """A target without what spelling adds: `./ferry.md`, `ferry/` and `/base/ferry` of one folder are one path."""

    path: str
    fragment: str


class Listed(NamedTuple):
    """An entry ready to be compared: its index among the page's entries, and its name as words in lower case."""

    row: int
    entry: Entry
    key: TargetKey | None
    name: str
    words: frozenset[str]


def listings(config: SiteConfig, facts: PageFacts) -> Iterator[list[Listed]]:
    """Entries to compare: those of one list, and those under headings that repeat each other."""
    repeated = _repeated_headings(facts)
    buckets: dict[object, list[int]] = {}
    for row, entry in enumerate(facts.entries):
        buckets.setdefault(repeated.get(entry.section, entry.group), []).append(row)
    for bucket in buckets.values():
        if len(bucket) > 1 and _may_repeat([facts.entries[row] for row in bucket]):
            yield [_listed(config, facts, row) for row in bucket]


def _listed(config: SiteConfig, facts: PageFacts, row: int) -> Listed:
    entry = facts.entries[row]
    folded = _folded(entry.name)
    return Listed(row, entry, _key(config, facts.path, entry.target), folded, frozenset(folded.split()))


def _may_repeat(entries: Sequence[Entry]) -> bool:
    """A cheap look: whether two entries end in one file name, or bear one name."""
    seen: set[str] = set()
    for entry in entries:
        tail = entry.name if entry.target is None else _tail(entry.target)
        if tail in seen:
            return True
        seen.add(tail)
    return False


def _tail(target: str) -> str:
    path, mark, fragment = target.partition("#")
    path = path.rstrip("/").removesuffix("index.md").removesuffix("README.md").rstrip("/")
    return path[path.rfind("/") + 1 :].partition(".")[0] + mark + fragment


def _repeated_headings(facts: PageFacts) -> dict[int, tuple[int, int, str]]:
    """Headings that stand twice, with one text, one level and one parent, by what they share."""
    counts = Counter(heading.text for heading in facts.headings)
    if len(counts) == len(facts.headings):
        return {}
    shared: dict[tuple[int, int, str], list[int]] = {}
    parents: list[int] = []
    for row, heading in enumerate(facts.headings):
        while parents and facts.headings[parents[-1]].level >= heading.level:
            parents.pop()
        if counts[heading.text] > 1:
            shared.setdefault((parents[-1] if parents else -1, heading.level, heading.text), []).append(row)
        parents.append(row)
    return {row: key for key, rows in shared.items() if len(rows) > 1 for row in rows}


def listed_again(group: Sequence[Listed]) -> Iterator[list[Listed]]:
    """Entries of one name that are the same thing."""
    by_name: dict[tuple[str, object], list[Listed]] = {}
    for listed in group:
        identity = listed.key if listed.key is not None else _company(listed.entry)
        by_name.setdefault((listed.name, identity), []).append(listed)
    found = [same for same in by_name.values() if len(same) > 1 and same[0].name and _comparable(same)]
    # A table most of whose names come back compares them by another column.
    rows = [same for same in found if same[0].entry.shape == "row"]
    yield from (same for same in found if len(rows) < 2 or same[0].entry.shape != "row")


def _comparable(same: Sequence[Listed]) -> bool:
    """Whether entries stand in one list, or in two sections of one heading, and say enough to be one thing."""
    first = same[0].entry
    if any(other.entry.group != first.group and other.entry.section == first.section for other in same[1:]):
        return False
    if first.shape == "row" and first.target is None:
        return all(_texts(other.entry) == _texts(first) for other in same[1:])
    return first.target is not None or first.shape == "block"


def sharing_a_target(group: Sequence[Listed], told: set[int]) -> Iterator[tuple[Listed, Listed]]:
    """Neighbouring pairs of entries with one target and two names, in one list."""
    by_target: dict[tuple[int, TargetKey], list[Listed]] = {}
    for listed in group:
        if listed.key is not None and listed.row not in told and listed.name and listed.entry.shape != "row":
            by_target.setdefault((listed.entry.group, listed.key), []).append(listed)
    for same in by_target.values():
        yield from pairwise(same)


def _key(config: SiteConfig, page: str, target: str | None) -> TargetKey | None:
    if target is None:
        return None
    path, _, fragment = target.partition("#")
    path = path.partition("?")[0]
    if _SCHEME.match(target):
        return TargetKey(path.rstrip("/"), fragment)
    if path.startswith("/"):
        inside = path.removeprefix(config.base_path)
    else:
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        inside = inside_root(config, joined) or joined
    parts = posixpath.normpath(inside).lstrip("/").split("/")
    if posixpath.splitext(parts[-1])[1] in (".md", ".html", ".mdx"):
        parts[-1] = posixpath.splitext(parts[-1])[0]
    if len(parts) > 1 and parts[-1] in ("index", "README"):
        parts.pop()
    return TargetKey("/".join(parts), fragment)


class PageNames:
    """The pages of a site by the names of their files."""

    def __init__(self, site: SiteIndex) -> None:
        self._site = site

    def page(self, name: str) -> str | None:
        """The one page whose file bears the name of an entry, or adds a word such as "architecture" to it."""
        stem = name.replace(" ", "-")
        pages = self._by_stem.get(stem) or [
            page for added in _ADDED for page in self._by_stem.get(f"{stem}-{added}", ())
        ]
        return pages[0] if len(pages) == 1 else None

    @cached_property
    def _by_stem(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in self._site.pages:
            found.setdefault(file_stem(path), []).append(path)
        return found


def differ_by_an_aside(one: Listed, other: Listed) -> bool:
    """Whether two names differ by a parenthesis alone: "CRDT", "CRDT (conflict-free replicated data types)"."""
    return _folded(_ASIDE.sub(" ", one.entry.name)) == _folded(_ASIDE.sub(" ", other.entry.name))


def file_stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0].casefold()


def _folded(name: str) -> str:
    return " ".join(_WORD.findall(name.replace("'", "").replace("’", "").casefold()))


def _company(entry: Entry) -> str:
    return next((_folded(field.text) for field in entry.fields if field.name == "company"), "")


def _texts(entry: Entry) -> list[tuple[str, str]]:
    return [(field.name, field.text) for field in entry.fields]
