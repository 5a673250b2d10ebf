"""`caselint check`: lint."""

import argparse
import sys
from collections.abc import Sequence

from caselint.cli.arguments import Parser, add_outputs, add_paths, add_rule_options, add_run_options, choice
from caselint.cli.failure import Failure, UsageError
from caselint.cli.outputs import Output, outputs_of, write_outputs
from caselint.findings import Report, Severity
from caselint.reporters.registry import FORMATS, reporter
from caselint.reporters.statistics import STATISTICS_FORMATS, render_statistics
from caselint.reporters.style import TEXT_LIMIT, Style

_FAIL_ON = ("error", "warning", "info", "never")


def run(argv: Sequence[str]) -> int:
    """Lint, print the findings, and return 0, 1 or 2 by what was found."""
    options = _parser().parse(argv)
    outputs = outputs_of(options.outputs)
    if options.statistics:
        _refuse_formats(outputs)
    if options.stdin_filename is not None:
        _take_stdin(options)
    from caselint.cli.read_sites import check

    report = check(options).report

    def render(output_format: str, style: Style) -> str:
        if options.statistics:
            return render_statistics(report, output_format, style)
        return reporter(output_format)(report, style)

    write_outputs(outputs, render, summary=not options.quiet)
    return exit_code(report, "never" if options.exit_zero else options.fail_on)


def _refuse_formats(outputs: Sequence[Output]) -> None:
    wrong = next((output.format for output in outputs if output.format not in STATISTICS_FORMATS), None)
    if wrong is not None:
        raise UsageError(
            f"caselint check: --statistics has no format {wrong}; it takes {', '.join(STATISTICS_FORMATS)}"
        )


def _take_stdin(options: argparse.Namespace) -> None:
    """Put the page on stdin in place of the file at `--stdin-filename`."""
    from caselint.engine.files import PAGE_LIMIT

    if options.paths:
        raise UsageError("caselint check: --stdin-filename checks the page on stdin: no PATH beside it")
    if sys.stdin is None:
        raise Failure("caselint: cannot read the page: stdin is closed")
    try:
        data = sys.stdin.buffer.read(PAGE_LIMIT + 1)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or error
        raise Failure(f"caselint: cannot read the page from stdin: {reason}") from None
    if len(data) > PAGE_LIMIT:
        raise Failure(f"caselint: the page on stdin is larger than {PAGE_LIMIT:,} bytes, the most that caselint reads")
    options.paths = [options.stdin_filename]
    options.texts = {options.stdin_filename: data}


def exit_code(report: Report, fail_on: str) -> int:
    """2 where a rule crashed, 1 where a finding is at least as severe as `fail_on`, else 0."""
    if report.broken:
        return 2
    if fail_on == "never":
        return 0
    least = Severity(fail_on).rank
    return int(any(count and severity.rank >= least for severity, count in report.counts.items()))


def _parser() -> Parser:
    parser = Parser(
        "check",
        "Lint pages: front matter, sections, links, duplicates, and figures that disagree.\n"
        f"The text format shows at most {TEXT_LIMIT} findings, the gravest of each page and rule first;\n"
        "concise, json, jsonl, gitlab and junit show all.",
    )
    add_paths(parser)
    parser.add_argument(
        "--stdin-filename",
        metavar="PATH",
        help="check the page on stdin as if it stood at PATH, which need not exist",
    )
    parser.add_argument(
        "--since",
        metavar="REV",
        help="show only what the change since this revision of git is answerable for",
    )
    add_outputs(parser, tuple(FORMATS))
    add_rule_options(parser)
    group = parser.add_argument_group("what counts")
    group.add_argument(
        "--fail-on",
        type=choice(_FAIL_ON),
        default="warning",
        metavar="SEVERITY",
        help="exit with 1 from this severity on: error, warning, info, never (default: warning)",
    )
    group.add_argument("--exit-zero", action="store_true", help="exit with 0 even when something was found")
    group.add_argument("--statistics", action="store_true", help="show how often each rule found something, instead")
    add_run_options(parser)
    return parser
