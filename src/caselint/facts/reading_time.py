"""Reading times as pages state them: `15 min`, `10-15 minutes`, `1 h 30 min`, `PT15M`, a bare number of minutes."""

import math
import re
from typing import NamedTuple

_UNIT = r"(?:m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?)"
_ABOUT = r"(?:~|≈|about |approx\.? |ca\.? |around )?"
_READ = r"\.?(?:[ -]read(?:ing)?(?: time)?)?"
_ONE = re.compile(rf"{_ABOUT}(?P<low>\d{{1,4}})(?:\s?(?:-|–|to)\s?(?P<high>\d{{1,4}}))?(?P<more>\+)?"
                  rf"[\s-]?(?P<unit>{_UNIT})?{_READ}\Z", re.IGNORECASE)  # fmt: skip
_BOTH = re.compile(rf"{_ABOUT}(?P<hours>\d{{1,2}})\s?h(?:(?:ou)?rs?)?[\s,]*(?P<minutes>\d{{1,2}})"
                   rf"(?:\s?m(?:in(?:ute)?s?)?)?{_READ}\Z", re.IGNORECASE)  # fmt: skip
_ISO = re.compile(r"PT(?:(?P<hours>\d{1,2})H)?(?:(?P<minutes>\d{1,3})M)?\Z")
_LONGEST = 24 * 60


class ReadingTime(NamedTuple):
    """A stated reading time in minutes, from `low` to `high` (infinite for `30+ min`)."""

    low: float
    high: float


def stated_time(value: object) -> ReadingTime | None:
    """The reading time that a front matter value states; None where it is none, or not that alone."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return ReadingTime(float(value), float(value)) if 0 < value <= _LONGEST else None
    return _of_text(value.strip()[:60]) if isinstance(value, str) else None


def _of_text(text: str) -> ReadingTime | None:
    found = _BOTH.match(text) or (_ISO.match(text) if len(text) > 2 else None)
    if found:
        minutes = 60.0 * int(found["hours"] or 0) + int(found["minutes"] or 0)
        return ReadingTime(minutes, minutes) if 0 < minutes <= _LONGEST else None
    found = _ONE.match(text)
    if found is None:
        return None
    worth = 60.0 if (found["unit"] or "").lower().startswith("h") else 1.0
    low = int(found["low"]) * worth
    high = math.inf if found["more"] else int(found["high"] or found["low"]) * worth
    return ReadingTime(low, high) if 0 < low <= high and low <= _LONGEST else None
