"""Numbers that state no quantity: labels and ordinals, versions, dates, times, status codes, names with digits."""

import re

_LABELS = frozenset(
    """
    act act. alternative android angular appendix approach article attempt axiom bug case ch. challenge chapter
    chapter: chapters class day days decision dimension edition episode epoch example examples exercise fig figure
    figures gen generation gpt grade http http/ hypothesis ieee ios ipv iso issue issues item iteration java kafka
    kubernetes law laws layer layers lesson level levels line lines listing milestone mistake module modules month
    months mysql no. node.js note number oauth option p page pages paragraph part parts pattern pci phase phases php
    pillar pitfall port ports postgresql pr principle priority problem python q quarter question questions raid rank
    reason redis release rev revision rfc round row ruby rule scenario season sec. section sections sev severity sha
    sla- slide soc sprint ssl stage stages step steps story strategies strategy table task test ticket tier tiers
    tip tls top topic type unit utf v ver ver. version vol vol. volume vue web week weeks windows year years zone
    zones
    """.split()
)
# A label only where nothing is counted behind the number: `node 3 fails`, but `per server 5 requests`.
_SOFT_LABELS = frozenset(
    """
    at bit block broker byte client code column core customer datacenter error follower group host id index instance
    job key leader machine master message node partition player process ref region replica request room server
    service shard slave slot state station status team term thread transaction user value version worker
    """.split()
)
_MONTHS = frozenset(
    """
    Apr April Aug August Dec December Feb February Jan January Jul July Jun June Mar March May Nov November Oct
    October Sep Sept September
    """.split()
)
_MONTH_AFTER = re.compile(
    r"[ \t\x01]{1,3}(?:of[ \t])?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]{0,6}(?![a-z])"
)
_WORD_BEFORE = re.compile(r"([A-Za-z][A-Za-z./]{0,15})[ \t\x01]{1,4}#?[ \t\x01]{0,2}\Z")
_NAME_BEFORE = re.compile(r"[a-z,;][ \t]([A-Z][A-Za-z.+#]{1,18})[ \t\x01]\Z")
_CLOCK = re.compile(r":[0-5][0-9](?![0-9])|[ \t]?(?:[ap]\.?m\b|AM\b|PM\b|UTC\b|GMT\b|o['’]clock)|h[0-5][0-9]\b")
_AGO = re.compile(r"(?:[ \t\x01]{1,4}|[ \t\x01]?-)(?:ago|old)(?![A-Za-z])")
_STATUS_NOUN = re.compile(
    r"[ \t\x01]{1,3}(?:client[ \t]|server[ \t]|http[ \t])?"
    r"(?:errors?|templates?|handlers?|responses?|status(?:es)?|codes?|pages?|not[ \t]found|redirects?"
    r"|too[ \t]many|unauthorized|forbidden|ok|internal|bad|service[ \t]unavailable)(?![a-z])",
    re.IGNORECASE,
)
_COMMON_CODES = frozenset("200 201 204 301 302 304 400 401 403 404 409 410 422 429 500 501 502 503 504".split())
_YEAR_TAIL = re.compile(r"s(?![A-Za-z])")
_RESOLUTION = re.compile(
    r"[ \t\x01-]{0,3}(?:video|videos|footage|resolution|streaming|stream|streams|content|uhd|tv|tvs|display|displays"
    r"|hdr|quality|playback|film|movie|movies|transcod\w{1,8}|camera|hdr10)(?![a-z])",
    re.IGNORECASE,
)
_JOINED_LABEL = re.compile(
    r"[ \t\x01]{0,3}(?:,(?:[ \t]?and)?|and|or|&|[-–—]|to|through|/|\+)[ \t\x01]{0,3}#?(?=[0-9]++(?![0-9.,]*+[%A-Za-z]))"
)
_CLOSERS = ("", ":", ")", "]", "|", "\x01", "\x02")
_ORDINAL_ENDS = (".", ")", ":")
LABEL_ENDS = frozenset((*_CLOSERS, *_ORDINAL_ENDS))
"""What the next character is where a number may be a label or an ordinal; "" at the end of the piece."""
_LIST_ORDINAL = re.compile(r"[.):](?:[ \t\x01]|\Z)")


