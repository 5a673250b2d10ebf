"""What a scalar's text means: the schemas of YAML 1.1 (as PyYAML reads it) and YAML 1.2 (core)."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

from caselint.content.yaml_node import Version

CORE = "tag:yaml.org,2002:"
# YAML's own tags, and the kind of node that each is for; `!` says nothing.
CORE_TAGS = {
    **dict.fromkeys(("!", "null", "bool", "int", "float", "str", "timestamp", "binary"), "scalar"),
    **dict.fromkeys(("seq", "omap", "pairs"), "sequence"),
    **dict.fromkeys(("map", "set"), "mapping"),
}
MOST_DIGITS = 300

_BOOL_11 = {"yes": True, "no": False, "true": True, "false": False, "on": True, "off": False}
_BOOL_12 = {"true": True, "false": False}
_LONGEST_WORD = 5
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_SPECIAL = {".inf": float("inf"), "+.inf": float("inf"), "-.inf": float("-inf"), ".nan": float("nan")}
# A plain scalar that starts with none of these is a text in both versions.
_MAY_MEAN = frozenset("0123456789+-.~nNtTfFyYoO=")

_INT_11 = re.compile(
    r"[-+]?(?:0b(?P<bin>[01_]++)|0x(?P<hex>[0-9a-fA-F_]++)|(?P<sixty>[1-9][0-9_]*+(?>(?::[0-5]?[0-9])+))"
    r"|(?P<oct>0[0-7_]++)|(?P<dec>0|[1-9][0-9_]*+))",
)
_FLOAT_11 = re.compile(
    r"[-+]?(?:(?:[0-9][0-9_]*+\.[0-9_]*+|\.[0-9][0-9_]*+)(?:[eE][-+][0-9]++)?"
    r"|(?P<sixty>[0-9][0-9_]*+(?>(?::[0-5]?[0-9])+)\.[0-9_]*+))"
)
_INT_12 = re.compile(r"[-+]?(?P<dec>[0-9]++)|0o(?P<oct>[0-7]++)|0x(?P<hex>[0-9a-fA-F]++)")
_FLOAT_12 = re.compile(r"[-+]?(?:\.[0-9]++|[0-9]++(?:\.[0-9]*+)?)(?:[eE][-+]?[0-9]++)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt]|[ \t]++)([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]*+))?"
    r"(?:[ \t]*+(?:(Z)|([-+])([0-9]{1,2})(?::([0-9]{2}))?))?"
)


class BadScalar(ValueError):
    """A text that its tag, or its own form, does not allow: `!!int x`, the date 2024-13-45."""


def resolve(text: str, version: Version) -> object:
    """What a plain scalar means.

    Raises:
        BadScalar: it has the form of a date or number that does not exist (YAML 1.1), or has too many digits.
    """
    if text and text[0] not in _MAY_MEAN:
        return text
    if text in _NULLS:
        return None
    if text[0].isalpha() and len(text) > _LONGEST_WORD:
        return text
    return _resolve_11(text) if version == (1, 1) else _resolve_12(text)


def tagged(text: str, tag: str, version: Version) -> object:
    """What a scalar with an explicit tag means; a tag outside of YAML's own leaves its text.

    Raises:
        BadScalar: the text is not of the tag's type.
    """
    kind = tag.removeprefix(CORE)
    if kind == tag or kind not in _TAGGED:
        return text
    wanted = _TAGGED[kind]
    value = None if wanted is type(None) and text in _NULLS else resolve(text, (1, 1) if kind != "float" else version)
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is wanted or (wanted is date and isinstance(value, date)):
        return value
    raise BadScalar(f'"{text}" is no {kind}')


_TAGGED: dict[str, type] = {"null": type(None), "bool": bool, "int": int, "float": float, "timestamp": date}


def _resolve_11(text: str) -> object:
    word = _word(text, _BOOL_11)
    if word is not None:
        return word
    if text in _SPECIAL or text.lower() in _SPECIAL:
        return _special(text)
    found = _INT_11.fullmatch(text)
    if found:
        return _integer(found, text)
    found = _FLOAT_11.fullmatch(text)
    if found:
        return _float_11(found, text)
    if _DATE.fullmatch(text):
        return _date(text)
    found = _TIME.fullmatch(text)
    return text if found is None else _timestamp(found, text)


def _resolve_12(text: str) -> object:
    word = _word(text, _BOOL_12)
    if word is not None:
        return word
    if text.lower() in _SPECIAL:
        return _special(text)
    found = _INT_12.fullmatch(text)
    if found:
        return _integer(found, text)
    return _finite(text, text) if _FLOAT_12.fullmatch(text) else text


def _word(text: str, words: dict[str, bool]) -> bool | None:
    """`yes`, `Yes` and `YES` are words; `yEs` is a text."""
    return words.get(text.lower()) if text in (text.lower(), text.upper(), text.capitalize()) else None


def _special(text: str) -> object:
    lower = text.lower()
    if text in (lower, text.upper()) or text.lstrip("+-") in (".Inf", ".NaN"):
        return _SPECIAL[lower]
    return text


def _integer(found: re.Match[str], text: str) -> object:
    kind = found.lastgroup or "dec"
    digits = found[kind].replace("_", "")
    if len(digits) > MOST_DIGITS:
        raise BadScalar(f"a number of {len(digits):,} digits")
    sign = -1 if text[0] == "-" else 1
    if kind == "sixty":
        return sign * int(_sixty(digits))
    if not digits:
        raise BadScalar(f'"{text}" is no number')
    return sign * int(digits, {"bin": 2, "oct": 8, "dec": 10, "hex": 16}[kind])


def _float_11(found: re.Match[str], text: str) -> object:
    plain = text.replace("_", "").lower()
    if found["sixty"]:
        return (-1 if plain[0] == "-" else 1) * float(_sixty(plain.lstrip("+-")))
    return _finite(plain, text)


def _finite(plain: str, text: str) -> float:
    if len(plain) > MOST_DIGITS:
        raise BadScalar(f"a number of {len(plain):,} characters")
    try:
        return float(plain)
    except ValueError:
        raise BadScalar(f'"{text}" is no number') from None


def _sixty(digits: str) -> float | int:
    """Numbers to the base 60 (`1:30:00`), which YAML 1.1 has."""
    total: float | int = 0
    for part in digits.split(":"):
        total = total * 60 + (float(part) if "." in part else int(part))
    return total


def _date(text: str) -> date:
    try:
        return date(int(text[:4]), int(text[5:7]), int(text[8:]))
    except ValueError:
        raise BadScalar(f"there is no day {text}") from None


def _timestamp(found: re.Match[str], text: str) -> datetime:
    year, month, day, hour, minute, second = (int(found[group]) for group in range(1, 7))
    fraction = int((found[7] or "")[:6].ljust(6, "0"))
    zone = None
    if found[9]:
        away = timedelta(hours=int(found[10]), minutes=int(found[11] or 0))
        zone = -away if found[9] == "-" else away
    try:
        known = UTC if found[8] else timezone(zone) if zone is not None else None
        return datetime(year, month, day, hour, minute, second, fraction, tzinfo=known)
    except (ValueError, OverflowError):
        raise BadScalar(f"there is no time {text}") from None
