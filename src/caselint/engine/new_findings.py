"""Which findings of today were not there in an earlier version of a site.

A finding is made of places, and so is the comparison. A place is known where the earlier version had it: on a line
that stands in both, wherever it has moved to, else anywhere on the page with the same words. A finding is new where a
place of it is new and the change is answerable for that place.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from caselint.engine.locate import Locator
from caselint.findings import Finding, Span
from caselint.rules.engine.crashed_rule import CrashedRule
from caselint.rules.engine.unreadable_site_config import UnreadableSiteConfig
from caselint.rules.registry import find_rule
from caselint.rules.rule import EngineRule, SiteRule

_NEWLINE = re.compile(r"\r\n|\n|\r")


class Place(NamedTuple):
    """A place that makes a finding what it is; `group` as in `Related`."""

    path: str
    span: Span
    group: int | None = None


class Words(NamedTuple):
    """What a place says, apart from where on its page it stands."""

    code: str
    path: str
    key: str
    text: str


class Pages(NamedTuple):
    """The pages of a version, and what they are called in the version that is judged."""

    locator: Locator
    names: Mapping[str, str]

    def name(self, path: str) -> str:
        return self.names.get(path, path)


def places(finding: Finding) -> Iterator[Place]:
    """The primary place, those that state a value or are wrong likewise, and those on other pages."""
    yield Place(finding.path, finding.span, finding.group)
    for place in finding.related:
        if place.group is not None or place.defect or place.path != finding.path:
            yield Place(place.path, place.span, place.group)


def may_be_new(finding: Finding, touched: frozenset[str]) -> bool:
    """Whether a change that touched these pages can be answerable for a finding.

    It is where the finding has a place on them, and where it speaks of one other page whose answer depends on more
    than that page: a link whose target is gone. It is not for what two other pages say of each other. The site's own
    configuration may depend on files anywhere.
    """
    rule = find_rule(finding.code)
    if rule in (CrashedRule, UnreadableSiteConfig):
        return True
    paths = {place.path for place in places(finding)}
    return bool(paths & touched) or (len(paths) == 1 and rule is not None and issubclass(rule, SiteRule))


def new_rows(
    findings: Sequence[Finding],
    now: Pages,
    earlier_findings: Iterable[Finding],
    earlier: Pages,
    touched: frozenset[str],
    unchanged: frozenset[str] = frozenset(),
) -> frozenset[int]:
    """Rows of the `findings`, of which each may be new, that are new; `earlier_findings` hold all on their pages.

    `unchanged` are pages that have the same text and name in both versions.
    """
    before = list(earlier_findings)
    settled = _settled(findings, before, unchanged)
    left = [(row, finding) for row, finding in enumerate(findings) if (finding.code, finding.path) not in settled]
    before = [finding for finding in before if (finding.code, finding.path) not in settled]
    asked = {(finding.code, place.path) for _, finding in left for place in places(finding)}
    known = _Known(before, earlier, now, asked)
    rest = [(row, place, _words(finding, place, now)) for row, finding in left for place in places(finding)]
    groups_known: dict[int, set[int | None]] = defaultdict(set)
    for is_known in (known.on_its_line, known.of_any_key, known.anywhere):
        unknown = []
        for row, place, words in rest:
            if is_known(words, place):
                groups_known[row].add(place.group)
            else:
                unknown.append((row, place, words))
        rest = unknown
    new: dict[int, list[Place]] = defaultdict(list)
    for row, place, _ in rest:
        new[row].append(place)
    answerable = {row for row, found in new.items() if _is_answerable(findings[row], found, groups_known[row], touched)}
    crashed = {row for row, finding in enumerate(findings) if finding.code == CrashedRule.code}
    return frozenset(answerable | crashed)  # what was not checked may hide anything, then and now


def _settled(
    findings: Iterable[Finding], earlier: Iterable[Finding], unchanged: frozenset[str]
) -> frozenset[tuple[str, str]]:
    """Rules and unchanged pages where all that is found, was found: no text has to be read to know that.

    Places are matched within one rule and page. So what also speaks of another page settles nothing.
    """
    (now, spread_now), (then, spread_then) = _by_page(findings), _by_page(earlier)
    spread = spread_now | spread_then
    return frozenset(
        group
        for group, found in now.items()
        if group[1] in unchanged and group not in spread and found == then.get(group)
    )


def _by_page(
    findings: Iterable[Finding],
) -> tuple[dict[tuple[str, str], Counter[Finding]], set[tuple[str, str]]]:
    """Findings by rule and page, and those of these groups with a finding that has places on several pages."""
    found: dict[tuple[str, str], Counter[Finding]] = defaultdict(Counter)
    spread = set()
    for finding in findings:
        paths = {place.path for place in places(finding)}
        found[finding.code, finding.path][finding] += 1
        if len(paths) > 1:
            spread |= {(finding.code, path) for path in paths}
    return found, spread


def _is_answerable(
    finding: Finding, new: Iterable[Place], groups_known: Collection[int | None], touched: frozenset[str]
) -> bool:
    """Whether the change is to blame for one of the new places of a finding."""
    if finding.group is None:
        alone = len({place.path for place in places(finding)}) == 1
        return alone or any(place.path in touched for place in new)
    # Who writes what most places say is not to blame for the one that says otherwise.
    sizes = Counter(place.group for place in places(finding)).most_common(2)
    most = sizes[0][0] if len(sizes) == 1 or sizes[0][1] > sizes[1][1] else None
    agreed = most if most in groups_known else None
    return any(place.path in touched and (agreed is None or place.group != agreed) for place in new)


def _words(finding: Finding, place: Place, pages: Pages) -> Words:
    cluster = finding.group is not None or any(other.path != finding.path for other in finding.related)
    rule = find_rule(finding.code)
    if not cluster and (finding.key is not None or (rule is not None and issubclass(rule, EngineRule))):
        text = finding.message  # what is missing has no words of its own, and may be missed at any line near by
    else:
        text = " ".join(place.span.slice(pages.locator.text(place.path)).split())
    return Words(finding.code, pages.name(place.path), finding.key or "", text)


class _Known:
    """The places of earlier findings; each stands for one of today.

    `asked` are the rules and pages, as they are called now, that it is asked for.
    """

    def __init__(
        self, findings: Iterable[Finding], earlier: Pages, now: Pages, asked: Collection[tuple[str, str]]
    ) -> None:
        self._now = now
        self._earlier = earlier
        self._left: Counter[tuple[Words, int]] = Counter()
        self._lines: dict[Words, list[int]] = defaultdict(list)
        self._keys: dict[tuple[Words, int], list[Words]] = defaultdict(list)
        self._paths: dict[str, str] = {}
        self._same: dict[str, Mapping[int, int]] = {}
        for finding in findings:
            for place in places(finding):
                if (finding.code, earlier.name(place.path)) not in asked:
                    continue
                words, line = _words(finding, place, earlier), _line(earlier.locator, place)
                self._paths[words.path] = place.path
                self._left[words, line] += 1
                self._lines[words].append(line)
                self._keys[words._replace(key=""), line].append(words)

    def on_its_line(self, words: Words, place: Place) -> bool:
        """Whether a place is known on its line, which may have moved."""
        return self._take(words, self._line_then(place))

    def of_any_key(self, words: Words, place: Place) -> bool:
        """Whether a place is known on its line, as one of another cluster: pages that come and go change their keys."""
        line = self._line_then(place)
        others = self._keys.get((words._replace(key=""), line or 0), [])
        while others:
            if self._take(others.pop(), line):
                return True
        return False

    def anywhere(self, words: Words, _: Place) -> bool:
        """Whether its page had such a place at all, for which no other place of today stands."""
        lines = self._lines.get(words, [])
        while lines:
            if self._take(words, lines.pop()):
                return True
        return False

    def _take(self, words: Words, line: int | None) -> bool:
        if line is None or not self._left[words, line]:
            return False
        self._left[words, line] -= 1
        return True

    def _line_then(self, place: Place) -> int | None:
        """The number that the place's line had in the earlier version; None where it had no such line."""
        name = self._now.name(place.path)
        then = self._paths.get(name)
        if then is None:
            return None
        if name not in self._same:
            self._same[name] = same_lines(self._now.locator.text(place.path), self._earlier.locator.text(then))
        return self._same[name].get(_line(self._now.locator, place))


def _line(locator: Locator, place: Place) -> int:
    return locator.lines(place.path).location(place.span).line


def same_lines(now: str, then: str) -> dict[int, int]:
    """The numbers, from 1, that lines of `now` had in `then`.

    These are the lines before and after all that differs, and of those between the ones that occur once in both.
    """
    lines, old = _NEWLINE.split(now), _NEWLINE.split(then)
    shorter = min(len(lines), len(old))
    start = next((row for row in range(shorter) if lines[row] != old[row]), shorter)
    room = shorter - start
    end = next((row for row in range(room) if lines[-1 - row] != old[-1 - row]), room)
    found = {row + 1: row + 1 for row in range(start)}
    found |= {len(lines) - row: len(old) - row for row in range(end)}
    once = _once(lines, start, len(lines) - end)
    once_then = _once(old, start, len(old) - end)
    return found | {row + 1: once_then[line] + 1 for line, row in once.items() if line in once_then}


def _once(lines: Sequence[str], start: int, end: int) -> dict[str, int]:
    """The rows, from `start` to before `end`, of the lines that occur once there."""
    counted = Counter(lines[start:end])
    return {lines[row]: row for row in range(start, end) if counted[lines[row]] == 1}
