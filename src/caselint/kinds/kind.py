"""Page kinds: which kind a page is of, and what that kind asks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from caselint.config.config import KindSettings
from caselint.config.globs import Globs
from caselint.config.problems import ConfigError, ConfigProblem

if TYPE_CHECKING:
    from caselint.kinds.schema import SchemaFile
    from caselint.kinds.sections import SectionTemplate


@dataclass(frozen=True)
class Kind:
    """A page kind. `links` are paths to front matter values that are links (`related[].url`).

    `exclude` takes out of `pages` what is no page of the kind, such as the index of its folder.
    """

    name: str
    pages: Globs
    type: str
    schema: "SchemaFile | None" = None
    sections: "SectionTemplate | None" = None
    links: tuple[str, ...] = ()
    exclude: Globs | None = None


def load_kinds(settings: Iterable[KindSettings]) -> tuple[Kind, ...]:
    """The kinds of a configuration with the files that they name.

    Raises:
        ConfigError: with the problems of all files.
    """
    from caselint.kinds.schema import SchemaFile
    from caselint.kinds.sections import SectionTemplate

    kinds: list[Kind] = []
    problems: list[ConfigProblem] = []
    for kind in settings:
        schema = sections = None
        try:
            schema = None if kind.front_matter is None else SchemaFile.load(kind.front_matter)
        except ConfigError as error:
            problems += error.problems
        try:
            sections = None if kind.sections is None else SectionTemplate.load(kind.sections)
        except ConfigError as error:
            problems += error.problems
        kinds.append(Kind(kind.name, kind.pages, kind.type, schema, sections, kind.links, kind.exclude))
    if problems:
        raise ConfigError(problems)
    return tuple(kinds)


def kind_of(path: str, front_matter_type: object, kinds: Iterable[Kind], root: Path | None = None) -> Kind | None:
    """The kind of the page at `path`, relative to `root` (default: the folder of the kind's configuration).

    The first kind with a glob that matches; else the first whose `type` is the page's front matter `type`.
    """
    listed = tuple(kinds)
    for kind in listed:
        at = kind.pages.folder if root is None else root
        if kind.pages.matches(path, at) and not (kind.exclude is not None and kind.exclude.matches(path, at)):
            return kind
    return next((kind for kind in listed if kind.type == front_matter_type), None)
