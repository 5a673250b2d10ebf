"""Numbers that state no quantity: labels and ordinals, versions, dates, times, status codes, names with digits."""

import re

_LABELS = frozenset(
    """
    act appendix approach article axiom bug challenge chapter chapters class day days decision dimension edition episode
    epoch example examples exercise fig figure figures gen generation grade hypothesis issue issues item iteration law laws
    layer layers lesson level levels line lines listing milestone mistake module modules month months no. note number option
    page pages paragraph part parts pattern phase phases pillar pitfall port ports pr principle priority problem quarter
    question questions reason release rev revision row rule scenario season section sections sev severity slide sprint
    stage stages step steps story strategy strategies table task test ticket tier tiers tip top topic type unit version vol
    volume week weeks year years zone zones attempt rank round raid rfc iso ieee soc pci http http/ python java php ruby
    node.js angular vue tls ssl oauth windows web ipv android ios utf sha gpt kubernetes postgresql mysql kafka redis
    chapter: alternative case act. ch. sec. vol. v ver ver. sla- p q
    """.split()
)
# A label only where nothing is counted behind the number: `node 3 fails`, but `per server 5 requests`.
_SOFT_LABELS = frozenset(
    """
    broker client code column core follower leader master slave customer datacenter error group host id index instance job key machine message node
    partition player process region replica request room server service shard slot status team term thread transaction
    user value version worker at ref room bit byte state station block
    """.split()
)
_MONTHS = frozenset(
    """
    January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep
    Sept Oct Nov Dec
    """.split()
)
_MONTH_AFTER = re.compile(r"[ \t\x01]{1,3}(?:of[ \t])?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]{0,6}(?![a-z])")
_WORD_BEFORE = re.compile(r"([A-Za-z][A-Za-z./]{0,15})[ \t\x01]{0,4}[#:]?[ \t\x01]{0,4}\Z")
_NAME_BEFORE = re.compile(r"[a-z,;][ \t]([A-Z][A-Za-z.+#]{1,18})[ \t\x01]\Z")
_CLOCK = re.compile(r":[0-5][0-9](?![0-9])|[ \t]?(?:[ap]\.?m\b|AM\b|PM\b|UTC\b|GMT\b|o['’]clock)|[ \t]?h[ \t]?[0-5][0-9]\b")
_AGO = re.compile(r"(?:[ \t\x01]{1,4}|[ \t\x01]?-)(?:ago|old)(?![A-Za-z])")
_STATUS_NOUN = re.compile(
    r"[ \t\x01]{1,3}(?:client[ \t]|server[ \t]|http[ \t])?(?:errors?|templates?|handlers?|responses?|status(?:es)?|codes?|pages?|not[ \t]found|redirects?"
    r"|too[ \t]many|unauthorized|forbidden|ok|internal|bad|service[ \t]unavailable)(?![a-z])",
    re.IGNORECASE,
)
_YEAR_TAIL = re.compile(r"s(?![A-Za-z])")
_RESOLUTION = re.compile(
    r"[ \t\x01-]{0,3}(?:video|videos|footage|resolution|streaming|stream|streams|content|uhd|tv|tvs|display|displays|hdr|quality"
    r"|playback|film|movie|movies|transcod\w{1,8}|camera|hdr10)(?![a-z])",
    re.IGNORECASE,
)
_JOINED_LABEL = re.compile(r"[ \t\x01]{0,3}(?:,(?:[ \t]?and)?|and|or|&|[-–—]|to|through|/|\+)[ \t\x01]{0,3}#?(?=[0-9]++(?![0-9.,]*+[%A-Za-z]))")
_LIST_ORDINAL = re.compile(r"[.):](?:[ \t\x01]|\Z)")


def word_before(work: str, at: int) -> str:
    """The word that stands right before `at` (blanks, marks, `#` and one colon between), lower-case; "" for none."""
    match = _WORD_BEFORE.search(work[max(0, at - 24) : at])
    return match[1] if match else ""


def label_kind(word: str) -> str:
    """"hard" where a number behind `word` is an ordinal whatever follows, "soft" where only a bare one is, else ""."""
    lowered = word.lower()
    if lowered in _LABELS or word in _MONTHS:
        return "hard"
    return "soft" if lowered in _SOFT_LABELS else ""


def joined_label(work: str, at: int) -> int:
    """Where the next number of a label stands (`Steps 1 and 2`), -1 for none."""
    match = _JOINED_LABEL.match(work, at)
    return match.end() if match else -1


def is_year(written: str) -> bool:
    """Whether the digits could be a year."""
    return len(written) == 4 and written.isdigit() and 1900 <= int(written) <= 2099


def is_decade(work: str, end: int) -> bool:
    """`1990s`: `end` is where the digits end."""
    return _YEAR_TAIL.match(work, end) is not None


def is_clock(work: str, end: int) -> bool:
    """Whether what follows the digits makes them a time of day."""
    return _CLOCK.match(work, end) is not None


def is_date(work: str, start: int, end: int) -> bool:
    """Whether a month's name stands beside the number."""
    if _MONTH_AFTER.match(work, end):
        return True
    match = _WORD_BEFORE.search(work[max(0, start - 24) : start])
    return match is not None and match[1].rstrip(".") in _MONTHS


def is_past(work: str, end: int) -> bool:
    """`10 years ago`, `5 years old`."""
    return _AGO.match(work, end) is not None


def is_status_code(work: str, start: int, end: int, written: str) -> bool:
    """`404 errors`, `HTTP 500 responses`."""
    if len(written) != 3 or not written.isdigit() or not 100 <= int(written) <= 599:
        return False
    if word_before(work, start).lower() in ("http", "status", "code", "https", "returns", "return", "returned"):
        return True
    common = written in ("200", "201", "204", "301", "302", "304", "400", "401", "403", "404", "409", "410", "422", "429",
                         "500", "501", "502", "503", "504")  # fmt: skip
    return common and _STATUS_NOUN.match(work, end) is not None


def is_resolution(work: str, end: int) -> bool:
    """Behind `4K` or `8K`: `footage`, `video`."""
    return _RESOLUTION.match(work, end) is not None


def is_product_name(work: str, start: int) -> bool:
    """`the Windows 10 users`: a name in the midst of a sentence right before the number."""
    return _NAME_BEFORE.search(work[max(0, start - 24) : start]) is not None


def is_list_ordinal(work: str, start: int, end: int) -> bool:
    """`1. Title` at the start of a piece."""
    return not work[:start].strip(" \t\x01\x02\"'“(#*") and _LIST_ORDINAL.match(work, end) is not None
