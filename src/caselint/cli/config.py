"""`caselint config`: the settings in force for a path, and whether a configuration is right."""

from collections.abc import Sequence
from pathlib import Path

from caselint.cli.arguments import Parser, add_output, add_verbose
from caselint.cli.failure import UsageError
from caselint.cli.streams import terminal_style, write, write_file
from caselint.reporters.settings import FORMATS, render_in_force
from caselint.reporters.style import Style


def run(argv: Sequence[str]) -> int:
    """Print what holds for a path; with `--check` say whether the configuration is right: 0, or 2 with all problems."""
    options = _parser().parse(argv)
    options.paths = [options.path]
    if options.check:
        if options.output_format != "text":
            raise UsageError("caselint config: --check has no other format than text")
        from caselint.cli.check_config import check_config

        text = "".join(line + "\n" for line in check_config(options))
    else:
        from caselint.cli.settings_in_force import settings_in_force

        style = Style() if options.output_file else terminal_style()
        text = render_in_force(settings_in_force(options), options.output_format, style)
    if options.output_file:
        write_file(Path(options.output_file), text)
    else:
        write(text)
    return 0


def _parser() -> Parser:
    parser = Parser(
        "config",
        "Show the settings in force for a page or folder, and the file and line each comes from;\n"
        "with --check, say whether the configuration is right: 0, or 2 with all that is wrong.",
    )
    parser.add_argument(
        "path", metavar="PATH", nargs="?", default=".", help="a page or folder (default: the working directory)"
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="check the configuration, the schemas and templates that it names, and the examples in the schemas",
    )
    add_output(parser, FORMATS)
    group = parser.add_argument_group("the configuration")
    group.add_argument("--config", metavar="FILE", help="this configuration file instead of the one that is found")
    group.add_argument("--isolated", action="store_true", help="without caselint's own configuration files")
    add_verbose(group)
    return parser
