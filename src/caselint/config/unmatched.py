"""Globs that match no page: an error where the user's own file wrote them, a note where they only exclude."""

from collections.abc import Collection as Container
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from caselint.config.config import Collection, Config, KindSettings
from caselint.config.globs import Globs, matches, normalise, relative
from caselint.config.problems import ConfigProblem, shorten


@dataclass(frozen=True)
class Unmatched:
    """`problems` are errors, `notes` are sentences for stderr's eyes only, each with its place."""

    problems: tuple[ConfigProblem, ...]
    notes: tuple[ConfigProblem, ...]


def unmatched(
    config: Config,
    pages: Sequence[str],
    excluded: Iterable[str] = (),
    types: Container[str] | None = None,
) -> Unmatched:
    """What in `config` matches none of the pages that it governs.

    Args:
        pages: the pages of all sites that `config` governs, relative to its folder, with `/`.
        excluded: those that it leaves out: they only show that an `exclude` does something.
        types: the front matter `type` values of these pages; None where they are not known.
    """
    problems: list[ConfigProblem] = []
    for override in config.overrides:
        if override.own:
            problems += _unmatched(config, override.pages, pages)
    for kind in config.kinds:
        if kind.own:
            problems += _of_kind(config, kind, pages, types)
    for collection in config.collections:
        if collection.own:
            problems += _of_collection(config, collection, pages)
    notes = [
        problem
        for globs in config.exclude
        if globs.path and config.path is not None and globs.path == config.path.as_posix()
        for problem in _unmatched(config, globs, [*pages, *excluded])
    ]
    return Unmatched(tuple(problems), tuple(notes))


def _fits(config: Config, globs: Globs, glob: str, pages: Iterable[str]) -> bool:
    return any(matches(glob, relative(page, config.folder, globs.folder)) for page in pages)


def _unmatched(config: Config, globs: Globs, pages: Sequence[str]) -> Iterator[ConfigProblem]:
    for glob, (line, column) in zip(globs.patterns, globs.places, strict=True):
        if not _fits(config, globs, glob, pages):
            folder = f"{normalise(glob).rstrip('/')}/**"
            hint = folder if "*" not in glob and _fits(config, globs, folder, pages) else None
            yield ConfigProblem(globs.path, line, column, f'"{shorten(glob)}" matches no page', hint)


def _of_kind(
    config: Config,
    kind: KindSettings,
    pages: Sequence[str],
    types: Container[str] | None,
) -> Iterator[ConfigProblem]:
    yield from _unmatched(config, kind.pages, pages)
    if not kind.pages.patterns and types is not None and kind.type not in types:
        message = f'no page is of kind {shorten(kind.name)}: none has the front matter type "{shorten(kind.type)}"'
        yield ConfigProblem(*kind.place, message)


def _of_collection(config: Config, collection: Collection, pages: Sequence[str]) -> Iterator[ConfigProblem]:
    problems = list(_unmatched(config, collection.pages, pages))
    yield from problems
    if not problems and not any(
        collection.pages.matches(page, config.folder) and not collection.exclude.matches(page, config.folder)
        for page in pages
    ):
        message = f'collection "{shorten(collection.name)}" holds no page: its `exclude` leaves out every one'
        yield ConfigProblem(*collection.place, message)
