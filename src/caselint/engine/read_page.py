"""One page: its bytes read, parsed, its facts collected, and the page rules run over it."""

import os
import stat
import time
import traceback
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from caselint.content.dialect import Dialect
from caselint.content.page import Page
from caselint.content.source import Source, Undecodable, decode
from caselint.engine.discover import Site
from caselint.engine.files import PAGE_LIMIT
from caselint.engine.page_cache import UNKNOWN, Stamp
from caselint.engine.snapshot import digest
from caselint.facts.page_facts import PageFacts, Unread
from caselint.facts.stored import StoredFacts, pack_facts
from caselint.figures.spellings import use_spellings
from caselint.findings import Finding, Span
from caselint.kinds.kind import Kind
from caselint.rules.engine.crashed_rule import CrashedRule
from caselint.rules.engine.limit_reached import LimitReached
from caselint.rules.engine.unreadable_page import UnreadablePage
from caselint.rules.rule import PageRule, PageView


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What reading one page gave: its text, the page and its facts (None where nothing could be read), its findings."""

    source: Source
    page: Page | None
    facts: PageFacts | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Examined:
    """What is kept of a page: its facts, what the page rules found, the tracebacks of those that crashed.

    `facts` are None where the page could not be read. `digest` is that of the bytes that were read, "" where they are
    not known, and `stamp` what the file system said of them.
    """

    facts: PageFacts | None
    findings: tuple[Finding, ...] = ()
    traces: tuple[str, ...] = ()
    digest: str = ""
    stamp: Stamp = UNKNOWN


class PageSetup(Protocol):
    """Which rules run on a page, and of which kind it is."""

    def page_rules(self, path: str) -> tuple[PageRule, ...]: ...
    def kind(self, facts: PageFacts) -> Kind | None: ...
    def kinds(self, path: str) -> tuple[Kind, ...]: ...


def prepare() -> None:
    """Import what reading needs. A run that reads no page does without; one with several processes imports it once."""
    import caselint.content.markdown
    import caselint.facts.collect  # noqa: F401


def examine_page(
    root: Path, path: str, dialect: Dialect, setup: PageSetup | None, data: bytes | None = None, *, packed: bool = False
) -> Examined:
    """Read the page at `path` below `root` and run its page rules; with `setup` None it is read only.

    `data` are its bytes where they are at hand, the file is then left alone. With `packed` its facts go into the form
    in which they can be sent to another process and kept.
    """
    stamp = UNKNOWN
    use_spellings(dialect.units)
    try:
        if data is None:
            try:
                data, stamp = _read(root / path)
            except (_TooLarge, OSError) as error:
                return examine(_unread(path, error), setup)
        done = examine(read_bytes(path, data, dialect), setup)
        return _packed(done, digest(data), stamp) if packed else done
    except Exception as error:  # noqa: BLE001 - a page that trips the reader is one finding, the rest is still checked
        finding, trace = crash("reading the page", path, error)
        return Examined(None, (finding,), (trace,))


def _packed(done: Examined, page_digest: str, stamp: Stamp) -> Examined:
    """The same with facts that can be kept; as it was where they cannot (a number of ten thousand digits)."""
    if done.facts is None:
        return done
    try:
        facts = StoredFacts(done.facts.path, pack_facts(done.facts))
    except (TypeError, ValueError, OverflowError):
        return done
    return replace(done, facts=facts, digest=page_digest, stamp=stamp)


def examine(read: ReadPage, setup: PageSetup | None) -> Examined:
    """Run the page rules over a page that was read; a page that could not be decoded has findings of its own only."""
    found = list(read.findings)
    if read.facts is not None and read.facts.unread is not None:
        found.append(_too_many(read.facts.path, read.facts.unread))
    traces: list[str] = []
    if setup is not None and read.page is not None and read.facts is not None and not read.findings:
        view = PageView(read.page, read.facts, setup.kind(read.facts), setup.kinds(read.facts.path))
        for rule in setup.page_rules(view.path):
            try:
                found.extend(rule.check(view))
            except Exception as error:  # noqa: BLE001 - a rule's crash is one finding, the rest is still checked
                finding, trace = crash(f"rule {rule.name}", view.path, error)
                found.append(finding)
                traces.append(trace)
    return Examined(read.facts, tuple(found), tuple(traces))


def read_page(root: Path, path: str, dialect: Dialect) -> ReadPage:
    """Read and parse the page at `path` below `root`. What the bytes or the file system refuse is a finding."""
    try:
        data, _ = _read(root / path)
    except (_TooLarge, OSError) as error:
        return _unread(path, error)
    return read_bytes(path, data, dialect)


def _unread(path: str, error: Exception) -> ReadPage:
    """What stands for a page whose bytes cannot be had."""
    if isinstance(error, _TooLarge):
        return _too_large(path, error.size)
    reason = error.strerror if isinstance(error, OSError) else None
    message = f"the page cannot be read: {reason or 'it is not a regular file'}"
    return _refused(UnreadablePage().finding(path, Span(0, 0), message, help="see to its permissions or remove it"))


def read_bytes(path: str, data: bytes, dialect: Dialect) -> ReadPage:
    """Parse a page whose bytes are at hand. Of one that is not UTF-8 anchors and links are still known."""
    if len(data) > PAGE_LIMIT:
        return _too_large(path, len(data))
    findings: tuple[Finding, ...] = ()
    try:
        source = decode(data)
    except Undecodable as error:
        at = min(error.offset, max(len(error.text) - 1, 0))
        finding = UnreadablePage().finding(path, Span(at, at + 1), str(error), help="save the page as UTF-8")
        source, findings = Source(error.text), (finding,)
    from caselint.content.markdown import parse  # a third of the imports of a run that finds every page in the cache
    from caselint.facts.collect import collect

    page = parse(path, source, dialect)
    return ReadPage(source, page, collect(page), findings)


def crash(what: str, path: str, error: Exception) -> tuple[Finding, str]:
    """The finding that stands for a part of caselint that failed, and the traceback."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f" at {Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}" if frame else ""
    message = f"{what} crashed{where}: {type(error).__name__}: {' '.join(str(error)[:200].split())}"
    help_line = "a fault of caselint or of the rule, not of the page: report it; all else was checked"
    trace = "".join(traceback.format_exception(error))
    return CrashedRule().finding(path, Span(0, 0), message, help=help_line), trace


