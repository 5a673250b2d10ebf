"""CPU time of each rule on a tree: `python benchmarks/rules.py TREE [--rounds 3]`.

Page rules: the least of some rounds over all pages, that are read beforehand. Site rules: each on an index of its own,
so that what rules share (where links lead, names learned from the site) is paid by every one that asks for it; and in
the order of a run, where the first one pays.
"""

import argparse
import gc
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from caselint.engine.discover import Request, Site, discover
from caselint.engine.linter import run
from caselint.engine.read_page import read_page
from caselint.engine.selection import SiteSettings
from caselint.rules.registry import all_rules
from caselint.rules.rule import PageRule, PageView, SiteRule
from caselint.site.index import SiteIndex

BUDGET = 5.0  # milliseconds on a site of 648 pages


def page_rules(site: Site, rounds: int) -> Iterator[tuple[str, float, int]]:
    """(rule, seconds, findings) of every page rule that is on for a page of the site."""
    settings = SiteSettings(site, (), (), preview=True)
    work: dict[str, list[tuple[PageRule, PageView]]] = defaultdict(list)
    for path in site.pages:
        read = read_page(site.root, path, site.dialect)
        if read.page is not None and read.facts is not None:
            view = PageView(read.page, read.facts, settings.kind(read.facts), settings.kinds(path))
            for rule in settings.page_rules(path):
                work[rule.name].append((rule, view))
    for name, pairs in work.items():
        least, findings = float("inf"), 0
        for _ in range(rounds):
            started = time.process_time()
            findings = sum(sum(1 for _ in rule.check(view)) for rule, view in pairs)
            least = min(least, time.process_time() - started)
        yield name, least, findings


def site_rules(index: SiteIndex, rounds: int) -> Iterator[tuple[str, float, float, int]]:
    """(rule, seconds alone, seconds in a run, findings) of every site rule."""
    alone: dict[str, float] = {}
    together: dict[str, float] = {}
    findings: Counter[str] = Counter()
    rules = [rule() for rule in all_rules() if issubclass(rule, SiteRule)]
    for _ in range(rounds):
        shared = _fresh(index)
        for rule in rules:
            for times, asked in ((alone, _fresh(index)), (together, shared)):
                started = time.process_time()
                findings[rule.name] = sum(1 for _ in rule.check(asked, None))
                spent = time.process_time() - started
                times[rule.name] = min(times.get(rule.name, spent), spent)
    for rule in rules:
        yield rule.name, alone[rule.name], together[rule.name], findings[rule.name]


def _fresh(index: SiteIndex) -> SiteIndex:
    return SiteIndex(index.config, index.pages, index.assets, index.vocabulary, index.unread)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("tree", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    gc.disable()
    request = Request(cwd=Path.cwd(), paths=(str(options.tree),))
    print(f"{'CPU ms':>9} {'in a run':>9} {'findings':>9}")
    for site in discover(request).sites:
        measured = [(name, spent, spent, count) for name, spent, count in page_rules(site, options.rounds)]
        for name, spent, _, count in sorted(measured, key=lambda row: -row[1]):
            print(f"{1000 * spent:9.1f} {'':>9} {count:9,}  {name}{_mark(spent)}")
    for checked in run(request).sites:
        for name, spent, within, count in sorted(site_rules(checked.index, options.rounds), key=lambda row: -row[1]):
            print(f"{1000 * spent:9.1f} {1000 * within:9.1f} {count:9,}  {name}, of the site{_mark(within)}")


def _mark(spent: float) -> str:
    return "  (over 5 ms)" if 1000 * spent > BUDGET else ""


if __name__ == "__main__":
    main()
