"""`caselint report`: one HTML file for editors."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from caselint.cli.arguments import Parser, add_paths, add_rule_options, add_run_options
from caselint.cli.failure import Failure, UsageError
from caselint.cli.streams import say, write, write_file
from caselint.findings import Report

_SIZE_LIMIT = 500_000_000


def run(argv: Sequence[str]) -> int:
    """Check, or read findings, and write the report; 2 where a rule crashed, else 0: what is in it, it says itself."""
    options = _parser().parse(argv)
    _refuse_page(options.output_file)
    if options.findings and (options.paths or options.select or options.ignore):
        raise UsageError("caselint report: --from takes the findings as they are: no PATH, no --select, no --ignore")
    report = _read(options.findings) if options.findings else _check(options)
    from caselint.html.report import render_report

    text = render_report(report, title=_title())
    if options.output_file == "-":
        write(text)
    else:
        target = Path(options.output_file)
        write_file(target, text)
        if not options.quiet:
            say(f"wrote {target}")
        if options.open:
            _open(target)
    return 2 if report.broken else 0


def _check(options: argparse.Namespace) -> Report:
    from caselint.cli.read_sites import check

    return check(options).report


def _read(name: str) -> Report:
    from caselint.cli.page_lines import PageLines
    from caselint.reporters.read_report import NotAReport, read_report

    path = Path(name)
    try:
        if path.is_file() and path.stat().st_size > _SIZE_LIMIT:
            raise Failure(f"caselint: {name} is larger than a report can be")
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise Failure(f"caselint: {name} is not UTF-8 text") from None
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or error
        raise Failure(f"caselint: cannot read {name}: {reason}") from None
    try:
        return read_report(text, PageLines(Path.cwd()))
    except NotAReport as error:
        raise Failure(f"caselint: {name}: {error}") from None


def _refuse_page(name: str) -> None:
    if name.lower().endswith((".md", ".mdx", ".markdown")):
        raise UsageError(f"caselint report: --output-file {name} is a page; the report is HTML: write {name}.html")


def _title() -> str:
    return Path.cwd().name


def _open(path: Path) -> None:
    import webbrowser

    if not webbrowser.open(path.resolve().as_uri()):
        say(f"no browser could be started; open {path} yourself", label="note: ")


def _parser() -> Parser:
    parser = Parser("report", "Write one self-contained HTML file for editors: what is wrong, in plain words.")
    add_paths(parser)
    group = parser.add_argument_group("output")
    group.add_argument(
        "-o",
        "--output-file",
        metavar="FILE",
        default="caselint-report.html",
        help="the file to write, - for stdout (default: caselint-report.html)",
    )
    group.add_argument("--open", action="store_true", help="open it in the browser")
    group.add_argument(
        "--from",
        dest="findings",
        metavar="FINDINGS.JSON",
        help="make it from what `caselint check --output-format json` wrote, without a second run",
    )
    add_rule_options(parser)
    add_run_options(parser)
    return parser