def lost_page(path: str, reason: str) -> Examined:
    """What stands for a page whose reading took its process with it."""
    help_line = "a fault of caselint: report it with the page; all else was checked"
    finding = CrashedRule().finding(path, Span(0, 0), f"reading the page failed: {reason}", help=help_line)
    return Examined(None, (finding,))


def page_sizes(site: Site, pages: Iterable[str]) -> dict[str, int]:
    """Bytes of these pages of a site; 0 where that cannot be told."""
    sizes = {}
    for path in pages:
        try:
            sizes[path] = len(site.texts[path]) if path in site.texts else (site.root / path).stat().st_size
        except OSError:
            sizes[path] = 0
    return sizes


class _TooLarge(Exception):
    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


def _read(path: Path) -> tuple[bytes, Stamp]:
    """The bytes of a regular file; never blocks on a pipe or a device, never reads past the limit."""
    now = time.time_ns()
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        info = os.fstat(handle)
        if not stat.S_ISREG(info.st_mode):
            raise OSError("it is not a regular file")
        data = file.read(PAGE_LIMIT + 1)
    if len(data) > PAGE_LIMIT:
        raise _TooLarge(max(info.st_size, len(data)))
    return data, Stamp.of(info, now)


def _too_large(path: str, size: int) -> ReadPage:
    message = f"the page has {size:,} bytes; caselint reads up to {PAGE_LIMIT:,}"
    return _refused(LimitReached().finding(path, Span(0, 0), message, help="split the page or exclude it"))


def _too_many(path: str, unread: Unread) -> Finding:
    """The finding for the figures that were not read."""
    from caselint.facts.mentions import FIGURE_LIMIT, NUMBER_LIMIT

    most = f"{FIGURE_LIMIT:,} figures" if unread.limit == "figures" else f"{NUMBER_LIMIT:,} numbers"
    message = f"the page has more than {most}; the figures from here on, and those in code blocks, were not read"
    return LimitReached().finding(path, unread.span, message, help="split the page or exclude it")


def _refused(finding: Finding) -> ReadPage:
    return ReadPage(Source(""), None, None, (finding,))
