"""Findings as the outside sees them: paths from the working directory, lines and columns, fingerprints."""

import os
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from caselint.content.lines import Lines
from caselint.content.source import Source
from caselint.engine.kept_places import KeptPlaces
from caselint.engine.sources import Sources
from caselint.findings import Finding, Related, Span
from caselint.findings.digests import blake2b
from caselint.findings.report import LocatedEdit, LocatedFinding, LocatedFix, LocatedRelated, Location

_DOCS = "https://caselint.dev/rules/"
_LINE_TEXT_LIMIT = 2000
_AT_HAND = 24


class Locator:
    """Places of one site's pages."""

    def __init__(self, root: Path, cwd: Path, sources: Mapping[str, Source], places: KeptPlaces | None = None) -> None:
        self._prefix = _relative(root, cwd)
        self._below = cwd.relative_to(root).parts if cwd.is_relative_to(root) else ()
        self._sources = sources
        self._places = places or KeptPlaces()
        self._lines = lru_cache(maxsize=_AT_HAND)(self._read_lines)
        self._paths: dict[str, str] = {}

    @property
    def read(self) -> Mapping[str, str]:
        """Digests of the texts that places were counted in; none of texts that were given."""
        return self._sources.digests if isinstance(self._sources, Sources) else {}

    def keep(self) -> None:
        """Keep the places for the next run."""
        self._places.save(self.read)

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
        placed = {row: self._placed(listed[row]) for row in by_page}
        alike = {_code_and_page(each.identity) for each in placed.values()}
        seen: Counter[str] = Counter()
        found = []
        for row, finding in enumerate(listed):
            if row in placed:
                found.append(self._located(finding, placed[row], _fingerprint(placed[row].identity, seen)))
            elif finding.key is not None or f"{finding.code}\0{finding.path}" in alike:
                seen[self._identity(finding)] += 1
        return found

    def _placed(self, finding: Finding) -> "_Placed":
        location, line_text = self._at(finding.path, finding.span)
        related = tuple(self._related(place) for place in finding.related)
        return _Placed(location, line_text, related, self._fix(finding), self._identity(finding))

    def _located(self, finding: Finding, placed: "_Placed", fingerprint: str) -> LocatedFinding:
        return LocatedFinding(
            path=self.path(finding.path),
            location=placed.location,
            code=finding.code,
            name=finding.name,
            severity=finding.severity,
            confidence=round(finding.confidence, 3),
            message=finding.message,
            group=finding.group,
            fix=placed.fix,
            related=placed.related,
            fingerprint=fingerprint,
            url=f"{_DOCS}{finding.name}",
            help=finding.help,
            line_text=placed.line_text,
        )

    def _related(self, place: Related) -> LocatedRelated:
        location, text = self._at(place.path, place.span)
        return LocatedRelated(self.path(place.path), location, place.message, place.group, text)

    def _fix(self, finding: Finding) -> LocatedFix | None:
        if finding.fix is None:
            return None
        edits = tuple(
            LocatedEdit(self.path(edit.path), self._at(edit.path, edit.span)[0], edit.text)
            for edit in finding.fix.edits
        )
        return LocatedFix(finding.fix.title, finding.fix.safety.value, edits)

    def _at(self, path: str, span: Span) -> tuple[Location, str]:
        """Where a span stands, and the text of the line that it starts on."""
        page = self._places.of(path)
        found = page.places.get(span)
        if found is None:
            lines = self.lines(path)
            location = lines.location(span)
            found = page.places[span] = (location, lines.text(location.line, _LINE_TEXT_LIMIT))
            page.fresh += 1
        return found

    def _identity(self, finding: Finding) -> str:
        """What a finding is known by: of a cluster its key; else rule, path from the site's folder and quoted text."""
        if finding.key is not None:
            return f"{finding.code}\0{finding.key}"
        words = self._places.of(finding.path).words
        quoted = words.get(finding.span)
        if quoted is None:
            quoted = words[finding.span] = " ".join(finding.span.slice(self.text(finding.path)).split())
        return f"{finding.code}\0{finding.path}\0{quoted}"


class _Placed(NamedTuple):
    """What of a located finding is a matter of its pages."""

    location: Location
    line_text: str
    related: tuple[LocatedRelated, ...]
    fix: LocatedFix | None
    identity: str


def _code_and_page(identity: str) -> str:
    """What an identity shares with those that may be the same, in front of the text it quotes."""
    return "\0".join(identity.split("\0", 2)[:2])


def _fingerprint(matter: str, seen: Counter[str]) -> str:
    """A digest of what a finding is known by, and of which of its kind it is."""
    seen[matter] += 1
    if seen[matter] > 1:
        matter += f"\0{seen[matter]}"
    return blake2b(matter.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _relative(root: Path, cwd: Path) -> str:
    relative = os.path.relpath(root, cwd).replace(os.sep, "/")
    return "" if relative == "." else relative + "/"
