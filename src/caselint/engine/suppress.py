"""Suppression: the one place where directives meet findings."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import accumulate

from caselint.facts.page_facts import Directive, PageFacts
from caselint.findings import Finding, Related, Span
from caselint.rules.engine.unknown_suppression import UnknownSuppression
from caselint.rules.engine.unused_suppression import UnusedSuppression
from caselint.rules.registry import find_rule, nearest_rules

Hides = Callable[[str, Span], bool]


def _counts(place: Related) -> bool:
    return place.group is not None or place.defect


def without_hidden(finding: Finding, hides: Hides) -> Finding | None:
    """The finding without the places that `hides(path, span)` names; None where nothing to report is left.

    That is so when nothing broken, or fewer than two groups, are left. Where the primary place goes, the next one that
    counts takes its part.
    """
    hidden = hides(finding.path, finding.span)
    related = tuple(place for place in finding.related if not (_counts(place) and hides(place.path, place.span)))
    if not hidden and len(related) == len(finding.related):
        return finding
    if finding.group is not None:
        groups = {place.group for place in related if place.group is not None}
        groups |= set() if hidden else {finding.group}
        if len(groups) < 2:
            return None
    if not hidden:
        return _retold(replace(finding, related=related))
    row = next((row for row, place in enumerate(related) if _counts(place)), None)
    if row is None:
        return None
    first = related[row]
    rest = related[:row] + related[row + 1 :]
    return _retold(replace(finding, path=first.path, span=first.span, group=first.group, related=rest, fix=None))


def _retold(finding: Finding) -> Finding:
    return finding if finding.retell is None else replace(finding, message=finding.retell(finding))


class _Cover:
    """What the directives of a page say of one stretch of it (None: all of it): where each rule is named."""

    __slots__ = ("end", "rules", "start")

    def __init__(self, covers: Span | None) -> None:
        self.start, self.end = (0, -1) if covers is None else (covers.start, max(covers.end, covers.start + 1))
        self.rules: dict[str, list[Span]] = {}


class _PageDirectives:
    """The directives of a page by what they cover, so that each finding meets few of them."""

    def __init__(self, directives: Iterable[Directive]) -> None:
        covers: dict[Span | None, _Cover] = {}
        for directive in directives:
            cover = covers.setdefault(directive.covers, _Cover(directive.covers))
            for name, at in directive.rules:
                cover.rules.setdefault(name, []).append(at)
                if name.upper() != name:
                    cover.rules.setdefault(name.upper(), []).append(at)
        self._whole = covers.pop(None, None)
        self._covers = sorted(covers.values(), key=lambda cover: cover.start)
        self._starts = [cover.start for cover in self._covers]
        self._farthest = list(accumulate((cover.end for cover in self._covers), max))

    def covering(self, offset: int) -> Iterator[_Cover]:
        """Each cover that `offset` lies in."""
        if self._whole is not None:
            yield self._whole
        row = bisect_right(self._starts, offset) - 1
        while row >= 0 and self._farthest[row] > offset:
            if self._covers[row].end > offset:
                yield self._covers[row]
            row -= 1


class Suppression:
    """Applies the directives of all pages and remembers which of them did something."""

    def __init__(self, pages: Mapping[str, PageFacts]) -> None:
        self._directives = {path: facts.directives for path, facts in pages.items() if facts.directives}
        self._by_cover = {path: _PageDirectives(found) for path, found in self._directives.items()}
        self._used: set[tuple[str, Span]] = set()
        self.count = 0

    def apply(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that stay.

        A place that a directive covers is taken out of its finding; the finding goes when nothing broken, or fewer
        than two groups, are left.
        """
        kept = []
        for finding in findings:
            left = without_hidden(finding, self._hides(finding)) if self._directives else finding
            if left is None:
                self.count += 1
            else:
                kept.append(left)
        return kept

    def _hides(self, finding: Finding) -> Hides:
        return lambda path, span: self._covers(path, span, finding)

    def _covers(self, path: str, span: Span, finding: Finding) -> bool:
        directives = self._by_cover.get(path)
        hidden = False
        for cover in directives.covering(span.start) if directives else ():
            for name in (finding.name, finding.code):
                places = cover.rules.get(name)
                if places is not None:
                    hidden = True
                    self._used.update((path, at) for at in places)
                    places.clear()  # all of them are known to be used
        return hidden

    def leftovers(self, enabled: Callable[[str, str], bool]) -> list[Finding]:
        """Findings about the directives themselves: unknown names, and names that suppressed nothing.

        A name whose rule is switched off for the page (`enabled(path, rule name)` is False) is not called unused.
        """
        found = []
        for path, directives in self._directives.items():
            for directive in directives:
                found.extend(self._judge(path, directive, enabled))
        return found

    def _judge(self, path: str, directive: Directive, enabled: Callable[[str, str], bool]) -> list[Finding]:
        found = []
        if not directive.rules:
            message = "the comment names no rule to allow"
            found.append(UnknownSuppression().finding(path, directive.span, message, help="name a rule, or remove it"))
        for name, span in directive.rules:
            rule = find_rule(name)
            if rule is None:
                near = nearest_rules(name)
                hint = f"did you mean {' or '.join(near)}?" if near else "`caselint rules` lists the rules"
                found.append(UnknownSuppression().finding(path, span, f'there is no rule "{name}"', help=hint))
            elif (path, span) not in self._used and enabled(path, rule.name):
                message = f"{rule.name} finds nothing here to allow"
                found.append(UnusedSuppression().finding(path, span, message, help="remove it from the comment"))
        return found
