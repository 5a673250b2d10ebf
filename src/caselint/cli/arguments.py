"""Options: a parser whose errors are one line with the nearest option, and the options that commands share."""

import argparse
import math
from collections.abc import Callable, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any, NoReturn

from caselint.cli.failure import UsageError


class Parser(argparse.ArgumentParser):
    """An argument parser that raises instead of printing and leaving."""

    def __init__(self, command: str, description: str) -> None:
        super().__init__(
            prog=f"caselint {command}",
            description=description,
            allow_abbrev=False,
            add_help=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        self.add_argument("-h", "--help", action="help", help="show this and leave")

    def parse(self, argv: Sequence[str]) -> argparse.Namespace:
        """The options of `argv`.

        Raises:
            UsageError: an option is unknown, lacks its value or has a wrong one.
        """
        options, rest = self.parse_known_args(argv)
        if rest:
            unknown = next((word for word in rest if word.startswith("-")), rest[0])
            self.error(self._unknown(unknown))
        return options

    def _unknown(self, word: str) -> str:
        if not word.startswith("-"):
            return f'there is one "{word}" too many'
        name = word.partition("=")[0]
        near = get_close_matches(name, self._option_string_actions, n=1, cutoff=0.6)
        hint = f"did you mean {near[0]}?" if near else f"`{self.prog} --help` lists the options"
        return f"unknown option {name}; {hint}"

    def error(self, message: str) -> NoReturn:
        words = message.removeprefix("argument ").replace("the following arguments are required:", "this needs")
        raise UsageError(f"{self.prog}: {words}")


def choice(words: Sequence[str]) -> Callable[[str], str]:
    """The type of an option that takes one of `words`."""

    def chosen(word: str) -> str:
        if word in words:
            return word
        near = get_close_matches(word.lower(), words, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]}?" if near else f"it takes {', '.join(words)}"
        raise argparse.ArgumentTypeError(f'"{word}" is not one of its values; {hint}')

    return chosen


def share(word: str) -> float:
    """The type of an option that takes a number from 0 to 1."""
    try:
        number = float(word)
    except ValueError:
        number = math.nan
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f'"{word}" is not a number from 0 to 1')
    return number


def count(word: str) -> int:
    """The type of an option that takes a whole number from 1."""
    if not word.isdecimal() or not word.isascii() or not 0 < int(word[:9]) <= 1024:
        raise argparse.ArgumentTypeError(f'"{word}" is not a whole number from 1 to 1024')
    return int(word[:9])


def day(word: str) -> date:
    """The type of an option that takes a day."""
    try:
        if len(word) != len("2025-01-31"):
            raise ValueError
        return date.fromisoformat(word)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{word}" is not a day such as 2025-01-31') from None


def split_commas(values: Sequence[str] | None) -> tuple[str, ...]:
    """The words of an option that takes several, with commas or repeated."""
    return tuple(word.strip() for value in values or () for word in value.split(",") if word.strip())


def add_paths(parser: Parser, *, required: bool = False) -> None:
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="+" if required else "*",
        help="pages and folders" + ("" if required else " (default: the site of this folder)"),
    )


def add_run_options(parser: Parser) -> None:
    """Options of every command that reads a site."""
    group = parser.add_argument_group("the run")
    group.add_argument("--config", metavar="FILE", help="use this configuration file instead of the one that is found")
    group.add_argument("--isolated", action="store_true", help="ignore caselint's own configuration files")
    group.add_argument("--no-cache", action="store_true", help="read every page anew, and keep nothing")
    group.add_argument("--cache-dir", metavar="FOLDER", help="keep results there (default: the user's cache folder)")
    group.add_argument("--jobs", type=count, default=0, metavar="N", help="processes (default: one for each core)")
    group.add_argument(
        "--today", type=day, metavar="DAY", help="the day that dates are judged by (default: the clock's)"
    )
    group.add_argument("--no-progress", action="store_true", help="show no counter on the terminal")
    group.add_argument("-q", "--quiet", action="store_true", help="no summary, no notes")
    add_verbose(group)


def add_verbose(parser: Any) -> None:
    parser.add_argument("-v", "--verbose", action="store_true", help="say what was read; show where a fault happened")


def add_rule_options(parser: Parser) -> None:
    """Options of commands that run rules."""
    group = parser.add_argument_group("rules (names, codes or the start of codes; several with commas or repeated)")
    group.add_argument("--select", action="append", metavar="RULE", help="run these rules only")
    group.add_argument("--ignore", action="append", metavar="RULE", help="leave these rules out")
    group.add_argument("--preview", action="store_true", help="run rules in preview, too")
    group.add_argument(
        "--min-confidence",
        type=share,
        default=0.0,
        metavar="0..1",
        help="hide findings that caselint is less sure of",
    )


class _InOrder(argparse.Action):
    """Keeps (option, value) in the order of the command line, in `namespace.outputs`."""

    def __call__(self, _: object, namespace: argparse.Namespace, value: object, __: object = None) -> None:
        namespace.outputs = [*getattr(namespace, "outputs", ()), (self.dest, value)]


def add_outputs(parser: Parser, formats: Sequence[str], *, default: str = "text") -> None:
    """Output in several formats, as `outputs.outputs_of` reads it."""
    group = parser.add_argument_group("output (both may be repeated: a file is of the format that stands before it)")
    group.add_argument(
        "--output-format",
        type=choice(formats),
        action=_InOrder,
        default=argparse.SUPPRESS,
        metavar="FORMAT",
        help=f"{', '.join(formats)} (default: {default})",
    )
    group.add_argument(
        "-o",
        "--output-file",
        action=_InOrder,
        default=argparse.SUPPRESS,
        metavar="FILE",
        help="write the result to a file instead of stdout",
    )
    parser.set_defaults(outputs=())


def add_output(parser: Parser, formats: Sequence[str], *, default: str = "text") -> None:
    group = parser.add_argument_group("output")
    group.add_argument(
        "--output-format",
        type=choice(formats),
        default=default,
        metavar="FORMAT",
        help=f"{', '.join(formats)} (default: {default})",
    )
    group.add_argument("-o", "--output-file", metavar="FILE", help="write the result to a file instead of stdout")
