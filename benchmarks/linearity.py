"""Whether reading and checking a page grow with its length: `python benchmarks/linearity.py [--shape NAME]`.

Each hostile shape is made in three lengths, each twice the one before. Every stage and every rule is timed on each, the
best of some runs. The growth of one doubling is printed; linear is 2, quadratic 4. More than 2.6 is marked, where the
stage takes long enough to be measured at all. `--limit` times pages of the length at which caselint refuses them.
"""

import argparse
import gc
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from fuzz import SITES
from hostile_text import SHAPES

from caselint.content.lines import Lines
from caselint.content.markdown import parse
from caselint.content.source import Source
from caselint.engine.files import PAGE_LIMIT
from caselint.engine.locate import Locator
from caselint.engine.read_page import read_bytes
from caselint.engine.suppress import Suppression
from caselint.facts.collect import collect
from caselint.findings import Finding
from caselint.generators.dialects import dialect_of
from caselint.reporters.inspect import inspect_rows, render_inspect
from caselint.rules.registry import all_rules
from caselint.rules.rule import PageRule, PageView, SiteRule
from caselint.site.index import SiteIndex

MATERIAL, _, GITHUB, _ = SITES
PAGE = "docs/page.md"
FLAGGED, MEASURABLE = 2.6, 0.004
Stage = tuple[str, Callable[[], object]]


def stages(text: str) -> Iterator[Stage]:
    """What is done with a page, one step after the other; each step has what it needs from those before."""
    source = Source(text)
    dialect = dialect_of(MATERIAL)
    page = parse(PAGE, source, dialect)
    facts = collect(page)
    yield "parse", lambda: parse(PAGE, source)
    yield "parse mkdocs", lambda: parse(PAGE, source, dialect)
    yield "collect", lambda: collect(page)
    view = PageView(page, facts)
    for rule in all_rules():
        if issubclass(rule, PageRule):
            yield rule.name, partial(_check, rule().check, view)
    pages = {PAGE: facts, "docs/z.md": collect(parse("docs/z.md", source, dialect))}
    yield "links", lambda: _links(SiteIndex(MATERIAL, pages))
    yield "claims", lambda: list(SiteIndex(MATERIAL, pages).claims)
    index = SiteIndex(MATERIAL, pages)
    for rule in all_rules():
        if issubclass(rule, SiteRule):
            yield rule.name, partial(_check, rule().check, index, None)
    found = [finding for rule in all_rules() if issubclass(rule, SiteRule) for finding in rule().check(index, None)]
    yield "suppress", lambda: Suppression(pages).apply(found)
    locator = Locator(Path(), Path(), dict.fromkeys(pages, source))
    yield "locate", lambda: locator.locate(found)
    yield "inspect", lambda: render_inspect(inspect_rows(index, PAGE, Lines(text), str), "text")


def _check(check: Callable[..., Iterator[Finding]], *seen: object) -> None:
    for _ in check(*seen):
        pass


def _links(index: SiteIndex) -> None:
    for path in index.pages:
        index.resolved_links(path)
        index.anchors(path)


def best(call: Callable[[], object], runs: int = 3) -> float:
    """CPU seconds, the best of some runs; of a call that takes long one run is enough.

    Without the garbage collector, whose work depends on all that is alive beside.
    """
    times = []
    for _ in range(runs):
        gc.collect()
        gc.disable()
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
        gc.enable()
        if times[-1] > 0.3:
            break
    return min(times)


def growth(shape: Callable[[int], str], size: int) -> dict[str, tuple[float, float]]:
    """Of each stage the growth of one doubling, and its seconds on the longest text."""
    measured: dict[str, list[float]] = {}
    for length in (size, 2 * size, 4 * size):
        for name, call in stages(shape(length)):
            measured.setdefault(name, []).append(best(call))
    return {name: (_ratio(times), times[-1]) for name, times in measured.items()}


def _ratio(times: Sequence[float]) -> float:
    first, _, last = (max(seconds, 1e-5) for seconds in times)
    return float((last / first) ** 0.5)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--shape", action="append", choices=list(SHAPES), help="only this one")
    parser.add_argument("--size", type=int, default=16_000, help="characters of the shortest text (default 16000)")
    parser.add_argument("--limit", action="store_true", help="time the longest page that is read, without growth")
    options = parser.parse_args(argv)
    shapes = {name: SHAPES[name] for name in options.shape or SHAPES}
    if options.limit:
        return _at_limit(shapes)
    flagged: list[str] = []
    print(f"growth of one doubling, {options.size:,} to {4 * options.size:,} characters; - is too short to measure")
    for name, shape in shapes.items():
        found = growth(shape, options.size)
        print(
            f"{name:<22}",
            "  ".join(_cell(stage, *pair) for stage, pair in found.items() if pair[1] >= MEASURABLE),
            flush=True,
        )
        flagged += [
            f"{name}: {stage} x{ratio:.1f}"
            for stage, (ratio, took) in found.items()
            if ratio > FLAGGED and took >= MEASURABLE
        ]
    print(f"{len(shapes)} shapes, {len(flagged)} of their stages grow by more than {FLAGGED}", *flagged, sep="\n  ")
    return 1 if flagged else 0


def _cell(stage: str, ratio: float, took: float) -> str:
    return f"{stage} x{ratio:.1f}{'!' if ratio > FLAGGED else ''} ({1000 * took:.0f} ms)"


def _at_limit(shapes: dict[str, Callable[[int], str]]) -> int:
    """The seconds of the longest page of each shape: read, and all rules."""
    slowest: list[tuple[float, str]] = []
    for name, shape in shapes.items():
        data = shape(PAGE_LIMIT).encode()[:PAGE_LIMIT].decode("utf-8", "ignore").encode()
        for site in (MATERIAL, GITHUB):
            reading = best(lambda data=data, site=site: read_bytes(PAGE, data, dialect_of(site)), 1)
            slowest.append((reading, f"{name} ({site.generator}, reading)"))
        checking = sum(
            best(call, 1)
            for stage, call in stages(data.decode())
            if stage not in ("parse", "parse mkdocs", "collect", "inspect")
        )
        slowest.append((checking, f"{name} (material, all rules)"))
        print(f"{name:<22}", *(f"{seconds:6.2f} s" for seconds, _ in slowest[-3:]), flush=True)
    for seconds, what in sorted(slowest, reverse=True)[:10]:
        print(f"{seconds:6.2f} s  {what}")
    return 1 if max(slowest)[0] > 5 else 0


if __name__ == "__main__":
    sys.exit(main())
