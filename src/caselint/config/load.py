"""From a folder to its configuration: finding the file, and reading it with all that it extends."""

from pathlib import Path
from typing import TYPE_CHECKING

from caselint.config.config import Config
from caselint.config.problems import ConfigError, ConfigProblem

if TYPE_CHECKING:
    from caselint.config.names import RuleNames

__all__ = ["ConfigError", "ConfigProblem", "find_config", "load_config"]

_OWN = "caselint.toml"
_SHARED = "pyproject.toml"


def find_config(folder: Path, stop: Path | None) -> Path | None:
    """The nearest file at or above `folder`: a `caselint.toml`, else a `pyproject.toml` with `[tool.caselint]`.

    `stop` is the last folder to look in; None looks up to the root.
    """
    for at in (folder, *folder.parents):
        if (at / _OWN).is_file():
            return at / _OWN
        if (at / _SHARED).is_file() and _holds_settings(at / _SHARED):
            return at / _SHARED
        if at == stop:
            break
    return None


def _holds_settings(path: Path) -> bool:
    from caselint.config.toml_file import holds_settings  # most folders have no such file above them

    return holds_settings(path)


def load_config(path: Path, known: "RuleNames") -> Config:
    """The configuration in the file at `path`, with the files that it extends below it.

    Raises:
        ConfigError: something is wrong; it carries every problem of every file that was read.
    """
    # pydantic is imported here and not above: most runs of a hook in a folder without a file never need it.
    from caselint.config.extends import read_chain
    from caselint.config.merge import merge

    path = path.absolute()
    chain, problems = read_chain(path)
    config, more = merge(path, chain, known)
    if problems or more:
        raise ConfigError([*problems, *more])
    return config
