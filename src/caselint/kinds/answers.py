"""What the front matter of pages breaks, asked once for each page and block."""

from collections.abc import Callable

from caselint.content.page import Page
from caselint.content.yaml import Node
from caselint.findings import Span
from caselint.kinds.violations import Violation

Judge = Callable[[Node | None, Span], list[Violation]]


class Answers:
    """The answers of one schema.

    The one for the last page is kept, since several rules ask for it one after the other; and of blocks that break
    nothing a digest, so that the same block is not judged again.
    """

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
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
        found = tuple(self._judge(front.root, _last_line(page.text, front.span)))
        if not found:
            self._valid.add(key)
        return found


def _last_line(text: str, span: Span) -> Span:
    """The line that closes the front matter: where a further key would stand."""
    end = span.start + len(span.slice(text).rstrip())
    return Span(max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1, end)
