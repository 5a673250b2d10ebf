"""One page: its bytes read, parsed, its facts collected, and the page rules run over it."""

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from caselint.content.dialect import Dialect
from caselint.content.markdown import parse
from caselint.content.page import Page
from caselint.content.source import Source, Undecodable, decode
from caselint.facts.collect import collect
from caselint.facts.page_facts import PageFacts
from caselint.findings import Finding, Span
from caselint.kinds.kind import Kind
from caselint.rules.engine.crashed_rule import CrashedRule
from caselint.rules.engine.limit_reached import LimitReached
from caselint.rules.engine.unreadable_page import UnreadablePage
from caselint.rules.rule import PageRule, PageView, Rule

PAGE_LIMIT = 1_000_000  # bytes; a page of this size is about 30 ms and 30 MB in the parser


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What reading one page gave: its text, its facts (None where it could not be read), its own findings."""

    source: Source
    facts: PageFacts | None
    page: Page | None
    findings: tuple[Finding, ...]


def read_page(root: Path, path: str, dialect: Dialect) -> ReadPage:
    """Read and parse the page at `path` below `root`. Every failure is a finding."""
    try:
        data = _read(root / path)
    except _TooLarge as error:
        message = f"the page has {error.size:,} bytes; caselint reads up to {PAGE_LIMIT:,}"
        return _refused(LimitReached().finding(path, Span(0, 0), message, help="split the page or exclude it"), "")
    except OSError as error:
        message = f"the page cannot be read: {error.strerror or 'it is not a regular file'}"
        return _refused(UnreadablePage().finding(path, Span(0, 0), message), "")
    try:
        source = decode(data)
    except Undecodable as error:
        at = min(error.offset, max(len(error.text) - 1, 0))
        finding = UnreadablePage().finding(path, Span(at, at + 1), str(error), help="save the page as UTF-8")
        return ReadPage(Source(error.text), _facts(path, Source(error.text), dialect)[1], None, (finding,))
    return read_source(path, source, dialect)


def read_source(path: str, source: Source, dialect: Dialect) -> ReadPage:
    """Parse a page whose text is at hand."""
    page, facts = _facts(path, source, dialect)
    return ReadPage(source, facts, page, ())


def _facts(path: str, source: Source, dialect: Dialect) -> tuple[Page, PageFacts]:
    page = parse(path, source, dialect)
    return page, collect(page)


def check_page(read: ReadPage, rules: Sequence[PageRule], kind: Kind | None) -> list[Finding]:
    """The findings of the page rules on a page that was read."""
    found = list(read.findings)
    if read.page is None or read.facts is None:
        return found
    view = PageView(read.page, read.facts, kind)
    for rule in rules:
        try:
            found.extend(rule.check(view))
        except Exception as error:  # noqa: BLE001 - a rule's crash is one finding, the rest is still checked
            found.append(crash(rule, read.page.path, error))
    return found


def crash(rule: Rule, path: str, error: Exception) -> Finding:
    """The finding that stands for a rule that failed."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f" at {Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}" if frame else ""
    message = f"rule {rule.name} crashed{where}: {type(error).__name__}: {str(error)[:200]}"
    help_line = "a fault of the rule, not of the page: report it; all else was checked"
    return CrashedRule().finding(path, Span(0, 0), message, help=help_line)


class _TooLarge(Exception):
    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


def _read(path: Path) -> bytes:
    """The bytes of a regular file; never blocks on a pipe or a device, never reads past the limit."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        info = os.fstat(handle)
        if not stat.S_ISREG(info.st_mode):
            raise OSError("it is not a regular file")
        data = file.read(PAGE_LIMIT + 1)
    if len(data) > PAGE_LIMIT:
        raise _TooLarge(max(info.st_size, len(data)))
    return data


def _refused(finding: Finding, text: str) -> ReadPage:
    return ReadPage(Source(text), None, None, (finding,))
