"""Writes a site of N pages of about 3 KB: `python benchmarks/make_site.py FOLDER --pages 1000 [--seed 1]`.

The same arguments give the same bytes. A page has front matter, lists, a table, code, an admonition, some twenty
figures and links to other pages, a few of them dead, so that rules have something to find.
"""

import argparse
from pathlib import Path
from random import Random

CONFIG = """\
site_name: Studies
markdown_extensions:
  - admonition
  - attr_list
  - tables
  - pymdownx.superfences
  - toc: {permalink: true}
"""
_PER_FOLDER = 100
_DEAD = 0.01  # the share of links that lead nowhere
_STATED = 0.15  # the share of sentences and items with a figure
_THINGS = "bookings tickets payments messages searches orders parcels routes uploads alerts".split()
_PARTS = "queue cache ledger gateway scheduler index store planner balancer monitor".split()
_PLACES = "harbour tram ferry museum bakery library orchard theatre airfield market".split()
_CLAIMS = (
    "The {part} of {name} takes {users}M {thing} a day, {rate},000 of them per second at the peak.",
    "A failed {thing} is tried again after {wait} ms, at most {tries} times, and then kept for {days} days.",
    "Before the {part} was split in two, p99 latency stood at {slow} ms; it is {fast} ms now.",
    "Twelve people keep the {part} running, and the bill came down from ${cost}K to ${less}K a month.",
    "What the team would do again: measure {thing} first — the second {part} was not needed for {days} months.",
)
_SENTENCES = (
    "The {part} of {name} reads from the {other} and knows nothing of the {thing} behind it.",
    "Nobody had asked for it, and yet the {part} became the place where all {thing} pass.",
    "It is called the *{part}* in `{other}.py`, and the crews call it “the {place}”.",
    "When the {other} is down, {name} keeps taking {thing}, and the {part} hands them on later.",
    "The first version wrote {thing} straight into the {other}, which was easy to read and hard to repair.",
    "A {part} is a thing to be watched: see the [{place} study](https://example.org/{place}/{part}).",
)


_SYLLABLES = "ka ro mi te su na lo vi pa de".split()


def name_of(number: int) -> str:
    """A name of its own for each page: `Miroka Ferry`."""
    syllables = [_SYLLABLES[int(digit)] for digit in f"{number:03}"]
    return f"{''.join(syllables).title()} {_PLACES[number % len(_PLACES)].title()}"


def page_path(number: int) -> str:
    return f"docs/{number // _PER_FOLDER:04}/{_PLACES[number % len(_PLACES)]}-{number:06}.md"


def page_text(number: int, pages: int, seed: int) -> str:
    """The text of page `number` of a site of so many pages."""
    rng = Random(f"{seed} {number}")
    name = name_of(number)
    users = rng.randint(2, 900)
    parts = [
        f"---\ntitle: How {name} counts {rng.choice(_THINGS)}\ncompany: {name}\nscale: {users}M users\n"
        f"tags: [{rng.choice(_PARTS)}, {rng.choice(_PARTS)}]\n---\n\n# How {name} counts {rng.choice(_THINGS)}\n",
        f'!!! note "At a glance"\n    {name} serves **{users}M users** in {rng.randint(2, 90)} countries.\n',
        f"| Metric | Value |\n|--------|-------|\n| Users | {users}M |\n| Availability | 99.{rng.randint(90, 99)}% |\n"
        f"| Requests | {rng.randint(1, 90)}K per second |\n",
    ]
    for section in rng.sample(_PARTS, 6):
        parts.append(f"## The {section} of {name}\n")
        parts.append(" ".join(_sentence(rng, name) for _ in range(3)) + "\n")
        parts.append("".join(_item(rng, number, pages) for _ in range(3)))
    part = rng.choice(_PARTS)
    parts.append(
        f"```python\ndef {part}(limit: int = {users}) -> int:\n    # at most 50 retries\n    return limit\n```\n"
    )
    return "\n".join(parts)


def _sentence(rng: Random, name: str) -> str:
    return rng.choice(_CLAIMS if rng.random() < _STATED else _SENTENCES).format(
        name=name,
        place=rng.choice(_PLACES),
        other=rng.choice(_PARTS),
        part=rng.choice(_PARTS),
        thing=rng.choice(_THINGS),
        users=rng.randint(2, 900),
        rate=rng.randint(2, 90),
        wait=rng.randint(20, 900),
        tries=rng.randint(2, 9),
        days=rng.randint(2, 30),
        slow=rng.randint(300, 900),
        fast=rng.randint(5, 90),
        cost=rng.randint(300, 900),
        less=rng.randint(5, 90),
    )


def _item(rng: Random, number: int, pages: int) -> str:
    other = rng.randrange(pages)
    target = f"../{page_path(other).removeprefix('docs/')}" if rng.random() >= _DEAD else f"gone-{number}.md"
    stated = f"{rng.randint(2, 900)}M {rng.choice(_THINGS)} a day"
    told = stated if rng.random() < _STATED else f"another {rng.choice(_PARTS)}"
    return f"- **[{name_of(other)}]({target})** – {told}\n"


def write_site(folder: Path, pages: int, seed: int = 1) -> int:
    """Write the site below `folder` and return how many bytes its pages have."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    total = 0
    for number in range(pages):
        path = folder / page_path(number)
        path.parent.mkdir(parents=True, exist_ok=True)
        total += path.write_bytes(page_text(number, pages, seed).encode())
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    size = write_site(options.folder, options.pages, options.seed)
    print(f"{options.pages:,} pages, {size / 1e6:.1f} MB, {size // max(options.pages, 1):,} bytes a page")


if __name__ == "__main__":
    main()
