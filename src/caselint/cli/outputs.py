"""Where a result goes: each format to stdout or to a file of its own."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from caselint.cli.failure import UsageError
from caselint.cli.streams import terminal_style, write, write_file
from caselint.reporters.style import Style


@dataclass(frozen=True)
class Output:
    """A format and its file; None is stdout."""

    format: str
    file: str | None = None


def outputs_of(named: Sequence[tuple[str, str]], default: str = "text") -> list[Output]:
    """The outputs that `--output-format` and `--output-file` ask for, given as (option, value) in their order.

    A file is of the format that stands before it, and the first one also of the format after it: with one of each the
    order does not matter. `-` is stdout.

    Raises:
        UsageError: two results for stdout or for one file, or a file without a format.
    """
    found: list[Output] = []
    waiting: str | None = None
    for option, value in named:
        if option == "output_format":
            found.append(Output(value, waiting))
            waiting = None
        elif found and found[-1].file is None:
            found[-1] = replace(found[-1], file=value)
        elif found or waiting is not None:
            raise UsageError(f"caselint: --output-file {value} has no --output-format before it")
        else:
            waiting = value
    found = found or [Output(default, waiting)]
    outputs = [replace(output, file=None) if output.file == "-" else output for output in found]
    _refuse_twice(outputs)
    return outputs


def _refuse_twice(outputs: Sequence[Output]) -> None:
    seen: dict[str, str] = {}
    for output in outputs:
        place = "" if output.file is None else os.path.realpath(output.file)
        if place in seen:
            where = "stdout" if output.file is None else output.file
            raise UsageError(
                f"caselint: {seen[place]} and {output.format} would both go to {where}: give one an --output-file"
            )
        seen[place] = output.format


def write_outputs(outputs: Sequence[Output], render: Callable[[str, Style], str], *, summary: bool) -> None:
    """Render each output and write it, files first: what stands on stdout is then said of files that are there.

    Raises:
        caselint.cli.failure.Failure: one of them cannot be written.
    """
    for output in sorted(outputs, key=lambda output: output.file is None):
        if output.file is None:
            write(render(output.format, terminal_style(summary=summary)))
        else:
            write_file(Path(output.file), render(output.format, Style(summary=summary)))
