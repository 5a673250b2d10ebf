"""Conflicting figures against judged pairs of places, by where the two stand and by kind.

    python benchmarks/conflicts.py PAIRS SITE [--prefix docs/] [--missed tune]

PAIRS is a JSON line for each pair: `a` and `b` (`file`, `line`), `entity`, `verdict` ("conflict" or another), `kind`,
`borderline` where judges differ. A finding says a pair where it holds both lines in groups that disagree. Precision is
over judged pairs only: what a finding says of places that nobody judged is not counted, so read findings as well
(`site/confidence.py` holds what was read, with n).

A pair that is no conflict is left out where all findings that say it also hold a line that contradicts both, as judged.
Entities are split by their name into those that rules may be tuned on and those that they are only measured on;
`--missed` lists the missed and the wrong pairs of one half.
"""

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from caselint.content.lines import Lines
from caselint.content.page import Container
from caselint.engine.discover import Request
from caselint.engine.linter import run
from caselint.engine.site_check import Selection
from caselint.site.conflicts import Conflict, find_conflicts, find_divergences
from caselint.site.index import SiteIndex

HALVES = ("tune", "test")
Line = tuple[str, int]
Groups = Mapping[Line, set[int]]


class Pair(NamedTuple):
    a: Line
    b: Line
    half: str
    channel: str
    kind: str
    is_conflict: bool
    told: str


class Site:
    """The pages of a folder, and where on them a place is."""

    def __init__(self, folder: Path) -> None:
        self.index: SiteIndex = run(Request(folder), Selection(select=("FIG001",))).sites[0].index
        self._folder = folder
        self._lines: dict[str, Lines] = {}

    def line(self, path: str, offset: int) -> int:
        if path not in self._lines:
            self._lines[path] = Lines((self._folder / path).read_text("utf-8"))
        return self._lines[path].number(offset)

    def containers(self, place: Line) -> set[Container]:
        path, line = place
        facts = self.index.pages[path]
        return {one.container for one in facts.mentions if self.line(path, one.quantity.span.start) == line}

    def leads_to(self, place: Line, page: str) -> bool:
        """Whether the line stands in an entry that links to the page."""
        path, line = place
        for entry in self.index.pages[path].entries:
            first, last = self.line(path, entry.span.start), self.line(path, entry.span.end)
            if first <= line <= last and entry.target_span is not None:
                for link, found in self.index.resolved_links(path):
                    if found.page == page and entry.span.start <= link.span.start < entry.span.end:
                        return True
        return False

    def channel(self, a: Line, b: Line) -> str:
        if a[0] != b[0]:
            linked = self.leads_to(a, b[0]) or self.leads_to(b, a[0])
            return "an entry and the page it links to" if linked else "open text across pages"
        containers = (self.containers(a), self.containers(b))
        if any(Container.FRONT_MATTER in found for found in containers):
            return "front matter and body"
        if any(Container.HEADING in found for found in containers):
            return "a heading and its text"
        return "within one page"

    def groups(self, conflict: Conflict) -> Groups:
        places: dict[Line, set[int]] = defaultdict(set)
        for number, group in enumerate(conflict.groups):
            for claim in group:
                places[claim.path, self.line(claim.path, claim.mention.quantity.span.start)].add(number)
        return places


class Findings:
    """Conflicts as groups of places, and which of them say a pair."""

    def __init__(self, site: Site, conflicts: Sequence[Conflict]) -> None:
        self.contexts = [conflict.context for conflict in conflicts]
        self.groups = [site.groups(conflict) for conflict in conflicts]
        self._at: dict[Line, list[int]] = defaultdict(list)
        for row, places in enumerate(self.groups):
            for place in places:
                self._at[place].append(row)

    def saying(self, a: Line, b: Line) -> list[int]:
        both = sorted({*self._at[a]} & {*self._at[b]})
        return [row for row in both if any(x != y for x in self.groups[row][a] for y in self.groups[row][b])]


