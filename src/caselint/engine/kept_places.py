"""Where the places of findings stand, kept by the content of their pages: most findings are those of the last run.

Lines and columns are a matter of a page's text alone. So they are kept by the digest of its bytes, and only where the
text that they were counted in had this digest: a page that changes while it is checked leaves nothing behind.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from caselint.engine.kept_file import NotKept, drop_oldest, packed_head, read_kept, unpacked_head, write_kept
from caselint.engine.page_cache import CachePlace
from caselint.engine.snapshot import digest, program
from caselint.findings.report import Location

_MAGIC = b"caselint places 2\n"
_MOST_SITES = 32
_LONGEST_WORDS = 1000
# The file is written anew where more than one place of so many was not in it.
_WORTH_WRITING = 20

# A span's start and end, in code points.
Offsets = tuple[int, int]


@dataclass(slots=True)
class PagePlaces:
    """Of spans of one page.

    Attributes:
        places: where they stand, and the text of the line that they start on.
        words: what they quote, with single blanks.
        fresh: how many of the places are not kept yet.
    """

    places: dict[Offsets, tuple[Location, str]] = field(default_factory=dict)
    words: dict[Offsets, str] = field(default_factory=dict)
    fresh: int = 0


class KeptPlaces:
    """The places on one site's pages. Pages of the same bytes share what is kept."""

    def __init__(
        self, place: CachePlace | None = None, root: Path = Path(), digests: Mapping[str, str] | None = None
    ) -> None:
        """`digests` are those of the pages' bytes; the places of other pages, or without a `place`, are not kept."""
        self._pages: dict[str, PagePlaces] = {}
        self._digests = digests or {}
        self._folder = None if place is None else f"{place.folder}/places"
        self._name = digest(str(root).encode("utf-8", "surrogateescape"))
        self._kept: dict[str, _Kept] | None = None

    def of(self, path: str) -> PagePlaces:
        """What is known of the places on a page; to be added to."""
        known = self._pages.get(path)
        if known is None:
            known = self._pages[path] = self._unpacked(self._digests.get(path, ""))
        return known

    def _unpacked(self, name: str) -> PagePlaces:
        if self._kept is None:
            self._kept = self._load()
        kept = self._kept.get(name)
        try:
            rows, words = ((), ()) if kept is None else json.loads(kept.text)
            places = {(start, end): (Location(*at), text) for start, end, *at, text in rows}
            return PagePlaces(places, {(start, end): text for start, end, text in words})
        except (TypeError, ValueError):
            return PagePlaces()

    def _load(self) -> "dict[str, _Kept]":
        if self._folder is None:
            return {}
        try:
            content = read_kept(f"{self._folder}/{self._name}", _MAGIC)
            kept, end = unpacked_head(content)
            if kept["program"] != digest(program()):
                return {}
            found = {}
            for name, (places, size) in dict(kept["pages"]).items():
                found[name] = _Kept(places, content[end : end + size])
                end += size
            return found
        except (NotKept, KeyError, TypeError, ValueError):
            return {}

    def save(self, read: Mapping[str, str]) -> None:
        """Keep what was added, where it is worth that; `read` are the digests of the texts that were counted in.

        Where it cannot be written, the next run counts again.
        """
        if self._folder is None or self._kept is None:
            return
        here = set(self._digests.values())
        now = {name: kept for name, kept in self._kept.items() if name in here}
        held, added = sum(kept.places for kept in now.values()), 0
        grown: dict[str, PagePlaces] = {}
        for path, page in self._pages.items():
            name = self._digests.get(path)
            if page.fresh and name is not None and read.get(path) == name:
                added += page.fresh
                both = grown.setdefault(name, PagePlaces())
                both.places |= page.places
                both.words |= page.words
        now |= {name: _packed(page) for name, page in grown.items()}
        if added * _WORTH_WRITING <= held:
            return
        head = {
            "program": digest(program()),
            "pages": {name: [kept.places, len(kept.text)] for name, kept in now.items()},
        }
        parts = [kept.text for kept in now.values()]
        try:
            write_kept(f"{self._folder}/{self._name}", _MAGIC, [packed_head(head), *parts])
            drop_oldest(self._folder, _MOST_SITES)
        except OSError:
            return


class _Kept(NamedTuple):
    """The places on a page as they lie in the file: how many there are, and the JSON of them."""

    places: int
    text: bytes


def _packed(page: PagePlaces) -> _Kept:
    rows = [[*offsets, *location, text] for offsets, (location, text) in page.places.items()]
    words = [[*offsets, text] for offsets, text in page.words.items() if len(text) <= _LONGEST_WORDS]
    return _Kept(len(rows), json.dumps([rows, words], separators=(",", ":")).encode("ascii"))
