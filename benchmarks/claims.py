"""CPU time and memory of holding claims against each other: `python benchmarks/claims.py [--claims 1000000]`.

The claims are made up: N figures of N/40 subjects on N/10 pages, a tenth of the subjects with values that contradict
each other, one subject with a hundredth of all figures. What is measured is what rule conflicting-figures does once the
figures are read: claims into blocks, blocks into clusters, clusters into conflicts. Each size runs in a process of its
own.
"""

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from fractions import Fraction
from random import Random
from types import SimpleNamespace

from caselint.content.page import Container
from caselint.facts.page_facts import Mention
from caselint.figures import Quantity
from caselint.figures.convert import measure
from caselint.findings import Span
from caselint.site.claims import Claim
from caselint.site.clusters import Stated, Trust
from caselint.site.conflicts import find_conflicts
from caselint.site.metric_names import metric_of
from caselint.site.registry import NO_REGISTRY

NOUNS = ("user", "city", "merchant", "photo")


def statements(count: int, seed: int = 1) -> Iterator[tuple[str, Stated]]:
    """So many figures that may be compared, with what they are compared by."""
    rng = Random(seed)
    subjects = max(count // 40, 1)
    for row in range(count):
        subject = 0 if row % 100 == 0 else rng.randrange(subjects)
        differs = subject % 10 == 0 and rng.random() < 0.3
        million = 1 + subject % 900 + (rng.randrange(1, 400) if differs else 0)
        noun = NOUNS[subject % len(NOUNS)]
        surface = f"{million}M+ {noun}s"
        start = row % 10 * 200
        quantity = Quantity(
            Span(start, start + len(surface)),
            surface,
            Fraction(million * 10**6),
            unit=noun,
            bound="at_least" if rng.random() < 0.5 else "exact",
            rounding=Fraction(10**6, 2),
        )
        mention = Mention(quantity, Container.PROSE, 0, True, "", "", "It is said that", "all over it.", "", None, -1)
        metric = metric_of(mention, {})
        name = f"Subject {subject}"
        claim = Claim(
            f"docs/p{row // 10}.md", mention, name, metric.told, None, None, "stated", "sentence", True, metric
        )
        size = measure(quantity)
        assert size is not None
        yield name, Stated(claim, size, Trust.FULL, False)


def once(count: int) -> None:
    """Measure one size in this process, and print a line."""
    site = SimpleNamespace(statements=list(statements(count)), registry=NO_REGISTRY)
    before = time.process_time()
    found = sum(1 for _ in find_conflicts(site))  # type: ignore[arg-type]
    seconds = time.process_time() - before
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    each = seconds / count * 1e6
    print(f"{count:>11,} {found:>10,} {seconds:>10.2f} {each:>9.1f} {memory:>8,.0f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=1_000_000, help="the largest number of claims")
    parser.add_argument("--once", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.once:
        once(options.once)
        return
    print(f"{'claims':>11} {'conflicts':>10} {'CPU s':>10} {'us each':>9} {'MB':>8}", flush=True)
    for divisor in (100, 10, 4, 2, 1):
        subprocess.run([sys.executable, __file__, "--once", str(max(options.claims // divisor, 1))], check=True)


if __name__ == "__main__":
    main()
