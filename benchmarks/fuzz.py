"""Mutated pages through the whole of caselint: `python benchmarks/fuzz.py [--pages 1000] [PAGE…]`.

Every page is read, collected and checked by all rules, its findings located and printed, in this process. A page fails
where something crashes, a span is not where it says (`caselint.placement`), or it takes longer than the bound. What
fails is told with its number: `--only NUMBER` makes that page again, with `--shrink` the least of it that still fails.

Seeds are the pages of content/ and those given (files or folders). Page N is a function of seeds, `--seed` and N.
"""

import argparse
import random
import re
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import hostile_text

from caselint.config.load import load_config
from caselint.content.dialect import Parser
from caselint.content.lines import Lines
from caselint.engine.discover import Discovery, Site
from caselint.engine.linter import Run, check_sites
from caselint.engine.read_page import read_bytes
from caselint.engine.site_check import Selection
from caselint.generators.dialects import dialect_of
from caselint.generators.generator import GITHUB, SiteConfig
from caselint.placement import misplaced
from caselint.reporters.figures import figure_rows, render_figures
from caselint.reporters.inspect import inspect_rows, render_inspect
from caselint.reporters.json_report import render_json
from caselint.reporters.style import Style
from caselint.reporters.text import render_text
from caselint.rules.registry import RULE_NAMES

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ROOT / "content"
COMPANIONS = {
    "docs/index.md": b"# Studies\n\n- [Ferry](page.md): 9M users\n- [Tram](case-studies/tram.md): 4M users\n",
    "docs/case-studies/tram.md": b"---\ntitle: Tram\n---\n\n# Tram\n\nTram has 5M users, latency 20 ms.\n\n## Costs\n",
}
EXTENSIONS = (
    *("admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "abbr"),
    *("pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.emoji", "pymdownx.snippets"),
    *("pymdownx.blocks.admonition", "pymdownx.blocks.details", "pymdownx.blocks.tab"),
)
ICONS = {"emoji_index": "python/name:material.extensions.emoji.twemoji"}
SITES = (
    SiteConfig(
        "material",
        "mkdocs.yml",
        ("docs",),
        extensions={name: ICONS if name == "pymdownx.emoji" else {} for name in EXTENSIONS},
    ),
    SiteConfig("mkdocs", "mkdocs.yml", ("docs",), extensions={"toc": {}, "tables": {}, "fenced_code": {}}),
    GITHUB,
    SiteConfig("docusaurus", None, ("docs",), judges_links=False, judges_anchors=False),
)


class Failure(Exception):
    """A page that does not hold what every page has to."""


@dataclass(frozen=True)
class Case:
    """One mutated page: which it is, its site, its path, its bytes, and the parser that reads it."""

    number: int
    site: SiteConfig
    path: str
    data: bytes
    parser: Parser = "pyromark"


def seeds(paths: Sequence[str]) -> list[str]:
    """The texts that are mutated."""
    found: list[Path] = []
    for path in (CONTENT, *map(Path, paths)):
        found += sorted(each for each in path.rglob("*") if each.suffix in (".md", ".mdx")) if path.is_dir() else [path]
    return [path.read_bytes().decode("utf-8", "replace") for path in found]


def case(texts: Sequence[str], seed: int, number: int, largest: int) -> Case:
    """Page `number`."""
    rng = random.Random(f"{seed}:{number}")
    site = rng.choice(SITES)
    name = (
        "docs/case-studies/page.md" if rng.random() < 0.3 else "docs/page.mdx" if rng.random() < 0.1 else "docs/page.md"
    )
    return Case(number, site, name, hostile_text.mutated(rng, texts, largest))


def check(made: Case) -> int:
    """Run everything over one page; the number of findings.

    Raises:
        Failure: something is not as it has to be.
    """
    dialect = replace(dialect_of(made.site), parser=made.parser)
    read = read_bytes(made.path, made.data, dialect)
    if read.page is None or read.facts is None:
        raise Failure("the page was not read")
    for wrong in misplaced(read.page, read.facts):
        raise Failure(wrong)
    _round_trip(read.source.text)
    finished = _run(made)
    if finished.traces:
        raise Failure(finished.traces[0])
    _print(finished)
    return len(finished.report.findings)


def _round_trip(text: str) -> None:
    """Offsets become locations and offsets again."""
    lines = Lines(text)
    step = max(1, len(text) // 50)
    for offset in range(0, len(text) + 1, step):
        number = lines.number(offset)
        if not lines.start(number) <= offset or not 1 <= number <= len(lines):
            raise Failure(f"offset {offset} is said to be on line {number}")


def _run(made: Case) -> Run:
    texts = {**COMPANIONS, made.path: made.data}
    pages = tuple(sorted(texts))
    config = replace(load_config(CONTENT / "caselint.toml", RULE_NAMES), parser=made.parser)
    site = Site(CONTENT, made.site, config, pages, ("docs/a.png",), frozenset(pages), texts=texts)
    return check_sites(Discovery((site,)), CONTENT, Selection(preview=True))


def _print(finished: Run) -> None:
    """All that can be shown of a page; places are checked on the way."""
    for finding in finished.report.findings:
        at = finding.location
        if not 1 <= at.line <= at.end_line or at.column < 1 or at.end_column < 1:
            raise Failure(f"{finding.name} is at {at}")
    style = Style()
    render_json(finished.report, style)
    render_text(finished.report, style)
    render_figures(figure_rows(finished), "text", style)
    for checked in finished.sites:
        for path in checked.index.pages:
            rows = inspect_rows(checked.index, path, checked.locator.lines(path), checked.locator.path)
            for output_format in ("text", "jsonl", "csv"):
                render_inspect(rows, output_format)


def _problem(made: Case, bound: float) -> tuple[str | None, float]:
    """What is wrong with a page (None: nothing), and its CPU seconds."""
    start = time.process_time()
    try:
        _within(10 * bound, lambda: check(made))
        wrong = None
    except Failure as error:
        wrong = str(error)
    except Exception:  # noqa: BLE001 - any of them is what this looks for
        wrong = traceback.format_exc()
    took = time.process_time() - start
    return (wrong or f"it takes {took:.1f} s") if wrong or took > bound else None, took


def _within(seconds: float, call: Callable[[], object]) -> None:
    """Run `call`, and end it where it hangs."""
    if not hasattr(signal, "setitimer"):
        call()
        return

    def stop(*_: object) -> None:
        raise Failure(f"it takes more than {seconds:.0f} s:\n{''.join(traceback.format_stack()[-6:])}")

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        call()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def shrink(made: Case, bound: float) -> Case:
    """The page without all that can go while it still fails with the last line that it fails with now."""
    wanted = _last_line(_problem(made, bound)[0])
    for join in (b"\n", b""):
        parts = made.data.split(b"\n") if join else [made.data[at : at + 1] for at in range(len(made.data))]
        size = max(1, len(parts) // 2)
        while size:
            at = 0
            while at < len(parts):
                left = parts[:at] + parts[at + size :]
                if _last_line(_problem(replace(made, data=join.join(left)), bound)[0]) == wanted:
                    parts = left
                else:
                    at += size
            size //= 2
        made = replace(made, data=join.join(parts))
    return made


def _last_line(problem: str | None) -> str:
    """The last line up to the first number or quotation: what failures of one sort share."""
    line = problem.strip().splitlines()[-1] if problem else ""
    return re.split(r"""[\d'"]""", line, maxsplit=1)[0] or line


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="*", metavar="PAGE", help="more seeds: pages, or folders of pages")
    parser.add_argument("--pages", type=int, default=1000, help="how many pages to make (default 1000)")
    parser.add_argument("--first", type=int, default=0, help="the number of the first one")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--largest", type=int, default=12_000, help="characters of a page, about (default 12000)")
    parser.add_argument("--bound", type=float, default=1.0, help="CPU seconds for one page (default 1)")
    parser.add_argument("--parser", choices=("pyromark", "markdown-it"), default="pyromark")
    parser.add_argument("--only", type=int, metavar="NUMBER", help="one page: print it and what is wrong with it")
    parser.add_argument("--shrink", action="store_true", help="with --only: print the least of it that still fails")
    options = parser.parse_args(argv)
    texts = seeds(options.paths)
    if options.only is not None:
        made = replace(case(texts, options.seed, options.only, options.largest), parser=options.parser)
        if options.shrink:
            made = shrink(made, options.bound)
        print(made.site.generator, made.path, repr(made.data), _problem(made, options.bound)[0], sep="\n")
        return 0
    numbers = range(options.first, options.first + options.pages)
    cases = _cases(texts, options.seed, numbers, options.largest)
    return _report((replace(made, parser=options.parser) for made in cases), options.bound, len(texts))


def _cases(texts: Sequence[str], seed: int, numbers: range, largest: int) -> Iterator[Case]:
    return (case(texts, seed, number, largest) for number in numbers)


def _report(cases: Iterator[Case], bound: float, seeds_used: int) -> int:
    times: list[tuple[float, int, int]] = []
    failed: Counter[str] = Counter()
    size = 0
    for made in cases:
        problem, took = _problem(made, bound)
        times.append((took, made.number, len(made.data)))
        size += len(made.data)
        if problem is not None:
            kind = _last_line(problem)
            failed[kind] += 1
            if failed[kind] <= 3:
                print(
                    f"page {made.number} ({made.site.generator}, {len(made.data):,} bytes): {problem.strip()}\n",
                    flush=True,
                )
    print(f"{len(times):,} pages from {seeds_used:,} seeds, {size:,} bytes: {sum(failed.values()):,} failed")
    total = sum(took for took, _, _ in times)
    print(f"{total:.0f} CPU s, {1000 * total / max(1, len(times)):.1f} ms a page; the slowest:")
    for took, number, length in sorted(times, reverse=True)[:5]:
        print(f"  {1000 * took:7.1f} ms  page {number}, {length:,} bytes")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
