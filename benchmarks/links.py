"""Links: how fast they are resolved, and how right caselint and its peers are beside a real build.

`python benchmarks/links.py SITE`: CPU time of resolving a site's links, then of made sites up to a million links.

`python benchmarks/links.py SITE --mkdocs ENV/bin/python [--rumdl PATH] [--lychee PATH]`: builds the site with the
MkDocs of that environment, takes from the built pages which of their links are dead, and prints for each tool how many
of those it finds and how many of its reports are about links that work. A report is matched with the links of its page
by file name and fragment, since not every tool names the column; so of two links of one page to one file the first
stands for both.
"""

import argparse
import gc
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from caselint.content.page import Link, LinkKind
from caselint.engine.discover import Request, discover
from caselint.engine.linter import run
from caselint.facts.page_facts import PageFacts
from caselint.findings.span import Span
from caselint.generators.generator import SiteConfig
from caselint.site.index import SiteIndex

SIZES = (10_000, 100_000, 1_000_000)
LINKS_A_PAGE = 25
ROUNDS = 3
BUILD = Path(__file__).with_name("built_links.py")


class Truth(NamedTuple):
    """The links of a built site by page: keys of those that are dead, and of those that work."""

    dead: dict[str, set[str]]
    alive: dict[str, set[str]]
    links: int


class Row(NamedTuple):
    tool: str
    reports: int
    found: int
    missed: int
    false: int
    seconds: float


def key_of(target: str) -> str:
    """What a report and a link are matched by: the file's name and the fragment."""
    path, _, fragment = target.partition("#")
    name = unquote(path.partition("?")[0]).rstrip("/").rpartition("/")[2]
    return f"{name}#{unquote(fragment)}" if fragment else name


# Speed


def resolved(index: SiteIndex) -> int:
    return sum(len(index.resolved_links(path)) for path in index.pages)


