"""How fast figures are found: `python benchmarks/figures.py TREE [--rounds 5]`.

Two stages, each in megabytes of UTF-8 per second of CPU time, the best of some rounds: the scan for the places where a
figure may start, which sees every page whole (its target is 20 MB/s), and reading the figures at these places. Beside
the pages of TREE they are measured on text that is dense with figures and on text that is made to hurt.
"""

import argparse
import gc
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from caselint.figures import Budget, figure_places, read_figures
from caselint.findings import Span

TARGET = 20.0  # megabytes per second and core
_SIZE = 1_000_000  # characters of a made text
_PIECE = 2_000  # characters that are read at once
_DENSE = "| p99 latency | <100 ms | 99.97% | over 2 billion requests/day | $2.5B per year | 10-20 TB |\n"
_HOSTILE = {
    "digits only": "0123456789",
    "digits and commas": "1,",
    "digits and dots": "1.1,",
    "names with digits": "a1b2c3 ",
    "first letters of number words": "ts fo mi bi th on do si ",
    "number words": "twenty million and three-hundred dozens ",
    "nearly number words": "millionth thousandfold onely tensor ",
    "backslashes": "\\\\times5 \\a1 ",
    "no ASCII": "größe der läufe über äöü – 東京 ",
}


def texts(tree: Path) -> Iterator[tuple[str, str]]:
    """(name, text) of what is measured."""
    pages = [path.read_text("utf-8", "replace") for path in sorted(tree.rglob("*.md")) if path.is_file()]
    if pages:
        yield f"{len(pages)} pages", "\n".join(pages)
    for name, unit in {"a dense table": _DENSE, **_HOSTILE}.items():
        yield name, (unit * (_SIZE // len(unit) + 1))[:_SIZE]


def least(work: Callable[[], object], rounds: int) -> float:
    """The CPU seconds of the quickest of some rounds."""
    best = float("inf")
    for _ in range(rounds):
        started = time.process_time()
        work()
        best = min(best, time.process_time() - started)
    return best


def read(text: str) -> None:
    """Every figure of a text, piece by piece, as a page's leaves are read."""
    for start in range(0, len(text), _PIECE):
        span = Span(start, min(start + _PIECE, len(text)))
        places = figure_places(text, *span)
        found = read_figures(text, span, (), places, Budget(len(places), len(places)))
        if found is not None:
            found.quantities("", "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("tree", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    gc.disable()
    print(f"{'scan':>8} {'reading':>8}  MB/s")
    for name, text in texts(options.tree):
        size = len(text.encode()) / 1e6
        scan = size / least(lambda text=text: figure_places(text), options.rounds)  # type: ignore[misc]
        reading = size / least(lambda text=text: read(text), max(1, options.rounds // 3))  # type: ignore[misc]
        print(f"{scan:8.1f} {reading:8.1f}  {name}{'  (scan under 20)' if scan < TARGET else ''}", flush=True)


if __name__ == "__main__":
    main()