def judged(path: Path, prefix: str, site: Site) -> Iterator[tuple[dict[str, Any], Line, Line]]:
    for text in path.read_text("utf-8").splitlines():
        row = json.loads(text)
        a, b = ((prefix + row[side]["file"], row[side]["line"]) for side in "ab")
        if not row.get("borderline") and a[0] in site.index.pages and b[0] in site.index.pages:
            yield row, a, b


def pairs(
    rows: Iterable[tuple[dict[str, Any], Line, Line]], site: Site, findings: Findings
) -> Iterator[tuple[Pair, list[int]]]:
    """The pairs that count, with the findings that say them."""
    rows = list(rows)
    against: dict[Line, set[Line]] = defaultdict(set)
    for row, a, b in rows:
        if row["verdict"] == "conflict":
            against[a].add(b)
            against[b].add(a)
    for row, a, b in rows:
        said = findings.saying(a, b)
        is_conflict = row["verdict"] == "conflict"
        shared = against[a] & against[b]
        if not is_conflict and (
            b in against[a] or (said and all(shared & findings.groups[one].keys() for one in said))
        ):
            continue
        half = HALVES[int(hashlib.md5(row["entity"].encode(), usedforsecurity=False).hexdigest(), 16) % 2]
        told = f"{row['entity']}, {row['metric']}: {row['why']}"
        yield Pair(a, b, half, site.channel(a, b), row.get("kind") or "", is_conflict, told), said


def share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"


def table(title: str, counts: Mapping[str, Counter[str]]) -> None:
    print(f"\n{title:<36} conflicts  found  false  precision  recall")
    for name, count in sorted(counts.items(), key=lambda item: -item[1]["conflict"]):
        found, false, conflicts = count["found"], count["false"], count["conflict"]
        precision, recall = share(found, found + false), share(found, conflicts)
        print(f"{name:<36} {conflicts:>9} {found:>6} {false:>6} {precision:>10} {recall:>7}")


def report(level: str, findings: Findings, rows: Sequence[tuple[Pair, list[int]]], missed: str) -> None:
    print(f"\n== {level}: {len(findings.groups)} findings")
    by: dict[str, dict[str, Counter[str]]] = {
        title: defaultdict(Counter)
        for title in ("entities", "where the two places stand", "kind", "context of the finding")
    }
    for pair, said in rows:
        contexts = {findings.contexts[row] for row in said}
        mark = "found" if pair.is_conflict else "false"
        for title, names in (
            ("entities", (pair.half, "all")),
            ("where the two places stand", (pair.channel,)),
            ("kind", (pair.kind,) if pair.is_conflict else ()),
            ("context of the finding", contexts),
        ):
            for name in names:
                by[title][name]["conflict"] += pair.is_conflict
                by[title][name][mark] += bool(said)
    conflicts = by["entities"]["all"]["conflict"]
    for count in by["context of the finding"].values():
        count["conflict"] = conflicts  # each context is to find all
    for title, counts in by.items():
        table(title, counts)
    for pair, said in rows:
        if pair.half == missed and bool(said) is not pair.is_conflict:
            print(f"{'wrong' if said else 'missed'} {pair.a[0]}:{pair.a[1]} {pair.b[0]}:{pair.b[1]} {pair.told}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("site", type=Path)
    parser.add_argument("--prefix", default="", help="put before the file names of the pairs")
    parser.add_argument("--missed", default="", choices=HALVES, help="list the missed and the wrong pairs of one half")
    options = parser.parse_args()
    site = Site(options.site)
    rows = list(judged(options.pairs, options.prefix, site))
    told = list(find_conflicts(site.index))
    for level, conflicts in (("default", told), ("preview", told + list(find_divergences(site.index)))):
        findings = Findings(site, conflicts)
        report(level, findings, list(pairs(rows, site, findings)), options.missed)


if __name__ == "__main__":
    main()
