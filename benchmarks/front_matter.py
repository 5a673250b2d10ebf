"""CPU time of reading and judging the front matter of a tree: `python benchmarks/front_matter.py TREE [--schema FILE]`.

Without `--schema` it is judged by a schema that the pages all pass (as `caselint schema infer` proposes it), and by the
same with a key that no page has and one allowed value where pages have several, so that each page breaks it. Every
round is a fork that has imported nothing of caselint; of each stage the least is printed.
"""

import argparse
import gc
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

STAGES = ("imports", "schema", "read", "judge")


def blocks(tree: Path) -> Iterator[tuple[str, str]]:
    """Path and text, up to the end of the front matter, of each page that seems to have one."""
    for path in sorted(tree.rglob("*.md")):
        text = path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
        if text.startswith("---"):
            end = text.find("\n---", 3)
            yield path.relative_to(tree).as_posix(), text[: end + 5] if end > 0 else text


def round_of(pages: list[tuple[str, str]], schema: Path) -> dict[str, float]:
    """Seconds of each stage, and the numbers of readable blocks and of mistakes."""
    spent: dict[str, float] = {}
    started = time.process_time()

    def lap(stage: str) -> None:
        nonlocal started
        now = time.process_time()
        spent[stage], started = now - started, now

    from caselint.content.front_matter import read_front_matter
    from caselint.findings import Span
    from caselint.kinds.schema import SchemaFile

    lap("imports")
    kind = SchemaFile.load(schema)
    lap("schema")
    fronts = [read_front_matter(text, (1, 1)) for _, text in pages]
    fronts = [front for front in fronts if front.present and front.error is None]
    lap("read")
    mistakes = sum(len(kind.judge(front.root, Span(front.span.end, front.span.end))) for front in fronts)
    lap("judge")
    return {**spent, "blocks": len(fronts), "mistakes": mistakes}


def in_fork(job: Callable[[], Any]) -> Any:
    """What `job` returns, run in a process of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        gc.disable()
        with os.fdopen(writing, "w") as pipe:
            json.dump(job(), pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        result = json.load(pipe)
    os.waitpid(child, 0)
    return result


def inferred(pages: list[tuple[str, str]]) -> tuple[str, str]:
    """A schema that all pages pass, and one that each breaks."""
    from caselint.content.front_matter import read_front_matter
    from caselint.content.yaml import read_yaml
    from caselint.kinds.document import plain
    from caselint.kinds.infer.front_matter import front_matter_schema

    fronts = []
    for path, text in pages:
        front = read_front_matter(text, (1, 1))
        instance = plain(front.root)
        if front.error is None and isinstance(instance, dict):
            fronts.append((path, instance))
    schema = front_matter_schema("page", fronts)
    strict: Any = plain(read_yaml(schema))
    strict["required"] = ["a-key-that-no-page-has", *strict.get("required", [])]
    for about in strict.get("properties", {}).values():
        if isinstance(about, dict) and len(about.get("enum", [])) > 1:
            about["enum"] = about["enum"][:1]
    return schema, json.dumps(strict)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tree", type=Path)
    parser.add_argument("--schema", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    pages = list(blocks(options.tree))
    with tempfile.TemporaryDirectory() as folder:
        schemas = {} if options.schema is None else {options.schema.name: options.schema}
        if not schemas:
            for name, text in zip(("passed", "broken"), in_fork(partial(inferred, pages)), strict=True):
                schemas[name] = Path(folder, f"{name}.yaml")
                schemas[name].write_text(text, encoding="utf-8")
        print(f"{'schema':<12} {'blocks':>6} {'mistakes':>8} {_columns(STAGES)}  in all, CPU ms")
        for name, path in schemas.items():
            rounds = [in_fork(partial(round_of, pages, path)) for _ in range(options.rounds)]
            least = [1000 * min(each[stage] for each in rounds) for stage in STAGES]
            counts = f"{rounds[0]['blocks']:>6} {rounds[0]['mistakes']:>8}"
            print(f"{name:<12} {counts} {_columns(f'{each:.1f}' for each in (*least, sum(least)))}")


def _columns(words: Iterable[str]) -> str:
    return " ".join(f"{word:>8}" for word in words)


if __name__ == "__main__":
    main()
