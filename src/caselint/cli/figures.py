"""`caselint figures`: every figure and what it is a figure of."""

from collections.abc import Sequence
from pathlib import Path

from caselint.cli.arguments import Parser, add_output, add_paths, add_run_options
from caselint.cli.streams import say, terminal_style, write, write_file
from caselint.cli.unreadable import tell_unreadable
from caselint.reporters.figures import FORMATS, figure_rows, render_figures
from caselint.reporters.style import Style


def run(argv: Sequence[str]) -> int:
    """Print the figures; 1 where a page could not be read."""
    options = _parser().parse(argv)
    from caselint.cli.read_sites import read

    finished = read(options)
    rows = figure_rows(finished, subjects=options.subject or (), metrics=options.metric or ())
    summary = not options.quiet
    style = Style(summary=summary) if options.output_file else terminal_style(summary=summary)
    text = render_figures(rows, options.output_format, style)
    if options.output_file:
        write_file(Path(options.output_file), text)
    else:
        write(text)
    if not rows and (options.subject or options.metric) and not options.quiet:
        say("no figure has that subject or metric", label="note: ")
    return tell_unreadable(finished.report)


def _parser() -> Parser:
    parser = Parser("figures", "List every figure of the pages, and what it is a figure of.")
    add_paths(parser)
    add_output(parser, FORMATS)
    group = parser.add_argument_group("which figures (any case, * for anything; may be repeated)")
    group.add_argument("--subject", action="append", metavar="NAME", help="figures of this entity only")
    group.add_argument("--metric", action="append", metavar="NAME", help="figures of this metric only")
    add_run_options(parser)
    return parser
