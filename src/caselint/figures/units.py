"""The units that caselint knows, how pages spell them, and what each is worth in its dimension's base unit.

`UNITS` maps a unit to its dimension and its worth: seconds for durations, bits for data, metres for lengths. The
spellings are general (SI, IEC 80000-13, ISO 4217 and their usual abbreviations); nothing here is fitted to one site.
"""

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from caselint.figures.nouns import singular


class Unit(NamedTuple):
    """A unit's dimension, and its worth in base units; worth None where nothing converts."""

    dimension: str
    worth: Fraction | None = None


DAY = 86400
YEAR = 365 * DAY
PERIODS = {
    "s": Fraction(1), "min": Fraction(60), "h": Fraction(3600), "day": Fraction(DAY), "week": Fraction(7 * DAY),
    "month": Fraction(YEAR, 12), "quarter": Fraction(YEAR, 4), "year": Fraction(YEAR), "ms": Fraction(1, 1000),
}  # fmt: skip
UNITS: dict[str, Unit] = {name: Unit("duration", worth) for name, worth in PERIODS.items() if name != "quarter"}
UNITS["us"] = Unit("duration", Fraction(1, 10**6))
UNITS["ns"] = Unit("duration", Fraction(1, 10**9))
UNITS["bit"] = Unit("data", Fraction(1))
UNITS["b"] = Unit("data", Fraction(8))
for _step, _prefix in enumerate("kmgtpez", 1):
    UNITS[_prefix + "b"] = Unit("data", Fraction(8 * 1000**_step))
    UNITS[_prefix + "ib"] = Unit("data", Fraction(8 * 1024**_step))
    UNITS[_prefix + "bit"] = Unit("data", Fraction(1000**_step))
UNITS |= {"m": Unit("other", Fraction(1)), "km": Unit("other", Fraction(1000)), "cm": Unit("other", Fraction(1, 100))}
UNITS |= {"mm": Unit("other", Fraction(1, 1000)), "mile": Unit("other", Fraction("1609.344"))}
UNITS |= {name: Unit("other") for name in ("hz", "khz", "mhz", "ghz", "w", "kw", "mw", "gw", "kwh", "mwh", "gwh", "kg")}
UNITS |= {"%": Unit("percent"), "x": Unit("multiplier"), "nine": Unit("nines")}
CURRENCIES = ("usd", "eur", "gbp", "inr", "jpy")
UNITS |= {name: Unit("money") for name in CURRENCIES}

CURRENCY_SIGNS = {"$": "usd", "€": "eur", "£": "gbp", "₹": "inr", "¥": "jpy"}

# Spelled with this very case: `Mb` is bits and `MB` bytes.
SYMBOLS = {
    "ms": "ms", "us": "us", "µs": "us", "μs": "us", "ns": "ns", "s": "s", "h": "h", "d": "day", "m": "m", "km": "km",
    "cm": "cm", "mm": "mm", "kB": "kb", "KB": "kb", "MB": "mb", "GB": "gb", "TB": "tb", "PB": "pb", "EB": "eb",
    "ZB": "zb", "kb": "kb", "mb": "mb", "gb": "gb", "tb": "tb", "pb": "pb", "Kb": "kbit", "Mb": "mbit", "Gb": "gbit",
    "Tb": "tbit", "KiB": "kib", "MiB": "mib", "GiB": "gib", "TiB": "tib", "PiB": "pib", "EiB": "eib", "Kbit": "kbit",
    "kbit": "kbit", "Mbit": "mbit", "Gbit": "gbit", "Tbit": "tbit", "Hz": "hz", "kHz": "khz", "KHz": "khz",
    "MHz": "mhz", "GHz": "ghz", "W": "w", "kW": "kw", "KW": "kw", "MW": "mw", "GW": "gw", "kWh": "kwh", "MWh": "mwh",
    "GWh": "gwh", "kg": "kg", "x": "x", "X": "x", "×": "x", "w": "week", "y": "year", "G": "", "Ki": "kib",
    "Mi": "mib", "Gi": "gib",
    "kbps": "kbit/s", "Kbps": "kbit/s", "Mbps": "mbit/s", "Gbps": "gbit/s", "Tbps": "tbit/s", "mbps": "mbit/s",
    "gbps": "gbit/s", "tbps": "tbit/s", "bps": "bit/s", "KBps": "kb/s", "MBps": "mb/s", "GBps": "gb/s",
}  # fmt: skip
# Read only when they touch the number: with a blank between they are words (`5 us`) or labels (`5 d`).
GLUED_ONLY = frozenset({"us", "d", "w", "y", "x", "X", "G", "W", "Ki", "Mi", "Gi"})

