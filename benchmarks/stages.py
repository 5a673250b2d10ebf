"""CPU time of a cold run in one process by stage: `python benchmarks/stages.py TREE [--rounds 3] [--no-gc]`.

The real pipeline runs; the functions that begin a stage are wrapped. A stage's time is its own, without that of the
stages that it calls. Each round is a fork of its own, and of each stage the least is printed.
"""

import argparse
import gc
import os
import pickle
import resource
import time
from collections import defaultdict
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

# (stage, module, name in it): what the pipeline looks up when it calls the stage.
STAGES = (
    ("discover", "caselint.engine.linter", "discover"),
    ("read", "caselint.engine.read_page", "_read"),
    ("decode", "caselint.engine.read_page", "decode"),
    ("front matter", "caselint.content.markdown", "read_front_matter"),
    ("rewrite", "caselint.generators.dialects", "rewrite"),
    ("parse and walk", "caselint.content.markdown", "parse"),
    ("collect: the rest", "caselint.facts.collect", "collect"),
    ("collect: entries", "caselint.facts.collect", "collect_entries"),
    ("collect: mentions", "caselint.facts.collect", "collect_mentions"),
    ("collect: directives", "caselint.facts.collect", "collect_directives"),
    ("page rules", "caselint.engine.read_page", "examine"),
    ("site: entities", "caselint.site.entities", "learn_entities"),
)
TAIL = ("locate", "output", "everything else")


class Clock:
    """Charges CPU time to the innermost open stage."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._open = ["everything else"]
        self._since = time.process_time()

    def _turn(self) -> None:
        now = time.process_time()
        self.spent[self._open[-1]] += now - self._since
        self._since = now

    def wrap(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **options: Any) -> Any:
            self._turn()
            self._open.append(stage)
            try:
                return function(*args, **options)
            finally:
                self._turn()
                self._open.pop()

        return timed

    def stop(self) -> dict[str, float]:
        self._turn()
        return dict(self.spent)


def profile(tree: Path, *, collect_garbage: bool) -> tuple[dict[str, float], float]:
    """Seconds by stage, and the megabytes that this process came to."""
    from caselint.engine import linter
    from caselint.engine.discover import Request
    from caselint.engine.locate import Locator
    from caselint.reporters.json_report import render_json
    from caselint.reporters.style import Style
    from caselint.rules.registry import all_rules
    from caselint.rules.rule import SiteRule

    if not collect_garbage:
        gc.disable()
    clock = Clock()
    for stage, module, name in STAGES:
        home = import_module(module)
        setattr(home, name, clock.wrap(stage, getattr(home, name)))
    for rule in all_rules():
        if issubclass(rule, SiteRule):
            check = rule.check
            rule.check = clock.wrap(f"site: {rule.name}", lambda *args, check=check: list(check(*args)))  # type: ignore[method-assign]
    Locator.locate = clock.wrap("locate", Locator.locate)  # type: ignore[method-assign]
    report = linter.run(Request(cwd=Path.cwd(), paths=(str(tree),))).report
    clock.wrap("output", render_json)(report, Style())
    return clock.stop(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def in_a_fork(tree: Path, *, collect_garbage: bool) -> tuple[dict[str, float], float]:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(profile(tree, collect_garbage=collect_garbage), pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        data = pipe.read()
    os.waitpid(child, 0)
    spent, memory = pickle.loads(data)
    return spent, memory


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("tree", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-gc", action="store_true", help="with Python's collection of garbage switched off")
    options = parser.parse_args()
    rounds = [in_a_fork(options.tree, collect_garbage=not options.no_gc) for _ in range(options.rounds)]
    stages = {stage for spent, _ in rounds for stage in spent}
    ordered = [stage for stage, _, _ in STAGES if stage in stages and not stage.startswith("site")]
    ordered += sorted(stage for stage in stages if stage.startswith("site"))
    ordered += [stage for stage in TAIL if stage in stages]
    for stage in ordered:
        print(f"{1000 * min(spent.get(stage, 0.0) for spent, _ in rounds):9,.0f} ms  {stage}")
    print(f"{1000 * min(sum(spent.values()) for spent, _ in rounds):9,.0f} ms  in all, without imports")
    print(f"{max(memory for _, memory in rounds):9,.0f} MB  largest")


if __name__ == "__main__":
    main()
