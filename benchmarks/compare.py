"""caselint and rumdl on one tree, in turn: `python benchmarks/compare.py TREE --rumdl PATH [--rounds 5] [--jobs N]`.

Each round runs both tools once for each row, so that a busy minute of the machine falls on both. Printed are the
medians of wall time and of CPU time with the memory of the largest process, and the ratio of the medians of wall time.
The tree is copied first, and the copy is linted: what lies in TREE is never touched. Both tools write all their
findings as JSON lines to nowhere.

Rows: cold (no cache), cold while a cache is written, warm (nothing changed since), warm in CI (caselint hashes every
byte there), one page changed. `--without-cache` leaves only the first.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import NamedTuple

PAGES = (".md", ".markdown", ".mdx")
# An installed caselint is compiled to bytecode; one that is run from a checkout must be allowed to keep its own.
_BYTECODE = {"PYTHONDONTWRITEBYTECODE": ""}
_LOCALLY, _IN_CI = {"CI": "", **_BYTECODE}, {"CI": "true", **_BYTECODE}


class Sample(NamedTuple):
    """One run: seconds of wall and of CPU time, children included, and the megabytes of its largest process."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True)
class Tool:
    """A linter: its command without a cache, and with one in a folder."""

    name: str
    cold: Sequence[str]
    cached: Callable[[Path], Sequence[str]]
    cache: Path


@dataclass(frozen=True)
class Row:
    """What is measured: `before` is done ahead of every run, outside of the time."""

    name: str
    command: Callable[[Tool], Sequence[str]]
    before: Callable[[Tool], None]
    environment: Mapping[str, str]


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Sample:
    """Run a linter; findings are no failure, anything else is."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, **environment}
    )
    assert process.stderr is not None
    complaint = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{command[0]} left with {process.returncode}: {complaint.decode(errors='replace')[-2000:]}")
    return Sample(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


class Changes:
    """Changes one page of the tree, another way each time."""

    def __init__(self, folder: Path) -> None:
        pages = sorted(path for path in folder.rglob("*") if path.suffix in PAGES and path.is_file())
        self.pages = len(pages)
        self.size = sum(path.stat().st_size for path in pages)
        self._page = sorted(pages, key=lambda path: (path.stat().st_size, path))[len(pages) // 2]
        self._text = self._page.read_bytes()
        self._count = 0

    def change(self, _: Tool) -> None:
        self._count += 1
        self._page.write_bytes(self._text + f"\nChange {self._count}.\n".encode())


def rows(changes: Changes, folder: Path, *, cache: bool) -> list[Row]:
    def nothing(_: Tool) -> None:
        pass

    def empty(tool: Tool) -> None:
        shutil.rmtree(tool.cache, ignore_errors=True)

    def fill(tool: Tool, environment: Mapping[str, str] = _LOCALLY) -> None:
        run(tool.cached(tool.cache), folder, environment)

    def warm(tool: Tool) -> Sequence[str]:
        return tool.cached(tool.cache)

    found = [Row("cold", lambda tool: tool.cold, nothing, _LOCALLY)]
    if cache:
        found += [
            Row("cold, cache written", warm, empty, _LOCALLY),
            Row("warm", warm, fill, _LOCALLY),
            Row("warm, in CI", warm, lambda tool: fill(tool, _IN_CI), _IN_CI),
            Row("one page changed", warm, lambda tool: (fill(tool), changes.change(tool))[0], _LOCALLY),
        ]
    return found


def tools(options: argparse.Namespace, caches: Path) -> list[Tool]:
    caselint = [*options.caselint, "check", ".", "--output-format", "jsonl", "--no-progress", "-q"]
    if options.jobs:
        caselint += ["--jobs", str(options.jobs)]
    rumdl = [str(options.rumdl), "check", ".", "--output-format", "json-lines"]
    return [
        Tool(
            "caselint",
            [*caselint, "--no-cache"],
            lambda folder: [*caselint, "--cache-dir", str(folder)],
            caches / "caselint",
        ),
        Tool("rumdl", [*rumdl, "--no-cache"], lambda folder: [*rumdl, "--cache-dir", str(folder)], caches / "rumdl"),
    ]


def measure(row: Row, compared: Sequence[Tool], folder: Path, rounds: int) -> list[list[Sample]]:
    """The samples of each tool, the tools in turn; a first round that is not counted warms the disk."""
    samples: list[list[Sample]] = [[] for _ in compared]
    for number in range(rounds + 1):
        for taken, tool in zip(samples, compared, strict=True):
            row.before(tool)
            sample = run(row.command(tool), folder, row.environment)
            if number:
                taken.append(sample)
    return samples


def show(name: str, compared: Sequence[Tool], samples: Sequence[Sequence[Sample]]) -> None:
    walls = [median(sample.wall for sample in taken) for taken in samples]
    for row, (tool, taken) in enumerate(zip(compared, samples, strict=True)):
        cpu, memory = median(sample.cpu for sample in taken), max(sample.memory for sample in taken)
        ratio = f"{walls[0] / walls[1]:6.2f}" if row == 0 and len(walls) > 1 else ""
        label = name if row == 0 else ""
        print(
            f"{label:<20} {tool.name:<9} {walls[row] * 1000:9,.0f} {cpu * 1000:9,.0f} {memory:8,.0f}  {ratio}",
            flush=True,
        )


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("tree", type=Path, help="a folder with a site")
    parser.add_argument("--rumdl", type=Path, help="the other tool; without it only caselint is measured")
    parser.add_argument(
        "--caselint", nargs="+", default=[sys.executable, "-m", "caselint"], help="how caselint is called"
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=0, help="processes of caselint (default: what it takes by itself)")
    parser.add_argument("--without-cache", action="store_true")
    return parser.parse_args()


def main() -> None:
    options = parsed()
    with tempfile.TemporaryDirectory(prefix="caselint-compare-") as name:
        folder, caches = Path(name, "tree"), Path(name, "caches")
        shutil.copytree(options.tree, folder, ignore=shutil.ignore_patterns(".git"))
        caches.mkdir()
        changes = Changes(folder)
        compared = [tool for tool in tools(options, caches) if tool.name == "caselint" or options.rumdl]
        print(f"{changes.pages:,} pages, {changes.size / 1e6:.1f} MB; medians of {options.rounds} rounds")
        print(f"{'':<20} {'':<9} {'wall ms':>9} {'CPU ms':>9} {'MB':>8}   ratio")
        for row in rows(changes, folder, cache=not options.without_cache):
            show(row.name, compared, measure(row, compared, folder, options.rounds))


if __name__ == "__main__":
    main()
