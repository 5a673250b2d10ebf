"""What was read of a site's pages, kept in one file in the user's own cache folder.

A page is known again by its content, so that a renamed or a restored one is too. Locally an unchanged size, time and
inode stand for the content, as they do for git: not where the file changed so shortly before it was read that it may
have changed again under the same time. What is kept was read by the same caselint and under the same reading of the
generator's settings; else nothing of it is used. All of it is JSON and numbers: reading it back runs nothing.
"""

import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from caselint.engine.files import PAGE_LIMIT
from caselint.engine.kept_file import NotKept, drop_oldest, packed_head, read_kept, unpacked_head, write_kept
from caselint.engine.snapshot import digest, program
from caselint.findings.stored import FindingRow

_MAGIC = b"caselint pages 2\n"
_MOST_SITES = 32
# A file that changed this shortly before it was read may change again under the same time stamp.
TICK_NS = 20_000_000


@dataclass(frozen=True)
class CachePlace:
    """Where results are kept; with `hashed` only content counts, since in a fresh checkout all times are new."""

    folder: str
    hashed: bool = False


class Stamp(NamedTuple):
    """What the file system says of a file; all zero where that is not to be trusted."""

    size: int = 0
    modified: int = 0
    changed: int = 0
    inode: int = 0

    @classmethod
    def of(cls, info: os.stat_result, before: int = 0) -> "Stamp":
        """Of a file that was read after `before`, in nanoseconds since the epoch (0: no matter when)."""
        if before and max(info.st_mtime_ns, info.st_ctime_ns) >= before - TICK_NS:
            return cls()
        return cls(info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino)


UNKNOWN = Stamp()


class KeptPage(NamedTuple):
    """A page as it was read.

    Attributes:
        digest: of its bytes.
        facts: as `facts.stored` packs them.
        keys: for each page rule that ran, by code, what its answer depended on besides the page.
        findings: what they and the reading found, packed.
    """

    stamp: Stamp
    digest: str
    facts: bytes | memoryview
    keys: Mapping[str, str]
    findings: list[FindingRow]


