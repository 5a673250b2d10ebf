"""Findings as the outside sees them: paths from the working directory, lines and columns, fingerprints."""

import os
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from caselint.content.lines import Lines
from caselint.content.source import Source
from caselint.findings import Finding, Related
from caselint.findings.report import LocatedEdit, LocatedFinding, LocatedFix, LocatedRelated

_DOCS = "https://caselint.dev/rules/"
_LINE_TEXT_LIMIT = 2000
_AT_HAND = 50


class Locator:
    """Places of one site's pages."""

    def __init__(self, root: Path, cwd: Path, sources: Mapping[str, Source]) -> None:
        self._prefix = _relative(root, cwd)
        self._below = cwd.relative_to(root).parts if cwd.is_relative_to(root) else ()
        self._sources = sources
        self._lines = lru_cache(maxsize=_AT_HAND)(self._read_lines)
        self._paths: dict[str, str] = {}

    def lines(self, path: str) -> Lines:
        """The lines of a page or of the site's configuration file."""
        return self._lines(path)

    def _read_lines(self, path: str) -> Lines:
        return Lines(self.text(path))

    def source(self, path: str) -> Source:
        """The source of a page or of the site's configuration file; empty where it could not be read."""
        return self._sources.get(path) or Source("")

    def text(self, path: str) -> str:
        return self.source(path).text

    def path(self, path: str) -> str:
        """A page's path relative to the working directory, with `/`."""
        known = self._paths.get(path)
        if known is None:
            known = self._paths[path] = self._relative(path)
        return known

    def _relative(self, path: str) -> str:
        if self._below:  # the working directory lies inside of the site
            parts = path.split("/")
            shared = next(
                (row for row, pair in enumerate(zip(self._below, parts, strict=False)) if pair[0] != pair[1]), None
            )
            shared = min(len(self._below), len(parts) - 1) if shared is None else shared
            return "../" * (len(self._below) - shared) + "/".join(parts[shared:])
        return os.path.normpath(self._prefix + path).replace(os.sep, "/")  # lexical: keeps `..`

    def locate(self, findings: Iterable[Finding], without: Collection[int] = ()) -> list[LocatedFinding]:
        """Located findings with their fingerprints, in the order given.

        Those in the rows `without` are left out; they count where fingerprints number what is alike.
        """
        listed = list(findings)
        shown = [row for row in range(len(listed)) if row not in without]
        by_page = sorted(shown, key=lambda row: listed[row].path)  # each text is read once
        located = {row: self._locate(listed[row]) for row in by_page}
        alike = {_code_and_page(finding.fingerprint) for finding in located.values()}
        seen: Counter[str] = Counter()
        found = []
        for row, finding in enumerate(listed):
            if row in located:
                found.append(_numbered(located[row], seen))
            elif finding.key is not None or f"{finding.code}\0{finding.path}" in alike:
                seen[self._identity(finding)] += 1
        return found

    def _locate(self, finding: Finding) -> LocatedFinding:
        lines = self.lines(finding.path)
        location = lines.location(finding.span)
        return LocatedFinding(
            path=self.path(finding.path),
            location=location,
            code=finding.code,
            name=finding.name,
            severity=finding.severity,
            confidence=round(finding.confidence, 3),
            message=finding.message,
            group=finding.group,
            fix=self._fix(finding),
            related=tuple(self._related(place) for place in finding.related),
            fingerprint=self._identity(finding),
            url=f"{_DOCS}{finding.name}",
            help=finding.help,
            line_text=lines.text(location.line, _LINE_TEXT_LIMIT),
        )

    def _related(self, place: Related) -> LocatedRelated:
        lines = self.lines(place.path)
        location = lines.location(place.span)
        text = lines.text(location.line, _LINE_TEXT_LIMIT)
        return LocatedRelated(self.path(place.path), location, place.message, place.group, text)

    def _fix(self, finding: Finding) -> LocatedFix | None:
        if finding.fix is None:
            return None
        edits = tuple(
            LocatedEdit(self.path(edit.path), self.lines(edit.path).location(edit.span), edit.text)
            for edit in finding.fix.edits
        )
        return LocatedFix(finding.fix.title, finding.fix.safety.value, edits)

    def _identity(self, finding: Finding) -> str:
        """What a finding is known by: of a cluster its key; else rule, path from the site's folder and quoted text."""
        if finding.key is not None:
            return f"{finding.code}\0{finding.key}"
        quoted = finding.span.slice(self.text(finding.path))
        return f"{finding.code}\0{finding.path}\0{' '.join(quoted.split())}"


def _code_and_page(identity: str) -> str:
    """What an identity shares with those that may be the same, in front of the text it quotes."""
    return "\0".join(identity.split("\0", 2)[:2])


def _numbered(finding: LocatedFinding, seen: Counter[str]) -> LocatedFinding:
    """The finding with its fingerprint: a digest of what it is known by, and of which of its kind it is."""
    matter = finding.fingerprint
    seen[matter] += 1
    if seen[matter] > 1:
        matter += f"\0{seen[matter]}"
    return replace(finding, fingerprint=blake2b(matter.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest())


def _relative(root: Path, cwd: Path) -> str:
    relative = os.path.relpath(root, cwd).replace(os.sep, "/")
    return "" if relative == "." else relative + "/"
