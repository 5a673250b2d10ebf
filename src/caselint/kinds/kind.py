"""Page kinds: which kind a page is of, and what that kind asks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from caselint.config.config import KindSettings
from caselint.config.globs import Globs
from caselint.config.problems import ConfigError, ConfigProblem

if TYPE_CHECKING:
    from caselint.kinds.metrics import MetricTemplate
    from caselint.kinds.model import ModelSchema
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
    schema: "SchemaFile | ModelSchema | None" = None
    sections: "SectionTemplate | None" = None
    links: tuple[str, ...] = ()
    exclude: Globs | None = None
    metrics: "MetricTemplate | None" = None


def load_kinds(settings: Iterable[KindSettings], *, trusted: bool = True) -> tuple[Kind, ...]:
    """The kinds of a configuration with the files that they name.

    `trusted` configurations may name a pydantic model, which is code that is run.

    Raises:
        ConfigError: with the problems of all files.
    """
    from caselint.kinds.metrics import MetricTemplate
    from caselint.kinds.section_file import load_template

    kinds: list[Kind] = []
    problems: list[ConfigProblem] = []
    for kind in settings:
        schema = sections = metrics = None
        try:
            schema = schema_of(kind, trusted=trusted)
        except ConfigError as error:
            problems += error.problems
        try:
            sections = None if kind.sections is None else load_template(kind.sections)
        except ConfigError as error:
            problems += error.problems
        try:
            metrics = None if kind.metrics is None else MetricTemplate.load(kind.metrics)
        except ConfigError as error:
            problems += error.problems
        kinds.append(Kind(kind.name, kind.pages, kind.type, schema, sections, kind.links, kind.exclude, metrics))
    if problems:
        raise ConfigError(problems)
    return tuple(kinds)


def schema_of(kind: KindSettings, *, trusted: bool = True) -> "SchemaFile | ModelSchema | None":
    """What the front matter of a kind's pages is held against.

    Raises:
        ConfigError: it is wrong, or is a model that the configuration may not name.
    """
    if kind.model is not None:
        from caselint.kinds.model import ModelSchema

        if trusted:
            return ModelSchema.load(kind.model)
        path, line, column = kind.model.place
        message = "a pydantic model is code: only the configuration of the site as a whole may name one"
        raise ConfigError([ConfigProblem(path, line, column, message)])
    if kind.front_matter is None:
        return None
    from caselint.kinds.schema import SchemaFile

    return SchemaFile.load(kind.front_matter)


def kind_of(path: str, front_matter_type: object, kinds: Iterable[Kind], root: Path | None = None) -> Kind | None:
    """The kind of the page at `path`, relative to `root` (default: the folder of the kind's configuration).

    The first kind with a glob that matches; else the first whose `type` is the page's front matter `type`. A page that
    a kind excludes is none of its pages either way.
    """
    allowed = []
    for kind in kinds:
        at = kind.pages.folder if root is None else root
        if kind.exclude is None or not kind.exclude.matches(path, at):
            if kind.pages.matches(path, at):
                return kind
            allowed.append(kind)
    return next((kind for kind in allowed if kind.type == front_matter_type), None)
