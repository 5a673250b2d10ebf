"""`caselint inspect`: what caselint sees on a page."""

from collections.abc import Sequence
from pathlib import Path

from caselint.cli.arguments import Parser, add_output, add_paths, add_run_options
from caselint.cli.streams import write, write_file
from caselint.cli.unreadable import tell_unreadable

_FORMATS = ("text", "jsonl", "csv")


def run(argv: Sequence[str]) -> int:
    """Print headings, links, entries, sections and front matter; 1 where a page could not be read."""
    options = _parser().parse(argv)
    from caselint.cli.read_sites import read
    from caselint.reporters.inspect import inspect_rows, render_inspect

    finished = read(options)
    rows: list[dict[str, object]] = []
    empty: list[str] = []
    for checked in finished.sites:
        for path in sorted(checked.site.asked & checked.index.pages.keys()):
            lines = checked.locator.lines(path)
            of_page = inspect_rows(checked.index, path, lines, checked.locator.path)
            rows += of_page
            empty += [] if of_page else [checked.locator.path(path)]
    text = render_inspect(rows, options.output_format, empty)
    if options.output_file:
        write_file(Path(options.output_file), text)
    else:
        write(text)
    return tell_unreadable(finished.report)


def _parser() -> Parser:
    parser = Parser("inspect", "Show what caselint sees on pages: headings with ids, links, entries, front matter.")
    add_paths(parser, required=True)
    add_output(parser, _FORMATS)
    add_run_options(parser)
    return parser
