"""`caselint check`: lint."""

from collections.abc import Sequence
from pathlib import Path

from caselint.cli.arguments import Parser, add_output, add_paths, add_rule_options, add_run_options, choice
from caselint.cli.streams import terminal_style, write, write_file
from caselint.findings import Report, Severity
from caselint.reporters.registry import REPORTERS
from caselint.reporters.statistics import render_statistics
from caselint.reporters.style import TEXT_LIMIT, Style

_FAIL_ON = ("error", "warning", "info", "never")


def run(argv: Sequence[str]) -> int:
    """Lint, print the findings, and return 0, 1 or 2 by what was found."""
    options = _parser().parse(argv)
    from caselint.cli.read_sites import check

    report = check(options).report
    summary = not options.quiet
    style = Style(summary=summary) if options.output_file else terminal_style(summary=summary)
    if options.statistics:
        text = render_statistics(report, options.output_format, style)
    else:
        text = REPORTERS[options.output_format](report, style)
    if options.output_file:
        write_file(Path(options.output_file), text)
    else:
        write(text)
    return exit_code(report, "never" if options.exit_zero else options.fail_on)


def exit_code(report: Report, fail_on: str) -> int:
    """2 where a rule crashed, 1 where a finding is at least as severe as `fail_on`, else 0."""
    if report.broken:
        return 2
    if fail_on == "never":
        return 0
    least = Severity(fail_on).rank
    return int(any(finding.severity.rank >= least for finding in report.findings))


def _parser() -> Parser:
    parser = Parser(
        "check",
        "Lint pages: front matter, sections, links, duplicates, and figures that disagree.\n"
        f"The text format shows at most {TEXT_LIMIT} findings, the gravest of each page and rule; the others show all.",
    )
    add_paths(parser)
    add_output(parser, tuple(REPORTERS))
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
