"""The formats of `caselint check`, by name."""

from collections.abc import Callable, Mapping

from caselint.findings import Report
from caselint.reporters.concise import render_concise
from caselint.reporters.json_report import render_json, render_jsonl
from caselint.reporters.style import Style
from caselint.reporters.text import render_text

Reporter = Callable[[Report, Style], str]

REPORTERS: Mapping[str, Reporter] = {
    "text": render_text,
    "concise": render_concise,
    "json": render_json,
    "jsonl": render_jsonl,
}
