"""The day on which a page says it was last changed."""

import re
from datetime import date, datetime

from caselint.facts.page_facts import PageFacts

# The day of the last change before that of the first publication.
_KEYS = ("last_updated", "last-updated", "lastUpdated", "last_modified", "lastmod", "updated", "modified", "date")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?=\Z|[T ])")


def stated_day(facts: PageFacts) -> date | None:
    """The day in the front matter; None where there is none, or none that can be read as one."""
    for key in _KEYS:
        found = facts.front_value(key)
        if found is not None:
            return _day(found.value)
    return None


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    written = _ISO.match(value) if isinstance(value, str) else None
    try:
        return None if written is None else date.fromisoformat(written.group())
    except ValueError:
        return None
