"""The same site gives the same bytes: twice, in any order of paths, path by path, under another hash seed, from one
process or several, read anew or shown again.
"""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from caselint.testing import write_site

SITE = {
    "mkdocs.yml": "site_name: Studies\nmarkdown_extensions: [admonition, tables, md_in_html]\n",
    "docs/index.md": (
        "# Studies\n\n- [Ferry](ferry.md) - 9M users\n- [Tram](tram.md) - 4M users\n- [Bus](buss.md) - 3M users\n\n"
        "### Skipped\n\nSee [costs](ferry.md#cost).\n"
    ),
    "docs/ferry.md": "# Ferry\n\nFerry carries 90M users a year.\n\n## Costs\n\nItâ€™s 120% availability.\n",
    "docs/tram.md": "---\ntitle: [Tram\n---\n\n# Tram\n\nTram has 4M users.\n",
    "docs/deep/a.md": "# Same\n\n" + "The same words stand on two pages, so that one of them is surely a copy. " * 3,
    "docs/deep/b.md": "# Same\n\n" + "The same words stand on two pages, so that one of them is surely a copy. " * 3,
}


def check(folder: Path, *paths: str, seed: str = "0") -> bytes:
    command = [sys.executable, "-m", "caselint", "check", "--output-format", "json", "--fail-on", "never", *paths]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, check=True, env=os.environ | {"PYTHONHASHSEED": seed}
    )
    return done.stdout


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_site(tmp_path, SITE)
    return tmp_path


def test_twice_and_under_another_hash_seed(site: Path) -> None:
    first = check(site)
    assert len(json.loads(first)["findings"]) >= 6
    assert first == check(site) == check(site, seed="4711")


def test_in_any_order_of_paths(site: Path) -> None:
    paths = [path for path in SITE if path.endswith(".md")]
    shuffled = paths[:]
    random.Random(7).shuffle(shuffled)
    assert check(site) == check(site, *paths) == check(site, *shuffled)


def test_path_by_path_gives_what_the_whole_gives(site: Path) -> None:
    """A page alone shows just the findings that have a place on it."""
    whole = json.loads(check(site))["findings"]
    for path in (path for path in SITE if path.endswith(".md")):
        alone = json.loads(check(site, path))["findings"]
        mine = [
            finding
            for finding in whole
            if finding["path"] == path
            or any(place["group"] is not None and place["path"] == path for place in finding["related"])
        ]
        assert alone == mine


def large_site() -> dict[str, str]:
    """Enough pages for a second process to be worth it."""
    filler = "A ferry leaves the harbour and comes back before the evening, as it did the day before. " * 80
    pages = {
        f"docs/p{number:02}.md": (
            f"---\ntitle: Line {number}\n---\n\n# Line {number}\n\nFerry serves {number}M users, 120% availability.\n\n"
            f"{filler}\n\n#### Deep\n\n[next](p{number + 1:02}.md) [gone](gone{number}.md) [part](#deeper)\n"
        )
        for number in range(60)
    }
    return {"mkdocs.yml": "site_name: Lines\n", **pages}


def test_from_one_process_or_several_read_anew_or_shown_again(tmp_path: Path) -> None:
    write_site(tmp_path / "site", large_site())
    cache = f"--cache-dir={tmp_path / 'cache'}"
    time.sleep(0.05)
    first = check(tmp_path / "site", "--no-cache", "--jobs", "1")
    assert len(json.loads(first)["findings"]) > 100
    assert first == check(tmp_path / "site", "--no-cache", "--jobs", "2")
    assert first == check(tmp_path / "site", "--no-cache", "--jobs", "5", seed="11")
    assert not (tmp_path / "cache").exists()
    assert first == check(tmp_path / "site", cache) == check(tmp_path / "site", cache)
    assert len(list((tmp_path / "cache" / "runs").iterdir())) == 1