def word_before(work: str, at: int) -> str:
    """The word that stands right before `at` (blanks, marks and a `#` between); "" for none."""
    if at > 1 and work[at - 1] == " " and work[at - 2].isalpha():
        # The common case by hand: letters up to a blank.
        word = work[max(0, at - 18) : at - 1].rpartition(" ")[2]
        if word.isalpha() and word.isascii() and len(word) <= 16:
            return word
    if not at or work[at - 1] not in " \t\x01#":
        return ""
    match = _WORD_BEFORE.search(work[max(0, at - 24) : at])
    return match[1] if match else ""


def label_kind(word: str) -> str:
    """ "hard" where a number behind `word` is an ordinal whatever follows, "soft" where only a bare one is, else ""."""
    lowered = word.lower()
    if lowered in _LABELS or word in _MONTHS:
        return "hard"
    return "soft" if lowered in _SOFT_LABELS else ""


def is_plain_label(work: str, at: int, end: int) -> bool:
    """A cheap look for the commonest case: `Law 3:`, `(Week 2)`, a label with nothing behind its number."""
    if at < 4 or work[at - 1] != " " or work[end : end + 1] not in _CLOSERS:
        return False
    return work[max(0, at - 15) : at - 1].rpartition(" ")[2].lower() in _LABELS


def joined_label(work: str, at: int) -> int:
    """Where the next number of a label stands (`Steps 1 and 2`), -1 for none."""
    match = _JOINED_LABEL.match(work, at)
    return match.end() if match else -1


def is_year(written: str) -> bool:
    """Whether the digits could be a year."""
    return len(written) == 4 and written.isdigit() and 1900 <= int(written) <= 2099


def is_decade(work: str, end: int, written: str) -> bool:
    """`1990s`, `1800s`: `end` is where the digits end."""
    if len(written) != 4 or not written.isdigit() or not 1500 <= int(written) <= 2099:
        return False
    return written[-1] == "0" and _YEAR_TAIL.match(work, end) is not None


def is_clock(work: str, end: int) -> bool:
    """Whether what follows the digits makes them a time of day."""
    return _CLOCK.match(work, end) is not None


def is_date(work: str, end: int, label: str) -> bool:
    """Whether a month's name stands beside the number; `label` is the word before it."""
    return label.rstrip(".") in _MONTHS or _MONTH_AFTER.match(work, end) is not None


def is_past(work: str, end: int) -> bool:
    """`10 years ago`, `5 years old`."""
    return _AGO.match(work, end) is not None


def is_status_code(work: str, end: int, written: str, label: str) -> bool:
    """`404 errors`, `HTTP 500 responses`; `label` is the word before the number."""
    if len(written) != 3 or not written.isdigit() or not 100 <= int(written) <= 599:
        return False
    if label.lower() in ("http", "status", "code", "https", "returns", "return", "returned"):
        return True
    return written in _COMMON_CODES and _STATUS_NOUN.match(work, end) is not None


def are_status_codes(first: str, second: str) -> bool:
    """`301/302`: two codes side by side."""
    return first in _COMMON_CODES and second in _COMMON_CODES


def is_resolution(work: str, end: int) -> bool:
    """Behind `4K` or `8K`: `footage`, `video`."""
    return _RESOLUTION.match(work, end) is not None


def is_product_name(work: str, start: int) -> bool:
    """`the Windows 10 users`: a name in the midst of a sentence right before the number."""
    return _NAME_BEFORE.search(work[max(0, start - 24) : start]) is not None


def heads_line(text: str, at: int) -> bool:
    """Whether nothing but a few blanks and marks stands between the start of its line and `at`."""
    before = text[max(0, at - 12) : at]
    line = before.rpartition("\x02")[2].rpartition("\n")[2]
    return (len(line) < len(before) or at <= 12) and not line.strip(" \t\x01\"'“(#*>")


def is_list_ordinal(text: str, start: int, work: str, at: int, end: int) -> bool:
    """`1. Title` at the start of a line; `start` is the number's offset in the page's `text`, `at` in the piece."""
    if work[end : end + 1] not in _ORDINAL_ENDS or _LIST_ORDINAL.match(work, end) is None:
        return False
    return heads_line(text, start) or heads_line(work, at)
