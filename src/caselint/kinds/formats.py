"""Formats of texts that schemas ask for and that caselint checks itself: each in one pass over the text."""

import re
from datetime import datetime, time
from ipaddress import ip_address

_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?P<rest>.+)\Z", re.DOTALL)
# What RFC 3986 (section 2) lets no URI hold; letters beyond ASCII are left to IRIs, which browsers take.
_NOT_IN_URI = re.compile(r"[\s<>\"{}|\\^`]|%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"//(?:[^/?#@]*@)?(?P<host>\[[0-9A-Fa-f:.]+\]|[^/?#:@\[\]]+)(?::[0-9]*)?(?:[/?#]|\Z)")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
# RFC 5321, section 4.1.2: what a part of a local name may hold; letters beyond ASCII as RFC 6531 has it.
_ATOM = re.compile(r"[^\x00-\x20\x7f\"(),.:;<>@\[\\\]]+\Z")
_LABEL = re.compile(r"[^\W_](?:(?:[^\W_]|-){0,61}[^\W_])?\Z")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})?\Z")


def is_uri(value: object) -> bool:
    """RFC 3986: a scheme and what follows it; of http and https a host too."""
    if not isinstance(value, str):
        return True
    found = _SCHEME.match(value)
    if found is None or _NOT_IN_URI.search(value):
        return False
    return found["scheme"].lower() not in ("http", "https") or _HOST.match(found["rest"]) is not None


def is_uri_reference(value: object) -> bool:
    """A URI, or a path, query or fragment that is one relative to the page's own."""
    if not isinstance(value, str):
        return True
    scheme = _SCHEME.match(value)
    if (
        scheme is not None
        and "/" not in value[: scheme.end("scheme")]
        and scheme["scheme"].lower() in ("http", "https")
    ):
        return is_uri(value)
    return _NOT_IN_URI.search(value) is None


def is_slug(value: object) -> bool:
    """Lower-case ASCII letters and digits in words joined by single hyphens."""
    return not isinstance(value, str) or _SLUG.match(value) is not None


def is_clock_time(value: object) -> bool:
    """RFC 3339's time of day, seconds and zone optional, as YAML has it."""
    if not isinstance(value, str):
        return True
    if not _TIME.match(value):
        return False
    try:
        return time.fromisoformat(value.replace("z", "Z").replace("Z", "+00:00")) is not None
    except ValueError:
        return False


def is_timestamp(value: object) -> bool:
    """RFC 3339, or with a blank for the T, as YAML has it."""
    if not isinstance(value, str):
        return True
    try:
        return len(value) > 10 and datetime.fromisoformat(value.replace("z", "Z")) is not None
    except ValueError:
        return False


def is_email(value: object) -> bool:
    """RFC 5321: a local name of words between dots, or in quotes, and a domain or an address in brackets."""
    if not isinstance(value, str):
        return True
    local, at, domain = value.rpartition("@")
    if not at or len(local) > 64 or len(domain) > 255:
        return False
    quoted = len(local) > 1 and local[0] == local[-1] == '"'
    if not (local.isprintable() if quoted else all(map(_ATOM.match, local.split(".")))):
        return False
    if domain[:1] != "[":
        return all(map(_LABEL.match, domain.split(".")))
    try:
        return domain[-1] == "]" and ip_address(domain[1:-1].removeprefix("IPv6:")) is not None
    except ValueError:
        return False


CHECKS = {
    "date-time": is_timestamp,
    "email": is_email,
    "slug": is_slug,
    "time": is_clock_time,
    "uri": is_uri,
    "uri-reference": is_uri_reference,
}
# In an editor's words, with an example.
IN_WORDS = {
    "date": "a date such as 2025-01-31",
    "date-time": "a time such as 2025-01-31T09:30:00Z",
    "email": "an e-mail address",
    "ipv4": "an IPv4 address",
    "ipv6": "an IPv6 address",
    "slug": "a slug such as ferry-lines (a-z, 0-9, single hyphens)",
    "time": "a time of day such as 09:30",
    "uri": "an address such as https://example.org/page",
    "uri-reference": "an address or a path such as ../page.md",
    "uuid": "a UUID",
}
