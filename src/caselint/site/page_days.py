"""The day on which a page says it was last changed, and how a day is read from a front matter."""

import re
from datetime import date

from caselint.facts.page_facts import PageFacts

# The day of the last change before that of the first publication.
_KEYS = ("last_updated", "last-updated", "lastUpdated", "last_modified", "lastmod", "updated", "modified", "date")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?=\Z|[T ])")


def stated_day(facts: PageFacts) -> date | None:
    """The day in the front matter; None where there is none, or none that can be read as one."""
    for key in _KEYS:
        found = facts.front_value(key)
        if found is not None:
            return day_of(found.value)
    return None


def day_of(value: object) -> date | None:
    """The day that a front matter value is; a text counts where it starts with `2025-01-31`."""
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    found = _ISO.match(value) if isinstance(value, str) else None
    try:
        return date.fromisoformat(found.group()) if found else None
    except ValueError:
        return None
