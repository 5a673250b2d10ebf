"""Where the schemas and starters that come with caselint lie."""

from functools import cache
from pathlib import Path

STARTER = "caselint:"


@cache
def schema_folder() -> Path:
    """`caselint/schemas` of the installed package; in a source checkout the repository's own `schemas`."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "schemas"
    return installed if installed.is_dir() else package.parent.parent / "schemas"


def starter_names() -> tuple[str, ...]:
    """Names that `extends` knows, as they are written: `caselint:case-study`."""
    return tuple(sorted(STARTER + file.stem for file in (schema_folder() / "starters").glob("*.toml")))


def starter_file(name: str) -> Path:
    """The file of a name that `starter_names` lists."""
    return schema_folder() / "starters" / f"{name.removeprefix(STARTER)}.toml"