def made_site(links: int) -> SiteIndex:
    """Pages in folders of fifty, each with links to others, to headings, and two to nowhere."""
    count = max(links // LINKS_A_PAGE, 2)
    paths = [f"docs/f{row // 50}/page-{row}.md" for row in range(count)]
    nowhere = Span(0, 0)
    pages = {}
    for row, path in enumerate(paths):
        targets = [f"../f{(row * 7 + step) % count // 50}/page-{(row * 7 + step) % count}.md" for step in range(23)]
        targets += ["gone.md", f"/f{row // 50}/page-{row}/"]
        own = tuple(
            Link(LinkKind.INLINE, target, Span(at * 9, at * 9 + 8), "", nowhere, rendered=True)
            for at, target in enumerate(targets)
        )
        pages[path] = PageFacts(path, "", nowhere, (), (), own, (), (), (), (), (), None, 0, False, frozenset())
    return SiteIndex(SiteConfig("mkdocs", content_roots=("docs",), site_url="https://example.org/"), pages)


def speed(site: Path) -> None:
    gc.disable()  # as the command line does
    for checked in run(Request(site)).sites:
        index = checked.index
        report(f"{site} ({checked.site.root.name})", index)
    for size in SIZES:
        report("made", made_site(size))


def report(name: str, index: SiteIndex) -> None:
    """The least CPU time of some runs, each with an index that remembers nothing."""
    times = []
    for _ in range(ROUNDS):
        fresh = SiteIndex(index.config, index.pages, index.assets, index.vocabulary, index.unread)
        started = time.process_time()
        count = resolved(fresh)
        times.append(time.process_time() - started)
        del fresh
        gc.collect()
    spent = min(times)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    each = spent / count * 1e6 if count else 0.0
    size = f"{count:,} links of {len(index.pages):,} pages"
    print(f"{name}: {size} in {spent:.2f} s, {each:.1f} ms per 1,000; {memory} MB")


# Truth


def built_truth(site: Path, python: str) -> Truth:
    """The links of the site as MkDocs builds it.

    Raises:
        SystemExit: the build fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [python, str(BUILD), str(site / "mkdocs.yml"), folder]
        done = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"the build failed:\n{done.stderr[-2000:]}")
    dead: dict[str, set[str]] = defaultdict(set)
    alive: dict[str, set[str]] = defaultdict(set)
    rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    for row in rows:
        key = key_of(row["target"])
        (alive if row["status"] == "ok" else dead)[row["page"]].add(key)
        if row["status"] == "missing":
            dead[row["page"]].add(key.partition("#")[0])  # some tools leave the fragment out
    return Truth(dead, alive, len(rows))


def judged(tool: str, truth: Truth, reports: set[tuple[str, str]], seconds: float) -> Row:
    found = {(page, key) for page, key in reports if key in truth.dead.get(page, ())}
    false = {(page, key) for page, key in reports - found}
    dead = {(page, key) for page, keys in truth.dead.items() for key in keys if "#" in key or not _covered(keys, key)}
    missed = {each for each in dead if each not in found and (each[0], each[1].partition("#")[0]) not in found}
    return Row(tool, len(reports), len(dead) - len(missed), len(missed), len(false), seconds)


def _covered(keys: set[str], key: str) -> bool:
    """Whether the key only repeats, without its fragment, a dead link that has one."""
    return any(other.startswith(f"{key}#") for other in keys)


def caselint_reports(site: Path) -> Iterator[tuple[str, str]]:
    root = next(iter(discover(Request(site)).sites)).generator.content_roots[0]
    command = [sys.executable, "-m", "caselint", "check", "--isolated", "--no-cache", "--output-format", "json"]
    done = subprocess.run([*command, "--select", "LNK001,LNK002,LNK011"], cwd=site, capture_output=True, check=False)
    for finding in json.loads(done.stdout)["findings"]:
        for place in [finding, *finding["related"]]:
            lines = (site / place["path"]).read_text(encoding="utf-8", errors="replace").splitlines()
            target = lines[place["line"] - 1][place["column"] - 1 : place["end_column"] - 1]
            yield place["path"].removeprefix(f"{root}/"), key_of(target)


def rumdl_reports(site: Path, rumdl: str, docs: str) -> Iterator[tuple[str, str]]:
    command = [rumdl, "check", "--flavor", "mkdocs", "--enable", "MD051,MD057", "--output-format", "json", "--no-cache"]
    done = subprocess.run([*command, docs], cwd=site, capture_output=True, text=True, check=False)
    for row in json.loads(done.stdout):
        quoted = re.findall(r"'([^']*)'", row["message"])
        if row["rule"] in ("MD051", "MD057") and quoted:
            target = f"{quoted[1]}#{quoted[0]}" if len(quoted) > 1 else quoted[0]
            yield row["file"].removeprefix(f"{docs}/"), key_of(target)


def lychee_reports(site: Path, lychee: str, docs: str) -> Iterator[tuple[str, str]]:
    command = [lychee, "--offline", "--include-fragments", "--root-dir", str(site / docs), "--format", "json"]
    done = subprocess.run([*command, "--no-progress", "**/*.md"], cwd=site / docs, capture_output=True, check=False)
    for page, rows in json.loads(done.stdout)["error_map"].items():
        for row in rows:
            path, _, fragment = row["url"].partition("#")
            own = unquote(path).endswith(f"/{page}")
            yield page, key_of(f"#{fragment}" if own and fragment else row["url"])


def compare(site: Path, python: str, rumdl: str | None, lychee: str | None) -> None:
    truth = built_truth(site, python)
    docs = discover(Request(site)).sites[0].generator.content_roots[0]
    print(f"{truth.links:,} links in the build; dead: {sum(map(len, truth.dead.values())):,}")
    tools = [("caselint", lambda: caselint_reports(site))]
    if rumdl:
        tools.append(("rumdl", lambda: rumdl_reports(site, rumdl, docs)))
    if lychee:
        tools.append(("lychee", lambda: lychee_reports(site, lychee, docs)))
    print("| tool | reports | found | missed | recall | false | precision | CPU s |\n|---|---|---|---|---|---|---|---|")
    for name, reports_of in tools:
        started = _cpu_of_children()
        reports = set(reports_of())
        row = judged(name, truth, reports, _cpu_of_children() - started)
        recall = row.found / (row.found + row.missed) if row.found + row.missed else 1.0
        precision = 1 - row.false / row.reports if row.reports else 1.0
        print(
            f"| {name} | {row.reports:,} | {row.found:,} | {row.missed:,} | {recall:.3f} "
            f"| {row.false:,} | {precision:.3f} | {row.seconds:.1f} |"
        )


def _cpu_of_children() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument(
        "--mkdocs", metavar="PYTHON", help="the Python of an environment with MkDocs and the site's plugins"
    )
    parser.add_argument("--rumdl", metavar="PATH")
    parser.add_argument("--lychee", metavar="PATH")
    options = parser.parse_args()
    site = options.site.resolve()
    if options.mkdocs:
        compare(site, options.mkdocs, options.rumdl, options.lychee)
    else:
        speed(site)


if __name__ == "__main__":
    main()
