"""FRM022 outdated-last-updated."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from caselint.facts.page_facts import FrontValue, PageFacts
from caselint.findings import Edit, Finding, Fix, Safety, Span
from caselint.rules.rule import Example, SiteRule
from caselint.site.index import SiteIndex
from caselint.site.page_age import Outdated, Stated, outdated_pages
from caselint.site.page_days import day_of

_AHEAD = timedelta(days=1)  # somewhere on Earth it is tomorrow


@dataclass(frozen=True)
class LastUpdatedOptions:
    """Which keys say when a page was last changed, and how much may change without them.

    Attributes:
        keys: front matter keys, as a path where one stands in another (`date.updated`).
        tolerance_days: days that may lie between the date and the commit.
        changed_words: the fewest words that have to be new, or gone, for the date to be outdated.
    """

    keys: tuple[str, ...] = (
        "last_updated", "last-updated", "lastUpdated", "last_modified", "last-modified", "lastmod", "updated",
        "modified", "date_modified", "date.updated", "last_update.date",
    )  # fmt: skip
    tolerance_days: int = 7
    changed_words: int = 50

    def __post_init__(self) -> None:
        if not 0 <= self.tolerance_days <= 36_500:
            raise ValueError("tolerance-days is a number of days from 0 to 36,500")
        if self.changed_words < 1:
            raise ValueError("changed-words is 1 or more")


class OutdatedLastUpdated(SiteRule):
    """The date of the last update in the front matter lies before the last commits that changed the page, or to come.

    The text of the last commit is held against the text that the date was written about: that of the commit which
    wrote the date into the page, or of the date itself where it stood there before. The date is outdated where at least
    50 words of the text are other since, later than seven days after the date. Words of the front matter, destinations
    of links and white space do not count, nor does what is not committed yet.

    Nothing is asked of git on sites without such a date. Outside of git, and in a shallow or partial clone, only dates
    to come are reported; `-v` says so.

    ## Why it matters
    Readers take an old page for a current one, or a current one for old. Sitemaps tell search engines the same.

    ## What to do
    Write the day of the last change, which the finding names, or leave dates to the site generator. A run for another
    day is made by `--today`. What counts as a change can be set:

        [rules.outdated-last-updated]
        tolerance-days = 30
        changed-words = 200
    """

    code = "FRM022"
    name = "outdated-last-updated"
    preview = True
    reads = frozenset({"front"})
    inputs = frozenset({"history", "today"})
    Options = LastUpdatedOptions
    bad = (
        Example("---\nlast_updated: 9998-01-31\n---\n# Ferry\n", finds=("page.md:2:15",)),
        Example('---\ndate:\n  created: 2025-01-01\n  updated: "9998-01-31"\n---\n', finds=("page.md:4:12",)),
    )
    good = (
        Example("---\nlast_updated: 2025-01-31\n---\n# Ferry\n"),
        Example("---\nlast_updated: soon\nupdated: true\nmodified: 9998-13-31\n---\n# Ferry\n"),
        Example("---\ndate: 9998-01-31\nreview: 9998-01-31\n---\n# Ferry\n"),
        Example("---\nlast_updated: 9998-01-31\n---\n# Ferry\n", options={"keys": ["changed"]}),
    )

    def check(self, site: SiteIndex, touching: frozenset[str] | None) -> Iterator[Finding]:
        options = self.options
        assert isinstance(options, LastUpdatedOptions)
        values: dict[str, tuple[FrontValue, date]] = {}
        for facts in site.touched(touching):
            stated = _stated(facts, options.keys)
            if stated is None:
                continue
            value, day = stated
            if site.today is not None and day > site.today + _AHEAD:
                yield self._to_come(facts.path, value, day)
            else:
                values[facts.path] = stated
        if site.history is None or not values:
            return
        pages = {path: Stated(value.path, day) for path, (value, day) in values.items()}
        tolerance = timedelta(days=options.tolerance_days)
        for found in outdated_pages(site.history, pages, tolerance, options.changed_words):
            yield self._outdated(found, *values[found.path])

    def _to_come(self, path: str, value: FrontValue, day: date) -> Finding:
        key = _named(value)
        return self.finding(path, value.span, f"{key} is {day}, a day to come", help="write the day of the last change")

    def _outdated(self, found: Outdated, value: FrontValue, day: date) -> Finding:
        key, last = _named(value), found.last
        message = (
            f"{key} is {day}, and {found.words:,} words have changed since, last on {last.day} ({last.commit[:7]})"
        )
        start, end = value.span
        fix = None
        if end - start == len("2025-01-31"):
            edit = Edit(found.path, Span(start, end), str(last.day))
            fix = Fix(f"write {last.day}", Safety.UNSAFE, (edit,))
        return self.finding(found.path, value.span, message, fix=fix, help=f"write {last.day}")


def _named(value: FrontValue) -> str:
    return ".".join(map(str, value.path))


def _stated(facts: PageFacts, keys: tuple[str, ...]) -> tuple[FrontValue, date] | None:
    """The first of the keys that the page has with a day as its value."""
    for value in facts.front:
        if _named(value) in keys:
            day = day_of(value.value)
            if day is not None:
                return value, day
    return None
