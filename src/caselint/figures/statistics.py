"""The statistic that the words beside a figure, its label or its column name."""

import re

_WORDS = {
    "p50": "p50", "p90": "p90", "p95": "p95", "p99": "p99", "p99.9": "p999", "p999": "p999", "median": "median",
    "average": "mean", "averages": "mean", "averaging": "mean", "averaged": "mean", "avg": "mean", "mean": "mean",
    "peak": "peak", "peaks": "peak", "peaking": "peak", "max": "max", "maximum": "max", "min": "min", "minimum": "min",
    "total": "total", "totals": "total", "totaling": "total",
    "50th": "p50", "90th": "p90", "95th": "p95", "99th": "p99", "99.9th": "p999",
}  # fmt: skip
_STAT = re.compile(
    r"(?<![A-Za-z0-9_/-])(?:(p(?:50|9[059]|99\.9|999))(?![0-9.])|(50|9[059]|99\.9)th(?=[ -]percentile)"
    r"|(median|averag(?:es?|ing|ed)|avg|mean(?=[ \t\x01]+(?:time|latenc|respon|value|of\b)|:)|peak(?:s|ing)?"
    r"|max(?:imum)?(?=[ \t\x01]*:|[ \t]of\b)|min(?:imum)?(?=[ \t\x01]*:)|totals?|totaling)(?![A-Za-z-]))",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?<![A-Za-z0-9_/-])(?:(p(?:50|9[059]|99\.9|999))(?![0-9.])|(50|9[059]|99\.9)th\b"
    r"|(median|average|avg|mean|peak|max(?:imum)?|min(?:imum)?|(?<!of )(?<!% )total)(?![A-Za-z-]))",
    re.IGNORECASE,
)
_NEXT_THING = re.compile(r"=|\b(?:across|over|from|through|on|with|by|via)\b")
_CUT_AFTER = re.compile(r"[,;|)\n\x02]|\.(?=\s|\Z)|(?<=\S)\(| and | with | for ")
_CUT_BEFORE = re.compile(r"[;|\n\x02]|\.(?=\s)")
_NEAR = re.compile(r"[ \t\x01:]*+(?>(?:(?:of|is|was|about|over|around|~|<|>)[ \t\x01]*+)*)")
# `20% below average` compares with a statistic, it is none.
_COMPARED = ("below", "above", "than", "over", "under", "the")
# A cheap look: no statistic without one of these.
_HINT = re.compile(r"[pPaAmMtT59](?:[59]|eak|EAK|ver|vg|VER|VG|edi|EDI|ax|AX|ean|EAN|in|IN|ota|OTA|0th|5th|9th|9\.9th)")
_BEHIND, _AHEAD = 60, 36
_PERCENTILES = ("p50", "p90", "p95", "p99", "p999", "median")


def stat_beside(work: str, start: int, end: int, floor: int, ceiling: int) -> str | None:
    """The statistic of the figure at `start..end`; `floor` and `ceiling` are the ends of its neighbours' reach."""
    if _HINT.search(work, max(floor, start - _BEHIND), min(ceiling, end + _AHEAD)) is None:
        return None
    inside = _STAT.search(work, start, end)
    if inside:
        return _name(inside)
    behind = work[end : min(ceiling, end + _AHEAD)]
    bracket = re.match(r"[ \t\x01]{0,3}\(", behind)
    if bracket:
        behind = behind[bracket.end() :]
    cut = _CUT_AFTER.search(behind)
    behind = behind[: cut.start()] if cut else behind
    after = _STAT.search(behind)
    if after and behind[after.end() : after.end() + 1] not in (":", "=") and after.start() <= 24:
        between = behind[: after.start()].strip(" \t\x01")
        near = not between
        if near or (
            bracket is None
            and (between == "at the" or not between.endswith(_COMPARED))
            and not _is_total(after)
            and _before(work, start, floor) is None
        ):
            return _name(after)
    return _before(work, start, floor)


def _before(work: str, start: int, floor: int) -> str | None:
    text = work[max(floor, start - _BEHIND) : start]
    opened = 0
    for cut in _CUT_BEFORE.finditer(text):
        opened = cut.end()
    found = None
    for match in _STAT.finditer(text, opened):
        found = match
    if found is None or "," in text[found.end() :]:
        return None
    if floor and not text[: found.start()].strip(" \t\x01(") and _NEXT_THING.search(text, found.end()):
        # `1KB average value = 10TB`, `20 TB/sec peak throughput across 40 hosts`: it is that of the figure before.
        return None
    if _is_total(found) and _NEAR.fullmatch(text, found.end()) is None:
        return None
    return _name(found)


def _is_total(match: re.Match[str]) -> bool:
    """`total` says a statistic only right beside the figure: `a total of 5`, not `total availability would be 5`."""
    return bool(match[3]) and match[3].lower().startswith("total")


def stat_of_label(label: str, dimension: str) -> str | None:
    """The statistic that a label or header gives a figure of this dimension; percentiles are no percentages'."""
    match = _LABEL.search(label) if label else None
    if match is None:
        return None
    name = _name(match)
    if name == "total" and dimension == "percent":
        return None
    if name in _PERCENTILES and dimension in ("percent", "count", "money"):
        return None
    return name


def _name(match: re.Match[str]) -> str:
    if match[2]:
        return _WORDS[match[2] + "th"]
    return _WORDS[(match[1] or match[3]).lower()]
