"""caselint: content validation and linting for Markdown repositories."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caselint.api import Config, Finding, Report, check, check_text, list_figures

__version__ = "0.1.0"
__all__ = ["Config", "Finding", "Report", "__version__", "check", "check_text", "list_figures"]


def __getattr__(name: str) -> object:
    # Loaded when it is asked for: `caselint --version` imports neither the parser nor YAML.
    if name in __all__:
        return getattr(import_module("caselint.api"), name)
    raise AttributeError(f"module 'caselint' has no attribute {name!r}")
