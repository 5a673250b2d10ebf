"""Front matter values that a page kind declares to be links: `links = ["related[].url"]`."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from caselint.content.page import Link, LinkKind
from caselint.facts.page_facts import FrontValue, PageFacts
from caselint.findings.span import Span

_PART = re.compile(r"(?P<key>[^.\[\]]+)|(?P<every>\[\])")


@lru_cache(maxsize=256)
def _steps(path: str) -> tuple[str | None, ...]:
    """The keys of a path to values; None stands for every element of a list."""
    return tuple(part["key"] for part in _PART.finditer(path))


def front_links(facts: PageFacts, paths: Sequence[str]) -> Iterator[Link]:
    """The links that stand at `paths` of a page's front matter, in the order of the page.

    A list at the end of a path is taken as its elements, with or without `[]`. Values that are no text are no links.
    """
    wanted = [_steps(path) for path in paths]
    for value in facts.front:
        if isinstance(value.value, str) and value.value.strip() and any(_leads_to(value, steps) for steps in wanted):
            span = _inside_quotes(value)
            yield Link(LinkKind.FRONT_MATTER, value.value.strip(), span, "", span, rendered=True)


def _leads_to(value: FrontValue, steps: Sequence[str | None]) -> bool:
    path = value.path
    if len(path) == len(steps) + 1 and isinstance(path[-1], int):
        path = path[:-1]
    return len(path) == len(steps) and all(
        isinstance(at, int) if step is None else at == step for at, step in zip(path, steps, strict=True)
    )


def _inside_quotes(value: FrontValue) -> Span:
    """Where the value stands without its quotes, if it has any and nothing in it is escaped."""
    start, end = value.span
    written = str(value.value)
    return Span(start + 1, end - 1) if end - start == len(written) + 2 else value.span
