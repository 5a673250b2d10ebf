"""Suppression: the one place where directives meet findings."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

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


class Suppression:
    """Applies the directives of all pages and remembers which of them did something."""

    def __init__(self, pages: Mapping[str, PageFacts]) -> None:
        self._directives = {path: facts.directives for path, facts in pages.items() if facts.directives}
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
        hidden = False
        for directive in self._directives.get(path, ()):
            covers = directive.covers
            if covers is not None and not covers.start <= span.start < max(covers.end, covers.start + 1):
                continue
            for name, at in directive.rules:
                if name == finding.name or name.upper() == finding.code:
                    self._used.add((path, at))
                    hidden = True
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