# Spelled in any case.
WORDS = {
    "sec": "s", "secs": "s", "second": "s", "seconds": "s", "min": "min", "mins": "min", "minute": "min",
    "minutes": "min", "hr": "h", "hrs": "h", "hour": "h", "hours": "h", "day": "day", "days": "day", "week": "week",
    "weeks": "week", "wk": "week", "wks": "week", "month": "month", "months": "month", "mo": "month", "mos": "month",
    "year": "year", "years": "year", "yr": "year", "yrs": "year", "millisecond": "ms", "milliseconds": "ms",
    "msec": "ms", "msecs": "ms", "millis": "ms", "microsecond": "us", "microseconds": "us", "nanosecond": "ns",
    "nanoseconds": "ns", "byte": "b", "bytes": "b", "bit": "bit", "bits": "bit", "kilobyte": "kb", "kilobytes": "kb",
    "megabyte": "mb", "megabytes": "mb", "gigabyte": "gb", "gigabytes": "gb", "terabyte": "tb", "terabytes": "tb",
    "petabyte": "pb", "petabytes": "pb", "exabyte": "eb", "exabytes": "eb", "zettabytes": "zb", "kilobits": "kbit",
    "megabit": "mbit", "megabits": "mbit", "gigabit": "gbit", "gigabits": "gbit", "terabits": "tbit",
    "pts": "point",
    "percent": "%", "pct": "%", "dollars": "usd", "dollar": "usd", "usd": "usd", "euro": "eur", "euros": "eur",
    "eur": "eur", "gbp": "gbp", "inr": "inr", "rupees": "inr", "jpy": "jpy", "meter": "m", "meters": "m",
    "metre": "m", "metres": "m", "kilometer": "km", "kilometers": "km", "kilometre": "km", "kilometres": "km",
    "kms": "km", "mile": "mile", "miles": "mile", "nines": "nine", "fold": "x", "rps": "request/s", "qps": "query/s",
    "tps": "transaction/s", "fps": "frame/s", "iops": "io operation/s", "rpm": "request/min",
    "mau": "monthly active user",
    "maus": "monthly active user", "dau": "daily active user", "daus": "daily active user",
    "wau": "weekly active user", "ccu": "concurrent user",
}  # fmt: skip

# What a denominator may be spelled as, beside the words above that are durations.
DENOMINATOR_SYMBOLS = {
    "s": "s", "m": "min", "h": "h", "d": "day", "w": "week", "y": "year", "annum": "year", "mth": "month",
    "quarter": "quarter", "qtr": "quarter", "q": "quarter", "ms": "ms",
}  # fmt: skip
ADVERBS = {
    "hourly": "h", "daily": "day", "nightly": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter",
    "yearly": "year", "annually": "year", "annual": "year", "yoy": "year", "mom": "month", "qoq": "quarter",
    "wow": "week", "p.a": "year",
}  # fmt: skip


own_spellings: dict[str, str] = {}
"""The spellings of the site that is read, in small letters; `spellings.use_spellings` alone changes them."""


def canonical(unit: str) -> str:
    """A unit such as "requests/sec" as quantities have it: "request/s"."""
    first, *below = (part.strip() for part in unit.split("/"))
    return "/".join((unit_named(first, glued=False) or singular(first.lower()), *map(_denominator, below)))


def _denominator(word: str) -> str:
    return period_named(word) or unit_named(word, glued=False) or singular(word.lower())


def unit_named(word: str, *, glued: bool) -> str | None:
    """The unit that `word` spells beside a number; `glued` tells that no blank stands between; None for no unit."""
    if own_spellings and (own := own_spellings.get(word.lower())):
        return own
    symbol = SYMBOLS.get(word)
    if symbol and (glued or word not in GLUED_ONLY):
        return symbol
    return WORDS.get(word.lower())


def period_named(word: str) -> str | None:
    """The period that `word` spells as a denominator (`/s`, `per month`), or None."""
    lowered = word.lower()
    unit = WORDS.get(lowered)
    if unit in PERIODS:
        return unit
    return DENOMINATOR_SYMBOLS.get(lowered)


@lru_cache(maxsize=1024)
def dimension_of(unit: str) -> str:
    """The dimension of a unit as `caselint figures` prints it: per time is a rate, money stays money."""
    numerator, *denominators = unit.split("/")
    known = UNITS.get(numerator)
    dimension = known.dimension if known else "count"
    if dimension != "money" and any(name in PERIODS for name in denominators):
        return "rate"
    return dimension
