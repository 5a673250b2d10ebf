"""What the front matter of pages breaks, asked once for each page and block."""

from abc import ABC, abstractmethod
from functools import cached_property
from pathlib import Path

from caselint.content.lines import last_line
from caselint.content.page import Page
from caselint.content.yaml import Node
from caselint.findings import Span
from caselint.kinds.violations import Violation


class FrontMatterSchema(ABC):
    """What the front matter of a page kind is held against.

    Attributes:
        files: what it was imported from besides the file that the kind names: an answer depends on them too.
    """

    files: tuple[Path, ...] = ()

    @abstractmethod
    def judge(self, root: Node | None, end: Span) -> list[Violation]:
        """What a value breaks, sorted by place; None is an empty front matter.

        `end` is where further keys would stand.
        """

    @cached_property
    def _answers(self) -> "_Answers":
        return _Answers(self)

    def violations(self, page: Page) -> tuple[Violation, ...]:
        """What the page's front matter breaks, sorted by place; nothing where it cannot be read."""
        return self._answers.of(page)


class _Answers:
    """The answers of one schema.

    The one for the last page is kept, since several rules ask for it one after the other; and of blocks that break
    nothing a digest, so that the same block is not judged again.
    """

    def __init__(self, schema: FrontMatterSchema) -> None:
        self._schema = schema
        self._last: tuple[Page | None, tuple[Violation, ...]] = (None, ())
        self._valid: set[tuple[int, int]] = set()

    def of(self, page: Page) -> tuple[Violation, ...]:
        """What the page's front matter breaks, sorted by place; nothing where it cannot be read."""
        if self._last[0] is not page:
            self._last = (page, () if page.front_matter.error is not None else self._of(page))
        return self._last[1]

    def _of(self, page: Page) -> tuple[Violation, ...]:
        front = page.front_matter
        block = front.span.slice(page.text)
        key = (len(block), hash(block))  # of 64 bits, and other ones in each process: no page can be made to collide
        if key in self._valid:
            return ()
        closing = last_line(page.text, front.span)  # where a further key would stand
        found = tuple(self._schema.judge(front.root, closing))
        if not found:
            self._valid.add(key)
        return found
