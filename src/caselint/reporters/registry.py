"""The formats of `caselint check`, by name; a format is imported when it is asked for."""

from collections.abc import Callable, Mapping
from importlib import import_module

from caselint.findings import Report
from caselint.reporters.style import Style

Reporter = Callable[[Report, Style], str]

FORMATS: Mapping[str, str] = {
    "text": "text",
    "concise": "concise",
    "json": "json_report",
    "jsonl": "json_report",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "markdown": "markdown",
}


def reporter(name: str) -> Reporter:
    """The function that renders a report in the format `name`, one of `FORMATS`."""
    found: Reporter = getattr(import_module(f"caselint.reporters.{FORMATS[name]}"), f"render_{name}")
    return found
