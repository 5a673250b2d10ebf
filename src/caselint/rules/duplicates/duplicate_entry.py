"""DUP003 duplicate-entry."""

from collections.abc import Iterator, Sequence

from caselint.facts.page_facts import Entry, PageFacts
from caselint.findings import Finding, Related, Severity
from caselint.rules.rule import Example, SiteRule
from caselint.site.index import SiteIndex
from caselint.site.listings import (
    Listed,
    PageNames,
    differ_by_an_aside,
    file_stem,
    listed_again,
    listings,
    sharing_a_target,
)

_TIMES = ("", "once", "twice", "three times", "four times")


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
    reads = frozenset({"head", "headings", "entries"})
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
        names = PageNames(site)
        for facts in site.touched(touching):
            if len(facts.entries) > 1:
                for group in listings(site.config, facts):
                    yield from self._group(names, facts, group)

    def _group(self, names: PageNames, facts: PageFacts, group: Sequence[Listed]) -> Iterator[Finding]:
        """The findings of one list, or of the lists of sections with one heading."""
        told: set[int] = set()
        repeated: dict[tuple[int, int], list[list[Listed]]] = {}
        for same in listed_again(group):
            told.update(listed.row for listed in same)
            sections = (same[0].entry.section, same[1].entry.section)
            repeated.setdefault(
                sections if same[0].entry.group != same[1].entry.group else (-2, same[0].row), []
            ).append(same)
        for clusters in repeated.values():
            yield self._twice(facts, clusters)
        for one, other in sharing_a_target(group, told):
            finding = self._two_names(facts, one, other) or self._wrong_page(names, facts, one, other)
            if finding is not None:
                yield finding

    def _twice(self, facts: PageFacts, clusters: Sequence[Sequence[Listed]]) -> Finding:
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

    def _two_names(self, facts: PageFacts, one: Listed, other: Listed) -> Finding | None:
        """Two names of which one only adds words to the other."""
        if not (one.words < other.words or other.words < one.words):
            return None
        return self.finding(
            facts.path,
            other.entry.name_span,
            f'"{one.entry.name}" and "{other.entry.name}" lead to the same page, {other.entry.target}',
            severity=None if differ_by_an_aside(one, other) else Severity.INFO,
            confidence=0.9 if differ_by_an_aside(one, other) else 0.7,
            related=(Related(facts.path, one.entry.name_span, f'"{one.entry.name}"'),),
            help="keep one of the entries, or let one lead elsewhere",
        )

    def _wrong_page(self, names: PageNames, facts: PageFacts, one: Listed, other: Listed) -> Finding | None:
        """An entry that shares the target of another although the site has a page of its name."""
        for listed, beside in ((other, one), (one, other)):
            own = names.page(listed.name)
            target = listed.entry.target_span
            if own is None or target is None or own == facts.path:
                continue
            if listed.key is None or file_stem(listed.key.path) == file_stem(own):
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


def _other_places(facts: PageFacts, clusters: Sequence[Sequence[Listed]]) -> tuple[Related, ...]:
    """Of each cluster its first place as context and the later ones as defects, the very first defect apart."""
    found = []
    for row, (first, *later) in enumerate(clusters):
        found.append(Related(facts.path, first.entry.name_span, "listed here first"))
        found += [
            Related(facts.path, again.entry.name_span, "and here", defect=True) for again in later[0 if row else 1 :]
        ]
    return tuple(found)


def _where(facts: PageFacts, first: Entry, second: Entry) -> str:
    if first.group != second.group:
        return f'under two headings "{facts.headings[second.section].text}"'
    kind = {"row": "table", "card": "grid", "block": "catalogue", "heading": "section"}.get(second.shape, "list")
    return f"in this {kind}"