class PageCache:
    """The kept pages of one site.

    Attributes:
        reason: why nothing was kept, or why nothing can be kept; "" where all is well.
        results, learned: what the caller keeps besides; empty unless it belongs to exactly these pages. `results` are
            what JSON can hold, but for `["rules"][code]["findings"]`: pairs of a `FindingRow` and a truth value.
    """

    def __init__(self, place: CachePlace, root: Path, reader: str) -> None:
        """`reader` names what pages are read as: with another one nothing kept is of use."""
        self.place = place
        self._root = str(root)
        self._folder = f"{place.folder}/pages"
        self._path = f"{self._folder}/{digest(self._root.encode('utf-8', 'surrogateescape'))}"
        self._hashed = place.hashed
        self._key = digest(b"\0".join((self._root.encode("utf-8", "surrogateescape"), reader.encode(), program())))
        self._by_digest: dict[str, str] | None = None
        self.pages: dict[str, KeptPage] = {}
        self.results: dict[str, Any] = {}
        self.learned: bytes | memoryview = b""
        self.reason = ""
        try:
            self._load()
        except NotKept as problem:
            self.reason = str(problem)
        except (LookupError, TypeError, ValueError):
            self.pages, self.results, self.reason = {}, {}, "the cache is damaged, or of another version"

    def _load(self) -> None:
        content = read_kept(self._path, _MAGIC)
        head, end = unpacked_head(content)
        if head["key"] != self._key:
            raise NotKept("caselint, Python, or what the generator's settings make of pages is another one")
        blobs = memoryview(content)
        middle = end + head["texts"]
        rows = _Reader(content[end:middle])
        end, keys = middle, head["keys"]
        for path, (stamp, page_digest, size, key, findings) in head["pages"].items():
            found = [rows.row(each) for each in findings]
            self.pages[path] = KeptPage(Stamp(*stamp), page_digest, blobs[end : end + size], keys[key], found)
            end += size
        results = head["results"]
        for rule in results.get("rules", {}).values():
            rule["findings"] = [[rows.row(each), retold] for each, retold in rule["findings"]]
        self.results = results
        self.learned = blobs[end:]

    def find(self, path: str, data: bytes | None = None) -> KeptPage | None:
        """What is kept of the page at `path` below the site's folder, if it is what it was; `data` are its bytes."""
        kept = self.pages.get(path)
        if data is not None:
            return self._same(path, kept, digest(data))
        absolute = f"{self._root}/{path}"
        try:
            if self._hashed:
                return self._same(path, kept, _content(absolute))
            now, info = time.time_ns(), os.stat(absolute)
            if kept is not None and kept.stamp == Stamp.of(info):
                return kept
            if not self.pages:
                return None
            found = self._same(path, kept, _content(absolute))
        except OSError:
            return None
        return None if found is None else found._replace(stamp=Stamp.of(info, now))

    def _same(self, path: str, kept: KeptPage | None, page_digest: str) -> KeptPage | None:
        if kept is not None and kept.digest == page_digest:
            return kept
        if self._by_digest is None:
            self._by_digest = {page.digest: path for path, page in self.pages.items()}
        other = self._by_digest.get(page_digest)
        # How a page is read depends on what its name ends with, and on nothing else of its path.
        same_reading = other is not None and other.rpartition(".")[2] == path.rpartition(".")[2]
        return self.pages[other] if other is not None and same_reading else None

    def save(self, pages: Mapping[str, KeptPage], results: Mapping[str, Any], learned: bytes | memoryview) -> str:
        """Keep these in place of all before. Returns why that was not possible, or ""."""
        keys: dict[str, int] = {}
        texts: list[bytes] = []
        rows = {path: _row(page, keys, texts) for path, page in pages.items()}
        kept_keys = [json.loads(key) for key in keys]
        rules = {
            code: {**rule, "findings": [[_plain(row, texts), retold] for row, retold in rule["findings"]]}
            for code, rule in results.get("rules", {}).items()
        }
        text = b"\n".join(texts)
        head = {
            "key": self._key,
            "texts": len(text),
            "pages": rows,
            "keys": kept_keys,
            "results": {**results, "rules": rules} if rules else results,
        }
        try:
            blobs = [page.facts for page in pages.values()]
            write_kept(self._path, _MAGIC, [packed_head(head), text, *blobs, learned])
            drop_oldest(self._folder, _MOST_SITES)
        except OSError as error:
            return f"the cache cannot be written: {error.strerror or error}"
        return ""


def _row(page: KeptPage, keys: dict[str, int], texts: list[bytes]) -> list[Any]:
    key = keys.setdefault(json.dumps(page.keys, sort_keys=True), len(keys))
    return [page.stamp, page.digest, len(page.facts), key, [_plain(row, texts) for row in page.findings]]


def _plain(row: FindingRow, texts: list[bytes]) -> list[Any]:
    """A row as JSON can hold it; its text goes to the others. Most findings speak of one page."""
    texts.append(row.text)
    return [row.path, row.code, row.confidence, row.key, None if row.pages == [row.path] else row.pages]


class _Reader:
    """Makes rows again, in the order in which they were written."""

    def __init__(self, texts: bytes) -> None:
        self._texts = iter(texts.split(b"\n"))

    def row(self, plain: list[Any]) -> FindingRow:
        path, code, confidence, key, pages = plain
        text = next(self._texts, None)
        if text is None:
            raise ValueError("fewer texts than findings")
        return FindingRow(path, code, confidence, key, pages or [path], text)


def _content(path: str) -> str:
    """The digest of a regular file's bytes; never blocks on a pipe or a device.

    Raises:
        OSError: it cannot be read.
    """
    with open(path, "rb", opener=_open) as file:
        return digest(file.read(PAGE_LIMIT + 1))


def _open(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
