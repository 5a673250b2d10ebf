"""What a site's pages were: the engine asks git, rules ask this."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, Protocol


class PastChange(NamedTuple):
    """What one commit did to a page.

    Attributes:
        day: when it was written, by its author's clock.
        commit: its id.
        before, after: what names the page's text for `History.texts`; "" where there was none.
    """

    day: date
    commit: str
    before: str
    after: str


class History(Protocol):
    """The commits of a site. Where there is no history, or not all of it, nothing has changed."""

    def changes_after(self, days: Mapping[str, date]) -> Mapping[str, tuple[PastChange, ...]]:
        """For each page, by path, the commits that were written after its day, newest first."""

    def texts(self, names: Iterable[str]) -> Mapping[str, str]:
        """The texts that `before` and `after` name; those that are too large are left out."""
