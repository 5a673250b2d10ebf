"""The findings of pages as they were reported last time: where nothing of them changed, they are not located again.

What a report says of a page follows from its findings, from the texts of the pages that they speak of, and from the
folders that paths count from. So rows are kept by a digest of these, and only where the texts that places were counted
in are those that the digest tells of: nothing that is kept can grow wrong.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from caselint.engine.kept_file import NotKept, drop_oldest, packed_head, read_kept, unpacked_head, write_kept
from caselint.engine.locate import Locator
from caselint.engine.page_cache import CachePlace
from caselint.engine.snapshot import digest, program
from caselint.findings import Finding
from caselint.findings.reported import PageFindings
from caselint.findings.stored import row_of
from caselint.rules.engine.crashed_rule import CrashedRule

_MAGIC = b"caselint rows 1\n"
_MOST_FOLDERS = 32
# The file is written anew where more than one finding of so many was not in it.
_WORTH_WRITING = 20


class _Group(NamedTuple):
    """The findings of a page.

    Attributes:
        rows: where they stand among all findings.
        pages: all pages that they speak of.
        key: of all that their report follows from; "" where that cannot be told.
    """

    path: str
    rows: Sequence[int]
    pages: Sequence[str]
    key: str


class _Kept(NamedTuple):
    """Rows of the file: of the page at `path`, when its bytes had this digest."""

    path: str
    digest: str
    counts: list[int]
    fixable: int
    lines: bytes | memoryview
    quoted: bytes | memoryview


class KeptRows:
    """What was reported of one site's pages, as one working directory sees them."""

    def __init__(self, place: CachePlace, root: Path, cwd: Path, digests: Mapping[str, str]) -> None:
        """`digests` are those of the bytes of pages; what speaks of other pages is not kept."""
        self._folder = f"{place.folder}/rows"
        name = f"{root}\0{cwd}"
        self._path = f"{self._folder}/{digest(name.encode('utf-8', 'surrogateescape'))}"
        self._digests = digests
        self._kept: dict[str, _Kept] = {}
        self._reported: list[tuple[_Group, PageFindings]] = []

    def report(self, locator: Locator, findings: Sequence[Finding]) -> list[tuple[str, PageFindings]]:
        """The findings by the page that they are reported on, each with its path in the report."""
        self._kept = self._load()
        groups = list(self._groups(findings))
        known = {group.path: found for group in groups if (found := self._find(group)) is not None}
        at_hand = frozenset(row for group in groups if group.path in known for row in group.rows)
        rows = (row for row in range(len(findings)) if row not in at_hand)
        located = dict(zip(rows, locator.locate(findings, at_hand), strict=True))
        for group in groups:
            if group.path not in known:
                here = sorted((located[row] for row in group.rows), key=lambda finding: finding.sort_key)
                known[group.path] = PageFindings(tuple(here))
        self._reported = [(group, known[group.path]) for group in groups]
        return [(locator.path(path), found) for path, found in known.items()]

    def _groups(self, findings: Sequence[Finding]) -> Iterator[_Group]:
        """The findings by page. Those of clusters are numbered over all pages: their numbers are part of the key."""
        rows: dict[str, list[int]] = defaultdict(list)
        numbers: dict[int, int] = {}
        seen: Counter[tuple[str, str]] = Counter()
        for row, finding in enumerate(findings):
            rows[finding.path].append(row)
            if finding.key is not None:
                seen[finding.code, finding.key] += 1
                numbers[row] = seen[finding.code, finding.key]
        # A key may read like a page and what it quotes: such findings are numbered together.
        alike = {path for _, key in seen if (path := key.partition("\0")[0]) in rows and path != key}
        for path, mine in rows.items():
            here = [row_of(findings[row]) for row in mine]
            pages = sorted({page for each in here for page in each.pages})
            mixed = path in alike or any((each.key or "").partition("\0")[0] in alike for each in here)
            key = ""
            if not mixed and all(page in self._digests for page in pages):
                texts = [self._digests[page] for page in pages]
                others = repr(([numbers.get(row) for row in mine], texts)).encode("ascii")
                key = digest(b"\n".join((*(each.text for each in here), others)))
            yield _Group(path, mine, pages, key)

    def _find(self, group: _Group) -> PageFindings | None:
        kept = self._kept.get(group.key)
        if kept is None:
            return None
        lines = str(kept.lines, "ascii")
        if not lines.count("\n") + 1 == sum(kept.counts) == len(group.rows):
            return None
        return PageFindings.of_rows(lines, str(kept.quoted, "ascii"), kept.counts, kept.fixable)

    def _load(self) -> dict[str, _Kept]:
        try:
            content = read_kept(self._path, _MAGIC)
            head, end = unpacked_head(content)
            if head["program"] != digest(program()):
                return {}
            found = {}
            for key, (path, page, counts, fixable, lines, quoted) in dict(head["pages"]).items():
                start, middle, end = end, end + lines, end + lines + quoted
                found[key] = _Kept(path, page, counts, fixable, content[start:middle], content[middle:end])
            return found if end == len(content) else {}
        except (NotKept, KeyError, TypeError, ValueError):
            return {}

    def save(self, read: Mapping[str, str]) -> None:
        """Keep what was reported, where it is worth that; `read` are the digests of the texts that were counted in.

        Where it cannot be written, the next run locates again.
        """
        fresh = {group.key: (group, found) for group, found in self._reported if group.key not in self._kept}
        fresh = {key: (group, found) for key, (group, found) in fresh.items() if self._holds(group, found, read)}
        added = sum(len(group.rows) for group, _ in fresh.values())
        if added * _WORTH_WRITING <= sum(sum(kept.counts) for kept in self._kept.values()):
            return
        told = {group.path: group.key for group, _ in self._reported}
        now = {
            key: kept
            for key, kept in self._kept.items()
            if told.get(kept.path, key) == key and self._digests.get(kept.path) == kept.digest
        }
        now |= {key: self._packed(group, found) for key, (group, found) in fresh.items()}
        head = {
            "program": digest(program()),
            "pages": {key: [*kept[:4], len(kept.lines), len(kept.quoted)] for key, kept in now.items()},
        }
        parts = [part for kept in now.values() for part in (kept.lines, kept.quoted)]
        try:
            write_kept(self._path, _MAGIC, [packed_head(head), *parts])
            drop_oldest(self._folder, _MOST_FOLDERS)
        except OSError:
            return

    def _holds(self, group: _Group, found: PageFindings, read: Mapping[str, str]) -> bool:
        """Whether the rows are what their key tells of, and all of the findings can be had from them."""
        if not group.key or any(read.get(page, self._digests[page]) != self._digests[page] for page in group.pages):
            return False
        if any(finding.code == CrashedRule.code for finding in found.findings):
            return False
        return PageFindings.of_rows(found.lines, found.quoted, found.counts, found.fixable).findings == found.findings

    def _packed(self, group: _Group, found: PageFindings) -> _Kept:
        rows = found.lines.encode("ascii"), found.quoted.encode("ascii")
        return _Kept(group.path, self._digests[group.path], list(found.counts), found.fixable, *rows)
