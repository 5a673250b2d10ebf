"""caselint: content validation and linting for Markdown repositories."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from caselint.api import Config, Finding, Report, check, check_text, list_figures
    from caselint.reading import PageReading, read_page, read_text

__version__ = "0.1.0"
__all__ = [
    "Config",
    "Finding",
    "PageReading",
    "Report",
    "__version__",
    "check",
    "check_text",
    "list_figures",
    "read_page",
    "read_text",
]
_READING = frozenset({"PageReading", "read_page", "read_text"})


def __getattr__(name: str) -> object:
    # Loaded when it is asked for: `caselint --version` imports neither the parser nor YAML, nor `typing`.
    if name in __all__:
        from importlib import import_module

        return getattr(import_module("caselint.reading" if name in _READING else "caselint.api"), name)
    raise AttributeError(f"module 'caselint' has no attribute {name!r}")
