"""DUP003 duplicate-entry."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from caselint.facts.page_facts import Entry, PageFacts
from caselint.findings import Finding, Related, Severity
from caselint.rules.rule import Example, SiteRule
from caselint.site.index import SiteIndex

_ASIDE = re.compile(r"\([^()]{0,80}\)")
_WORD = re.compile(r"[^\W_]+")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*+:|//")
_TIMES = ("", "once", "twice", "three times", "four times")
# What a page's file name may add to the name of its entry: `zero-trust-architecture.md` is the page of "Zero Trust".
_ADDED = ("architecture", "pattern", "patterns", "system", "design", "guide")


class DuplicateEntry(SiteRule):
    """A list, grid, table or catalogue lists one thing twice: under one name, or under two names for one page.

    Two entries with one target are compared inside one list only, and across two sections with the same heading. A
    study that stands under "By scale" and again under "By domain" is fine; so are two topics that one page treats,
    unless the site has a page of its own for one of them: then that entry leads to the wrong page.

    ## Why it matters
    The list promises more than there is, readers open the same page twice, and the count beside it is wrong.

    ## What to do
    Remove one of the entries, or let it lead where its name says.
    """

    code = "DUP003"
    name = "duplicate-entry"
    bad = (
        Example(
            "# Studies\n\n- [Ferry](f.md) - queues\n- [Tram](t.md) - maps\n- [Ferry](f.md) - tickets\n",
            finds=("page.md:5:4",),
        ),
        Example("# Studies\n\n- [Ferry](f.md)\n- [Night Ferry](./f.md)\n", finds=("page.md:4:4",)),
        Example(
            {
                "docs/index.md": "# Clocks\n\n- [Lamport Clocks](logical.md)\n- [Vector Clocks](logical.md)\n",
                "docs/logical.md": "# Logical clocks\n",
                "docs/vector-clocks.md": "# Vector clocks\n",
            },
            finds=("docs/index.md:4:19",),
        ),
        Example(
            "## See also\n\n- [Ferry](f.md)\n\n## See also\n\n- [Tram](t.md)\n- [Ferry](f.md)\n", finds=("page.md:8:4",)
        ),
        Example(
            "seaadvanced 9 min read\n\nNordlinie\n\nOne Queue for All Tickets\n\nHow it took over from nine.\n\n"
            "landbasic 4 min read\n\nNordlinie\n\nOne Queue for All Tickets\n\nThe story of the queue.\n",
            finds=("page.md:13:1",),
        ),
    )
    good = (
        Example("## By scale\n\n- [Ferry](f.md)\n\n## By domain\n\n- [Ferry](f.md)\n"),
        Example("- [Raft](consensus.md) - leaders\n- [Paxos](consensus.md) - ballots\n"),
        Example("- [Teams](org.md)\n- [Conway's law](org.md#conway)\n"),
        Example("- **[Ferry](f.md)**\n\n    Queues.\n\n    [Learn more](f.md)\n\n- **[Tram](t.md)**\n\n    Maps.\n"),
        Example(
            "| Study | Aspect |\n|---|---|\n| [Ferry](f.md) | cost |\n| [Tram](t.md) | cost |\n"
            "| [Ferry](f.md) | speed |\n| [Tram](t.md) | speed |\n"
        ),
        Example("- [Wikipedia](https://example.org/a)\n- [Wikipedia](https://example.org/b)\n"),
    )

    def check(self, site: SiteIndex, touching: frozenset[str] | None) -> Iterator[Finding]:
        names = _Names(site)
        for facts in site.touched(touching):
            if len(facts.entries) > 1:
                for group in _groups(facts):
                    yield from self._group(names, facts, group)

    def _group(self, names: "_Names", facts: PageFacts, group: Sequence["_Listed"]) -> Iterator[Finding]:
        """The findings of one list, or of the lists of sections with one heading."""
        told: set[int] = set()
        repeated: dict[tuple[int, int], list[list[_Listed]]] = {}
        for same in _clusters(group):
            told.update(listed.row for listed in same)
            sections = (same[0].entry.section, same[1].entry.section)
            repeated.setdefault(
                sections if same[0].entry.group != same[1].entry.group else (-2, same[0].row), []
            ).append(same)
        for clusters in repeated.values():
            yield self._twice(facts, clusters)
        for one, other in _one_target(group, told):
            finding = self._two_names(facts, one, other) or self._wrong_page(names, facts, one, other)
            if finding is not None:
                yield finding

    def _twice(self, facts: PageFacts, clusters: Sequence[Sequence["_Listed"]]) -> Finding:
        first, second = clusters[0][:2]
        entry = second.entry
        where = _where(facts, first.entry, entry)
        names = f'"{entry.name}"' if len(clusters) == 1 else f'"{entry.name}" and {len(clusters) - 1} more'
        times = _TIMES[len(clusters[0])] if len(clusters[0]) < len(_TIMES) else f"{len(clusters[0])} times"
        verb = "is" if len(clusters) == 1 else "are"
        return self.finding(
            facts.path,
            entry.name_span,
            f"{names} {verb} listed {times} {where}",
            related=_other_places(facts, clusters),
            help="remove the entry, or let it lead where its text says",
        )

    def _two_names(self, facts: PageFacts, one: "_Listed", other: "_Listed") -> Finding | None:
        """Two names of which one only adds words to the other."""
        if not (one.words < other.words or other.words < one.words):
            return None
        return self.finding(
            facts.path,
            other.entry.name_span,
            f'"{one.entry.name}" and "{other.entry.name}" lead to the same page, {other.entry.target}',
            severity=None if _is_aside(one, other) else Severity.INFO,
            confidence=0.9 if _is_aside(one, other) else 0.7,
            related=(Related(facts.path, one.entry.name_span, f'"{one.entry.name}"'),),
            help="keep one of the entries, or let one lead elsewhere",
        )

    def _wrong_page(self, names: "_Names", facts: PageFacts, one: "_Listed", other: "_Listed") -> Finding | None:
        """An entry that shares the target of another although the site has a page of its name."""
        for listed, beside in ((other, one), (one, other)):
            own = names.page(listed.name)
            target = listed.entry.target_span
            if own is None or target is None or own == facts.path:
                continue
            if listed.key is None or _stem(listed.key.path) == _stem(own):
                continue
            return self.finding(
                facts.path,
                target,
                f'"{listed.entry.name}" leads to the page of "{beside.entry.name}", and there is {own}',
                confidence=0.9,
                related=(Related(facts.path, beside.entry.name_span, f'"{beside.entry.name}" leads there too'),),
                help=f"let it lead to {own}",
            )
        return None


def _other_places(facts: PageFacts, clusters: Sequence[Sequence["_Listed"]]) -> tuple[Related, ...]:
    """Of each cluster its first place as context and the later ones as defects, the very first defect apart."""
    found = []
    for row, (first, *later) in enumerate(clusters):
        found.append(Related(facts.path, first.entry.name_span, "listed here first"))
        found += [
            Related(facts.path, again.entry.name_span, "and here", defect=True) for again in later[0 if row else 1 :]
        ]
    return tuple(found)


class _Key(NamedTuple):
    """A target without what spelling adds: `./ferry.md`, `ferry/` and `/base/ferry` of one folder are one path."""

    path: str
    fragment: str


class _Listed(NamedTuple):
    row: int
    entry: Entry
    key: _Key | None
    name: str
    words: frozenset[str]


def _groups(facts: PageFacts) -> Iterator[list["_Listed"]]:
    """Entries to compare: those of one list, and those under headings that repeat each other."""
    if not _may_repeat(facts.entries):
        return
    buckets: dict[object, list[_Listed]] = {}
    repeated = _repeated_headings(facts)
    for row, entry in enumerate(facts.entries):
        folded = _folded(entry.name)
        listed = _Listed(row, entry, _key(facts.path, entry.target), folded, frozenset(folded.split()))
        buckets.setdefault(repeated.get(entry.section, entry.group), []).append(listed)
    for bucket in buckets.values():
        if len(bucket) > 1:
            yield bucket


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
    shared: dict[tuple[int, int, str], list[int]] = {}
    parents: list[int] = []
    for row, heading in enumerate(facts.headings):
        while parents and facts.headings[parents[-1]].level >= heading.level:
            parents.pop()
        shared.setdefault((parents[-1] if parents else -1, heading.level, _folded(heading.text)), []).append(row)
        parents.append(row)
    return {row: key for key, rows in shared.items() if len(rows) > 1 for row in rows}


def _clusters(group: Sequence[_Listed]) -> Iterator[list[_Listed]]:
    """Entries of one name that are the same thing."""
    by_name: dict[tuple[str, object], list[_Listed]] = {}
    for listed in group:
        identity = listed.key if listed.key is not None else _company(listed.entry)
        by_name.setdefault((listed.name, identity), []).append(listed)
    found = [same for same in by_name.values() if len(same) > 1 and same[0].name and _comparable(same)]
    # A table most of whose names come back compares them by another column.
    rows = [same for same in found if same[0].entry.shape == "row"]
    yield from (same for same in found if len(rows) < 2 or same[0].entry.shape != "row")


def _comparable(same: Sequence[_Listed]) -> bool:
    """Whether entries stand in one list, or in two sections of one heading, and say enough to be one thing."""
    first = same[0].entry
    if any(other.entry.group != first.group and other.entry.section == first.section for other in same[1:]):
        return False
    if first.shape == "row" and first.target is None:
        return all(_texts(other.entry) == _texts(first) for other in same[1:])
    return first.target is not None or first.shape == "block"


def _one_target(group: Sequence[_Listed], told: set[int]) -> Iterator[tuple[_Listed, _Listed]]:
    """Neighbouring pairs of entries with one target and two names, in one list."""
    by_target: dict[tuple[int, _Key], list[_Listed]] = {}
    for listed in group:
        if listed.key is not None and listed.row not in told and listed.name and listed.entry.shape != "row":
            by_target.setdefault((listed.entry.group, listed.key), []).append(listed)
    for same in by_target.values():
        yield from pairwise(same)


def _key(page: str, target: str | None) -> _Key | None:
    if target is None:
        return None
    path, _, fragment = target.partition("#")
    path = path.partition("?")[0]
    if _SCHEME.match(target):
        return _Key(path.rstrip("/"), fragment)
    absolute = path.startswith("/")
    joined = path if absolute else posixpath.join(posixpath.dirname(page), path)
    parts = posixpath.normpath(joined).lstrip("/").split("/")
    if posixpath.splitext(parts[-1])[1] in (".md", ".html", ".mdx"):
        parts[-1] = posixpath.splitext(parts[-1])[0]
    if len(parts) > 1 and parts[-1] in ("index", "README"):
        parts.pop()
    # An absolute path lacks the folder of the pages: the last three names tell enough inside one list.
    return _Key("/".join(parts[-3:]), fragment)


class _Names:
    """The pages of a site by the name of their file."""

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
            found.setdefault(_stem(path), []).append(path)
        return found


def _is_aside(one: _Listed, other: _Listed) -> bool:
    """Whether two names differ by a parenthesis alone: "CRDT", "CRDT (conflict-free replicated data types)"."""
    return _folded(_ASIDE.sub(" ", one.entry.name)) == _folded(_ASIDE.sub(" ", other.entry.name))


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0].casefold()


def _folded(name: str) -> str:
    return " ".join(_WORD.findall(name.replace("'", "").replace("’", "").casefold()))


def _company(entry: Entry) -> str:
    return next((_folded(field.text) for field in entry.fields if field.name == "company"), "")


def _texts(entry: Entry) -> list[tuple[str, str]]:
    return [(field.name, field.text) for field in entry.fields]


def _where(facts: PageFacts, first: Entry, second: Entry) -> str:
    if first.group != second.group:
        return f'under two headings "{facts.headings[second.section].text}"'
    kind = {"row": "table", "card": "grid", "block": "catalogue", "heading": "section"}.get(second.shape, "list")
    return f"in this {kind}"
