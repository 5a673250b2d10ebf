"""The command line: finds the command, runs it, and turns whatever happens into an exit code."""

import importlib
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from caselint import __version__
from caselint.cli.failure import Failure, UsageError
from caselint.cli.replay import Replay
from caselint.cli.streams import TRANSCRIPT, prepare_streams, say, write

if TYPE_CHECKING:
    from caselint.engine.kept_patterns import KeptPatterns

COMMANDS: Mapping[str, str] = {
    "check": "lint pages; the main job",
    "init": "write a first configuration from the pages there are",
    "report": "write one HTML file for editors",
    "figures": "list every figure and what it is a figure of",
    "inspect": "show what caselint sees on a page",
    "schema": "propose schemas from the pages there are, or print them for editors",
    "registry": "propose canonical figures from those that agree",
    "config": "show the settings in force for a path, or check the configuration",
    "explain": "show a rule's documentation",
    "explain-link": "show each step of a link's resolution",
    "rules": "list the rules",
}
OK, FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130


def run(argv: Sequence[str], replay: Replay | None = None) -> int:
    """Run one command line; with `replay`, keep what it writes.

    Returns 0 where nothing is wrong, 1 where something was found, 2 where the tool could not do its job and 130 after
    Ctrl-C.
    """
    prepare_streams()
    TRANSCRIPT.wanted = replay is not None
    verbose = not {"-v", "--verbose"}.isdisjoint(argv)
    if replay is not None and replay.reason and verbose:
        say(f"nothing to show again: {replay.reason}", label="note: ")
        TRANSCRIPT.notes = b""
    patterns = None if replay is None or replay.folder is None else _kept_patterns(replay.folder)
    try:
        code = _dispatch(argv)
        if patterns is not None:
            patterns.keep()
        if replay is not None and TRANSCRIPT.depends_on is not None:
            reason = replay.keep(code, TRANSCRIPT.output, TRANSCRIPT.notes, *TRANSCRIPT.depends_on)
            if reason and verbose:
                say(f"the result is not kept: {reason}", label="note: ")
        return code
    except Failure as failure:
        for line in failure.lines:
            say(line)
    except KeyboardInterrupt:
        say("interrupted", label="caselint: ")
        return INTERRUPTED
    except SystemExit as leaving:  # argparse, after --help
        return leaving.code if isinstance(leaving.code, int) else OK
    except Exception as error:  # noqa: BLE001 - the last line of defence: a traceback is no answer to a user
        _admit(error, verbose=verbose)
    return FAILED


def _kept_patterns(folder: str) -> "KeptPatterns":
    """What `re` need not compile again: to be had before the modules are imported that compile it."""
    from caselint.engine.kept_patterns import KeptPatterns  # nothing that only shows help needs it

    patterns = KeptPatterns(folder)
    patterns.use()
    return patterns


def _dispatch(argv: Sequence[str]) -> int:
    if not argv:
        say(_usage())
        return FAILED
    word, *rest = argv
    if word in ("-h", "--help"):
        write(_usage() + "\n")
        return OK
    if word in ("-V", "--version"):
        write(f"caselint {__version__}\n")
        return OK
    if word not in COMMANDS:
        raise UsageError(_unknown(word))
    return int(importlib.import_module(f"caselint.cli.{word.replace('-', '_')}").run(rest))


def _usage() -> str:
    commands = "\n".join(f"  {name:<12} {summary}" for name, summary in COMMANDS.items())
    return (
        "caselint lints Markdown content: front matter, sections, links, duplicates, and figures that disagree.\n\n"
        f"usage: caselint COMMAND [OPTION…] [PATH…]\n\n{commands}\n\n"
        "`caselint COMMAND --help` shows a command's options; `caselint --version` the version.\n"
        "Exit codes: 0 nothing to mend, 1 findings, 2 caselint could not do its job, 130 interrupted."
    )


def _unknown(word: str) -> str:
    if word.startswith("-"):
        return f"caselint: unknown option {word}; a command comes first: {', '.join(COMMANDS)}"
    near = get_close_matches(word.lower(), COMMANDS, n=1, cutoff=0.6)
    if near:
        return f'caselint: unknown command "{word}"; did you mean {near[0]}?'
    if os.path.lexists(word):
        return f'caselint: unknown command "{word}"; did you mean `caselint check {word}`?'
    return f'caselint: unknown command "{word}"; the commands are {", ".join(COMMANDS)}'


def _admit(error: Exception, *, verbose: bool) -> None:
    what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    say(f"this is a fault of caselint, not of your pages: {what}", label="caselint: ")
    if verbose:
        say("".join(traceback.format_exception(error)).rstrip())
        say(f"caselint {__version__}, Python {sys.version.split()[0]}, {sys.platform}")
    else:
        say("run it again with -v to see where, and report that, please", label="caselint: ")
