"""`caselint rules`: a table of the rules."""

import json
from collections.abc import Iterator, Sequence

from caselint.cli.arguments import Parser, add_verbose, choice
from caselint.cli.streams import terminal_style, write
from caselint.findings.visible import shorten
from caselint.reporters.style import Style


def run(argv: Sequence[str]) -> int:
    """Print every rule with its code, name, severity and what it finds."""
    options = _parser().parse(argv)
    rows = list(_rows())
    if options.output_format == "json":
        write(json.dumps(rows, indent=1) + "\n")
    else:
        write("".join(line + "\n" for line in _table(rows, terminal_style())))
    return 0


def _rows() -> Iterator[dict[str, object]]:
    from caselint.rules.registry import all_rules

    for rule in all_rules():
        yield {
            "code": rule.code,
            "name": rule.name,
            "severity": rule.severity.value,
            "preview": rule.preview,
            "summary": rule.summary(),
        }


def _table(rows: Sequence[dict[str, object]], style: Style) -> Iterator[str]:
    names = max(len(str(row["name"])) for row in rows)
    for row in rows:
        summary = f"(preview) {row['summary']}" if row["preview"] else str(row["summary"])
        start = f"{row['code']}  {row['name']:<{names}}  {row['severity']:<7}  "
        yield start + (shorten(summary, max(style.width - len(start), 20)) if style.colour else summary)


def _parser() -> Parser:
    parser = Parser("rules", "List the rules. `caselint explain RULE` shows one whole.")
    parser.add_argument(
        "--output-format",
        type=choice(("text", "json")),
        default="text",
        metavar="FORMAT",
        help="text, json (default: text)",
    )
    add_verbose(parser)
    return parser
